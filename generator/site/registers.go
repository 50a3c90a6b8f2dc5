package site

import (
	"strings"

	"github.com/gatefold/gatefold/content"
)

func lower(s string) string {
	if s == "" || len(s) > 1 && strings.ToUpper(s[:2]) == s[:2] {
		return s // "RAID" and "BIOS" stay as they are
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// entryPages is the page of a register whose records are told in full, one below the other.
func entryPages[T content.Record](p *project, name, heading, lead string, entry func(l linker, r T) Entry) []Page {
	return []Page{p.page(name, func(l linker, b Base) any {
		records := content.Of[T](p.Project)
		b.Description = clip(heading+" of "+p.Meta.Title+": "+count(len(records), "record", "records")+".", 160)
		var list Entries
		for _, r := range records {
			list.Items = append(list.Items, entry(l, r))
		}
		return PageView{Base: b, Mast: Mast{Heading: heading, Lead: lead, Facts: p.registerFacts(l, name)},
			Sections: []Section{{ID: "register", Heading: heading, Quiet: true, Wide: true, Parts: []Part{list}}}}
	}, name, heading, name)}
}

func decisionPages(p *project) []Page {
	return entryPages(p, "decisions", "Decisions", "What was open, what lost, what was chosen, and how it looks now.", func(l linker, d content.Decision) Entry {
		return l.entry(d, "decision", "title", "date", "status", "decided by", "reversibility", "review date")
	})
}

func escalationPages(p *project) []Page {
	return entryPages(p, "escalations", "Escalations", "A problem, its effect, the options, and a date by which it had to be decided.", func(l linker, e content.Escalation) Entry {
		return l.entry(e, "escalation", "issue", "date", "from", "to", "needed by", "response date", "status")
	})
}

func lessonPages(p *project) []Page {
	return entryPages(p, "lessons", "Lessons", "What happened, why, and where it was used since.", func(l linker, r content.Lesson) Entry {
		return l.entry(r, "lesson", "what happened", "date", "phase", "category", "type", "status")
	})
}

func questionPages(p *project) []Page {
	return entryPages(p, "questions", "Questions asked", "What I asked, of whom, and what changed because of the answer.", func(l linker, q content.Question) Entry {
		return l.entry(q, "open", "question", "date", "asked of")
	})
}

// tablePages is the page of a register that reads best as one table.
func tablePages(p *project, name, heading, lead string, table func(l linker) Table) []Page {
	return []Page{p.page(name, func(l linker, b Base) any {
		t := table(l)
		b.Description = clip(heading+" of "+p.Meta.Title+": "+count(len(t.Rows), "record", "records")+".", 160)
		return PageView{Base: b, Mast: Mast{Heading: heading, Lead: lead, Facts: p.registerFacts(l, name)},
			Sections: []Section{{ID: "register", Heading: heading, Quiet: true, Wide: true, Parts: []Part{t}}}}
	}, name, heading, name)}
}

func changePages(p *project) []Page {
	return tablePages(p, "changes", "Changes", "What was asked for, what was decided, and who paid for it.", func(l linker) Table {
		return p.changeTable(l, content.Of[content.Change](p.Project))
	})
}

// changeTable shows the change log; its foot adds up what was approved, by where the money came from.
func (p *project) changeTable(l linker, changes []content.Change) Table {
	currency := p.Meta.Money.Currency
	t := Table{Label: "Changes", Source: l.csv(p, "changes"), Head: []Column{{Text: "ID"}, {Text: "Change"},
		{Text: strings.TrimSuffix("Cost, "+currency, ", "), Class: "n"}, {Text: "Days", Class: "n"}, {Text: "Paid from"}, {Text: "Decision"}}}
	for _, c := range changes {
		icon, tone := Icon("half"), "part"
		switch {
		case c.Approved():
			icon, tone = "yes", "yes"
		case c.Status == "rejected" || c.Status == "withdrawn":
			icon, tone = "no", ""
		}
		decided := sentence(c.Status)
		if !c.DecisionDate.IsZero() {
			decided += " " + day(c.DecisionDate)
		}
		row := l.row(c, Cell{Text: l.text(c.Title), Small: l.text(first(c.Reason, c.Description)), Details: true},
			num(c.ImpactCost, "Cost"), num(c.ImpactDays, "Days"), Cell{Class: "h", Label: "From", Text: plain(sentence(c.FundedFrom))},
			Cell{Icon: icon, Tone: tone, Text: plain(decided), Small: l.text(c.DecidedBy)})
		not := columnsShown("title", "impact cost", "impact days", "funded from", "status", "decision date", "decided by")
		not[map[bool]string{true: "reason", false: "description"}[c.Reason != ""]] = true
		row.More = l.fields(c, not)
		t.Rows = append(t.Rows, row)
	}
	if total := p.approvedCost(); total != "" {
		t.Total = total
	}
	return t
}

// approvedCost says what the approved changes cost, by source; money from nowhere is said too.
func (p *project) approvedCost() string {
	m := p.figures().cost
	unfunded := 0.0
	for _, c := range content.Of[content.Change](p.Project) {
		if c.Approved() && c.FundedFrom != "budget" && c.FundedFrom != "reserve" {
			unfunded += c.ImpactCost.Value
		}
	}
	var words []string
	for _, f := range []struct {
		amount float64
		words  string
	}{{m.FromBudget, "added to the budget"}, {m.FromReserve, "taken from the reserve"}, {unfunded, "with no money behind it"}} {
		if f.amount != 0 {
			words = append(words, money(f.amount, m.Currency)+" "+f.words)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return "Approved: " + list(words) + "."
}

func stakeholderPages(p *project) []Page {
	return tablePages(p, "stakeholders", "Stakeholders", "Roles, never names; where they stood and where they were needed.", func(l linker) Table {
		t := Table{Label: "Stakeholders", Source: l.csv(p, "stakeholders"), Head: []Column{{Text: "ID"}, {Text: "Role"}, {Text: "Interest"}, {Text: "Influence"}, {Text: "Attitude now"}, {Text: "Wanted"}, {Text: "Strategy"}}}
		for _, s := range written[content.Stakeholder](p) {
			row := l.row(s, Cell{Text: l.text(s.Role), Small: l.text(first(s.Needs, s.Organisation)), Details: true},
				Cell{Class: "h", Label: "Interest", Text: plain(sentence(s.Interest.Text))}, Cell{Class: "h", Label: "Influence", Text: plain(sentence(s.Influence.Text))},
				Cell{Class: "h", Label: "Now", Text: plain(sentence(s.AttitudeNow))}, Cell{Class: "h", Label: "Wanted", Text: plain(sentence(s.AttitudeWanted))},
				Cell{Label: "Strategy", Text: l.text(s.Strategy)})
			not := columnsShown("role", "interest", "influence", "attitude now", "attitude wanted", "strategy")
			not[map[bool]string{true: "needs", false: "organisation"}[s.Needs != ""]] = true
			row.More = l.fields(s, not)
			t.Rows = append(t.Rows, row)
		}
		return t
	})
}

func outcomePages(p *project) []Page {
	return tablePages(p, "outcomes", "Outcomes", "What was better afterwards, measured, and what was not.", func(l linker) Table {
		t := Table{Label: "Outcomes", Source: l.csv(p, "outcomes"), Head: []Column{{Text: "ID"}, {Text: "Benefit"}, {Text: "Before", Class: "n"}, {Text: "Target", Class: "n"}, {Text: "After", Class: "n"}, {Text: "Unit"}, {Text: "Measured"}, {Text: "Status"}}}
		for _, o := range written[content.Outcome](p) {
			row := l.row(o, Cell{Text: l.text(o.Benefit), Small: l.text(o.Measure), Details: true},
				num(o.Baseline, "Before"), num(o.Target, "Target"), num(o.Actual, "After"),
				Cell{Class: "h", Text: plain(o.Unit)}, Cell{Class: "h nb", Label: "Measured", Text: plain(day(o.MeasuredOn))}, Cell{Class: "h", Text: plain(sentence(o.Status))})
			row.More = l.fields(o, columnsShown("benefit", "measure", "baseline", "target", "actual", "unit", "measured on", "status"))
			t.Rows = append(t.Rows, row)
		}
		return t
	})
}

func artifactPages(p *project) []Page {
	return []Page{p.page("artifacts", func(l linker, b Base) any {
		t := p.artifactTable(l)
		b.Description = clip("Artifacts of "+p.Meta.Title+": "+count(len(t.Rows), "file", "files")+".", 160)
		return PageView{Base: b, Mast: Mast{Heading: "Artifacts", Lead: "The files themselves, opened as they were used.", Facts: p.registerFacts(l, "artifacts")},
			Sections: []Section{{ID: "files", Heading: "Files", Quiet: true, Wide: true, Parts: []Part{t}}}}
	}, "artifacts", "Artifacts", "artifacts")}
}

// artifactTable lists the published files; what is withheld is counted.
func (p *project) artifactTable(l linker) Table {
	t := Table{Label: "Artifacts", Head: []Column{{Text: "File"}, {Text: "Kind"}, {Text: "Dated"}, {Text: "About"}}}
	if p.plan.evidence.Sealed() {
		t.Head = append(t.Head, Column{Text: "Seal"})
	}
	withheld := 0
	for _, a := range p.Artifacts {
		if a.Withhold {
			withheld++
			continue
		}
		row := Row{Anchor: p.names[a.File], Cells: []Cell{
			{Icon: "artifact", Text: Text{{first(a.Title, a.File), l.to(p.artifactFile(a))}}, Small: plain(a.File)},
			{Class: "h", Text: plain(fileKind(a.File) + ", " + fileSize(a.Size))}, {Class: "h nb", Text: plain(day(a.Date))}, {Text: l.text(a.Description)},
		}}
		if s := l.seal(content.ArtifactPlace(p.Slug, a.File)); s != nil {
			row.Cells = append(row.Cells, Cell{Class: "s", Tone: s.Tone(), Text: s.Line})
		}
		t.Rows = append(t.Rows, row)
	}
	if withheld > 0 {
		t.Total = count(withheld, "further file is", "further files are") + " withheld."
	}
	return t
}

func fileKind(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return strings.ToLower(name[i+1:])
	}
	return "file"
}

func fileSize(n int64) string {
	switch {
	case n >= 1<<20:
		return number(float64(n)/(1<<20), 1) + nbsp + "MB"
	case n >= 1<<10:
		return number(float64(n)/(1<<10), 0) + nbsp + "KB"
	}
	return number(float64(n), 0) + nbsp + "bytes"
}
