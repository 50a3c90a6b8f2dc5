package content

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/spelling"
	"github.com/gatefold/gatefold/content/table"
)

// filler puts the rows of one table into structs, column by column: what a value means may depend on
// all the values of its column.
type filler struct {
	plan     *plan
	t        *table.Table
	r        *report
	opt      decodeOptions
	toml     bool // columns are named as keys: date_raised
	document bool
	inner    bool // a list inside a document

	heads  []head
	out    []Column // the plan's columns, a series as often as the file has it
	cellOf []int    // by out: index of the header; -1 when the table lacks the column
}

// head is one header of the table and what it names.
type head struct {
	column *Column // nil when unknown
	nth    int     // of a series
	out    int     // index in filler.out
	draft  bool
	keep   bool   // withhold
	extra  string // its name when unknown
	style  style
}

// filled is one row, decoded.
type filled struct {
	rec             reflect.Value
	values          []string
	extra           []Field
	mentions        []mention
	happened        Date
	draft, withhold bool
}

func newFiller(p *plan, t *table.Table, matched []table.Matched, r *report, opt decodeOptions) *filler {
	f := &filler{plan: p, t: t, r: r, opt: opt}
	names := headerTexts(t)
	f.expand(matched)
	f.heads = make([]head, len(matched))
	used := map[string]int{}
	for j, m := range matched {
		h := &f.heads[j]
		switch {
		case m.Column < 0:
			h.extra = extraName(names[j], j, used)
		case m.Column == len(p.columns):
			h.draft = true
		case m.Column > len(p.columns):
			h.keep = true
		default:
			h.column, h.nth = &p.columns[m.Column], m.Nth
			h.out = slices.IndexFunc(f.out, func(c Column) bool { return c.Name == seriesName(*h.column, m.Nth) })
			f.cellOf[h.out] = j
		}
	}
	return f
}

func headerTexts(t *table.Table) []string {
	names := make([]string, len(t.Header))
	for i, c := range t.Header {
		names[i] = c.Text
	}
	return names
}

// expand lists the plan's columns, a series up to the highest number that the file has.
func (f *filler) expand(matched []table.Matched) {
	f.out = f.columns(matched)
	f.cellOf = make([]int, len(f.out))
	for i := range f.cellOf {
		f.cellOf[i] = -1
	}
}

// columns are the plan's own when it has no series, as most have not: every file shares them.
func (f *filler) columns(matched []table.Matched) (out []Column) {
	if !slices.ContainsFunc(f.plan.columns, func(c Column) bool { return c.Series }) {
		return f.plan.columns
	}
	for i, c := range f.plan.columns {
		if !c.Series {
			out = append(out, c)
			continue
		}
		highest := 1
		for _, m := range matched {
			if m.Column == i {
				highest = max(highest, m.Nth)
			}
		}
		for n := 1; n <= highest; n++ {
			nth := c
			nth.Name = seriesName(c, n)
			out = append(out, nth)
		}
	}
	return out
}

// seriesName is "baseline 2 remaining" for the second column of a series.
func seriesName(c Column, n int) string {
	if !c.Series || n < 2 {
		return c.Name
	}
	first, rest, _ := strings.Cut(c.Name, " ")
	return fmt.Sprintf("%s %d %s", first, n, rest)
}

// extraName is the name under which an unknown column is kept; no two are alike.
func extraName(header string, j int, used map[string]int) string {
	name := strings.Join(strings.Fields(header), " ")
	if name == "" {
		name = "Column " + table.ColumnLetters(j)
	}
	used[name]++
	if n := used[name]; n > 1 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return name
}

// extraNames are the unknown columns, in the file's order.
func (f *filler) extraNames() []string {
	var out []string
	for _, h := range f.heads {
		if h.extra != "" {
			out = append(out, h.extra)
		}
	}
	return out
}

func (f *filler) fill() []filled {
	rows := make([]filled, len(f.t.Rows))
	for i := range rows {
		rows[i].rec = reflect.New(f.plan.typ)
		rows[i].values = make([]string, len(f.out))
	}
	for j := range f.heads {
		f.fillColumn(j, rows)
	}
	for i := range rows {
		for j := len(f.heads); j < len(f.t.Rows[i].Cells); j++ { // beyond the last header
			if c := f.t.Rows[i].Cells[j]; !c.Empty() {
				rows[i].extra = append(rows[i].extra, Field{"Column " + table.ColumnLetters(j), c.Text})
			}
		}
	}
	f.hintExtra()
	f.required(rows)
	return rows
}

func (f *filler) fillColumn(j int, rows []filled) {
	h := &f.heads[j]
	if h.column != nil {
		h.style = f.inferStyle(j)
	}
	for i := range rows {
		c := f.t.Rows[i].Cells[j]
		if c.Empty() {
			continue
		}
		switch {
		case h.draft || h.keep:
			flag := f.flag(i, j, c)
			hide := flag.Yes || !flag.Set && !isMissing(plainText(c)) // in doubt nothing is published
			if h.draft {
				rows[i].draft = hide
			} else {
				rows[i].withhold = hide
			}
		case h.extra != "":
			text := plainText(c)
			rows[i].extra = append(rows[i].extra, Field{h.extra, text})
			rows[i].mentions = append(rows[i].mentions, f.textMentions(i, j, c, h.extra)...)
		default:
			f.set(&rows[i], i, j, c)
		}
	}
}

// plainText is a value as one text, whatever its type.
func plainText(c table.Cell) string {
	switch c.Type {
	case table.List:
		var parts []string
		for _, item := range c.Items() {
			parts = append(parts, plainText(item))
		}
		return strings.Join(parts, "; ")
	case table.Group:
		var parts []string
		for _, field := range c.Fields() {
			parts = append(parts, field.Name+": "+plainText(field.Cell))
		}
		return strings.Join(parts, ", ")
	}
	return c.Text
}

// label names a column as the file does.
func (f *filler) label(j int) string {
	name := strings.Join(strings.Fields(f.t.Header[j].Text), " ")
	if f.toml {
		return name
	}
	return quote(name)
}

func (f *filler) spot(i, j int) spot {
	row := &f.t.Rows[i]
	c := row.Cells[j]
	return spot{cmp.Or(c.Line, row.Line), c.Column, f.t.Address(j, row.Number)}
}

// hintExtra says once which columns are not known, where one of them looks like a known column
// mistyped. A column that looks like none is the author's own: it is kept and shown without a word.
func (f *filler) hintExtra() {
	var names []string
	at, mistyped := spot{}, false
	hint := "They are kept and shown as extra fields, so this may be what you want. "
	for j, h := range f.heads {
		head := f.t.Header[j]
		if h.extra == "" || head.Text == "" || table.Normalise(head.Text) == "" {
			continue
		}
		if len(names) == 0 {
			at = spot{head.Line, head.Column, f.t.Address(j, f.t.HeaderRow)}
		}
		names = append(names, quote(h.extra))
		meant := f.meantColumn(head.Text)
		hint, mistyped = hint+meant, mistyped || meant != ""
	}
	if !mistyped {
		return
	}
	what := "Columns"
	if f.toml {
		what = "Fields"
	}
	if len(names) > 12 {
		names = append(names[:12], fmt.Sprintf("and %d more", len(names)-12))
	}
	f.r.add(CodeUnknownColumns, Hint, at, strings.TrimSpace(hint), "%s that gatefold does not know here: %s.", what, strings.Join(names, ", "))
}

// meantColumn suggests the known column that an unknown header is nearest to.
func (f *filler) meantColumn(header string) string {
	var free []string
	for i, c := range f.out {
		if f.cellOf[i] < 0 {
			free = append(free, c.Name)
		}
	}
	n := spelling.Nearest(table.Normalise(header), free)
	if n == "" {
		return ""
	}
	if f.toml {
		n = strings.ReplaceAll(n, " ", "_")
	} else {
		n = Column{Name: n}.Header()
	}
	return fmt.Sprintf("Is %s meant to be %s? ", quote(header), quote(n))
}

// required reports values that must be there: the whole column once, or cell by cell.
func (f *filler) required(rows []filled) {
	drafts := !slices.ContainsFunc(rows, func(r filled) bool { return !r.draft })
	for i, c := range f.out {
		if !c.Required || len(rows) == 0 || f.opt.longForm && !c.ID {
			continue
		}
		j := f.cellOf[i]
		if j < 0 {
			f.missingColumn(c, lacking(drafts))
			continue
		}
		for n := range rows {
			cell := f.t.Rows[n].Cells[j]
			if cell.Empty() || isMissing(plainText(cell)) {
				f.r.add(CodeRequired, lacking(rows[n].draft), f.spot(n, j), f.exampleHint(n, j, c), "%s is empty, and every record needs it.", f.label(j))
			}
		}
	}
}

// lacking is how bad it is that a needed value is not there: a draft may be unfinished.
func lacking(draft bool) Severity {
	if draft {
		return Hint
	}
	return Error
}

func (f *filler) missingColumn(c Column, how Severity) {
	if f.inner {
		return
	}
	if f.document {
		f.r.add(CodeRequired, how, spot{line: 1}, fmt.Sprintf("Write %s = %s between the +++ lines at the top of the file.", c.Key(), goodExample(c, true)), "%s is missing.", c.Key())
		return
	}
	at, name := spot{line: 1}, quote(c.Header())
	if len(f.t.Header) > 0 {
		at = spot{f.t.Header[0].Line, 0, f.t.Address(0, f.t.HeaderRow)}
		if f.t.Sheet == "" {
			at.cell = ""
		}
	}
	if f.toml {
		name = c.Key()
	}
	f.r.add(CodeMissingColumn, how, at, fmt.Sprintf("Add a column %s; a value in it looks like %s.", name, goodExample(c, f.toml)), "The column %s is missing, and every record needs it.", name)
}
