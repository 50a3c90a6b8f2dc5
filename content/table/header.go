package table

import "strings"

// headerRows is how far down the header row is looked for, below a title and a block of figures.
const headerRows = 30

// sheetRows are the rows of one sheet, or of a delimited file, before anybody knows which is the header.
type sheetRows struct {
	rows   []Row  // without those that are empty
	merged []span // of a workbook
	joined bool   // merged says all there is to know about cells that belong together
}

// span is a block of cells that are one, from 0 and with both ends; rows are numbers of rows.
type span struct{ firstRow, lastRow, first, last int }

// head is what findHeader found: the header, and the row in rows on which the data begin.
type head struct {
	cells []Cell
	row   int // number of the lowest row of the header
	next  int
}

// findHeader finds the row whose words name the most columns: at least three, else the first row counts.
// A header may stand on two rows, of which the upper one names groups: "Residual" over "Probability".
func (s sheetRows) findHeader(x *Index) head {
	if len(s.rows) == 0 {
		return head{}
	}
	best := head{s.rows[0].Cells, s.rows[0].Number, 1}
	if x == nil {
		return best
	}
	first := x.Known(texts(best.cells))
	score, at := first, 0
	for i := 1; i < min(len(s.rows), headerRows); i++ {
		if n := x.Known(texts(s.rows[i].Cells)); n > score && n >= 3 {
			best, score, at = head{s.rows[i].Cells, s.rows[i].Number, i + 1}, n, i
		}
	}
	for _, upper := range []int{at - 1, at} {
		if upper < 0 || upper+1 >= len(s.rows) || s.rows[upper+1].Number != s.rows[upper].Number+1 {
			continue
		}
		cells := s.twoRows(s.rows[upper], s.rows[upper+1], x)
		if n := x.Known(texts(cells)); n > score && n >= 3 {
			best, score = head{cells, s.rows[upper+1].Number, upper + 2}, n
		}
	}
	return best
}

// twoRows joins the two rows of a header column by column.
func (s sheetRows) twoRows(upper, lower Row, x *Index) []Cell {
	width := max(len(upper.Cells), len(lower.Cells))
	out := make([]Cell, width)
	taken := map[int]bool{}
	group := Cell{}
	for j := range width {
		top, bottom := cellAt(upper, j), cellAt(lower, j)
		if top.Text != "" {
			group = top
		} else if !s.joined || s.sameSpan(upper.Number, j) {
			top = group
		}
		out[j] = bottom
		both := strings.TrimSpace(top.Text + " " + bottom.Text)
		if top.Text == bottom.Text { // one cell across both rows
			both = bottom.Text
		}
		for _, text := range []string{both, bottom.Text, top.Text} {
			if m, _ := x.find(text); m.Column >= 0 && !taken[m.Column] && (text != top.Text || bottom.Text == "") {
				taken[m.Column] = true
				out[j].Text = text
				break
			}
		}
		if out[j].Text == "" && bottom.Text == "" && cellAt(upper, j).Text != "" {
			out[j] = top
		}
	}
	return out
}

// sameSpan tells whether a cell belongs to the one on its left.
func (s sheetRows) sameSpan(row, column int) bool {
	for _, m := range s.merged {
		if row >= m.firstRow && row <= m.lastRow && column > m.first && column <= m.last {
			return true
		}
	}
	return false
}

func cellAt(r Row, j int) Cell {
	if j < len(r.Cells) {
		return r.Cells[j]
	}
	return Cell{Line: r.Line}
}

func texts(cells []Cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.Text
	}
	return out
}

// spreadCells bounds what blocks that lie over each other, as no spreadsheet writes them, can cost.
const spreadCells = 1_000_000

// spread gives every cell of a block that is merged downwards the value of its first, so that each row
// stands for itself.
func (s sheetRows) spread() {
	at := make(map[int]int, len(s.rows))
	for i, r := range s.rows {
		at[r.Number] = i
	}
	left := spreadCells
	for _, m := range s.merged {
		top, ok := at[m.firstRow]
		if !ok || m.last != m.first {
			continue
		}
		value := cellAt(s.rows[top], m.first)
		for n := m.firstRow + 1; n <= m.lastRow && left > 0; n++ {
			left--
			if i, ok := at[n]; ok && value.Text != "" && cellAt(s.rows[i], m.first).Text == "" {
				s.rows[i].Cells = grown(s.rows[i], m.first+1)
				value.Line = s.rows[i].Line
				s.rows[i].Cells[m.first] = value
			}
		}
	}
}

// grown are a row's cells, at least n of them.
func grown(r Row, n int) []Cell {
	for len(r.Cells) < n {
		r.Cells = append(r.Cells, Cell{Line: r.Line})
	}
	return r.Cells
}

// body are the rows below a header that hold records. What stands across the table as a heading, and the
// header said again on a later page, are passed over.
func (s sheetRows) body(h head) (rows []Row, passed []Row) {
	again := texts(h.cells)
	bands := s.bands((len(again) + 1) / 2)
	for _, r := range s.rows[h.next:] {
		if b, ok := bands[r.Number]; ok && firstFull(r.Cells) == b && lastFull(r.Cells) == b || sameTexts(r.Cells, again) {
			passed = append(passed, r)
		} else {
			rows = append(rows, r)
		}
	}
	return rows, passed
}

// bands are the rows in which at least width cells are merged into one, with the first of those cells.
func (s sheetRows) bands(width int) map[int]int {
	out := map[int]int{}
	for _, m := range s.merged {
		if m.firstRow == m.lastRow && m.last-m.first+1 >= max(2, width) {
			out[m.firstRow] = m.first
		}
	}
	return out
}

func firstFull(cells []Cell) int {
	for i, c := range cells {
		if c.Text != "" {
			return i
		}
	}
	return -1
}

func sameTexts(cells []Cell, header []string) bool {
	if lastFull(cells) < 1 {
		return false
	}
	for i := range max(len(cells), len(header)) {
		var a, b string
		if i < len(cells) {
			a = cells[i].Text
		}
		if i < len(header) {
			b = header[i]
		}
		if a != b {
			return false
		}
	}
	return true
}
