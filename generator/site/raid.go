package site

import (
	"math"
	"strconv"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// raidTypes are the RAID types in the order of their filter, with the filter's class.
var raidTypes = []struct{ kind, class, many string }{
	{"risk", "t0", "Risks"}, {"assumption", "t1", "Assumptions"}, {"issue", "t2", "Issues"},
	{"dependency", "t3", "Dependencies"}, {"action", "t4", "Actions"}, {"decision", "t5", "Decisions"},
}

// raidPages are the log as one table, and the same records with all their fields: a row of the log
// has more of them than a page of bearable weight can hold in a table.
func raidPages(p *project) []Page {
	return []Page{raidPage(p), p.page("raid-full", func(l linker, b Base) any {
		var list Entries
		for _, r := range written[content.RAIDRecord](p) {
			list.Items = append(list.Items, l.entry(r, describeRAID(r).icon, "title", "type", "date raised", "due", "closed", "status", "owner"))
		}
		b.Description = clip("RAID log of "+p.Meta.Title+", all fields.", 160)
		b.Crumbs[len(b.Crumbs)-1] = Link{"RAID log", l.to(projectPath(p.Slug, "raid"))}
		b.Crumbs = append(b.Crumbs, Link{Text: "All fields"})
		return PageView{Base: b, Mast: Mast{Heading: "RAID log, all fields", Lead: "The log as it was kept, every column.", Facts: p.registerFacts(l, "raid")},
			Sections: []Section{{ID: "register", Heading: "Records", Quiet: true, Wide: true, Parts: []Part{list}}}}
	}, "raid", "RAID log", "raid", "full")}
}

func raidPage(p *project) Page {
	return p.page("raid", func(l linker, b Base) any {
		rows, log := written[content.RAIDRecord](p), p.figures().raid
		v := PageView{Base: b, Mast: Mast{Heading: "RAID log", Lead: raidLead(log), Facts: optional(p.registerFacts(l, "raid"), "Open", ageing(log))}}
		v.Description = clip("RAID log of "+p.Meta.Title+": "+raidCounts(log)+".", 160)
		f := p.figures()
		if f.hasHeat {
			v.Sections = append(v.Sections, Section{ID: "heat", Heading: "Probability and impact", Parts: []Part{Columns{[][]Part{{p.tabledBelow(l, f.heatChart())}, {p.tabledBelow(l, f.residualChart())}}}},
				Notes: []Text{plain("Up: probability, 1 rare to 5 near sure. Across: impact, 1 slight to 5 severe. The product: low 1–4, moderate 5–9, high 10–14, critical 15–25. A diamond: it happened.")}})
		}
		note := "The bar is the record’s life on the project’s calendar, the number beside it its age in days. Each row has an address: click its number."
		v.Sections = append(v.Sections, Section{ID: "register", Heading: "Register", Wide: true, Notes: []Text{plain(note)},
			Parts: []Part{p.raidFilters(rows), p.raidTable(l, rows)}})
		return v
	}, "raid", "RAID log", "raid")
}

// registerFacts stand at the head of every register page.
func (p *project) registerFacts(l linker, register string) []Field {
	return append(p.headFacts(l, register), p.sealFacts(l, register)...)
}

// headFacts are those that a page of one document has too.
func (p *project) headFacts(l linker, register string) []Field {
	facts := []Field{{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))}}
	facts = append(facts, Field{Label: "As of", Value: plain(longDay(p.plan.portfolio.AsOf))})
	if src := l.csv(p, register); src != nil {
		facts = append(facts, Field{Label: "Data", Value: Text{Span(*src), {Text: ", as published"}}})
	}
	return facts
}

// ending is how a RAID row came out: the class its filter asks for, its word and its drawing.
type ending struct {
	class, word string
	icon        Icon
	tone        string
}

func (p *project) ending(r content.RAID) ending {
	switch metrics.EndingOf(r, p.plan.portfolio.AsOf) {
	case metrics.EndingHappened:
		return ending{"x1", map[bool]string{true: "False", false: "Happened"}[r.Status == "invalidated"], "no", "no"}
	case metrics.EndingOpen:
		return ending{"x3", sentence(first(r.Status, "open")), "half", "part"}
	}
	return ending{"x2", sentence(first(r.Status, "closed")), "yes", "yes"}
}

// raidLead says how the log stood: "25 records. Three of them happened; one is still open."
func raidLead(log metrics.RAID) string {
	s := numbered(log.Total) + map[bool]string{true: " record. ", false: " records. "}[log.Total == 1]
	switch log.Happened {
	case 0:
		s += "None happened; "
	case log.Total:
		s += map[bool]string{true: "It happened; ", false: "All of them happened; "}[log.Total == 1]
	default:
		s += numbered(log.Happened) + " of them happened; "
	}
	switch log.Open {
	case 0:
		return s + "none is still open."
	case 1:
		s += "one is still open"
	default:
		s += lower(numbered(log.Open)) + " are still open"
	}
	if log.Overdue > 0 {
		s += ", " + lower(numbered(log.Overdue)) + " past the day it was due"
	}
	return s + "."
}

// ageing says how old the open records are.
func ageing(log metrics.RAID) Text {
	var words []string
	for _, band := range log.Ageing {
		if band.N == 0 {
			continue
		}
		span := "over " + number(float64(band.From-1), 0) + " days"
		if band.To >= 0 {
			span = number(float64(band.From), 0) + " to " + number(float64(band.To), 0) + " days"
		}
		words = append(words, number(float64(band.N), 0)+nbsp+"for "+span)
	}
	return plain(list(words))
}

// raidCounts is "12 risks, 4 assumptions and 6 issues".
func raidCounts(log metrics.RAID) string {
	var words []string
	for _, t := range raidTypes {
		for _, c := range log.Types {
			if c.Type == t.kind {
				words = append(words, count(c.Total, t.kind, lower(t.many)))
			}
		}
	}
	return list(words)
}

func (p *project) raidFilters(rows []content.RAIDRecord) Filters {
	class := map[string]int{}
	for _, r := range rows {
		class[p.ending(r.Row()).class]++
		class[typeClass(r)]++
	}
	show := Filter{Legend: "Show", Name: "t", Options: []FilterOption{{"t-all", "All", len(rows)}}}
	for _, t := range raidTypes {
		if class[t.class] > 0 {
			show.Options = append(show.Options, FilterOption{t.class, t.many, class[t.class]})
		}
	}
	end := Filter{Legend: "Ending", Name: "x", Options: []FilterOption{{"x-all", "Any", len(rows)}}}
	for _, o := range []FilterOption{{"x1", "Happened", 0}, {"x2", "Ended", 0}, {"x3", "Open", 0}} {
		if o.Count = class[o.ID]; o.Count > 0 {
			end.Options = append(end.Options, o)
		}
	}
	return Filters{[]Filter{show, end}}
}

func typeClass(r content.Record) string {
	for _, t := range raidTypes {
		if r.Common().Kind == t.kind {
			return t.class
		}
	}
	return "t9"
}

func (p *project) raidTable(l linker, rows []content.RAIDRecord) Table {
	t := Table{Label: "RAID log", Dense: true, Source: l.csv(p, "raid"), Head: []Column{{Text: "ID"}, {Text: "Record and response", Class: "ttl"},
		{Text: "Score", Class: "n sc"}, {Text: "After", Class: "n sc"}, {Text: "Owner"},
		{Text: "Life", Class: "life"}, {Text: "Days", Class: "n dy"}, {Text: "Ending", Class: "oc"}}}
	for _, r := range rows {
		t.Rows = append(t.Rows, p.raidRow(l, r))
	}
	log := p.figures().raid
	t.Total = "End of the register: " + count(log.Total, "record", "records") + ", " + number(float64(log.Total-log.Open), 0) + " ended, " +
		number(float64(log.Open), 0) + " open on " + longDay(p.plan.portfolio.AsOf) + "."
	return t
}

func (p *project) raidRow(l linker, record content.RAIDRecord) Row {
	r, end := record.Row(), p.ending(record.Row())
	row := l.row(record,
		Cell{Class: "ttl", Text: l.text(r.Title), Small: l.text(first(r.Response, r.Description)), Details: true},
		Cell{Class: "n sc", Label: "Score", Text: product(r.Probability, r.Impact)},
		Cell{Class: "n sc", Label: "After", Text: product(r.ResidualProbability, r.ResidualImpact)},
		Cell{Text: l.text(r.Owner)},
		Cell{Class: "life", Life: p.life(r)},
		Cell{Class: "n dy", Text: days(metrics.AgeOf(r, p.plan.portfolio.AsOf))},
		Cell{Icon: end.icon, Tone: end.tone, Text: plain(end.word), Small: l.text(r.Notes)})
	row.Class = typeClass(record) + " " + end.class
	row.Full = &Link{"All fields", l.to(projectPath(p.Slug, "raid", "full") + "#" + row.Anchor)}
	return row
}

// days is a number of days, empty when it is undefined.
func days(v metrics.Value) Text {
	if !v.Set {
		return nil
	}
	return plain(number(v.V, 0))
}

// product is "3 × 2 = 6" with the learner's own levels reduced to the scale of 5.
func product(p, i content.Level) Text {
	if p.Value == 0 || i.Value == 0 {
		return nil
	}
	return plain(strconv.Itoa(p.Value) + nbsp + "×" + nbsp + strconv.Itoa(i.Value) + nbsp + "=" + nbsp + strconv.Itoa(p.Value*i.Value))
}

func (p *project) life(r content.RAID) *Life {
	from, to := p.Meta.Start, p.Meta.Finish
	if to.IsZero() {
		to = p.plan.portfolio.AsOf
	}
	if r.DateRaised.IsZero() || from.IsZero() || !to.After(from) {
		return nil
	}
	at := func(d content.Date) float64 {
		return tenth(100 * min(1, max(0, float64(d.Sub(from))/float64(to.Sub(from)))))
	}
	end, words := r.Closed, day(r.DateRaised)+" to "+day(r.Closed)
	if end.IsZero() {
		end, words = to, day(r.DateRaised)+", still open"
	}
	life := &Life{From: tenth(at(r.DateRaised)), Event: -1, Open: r.Closed.IsZero(), Words: words}
	life.Width = tenth(max(0.8, at(end)-life.From))
	if worst := p.worstDay(); !worst.IsZero() {
		life.Event = tenth(at(worst))
	}
	return life
}

// tenth rounds a percentage to what a screen can show.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// worstDay is the day of the project's hardest moment.
func (p *project) worstDay() content.Date {
	h := p.hardest()
	if h == nil {
		return content.Date{}
	}
	if i, ok := h.(content.Incident); ok && !i.Detected.IsZero() {
		return i.Detected.Date
	}
	return describe(h).date
}
