// Package advice looks at a loaded portfolio as a hiring manager does: what is there, how well it is told,
// and whether the records agree with each other. A [Look] is one such question; [At] asks them all. They
// are what `gatefold check` adds to the problems of a build, and what a coach's rubric measures.
//
// Every look counts: of so many things that were looked at, so many are as they should be. Nothing is
// scored here and nobody is ranked; what a count means is said by the rubric. Where the questions come from
// stands beside them: what hiring managers look for and what readers of portfolios miss.
package advice

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// Group says what a look asks about.
type Group string

// The three groups: whether something is there at all, how well it is told, whether it agrees with the rest.
const (
	There  Group = "there"
	Told   Group = "told"
	Agrees Group = "agrees"
)

// Look is one question about a portfolio.
type Look struct {
	Name   string // what rubric.toml calls it: "risk-owner"
	Group  Group
	Code   string // of what it finds; of the load's own code where Loaded
	Title  string // what should be: "Every open risk and issue has an owner"
	Missed string // what a reader makes of it where it is not so
	Step   string // the next step of the learner
	New    string // what `gatefold new` adds for it: "risk"; "" where nothing does
	// Weight is how much a hiring manager misses it, 1 (a little) to 5 (the page is closed).
	Weight int
	// Loaded looks count what a load reports by itself, so that they find nothing new.
	Loaded bool

	severity content.Severity
	count    func(*eye, *tally)
}

// Result is what one look saw.
type Result struct {
	Look
	Have, Of int              // so many of so many are as they should be; Of is 0 when there was nothing to look at
	Found    content.Problems // one for each that is not, in the order of the projects
	Projects []string         // the slugs of the projects in which one is not, each once
}

// Lacking tells whether something that was looked at is not as it should be.
func (r Result) Lacking() bool { return r.Have < r.Of }

// Share is Have of Of in whole percent, rounded down so that 100 means all; ok is false when there was
// nothing to look at.
func (r Result) Share() (percent int, ok bool) {
	if r.Of == 0 {
		return 0, false
	}
	return r.Have * 100 / r.Of, true
}

// Options are what looks need beside the portfolio.
type Options struct {
	// Loaded are the problems that the load found.
	Loaded content.Problems
	// Source is the portfolio's folder, to find the line of a field; nil leaves it at the file.
	Source fs.FS
}

// At asks all looks about a portfolio, in the order of Looks.
func At(p *content.Portfolio, o Options) []Result {
	e := &eye{portfolio: p, loaded: o.Loaded, calendar: metrics.NewCalendar(p.Config.Holidays), places: newPlaces(o.Source)}
	looks := Looks()
	out := make([]Result, len(looks))
	for i, l := range looks {
		t := tally{look: l}
		l.count(e, &t)
		out[i] = Result{Look: l, Have: t.have, Of: t.of, Found: t.found, Projects: t.projects}
	}
	return out
}

// Problems are what the looks found beyond the load, sorted by place.
func Problems(results []Result) content.Problems {
	var out content.Problems
	for _, r := range results {
		if !r.Loaded {
			out = append(out, r.Found...)
		}
	}
	out.Sort()
	return out
}

// NextSteps are the results that a reader misses most, at most n, heaviest first.
func NextSteps(results []Result, n int) []Result {
	var out []Result
	for _, r := range results {
		if r.Lacking() {
			out = append(out, r)
		}
	}
	// The heavier first; of equals the one of which more is missing, so a half is done before a tenth.
	slices.SortStableFunc(out, func(a, b Result) int {
		return b.Weight*(b.Of-b.Have)*a.Of - a.Weight*(a.Of-a.Have)*b.Of
	})
	return out[:min(n, len(out))]
}

// Of sums up the looks of one group: so many are as they should be in full, of so many that apply.
func Of(results []Result, g Group) (have, of int) {
	for _, r := range results {
		if r.Group != g || r.Of == 0 {
			continue
		}
		of++
		if !r.Lacking() {
			have++
		}
	}
	return have, of
}

// eye is what a look sees with.
type eye struct {
	portfolio *content.Portfolio
	loaded    content.Problems
	calendar  metrics.Calendar
	places    *places
}

// tally counts for one look.
type tally struct {
	look     Look
	have, of int
	found    content.Problems
	projects []string
}

// maxFound is how many findings of one look are said; all are counted.
const maxFound = 50

// count takes one thing into account; what is not as it should be is said at the place.
func (t *tally) count(ok bool, at place, message string) {
	t.of++
	if ok {
		t.have++
		return
	}
	t.say(at, message, t.look.Step)
}

// say reports without counting.
func (t *tally) say(at place, message, hint string) {
	if at.absent != "" {
		hint += fmt.Sprintf(" This register has no column %s yet: add one.", at.absent)
	}
	if at.slug != "" && !slices.Contains(t.projects, at.slug) {
		t.projects = append(t.projects, at.slug)
	}
	if len(t.found) < maxFound {
		t.found = append(t.found, content.Problem{Code: t.look.Code, Severity: t.look.severity, Path: at.path, Line: at.line,
			Column: at.column, Cell: at.cell, Message: message, Hint: hint})
	}
}

// reported counts by what the load found: one thing is looked at, and it is as it should be when the load
// has no problem of the look's code.
func reported(e *eye, t *tally) {
	t.of, t.have = 1, 1
	for _, p := range e.loaded {
		if p.Code == t.look.Code {
			t.have = 0
			t.found = append(t.found, p)
		}
	}
	t.found = t.found[:min(len(t.found), maxFound)]
}
