package content

import (
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// letterIDs gives the bare numbers of a sheet that holds one type of RAID rows the letter of that type: a
// log with a sheet for each type numbers every sheet from 1, and an id is a project's own.
func letterIDs(p *plan, t *table.Table, matched []table.Matched, width int, words wordIndex) {
	s := settler{p, t, matched, words}
	id, kind := s.at("id"), s.at("type")
	if id < 0 || kind < width { // the rows say their types themselves
		return
	}
	for i := range t.Rows {
		cells := t.Rows[i].Cells
		text := plainText(cells[id])
		word, ok := words.find("raid type", cells[kind].Text)
		if ok && text != "" && strings.Trim(text, "0123456789") == "" {
			cells[id].Text, cells[id].Type = RAIDPrefix(word)+text, table.Text
		}
	}
}

// RAIDPrefix is how the ids of a type of RAID rows begin where their author gave them none: "R-" of a risk.
func RAIDPrefix(kind string) string {
	switch kind {
	case "risk":
		return "R-"
	case "issue":
		return "I-"
	case "assumption":
		return "A-"
	case "action":
		return "ACT-"
	case "dependency":
		return "DEP-"
	}
	return "D-"
}
