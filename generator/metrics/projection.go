package metrics

import (
	"math"
	"slices"
)

const (
	paceWeeks    = 5 // weeks with completions that the projection looks back on
	paceWeeksMin = 3
)

// week is one week of seven days, counted back from the last point.
type week struct {
	completed float64 // in these seven days
	growth    float64 // of the scope
}

// project says when the work will be done (formats.md section 3): from the last 5 weeks with
// completions outside pauses, at least 3; likely, earliest and latest from their mean, maximum and
// minimum, each less the mean growth of the scope in those weeks, in whole weeks from the last
// point.
func project(b Burndown) Projection {
	last := b.Points[len(b.Points)-1]
	if last.Remaining.Value <= 0 {
		return Projection{Reason: "the work is complete"}
	}
	weeks := activeWeeks(b)
	if len(weeks) < paceWeeksMin {
		return Projection{Reason: "fewer than 3 weeks with completed work outside pauses"}
	}
	low, high, sum, growth := math.Inf(1), math.Inf(-1), 0.0, 0.0
	for _, w := range weeks {
		low, high = min(low, w.completed), max(high, w.completed)
		sum, growth = sum+w.completed, growth+w.growth
	}
	n := float64(len(weeks))
	mean := growth / n
	if !(sum > growth) || near(sum, growth) {
		return Projection{Reason: "not converging: the scope grew as fast as work was completed"}
	}
	p := Projection{Likely: finish(last, sum/n-mean)}
	if p.Likely.IsZero() {
		return Projection{Reason: "at this pace the work would take more than ten years"}
	}
	p.Earliest = finish(last, high-mean)
	p.Latest = finish(last, low-mean) // zero when the slowest week would never end it
	return p
}

// farthest is how many weeks ahead a projection means anything.
const farthest = 520

// finish is the last day of the week that ends the work at a pace a week; zero when none does. What
// is left takes a week at least.
func finish(last BurndownPoint, pace float64) Date {
	weeks := max(1, math.Ceil(last.Remaining.Value/pace-1e-9))
	if !(pace > 0 && weeks <= farthest) {
		return Date{}
	}
	return last.Date.AddDays(7 * int(weeks))
}

// activeWeeks are the newest whole weeks with completions outside pauses, newest first. Days before
// the seventh after the first point are no whole week.
func activeWeeks(b Burndown) []week {
	first, states := b.Points[0].Date, statesOf(b.Points)
	var out []week
	for end := b.Points[len(b.Points)-1].Date; len(out) < paceWeeks; end = end.AddDays(-7) {
		start := end.AddDays(-7)
		if start.Before(first) {
			break
		}
		then, now := stateOn(states, start), stateOn(states, end)
		w := week{now.completed - then.completed, now.scope - then.scope}
		if w.completed > 0 && !paused(b, start, end) {
			out = append(out, w)
		}
	}
	return out
}

// state is what was completed and what the scope was at the end of a day.
type state struct {
	date             Date
	completed, scope float64
}

// statesOf is the state on each day that has a point. A scope holds until the next one is given, and
// the first holds for the points before it; where no point has one, the first remaining is the scope.
func statesOf(points []BurndownPoint) []state {
	scope := points[0].Remaining.Value
	if i := slices.IndexFunc(points, func(p BurndownPoint) bool { return p.Scope.Set }); i >= 0 {
		scope = points[i].Scope.Value
	}
	var out []state
	for _, p := range points {
		scope = p.Scope.Or(scope)
		s := state{p.Date, p.Completed.Or(scope - p.Remaining.Value), scope}
		if n := len(out); n > 0 && out[n-1].date == p.Date {
			out[n-1] = s
		} else {
			out = append(out, s)
		}
	}
	return out
}

// stateOn is the state at the end of a day that is not before the first: that of the newest point,
// because a register says nothing of the days between its rows.
func stateOn(states []state, d Date) state {
	i, found := slices.BinarySearchFunc(states, d, func(s state, d Date) int { return s.date.Compare(d) })
	if found {
		return states[i]
	}
	return states[i-1]
}

// paused tells whether a pause covers any of the days after start up to end.
func paused(b Burndown, start, end Date) bool {
	for _, p := range b.Pauses {
		if !p.From.After(end) && (p.To.IsZero() || p.To.After(start)) {
			return true
		}
	}
	return false
}
