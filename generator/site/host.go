package site

import (
	"fmt"
	"strings"
)

// Policy is the content policy of every page (design.md rule 7). It stands in each page's head,
// because not every host sends headers, and in _headers for those that do.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

// hostFiles are what static hosts and crawlers look for.
func (pl *plan) hostFiles(pages []Page) []File {
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	robots := "User-agent: *\nAllow: /\n"
	if !pl.portfolio.Config.Site.Index {
		robots = "User-agent: *\nDisallow: /\n"
	}
	// Others may read the files, which are public, so that a page of a cohort can check the site at its
	// address: the copy that comes from the site itself cannot vouch for it.
	headers := "/*\n  Content-Security-Policy: " + Policy + "; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  Access-Control-Allow-Origin: *\n"
	if !pl.portfolio.Config.Site.Index {
		headers += "  X-Robots-Tag: noindex\n"
	}
	for _, c := range pl.copies() {
		if Active(c.Path) {
			headers += "/" + c.Path + "\n  Content-Disposition: attachment\n  Content-Security-Policy: sandbox\n"
		}
	}
	files := []File{{Path: ".nojekyll", Bytes: text("")}}
	if base := pl.portfolio.Config.BaseURL; base != "" {
		robots += "Sitemap: " + base + "sitemap.xml\n"
		files = append(files, File{Path: "sitemap.xml", Bytes: text(sitemap(base, pages))})
	}
	return append(files, File{Path: "robots.txt", Bytes: text(robots)}, File{Path: "_headers", Bytes: text(headers)})
}

func sitemap(base string, pages []Page) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;", `"`, "&quot;")
	for _, p := range pages {
		if p.Path != notFoundPath {
			fmt.Fprintf(&b, "<url><loc>%s</loc></url>\n", escape.Replace(base+strings.TrimSuffix(p.Path, "index.html")))
		}
	}
	b.WriteString("</urlset>\n")
	return b.String()
}

const notFoundPath = "404.html"

// NotFoundView is the page that hosts serve at any depth, so nothing in it may be relative: it has
// no style sheet, and a link only where the site's address is known.
type NotFoundView struct {
	Lang, Owner string
	Home        string // "" when the address is not known
}

func (pl *plan) notFoundPage() Page {
	c := pl.portfolio.Config
	return Page{Path: notFoundPath, Layout: "404", View: func() any { return NotFoundView{c.Language, c.Owner.Name, c.BaseURL} }}
}
