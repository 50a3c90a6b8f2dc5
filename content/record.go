package content

import (
	"cmp"
	"slices"
)

// Pos is a place in a source file.
type Pos struct {
	Path  string // slash-separated, from the portfolio folder
	Sheet string // of a spreadsheet; "" elsewhere
	Line  int    // from 1
	Row   int    // as a spreadsheet numbers it; 0 where the format has no cells to name
}

// Field is a column that gatefold does not know, kept as it was written.
type Field struct{ Name, Text string }

// Ref names a record: its id, and its project's slug when that is another project.
type Ref struct {
	Slug string // "" for the project that the reference stands in
	ID   string
}

// String is the form people write: R-03 or device-refresh:R-03.
func (r Ref) String() string {
	if r.Slug == "" {
		return r.ID
	}
	return r.Slug + ":" + r.ID
}

// Mention is a word that may be a reference, with its place.
type Mention struct {
	Ref    Ref
	Pos    Pos
	Column int    // in characters, from 1; 0 in a spreadsheet
	Cell   string // "F12"; "" in a document
	Sure   bool   // it stands in a column of references, so it is one whatever it looks like
}

// Meta is what every record has, whatever its kind.
type Meta struct {
	Kind     string // the word of formats.md section 3 `records`: "risk", "decision", "status", ...
	Register string // the register or document it comes from: "raid", "gates", ...
	ID       string // as written; documents without one get "status-2025-04-18" and the like
	Title    string
	Date     Date      // the record's own date; zero when it has none
	Happened Date      // the newest date in it that is not planned; zero when there is none
	Draft    bool      // never in a public build
	Withhold bool      // counted, never shown
	Links    []Mention // what its text names, in order, whether it exists or not; never itself
	// Values are by the kind's columns (RegisterTable.Columns where a register has a series): as
	// written, but dates in ISO form.
	Values   []string
	Extra    []Field // columns that the kind does not know
	Body     string  // Markdown below the front matter; "" in a register
	BodyPath string  // the file that Body comes from, where that is not Pos.Path: the long form of a row
	BodyLine int     // the line of the file on which Body begins
	Pos      Pos
}

// Common is the record's Meta; embedding Meta makes a struct a Record.
func (m Meta) Common() Meta { return m }

// Record is one row of a register or one document.
type Record interface{ Common() Meta }

// Of gives a project's records of one type, oldest first; records of one day keep the order in which
// they are written, records without a date come last.
func Of[T Record](p *Project) []T {
	n := Count[T](p)
	if n == 0 {
		return nil
	}
	out := make([]T, 0, n)
	for _, r := range p.Records {
		if t, ok := r.(T); ok {
			out = append(out, t)
		}
	}
	if byDate := compareDates[T]; !slices.IsSortedFunc(out, byDate) {
		slices.SortStableFunc(out, byDate)
	}
	return out
}

// Count is the number of a project's records of one type.
func Count[T Record](p *Project) int {
	n := 0
	for _, r := range p.Records {
		if _, ok := r.(T); ok {
			n++
		}
	}
	return n
}

func compareDates[T Record](a, b T) int {
	x, y := a.Common().Date, b.Common().Date
	if x.IsZero() != y.IsZero() {
		return cmp.Compare(btoi(x.IsZero()), btoi(y.IsZero()))
	}
	return x.Compare(y)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Link is one resolved reference from a record to another.
type Link struct{ From, To Ref } // both with their slug

// Target is a record or an artifact that a reference leads to.
type Target struct {
	Slug     string
	Record   Record    // nil for an artifact
	Artifact *Artifact // nil for a record
}
