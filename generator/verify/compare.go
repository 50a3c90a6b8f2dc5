package verify

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/generator/proof"
)

// difference is where the site shows something else than what was sealed.
type difference struct{ path, expected, got string }

// disclosed are the fields of a record that are shown, and how many are withheld.
func disclosed(lines []proof.Sealed) (fields map[string]any, withheld int) {
	fields = map[string]any{}
	for _, l := range lines {
		if l.Withheld {
			withheld++
		} else {
			fields[l.Shown.Name] = l.Shown.Value
		}
	}
	return fields, withheld
}

// labelOf names a record for people.
func labelOf(fields map[string]any) string {
	title := textOf(fields["title"])
	if title == "" {
		title = textOf(fields["name"])
	}
	return clip(strings.Trim(textOf(fields["id"])+", "+title, ", "), 160)
}

// textOf is a disclosed value as one text.
func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return fmt.Sprint(v)
}

// compare holds what the site shows of a record to what was sealed.
func (r *run) compare(fields map[string]any, withheld int) {
	for _, d := range r.compareRecord(fields, withheld) {
		r.add(proof.CodeRecordChanged, d.path, d.expected, d.got)
	}
}

// compareRecord compares the fields of a record with the row of the same id in a
// data/<slug>/<register>.csv. Column `Date raised` is the field date_raised, a column of the author's
// own the field x:<header>. Records that are no rows have no id in these files.
func (r *run) compareRecord(fields map[string]any, _ int) []difference {
	id, ok := fields["id"]
	if !ok {
		return nil
	}
	var best []difference
	right := -1
	for _, row := range r.rows()[textOf(id)] {
		same, wrong := row.compare(textOf(id), fields)
		if same > right {
			right, best = same, wrong
		}
	}
	return best
}

// row is one row of a published register.
type row struct {
	path  string
	cells map[string]string
}

func (w row) compare(id string, fields map[string]any) (same int, wrong []difference) {
	for name, value := range fields {
		shown, known := w.cells[columnName(strings.TrimPrefix(name, "x:"))]
		switch sealed := textOf(value); {
		case !known:
		case shown == sealed:
			same++
		default:
			wrong = append(wrong, difference{w.path, name + " of " + id + ": " + clip(sealed, 200), clip(shown, 200)})
		}
	}
	return same, wrong
}

// columnName is the key of a column: lower case, and _ for whatever is no letter or digit.
func columnName(header string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(header) {
		if !unicode.IsLetter(c) && !unicode.IsNumber(c) {
			gap = true
			continue
		}
		if gap {
			b.WriteByte('_')
		}
		gap = false
		b.WriteRune(c)
	}
	if gap {
		b.WriteByte('_')
	}
	return b.String()
}

// rows are those of all registers by their id.
func (r *run) rows() map[string][]row {
	r.tables.Do(func() {
		r.registers = map[string][]row{}
		for _, path := range r.pathsUnder("data/") {
			if strings.Count(path, "/") == 2 && strings.HasSuffix(path, ".csv") {
				r.readRegister(path)
			}
		}
	})
	return r.registers
}

// readRegister takes the rows of one register. Cells that a spreadsheet would run as formulas are
// published with an apostrophe before them.
func (r *run) readRegister(path string) {
	f := r.fetch(path)
	if f.state != there {
		return
	}
	reader := csv.NewReader(bytes.NewReader(f.data))
	reader.FieldsPerRecord = -1
	table, err := reader.ReadAll()
	if err == nil && !utf8.Valid(f.data) {
		err = errors.New("it is not UTF-8 text")
	}
	if err != nil {
		r.add(proof.CodeRecordChanged, path, "a table", err.Error())
		return
	}
	for _, cells := range table[min(1, len(table)):] {
		w := row{path, map[string]string{}}
		for i, header := range table[0] {
			cell := ""
			if i < len(cells) {
				cell = cells[i]
			}
			if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
				cell = rest
			}
			w.cells[columnName(header)] = cell
		}
		if id, ok := w.cells["id"]; ok {
			r.registers[id] = append(r.registers[id], w)
		}
	}
}
