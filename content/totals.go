package content

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// IsTotal tells whether a text is what people write before the sum of the rows above.
func IsTotal(text string) bool {
	switch strings.TrimRight(strings.ToLower(strings.TrimSpace(text)), ": ") {
	case "total", "totals", "sum", "grand total", "overall total", "total cost", "total budget", "subtotal", "sub-total", "sub total":
		return true
	}
	return false
}

// passTotals takes rows that sum up others out of a table, and says so: counted as records they would be
// counted twice. Among costs the category says it; elsewhere a row is a total only when nothing but that
// word says what it is.
func passTotals(p *plan, t *table.Table, matched []table.Matched, r *report) {
	title := slices.IndexFunc(matched, func(m table.Matched) bool {
		return m.Column >= 0 && m.Column < len(p.columns) && p.columns[m.Column].Title
	})
	if title < 0 {
		return
	}
	t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(row table.Row) bool {
		j := slices.IndexFunc(row.Cells, func(c table.Cell) bool { return strings.TrimSpace(c.Text) != "" })
		if j < 0 || !IsTotal(row.Cells[j].Text) || j != title && !isMissing(plainText(row.Cells[title])) || j == title && p.kind.Name != "costs" {
			return false
		}
		at := spot{cmp.Or(row.Cells[j].Line, row.Line), row.Cells[j].Column, t.Address(j, row.Number)}
		r.add(CodeTotalLeft, Hint, at, "Nothing needs to be done. If it is a record of its own, give it another name.", "This row sums up the others, so it is no record: sums are reckoned.")
		return true
	})
}
