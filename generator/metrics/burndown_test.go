package metrics

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// ideals are the ideal line, day by day; "-" where there is none.
func ideals(b Burndown) []string {
	var out []string
	for _, p := range b.Points {
		if !p.Ideal.Set {
			out = append(out, "-")
			continue
		}
		out = append(out, fmt.Sprint(Round6(p.Ideal.Value)))
	}
	return out
}

func equal(t *testing.T, name string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", name, g, w)
	}
}

// days are n rows, one for each day from a day on, with nothing done.
func days(from string, n int, scope float64) []string {
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf("%v,%v,0,", on(from).AddDays(i), scope))
	}
	return rows
}

// TestIdealOverWorkingDays: 10 units from Monday 3 March to Friday 14 March 2025 are 9 working days
// after the first; both days of a weekend stand as Friday did.
func TestIdealOverWorkingDays(t *testing.T) {
	p := burnProject(days("2025-03-03", 14, 9)...)
	p.Meta.PlannedFinish = on("2025-03-14")
	equal(t, "weekend", ideals(burn(t, p)), "[9 8 7 6 5 5 5 4 3 2 1 0 0 0]")
	b := burn(t, p, on("2025-03-05"), on("2025-03-08"))
	equal(t, "holiday", ideals(b), "[9 7.875 7.875 6.75 5.625 5.625 5.625 4.5 3.375 2.25 1.125 0 0 0]")
	equal(t, "planned done", b.PlannedDone, "2025-03-14")
}

func TestIdealEnds(t *testing.T) {
	p := burnProject(days("2025-03-03", 5, 8)...)
	equal(t, "no end", ideals(burn(t, p)), "[- - - - -]")
	p.Meta.Finish = on("2025-03-07")
	equal(t, "finish", ideals(burn(t, p)), "[8 6 4 2 0]")
	p.Meta.PlannedFinish = on("2025-03-05")
	equal(t, "planned finish before finish", ideals(burn(t, p)), "[8 4 0 0 0]")
	for _, end := range []string{"2025-03-03", "2025-03-01"} {
		p.Meta.PlannedFinish = on(end)
		equal(t, "end "+end, ideals(burn(t, p)), "[- - - - -]")
	}
}

// TestIdealStartsAtTheFirstPoint whatever the project's start is, and keeps to the first scope.
func TestIdealStartsAtTheFirstPoint(t *testing.T) {
	p := burnProject("2025-03-03,10,0,", "2025-03-05,14,2,", "2025-03-07,14,9,")
	p.Meta.Start, p.Meta.PlannedFinish = on("2025-01-06"), on("2025-03-07")
	equal(t, "ideal", ideals(burn(t, p)), "[10 5 0]")
	p = burnProject("2025-03-03,,,10", "2025-03-07,,,3")
	p.Meta.PlannedFinish = on("2025-03-07")
	equal(t, "remaining alone", ideals(burn(t, p)), "[10 0]")
}

func TestBaselineBeatsIdeal(t *testing.T) {
	p := burnProject("2025-03-03,10,0,,10", "2025-03-05,10,2,,5", "2025-03-07,12,9,,,3", "2025-03-10,12,9,,0,2")
	p.Meta.PlannedFinish = on("2025-03-07")
	b := burn(t, p)
	equal(t, "ideal", ideals(b), "[- - - -]")
	equal(t, "planned done", b.PlannedDone, "2025-03-10")
	equal(t, "baselines are not filled up", b.Points[2].Baselines, []content.Number{{}, num(3)})
	equal(t, "the first row has one", len(b.Points[0].Baselines), 1)
}

func TestScopeSteps(t *testing.T) {
	p := burnProject("2025-03-03,10,0,", "2025-03-04,12,1,", "2025-03-05,,,9", "2025-03-06,12,4,", "2025-03-07,,,7", "2025-03-10,9,4,")
	r := p.Records[1].(content.BurndownPoint)
	r.Note = "CR-003"
	p.Records[1] = r
	equal(t, "steps, across rows without a scope", burn(t, p).ScopeSteps, []ScopeStep{{on("2025-03-04"), 10, 12, "CR-003"}, {on("2025-03-10"), 12, 9, ""}})
}

func TestWhatFollowsFromTheRest(t *testing.T) {
	for row, want := range map[string]string{
		"2025-03-03,10,4,":  "10 4 6",
		"2025-03-03,10,,6":  "10 4 6",
		"2025-03-03,,4,6":   "10 4 6",
		"2025-03-03,10,4,5": "10 4 5", // as written; the reader of the row reports it
		"2025-03-03,10,12,": "10 12 0",
		"2025-03-03,,,-3":   "0 0 0",
	} {
		p := burn(t, burnProject(row)).Points[0]
		equal(t, row, fmt.Sprint(p.Scope.Value, p.Completed.Value, p.Remaining.Value), want)
	}
	for _, row := range []string{"2025-03-03,10,,", "2025-03-03,,4,", ",10,4,6"} {
		if b, ok := BurndownOf(burnProject(row), Calendar{}); ok {
			t.Errorf("%s: %+v", row, b)
		}
	}
}

func TestReopenedWorkIsNotDone(t *testing.T) {
	rows := []string{"2025-03-03,4,0,", "2025-03-04,4,4,", "2025-03-05,4,3,", "2025-03-06,4,4,", "2025-03-07,4,4,"}
	equal(t, "done on", burn(t, burnProject(rows...)).DoneOn, "2025-03-06")
	equal(t, "reopened", burn(t, burnProject(rows[:3]...)).DoneOn, "")
	equal(t, "remaining rises", burn(t, burnProject(rows[:3]...)).Points[2].Remaining.Value, 1)
}

// workProject has rows of "created, started, done, estimate, unit".
func workProject(rows ...string) *content.Project {
	p := &content.Project{}
	for i, r := range rows {
		c := cells(r, 5)
		p.Records = append(p.Records, content.WorkItem{ID: fmt.Sprint("W-", i), Created: on(c[0]), Started: on(c[1]), Done: on(c[2]), Estimate: cell(c[3]), Unit: c[4]})
	}
	return p
}

func counted(b Burndown) []string {
	var out []string
	for _, p := range b.Points {
		out = append(out, fmt.Sprintf("%v %v-%v=%v", p.Date.Day, p.Scope.Value, p.Completed.Value, p.Remaining.Value))
	}
	return out
}

func TestCountedInItems(t *testing.T) {
	b := burn(t, workProject("2025-03-03,,2025-03-05,5", "2025-03-03,,,", "2025-03-05,,2025-03-05,2", "2025-03-06", ",2025-03-07,2025-03-10", ",,2025-03-11", ",,,7"))
	equal(t, "points", counted(b), "[3 2-0=2 5 3-2=1 6 4-2=2 7 5-2=3 10 5-3=2 11 6-4=2]")
	if b.Unit != "items" || !b.FromWork {
		t.Errorf("unit %q, from work %v", b.Unit, b.FromWork)
	}
}

func TestCountedInEstimates(t *testing.T) {
	rows := []string{"2025-03-03,,2025-03-05,5,points", "2025-03-04,,,3,points"}
	b := burn(t, workProject(rows...))
	equal(t, "points", counted(b), "[3 5-0=5 4 8-0=8 5 8-5=3]")
	equal(t, "the items' unit", b.Unit, "points")
	equal(t, "two units", burn(t, workProject("2025-03-03,,2025-03-05,5,hours", rows[1])).Unit, "units")
	equal(t, "no unit", burn(t, workProject("2025-03-03,,2025-03-05,5")).Unit, "units")
	p := workProject(rows...)
	p.Meta.Unit = "story points"
	equal(t, "the project's unit", burn(t, p).Unit, "story points")
	p.Records = append(p.Records, burnProject("2025-03-03,10,0,").Records...)
	if b := burn(t, p); b.FromWork || len(b.Points) != 1 {
		t.Error("the register is there and the work items were counted")
	}
	if _, ok := BurndownOf(workProject(",,,5"), Calendar{}); ok {
		t.Error("a burndown without a day")
	}
}

// TestFractionsAddUpToNothingLeft: .1, .2 and .3 done in another order than created are .6.
func TestFractionsAddUpToNothingLeft(t *testing.T) {
	b := burn(t, workProject("2025-03-03,,2025-03-07,.1", "2025-03-03,,2025-03-06,.2", "2025-03-03,,2025-03-05,.3"))
	equal(t, "done on", b.DoneOn, "2025-03-07")
	equal(t, "left", b.Points[3].Remaining.Value, 0)
}

func TestOrderOfBurndownRows(t *testing.T) {
	rows := []string{"2025-03-03,10,0,", "2025-03-04,10,2,", "2025-03-04,10,2,,5", "2025-03-04,10,2,,6", "2025-03-04,,,8", "2025-03-04,9,1,8"}
	want := burn(t, burnProject(rows...))
	for i := range rows {
		turned := burnProject(rows...)
		turned.Records = append(slices.Clone(turned.Records[i:]), turned.Records[:i]...)
		equal(t, fmt.Sprint("turned by ", i), burn(t, turned), want)
	}
}

func TestWorkingDays(t *testing.T) {
	c := NewCalendar([]Date{on("2025-12-25"), on("2025-12-27"), on("2025-12-26"), on("2025-12-25")})
	for _, w := range []struct {
		from, to string
		want     int
	}{
		{"2025-12-24", "2025-12-24", 0}, {"2025-12-25", "2025-12-24", 0}, {"2025-12-24", "2025-12-29", 1}, {"2025-12-19", "2026-01-02", 8},
		{"2025-12-20", "2025-12-21", 0}, {"2025-12-21", "2025-12-22", 1}, {"2025-12-26", "2025-12-29", 1}, {"2025-01-01", "2026-01-01", 259},
		{"", "2025-12-24", 0}, {"2025-12-24", "", 0}, {"0001-01-01", "9999-12-31", 2_608_614 - 2},
	} {
		if got := c.WorkingDays(on(w.from), on(w.to)); got != w.want {
			t.Errorf("after %s to %s: %d working days, want %d", w.from, w.to, got, w.want)
		}
	}
	for day, want := range map[string]bool{"2025-12-24": true, "2025-12-25": false, "2025-12-27": false, "2025-12-29": true} {
		if c.IsWorkingDay(on(day)) != want {
			t.Errorf("%s worked: %v", day, !want)
		}
	}
}

// TestPlannedDoneOfTheIdealLine is the line's own last day, also where no point lies on it: between
// two reports, after the last one, or on the Friday before a finish planned for a Sunday.
func TestPlannedDoneOfTheIdealLine(t *testing.T) {
	p := burnProject("2025-03-07,100,0,", "2025-03-14,100,50,", "2025-03-21,100,100,")
	for finish, want := range map[string]string{"2025-03-19": "2025-03-19", "2025-04-04": "2025-04-04", "2025-03-16": "2025-03-14", "2025-03-07": "", "": ""} {
		p.Meta.PlannedFinish = on(finish)
		equal(t, "planned for "+finish, burn(t, p).PlannedDone, want)
	}
}
