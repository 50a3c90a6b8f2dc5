package chart

import (
	"math"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// valueSentence is the finding: what was spent for what was earned, against every budget.
func valueSentence(ev metrics.EarnedValue, groups [][]int, reserve float64) string {
	last, ok := lastMeasured(ev.Points)
	if !ok {
		return "Planned value only: earned value and actual cost were not recorded."
	}
	if !last.BAC.Set || last.EV.Value < last.BAC.Value {
		return openValue(ev, last)
	}
	s := "Spent " + amount(last.AC.Value, ev.Currency) + " for " + number(last.EV.Value) + " earned: "
	if len(groups) == 1 {
		s += overUnder(last.AC.Value, last.BAC.Value)
	} else {
		var parts []string
		for g := len(groups) - 1; g >= 0; g-- {
			if bac, ok := budgetOf(ev.Points, groups[g]); ok {
				of := "the " + ordinal(g+1) + " budget"
				if g < len(groups)-1 {
					of += " of " + number(bac)
				}
				parts = append(parts, overUnder(last.AC.Value, bac)+" "+of)
			}
		}
		s += list(parts)
	}
	if over := last.AC.Value - last.BAC.Value; reserve > 0 && over > 0 {
		if over <= reserve {
			s += "; the reserve of " + number(reserve) + " covers it"
		} else {
			s += ", " + number(over-reserve) + " more than the reserve of " + number(reserve)
		}
	}
	return s + "."
}

// openValue is the reading of a project that has not earned its whole budget.
func openValue(ev metrics.EarnedValue, last metrics.EVPoint) string {
	s := "On " + day(last.PeriodEnd) + " " + amount(last.EV.Value, ev.Currency) + " earned for " + number(last.AC.Value) + " spent, " + number(last.PV) + " planned"
	var parts []string
	for _, x := range []struct {
		name string
		v    metrics.Value
	}{{"CPI", last.CPI}, {"SPI", last.SPI}} {
		switch {
		case x.v.Set:
			parts = append(parts, x.name+nbsp+ratio(x.v.V))
		case x.v.Why != "":
			parts = append(parts, "no "+x.name+", because "+strings.TrimRight(x.v.Why, "."))
		}
	}
	if len(parts) > 0 {
		s += ": " + strings.Join(parts, ", ")
	}
	return s + "."
}

// overUnder says how far an amount is from its budget.
func overUnder(spent, budget float64) string {
	if budget == 0 {
		return "no budget to compare with"
	}
	r := math.Round((spent-budget)/math.Abs(budget)*1000) / 1000
	switch {
	case spent == budget:
		return "exactly the budget"
	case r > 0:
		return percent(r) + " over"
	case r < 0:
		return percent(-r) + " under"
	case spent > budget:
		return number(spent-budget) + " over"
	}
	return number(budget-spent) + " under"
}

// lastMeasured is the last period with both earned value and cost.
func lastMeasured(points []metrics.EVPoint) (metrics.EVPoint, bool) {
	var best metrics.EVPoint
	found := false
	for _, p := range points {
		if p.EV.Set && p.AC.Set && (!found || !p.PeriodEnd.Before(best.PeriodEnd)) {
			best, found = p, true
		}
	}
	return best, found
}

func valueStory(ev metrics.EarnedValue, f Figure) string {
	var s strings.Builder
	for i, p := range ev.Points {
		if n := len(ev.Points); n > 14 && i%((n+11)/12) != 0 && i != n-1 {
			continue
		}
		s.WriteString(day(p.PeriodEnd))
		if len(byBaseline(ev.Points)) > 1 {
			s.WriteString(", baseline " + p.Baseline)
		}
		s.WriteString(": " + number(p.PV) + " planned")
		if p.EV.Set {
			s.WriteString(", " + number(p.EV.Value) + " earned")
		}
		if p.AC.Set {
			s.WriteString(", " + number(p.AC.Value) + " spent")
		}
		s.WriteString(". ")
	}
	return s.String() + f.Sentence
}
