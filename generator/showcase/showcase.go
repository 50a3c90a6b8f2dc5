// Package showcase draws the site of a cohort: an index of its learners, pages by domain, skill, role,
// place, language and availability, a page a learner, a page an interview question, figures of the whole
// cohort, and the means to check any member. It sees cohort.Learner alone, which holds what each learner
// has consented to and nothing else.
//
// # Reading order
//
// [Build] lists the pages and files. plan.go orders the learners and finds their facets (facet.go);
// front.go, listing.go, facetpages.go, person.go, questions.go and checking.go are one family of pages
// each; figures.go counts the cohort, and suppress.go says which counts may be shown; data.go writes the
// lists that the page's script reads. compare.go is for the coach alone.
package showcase

import (
	"fmt"
	"io/fs"
	"regexp"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// Config is what a cohort says of itself.
type Config struct {
	Title      string // "Larkfield Academy, class of 2026"
	Coach      string // "" when nobody is named
	Contact    string // an address of mail, an https address, or words
	CoachKey   string // fingerprint of the key with which the coach signs; "" when none is listed
	BaseURL    string // where the site will stand, with a slash at its end; "" when that is not known
	Index      bool   // search engines may list it
	Pseudonyms bool   // aliases stand for names, and no place and no own site is shown
	StaleAfter int    // months without news until a date is marked as old; 0 for never
	Today      string // ISO date of the build
	Stamp      string // of the program that draws the pages; "" when they are to be drawn each time
}

// Build gives the files of the cohort's site. Its pages are drawn when they are written or served. It
// depends on its arguments alone. An error is a learner who cannot be given an address.
func Build(cfg Config, learners []cohort.Learner) (output.Files, error) {
	p, err := newPlan(cfg, learners)
	if err != nil {
		return output.Files{}, err
	}
	theme := themes.Cohort()
	r, err := render.New(theme, markdown.New(), nil)
	if err != nil {
		return output.Files{}, err
	}
	var files output.Files
	if err := addPages(&files, r, cfg, drawn{learners, p.pages()}); err != nil {
		return files, err
	}
	style, err := r.Style("")
	if err != nil {
		return files, err
	}
	more, err := p.files(theme)
	if err != nil {
		return files, err
	}
	more["assets/site.css"], more["assets/cohort.js"] = style, themes.CohortScript()
	for at, body := range more {
		if err := files.Add(at, output.Bytes(body)); err != nil {
			return files, err
		}
	}
	return files, nil
}

// slug is what a learner's pages may be called: it cannot be taken for the number of a page.
var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{5,63}$`)

// checkSlugs refuses learners whose pages would have no address, or that of another.
func checkSlugs(learners []cohort.Learner) error {
	taken := map[string]bool{}
	for _, l := range learners {
		switch {
		case !slug.MatchString(l.Slug):
			return fmt.Errorf("%q cannot be the address of a learner's page: 6 to 64 small letters, digits or hyphens are needed", l.Slug)
		case taken[l.Slug]:
			return fmt.Errorf("two learners have the address %q", l.Slug)
		}
		taken[l.Slug] = true
	}
	return nil
}

// files are all files that are not pages drawn by the theme.
func (p *plan) files(theme fs.FS) (map[string][]byte, error) {
	out := p.hostFiles()
	for _, add := range []func(map[string][]byte) error{p.dataFiles, func(out map[string][]byte) error { return checkFiles(out, theme) }} {
		if err := add(out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pages are all pages, the front page first.
func (p *plan) pages() []site.Page {
	pages := []site.Page{}
	pages = append(pages, p.listPages()...)
	pages = append(pages, p.facetPages()...)
	for _, l := range p.learners {
		pages = append(pages, p.personPage(l))
	}
	pages = append(pages, p.questionPages()...)
	return append(pages, p.howPage(), p.notFoundPage())
}
