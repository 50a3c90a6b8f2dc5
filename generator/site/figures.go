package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/chart"
	"github.com/gatefold/gatefold/generator/metrics"
)

// figures are what is computed from a project's records, once for all of its pages.
type figures struct {
	project     *project
	burndown    metrics.Burndown
	value       metrics.EarnedValue
	sla         metrics.SLA
	cost        metrics.Money
	raid        metrics.RAID
	hasBurndown bool
	hasValue    bool
	hasSLA      bool
	hasCosts    bool
	hasReports  bool
	hasHeat     bool
	hasSchedule bool
}

func (p *project) compute() figures {
	f := figures{project: p}
	f.burndown, f.hasBurndown = metrics.BurndownOf(p.Project, p.plan.calendar)
	f.value, f.hasValue = metrics.EarnedValueOf(p.Project)
	f.sla, f.hasSLA = metrics.SLAOf(p.Project, p.plan.portfolio.AsOf)
	f.cost = metrics.MoneyOf(p.Project)
	if f.cost.Spent.Value == 0 && !f.cost.First.Set { // a register without amounts says nothing of money
		f.cost.Spent = content.Number{}
	}
	f.raid, _ = metrics.RAIDOf(p.Project, p.plan.portfolio.AsOf)
	f.hasCosts = len(content.Of[content.Cost](p.Project)) > 0
	f.hasReports = len(content.Of[content.Status](p.Project)) > 1
	f.hasSchedule = len(content.Of[content.Milestone](p.Project)) > 0
	for _, r := range content.Of[content.Risk](p.Project) {
		f.hasHeat = f.hasHeat || r.Product() > 0
	}
	return f
}

// figure puts a chart on the page of l: marks lead to their records, the live version is found.
func (p *project) figure(l linker, f chart.Figure, register string) Figure {
	out := Figure{Figure: f.Linked(l.url), Level: 3}
	if register != "" {
		if src := l.csv(p, register); src != nil {
			out.CSV = src.URL
		}
	}
	out.Scripts = Explore{l.to(echartsPath), l.to(chartsPath(p.Slug))}
	return out
}

// tabledBelow is a figure whose numbers are the columns of the register on the same page, so that it
// needs no table of its own.
func (p *project) tabledBelow(l linker, f chart.Figure) Figure {
	f.Table = chart.Table{}
	f.Key = strings.TrimSpace(f.Key + " The numbers stand in the register below.")
	return p.figure(l, f, "")
}

const echartsPath = "assets/echarts.js"

func chartsPath(slug string) string { return "data/" + slug + "/charts.js" }

// all are the project's charts, each once, for the live versions.
func (f figures) all() (out []chart.Figure) {
	for _, draw := range f.charts() {
		out = append(out, draw())
	}
	return out
}

// charts are the figures that the project has, each made when it is called.
func (f figures) charts() (out []func() chart.Figure) {
	add := func(has bool, charts ...func() chart.Figure) {
		if has {
			out = append(out, charts...)
		}
	}
	add(f.hasBurndown, f.burndownChart, f.burnupChart)
	add(f.hasValue, f.valueChart, f.indexChart)
	add(f.hasCosts, f.costChart)
	add(f.hasReports, f.ragChart, f.ragChartAll)
	add(f.hasHeat, f.heatChart, f.residualChart)
	add(f.hasSchedule, f.scheduleChart)
	add(f.hasSLA, f.slaChart)
	add(f.hasSLA && f.differs(), f.disputeChart)
	return out
}

func (p *project) hasCharts() bool {
	f := p.figures()
	return f.hasBurndown || f.hasValue || f.hasCosts || f.hasReports || f.hasHeat || f.hasSchedule || f.hasSLA
}

// chartScript holds the options of all of the project's charts, for Explore.
func (p *project) chartScript() ([]byte, error) { return chart.Script(p.figures().all()) }

func (pl *plan) chartCount() int {
	n := 0
	for _, p := range pl.projects {
		n += len(p.figures().charts())
	}
	if len(pl.projects) > 0 {
		n++ // the calendar of the front page
	}
	return n
}

func (f figures) burndownChart() chart.Figure { return chart.Burndown(f.burndown, f.events(true)) }
func (f figures) burnupChart() chart.Figure   { return chart.Burnup(f.burndown, f.events(true)) }
func (f figures) valueChart() chart.Figure {
	return chart.Value(f.value, f.cost.Reserve.Or(0), f.events(false))
}
func (f figures) indexChart() chart.Figure { return chart.Indices(f.value) }

// events are what belongs into a project's charts: incidents, gates that were no plain go, approved
// changes of scope (in progress) or money (in budget), and the hardest moment.
func (f figures) events(progress bool) []chart.Event {
	var out []chart.Event
	worst := ""
	if h := f.project.hardest(); h != nil {
		worst = h.Common().ID
	}
	add := func(r content.Record, d content.Date, label, text string) {
		m := r.Common()
		if !d.IsZero() {
			out = append(out, chart.Event{Date: d, Label: label, Text: text, Ref: m.ID, Worst: m.ID == worst})
		}
	}
	for _, r := range f.project.Records {
		switch v := r.(type) {
		case content.Incident:
			day := v.Detected.Date
			if day.IsZero() {
				day = v.Started.Date
			}
			add(v, day, v.ID, lower(v.Title))
		case content.Gate:
			if v.Decision != "go" {
				add(v, v.Date, v.Decision, lower(first(v.Name, v.ID))+", "+v.Decision)
			}
		case content.Change:
			if v.Approved() && (progress && v.ImpactScope != "" || v.ImpactCost.Set && v.ImpactCost.Value != 0) {
				add(v, cmp.Or(v.DecisionDate, v.DateRaised), v.ID, lower(v.Title))
			}
		case content.Escalation:
			if v.ID == worst {
				add(v, v.Date, v.ID, lower(v.Issue))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b chart.Event) int { return a.Date.Compare(b.Date) })
	return out
}

func (f figures) costChart() chart.Figure {
	var lines []chart.CostLine
	for _, c := range written[content.Cost](f.project) {
		lines = append(lines, chart.CostLine{Category: c.Category, Planned: valueOf(c.Planned), Actual: valueOf(c.Actual), Forecast: valueOf(c.Forecast)})
	}
	return chart.Costs(lines, f.project.Meta.Money.Currency)
}

func valueOf(n content.Number) metrics.Value { return metrics.Value{V: n.Value, Set: n.Set} }

func (f figures) heatChart() chart.Figure     { return chart.Heat(f.riskPoints()) }
func (f figures) residualChart() chart.Figure { return chart.Residual(f.riskPoints()) }

func (f figures) riskPoints() []chart.RiskPoint {
	var out []chart.RiskPoint
	for _, r := range content.Of[content.Risk](f.project.Project) {
		out = append(out, chart.RiskPoint{
			ID: r.ID, Title: r.Title, Probability: r.Probability.Value, Impact: r.Impact.Value,
			ResidualProbability: r.ResidualProbability.Value, ResidualImpact: r.ResidualImpact.Value, Happened: r.Status == "occurred",
		})
	}
	return out
}

// ragChart is the reported status in the four dimensions of the case; ragChartAll in all of them.
func (f figures) ragChart() chart.Figure { return f.reported(false) }

func (f figures) ragChartAll() chart.Figure {
	c := f.reported(true)
	c.ID = "rag-all"
	return c
}

func (f figures) reported(all bool) chart.Figure {
	var rows []chart.ReportRow
	for _, r := range content.Of[content.Status](f.project.Project) {
		row := chart.ReportRow{Date: r.Date, Overall: r.Overall, Schedule: r.Schedule, Cost: r.Cost, Risk: r.Risk}
		if all {
			row.Scope, row.Resources, row.Quality = r.Scope, r.Resources, r.Quality
		}
		rows = append(rows, row)
	}
	events := f.events(true)
	if !all { // the case shows the same events over its other charts already
		events = slices.DeleteFunc(events, func(e chart.Event) bool { return !e.Worst })
	}
	return chart.RAGHistory(rows, events)
}

func (f figures) scheduleChart() chart.Figure {
	var rows []chart.ScheduleRow
	for _, m := range written[content.Milestone](f.project) {
		rows = append(rows, chart.ScheduleRow{
			ID: m.ID, Name: m.Name, BaselineStart: m.BaselineStart, BaselineFinish: m.BaselineFinish,
			Start: cmp.Or(m.ActualStart, m.Start), Finish: cmp.Or(m.ActualFinish, m.Finish), Milestone: m.Milestone.Yes, Critical: m.Critical.Yes, Open: m.ActualFinish.IsZero(),
		})
	}
	var gates []chart.GatePost
	for _, g := range content.Of[content.Gate](f.project.Project) {
		gates = append(gates, chart.GatePost{ID: g.ID, Name: g.Name, Date: g.Date, Decision: g.Decision})
	}
	return chart.Schedule(rows, gates)
}

func (f figures) slaChart() chart.Figure { return chart.SLA(f.sla) }

// disputeChart is the period that project and vendor argued about.
func (f figures) disputeChart() chart.Figure {
	c := chart.SLA(disputed(f.sla))
	c.ID = "dispute"
	return c
}

func (f figures) differs() bool { return disputed(f.sla).Total != f.sla.Total }

// worstWord names the hardest day in a word or two, which is all that the calendar has room for.
func worstWord(r content.Record) string {
	if g, ok := r.(content.Gate); ok {
		return "gate: " + g.Decision
	}
	return lower(describe(r).word)
}

// spans are projects on one calendar, for the front page.
func (pl *plan) spans(l linker, projects []*project) []chart.ProjectSpan {
	var out []chart.ProjectSpan
	for _, p := range projects {
		m := p.Meta
		if m.Start.IsZero() {
			continue
		}
		s := chart.ProjectSpan{Title: m.Title, Short: m.Title, Start: m.Start, PlannedFinish: m.PlannedFinish, Finish: m.Finish, URL: l.to(projectPath(p.Slug))}
		if m.Finish.IsZero() || m.Finish.After(pl.portfolio.AsOf) {
			s.Finish, s.Open = pl.portfolio.AsOf, true
		} else if !m.PlannedFinish.IsZero() {
			s.LateText = lateness(m.Finish, m.PlannedFinish)
		}
		for _, g := range content.Of[content.Gate](p.Project) {
			s.Gates = append(s.Gates, chart.GatePost{ID: g.ID, Name: g.Name, Date: g.Date, Decision: g.Decision})
		}
		if h := p.hardest(); h != nil {
			s.WorstDate, s.WorstLabel = p.worstDay(), worstWord(h)
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b chart.ProjectSpan) int { return a.Start.Compare(b.Start) })
	return out
}
