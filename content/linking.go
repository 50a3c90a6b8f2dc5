package content

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/spelling"
)

// link finds out what all texts name, and fills the graph.
func (l *loader) link(out *Portfolio) {
	links := &Links{targets: map[Ref]Target{}, out: map[Ref][]Ref{}, in: map[Ref][]Ref{}, seen: map[Link]bool{}, ids: map[string]*projectIndex{}}
	out.Links = links
	for _, p := range l.projects {
		if p.out == nil {
			continue // a draft
		}
		p.index = newProjectIndex()
		links.ids[p.slug] = p.index
		for _, it := range p.items {
			if it.meta.ID != "" {
				p.index.add(it.meta.ID, l.left(it.meta))
			}
		}
		for i := range p.artifacts {
			a := &p.artifacts[i]
			p.index.add(artifactPrefix+a.File, a.Withhold)
		}
	}
	for _, p := range l.projects {
		if p.out == nil {
			continue
		}
		for _, it := range p.items {
			l.linkItem(links, p, it)
		}
		for i := range p.artifacts {
			l.linkArtifact(links, p, &p.artifacts[i])
		}
		l.linkTexts(links, p.slug, p.file.mentions)
	}
}

// left tells whether a record stays out of this load.
func (l *loader) left(m *Meta) bool { return m.Draft && !l.opt.Drafts }

func (l *loader) linkItem(links *Links, p *project, it *item) {
	from := Ref{p.slug, it.meta.ID}
	it.meta.Links = nil
	for _, m := range it.mentions {
		ref, v := links.judge(p.slug, m.Mention)
		if v == aWord || ref == from {
			continue
		}
		it.meta.Links = append(it.meta.Links, m.Mention)
		if v == leads && it.meta.ID != "" && !l.left(it.meta) {
			links.add(from, ref)
		}
		if m.column != "predecessors" { // the schedule's check says more about those
			l.dangling(links, p.slug, m.Mention, v)
		}
	}
}

func (l *loader) linkArtifact(links *Links, p *project, a *Artifact) {
	from := Ref{p.slug, artifactPrefix + a.File}
	a.Links = slices.DeleteFunc(a.Links, func(m Mention) bool {
		ref, v := links.judge(p.slug, m)
		l.dangling(links, p.slug, m, v)
		if v == leads && !a.Withhold {
			links.add(from, ref)
		}
		return v == aWord
	})
}

// linkTexts checks texts that are no records: their references are shown, but nothing leads back.
func (l *loader) linkTexts(links *Links, slug string, mentions []mention) []Mention {
	var out []Mention
	for _, m := range mentions {
		_, v := links.judge(slug, m.Mention)
		if v == aWord {
			continue
		}
		out = append(out, m.Mention)
		l.dangling(links, slug, m.Mention, v)
	}
	return out
}

// dangling reports a reference that leads nowhere.
func (l *loader) dangling(links *Links, slug string, m Mention, v verdict) {
	if v == leads || v == aWord {
		return
	}
	r := l.report(m.Pos.Path)
	at := spot{m.Pos.Line, m.Column, m.Cell}
	switch v {
	case noProject:
		var slugs []string
		for _, p := range l.projects {
			slugs = append(slugs, p.slug)
		}
		r.add(CodeDangling, Warning, at, didYouMean(m.Ref.Slug, slugs)+"Write the name of the project's folder before the colon.", "%s names the project %s, which does not exist.", quote(m.Ref.String()), quote(m.Ref.Slug))
	case leadsAway:
		hint := "Mend the reference, or add what it names."
		if len(r.list) < shownProblems { // looking for the nearest id is the costly part
			hint = l.danglingHint(links, slug, m.Ref)
		}
		r.add(CodeDangling, Warning, at, hint, "%s is named here, but nothing has that %s.", quote(m.Ref.String()), idOrName(m.Ref.ID))
	case toHidden:
		r.add(CodeNamesDraft, Hint, at, "Finish it, or write around it: a reader finds no link here.", "%s is a draft or withheld, so the site does not show it.", quote(m.Ref.String()))
	}
}

func idOrName(id string) string {
	if strings.HasPrefix(id, artifactPrefix) {
		return "name in artifacts/"
	}
	return "id"
}

func (l *loader) danglingHint(links *Links, slug string, ref Ref) string {
	if ref.Slug != "" && links.ids[ref.Slug] != nil {
		slug = ref.Slug
	}
	x := links.ids[slug]
	if x == nil {
		return "Outside a project write the project's folder before the id, such as device-refresh:R-03."
	}
	shape := shapeOf(ref.ID)
	var ids []string
	for _, id := range x.ids {
		if shape == "" || shapeOf(id) == shape || strings.HasPrefix(id, artifactPrefix) == strings.HasPrefix(ref.ID, artifactPrefix) && len(id) <= len(ref.ID)+1 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if len(ids) > 2000 {
		ids = ids[:2000]
	}
	if n := spelling.Nearest(ref.ID, ids); n != "" {
		return "Did you mean " + quote(Ref{ref.Slug, n}.String()) + "? Mend the reference, or add what it names."
	}
	return "Mend the reference, or add what it names."
}
