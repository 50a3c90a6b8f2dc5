package advice

import (
	"slices"

	"github.com/gatefold/gatefold/content"
)

// ownerLooks ask whether the front page answers who this is within the ten seconds that it gets.
func ownerLooks() []Look {
	return []Look{
		{Name: "profile", Group: There, Code: CodeProfile, severity: content.Hint, Weight: 5, count: lookAtProfile,
			Title:  "The front page says who you are, which role you want, where, from when, and how to reach you",
			Missed: "A reader who cannot see the role and a way to reach you goes on to the next application.",
			Step:   "Fill headline, target_role, location, availability and a link or email below [owner] in portfolio.toml."},
		{Name: "starter-words", Group: Told, Code: CodeStarterWords, severity: content.Warning, Weight: 5, count: lookAtStarter,
			Title:  "No words of a new folder are left",
			Missed: "\"Your name\" on the front page ends the reading.",
			Step:   "Write your own name, the job that you want and the title of your project into portfolio.toml and project.toml."},
		{Name: "projects", New: "project", Group: There, Code: CodeProjects, severity: content.Hint, Weight: 4, count: lookAtProjects,
			Title:  "Two or three projects are told",
			Missed: "One project may be luck; three well-told ones beat ten.",
			Step:   "Add a folder below projects/ with a project.toml for another piece of work, a volunteer or simulated one too."},
		{Name: "answers", Group: There, Code: CodeAnswers, severity: content.Hint, Weight: 2, count: lookAtAnswers,
			Title:  "The interview questions have answers in your own words",
			Missed: "Answers that are put together from records sound like it; a reader wants to hear you.",
			Step:   "Write answers/<question>.md with situation, task, action, result and lesson, and the evidence for them."},
		{Name: "failed-deployment", New: "incident", Group: There, Code: CodeFailedDeployment, severity: content.Hint, Weight: 5, count: lookAtFailure,
			Title:  "A failed deployment is told",
			Missed: "\"Tell me about a failed deployment\" is asked in every interview. A portfolio without a failure looks invented.",
			Step:   "Write incidents/<name>.md with kind = \"failed deployment\": what happened, when, why, and what you changed."},
		{Name: "vendor-dispute", New: "escalation", Group: There, Code: CodeVendorDispute, severity: content.Hint, Weight: 2, count: lookAtVendors,
			Title:  "A service level, or an escalation to a vendor, is told",
			Missed: "\"How did you handle a vendor that missed its service level?\" finds no evidence.",
			Step:   "Keep sla.csv with the times of each ticket, or escalations.csv with what you asked whom for."},
	}
}

func lookAtProfile(e *eye, t *tally) {
	o := e.portfolio.Config.Owner
	for _, f := range []struct{ key, value, say string }{
		{"headline", o.Headline, "There is no headline: one sentence about you in your own words."},
		{"target_role", o.TargetRole, "There is no target_role, the job that you want."},
		{"location", o.Location, "There is no location, so nobody knows whether you could come."},
		{"availability", o.Availability, "There is no availability: from when, and whether at home or on site."},
	} {
		t.count(f.value != "", e.settingsFile("owner"), f.say)
	}
	t.count(o.Email != "" || len(o.Links) > 0, e.settingsFile("owner"), "There is neither a link nor an email address, so nobody can reach you.")
}

// lookAtStarter knows what `gatefold init` writes where a question was not answered.
func lookAtStarter(e *eye, t *tally) {
	o := e.portfolio.Config.Owner
	t.count(o.Name != content.StarterName, e.settingsFile("owner.name"), "The name is still the one of a new folder.")
	t.count(o.TargetRole != content.StarterRole, e.settingsFile("owner.target_role"), "The job is still the one of a new folder.")
	for _, p := range e.portfolio.Projects {
		t.count(p.Meta.Title != content.StarterProject, e.projectFile(p, "title"), "The title is still the one of a new folder.")
	}
}

// enoughProjects is how many well-told projects a reader looks for.
const enoughProjects = 2

func lookAtProjects(e *eye, t *tally) {
	for i := range enoughProjects {
		t.count(i < len(e.portfolio.Projects), place{path: "projects"}, "The portfolio tells of fewer than two projects.")
		if i >= len(e.portfolio.Projects) {
			t.found = t.found[:1]
		}
	}
}

func lookAtAnswers(e *eye, t *tally) {
	for _, q := range []string{"infrastructure-projects", "failed-deployment", "vendor-sla-dispute", "phase-gate-documentation"} {
		t.count(e.answered(q), place{path: "answers"}, "The question "+q+" has no answer in your own words.")
	}
}

func (e *eye) answered(question string) bool {
	return slices.ContainsFunc(e.portfolio.Answers, func(a content.Answer) bool { return a.Question == question })
}

func lookAtFailure(e *eye, t *tally) {
	told := e.answered("failed-deployment")
	for _, p := range e.portfolio.Projects {
		told = told || slices.ContainsFunc(content.Of[content.Incident](p), isFailure)
	}
	t.count(told, place{path: "projects"}, "No failed deployment is told in any project.")
}

// isFailure knows a deployment that went wrong, by its kind or by how it ended.
func isFailure(i content.Incident) bool {
	switch i.DeploymentOutcome {
	case "partially backed out", "backed out", "failed", "abandoned":
		return true
	}
	return i.Kind == "failed deployment"
}

func lookAtVendors(e *eye, t *tally) {
	told := e.answered("vendor-sla-dispute")
	for _, p := range e.portfolio.Projects {
		told = told || content.Count[content.SLAEvent](p) > 0 || content.Count[content.Escalation](p) > 0
	}
	t.count(told, place{path: "projects"}, "No service level and no escalation is kept in any project.")
}
