package content

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// finish puts the portfolio together once all files are decoded.
func (l *loader) finish(out *Portfolio, about *job, answers, pages []*job) {
	l.outline(out)
	l.link(out)
	l.texts(out, about, answers, pages)
	for _, p := range l.projects {
		if p.out != nil {
			l.publish(out, p)
		}
	}
	out.AsOf = l.asOf(out)
	l.check(out)
	l.checkFeatured(out)
}

// outline decides which projects are in, and their order.
func (l *loader) outline(out *Portfolio) {
	for _, p := range l.projects {
		if p.file.meta.Draft {
			out.Drafts++
			if !l.opt.Drafts {
				continue
			}
		}
		p.out = &Project{Slug: p.slug, Meta: p.file.meta, Sum: l.sum(p)}
		p.out.Meta.Title = cmp.Or(p.out.Meta.Title, p.slug) // a page needs a name, and a link needs words
		out.Projects = append(out.Projects, p.out)
	}
	slices.SortStableFunc(out.Projects, func(a, b *Project) int {
		x, y := a.Meta.Start, b.Meta.Start
		return cmp.Or(cmp.Compare(btoi(x.IsZero()), btoi(y.IsZero())), x.Compare(y), strings.Compare(a.Slug, b.Slug))
	})
}

// publish hands a project's records over.
func (l *loader) publish(out *Portfolio, p *project) {
	p.out.Artifacts = p.artifacts
	p.out.Records = make([]Record, 0, len(p.items))
	for _, it := range p.items {
		if it.meta.Draft {
			out.Drafts++
		}
		if l.left(it.meta) {
			continue
		}
		record := it.record()
		p.out.Records = append(p.out.Records, record)
		if it.meta.ID != "" {
			out.Links.targets[Ref{p.slug, it.meta.ID}] = Target{Slug: p.slug, Record: record}
		}
	}
	for i := range p.out.Artifacts {
		a := &p.out.Artifacts[i]
		if !a.Withhold {
			out.Links.targets[Ref{p.slug, artifactPrefix + a.File}] = Target{Slug: p.slug, Artifact: a}
		}
	}
	for _, k := range l.plans {
		if j := p.registers[k.kind.Name]; j != nil && j.out.read {
			p.out.Tables = append(p.out.Tables, RegisterTable{Register: k.kind.Name, Path: j.path, Columns: j.out.columns, Cells: j.out.cellsOfColumns(),
				Extra: j.out.extra, Format: j.out.format, Rows: len(j.out.entries), Matches: j.out.matches()})
		}
	}
}

// texts takes over what stands outside the projects.
func (l *loader) texts(out *Portfolio, about *job, answers, pages []*job) {
	for _, j := range answers {
		for _, it := range itemsOfJob(j) {
			it.meta.Links = l.linkTexts(out.Links, "", it.mentions)
			if l.takeText(out, it) {
				a := it.rec.Interface().(*Answer)
				a.ID = cmp.Or(a.Question, stemOf(j.path))
				out.Answers = append(out.Answers, *a)
			}
		}
	}
	slices.SortStableFunc(out.Answers, func(a, b Answer) int { return strings.Compare(a.Question, b.Question) })
	taken := map[string]int{}
	for _, j := range pages {
		name := slugify(stemOf(j.path))
		if taken[name]++; taken[name] > 1 {
			name += "-" + itoa(taken[name])
		}
		out.Pages = append(out.Pages, l.pagesOf(out, j, name)...)
	}
	if about != nil {
		for _, p := range l.pagesOf(out, about, "about") {
			out.About = p
		}
	}
}

func (l *loader) pagesOf(out *Portfolio, j *job, name string) (pages []Page) {
	for _, it := range itemsOfJob(j) {
		it.meta.Links = l.linkTexts(out.Links, "", it.mentions)
		if !l.takeText(out, it) {
			continue
		}
		p := it.rec.Interface().(*Page)
		p.Name, p.ID = name, name
		p.Title = cmp.Or(p.Title, firstHeading(p.Body), stemOf(j.path))
		p.Meta.Title = p.Title
		pages = append(pages, *p)
	}
	return pages
}

func (l *loader) takeText(out *Portfolio, it *item) bool {
	if it.meta.Draft {
		out.Drafts++
	}
	it.meta.BodyPath = it.file.path
	return !l.left(it.meta)
}

func stemOf(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

// firstHeading is the first `# heading` of a Markdown text.
func firstHeading(body string) string {
	for line := range strings.Lines(body) {
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// asOf is the day to which the portfolio speaks: the newest on which something happened. Plans and the
// clock have no say.
func (l *loader) asOf(out *Portfolio) Date {
	if !l.config.AsOf.IsZero() {
		return l.config.AsOf
	}
	var newest Date
	consider := func(d Date) {
		if d.After(newest) {
			newest = d
		}
	}
	for _, p := range out.Projects {
		switch p.Meta.Status {
		case "closed", "cancelled":
			consider(p.Meta.Start)
			consider(p.Meta.Finish)
		case "active", "on hold":
			consider(p.Meta.Start)
		}
		for _, r := range p.Records {
			consider(r.Common().Happened)
		}
		for _, a := range p.Artifacts {
			consider(a.Date)
		}
	}
	return newest
}

func (l *loader) checkFeatured(out *Portfolio) {
	var slugs []string
	for _, p := range out.Projects {
		slugs = append(slugs, p.Slug)
	}
	for _, slug := range out.Config.Site.Featured {
		if !slices.Contains(slugs, slug) {
			l.problem(CodeFeatured, Warning, "portfolio.toml", strings.TrimSpace(didYouMean(slug, slugs)+"Write the names of folders in projects/."), "featured in [site] names %s, which is no project here.", quote(slug))
		}
	}
}
