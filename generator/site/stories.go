package site

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// composeProjects answers with a table of all projects: size, dates and money, planned and actual.
func composeProjects(pl *plan, l linker) (story, bool) {
	if len(pl.projects) == 0 {
		return story{}, false
	}
	t := Table{Label: "Projects", Head: []Column{{Text: "Project"}, {Text: "Size"}, {Text: "Planned finish"}, {Text: "Finish"},
		{Text: "First budget", Class: "n"}, {Text: "Spent", Class: "n"}, {Text: "Hardest moment"}}}
	var titles []string
	for _, p := range pl.byStart() {
		m, k := p.Meta, p.figures().cost
		worst := m.Case.HardestTitle
		if h := p.hardest(); h != nil && worst == "" {
			worst = h.Common().Title
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Header: true, Text: Text{{m.Title, l.to(projectPath(p.Slug))}}, Small: plain(BasisLabel(m.Basis))}, {Text: plain(first(m.Case.Size, p.scopeWords()))},
			{Class: "nb h", Label: "Planned", Text: plain(day(m.PlannedFinish))}, {Class: "nb h", Label: "Finish", Text: plain(day(m.Finish))},
			moneyCell(k.First, m.Money.Currency, "First budget"), moneyCell(k.Spent, m.Money.Currency, "Spent"), {Text: plain(worst)},
		}})
		titles = append(titles, m.Title)
	}
	s := story{before: []Part{t}, lead: numbered(len(titles)) + ": " + list(titles) + "."}
	if len(titles) > 5 {
		s.lead = numbered(len(titles)) + " projects."
	}
	if len(titles) == 1 {
		s.lead = titles[0] + "."
	}
	for _, p := range pl.byStart() {
		for _, c := range content.Of[content.Charter](p.Project) {
			s.evidence = append(s.evidence, content.Ref{Slug: p.Slug, ID: c.Meta.ID})
		}
		if o := p.measured(); len(o) > 0 {
			s.evidence = append(s.evidence, content.Ref{Slug: p.Slug, ID: o[0].ID})
		}
		for _, g := range content.Of[content.Gate](p.Project) {
			if len(s.evidence) == 0 {
				s.evidence = append(s.evidence, content.Ref{Slug: p.Slug, ID: g.ID})
			}
		}
	}
	return s, len(s.evidence) > 0
}

func moneyCell(n content.Number, currency, label string) Cell {
	c := Cell{Class: "n h", Label: label}
	if n.Set {
		c.Text = plain(money(n.Value, currency))
	}
	return c
}

// composeFailure tells the incident that was a failed deployment: from the charter and the incident
// what it was, from the role what was owed, from decisions, escalations and changes what was done.
func composeFailure(pl *plan, l linker) (story, bool) {
	for _, p := range pl.byStart() {
		for _, i := range content.Of[content.Incident](p.Project) {
			if !deploymentFailed(i) {
				continue
			}
			s := story{project: p, slug: p.Slug, lead: firstSentences(i.Summary, 2)}
			linked := p.linked(i.ID)
			s.star = star{
				situation: joined(p.situation(), i.Summary),
				task:      p.task(),
				action:    actions(linked),
				result:    joined(restoredWords(i), p.resultSentence()),
				lesson:    lessonOf(linked, first(i.WhyItEscaped, p.lessonSentence())),
			}
			s.evidence = append([]content.Ref{{Slug: p.Slug, ID: i.ID}}, refsOf(p, linked)...)
			return s, true
		}
	}
	return story{}, false
}

func deploymentFailed(i content.Incident) bool {
	switch i.DeploymentOutcome {
	case "failed", "backed out", "partially backed out", "abandoned":
		return true
	}
	return i.Kind == "failed deployment"
}

func restoredWords(i content.Incident) string {
	if t := metrics.IncidentTimesOf(i); t.Restore.Set {
		return "Service was restored " + minutes(t.Restore.V) + " after detection"
	}
	return ""
}

// task is what the learner was there for.
func (p *project) task() string {
	return joined(strings.TrimSuffix(p.Meta.Role+" at "+p.Meta.Organisation, " at "), p.Meta.MyPart)
}

// linked are the records that name the one with this id or are named by it, told in date order.
func (p *project) linked(id string) []content.Record {
	ref := content.Ref{Slug: p.Slug, ID: id}
	links := p.plan.portfolio.Links
	var out []content.Record
	seen := map[content.Ref]bool{ref: true}
	for _, r := range append(slices.Clone(links.From(ref)), links.To(ref)...) {
		t, ok := links.Target(r)
		if ok && !seen[r] && r.Slug == p.Slug && t.Record != nil && p.plan.shows(r) && tells(t.Record) {
			seen[r] = true
			out = append(out, t.Record)
		}
	}
	sortByAccount(out)
	return out
}

// actions says what was decided, asked and changed, each by its record.
func actions(records []content.Record) string {
	var out []string
	for _, r := range records {
		m, a := r.Common(), describe(r)
		switch r.(type) {
		case content.Decision, content.Escalation, content.Change, content.Gate:
			words := a.word + " " + m.ID + ": " + lower(m.Title)
			if a.date != (content.Date{}) {
				words = longDay(a.date) + ", " + lower(words)
			}
			out = append(out, words)
		}
	}
	if len(out) > 6 {
		out = out[:6]
	}
	return joined(out...)
}

func lessonOf(records []content.Record, otherwise string) string {
	for _, r := range records {
		if v, ok := r.(content.Lesson); ok {
			return joined(first(v.Recommendation, v.WhatHappened), "Lesson "+v.ID)
		}
	}
	return joined(otherwise)
}

func refsOf(p *project, records []content.Record) []content.Ref {
	var out []content.Ref
	for _, r := range records {
		out = append(out, content.Ref{Slug: p.Slug, ID: r.Common().ID})
	}
	return out
}

// composeDispute tells the service level on which project and vendor disagreed most.
func composeDispute(pl *plan, l linker) (story, bool) {
	var best *project
	most := 0
	for _, p := range pl.byStart() {
		n := 0
		for _, e := range p.figures().sla.Events {
			if e.Counted && (!e.Met || e.VendorPosition != "") {
				n++
			}
		}
		if n > most {
			best, most = p, n
		}
	}
	if best == nil {
		return story{}, false
	}
	f := best.figures()
	s := story{project: best, slug: best.Slug, lead: slaWords(disputed(f.sla)), before: []Part{best.figure(l, f.disputeChart(), "sla")}}
	records := best.disputeRecords()
	s.star = star{
		situation: joined(best.situation(), slaWords(f.sla)),
		task:      best.task(),
		action:    actions(records),
		result:    joined(creditWords(best, f.sla), best.resultSentence()),
		lesson:    lessonOf(records, best.lessonSentence()),
	}
	for _, e := range f.sla.Events {
		if e.Counted && !e.Met {
			s.evidence = append(s.evidence, content.Ref{Slug: best.Slug, ID: e.ID})
		}
	}
	s.evidence = append(refsOf(best, records), s.evidence...)
	return s, true
}

// disputeGap is how many days may lie between two measurements of one dispute.
const disputeGap = 7

// disputed are the measurements of the dispute: up to the last one that the vendor disputed, and
// those that follow it without a gap. Without a dispute they are all.
func disputed(s metrics.SLA) metrics.SLA {
	var until content.Date
	for _, e := range s.Events {
		if isDisputed(e) && e.Opened.Date.After(until) {
			until = e.Opened.Date
		}
	}
	if until.IsZero() {
		return s
	}
	for _, e := range s.Events {
		if gap := e.Opened.Date.Sub(until); gap > 0 && gap <= disputeGap {
			until = e.Opened.Date
		}
	}
	before, _ := s.Split(until.AddDays(1))
	return before
}

func isDisputed(e metrics.SLAEvent) bool {
	return strings.Contains(strings.ToLower(e.VendorPosition), "disput")
}

// disputeRecords are the escalations and what is linked with them and with the missed measurements.
func (p *project) disputeRecords() []content.Record {
	seen := map[string]bool{}
	var out []content.Record
	add := func(r content.Record) {
		if id := r.Common().ID; !seen[id] {
			seen[id] = true
			out = append(out, r)
		}
	}
	for _, e := range content.Of[content.Escalation](p.Project) {
		add(e)
		for _, r := range p.linked(e.ID) {
			switch r.(type) {
			case content.Decision, content.Change, content.Gate, content.Lesson:
				add(r)
			}
		}
	}
	sortByAccount(out)
	return out
}

func creditWords(p *project, s metrics.SLA) string {
	if s.CreditReceived > 0 {
		return "Credit received: " + money(s.CreditReceived, p.Meta.Money.Currency)
	}
	return ""
}

// composeGates shows every gate decision in order and tells the gate that was hardest.
func composeGates(pl *plan, l linker) (story, bool) {
	t := Table{Label: "All gate decisions", Head: []Column{{Text: "Project"}, {Text: "Decisions in order"}}}
	var hardest content.Gate
	var at *project
	for _, p := range pl.byStart() {
		gates := content.Of[content.Gate](p.Project)
		if len(gates) == 0 {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: Text{{p.Meta.Title, l.to(projectPath(p.Slug, "gates"))}}}, {Gates: p.gateMarks(l, gates)}}})
		for _, g := range gates {
			if h := p.hardest(); h != nil && h.Common().ID == g.ID || at == nil || hardest.Decision == "go" && g.Decision != "go" {
				if at == nil || !isHardest(at, hardest) {
					hardest, at = g, p
				}
			}
		}
	}
	if at == nil {
		return story{}, false
	}
	counts := metrics.GatesOf(pl.portfolio.AsOf, pl.portfolio.Projects...)
	s := story{project: at, slug: at.Slug, before: []Part{t}}
	s.lead = joined(numbered(counts.Total)+map[bool]string{true: " decision: ", false: " decisions: "}[counts.Total == 1]+gateCounts(counts), "The hardest was "+hardest.ID+", "+lower(hardest.Name))
	records := at.linked(hardest.ID)
	s.star = star{
		situation: joined(at.situation(), firstSentences(hardest.Body, 2)),
		task:      at.task(),
		action:    joined(hardest.Rationale, actions(records)),
		result:    joined("Decision of "+longDay(hardest.Date)+": "+hardest.Decision, at.resultSentence()),
		lesson:    lessonOf(records, at.lessonSentence()),
	}
	s.evidence = append([]content.Ref{{Slug: at.Slug, ID: hardest.ID}}, refsOf(at, records)...)
	for _, g := range content.Of[content.Gate](at.Project) {
		s.evidence = append(s.evidence, content.Ref{Slug: at.Slug, ID: g.ID})
	}
	return s, true
}

func isHardest(p *project, g content.Gate) bool {
	h := p.hardest()
	return h != nil && h.Common().ID == g.ID
}

// GateMark is a gate in a row of gates: its drawing, its id, and the decision when it was no plain go.
type GateMark struct {
	Icon Icon
	Tone string
	Link Link
	Word string
}

func (p *project) gateMarks(l linker, gates []content.Gate) []GateMark {
	var out []GateMark
	for _, g := range gates {
		icon, tone := gateIcon(g.Decision)
		m := GateMark{Icon: icon, Tone: tone, Link: Link{Text: g.ID}, Word: g.Decision}
		m.Link.URL, _ = l.ref(content.Ref{Slug: p.Slug, ID: g.ID})
		out = append(out, m)
	}
	return out
}
