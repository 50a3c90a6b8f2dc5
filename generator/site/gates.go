package site

import (
	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

func (p *project) gateSteps(l linker, gates []content.Gate) []Step {
	var out []Step
	for _, g := range gates {
		icon, tone := gateIcon(g.Decision)
		to, _ := l.ref(content.Ref{Slug: p.Slug, ID: g.ID})
		s := Step{When: shortDay(g.Date), ISO: g.Date.String(), Icon: icon, Tone: tone, Word: sentence(g.Decision),
			Title: Text{{g.ID, to}, {Text: " " + g.Name}}, Small: plain("No conditions")}
		if n := len(g.Conditions); n > 0 {
			words := count(n, "condition", "conditions")
			if open := g.OpenConditions(p.plan.portfolio.AsOf); open > 0 {
				words += ", " + number(float64(open), 0) + " open"
			}
			s.Small = plain(words)
		}
		out = append(out, s)
	}
	return out
}

func gatePages(p *project) []Page {
	gates := content.Of[content.Gate](p.Project)
	counts := metrics.GatesOf(p.plan.portfolio.AsOf, p.Project)
	pages := []Page{p.page("gates", func(l linker, b Base) any {
		b.Description = clip(count(len(gates), "gate", "gates")+" of "+p.Meta.Title+": "+gateCounts(counts)+".", 160)
		return PageView{Base: b, Mast: Mast{Heading: "Gates", Lead: sentence(gateCounts(counts)) + ".", Facts: p.registerFacts(l, "gates")},
			Sections: []Section{{ID: "ladder", Heading: "In order", Parts: []Part{Ladder{p.gateSteps(l, gates)}}},
				{ID: "all", Heading: "Decisions", Notes: []Text{plain("Each gate has its own page with criteria, evidence and conditions.")}, Parts: []Part{p.gateTable(l, gates)}}}}
	}, "gates", "Gates", "gates")}
	for i, g := range gates {
		pages = append(pages, p.page("gate", func(l linker, b Base) any { return p.gateView(l, b, gates, i) },
			"gates", g.ID, "gates", anchorOf(g.ID)))
	}
	return pages
}

// gateCounts is "2 go, 1 conditional go and 1 hold".
func gateCounts(g metrics.Gates) string {
	var words []string
	for _, d := range g.Decisions {
		words = append(words, number(float64(d.N), 0)+nbsp+d.Decision)
	}
	return list(words)
}

func (p *project) gateTable(l linker, gates []content.Gate) Table {
	t := Table{Label: "Gates", Head: []Column{{Text: "ID"}, {Text: "Held"}, {Text: "Gate"}, {Text: "Decision"}, {Text: "Criteria met", Class: "n"}, {Text: "Conditions", Class: "n"}}}
	for _, g := range gates {
		icon, tone := gateIcon(g.Decision)
		met := 0
		for _, c := range g.Criteria {
			if c.Result == "met" {
				met++
			}
		}
		criteria, conditions := Text(nil), plain("none")
		if len(g.Criteria) > 0 {
			criteria = plain(number(float64(met), 0) + " of " + number(float64(len(g.Criteria)), 0))
		}
		if n := len(g.Conditions); n > 0 {
			conditions = plain(number(float64(n), 0) + ", " + number(float64(g.OpenConditions(p.plan.portfolio.AsOf)), 0) + " open")
		}
		row := l.row(g, Cell{Class: "nb h", Text: plain(day(g.Date))},
			Cell{Text: l.text(g.Name), Small: l.text(clip(g.Rationale, 180))},
			Cell{Class: "h", Icon: icon, Tone: tone, Text: plain(sentence(g.Decision))},
			Cell{Class: "n h", Label: "Criteria met", Text: criteria}, Cell{Class: "n h", Label: "Conditions", Text: conditions})
		t.Rows = append(t.Rows, elsewhere(row, l, p.Slug, g))
	}
	return t
}

func (p *project) gateView(l linker, b Base, gates []content.Gate, i int) PageView {
	g := gates[i]
	b.Description = clip("Gate "+g.ID+" of "+p.Meta.Title+", "+longDay(g.Date)+": "+g.Decision+".", 160)
	b.Crumbs[len(b.Crumbs)-1] = Link{"Gates", l.to(projectPath(p.Slug, "gates"))}
	b.Crumbs = append(b.Crumbs, Link{Text: g.ID})
	heading := "Gate " + g.ID
	if g.Name != "" {
		heading += ": " + lower(g.Name)
	}
	v := PageView{Base: b.titled(), Mast: Mast{Heading: heading, Facts: p.gateFacts(l, g)}}
	v.Base.Title = heading + ", " + p.Meta.Title + ", " + p.plan.portfolio.Config.Owner.Name
	v.Sections = []Section{{ID: "decision", Heading: "Decision", Quiet: true, Wide: true, Parts: []Part{p.gateBanner(l, g)}}}
	if len(g.Criteria) > 0 {
		v.Sections = append(v.Sections, Section{ID: "criteria", Heading: "Criteria", Notes: []Text{plain("What had to be true, and what was.")}, Parts: []Part{criteriaTable(l, g)}})
	}
	if len(g.Conditions) > 0 {
		v.Sections = append(v.Sections, Section{ID: "conditions", Heading: "Conditions", Notes: []Text{plain("Followed to their end.")}, Parts: []Part{conditionTable(l, g, p.plan.portfolio.AsOf)}})
	}
	if body := l.body(g.Meta); body != nil {
		v.Sections = append(v.Sections, Section{ID: "paper", Heading: "The paper", Parts: []Part{*body}})
	}
	if len(g.Board) > 0 {
		t := Table{Label: "Board", Head: []Column{{Text: "Role"}}}
		for _, role := range g.Board {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.text(role)}}})
		}
		v.Sections = append(v.Sections, Section{ID: "board", Heading: "Who decided", Notes: []Text{plain("Roles, never names.")}, Parts: []Part{t}})
	}
	if s, ok := l.around(g, neighbours(l, p, gates, i)); ok {
		v.Sections = append(v.Sections, s)
	}
	return v
}

func (p *project) gateFacts(l linker, g content.Gate) []Field {
	facts := []Field{{Label: "Basis", Value: plain(BasisLabel(p.Meta.Basis))}, {Label: "Held", Value: plain(longDay(g.Date))}}
	facts = optional(facts, "Closes", l.text(g.PhaseClosing))
	facts = optional(facts, "Opens", l.text(g.PhaseNext))
	return l.sealed(append(facts, l.extra(g.Meta)...), content.Place(p.Slug, g.Meta))
}

// extra are the front-matter keys that gatefold does not know.
func (l linker) extra(m content.Meta) []Field {
	var out []Field
	for _, f := range m.Extra {
		out = optional(out, f.Name, l.text(f.Text))
	}
	return out
}

func (p *project) gateBanner(l linker, g content.Gate) Banner {
	icon, tone := gateIcon(g.Decision)
	b := Banner{Icon: icon, Tone: tone, Word: sentence(g.Decision), Quote: l.text(g.Rationale)}
	if g.Rationale != "" {
		b.Source = "Rationale as minuted"
	}
	for _, level := range []string{"must", "should"} {
		if words := resultCounts(g.Criteria, level); words != "" {
			b.Facts = append(b.Facts, Field{Label: sentence(level), Value: plain(words)})
		}
	}
	if n := len(g.Conditions); n > 0 {
		b.Facts = append(b.Facts, Field{Label: "Conditions", Value: plain(number(float64(n), 0) + ", " + number(float64(g.OpenConditions(p.plan.portfolio.AsOf)), 0) + " open")})
	}
	if g.BudgetAuthorised.Set {
		b.Facts = append(b.Facts, Field{Label: "Money", Value: plain(money(g.BudgetAuthorised.Value, p.Meta.Money.Currency) + " released")})
	}
	return b
}

// resultCounts is "3 met, 1 partly and 1 not met" for the criteria of one level.
func resultCounts(criteria []content.Criterion, level string) string {
	var words []string
	for _, result := range []string{"met", "partly", "not met", "waived"} {
		n := 0
		for _, c := range criteria {
			if c.Level == level && c.Result == result {
				n++
			}
		}
		if n > 0 {
			words = append(words, number(float64(n), 0)+nbsp+result)
		}
	}
	return list(words)
}

func criteriaTable(l linker, g content.Gate) Table {
	t := Table{Label: "Criteria", Head: []Column{{Text: "Criterion"}, {Text: "Level"}, {Text: "Result"}, {Text: "Evidence"}}}
	for _, c := range g.Criteria {
		icon, tone := Icon("half"), "grey"
		switch c.Result {
		case "met":
			icon, tone = "yes", "yes"
		case "partly":
			tone = "part"
		case "not met":
			icon, tone = "no", "no"
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: l.text(c.Criterion), Small: l.text(c.Note)}, {Class: "h", Text: plain(sentence(c.Level))},
			{Class: "h", Icon: icon, Tone: tone, Text: plain(sentence(c.Result))}, {Label: "Evidence", Text: l.text(first(c.Evidence, "None"))},
		}})
	}
	return t
}

func conditionTable(l linker, g content.Gate, asOf content.Date) Table {
	t := Table{Label: "Conditions", Head: []Column{{Text: "Condition"}, {Text: "Owner"}, {Text: "Due"}, {Text: "Closed"}}}
	for _, c := range g.Conditions {
		closed := Cell{Class: "h nb", Label: "Closed", Icon: "half", Tone: "part", Text: plain("Open")}
		if !c.Closed.IsZero() && !c.Closed.After(asOf) {
			closed.Icon, closed.Tone, closed.Text = "yes", "yes", plain(day(c.Closed))
			if !c.Due.IsZero() {
				closed.Small = plain(lateness(c.Closed, c.Due))
			}
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: l.text(c.Text)}, {Class: "h", Label: "Owner", Text: l.text(c.Owner)},
			{Class: "h nb", Label: "Due", Text: plain(day(c.Due))}, closed}})
	}
	return t
}

// neighbours are the gates before and after.
func neighbours(l linker, p *project, gates []content.Gate, i int) []Field {
	var out []Field
	add := func(label string, g content.Gate) {
		to, _ := l.ref(content.Ref{Slug: p.Slug, ID: g.ID})
		out = append(out, Field{Label: label, Value: Text{{g.ID + " " + g.Name, to}, {Text: ", " + day(g.Date) + ", " + g.Decision}}})
	}
	if i > 0 {
		add("Before", gates[i-1])
	}
	if i+1 < len(gates) {
		add("After", gates[i+1])
	}
	return out
}

// around is the section at the end of a document's page: its neighbours, and the records that name it.
func (l linker) around(r content.Record, fields []Field) (Section, bool) {
	m := r.Common()
	s := Section{ID: "around", Heading: "Around it"}
	if back := l.backlinks(m); len(back) > 0 {
		fields = append(fields, Field{Label: "Named by", Value: joinLinks(back)})
	}
	if len(fields) == 0 {
		return s, false
	}
	s.Parts = []Part{Facts{fields}}
	return s, true
}

func joinLinks(links []Link) Text {
	var t Text
	for i, k := range links {
		if i > 0 {
			t = append(t, Span{Text: ", "})
		}
		t = append(t, Span(k))
	}
	return t
}
