package metrics

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// slaRow is "metric|target|unit|opened|accepted|responded|resolved|actual|clock".
func slaRow(s string) content.SLAEvent {
	c := bars(s, 9)
	return content.SLAEvent{ID: "SLA-01", Metric: c[0], Target: cell(c[1]), Unit: c[2], Opened: moment(c[3]), Accepted: moment(c[4]),
		Responded: moment(c[5]), Resolved: moment(c[6]), Actual: cell(c[7]), Clock: c[8]}
}

func moment(s string) content.Moment {
	if s == "" {
		return content.Moment{}
	}
	if len(s) == 5 {
		s = "2025-09-01 " + s
	}
	return at(s)
}

func slaOf(t testing.TB, asOf string, rows ...content.SLAEvent) SLA {
	t.Helper()
	p := &content.Project{}
	for _, r := range rows {
		p.Records = append(p.Records, r)
	}
	s, ok := SLAOf(p, on(asOf))
	if !ok {
		t.Fatal("there is no register")
	}
	return s
}

// verdict is both clocks and both judgements of one row, or why it has none.
func verdict(t *testing.T, row string) string {
	t.Helper()
	e := slaOf(t, "", slaRow(row)).Events[0]
	if !e.Counted {
		if e.Met || e.MetByVendorClock || e.FromClock.Set {
			t.Errorf("%s: %+v is not counted and judged all the same", row, e)
		}
		return e.Why
	}
	show := func(v Value) string {
		if !v.Set {
			return "?"
		}
		return fmt.Sprint(Round6(v.V))
	}
	words := map[bool]string{true: "met", false: "missed"}
	return show(e.FromClock) + " " + words[e.Met] + ", " + show(e.FromAccepted) + " " + words[e.MetByVendorClock]
}

func TestSLARow(t *testing.T) {
	const (
		noStop  = "the time at which the clock stops is missing"
		noStart = "the time at which the clock starts is missing"
		noValue = "no actual value is given"
		noHour  = "the time of day is missing, and the target counts hours or less"
		noUnit  = "a clock does not count in this unit"
	)
	for _, c := range []struct{ name, row, want string }{
		{"both clocks met", "on-site response|4|hours|08:10|08:40|11:25", "3.25 met, 2.75 met"},
		{"missed by one", "on-site response|4|hours|08:00|11:00|14:30", "6.5 missed, 3.5 met"},
		{"missed by both", "on-site response|4|hours|08:00|09:00|14:30", "6.5 missed, 5.5 missed"},
		{"to the minute", "on-site response|4|hours|08:00||12:00", "4 met, 4 met"},
		{"a minute late", "on-site response|4|hours|08:00||12:01", "4.016667 missed, 4.016667 missed"},
		{"a third of an hour is exact", "response|0.1|hours|08:00||08:06", "0.1 met, 0.1 met"},
		{"the contract counts from accepted", "response|4|hours|08:00|11:00|14:30|||accepted", "3.5 met, 3.5 met"},
		{"resolution", "resolution time|8|hours|08:00|09:00|10:00|16:30", "8.5 missed, 7.5 met"},
		{"restoration", "Service restored within|8|h|08:00|||15:00", "7 met, 7 met"},
		{"past midnight", "response|10|hours|2025-09-01 20:00||2025-09-02 04:30", "8.5 met, 8.5 met"},
		{"minutes", "response|30|minutes|08:00|08:10|08:35", "35 missed, 25 met"},
		{"min", "response|30|min|08:00|08:10|08:35", "35 missed, 25 met"},
		{"seconds", "response|90|seconds|08:00||08:01", "60 met, 60 met"},
		{"days", "resolution|2|days|2025-09-01|||2025-09-03", "2 met, 2 met"},
		{"weeks", "resolution|2|weeks|2025-09-01|||2025-09-08", "1 met, 1 met"},
		{"no unit is hours", "response|4||08:00||11:00", "3 met, 3 met"},
		{"unit in capitals", "response|30|Minutes|08:00||08:35", "35 missed, 35 missed"},
		{"business days need the actual value", "resolution|2|business days|2025-09-05|||2025-09-09", noUnit},
		{"business days with it", "resolution|2|business days|2025-09-05|||2025-09-09|2", "2 met, 2 met"},
		{"working hours with it", "resolution|4|working hours|08:00|||18:00|5", "5 missed, 5 missed"},
		{"a percentage is no time", "response within 4 h|95|%|08:00|09:00|11:00||97", "97 met, 97 met"},
		{"availability", "availability|99.9|%|||||99.95", "99.95 met, 99.95 met"},
		{"availability missed", "availability|99.9|percent|||||99.89", "99.89 missed, 99.89 missed"},
		{"availability reached", "Availability|99.9||||||99.9", "99.9 met, 99.9 met"},
		{"uptime without unit", "Uptime|99.9||||||99.95", "99.95 met, 99.95 met"},
		{"any other is at most", "mean queue|12|tickets|||||12.5", "12.5 missed, 12.5 missed"},
		{"actual is used where no time is", "response|4|hours|||||3.5", "3.5 met, 3.5 met"},
		{"actual where the start is missing", "response|4|hours|||11:00||3.5", "3.5 met, 3.5 met"},
		{"times beat the actual", "response|4|hours|08:00||13:00||3.5", "5 missed, 5 missed"},
		{"no stop", "response|4|hours|08:00|09:00|", noStop},
		{"no start", "response|4|hours|||11:00", noStart},
		{"no acceptance though it counts from it", "response|4|hours|08:00||11:00|||accepted", noStart},
		{"no actual", "availability|99.9|%", noValue},
		{"no target", "response||hours|08:00||11:00", "no target is given"},
		{"day without a time", "response|4|hours|2025-09-01||2025-09-01 11:00", noHour},
		{"stop without a time", "response|4|hours|08:00||2025-09-01", noHour},
		{"day without a time, actual", "response|4|hours|2025-09-01||2025-09-01||3", "3 met, 3 met"},
		{"backwards", "response|4|hours|12:00||11:00", "the clock stops before it starts"},
		{"backwards is no missing time", "response|4|hours|12:00||11:00||3", "the clock stops before it starts"},
		{"accepted after the response", "response|4|hours|08:00|12:30|12:00", "4 met, ? met"},
		{"accepted after a late response", "response|4|hours|08:00|15:30|15:00", "7 missed, ? met"},
		{"accepted without a time", "response|4|hours|08:00|2025-09-01|11:00", "3 met, ? met"},
	} {
		equal(t, c.name, verdict(t, c.row), c.want)
	}
}

func TestSLAMonthsAndCredits(t *testing.T) {
	r := func(id, opened, responded string, due, got float64) content.SLAEvent {
		e := slaRow("response|4|hours|" + opened + "||" + responded)
		e.ID, e.CreditDue, e.CreditReceived = id, num(due), num(got)
		return e
	}
	s := slaOf(t, "2025-12-31", r("4", "2025-11-03 08:00", "2025-11-03 09:00", 0, 0), r("3", "2025-09-30 23:00", "2025-10-01 04:00", 100, 40),
		r("1", "2025-09-01 08:00", "2025-09-01 09:00", 0, 0), r("5", "2025-11-04 08:00", "", 7, 0), r("9", "2026-01-01 08:00", "2026-01-01 09:00", 5, 5))
	equal(t, "months, by the day of opening", s.Months, []SLAMonth{{"2025-09", 2, 1, 1}, {"2025-11", 1, 1, 1}})
	equal(t, "sums", fmt.Sprint(s.Total, s.Met, s.MetByVendorClock, s.CreditDue, s.CreditReceived, len(s.Events)), "3 2 2 107 40 4")
	before, after := s.Split(on("2025-10-01"))
	equal(t, "before", fmt.Sprint(before.Total, before.Met, before.CreditDue), "2 1 100")
	equal(t, "after", fmt.Sprint(after.Total, after.Met, after.CreditDue, len(after.Events)), "1 1 7 2")
	if _, ok := SLAOf(&content.Project{}, Date{}); ok {
		t.Error("levels of service without a register")
	}
}

// The twelve tickets of the sample's dispute, typed from its log: opened, accepted, on site.
var storyTickets = []string{
	"2025-09-02 08:10|2025-09-02 08:10|2025-09-02 11:25", "2025-09-05 13:40|2025-09-05 16:20|2025-09-05 19:55", "2025-09-09 07:30|2025-09-09 07:30|2025-09-09 10:50",
	"2025-09-15 09:05|2025-09-15 12:10|2025-09-15 15:35", "2025-09-18 10:00|2025-09-18 10:00|2025-09-18 13:15", "2025-09-22 06:45|2025-09-22 10:20|2025-09-22 14:00",
	"2025-09-24 12:20|2025-09-24 12:20|2025-09-24 15:50", "2025-09-26 08:00|2025-09-26 10:35|2025-09-26 14:10", "2025-09-29 11:15|2025-09-29 11:15|2025-09-29 14:45",
	"2025-09-30 09:30|2025-09-30 11:40|2025-09-30 16:20", "2025-10-01 07:55|2025-10-01 07:55|2025-10-01 11:35", "2025-10-02 14:05|2025-10-02 14:05|2025-10-02 17:50",
}

func TestStorySLA(t *testing.T) {
	var rows []content.SLAEvent
	for i, ticket := range storyTickets {
		r := slaRow("on-site response|4|hours|" + ticket)
		r.ID = fmt.Sprintf("SLA-%02d", i+1)
		rows = append(rows, r)
	}
	s := slaOf(t, "", rows...)
	equal(t, "12 tickets: 58 % and 92 %", fmt.Sprint(s.Total, s.Met, s.MetByVendorClock), "12 7 11")
	equal(t, "months", s.Months, []SLAMonth{{"2025-09", 10, 5, 9}, {"2025-10", 2, 2, 2}})
	check(t, []figure{{"SLA-10", s.Events[9].FromClock, 6.83, .005}, {"SLA-10 from accepted", s.Events[9].FromAccepted, 4.67, .005}})
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	equal(t, "in another order", slaOf(t, "", rows...), s)
}
