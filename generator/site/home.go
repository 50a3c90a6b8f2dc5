package site

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/chart"
	"github.com/gatefold/gatefold/generator/metrics"
)

// homePage says who, what is wanted, how large the projects were and how they ended, in one screen.
func (pl *plan) homePage() Page {
	page := Page{Path: "index.html", Layout: "home"}
	page.View = func() any {
		l, b := pl.linker("index.html", ""), pl.base("index.html", "")
		c := pl.portfolio.Config
		b.Title = first(c.Title, c.Owner.Name)
		b.Description = clip(strings.Trim(c.Owner.Name+", "+c.Owner.Headline, ", ")+".", 160)
		v := PageView{Base: b, Mast: pl.ownerMast(l)}
		for _, s := range []func(linker) Section{pl.numbersSection, pl.basisSection, pl.workSection, pl.questionSection, pl.aboutSection, pl.contactSection} {
			if section := s(l); len(section.Parts) > 0 {
				v.Sections = append(v.Sections, section)
			}
		}
		return v
	}
	return page
}

func (pl *plan) ownerMast(l linker) Mast {
	o := pl.portfolio.Config.Owner
	m := Mast{Heading: o.Name, Lead: o.Headline}
	m.Facts = optional(m.Facts, "Looking for", plain(o.TargetRole))
	m.Facts = optional(m.Facts, "Available", plain(o.Availability))
	m.Facts = optional(m.Facts, "Based in", plain(o.Location))
	if len(o.Links) > 0 || o.Email != "" {
		m.Facts = append(m.Facts, Field{Label: "Contact", Value: contactLinks(o)})
	}
	return m
}

func contactLinks(o content.Owner) Text {
	var links []Link
	for _, k := range o.Links {
		links = append(links, Link{first(k.Label, k.URL), k.URL})
	}
	if o.Email != "" {
		links = append(links, Link{o.Email, "mailto:" + o.Email})
	}
	return joinLinks(links)
}

// numbersSection are three numbers, each with its comparison.
func (pl *plan) numbersSection(linker) Section {
	s := Section{ID: "numbers", Heading: "In numbers", Quiet: true, Wide: true}
	var big Big
	if n := pl.closedNumber(); n.Value != "" {
		big.Numbers = append(big.Numbers, n)
	}
	if n := pl.spentNumber(); n.Value != "" {
		big.Numbers = append(big.Numbers, n)
	}
	if n := pl.gatesNumber(); n.Value != "" {
		big.Numbers = append(big.Numbers, n)
	}
	if len(big.Numbers) > 0 {
		s.Parts = []Part{big}
	}
	return s
}

func (pl *plan) closedNumber() BigNumber {
	closed, onTime := 0, 0
	var late []string
	for _, p := range pl.projects {
		if p.Meta.Status != "closed" || p.Meta.Finish.IsZero() {
			continue
		}
		closed++
		if p.Meta.PlannedFinish.IsZero() {
			continue
		}
		if d := p.Meta.Finish.Sub(p.Meta.PlannedFinish); d > 0 {
			late = append(late, number(float64(d), 0))
		} else {
			onTime++
		}
	}
	if closed == 0 {
		return BigNumber{Value: number(float64(len(pl.projects)), 0), Words: map[bool]string{true: "project", false: "projects"}[len(pl.projects) == 1] + ", none closed yet"}
	}
	words := map[bool]string{true: "project closed", false: "projects closed"}[closed == 1]
	var parts []string
	if onTime > 0 {
		parts = append(parts, number(float64(onTime), 0)+" on the day or before")
	}
	if n := len(late); n > 0 && n <= 4 {
		parts = append(parts, number(float64(n), 0)+" late by "+list(late)+" days")
	} else if n > 4 {
		parts = append(parts, number(float64(n), 0)+" late")
	}
	if len(parts) > 0 {
		words += ": " + strings.Join(parts, ", ")
	}
	return BigNumber{Value: number(float64(closed), 0), Words: words}
}

// spentNumber adds up what was spent, where all projects share a currency.
func (pl *plan) spentNumber() BigNumber {
	var all []metrics.Money
	for _, p := range pl.projects {
		all = append(all, p.figures().cost)
	}
	totals := metrics.CurrencyTotals(all)
	if len(totals) != 1 || totals[0].First == 0 {
		return BigNumber{}
	}
	t := totals[0]
	value, unit := shortMoney(t.Spent)
	first, firstUnit := shortMoney(t.First)
	if slices.ContainsFunc(pl.projects, func(p *project) bool { return !p.settled() && p.figures().cost.Spent.Set }) {
		return BigNumber{Value: value, Unit: unit, Words: strings.TrimSpace(t.Currency + " spent so far, of " + first + nbsp + firstUnit + " first budgeted")}
	}
	return BigNumber{Value: value, Unit: unit, Words: strings.TrimSpace(t.Currency + " spent, " + overUnder(t.Spent, t.First) + " the " + first + nbsp + firstUnit + " first budgeted")}
}

// shortMoney is an amount with three figures: 1.12 m, 231 k.
func shortMoney(v float64) (value, unit string) {
	switch {
	case v >= 1e6:
		return fixed(v/1e6, 2), "m"
	case v >= 1e4:
		return fixed(v/1e3, 0), "k"
	}
	return amount(v), ""
}

func (pl *plan) gatesNumber() BigNumber {
	all := metrics.GatesOf(pl.portfolio.AsOf, pl.portfolio.Projects...)
	if all.Total == 0 {
		return BigNumber{}
	}
	return BigNumber{Value: number(float64(all.Total), 0), Words: map[bool]string{true: "gate decision: ", false: "gate decisions: "}[all.Total == 1] + gateCounts(all)}
}

// basisGroup are the projects that share a basis and its note.
type basisGroup struct {
	label, note string
	titles      []string
}

// about is which projects the group speaks of.
func (g basisGroup) about() string {
	if len(g.titles) > 4 {
		return count(len(g.titles), "project", "projects")
	}
	return list(g.titles)
}

func (pl *plan) basisGroups() []basisGroup {
	var groups []basisGroup
	for _, p := range pl.projects {
		label, note := BasisLabel(p.Meta.Basis), p.Meta.BasisNote
		i := slices.IndexFunc(groups, func(g basisGroup) bool { return g.label == label && g.note == note })
		if i < 0 {
			i, groups = len(groups), append(groups, basisGroup{label: label, note: note})
		}
		groups[i].titles = append(groups[i].titles, p.Meta.Title)
	}
	return groups
}

// basisSection says of every project what it was, in words, and what others have confirmed.
func (pl *plan) basisSection(l linker) Section {
	groups := pl.basisGroups()
	if len(groups) == 1 {
		return Section{ID: "basis", Heading: groups[0].label, Parts: []Part{Note{Text: append(plain(strings.TrimLeft(joined(groups[0].note)+" ", " ")), pl.proofLine(l)...)}}}
	}
	s := Section{ID: "basis", Heading: "What these are", Notes: []Text{pl.proofLine(l)}}
	var facts Facts
	for _, g := range groups {
		facts.Items = append(facts.Items, Field{Label: g.label, Value: plain(joined(g.about(), g.note))})
	}
	if len(facts.Items) > 0 {
		s.Parts = []Part{facts}
	}
	return s
}

// proofLine is the limit of what is shown, or what others have confirmed of it.
func (pl *plan) proofLine(l linker) Text {
	if !pl.evidence.Sealed() {
		return plain("The records are the author’s own account; nobody else has confirmed them here.")
	}
	return append(plain(pl.cadence().proofLine()+": "), Span{"what that proves, and what not", l.to(proofPath)}, Span{Text: "."})
}

func (pl *plan) aboutSection(l linker) Section {
	s := Section{ID: "about", Heading: "About"}
	if body := l.body(pl.portfolio.About.Meta); body != nil {
		s.Parts = []Part{*body}
	}
	return s
}

// cardLimit is how many projects the front page tells; the rest stand on the list of projects.
const cardLimit = 3

func (pl *plan) workSection(l linker) Section {
	s := Section{ID: "work", Heading: numbered(len(pl.projects)) + map[bool]string{true: " project", false: " projects"}[len(pl.projects) == 1] + ", planned against actual", Wide: true}
	projects := pl.byStart()
	if len(projects) == 0 {
		return s
	}
	projects = projects[:min(cardLimit, len(projects))]
	if spans := pl.spans(l, projects); len(spans) > 0 {
		s.Parts = append(s.Parts, Figure{Figure: chart.Calendar(spans), Level: 3})
	}
	cards := Cards{}
	for _, p := range projects {
		cards.Items = append(cards.Items, p.card(l))
	}
	s.Parts = append(s.Parts, cards)
	if more := len(pl.projects) - len(projects); more > 0 {
		s.Parts = append(s.Parts, Note{Text: Text{{"All " + number(float64(len(pl.projects)), 0) + " projects", l.to("projects/index.html")}, {Text: ", by domain."}}})
	}
	return s
}

// card is a project in five facts: size, finish, cost, outcome, hardest moment.
func (p *project) card(l linker) Card {
	m := p.Meta
	c := Card{Title: Link{m.Title, l.to(projectPath(p.Slug))}, Summary: m.Summary, Basis: BasisLabel(m.Basis)}
	add := func(label, value, small string) {
		if value != "" {
			c.Facts = append(c.Facts, CardFact{label, value, small})
		}
	}
	size := m.Case.Size
	if m.Team > 0 {
		size = strings.TrimPrefix(size+", team of "+number(float64(m.Team), 0), ", ")
	}
	add("Size", first(size, p.scopeWords()), "My role: "+lower(m.Role))
	if !m.Finish.IsZero() {
		small := ""
		if !m.PlannedFinish.IsZero() {
			small = "planned " + day(m.PlannedFinish) + ": " + p.lateWords(m.PlannedFinish)
			if approved := p.approvedFinish(); !approved.IsZero() {
				small = "first plan " + day(m.PlannedFinish) + ": " + p.lateWords(m.PlannedFinish) + "; second plan: " + p.lateWords(approved)
			}
		}
		add(map[bool]string{true: "Finished", false: "Finish"}[m.Status == "closed"], day(m.Finish), small)
	}
	if k := p.figures().cost; k.Spent.Set {
		add("Cost", money(k.Spent.Value, m.Money.Currency), p.moneyWords())
	}
	if outcomes := p.measured(); len(outcomes) > 0 {
		add("Outcome", outcomeWords(outcomes[0]), outcomes[0].Benefit)
	}
	if h := p.hardest(); h != nil {
		add("Hardest moment", first(m.Case.HardestTitle, h.Common().Title), first(m.Case.HardestNote, clip(describe(h).text, 110)))
	}
	return c
}

// moneyWords compares what was spent with both budgets.
func (p *project) moneyWords() string {
	k := p.figures().cost
	if !k.First.Set || k.First.Value == 0 {
		return ""
	}
	if !k.Current.Set || k.Current.Value == k.First.Value || k.Current.Value == 0 {
		return p.spentAgainst(k.First, "the budget of "+amount(k.First.Value))
	}
	return p.spentAgainst(k.First, "the first budget of "+amount(k.First.Value)) + "; " + p.spentAgainst(k.Current, "the approved "+amount(k.Current.Value))
}

func (p *project) scopeWords() string {
	b := p.figures().burndown
	if len(b.Points) == 0 || !b.Points[len(b.Points)-1].Scope.Set {
		return ""
	}
	return number(b.Points[len(b.Points)-1].Scope.Value, 2) + " " + unitOf(b.Unit)
}

func (pl *plan) contactSection(l linker) Section {
	s := Section{ID: "contact", Heading: "Contact"}
	o := pl.portfolio.Config.Owner
	if len(o.Links) > 0 || o.Email != "" {
		s.Parts = []Part{Note{Text: append(contactLinks(o), Span{Text: " · shown because the author wrote it here"})}}
	}
	if seal := l.seal(content.OwnerPlace); seal != nil {
		s.Parts = append(s.Parts, Note{Text: Text{{Text: "A copied portfolio looks like this one. To see whether this is that of the person you speak with, say any phrase and have it signed while you talk: "}, {"how that works", l.to(proofPath + "#challenge")}, {Text: "."}}},
			seal.note("Name, headline and contact"))
	}
	return s
}
