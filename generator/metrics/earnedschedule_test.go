package metrics

import (
	"fmt"
	"testing"
)

// The edge cases of domain.md 2.2, each by its name there.

func TestEarnedLessThanTheFirstPeriod(t *testing.T) {
	check(t, []figure{{"ES", EarnedSchedule([]float64{0, 100, 300, 500}, 40, 500), .4, 0}, {"ES of nothing", EarnedSchedule([]float64{0, 100, 300, 500}, 0, 500), 0, 0}})
}

func TestIdlePeriodCounts(t *testing.T) {
	planned := []float64{0, 100, 100, 100, 300, 500}
	check(t, []figure{{"at the idle value", EarnedSchedule(planned, 100, 500), 3, 0}, {"just above", EarnedSchedule(planned, 120, 500), 3.1, 0}, {"just below", EarnedSchedule(planned, 99, 500), .99, 0}})
}

func TestIdleFirstPeriod(t *testing.T) {
	planned := []float64{0, 0, 200, 500}
	check(t, []figure{{"nothing earned", EarnedSchedule(planned, 0, 500), 1, 0}, {"half of the second", EarnedSchedule(planned, 100, 500), 1.5, 0}})
}

func TestEndOfThePlanIsTheFirstBudget(t *testing.T) {
	planned := []float64{0, 100, 500, 500, 500}
	check(t, []figure{{"EV = BAC", EarnedSchedule(planned, 500, 500), 2, 0}, {"EV > BAC", EarnedSchedule(planned, 600, 500), 2, 0},
		{"PD", PlannedDuration(planned, 500), 2, 0}, {"just before", EarnedSchedule(planned, 499, 500), 1.9975, 0}})
}

func TestNoPeriodYet(t *testing.T) {
	undefined(t, "no period", EarnedSchedule([]float64{0}, 5, 10), whyNoPlan)
	undefined(t, "no plan", EarnedSchedule([]float64{0, 0, 0}, 5, 10), whyNoPlan)
	undefined(t, "no time", EACTAtPlannedRate(0, Is(9), Is(3)), "no period has passed yet")
	undefined(t, "no ES", EACTAtPlannedRate(1, Is(9), Undefined("x")), "x")
	undefined(t, "no PD", EACTAtPlannedRate(1, Undefined("y"), Is(3)), "y")
}

func TestNothingEarnedHasNoEnd(t *testing.T) {
	p := earned(t, 500, "1,100,0,10", "2,300", "3,500").Points[0]
	check(t, []figure{{"ES", p.ES, 0, 0}, {"SPI(t)", p.SPIT, 0, 0}})
	undefined(t, "EAC(t)", p.EACT, whyNothing)
}

// TestPlanDoesNotReachTheBudget: a register without the periods to come knows no duration, and what
// is earned beyond its last planned value has no place in it.
func TestPlanDoesNotReachTheBudget(t *testing.T) {
	points := earned(t, 500, "1,100,90,95", "2,200,200,200", "3,300,340,300").Points
	check(t, []figure{{"ES", points[0].ES, .9, 0}, {"ES at the plan", points[1].ES, 2, 0}})
	undefined(t, "EAC(t)", points[0].EACT, "the plan does not reach the budget yet")
	ahead := "more was earned than is planned so far: the plan's later periods are not given"
	undefined(t, "ES", points[2].ES, ahead)
	undefined(t, "SPI(t)", points[2].SPIT, ahead)
	undefined(t, "EAC(t)", points[2].EACT, ahead)
}

func TestPlanThatFalls(t *testing.T) {
	planned := []float64{0, 200, 100, 400, 500}
	check(t, []figure{{"between", EarnedSchedule(planned, 150, 500), 2 + 50.0/300, 0}, {"on the way down", EarnedSchedule(planned, 200, 500), 2 + 100.0/300, 0}})
}

// TestOnePeriod is a register of one row: the plan reaches the budget at once.
func TestOnePeriod(t *testing.T) {
	p := earned(t, 500, "1,500,250,300").Points[0]
	check(t, []figure{{"ES", p.ES, .5, 0}, {"SPI(t)", p.SPIT, .5, 0}, {"EAC(t)", p.EACT, 2, 0}, {"CPI", p.CPI, 250.0 / 300, 0}, {"EAC", p.EAC, 600, 0}})
}

// TestEachBaselineCountsItsOwnPeriods: the first row of every baseline is period 1.
func TestEachBaselineCountsItsOwnPeriods(t *testing.T) {
	ev := earned(t, 0, "1,100,90,95,500", "2,300,200,250,500", "3,200,200,200,400,2", "4,400,300,320,400,2")
	for i, want := range []float64{.9, 1.5, 1, 1.5} {
		check(t, []figure{{fmt.Sprint("ES of row ", i), ev.Points[i].ES, want, 0}})
	}
	if ev.Points[1].Baseline != "1" || ev.Points[2].Baseline != "2" {
		t.Errorf("baselines %q and %q", ev.Points[1].Baseline, ev.Points[2].Baseline)
	}
}
