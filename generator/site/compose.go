package site

import (
	"strings"

	"github.com/gatefold/gatefold/content"
)

// composedLines are sentences put together from the records, for lines that the learner has not
// written. They say only what a record says.
type composedLines struct{ situation, part, hard, result, learned string }

func (p *project) composed() composedLines {
	m := p.Meta
	c := composedLines{
		situation: p.situation(),
		part:      m.Role + " at " + m.Organisation,
		result:    p.resultSentence(),
		learned:   p.lessonSentence(),
	}
	if m.Organisation == "" {
		c.part = m.Role
	}
	if h := p.hardest(); h != nil {
		c.hard = h.Common().Title
		if text := describe(h).text; text != "" {
			c.hard += ": " + firstSentences(text, 2)
		}
	}
	return c
}

// situation is the summary of the project, else what its charter set out to do.
func (p *project) situation() string {
	if p.Meta.Summary != "" {
		return p.Meta.Summary
	}
	charters := content.Of[content.Charter](p.Project)
	switch {
	case len(charters) == 0:
		return ""
	case len(charters[0].Objectives) > 0:
		return charters[0].Objectives[0]
	}
	return firstSentences(charters[0].Body, 2)
}

// resultSentence says when and for how much the project ended, against both plans.
func (p *project) resultSentence() string {
	var parts []string
	m := p.Meta
	if !m.Finish.IsZero() && m.Status == "closed" {
		s := "Closed on " + longDay(m.Finish)
		if !m.PlannedFinish.IsZero() {
			s += ", " + lateness(m.Finish, m.PlannedFinish)
		}
		parts = append(parts, s)
	}
	if c := p.figures().cost; c.Spent.Set {
		s := money(c.Spent.Value, m.Money.Currency) + " spent"
		if c.First.Set && c.First.Value != 0 {
			s += ", " + p.spentAgainst(c.First, "the first budget of "+amount(c.First.Value))
		}
		if c.Current.Set && c.First.Set && c.Current.Value != c.First.Value {
			s += " and " + p.spentAgainst(c.Current, "the approved "+amount(c.Current.Value))
		}
		parts = append(parts, s)
	}
	outcomes := p.measured()
	for _, o := range outcomes[:min(2, len(outcomes))] {
		parts = append(parts, lower(o.Benefit)+": "+outcomeWords(o))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + "."
}

// overUnder is "6.2 % over" or "2.4 % under", or "equal to".
func overUnder(actual, plan float64) string {
	v := actual/plan - 1
	switch {
	case v > 0.0005:
		return percent(v) + " over"
	case v < -0.0005:
		return percent(-v) + " under"
	}
	return "equal to"
}

// lessonSentence is the lesson that was applied, else the first to improve something.
func (p *project) lessonSentence() string {
	lessons := content.Of[content.Lesson](p.Project)
	for _, l := range lessons {
		if l.Status == "applied" || l.AppliedTo != "" {
			return first(l.Recommendation, l.WhatHappened)
		}
	}
	for _, l := range lessons {
		if l.Type != "went well" {
			return first(l.Recommendation, l.WhatHappened)
		}
	}
	return ""
}

// firstSentences are the first n sentences of a text or of the first paragraph of a Markdown body.
func firstSentences(s string, n int) string {
	for _, para := range strings.Split(s, "\n\n") {
		para = oneLine(para)
		if para == "" || strings.ContainsAny(para[:1], "#>|-*`") {
			continue
		}
		return sentences(para, n)
	}
	return ""
}

func sentences(s string, n int) string {
	for i := 0; i < len(s); i++ {
		end := s[i] == '.' || s[i] == '!' || s[i] == '?'
		if end && (i+1 == len(s) || s[i+1] == ' ') {
			if n--; n == 0 {
				return s[:i+1]
			}
		}
	}
	return s
}
