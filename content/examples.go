package content

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// exampleDistance is how many rows up and down an example for a hint is looked for.
const exampleDistance = 50

// exampleHint says what to write instead, with the nearest good value of the same column.
func (f *filler) exampleHint(i, j int, col Column) string {
	if f.r.full() {
		return ""
	}
	what := "Write " + expectation(col)
	for d := 1; d <= exampleDistance; d++ {
		for _, n := range []int{i - d, i + d} {
			if n < 0 || n >= len(f.t.Rows) || !f.good(n, j, col) {
				continue
			}
			at := table.Address(j, f.t.Rows[n].Number)
			if at == "" {
				at = fmt.Sprintf("line %d", f.t.Rows[n].Cells[j].Line)
			} else {
				at = "cell " + at
			}
			return fmt.Sprintf("%s, as in %s: %s.", what, at, quote(plainText(f.t.Rows[n].Cells[j])))
		}
	}
	return fmt.Sprintf("%s, such as %s.", what, goodExample(col, f.toml))
}

// good tells whether a cell can serve as an example.
func (f *filler) good(i, j int, col Column) bool {
	c := f.t.Rows[i].Cells[j]
	text := plainText(c)
	if c.Empty() || isMissing(text) {
		return false
	}
	s := f.heads[j].style
	switch col.Type {
	case DateValue, MomentValue:
		_, _, fault := parseMoment(text, s.order)
		return fault == dateFine
	case NumberValue:
		_, ok := parseNumber(text, s.numbers)
		return ok
	case LevelValue:
		v, _ := parseLevel(text, s.scale)
		return v > 0
	}
	if col.Vocabulary != "" {
		_, ok := f.opt.words.find(col.Vocabulary, text)
		return ok
	}
	return true
}

func expectation(c Column) string {
	switch c.Type {
	case DateValue:
		return "a date"
	case MomentValue:
		return "a date and time"
	case NumberValue:
		return "a number"
	case LevelValue:
		return "a level"
	case FlagValue:
		return "yes or no"
	case GroupValue:
		return "entries"
	}
	if c.ID {
		return "an id"
	}
	if c.Vocabulary != "" {
		return "one of the words"
	}
	return "a text"
}

// goodExample is a value for a column when the file has none.
func goodExample(c Column, toml bool) string {
	text := ""
	switch c.Type {
	case DateValue:
		return "2025-04-18"
	case MomentValue:
		text = "2025-09-02 08:10"
	case NumberValue:
		if c.Name == "percent complete" {
			return "40"
		}
		return "1200"
	case LevelValue:
		text = "4 (on a scale of 1 to 5) or high"
	case FlagValue:
		text = "yes"
	default:
		text = textExample(c)
	}
	if toml || strings.Contains(text, " ") {
		return quote(text)
	}
	return text
}

func textExample(c Column) string {
	switch {
	case c.ID:
		return "R-03"
	case c.Vocabulary != "" && len(wordsOf(c.Vocabulary)) > 0:
		return wordsOf(c.Vocabulary)[0]
	case c.Refs:
		return "R-03; D-04"
	}
	switch c.Name {
	case "name", "title":
		return "Pilot accepted"
	case "role":
		return "Service desk lead"
	}
	return "a few words"
}
