package showcase

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// frontValues is how many values of a facet stand on the front page.
const frontValues = 10

// listPages are the front page and the further pages of the list of all learners.
func (p *plan) listPages() []site.Page {
	var out []site.Page
	for _, s := range sheets(len(p.learners)) {
		at := sheetPath("index.html", "learners", s.n)
		if s.n == 1 {
			out = append(out, page(at, func() any { return p.front(s) }))
			continue
		}
		out = append(out, page(at, func() any {
			title := "Learners, page " + number(s.n)
			v := p.base(at, "learners", title)
			v.Crumbs = []site.Link{v.Brand, {Text: title}}
			v.Mast = site.Mast{Heading: "Learners " + number(s.from+1) + " to " + number(s.to), Lead: "By last update. Nobody is ranked."}
			v.Sections = []site.Section{p.learnersSection(at, s)}
			return v
		}))
	}
	return out
}

func (p *plan) front(s sheet) View {
	v := p.base("index.html", "learners", "")
	n := len(p.learners)
	v.Front, v.Scripts = true, []string{"assets/cohort.js"}
	v.Description = clip(count(n, "learner", "learners")+" of "+p.cfg.Title+" who agreed to be shown, with their projects and what others have seen of their records.", 160)
	v.Mast = site.Mast{Heading: p.cfg.Title, Lead: leadWords(n)}
	if p.cfg.Coach != "" {
		v.Mast.Facts = append(v.Mast.Facts, site.Field{Label: "Coach", Value: plain(p.cfg.Coach)})
	}
	if c := p.contact(); c != nil {
		v.Mast.Facts = append(v.Mast.Facts, site.Field{Label: "Contact", Value: c})
	}
	v.Mast.Facts = optional(v.Mast.Facts, "Basis", p.bases())
	v.Mast.Facts = optional(v.Mast.Facts, "Order", "By last update, as of "+longDay(p.cfg.Today)+". Nobody is ranked.")
	f := p.figures()
	big, hidden := f.big()
	if len(big.Numbers) > 0 {
		v.Sections = append(v.Sections, site.Section{ID: "numbers", Heading: "The cohort in numbers", Quiet: true, Wide: true, Parts: []site.Part{big}})
	}
	v.Sections = append(v.Sections, p.learnersSection("index.html", s))
	v.Sections = append(v.Sections, p.figuresSection(f, hidden), p.questionsSection("index.html"), p.consentSection())
	v.Sections = slices.DeleteFunc(v.Sections, func(s site.Section) bool { return len(s.Parts) == 0 })
	return v
}

func leadWords(n int) string {
	switch n {
	case 0:
		return "Nobody has agreed to be shown yet."
	case 1:
		return "One learner agreed to be shown here, with projects whose records you can open."
	}
	return numbered(n) + " learners agreed to be shown here, with projects whose records you can open."
}

// bases are what the projects were, the most frequent first.
func (p *plan) bases() string {
	counts := map[string]int{}
	var all []string
	for _, l := range p.learners {
		for _, project := range l.Projects {
			label := site.BasisLabel(project.Basis)
			if counts[label]++; counts[label] == 1 {
				all = append(all, label)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return counts[b] - counts[a] })
	for i := 1; i < len(all); i++ {
		all[i] = small(all[i])
	}
	return list(all)
}

// learnersSection is one page of the list, with the facets above it on the front page.
func (p *plan) learnersSection(at string, s sheet) site.Section {
	section := site.Section{ID: "learners", Heading: "Learners", Quiet: true, Wide: true}
	if at == "index.html" && len(p.learners) > 1 {
		section.Parts = append(section.Parts, p.browse(at))
	}
	if len(p.learners) > 0 {
		t := p.table(at, "Learners", p.learners[s.from:s.to])
		if s.of == 1 {
			t.Total = "End of the list: " + count(len(p.learners), "learner", "learners") + "."
		}
		section.Parts = append(section.Parts, t)
	}
	section.Parts = append(section.Parts, s.pager("Pages of the list of learners", "Learners", "index.html", "learners", len(p.learners))...)
	return section
}

func (p *plan) browse(at string) Browse {
	b := Browse{Data: site.Relative(at, "data/learners.js"), Root: strings.Repeat("../", strings.Count(at, "/"))}
	var others []string
	for i, f := range p.facets {
		b.Facets = append(b.Facets, p.links(f, at, frontValues))
		if i > 0 {
			others = append(others, strings.ToLower(f.legend))
		}
	}
	b.Others = list(others)
	if slices.ContainsFunc(b.Facets, func(r FacetRow) bool {
		return slices.ContainsFunc(r.Values, func(l FacetLink) bool { return l.Count == "" })
	}) {
		b.Note = "A value without a number: fewer than five learners have it, or fewer than five have not."
	}
	return b
}

// figuresSection are the figures that are no big numbers, and which are kept back.
func (p *plan) figuresSection(f figures, hidden []string) site.Section {
	s := site.Section{ID: "figures", Heading: "The cohort’s figures", Notes: []site.Text{plain("Sums over what learners agreed to have counted.")}}
	facts, more := f.facts()
	hidden = append(hidden, more...)
	if len(facts.Items) > 0 {
		s.Parts = append(s.Parts, facts)
	}
	if f.scaled {
		s.Parts = append(s.Parts, site.Note{Small: true, Text: plain("Budgets that their authors multiplied by a factor of their own are in no sum.")})
	}
	if len(hidden) > 0 {
		s.Parts = append(s.Parts, site.Note{Small: true, Text: plain("Not shown, because fewer than five learners stand behind it: " + list(hidden) + ".")})
	}
	return s
}

// consentSection says on what terms people stand here.
func (p *plan) consentSection() site.Section {
	words := "Everyone here agreed, field by field and on a date, with a signature of their own key; what was not agreed to is not here. Each can take it back, and the next build leaves them out."
	if p.cfg.Pseudonyms {
		words += " This cohort shows aliases in place of names, no place and no link to a learner’s own site."
	}
	if !p.cfg.Index {
		words += " Search engines are asked not to list these pages."
	}
	return site.Section{ID: "consent", Heading: "Consent and checks", Parts: []site.Part{
		site.Note{Text: plain(words)},
		site.Note{Text: site.Text{{Text: "How to check a learner’s site yourself", URL: howPath}, {Text: ": it takes a minute, and says what it cannot show."}}},
	}}
}
