package site

import (
	"cmp"
	"path"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// tab is one page of a project's navigation, with the pages below it.
type tab struct {
	name  string // of the page's folder, "" for the case itself
	title string
	count func(p *project) (n int, shown bool) // records on it; shown false leaves the number out
	pages func(p *project) []Page
}

// tabs are a project's pages in the order of its navigation. A page exists only if its records do.
func tabs() []tab {
	return []tab{
		{"", "Case", always, casePages},
		{"charter", "Charter", one[content.Charter], charterPages},
		{"raid", "RAID log", many[content.RAIDRecord], raidPages},
		{"gates", "Gates", many[content.Gate], gatePages},
		{"decisions", "Decisions", many[content.Decision], decisionPages},
		{"changes", "Changes", many[content.Change], changePages},
		{"incidents", "Incidents", many[content.Incident], incidentPages},
		{"status", "Status", many[content.Status], statusPages},
		{"schedule", "Schedule", one[content.Milestone], schedulePages},
		{"burndown", "Burndown", hasBurndown, burndownPages},
		{"budget", "Budget", hasBudget, budgetPages},
		{"vendors", "Vendors", hasVendors, vendorPages},
		{"escalations", "Escalations", many[content.Escalation], escalationPages},
		{"stakeholders", "Stakeholders", many[content.Stakeholder], stakeholderPages},
		{"lessons", "Lessons", many[content.Lesson], lessonPages},
		{"outcomes", "Outcomes", many[content.Outcome], outcomePages},
		{"questions", "Questions asked", many[content.Question], questionPages},
		{"meetings", "Meetings", many[content.Meeting], meetingPages},
		{"artifacts", "Artifacts", hasArtifacts, artifactPages},
	}
}

func always(*project) (int, bool) { return 1, false }

func one[T content.Record](p *project) (int, bool) { return content.Count[T](p.Project), false }

func many[T content.Record](p *project) (int, bool) { return content.Count[T](p.Project), true }

func hasBurndown(p *project) (int, bool) {
	return content.Count[content.BurndownPoint](p.Project) + content.Count[content.WorkItem](p.Project), false
}

func hasBudget(p *project) (int, bool) {
	return content.Count[content.EarnedValuePoint](p.Project) + content.Count[content.Cost](p.Project), false
}

func hasVendors(p *project) (int, bool) {
	return content.Count[content.Vendor](p.Project) + content.Count[content.SLAEvent](p.Project), false
}

func hasArtifacts(p *project) (int, bool) { return len(p.Artifacts), true }

// standing is a tab that the project has, with its number of records.
type standing struct {
	tab
	records int
	shown   bool // the number belongs beside the tab's name
}

// standingTabs are the tabs whose records the project has.
func (p *project) standingTabs() []standing {
	var out []standing
	for _, t := range tabs() {
		if n, shown := t.count(p); n > 0 {
			out = append(out, standing{t, n, shown})
		}
	}
	return out
}

// tabs is the project's navigation as seen from l, the section named current marked.
func (p *project) tabs(l linker, current string) []NavItem {
	var out []NavItem
	for _, t := range p.standing() {
		item := NavItem{Link: Link{t.title, l.to(projectPath(p.Slug, t.name))}, Current: t.name == current}
		if t.shown {
			item.Count = number(float64(t.records), 0)
		}
		out = append(out, item)
	}
	return out
}

// pages are all pages of the site, the front page first.
func (pl *plan) pages() []Page {
	pages := []Page{pl.homePage()}
	if len(pl.projects) > 0 {
		pages = append(pages, pl.projectsPage())
	}
	if pl.hasInterview() {
		pages = append(pages, pl.interviewPage())
	}
	pages = append(pages, pl.proofPage())
	if len(pl.lists) > 0 {
		pages = append(pages, pl.proofLists(pl.lists[0])...)
	}
	for _, p := range pl.portfolio.Pages {
		pages = append(pages, pl.furtherPage(p))
	}
	for _, p := range pl.projects {
		for _, t := range p.standing() {
			pages = append(pages, t.pages(p)...)
		}
		pages = append(pages, p.proofLists()...)
	}
	pages = append(pages, pl.notFoundPage())
	for _, page := range pages {
		pl.built[page.Path] = true
	}
	return pages
}

// furtherPage is a page of the learner's own, pages/<name>.md.
func (pl *plan) furtherPage(p content.Page) Page {
	at := path.Join("pages", p.Name, "index.html")
	return Page{Path: at, Layout: "page", View: func() any {
		l, b := pl.linker(at, ""), pl.base(at, at).titled(p.Title)
		b.Crumbs = []Link{b.Brand, {Text: p.Title}}
		b.Description = clip(p.Title, 150)
		return PageView{Base: b, Mast: Mast{Heading: p.Title}, Sections: []Section{
			{ID: "text", Heading: p.Title, Quiet: true, Parts: []Part{l.prose(p.Meta)}},
		}}
	}}
}

// byStart orders projects as a reader wants them: the owner's featured ones first, then the newest.
func (pl *plan) byStart() []*project {
	featured := pl.portfolio.Config.Site.Featured
	out := slices.Clone(pl.projects)
	rank := func(p *project) int {
		if i := slices.Index(featured, p.Slug); i >= 0 {
			return i
		}
		return len(featured)
	}
	slices.SortStableFunc(out, func(a, b *project) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), b.Meta.Start.Compare(a.Meta.Start), cmp.Compare(a.Slug, b.Slug))
	})
	return out
}
