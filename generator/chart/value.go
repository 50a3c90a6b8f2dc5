package chart

import (
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/generator/metrics"
)

// Value draws planned, earned and spent money, cumulative, with the budget of every baseline and
// the reserve over the last one hatched. reserve is 0 when there is none.
func Value(ev metrics.EarnedValue, reserve float64, events []Event) Figure {
	f := Figure{ID: "value", Kind: KindValue, Title: "Planned, earned and spent, cumulative"}
	if len(ev.Points) == 0 {
		f.Sentence = "No earned value was recorded."
		f.Desc, f.X, f.Y = f.Sentence, Axis{Max: 1}, Axis{Max: 1}
		return f
	}
	if ev.Currency != "" {
		f.Title += ", in " + ev.Currency
	}
	groups := byBaseline(ev.Points)
	start := periodStart(ev.Points)
	f.X = timeAxis(start, lastPeriod(ev.Points))
	f.Table = valueTable(ev, groups)
	f.Series = valueSeries(ev.Points, groups, start)
	top := f.budgets(ev.Points, groups, reserve)
	f.Y = valueAxis(ev.Currency, append(seriesValues(f.Series), top...)...)
	line := f.Series[len(f.Series)-1].Points
	marks, left := numbered(events, f.X, func(d metrics.Date) float64 { return height(line, at(d)) })
	f.Marks, f.Rules = marks, append(f.Rules, worstRules(events, marks)...)
	f.Key = leftOut("", left)
	f.Sentence = valueSentence(ev, groups, reserve)
	f.Desc = valueStory(ev, f)
	return f
}

// byBaseline are the indices of the points of every baseline, in the order of first appearance.
func byBaseline(points []metrics.EVPoint) [][]int {
	var names []string
	var out [][]int
	for i, p := range points {
		k := slices.Index(names, p.Baseline)
		if k < 0 {
			k = len(names)
			names, out = append(names, p.Baseline), append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// periodStart is the day before the first period: month ends reach back to the month before, other
// periods as far as the second is from the first.
func periodStart(points []metrics.EVPoint) metrics.Date {
	first := points[0].PeriodEnd
	next := metrics.Date{}
	for _, p := range points {
		if p.PeriodEnd.Before(first) {
			first = p.PeriodEnd
		}
	}
	for _, p := range points {
		if p.PeriodEnd.After(first) && (next.IsZero() || p.PeriodEnd.Before(next)) {
			next = p.PeriodEnd
		}
	}
	if first.AddDays(1).Day == 1 {
		return first.AddDays(-first.Day)
	}
	if next.IsZero() {
		return first.AddDays(-30)
	}
	return first.AddDays(-next.Sub(first))
}

func lastPeriod(points []metrics.EVPoint) metrics.Date {
	last := points[0].PeriodEnd
	for _, p := range points {
		if p.PeriodEnd.After(last) {
			last = p.PeriodEnd
		}
	}
	return last
}

// Columns of the value table, when there is one baseline; with several all but the first stand one
// further right.
const (
	colPV = iota + 1
	colEV
	colAC
)

// valueSeries are the planned line of every baseline, the earned line of every baseline and the
// money spent, which knows no baseline. The first of each starts from zero.
func valueSeries(points []metrics.EVPoint, groups [][]int, start metrics.Date) []Series {
	shift := btoi(len(groups) > 1)
	var plans, earned []Series
	spent := Series{Name: "spent", Role: RoleCost, Column: colAC + shift}
	for g, rows := range groups {
		role, name := RolePlan, "planned"
		if len(groups) > 1 {
			name = ordinal(g+1) + " plan"
		}
		if g > 0 {
			role = RolePlan2
		}
		pv := Series{Name: name, Role: role, Column: colPV + shift}
		e := Series{Role: RoleActual, Column: colEV + shift}
		if g == len(groups)-1 {
			e.Name = "earned"
		}
		if g == 0 {
			zero := []Point{{X: at(start)}}
			pv.Points, e.Points, spent.Points = zero, slices.Clone(zero), slices.Clone(zero)
		}
		for _, i := range rows {
			p := points[i]
			x := at(p.PeriodEnd)
			if finite(p.PV) {
				pv.Points = append(pv.Points, Point{x, p.PV, i + 1})
			}
			if p.EV.Set && finite(p.EV.Value) {
				e.Points = append(e.Points, Point{x, p.EV.Value, i + 1})
			}
			last := spent.Points[len(spent.Points)-1]
			if p.AC.Set && finite(p.AC.Value) && !(last.X == x && last.Y == p.AC.Value) && x >= last.X {
				spent.Points = append(spent.Points, Point{x, p.AC.Value, i + 1})
			}
		}
		e.End = endOf(e)
		plans, earned = append(plans, pv), append(earned, e)
	}
	spent.End = endOf(spent)
	return append(append(plans, earned...), spent)
}

// endOf is what a line ends with, when its end stands in the table.
func endOf(s Series) string {
	if n := len(s.Points); n > 0 && s.Points[n-1].Row > 0 {
		return tight(s.Points[n-1].Y)
	}
	return ""
}

// budgets draws the budget of every baseline as a rule, and the reserve over the last; the result
// is what the axis has to reach.
func (f *Figure) budgets(points []metrics.EVPoint, groups [][]int, reserve float64) []float64 {
	var top []float64
	for g, rows := range groups {
		bac, ok := budgetOf(points, rows)
		if !ok {
			continue
		}
		text := "budget " + number(bac)
		if len(groups) > 1 {
			text = ordinal(g+1) + " " + text
		}
		f.Rules = append(f.Rules, Rule{At: bac, OnY: true, Text: text, Role: "budget"})
		top = append(top, bac)
		if g == len(groups)-1 && reserve > 0 && finite(reserve) {
			f.Bands = append(f.Bands, Band{From: bac, To: bac + reserve, OnY: true, Text: "reserve " + number(reserve)})
			top = append(top, bac+reserve)
		}
	}
	return top
}

// budgetOf is the last budget of a baseline.
func budgetOf(points []metrics.EVPoint, rows []int) (float64, bool) {
	for i := len(rows) - 1; i >= 0; i-- {
		if b := points[rows[i]].BAC; b.Set && finite(b.Value) {
			return b.Value, true
		}
	}
	return 0, false
}

func valueTable(ev metrics.EarnedValue, groups [][]int) Table {
	p := ev.Points
	caption := "Cumulative by period"
	if ev.Currency != "" {
		caption = ev.Currency + ", cumulative by period"
	}
	t := rows(caption, "Period end", len(p), func(i int) string { return day(p[i].PeriodEnd) })
	if len(groups) > 1 {
		t.Head = append(t.Head, head("Baseline")...)
		for g, rows := range groups {
			for _, i := range rows {
				t.Rows[i] = append(t.Rows[i], firstOf(p[i].Baseline, strconv.Itoa(g+1)))
			}
		}
	}
	plain := func(name string, v func(i int) (float64, bool)) {
		t.Head = append(t.Head, head("#"+name)...)
		for i := range t.Rows {
			text := ""
			if y, ok := v(i); ok && finite(y) {
				text = number(y)
			}
			t.Rows[i] = append(t.Rows[i], text)
		}
	}
	plain("Planned (PV)", func(i int) (float64, bool) { return p[i].PV, true })
	plain("Earned (EV)", func(i int) (float64, bool) { return p[i].EV.Value, p[i].EV.Set })
	plain("Spent (AC)", func(i int) (float64, bool) { return p[i].AC.Value, p[i].AC.Set })
	plain("Budget (BAC)", func(i int) (float64, bool) { return p[i].BAC.Value, p[i].BAC.Set })
	computed := func(name string, write func(float64) string, v func(i int) metrics.Value) {
		t.column("#"+name, func(i int) string { return cell(v(i), write, name, &t.Notes) })
	}
	whole := func(v float64) string { return decimals(v, 0, true) }
	computed("Schedule variance", number, func(i int) metrics.Value { return p[i].SV })
	computed("Cost variance", number, func(i int) metrics.Value { return p[i].CV })
	computed("CPI", ratio, func(i int) metrics.Value { return p[i].CPI })
	computed("EAC at this CPI", whole, func(i int) metrics.Value { return p[i].EAC })
	computed("EAC, rest at budget", whole, func(i int) metrics.Value { return p[i].EACRemainingAtBudget })
	computed("EAC at CPI \u00d7 SPI", whole, func(i int) metrics.Value { return p[i].EACCPISPI })
	computed("ETC", whole, func(i int) metrics.Value { return p[i].ETC })
	computed("VAC", whole, func(i int) metrics.Value { return p[i].VAC })
	computed("TCPI to budget", ratio, func(i int) metrics.Value { return p[i].TCPIBAC })
	computed("TCPI to EAC", ratio, func(i int) metrics.Value { return p[i].TCPIEAC })
	t.column("Note", func(i int) string { return p[i].Note })
	return t
}
