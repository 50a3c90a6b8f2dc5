package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// rounds is how many random projects each law is held to.
const rounds = 400

// odd is an amount that no one should record as often as one that people do.
func odd(r *rand.Rand) content.Number {
	values := []float64{0, 0, 1, -1, -250, .001, 1e-300, 1e6, 1e15, 1e300, math.MaxFloat64, -math.MaxFloat64}
	switch r.IntN(4) {
	case 0:
		return content.Number{}
	case 1:
		return num(values[r.IntN(len(values))])
	}
	return num(float64(r.IntN(500)))
}

func oddDay(r *rand.Rand) Date {
	if r.IntN(12) == 0 {
		return Date{}
	}
	return on("2025-01-01").AddDays(r.IntN(120))
}

func oddMoment(r *rand.Rand) content.Moment {
	return content.Moment{Date: oddDay(r), Minutes: r.IntN(1440), HasTime: r.IntN(5) > 0}
}

func pick(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

// oddProject has odd rows in every register from which figures are computed.
func oddProject(r *rand.Rand) *content.Project {
	p := &content.Project{}
	p.Meta.Money.Budget, p.Meta.PlannedFinish, p.Meta.Finish = odd(r), oddDay(r), oddDay(r)
	for range r.IntN(3) {
		p.Meta.Pauses = append(p.Meta.Pauses, content.Pause{From: oddDay(r), To: oddDay(r)})
	}
	for range r.IntN(9) {
		p.Records = append(p.Records, content.EarnedValuePoint{PeriodEnd: oddDay(r), PV: odd(r), EV: odd(r), AC: odd(r), BAC: odd(r), Baseline: pick(r, "", "1", "2")})
	}
	for i := range r.IntN(6) {
		p.Records = append(p.Records, content.SLAEvent{ID: fmt.Sprint(i), Metric: pick(r, "response", "resolution", "availability", ""), Target: odd(r), Actual: odd(r),
			Unit: pick(r, "", "hours", "min", "days", "%", "x"), Opened: oddMoment(r), Accepted: oddMoment(r), Responded: oddMoment(r), Resolved: oddMoment(r),
			Clock: pick(r, "", "opened", "accepted"), CreditDue: odd(r), CreditReceived: odd(r)})
	}
	if r.IntN(2) == 0 {
		for i := range r.IntN(12) {
			p.Records = append(p.Records, content.WorkItem{ID: fmt.Sprint(i), Created: oddDay(r), Started: oddDay(r), Done: oddDay(r), Estimate: odd(r)})
		}
		return p
	}
	for range r.IntN(12) {
		point := content.BurndownPoint{Date: oddDay(r), Scope: odd(r), Completed: odd(r), Remaining: odd(r)}
		for range r.IntN(3) * r.IntN(2) {
			point.Baselines = append(point.Baselines, odd(r))
		}
		p.Records = append(p.Records, point)
	}
	return p
}

// figuresOf are all figures of a project.
func figuresOf(p *content.Project) []any {
	b, _ := BurndownOf(p, NewCalendar([]Date{on("2025-01-06"), on("2025-02-03")}))
	ev, _ := EarnedValueOf(p)
	s, _ := SLAOf(p, on("2025-04-01"))
	before, after := s.Split(on("2025-02-01"))
	return []any{b, ev, s, before, after}
}

func eachProject(t *testing.T, law func(p *content.Project, r *rand.Rand, where string)) {
	t.Helper()
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 20))
		law(oddProject(r), r, fmt.Sprintf("seed %d", seed))
		if t.Failed() {
			return
		}
	}
}

func TestOrderOfRowsNeverMatters(t *testing.T) {
	eachProject(t, func(p *content.Project, r *rand.Rand, where string) {
		want := fmt.Sprintf("%+v", figuresOf(p))
		r.Shuffle(len(p.Records), func(i, j int) { p.Records[i], p.Records[j] = p.Records[j], p.Records[i] })
		if got := fmt.Sprintf("%+v", figuresOf(p)); got != want {
			t.Errorf("%s: in another order\n%s\nwant\n%s", where, got, want)
		}
	})
}

func TestInputStaysAsItIs(t *testing.T) {
	eachProject(t, func(p *content.Project, _ *rand.Rand, where string) {
		before := fmt.Sprintf("%+v", *p)
		figuresOf(p)
		if fmt.Sprintf("%+v", *p) != before {
			t.Errorf("%s: the project was changed", where)
		}
	})
}

// TestEveryFigureIsANumber walks all that comes back: no NaN, no infinity, and a Value is set, or
// has a reason, or nothing.
func TestEveryFigureIsANumber(t *testing.T) {
	eachProject(t, func(p *content.Project, _ *rand.Rand, where string) {
		for _, f := range figuresOf(p) {
			walk(t, where, reflect.ValueOf(f))
		}
	})
}

func walk(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	if f, ok := v.Interface().(Value); ok && (f.Set && f.Why != "" || !f.Set && f.V != 0) {
		t.Errorf("%s is %+v", path, f)
	}
	switch v.Kind() {
	case reflect.Float64:
		if !finite(v.Float()) {
			t.Errorf("%s is %v", path, v.Float())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(t, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	}
}

func TestBurndownLaws(t *testing.T) {
	eachProject(t, func(p *content.Project, _ *rand.Rand, where string) {
		b, ok := BurndownOf(p, NewCalendar(nil))
		if !ok {
			return
		}
		for i, point := range b.Points {
			if point.Remaining.Value < 0 || point.Ideal.Value < 0 {
				t.Errorf("%s: %v left, ideal %v", where, point.Remaining.Value, point.Ideal.Value)
			}
			if i > 0 && (point.Date.Before(b.Points[i-1].Date) || point.Ideal.Value > b.Points[i-1].Ideal.Value) {
				t.Errorf("%s: %v after %v: the ideal rises or time goes back", where, point, b.Points[i-1])
			}
		}
		last, ends := b.Points[len(b.Points)-1], b.Projection
		if (ends.Reason == "") != !ends.Likely.IsZero() {
			t.Errorf("%s: %+v", where, ends)
		}
		if ends.Reason == "" && (!ends.Earliest.After(last.Date) || ends.Likely.Before(ends.Earliest) || !ends.Latest.IsZero() && ends.Latest.Before(ends.Likely)) {
			t.Errorf("%s: from %v: %+v is in no order", where, last.Date, ends)
		}
		if done := !b.DoneOn.IsZero(); done != (last.Remaining.Value == 0) || done != (ends.Reason == whyComplete) {
			t.Errorf("%s: %v left, done on %v, %+v", where, last.Remaining.Value, b.DoneOn, ends)
		}
	})
}

func TestEarnedScheduleStaysInThePlan(t *testing.T) {
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 21))
		planned, bac := []float64{0}, odd(r).Value
		for range r.IntN(9) {
			planned = append(planned, odd(r).Value)
		}
		limit := float64(len(planned) - 1)
		if d := PlannedDuration(planned, bac); d.Set {
			limit = d.V
		}
		if es := EarnedSchedule(planned, odd(r).Value, bac); es.Set && (es.V < 0 || es.V > limit) {
			t.Errorf("seed %d: %v, budget %v: ES %v, PD %v", seed, planned, bac, es.V, limit)
		}
	}
}

// TestEarnedScheduleRises: on a plan that never falls, more earned is never less schedule.
func TestEarnedScheduleRises(t *testing.T) {
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 22))
		planned := []float64{0}
		for range 1 + r.IntN(9) {
			planned = append(planned, planned[len(planned)-1]+float64(r.IntN(4)))
		}
		bac, before := planned[len(planned)-1], 0.0
		for ev := 0.0; ev <= bac+1 && bac > 0; ev += .25 {
			es := EarnedSchedule(planned, ev, bac)
			if !es.Set || es.V < before {
				t.Fatalf("seed %d: %v: ES %v (%s) of %v after %v", seed, planned, es.V, es.Why, ev, before)
			}
			before = es.V
		}
	}
}

func TestFinishedProjectCostsWhatItCost(t *testing.T) {
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 23))
		bac, ac := 1+r.Float64()*1e6, 1+r.Float64()*1e6
		p := Figures(odd(r).Value, num(bac), num(ac), num(bac))
		check(t, []figure{{"EAC", p.EAC, ac, 0}, {"EAC2", p.EACRemainingAtBudget, ac, 0}, {"EAC3", p.EACCPISPI, ac, 0}, {"ETC", p.ETC, 0, 0}, {"VAC", p.VAC, bac - ac, 0}})
		undefined(t, "TCPI", p.TCPIBAC, whyComplete)
	}
}

// TestForecastLaws: while work is left and money was spent, EAC is above AC, TCPI to EAC is CPI and
// EAC = AC + ETC, BAC = EAC + VAC.
func TestForecastLaws(t *testing.T) {
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 24))
		bac := 100 + r.Float64()*1e6
		ev, ac := bac*(.01+.98*r.Float64()), 1+r.Float64()*1e6
		p := Figures(bac*r.Float64(), num(ev), num(ac), num(bac))
		scale := 1e-9 * (bac + p.EAC.V)
		check(t, []figure{{"EAC", p.EAC, ac + (bac-ev)/p.CPI.V, scale}, {"ETC", p.ETC, p.EAC.V - ac, 0}, {"VAC", p.VAC, bac - p.EAC.V, 0}, {"TCPI to EAC", p.TCPIEAC, p.CPI.V, 1e-6}})
		if p.EAC.V <= ac {
			t.Errorf("seed %d: EAC %v, AC %v", seed, p.EAC.V, ac)
		}
	}
}
