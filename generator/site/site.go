// Package site decides which pages a portfolio has and what each of them shows. It turns records
// and figures into views: one struct a layout, with every address relative to the page it stands
// on, every amount and date already in words. A theme needs nothing but the views.
//
// # Reading order
//
// [Plan] lists the pages (pages.go) and the data files (data.go, csv.go, host.go). A page's View is
// a function, called when the page is rendered, so that a large portfolio never holds all of its
// views at once. paths.go says where a record is shown; links.go turns text into text with links as
// seen from one page; format.go writes numbers, dates and money. view.go holds what views share.
// evidence.go is what is known of the author's log, status.go the fixed words for it, seal.go how they
// stand beside a record. Every other file is one page or one family of pages.
package site

import (
	"github.com/gatefold/gatefold/content"
)

// Site is everything that will be published, still undrawn.
type Site struct {
	Pages []Page
	Files []File // data files and the files hosts look for
	// Copies are artifacts: published as they are in the source folder.
	Copies []Copy
	Accent string // the owner's accent colour, "#2b3fae"; "" for the theme's own
	Charts int    // how many figures the pages show
}

// Page is one HTML page.
type Page struct {
	Path   string     // from the site's root: "projects/device-refresh/raid/index.html"
	Layout string     // the theme's template: "raid"
	View   func() any // the layout's view; pure, and safe to call from any goroutine
	// Basis must appear in the page's words: the honest label of the project. "" outside a project.
	Basis string
	Group *Group // nil for a page that shows more than one project
}

// File is a published file that is not a page; Bytes is called when it is written.
type File struct {
	Path  string
	Bytes func() ([]byte, error)
	Group *Group // nil for a file that tells of more than one project
	Last  bool   // it counts the problems, which are known when all pages are drawn
}

// Copy is a source file published unchanged.
type Copy struct {
	Path   string // from the site's root
	Source string // from the portfolio folder
	Size   int64
}

// Plan lays out the site of a portfolio, with what is known of its author's log. data/portfolio.json
// counts its problems, so they are asked for when that file is made, after the pages. The result depends
// on these alone. stamp goes into the keys of groups: it stands for what pages are drawn with.
func Plan(p *content.Portfolio, evidence Evidence, stamp string, problems func() content.Problems) *Site {
	plan := newPlan(p, evidence)
	plan.problems = problems
	s := &Site{Accent: p.Config.Site.Accent}
	s.Pages = plan.pages()
	plan.setKeys(stamp, s.Pages)
	s.Files = append(plan.dataFiles(), plan.hostFiles(s.Pages)...)
	s.Copies = plan.copies()
	s.Charts = plan.chartCount()
	return s
}
