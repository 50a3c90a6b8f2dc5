package content

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// Foreign is a table of another program, read as a register.
type Foreign struct {
	Columns  []Column // the kind's, a series as often as the table has it
	Rows     []ForeignRow
	Matches  SheetMatch
	Problems Problems // of the values; Path is ""
}

// ForeignRow is one row of it, its values in the words of this program where they could be read, and as
// they are written where not: ISO dates, plain numbers, the words of vocabularies.
type ForeignRow struct {
	Number int // as a spreadsheet counts
	Values []string
	Extra  []Field
}

// ForeignIndex knows the headers of a register's kind; nil when there is no such register.
func ForeignIndex(kind string) *table.Index {
	for _, k := range Kinds() {
		if k.Name == kind && k.Shape == Register {
			return newPlan(k).words()
		}
	}
	return nil
}

// ForeignHeaders knows the headers of all registers, to find the header row of a table before anybody
// knows what it holds.
func ForeignHeaders() *table.Index {
	var all []table.Column
	for _, k := range Kinds() {
		if k.Shape != Register {
			continue
		}
		synonyms := synonymsOf(k.Name)
		for _, c := range Columns(k) {
			all = append(all, table.Column{Name: c.Name, Synonyms: synonyms[c.Name], Series: c.Series})
		}
	}
	return table.NewIndex(all)
}

// ReadForeign reads a table as a register of a kind. Pins settle headers; order is "dmy", "mdy" or "".
func ReadForeign(kind string, t *table.Table, pins table.Pins, order string) Foreign {
	i := slices.IndexFunc(Kinds(), func(k Kind) bool { return k.Name == kind && k.Shape == Register })
	if i < 0 {
		return Foreign{}
	}
	p := newPlan(Kinds()[i])
	opt := decodeOptions{order: orderOf(order), words: newWordIndex(), planFor: p}
	r := &report{}
	matched := settle(p, t, p.words().With(pins).Match(headerTexts(t)), opt.words)
	f := newFiller(p, t, matched, r, opt)
	rows := f.fill()
	out := Foreign{Columns: f.out, Matches: f.matches()}
	for i, row := range rows {
		to := ForeignRow{Number: t.Rows[i].Number, Values: make([]string, len(f.out)), Extra: row.extra}
		nth := map[int]int{}
		for j, c := range f.out {
			field := row.rec.Elem().Field(c.field)
			if c.Series {
				nth[c.field]++
				field = elementOf(field, nth[c.field]-1)
			}
			written := row.values[j]
			if isMissing(written) {
				continue
			}
			if c.Vocabulary != "" {
				written = field.String()
			}
			text, _ := canonicalValue(c, field, written).(string)
			if text == "" {
				text = strings.TrimSpace(written)
			}
			to.Values[j] = text
		}
		out.Rows = append(out.Rows, to)
	}
	out.Problems = r.done()
	return out
}

// KindOfTable tells by the name of a sheet or file which register it is likely to hold, and of a RAID log
// which type of rows; both are "" when the name says nothing.
func KindOfTable(name string) (kind, raidType string) { return kindOfSheet(name) }

// Missing tells whether a cell says that there is no value: "N/A", "TBD", a dash.
func Missing(text string) bool { return isMissing(text) }

// CleanID makes an id of a text: letters, digits, dots, hyphens and underscores.
func CleanID(text string) string { return cleanID(text) }
