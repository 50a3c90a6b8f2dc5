package advice

import (
	"cmp"
	"regexp"

	"github.com/gatefold/gatefold/content"
)

// storyLooks ask whether choices and failures are told so that they can be believed.
func storyLooks() []Look {
	return []Look{
		{Name: "decision-reasons", Group: Told, Code: CodeDecisionReasons, severity: content.Hint, Weight: 3,
			Title:  "Every decision says which options there were, and why this one",
			Missed: "The option that was rejected shows the judgement.",
			Step:   "Write Options and Rationale: what else could have been done, and why it was not.",
			count: each(func(e *eye, t *tally, p *content.Project, d content.Decision) {
				t.count(d.Body != "" || d.Rationale != "" && d.Options != "", e.record(p, d, emptyColumn("options", d.Options, "rationale")), d.ID+" gives no options, or no reason.")
			})},
		{Name: "change-decided", Group: Told, Code: CodeChangeDecided, severity: content.Hint, Weight: 2,
			Title:  "Every approved change says who decided it, and when",
			Missed: "A change that nobody approved is scope creep.",
			Step:   "Write Decided by and Decision date.",
			count: each(func(e *eye, t *tally, p *content.Project, c content.Change) {
				if c.Approved() {
					t.count(c.DecidedBy != "" && !c.DecisionDate.IsZero(), e.record(p, c, emptyColumn("decided by", c.DecidedBy, "decision date")), c.ID+" is approved, but not by whom or when.")
				}
			})},
		{Name: "incident-cause", Group: Told, Code: CodeIncidentCause, severity: content.Warning, Weight: 4,
			Title:  "Every incident tells its cause, its timeline and what was changed afterwards",
			Missed: "A failure is forgiven when the cause was found and something was changed.",
			Step:   "Write root_cause, the [[timeline]] and the [[actions]].",
			count: each(func(e *eye, t *tally, p *content.Project, i content.Incident) {
				t.count(i.RootCause != "" && len(i.Timeline) > 0 && len(i.Actions) > 0, e.record(p, i, "root cause"), i.ID+" lacks its root cause, its timeline or its actions.")
			})},
	}
}

// endLooks ask what came of it, and what was learned.
func endLooks() []Look {
	return []Look{
		{Name: "outcome-numbers", Group: Told, Code: CodeOutcomeNumbers, severity: content.Hint, Weight: 3,
			Title:  "Every outcome has a number from before, one that was wanted, and one that came",
			Missed: "\"Improved\" is no outcome.",
			Step:   "Write Baseline, Target and Actual, with the Unit and the day it was measured on.",
			count: each(func(e *eye, t *tally, p *content.Project, o content.Outcome) {
				t.count(o.Baseline.Set && o.Target.Set && (o.Actual.Set || o.Status == "not started" || o.Status == "on track"), e.record(p, o, "actual"), o.ID+" lacks the number from before, the one wanted or the one that came.")
			})},
		{Name: "outcome-evidence", Group: Told, Code: CodeOutcomeEvidence, severity: content.Warning, Weight: 4,
			Title:  "Every outcome says when it was measured, or what shows it",
			Missed: "A result without evidence is a claim.",
			Step:   "Write Measured on, and name what shows it: the id of a record or a file, in any column, such as artifacts/report.pdf.",
			count:  each(lookAtOutcome)},
		{Name: "lesson-used", Group: Told, Code: CodeLessonUsed, severity: content.Hint, Weight: 2,
			Title:  "Every lesson says what you recommend, or where it was applied",
			Missed: "A lesson that changed nothing was not learned.",
			Step:   "Write Recommendation, and Applied to when it was.",
			count: each(func(e *eye, t *tally, p *content.Project, l content.Lesson) {
				t.count(l.Recommendation+l.AppliedTo != "", e.record(p, l, "recommendation"), l.ID+" recommends nothing and was applied nowhere.")
			})},
		{Name: "answer-evidence", Group: Told, Code: CodeAnswerEvidence, severity: content.Hint, Weight: 2,
			Title:  "Every answer names the records that show it",
			Missed: "An answer that leads to the records can be checked, and is.",
			Step:   "Write evidence = [\"project:R-03\"] on top of the answer.",
			count: func(e *eye, t *tally) {
				for _, a := range e.portfolio.Answers {
					t.count(len(a.Evidence) > 0, e.answer(a, "evidence"), "This answer names no evidence.")
				}
			}},
		{Name: "own-words", Group: Told, Code: CodeOwnWords, severity: content.Hint, Weight: 2,
			Title:  "What you did is told with \"I\"",
			Missed: "\"We\" hides your part; a reader cannot hire a team.",
			Step:   "Say \"I\" for what you did, and name the role of the others for the rest.",
			count:  lookAtWords},
	}
}

// emptyColumn is the first of two columns when it is empty, else the second.
func emptyColumn(first, value, second string) string {
	if value == "" {
		return first
	}
	return second
}

func (e *eye) answer(a content.Answer, key string) place {
	at := place{path: a.Pos.Path, line: a.Pos.Line}
	at.line, at.column = e.places.key(at.path, key)
	return at
}

// lookAtOutcome asks for evidence of results that are claimed; what is still to come needs none.
func lookAtOutcome(e *eye, t *tally, p *content.Project, o content.Outcome) {
	if !o.Actual.Set && o.Status != "realised" && o.Status != "partly" {
		return
	}
	ref := content.Ref{Slug: p.Slug, ID: o.ID}
	shown := len(e.portfolio.Links.From(ref)) > 0 || len(e.portfolio.Links.To(ref)) > 0
	t.count(shown || !o.MeasuredOn.IsZero(), e.record(p, o, "measured on"), o.ID+" claims a result, but not when it was measured, and nothing is named that shows it.")
}

func lookAtWords(e *eye, t *tally) {
	together, alone := regexp.MustCompile(`\b([Ww]e|[Oo]urs?|us)\b`), regexp.MustCompile(`\b(I|[Mm]y|me|myself)\b`)
	for _, p := range e.portfolio.Projects {
		if text := p.Meta.MyPart; text != "" {
			t.count(alone.MatchString(text) || !together.MatchString(text), e.projectFile(p, "my_part"), "my_part says \"we\" and never \"I\".")
		}
	}
	for _, a := range e.portfolio.Answers {
		text := cmp.Or(a.Action, a.Body)
		t.count(alone.MatchString(text) || !together.MatchString(text), e.answer(a, "action"), "This answer says \"we\" and never \"I\".")
	}
}

// loadedLooks count what a load reports by itself.
func loadedLooks() []Look {
	return []Look{
		{Name: "path-to-green", Group: Told, Code: content.CodeNoPathToGreen, Weight: 3, Loaded: true, count: reported,
			Title:  "Every amber or red report says how it gets back to green",
			Missed: "Bad news without a plan is only bad news.",
			Step:   "Write path_to_green = \"...\" in the report: what will be done, and by when."},
		{Name: "placeholder", Group: Told, Code: content.CodePlaceholder, Weight: 5, Loaded: true, count: reported,
			Title:  "No words of a template are left",
			Missed: "\"[Risk title]\" on a page ends the reading.",
			Step:   "Write your own words where those of a template still stand, or delete them."},
		{Name: "own-tables", Group: Agrees, Code: content.CodeSameTable, Weight: 5, Loaded: true, count: reported,
			Title:  "No two projects show the same table",
			Missed: "A copied table makes a reader doubt every other one.",
			Step:   "Keep each table only in the project that it belongs to."},
		{Name: "links", Group: Agrees, Code: content.CodeDangling, Weight: 2, Loaded: true, count: reported,
			Title:  "Every id that a text names is there",
			Missed: "A reference that leads nowhere breaks the thread.",
			Step:   "Mend the ids that lead nowhere."},
	}
}
