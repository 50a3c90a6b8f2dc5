package importer

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// recogniseTable finds the register whose columns a table has; kind is "" when it has none's, and why
// says so.
func recogniseTable(t *table.Table, name string) (kind, why string) {
	header := make([]string, len(t.Header))
	named := 0
	for i, h := range t.Header {
		header[i] = h.Text
		if h.Text != "" {
			named++
		}
	}
	if why := noRegister(t, header); why != "" {
		return "", why
	}
	hint, _ := content.KindOfTable(name)
	best, bestScore := "", 0.0
	for _, k := range content.Kinds() {
		if k.Shape != content.Register {
			continue
		}
		if score := fitness(k, header, hint); score > bestScore {
			best, bestScore = k.Name, score
		}
	}
	if bestScore < 3 && !(bestScore >= 2 && named <= 3) {
		return "", "Its headers are those of no register that gatefold knows. --kind says which it is; the headers can be renamed."
	}
	return best, ""
}

// fitness is how many columns of a kind a header has, and more when what a record needs is among them and
// when the table's name says the same.
func fitness(k content.Kind, header []string, hint string) float64 {
	columns := content.Columns(k)
	has := map[string]bool{}
	for _, m := range content.ForeignIndex(k.Name).Match(header) {
		if m.Column >= 0 && m.Column < len(columns) {
			has[columns[m.Column].Name] = true
		}
	}
	if len(has) < 2 || !hasNeeded(k.Name, has) {
		return 0
	}
	score := float64(len(has)) + distinct(k.Name)
	if k.Name == hint {
		score += 2
	}
	for _, c := range columns {
		if c.Required && !c.ID && has[c.Name] {
			score += 0.5
		}
	}
	return score
}

// hasNeeded tells whether a header has the columns without which a register of that kind means nothing.
func hasNeeded(kind string, has map[string]bool) bool {
	switch kind {
	case "burndown":
		return has["date"] && (has["remaining"] || has["scope"] && has["completed"])
	case "earned-value":
		return has["pv"] && has["period end"]
	case "costs":
		return has["planned"] || has["actual"]
	case "sla":
		return has["target"]
	case "work":
		return has["created"] || has["done"] || has["estimate"] || has["sprint"]
	case "raid":
		return has["title"] || has["description"] || has["event"] || has["response"]
	case "decisions":
		return has["decision"] || has["title"]
	}
	return true
}

// distinct is how much the columns of a kind say by themselves: few columns that nothing else has count
// more than many that every list has.
func distinct(kind string) float64 {
	switch kind {
	case "earned-value":
		return 2
	case "burndown":
		return 1
	case "work":
		return 0.5
	}
	return 0
}

// noRegister knows tables that look like registers and are none.
func noRegister(t *table.Table, header []string) (why string) {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = table.Normalise(h)
	}
	labels := map[string]bool{}
	for _, r := range t.Rows {
		for _, c := range r.Cells[:min(2, len(r.Cells))] {
			labels[table.Normalise(c.Text)] = true
		}
	}
	for _, h := range names[:min(2, len(names))] {
		labels[h] = true
	}
	switch {
	case labels["pv"] && labels["ev"] && labels["ac"] && !slices.Contains(names, "pv"):
		return "Its periods run across, and are numbers without days. earned-value needs a row for each period, with the day on which it ends, PV, EV and AC."
	case slices.Contains(names, "project name") && !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, "risk id") || strings.Contains(n, "task") }):
		return "It is an overview of several projects, and a register is of one."
	case slices.Contains(names, "sprint") && slices.Contains(names, "forecast") && !slices.Contains(names, "date"):
		return "It counts by the number of the sprint. A burndown needs a column Date, with the day of each point."
	}
	return ""
}
