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
			count:  lookAtRows},
	}
}

func isThreat(r content.RAID) bool { return r.Type == "risk" || r.Type == "issue" }
func isRisk(r content.RAID) bool   { return r.Type == "risk" }

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

// lookAtRows knows rows that came with a template: without any day, or with a title that is met in every
// second log and nothing said about it. A day that cannot be read is a day; the load says what is wrong with it.
func lookAtRows(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		columns := tableColumns(p, "raid")
		for _, rec := range p.Records {
			row, ok := rec.(content.RAIDRecord)
			if !ok {
				continue
			}
			r, dated := row.Row(), false
			for i, c := range columns {
				dated = dated || c.Type == content.DateValue && i < len(r.Values) && r.Values[i] != ""
			}
			told := r.Description + r.Cause + r.Event + r.Effect + r.Response + r.Notes
			common := told == "" && slices.Contains(commonTitles(), strings.ToLower(strings.TrimSpace(r.Title)))
			says := " has no date, so it could stand in any project."
			if dated {
				says = " could stand in any project: its title is in every second log, and nothing more is said."
			}
			t.count(dated && !common, e.record(p, rec, "title"), r.Common().ID+says)
		}
	}
}

// tableColumns are the columns of a register, in the order of its records' values.
func tableColumns(p *content.Project, register string) []content.Column {
	for _, t := range p.Tables {
		if t.Register == register {
			return t.Columns
		}
	}
	return nil
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
