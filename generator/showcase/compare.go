package showcase

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/site"
)

// comparePolicy is that of the page that shows two others in frames.
const comparePolicy = site.Policy + "; frame-src 'self'"

// CompareView is the view of the layout "compare": two frames, each with the list of all members above it.
// Both are links and frames alone, so that no script is needed for a thousand members either.
type CompareView struct {
	View
	Policy string
	Kinds  []site.NavItem
	People []site.Link
	Sides  []Side
}

// Side is one of the two frames: its name as links have it, its words, and the page it opens with.
type Side struct{ Name, Label, Open string }

// compared is one kind of work that can be laid side by side.
type compared struct{ key, name string }

func (k compared) path() string { return "compare/" + k.key + "/index.html" }

func (k compared) pathOf(m Member) string { return "compare/" + k.key + "/" + m.ID + ".html" }

// kinds are projects, answers, and every kind of record that a member has.
func (p *private) kinds() []compared {
	out := []compared{{"projects", "Projects"}, {"answers", "Answers"}}
	order := []compared{
		{"charter", "Charters"}, {"risk", "Risks"}, {"assumption", "Assumptions"}, {"issue", "Issues"}, {"dependency", "Dependencies"}, {"decision", "Decisions"},
		{"change", "Changes"}, {"gate", "Gates"}, {"incident", "Incidents"}, {"status", "Status reports"}, {"milestone", "Milestones"}, {"vendor", "Vendors"},
		{"escalation", "Escalations"}, {"stakeholder", "Stakeholders"}, {"lesson", "Lessons"}, {"outcome", "Outcomes"}, {"question", "Questions asked"}, {"meeting", "Meetings"},
	}
	there := map[string]bool{}
	for _, m := range p.people {
		for _, r := range m.Records {
			there[r.Kind] = true
		}
	}
	return append(out, slices.DeleteFunc(order, func(k compared) bool { return !there[k.key] })...)
}

// compare is the page with two frames.
func (p *private) compare(k compared) CompareView {
	at := k.path()
	v := CompareView{View: p.base(at, "Compare "+strings.ToLower(k.name)), Policy: comparePolicy}
	v.Crumbs = []site.Link{v.Brand, {Text: "Compare"}}
	v.Mast = site.Mast{Heading: k.name + ", side by side", Lead: "The same kind of work of two members, as they have published it."}
	for _, other := range p.kinds() {
		v.Kinds = append(v.Kinds, site.NavItem{Link: site.Link{Text: other.name, URL: site.Relative(at, other.path())}, Current: other == k})
	}
	for _, m := range p.people {
		v.People = append(v.People, site.Link{Text: clean(m.Label, maxLine), URL: site.Relative(at, k.pathOf(m))})
	}
	left, right := p.two(k)
	v.Sides = []Side{{"left", "On the left", v.People[left].URL}, {"right", "On the right", v.People[right].URL}}
	return v
}

// two are the places of the first two members who have something of a kind, else of any others.
func (p *private) two(k compared) (left, right int) {
	var found []int
	for i := 0; i < len(p.people) && len(found) < 2; i++ {
		if p.people[i].has(k) {
			found = append(found, i)
		}
	}
	switch {
	case len(found) == 2:
		return found[0], found[1]
	case len(found) == 1 && found[0] > 0:
		return found[0], 0
	}
	return 0, 1
}

// has tells whether a member has something of a kind.
func (m Member) has(k compared) bool {
	switch k.key {
	case "projects":
		return m.Learner != nil && len(m.Learner.Projects) > 0
	case "answers":
		return m.Learner != nil && len(m.Learner.Answers) > 0
	}
	return slices.ContainsFunc(m.Records, func(r cohort.Record) bool { return r.Kind == k.key })
}

// column is one member's work of a kind, for a frame.
func (p *private) column(k compared, m Member) View {
	v := p.base(k.pathOf(m), clean(m.Label, maxLine)+", "+strings.ToLower(k.name))
	v.Mast = site.Mast{Heading: clean(m.Label, maxLine), Lead: k.name + ". Private."}
	switch k.key {
	case "projects":
		v.Sections = m.projects()
	case "answers":
		v.Sections = m.answers()
	default:
		v.Sections = m.records(k)
	}
	if len(v.Sections) == 0 {
		v.Sections = []site.Section{{ID: "none", Heading: "Nothing", Quiet: true, Wide: true, Parts: []site.Part{site.Note{Text: plain("Nothing of this kind is published, or agreed to be shown.")}}}}
	}
	return v
}

func (m Member) projects() []site.Section {
	if m.Learner == nil || len(m.Learner.Projects) == 0 {
		return nil
	}
	work := Work{}
	for _, project := range tidy(*m.Learner, false).Projects {
		work.Items = append(work.Items, job(project))
	}
	return []site.Section{{ID: "projects", Heading: "Projects", Wide: true, Parts: []site.Part{work}}}
}

func (m Member) answers() []site.Section {
	if m.Learner == nil || len(m.Learner.Answers) == 0 {
		return nil
	}
	l := tidy(*m.Learner, false)
	a := Answers{}
	for _, answer := range l.Answers {
		item := answerOf(person{Learner: l}, answer)
		item.By, item.Role = site.Link{Text: answer.Words}, ""
		a.Items = append(a.Items, item)
	}
	return []site.Section{{ID: "answers", Heading: "Answers", Wide: true, Parts: []site.Part{a}}}
}

// records are those of one kind, a table for each project.
func (m Member) records(k compared) []site.Section {
	var out []site.Section
	var projects []string
	byProject := map[string][]cohort.Record{}
	for _, r := range m.Records {
		if r.Kind != k.key {
			continue
		}
		if byProject[r.Project] == nil {
			projects = append(projects, r.Project)
		}
		byProject[r.Project] = append(byProject[r.Project], r)
	}
	for i, project := range projects {
		t := site.Table{Label: k.name, Head: []site.Column{{Text: "Record"}, {Text: "Title"}, {Text: "Date"}}}
		says := slices.ContainsFunc(byProject[project], func(r cohort.Record) bool { return r.Says != "" })
		if says {
			t.Head = slices.Insert(t.Head, 2, site.Column{Text: "Says"})
		}
		for _, r := range byProject[project] {
			cells := []site.Cell{
				{Header: true, Class: "nb", Text: site.Text{{Text: clean(r.ID, maxName), URL: address(r.URL)}}},
				{Text: plain(clean(r.Title, maxLine)), Details: len(r.Fields) > 0}, {Class: "nb", Text: plain(day(r.Date))},
			}
			if says {
				cells = slices.Insert(cells, 2, site.Cell{Text: plain(clean(r.Says, maxName))})
			}
			row := site.Row{Cells: cells}
			for _, f := range r.Fields {
				row.More = append(row.More, site.Field{Label: clean(f.Name, maxName), Value: plain(clean(f.Value, maxLine))})
			}
			t.Rows = append(t.Rows, row)
		}
		t.Total = count(len(t.Rows), "record", "records") + "."
		out = append(out, site.Section{ID: "p" + number(i+1), Heading: first(clean(project, maxLine), "A project"), Wide: true, Parts: []site.Part{t}})
	}
	return out
}
