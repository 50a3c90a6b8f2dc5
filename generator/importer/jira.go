package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

var jiraKey = regexp.MustCompile(`^[A-Z][A-Z0-9_]+-[0-9]+$`)

// jira reads Jira's CSV, whose headers repeat (Labels five times) and come in the language of the
// instance; nil when the table is something else.
func jira(r *FileReport, t *table.Table, opt Options) *draft {
	x := jiraTable{t: t, at: map[string][]int{}}
	for _, field := range []string{"key", "title", "type", "status", "status category", "priority", "owner", "reporter", "created", "updated", "done", "resolution", "due",
		"labels", "sprint", "points", "seconds", "started", "planned start", "parent", "description", "components", "versions"} {
		names := jiraHeaders(field)
		for j, h := range t.Header {
			if slices.Contains(names, customField(h.Text)) {
				x.at[field] = append(x.at[field], j)
			}
		}
	}
	if len(x.at["key"]) == 0 || len(x.at["status"])+len(x.at["type"])+len(x.at["title"]) < 2 || !x.hasKeys() {
		return nil
	}
	r.RecognisedAs = "Jira CSV"
	noteCap(r, len(t.Rows), "Jira")
	return x.read(r, opt)
}

// jiraTable is an export with the places of each field's headers.
type jiraTable struct {
	t    *table.Table
	at   map[string][]int
	keys map[string]bool
}

// hasKeys tells whether the keys are those of issues, and collects them.
func (x *jiraTable) hasKeys() bool {
	x.keys = map[string]bool{}
	for i := range x.t.Rows {
		if k := x.first(&x.t.Rows[i], "key"); jiraKey.MatchString(k) {
			x.keys[k] = true
		}
	}
	return len(x.keys) > 0
}

// first is a field's first value that is not empty; last the last, all are all of them.
func (x *jiraTable) first(r *table.Row, field string) string {
	if all := x.all(r, field); len(all) > 0 {
		return all[0]
	}
	return ""
}

func (x *jiraTable) last(r *table.Row, field string) string {
	if all := x.all(r, field); len(all) > 0 {
		return all[len(all)-1]
	}
	return ""
}

func (x *jiraTable) all(r *table.Row, field string) []string {
	var out []string
	for _, j := range x.at[field] {
		if v := cellText(r, j); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func (x *jiraTable) read(r *FileReport, opt Options) *draft {
	w := newWorkItems(r, "id", "title", "type", "status", "priority", "owner", "created", "started", "done", "estimate", "unit", "sprint", "labels", "links",
		"Planned start", "Due", "Resolution", "Parent", "Components", "Fix versions", "Description")
	x.report(r)
	links := x.linkColumns()
	resolved := len(x.at["done"]) > 0
	for i := range x.t.Rows {
		row := &x.t.Rows[i]
		id := x.first(row, "key")
		if id == "" {
			r.leave(row.Number, "It has no issue key.")
			continue
		}
		v := map[string]string{"id": id, "title": x.first(row, "title"), "type": x.first(row, "type"), "status": x.first(row, "status"), "priority": x.first(row, "priority"),
			"owner": x.first(row, "owner"), "created": englishMonths(x.first(row, "created")), "started": englishMonths(x.first(row, "started")),
			"sprint": x.last(row, "sprint"), "labels": strings.Join(x.all(row, "labels"), "; "), "Planned start": dayOnly(englishMonths(x.first(row, "planned start"))), "Due": dayOnly(englishMonths(x.first(row, "due"))),
			"Resolution": x.first(row, "resolution"), "Components": strings.Join(x.all(row, "components"), "; "), "Fix versions": strings.Join(x.all(row, "versions"), "; "),
			"Description": x.first(row, "description"), "Parent": x.first(row, "parent")}
		v["estimate"], v["unit"] = x.estimate(row)
		v["done"] = englishMonths(x.first(row, "done"))
		if !resolved && (isDone(x.first(row, "status category")) || isDone(v["status"])) {
			v["done"] = englishMonths(x.first(row, "updated"))
			r.guess("The file has no column of when an issue was resolved, so those that are done count from their last update.")
		}
		v["links"] = x.links(row, links, id)
		w.add(row.Number, v)
	}
	w.known = x.people()
	return w.draft(opt)
}

// estimate is the story points of an issue, else its estimate in hours: Jira writes seconds.
func (x *jiraTable) estimate(row *table.Row) (value, unit string) {
	if points := x.first(row, "points"); points != "" {
		return points, "points"
	}
	if s, err := strconv.ParseFloat(x.first(row, "seconds"), 64); err == nil && s > 0 {
		return strconv.FormatFloat(s/3600, 'f', -1, 64), "hours"
	}
	return "", ""
}

// linkColumns are the columns in which issues name others.
func (x *jiraTable) linkColumns() []int {
	var out []int
	for j, h := range x.t.Header {
		text := strings.ToLower(h.Text)
		if strings.Contains(text, "issue link") || strings.HasPrefix(text, "inward") || strings.HasPrefix(text, "outward") {
			out = append(out, j)
		}
	}
	return out
}

func (x *jiraTable) links(row *table.Row, columns []int, self string) string {
	var out []string
	for _, j := range columns {
		if k := cellText(row, j); k != self && x.keys[k] && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return strings.Join(out, "; ")
}

// people are all who stand in columns of people: assignees, reporters, creators, watchers.
func (x *jiraTable) people() []string {
	var out []string
	seen := map[string]bool{}
	for j, h := range x.t.Header {
		name := customField(h.Text)
		if strings.HasSuffix(name, "id") || !personHeader(name) && !slices.Contains(jiraHeaders("reporter"), name) && !slices.Contains(jiraHeaders("owner"), name) {
			continue
		}
		for i := range x.t.Rows {
			for _, p := range splitPeople(cellText(&x.t.Rows[i], j)) {
				if likely, _ := looksLikeName(personName(p)); likely && !seen[p] {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// report says which headers became which column, and names those that were left out.
func (x *jiraTable) report(r *FileReport) {
	to := map[string]string{"key": "id", "status category": "", "reporter": "", "updated": "", "points": "estimate", "seconds": "estimate"}
	extra := map[string]string{"planned start": "Planned start", "due": "Due", "resolution": "Resolution", "parent": "Parent", "components": "Components", "versions": "Fix versions", "description": "Description"}
	var left []string
	for j, h := range x.t.Header {
		name := strings.TrimSpace(h.Text)
		field := ""
		for f, places := range x.at {
			if slices.Contains(places, j) && (field == "" || f < field) {
				field = f
			}
		}
		column, renamed := to[field]
		if !renamed {
			column = field
		}
		switch {
		case field != "" && extra[field] != "":
			if !slices.Contains(r.ExtraColumns, name) {
				r.ExtraColumns = append(r.ExtraColumns, name)
			}
		case field != "" && column != "":
			if !slices.Contains(r.Columns, ColumnPair{name, column}) {
				r.Columns = append(r.Columns, ColumnPair{name, column})
			}
		case name != "" && !slices.Contains(left, name) && x.filled(j):
			left = append(left, name)
		}
	}
	if len(left) > 0 {
		r.guess("Columns that were left out, because they name people, lead into your Jira or are its own: %s.", strings.Join(left, ", "))
	}
}

// filled tells whether anything stands in a column: an export of all fields has dozens in which nothing does.
func (x *jiraTable) filled(j int) bool {
	return slices.ContainsFunc(x.t.Rows, func(r table.Row) bool { return cellText(&r, j) != "" })
}

// dayOnly is a date without its time, in ISO form where it can mean one day only.
func dayOnly(s string) string {
	day, _, _ := strings.Cut(s, " ")
	if content.Missing(day) {
		return ""
	}
	if d, ok := content.ReadDate(day); ok {
		return d.String()
	}
	return day
}
