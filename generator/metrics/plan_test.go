package metrics

import (
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/content"
)

var usual = content.Thresholds{Green: 0.05, Amber: 0.10}

// TestRAGByVariance: a threshold belongs to the better colour; better than planned is green.
func TestRAGByVariance(t *testing.T) {
	for variance, want := range map[float64]string{-0.5: "green", 0: "green", 0.05: "green", 0.0501: "amber", 0.10: "amber", 0.1001: "red", 4: "red"} {
		if got := RAG(Is(variance), usual); got != want {
			t.Errorf("%v: %s, want %s", variance, got, want)
		}
	}
	if got := RAG(Undefined("no budget is given"), usual); got != "" {
		t.Errorf("an undefined variance is %s", got)
	}
	alabama := content.Thresholds{Green: 0.15, Amber: 0.25}
	if got := RAG(Is(0.16), alabama); got != "amber" {
		t.Errorf("16 %% by Alabama's thresholds is %s", got)
	}
}

func TestRAGByIndex(t *testing.T) {
	for index, want := range map[float64]string{1.2: "green", 0.95: "green", 0.9499: "amber", 0.90: "amber", 0.8999: "red", 0: "red"} {
		if got := RAGOfIndex(Is(index), usual); got != want {
			t.Errorf("%v: %s, want %s", index, got, want)
		}
	}
	if got := RAGOfIndex(Undefined("no actual cost booked yet"), usual); got != "" {
		t.Errorf("an undefined index is %s", got)
	}
}

// TestWorkingDayVariance: 6 June 2025 is a Friday, 9 June a holiday here.
func TestWorkingDayVariance(t *testing.T) {
	cal := NewCalendar([]Date{on("2025-06-09")})
	for days, want := range map[[2]string]int{
		{"2025-06-06", "2025-06-06"}: 0, {"2025-06-06", "2025-06-08"}: 0, {"2025-06-06", "2025-06-09"}: 0, {"2025-06-06", "2025-06-10"}: 1,
		{"2025-06-06", "2025-06-27"}: 14, {"2025-06-27", "2025-06-06"}: -14, {"2025-06-08", "2025-06-06"}: 0, {"2025-06-06", "2025-06-05"}: -1,
	} {
		if got := cal.Variance(on(days[0]), on(days[1])); got != want {
			t.Errorf("%v: %d, want %d", days, got, want)
		}
	}
}

func TestSchedule(t *testing.T) {
	p := &content.Project{Records: []content.Record{
		content.Milestone{ID: "M-2", BaselineFinish: on("2025-06-06"), Finish: on("2025-06-20"), ActualFinish: on("2025-06-27")},
		content.Milestone{ID: "M-1", BaselineFinish: on("2025-06-06"), Finish: on("2025-06-05")},
		content.Milestone{ID: "M-3", BaselineFinish: on("2025-06-10"), ActualFinish: on("2025-06-10")},
		content.Milestone{ID: "M-4", ActualFinish: on("2025-06-10")},
		content.Milestone{ID: "M-5", BaselineFinish: on("2025-06-30")},
		content.Milestone{ID: "M-6", BaselineFinish: on("2025-06-02"), Status: "cancelled"},
	}}
	p.Meta.Start, p.Meta.PlannedFinish, p.Meta.Finish = on("2025-06-02"), on("2025-06-29"), on("2025-07-13")
	s, ok := ScheduleOf(p, Calendar{}, on("2025-06-28"))
	got := ""
	for _, m := range s.Milestones {
		got += fmt.Sprintf("%s %v %v%v %v; ", m.ID, m.Variance.V, one(m.Actual), one(m.Overdue), m.Variance.Why)
	}
	want := "M-4 0 10 it was not in the baseline; M-6 0 00 neither an actual nor a forecast finish is given; M-1 -1 01 ; M-2 15 10 ; M-3 0 10 ; M-5 0 00 neither an actual nor a forecast finish is given; "
	if !ok || got != want || s.Late != 1 || s.Early != 1 || s.OnIt != 1 {
		t.Errorf("%s\nwant\n%s\n%d late, %d early, %d on it", got, want, s.Late, s.Early, s.OnIt)
	}
	check(t, []figure{{"finish", s.FinishVariance, 14, 0}, {"weeks", s.Weeks, 6, 0}, {"planned weeks", s.PlannedWeeks, 4, 0}})
	if s.Finished {
		t.Error("finished before its finish")
	}
}

func TestScheduleOfNothing(t *testing.T) {
	s, ok := ScheduleOf(&content.Project{}, Calendar{}, Date{})
	if ok || s.Finished {
		t.Errorf("%+v", s)
	}
	undefined(t, "finish", s.FinishVariance, "the finish or the planned finish is not given")
	undefined(t, "weeks", s.Weeks, "the start or the finish is not given")
	undefined(t, "backwards", weeksBetween(on("2025-06-06"), on("2025-06-05")), "the finish is written as before the start")
}

func TestIncidentTimes(t *testing.T) {
	i := content.Incident{Started: at("2025-04-15 23:30"), Detected: at("2025-04-16 07:10"), Declared: at("2025-04-16 07:05"), Mitigated: at("2025-04-16"), Restored: at("2025-04-16 17:40")}
	times := IncidentTimesOf(i)
	check(t, []figure{{"over midnight", times.Detect, 460, 0}, {"restore", times.Restore, 630, 0}, {"in all", times.Total, 1090, 0}})
	undefined(t, "declare", times.Declare, "its declaration is written as before its detection")
	undefined(t, "mitigate", times.Mitigate, "the time of its mitigation is not given")
	undefined(t, "nothing", IncidentTimesOf(content.Incident{}).Detect, "the time of its start is not given")
	i.Detected = i.Started
	check(t, []figure{{"noticed at once", IncidentTimesOf(i).Detect, 0, 0}})
}

func TestGates(t *testing.T) {
	gate := func(day, decision string, conditions ...content.Condition) content.Record {
		return content.Gate{Date: on(day), Decision: decision, Conditions: conditions}
	}
	first := &content.Project{Records: []content.Record{
		gate("2025-02-07", "go"), gate("2025-03-21", "conditional go",
			content.Condition{Due: on("2025-03-28"), Closed: on("2025-03-28")}, content.Condition{Due: on("2025-03-28"), Closed: on("2025-03-29")},
			content.Condition{Due: on("2025-04-20")}, content.Condition{Due: on("2025-04-25"), Closed: on("2025-05-02")}, content.Condition{}),
		gate("2025-06-01", "kill"), // later than the as-of day
	}}
	second := &content.Project{Records: []content.Record{gate("2025-02-14", "go"), gate("2025-02-21", "recycle")}}
	g := GatesOf(on("2025-04-25"), first, second)
	if fmt.Sprint(g.Decisions) != "[{go 2} {conditional go 1} {recycle 1}]" || g.Total != 4 || g.Of("go") != 2 || g.Of("kill") != 0 {
		t.Errorf("%+v", g)
	}
	if g.Conditions != 5 || g.Open != 3 || g.Late != 1 || g.ClosedLate != 1 {
		t.Errorf("%+v", g)
	}
	if g := GatesOf(Date{}, first); g.Total != 3 || g.Late != 0 || g.Open != 2 {
		t.Errorf("without an as-of day: %+v", g)
	}
}
