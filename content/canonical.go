package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Canonical is a record as it is sealed: the same whatever file it was read from, however that was
// sorted or saved (texts in NFC with LF, ISO dates, plain decimals, no empty field).
type Canonical struct {
	Place    string // see Place
	Slug     string // of its project, "" outside projects
	Name     string // within its project: the record's id; "/" and a word for what has none
	Path     string // the source file
	Says     Date   // the day that the author claims; zero when there is none
	Withhold bool   // counted, never shown
	Fields   []CanonicalField
}

// CanonicalField is one named value of a Canonical: a text; for a list of tables, as a gate's criteria
// are, a []any of map[string]any of texts; for a row of a whole table a map[string]any of texts.
type CanonicalField struct {
	Name     string // a column's Key, x: and the header of a column of the author's own, PlaceField, BodyField, "## Heading"
	Value    any
	Withhold bool // a row that its author keeps back
}

// The names of fields that are no columns.
const (
	PlaceField   = "record" // the Place
	BodyField    = "body"   // the Markdown before the first heading of level 2
	ExtraPrefix  = "x:"
	SectionField = "## "
)

// Prose is a part of a Markdown text: what stands below a heading of level 2, or before the first.
type Prose struct{ Heading, Text string }

// Canonical gives all that is sealed, drafts excepted, in an order that depends on places alone.
// parts splits a Markdown text as its parser sees it.
func (p *Portfolio) Canonical(parts func(body string) []Prose) []Canonical {
	c := canoniser{parts: parts, columns: map[string][]Column{}}
	for _, k := range Kinds() {
		c.columns[k.Name] = Columns(k)
	}
	c.columns["answers"] = columnsOf(structOf(Answer{}).Type())
	out := []Canonical{c.owner(p.Config)}
	for _, a := range p.Answers {
		if !a.Draft {
			out = append(out, c.answer(a))
		}
	}
	for _, pr := range p.Projects {
		out = append(out, c.project(pr)...)
	}
	slices.SortStableFunc(out, func(a, b Canonical) int { return strings.Compare(a.Place, b.Place) })
	return slices.DeleteFunc(out, func(r Canonical) bool { return len(r.Fields) == 0 })
}

type canoniser struct {
	parts   func(string) []Prose
	columns map[string][]Column // by register
}

func (c canoniser) project(p *Project) []Canonical {
	out := []Canonical{c.projectFile(p)}
	tables := map[string]*RegisterTable{}
	for i := range p.Tables {
		tables[p.Tables[i].Path] = &p.Tables[i]
	}
	whole := map[string]*wholeTable{}
	for _, r := range p.Records {
		m := r.Common()
		columns := c.columns[m.Register]
		if t := tables[m.Pos.Path]; t != nil {
			columns = t.Columns
		}
		if !IsWholeTable(m.Register) {
			out = append(out, c.record(p.Slug, r, columns))
			continue
		}
		t := whole[m.Register]
		if t == nil {
			t = &wholeTable{Canonical: Canonical{Place: Place(p.Slug, m), Slug: p.Slug, Name: "/" + m.Register, Path: m.Pos.Path, Withhold: true}}
			whole[m.Register] = t
		}
		t.add(m, c.row(r, columns))
	}
	for _, t := range whole {
		out = append(out, t.named())
	}
	for i := range out {
		out[i].finish()
	}
	return out
}

// record is a row of a register or a document.
func (c canoniser) record(slug string, r Record, columns []Column) Canonical {
	m := r.Common()
	out := Canonical{Place: Place(slug, m), Slug: slug, Name: m.ID, Path: m.Pos.Path, Says: m.Date, Withhold: m.Withhold}
	out.Fields = c.fields(r, columns)
	return out
}

// fields are all values of a record, its columns first.
func (c canoniser) fields(r Record, columns []Column) []CanonicalField {
	m := r.Common()
	var out fieldList
	for i, v := range columnValues(r, columns) {
		out.add(columns[i].Key(), v)
	}
	if i := slices.IndexFunc(columns, func(c Column) bool { return c.ID }); i >= 0 {
		out.set(columns[i].Key(), m.ID) // a missing or doubtful id was replaced
	}
	for _, f := range m.Extra {
		out.add(ExtraPrefix+f.Name, canonicalText(f.Text))
	}
	if strings.TrimSpace(m.Body) == "" {
		return out
	}
	for _, part := range c.parts(m.Body) {
		name := BodyField
		if part.Heading != "" {
			name = SectionField + canonicalText(part.Heading)
		}
		out.add(name, canonicalText(part.Text))
	}
	return out
}

// row is a row of a table that is sealed as a whole.
func (c canoniser) row(r Record, columns []Column) map[string]any {
	row := map[string]any{}
	for _, f := range c.fields(r, columns) {
		row[f.Name] = f.Value
	}
	return row
}

// wholeTable is a table whose rows are sealed as one.
type wholeTable struct {
	Canonical
	rows []tableRow
}

type tableRow struct {
	name, sorted string
	value        map[string]any
	withhold     bool
}

// add adds a row. The table is withheld when all its rows are.
func (t *wholeTable) add(m Meta, row map[string]any) {
	t.Withhold = t.Withhold && m.Withhold
	if m.Happened.After(t.Says) {
		t.Says = m.Happened
	}
	t.rows = append(t.rows, tableRow{rowName(m, row), fmt.Sprint(row), row, m.Withhold})
}

// named gives every row the name of its key columns; rows of one name are numbered by what they hold, so
// that their order in the file does not matter.
func (t *wholeTable) named() Canonical {
	slices.SortFunc(t.rows, func(a, b tableRow) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.sorted, b.sorted))
	})
	taken := map[string]bool{}
	for _, r := range t.rows {
		name := r.name
		for n := 2; taken[name]; n++ {
			name = r.name + "#" + strconv.Itoa(n)
		}
		taken[name] = true
		t.Fields = append(t.Fields, CanonicalField{name, r.value, r.withhold})
	}
	return t.Canonical
}

// rowName names a row by its key columns.
func rowName(m Meta, row map[string]any) string {
	text := func(name string) string { s, _ := row[name].(string); return s }
	name := m.ID
	switch m.Register {
	case "burndown":
		name = text("date")
	case "earned-value":
		if name = text("period_end"); text("baseline") != "" && text("baseline") != "1" {
			name += " baseline " + text("baseline")
		}
	case "costs":
		name = text("category")
	}
	return cmp.Or(canonicalText(name), "row")
}

// finish adds the field that says where the record stands.
func (c *Canonical) finish() {
	if len(c.Fields) > 0 {
		c.Fields = append([]CanonicalField{{Name: PlaceField, Value: c.Place}}, c.Fields...)
	}
}

// answer is one answer to an interview question.
func (c canoniser) answer(a Answer) Canonical {
	name := strings.TrimSuffix(path.Base(a.Pos.Path), path.Ext(a.Pos.Path))
	out := Canonical{Place: AnswerPlace(name), Name: "/" + AnswerPlace(name), Path: a.Pos.Path, Says: a.Date, Withhold: a.Withhold, Fields: c.fields(a, c.columns["answers"])}
	out.finish()
	return out
}

// fieldList are fields whose names differ: a name that stands there already gets a number.
type fieldList []CanonicalField

func (l *fieldList) add(name string, value any) {
	if s, ok := value.(string); ok && s == "" || value == nil {
		return
	}
	unique := name
	for n := 2; slices.ContainsFunc(*l, func(f CanonicalField) bool { return f.Name == unique }); n++ {
		unique = name + "#" + strconv.Itoa(n)
	}
	*l = append(*l, CanonicalField{Name: unique, Value: value})
}

// set gives the field of a name this value, which it has once.
func (l *fieldList) set(name, value string) {
	for i, f := range *l {
		if f.Name == name {
			(*l)[i].Value = value
			return
		}
	}
	l.add(name, value)
}

// canonicalText is a text without what depends on the file it was read from.
func canonicalText(s string) string {
	s = strings.TrimPrefix(s, "\uFEFF")
	return norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")))
}
