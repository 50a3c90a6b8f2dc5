package site

import (
	"slices"

	"github.com/gatefold/gatefold/generator/chart"
)

// Base is what every page shows around its own matter. Every view embeds it.
type Base struct {
	Lang        string // BCP 47
	Title       string // of the document, the owner's name last
	Description string // one sentence for search engines and previews
	Root        string // prefix of the site's root as seen from the page: "../../", "" at the root
	Canonical   string // "" when the site's address is not known
	Index       bool   // false: search engines are asked to stay away
	Brand       Link   // the owner's name, to the front page
	Nav         []NavItem
	Crumbs      []Link // the last one has no URL
	Project     *ProjectHead
	Footer      Footer
}

// NavItem is one entry of a navigation.
type NavItem struct {
	Link
	Count   string // how many records the page has; "" for none
	Current bool
}

// ProjectHead is what every page of a project shows: above all its basis.
type ProjectHead struct {
	Title     string
	Basis     string // "Simulated PMO": never left out
	BasisNote string
	Scaled    bool // amounts were multiplied by one secret factor
	Tabs      []NavItem
}

// Footer says what the page was built from, and what others have confirmed of it.
type Footer struct {
	Records  int    // published records of the whole site; when Sealed, its files and whole tables too
	AsOf     string // "1 November 2026"
	Drafts   int    // records that are not finished, and left out
	Withheld int    // records that the author keeps back
	Proof    string // address of the page that says what is proven
	Sealed   bool   // the author has a log
	Seen     int    // of Records, how many existed by a date that somebody else confirmed
	Limit    string // whose key to look for before relying on it; "" when not Sealed
	Cohorts  []Link // showcases that show the site, says the author
}

// PageView is the view of every layout: a head and sections made of parts. Layouts differ in how
// they arrange them; a theme without a layout of that name shows it with its layout "page".
type PageView struct {
	Base
	Mast     Mast
	Sections []Section
}

// Section is a rule, a label in the margin with a word on how to read it, and parts.
type Section struct {
	ID      string
	Heading string
	Notes   []Text // beside it in the margin
	Wide    bool   // no margin column: dense registers
	Quiet   bool   // the heading is for assistive technology alone: a part below it says it aloud
	Parts   []Part
}

// Part is one piece of a section. Its name is that of the theme's part that draws it.
type Part interface{ Part() string }

// The parts.
type (
	// Voice is a paragraph of the author speaking.
	Voice struct{ Text Text }
	// Note is a paragraph about the record.
	Note struct {
		Text  Text
		Small bool
		Tone  string // "grey" for what nobody but the author confirms
	}
	// Question is the heading of an interview answer, the answer in one breath below it.
	Question struct {
		ID, Text, Answer string
		Lead             Text
		Composed         bool // put together from the records, not written by the learner
	}
	// Big are up to three numbers, each with its comparison in the same sentence.
	Big struct{ Numbers []BigNumber }
	// Lines is a list of labels and sentences in the author's voice: five lines, STAR.
	Lines struct {
		Class string // "five" or "star"
		Items []Field
	}
	// Facts is a list of labels and values of the record.
	Facts struct{ Items []Field }
	// Ladder are the gates of a project in order.
	Ladder struct{ Steps []Step }
	// Thread are dated steps, each a record.
	Thread struct {
		Steps []Step
		Short bool
	}
	// Entries are records told in full, one below the other.
	Entries struct{ Items []Entry }
	// Filters hide rows of the tables below them in the same section, without script.
	Filters struct{ Rows []Filter }
	// Cards are projects side by side.
	Cards struct{ Items []Card }
	// Index is a list of questions with one line each.
	Index struct{ Items []IndexItem }
	// Banner is a gate's decision with the board's words.
	Banner struct {
		Icon   Icon
		Tone   string
		Word   string
		Quote  Text
		Source string
		Facts  []Field
	}
	// Columns are parts side by side where there is room.
	Columns struct{ Items [][]Part }
	// Steps are things to type, one after the other.
	Steps struct{ Items []Command }
	// Heading is a heading inside a section.
	Heading struct {
		ID, Text string
		Note     Text
	}
)

func (Voice) Part() string    { return "voice" }
func (Note) Part() string     { return "note" }
func (Question) Part() string { return "question" }
func (Big) Part() string      { return "big" }
func (Lines) Part() string    { return "lines" }
func (Facts) Part() string    { return "facts" }
func (Ladder) Part() string   { return "ladder" }
func (Thread) Part() string   { return "thread" }
func (Entries) Part() string  { return "entries" }
func (Filters) Part() string  { return "filters" }
func (Cards) Part() string    { return "cards" }
func (Index) Part() string    { return "index" }
func (Banner) Part() string   { return "banner" }
func (Columns) Part() string  { return "columns" }
func (Steps) Part() string    { return "steps" }
func (Heading) Part() string  { return "heading" }
func (Table) Part() string    { return "table" }
func (Figure) Part() string   { return "figure" }
func (Prose) Part() string    { return "prose" }

// BigNumber is one big number: "14.2 →" "9.8" "s" and the sentence that compares it.
type BigNumber struct{ Was, Value, Unit, Words string }

// Step is one step of a ladder or a thread.
type Step struct {
	When   string // "16 Apr, 09:05"
	ISO    string // for the time element
	Icon   Icon
	Tone   string
	Title  Text
	Word   string // a gate's decision
	Text   Text
	Small  Text
	Seal   *Seal // of its record; nil when nothing is sealed
	Anchor string
}

// Command is one thing to type: the question that it answers, the line, and how to read what it says.
type Command struct {
	Title string // "2. Is every file the one on the list?"; "" for one that stands alone
	Line  string
	Text  Text
}

// Card is one project on the front page or the list.
type Card struct {
	Title   Link
	Summary string
	Basis   string
	Class   string // words that filters ask for
	Facts   []CardFact
}

// CardFact is one line of a card: a label, the fact, its comparison.
type CardFact struct{ Label, Value, Small string }

// IndexItem is a question and what its answer holds.
type IndexItem struct {
	Link
	Words string
}

// Mast is the head of a page's matter.
type Mast struct {
	Heading string
	Lead    string
	Facts   []Field
}

// Field is a label and its value.
type Field struct {
	Label string
	Value Text
	Items []Text // a list; Value is nil then
	Tone  string // "grey" for what nobody but the author confirms, "mono" for a key
}

// Status is a word with the letter and shape that stand before it.
type Status struct {
	Letter string // "G", "A", "R", "C"
	Class  string // "g", "a", "r", "c"
	Word   string // "Green"
}

// Icon names a drawing of the theme's icon sheet: "go", "cond", "hold", "recycle", "stop", "risk",
// "incident", "decision", "change", "lesson", "artifact", "sla", "yes", "half", "no", "open".
type Icon string

// Table is a table of records or figures.
type Table struct {
	Label   string // for assistive technology
	Caption string
	Source  *Link // the CSV download
	Head    []Column
	Rows    []Row
	Foot    []Row
	Dense   bool
	Total   string // printed under it: "25 records, 24 ended"
}

// Column is one column head.
type Column struct {
	Text   string
	Class  string // "n" for numbers, layout classes of the theme
	Hidden bool   // for assistive technology alone
}

// Row is one row; Anchor is its address on the page, "" when it is no record.
type Row struct {
	Anchor string
	Class  string // words that filters ask for
	Cells  []Cell
	More   []Field // fields that have no column of their own
	Full   *Link   // where all fields stand, when they are too many for the row
	Body   *Prose  // a record's long form
	Back   []Link  // records that name this one
	Seal   *Seal   // nil when nothing is sealed, and for a row that is sealed with its whole table
}

// Cell is one cell.
type Cell struct {
	Text    Text
	Small   Text   // a second line
	Label   string // its column's name on a phone
	Class   string
	Icon    Icon
	Tone    string // "warn", "bad", "yes", "part", "no", "grey"
	Status  *Status
	Header  bool // names the row
	Strong  bool
	Life    *Life
	Gates   []GateMark // a row of gates
	Details bool       // the row's More, Body and Back stand below this cell
}

// Life is a record's life on its project's calendar, in per cent of the calendar's width.
type Life struct {
	From, Width float64
	Event       float64 // the worst day; below 0 when there is none
	Open        bool    // goes on beyond the end
	Words       string  // "5 Feb 2025 to 27 Jun 2025"
}

// Entry is a record told in full: a decision, an escalation, a lesson.
type Entry struct {
	ID, Anchor string
	Title      Text
	Icon       Icon
	Facts      []Field // short ones: date, owner, status
	Fields     []Field
	Body       *Prose
	Back       []Link
}

// Figure is a chart on a page.
type Figure struct {
	chart.Figure
	Level   int    // of its heading: 3, or 2 where it opens a section
	CSV     string // address of the download
	Scripts Explore
}

// Explore are the addresses that the live version of a chart is loaded from.
type Explore struct{ ECharts, Options string }

// Filter is one row of radios that hide rows without script.
type Filter struct {
	Legend  string
	Name    string // of the radio group, one letter
	Options []FilterOption
}

// FilterOption shows the rows whose class is ID; the first option of a filter shows all.
type FilterOption struct {
	ID, Word string
	Count    int
}

// Charts tells whether a figure stands on the page, so that its scripts are needed.
func (v PageView) Charts() bool {
	return slices.ContainsFunc(v.Sections, func(s Section) bool { return live(s.Parts) })
}

func live(parts []Part) bool {
	return slices.ContainsFunc(parts, func(p Part) bool {
		switch v := p.(type) {
		case Figure:
			return v.Scripts.ECharts != ""
		case Columns:
			return slices.ContainsFunc(v.Items, live)
		}
		return false
	})
}

// Numbered are the marks that the list below the drawing explains.
func (f Figure) Numbered() []chart.Mark {
	var out []chart.Mark
	for _, m := range f.Marks {
		if m.Shape == chart.ShapeNumber {
			out = append(out, m)
		}
	}
	return out
}
