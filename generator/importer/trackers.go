package importer

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// tracked is a tracker's table with the places of what is read of it.
type tracked struct {
	t     *table.Table
	at    map[string]int // by column of the register; -1 where the table has none
	used  map[int]string // by place: what became of it
	extra []restColumn
}

// track finds columns by their headers, in lower case.
func track(t *table.Table, fields map[string][]string) *tracked {
	out := &tracked{t: t, at: map[string]int{}, used: map[int]string{}}
	for field, names := range fields {
		if out.at[field] = columnNamed(t, names...); out.at[field] >= 0 {
			out.used[out.at[field]] = field
		}
	}
	return out
}

// items begins the list of items; the columns that became nothing of the register are extra fields.
func (k *tracked) items(r *FileReport) *workItems {
	k.extra = restColumns(r, k.t, k.used)
	w := newWorkItems(r, "id", "title", "type", "status", "priority", "owner", "created", "started", "done", "estimate", "unit", "sprint", "labels", "links")
	for _, c := range k.extra {
		w.columns = append(w.columns, c.header)
	}
	return w
}

// values are those of one row. Trackers list labels with commas between them.
func (k *tracked) values(row *table.Row) map[string]string {
	v := map[string]string{}
	for _, c := range k.extra {
		v[c.header] = cellText(row, c.at)
	}
	for field, j := range k.at {
		v[field] = cellText(row, j)
	}
	v["labels"] = strings.ReplaceAll(v["labels"], ", ", "; ")
	return v
}

// azure reads a query of Azure DevOps Boards, exported as CSV; nil when the table is something else.
func azure(r *FileReport, t *table.Table, opt Options) *draft {
	if columnNamed(t, "id") < 0 || columnNamed(t, "work item type") < 0 || columnNamed(t, "state") < 0 {
		return nil
	}
	r.RecognisedAs = "Azure DevOps CSV"
	noteCap(r, len(t.Rows), "Azure DevOps")
	k := track(t, map[string][]string{"id": {"id"}, "type": {"work item type"}, "status": {"state"}, "owner": {"assigned to"}, "labels": {"tags"}, "priority": {"priority"},
		"created": {"created date"}, "started": {"activated date"}, "done": {"closed date", "resolved date", "completed date"},
		"sprint": {"iteration path"}, "estimate": {"story points", "effort", "size", "original estimate"}})
	titles := titleColumns(t)
	for _, j := range titles {
		k.used[j] = "title"
	}
	unit := "points"
	if k.at["estimate"] >= 0 && k.at["estimate"] == columnNamed(t, "original estimate") {
		unit = "hours"
	}
	w := k.items(r)
	for i := range t.Rows {
		v := k.values(&t.Rows[i])
		for _, j := range titles { // a query that shows a tree has Title 1, Title 2 ...
			if text := cellText(&t.Rows[i], j); text != "" {
				v["title"] = text
			}
		}
		if v["estimate"] != "" {
			v["unit"] = unit
		}
		w.add(t.Rows[i].Number, v)
	}
	if k.at["done"] < 0 {
		r.guess("The file has no Closed Date, so nothing counts as done on a day. Add the columns Created Date and Closed Date to the query (Column options), and export it again.")
	}
	return w.draft(opt)
}

// titleColumns are Title, or Title 1, Title 2 and so on.
func titleColumns(t *table.Table) []int {
	var out []int
	for j, h := range t.Header {
		text := strings.ToLower(strings.TrimSpace(h.Text))
		if rest, ok := strings.CutPrefix(text, "title"); ok && strings.Trim(rest, " 0123456789") == "" {
			out = append(out, j)
		}
	}
	return out
}

// restColumn is a column that is kept as an extra field.
type restColumn struct {
	header string
	at     int
}

// restColumns are the columns that became none of the register's, those with people or addresses left
// out; the report is told of all.
func restColumns(r *FileReport, t *table.Table, used map[int]string) []restColumn {
	var out []restColumn
	var left []string
	for j, h := range t.Header {
		name := strings.TrimSpace(h.Text)
		lower := strings.ToLower(name)
		switch {
		case name == "":
		case used[j] != "":
			r.Columns = append(r.Columns, ColumnPair{name, used[j]})
		case personHeader(name) || strings.Contains(lower, "url") || strings.Contains(lower, "link") || lower == "area path" || lower == "team project" || lower == "repository":
			left = append(left, name)
		case !slices.ContainsFunc(out, func(c restColumn) bool { return c.header == name }):
			out = append(out, restColumn{name, j})
			r.ExtraColumns = append(r.ExtraColumns, name)
		}
	}
	if len(left) > 0 {
		r.guess("Columns that were left out, because they name people or lead to where the items are kept: %s.", strings.Join(left, ", "))
	}
	return out
}

// githubTable reads the view of a GitHub project, exported as TSV, or a flat list of issues; nil when the
// table is something else.
func githubTable(r *FileReport, t *table.Table, opt Options) *draft {
	url := columnNamed(t, "url", "html_url", "issue url")
	if !isGitHub(t, url) {
		return nil
	}
	r.RecognisedAs = "GitHub table"
	noteCap(r, len(t.Rows), "GitHub")
	k := track(t, map[string][]string{"title": {"title"}, "status": {"status", "state"}, "owner": {"assignees", "assignee"}, "labels": {"labels"}, "priority": {"priority"}, "id": {"number", "#"},
		"created": {"created", "created at", "createdat", "created_at"}, "done": {"closed", "closed at", "closedat", "closed_at"}, "sprint": {"iteration", "milestone", "sprint"},
		"estimate": {"estimate", "story points", "points", "size points"}, "type": {"type", "content type"}, "started": {"started"}})
	if url >= 0 && k.at["id"] < 0 {
		k.used[url] = "id"
	}
	w := k.items(r)
	for i := range t.Rows {
		v := k.values(&t.Rows[i])
		if v["id"] == "" {
			v["id"] = issueNumber(cellText(&t.Rows[i], url))
		}
		v["id"] = githubID(v["id"])
		w.add(t.Rows[i].Number, v)
	}
	if k.at["done"] < 0 {
		r.guess("The view shows no column of when an item was closed, so nothing counts as done on a day. `gh issue list --state all --limit 1000 --json number,title,state,createdAt,closedAt,labels,milestone` writes what has it.")
	}
	return w.draft(opt)
}

// isGitHub tells whether a table has titles and states, and addresses at GitHub or numbers of issues.
func isGitHub(t *table.Table, url int) bool {
	switch {
	case columnNamed(t, "title") < 0 || columnNamed(t, "status", "state") < 0:
		return false
	case url < 0:
		return columnNamed(t, "number") >= 0
	}
	return slices.ContainsFunc(t.Rows, func(row table.Row) bool { return strings.Contains(cellText(&row, url), "github.com/") })
}

// issueNumber is the number at the end of an issue's address.
func issueNumber(url string) string {
	return strings.Trim(url[strings.LastIndexByte(url, '/')+1:], "# ")
}

func githubID(number string) string {
	number = strings.TrimPrefix(number, "#")
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return ""
	}
	return "GH-" + number
}

// githubIssues reads what `gh issue list --json` writes.
func githubIssues(f File, text string) found {
	r := &FileReport{File: f.Name, RecognisedAs: "GitHub issues (JSON)"}
	var issues []struct {
		Number              int
		Title, State, Body  string
		CreatedAt, ClosedAt string
		Labels              []struct{ Name string }
		Assignees           []struct{ Login, Name string }
		Milestone           *struct{ Title string }
	}
	if err := json.Unmarshal([]byte(text), &issues); err != nil {
		return refused(f, r.RecognisedAs, "It breaks off or holds something else. Run `gh issue list --json number,title,state,createdAt,closedAt,labels,milestone` again.")
	}
	w := newWorkItems(r, "id", "title", "status", "owner", "created", "done", "sprint", "labels", "Description")
	noteFields(r, text)
	r.RowsRead = len(issues)
	noteCap(r, len(issues), "GitHub")
	for i, issue := range issues {
		v := map[string]string{"id": githubID(strconv.Itoa(issue.Number)), "title": issue.Title, "status": strings.ToLower(issue.State), "created": day(issue.CreatedAt), "done": day(issue.ClosedAt), "Description": issue.Body}
		if issue.Milestone != nil {
			v["sprint"] = issue.Milestone.Title
		}
		var labels, owners []string
		for _, l := range issue.Labels {
			labels = append(labels, l.Name)
		}
		for _, a := range issue.Assignees {
			name := a.Login
			if a.Name != "" {
				name = a.Name
			}
			owners = append(owners, name)
			w.known = append(w.known, a.Login, name)
		}
		v["labels"], v["owner"] = strings.Join(labels, "; "), strings.Join(owners, "; ")
		w.add(i+1, v)
	}
	r.Columns = []ColumnPair{{"number", "id"}, {"title", "title"}, {"state", "status"}, {"assignees", "owner"}, {"createdAt", "created"}, {"closedAt", "done"}, {"milestone", "sprint"}, {"labels", "labels"}}
	return found{reports: []*FileReport{r}, drafts: []*draft{w.draft(Options{})}}
}

// noteFields names the fields that somebody asked gh for and that are not read.
func noteFields(r *FileReport, text string) {
	read := []string{"number", "title", "state", "createdAt", "closedAt", "labels", "assignees", "milestone"}
	var issues []map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &issues) != nil || len(issues) == 0 {
		return
	}
	var left []string
	for _, field := range slices.Sorted(maps.Keys(issues[0])) {
		switch {
		case field == "body":
			r.ExtraColumns = append(r.ExtraColumns, field)
		case !slices.Contains(read, field):
			left = append(left, field)
		}
	}
	if len(left) > 0 {
		r.guess("Fields that were left out, because they name people or are GitHub's own: %s.", strings.Join(left, ", "))
	}
}

// day is the day of a moment in ISO form.
func day(moment string) string {
	d, _, _ := strings.Cut(moment, "T")
	return d
}

// planner reads the plan that Microsoft Planner exports to Excel; nil when the table is something else.
func planner(r *FileReport, t *table.Table, opt Options) *draft {
	if columnNamed(t, "task name") < 0 || columnNamed(t, "bucket name") < 0 || columnNamed(t, "progress") < 0 {
		return nil
	}
	r.RecognisedAs = "Microsoft Planner plan"
	k := track(t, map[string][]string{"title": {"task name"}, "status": {"progress"}, "priority": {"priority"}, "owner": {"assigned to"}, "created": {"created date"},
		"done": {"completed date"}, "sprint": {"bucket name"}, "labels": {"labels"}})
	if id := columnNamed(t, "task id"); id >= 0 {
		k.used[id] = "(left out: Planner's own id)"
	}
	w := k.items(r)
	for i := range t.Rows {
		w.add(t.Rows[i].Number, k.values(&t.Rows[i]))
	}
	return w.draft(opt)
}
