package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says what a problem costs: an error makes the build's exit code 2, a warning only under
// --strict, a hint never. The sound rest is built in every case.
type Severity string

// The three severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Hint    Severity = "hint"
)

// Problem is something that the learner can mend, said so that they know where and how.
type Problem struct {
	Code     string   `json:"code"` // GF and four digits; codes.go lists them
	Severity Severity `json:"severity"`
	Path     string   `json:"path"`   // slash-separated, from the portfolio folder
	Line     int      `json:"line"`   // from 1, in a workbook the row; 0 where the whole file is meant
	Column   int      `json:"column"` // in characters, from 1; 0 where the whole line is meant
	Cell     string   `json:"cell"`   // as a spreadsheet names it: "F12", "sheet Risks, cell F12"
	Message  string   `json:"message"`
	Hint     string   `json:"hint"` // what to do next
}

// Place is where the problem is, for a reader: `projects/x/raid.csv, line 12, cell F12`.
func (p Problem) Place() string {
	var b strings.Builder
	b.WriteString(p.Path)
	if p.Line > 0 && !strings.HasPrefix(p.Cell, "sheet ") {
		fmt.Fprintf(&b, ", line %d", p.Line)
	}
	if p.Cell != "" {
		b.WriteString(", " + p.cellWord())
	} else if p.Column > 0 {
		fmt.Fprintf(&b, ", column %d", p.Column)
	}
	return b.String()
}

func (p Problem) cellWord() string {
	if strings.Contains(p.Cell, " ") {
		return p.Cell
	}
	return "cell " + p.Cell
}

// Problems is what a load found, sorted by place.
type Problems []Problem

// Sort orders problems by path, line, column and code, so that the order in which files are read
// never shows.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}

// Count is the number of problems of one severity.
func (ps Problems) Count(s Severity) int {
	n := 0
	for _, p := range ps {
		if p.Severity == s {
			n++
		}
	}
	return n
}
