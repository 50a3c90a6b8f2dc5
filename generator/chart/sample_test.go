package chart

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/metrics"
)

// on reads an ISO day; "" is none.
func on(s string) metrics.Date {
	if s == "" {
		return metrics.Date{}
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	return metrics.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// point makes a day of a burndown; remaining below 0 is not recorded.
func point(date string, scope, completed, remaining float64, plan ...float64) metrics.BurndownPoint {
	p := metrics.BurndownPoint{Date: on(date)}
	p.Scope.Value, p.Scope.Set = scope, true
	p.Completed.Value, p.Completed.Set = completed, true
	p.Remaining.Value, p.Remaining.Set = remaining, remaining >= 0
	for _, v := range plan {
		p.Baselines = append(p.Baselines, struct {
			Value float64
			Set   bool
		}{v, v >= 0})
	}
	return p
}

// steps finds the days on which the scope changed.
func steps(p []metrics.BurndownPoint) []metrics.ScopeStep {
	var out []metrics.ScopeStep
	for i := 1; i < len(p); i++ {
		if a, b := p[i-1].Scope.Value, p[i].Scope.Value; a != b {
			out = append(out, metrics.ScopeStep{Date: p[i].Date, From: a, To: b})
		}
	}
	return out
}

// refresh is the burndown of the sample's device refresh.
func refresh() metrics.Burndown {
	b := metrics.Burndown{Unit: "devices", DoneOn: on("2025-06-27"), PlannedDone: on("2025-06-06")}
	d := on("2025-03-07")
	for _, r := range [][4]float64{
		{612, 612, 0, 612}, {612, 588, 22, 590}, {612, 588, 24, 588}, {612, 588, 24, 588}, {612, 540, 70, 542}, {612, 492, 120, 492}, {612, 426, 132, 480}, {612, 360, 132, 480},
		{630, 297, 186, 444}, {630, 234, 252, 378}, {630, 174, 318, 312}, {630, 114, 390, 240}, {630, 57, 450, 180}, {630, 0, 512, 118}, {630, 0, 566, 64}, {630, 0, 612, 18},
		{630, 0, 630, 0}, {630, 0, 630, 0}, {630, 0, 630, 0},
	} {
		b.Points = append(b.Points, point(d.String(), r[0], r[2], r[3], r[1]))
		d = d.AddDays(7)
	}
	b.ScopeSteps = steps(b.Points)
	b.Pauses = append(b.Pauses, struct {
		From, To metrics.Date
		Reason   string
	}{on("2025-04-16"), on("2025-04-25"), "failed batch"})
	return b
}

func refreshEvents() []Event {
	return []Event{
		{Date: on("2025-04-16"), Label: "batch of 58 fails", Text: "batch of 58 fails, 12 kept, 46 rolled back", Ref: "INC-01", Worst: true},
		{Date: on("2025-04-25"), Label: "restart gate", Text: "restart gate with three conditions", Ref: "G3R", Weight: 3},
		{Date: on("2025-04-29"), Label: "CR-003", Text: "18 devices found in the audit join the scope", Ref: "CR-003", Weight: 2},
		{Date: on("2025-06-27"), Label: "last device", Text: "last device, planned for 6 Jun", Weight: 1},
	}
}

// erp is the burndown of the sample's ERP move, with two baselines.
func erp() metrics.Burndown {
	b := metrics.Burndown{Unit: "items", DoneOn: on("2026-10-30"), PlannedDone: on("2026-09-25")}
	const none = -1
	d := on("2026-01-09")
	for _, r := range [][5]float64{
		{186, 181, none, 2, 184}, {186, 176, none, 3, 183}, {186, 171, none, 6, 180}, {186, 166, none, 8, 178}, {186, 162, none, 11, 175}, {186, 157, none, 15, 171}, {186, 152, none, 19, 167}, {186, 147, none, 22, 164},
		{200, 142, none, 26, 174}, {200, 137, none, 30, 170}, {200, 132, none, 36, 164}, {200, 127, none, 40, 160}, {200, 122, none, 43, 157}, {200, 117, none, 48, 152}, {200, 113, none, 52, 148},
		{210, 108, none, 55, 155}, {210, 103, none, 58, 152}, {210, 98, none, 61, 149}, {210, 93, none, 65, 145}, {210, 88, none, 70, 140}, {210, 83, none, 72, 138}, {210, 78, none, 76, 134},
		{179, 73, 99, 80, 99}, {179, 69, 94, 86, 93}, {179, 64, 89, 92, 87}, {179, 59, 84, 97, 82}, {179, 54, 79, 103, 76}, {179, 49, 74, 110, 69}, {179, 44, 69, 113, 66}, {179, 39, 64, 120, 59}, {179, 34, 59, 127, 52},
		{179, 29, 54, 132, 47}, {179, 24, 50, 139, 40}, {179, 20, 45, 145, 34}, {179, 15, 40, 150, 29}, {179, 10, 35, 156, 23}, {179, 5, 30, 159, 20}, {179, 0, 25, 165, 14}, {179, 0, 20, 169, 10}, {179, 0, 15, 172, 7}, {179, 0, 10, 175, 4}, {179, 0, 5, 178, 1}, {179, 0, 0, 179, 0},
	} {
		b.Points = append(b.Points, point(d.String(), r[0], r[3], r[4], r[1], r[2]))
		d = d.AddDays(7)
	}
	b.ScopeSteps = steps(b.Points)
	return b
}

func erpEvents() []Event {
	return []Event{
		{Date: on("2026-03-06"), Text: "14 items added without money, CR-004", Ref: "CR-004", Weight: 2},
		{Date: on("2026-04-24"), Text: "10 items added without money, CR-007", Ref: "CR-007", Weight: 2},
		{Date: on("2026-05-29"), Text: "gate G3: hold", Ref: "G3", Weight: 3},
		{Date: on("2026-06-12"), Label: "stop or re-plan", Text: "gate G3: conditional go, re-baseline, 31 items to phase 2", Ref: "G3R", Worst: true},
		{Date: on("2026-07-24"), Text: "rehearsal 1 recycled: ledger difference 18,420.55", Ref: "G4a", Weight: 3},
	}
}

// money makes one period with the ratios that follow from it.
func money(end, baseline string, pv, ev, ac, bac float64) metrics.EVPoint {
	p := metrics.EVPoint{PeriodEnd: on(end), Baseline: baseline, PV: pv}
	p.EV.Value, p.EV.Set = ev, ev >= 0
	p.AC.Value, p.AC.Set = ac, ac >= 0
	p.BAC.Value, p.BAC.Set = bac, true
	if ev < 0 || ac < 0 {
		return p
	}
	div := func(a, b float64, why string) metrics.Value {
		if b == 0 {
			return metrics.Undefined(why)
		}
		return metrics.Is(a / b)
	}
	p.SV, p.CV = metrics.Is(ev-pv), metrics.Is(ev-ac)
	p.SPI, p.CPI = div(ev, pv, "nothing was planned yet"), div(ev, ac, "nothing was spent yet")
	p.EAC = div(bac, p.CPI.V, "CPI has no value")
	p.EACRemainingAtBudget = metrics.Is(ac + bac - ev)
	p.EACCPISPI = div((bac-ev)+ac*p.CPI.V*p.SPI.V, p.CPI.V*p.SPI.V, "CPI has no value")
	p.TCPIBAC = div(bac-ev, bac-ac, "the budget is used up")
	if ev == bac {
		p.TCPIBAC = metrics.Undefined("all work is earned")
	}
	p.SPIT = metrics.Is(1 - (1-p.SPI.V)*.8 - float64(p.PeriodEnd.Month%5)/100)
	return p
}

func refreshMoney() metrics.EarnedValue {
	return metrics.EarnedValue{Currency: "USD", Points: []metrics.EVPoint{
		money("2025-02-28", "1", 30000, 30000, 29400, 214000), money("2025-03-31", "1", 57280, 57280, 58900, 214000), money("2025-04-30", "1", 115800, 88080, 101600, 217960),
		money("2025-05-31", "1", 174100, 151000, 168900, 217960), money("2025-06-30", "1", 217960, 190600, 212700, 217960), money("2025-07-31", "1", 217960, 217960, 231480, 217960),
	}}
}

func wifiMoney() metrics.EarnedValue {
	return metrics.EarnedValue{Currency: "USD", Points: []metrics.EVPoint{
		money("2025-08-31", "1", 21000, 20000, 21500, 168000), money("2025-09-30", "1", 62000, 56000, 59800, 168000), money("2025-10-31", "1", 108000, 101000, 106900, 168000),
		money("2025-11-30", "1", 152000, 153000, 154700, 168000), money("2025-12-31", "1", 168000, 168000, 163900, 168000),
	}}
}

func erpMoney() metrics.EarnedValue {
	return metrics.EarnedValue{Currency: "USD", Points: []metrics.EVPoint{
		money("2026-01-31", "1", 38000, 36000, 39000, 640000), money("2026-02-28", "1", 96000, 88000, 99000, 640000), money("2026-03-31", "1", 168000, 148000, 176000, 640000),
		money("2026-04-30", "1", 248000, 205000, 258000, 640000), money("2026-05-31", "1", 334000, 262000, 344000, 640000),
		money("2026-05-31", "2", 344000, 344000, 344000, 712000), money("2026-06-30", "2", 412000, 410000, 411000, 712000), money("2026-07-31", "2", 486000, 481000, 489000, 712000),
		money("2026-08-31", "2", 560000, 556000, 566000, 712000), money("2026-09-30", "2", 634000, 622000, 640000, 712000), money("2026-10-31", "2", 712000, 712000, 721000, 712000),
	}}
}

// half is a project in its middle: periods to come have a plan only.
func half() (metrics.Burndown, metrics.EarnedValue) {
	b := refresh()
	b.Points, b.DoneOn = b.Points[:11], metrics.Date{}
	b.Projection = metrics.Projection{Earliest: on("2025-06-16"), Likely: on("2025-06-23"), Latest: on("2025-07-04")}
	ev := refreshMoney()
	ev.Points = append(ev.Points[:3:3], money("2025-05-31", "1", 174100, -1, -1, 217960), money("2025-06-30", "1", 217960, -1, -1, 217960))
	return b, ev
}

// sla is the log of the sample's Wi-Fi rollout.
func sla() metrics.SLA {
	s := metrics.SLA{}
	for _, l := range strings.Fields(`SLA-01,3.25,3.25 SLA-02,6.25,3.58 SLA-03,3.33,3.33 SLA-04,6.5,3.42 SLA-05,3.25,3.25 SLA-06,7.25,3.67 SLA-07,3.5,3.5 SLA-08,6.17,3.58 SLA-09,3.5,3.5 SLA-10,6.83,4.67 SLA-11,3.67,3.67 SLA-12,3.75,3.75`) {
		s.Events = append(s.Events, ticket(l))
	}
	for _, e := range s.Events {
		s.Total++
		s.Met += btoi(e.Met)
		s.MetByVendorClock += btoi(e.MetByVendorClock)
	}
	return s
}

// ticket reads "SLA-02,6.25,3.58" with a target of four hours.
func ticket(line string) metrics.SLAEvent {
	f := strings.Split(line, ",")
	num := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			panic(err)
		}
		return v
	}
	e := metrics.SLAEvent{ID: f[0], Vendor: "Vendor N", Metric: "on-site response", Unit: "h", Target: 4, Counted: true}
	e.FromClock, e.FromAccepted = metrics.Is(num(f[1])), metrics.Is(num(f[2]))
	e.Met, e.MetByVendorClock = e.FromClock.V <= 4, e.FromAccepted.V <= 4
	return e
}

func costs() []CostLine {
	line := func(name string, planned, actual float64) CostLine {
		return CostLine{Category: name, Planned: metrics.Is(planned), Actual: metrics.Is(actual)}
	}
	return []CostLine{
		line("Image and task sequence (vendor, fixed price)", 17600, 17600), line("Planning workshops and project management, February", 12400, 11800), line("Pilot at site 01", 22000, 24220),
		line("Vendor installation, 612 devices, fixed price", 72216, 72216), line("Courier and staging, 612 devices", 15912, 15912), line("Site coordinators, night allowance", 20808, 20808), line("Travel and parking", 7344, 4464),
		line("Hypercare", 15200, 15200), line("Second technician pair, CR-002", 0, 9600), line("Overtime of INC-01", 0, 6800), {Category: "Training", Planned: metrics.Is(4000)},
	}
}

func risks() []RiskPoint {
	var out []RiskPoint
	for i, s := range [][5]int{{3, 2, 1, 2, 0}, {4, 3, 1, 3, 0}, {2, 4, 1, 4, 1}, {3, 3, 2, 2, 0}, {2, 3, 1, 3, 0}, {3, 4, 1, 2, 0}, {2, 5, 1, 3, 0}, {3, 2, 1, 1, 1}, {3, 3, 1, 2, 0}, {4, 3, 1, 2, 0}, {1, 5, 1, 5, 0}, {2, 4, 0, 0, 0}} {
		out = append(out, RiskPoint{ID: fmt.Sprintf("R-%02d", i+1), Title: "Risk " + strconv.Itoa(i+1), Probability: s[0], Impact: s[1], ResidualProbability: s[2], ResidualImpact: s[3], Happened: s[4] == 1})
	}
	return out
}

func plan() ([]ScheduleRow, []GatePost) {
	row := func(id, name, bs, bf, s, f string, m bool) ScheduleRow {
		return ScheduleRow{ID: id, Name: name, BaselineStart: on(bs), BaselineFinish: on(bf), Start: on(s), Finish: on(f), Milestone: m}
	}
	return []ScheduleRow{
			row("M-01", "Charter authorised (G1)", "2025-02-07", "2025-02-07", "2025-02-07", "2025-02-07", true),
			row("M-02", "Image and task sequence built", "2025-02-10", "2025-03-07", "2025-02-10", "2025-03-07", false),
			row("M-04", "Pilot, site 01, 24 devices", "2025-03-10", "2025-03-14", "2025-03-10", "2025-03-17", false),
			row("M-06", "Wave 1, sites 02 to 04, 96 devices", "2025-03-31", "2025-04-11", "2025-03-31", "2025-04-11", false),
			row("M-07", "Wave 2, sites 05 to 07, 132 devices", "2025-04-14", "2025-04-25", "2025-04-15", "2025-05-09", false),
			row("M-08", "Restart (G3R)", "", "", "2025-04-25", "2025-04-25", true),
			row("M-10", "Wave 3, sites 08 to 10, 126 devices", "2025-04-28", "2025-05-09", "2025-05-12", "2025-05-22", false),
			row("M-11", "Wave 4, sites 11 and 12, 120 devices", "2025-05-12", "2025-05-23", "2025-05-22", "2025-06-05", false),
			row("M-12", "Wave 5, sites 13 and 14, 114 devices", "2025-05-26", "2025-06-06", "2025-06-05", "2025-06-27", false),
			row("M-13", "Close (G5)", "2025-06-27", "2025-06-27", "2025-07-11", "2025-07-11", true),
		}, []GatePost{
			{"G1", "Charter", on("2025-02-07"), "go"}, {"G2", "Plan", on("2025-02-28"), "go"}, {"G3", "Pilot exit", on("2025-03-21"), "conditional go"},
			{"G3R", "Restart", on("2025-04-25"), "conditional go"}, {"G4", "Waves 3 to 5", on("2025-05-09"), "go"}, {"G5", "Close", on("2025-07-11"), "go"},
		}
}

func reports() []ReportRow {
	overall, schedule, cost, risk := "GGGGGGAAGGRRRRAAAAAAAGC", "GGGGGGGGGGRRRRAAAAAAAGC", "GGGGGGGGGGAAAAAAAAAAAAC", "GGGGGGAAGGRRRRAAAAGGGGC"
	var out []ReportRow
	d := on("2025-02-07")
	for i := range overall {
		out = append(out, ReportRow{Date: d, Overall: overall[i : i+1], Schedule: schedule[i : i+1], Cost: cost[i : i+1], Risk: risk[i : i+1]})
		d = d.AddDays(7)
	}
	return out
}

func spans() []ProjectSpan {
	gate := func(day, decision string) GatePost { return GatePost{ID: "G", Date: on(day), Decision: decision} }
	return []ProjectSpan{
		{Title: "Windows 11 device refresh", Short: "Windows 11 device refresh", Start: on("2025-02-03"), PlannedFinish: on("2025-06-27"), Finish: on("2025-07-11"), WorstDate: on("2025-04-16"), WorstLabel: "batch fails",
			Gates: []GatePost{gate("2025-02-07", "go"), gate("2025-02-28", "go"), gate("2025-03-21", "conditional go"), gate("2025-04-25", "conditional go"), gate("2025-05-09", "go"), gate("2025-07-11", "go")}},
		{Title: "Wi-Fi rollout in 9 warehouses", Short: "Warehouse Wi-Fi", Start: on("2025-08-04"), PlannedFinish: on("2025-12-12"), Finish: on("2025-12-12"), WorstDate: on("2025-10-03"), WorstLabel: "vendor dispute",
			Gates: []GatePost{gate("2025-08-08", "go"), gate("2025-08-22", "go"), gate("2025-09-12", "go"), gate("2025-10-17", "hold"), gate("2025-12-12", "go")}},
		{Title: "On-prem finance ERP to cloud", Short: "Finance ERP to cloud", Start: on("2026-01-05"), PlannedFinish: on("2026-09-30"), Finish: on("2026-10-30"), WorstDate: on("2026-06-12"), WorstLabel: "stop or re-plan",
			Gates: []GatePost{gate("2026-01-16", "go"), gate("2026-03-13", "conditional go"), gate("2026-05-29", "hold"), gate("2026-06-12", "conditional go"), gate("2026-07-24", "recycle"), gate("2026-08-21", "go"), gate("2026-10-01", "go"), gate("2026-10-30", "go")}},
	}
}

// gallery is one figure of every kind and of the cases that are hard to draw.
func gallery() []Figure {
	halfBurn, halfMoney := half()
	milestones, gates := plan()
	erpUp := Burnup(erp(), erpEvents())
	all := []Figure{
		Calendar(spans()), Burndown(refresh(), refreshEvents()), Burnup(refresh(), refreshEvents()), Value(refreshMoney(), 16000, refreshEvents()[:1]), Indices(refreshMoney()), Costs(costs(), "USD"),
		Heat(risks()), Residual(risks()), Schedule(milestones, gates), RAGHistory(reports(), refreshEvents()[:1]), SLA(sla()),
		renamed(Burndown(erp(), erpEvents()), "erp-burndown"), renamed(erpUp, "erp-burnup"), renamed(Value(erpMoney(), 0, nil), "erp-value"), renamed(Indices(erpMoney()), "erp-indices"),
		renamed(Value(wifiMoney(), 0, nil), "wifi-value"), renamed(Burndown(halfBurn, refreshEvents()[:3]), "half-burndown"), renamed(Value(halfMoney, 16000, nil), "half-value"),
	}
	for i, f := range all {
		all[i] = f.Linked(func(ref string) string { return "#" + strings.ToLower(ref) })
	}
	return all
}

func renamed(f Figure, id string) Figure {
	f.ID = id
	return f
}
