package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/content"
)

// Group are the pages and files that show one project. They depend on nothing that Key does not stand
// for, so that what was made under a key need not be made again.
type Group struct {
	Key    string // "" when it is not known what the project was read from
	Folder string // of the project, in the portfolio folder: "projects/device-refresh"
}

// setKeys gives every project's group its key, once it is known which pages there are. How a page of a
// project looks hangs on the project's own files, on the settings, on what stands in every page's frame,
// on what its links lead to, and on what is known of its records in the log; stamp stands for the program,
// the theme and the options; without it there are no keys.
func (pl *plan) setKeys(stamp string, pages []Page) {
	if stamp == "" {
		return
	}
	common := pl.commonSum(stamp, pages)
	across := pl.namedAcross()
	for _, p := range pl.projects {
		if p.Sum != (content.Sum{}) {
			key := sha256.Sum256(slices.Concat(common[:], p.Sum[:], across[p.Slug], pl.evidenceWords(p.list)))
			p.group.Key = hex.EncodeToString(key[:])
		}
	}
}

// commonSum stands for all that any page of a project may take from outside it, but for the records of
// other projects that name its own or are named by them.
func (pl *plan) commonSum(stamp string, pages []Page) [sha256.Size]byte {
	all := pl.portfolio
	b := fmt.Appendf(nil, "%s\n%#v\n%#v\n%v %t\n", stamp, all.Config, pl.footer(pl.linker("", "")), all.AsOf, pl.hasInterview())
	for _, page := range all.Pages {
		b = words(b, page.Name, page.Title)
	}
	for _, p := range pl.projects {
		b = words(b, p.Slug, p.Meta.Title)
	}
	for _, page := range pages {
		b = words(b, page.Path)
	}
	for _, p := range pl.projects {
		for _, r := range p.Records {
			m := r.Common()
			if at, ok := pl.places[content.Ref{Slug: p.Slug, ID: m.ID}]; ok {
				b = words(b, m.ID, at.path, at.anchor, m.Pos.Path, pl.sources[m.Pos.Path])
			}
		}
		for _, a := range p.Artifacts {
			b = words(b, a.Path, pl.sources[a.Path])
		}
	}
	return sha256.Sum256(b)
}

// namedAcross stands, for each project, for the links between its records and those of others.
func (pl *plan) namedAcross() map[string][]byte {
	out := map[string][]byte{}
	for _, l := range pl.portfolio.Links.Across() {
		for _, slug := range []string{l.From.Slug, l.To.Slug} {
			out[slug] = words(out[slug], l.From.String(), pl.labelOf(l.From), l.To.String(), pl.labelOf(l.To))
		}
	}
	return out
}

func (pl *plan) labelOf(r content.Ref) string {
	if t, ok := pl.portfolio.Links.Target(r); ok && t.Record != nil {
		return label(t.Record)
	}
	return ""
}

// evidenceWords stands for what is known of published records.
func (pl *plan) evidenceWords(ls listings) (b []byte) {
	for _, item := range ls.all {
		r := pl.evidence.Records[item.place]
		b = words(b, item.place, strconv.Itoa(int(r.State)), r.Leaf, strconv.Itoa(r.Rev), r.Says.String())
		for _, s := range []Sighting{r.First, r.Newest} {
			b = words(b, s.On.String(), strconv.Itoa(len(s.By)))
			b = words(b, s.By...)
		}
		b = words(b, strconv.Itoa(len(r.Vouches)))
		for _, v := range r.Vouches { // the name of a note stands for all that is in it
			b = words(b, v.Note, v.Status, strconv.FormatBool(v.Earlier), v.Revoked.String(), v.Reason)
		}
	}
	return b
}

// words writes texts so that no two lists of them are the same.
func words(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = append(append(b, t...), 0)
	}
	return b
}
