package metrics

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// Money is a project's money in one place: what was first budgeted, what was approved in the end,
// and what was spent. Both budgets stand, whatever the project was measured against.
type Money struct {
	Currency                     string
	First, Current               content.Number // the first budget and the newest approved one
	Spent                        content.Number // to the newest period booked
	OverFirst, OverCurrent       Value          // spent less budget; below 0 is under
	ShareOfFirst, ShareOfCurrent Value          // the same as fractions of the budget
	FromBudget, FromReserve      float64        // approved changes, by where their money comes from
	Reserve                      content.Number
	Drawn                        Value // on the reserve: approved changes, or what was spent over the budget when that is more
	Left                         Value // of the reserve; below 0 when it does not cover what was drawn
}

// MoneyOf takes the first budget from project.toml, else from the first row of its earned value; the
// newest from the last row, else from the changes approved; and what was spent from earned value,
// else from the actual amounts of the costs.
func MoneyOf(p *content.Project) Money {
	given := p.Meta.Money
	m := Money{Currency: given.Currency, First: given.Budget, Reserve: given.Reserve}
	m.FromBudget, m.FromReserve = approved(p, "budget"), approved(p, "reserve")
	ev, _ := EarnedValueOf(p)
	m.measured(ev)
	if costs, ok := CostsOf(p); ok && !m.Spent.Set {
		m.Spent = costs.Total.Actual
	}
	if !m.Current.Set && m.First.Set {
		m.Current = number(m.First.Value + m.FromBudget)
	}
	m.OverFirst, m.OverCurrent = overBudget(m.Spent, m.First), overBudget(m.Spent, m.Current)
	m.ShareOfFirst = shareOf(m.OverFirst, m.First.Value, "the budget is 0")
	m.ShareOfCurrent = shareOf(m.OverCurrent, m.Current.Value, "the budget is 0")
	m.drawReserve()
	return m
}

// approved adds up the approved changes that are paid from one source.
func approved(p *content.Project, source string) float64 {
	var amounts []float64
	for _, c := range content.Of[content.Change](p) {
		if c.Approved() && c.FundedFrom == source {
			amounts = append(amounts, c.ImpactCost.Or(0))
		}
	}
	return number(total(amounts)).Value
}

// measured takes what the earned-value register says, in the order of its periods.
func (m *Money) measured(ev EarnedValue) {
	points := slices.Clone(ev.Points)
	slices.SortStableFunc(points, func(a, b EVPoint) int { return a.PeriodEnd.Compare(b.PeriodEnd) })
	for _, p := range points {
		if p.BAC.Set {
			m.Current = p.BAC
			if !m.First.Set {
				m.First = p.BAC
			}
		}
		if p.AC.Set {
			m.Spent = p.AC
		}
	}
}

func (m *Money) drawReserve() {
	if !m.Reserve.Set {
		m.Drawn = Undefined("no reserve is given")
		m.Left = m.Drawn
		return
	}
	m.Drawn = Is(max(m.FromReserve, m.OverCurrent.V, 0))
	m.Left = Is(m.Reserve.Value - m.Drawn.V)
}

func overBudget(spent, budget content.Number) Value {
	switch {
	case !budget.Set:
		return Undefined("no budget is given")
	case !spent.Set:
		return Undefined("no actual cost is booked yet")
	}
	return Is(spent.Value - budget.Value)
}

// CurrencyTotal is the money of the projects that share a currency and know both their first budget
// and what was spent.
type CurrencyTotal struct {
	Currency     string
	Projects     int
	First, Spent float64
	Share        Value // spent over first budgets, as a fraction of them
}

// CurrencyTotals adds up first budgets and what was spent, by currency: amounts of two currencies
// are never added. Currencies with more projects first.
func CurrencyTotals(projects []Money) []CurrencyTotal {
	first, spent := map[string][]float64{}, map[string][]float64{}
	for _, m := range projects {
		if m.First.Set && m.Spent.Set {
			first[m.Currency] = append(first[m.Currency], m.First.Value)
			spent[m.Currency] = append(spent[m.Currency], m.Spent.Value)
		}
	}
	var out []CurrencyTotal
	for currency := range first {
		t := CurrencyTotal{Currency: currency, Projects: len(first[currency]), First: number(total(first[currency])).Value, Spent: number(total(spent[currency])).Value}
		t.Share = shareOf(Is(t.Spent-t.First), t.First, "the first budgets are 0")
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b CurrencyTotal) int {
		return cmp.Or(cmp.Compare(b.Projects, a.Projects), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}
