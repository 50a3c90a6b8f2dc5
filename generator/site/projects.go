package site

import (
	"strings"

	"github.com/gatefold/gatefold/content"
)

// domains are the ten of domain.md in their fixed order, with the names that a reader sees.
var domains = []struct{ id, name string }{
	{"infrastructure-networking", "Infrastructure and networking"}, {"cloud-platforms", "Cloud platforms"}, {"identity-access", "Identity and access"},
	{"cybersecurity", "Cybersecurity"}, {"databases-analytics", "Databases and analytics"}, {"software-delivery", "Software delivery"},
	{"enterprise-systems", "Enterprise systems"}, {"itsm", "IT service management"}, {"integration-automation", "Integration and automation"},
	{"end-user-computing", "End-user computing"},
}

// DomainName is the name of a domain as a reader sees it; an unknown one is given as it is, its first letter in upper case.
func DomainName(id string) string {
	for _, d := range domains {
		if d.id == id {
			return d.name
		}
	}
	return sentence(id)
}

// domainClass is the word that the filter of the project list asks for: d0 to d9, d for no domain.
func domainClass(id string) string {
	for i, d := range domains {
		if d.id == id {
			return "d" + string(rune('0'+i))
		}
	}
	return "d"
}

const projectsPath = "projects/index.html"

// projectsPage lists all projects, filtered by domain without script.
func (pl *plan) projectsPage() Page {
	return Page{Path: projectsPath, Layout: "projects", View: func() any {
		l, b := pl.linker(projectsPath, ""), pl.base(projectsPath, "projects").titled("Projects")
		b.Crumbs = []Link{b.Brand, {Text: "Projects"}}
		b.Description = clip(count(len(pl.projects), "project", "projects")+" of "+pl.portfolio.Config.Owner.Name+".", 160)
		t := Table{Label: "Projects", Head: []Column{{Text: "Project", Class: "ttl"}, {Text: "Basis"}, {Text: "Domain"}, {Text: "Dates"}, {Text: "Finish"}, {Text: "Cost"}}}
		counts := map[string]int{}
		for _, p := range pl.byStart() {
			t.Rows = append(t.Rows, p.listRow(l))
			counts[p.Meta.Domain]++
		}
		s := Section{ID: "all", Heading: "All projects", Quiet: true, Wide: true}
		f := Filter{Legend: "Domain", Name: "d", Options: []FilterOption{{"d-all", "All", len(pl.projects)}}}
		for i, d := range domains {
			if counts[d.id] > 0 {
				f.Options = append(f.Options, FilterOption{"d" + string(rune('0'+i)), d.name, counts[d.id]})
			}
		}
		if len(f.Options) > 2 {
			s.Parts = append(s.Parts, Filters{[]Filter{f}})
		}
		s.Parts = append(s.Parts, t)
		return PageView{Base: b, Mast: Mast{Heading: "Projects", Lead: "Newest first, unless the author put them in an order."}, Sections: []Section{s}}
	}}
}

func (p *project) listRow(l linker) Row {
	m := p.Meta
	finish := ""
	if !m.Finish.IsZero() && !m.PlannedFinish.IsZero() {
		finish = sentence(p.lateWords(m.PlannedFinish))
	}
	cost := ""
	if k := p.figures().cost; k.Spent.Set {
		cost = money(k.Spent.Value, m.Money.Currency)
	}
	return Row{Class: domainClass(m.Domain), Cells: []Cell{
		{Header: true, Text: Text{{m.Title, l.to(projectPath(p.Slug))}}, Small: plain(m.Summary)},
		{Class: "h", Text: plain(BasisLabel(m.Basis))}, {Class: "h", Text: plain(DomainName(m.Domain))},
		{Class: "h", Text: plain(dates(m.Start, m.Finish))}, {Class: "h", Text: plain(finish)}, {Class: "h", Text: plain(cost)},
	}}
}

func dates(from, to content.Date) string {
	return strings.Trim(day(from)+" – "+day(to), " –")
}
