// Package sitecheck reads a built site as a stranger's browser would and says what is wrong with it:
// links that lead nowhere, ids that occur twice, anything that the content policy would block, and
// pages that are too heavy. It knows HTML and files, nothing of how they were made.
package sitecheck

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Config are the limits and the policy that a site is held to.
type Config struct {
	Policy   string // the content policy that every page must carry in its head
	MaxHTML  int    // bytes of one page
	MaxCSS   int    // bytes of all style sheets together
	MaxGzip  int    // bytes of one page and all style sheets, compressed
	Unstyled string // a page that hosts serve at any depth: it may hold nothing relative
}

// Finding is one fault.
type Finding struct {
	Path    string // of the page or style sheet, from the site's root
	Line    int    // of the element in the page, 0 for the page as a whole
	Code    string // "link", "id", "policy", "outside", "frame", "headings", "words", "weight"
	Message string
}

func (f Finding) String() string {
	place := f.Path
	if f.Line > 0 {
		place += ":" + strconv.Itoa(f.Line)
	}
	return place + ": " + f.Code + ": " + f.Message
}

// Check reads every HTML page and style sheet of the site. Findings are sorted by page.
func Check(site fs.FS, cfg Config) ([]Finding, error) {
	c := &checker{site: site, cfg: cfg, pages: map[string]*page{}, files: map[string]bool{}}
	if err := c.read(); err != nil {
		return nil, err
	}
	c.cssGzip = compressed(c.css)
	for _, p := range c.pages {
		c.checkPage(p)
	}
	c.checkStyles()
	slices.SortFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return c.findings, nil
}

type checker struct {
	site     fs.FS
	cfg      Config
	pages    map[string]*page
	files    map[string]bool
	styles   []string // paths of the style sheets
	css      []byte   // all of them
	cssGzip  int      // their size, compressed
	findings []Finding
}

// page is one parsed page.
type page struct {
	path string
	size int
	body []byte
	root *html.Node
	ids  map[string]int

	lines map[*html.Node]int // made when the first fault is found
}

// add notes a fault of an element, nil for one of the page as a whole.
func (c *checker) add(p *page, n *html.Node, code, format string, args ...any) {
	c.findings = append(c.findings, Finding{p.path, p.line(n), code, fmt.Sprintf(format, args...)})
}

func (c *checker) read() error {
	return fs.WalkDir(c.site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		c.files[name] = true
		switch path.Ext(name) {
		case ".css":
			css, err := fs.ReadFile(c.site, name)
			c.styles, c.css = append(c.styles, name), append(c.css, css...)
			return err
		case ".html":
			return c.readPage(name)
		}
		return nil
	})
}

func (c *checker) readPage(name string) error {
	if strings.Contains(name, "/artifacts/") && path.Base(name) != "index.html" {
		return nil // a stranger's file, published as a download
	}
	body, err := fs.ReadFile(c.site, name)
	if err != nil {
		return err
	}
	// What stands in <noscript> counts: everything is to be readable without script.
	root, err := html.ParseWithOptions(bytes.NewReader(body), html.ParseOptionEnableScripting(false))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	p := &page{path: name, size: len(body), body: body, root: root, ids: map[string]int{}}
	for n := range root.Descendants() {
		if id, ok := attr(n, "id"); ok {
			p.ids[id]++
		}
	}
	c.pages[name] = p
	return nil
}

func (c *checker) checkPage(p *page) {
	seen := map[string]bool{}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode {
			c.checkID(p, n, seen)
			c.checkPolicy(p, n)
			c.checkAddresses(p, n)
			c.checkWords(p, n)
		}
	}
	c.checkFrame(p)
	c.checkWeight(p)
}

func (c *checker) checkID(p *page, n *html.Node, seen map[string]bool) {
	id, ok := attr(n, "id")
	switch {
	case !ok:
	case id == "" || strings.ContainsAny(id, " \t\n"):
		c.add(p, n, "id", "id %q is empty or has a space", id)
	case seen[id]:
	case p.ids[id] > 1:
		c.add(p, n, "id", "id %q stands %d times on the page", id, p.ids[id])
		seen[id] = true
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
