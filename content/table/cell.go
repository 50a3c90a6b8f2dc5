package table

import (
	"strings"
	"unicode/utf8"
)

// Type is what a cell's format says about its value. Cells of csv and tsv are always Text.
type Type uint8

// The types that TOML knows.
const (
	Text Type = iota
	Number
	Bool
	Date // with or without a time
	List
	Group // a table
)

// Cell is one value and its place.
type Cell struct {
	Text   string // trimmed in csv and tsv; a number or date of TOML as it is written; "" for List and Group
	Type   Type
	Line   int // of the file, from 1; 0 for a cell that is not there
	Column int // in characters, from 1

	lead    uint8 // characters between the place and the text: opening quotation marks
	below   bool  // the text begins on the line after the place
	doubled bool  // every quotation mark in the text is written twice
	fields  []Field
}

// Field is a named value of a TOML table, with the place of its name.
type Field struct {
	Name         string
	Line, Column int
	Cell         Cell
}

// Empty tells whether there is nothing in the cell.
func (c Cell) Empty() bool {
	return len(c.fields) == 0 && (c.Type == List || c.Type == Group || strings.TrimSpace(c.Text) == "")
}

// Items are the values of a List.
func (c Cell) Items() []Cell {
	if c.Type != List {
		return nil
	}
	items := make([]Cell, len(c.fields))
	for i, f := range c.fields {
		items[i] = f.Cell
	}
	return items
}

// Fields are the named values of a Group, in the order of the file.
func (c Cell) Fields() []Field {
	if c.Type != Group {
		return nil
	}
	return c.fields
}

// At is the place in the file of the byte at offset in the cell's text. Escaped characters of TOML
// strings are counted as one.
func (c Cell) At(offset int) (line, column int) {
	before := c.Text[:min(offset, len(c.Text))]
	line, column = c.Line, c.Column+int(c.lead)
	if c.below {
		line, column = line+1, 1
	}
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		line += strings.Count(before, "\n")
		before, column = before[i+1:], 1
	}
	column += utf8.RuneCountInString(before)
	if c.doubled {
		column += strings.Count(before, `"`)
	}
	return line, column
}
