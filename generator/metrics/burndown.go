package metrics

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// BurndownOf is a project's burndown: from its burndown register, else counted from its work items.
// ok is false when it has neither.
func BurndownOf(p *content.Project, cal Calendar) (b Burndown, ok bool) {
	b = Burndown{Pauses: p.Meta.Pauses}
	if rows := content.Of[content.BurndownPoint](p); len(rows) > 0 {
		for _, r := range rows {
			b.Points = append(b.Points, pointOf(r))
		}
	} else if items := content.Of[content.WorkItem](p); len(items) > 0 {
		b.FromWork = true
		b.countWork(items)
	}
	b.Unit = cmp.Or(p.Meta.Unit, b.Unit, "items")
	b.Points = slices.DeleteFunc(b.Points, func(p BurndownPoint) bool { return p.Date.IsZero() || !p.Remaining.Set })
	if len(b.Points) == 0 {
		return Burndown{}, false
	}
	sortPoints(b.Points)
	ideal := b.drawIdeal(cmp.Or(p.Meta.PlannedFinish, p.Meta.Finish), cal)
	b.ScopeSteps = scopeSteps(b.Points)
	b.DoneOn, b.PlannedDone = doneOn(b.Points), cmp.Or(ideal, plannedDone(b.Points))
	b.Projection = project(b)
	return b, true
}

// sortPoints orders by day; what else differs decides among rows of one day, so that the order in
// which they were written never shows.
func sortPoints(points []BurndownPoint) {
	slices.SortStableFunc(points, func(a, b BurndownPoint) int {
		return cmp.Or(a.Date.Compare(b.Date), compareNumbers(a.Completed, b.Completed), compareNumbers(b.Remaining, a.Remaining),
			compareNumbers(a.Scope, b.Scope), slices.CompareFunc(a.Baselines, b.Baselines, compareNumbers), cmp.Compare(a.Note, b.Note))
	})
}

// pointOf fills in what follows from the rest: remaining is scope less completed. Remaining is
// never below 0; what was completed beyond the scope is reported where the row is read.
func pointOf(r content.BurndownPoint) BurndownPoint {
	p := BurndownPoint{Date: r.Date, Scope: r.Scope, Completed: r.Completed, Remaining: r.Remaining, Note: r.Note}
	switch {
	case !p.Remaining.Set && p.Scope.Set && p.Completed.Set:
		p.Remaining = number(p.Scope.Value - p.Completed.Value)
	case !p.Completed.Set && p.Scope.Set && p.Remaining.Set:
		p.Completed = number(p.Scope.Value - p.Remaining.Value)
	case !p.Scope.Set && p.Completed.Set && p.Remaining.Set:
		p.Scope = number(p.Completed.Value + p.Remaining.Value)
	}
	if p.Remaining.Set {
		p.Remaining.Value = max(0, p.Remaining.Value)
	}
	for _, n := range r.Baselines {
		if n.Set {
			n.Value = max(0, n.Value)
		}
		p.Baselines = append(p.Baselines, n)
	}
	return p
}

// countWork counts scope by the day an item was created and completed by the day it was done
// (formats.md section 2): in estimates when every item has one, else in items. A day on which
// something happened is a point. An item without the day of its creation counts from its start, else
// from its end; one without any day is left out.
func (b *Burndown) countWork(items []content.WorkItem) {
	estimated := !slices.ContainsFunc(items, func(w content.WorkItem) bool { return !w.Estimate.Set })
	if estimated {
		b.Unit = unitOf(items)
	}
	created, done := map[Date][]float64{}, map[Date][]float64{}
	var days []Date
	for _, w := range items {
		size := 1.0
		if estimated {
			size = w.Estimate.Value
		}
		start := cmp.Or(w.Created, w.Started, w.Done)
		if start.IsZero() {
			continue
		}
		created[start] = append(created[start], size)
		days = append(days, start)
		if !w.Done.IsZero() {
			done[w.Done] = append(done[w.Done], size)
			days = append(days, w.Done)
		}
	}
	slices.SortFunc(days, Date.Compare)
	scope, completed := 0.0, 0.0
	for _, d := range slices.Compact(days) {
		scope, completed = scope+total(created[d]), completed+total(done[d])
		b.Points = append(b.Points, BurndownPoint{Date: d, Scope: number(scope), Completed: number(completed), Remaining: number(left(scope, completed))})
	}
}

// left is what remains, 0 when it is but the error of adding up.
func left(scope, completed float64) float64 {
	if near(scope, completed) {
		return 0
	}
	return max(0, scope-completed)
}

// unitOf is the unit in which all items are estimated, "units" when they name none or several.
func unitOf(items []content.WorkItem) string {
	for _, w := range items {
		if w.Unit != items[0].Unit {
			return "units"
		}
	}
	return cmp.Or(items[0].Unit, "units")
}

// total adds up from the smallest on: the order in which amounts were written never shows.
func total(amounts []float64) float64 {
	sum := 0.0
	for _, v := range slices.Sorted(slices.Values(amounts)) {
		sum += v
	}
	return sum
}

// drawIdeal fills in the ideal line (domain.md 2.4): from the scope of the first point on its day to
// 0 on the day end, over working days and flat on others. It gives the day on which the line reaches
// 0, whether or not a point lies there; zero when the project has a baseline and so no ideal line.
func (b *Burndown) drawIdeal(end Date, cal Calendar) (zero Date) {
	for _, p := range b.Points {
		if slices.ContainsFunc(p.Baselines, func(n content.Number) bool { return n.Set }) {
			return Date{}
		}
	}
	first := b.Points[0]
	scope := max(0, first.Scope.Or(first.Remaining.Value))
	worked := cal.WorkingDays(first.Date, end)
	if worked <= 0 {
		return Date{}
	}
	for i, p := range b.Points {
		elapsed := min(worked, cal.WorkingDays(first.Date, p.Date))
		b.Points[i].Ideal = content.Num(scope * (1 - float64(elapsed)/float64(worked)))
	}
	for zero = end; !cal.IsWorkingDay(zero); zero = zero.AddDays(-1) {
	}
	return zero
}

// scopeSteps compares each scope with the one before it; points without a scope change nothing.
func scopeSteps(points []BurndownPoint) []ScopeStep {
	var out []ScopeStep
	var before content.Number
	for _, p := range points {
		if !p.Scope.Set {
			continue
		}
		if before.Set && !near(before.Value, p.Scope.Value) {
			out = append(out, ScopeStep{p.Date, before.Value, p.Scope.Value, p.Note})
		}
		before = p.Scope
	}
	return out
}

// doneOn is the first day with nothing left, after which nothing came back.
func doneOn(points []BurndownPoint) Date {
	var done Date
	for _, p := range points {
		switch {
		case p.Remaining.Value > 0:
			done = Date{}
		case done.IsZero():
			done = p.Date
		}
	}
	return done
}

// plannedDone is the first day on which the first baseline reaches 0.
func plannedDone(points []BurndownPoint) Date {
	for _, p := range points {
		if len(p.Baselines) > 0 && p.Baselines[0].Set && p.Baselines[0].Value <= 0 {
			return p.Date
		}
	}
	return Date{}
}
