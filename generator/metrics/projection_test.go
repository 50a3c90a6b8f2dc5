package metrics

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

const (
	whyFewWeeks = "fewer than 3 weeks with completed work outside pauses"
	whyGrows    = "not converging: the scope grew as fast as work was completed"
	whyTooSlow  = "at this pace the work would take more than ten years"
)

// weekly are rows a week apart from Friday 7 March 2025, "scope/completed" each.
func weekly(weeks string) []string {
	var rows []string
	for i, w := range strings.Fields(weeks) {
		rows = append(rows, fmt.Sprintf("%v,%s,", on("2025-03-07").AddDays(7*i), strings.Replace(w, "/", ",", 1)))
	}
	return rows
}

// ahead is a projection in weeks from the last point; -1 is none.
func ahead(b Burndown) string {
	weeks := func(d Date) int {
		if d.IsZero() {
			return -1
		}
		return d.Sub(b.Points[len(b.Points)-1].Date) / 7
	}
	p := b.Projection
	return strings.TrimSpace(fmt.Sprint(weeks(p.Earliest), weeks(p.Likely), weeks(p.Latest), " ", p.Reason))
}

func TestProjection(t *testing.T) {
	for name, c := range map[string]struct{ weeks, want string }{
		"three weeks":                        {"100/0 100/10 100/30 100/60", "2 2 4"},
		"the last five of six":               {"100/0 100/30 100/31 100/33 100/36 100/40 100/45", "11 19 55"},
		"weeks without completions":          {"100/0 100/10 100/10 100/30 100/30 100/30 100/60", "2 2 4"},
		"whole weeks":                        {"60/0 60/10 60/20 60/30", "3 3 3"},
		"a day over is a week":               {"61/0 61/10 61/20 61/30", "4 4 4"},
		"less the growth of the scope":       {"100/0 106/10 106/20 106/30", "10 10 10"},
		"growth in a week that counts not":   {"100/0 100/10 100/20 160/20 160/30", "13 13 13"},
		"a scope that shrinks":               {"100/0 100/10 100/20 70/30", "2 2 2"},
		"the slowest week would never end":   {"100/0 106/30 106/60 106/61", "2 3 -1"},
		"as much came as went":               {"100/0 110/10 120/20 130/30", "-1 -1 -1 " + whyGrows},
		"more came than went":                {"100/0 120/10 140/20 160/30", "-1 -1 -1 " + whyGrows},
		"two weeks":                          {"100/0 100/10 100/20", "-1 -1 -1 " + whyFewWeeks},
		"one point":                          {"100/10", "-1 -1 -1 " + whyFewWeeks},
		"nothing done":                       {"100/0 100/0 100/0 100/0", "-1 -1 -1 " + whyFewWeeks},
		"reopened weeks do not count":        {"100/0 100/10 100/5 100/15 100/25", "8 8 8"},
		"reopened, too few":                  {"100/0 100/10 100/5 100/15", "-1 -1 -1 " + whyFewWeeks},
		"finished":                           {"30/0 30/10 30/20 30/30", "-1 -1 -1 " + whyComplete},
		"finished in one row":                {"30/30", "-1 -1 -1 " + whyComplete},
		"too slow":                           {"9000/0 9000/1 9000/2 9000/3", "-1 -1 -1 " + whyTooSlow},
		"only the fastest week would end it": {"9000/0 9000/1 9000/2 9000/28", "-1 -1 -1 " + whyTooSlow},
		"next to nothing left":               {"30/0 30/10 30/20 30/29.999999999999", "1 1 1"},
	} {
		equal(t, name, ahead(burn(t, burnProject(weekly(c.weeks)...))), c.want)
	}
}

func TestProjectionWithoutScope(t *testing.T) {
	rows := []string{"2025-03-07,,,60", "2025-03-14,,,50", "2025-03-21,,,40", "2025-03-28,,,30"}
	equal(t, "remaining alone", ahead(burn(t, burnProject(rows...))), "3 3 3")
	rows[0] = "2025-03-07,60,0,"
	equal(t, "the scope in the first row alone", ahead(burn(t, burnProject(rows...))), "3 3 3")
	rows[0], rows[2] = "2025-03-07,,,60", "2025-03-21,60,20,"
	equal(t, "the scope in a later row alone", ahead(burn(t, burnProject(rows...))), "3 3 3")
}

// TestProjectionCountsWholeWeeks: of 17 days, the first three are no week.
func TestProjectionCountsWholeWeeks(t *testing.T) {
	rows := []string{"2025-03-03,100,0,", "2025-03-04,100,10,", "2025-03-13,100,20,", "2025-03-20,100,30,"}
	equal(t, "three days more than two weeks", ahead(burn(t, burnProject(rows...))), "-1 -1 -1 "+whyFewWeeks)
	rows[0] = "2025-02-27,100,0,"
	equal(t, "three weeks", ahead(burn(t, burnProject(rows...))), "7 7 7")
}

func TestProjectionLeavesPausesOut(t *testing.T) {
	p := burnProject(weekly("100/0 100/10 100/20 100/21 100/31")...) // the week to 28 March is slow
	for name, c := range map[string]struct{ from, to, want string }{
		"no pause":               {"", "", "7 9 69"},
		"the whole week":         {"2025-03-22", "2025-03-28", "7 7 7"},
		"its last day":           {"2025-03-28", "2025-03-28", "7 7 7"},
		"its first day":          {"2025-03-22", "2025-03-22", "7 7 7"},
		"the day before":         {"2025-03-21", "2025-03-21", "7 10 69"},
		"the day after":          {"2025-03-29", "2025-03-29", "7 10 69"},
		"two weeks":              {"2025-03-21", "2025-03-22", "-1 -1 -1 " + whyFewWeeks},
		"not ended":              {"2025-03-28", "", "-1 -1 -1 " + whyFewWeeks},
		"ended after it, begun?": {"", "2025-03-14", "7 10 69"},
		"before everything":      {"2025-01-01", "2025-03-07", "7 9 69"},
	} {
		p.Meta.Pauses = nil
		if c.from != "" || c.to != "" {
			p.Meta.Pauses = []content.Pause{{From: on(c.from), To: on(c.to)}}
		}
		b := burn(t, p)
		equal(t, name, ahead(b), c.want)
		equal(t, name+": pauses to draw", len(b.Pauses), len(p.Meta.Pauses))
	}
}

// TestProjectionFromDays takes weeks of days, not rows: a row a day is the same as one a week.
func TestProjectionFromDays(t *testing.T) {
	var rows []string
	for i := range 22 {
		rows = append(rows, fmt.Sprintf("%v,100,%d,", on("2025-03-03").AddDays(i), 2*i))
	}
	equal(t, "2 a day", ahead(burn(t, burnProject(rows...))), "5 5 5")
	equal(t, "a row holds until the next", ahead(burn(t, burnProject(rows[0], rows[3], rows[8], rows[15], rows[21]))), "3 5 10")
}

// TestProjectionFromSparseRows holds to the letter of formats.md: a week without completions does not
// count, whatever the rows around it say, and a register says nothing of the days between its rows.
func TestProjectionFromSparseRows(t *testing.T) {
	equal(t, "every second week", ahead(burn(t, burnProject("2025-03-07,100,0,", "2025-03-21,100,20,", "2025-04-04,100,40,", "2025-04-18,100,60,"))), "2 2 2")
	equal(t, "a week left out", ahead(burn(t, burnProject("2025-03-07,100,0,", "2025-03-14,100,10,", "2025-03-28,100,30,", "2025-04-04,100,40,"))), "3 5 6")
	equal(t, "every month", burn(t, burnProject("2025-01-31,140,0,", "2025-02-28,140,40,", "2025-03-28,140,80,")).Projection.Reason, "fewer than 3 weeks with completed work outside pauses")
	var items []string
	for i := range 8 { // two done at once every second week, eight to do
		done := ""
		if i < 6 {
			done = on("2025-03-14").AddDays(14 * (i / 2)).String()
		}
		items = append(items, "2025-03-07,,"+done)
	}
	equal(t, "work items stay on their day", ahead(burn(t, workProject(items...))), "1 1 1")
}
