package site

import (
	"github.com/gatefold/gatefold/content"
)

// account is what a record is, in the words of a list, a thread or an answer's evidence.
type account struct {
	word string // "Risk", "Gate"
	icon Icon
	tone string
	date content.Date
	text string // what it says, in a sentence or two
	// end is how it came out: a gate's decision, a change's status.
	end string
}

// describe is the one place that knows which field of a kind speaks for it.
func describe(r content.Record) account {
	m := r.Common()
	a := account{word: sentence(m.Kind), date: m.Date}
	switch v := r.(type) {
	case content.RAIDRecord:
		return describeRAID(v)
	case content.Decision:
		a.icon, a.text, a.end = "decision", first(v.Rationale, v.Decision, v.Context), v.Status
	case content.Change:
		a.icon, a.text, a.end = "change", first(v.Reason, v.Description, v.ImpactScope), v.Status
		if !v.DecisionDate.IsZero() {
			a.date = v.DecisionDate
		}
	case content.Gate:
		a.icon, a.tone = gateIcon(v.Decision)
		a.text, a.end = v.Rationale, v.Decision
	case content.Incident:
		a.icon, a.tone, a.text, a.end = "incident", "bad", v.Summary, v.DeploymentOutcome
	case content.Status:
		a.word, a.icon, a.text, a.end = "Status report", "artifact", first(v.PathToGreen, firstSentences(v.Body, 1)), v.Overall
	case content.Escalation:
		a.word, a.icon, a.text, a.end = "Escalation", "escalation", first(v.Ask, v.Issue), first(v.Outcome, v.Response)
	case content.Lesson:
		a.word, a.icon, a.text, a.end = "Lesson", "lesson", first(v.Recommendation, v.RootCause), v.Status
	case content.Outcome:
		a.word, a.icon, a.text, a.end = "Outcome", "yes", v.Measure, v.Status
		if v.Status == "missed" || v.Status == "disbenefit" {
			a.icon, a.tone = "no", "bad"
		}
	case content.SLAEvent:
		a.word, a.icon, a.text, a.end = "Service level", "sla", v.Resolution, v.VendorPosition
	case content.Milestone:
		a.word, a.icon, a.end = "Milestone", "go", v.Status
	case content.Question:
		a.word, a.icon, a.text = "Question asked", "open", first(v.WhatChanged, v.Answer)
	case content.Meeting:
		a.icon, a.text = "artifact", firstSentences(v.Body, 1)
	case content.Vendor:
		a.word, a.icon, a.text = "Vendor", "open", v.Service
	case content.Stakeholder:
		a.word, a.icon, a.text = "Stakeholder", "open", v.Needs
	case content.Charter:
		a.icon = "artifact"
	}
	return a
}

// titleOf is what a record is called; documents without a title are called by their kind and day.
func titleOf(r content.Record) string {
	m := r.Common()
	if m.Title != "" && m.Title != m.ID {
		return m.Title
	}
	switch v := r.(type) {
	case content.Status:
		return "Status report, " + longDay(v.Date)
	case content.Meeting:
		return "Meeting, " + longDay(v.Date)
	}
	return m.Title
}

// label is what a link to a record says: its id, or for a document that has none its kind and date.
func label(r content.Record) string {
	switch v := r.(type) {
	case content.Charter:
		return "charter"
	case content.Status:
		return "report" + nbsp + day(v.Date)
	case content.Meeting:
		return "meeting" + nbsp + day(v.Date)
	}
	return r.Common().ID
}

func describeRAID(r content.RAIDRecord) account {
	v := r.Row()
	a := account{word: sentence(v.Kind), icon: "open", date: v.DateRaised, end: v.Status}
	a.text = first(v.Description, v.Response, v.Notes)
	if v.Kind == "risk" {
		a.icon = "risk"
	}
	if v.Status == "occurred" || v.Status == "invalidated" {
		a.tone = "bad"
	}
	return a
}

// gateIcon is the drawing of a gate's decision; anything but a plain go is coloured.
func gateIcon(decision string) (Icon, string) {
	switch decision {
	case "go":
		return "go", ""
	case "conditional go":
		return "cond", "warn"
	case "hold":
		return "hold", "warn"
	case "recycle":
		return "recycle", "warn"
	case "kill":
		return "stop", "bad"
	}
	return "open", ""
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// step is a record as a step of a thread.
func (l linker) step(slug string, r content.Record) Step {
	m, a := r.Common(), describe(r)
	s := Step{ISO: a.date.String(), When: shortDay(a.date), Icon: a.icon, Tone: a.tone, Text: l.text(clip(a.text, 260))}
	if a.date.IsZero() {
		s.When = ""
	}
	if i, ok := r.(content.Incident); ok && i.Detected.HasTime {
		s.When = shortDay(i.Detected.Date) + ", " + clock(i.Detected)
	}
	id := Span{Text: m.ID}
	if to, ok := l.ref(content.Ref{Slug: slug, ID: m.ID}); ok {
		id.URL = to
	}
	s.Title = append(Text{{Text: a.word + " "}, id, {Text: ": "}}, l.text(titleOf(r))...)
	switch r.(type) {
	case content.Gate, content.Change:
		s.Word = a.end
		s.Title = append(s.Title, Span{Text: ", " + a.end})
	}
	s.Seal = l.sealOf(slug, m)
	return s
}

// hardest is the record of the project's hardest moment: the learner's choice, else the first
// incident, escalation, gate that did not say go, or risk that happened.
func (p *project) hardest() content.Record {
	if id := p.Meta.Case.Hardest; id != "" {
		if t, ok := p.plan.portfolio.Links.Target(content.Ref{Slug: p.Slug, ID: id}); ok && t.Record != nil && !t.Record.Common().Withhold {
			return t.Record
		}
	}
	if v := content.Of[content.Incident](p.Project); len(v) > 0 {
		return v[0]
	}
	if v := content.Of[content.Escalation](p.Project); len(v) > 0 {
		return v[0]
	}
	for _, g := range content.Of[content.Gate](p.Project) {
		if g.Decision != "go" {
			return g
		}
	}
	for _, r := range content.Of[content.Risk](p.Project) {
		if r.Status == "occurred" {
			return r
		}
	}
	return nil
}

// threadLimit keeps a composed thread readable in one go; ownLimit is only a bound on what an author
// may list.
const (
	threadLimit = 10
	ownLimit    = 40
)

// thread are the records that tell the hardest moment, in the learner's order, else the moment's
// record and what it is linked with, by date.
func (p *project) thread() []content.Record {
	links := p.plan.portfolio.Links
	limit := threadLimit
	if len(p.Meta.Case.Thread) > 0 {
		limit = ownLimit
	}
	var out []content.Record
	add := func(ref content.Ref) {
		if t, ok := links.Target(ref); ok && t.Record != nil && p.plan.shows(ref) && ref.Slug == p.Slug && len(out) < limit {
			out = append(out, t.Record)
		}
	}
	if ids := p.Meta.Case.Thread; len(ids) > 0 {
		for _, id := range ids {
			add(content.Ref{Slug: p.Slug, ID: id})
		}
		return out
	}
	h := p.hardest()
	if h == nil {
		return nil
	}
	ref := content.Ref{Slug: p.Slug, ID: h.Common().ID}
	add(ref)
	seen := map[content.Ref]bool{ref: true}
	for _, r := range append(append([]content.Ref{}, links.From(ref)...), links.To(ref)...) {
		if t, ok := links.Target(r); ok && t.Record != nil && tells(t.Record) && !seen[r] {
			seen[r] = true
			add(r)
		}
	}
	sortByAccount(out)
	if len(out) < 3 {
		return nil
	}
	return out
}

// tells leaves out of a composed thread what only mentions the moment: weekly reports, meetings.
func tells(r content.Record) bool {
	switch r.(type) {
	case content.Status, content.Meeting, content.Stakeholder, content.Vendor, content.WorkItem, content.Milestone:
		return false
	}
	return true
}
