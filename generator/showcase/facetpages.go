package showcase

import (
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// facetPages are a page a facet with all its values, and a page a value with its learners.
func (p *plan) facetPages() []site.Page {
	var out []site.Page
	for _, f := range p.facets {
		out = append(out, page(facetPath(f.id), func() any { return p.facetIndex(f) }))
		for _, v := range f.values {
			for _, s := range sheets(len(v.people)) {
				folder := strings.TrimSuffix(f.path(v), "/index.html")
				out = append(out, page(sheetPath(f.path(v), folder, s.n), func() any { return p.valuePage(f, v, s) }))
			}
		}
	}
	return out
}

func (p *plan) facetIndex(f facet) View {
	at := facetPath(f.id)
	title := "By " + strings.ToLower(f.legend)
	v := p.base(at, "learners", title)
	v.Crumbs = []site.Link{v.Brand, {Text: title}}
	v.Mast = site.Mast{Heading: title, Lead: count(len(f.values), "value", "values") + " that learners named."}
	if f.more > 0 {
		v.Mast.Lead = "The " + number(len(f.values)) + " most named; the search on the front page finds the " + number(f.more) + " others too."
	}
	row := p.links(f, at, len(f.values))
	t := site.Table{Label: f.legend, Head: []site.Column{{Text: f.legend}, {Text: "Learners", Class: "n"}}}
	for i, l := range row.Values {
		t.Rows = append(t.Rows, site.Row{Cells: []site.Cell{
			{Header: true, Text: site.Text{{Text: l.Text, URL: l.URL}}}, {Class: "n", Label: "Learners", Text: plain(first(l.Count, map[bool]string{true: "fewer than five", false: "not told"}[len(f.values[i].people) < fewest]))},
		}})
	}
	v.Sections = []site.Section{{ID: "values", Heading: "Numbers of learners", Parts: []site.Part{t}, Notes: []site.Text{
		plain("A number is left out where it stands on fewer than five learners, where fewer than five are left without the value, or where it would give away such a number."),
	}}}
	return v
}

func (p *plan) valuePage(f facet, value facetValue, s sheet) View {
	folder := strings.TrimSuffix(f.path(value), "/index.html")
	at := sheetPath(f.path(value), folder, s.n)
	title := value.name
	if s.n > 1 {
		title += ", page " + number(s.n)
	}
	v := p.base(at, "learners", f.legend+": "+title)
	v.Description = clip("Learners of "+p.cfg.Title+", "+strings.ToLower(f.legend)+": "+value.name+".", 160)
	by := "By " + strings.ToLower(f.legend)
	v.Crumbs = []site.Link{v.Brand, {Text: by, URL: site.Relative(at, facetPath(f.id))}, {Text: title}}
	v.Mast = site.Mast{Heading: value.name, Lead: f.legend + ". The learner with the newest update first; nobody is ranked."}
	parts := []site.Part{p.table(at, f.legend+": "+value.name, value.people[s.from:s.to])}
	parts = append(parts, s.pager("Pages of this list", "Learners", f.path(value), folder, told(len(value.people), len(p.learners)))...)
	v.Sections = []site.Section{{ID: "learners", Heading: "Learners", Quiet: true, Wide: true, Parts: parts}}
	return v
}
