package metrics

import (
	"cmp"
	"math"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// EarnedValueOf is a project's earned value, one point for each period of each baseline, in the
// order of baselines and periods. ok is false when the project has no earned-value register.
func EarnedValueOf(p *content.Project) (ev EarnedValue, ok bool) {
	rows := content.Of[content.EarnedValuePoint](p)
	rows = slices.DeleteFunc(slices.Clone(rows), func(r content.EarnedValuePoint) bool { return r.PeriodEnd.IsZero() || !r.PV.Set })
	if len(rows) == 0 {
		return EarnedValue{}, false
	}
	ev.Currency = p.Meta.Money.Currency
	for i, series := range byBaseline(rows) {
		points := pointsOf(series, p.Meta.Money.Budget, i > 0)
		if perPeriod(points) {
			ev.PerPeriod = true
			accumulate(points)
		}
		for i := range points {
			points[i].compute()
		}
		earnedSchedule(points)
		ev.Points = append(ev.Points, points...)
	}
	return ev, true
}

// byBaseline splits the rows into one series a baseline, baselines in the order of their first
// period, rows by period. The whole of a row decides, so that the order in which rows were written
// never shows.
func byBaseline(rows []content.EarnedValuePoint) [][]content.EarnedValuePoint {
	series := map[string][]content.EarnedValuePoint{}
	for _, r := range rows {
		name := cmp.Or(r.Baseline, "1")
		series[name] = append(series[name], r)
	}
	var out [][]content.EarnedValuePoint
	for _, s := range series {
		slices.SortStableFunc(s, func(a, b content.EarnedValuePoint) int {
			return cmp.Or(a.PeriodEnd.Compare(b.PeriodEnd), compareNumbers(a.PV, b.PV), compareNumbers(a.AC, b.AC),
				compareNumbers(a.EV, b.EV), compareNumbers(a.BAC, b.BAC), cmp.Compare(a.Note, b.Note))
		})
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b []content.EarnedValuePoint) int {
		return cmp.Or(a[0].PeriodEnd.Compare(b[0].PeriodEnd), cmp.Compare(cmp.Or(a[0].Baseline, "1"), cmp.Or(b[0].Baseline, "1")))
	})
	return out
}

// pointsOf carries the budget forward to rows that do not repeat it. The rows before the first that
// gives one have the project's; where there is none, and in a later baseline, the first given.
func pointsOf(rows []content.EarnedValuePoint, budget content.Number, later bool) []EVPoint {
	bac := budget
	if i := slices.IndexFunc(rows, func(r content.EarnedValuePoint) bool { return r.BAC.Set }); i >= 0 && (later || !budget.Set) {
		bac = rows[i].BAC
	}
	var out []EVPoint
	for _, r := range rows {
		if r.BAC.Set {
			bac = r.BAC
		}
		out = append(out, EVPoint{PeriodEnd: r.PeriodEnd, Baseline: cmp.Or(r.Baseline, "1"), PV: r.PV.Value, EV: r.EV, AC: r.AC, BAC: bac, Note: r.Note})
	}
	return out
}

// perPeriod tells whether a series is per period: its planned values sum to the budget within 1 %
// (formats.md section 2; the newest budget, when it changes). One row reads the same either way and
// so is never called per period; nor is a series without a budget above 0, which cannot be told.
func perPeriod(points []EVPoint) bool {
	last := points[len(points)-1]
	if len(points) < 2 || !last.BAC.Set || last.BAC.Value <= 0 {
		return false
	}
	sum := 0.0
	for _, p := range points {
		sum += p.PV
	}
	off, allowed := math.Abs(sum-last.BAC.Value), 0.01*last.BAC.Value
	return off <= allowed || near(off, allowed)
}

func accumulate(points []EVPoint) {
	var pv, ev, ac float64
	for i := range points {
		p := &points[i]
		pv += p.PV
		p.PV = pv
		if p.EV.Set {
			ev += p.EV.Value
			p.EV = number(ev)
		}
		if p.AC.Set {
			ac += p.AC.Value
			p.AC = number(ac)
		}
	}
}

// Figures are the figures of one period from planned value, earned value, actual cost and budget
// (PMBOK; domain.md 2.1). Without earned value and actual cost the period has not been reached, and
// its figures are left out without a reason; with one of them, the figures that need the other say so.
func Figures(pv float64, ev, ac, bac content.Number) EVPoint {
	p := EVPoint{PV: pv, EV: ev, AC: ac, BAC: bac}
	p.compute()
	return p
}

func (p *EVPoint) compute() {
	if !p.EV.Set && !p.AC.Set {
		return
	}
	p.SV, p.SPI = Undefined(whyNoEV), Undefined(whyNoEV)
	if p.EV.Set {
		p.SV, p.SPI = Is(p.EV.Value-p.PV), Undefined("nothing was planned yet")
		if p.PV > 0 {
			p.SPI = Is(p.EV.Value / p.PV)
		}
	}
	if !p.EV.Set || !p.AC.Set {
		p.lack(whyNoEV)
		if p.EV.Set {
			p.lack(whyNoAC)
		}
		return
	}
	p.CV = Is(p.EV.Value - p.AC.Value)
	p.CPI = Undefined(whyNoAC)
	if p.AC.Value > 0 {
		p.CPI = Is(p.EV.Value / p.AC.Value)
	}
	p.forecast()
}

const (
	whyNoEV = "no earned value is given"
	whyNoAC = "no actual cost booked yet"
)

// lack gives the figures that need both earned value and actual cost the reason why there are none.
func (p *EVPoint) lack(why string) {
	none := Undefined(why)
	p.CV, p.CPI = none, none
	p.EAC, p.EACRemainingAtBudget, p.EACCPISPI, p.ETC, p.VAC, p.TCPIBAC, p.TCPIEAC = none, none, none, none, none, none, none
}

// forecast fills in the estimates at completion and what follows from them (domain.md 2.1).
func (p *EVPoint) forecast() {
	if why := p.noForecast(); why != "" {
		none := Undefined(why)
		p.EAC, p.EACRemainingAtBudget, p.EACCPISPI, p.ETC, p.VAC, p.TCPIBAC, p.TCPIEAC = none, none, none, none, none, none, none
		if p.complete() {
			p.TCPIBAC, p.TCPIEAC = Undefined(whyComplete), Undefined(whyComplete)
		}
		return
	}
	ev, ac, bac := p.EV.Value, p.AC.Value, p.BAC.Value
	if p.complete() {
		p.EAC, p.EACRemainingAtBudget, p.EACCPISPI = Is(ac), Is(ac), Is(ac)
		p.ETC, p.VAC = Is(0), Is(bac-ac)
		p.TCPIBAC, p.TCPIEAC = Undefined(whyComplete), Undefined(whyComplete)
		return
	}
	p.EACRemainingAtBudget = Is(ac + (bac - ev))
	p.EAC, p.EACCPISPI = p.estimates()
	p.ETC, p.VAC, p.TCPIEAC = Undefined(p.EAC.Why), Undefined(p.EAC.Why), Undefined(p.EAC.Why)
	if p.EAC.Set {
		p.ETC, p.VAC, p.TCPIEAC = Is(p.EAC.V-ac), Is(bac-p.EAC.V), Is((bac-ev)/(p.EAC.V-ac))
	}
	p.TCPIBAC = Undefined("the budget is already spent and work is left: it cannot be met")
	if ac < bac && !near(ac, bac) {
		p.TCPIBAC = Is((bac - ev) / (bac - ac))
	}
}

const whyComplete = "the work is complete"

// complete tells whether all of a budget has been earned.
func (p *EVPoint) complete() bool { return p.BAC.Value > 0 && near(p.EV.Value, p.BAC.Value) }

// noForecast is why nothing can be said about the end, or "". A complete project without costs has
// not cost nothing: they are not booked.
func (p *EVPoint) noForecast() string {
	switch {
	case !p.BAC.Set || p.BAC.Value <= 0:
		return "no budget at completion is given"
	case p.complete():
		return p.CPI.Why
	case p.EV.Value > p.BAC.Value:
		return "more was earned than the budget holds: a mistake in the data"
	}
	return ""
}

// estimates are EAC = BAC/CPI and EAC = AC + (BAC-EV)/(CPI x SPI), while work is left.
func (p *EVPoint) estimates() (byCPI, byBoth Value) {
	ac, bac, ev := p.AC.Value, p.BAC.Value, p.EV.Value
	switch {
	case !p.CPI.Set:
		return Undefined(p.CPI.Why), Undefined(p.CPI.Why)
	case p.CPI.V <= 0:
		why := Undefined("nothing has been earned yet")
		return why, why
	}
	byCPI = Is(bac / p.CPI.V)
	if !p.SPI.Set {
		return byCPI, Undefined(p.SPI.Why)
	}
	return byCPI, Is(ac + (bac-ev)/(p.CPI.V*p.SPI.V))
}
