package chart

import (
	"github.com/gatefold/gatefold/generator/metrics"
)

// Burnup draws the scope as a stair and the completed work below it; where they meet, the work is
// done. A growing scope and a slow pace look alike in a burndown; here they do not. The planned
// line is the scope of the baseline's first day less what that baseline left to do.
func Burnup(b metrics.Burndown, events []Event) Figure {
	f := Figure{ID: "burnup", Kind: KindBurnup, Title: "Scope and completed work"}
	some := false
	for _, p := range b.Points {
		some = some || p.Completed.Set && p.Scope.Set
	}
	if !some {
		f.Sentence = "Scope and completed work were not recorded."
		f.Desc, f.X, f.Y = f.Sentence, Axis{Max: 1}, Axis{Max: 1}
		return f
	}
	f.Title = upperFirst(b.Unit) + ": scope and completed, cumulative"
	p := b.Points
	f.X = timeAxis(p[0].Date, p[len(p)-1].Date)
	f.Table = burnupTable(b, &f)
	for _, s := range f.Series {
		if s.Role == RoleDone {
			f.mark(b, events, s.Points)
		}
	}
	f.Y = valueAxis(b.Unit, seriesValues(f.Series)...)
	for _, p := range b.Pauses {
		f.pause(p.From, p.To)
	}
	f.Sentence = burnupSentence(b)
	f.Desc = burndownStory(b, f)
	return f
}

func burnupTable(b metrics.Burndown, f *Figure) Table {
	p := b.Points
	t := rows(upperFirst(b.Unit)+", cumulative, by date", "Date", len(p), func(i int) string { return day(p[i].Date) })
	add := func(column string, s Series, v func(i int) (float64, bool)) {
		s.Column = t.column(column, func(i int) string {
			y, ok := v(i)
			if !ok || !finite(y) {
				return ""
			}
			s.Points = append(s.Points, Point{X: at(p[i].Date), Y: y, Row: i + 1})
			return number(y)
		})
		if len(s.Points) > 0 {
			f.Series = append(f.Series, s)
		}
	}
	for k := range baselines(b) {
		from, ok := scopeOf(b, k)
		name, label, role := baselineName(k+1, baselines(b))
		add("#"+name+" completed", Series{Name: label, Role: role}, func(i int) (float64, bool) {
			if !ok || k >= len(p[i].Baselines) || !p[i].Baselines[k].Set {
				return 0, false
			}
			return from - p[i].Baselines[k].Value, true
		})
	}
	add("#Scope", Series{Name: "scope", Role: RoleScope, Step: true}, func(i int) (float64, bool) { return p[i].Scope.Value, p[i].Scope.Set })
	add("#Completed", Series{Name: "completed", Role: RoleDone}, func(i int) (float64, bool) { return p[i].Completed.Value, p[i].Completed.Set })
	return t
}

// scopeOf is the scope on the first day of baseline k, from 0.
func scopeOf(b metrics.Burndown, k int) (float64, bool) {
	for _, p := range b.Points {
		if k < len(p.Baselines) && p.Baselines[k].Set {
			return p.Scope.Value, p.Scope.Set
		}
	}
	return 0, false
}

func burnupSentence(b metrics.Burndown) string {
	var first, last metrics.BurndownPoint
	for _, p := range b.Points {
		if p.Scope.Set && !first.Scope.Set {
			first = p
		}
		if p.Completed.Set && p.Scope.Set {
			last = p
		}
	}
	s := number(last.Completed.Value) + " of " + amount(last.Scope.Value, b.Unit) + " completed by " + day(last.Date)
	if !b.DoneOn.IsZero() && b.DoneOn.Before(last.Date) {
		s = number(last.Completed.Value) + " of " + amount(last.Scope.Value, b.Unit) + " completed by " + day(b.DoneOn)
	}
	if first.Scope.Value != last.Scope.Value || len(b.ScopeSteps) > 0 {
		s += "; the scope began at " + number(first.Scope.Value)
		if n := len(b.ScopeSteps); n > 0 {
			s += " and changed " + times(n)
		}
	} else {
		s += "; the scope did not change"
	}
	return s + "."
}
