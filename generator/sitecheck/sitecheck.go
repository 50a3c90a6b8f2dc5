// Package sitecheck reads a built site as a stranger's browser would and says what is wrong with it:
// links that lead nowhere, ids that occur twice, anything that the content policy would block, and
// pages that are too heavy. It knows HTML and files, nothing of how they were made.
package sitecheck

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io/fs"
	"path"
	"slices"
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
	Path    string // of the page, from the site's root
	Code    string // "link", "id", "policy", ...
	Message string
}

func (f Finding) String() string { return f.Path + ": " + f.Code + ": " + f.Message }

// Check reads every HTML page and style sheet of the site. Findings are sorted by page.
func Check(site fs.FS, cfg Config) ([]Finding, error) {
	c := &checker{site: site, cfg: cfg, pages: map[string]*page{}, files: map[string]bool{}}
	if err := c.read(); err != nil {
		return nil, err
	}
	for _, p := range c.pages {
		c.checkPage(p)
	}
	slices.SortFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return c.findings, nil
}

type checker struct {
	site     fs.FS
	cfg      Config
	pages    map[string]*page
	files    map[string]bool
	css      []byte
	findings []Finding
}

// page is one parsed page.
type page struct {
	path string
	size int
	body []byte
	root *html.Node
	ids  map[string]int
}

func (c *checker) add(p *page, code, format string, args ...any) {
	c.findings = append(c.findings, Finding{p.path, code, fmt.Sprintf(format, args...)})
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
			c.css = append(c.css, css...)
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
	root, err := html.Parse(bytes.NewReader(body))
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
	for id, n := range p.ids {
		if n > 1 {
			c.add(p, "id", "id %q stands %d times on the page", id, n)
		}
		if id == "" || strings.ContainsAny(id, " \t\n") {
			c.add(p, "id", "id %q is empty or has a space", id)
		}
	}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode {
			c.checkPolicy(p, n)
			c.checkAddresses(p, n)
			c.checkWords(p, n)
		}
	}
	c.checkFrame(p)
	c.checkWeight(p)
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func (c *checker) checkWeight(p *page) {
	if c.cfg.MaxHTML > 0 && p.size > c.cfg.MaxHTML {
		c.add(p, "weight", "%d bytes of HTML, the limit is %d", p.size, c.cfg.MaxHTML)
	}
	if c.cfg.MaxCSS > 0 && len(c.css) > c.cfg.MaxCSS {
		c.add(p, "weight", "%d bytes of CSS, the limit is %d", len(c.css), c.cfg.MaxCSS)
	}
	if c.cfg.MaxGzip > 0 {
		if n := compressed(p.body) + compressed(c.css); n > c.cfg.MaxGzip {
			c.add(p, "weight", "%d bytes compressed with its CSS, the limit is %d", n, c.cfg.MaxGzip)
		}
	}
}

func compressed(b []byte) int {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression) // the level is valid
	w.Write(b)
	w.Close()
	return buf.Len()
}
