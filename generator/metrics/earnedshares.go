package metrics

import "github.com/gatefold/gatefold/content"

// EVShares are a period's amounts as fractions (domain.md 2.1): 0.5 is 50 %.
type EVShares struct {
	Planned, Complete, Spent Value // PV, EV and AC of BAC
	SVOfPV, CVOfEV           Value
}

// Shares are the period's fractions; those that need what has not been reached are left out.
func (p EVPoint) Shares() EVShares {
	bac := p.BAC.Or(0)
	planned := content.Num(p.PV)
	const noBudget, noPlan, nothing = "no budget at completion is given", "nothing was planned yet", "nothing has been earned yet"
	return EVShares{
		Planned: shareOf(amountOf(planned), bac, noBudget), Complete: shareOf(amountOf(p.EV), bac, noBudget), Spent: shareOf(amountOf(p.AC), bac, noBudget),
		SVOfPV: shareOf(p.SV, p.PV, noPlan), CVOfEV: shareOf(p.CV, p.EV.Value, nothing),
	}
}

// EVPeriod are one period's own amounts, and its indices by them: the indices of a series are never
// the mean of its periods' (domain.md 2.1).
type EVPeriod struct {
	PeriodEnd  Date
	Baseline   string
	PV, EV, AC content.Number // EV and AC missing while this period or the one before has none
	SPI, CPI   Value
}

// Periods are the amounts of each period by itself, from the cumulative ones. The first period of a
// baseline holds all that came before it.
func (ev EarnedValue) Periods() []EVPeriod {
	var out []EVPeriod
	for i, p := range ev.Points {
		before := EVPoint{EV: content.Num(0), AC: content.Num(0)}
		if i > 0 && ev.Points[i-1].Baseline == p.Baseline {
			before = ev.Points[i-1]
		}
		q := EVPeriod{PeriodEnd: p.PeriodEnd, Baseline: p.Baseline, PV: number(p.PV - before.PV), EV: difference(p.EV, before.EV), AC: difference(p.AC, before.AC)}
		q.SPI = shareOf(amountOf(q.EV), q.PV.Value, "nothing was planned in this period")
		if q.AC.Set {
			q.CPI = shareOf(amountOf(q.EV), q.AC.Value, "no actual cost was booked in this period")
		}
		out = append(out, q)
	}
	return out
}

// amountOf is an amount as a figure, left out without a reason when it is missing.
func amountOf(n content.Number) Value {
	if !n.Set {
		return Value{}
	}
	return Is(n.Value)
}

func difference(a, b content.Number) content.Number {
	if !a.Set || !b.Set {
		return content.Number{}
	}
	return number(a.Value - b.Value)
}
