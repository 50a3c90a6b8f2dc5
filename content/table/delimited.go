package table

import "strings"

// readDelimited makes a table of csv or tsv text.
func readDelimited(text string, format Format, limits Limits, index *Index) (*Table, []Fault) {
	body, delim, said := sepLine(text)
	if !said {
		delim = sniff(text, format)
	}
	s := newScanner(body, delim, limits)
	s.line += strings.Count(text[:len(text)-len(body)], "\n")
	var found sheetRows
	total := 0
	for len(found.rows) <= limits.Rows+headerRows+1 {
		row, ok := s.next()
		if !ok {
			break
		}
		if total += len(row.Cells); limits.Total > 0 && total > limits.Total {
			s.faults = append(s.faults, Fault{Kind: TooManyRows, Line: row.Line, Want: len(found.rows)})
			break
		}
		if !blank(row.Cells) {
			found.rows = append(found.rows, row)
		}
	}
	t := &Table{Format: format, Delimiter: delim}
	return t, append(s.faults, t.take(found, limits, index)...)
}

// take makes the table of the rows of a sheet.
func (t *Table) take(s sheetRows, limits Limits, index *Index) []Fault {
	h := s.findHeader(index)
	if h.cells == nil {
		return []Fault{{Kind: NoHeader}}
	}
	t.Header, t.HeaderRow = h.cells, h.row
	t.Rows, t.Passed = s.body(h)
	var faults []Fault
	if len(t.Rows) > limits.Rows {
		faults = append(faults, Fault{Kind: TooManyRows, Line: t.Rows[limits.Rows].Line, Want: limits.Rows})
		t.Rows = t.Rows[:limits.Rows]
	}
	if index != nil {
		t.Known = index.Known(texts(t.Header))
	}
	return append(faults, shape(t)...)
}

// sepLine reads the line "sep=;" that Excel writes and understands, and does not count as a row.
func sepLine(text string) (rest string, delim byte, ok bool) {
	line, rest, found := strings.Cut(text, "\n")
	line = strings.Trim(line, `"`)
	if found && len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return rest, line[4], true
	}
	return text, 0, false
}

// sniffRecords and sniffBytes say how much of a file is looked at to find its delimiter.
const (
	sniffRecords = 20
	sniffBytes   = 64 << 10
)

// sniff finds the delimiter: the one under which most of the first records have as many cells as
// the header, and more than one.
func sniff(text string, format Format) byte {
	candidates := []byte{',', ';', '\t'}
	if format == TSV {
		candidates = []byte{'\t', ',', ';'}
	}
	if len(text) > sniffBytes {
		text = text[:sniffBytes]
	}
	best, bestScore := candidates[0], 0.0
	for _, delim := range candidates {
		if score := regularity(text, delim); score > bestScore {
			best, bestScore = delim, score
		}
	}
	return best
}

func regularity(text string, delim byte) float64 {
	s := newScanner(text, delim, Limits{Cells: 1 << 10, CellBytes: sniffBytes})
	width, records, regular := 0, 0, 0
	for records < sniffRecords {
		row, ok := s.next()
		if !ok {
			break
		}
		if blank(row.Cells) {
			continue
		}
		if width == 0 {
			width = len(row.Cells)
		}
		records++
		if len(row.Cells) == width {
			regular++
		}
	}
	if width < 2 {
		return 0
	}
	// The share of regular records decides; of equals, the one with more columns.
	return float64(regular)/float64(records) + float64(min(width, 256))/1000
}

// shape makes every row as long as the header, and reports rows and headers that do not fit.
func shape(t *Table) []Fault {
	var faults []Fault
	written := len(t.Header)
	width := 0
	for i, c := range t.Header {
		if c.Text != "" {
			width = i + 1
		}
	}
	unnamed := map[int]bool{}
	for i := range t.Rows {
		row := &t.Rows[i]
		last := lastFull(row.Cells)
		if last >= written {
			c := row.Cells[written]
			faults = append(faults, Fault{Kind: TooManyCells, Line: c.Line, Column: c.Column,
				Cell: t.Address(written, row.Number), Got: last + 1, Want: width, Found: shorten(row.Cells[last].Text)})
		}
		if len(row.Cells) < width && t.Format != XLSX { // a workbook leaves empty cells out
			faults = append(faults, Fault{Kind: TooFewCells, Line: row.Line, Cell: t.Address(len(row.Cells), row.Number),
				Got: len(row.Cells), Want: width})
		}
		for j := 0; j <= last && j < written; j++ {
			if t.Header[j].Text == "" && row.Cells[j].Text != "" {
				unnamed[j] = true
				width = max(width, j+1)
			}
		}
		row.Cells = row.Cells[:max(last+1, min(width, len(row.Cells)))]
	}
	for j, h := range t.Header {
		if unnamed[j] {
			faults = append(faults, Fault{Kind: EmptyHeader, Line: h.Line, Column: h.Column, Cell: t.Address(j, t.HeaderRow), Found: ColumnLetters(j)})
		}
	}
	t.Header = t.Header[:width]
	for i := range t.Rows {
		for len(t.Rows[i].Cells) < width {
			t.Rows[i].Cells = append(t.Rows[i].Cells, Cell{Line: t.Rows[i].Line})
		}
	}
	if len(t.Rows) == 0 {
		faults = append(faults, Fault{Kind: NoRows, Line: t.Header[0].Line})
	}
	return append(faults, duplicates(t)...)
}

func lastFull(cells []Cell) int {
	for i := len(cells) - 1; i >= 0; i-- {
		if cells[i].Text != "" {
			return i
		}
	}
	return -1
}

func duplicates(t *Table) []Fault {
	var faults []Fault
	seen := map[string]int{}
	for j, h := range t.Header {
		name := Normalise(h.Text)
		if name == "" {
			continue
		}
		if first, twice := seen[name]; twice {
			faults = append(faults, Fault{Kind: DuplicateHeader, Line: h.Line, Column: h.Column,
				Cell: t.Address(j, t.HeaderRow), Found: h.Text, Got: first + 1})
			continue
		}
		seen[name] = j
	}
	return faults
}
