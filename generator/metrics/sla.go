package metrics

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// SLAOf judges every measurement of a project's service levels by both clocks: the one that the
// contract counts from (the row's clock, "opened" when it names none) and the vendor's acceptance.
// ok is false when the project has no such register. Measurements opened after asOf are left out.
func SLAOf(p *content.Project, asOf Date) (s SLA, ok bool) {
	rows := content.Of[content.SLAEvent](p)
	if len(rows) == 0 {
		return SLA{}, false
	}
	var events []SLAEvent
	for _, r := range rows {
		if asOf.IsZero() || !r.Opened.Date.After(asOf) {
			events = append(events, judge(r))
		}
	}
	slices.SortStableFunc(events, func(a, b SLAEvent) int { return cmp.Or(a.Opened.Compare(b.Opened), cmp.Compare(a.ID, b.ID)) })
	return sum(events), true
}

// Split gives the measurements opened before a day, and those from that day on.
func (s SLA) Split(day Date) (before, after SLA) {
	var b, a []SLAEvent
	for _, e := range s.Events {
		if e.Opened.Date.Before(day) {
			b = append(b, e)
		} else {
			a = append(a, e)
		}
	}
	return sum(b), sum(a)
}

func sum(events []SLAEvent) SLA {
	s := SLA{Events: events}
	months := map[string]*SLAMonth{}
	for _, e := range events {
		s.CreditDue += e.CreditDue.Value
		s.CreditReceived += e.CreditReceived.Value
		if !e.Counted {
			continue
		}
		s.Total++
		met, byVendor := one(e.Met), one(e.MetByVendorClock)
		s.Met, s.MetByVendorClock = s.Met+met, s.MetByVendorClock+byVendor
		if e.Opened.IsZero() {
			continue
		}
		name := e.Opened.Date.String()[:7]
		if months[name] == nil {
			months[name] = &SLAMonth{Month: name}
		}
		m := months[name]
		m.Total, m.Met, m.MetByVendorClock = m.Total+1, m.Met+met, m.MetByVendorClock+byVendor
	}
	for _, m := range months {
		s.Months = append(s.Months, *m)
	}
	slices.SortFunc(s.Months, func(a, b SLAMonth) int { return cmp.Compare(a.Month, b.Month) })
	return s
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// judge measures one row: response metrics by `responded`, resolution metrics by `resolved`, any
// other by `actual`; times at most the target, percentages at least.
func judge(r content.SLAEvent) SLAEvent {
	e := SLAEvent{ID: r.ID, Vendor: r.Vendor, Metric: r.Metric, Unit: r.Unit, Opened: r.Opened, Target: r.Target.Value,
		VendorPosition: r.VendorPosition, CreditDue: r.CreditDue, CreditReceived: r.CreditReceived}
	if !r.Target.Set {
		e.Why = "no target is given"
		return e
	}
	stop, named := stopOf(r)
	if named && !stop.IsZero() {
		e.byClocks(r, stop)
		return e
	}
	if r.Actual.Set {
		e.FromClock, e.FromAccepted = Is(r.Actual.Value), Is(r.Actual.Value)
		e.Counted = true
		e.Met = meets(r, r.Actual.Value)
		e.MetByVendorClock = e.Met
		return e
	}
	e.Why = "no actual value is given"
	if named {
		e.Why = "the time at which the clock stops is missing"
	}
	return e
}

// stopOf is when the metric's clock stops; named is false for metrics that no clock measures.
func stopOf(r content.SLAEvent) (stop content.Moment, named bool) {
	words := strings.ToLower(r.Metric)
	switch {
	case strings.Contains(words, "respon"):
		return r.Responded, true
	case strings.Contains(words, "resol"), strings.Contains(words, "restor"):
		return r.Resolved, true
	}
	return content.Moment{}, false
}

func (e *SLAEvent) byClocks(r content.SLAEvent, stop content.Moment) {
	start := r.Opened
	if r.Clock == "accepted" {
		start = r.Accepted
	}
	if start.IsZero() {
		e.Why = "the time at which the clock starts is missing"
		return
	}
	e.Counted = true
	e.FromClock = between(start, stop, r.Unit)
	e.Met = e.FromClock.Set && meets(r, e.FromClock.V)
	e.FromAccepted, e.MetByVendorClock = e.FromClock, e.Met
	if !r.Accepted.IsZero() {
		e.FromAccepted = between(r.Accepted, stop, r.Unit)
		e.MetByVendorClock = e.FromAccepted.Set && meets(r, e.FromAccepted.V)
	}
	if !e.FromClock.Set {
		e.Counted, e.Why = false, e.FromClock.Why
	}
}

func between(start, stop content.Moment, unit string) Value {
	d := stop.Sub(start)
	if d < 0 {
		return Undefined("the clock stops before it starts")
	}
	switch u := strings.ToLower(unit); {
	case strings.HasPrefix(u, "min"), u == "m":
		return Is(d.Minutes())
	case strings.HasPrefix(u, "d"):
		return Is(d.Hours() / 24)
	}
	return Is(d.Hours())
}

// meets compares with the target: a percentage must reach it, a time must not pass it.
func meets(r content.SLAEvent, actual float64) bool {
	if near(actual, r.Target.Value) {
		return true
	}
	if percentage(r) {
		return actual > r.Target.Value
	}
	return actual < r.Target.Value
}

func percentage(r content.SLAEvent) bool {
	unit := strings.ToLower(r.Unit)
	return strings.Contains(unit, "%") || strings.Contains(unit, "percent") || strings.Contains(strings.ToLower(r.Metric), "availab") && unit == ""
}
