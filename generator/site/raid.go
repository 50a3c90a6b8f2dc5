package site

import (
	"math"
	"strconv"

	"github.com/gatefold/gatefold/content"
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
		rows := written[content.RAIDRecord](p)
		v := PageView{Base: b, Mast: Mast{Heading: "RAID log", Lead: raidLead(rows), Facts: p.registerFacts(l, "raid")}}
		v.Description = clip("RAID log of "+p.Meta.Title+": "+raidCounts(rows)+".", 160)
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
	facts := []Field{{Label: "Basis", Value: plain(basisLabel(p.Meta.Basis))}}
	facts = append(facts, Field{Label: "As of", Value: plain(longDay(p.plan.portfolio.AsOf))})
	if src := l.csv(p, register); src != nil {
		facts = append(facts, Field{Label: "Data", Value: Text{Span(*src), {Text: ", as published"}}})
	}
	return facts
}

// ending is how a RAID row came out, in the three ways a reader asks for.
type ending struct {
	class, word string
	icon        Icon
	tone        string
}

func endingOf(r content.RAID) ending {
	switch r.Status {
	case "occurred":
		return ending{"x1", "Happened", "no", "no"}
	case "invalidated":
		return ending{"x1", "False", "no", "no"}
	case "open", "in progress", "at risk", "blocked", "late", "escalated", "":
		if r.Closed.IsZero() {
			return ending{"x3", sentence(first(r.Status, "open")), "half", "part"}
		}
	}
	return ending{"x2", sentence(first(r.Status, "closed")), "yes", "yes"}
}

func raidLead(rows []content.RAIDRecord) string {
	happened, open := 0, 0
	for _, r := range rows {
		switch endingOf(r.Row()).class {
		case "x1":
			happened++
		case "x3":
			open++
		}
	}
	s := numbered(len(rows)) + " records. "
	if len(rows) == 1 {
		s = "One record. "
	}
	verb := " of them happened; "
	return s + numbered(happened) + verb + lower(numbered(open)) + map[bool]string{true: " is", false: " are"}[open == 1] + " still open."
}

func raidCounts(rows []content.RAIDRecord) string {
	var words []string
	for _, t := range raidTypes {
		n := 0
		for _, r := range rows {
			if r.Common().Kind == t.kind {
				n++
			}
		}
		if n > 0 {
			words = append(words, count(n, t.kind, lower(t.many)))
		}
	}
	return list(words)
}

func (p *project) raidFilters(rows []content.RAIDRecord) Filters {
	class := map[string]int{}
	for _, r := range rows {
		class[endingOf(r.Row()).class]++
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
	open := 0
	for _, r := range rows {
		t.Rows = append(t.Rows, p.raidRow(l, r))
		if endingOf(r.Row()).class == "x3" {
			open++
		}
	}
	t.Total = "End of the register: " + count(len(rows), "record", "records") + ", " + number(float64(len(rows)-open), 0) + " ended, " +
		number(float64(open), 0) + " open on " + longDay(p.plan.portfolio.AsOf) + "."
	return t
}

func (p *project) raidRow(l linker, record content.RAIDRecord) Row {
	r, end := record.Row(), endingOf(record.Row())
	age := p.age(r)
	row := l.row(record,
		Cell{Text: l.text(r.Title), Small: l.text(first(r.Response, r.Description)), Details: true},
		Cell{Class: "n sc", Label: "Score", Text: product(r.Probability, r.Impact)},
		Cell{Class: "n sc", Label: "After", Text: product(r.ResidualProbability, r.ResidualImpact)},
		Cell{Class: "h", Text: l.text(r.Owner)},
		Cell{Class: "life", Life: p.life(r)},
		Cell{Class: "n dy", Text: plain(age)},
		Cell{Icon: end.icon, Tone: end.tone, Text: plain(end.word), Small: l.text(r.Notes)})
	row.Class = typeClass(record) + " " + end.class
	row.Full = &Link{"All fields", l.to(projectPath(p.Slug, "raid", "full") + "#" + row.Anchor)}
	return row
}

// product is "3 × 2 = 6" with the learner's own levels reduced to the scale of 5.
func product(p, i content.Level) Text {
	if p.Value == 0 || i.Value == 0 {
		return nil
	}
	return plain(strconv.Itoa(p.Value) + nbsp + "×" + nbsp + strconv.Itoa(i.Value) + nbsp + "=" + nbsp + strconv.Itoa(p.Value*i.Value))
}

// age in days, from the day it was raised to its end or the as-of date.
func (p *project) age(r content.RAID) string {
	if r.DateRaised.IsZero() {
		return ""
	}
	end := r.Closed
	if end.IsZero() {
		end = p.plan.portfolio.AsOf
	}
	return number(float64(max(0, end.Sub(r.DateRaised))), 0)
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
