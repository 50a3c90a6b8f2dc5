package chart

import (
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// burndownSentence is the finding: when the work was done, or what is left, against the plan.
func burndownSentence(b metrics.Burndown) string {
	last, ok := lastRemaining(b)
	if !ok {
		return "What was left to do was never recorded."
	}
	if b.DoneOn.IsZero() {
		return openSentence(b, last)
	}
	scope := last.Scope
	if !scope.Set {
		return "Nothing left to do on " + day(b.DoneOn) + againstPlans(b) + "."
	}
	done := last.Completed
	if !done.Set {
		done = scope
	}
	return number(done.Value) + " of " + amount(scope.Value, b.Unit) + " done by " + day(b.DoneOn) + againstPlans(b) + "."
}

// againstPlans compares the day of the end with the zero of every baseline.
func againstPlans(b metrics.Burndown) string {
	n := baselines(b)
	if n < 2 {
		of := "the baseline\u2019s zero"
		if n == 0 {
			of = "the ideal line\u2019s zero"
		}
		if b.PlannedDone.IsZero() {
			return ""
		}
		return ", " + gapWords(b.DoneOn.Sub(b.PlannedDone), of)
	}
	var parts []string
	for k := range n {
		if zero := baselineZero(b, k); !zero.IsZero() {
			parts = append(parts, gapWords(b.DoneOn.Sub(zero), "the "+ordinal(k+1)+" baseline\u2019s zero"))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ", " + list(parts)
}

// gapWords says how many days after or before something a day lies.
func gapWords(n int, of string) string {
	switch {
	case n > 0:
		return days(n) + " after " + of
	case n < 0:
		return days(-n) + " before " + of
	}
	return "on the day of " + of
}

func openSentence(b metrics.Burndown, last metrics.BurndownPoint) string {
	var s strings.Builder
	s.WriteString(number(last.Remaining.Value))
	if last.Scope.Set {
		s.WriteString(" of " + number(last.Scope.Value))
	}
	s.WriteString(nbsp + b.Unit + " left on " + day(last.Date))
	for k := len(last.Baselines) - 1; k >= 0; k-- {
		if p := last.Baselines[k]; p.Set {
			_, label, _ := baselineName(k+1, baselines(b))
			s.WriteString(", " + moreLess(last.Remaining.Value-p.Value, "the "+label))
			break
		}
	}
	if pr := b.Projection; !pr.Earliest.IsZero() && pr.Earliest == pr.Latest {
		s.WriteString("; at the recent pace done by " + day(pr.Earliest))
	} else if !pr.Earliest.IsZero() && !pr.Latest.IsZero() {
		s.WriteString("; at the recent pace done between " + day(pr.Earliest) + " and " + day(pr.Latest))
	} else if pr.Reason != "" {
		s.WriteString("; no projection: " + strings.TrimRight(pr.Reason, "."))
	}
	return s.String() + "."
}

func moreLess(v float64, than string) string {
	switch {
	case v > 0:
		return number(v) + " more than " + than
	case v < 0:
		return number(-v) + " fewer than " + than
	}
	return "as " + than + " says"
}

// burndownStory tells the drawing in numbers.
func burndownStory(b metrics.Burndown, f Figure) string {
	var s strings.Builder
	first, last := b.Points[0], b.Points[len(b.Points)-1]
	s.WriteString("From " + day(first.Date) + " to " + day(last.Date) + ". ")
	if l, ok := lastRemaining(b); ok && first.Remaining.Set {
		s.WriteString("Remaining: " + number(first.Remaining.Value) + " at first, " + number(l.Remaining.Value) + " on " + day(l.Date) + ". ")
	}
	for _, st := range b.ScopeSteps {
		s.WriteString("Scope " + number(st.From) + " to " + number(st.To) + " on " + shortDay(st.Date) + ". ")
	}
	for _, p := range f.Bands {
		s.WriteString(upperFirst(p.Text) + ". ")
	}
	for _, m := range f.Marks {
		if m.Shape == ShapeNumber {
			s.WriteString(sentence(m.Text) + " ")
		}
	}
	s.WriteString(f.Sentence)
	return s.String()
}
