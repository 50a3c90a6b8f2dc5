// Package seal turns a portfolio's records into entries of the author's log, and tells afterwards what
// of a portfolio is sealed.
//
// An [Item] is what is sealed as one: a record, a whole table, or a file. [NewPlan] holds items to the
// log as it stands and says which entries are missing; proof.Store appends them. What the entries
// commit to is stored beside the log ([Stored]), so that a build needs no key to publish it.
package seal

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// Item is what is sealed as one.
type Item struct {
	Kind     proof.Kind // KindRecord or KindArtifact
	Place    string     // see content.Place
	Slug     string     // of its project, "" outside projects
	Name     string     // within the project, for the id of its entries
	Path     string     // the source file
	Says     content.Date
	Withhold bool // its entry is counted, and nothing of it is published
	fields   []content.CanonicalField
	file     file
}

// file is what an artifact commits to.
type file struct {
	hash [sha256.Size]byte
	size int64
	path string // in the site
}

// Title is what the item is called; "" for what has no title of its own.
func (it Item) Title() string {
	for _, f := range it.fields {
		if title, ok := f.Value.(string); ok && (f.Name == "title" || f.Name == "name" || f.Name == "question") {
			return title
		}
	}
	return ""
}

// Items are all that can be sealed of a portfolio that was loaded without drafts, sorted by place. The
// files of its projects are read from src.
func Items(p *content.Portfolio, src fs.FS) ([]Item, error) {
	var out []Item
	for _, c := range p.Canonical(proseOf) {
		out = append(out, Item{Kind: proof.KindRecord, Place: c.Place, Slug: c.Slug, Name: c.Name, Path: c.Path, Says: c.Says, Withhold: c.Withhold, fields: c.Fields})
	}
	for _, pr := range p.Projects {
		paths := site.ArtifactPaths(pr)
		for _, a := range pr.Artifacts {
			out = append(out, Item{
				Kind: proof.KindArtifact, Place: content.ArtifactPlace(pr.Slug, a.File), Slug: pr.Slug, Name: a.File, Path: a.Path, Says: a.Date,
				Withhold: a.Withhold, file: file{size: a.Size, path: paths[a.File]},
			})
		}
	}
	return out, readFiles(out, src)
}

// proseOf splits a text at its headings of level 2.
func proseOf(body string) []content.Prose {
	var out []content.Prose
	for _, s := range markdown.Sections(body) {
		out = append(out, content.Prose{Heading: s.Title, Text: s.Body})
	}
	return out
}

// readFiles hashes the artifacts, as many at a time as there are processors.
func readFiles(items []Item, src fs.FS) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range items {
		if item := &items[i]; item.Kind == proof.KindArtifact {
			group.Go(func() error { return item.read(src) })
		}
	}
	return group.Wait()
}

func (it *Item) read(src fs.FS) error {
	f, err := src.Open(it.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	// One byte more than expected tells of a file that grew since it was looked at.
	n, err := io.Copy(h, io.LimitReader(f, it.file.size+1))
	if err == nil && n != it.file.size {
		err = fmt.Errorf("%s has changed while it was read. Run this again", it.Path)
	}
	h.Sum(it.file.hash[:0])
	return err
}
