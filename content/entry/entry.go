// Package entry adds a record to what stands: a row to a register, in the format, delimiter, encoding and
// line ends that it has, or a new document from an archetype. It gives bytes and writes no file.
//
// [Register.Append] never changes or loses a byte: what it gives begins with what it was given. Before it gives
// anything it reads the result again, and refuses when the old rows are not all there as they were or the new
// one is not the last. So a quotation mark that was never closed, or an encoding that cannot hold a letter, ends
// in words and not in a broken table.
package entry

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// Value is what a column of a new record holds.
type Value struct {
	Column string // as content names it: "date raised"
	Text   string
}

// Register is a register that a row is added to.
type Register struct {
	Kind content.Kind
	Name string     // of the file; its ending says the format, its stem what a TOML register's tables are called
	Pins table.Pins // what project.toml fixes of its headers
}

// ErrWorkbook is returned for a register that is an Excel workbook, which only Excel should write.
var ErrWorkbook = errors.New("it is an Excel workbook")

// MissingColumns are columns that a register does not have and that values were meant for.
type MissingColumns []string

func (m MissingColumns) Error() string {
	return "it has no column called " + strings.Join(m, ", ")
}

// Append gives the bytes of the register with one row more. Values for columns that the table does not have are
// refused with [MissingColumns]. Empty data becomes a register with a header of the values' columns.
func (r Register) Append(data []byte, values []Value) ([]byte, error) {
	format, ok := table.FormatOf(r.Name)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s is no register", r.Name)
	case format == table.XLSX:
		return nil, ErrWorkbook
	}
	if err := plain(values); err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return r.New(columnsOf(values), values)
	}
	old, faults := r.read(data)
	if old.Table == nil || format != table.TOML && len(old.Table.Header) == 0 {
		return nil, fmt.Errorf("it cannot be read as it stands (%s)", faultWords(faults))
	}
	for _, f := range faults {
		if f.Kind == table.UnclosedQuote { // other programs would take the new row for a part of that cell
			return nil, fmt.Errorf("a quotation mark in line %d is never closed", f.Line)
		}
	}
	text := script{code: codingOf(data), raw: data}
	if err := text.decode(); err != nil {
		return nil, err
	}
	values, err := ofOneType(old, values)
	if err != nil {
		return nil, err
	}
	row, err := text.row(r, old, values)
	if err != nil {
		return nil, err
	}
	added, err := text.code.encode(row)
	if err != nil {
		return nil, err
	}
	out := slices.Concat(data, added)
	if err := r.proveAppended(data, out, old, values); err != nil {
		return nil, err
	}
	return out, nil
}

// plain refuses what no cell can hold.
func plain(values []Value) error {
	seen := map[string]bool{}
	for _, v := range values {
		if strings.ContainsAny(v.Text, "\x00\x1a\ufffd") || len(v.Text) > table.DefaultLimits().CellBytes {
			return fmt.Errorf("the value for %s holds characters that no table can, or is too long", v.Column)
		}
		if seen[v.Column] {
			return fmt.Errorf("%s is given twice", v.Column)
		}
		seen[v.Column] = true
	}
	return nil
}

func columnsOf(values []Value) []string {
	var names []string
	for _, v := range values {
		names = append(names, v.Column)
	}
	return names
}

func faultWords(faults []table.Fault) string {
	if len(faults) == 0 {
		return "it has no header"
	}
	return "`gatefold build` says what is wrong with it"
}

// proveAppended reads the result again.
func (r Register) proveAppended(before, after []byte, old content.RegisterFile, values []Value) error {
	broken := errors.New("a row at its end would not be read as one; `gatefold build` says what is wrong with the file")
	got, _ := r.read(after)
	if !bytes.HasPrefix(after, before) || got.Table == nil || len(got.Table.Rows) != len(old.Table.Rows)+1 {
		return broken
	}
	for i, row := range old.Table.Rows {
		if !sameCells(row.Cells, got.Table.Rows[i].Cells) {
			return broken
		}
	}
	last := got.Table.Rows[len(got.Table.Rows)-1]
	for _, v := range values {
		i, ok := got.Cells[v.Column]
		if !ok || i >= len(last.Cells) || oneForm(last.Cells[i].Text) != oneForm(v.Text) {
			return broken
		}
	}
	return nil
}

// sameCells compares texts; a table that has become wider has empty cells at the end.
func sameCells(a, b []table.Cell) bool {
	for i := range max(len(a), len(b)) {
		var x, y table.Cell
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x.Text != y.Text || x.Type != y.Type {
			return false
		}
	}
	return true
}

// oneForm is a text as readers of tables see it: trimmed, line breaks as "\n".
func oneForm(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
}

// ofOneType leaves the type out where the headers of a RAID log say it for all rows, and refuses another.
func ofOneType(old content.RegisterFile, values []Value) ([]Value, error) {
	if _, has := old.Cells["type"]; has || old.Type == "" {
		return values, nil
	}
	var out []Value
	for _, v := range values {
		switch {
		case v.Column != "type":
			out = append(out, v)
		case v.Text != old.Type:
			return nil, fmt.Errorf("by its headers it holds rows of the type %s alone. Give it a column Type, with a word in each row", old.Type)
		}
	}
	return out, nil
}

func (r Register) read(data []byte) (content.RegisterFile, []table.Fault) {
	return content.ReadRegister(r.Kind, r.Pins, r.Name, data)
}

// Columns are the columns of its kind that the register can take values for: all of them in TOML and in a
// register that is still to be made, else those of its header.
func (r Register) Columns(data []byte) map[string]bool {
	have := map[string]bool{}
	if format, _ := table.FormatOf(r.Name); len(data) > 0 && format != table.TOML {
		file, _ := r.read(data)
		for column := range file.Cells {
			have[column] = true
		}
		if file.Type != "" {
			have["type"] = true
		}
		return have
	}
	for _, c := range content.Columns(r.Kind) {
		have[c.Name] = true
	}
	return have
}

// New gives the bytes of the register as a new file, in the format that its name promises: a csv begins with the mark by
// which Excel knows UTF-8, and has the line ends that Excel writes. columns are its header; they hold at
// least those of the values.
func (r Register) New(columns []string, values []Value) ([]byte, error) {
	format, _ := table.FormatOf(r.Name)
	var out []byte
	switch format {
	case table.CSV, table.TSV:
		delim := byte(',')
		if format == table.TSV {
			delim = '\t'
		}
		header, cells := make([]string, len(columns)), make([]string, len(columns))
		for i, c := range columns {
			header[i] = content.Column{Name: c}.Header()
			for _, v := range values {
				if v.Column == c {
					cells[i] = v.Text
				}
			}
		}
		out = []byte("\ufeff" + line(header, delim) + "\r\n" + line(cells, delim) + "\r\n")
	case table.TOML:
		stem := strings.TrimSuffix(path.Base(r.Name), path.Ext(r.Name))
		out = []byte(tomlRow(strings.ReplaceAll(stem, "-", "_"), r.Kind, nil, values, "\n"))
	default:
		return nil, ErrWorkbook
	}
	got, _ := r.read(out)
	if got.Table == nil || len(got.Table.Rows) != 1 {
		return nil, errors.New("these values make no row that could be read again")
	}
	for _, v := range values {
		if i, ok := got.Cells[v.Column]; !ok || oneForm(got.Table.Rows[0].Cells[i].Text) != oneForm(v.Text) {
			return nil, fmt.Errorf("the value for %s would not be read as it is written", v.Column)
		}
	}
	return out, nil
}
