package advice

import "github.com/gatefold/gatefold/content"

// projectLooks ask what project.toml says.
func projectLooks() []Look {
	return []Look{
		{Name: "summary", Group: There, Code: CodeSummary, severity: content.Hint, Weight: 4,
			Title:  "Every project has one sentence that says what it was, how big, and how it ended",
			Missed: "The first line is often the only one that is read.",
			Step:   "Write summary = \"...\" in project.toml, with a number in it.",
			count: perProject("summary", "The project has no summary.", func(p *content.Project) bool {
				return p.Meta.Summary != ""
			})},
		{Name: "my-part", Group: There, Code: CodeMyPart, severity: content.Hint, Weight: 4,
			Title:  "Every project says what you did, and what others did",
			Missed: "Where your own part is not said, a reader assumes that it was small.",
			Step:   "Write my_part = \"I ...\" in project.toml, and what others did.",
			count: perProject("my_part", "The project does not say which part was yours.", func(p *content.Project) bool {
				return p.Meta.MyPart != ""
			})},
		{Name: "dates", Group: There, Code: CodeDates, severity: content.Hint, Weight: 3,
			Title:  "Every project says when it began, and when it was to end",
			Missed: "Undated work could be from any year, and nobody sees whether it was late.",
			Step:   "Write start, planned_finish and, when it is over, finish in project.toml, as 2025-04-18.",
			count: perProject("start", "The project has no start, or neither a planned nor a real finish.", func(p *content.Project) bool {
				return !p.Meta.Start.IsZero() && !(p.Meta.Finish.IsZero() && p.Meta.PlannedFinish.IsZero())
			})},
		{Name: "artifacts", Group: There, Code: CodeArtifacts, severity: content.Hint, Weight: 1,
			Title:  "Every project shows a file from the work itself",
			Missed: "A sheet, a plan or a picture from the work is quicker to believe than a text about it.",
			Step:   "Put one or two files into artifacts/: an exported plan, a picture of the board. Take names out first.",
			count: perProject("title", "The project has no files in artifacts/.", func(p *content.Project) bool {
				return len(p.Artifacts) > 0
			})},
	}
}

// perProject asks the same of every project, at a key of its project.toml.
func perProject(key, message string, ok func(*content.Project) bool) func(*eye, *tally) {
	return func(e *eye, t *tally) {
		if len(e.portfolio.Projects) == 0 {
			t.of = 1 // it is not there, which the look at projects says once for all
		}
		for _, p := range e.portfolio.Projects {
			t.count(ok(p), e.projectFile(p, key), message)
		}
	}
}

// registerLooks ask which registers and documents every project has.
func registerLooks() []Look {
	return []Look{
		there[content.Charter]("charter", "", CodeCharter, 4, "A charter", "what the project was for and who authorised it",
			"Write charter.md: objectives, scope in and out, success criteria, approvals."),
		{Name: "raid", New: "risk", Group: There, Code: CodeRAID, severity: content.Hint, Weight: 5,
			Title:  "A RAID log in every project, with a risk and an issue in it",
			Missed: "A project without risks and issues was not managed, or is not told.",
			Step:   "Keep raid.csv with risks, assumptions, issues and dependencies as they came up.",
			count: perProject("title", "The project has no RAID log with at least a risk and an issue.", func(p *content.Project) bool {
				return content.Count[content.Risk](p) > 0 && content.Count[content.Issue](p) > 0
			})},
		there[content.Decision]("decisions", "decision", CodeDecisions, 4, "A decision log", "how you judge when there is no good option",
			"Keep decisions.csv: what was decided, by whom, from which options, and why."),
		there[content.Change]("changes", "change", CodeChanges, 3, "A change log", "whether scope, money and time were under control",
			"Keep changes.csv: what was asked for, what it cost, who decided, and when."),
		there[content.Gate]("gates", "gate", CodeGates, 4, "Phase gate reviews", "\"show me your phase gate papers\"",
			"Write gates/<id>.md for each gate: criteria, decision, conditions."),
		there[content.Status]("status", "status", CodeStatus, 4, "Status reports", "how you told bad news while it was news",
			"Put your weekly or monthly reports into status/, one file a report."),
		{Name: "schedule", New: "milestone", Group: There, Code: CodeSchedule, severity: content.Hint, Weight: 3,
			Title:  "A schedule in every project: milestones, or a burndown",
			Missed: "Without a plan and what became of it nobody can see whether you were late.",
			Step:   "Keep milestones.csv with baseline and actual dates, or burndown.csv with what was left each week.",
			count: perProject("title", "The project has neither milestones nor a burndown.", func(p *content.Project) bool {
				return content.Count[content.Milestone](p)+content.Count[content.BurndownPoint](p)+content.Count[content.WorkItem](p) > 0
			})},
		{Name: "budget", Group: There, Code: CodeBudget, severity: content.Hint, Weight: 4,
			Title:  "A budget in every project, and what was spent of it",
			Missed: "\"What was the budget?\" is among the first three questions.",
			Step:   "Write budget below [money] in project.toml and keep costs.csv or earned-value.csv. Amounts may be scaled: say scaled = true.",
			count: perProject("money", "The project says nothing about money, or not what was spent.", func(p *content.Project) bool {
				return content.Count[content.Cost](p)+content.Count[content.EarnedValuePoint](p) > 0
			})},
		there[content.Outcome]("outcomes", "outcome", CodeOutcomes, 5, "Outcomes", "what was better afterwards, in numbers",
			"Keep outcomes.csv: what was measured before, what was wanted, what came of it."),
		there[content.Lesson]("lessons", "lesson", CodeLessons, 3, "Lessons", "what you would do otherwise",
			"Keep lessons.csv: what happened, why, what you recommend, where you applied it."),
		there[content.Stakeholder]("stakeholders", "", CodeStakeholders, 2, "A stakeholder register", "whom you had to win, and how",
			"Keep stakeholders.csv, with roles and never names."),
	}
}

// there asks for records of one type in every project; noun is what `gatefold new` adds for them.
func there[T content.Record](name, noun, code string, weight int, thing, missed, step string) Look {
	return Look{Name: name, New: noun, Group: There, Code: code, severity: content.Hint, Weight: weight,
		Title: thing + " in every project", Missed: "A reader does not find " + missed + ".", Step: step,
		count: perProject("title", "The project has no records of this kind: "+lower(thing)+".", func(p *content.Project) bool { return content.Count[T](p) > 0 })}
}
