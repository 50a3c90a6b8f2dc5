package shown

import "strings"

// documentTexts are the registers whose records may stand on pages of their own, and those of their
// fields that such a page shows word by word. Other fields (dates, colours, words of a list) it shows in
// forms of its own, so they are not looked for there. Within lists of tables the field is list.field.
var documentTexts = map[string][]string{
	"charter": {"title", "sponsor", "objectives", "success_criteria", "scope_in", "scope_out", "deliverables", "assumptions", "constraints", "tolerances", "approvals.role"},
	"status":  {"asks", "path_to_green"},
	"gates": {"name", "phase_closing", "phase_next", "board", "rationale", "criteria.criterion", "criteria.evidence", "criteria.note",
		"conditions.text", "conditions.owner"},
	"incidents": {"title", "severity", "change", "users_affected", "summary", "root_cause", "why_it_escaped", "timeline.event",
		"actions.title", "actions.owner", "actions.status"},
	"meetings":  {"forum", "attendees", "decisions", "actions", "questions"},
	"decisions": {"title", "context", "options", "decision", "rationale", "decided_by", "impact", "hindsight"},
}

// projectsPath is the page of all projects, which shows what each was.
const projectsPath = "projects/index.html"

var (
	projectTexts = []string{"basis_note", "my_part", "organisation", "sponsor", "case.size", "case.situation", "case.hard_part", "case.result", "case.learned"}
	answerTexts  = []string{"situation", "task", "action", "result", "lesson"}
)

// The fields of documents that data/portfolio.json gives as title and as date.
var (
	entryTitles = []string{"title", "name", "forum"}
	entryDates  = []string{"date", "date_authorised"}
)

// document compares a document with its page and its entry in data/portfolio.json. A decision that is a
// row of its register is compared with that, and its long form with the page of all of them.
func (r *record) document(slug, register, id string) {
	if register == "decisions" {
		r.longForm = true
		if t, _ := r.checker.cache.table(r.checker.site, "data/"+slug+"/decisions.csv"); t != nil && len(t.byID[normal(id)]) > 0 {
			r.row(slug, register, id)
			r.onPage(slug, register, id, nil)
			return
		}
	}
	r.entry(slug, register, id)
	r.onPage(slug, register, id, documentTexts[register])
}

// onPage compares prose, the named texts and the author's own fields with a document's page.
func (r *record) onPage(slug, register, id string, texts []string) {
	if texts == nil && !r.hasProse() {
		return
	}
	shared := "projects/" + slug + "/" + register + "/index.html"
	own := "projects/" + slug + "/" + register + "/" + strings.TrimPrefix(lower(id), register+"-") + "/index.html"
	path, p := own, (*page)(nil)
	if register != "decisions" && register != "charter" {
		p = readPage(r.checker.site, own)
	}
	if p == nil {
		path, p = shared, r.checker.cache.sharedPage(r.checker.site, shared)
	}
	if p == nil {
		r.differ(path, "the page of "+r.place, noFile)
		return
	}
	r.prose(path, p)
	r.texts(path, p, texts)
	if register == "decisions" {
		return // its page shows no fields of the author's own
	}
	for _, name := range r.names() {
		if strings.HasPrefix(name, "x:") {
			r.fieldText(path, p, name)
		}
	}
}

// entry compares a document with its entry in data/portfolio.json.
func (r *record) entry(slug, register, id string) {
	data := r.checker.cache.portfolio(r.checker.site)
	if data.err != "" {
		r.differ(portfolioPath, "the data of the site", data.err)
		return
	}
	project := data.projects[slug]
	if project == nil || project.records[id] == nil {
		r.differ(portfolioPath, "the record "+r.place, "no such record")
		return
	}
	for _, name := range entryTitles {
		r.value(name, project.records[id], "title")
	}
	for _, name := range entryDates {
		r.value(name, project.records[id], "date")
	}
	if decision, ok := r.fields["decision"].(string); ok && register == "gates" && gateDecision(decision) {
		r.value("decision", project.gates[id], "decision")
	}
}

// gateDecision tells of a written decision that the data has the same word for it.
func gateDecision(s string) bool {
	switch s {
	case "go", "conditional go", "hold", "recycle", "kill":
		return true
	}
	return false
}

// project compares a project.toml with the project's page and data.
func (r *record) project(slug string) {
	data := r.checker.cache.portfolio(r.checker.site)
	if data.err != "" || data.projects[slug] == nil {
		r.differ(portfolioPath, "the project "+slug, first(data.err, "no such project"))
	} else {
		for _, name := range []string{"title", "domain", "basis", "role", "status", "start", "finish", "planned_finish"} {
			r.value(name, data.projects[slug].values, name)
		}
	}
	path := "projects/" + slug + "/index.html"
	p := readPage(r.checker.site, path)
	if p == nil {
		r.differ(path, "the page of "+r.place, noFile)
		return
	}
	for _, name := range projectTexts {
		r.fieldText(path, p, name)
	}
	if all := r.checker.cache.sharedPage(r.checker.site, projectsPath); all != nil {
		r.fieldText(projectsPath, all, "summary")
	}
}

func (r *record) owner() {
	data := r.checker.cache.portfolio(r.checker.site)
	if data.err != "" {
		r.differ(portfolioPath, "the owner of the site", data.err)
		return
	}
	for _, name := range []string{"name", "headline", "target_role"} {
		r.value(name, data.owner, name)
	}
}

// value compares a field with a value of data/portfolio.json, which leaves empty ones out.
func (r *record) value(name string, data map[string]any, key string) {
	sealed, ok := r.fields[name].(string)
	if !ok {
		return
	}
	if got, _ := data[key].(string); normal(got) != normal(sealed) {
		r.differ(portfolioPath, clip(name+" of "+r.place+": "+sealed), clip(first(got, "nothing")))
	}
}

func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// lower is a text with its ASCII letters small, as ids are in addresses.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}
