package chart

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// maxTickets is how many tickets one drawing holds; the missed ones stay.
const maxTickets = 40

// SLA draws every ticket by both clocks: from the contract's clock, and as a ring from the vendor's
// acceptance where that differs. Tickets in another unit than most are in the table alone.
func SLA(s metrics.SLA) Figure {
	f := Figure{ID: "sla", Kind: KindSLA, Title: "Service level by ticket, by two clocks"}
	unit := commonUnit(s.Events)
	f.Table = slaTable(s.Events)
	shown := shownTickets(s.Events, unit)
	if len(shown) == 0 {
		f.Sentence = "No measurement can be drawn."
		f.Desc, f.X = f.Sentence, Axis{Max: 1}
		return f
	}
	var values []float64
	target, same := s.Events[shown[0]].Target, true
	for _, i := range shown {
		e := s.Events[i]
		f.slaRow(e, len(f.Y.Categories))
		f.Y.Categories = append(f.Y.Categories, e.ID)
		values = append(values, e.Target, e.FromClock.V, e.FromAccepted.V)
		same = same && e.Target == target
	}
	f.X = valueAxis(unit, values...)
	if same {
		f.Rules = []Rule{{At: target, Text: "target " + amount(target, unit), Role: "target"}}
	} else {
		for row, i := range shown {
			f.Marks = append(f.Marks, Mark{Shape: ShapeTick, X: s.Events[i].Target, Row: row, Text: "target"})
		}
	}
	f.Key = slaKey(same, len(s.Events)-len(shown))
	f.Title = slaTitle(s.Events[shown[0]], unit)
	f.Sentence = slaSentence(s)
	f.Desc = slaStory(s)
	return f
}

// slaRow adds the marks of one ticket.
func (f *Figure) slaRow(e metrics.SLAEvent, row int) {
	m := Mark{Shape: ShapeDot, X: e.FromClock.V, Row: row, Text: "contract\u2019s clock", Ref: e.ID}
	if !e.Met {
		m.Shape, m.Label = ShapeDiamond, number(e.FromClock.V)
	}
	if v := e.FromAccepted; v.Set && finite(v.V) && v.V != e.FromClock.V {
		f.Marks = append(f.Marks, Mark{Shape: ShapeRing, X: v.V, Row: row, Text: "vendor\u2019s clock"})
	}
	f.Marks = append(f.Marks, m)
}

// commonUnit is the unit of most tickets that can be drawn.
func commonUnit(events []metrics.SLAEvent) string {
	n, best := map[string]int{}, ""
	for _, e := range events {
		if drawable(e) {
			n[e.Unit]++
			if n[e.Unit] > n[best] {
				best = e.Unit
			}
		}
	}
	return best
}

func drawable(e metrics.SLAEvent) bool {
	return e.Counted && e.FromClock.Set && finite(e.FromClock.V) && finite(e.Target)
}

// shownTickets are the indices of the tickets that are drawn: all, or when they are too many the
// missed ones and then the first of the others.
func shownTickets(events []metrics.SLAEvent, unit string) []int {
	var out []int
	missed, all := 0, 0
	for _, e := range events {
		if drawable(e) && e.Unit == unit {
			all++
			missed += btoi(!e.Met)
		}
	}
	room := maxTickets - missed
	for i, e := range events {
		if !drawable(e) || e.Unit != unit {
			continue
		}
		if all > maxTickets && e.Met {
			if room <= 0 {
				continue
			}
			room--
		}
		if len(out) < maxTickets {
			out = append(out, i)
		}
	}
	return out
}

func slaTitle(e metrics.SLAEvent, unit string) string {
	words := map[string]string{"h": "Hours", "min": "Minutes", "d": "Days"}
	what := firstOf(words[unit], firstOf(unit, "Measured"))
	return what + " by ticket, by two clocks: " + firstOf(e.Metric, "service level")
}

func slaKey(same bool, left int) string {
	key := "Diamond: missed, from the contract\u2019s clock. Dot: met. Ring: the same ticket from the vendor\u2019s acceptance."
	if !same {
		key += " Small rule: the ticket\u2019s target."
	}
	if left > 0 {
		key += " " + count(left, "more ticket is", "more tickets are") + " in the table."
	}
	return key
}

func slaTable(events []metrics.SLAEvent) Table {
	t := rows("Every measurement, counted both ways", "Ticket", len(events), func(i int) string { return events[i].ID })
	t.column("Vendor", func(i int) string { return events[i].Vendor })
	t.column("Opened", func(i int) string { return events[i].Opened.String() })
	add := func(name string, v func(e metrics.SLAEvent) metrics.Value) {
		t.Head = append(t.Head, head("#"+name)...)
		for i, e := range events {
			t.Rows[i] = append(t.Rows[i], cell(v(e), number, name, &t.Notes))
		}
	}
	add("Target", func(e metrics.SLAEvent) metrics.Value { return metrics.Is(e.Target) })
	add("Contract\u2019s clock", func(e metrics.SLAEvent) metrics.Value { return e.FromClock })
	add("Vendor\u2019s clock", func(e metrics.SLAEvent) metrics.Value { return e.FromAccepted })
	t.column("Unit", func(i int) string { return events[i].Unit })
	t.column("Contract says", func(i int) string { return metOr(events[i], events[i].Met, &t.Notes) })
	t.column("Vendor\u2019s clock says", func(i int) string { return metOr(events[i], events[i].MetByVendorClock, &t.Notes) })
	t.column("Vendor\u2019s position", func(i int) string { return events[i].VendorPosition })
	credit := func(name string, v func(e metrics.SLAEvent) (float64, bool)) {
		t.column("#"+name, func(i int) string {
			if x, ok := v(events[i]); ok {
				return number(x)
			}
			return ""
		})
	}
	credit("Credit due", func(e metrics.SLAEvent) (float64, bool) { return e.CreditDue.Value, e.CreditDue.Set })
	credit("Credit received", func(e metrics.SLAEvent) (float64, bool) { return e.CreditReceived.Value, e.CreditReceived.Set })
	return t
}

func metOr(e metrics.SLAEvent, met bool, notes *[]string) string {
	switch {
	case !e.Counted:
		addNote(notes, e.ID+" is not counted: "+sentence(e.Why))
		return na
	case met:
		return "met"
	}
	return "missed"
}

func slaSentence(s metrics.SLA) string {
	if s.Total == 0 {
		return "No measurement can be judged."
	}
	share := func(n int) string {
		return " (" + decimals(float64(n)/float64(s.Total)*100, 0, true) + nbsp + "%)"
	}
	text := strconv.Itoa(s.Met) + " of " + strconv.Itoa(s.Total) + " met" + share(s.Met) + " by the contract\u2019s clock"
	if s.Met != s.MetByVendorClock {
		text += ", " + strconv.Itoa(s.MetByVendorClock) + share(s.MetByVendorClock) + " by the vendor\u2019s"
	}
	if s.CreditDue > 0 {
		text += "; credit due " + number(s.CreditDue) + ", received " + number(s.CreditReceived)
	}
	return text + "."
}

func slaStory(s metrics.SLA) string {
	var missed, vendor []string
	for _, e := range s.Events {
		if e.Counted && !e.Met && e.FromClock.Set {
			missed = append(missed, amount(e.FromClock.V, e.Unit))
		}
		if e.Counted && !e.MetByVendorClock && e.FromAccepted.Set {
			vendor = append(vendor, amount(e.FromAccepted.V, e.Unit))
		}
	}
	text := count(len(s.Events), "measurement", "measurements") + ". "
	if n := len(missed); n > 0 && n <= 15 {
		text += "Missed by the contract\u2019s clock: " + strings.Join(missed, ", ") + ". "
	}
	if n := len(vendor); n > 0 && n <= 15 {
		text += "Missed by the vendor\u2019s clock: " + strings.Join(vendor, ", ") + ". "
	}
	return text + slaSentence(s)
}
