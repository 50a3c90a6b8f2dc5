package site

import (
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
)

// written are a project's records of one type in the order in which they were written, which is the
// order its author wants them read in; content.Of gives them by date.
func written[T content.Record](p *project) []T {
	var out []T
	for _, r := range p.Records {
		if t, ok := r.(T); ok {
			out = append(out, t)
		}
	}
	return out
}

// shown are the columns that a page shows in places of its own; fields gives the rest.
type shown map[string]bool

func columnsShown(names ...string) shown {
	s := shown{"id": true, "draft": true}
	for _, n := range names {
		s[n] = true
	}
	return s
}

// fields are a record's columns that have a value and no place of their own, then the columns that
// gatefold does not know: nothing that was written is left out.
func (l linker) fields(r content.Record, not shown) []Field {
	m := r.Common()
	var out []Field
	for i, c := range l.plan.columns[m.Register] {
		if not[c.Name] || i >= len(m.Values) || m.Values[i] == "" {
			continue
		}
		out = append(out, l.field(c.Header(), m.Values[i]))
	}
	for _, f := range m.Extra {
		if f.Text != "" {
			out = append(out, l.field(f.Name, f.Text))
		}
	}
	return out
}

// field is one labelled value; several lines become a list.
func (l linker) field(label, value string) Field {
	value = strings.TrimSpace(value)
	if d, ok := isoDay(value); ok {
		return Field{Label: label, Value: plain(day(d))}
	}
	lines := strings.FieldsFunc(value, func(r rune) bool { return r == '\n' })
	if len(lines) < 2 {
		return Field{Label: label, Value: l.text(value)}
	}
	f := Field{Label: label}
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			f.Items = append(f.Items, l.text(line))
		}
	}
	return f
}

// isoDay reads the form that content writes dates in.
func isoDay(s string) (content.Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return content.Date{}, false
	}
	y, err1 := strconv.Atoi(s[:4])
	m, err2 := strconv.Atoi(s[5:7])
	d, err3 := strconv.Atoi(s[8:])
	if err1 != nil || err2 != nil || err3 != nil || m < 1 || m > 12 {
		return content.Date{}, false
	}
	return content.DateOf(content.Date{Year: y, Month: time.Month(m), Day: d}.Time()), true
}

// optional appends the field when it has a value.
func optional(fields []Field, label string, value Text) []Field {
	if len(value) == 0 {
		return fields
	}
	return append(fields, Field{Label: label, Value: value})
}

// body is the record's long form, nil when it has none.
func (l linker) body(m content.Meta) *Prose {
	if strings.TrimSpace(m.Body) == "" {
		return nil
	}
	p := l.prose(m)
	return &p
}

// below puts the headings of a text at a level or deeper; nil stays nil.
func (p *Prose) below(level int) *Prose {
	if p != nil {
		p.Level = level
	}
	return p
}

// entry tells a record in full; the columns in facts are its short ones, shown beside its title.
func (l linker) entry(r content.Record, icon Icon, title string, facts ...string) Entry {
	m := r.Common()
	e := Entry{
		ID: m.ID, Anchor: anchorOf(m.ID), Icon: icon, Title: l.text(m.Title),
		Fields: l.fields(r, columnsShown(append(facts, title)...)), Body: l.body(m).below(4), Back: l.backlinks(m),
	}
	for i, c := range l.plan.columns[m.Register] {
		for _, f := range facts {
			if c.Name == f && i < len(m.Values) && m.Values[i] != "" {
				e.Facts = append(e.Facts, l.field(c.Header(), sentence(m.Values[i])))
			}
		}
	}
	e.Facts = l.sealed(e.Facts, content.Place(l.slug, m))
	return e
}

// status is a reported colour with its letter, shape and word.
func status(word string) *Status {
	switch word {
	case "green":
		return &Status{"G", "g", "Green"}
	case "amber":
		return &Status{"A", "a", "Amber"}
	case "red":
		return &Status{"R", "r", "Red"}
	case "complete":
		return &Status{"C", "c", "Complete"}
	}
	return nil
}

// row starts a table row of a record; the first cell is its id, a link to itself.
func (l linker) row(r content.Record, cells ...Cell) Row {
	m := r.Common()
	id := Cell{Header: true, Class: "nb", Text: Text{{m.ID, "#" + anchorOf(m.ID)}}}
	return Row{Anchor: anchorOf(m.ID), Cells: append([]Cell{id}, cells...), Body: l.body(m), Back: l.backlinks(m), Seal: l.sealOf(l.slug, m)}
}

// num is a cell with a number, empty when none is given.
func num(n content.Number, label string) Cell {
	c := Cell{Class: "n h", Label: label}
	if n.Set {
		c.Text = plain(amount(n.Value))
	}
	return c
}

// csv is the download of a register, nil when the project has none of that name.
func (l linker) csv(p *project, register string) *Link {
	for _, t := range p.Tables {
		if t.Register == register {
			return &Link{register + ".csv", l.to(csvPath(p.Slug, register))}
		}
	}
	return nil
}

func csvPath(slug, register string) string { return "data/" + slug + "/" + register + ".csv" }
