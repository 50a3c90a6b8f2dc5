// Package table turns the file formats in which registers come (csv, tsv, toml; xlsx has a seam)
// into rows of cells that know where they stand, and matches the words of a header row to columns.
// It knows nothing of what the columns mean.
//
// [Read] takes the bytes of a register, [Document] those of a Markdown file with TOML front matter
// between +++ lines, [Settings] those of a TOML file. None of them fails: what is wrong comes back
// as a list of [Fault]s, and everything that could be read is there.
package table

import (
	"path"
	"strings"
)

// Format is the file format of a register.
type Format string

// The formats of formats.md section 1. An .xlsx is recognised, so that it can be refused by name
// until it is read.
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
}

// DefaultLimits are far above what a person keeps by hand.
func DefaultLimits() Limits {
	return Limits{Bytes: 16 << 20, Rows: 100_000, Cells: 256, CellBytes: 64 << 10}
}

// Table is a register as it was written.
type Table struct {
	Format    Format
	Delimiter byte   // of csv and tsv
	Header    []Cell // the words over the columns; Text is "" where there is data without a header
	// HeaderRow is the number of the header's row, as a spreadsheet counts; 0 in TOML.
	HeaderRow int
	Rows      []Row
}

// Row is one record. Cells has at least as many cells as the header; more when the row is too long.
type Row struct {
	Number int // as a spreadsheet numbers it: the header is row 1; 0 in TOML
	Line   int // of the file, from 1
	Cells  []Cell
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

// Read reads a register. Its name gives the format; a TOML register is the array of tables called
// like the file. The table is nil when nothing could be read.
func Read(name string, data []byte, limits Limits) (*Table, []Fault) {
	if int64(len(data)) > limits.Bytes {
		return nil, []Fault{{Kind: TooLarge, Got: len(data), Want: int(limits.Bytes)}}
	}
	format, ok := FormatOf(name)
	if !ok || format == XLSX {
		return nil, []Fault{{Kind: NotText, Found: path.Ext(name)}}
	}
	text, faults := decodeText(data)
	if text == "" && len(faults) > 0 {
		return nil, faults
	}
	if format == TOML {
		stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
		t, more := readTOML(strings.ToLower(stem), text, limits)
		return t, append(faults, more...)
	}
	t, more := readDelimited(text, format, limits)
	return t, append(faults, more...)
}
