package advice

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// raidLooks ask whether the RAID log was worked with, or filled in once.
func raidLooks() []Look {
	return []Look{
		{Name: "risk-owner", Group: Told, Code: CodeRiskOwner, severity: content.Warning, Weight: 4,
			Title:  "Every risk and issue has an owner",
			Missed: "A risk without an owner is nobody's.",
			Step:   "Write the role that looked after it under Owner; roles, never names.",
			count: perRow("owner", "has no owner", isThreat, func(r content.RAID) bool {
				return r.Owner != ""
			})},
		{Name: "risk-response", Group: Told, Code: CodeRiskResponse, severity: content.Warning, Weight: 3,
			Title:  "Every risk says what was done about it",
			Missed: "A list of worries is no risk management.",
			Step:   "Write under Response what was done, by when, and what it changed.",
			count: perRow("response", "says nothing about what was done", isRisk, func(r content.RAID) bool {
				return r.Response+r.ResponseStrategy+r.Contingency+r.Notes != ""
			})},
		{Name: "risk-rated", Group: Told, Code: CodeRiskRated, severity: content.Hint, Weight: 2,
			Title:  "Every risk is rated by probability and impact",
			Missed: "Unrated risks show no judgement of which mattered.",
			Step:   "Write Probability and Impact, 1 to 5 or low, medium, high.",
			count: perRow("probability", "has no probability or no impact", isRisk, func(r content.RAID) bool {
				return r.Probability.Value > 0 && r.Impact.Value > 0
			})},
		{Name: "generic-rows", Group: Told, Code: CodeGenericRow, severity: content.Warning, Weight: 4,
			Title:  "Every row of the RAID log has a date and is about this project",
			Missed: "\"Schedule delay, high, open\" could stand in any log, and a reader knows it from ten others.",
			Step:   "Write the day it was raised, and what in this project it was about: which part, which site, which vendor.",
			count: perRow("title", "is a row that could stand in any project: it has no date, or no more than a common word for it", always, func(r content.RAID) bool {
				return !isGeneric(r)
			})},
	}
}

func isThreat(r content.RAID) bool { return r.Type == "risk" || r.Type == "issue" }
func isRisk(r content.RAID) bool   { return r.Type == "risk" }
func always(content.RAID) bool     { return true }

// perRow asks the same of all rows of the RAID logs that are meant.
func perRow(column, says string, meant, ok func(content.RAID) bool) func(*eye, *tally) {
	return func(e *eye, t *tally) {
		for _, p := range e.portfolio.Projects {
			for _, rec := range p.Records {
				if r, isRow := rec.(content.RAIDRecord); isRow && meant(r.Row()) {
					t.count(ok(r.Row()), e.record(p, rec, column), r.Common().ID+" "+says+".")
				}
			}
		}
	}
}

// isGeneric knows a row that came with a template: without any day, or with a title that is met in every
// second log and nothing said about it.
func isGeneric(r content.RAID) bool {
	dated := false
	for _, d := range []content.Date{r.DateRaised, r.Due, r.Closed, r.ValidateBy, r.ValidatedOn, r.NeededBy, r.Committed} {
		dated = dated || !d.IsZero()
	}
	told := r.Description + r.Cause + r.Event + r.Effect + r.Response + r.Notes
	return !dated || told == "" && slices.Contains(commonTitles(), strings.ToLower(strings.TrimSpace(r.Title)))
}

// commonTitles are what templates and tutorials put into a RAID log.
func commonTitles() []string {
	return []string{"schedule delay", "schedule delays", "project delay", "delay", "delays", "budget overrun", "cost overrun", "scope creep", "resource shortage",
		"lack of resources", "resource availability", "resource constraints", "communication issues", "poor communication", "vendor delay", "vendor delays", "technical issues",
		"technical risk", "security risk", "data loss", "stakeholder resistance", "user resistance", "lack of training", "staff turnover", "quality issues", "unclear requirements"}
}

// openOn tells whether a row was still open on the portfolio's day.
func openOn(r content.RAID, asOf content.Date) bool {
	return metrics.EndingOf(r, asOf) == metrics.EndingOpen
}
