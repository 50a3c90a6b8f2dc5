package site

import (
	"path"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// listing is what is published and can be sealed as one: a record, a whole table, a file.
type listing struct {
	place    string // the name of what is sealed: content.Place and the like
	register string // "raid"; "project", "artifacts", "answers", "owner"
	name     string // what a link to it says: "R-03"
	title    string
	at       string // where it can be read, from the site's root
}

// listings are all that a part of the portfolio publishes: a project's, or what stands outside projects.
type listings struct {
	slug  string // "" outside projects
	title string
	all   []listing
}

// listRows is how many rows a page of the list of proofs has, so that it stays light.
const listRows = 80

// page is the path of the n-th page of the list, from 0.
func (ls listings) page(n int) string {
	parts := []string{"proof", "list", ls.slug}
	if n > 0 {
		parts = append(parts, strconv.Itoa(n+1))
	}
	return path.Join(append(parts, "index.html")...)
}

// pages is how many pages the list has.
func (ls listings) pages() int { return (len(ls.all) + listRows - 1) / listRows }

// list finds out what is published, when there is a log to hold it against, and on which page of the
// list of proofs each of it stands.
func (pl *plan) list() {
	if !pl.evidence.Sealed() {
		return
	}
	pl.lists = []listings{pl.ownListings()}
	for _, p := range pl.projects {
		p.list = p.listings()
		pl.lists = append(pl.lists, p.list)
	}
	pl.proofs = map[string]string{}
	for _, ls := range pl.lists {
		for i, item := range ls.all {
			at := ls.page(i / listRows)
			if r := pl.evidence.Records[item.place]; r.Leaf != "" {
				at += "#" + r.Leaf
			}
			pl.proofs[item.place] = at
			pl.tally.add(pl.evidence.Records[item.place])
		}
	}
	pl.limit = pl.limitWords()
}

// proofPlace is the row of the list of proofs that tells of what is sealed as place.
func (pl *plan) proofPlace(place string) string { return first(pl.proofs[place], proofPath) }

func (pl *plan) ownListings() listings {
	owner := pl.portfolio.Config.Owner.Name
	ls := listings{title: "Outside projects", all: []listing{{content.OwnerPlace, "owner", owner, "Name, headline and contact", "index.html"}}}
	for _, a := range pl.answers(pl.linker(interviewPath, "")) {
		if a.place != "" {
			ls.all = append(ls.all, listing{a.place, "answers", "Answer", a.words, interviewPath + "#" + a.id})
		}
	}
	return ls
}

// answerPlace is the name under which an answer is sealed.
func answerPlace(a content.Answer) string {
	return content.AnswerPlace(strings.TrimSuffix(path.Base(a.Pos.Path), ".md"))
}

func (p *project) listings() listings {
	ls := listings{slug: p.Slug, title: p.Meta.Title}
	ls.all = append(ls.all, listing{content.ProjectPlace(p.Slug), "project", "Project", p.Meta.Title, projectPath(p.Slug)})
	listed := map[string]bool{}
	for _, r := range p.Records {
		m := r.Common()
		item := listing{place: content.Place(p.Slug, m), register: m.Register}
		at, shown := p.plan.places[content.Ref{Slug: p.Slug, ID: m.ID}]
		switch {
		case content.IsWholeTable(m.Register):
			item.name, item.title, item.at = tableName(m.Register), "The whole table", projectPath(p.Slug, pageOf(m.Register))
		case shown:
			item.name, item.title, item.at = sentence(label(r)), titleOf(r), at.String()
		default:
			continue
		}
		if !listed[item.place] {
			listed[item.place] = true
			ls.all = append(ls.all, item)
		}
	}
	for _, a := range p.Artifacts {
		if !a.Withhold {
			at := p.artifactPlace(a)
			ls.all = append(ls.all, listing{content.ArtifactPlace(p.Slug, a.File), "artifacts", first(a.Title, a.File), a.File, at.String()})
		}
	}
	return ls
}

// tableName is a register's name as a reader sees it: "Earned value".
func tableName(register string) string {
	for _, k := range content.Kinds() {
		if k.Name == register {
			return k.Title
		}
	}
	return register
}
