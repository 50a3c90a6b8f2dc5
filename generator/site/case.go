package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/chart"
	"github.com/gatefold/gatefold/generator/metrics"
)

func sortByAccount(rs []content.Record) {
	slices.SortStableFunc(rs, func(a, b content.Record) int { return describe(a).date.Compare(describe(b).date) })
}

// casePages is the project's first page: the case in five lines, then what carries it.
func casePages(p *project) []Page {
	return []Page{p.page("case", func(l linker, b Base) any {
		b.Description = clip(first(p.Meta.Summary, p.Meta.Title), 150) + " " + BasisLabel(p.Meta.Basis) + "."
		v := PageView{Base: b, Mast: p.mast(l)}
		for _, s := range []func(linker) Section{p.fiveLines, p.outcomeSection, p.progressSection, p.moneySection,
			p.ragSection, p.gateSection, p.threadSection, p.keyDecisions, p.keyChanges, p.artifactSection} {
			if section := s(l); len(section.Parts) > 0 {
				v.Sections = append(v.Sections, section)
			}
		}
		return v
	}, "", "")}
}

func (p *project) mast(l linker) Mast {
	m := p.Meta
	lead := strings.Trim(m.Organisation+", "+span(m.Start, m.Finish), ", ")
	mast := Mast{Heading: m.Title, Lead: lead}
	basis := BasisLabel(m.Basis)
	if m.BasisNote != "" {
		basis += ": " + m.BasisNote
	}
	role := m.Role
	if m.Team > 0 {
		role += ", team of " + number(float64(m.Team), 0)
	}
	add := func(label, value string) { mast.Facts = optional(mast.Facts, label, l.text(value)) }
	add("Basis", basis)
	add("My role", role)
	add("Size", m.Case.Size)
	add("Method", sentence(m.Method))
	add("Domain", DomainName(m.Domain))
	add("Status", sentence(m.Status))
	add("Sponsor", m.Sponsor)
	add("Skills", list(m.Skills))
	if m.Money.Scaled {
		add("Amounts", "multiplied by one secret factor; ratios stay true")
	}
	for _, f := range m.Extra {
		add(f.Name, f.Text)
	}
	mast.Facts = append(l.sealed(mast.Facts, content.ProjectPlace(p.Slug)), p.allSealed(l)...)
	return mast
}

// fiveLines is the case in five sentences: the learner's own, or composed from the records.
func (p *project) fiveLines(l linker) Section {
	c, composed := p.Meta.Case, p.composed()
	s := Section{ID: "five", Heading: "In five lines"}
	lines := Lines{Class: "five"}
	own := 0
	for _, line := range []struct{ label, own, composed string }{
		{"Situation", c.Situation, composed.situation}, {"My part", p.Meta.MyPart, composed.part},
		{"Hard part", c.HardPart, composed.hard}, {"Result", c.Result, composed.result}, {"I learned", c.Learned, composed.learned},
	} {
		if line.own != "" {
			own++
		}
		lines.Items = optional(lines.Items, line.label, l.text(first(line.own, line.composed)))
	}
	if own < len(lines.Items) {
		s.Notes = []Text{plain("Lines the author has not written are put together from the records.")}
	}
	if len(lines.Items) > 0 {
		s.Parts = []Part{lines}
	}
	return s
}

func (p *project) outcomeSection(l linker) Section {
	s := Section{ID: "results", Heading: "Outcomes"}
	if big := p.bigOutcomes(); len(big.Numbers) > 0 {
		s.Notes = []Text{plain("Measured before and after.")}
		s.Parts = append(s.Parts, big)
	}
	if t := p.plannedAgainstActual(l); len(t.Rows) > 0 {
		s.Parts = append(s.Parts, t)
		s.Notes = append(s.Notes, plain("The colours hold finish and cost to the first plan. "+p.plan.thresholdWords()))
	}
	return s
}

// measured are the outcomes that were measured before and after, in the author's order.
func (p *project) measured() []content.Outcome {
	return slices.DeleteFunc(written[content.Outcome](p), func(o content.Outcome) bool { return !o.Baseline.Set || !o.Actual.Set })
}

// bigOutcomes are the first three outcomes that were measured.
func (p *project) bigOutcomes() Big {
	var b Big
	for _, o := range p.measured() {
		if len(b.Numbers) == 3 {
			break
		}
		n := BigNumber{Was: number(o.Baseline.Value, 2) + nbsp + "→", Value: number(o.Actual.Value, 2), Unit: o.Unit, Words: o.Benefit}
		if change := changeWords(o); change != "" {
			n.Words += ", " + change
		}
		if len([]rune(o.Unit)) > 4 && !isPercent(o.Unit) {
			n.Words += " (" + o.Unit + ")"
			n.Unit = ""
		} else if isPercent(o.Unit) {
			n.Unit = "%"
		}
		b.Numbers = append(b.Numbers, n)
	}
	return b
}

func isPercent(unit string) bool {
	return unit == "%" || strings.EqualFold(unit, "percent") || strings.EqualFold(unit, "per cent")
}

// changeWords is "−31 %"; "" where a change of a percentage or from nothing would mislead.
func changeWords(o content.Outcome) string {
	if o.Baseline.Value == 0 || isPercent(o.Unit) {
		return ""
	}
	return signedPercent(o.Actual.Value/o.Baseline.Value - 1)
}

// outcomeWords is "14.2 → 9.8 tickets, −31 %".
func outcomeWords(o content.Outcome) string {
	unit := o.Unit
	if isPercent(unit) {
		unit = "%"
	}
	s := number(o.Baseline.Value, 2) + nbsp + "→" + nbsp + strings.TrimSpace(number(o.Actual.Value, 2)+nbsp+unit)
	if change := changeWords(o); change != "" {
		s += ", " + change
	}
	return s
}

func (p *project) progressSection(l linker) Section {
	s := Section{ID: "progress", Heading: "Progress"}
	f := p.figures()
	if f.hasBurndown {
		s.Notes = []Text{plain("The numbered marks are records, listed below the chart.")}
		s.Parts = append(s.Parts, p.short(l, f.burndownChart(), "burndown", "burndown")...)
	}
	return s
}

func (p *project) moneySection(l linker) Section {
	s := Section{ID: "money", Heading: "Money"}
	f := p.figures()
	if f.hasValue {
		s.Notes = []Text{plain("Cumulative, at the end of each period.")}
		s.Parts = append(s.Parts, p.short(l, f.valueChart(), "earned-value", "budget")...)
	} else if f.hasCosts {
		s.Parts = append(s.Parts, p.figure(l, f.costChart(), "costs"))
	}
	return s
}

// tableLimit is how many rows of numbers the case carries below a chart; more stand on its own page.
const tableLimit = 30

func (p *project) short(l linker, f chart.Figure, register, page string) []Part {
	rows := len(f.Table.Rows)
	if rows <= tableLimit {
		return []Part{p.figure(l, f, register)}
	}
	f.Table = chart.Table{}
	words := Text{{"The " + number(float64(rows), 0) + " rows as a table", l.to(projectPath(p.Slug, page))}}
	return []Part{p.figure(l, f, ""), Note{Text: words, Small: true}}
}

func (p *project) ragSection(l linker) Section { return p.statusSection(l, p.figures().ragChart) }

// statusSection shows the reports' colours over time.
func (p *project) statusSection(l linker, draw func() chart.Figure) Section {
	s := Section{ID: "health", Heading: "Status by week"}
	if p.figures().hasReports {
		s.Notes = []Text{plain("As reported on the day, never corrected afterwards. Height says it too: low green, middle amber, full red."),
			plain(p.plan.thresholdWords())}
		s.Parts = append(s.Parts, p.figure(l, draw(), ""))
	}
	return s
}

// thresholdWords prints the thresholds that formats.md asks for beside the colours.
func (pl *plan) thresholdWords() string {
	t := pl.portfolio.Config.RAG
	return "Green: finish and cost within " + percent(t.Green) + " of plan. Amber: within " + percent(t.Amber) + ". Red: beyond."
}

func (p *project) gateSection(l linker) Section {
	s := Section{ID: "gates", Heading: "Gates"}
	if gates := content.Of[content.Gate](p.Project); len(gates) > 0 {
		s.Notes = []Text{plain(sentence(gateCounts(metrics.GatesOf(p.plan.portfolio.AsOf, p.Project))) + ".")}
		s.Parts = []Part{Ladder{p.gateSteps(l, gates)}}
	}
	return s
}

func (p *project) threadSection(l linker) Section {
	s := Section{ID: "thread", Heading: "The thread"}
	var t Thread
	for _, r := range p.thread() {
		t.Steps = append(t.Steps, l.step(p.Slug, r))
	}
	if len(t.Steps) > 0 {
		s.Notes = []Text{plain("How the hardest moment came about, and what it changed. Every step is a record.")}
		s.Parts = []Part{t}
	}
	return s
}

// keyLimit is how many rows of a register the case shows.
const keyLimit = 5

func (p *project) keyDecisions(l linker) Section {
	s := Section{ID: "key-decisions", Heading: "Key decisions"}
	all := content.Of[content.Decision](p.Project)
	if len(all) == 0 {
		return s
	}
	key := p.mostLinked(all, keyLimit)
	s.Notes = []Text{plain(number(float64(len(key)), 0) + " of " + number(float64(len(all)), 0) + ", those that most other records name.")}
	t := Table{Label: "Key decisions", Head: []Column{{Text: "ID"}, {Text: "Date"}, {Text: "Decision and why"}, {Text: "Decided by"}, {Text: "In hindsight"}}}
	for _, d := range key {
		row := l.row(d, Cell{Class: "nb h", Text: plain(day(d.Date))},
			Cell{Text: l.text(d.Title), Strong: true, Small: l.text(clip(first(d.Rationale, d.Decision), 150))},
			Cell{Class: "h", Label: "By", Text: l.text(d.DecidedBy)},
			Cell{Label: "In hindsight", Class: "s", Text: l.text(clip(d.Hindsight, 150))})
		t.Rows = append(t.Rows, elsewhere(row, l, p.Slug, d))
	}
	s.Parts = []Part{t}
	return s
}

// elsewhere makes a row that repeats a record lead to the record itself.
func elsewhere(row Row, l linker, slug string, r content.Record) Row {
	to, _ := l.ref(content.Ref{Slug: slug, ID: r.Common().ID})
	row.Anchor, row.Body, row.Back, row.More, row.Full, row.Seal = "", nil, nil, nil, nil, nil
	row.Cells[0].Text[0].URL = to
	return row
}

// mostLinked are the n records that most others name, in date order.
func (p *project) mostLinked(all []content.Decision, n int) []content.Decision {
	weight := func(d content.Decision) int {
		return len(p.plan.portfolio.Links.To(content.Ref{Slug: p.Slug, ID: d.ID}))
	}
	key := slices.Clone(all)
	slices.SortStableFunc(key, func(a, b content.Decision) int { return cmp.Compare(weight(b), weight(a)) })
	key = key[:min(n, len(key))]
	slices.SortStableFunc(key, func(a, b content.Decision) int { return a.Date.Compare(b.Date) })
	return key
}

// keyChanges are the approved changes that cost money, days or scope, else the first ones.
func (p *project) keyChanges(l linker) Section {
	s := Section{ID: "key-changes", Heading: "Changes"}
	all := content.Of[content.Change](p.Project)
	if len(all) == 0 {
		return s
	}
	weight := func(c content.Change) int {
		n := len(p.plan.portfolio.Links.To(content.Ref{Slug: p.Slug, ID: c.ID}))
		if c.Approved() && (c.ImpactCost.Value != 0 || c.ImpactDays.Value != 0) {
			n += 1000
		}
		return n
	}
	key := slices.Clone(all)
	slices.SortStableFunc(key, func(a, b content.Change) int { return cmp.Compare(weight(b), weight(a)) })
	key = key[:min(keyLimit, len(key))]
	slices.SortStableFunc(key, func(a, b content.Change) int { return a.DateRaised.Compare(b.DateRaised) })
	s.Notes = []Text{plain(number(float64(len(key)), 0) + " of " + number(float64(len(all)), 0) + ": what was asked for, what was approved, and where the money came from.")}
	t := p.changeTable(l, key)
	for i, c := range key {
		t.Rows[i] = elsewhere(t.Rows[i], l, p.Slug, c)
	}
	t.Source = nil
	s.Parts = []Part{t}
	return s
}

func (p *project) artifactSection(l linker) Section {
	s := Section{ID: "artifacts", Heading: "Artifacts"}
	if t := p.artifactTable(l); len(t.Rows) > 0 {
		s.Notes = []Text{plain("Opened as they were used.")}
		s.Parts = []Part{t}
	}
	return s
}
