package metrics

import (
	"fmt"

	"github.com/gatefold/gatefold/content"
)

// Costs is a project's budget by line.
type Costs struct {
	Currency string
	Lines    []CostLine // as written
	Total    CostLine   // its forecast is the bottom-up estimate at completion, EAC4 of domain.md 2.1
}

// CostLine is one line of the budget. Variance has the sign of a bill, not that of earned value:
// actual less planned, so that above 0 is over budget.
type CostLine struct {
	Category, Kind, Note                 string
	Planned, Committed, Actual, Forecast content.Number
	Variance                             Value // actual less planned
	Share                                Value // Variance as a fraction of planned
}

// CostsOf adds up a project's cost lines; ok is false when it has none.
func CostsOf(p *content.Project) (c Costs, ok bool) {
	c.Currency = p.Meta.Money.Currency
	open := 0 // planned lines without an actual amount
	for _, r := range content.Of[content.Cost](p) {
		line := CostLine{Category: r.Category, Kind: r.Kind, Note: r.Note, Planned: r.Planned, Committed: r.Committed, Actual: r.Actual, Forecast: r.Forecast}
		line.compare()
		c.Lines = append(c.Lines, line)
		open += one(line.Planned.Set && !line.Actual.Set)
	}
	c.Total = CostLine{
		Planned:   c.totalOf(func(l CostLine) content.Number { return l.Planned }),
		Committed: c.totalOf(func(l CostLine) content.Number { return l.Committed }),
		Actual:    c.totalOf(func(l CostLine) content.Number { return l.Actual }),
		Forecast:  c.totalOf(func(l CostLine) content.Number { return l.Forecast }),
	}
	c.Total.compare()
	if open > 0 {
		c.Total.Variance = Undefined(fmt.Sprintf("%d of %d lines have no actual amount yet", open, len(c.Lines)))
		c.Total.Share = c.Total.Variance
	}
	return c, len(c.Lines) > 0
}

// totalOf adds up a column; it is missing when no line has it.
func (c Costs) totalOf(column func(CostLine) content.Number) content.Number {
	var amounts []float64
	for _, l := range c.Lines {
		if n := column(l); n.Set {
			amounts = append(amounts, n.Value)
		}
	}
	if len(amounts) == 0 {
		return content.Number{}
	}
	return number(total(amounts))
}

func (l *CostLine) compare() {
	switch {
	case !l.Planned.Set:
		l.Variance = Undefined("no planned amount is given")
	case !l.Actual.Set:
		l.Variance = Undefined("no actual amount is given yet")
	default:
		l.Variance = Is(l.Actual.Value - l.Planned.Value)
	}
	l.Share = shareOf(l.Variance, l.Planned.Value, "nothing was planned for it")
}

// shareOf is a difference as a fraction of what it differs from.
func shareOf(difference Value, of float64, whyNot string) Value {
	switch {
	case !difference.Set:
		return difference
	case of <= 0:
		return Undefined(whyNot)
	}
	return Is(difference.V / of)
}
