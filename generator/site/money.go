package site

import (
	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// settled tells whether what was spent can be held against a whole budget: the project is over.
func (p *project) settled() bool {
	return p.Meta.Status == "closed" || p.Meta.Status == "cancelled"
}

// spentAgainst says how what was spent compares with a budget; of a project that is still running it
// says only how much of it is spent, because less than the whole is no saving.
func (p *project) spentAgainst(budget content.Number, name string) string {
	spent := p.figures().cost.Spent.Value
	if !p.settled() {
		return percent(spent/budget.Value) + " of " + name + " spent so far"
	}
	return overUnder(spent, budget.Value) + " " + name
}

// lateWords compares the finish with the planned one; a finish that has not come is a forecast.
func (p *project) lateWords(planned content.Date) string {
	words := lateness(p.Meta.Finish, planned)
	if p.Meta.Finish.After(p.plan.portfolio.AsOf) {
		return "forecast " + words
	}
	return words
}

// plannedAgainstActual holds finish, cost and scope against the first plan and the latest approved
// one. Both stand there: hiding the first would be the classic dishonesty.
func (p *project) plannedAgainstActual(l linker) Table {
	t := Table{Label: "Planned against actual", Head: []Column{{Text: "Planned against actual"}, {Text: "First plan", Class: "n"},
		{Text: "Approved", Class: "n"}, {Text: "Actual", Class: "n"}, {Text: "Difference"}}}
	add := func(name, first, approved, actual string, difference Text, colour string) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: plain(name)}, {Class: "n h3", Label: "First plan", Text: plain(first)},
			{Class: "n h3", Label: "Approved", Text: plain(approved)}, {Class: "n h3", Label: "Actual", Text: plain(actual)}, {Text: difference, Status: status(colour)}}})
	}
	p.finishRow(add)
	p.costRow(add)
	p.scopeRow(l, add)
	return t
}

// addRow adds one line; colour is its status by the thresholds, "" for none.
type addRow func(name, first, approved, actual string, difference Text, colour string)

func (p *project) finishRow(add addRow) {
	m := p.Meta
	if m.Finish.IsZero() || m.PlannedFinish.IsZero() {
		return
	}
	approved := p.approvedFinish()
	words := sentence(p.lateWords(m.PlannedFinish)) + " against the first plan"
	if !approved.IsZero() && approved != m.PlannedFinish {
		words += "; " + p.lateWords(approved) + " against the approved one"
	}
	add("Finish", day(m.PlannedFinish), day(approved), day(m.Finish), plain(words), metrics.RAG(p.finishVariance(), p.plan.portfolio.Config.RAG))
}

// finishVariance is how late the project ended as a fraction of its planned duration.
func (p *project) finishVariance() metrics.Value {
	m := p.Meta
	planned := m.PlannedFinish.Sub(m.Start)
	if m.Start.IsZero() || planned <= 0 {
		return metrics.Undefined("the planned duration is not known")
	}
	return metrics.Is(float64(m.Finish.Sub(m.PlannedFinish)) / float64(planned))
}

// approvedFinish is the day on which the newest baseline of the burndown reaches zero, where the
// project was re-baselined; zero when it was not.
func (p *project) approvedFinish() content.Date {
	b := p.figures().burndown
	newest := 0
	for _, point := range b.Points {
		newest = max(newest, len(point.Baselines))
	}
	if newest < 2 {
		return content.Date{}
	}
	for _, point := range b.Points {
		if len(point.Baselines) == newest && point.Baselines[newest-1].Set && point.Baselines[newest-1].Value <= 0 {
			return point.Date
		}
	}
	return content.Date{}
}

func (p *project) costRow(add addRow) {
	c := p.figures().cost
	if !c.First.Set || !c.Spent.Set || c.First.Value == 0 {
		return
	}
	approved := ""
	words := sentence(p.spentAgainst(c.First, "the first budget"))
	if c.Current.Set && c.Current.Value != c.First.Value {
		approved = amount(c.Current.Value)
		words += "; " + p.spentAgainst(c.Current, "the approved one")
	}
	if over := c.Spent.Value - c.Current.Value; c.Reserve.Set && over > 0 {
		if over <= c.Reserve.Value {
			words += "; covered by the reserve of " + amount(c.Reserve.Value)
		} else {
			words += "; the reserve was " + amount(c.Reserve.Value)
		}
	}
	name := "Cost"
	if p.Meta.Money.Currency != "" {
		name += ", " + p.Meta.Money.Currency
	}
	add(name, amount(c.First.Value), approved, amount(c.Spent.Value), plain(words), p.costColour())
}

// costColour is the status of cost by the thresholds: of what was spent over the first budget, and
// while the project runs of its CPI.
func (p *project) costColour() string {
	f, t := p.figures(), p.plan.portfolio.Config.RAG
	if p.settled() {
		return metrics.RAG(f.cost.ShareOfFirst, t)
	}
	var cpi metrics.Value
	for _, point := range f.value.Points {
		if point.CPI.Set {
			cpi = point.CPI
		}
	}
	return metrics.RAGOfIndex(cpi, t)
}

func (p *project) scopeRow(l linker, add addRow) {
	b := p.figures().burndown
	if len(b.Points) == 0 || !b.Points[0].Scope.Set {
		return
	}
	first, last := b.Points[0], b.Points[len(b.Points)-1]
	if !last.Scope.Set || !last.Completed.Set {
		return
	}
	approved, words := "", "As first planned"
	if last.Scope.Value != first.Scope.Value {
		approved = number(last.Scope.Value, 2)
		words = sentence(number(last.Scope.Value-first.Scope.Value, 2)) + " in " + count(len(b.ScopeSteps), "change", "changes") + " of scope"
	}
	if left := last.Scope.Value - last.Completed.Value; left > 0 {
		words += "; " + number(left, 2) + " not done"
	}
	add("Scope, "+unitOf(b.Unit), number(first.Scope.Value, 2), approved, number(last.Completed.Value, 2), l.text(words), "")
}

func unitOf(unit string) string { return first(unit, "items") }
