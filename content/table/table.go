// Package table turns the file formats in which registers come (csv, tsv, toml; xlsx has a seam)
// into rows of cells that know where they stand, and matches the words of a header row to columns.
// It knows nothing of what the columns mean.
package table

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
