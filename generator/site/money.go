package site

import (
	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// costFacts are a project's money in one place: what was first budgeted, what was approved in the
// end, and what was spent.
type costFacts struct {
	first, latest, spent, reserve content.Number
	baselines                     int
}

// moneyOf takes the first budget from project.toml, the approved one from the newest baseline, and
// what was spent from the earned-value register, else from the costs.
func moneyOf(p *project, ev metrics.EarnedValue) costFacts {
	c := costFacts{first: p.Meta.Money.Budget, latest: p.Meta.Money.Budget, reserve: p.Meta.Money.Reserve, baselines: 1}
	seen := map[string]bool{}
	for _, point := range ev.Points {
		seen[point.Baseline] = true
		if !c.first.Set {
			c.first = point.BAC
		}
		if point.BAC.Set {
			c.latest = point.BAC
		}
		if point.AC.Set {
			c.spent = point.AC
		}
	}
	c.baselines = max(1, len(seen))
	if c.spent.Set {
		return c
	}
	for _, line := range content.Of[content.Cost](p.Project) {
		if line.Actual.Set {
			c.spent = content.Num(c.spent.Value + line.Actual.Value)
		}
	}
	return c
}

// plannedAgainstActual holds finish, cost and scope against the first plan and the latest approved
// one. Both stand there: hiding the first would be the classic dishonesty.
func (p *project) plannedAgainstActual(l linker) Table {
	t := Table{Label: "Planned against actual", Head: []Column{{Text: "Planned against actual"}, {Text: "First plan", Class: "n"},
		{Text: "Approved", Class: "n"}, {Text: "Actual", Class: "n"}, {Text: "Difference"}}}
	add := func(name, first, approved, actual string, difference Text) {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: plain(name)}, {Class: "n h3", Label: "First plan", Text: plain(first)},
			{Class: "n h3", Label: "Approved", Text: plain(approved)}, {Class: "n h3", Label: "Actual", Text: plain(actual)}, {Text: difference}}})
	}
	p.finishRow(add)
	p.costRow(add)
	p.scopeRow(l, add)
	return t
}

type addRow func(name, first, approved, actual string, difference Text)

func (p *project) finishRow(add addRow) {
	m := p.Meta
	if m.Finish.IsZero() || m.PlannedFinish.IsZero() {
		return
	}
	approved := p.approvedFinish()
	words := sentence(lateness(m.Finish, m.PlannedFinish)) + " against the first plan"
	if !approved.IsZero() && approved != m.PlannedFinish {
		words += "; " + lateness(m.Finish, approved) + " against the approved one"
	}
	add("Finish", day(m.PlannedFinish), day(approved), day(m.Finish), plain(words))
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
	if !c.first.Set || !c.spent.Set || c.first.Value == 0 {
		return
	}
	approved := ""
	words := sentence(overUnder(c.spent.Value, c.first.Value)) + " the first budget"
	if c.latest.Set && c.latest.Value != c.first.Value {
		approved = amount(c.latest.Value)
		words += "; " + overUnder(c.spent.Value, c.latest.Value) + " the approved one"
	}
	if over := c.spent.Value - c.latest.Value; c.reserve.Set && over > 0 {
		if over <= c.reserve.Value {
			words += "; covered by the reserve of " + amount(c.reserve.Value)
		} else {
			words += "; the reserve was " + amount(c.reserve.Value)
		}
	}
	name := "Cost"
	if p.Meta.Money.Currency != "" {
		name += ", " + p.Meta.Money.Currency
	}
	add(name, amount(c.first.Value), approved, amount(c.spent.Value), plain(words))
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
	add("Scope, "+unitOf(b.Unit), number(first.Scope.Value, 2), approved, number(last.Completed.Value, 2), l.text(words))
}

func unitOf(unit string) string { return first(unit, "items") }
