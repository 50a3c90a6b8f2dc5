package importer

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// mostRemarks is how many values of one table are spoken of one by one.
const mostRemarks = 20

// noteProblems says which values are not what their column expects. They are written as they stand, so
// nothing is said of rows that are not written; what holds of many cells is said once.
func noteProblems(r *FileReport, problems content.Problems) {
	gone := map[int]bool{}
	for _, l := range r.RowsLeftOut {
		gone[l.Row] = true
	}
	var first []content.Problem
	more := map[string]int{}
	for _, p := range problems {
		switch p.Code {
		case content.CodeMissingColumn, content.CodeRequired, content.CodeUnknownColumns, content.CodePlaceholder:
			continue
		}
		if gone[rowOfCell(p.Cell)] {
			continue
		}
		if more[p.Message]++; more[p.Message] == 1 {
			first = append(first, p)
		}
	}
	for _, p := range first[:min(len(first), mostRemarks)] {
		then := "It was written as it stands."
		if p.Code == content.CodeDateAmbiguous {
			then = p.Hint
		}
		place := strings.TrimPrefix(p.Place(), ", ")
		if n := more[p.Message] - 1; n > 0 {
			place += ", and " + strconv.Itoa(n) + " more:"
		}
		r.guess("%s %s %s", place, p.Message, then)
	}
	if n := len(first) - mostRemarks; n > 0 {
		r.guess("%d further values are not what their column expects.", n)
	}
}

// rowOfCell is the row that a cell's name ends with: 12 of "F12" and of "sheet Risks, cell F12".
func rowOfCell(cell string) int {
	n, _ := strconv.Atoi(cell[strings.LastIndexFunc(cell, func(c rune) bool { return c < '0' || c > '9' })+1:])
	return n
}

// noteNeeded says which fields every record of the kind needs and rows lack: only the author knows them.
func noteNeeded(kind string, d *draft) {
	for _, c := range columnsOf(kind) {
		if !c.Required || c.ID {
			continue
		}
		lacking := 0
		for _, r := range d.rows {
			if r.get(c.Name) == "" {
				lacking++
			}
		}
		if lacking > 0 {
			d.report.guess("%s is empty in %s, and every record needs it: write it in the column %q of %s.csv.", c.Header(), rowCount(lacking, len(d.rows)), c.Header(), kind)
		}
	}
}

func rowCount(n, all int) string {
	switch {
	case n == all:
		return "every row"
	case n == 1:
		return "1 row"
	}
	return strconv.Itoa(n) + " rows"
}
