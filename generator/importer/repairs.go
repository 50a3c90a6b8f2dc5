package importer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// repair puts a row of somebody's own table into the form of its register, where people write it in a way
// of their own: what Microsoft Project copies into a spreadsheet, lessons in two columns, service levels
// without a metric.
func (d *draft) repair(r *row) {
	switch d.kind {
	case "milestones":
		r.set("owner", strings.TrimSpace(units.ReplaceAllString(r.get("owner"), "")))
	case "lessons":
		r.lessonOfTwoColumns()
	case "sla":
		d.metricOf(r)
	}
}

// units are a resource's share, as Project writes it behind the name: "Jane Doe[50%]".
var units = regexp.MustCompile(`\[[0-9.,]+ ?%\]`)

// lessonOfTwoColumns takes what happened from the column "What went well" or "What went wrong", and the type
// from which of them it was.
func (r *row) lessonOfTwoColumns() {
	if r.get("what happened") != "" {
		return
	}
	for i, f := range r.extra {
		kind := ""
		switch table.Normalise(f.Name) {
		case "what went well", "went well", "what worked", "successes", "positive", "positives":
			kind = "went well"
		case "what went wrong", "what did not go well", "what didn't go well", "what could be improved", "what to improve", "went wrong", "failures", "negative", "negatives", "problem":
			kind = "improve"
		}
		if kind == "" || content.Missing(f.Text) {
			continue
		}
		r.set("what happened", f.Text)
		if r.get("type") == "" {
			r.set("type", kind)
		}
		r.extra = slices.Delete(slices.Clone(r.extra), i, i+1)
		return
	}
}

// metricOf says what a service level is about where the table does not: the time to what its row has.
func (d *draft) metricOf(r *row) {
	if r.get("metric") != "" {
		return
	}
	switch {
	case r.get("resolved") != "":
		r.set("metric", "Resolution")
	case r.get("responded") != "":
		r.set("metric", "Response")
	default:
		return
	}
	d.report.guess("The table does not say what its targets are of; they were taken for the time to the resolution, or to the response where there is no resolution.")
}

// unitOfHeader says what estimates and targets are counted in where the header of their column does: "Story
// points", "SLA target (hrs)".
func unitOfHeader(d *draft, columns []ColumnPair) {
	column := map[string]string{"work": "estimate", "sla": "target"}[d.kind]
	i := slices.IndexFunc(columns, func(c ColumnPair) bool { return column != "" && c.To == column })
	if i < 0 {
		return
	}
	unit, header := "", strings.ToLower(columns[i].From)
	for _, u := range [][2]string{{"point", "points"}, {"hour", "hours"}, {"hrs", "hours"}, {"minute", "minutes"}, {"(min", "minutes"}, {"day", "days"}, {"%", "%"}} {
		if unit == "" && strings.Contains(header, u[0]) {
			unit = u[1]
		}
	}
	for _, r := range d.rows {
		if unit != "" && r.get(column) != "" && r.get("unit") == "" {
			r.set("unit", unit)
		}
	}
}
