package showcase

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/site"
)

// perPage is how many learners or answers stand on one page.
const perPage = 25

// person is a learner with the values by which they are found.
type person struct {
	cohort.Learner
	values map[string][]string // of each facet, by its id: keys
}

// called is the learner's name, or what stands for it.
func (p person) called() string { return first(p.Name, p.Alias) }

func (p person) path() string { return "learners/" + p.Slug + "/index.html" }

// plan is the cohort made ready for its pages.
type plan struct {
	cfg       Config
	learners  []person // the one with the newest news first; never by any score
	facets    []facet
	questions []question
	paged     map[string]bool // "skill/python": values that have a page
}

func newPlan(cfg Config, learners []cohort.Learner) (*plan, error) {
	if err := checkSlugs(learners); err != nil {
		return nil, err
	}
	cfg.Title, cfg.Coach, cfg.Contact = first(clean(cfg.Title, maxLine), "A cohort"), clean(cfg.Coach, maxName), clean(cfg.Contact, maxLine)
	if !fingerprint.MatchString(cfg.CoachKey) {
		cfg.CoachKey = ""
	}
	cfg.BaseURL = address(cfg.BaseURL)
	if cfg.BaseURL != "" && !strings.HasSuffix(cfg.BaseURL, "/") {
		cfg.BaseURL += "/"
	}
	p := &plan{cfg: cfg}
	for _, l := range learners {
		p.learners = append(p.learners, person{Learner: tidy(l, cfg.Pseudonyms), values: map[string][]string{}})
	}
	slices.SortStableFunc(p.learners, func(a, b person) int {
		return cmp.Or(cmp.Compare(b.Fresh, a.Fresh), cmp.Compare(a.Slug, b.Slug))
	})
	p.facets, p.paged = p.findFacets(), map[string]bool{}
	for _, f := range p.facets {
		for _, v := range f.values {
			p.paged[f.id+"/"+v.key] = true
		}
	}
	p.questions = p.findQuestions()
	return p, nil
}

// base is what every page shows around its own matter. current is the entry of the navigation.
func (p *plan) base(at, current, title string) View {
	to := func(target string) string { return site.Relative(at, target) }
	b := site.Base{
		Lang: "en", Title: p.cfg.Title, Index: p.cfg.Index, Root: strings.Repeat("../", strings.Count(at, "/")),
		Brand: site.Link{Text: p.cfg.Title, URL: to("index.html")},
	}
	if title != "" {
		b.Title = title + ", " + p.cfg.Title
	}
	if p.cfg.BaseURL != "" {
		b.Canonical = p.cfg.BaseURL + strings.TrimSuffix(at, "index.html")
	}
	for _, n := range []struct{ id, text, to string }{
		{"learners", "Learners", "index.html"}, {"questions", "Questions", questionsPath}, {"how", "How to check", howPath},
	} {
		if n.id == "questions" && len(p.questions) == 0 {
			continue
		}
		b.Nav = append(b.Nav, site.NavItem{Link: site.Link{Text: n.text, URL: to(n.to)}, Current: n.id == current})
	}
	v := View{PageView: site.PageView{Base: b}}
	v.Foot = p.foot(at)
	return v
}

// foot says what the pages stand on, and how far that goes.
func (p *plan) foot(at string) []site.Text {
	built := site.Text{{Text: "Built on " + longDay(p.cfg.Today) + " from what the learners publish on their own sites and agreed, field by field, to have shown here. Nobody is ranked. "}}
	built = append(built, site.Span{Text: "What a check shows, and what not", URL: site.Relative(at, howPath)}, site.Span{Text: "."})
	limit := "Anyone can run this software and call themselves a coach. Look for this cohort’s address at a place you already know before relying on it."
	out := []site.Text{built, plain(limit)}
	if c := p.contact(); c != nil {
		out[1] = append(append(out[1], site.Span{Text: " Ask about a learner: "}), c...)
	}
	return out
}

// contact is how to reach the coach, as a link where it is an address.
func (p *plan) contact() site.Text {
	c := p.cfg.Contact
	switch {
	case address(c) != "":
		return site.Text{{Text: c, URL: c}}
	case strings.Count(c, "@") == 1 && !strings.ContainsAny(c, " ?&/<>\"'"):
		return site.Text{{Text: c, URL: "mailto:" + c}}
	}
	return plain(c)
}

// page is one page of the layout "cohort".
func page(at string, view func() any) site.Page {
	return site.Page{Path: at, Layout: "cohort", View: view}
}
