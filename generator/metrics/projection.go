package metrics

import "math"

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
	likely, ok := finish(last, sum/n-mean)
	if !ok {
		return Projection{Reason: "not converging: the scope grew as fast as work was completed"}
	}
	p := Projection{Likely: likely}
	p.Earliest, _ = finish(last, high-mean)
	p.Latest, _ = finish(last, low-mean) // zero when the slowest week would never end it
	return p
}

// farthest is how many weeks ahead a projection means anything.
const farthest = 520

func finish(last BurndownPoint, pace float64) (Date, bool) {
	if pace <= 0 {
		return Date{}, false
	}
	weeks := math.Ceil(last.Remaining.Value/pace - 1e-9)
	if weeks > farthest {
		return Date{}, false
	}
	return last.Date.AddDays(7 * int(weeks)), true
}

// activeWeeks are the newest weeks with completions outside pauses, newest first.
func activeWeeks(b Burndown) []week {
	first, last := b.Points[0].Date, b.Points[len(b.Points)-1].Date
	var out []week
	for end := last; end.After(first) && len(out) < paceWeeks; end = end.AddDays(-7) {
		start := end.AddDays(-7)
		doneThen, scopeThen := stateOn(b.Points, start)
		doneNow, scopeNow := stateOn(b.Points, end)
		w := week{doneNow - doneThen, scopeNow - scopeThen}
		if w.completed > 0 && !paused(b, start, end) {
			out = append(out, w)
		}
	}
	return out
}

// stateOn is what was completed and what the scope was at the end of a day: that of the newest
// point not after it, else of the first. Without a scope, completed is what is no longer left.
func stateOn(points []BurndownPoint, d Date) (completed, scope float64) {
	at := points[0]
	for _, p := range points {
		if p.Date.After(d) {
			break
		}
		at = p
	}
	if at.Completed.Set {
		return at.Completed.Value, at.Scope.Or(at.Completed.Value + at.Remaining.Value)
	}
	return points[0].Remaining.Value - at.Remaining.Value, at.Scope.Value
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
