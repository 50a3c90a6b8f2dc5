package site

import (
	"strings"

	"github.com/gatefold/gatefold/content"
)

const interviewPath = "interview/index.html"

// question is one question of the interview page: its anchor (also the value of `question` in
// answers/*.md), its words, and how an answer is put together from the records when the learner has
// written none. compose returns ok false when no record is evidence for it: then it is left out.
type question struct {
	id, words string
	compose   func(pl *plan, l linker) (story, bool)
}

// story is an answer: one breath, then situation to lesson, then the records it stands on.
type story struct {
	project  *project // the one it is about; nil when it is about all
	lead     string
	star     star
	evidence []content.Ref
	before   []Part       // between the one breath and the story: a table, a chart
	written  bool         // by the learner
	slug     string       // of the project that its words name records of
	place    string       // under which a written answer is sealed
	more     content.Meta // what it says beyond all that
}

type star struct{ situation, task, action, result, lesson string }

// questions are the hiring manager's, in the order in which they are asked.
func questions() []question {
	return []question{
		{"infrastructure-projects", "Which infrastructure projects have you run?", composeProjects},
		{"failed-deployment", "Tell me about a deployment that failed", composeFailure},
		{"vendor-sla-dispute", "A vendor disputes a service level. What do you do?", composeDispute},
		{"phase-gate-documentation", "Show me your phase gate papers", composeGates},
	}
}

// answered is a question with its answer.
type answered struct {
	question
	story
}

// answers are the questions that have evidence, each with the learner's answer or a composed one.
func (pl *plan) answers(l linker) []answered {
	var out []answered
	for _, q := range questions() {
		s, composed := q.compose(pl, l)
		own, written := pl.written(q.id)
		switch {
		case written && composed:
			own.before, own.project = s.before, s.project
			own.lead = first(own.lead, s.lead)
			if len(own.evidence) == 0 {
				own.evidence = s.evidence
			}
			s = own
		case written && len(own.evidence) > 0:
			s = own
		case !composed:
			continue
		}
		out = append(out, answered{q, s})
	}
	return out
}

// written is the learner's own answer to a question.
func (pl *plan) written(id string) (story, bool) {
	for _, a := range pl.portfolio.Answers {
		if a.Question != id {
			continue
		}
		s := story{written: true, place: answerPlace(a), star: star{a.Situation, a.Task, a.Action, a.Result, a.Lesson}, lead: firstSentences(a.Body, 3)}
		s.more = afterLead(a.Meta, s.lead)
		for _, m := range a.Evidence {
			if _, ok := pl.places[m.Ref]; ok {
				s.evidence = append(s.evidence, m.Ref)
			}
		}
		if len(s.evidence) > 0 {
			s.slug = s.evidence[0].Slug
		}
		return s, true
	}
	return story{}, false
}

// afterLead is the body of an answer without the paragraph that is its one breath; all of it where that
// took a part only.
func afterLead(m content.Meta, lead string) content.Meta {
	if before, rest, _ := strings.Cut(m.Body, "\n\n"); oneLine(before) == lead {
		m.Body = rest
		m.BodyLine += strings.Count(before, "\n") + 2
	}
	return m
}

// interviewPage answers the hiring manager's questions, each on records that can be opened.
func (pl *plan) interviewPage() Page {
	return Page{Path: interviewPath, Layout: "interview", View: func() any {
		l, b := pl.linker(interviewPath, ""), pl.base(interviewPath, "interview").titled("Questions you may ask")
		b.Crumbs = []Link{b.Brand, {Text: "Questions"}}
		all := pl.answers(l)
		b.Description = clip("Interview questions to "+pl.portfolio.Config.Owner.Name+", each with its answer and the records it stands on.", 160)
		v := PageView{Base: b, Mast: Mast{Heading: "Questions you may ask", Lead: "Each answer in one breath, then the story, then the records it stands on."}}
		jump := Field{Label: "Jump to"}
		for i, a := range all {
			jump.Items = append(jump.Items, Text{{a.words, "#" + a.id}})
			v.Sections = append(v.Sections, pl.answerSection(l, a, i+1, len(all)))
		}
		v.Mast.Facts = []Field{jump}
		return v
	}}
}

func (pl *plan) answerSection(l linker, a answered, n, of int) Section {
	l.slug = a.slug
	s := Section{ID: a.id, Quiet: true, Notes: []Text{plain(number(float64(n), 0) + " of " + number(float64(of), 0))}}
	if a.project != nil {
		m := a.project.Meta
		s.Notes = append(s.Notes, append(Text{{m.Title, l.to(projectPath(a.project.Slug))}}, Span{Text: ", " + span(m.Start, m.Finish)}), plain(BasisLabel(m.Basis)+"."))
	} else {
		s.Notes = append(s.Notes, plain(pl.basisWords()))
	}
	s.Parts = append(s.Parts, Question{ID: a.id, Text: a.words, Lead: l.text(a.lead), Composed: !a.written})
	s.Parts = append(s.Parts, a.before...)
	lines := Lines{Class: "star"}
	for _, f := range []struct{ label, text string }{{"Situation", a.star.situation}, {"Task", a.star.task}, {"Action", a.star.action}, {"Result", a.star.result}, {"Lesson", a.star.lesson}} {
		lines.Items = optional(lines.Items, f.label, l.text(f.text))
	}
	if len(lines.Items) > 0 {
		s.Parts = append(s.Parts, lines)
	}
	if more := l.body(a.more); more != nil {
		s.Parts = append(s.Parts, *more)
	}
	if a.place != "" {
		if status := l.seal(a.place); status != nil {
			s.Parts = append(s.Parts, status.note("This answer"))
		}
	}
	if t := pl.evidenceTable(l, a.evidence); len(t.Rows) > 0 {
		s.Parts = append(s.Parts, t)
	}
	return s
}

// basisWords says of all projects what they were.
func (pl *plan) basisWords() string {
	var labels []string
	seen := map[string]bool{}
	for _, p := range pl.projects {
		if b := BasisLabel(p.Meta.Basis); !seen[b] {
			seen[b] = true
			labels = append(labels, b)
		}
	}
	if len(labels) == 1 && len(pl.projects) > 1 {
		return "All " + lower(numbered(len(pl.projects))) + ": " + lower(labels[0]) + "."
	}
	return list(labels) + "."
}

// evidenceLimit keeps the evidence below an answer readable.
const evidenceLimit = 14

// evidenceTable are the rows an answer stands on, each a deep link.
func (pl *plan) evidenceTable(l linker, refs []content.Ref) Table {
	t := Table{Label: "Evidence", Head: []Column{{Text: "Evidence"}, {Text: "What it shows"}, {Text: "Says"}}}
	seen := map[content.Ref]bool{}
	for _, ref := range refs {
		to, ok := l.ref(ref)
		target, known := pl.portfolio.Links.Target(ref)
		if !ok || !known || seen[ref] || len(t.Rows) == evidenceLimit {
			continue
		}
		seen[ref] = true
		inner := l
		inner.slug = ref.Slug
		if target.Artifact != nil {
			a := target.Artifact
			says := seenBelow(day(a.Date), l.seal(content.ArtifactPlace(ref.Slug, a.File)))
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Icon: "artifact", Class: "nb", Text: Text{{first(a.Title, a.File), to}}}, {Text: inner.text(first(a.Description, a.File))}, says}})
			continue
		}
		a, words := describe(target.Record), titleOf(target.Record)
		if a.end != "" && a.word != "Service level" {
			words += ": " + lower(a.end)
		}
		says := seenBelow(day(a.date), l.sealOf(ref.Slug, target.Record.Common()))
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Icon: a.icon, Tone: a.tone, Class: "nb", Text: Text{{evidenceName(a, target.Record), to}}, Small: pl.fromElsewhere(l.slug, ref.Slug)}, {Text: inner.text(clip(words, 160))}, says}})
	}
	return t
}

// seenBelow is the day that a record claims, and below it since when others have seen it.
func seenBelow(says string, s *Seal) Cell {
	c := Cell{Class: "s nb", Text: plain(says)}
	if s != nil {
		c.Small = plain(s.Short)
		if s.Quiet { // words, which may take more than one line
			c.Class = "s"
		}
	}
	return c
}

// fromElsewhere names the project of a record that an answer about another project stands on.
func (pl *plan) fromElsewhere(slug, of string) Text {
	for _, p := range pl.projects {
		if p.Slug == of && of != slug {
			return plain(p.Meta.Title)
		}
	}
	return nil
}

// evidenceName is "Gate G3", or "Status report of 18 Apr 2025" for a document without an id.
func evidenceName(a account, r content.Record) string {
	if name := label(r); name != r.Common().ID || strings.EqualFold(name, a.word) {
		return sentence(name)
	}
	return a.word + " " + r.Common().ID
}

// questionSection is the front page's list of questions.
func (pl *plan) questionSection(l linker) Section {
	all := pl.answers(l)
	s := Section{ID: "questions", Heading: numbered(len(all)) + map[bool]string{true: " question", false: " questions"}[len(all) == 1] + " you may ask", Notes: []Text{plain("Each answer stands on records you can open.")}}
	index := Index{}
	for _, a := range all {
		words := count(len(pl.projects), "project", "projects")
		if a.project != nil {
			words = a.project.Meta.Title
		}
		if n := len(a.evidence); n > 0 {
			words += ", " + count(n, "record", "records") + " as evidence"
		}
		index.Items = append(index.Items, IndexItem{Link{a.words, l.to(interviewPath + "#" + a.id)}, words})
	}
	if len(index.Items) > 0 {
		s.Parts = []Part{index}
	}
	return s
}

// joined is two sentences as one text.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if !strings.HasSuffix(p, ".") && !strings.HasSuffix(p, "!") && !strings.HasSuffix(p, "?") {
			p += "."
		}
		out = append(out, sentence(p))
	}
	return strings.Join(out, " ")
}
