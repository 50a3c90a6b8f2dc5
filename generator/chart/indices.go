package chart

import (
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// Indices draws CPI, SPI and, where it can be said, SPI(t) by period, with the rule at 1.0 that
// stands for "as planned".
func Indices(ev metrics.EarnedValue) Figure {
	f := Figure{ID: "indices", Kind: KindIndices, Title: "Cost and schedule performance by period"}
	groups := byBaseline(ev.Points)
	if len(ev.Points) > 0 {
		f.X = timeAxis(periodStart(ev.Points), lastPeriod(ev.Points))
		f.Table = indexTable(ev, groups, &f)
	}
	if len(f.Series) == 0 {
		f.Sentence = "CPI and SPI have no value in any period."
		f.Desc, f.Series = f.Sentence, nil
		f.X, f.Y = Axis{Max: 1}, Axis{Max: 1}
		return f
	}
	f.Y = indexAxis(seriesValues(f.Series))
	f.Rules = []Rule{{At: 1, OnY: true, Text: "1.0 = as planned", Role: "target"}}
	f.Key = "Above 1: cheaper or earlier than planned. CPI is earned by spent, SPI earned by planned; SPI returns to 1 at the end of every project, SPI(t) does not."
	f.Sentence = indexSentence(ev.Points, groups)
	f.Desc = indexStory(ev.Points, f.Sentence)
	return f
}

// indexAxis covers the values and 1, but not 0.
func indexAxis(values []float64) Axis {
	lo, hi := 0.9, 1.05
	for _, v := range values {
		lo, hi = min(lo, v-0.04), max(hi, v+0.04)
	}
	a := valueAxis("", hi-lo)
	step := niceStep((hi - lo) / 3.2)
	a.Min, a.Max, a.Ticks = lo, hi, nil
	for v := 1.0; v <= hi && len(a.Ticks) < 12; v += step {
		a.Ticks = append(a.Ticks, Tick{At: v, Label: decimals(v, 2, true)})
	}
	for v := 1 - step; v >= lo && len(a.Ticks) < 16; v -= step {
		a.Ticks = append(a.Ticks, Tick{At: v, Label: decimals(v, 2, true)})
	}
	a.Ticks[0].Label = "1.0"
	return a
}

func indexTable(ev metrics.EarnedValue, groups [][]int, f *Figure) Table {
	p := ev.Points
	t := rows("Indices by period", "Period end", len(p), func(i int) string { return day(p[i].PeriodEnd) })
	if len(groups) > 1 {
		t.column("Baseline", func(i int) string { return p[i].Baseline })
	}
	add := func(name string, role Role, write func(float64) string, v func(i int) metrics.Value) {
		column := t.column("#"+name, func(i int) string { return cell(v(i), write, name, &t.Notes) })
		for g, rows := range groups {
			s := Series{Role: role, Column: column}
			for _, i := range rows {
				if x := v(i); x.Set && finite(x.V) {
					s.Points = append(s.Points, Point{at(p[i].PeriodEnd), x.V, i + 1})
				}
			}
			if n := len(s.Points); n > 0 && role != "" {
				if g == len(groups)-1 {
					s.Name, s.End = name, ratio(s.Points[n-1].Y)
				}
				f.Series = append(f.Series, s)
			}
		}
	}
	add("SPI", RoleActual, ratio, func(i int) metrics.Value { return p[i].SPI })
	add("SPI(t)", RoleTime, ratio, func(i int) metrics.Value { return p[i].SPIT })
	add("CPI", RoleCost, ratio, func(i int) metrics.Value { return p[i].CPI })
	add("Earned schedule, periods", "", ratio, func(i int) metrics.Value { return p[i].ES })
	add("Duration at completion, periods", "", ratio, func(i int) metrics.Value { return p[i].EACT })
	return t
}

func indexSentence(points []metrics.EVPoint, groups [][]int) string {
	last := groups[len(groups)-1]
	end := points[last[0]]
	for _, i := range last {
		if points[i].CPI.Set || points[i].SPI.Set {
			end = points[i]
		}
	}
	var parts []string
	for _, x := range []struct {
		name string
		v    metrics.Value
	}{{"CPI", end.CPI}, {"SPI", end.SPI}, {"SPI(t)", end.SPIT}} {
		if x.v.Set && finite(x.v.V) {
			parts = append(parts, x.name+nbsp+ratio(x.v.V))
		} else if x.v.Why != "" {
			parts = append(parts, "no "+x.name+" ("+strings.TrimRight(x.v.Why, ".")+")")
		}
	}
	s := "At " + day(end.PeriodEnd) + ": " + strings.Join(parts, ", ")
	low, when := lowest(points)
	if low.Set && when != end.PeriodEnd {
		s += "; the lowest CPI was " + ratio(low.V) + " at " + day(when)
	}
	return s + "."
}

func lowest(points []metrics.EVPoint) (metrics.Value, metrics.Date) {
	var low metrics.Value
	var when metrics.Date
	for _, p := range points {
		if p.CPI.Set && finite(p.CPI.V) && (!low.Set || p.CPI.V < low.V) {
			low, when = p.CPI, p.PeriodEnd
		}
	}
	return low, when
}

func indexStory(points []metrics.EVPoint, sentence string) string {
	var s strings.Builder
	for i, p := range points {
		if n := len(points); n > 14 && i%((n+11)/12) != 0 && i != n-1 {
			continue
		}
		s.WriteString(day(p.PeriodEnd) + ":")
		if p.CPI.Set {
			s.WriteString(" CPI " + ratio(p.CPI.V))
		}
		if p.SPI.Set {
			s.WriteString(" SPI " + ratio(p.SPI.V))
		}
		s.WriteString(". ")
	}
	return s.String() + sentence
}
