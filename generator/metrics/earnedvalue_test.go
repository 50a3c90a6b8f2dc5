package metrics

import (
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/content"
)

const (
	whyNoCost   = "no actual cost booked yet"
	whyNoPlan   = "nothing was planned yet"
	whyNoBudget = "no budget at completion is given"
	whyNothing  = "nothing has been earned yet"
	whySpent    = "the budget is already spent and work is left: it cannot be met"
	whyMistake  = "more was earned than the budget holds: a mistake in the data"
)

// The edge cases of domain.md 2.1, each by its name there.

func TestNoActualCost(t *testing.T) {
	p := Figures(300, num(200), num(0), num(500))
	for name, v := range map[string]Value{"CPI": p.CPI, "EAC": p.EAC, "EAC3": p.EACCPISPI, "ETC": p.ETC, "VAC": p.VAC, "TCPI to EAC": p.TCPIEAC} {
		undefined(t, name, v, whyNoCost)
	}
	check(t, []figure{{"CV", p.CV, 200, 0}, {"SPI", p.SPI, 200.0 / 300, 0}, {"EAC2", p.EACRemainingAtBudget, 300, 0}, {"TCPI", p.TCPIBAC, .6, 0}})
}

// TestNoActualCostAtTheEnd: an EAC of 0 would say that the project costs nothing.
func TestNoActualCostAtTheEnd(t *testing.T) {
	p := Figures(500, num(500), num(0), num(500))
	for name, v := range map[string]Value{"CPI": p.CPI, "EAC": p.EAC, "EAC2": p.EACRemainingAtBudget, "EAC3": p.EACCPISPI, "ETC": p.ETC, "VAC": p.VAC} {
		undefined(t, name, v, whyNoCost)
	}
	undefined(t, "TCPI", p.TCPIBAC, whyComplete)
}

func TestNothingPlanned(t *testing.T) {
	p := Figures(0, num(20), num(25), num(500))
	undefined(t, "SPI", p.SPI, whyNoPlan)
	undefined(t, "EAC3", p.EACCPISPI, whyNoPlan)
	check(t, []figure{{"SV", p.SV, 20, 0}, {"CPI", p.CPI, .8, 0}, {"EAC", p.EAC, 625, 0}})
}

func TestNoBudget(t *testing.T) {
	for name, bac := range map[string]content.Number{"missing": {}, "zero": num(0), "negative": num(-5)} {
		p := Figures(300, num(200), num(250), bac)
		for _, v := range []Value{p.EAC, p.EACRemainingAtBudget, p.EACCPISPI, p.ETC, p.VAC, p.TCPIBAC, p.TCPIEAC} {
			undefined(t, name, v, whyNoBudget)
		}
		check(t, []figure{{"CPI", p.CPI, .8, 0}, {"SPI", p.SPI, 200.0 / 300, 0}})
	}
}

func TestNothingEarned(t *testing.T) {
	p := Figures(300, num(0), num(100), num(500))
	check(t, []figure{{"CPI", p.CPI, 0, 0}, {"SPI", p.SPI, 0, 0}, {"EAC2", p.EACRemainingAtBudget, 600, 0}, {"TCPI", p.TCPIBAC, 1.25, 0}})
	for name, v := range map[string]Value{"EAC": p.EAC, "EAC3": p.EACCPISPI, "ETC": p.ETC, "VAC": p.VAC, "TCPI to EAC": p.TCPIEAC} {
		undefined(t, name, v, whyNothing)
	}
}

func TestBudgetSpentWithWorkLeft(t *testing.T) {
	for _, ac := range []float64{500, 620} {
		p := Figures(400, num(400), num(ac), num(500))
		undefined(t, fmt.Sprint("TCPI with AC ", ac), p.TCPIBAC, whySpent)
		check(t, []figure{{"EAC", p.EAC, 500 / (400 / ac), 0}, {"TCPI to EAC is CPI", p.TCPIEAC, 400 / ac, 0}})
	}
}

func TestComplete(t *testing.T) {
	p := Figures(500, num(500), num(530), num(500))
	check(t, []figure{{"EAC", p.EAC, 530, 0}, {"EAC2", p.EACRemainingAtBudget, 530, 0}, {"EAC3", p.EACCPISPI, 530, 0}, {"ETC", p.ETC, 0, 0}, {"VAC", p.VAC, -30, 0}})
	undefined(t, "TCPI", p.TCPIBAC, whyComplete)
	undefined(t, "TCPI to EAC", p.TCPIEAC, whyComplete)
}

// TestMoreEarnedThanBudget: a forecast below what is already spent would be no forecast.
func TestMoreEarnedThanBudget(t *testing.T) {
	p := Figures(500, num(520), num(530), num(500))
	for name, v := range map[string]Value{"EAC": p.EAC, "EAC2": p.EACRemainingAtBudget, "EAC3": p.EACCPISPI, "ETC": p.ETC, "VAC": p.VAC, "TCPI": p.TCPIBAC, "TCPI to EAC": p.TCPIEAC} {
		undefined(t, name, v, whyMistake)
	}
	check(t, []figure{{"CPI", p.CPI, 520.0 / 530, 0}})
}

// TestPeriodsNotReached: their figures are left out without a reason.
func TestPeriodsNotReached(t *testing.T) {
	p := earned(t, 500, "1,100,90,95", "2,300", "3,500").Points[2]
	for _, v := range []Value{p.SV, p.CV, p.SPI, p.CPI, p.EAC, p.ETC, p.TCPIBAC, p.ES, p.SPIT, p.EACT} {
		if v != (Value{}) {
			t.Errorf("%+v, want nothing", v)
		}
	}
}

// TestHalfAPeriod has one of earned value and actual cost: what needs the other says so.
func TestHalfAPeriod(t *testing.T) {
	p := earned(t, 500, "1,100,90,").Points[0]
	for name, v := range map[string]Value{"CV": p.CV, "CPI": p.CPI, "EAC": p.EAC, "EAC2": p.EACRemainingAtBudget, "EAC3": p.EACCPISPI, "ETC": p.ETC, "VAC": p.VAC, "TCPI": p.TCPIBAC, "TCPI to EAC": p.TCPIEAC} {
		undefined(t, name, v, whyNoCost)
	}
	check(t, []figure{{"SPI", p.SPI, .9, 0}, {"SV", p.SV, -10, 0}, {"ES", p.ES, .9, 0}})
	p = earned(t, 500, "1,100,,95").Points[0]
	for name, v := range map[string]Value{"SV": p.SV, "SPI": p.SPI, "CV": p.CV, "CPI": p.CPI, "EAC": p.EAC, "ETC": p.ETC, "TCPI": p.TCPIBAC, "ES": p.ES, "SPI(t)": p.SPIT, "EAC(t)": p.EACT} {
		undefined(t, name, v, "no earned value is given")
	}
}

// TestDecreasingEV is rework: allowed.
func TestDecreasingEV(t *testing.T) {
	p := earned(t, 500, "1,100,90,95", "2,300,80,150").Points[1]
	check(t, []figure{{"SPI", p.SPI, 80.0 / 300, 0}, {"ES", p.ES, .8, 0}})
}

func TestPerPeriod(t *testing.T) {
	for name, c := range map[string]struct {
		budget float64
		rows   []string
		per    bool
		last   float64 // the planned value of the last row
	}{
		"amounts per period":         {100, []string{"1,20", "2,30", "3,50"}, true, 100},
		"within 1 %":                 {100, []string{"1,20", "2,30", "3,49"}, true, 99},
		"within 1 % above":           {100, []string{"1,20", "2,30", "3,51"}, true, 101},
		"not within 1 %":             {100, []string{"1,20", "2,30", "3,48.9"}, false, 48.9},
		"cumulative":                 {100, []string{"1,20", "2,50", "3,100"}, false, 100},
		"cumulative, not finished":   {100, []string{"1,10", "2,20", "3,40"}, false, 40},
		"one row":                    {100, []string{"1,100"}, false, 100},
		"one row within 1 %":         {100, []string{"1,99.5"}, false, 99.5},
		"budget of the register":     {0, []string{"1,20,,,100", "2,80"}, true, 100},
		"the newest budget counts":   {100, []string{"1,20,,,100", "2,40,,,120", "3,60,,,120"}, true, 120},
		"no budget":                  {0, []string{"1,20", "2,80"}, false, 80},
		"a budget of 0":              {0, []string{"1,0,,,0", "2,0,,,0"}, false, 0},
		"each baseline for itself":   {100, []string{"1,20", "2,80", "3,100,,,100,2", "4,100,,,100,2"}, true, 100},
		"written in another order":   {100, []string{"3,50", "1,20", "2,30"}, true, 100},
		"a negative budget":          {-100, []string{"1,-20", "2,-80"}, false, -80},
		"rows without planned value": {100, []string{"1,20", "2,80", "3,"}, true, 100},
	} {
		ev := earned(t, c.budget, c.rows...)
		if got := ev.Points[len(ev.Points)-1].PV; ev.PerPeriod != c.per || !near(got, c.last) {
			t.Errorf("%s: per period %v, last PV %v; want %v, %v", name, ev.PerPeriod, got, c.per, c.last)
		}
	}
}

func TestPerPeriodAddsUp(t *testing.T) {
	ev := earned(t, 100, "1,20,10,12", "2,30,30,", "3,50,,40")
	for i, want := range []EVPoint{{PV: 20, EV: num(10), AC: num(12)}, {PV: 50, EV: num(40)}, {PV: 100, AC: num(52)}} {
		if p := ev.Points[i]; p.PV != want.PV || p.EV != want.EV || p.AC != want.AC {
			t.Errorf("period %d: %v, %v, %v; want %v, %v, %v", i+1, p.PV, p.EV, p.AC, want.PV, want.EV, want.AC)
		}
	}
}

func TestBudgetIsCarriedForward(t *testing.T) {
	for budget, want := range map[float64][]float64{70: {70, 100, 100, 120, 120, 200, 200}, 0: {100, 100, 100, 120, 120, 200, 200}} {
		ev := earned(t, budget, "1,10,10,10", "2,20,20,20,100", "3,30,30,30", "4,40,40,40,120", "5,50,50,50", "6,50,50,50,,2", "7,60,60,60,200,2")
		for i := range want {
			if got := ev.Points[i].BAC; got != num(want[i]) {
				t.Errorf("budget %v, row %d: BAC %v, want %v", budget, i+1, got, want[i])
			}
		}
	}
}

func TestNoEarnedValue(t *testing.T) {
	for name, p := range map[string]*content.Project{"no register": {}, "no usable row": earnedProject(5, "1,,3,4", ",3,3,3")} {
		if ev, ok := EarnedValueOf(p); ok {
			t.Errorf("%s: %+v", name, ev)
		}
	}
}

// TestEqualRowsKeepNoOrder: rows that differ in one cell alone come out the same however they stand.
func TestEqualRowsKeepNoOrder(t *testing.T) {
	rows := []string{"1,100,90,95,500,1", "1,100,80,95,500", "1,100,80,95,400", "1,100,,95,500", "1,100,80,,500"}
	want := fmt.Sprintf("%+v", earned(t, 500, rows...))
	for i := range rows {
		turned := append(append([]string{}, rows[i:]...), rows[:i]...)
		if got := fmt.Sprintf("%+v", earned(t, 500, turned...)); got != want {
			t.Fatalf("turned by %d:\n%s\nwant\n%s", i, got, want)
		}
	}
}
