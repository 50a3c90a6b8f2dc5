package content

import (
	"reflect"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/content/table"
)

// ValueType says how the words of a column are read.
type ValueType int

// The types of columns.
const (
	TextValue   ValueType = iota
	ListValue             // several texts
	DateValue             // a day
	MomentValue           // a day with a time
	NumberValue           // a number or an amount
	LevelValue            // a place on a scale
	FlagValue             // yes or no
	GroupValue            // a list of tables, in documents and TOML
	refsValue             // a list of references (Answer.Evidence)
)

// Column is one column of a kind, as its struct tag names it.
type Column struct {
	Name       string // in lower case: "date raised"
	Type       ValueType
	Vocabulary string // name of the set of words it may hold; "" when any will do
	Required   bool
	ID         bool // the record's id
	Title      bool // what the record is called
	Date       bool // the record's own date
	Planned    bool // a date that has not happened by itself
	Refs       bool // a list of record ids and nothing else
	Series     bool // may occur several times: "baseline remaining", "baseline 2 remaining"
	Columns    []Column

	field int          // index in the struct
	elem  reflect.Type // of a group's items
}

// Header is the column as it stands over a written table: "Date raised", "PV".
func (c Column) Header() string {
	if c.Name == "" {
		return ""
	}
	words := strings.Split(c.Name, " ")
	for i, w := range words {
		switch w {
		case "id", "pv", "ev", "ac", "bac", "rag", "raci", "sla":
			words[i] = strings.ToUpper(w)
		}
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ")
}

// Key is the column as it is written in TOML: date_raised.
func (c Column) Key() string { return strings.ReplaceAll(c.Name, " ", "_") }

// Columns are a kind's columns in the order of the contract.
func Columns(k Kind) []Column { return columnsOf(reflect.TypeOf(k.New()).Elem()) }

func columnsOf(t reflect.Type) []Column {
	var out []Column
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("col")
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		c := Column{Name: name, Vocabulary: f.Tag.Get("values"), field: i}
		for _, o := range strings.Split(options, ",") {
			switch o {
			case "required":
				c.Required = true
			case "id":
				c.ID = true
			case "title":
				c.Title = true
			case "date":
				c.Date = true
			case "planned":
				c.Planned = true
			case "refs":
				c.Refs = true
			case "series":
				c.Series = true
			}
		}
		c.Type, c.elem = typeOf(f.Type)
		if c.Type == GroupValue {
			c.Columns = columnsOf(c.elem)
		}
		out = append(out, c)
	}
	return out
}

func typeOf(t reflect.Type) (ValueType, reflect.Type) {
	switch t {
	case reflect.TypeFor[Date]():
		return DateValue, nil
	case reflect.TypeFor[Moment]():
		return MomentValue, nil
	case reflect.TypeFor[Number](), reflect.TypeFor[[]Number]():
		return NumberValue, nil
	case reflect.TypeFor[Level]():
		return LevelValue, nil
	case reflect.TypeFor[Flag]():
		return FlagValue, nil
	case reflect.TypeFor[[]string]():
		return ListValue, nil
	case reflect.TypeFor[[]Mention]():
		return refsValue, nil
	}
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		return GroupValue, t.Elem()
	}
	return TextValue, nil
}

// plan is what the decoder needs to know of a kind, built once a load.
type plan struct {
	kind    Kind
	typ     reflect.Type
	columns []Column
	exact   func() *table.Index // columns, then the two that every kind has; made at the first use
	words   func() *table.Index // the same with their synonyms, for registers
}

// draftColumn and withholdColumn are the columns that every kind has; they stand in the indexes after
// the kind's own.
const (
	draftColumn    = "draft"
	withholdColumn = "withhold"
)

func newPlan(k Kind) *plan { return planOf(k, reflect.TypeOf(k.New()).Elem()) }

func planOf(k Kind, t reflect.Type) *plan {
	p := &plan{kind: k, typ: t, columns: columnsOf(t)}
	p.exact = sync.OnceValue(func() *table.Index { return p.index(nil) })
	p.words = sync.OnceValue(func() *table.Index { return p.index(synonymsOf(k.Name)) })
	return p
}

// index knows the columns by their names and synonyms.
func (p *plan) index(synonyms map[string][]string) *table.Index {
	match := matchColumns(p.columns)
	for i := range match {
		match[i].Synonyms = synonyms[match[i].Name]
	}
	return table.NewIndex(append(match, table.Column{Name: draftColumn}, table.Column{Name: withholdColumn}))
}

func matchColumns(columns []Column) []table.Column {
	out := make([]table.Column, len(columns), len(columns)+2)
	for i, c := range columns {
		out[i] = table.Column{Name: c.Name, Series: c.Series}
	}
	return out
}
