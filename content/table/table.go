// Package table turns the file formats in which registers come (csv, tsv, toml, xlsx)
// into rows of cells that know where they stand, and matches the words of a header row to columns.
// It knows nothing of what the columns mean.
//
// [ReadSheets] takes the bytes of a register and finds its header row, [Read] takes those of a text file
// whose header is its first row, [Document] those of a Markdown file with TOML front matter
// between +++ lines, [Settings] those of a TOML file. None of them fails: what is wrong comes back
// as a list of [Fault]s, and everything that could be read is there.
package table

import (
	"path"
	"strings"
)

// Format is the file format of a register.
type Format string

// The formats of formats.md section 1.
const (
	CSV  Format = "csv"
	TSV  Format = "tsv"
	TOML Format = "toml"
	XLSX Format = "xlsx"
)

// FormatOf is the format that a file's name promises; ok is false when it is no register's.
func FormatOf(name string) (f Format, ok bool) {
	switch f = Format(strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))); f {
	case CSV, TSV, TOML, XLSX:
		return f, true
	}
	return "", false
}

// Limits bound what is read from one file, so that no file can exhaust the machine.
type Limits struct {
	Bytes     int64 // of the whole file
	Rows      int   // of a table
	Cells     int   // of a row
	CellBytes int   // of a cell
	Total     int   // cells of a table; 0 for as many as there are
}

// DefaultLimits are far above what a person keeps by hand.
func DefaultLimits() Limits {
	return Limits{Bytes: 16 << 20, Rows: 100_000, Cells: 256, CellBytes: 64 << 10, Total: 4_000_000}
}

// Table is a register as it was written.
type Table struct {
	Format    Format
	Delimiter byte   // of csv and tsv
	Header    []Cell // the words over the columns; Text is "" where there is data without a header
	// HeaderRow is the number of the header's row, as a spreadsheet counts; 0 in TOML.
	HeaderRow int
	Rows      []Row
	Sheet     string // of a workbook; "" elsewhere
	Hidden    bool   // the sheet is hidden in the workbook; it has no rows
	Known     int    // headers that name a column of the index that was given
	Passed    []Row  // below the header, but no records: headings across the table, the header once more
	Date1904  bool   // numbers of days are counted from 1904
}

// Row is one record. Cells has at least as many cells as the header; more when the row is too long.
type Row struct {
	Number int // as a spreadsheet numbers it: the header is row 1; 0 in TOML
	Line   int // of the file, from 1
	Cells  []Cell
}

// Address names a cell of the table: "F12", in a workbook "sheet Risks, cell F12".
func (t *Table) Address(column, row int) string { return SheetAddress(t.Sheet, column, row) }

// SheetAddress names a cell with its sheet, which is "" where there are none.
func SheetAddress(sheet string, column, row int) string {
	cell := Address(column, row)
	if sheet == "" || cell == "" {
		return cell
	}
	return "sheet " + oneLine(sheet) + ", cell " + cell
}

// Address names a cell as a spreadsheet does: Address(5, 12) is "F12". It is "" for row 0, where
// the format has no cells to name.
func Address(column, row int) string {
	if row == 0 {
		return ""
	}
	return ColumnLetters(column) + itoa(row)
}

// ColumnLetters are the letters over a spreadsheet's column, counted from 0: A, B, ... Z, AA.
func ColumnLetters(column int) string {
	var letters string
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// Read reads a text file whose first row is its header. Its name gives the format; a TOML register is the
// array of tables called like the file. The table is nil when nothing could be read.
func Read(name string, data []byte, limits Limits) (*Table, []Fault) {
	if format, ok := FormatOf(name); !ok || format == XLSX {
		return nil, []Fault{{Kind: NotText, Found: path.Ext(name)}}
	}
	sheets, faults := ReadSheets(name, data, limits, nil)
	if len(sheets) == 0 {
		return nil, faults
	}
	return sheets[0].Table, append(faults, sheets[0].Faults...)
}

// Sheet is a table with what is wrong with it as a table.
type Sheet struct {
	*Table
	Faults []Fault
}

// ReadSheets reads a register: of a workbook every sheet, of any other file its one table. The header row
// is the one whose words the index knows best; without an index it is the first row. No sheet comes
// back when nothing could be read.
func ReadSheets(name string, data []byte, limits Limits, index *Index) ([]Sheet, []Fault) {
	if int64(len(data)) > limits.Bytes {
		return nil, []Fault{{Kind: TooLarge, Got: len(data), Want: int(limits.Bytes)}}
	}
	format, ok := FormatOf(name)
	if !ok {
		return nil, []Fault{{Kind: NotText, Found: path.Ext(name)}}
	}
	if format == XLSX {
		return readWorkbook(data, limits, index)
	}
	text, faults := decodeText(data)
	if text == "" && len(faults) > 0 {
		return nil, faults
	}
	if format == TOML {
		stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
		t, more := readTOML(strings.ToLower(stem), text, limits)
		if t == nil {
			return nil, append(faults, more...)
		}
		return []Sheet{{t, more}}, faults
	}
	t, more := readDelimited(text, format, limits, index)
	return []Sheet{{t, more}}, faults
}
