package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/generator/metrics"
)

// Burndown draws what was left to do against every baseline, or against the ideal line where the
// project has none; pauses hatched, events and steps of the scope numbered, the projection dotted.
func Burndown(b metrics.Burndown, events []Event) Figure {
	f := Figure{ID: "burndown", Kind: KindBurndown, Title: "What was left to do, against the baseline"}
	if len(b.Points) == 0 {
		f.Sentence = "No burndown was recorded."
		f.Desc, f.X, f.Y = f.Sentence, Axis{Max: 1}, Axis{Max: 1}
		return f
	}
	f.Title = upperFirst(b.Unit) + " still to do, against the " + planWord(b)
	f.X = burndownAxis(b)
	f.Table = burndownTable(b, &f)
	for _, s := range f.Series {
		if s.Role == RoleActual {
			f.mark(b, events, s.Points)
		}
	}
	f.project(b)
	f.Y = valueAxis(b.Unit, seriesValues(f.Series)...)
	for _, p := range b.Pauses {
		f.pause(p.From, p.To)
	}
	f.ends(b)
	f.Sentence = burndownSentence(b)
	f.Desc = burndownStory(b, f)
	return f
}

func planWord(b metrics.Burndown) string {
	switch baselines(b) {
	case 0:
		return "ideal line"
	case 1:
		return "baseline"
	}
	return "baselines"
}

func baselines(b metrics.Burndown) int {
	n := 0
	for _, p := range b.Points {
		n = max(n, len(p.Baselines))
	}
	return n
}

// burndownAxis runs from the first to the last point, and on to the projected end where there is
// one; a projection never takes more than half of it.
func burndownAxis(b metrics.Burndown) Axis {
	first, last := b.Points[0].Date, b.Points[len(b.Points)-1].Date
	if p := b.Projection; p.Latest.After(last) {
		end := last.AddDays(max(14, last.Sub(first)))
		if p.Latest.Before(end) {
			end = p.Latest
		}
		last = end
	}
	return timeAxis(first, last)
}

// burndownTable fills the table and the series that stand in it.
func burndownTable(b metrics.Burndown, f *Figure) Table {
	p := b.Points
	t := rows(upperFirst(b.Unit)+", cumulative, by date", "Date", len(p), func(i int) string { return day(p[i].Date) })
	get := func(name string, role Role, label string, v func(i int) (float64, bool)) {
		s := Series{Name: label, Role: role}
		s.Column = t.column("#"+name, func(i int) string {
			if y, ok := v(i); ok && finite(y) {
				s.Points = append(s.Points, Point{X: at(p[i].Date), Y: y, Row: i + 1})
				return number(y)
			}
			return ""
		})
		if role != "" && len(s.Points) > 0 {
			f.Series = append(f.Series, s)
		}
	}
	get("Scope", "", "", func(i int) (float64, bool) { return p[i].Scope.Value, p[i].Scope.Set })
	get("Completed", "", "", func(i int) (float64, bool) { return p[i].Completed.Value, p[i].Completed.Set })
	for k := range baselines(b) {
		name, label, role := baselineName(k+1, baselines(b))
		get(name+" remaining", role, label, func(i int) (float64, bool) {
			if k >= len(p[i].Baselines) {
				return 0, false
			}
			return p[i].Baselines[k].Value, p[i].Baselines[k].Set
		})
	}
	get("Ideal", RoleIdeal, "ideal", func(i int) (float64, bool) { return p[i].Ideal.Value, p[i].Ideal.Set })
	get("Remaining", RoleActual, "still to do", func(i int) (float64, bool) { return p[i].Remaining.Value, p[i].Remaining.Set })
	t.column("Note", func(i int) string { return p[i].Note })
	return t
}

// baselineName is the k-th of n baselines: its column head, its label in the plot and its role.
func baselineName(k, n int) (column, label string, role Role) {
	if n == 1 {
		return "Baseline", "baseline", RolePlan
	}
	role = RolePlan2
	if k == 1 {
		role = RolePlan
	}
	return "Baseline " + strconv.Itoa(k), ordinal(k) + " baseline", role
}

// mark numbers the events and those steps of the scope that no event explains. Where there are too many,
// records stay before steps, and large steps before small ones.
func (f *Figure) mark(b metrics.Burndown, events []Event, line []Point) {
	all := append([]Event(nil), events...)
	steps := slices.Clone(b.ScopeSteps)
	slices.SortStableFunc(steps, func(a, b metrics.ScopeStep) int {
		return cmp.Compare(math.Abs(b.To-b.From), math.Abs(a.To-a.From))
	})
	for i, s := range steps {
		explained := false
		for _, e := range events {
			gap := s.Date.Sub(e.Date)
			explained = explained || gap >= 0 && gap <= 7
		}
		if explained {
			continue
		}
		text := "scope " + number(s.From) + " to " + number(s.To) + nbsp + b.Unit
		if s.Note != "" {
			text += ", " + s.Note
		}
		all = append(all, Event{Date: s.Date, Text: text, Weight: -1 - i})
	}
	marks, left := numbered(all, f.X, func(d metrics.Date) float64 { return height(line, at(d)) })
	f.Marks = append(f.Marks, marks...)
	f.Rules = append(f.Rules, worstRules(all, marks)...)
	f.Key = leftOut(f.Key, left)
}

// project draws the projection as a dotted fan from the last point.
func (f *Figure) project(b metrics.Burndown) {
	pr := b.Projection
	last, ok := lastRemaining(b)
	if !ok || pr.Earliest.IsZero() || pr.Latest.IsZero() || last.Remaining.Value <= 0 {
		return
	}
	from := Point{X: at(last.Date), Y: last.Remaining.Value}
	for i, d := range []metrics.Date{pr.Earliest, pr.Latest} {
		if i == 1 && d == pr.Earliest {
			break
		}
		s := Series{Role: RoleForward, Points: []Point{from, {X: at(d)}}}
		if i == 0 {
			s.Name = "at the recent pace"
		}
		f.Series = append(f.Series, s)
	}
}

// pause hatches the days of a pause.
func (f *Figure) pause(from, to metrics.Date) {
	lo, hi := float64(f.X.From.Unix()), float64(f.X.To.Unix())
	a, z := max(at(from), lo), min(at(to)+daySeconds, hi)
	if from.IsZero() || to.IsZero() || z <= a {
		return
	}
	text := "paused " + shortDay(from) + " to " + shortDay(to)
	if from.Month == to.Month && from.Year == to.Year {
		text = "paused " + strconv.Itoa(from.Day) + " to " + shortDay(to)
	}
	f.Bands = append(f.Bands, Band{From: a, To: z, Text: text})
}

// ends rings every planned end and dots the real one.
func (f *Figure) ends(b metrics.Burndown) {
	add := func(d metrics.Date, s Shape) {
		if x := at(d); !d.IsZero() && x >= float64(f.X.From.Unix()) && x <= float64(f.X.To.Unix()) {
			f.Marks = append(f.Marks, Mark{Shape: s, X: x})
		}
	}
	add(b.PlannedDone, ShapeRing)
	for k := 1; k < baselines(b); k++ {
		add(baselineZero(b, k), ShapeRing)
	}
	add(b.DoneOn, ShapeDot)
}

// baselineZero is the first day on which baseline k, from 0, reaches nothing left.
func baselineZero(b metrics.Burndown, k int) metrics.Date {
	for _, p := range b.Points {
		if k < len(p.Baselines) && p.Baselines[k].Set && p.Baselines[k].Value <= 0 {
			return p.Date
		}
	}
	return metrics.Date{}
}

func lastRemaining(b metrics.Burndown) (metrics.BurndownPoint, bool) {
	for i := len(b.Points) - 1; i >= 0; i-- {
		if r := b.Points[i].Remaining; r.Set && finite(r.Value) {
			return b.Points[i], true
		}
	}
	return metrics.BurndownPoint{}, false
}

func seriesValues(series []Series) []float64 {
	var out []float64
	for _, s := range series {
		for _, p := range s.Points {
			out = append(out, p.Y)
		}
	}
	return out
}
