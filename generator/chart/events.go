package chart

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// maxNumbers is how many numbered discs one drawing holds.
const maxNumbers = 9

// numbered turns the events that fall on the axis into discs, at most maxNumbers: the worst stay,
// then those that weigh most, then the earlier ones. y gives the height of a day. The second result
// counts the events that found no place.
func numbered(events []Event, a Axis, y func(metrics.Date) float64) ([]Mark, int) {
	from, to := float64(a.From.Unix()), float64(a.To.Unix())
	var in []Event
	for _, e := range events {
		if x := at(e.Date); !e.Date.IsZero() && x >= from && x <= to {
			in = append(in, e)
		}
	}
	slices.SortStableFunc(in, func(a, b Event) int {
		if a.Worst != b.Worst {
			return cmp.Compare(btoi(b.Worst), btoi(a.Worst))
		}
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.Date.Compare(b.Date))
	})
	left := max(0, len(in)-maxNumbers)
	in = in[:len(in)-left]
	slices.SortStableFunc(in, func(a, b Event) int { return a.Date.Compare(b.Date) })
	marks := make([]Mark, len(in))
	for i, e := range in {
		marks[i] = Mark{
			Shape: ShapeNumber, N: i + 1, X: at(e.Date), Y: y(e.Date),
			Text: dated(e), Ref: e.Ref, Worst: e.Worst,
		}
	}
	return marks, left
}

// dated is an event's line, which starts with its day once.
func dated(e Event) string {
	when, text := shortDay(e.Date)+": ", firstOf(e.Text, e.Label)
	for _, own := range [...]string{when, strings.ReplaceAll(when, nbsp, " ")} {
		text = strings.TrimPrefix(text, own)
	}
	return when + text
}

// worstRules are red rules on the days of the worst events that have a disc.
func worstRules(events []Event, marks []Mark) []Rule {
	var out []Rule
	for _, e := range events {
		if e.Worst && slices.ContainsFunc(marks, func(m Mark) bool { return m.X == at(e.Date) && m.Worst }) {
			out = append(out, Rule{At: at(e.Date), Text: e.Label, Role: "event"})
		}
	}
	return out
}

// leftOut says in the key how many events were left out.
func leftOut(key string, n int) string {
	if n == 0 {
		return key
	}
	if key != "" {
		key += " "
	}
	return key + count(n, "lesser event is", "lesser events are") + " not marked."
}

// height interpolates a line at a place; 0 without points.
func height(points []Point, x float64) float64 {
	for i, p := range points {
		if p.X >= x {
			if i == 0 || p.X == points[i-1].X {
				return p.Y
			}
			q := points[i-1]
			return q.Y + (p.Y-q.Y)*(x-q.X)/(p.X-q.X)
		}
	}
	if len(points) == 0 {
		return 0
	}
	return points[len(points)-1].Y
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
