package table

import (
	"strconv"
	"strings"
)

// Fault is something wrong with a file as a file, before anybody asks what it means.
type Fault struct {
	Kind   FaultKind
	Line   int    // from 1; 0 where the whole file is meant
	Column int    // in characters, from 1; 0 where the whole line is meant
	Cell   string // "F12"; "" where there are no cells
	Found  string // the text in question, cut to a readable length
	Got    int    // a count that is too high or too low ...
	Want   int    // ... and what it should be
}

// FaultKind says what is wrong.
type FaultKind int

// The kinds of fault. Those marked (lost) mean that something could not be read.
const (
	TooLarge        FaultKind = iota // (lost) Got bytes where Want are allowed
	NotText                          // (lost) a workbook, a picture or something else that is no text
	NULBytes                         // Got of them, left out
	UnclosedQuote                    // a cell opens a quotation mark that nothing closes; read to the end of its line
	TooManyCells                     // Got cells under Want headers; all kept
	TooFewCells                      // Got cells under Want headers; the others are empty
	DuplicateHeader                  // a header that an earlier column has too; Got is that column, from 1
	EmptyHeader                      // a column with data and no word over it
	NoHeader                         // nothing in the file at all
	NoRows                           // a header and nothing below it
	TooManyRows                      // (lost) the rows after Want
	RowTooWide                       // (lost) the cells after Want
	CellTooLong                      // (lost) the text after Want bytes
	Syntax                           // (lost) TOML that cannot be read; Found is what is wrong
	TooDeep                          // (lost) lists or tables inside each other more than Want times
	UnknownTable                     // a TOML register holds something else: Found
	NotATable                        // a TOML register's array holds something that is no table
	UnclosedFront                    // front matter that opens with +++ and never closes
	YAMLFront                        // front matter between --- lines
	NotWorkbook                      // (lost) an .xlsx that cannot be read; Found is one of the Workbook words
	Unsolved                         // (lost) Got cells of a sheet hold formulas without results
	MixedText                        // UTF-8 and Windows-1252 in one file; both are read
)

// Why a workbook cannot be read, as Fault.Found says it.
const (
	WorkbookLocked  = "locked"  // by a password, or an old .xls under a new name
	WorkbookDamaged = "damaged" // no zip, or parts of it are missing or wrong
	WorkbookSwollen = "swollen" // far larger unpacked than any register
)

// foundLimit keeps the text quoted in a fault readable.
const foundLimit = 60

func shorten(s string) string {
	for i, n := 0, 0; i < len(s); n++ {
		if s[i] == '\n' || n == foundLimit {
			return s[:i] + "…"
		}
		for i++; i < len(s) && s[i]&0xC0 == 0x80; i++ {
		}
	}
	return s
}

// oneLine makes the name of a sheet fit for a message.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func itoa(n int) string { return strconv.Itoa(n) }
