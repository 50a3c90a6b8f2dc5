package advice

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// statusLooks ask whether the reports came regularly, told bad news, and agree with the figures.
func statusLooks() []Look {
	return []Look{
		{Name: "status-cadence", Group: Told, Code: CodeStatusGap, severity: content.Hint, Weight: 2,
			Title:  "Status reports came regularly",
			Missed: "A report that is missing is read as the week in which it went wrong.",
			Step:   "Add the reports that are missing, or say under [[pause]] in project.toml why there were none.",
			count:  lookAtCadence},
		{Name: "all-green", Group: Told, Code: CodeAllGreen, severity: content.Warning, Weight: 4,
			Title:  "Not every status report is green",
			Missed: "A project that was green from the first to the last day is not believed.",
			Step:   "Show the colours as they were. An amber week with a path back to green says more for you than a green year.",
			count:  lookAtGreen},
		{Name: "progress", Group: Agrees, Code: CodeProgressFalls, severity: content.Hint, Weight: 1,
			Title:  "Percent complete never falls from one report to the next without a word",
			Missed: "A figure that falls was wrong before, or is wrong now.",
			Step:   "Mend the figure, or say in the report what made it fall, such as an approved change.",
			count:  lookAtProgress},
	}
}

// fewReports is how many reports it takes before a rhythm, or a colour for all, means anything.
const fewReports = 3

// longestUsualGap is how many days between two reports are always usual.
const longestUsualGap = 14

func lookAtCadence(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		reports := dated(content.Of[content.Status](p))
		if len(reports) < fewReports {
			continue
		}
		var gaps []int
		for i := 1; i < len(reports); i++ {
			gaps = append(gaps, reports[i].Date.Sub(reports[i-1].Date))
		}
		usual := slices.Sorted(slices.Values(gaps))[len(gaps)/2]
		for i, days := range gaps {
			ok := days <= max(2*usual, longestUsualGap) || paused(p, reports[i].Date, reports[i+1].Date)
			t.count(ok, e.record(p, reports[i+1], "date"), fmt.Sprintf("The report before this one is %d days older; reports of this project come every %d days.", days, usual))
		}
	}
}

func dated(reports []content.Status) []content.Status {
	return slices.DeleteFunc(reports, func(s content.Status) bool { return s.Date.IsZero() })
}

// paused tells whether the project stood still for a part of a span.
func paused(p *content.Project, from, to content.Date) bool {
	return slices.ContainsFunc(p.Meta.Pauses, func(q content.Pause) bool { return !q.From.After(to) && !q.To.Before(from) })
}

func lookAtGreen(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		reports := slices.DeleteFunc(content.Of[content.Status](p), func(s content.Status) bool { return s.Overall == "" || s.Overall == "complete" })
		if len(reports) < fewReports {
			continue
		}
		mixed := slices.ContainsFunc(reports, func(s content.Status) bool {
			return slices.ContainsFunc([]string{s.Overall, s.Schedule, s.Cost, s.Scope, s.Risk, s.Resources, s.Quality}, func(c string) bool { return c == "amber" || c == "red" })
		})
		t.count(mixed, e.record(p, reports[len(reports)-1], "overall"), fmt.Sprintf("All %d status reports of this project are green, in every part.", len(reports)))
	}
}

func lookAtProgress(e *eye, t *tally) {
	told := regexp.MustCompile(`(?i)scope|per ?cent|%|re-?plan|re-?baseline|\bchange`)
	for _, p := range e.portfolio.Projects {
		last := content.Number{}
		for _, s := range content.Of[content.Status](p) {
			if !s.PercentComplete.Set {
				continue
			}
			if last.Set {
				ok := s.PercentComplete.Value >= last.Value || told.MatchString(s.Body)
				t.count(ok, e.record(p, s, "percent complete"), fmt.Sprintf("Percent complete is %v, but the report before said %v.", s.PercentComplete.Value, last.Value))
			}
			last = s.PercentComplete
		}
	}
}
