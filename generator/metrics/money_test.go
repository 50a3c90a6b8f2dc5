package metrics

import (
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"github.com/gatefold/gatefold/content"
)

func costLine(category, planned, committed, actual, forecast string) content.Record {
	return content.Cost{Category: category, Planned: cell(planned), Committed: cell(committed), Actual: cell(actual), Forecast: cell(forecast)}
}

func TestCosts(t *testing.T) {
	c, ok := CostsOf(&content.Project{Records: []content.Record{
		costLine("Pilot", "22000", "24220", "24220", "24220"), costLine("Travel", "7344", "", "4464", "4464"),
		costLine("Second pair", "0", "9600", "9600", ""), costLine("Credit", "", "", "-14200", "-14200"),
	}})
	if !ok || len(c.Lines) != 4 {
		t.Fatalf("%+v", c)
	}
	check(t, []figure{{"over", c.Lines[0].Variance, 2220, 0}, {"share", c.Lines[0].Share, 2220.0 / 22000, 0}, {"under", c.Lines[1].Variance, -2880, 0}, {"unplanned", c.Lines[2].Variance, 9600, 0},
		{"total", c.Total.Variance, 24084 - 29344, 0}, {"committed", amountOf(c.Total.Committed), 33820, 0}, {"forecast", amountOf(c.Total.Forecast), 14484, 0}})
	undefined(t, "a share of nothing", c.Lines[2].Share, "nothing was planned for it")
	undefined(t, "not planned", c.Lines[3].Variance, "no planned amount is given")
	undefined(t, "not planned", c.Lines[3].Share, "no planned amount is given")
}

// TestCostsNotBookedYet: half of the actual amounts against all of the plan would look like savings.
func TestCostsNotBookedYet(t *testing.T) {
	c, _ := CostsOf(&content.Project{Records: []content.Record{costLine("A", "100", "", "110", ""), costLine("B", "100", "", "", "")}})
	undefined(t, "line", c.Lines[1].Variance, "no actual amount is given yet")
	undefined(t, "total", c.Total.Variance, "1 of 2 lines have no actual amount yet")
	undefined(t, "share", c.Total.Share, "1 of 2 lines have no actual amount yet")
	if c.Total.Forecast.Set || !c.Total.Actual.Set {
		t.Errorf("%+v", c.Total)
	}
	if _, ok := CostsOf(&content.Project{}); ok {
		t.Error("a project without costs has some")
	}
}

func approvedChange(cost float64, from, status string) content.Record {
	return content.Change{ImpactCost: num(cost), FundedFrom: from, Status: status}
}

func TestMoneyWithoutEarnedValue(t *testing.T) {
	p := &content.Project{Records: []content.Record{
		approvedChange(10, "budget", "implemented"), approvedChange(5, "reserve", "approved with conditions"), approvedChange(99, "budget", "rejected"), approvedChange(7, "none", "approved"),
		costLine("A", "100", "", "90", ""),
	}}
	p.Meta.Money = content.Money{Currency: "GBP", Budget: num(100), Reserve: num(20)}
	m := MoneyOf(p)
	check(t, []figure{{"first", amountOf(m.First), 100, 0}, {"current", amountOf(m.Current), 110, 0}, {"spent", amountOf(m.Spent), 90, 0}, {"over the first", m.OverFirst, -10, 0},
		{"over the current", m.OverCurrent, -20, 0}, {"as a fraction", m.ShareOfCurrent, -20.0 / 110, 0}, {"drawn though nothing is overspent", m.Drawn, 5, 0}, {"left", m.Left, 15, 0}})
}

func TestMoneyOfNothing(t *testing.T) {
	m := MoneyOf(&content.Project{})
	undefined(t, "over", m.OverFirst, "no budget is given")
	undefined(t, "share", m.ShareOfCurrent, "no budget is given")
	undefined(t, "left", m.Left, "no reserve is given")
	p := &content.Project{}
	p.Meta.Money = content.Money{Budget: num(0), Reserve: num(0)}
	m = MoneyOf(p)
	undefined(t, "spent", m.OverFirst, "no actual cost is booked yet")
	check(t, []figure{{"left of nothing", m.Left, 0, 0}})
}

// TestMoneyOfTwoBaselines: the newest budget is that of the newest period, whatever a baseline is called.
func TestMoneyOfTwoBaselines(t *testing.T) {
	p := earnedProject(0, "1,10,10,12,100,old", "2,20,20,24,100,old", "2,24,24,24,130,a new one", "3,130,130,140,,a new one")
	m := MoneyOf(p)
	check(t, []figure{{"first", amountOf(m.First), 100, 0}, {"current", amountOf(m.Current), 130, 0}, {"over the first", m.OverFirst, 40, 0}, {"over the current", m.OverCurrent, 10, 0}})
}

func TestShares(t *testing.T) {
	s := Figures(250_000, num(200_000), num(290_000), num(500_000)).Shares()
	check(t, []figure{{"planned", s.Planned, .5, 0}, {"complete", s.Complete, .4, 0}, {"spent", s.Spent, .58, 0}, {"SV", s.SVOfPV, -.2, 0}, {"CV", s.CVOfEV, -.45, 0}})
	s = Figures(0, num(0), num(10), content.Number{}).Shares()
	undefined(t, "complete", s.Complete, whyNoBudget)
	undefined(t, "SV", s.SVOfPV, whyNoPlan)
	undefined(t, "CV", s.CVOfEV, whyNothing)
	if s := Figures(100, content.Number{}, content.Number{}, num(200)).Shares(); !s.Planned.Set || s.Complete != (Value{}) || s.CVOfEV != (Value{}) {
		t.Errorf("a period not reached: %+v", s)
	}
}

func TestPeriodsByThemselves(t *testing.T) {
	periods := earned(t, 500, "1,100,90,95", "2,100,120,95", "3,300,,200", "4,500,400,300", "4,300,300,300,600,2").Periods()
	check(t, []figure{{"SPI 1", periods[0].SPI, .9, 0}, {"CPI 1", periods[0].CPI, 90.0 / 95, 0}, {"PV 4", amountOf(periods[3].PV), 200, 0}, {"AC 4", amountOf(periods[3].AC), 100, 0}, {"a new baseline", periods[4].SPI, 1, 0}})
	undefined(t, "SPI 2", periods[1].SPI, "nothing was planned in this period")
	undefined(t, "CPI 2", periods[1].CPI, "no actual cost was booked in this period")
	for _, v := range []Value{periods[2].SPI, periods[2].CPI, periods[3].SPI, periods[3].CPI} {
		if v != (Value{}) {
			t.Errorf("%+v, want nothing: EV is missing in one of the two periods", v)
		}
	}
}

func TestCurrenciesAreNeverAdded(t *testing.T) {
	money := func(currency string, first, spent float64) Money {
		return Money{Currency: currency, First: num(first), Spent: num(spent)}
	}
	totals := CurrencyTotals([]Money{money("EUR", 50, 40), money("USD", 100, 120), money("USD", 100, 60), {Currency: "USD", First: num(9)}, money("GBP", 0, 4)})
	if len(totals) != 3 || totals[0].Currency != "USD" || totals[0].Projects != 2 || totals[1].Currency != "EUR" {
		t.Fatalf("%+v", totals)
	}
	check(t, []figure{{"USD", totals[0].Share, -.1, 0}, {"EUR", totals[1].Share, -.2, 0}})
	undefined(t, "GBP", totals[2].Share, "the first budgets are 0")
}

// TestSampleMoneyTimeAndGates holds the sample portfolio to the headlines of its story.
func TestSampleMoneyTimeAndGates(t *testing.T) {
	portfolio, _, err := content.Load(os.DirFS("../../sample-portfolio"), content.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cal := NewCalendar(portfolio.Config.Holidays)
	var all []Money
	for _, want := range []struct {
		slug                              string
		first, current, spent, over, left float64
		late, gates                       float64
	}{
		{"device-refresh", 214_000, 217_960, 231_480, 13_520, 2_480, 14, 6},
		{"warehouse-wifi", 168_000, 168_000, 163_900, -4_100, 0, 0, 5},
		{"erp-cloud", 640_000, 712_000, 721_000, 9_000, -9_000, 30, 8},
	} {
		i := 0
		for portfolio.Projects[i].Slug != want.slug {
			i++
		}
		p := portfolio.Projects[i]
		m, g := MoneyOf(p), GatesOf(portfolio.AsOf, p)
		all = append(all, m)
		s, _ := ScheduleOf(p, cal, portfolio.AsOf)
		c, _ := CostsOf(p)
		check(t, []figure{
			{want.slug + " first", amountOf(m.First), want.first, 0}, {want.slug + " current", amountOf(m.Current), want.current, 0}, {want.slug + " spent", amountOf(m.Spent), want.spent, 0},
			{want.slug + " over", m.OverCurrent, want.over, 0}, {want.slug + " left", m.Left, want.left, 0}, {want.slug + " days late", s.FinishVariance, want.late, 0},
			{want.slug + " gates", Is(float64(g.Total)), want.gates, 0}, {want.slug + " costs", amountOf(c.Total.Actual), want.spent, 0},
		})
		if g.Open != 0 || !s.Finished {
			t.Errorf("%s: %d conditions open, finished %v", want.slug, g.Open, s.Finished)
		}
	}
	totals := CurrencyTotals(all)
	check(t, []figure{{"first budgets", Is(totals[0].First), 1_022_000, 0}, {"spent", Is(totals[0].Spent), 1_116_380, 0}, {"share", totals[0].Share, .092, .0005}})
	for _, i := range content.Of[content.Incident](portfolio.Projects[0]) {
		times := IncidentTimesOf(i)
		check(t, []figure{{"declared", times.Declare, 15, 0}, {"stopped", times.Mitigate, 22, 0}, {"restored", times.Restore, 630, 0}})
	}
}

// TestMoneyIsAlwaysANumber: from amounts that are 0, missing, tiny, huge or negative.
func TestMoneyIsAlwaysANumber(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 71))
	amount := func() content.Number {
		pool := []content.Number{{}, num(0), num(1), num(-1), num(100), num(5e-324), num(1e-300), num(1e15), num(-1e15), num(math.MaxFloat64), num(-math.MaxFloat64), num(random.Float64() * 1000)}
		return pool[random.IntN(len(pool))]
	}
	for range 3000 {
		p := &content.Project{}
		p.Meta.Money = content.Money{Budget: amount(), Reserve: amount()}
		for i := range random.IntN(4) {
			p.Records = append(p.Records, content.Cost{Planned: amount(), Committed: amount(), Actual: amount(), Forecast: amount()},
				content.Change{ImpactCost: amount(), FundedFrom: []string{"budget", "reserve"}[random.IntN(2)], Status: "approved"},
				content.EarnedValuePoint{PeriodEnd: on("2025-01-31").AddDays(30 * i), PV: amount(), EV: amount(), AC: amount(), BAC: amount()})
		}
		costs, _ := CostsOf(p)
		money := MoneyOf(p)
		ev, _ := EarnedValueOf(p)
		var shares []EVShares
		for _, point := range ev.Points {
			shares = append(shares, point.Shares())
		}
		if t.Failed() {
			t.Fatalf("from %+v", p.Records)
		}
		for name, result := range map[string]any{"costs": costs, "money": money, "totals": CurrencyTotals([]Money{money, money}), "shares": shares, "periods": ev.Periods()} {
			walk(t, name, reflect.ValueOf(result))
		}
	}
}
