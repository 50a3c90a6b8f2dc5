package site

import (
	"math"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

func schedulePages(p *project) []Page {
	return []Page{p.page("schedule", func(l linker, b Base) any {
		f := p.figures()
		b.Description = clip("Schedule of "+p.Meta.Title+", planned and actual.", 160)
		v := PageView{Base: b, Mast: Mast{Heading: "Schedule", Lead: p.scheduleLead(), Facts: p.registerFacts(l, "milestones")}}
		v.Sections = []Section{
			{ID: "calendar", Heading: "On the calendar", Notes: []Text{plain("Dashed is the baseline, solid is what happened.")}, Parts: []Part{p.figure(l, f.scheduleChart(), "milestones")}},
			{ID: "register", Heading: "Milestones", Wide: true, Parts: []Part{p.milestoneTable(l)}},
		}
		return v
	}, "schedule", "Schedule", "schedule")}
}

func (p *project) scheduleLead() string {
	if m := p.Meta; !m.Finish.IsZero() && !m.PlannedFinish.IsZero() {
		ended := ", ended on "
		if m.Finish.After(p.plan.portfolio.AsOf) {
			ended = ", now expected on "
		}
		return "Planned to end on " + longDay(m.PlannedFinish) + ended + longDay(m.Finish) + ": " + p.lateWords(m.PlannedFinish) + "."
	}
	return ""
}

func (p *project) milestoneTable(l linker) Table {
	t := Table{Label: "Milestones", Source: l.csv(p, "milestones"), Head: []Column{{Text: "ID"}, {Text: "Milestone"}, {Text: "Baseline finish"}, {Text: "Finish"}, {Text: "Difference"}, {Text: "Status"}}}
	for _, m := range written[content.Milestone](p) {
		finish := m.ActualFinish
		word := ""
		if finish.IsZero() {
			finish = m.Finish
			word = "forecast"
		}
		difference := Text(nil)
		if !finish.IsZero() && !m.BaselineFinish.IsZero() {
			difference = plain(apart(p.plan.calendar, m.BaselineFinish, finish))
		}
		row := l.row(m, Cell{Text: l.text(m.Name), Small: l.text(m.Phase), Details: true}, Cell{Class: "nb h", Label: "Baseline", Text: plain(day(m.BaselineFinish))},
			Cell{Class: "nb h", Label: "Finish", Text: plain(day(finish)), Small: plain(word)}, Cell{Label: "Difference", Text: difference}, Cell{Class: "h", Text: plain(sentence(m.Status))})
		row.More = l.fields(m, columnsShown("name", "phase", "baseline finish", "actual finish", "status"))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// apart says how far two days are apart, in days as elsewhere and in days that are worked.
func apart(c metrics.Calendar, planned, actual content.Date) string {
	words := lateness(actual, planned)
	if n := c.Variance(planned, actual); n != 0 {
		words += ", " + number(math.Abs(float64(n)), 0) + nbsp + "of them worked"
	}
	return words
}

func burndownPages(p *project) []Page {
	return []Page{p.page("burndown", func(l linker, b Base) any {
		f := p.figures()
		b.Description = clip("Burndown of "+p.Meta.Title+": what was left, day by day.", 160)
		v := PageView{Base: b, Mast: Mast{Heading: "Burndown", Lead: projectionWords(f.burndown), Facts: p.registerFacts(l, "burndown")}}
		if f.hasBurndown {
			s := Section{ID: "chart", Heading: "What was left", Parts: []Part{p.figure(l, f.burndownChart(), "burndown")}}
			if f.burndown.FromWork {
				s.Notes = []Text{plain("Counted from the work items below, by the days on which they were created and done.")}
			}
			v.Sections = append(v.Sections, s, Section{ID: "scope", Heading: "Scope and done", Parts: []Part{p.figure(l, f.burnupChart(), "burndown")}})
		}
		if items := written[content.WorkItem](p); len(items) > 0 {
			v.Sections = append(v.Sections, Section{ID: "work", Heading: "Work items", Wide: true, Parts: []Part{p.workTable(l, items)}})
		}
		return v
	}, "burndown", "Burndown", "burndown")}
}

// projectionWords says when the work will be done, or why that cannot be said.
func projectionWords(b metrics.Burndown) string {
	pr := b.Projection
	switch {
	case !b.DoneOn.IsZero():
		s := "Nothing left on " + longDay(b.DoneOn)
		if !b.PlannedDone.IsZero() {
			s += "; planned for " + longDay(b.PlannedDone)
		}
		return s + "."
	case !pr.Likely.IsZero() && pr.Earliest == pr.Latest:
		return "At the pace of the last weeks, done on " + longDay(pr.Likely) + "."
	case !pr.Likely.IsZero():
		s := "At the pace of the last weeks, done about " + longDay(pr.Likely)
		if !pr.Earliest.IsZero() {
			s += ", " + longDay(pr.Earliest) + " at the earliest"
		}
		if !pr.Latest.IsZero() {
			s += ", " + longDay(pr.Latest) + " at the latest"
		}
		return s + "."
	case pr.Reason != "":
		return "No projection: " + pr.Reason + "."
	}
	return ""
}

func (p *project) workTable(l linker, items []content.WorkItem) Table {
	t := Table{Label: "Work items", Source: l.csv(p, "work"), Head: []Column{{Text: "ID"}, {Text: "Item"}, {Text: "Type"}, {Text: "Created"}, {Text: "Done"}, {Text: "Status"}}}
	for _, w := range items {
		row := l.row(w, Cell{Text: l.text(w.Title), Details: true}, Cell{Class: "h", Text: plain(w.Type)}, Cell{Class: "nb h", Label: "Created", Text: plain(day(w.Created))},
			Cell{Class: "nb h", Label: "Done", Text: plain(day(w.Done))}, Cell{Class: "h", Text: plain(w.Status)})
		row.More = l.fields(w, columnsShown("title", "type", "created", "done", "status"))
		t.Rows = append(t.Rows, row)
	}
	return t
}

func budgetPages(p *project) []Page {
	return []Page{p.page("budget", func(l linker, b Base) any {
		f := p.figures()
		b.Description = clip("Budget of "+p.Meta.Title+": planned, earned and spent.", 160)
		mast := Mast{Heading: "Budget", Lead: p.costSentence(), Facts: p.registerFacts(l, "earned-value")}
		v := PageView{Base: b, Mast: mast}
		if f.hasValue {
			v.Sections = append(v.Sections,
				Section{ID: "value", Heading: "Planned, earned, spent", Notes: []Text{plain("Cumulative, at the end of each period.")}, Parts: []Part{p.figure(l, f.valueChart(), "earned-value")}},
				Section{ID: "indices", Heading: "Indices", Notes: []Text{plain("SPI is earned over planned, CPI earned over spent. SPI(t) counts time instead of money, because SPI drifts back to 1 when late work is finished.")},
					Parts: []Part{p.figure(l, f.indexChart(), "earned-value"), p.shares(), Note{Text: plain(p.plan.thresholdWords()), Small: true}}})
		}
		if f.hasCosts {
			v.Sections = append(v.Sections, Section{ID: "costs", Heading: "By category", Parts: []Part{p.figure(l, f.costChart(), "costs"), p.costTable(l)}})
		}
		if words := p.approvedCost(); words != "" {
			to := l.to(projectPath(p.Slug, "changes"))
			v.Sections = append(v.Sections, Section{ID: "changes", Heading: "Approved changes", Parts: []Part{Note{Text: Text{{Text: words + " "}, {"The changes", to}, {Text: "."}}}}})
		}
		return v
	}, "budget", "Budget", "budget")}
}

func (p *project) costSentence() string {
	c := p.figures().cost
	if !c.Spent.Set || !c.First.Set || c.First.Value == 0 {
		return ""
	}
	s := money(c.Spent.Value, c.Currency) + " spent: " + p.spentAgainst(c.First, "the first budget of "+amount(c.First.Value))
	if c.Current.Value != c.First.Value && c.Current.Value != 0 {
		s += ", " + p.spentAgainst(c.Current, "the approved "+amount(c.Current.Value))
	}
	return s + "."
}

// shares are the newest period's figures in words, its indices with their colour by the thresholds.
func (p *project) shares() Facts {
	var last metrics.EVPoint
	for _, point := range p.figures().value.Points {
		if point.EV.Set && point.AC.Set {
			last = point
		}
	}
	var facts Facts
	add := func(label, words string) { facts.Items = optional(facts.Items, label, plain(words)) }
	shares := last.Shares()
	for _, f := range []struct {
		label string
		v     metrics.Value
	}{{"Planned", shares.Planned}, {"Complete", shares.Complete}, {"Spent", shares.Spent}} {
		if f.v.Set {
			add(f.label, percent(f.v.V)+" of the budget")
		}
	}
	for _, f := range []struct {
		label string
		v     metrics.Value
	}{{"SPI", last.SPI}, {"CPI", last.CPI}, {"SPI(t)", last.SPIT}, {"TCPI", last.TCPIBAC}} {
		colour := metrics.RAGOfIndex(f.v, p.plan.portfolio.Config.RAG)
		switch {
		case f.v.Set && f.label != "TCPI":
			add(f.label, fixed(f.v.V, 2)+", "+colour+" by the thresholds")
		case f.v.Set:
			add(f.label, fixed(f.v.V, 2))
		case f.v.Why != "":
			add(f.label, "n/a: "+f.v.Why)
		}
	}
	return facts
}

func (p *project) costTable(l linker) Table {
	t := Table{Label: "Costs by category", Source: l.csv(p, "costs"), Head: []Column{{Text: "Category"}, {Text: "Planned", Class: "n"}, {Text: "Committed", Class: "n"},
		{Text: "Actual", Class: "n"}, {Text: "Forecast", Class: "n"}, {Text: "Actual against planned"}}}
	for _, c := range written[content.Cost](p) {
		row := Row{Cells: []Cell{{Header: true, Text: l.text(c.Category), Small: l.text(strings.Trim(sentence(c.Kind)+". "+c.Note, ". ")), Details: true}, num(c.Planned, "Planned"), num(c.Committed, "Committed"),
			num(c.Actual, "Actual"), num(c.Forecast, "Forecast"), {Text: plain(spentWords(c.Planned, c.Actual))}}}
		for _, f := range c.Extra {
			row.More = optional(row.More, f.Name, l.text(f.Text))
		}
		t.Rows = append(t.Rows, row)
	}
	costs, _ := metrics.CostsOf(p.Project)
	all, words := costs.Total, costs.Total.Variance.Why
	if all.Variance.Set {
		words = spentWords(all.Planned, all.Actual)
	}
	t.Foot = []Row{{Cells: []Cell{{Header: true, Text: plain("All")}, num(all.Planned, "Planned"), num(all.Committed, "Committed"), num(all.Actual, "Actual"), num(all.Forecast, "Forecast"), {Text: plain(words)}}}}
	return t
}

// spentWords says a difference in words, because its sign means opposite things in different files.
func spentWords(planned, actual content.Number) string {
	if !planned.Set || !actual.Set {
		return ""
	}
	switch d := actual.Value - planned.Value; {
	case d > 0.005:
		return amount(d) + " over"
	case d < -0.005:
		return amount(-d) + " under"
	}
	return "as planned"
}

func vendorPages(p *project) []Page {
	return []Page{p.page("vendors", func(l linker, b Base) any {
		f := p.figures()
		b.Description = clip("Vendors of "+p.Meta.Title+" and how they kept their service levels.", 160)
		v := PageView{Base: b, Mast: Mast{Heading: "Vendors", Lead: slaWords(f.sla), Facts: p.registerFacts(l, "sla")}}
		if vendors := written[content.Vendor](p); len(vendors) > 0 {
			v.Sections = append(v.Sections, Section{ID: "vendors", Heading: "Vendors", Notes: []Text{plain("By alias where the contract asks for it.")}, Parts: []Part{p.vendorTable(l, vendors)}})
		}
		if f.hasSLA {
			v.Sections = append(v.Sections,
				Section{ID: "levels", Heading: "By ticket", Notes: []Text{plain("Diamond: missed. Dot: met. Ring: the same ticket counted from the vendor’s acceptance.")}, Parts: []Part{p.tabledBelow(l, f.slaChart())}},
				Section{ID: "months", Heading: "By month", Parts: []Part{monthTable(f.sla)}},
				Section{ID: "register", Heading: "Service level log", Wide: true, Parts: []Part{p.slaTable(l, f.sla)}})
		}
		return v
	}, "vendors", "Vendors", "vendors")}
}

// slaWords is the attainment by both clocks.
func slaWords(s metrics.SLA) string {
	if s.Total == 0 {
		return ""
	}
	t := float64(s.Total)
	out := number(float64(s.Met), 0) + " of " + count(s.Total, "measurement", "measurements") + " met (" + percent(float64(s.Met)/t) + ")"
	if s.MetByVendorClock != s.Met {
		out += "; by the vendor’s clock " + number(float64(s.MetByVendorClock), 0) + " (" + percent(float64(s.MetByVendorClock)/t) + ")"
	}
	return out + "."
}

func (p *project) vendorTable(l linker, vendors []content.Vendor) Table {
	t := Table{Label: "Vendors", Source: l.csv(p, "vendors"), Head: []Column{{Text: "ID"}, {Text: "Vendor"}, {Text: "From"}, {Text: "To"}, {Text: "Rating"}, {Text: "Health"}}}
	for _, v := range vendors {
		row := l.row(v, Cell{Text: l.text(v.Name), Small: l.text(v.Service), Details: true}, Cell{Class: "nb h", Label: "From", Text: plain(day(v.Start))},
			Cell{Class: "nb h", Label: "To", Text: plain(day(v.Finish))}, Cell{Class: "h", Text: l.text(v.Rating)}, Cell{Class: "h nb", Status: status(v.RAG), Text: unlessStatus(v.RAG)})
		row.More = l.fields(v, columnsShown("name", "service", "start", "finish", "rating", "rag"))
		t.Rows = append(t.Rows, row)
	}
	return t
}

func monthTable(s metrics.SLA) Table {
	t := Table{Label: "Attainment by month", Head: []Column{{Text: "Month"}, {Text: "Measured", Class: "n"}, {Text: "Met", Class: "n"}, {Text: "Attainment", Class: "n"}, {Text: "By the vendor’s clock", Class: "n"}}}
	for _, m := range s.Months {
		n := float64(m.Total)
		if m.Total == 0 {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: plain(monthName(m.Month))}, {Class: "n h", Label: "Measured", Text: plain(number(n, 0))}, {Class: "n h", Label: "Met", Text: plain(number(float64(m.Met), 0))},
			{Class: "n h", Label: "Attainment", Text: plain(percent(float64(m.Met) / n))}, {Class: "n h", Label: "Vendor’s clock", Text: plain(percent(float64(m.MetByVendorClock) / n))}}})
	}
	return t
}

func monthName(iso string) string {
	d, ok := isoDay(iso + "-01")
	if !ok {
		return iso
	}
	return d.Month.String() + " " + iso[:4]
}

func (p *project) slaTable(l linker, s metrics.SLA) Table {
	t := Table{Label: "Service level log", Source: l.csv(p, "sla"), Head: []Column{{Text: "ID"}, {Text: "Metric"}, {Text: "Opened"}, {Text: "Target", Class: "n"}, {Text: "Our clock", Class: "n"}, {Text: "Vendor’s clock", Class: "n"}, {Text: "Result"}, {Text: "Vendor says"}, {Text: "Credit", Class: "n"}}}
	events := map[string]metrics.SLAEvent{}
	for _, e := range s.Events {
		events[e.ID] = e
	}
	for _, r := range content.Of[content.SLAEvent](p.Project) {
		e := events[r.ID]
		result := Cell{Class: "h", Icon: "no", Tone: "no", Text: plain("Missed")}
		switch {
		case !e.Counted:
			result = Cell{Icon: "half", Tone: "grey", Text: plain("Not counted"), Small: plain(e.Why)}
		case e.Met:
			result = Cell{Class: "h", Icon: "yes", Tone: "yes", Text: plain("Met")}
		}
		row := l.row(r, Cell{Text: l.text(r.Metric), Small: l.text(strings.Trim(r.Severity+", "+r.Vendor, ", ")), Details: true}, Cell{Class: "nb", Text: plain(moment(r.Opened))},
			Cell{Class: "n h3", Label: "Target", Text: plain(strings.TrimSpace(number(r.Target.Value, 2) + nbsp + r.Unit))},
			Cell{Class: "n h3", Label: "Ours", Text: valueText(e.FromClock)}, Cell{Class: "n h3", Label: "Vendor’s", Text: valueText(e.FromAccepted)},
			result, Cell{Class: "h", Label: "Vendor", Text: l.text(sentence(r.VendorPosition))}, num(r.CreditDue, "Credit"))
		row.More = l.fields(r, columnsShown("metric", "severity", "vendor", "opened", "target", "unit", "vendor position", "credit due"))
		t.Rows = append(t.Rows, row)
	}
	if s.CreditDue > 0 || s.CreditReceived > 0 {
		t.Total = "Credit due " + money(s.CreditDue, p.Meta.Money.Currency) + ", received " + money(s.CreditReceived, p.Meta.Money.Currency) + "."
	}
	return t
}

func valueText(v metrics.Value) Text {
	if !v.Set {
		return plain("n/a")
	}
	return plain(fixed(v.V, 2))
}
