package site

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// plan is what all pages are made from: the portfolio, where everything is shown, and each
// project's figures, computed once.
type plan struct {
	portfolio *content.Portfolio
	evidence  Evidence
	calendar  metrics.Calendar
	places    map[content.Ref]place
	sources   map[string]string // source file to published path
	built     map[string]bool   // paths that will exist
	projects  []*project
	lists     []listings        // what is published and can be sealed, when there is a log: outside projects, then by project
	proofs    map[string]string // of each of them the row among the proofs, by its place
	tally     tally             // of them all
	limit     string            // whose key to look for before relying on them
	records   int
	withheld  int                         // records that are counted and never shown
	columns   map[string][]content.Column // of each register
	problems  func() content.Problems
	// hasInterview tells whether any question has evidence.
	hasInterview func() bool
}

// project is a content.Project with its figures.
type project struct {
	*content.Project
	plan    *plan
	group   *Group
	list    listings
	figures func() figures
	names   map[string]string // of its artifacts, as published
	// standing are its tabs, counted once.
	standing func() []standing
}

func newPlan(all *content.Portfolio, evidence Evidence) *plan {
	p, withheld := withoutWithheld(all)
	pl := &plan{
		portfolio: p, evidence: evidence, withheld: withheld, calendar: metrics.NewCalendar(p.Config.Holidays),
		places: map[content.Ref]place{}, sources: map[string]string{}, built: map[string]bool{}, columns: map[string][]content.Column{},
	}
	pl.hasInterview = sync.OnceValue(func() bool { return len(pl.answers(pl.linker(interviewPath, ""))) > 0 })
	for _, k := range content.Kinds() {
		pl.columns[k.Name] = content.Columns(k)
	}
	for _, cp := range p.Projects {
		pr := &project{Project: cp, plan: pl, group: &Group{Folder: path.Dir(cp.Meta.Pos.Path)}}
		pr.figures, pr.standing = sync.OnceValue(pr.compute), sync.OnceValue(pr.standingTabs)
		pl.projects = append(pl.projects, pr)
		pr.names = artifactNames(cp.Artifacts)
		pl.locate(pr)
	}
	for _, page := range p.Pages {
		pl.sources[page.Pos.Path] = path.Join("pages", page.Name, "index.html")
	}
	pl.list()
	return pl
}

// withoutWithheld is the portfolio without the records that their author withholds, and how many
// those are. Nothing below sees them: no page, figure, list, link or file.
func withoutWithheld(all *content.Portfolio) (*content.Portfolio, int) {
	shown := *all
	shown.Projects = nil
	shown.Answers = slices.DeleteFunc(slices.Clone(all.Answers), func(a content.Answer) bool { return a.Withhold })
	n := len(all.Answers) - len(shown.Answers)
	for _, p := range all.Projects {
		rest := *p
		rest.Records = slices.DeleteFunc(slices.Clone(p.Records), func(r content.Record) bool { return r.Common().Withhold })
		n += len(p.Records) - len(rest.Records)
		shown.Projects = append(shown.Projects, &rest)
	}
	return &shown, n
}

// locate fills in where the project's records and artifacts are shown.
func (pl *plan) locate(p *project) {
	for _, r := range p.Records {
		m := r.Common()
		if m.ID == "" {
			continue
		}
		at := placeOf(p.Slug, r)
		pl.places[content.Ref{Slug: p.Slug, ID: m.ID}] = at
		pl.records++
		if strings.HasSuffix(m.Pos.Path, ".md") {
			pl.sources[m.Pos.Path] = at.String()
		}
	}
	for _, a := range p.Artifacts {
		if a.Withhold {
			continue
		}
		at := p.artifactPlace(a)
		pl.places[content.Ref{Slug: p.Slug, ID: "artifacts/" + a.File}] = at
		pl.sources[a.Path] = p.artifactFile(a)
		pl.built[p.artifactFile(a)] = true
	}
}

// shows tells whether a record or artifact is published.
func (pl *plan) shows(r content.Ref) bool {
	_, ok := pl.places[r]
	return ok
}

func (pl *plan) linker(page, slug string) linker { return linker{pl, page, slug} }

func (pl *plan) copies() []Copy {
	var out []Copy
	for _, p := range pl.projects {
		for _, a := range p.Artifacts {
			if !a.Withhold {
				out = append(out, Copy{p.artifactFile(a), a.Path, a.Size})
			}
		}
	}
	return out
}

// base is the frame of a page outside projects.
func (pl *plan) base(page, current string) Base {
	c, l := pl.portfolio.Config, pl.linker(page, "")
	b := Base{
		Lang: c.Language, Title: c.Owner.Name, Index: c.Site.Index,
		Root:   strings.Repeat("../", strings.Count(page, "/")),
		Brand:  Link{c.Owner.Name, l.to("index.html")},
		Footer: pl.footer(l),
	}
	if c.BaseURL != "" {
		b.Canonical = c.BaseURL + strings.TrimSuffix(page, "index.html")
	}
	if len(pl.projects) > 0 {
		b.Nav = append(b.Nav, NavItem{Link: Link{"Projects", l.to("projects/index.html")}, Current: current == "projects"})
	}
	if pl.hasInterview() {
		b.Nav = append(b.Nav, NavItem{Link: Link{"Questions", l.to(interviewPath)}, Current: current == "interview"})
	}
	b.Nav = append(b.Nav, NavItem{Link: Link{"Proof", l.to(proofPath)}, Current: current == proofPath})
	for _, p := range pl.portfolio.Pages {
		at := path.Join("pages", p.Name, "index.html")
		b.Nav = append(b.Nav, NavItem{Link: Link{p.Title, l.to(at)}, Current: current == at})
	}
	return b
}

// titled names the page, the owner's name last.
func (b Base) titled(parts ...string) Base {
	b.Title = strings.Join(append(parts, b.Title), ", ")
	return b
}

// base is the frame of a page of the project; crumb "" is the case page itself.
func (p *project) base(page, section, crumb string) Base {
	b := p.plan.base(page, "projects")
	l := p.plan.linker(page, p.Slug)
	b.Project = &ProjectHead{
		Title: p.Meta.Title, Basis: BasisLabel(p.Meta.Basis), BasisNote: p.Meta.BasisNote,
		Scaled: p.Meta.Money.Scaled, Tabs: p.tabs(l, section),
	}
	b.Crumbs = []Link{b.Brand, {"Projects", l.to("projects/index.html")}}
	if crumb == "" {
		b.Crumbs = append(b.Crumbs, Link{Text: p.Meta.Title})
		return b.titled(p.Meta.Title)
	}
	b.Crumbs = append(b.Crumbs, Link{p.Meta.Title, l.to(projectPath(p.Slug))}, Link{Text: crumb})
	return b.titled(crumb, p.Meta.Title)
}

// BasisLabel is a project's basis as a reader sees it: "Simulated PMO", "Personal project".
func BasisLabel(basis string) string {
	switch basis {
	case "personal":
		return "Personal project"
	case "volunteer":
		return "Volunteer work"
	case "":
		return "Basis not stated"
	}
	return sentence(basis)
}

// page is a page of the project, its basis compulsory.
func (p *project) page(layout string, view func(l linker, b Base) any, section, crumb string, parts ...string) Page {
	at := projectPath(p.Slug, parts...)
	return Page{
		Path: at, Layout: layout, Basis: BasisLabel(p.Meta.Basis), Group: p.group,
		View: func() any { return view(p.plan.linker(at, p.Slug), p.base(at, section, crumb)) },
	}
}
