package table

import (
	"strings"
	"unicode/utf8"
)

// scanner cuts delimited text into records. It reads what spreadsheets write (RFC 4180) and what
// hands leave behind: stray quotation marks, missing cells, blank lines.
type scanner struct {
	src    string
	delim  byte
	limits Limits
	pos    int
	line   int // of pos
	row    int // number of the last record, as a spreadsheet counts
	// mark and markColumn let columns be counted onwards instead of from the line's start each time.
	mark, markColumn int

	singleLine bool // quoted cells end with their line, because a quotation mark was left open before
	recovered  int
	faults     []Fault
}

// maxRecoveries bounds how often a quotation mark left open is looked at again, so that a hostile
// file costs no more than a few passes.
const maxRecoveries = 20

func newScanner(src string, delim byte, limits Limits) *scanner {
	return &scanner{src: src, delim: delim, limits: limits, line: 1, markColumn: 1}
}

// next is the next record, blank ones included; ok is false at the end.
func (s *scanner) next() (row Row, ok bool) {
	if s.pos >= len(s.src) {
		return Row{}, false
	}
	s.row++
	row = Row{Number: s.row, Line: s.line}
	total := 0
	for {
		c := s.cell(len(row.Cells))
		total++
		if total <= s.limits.Cells {
			row.Cells = append(row.Cells, c)
		}
		if s.pos < len(s.src) && s.src[s.pos] == s.delim {
			s.pos++
			continue
		}
		break
	}
	if total > s.limits.Cells {
		s.faults = append(s.faults, Fault{Kind: RowTooWide, Line: row.Line, Cell: Address(s.limits.Cells, row.Number), Got: total, Want: s.limits.Cells})
	}
	s.newline()
	return row, true
}

func (s *scanner) newline() {
	if s.pos < len(s.src) && s.src[s.pos] == '\n' {
		s.pos++
		s.line++
		s.mark, s.markColumn = s.pos, 1
	}
}

// column is the place of byte i in its line; i never lies before the last one asked for.
func (s *scanner) column(i int) int {
	s.markColumn += utf8.RuneCountInString(s.src[s.mark:i])
	s.mark = i
	return s.markColumn
}

func (s *scanner) cell(index int) Cell {
	start := s.pos
	for start < len(s.src) && (s.src[start] == ' ' || s.src[start] == '\t' && s.delim != '\t') {
		start++
	}
	if start < len(s.src) && s.src[start] == '"' {
		if c, ok := s.quoted(start, index); ok {
			return s.limited(c, index)
		}
	}
	end := s.endOfCell(start)
	c := Cell{Line: s.line, Column: s.column(start), Text: strings.TrimSpace(s.src[start:end])}
	s.pos = end
	return s.limited(c, index)
}

// quoted reads the cell whose opening quotation mark is at open. It fails, with a fault, when the
// mark is never closed, or only by one that belongs to a later cell.
func (s *scanner) quoted(open, index int) (Cell, bool) {
	closing := s.closingQuote(open + 1)
	var end int
	var tail string
	if closing >= 0 {
		end = s.endOfCell(closing + 1)
		tail = strings.TrimSpace(s.src[closing+1 : end])
	}
	inside := ""
	if closing >= 0 {
		inside = s.src[open+1 : closing]
	}
	if closing < 0 || tail != "" && strings.Contains(inside, "\n") {
		s.faults = append(s.faults, Fault{Kind: UnclosedQuote, Line: s.line, Column: s.column(open),
			Cell: Address(index, s.row), Found: shorten(s.src[open:])})
		if s.recovered++; closing < 0 || s.recovered >= maxRecoveries {
			s.singleLine = true
		}
		return Cell{}, false
	}
	c := Cell{Line: s.line, Column: s.column(open), lead: 1}
	c.doubled = strings.Contains(inside, `""`)
	if c.doubled {
		inside = strings.ReplaceAll(inside, `""`, `"`)
	}
	c.Text = strings.TrimSpace(inside + tail)
	if breaks := strings.Count(s.src[open:end], "\n"); breaks > 0 {
		s.line += breaks
		s.mark, s.markColumn = open+1+strings.LastIndexByte(s.src[open:end], '\n'), 1
	}
	s.pos = end
	return c, true
}

// closingQuote is the place of the quotation mark that ends a cell, or -1.
func (s *scanner) closingQuote(i int) int {
	limit := len(s.src)
	if s.singleLine {
		if n := strings.IndexByte(s.src[i:], '\n'); n >= 0 {
			limit = i + n
		}
	}
	for i < limit {
		n := strings.IndexByte(s.src[i:limit], '"')
		if n < 0 {
			return -1
		}
		i += n
		if i+1 < limit && s.src[i+1] == '"' {
			i += 2
			continue
		}
		return i
	}
	return -1
}

func (s *scanner) endOfCell(i int) int {
	for i < len(s.src) && s.src[i] != s.delim && s.src[i] != '\n' {
		i++
	}
	return i
}

func (s *scanner) limited(c Cell, index int) Cell {
	if len(c.Text) > s.limits.CellBytes {
		s.faults = append(s.faults, Fault{Kind: CellTooLong, Line: c.Line, Column: c.Column,
			Cell: Address(index, s.row), Found: shorten(c.Text), Got: len(c.Text), Want: s.limits.CellBytes})
		c.Text = cutRunes(c.Text, s.limits.CellBytes)
	}
	return c
}

// cutRunes cuts s to at most n bytes without splitting a character.
func cutRunes(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func blank(cells []Cell) bool {
	for _, c := range cells {
		if c.Text != "" {
			return false
		}
	}
	return true
}
