package metrics

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
	slices.SortStableFunc(events, func(a, b SLAEvent) int {
		return cmp.Or(a.Opened.Compare(b.Opened), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.Vendor, b.Vendor),
			cmp.Compare(a.Target, b.Target), compareNumbers(a.CreditDue, b.CreditDue), compareNumbers(a.CreditReceived, b.CreditReceived))
	})
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
		s.CreditDue = number(s.CreditDue + e.CreditDue.Or(0)).Or(s.CreditDue)
		s.CreditReceived = number(s.CreditReceived + e.CreditReceived.Or(0)).Or(s.CreditReceived)
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

// judge measures one row (formats.md section 2): response metrics by `responded`, resolution metrics
// by `resolved`, any other and every percentage by `actual`; times at most the target, percentages at
// least. `actual` also stands in where a time is missing or the unit is none that a clock counts in.
func judge(r content.SLAEvent) SLAEvent {
	e := SLAEvent{ID: r.ID, Vendor: r.Vendor, Metric: r.Metric, Unit: r.Unit, Opened: r.Opened, Target: r.Target.Value,
		VendorPosition: r.VendorPosition, CreditDue: r.CreditDue, CreditReceived: r.CreditReceived}
	if !r.Target.Set {
		e.Why = "no target is given"
		return e
	}
	stop, named := stopOf(r)
	lacking := "no actual value is given"
	if named && !percentage(r) {
		if lacking = e.byClocks(r, stop); lacking == "" {
			return e
		}
	}
	if !r.Actual.Set {
		e.Why = lacking
		return e
	}
	e.FromClock, e.FromAccepted = Is(r.Actual.Value), Is(r.Actual.Value)
	e.Counted = true
	e.Met = meets(r, r.Actual.Value)
	e.MetByVendorClock = e.Met
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

// byClocks judges by the times of the row; lacking says what a clock would need and is not there.
func (e *SLAEvent) byClocks(r content.SLAEvent, stop content.Moment) (lacking string) {
	start := r.Opened
	if r.Clock == "accepted" {
		start = r.Accepted
	}
	if lacking = unmeasured(start, stop, r.Unit); lacking != "" {
		return lacking
	}
	if stop.Compare(start) < 0 {
		e.Why = "the clock stops before it starts"
		return ""
	}
	e.Counted = true
	e.FromClock = between(start, stop, r.Unit)
	e.Met = e.FromClock.Set && meets(r, e.FromClock.V)
	e.FromAccepted, e.MetByVendorClock = e.FromClock, e.Met
	switch {
	case r.Accepted.IsZero():
	case unmeasured(r.Accepted, stop, r.Unit) != "":
		e.FromAccepted = Undefined(unmeasured(r.Accepted, stop, r.Unit))
	case stop.Compare(r.Accepted) < 0:
		e.FromAccepted, e.MetByVendorClock = Undefined("it was over before the vendor accepted it"), true
	default:
		e.FromAccepted = between(r.Accepted, stop, r.Unit)
		e.MetByVendorClock = meets(r, e.FromAccepted.V)
	}
	return ""
}

// unmeasured is why no clock can tell the time between two moments, or "".
func unmeasured(start, stop content.Moment, unit string) string {
	length := unitLength(unit)
	switch {
	case stop.IsZero():
		return "the time at which the clock stops is missing"
	case start.IsZero():
		return "the time at which the clock starts is missing"
	case length == 0:
		return "a clock does not count in this unit"
	case length < 24*time.Hour && !(start.HasTime && stop.HasTime):
		return "the time of day is missing, and the target counts hours or less"
	}
	return ""
}

// unitLength is how long one of a target's unit is, hours when it names none; 0 for units that a
// clock does not count in, such as working hours.
func unitLength(unit string) time.Duration {
	switch strings.Trim(strings.ToLower(unit), " .") {
	case "s", "sec", "secs", "second", "seconds":
		return time.Second
	case "m", "min", "mins", "minute", "minutes":
		return time.Minute
	case "", "h", "hr", "hrs", "hour", "hours":
		return time.Hour
	case "d", "day", "days", "calendar day", "calendar days":
		return 24 * time.Hour
	case "w", "wk", "wks", "week", "weeks":
		return 7 * 24 * time.Hour
	}
	return 0
}

func between(start, stop content.Moment, unit string) Value {
	return Is(float64(stop.Sub(start)) / float64(unitLength(unit)))
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
	metric := strings.ToLower(r.Metric)
	return strings.Contains(unit, "%") || strings.Contains(unit, "percent") ||
		unit == "" && (strings.Contains(metric, "availab") || strings.Contains(metric, "uptime"))
}
