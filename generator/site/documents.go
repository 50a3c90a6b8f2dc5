package site

import (
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// documentView is the page of one document: facts, body, and what names it.
func (p *project) documentView(l linker, b Base, r content.Record, mast Mast, sections ...Section) PageView {
	m := r.Common()
	mast.Facts = l.sealed(mast.Facts, content.Place(p.Slug, m))
	v := PageView{Base: b, Mast: mast}
	for _, s := range sections {
		if len(s.Parts) > 0 {
			v.Sections = append(v.Sections, s)
		}
	}
	if body := l.body(m); body != nil {
		v.Sections = append(v.Sections, Section{ID: "text", Heading: "In words", Parts: []Part{*body}})
	}
	if s, ok := l.around(r, nil); ok {
		v.Sections = append(v.Sections, s)
	}
	return v
}

func charterPages(p *project) []Page {
	return []Page{p.page("charter", func(l linker, b Base) any {
		c := content.Of[content.Charter](p.Project)[0]
		b.Description = clip("Charter of "+p.Meta.Title+", authorised "+longDay(c.DateAuthorised)+".", 160)
		mast := Mast{Heading: first(c.Title, "Charter"), Lead: "What the project was authorised to do, and by whom.", Facts: p.headFacts(l, "charter")}
		mast.Facts = optional(mast.Facts, "Version", l.text(c.Version))
		mast.Facts = optional(mast.Facts, "Authorised", plain(longDay(c.DateAuthorised)))
		mast.Facts = optional(mast.Facts, "Sponsor", l.text(c.Sponsor))
		mast.Facts = append(mast.Facts, l.extra(c.Meta)...)
		return p.documentView(l, b, c, mast, p.charterTerms(l, c), approvals(l, c))
	}, "charter", "Charter", "charter")}
}

func (p *project) charterTerms(l linker, c content.Charter) Section {
	facts := Facts{}
	for _, f := range []struct {
		label string
		items []string
	}{
		{"Objectives", c.Objectives}, {"Success criteria", c.SuccessCriteria}, {"In scope", c.ScopeIn}, {"Out of scope", c.ScopeOut},
		{"Deliverables", c.Deliverables}, {"Assumptions", c.Assumptions}, {"Constraints", c.Constraints}, {"Tolerances", c.Tolerances},
	} {
		if len(f.items) > 0 {
			facts.Items = append(facts.Items, Field{Label: f.label, Items: l.texts(f.items)})
		}
	}
	s := Section{ID: "terms", Heading: "Terms"}
	if len(facts.Items) > 0 {
		s.Parts = []Part{facts}
	}
	return s
}

func (l linker) texts(items []string) []Text {
	var out []Text
	for _, i := range items {
		out = append(out, l.text(i))
	}
	return out
}

func approvals(l linker, c content.Charter) Section {
	s := Section{ID: "approvals", Heading: "Approvals", Notes: []Text{plain("Roles, never names.")}}
	t := Table{Label: "Approvals", Head: []Column{{Text: "Role"}, {Text: "Date"}}}
	for _, a := range c.Approvals {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.text(a.Role)}, {Class: "nb", Text: plain(day(a.Date))}}})
	}
	if len(t.Rows) > 0 {
		s.Parts = []Part{t}
	}
	return s
}

func statusPages(p *project) []Page {
	reports := content.Of[content.Status](p.Project)
	pages := []Page{p.page("status", func(l linker, b Base) any {
		b.Description = clip(count(len(reports), "status report", "status reports")+" of "+p.Meta.Title+".", 160)
		v := PageView{Base: b, Mast: Mast{Heading: "Status reports", Lead: "As reported on the day, never corrected afterwards.", Facts: p.registerFacts(l, "status")}}
		if s := p.statusSection(l, p.figures().ragChartAll); len(s.Parts) > 0 {
			v.Sections = append(v.Sections, s)
		}
		v.Sections = append(v.Sections, Section{ID: "reports", Heading: "Reports", Wide: true, Parts: []Part{p.statusTable(l, reports)}})
		return v
	}, "status", "Status reports", "status")}
	for i, r := range reports {
		crumb := day(r.Date)
		pages = append(pages, p.page("report", func(l linker, b Base) any { return p.statusView(l, b, reports, i) },
			"status", crumb, "status", strings.TrimPrefix(anchorOf(r.Meta.ID), "status-")))
	}
	return pages
}

func (p *project) statusTable(l linker, reports []content.Status) Table {
	t := Table{Label: "Status reports", Head: []Column{{Text: "Report of"}, {Text: "Overall"}, {Text: "Schedule"}, {Text: "Cost"}, {Text: "Risk"}, {Text: "Done", Class: "n"}, {Text: "Path to green"}}}
	for _, r := range reports {
		to, _ := l.ref(content.Ref{Slug: p.Slug, ID: r.Meta.ID})
		row := Row{Cells: []Cell{{Header: true, Class: "nb", Text: Text{{day(r.Date), to}}}}}
		for _, c := range []struct{ label, word string }{{"Overall", r.Overall}, {"Schedule", r.Schedule}, {"Cost", r.Cost}, {"Risk", r.Risk}} {
			row.Cells = append(row.Cells, Cell{Class: "nb h", Label: c.label, Status: status(c.word), Text: unlessStatus(c.word)})
		}
		row.Cells = append(row.Cells, percentCell(r.PercentComplete), Cell{Class: "s", Text: l.text(clip(r.PathToGreen, 120))})
		t.Rows = append(t.Rows, row)
	}
	return t
}

func unlessStatus(word string) Text {
	if status(word) != nil {
		return nil
	}
	return plain(sentence(word))
}

func percentCell(n content.Number) Cell {
	c := Cell{Class: "n h", Label: "Done"}
	if n.Set {
		c.Text = plain(number(n.Value, 0) + nbsp + "%")
	}
	return c
}

func (p *project) statusView(l linker, b Base, reports []content.Status, i int) PageView {
	r := reports[i]
	b.Description = clip("Status report of "+p.Meta.Title+", "+longDay(r.Date)+": overall "+r.Overall+".", 160)
	b.Crumbs[len(b.Crumbs)-1] = Link{"Status", l.to(projectPath(p.Slug, "status"))}
	b.Crumbs = append(b.Crumbs, Link{Text: day(r.Date)})
	mast := Mast{Heading: "Status report, " + longDay(r.Date), Facts: []Field{{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))}}}
	if !r.PeriodStart.IsZero() || !r.PeriodEnd.IsZero() {
		mast.Facts = append(mast.Facts, Field{Label: "Period", Value: plain(strings.Trim(day(r.PeriodStart)+" to "+day(r.PeriodEnd), " "))})
	}
	if r.PercentComplete.Set {
		mast.Facts = append(mast.Facts, Field{Label: "Complete", Value: plain(number(r.PercentComplete.Value, 1) + nbsp + "%")})
	}
	mast.Facts = append(mast.Facts, l.extra(r.Meta)...)
	health := Section{ID: "health", Heading: "Health", Notes: []Text{plain(p.plan.thresholdWords())}}
	t := Table{Label: "Health"}
	row := Row{}
	for _, c := range []struct{ label, word string }{{"Overall", r.Overall}, {"Schedule", r.Schedule}, {"Cost", r.Cost}, {"Scope", r.Scope},
		{"Risk", r.Risk}, {"Resources", r.Resources}, {"Quality", r.Quality}} {
		if c.word != "" {
			t.Head = append(t.Head, Column{Text: c.label})
			row.Cells = append(row.Cells, Cell{Class: "nb h", Label: c.label, Status: status(c.word), Text: unlessStatus(c.word)})
		}
	}
	if len(t.Head) > 0 {
		t.Rows = []Row{row}
		health.Parts = append(health.Parts, t)
	}
	asks := Facts{}
	if r.PathToGreen != "" {
		asks.Items = append(asks.Items, Field{Label: "Path to green", Value: l.text(r.PathToGreen)})
	}
	if len(r.Asks) > 0 {
		asks.Items = append(asks.Items, Field{Label: "Asks", Items: l.texts(r.Asks)})
	}
	if len(asks.Items) > 0 {
		health.Parts = append(health.Parts, asks)
	}
	v := p.documentView(l, b, r, mast, health)
	var near []Field
	if i > 0 {
		near = append(near, p.reportLink(l, "Before", reports[i-1]))
	}
	if i+1 < len(reports) {
		near = append(near, p.reportLink(l, "After", reports[i+1]))
	}
	if len(near) > 0 {
		v.Sections = append(v.Sections, Section{ID: "next", Heading: "Other reports", Parts: []Part{Facts{near}}})
	}
	return v
}

func (p *project) reportLink(l linker, label string, r content.Status) Field {
	to, _ := l.ref(content.Ref{Slug: p.Slug, ID: r.Meta.ID})
	return Field{Label: label, Value: Text{{day(r.Date), to}, {Text: ", overall " + r.Overall}}}
}

func incidentPages(p *project) []Page {
	all := content.Of[content.Incident](p.Project)
	pages := tablePages(p, "incidents", "Incidents", "What went wrong, when it was seen, what was done, and why it got through.", func(l linker) Table {
		t := Table{Label: "Incidents", Head: []Column{{Text: "ID"}, {Text: "Detected"}, {Text: "Incident"}, {Text: "Severity"}, {Text: "Time to restore", Class: "n"}, {Text: "Deployment"}}}
		for _, i := range all {
			row := l.row(i, Cell{Class: "nb h", Text: plain(moment(i.Detected))}, Cell{Icon: "incident", Tone: "bad", Text: l.text(i.Title), Small: l.text(clip(i.Summary, 220))},
				Cell{Class: "h", Text: plain(i.Severity)}, Cell{Class: "n h", Label: "Restored after", Text: minutesText(metrics.IncidentTimesOf(i).Restore)}, Cell{Class: "h", Text: plain(sentence(i.DeploymentOutcome))})
			t.Rows = append(t.Rows, elsewhere(row, l, p.Slug, i))
		}
		return t
	})
	for _, i := range all {
		pages = append(pages, p.page("incident", func(l linker, b Base) any { return p.incidentView(l, b, i) }, "incidents", i.ID, "incidents", anchorOf(i.ID)))
	}
	return pages
}

func (p *project) incidentView(l linker, b Base, i content.Incident) PageView {
	b.Description = clip("Incident "+i.ID+" of "+p.Meta.Title+": "+i.Title+".", 160)
	b.Crumbs[len(b.Crumbs)-1] = Link{"Incidents", l.to(projectPath(p.Slug, "incidents"))}
	b.Crumbs = append(b.Crumbs, Link{Text: i.ID})
	mast := Mast{Heading: i.ID + ": " + lower(i.Title), Lead: firstSentences(i.Summary, 1), Facts: []Field{{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))}}}
	add := func(label, value string) { mast.Facts = optional(mast.Facts, label, l.text(value)) }
	add("Severity", i.Severity)
	add("Kind", sentence(i.Kind))
	add("Deployment", sentence(i.DeploymentOutcome))
	add("Change", i.Change)
	add("Affected", i.UsersAffected)
	mast.Facts = append(mast.Facts, l.extra(i.Meta)...)
	return p.documentView(l, b, i, mast, incidentTimes(i), incidentSummary(l, i), incidentTimeline(l, i), incidentCauses(l, i), incidentActions(l, i))
}

func incidentTimes(i content.Incident) Section {
	var big Big
	times := metrics.IncidentTimesOf(i)
	for _, n := range []struct {
		took     metrics.Value
		from, to content.Moment
		words    string
	}{
		{times.Declare, i.Detected, i.Declared, "from detection to declaration"}, {times.Mitigate, i.Detected, i.Mitigated, "from detection to mitigation"},
		{times.Restore, i.Detected, i.Restored, "from detection to restored service"}, {times.Detect, i.Started, i.Detected, "from start to detection"},
	} {
		if n.took.Set && len(big.Numbers) < 3 {
			big.Numbers = append(big.Numbers, BigNumber{Value: minutes(n.took.V), Words: n.words + ", " + clock(n.from) + " to " + clock(n.to)})
		}
	}
	s := Section{ID: "times", Heading: "Times", Notes: []Text{plain("Local time.")}}
	if len(big.Numbers) > 0 {
		s.Parts = []Part{big}
	}
	return s
}

func incidentSummary(l linker, i content.Incident) Section {
	s := Section{ID: "summary", Heading: "Summary"}
	if i.Summary != "" {
		s.Parts = []Part{Voice{l.text(i.Summary)}}
	}
	return s
}

func incidentTimeline(l linker, i content.Incident) Section {
	s := Section{ID: "timeline", Heading: "Timeline", Notes: []Text{plain("Facts as logged.")}}
	t := Thread{Short: true}
	previous := content.Date{}
	for _, e := range i.Timeline {
		when := clock(e.Time)
		if e.Time.HasTime && e.Time.Date != previous {
			when = shortDay(e.Time.Date) + ", " + when
		}
		previous = e.Time.Date
		t.Steps = append(t.Steps, Step{When: when, ISO: strings.Replace(e.Time.String(), " ", "T", 1), Icon: "open", Title: l.text(e.Event)})
	}
	if len(t.Steps) > 0 {
		s.Parts = []Part{t}
	}
	return s
}

func incidentCauses(l linker, i content.Incident) Section {
	s := Section{ID: "causes", Heading: "Causes"}
	var f []Field
	f = optional(f, "Root cause", l.text(i.RootCause))
	f = optional(f, "Why it escaped", l.text(i.WhyItEscaped))
	if len(f) > 0 {
		s.Parts = []Part{Lines{Class: "star", Items: f}}
	}
	return s
}

func incidentActions(l linker, i content.Incident) Section {
	s := Section{ID: "actions", Heading: "Actions", Notes: []Text{plain("So that it does not happen again, or is seen sooner.")}}
	t := Table{Label: "Actions", Head: []Column{{Text: "Action"}, {Text: "Type"}, {Text: "Owner"}, {Text: "Due"}, {Text: "Status"}}}
	for _, a := range i.Actions {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.text(a.Title)}, {Class: "h", Text: plain(sentence(a.Type))}, {Class: "h", Text: l.text(a.Owner)},
			{Class: "h nb", Label: "Due", Text: plain(day(a.Due))}, {Class: "h", Text: l.text(sentence(a.Status))}}})
	}
	if len(t.Rows) > 0 {
		s.Parts = []Part{t}
	}
	return s
}

func meetingPages(p *project) []Page {
	all := content.Of[content.Meeting](p.Project)
	pages := tablePages(p, "meetings", "Meetings", "Who met, what was decided, who does what.", func(l linker) Table {
		t := Table{Label: "Meetings", Head: []Column{{Text: "Date"}, {Text: "Forum"}, {Text: "Decisions"}, {Text: "Actions"}}}
		for _, m := range all {
			to, _ := l.ref(content.Ref{Slug: p.Slug, ID: m.Meta.ID})
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Class: "nb", Text: Text{{day(m.Date), to}}}, {Text: l.text(m.Forum)},
				{Label: "Decisions", Text: l.text(strings.Join(m.Decisions, "; "))}, {Label: "Actions", Text: l.text(strings.Join(m.Actions, "; "))}}})
		}
		return t
	})
	for _, m := range all {
		pages = append(pages, p.page("meeting", func(l linker, b Base) any { return p.meetingView(l, b, m) }, "meetings", day(m.Date),
			"meetings", strings.TrimPrefix(anchorOf(m.Meta.ID), m.Kind+"-")))
	}
	return pages
}

func (p *project) meetingView(l linker, b Base, m content.Meeting) PageView {
	b.Description = clip(first(m.Forum, "Meeting")+" of "+p.Meta.Title+", "+longDay(m.Date)+".", 160)
	b.Crumbs[len(b.Crumbs)-1] = Link{"Meetings", l.to(projectPath(p.Slug, "meetings"))}
	b.Crumbs = append(b.Crumbs, Link{Text: day(m.Date)})
	mast := Mast{Heading: first(m.Forum, "Meeting"), Lead: longDay(m.Date), Facts: append([]Field{{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))}}, l.extra(m.Meta)...)}
	facts := Facts{}
	for _, f := range []struct {
		label string
		items []string
	}{{"Present", m.Attendees}, {"Decisions", m.Decisions}, {"Actions", m.Actions}, {"Questions", m.Questions}} {
		if len(f.items) > 0 {
			facts.Items = append(facts.Items, Field{Label: f.label, Items: l.texts(f.items)})
		}
	}
	s := Section{ID: "minutes", Heading: "Minutes"}
	if len(facts.Items) > 0 {
		s.Parts = []Part{facts}
	}
	return p.documentView(l, b, m, mast, s)
}
