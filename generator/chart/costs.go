package chart

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// CostLine is one category of the cost register. An amount that is not set was not written down.
type CostLine struct {
	Category        string
	Planned, Actual metrics.Value
	Forecast        metrics.Value // for the table
}

// Costs draws planned and actual cost by category, in the order given.
func Costs(lines []CostLine, currency string) Figure {
	f := Figure{ID: "costs", Kind: KindCosts, Title: "Planned and actual cost by category"}
	if currency != "" {
		f.Title += ", in " + currency
	}
	var values []float64
	for i, l := range lines {
		f.Y.Categories = append(f.Y.Categories, l.Category)
		if v := l.Actual; v.Set && finite(v.V) {
			f.Bars = append(f.Bars, Bar{Row: i, Name: "actual", Role: RoleActual, Value: v.V, Label: costLabel(l)})
			values = append(values, v.V)
		}
		if v := l.Planned; v.Set && finite(v.V) {
			b := Bar{Row: i, Name: "planned", Role: RolePlan, Value: v.V}
			if !l.Actual.Set {
				b.Label = number(v.V) + " planned"
			}
			f.Bars = append(f.Bars, b)
			values = append(values, v.V)
		}
	}
	f.X = valueAxis(currency, values...)
	f.X.Max += (f.X.Max - f.X.Min) * .55 // room for the figures at the bars' ends, on a phone too
	f.Key = "Solid: spent. Dashed: planned."
	f.Table = costTable(lines, currency)
	f.Sentence = costSentence(lines, currency)
	var s strings.Builder
	for i, l := range lines {
		if i < 12 && l.Actual.Set {
			s.WriteString(l.Category + ": " + costLabel(l) + ". ")
		}
	}
	f.Desc = s.String() + f.Sentence
	return f
}

// costLabel is what is printed at the end of a bar: "24,220 of 22,000".
func costLabel(l CostLine) string {
	switch {
	case !l.Planned.Set:
		return number(l.Actual.V) + ", no plan"
	case l.Planned.V == l.Actual.V:
		return number(l.Actual.V) + " as planned"
	case l.Planned.V == 0:
		return number(l.Actual.V) + ", not planned"
	}
	return number(l.Actual.V) + " of " + number(l.Planned.V)
}

func costTable(lines []CostLine, currency string) Table {
	caption := "Cost by category"
	if currency != "" {
		caption = currency + ", by category"
	}
	t := rows(caption, "Category", len(lines), func(i int) string { return lines[i].Category })
	add := func(name string, v func(l CostLine) metrics.Value) {
		t.Head = append(t.Head, head("#"+name)...)
		for i := range t.Rows {
			t.Rows[i] = append(t.Rows[i], cell(v(lines[i]), number, name, &t.Notes))
		}
	}
	add("Planned", func(l CostLine) metrics.Value { return l.Planned })
	add("Actual", func(l CostLine) metrics.Value { return l.Actual })
	add("Difference", func(l CostLine) metrics.Value {
		if !l.Planned.Set || !l.Actual.Set {
			return metrics.Value{}
		}
		return metrics.Is(l.Actual.V - l.Planned.V)
	})
	t.column("#Forecast", func(i int) string { return cell(lines[i].Forecast, number, "Forecast", &t.Notes) })
	return t
}

func costSentence(lines []CostLine, currency string) string {
	var planned, actual, worst float64
	over, under, some := 0, 0, 0
	most := ""
	for _, l := range lines {
		if l.Planned.Set && finite(l.Planned.V) {
			planned += l.Planned.V
		}
		if !l.Actual.Set || !finite(l.Actual.V) {
			continue
		}
		some++
		actual += l.Actual.V
		if l.Planned.Set {
			d := l.Actual.V - l.Planned.V
			over, under = over+btoi(d > 0), under+btoi(d < 0)
			if d > worst {
				worst, most = d, l.Category
			}
		}
	}
	if some == 0 {
		return "No actual cost was recorded; " + amount(planned, currency) + " planned."
	}
	s := "Spent " + amount(actual, currency) + " of " + number(planned) + " planned, " + overUnder(actual, planned) + ": " +
		strconv.Itoa(over) + " of " + count(some, "category", "categories") + " over, " + strconv.Itoa(under) + " under"
	if most != "" {
		s += "; most over is " + most + " by " + number(worst)
	}
	return s + "."
}
