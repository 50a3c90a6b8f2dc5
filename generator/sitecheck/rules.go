package sitecheck

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// checkPolicy finds what the content policy would block.
func (c *checker) checkPolicy(p *page, n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "style" {
			c.add(p, n, "policy", "<%s> has a style attribute", n.Data)
		}
		if strings.HasPrefix(a.Key, "on") {
			c.add(p, n, "policy", "<%s> has a handler %s", n.Data, a.Key)
		}
	}
	switch n.Data {
	case "style":
		c.add(p, n, "policy", "inline style sheet")
	case "script":
		kind, _ := attr(n, "type")
		_, src := attr(n, "src")
		if !src && kind != "application/ld+json" {
			c.add(p, n, "policy", "inline script")
		}
		if kind == "application/ld+json" && !json.Valid([]byte(text(n))) {
			c.add(p, n, "frame", "the JSON-LD is no JSON")
		}
		if kind == "module" {
			c.add(p, n, "policy", "module script: it does not load from the disk")
		}
	case "meta":
		if equiv, _ := attr(n, "http-equiv"); strings.EqualFold(equiv, "refresh") {
			c.add(p, n, "policy", "the page goes elsewhere by itself")
		}
	case "base", "iframe", "object", "embed", "form":
		c.add(p, n, "policy", "<%s> has no place on a page", n.Data)
	}
}

// loading is the attribute through which an element loads a file by itself.
func loading(element string) string {
	switch element {
	case "script", "img", "source", "video", "audio", "track", "input":
		return "src"
	case "link", "use", "image":
		return "href"
	}
	return ""
}

func (c *checker) checkAddresses(p *page, n *html.Node) {
	if key := loading(n.Data); key != "" {
		if to, ok := attr(n, key); ok {
			rel, _ := attr(n, "rel")
			c.checkLink(p, n, to, rel != "canonical")
		}
	}
	if n.Data == "a" {
		if to, ok := attr(n, "href"); ok {
			c.checkLink(p, n, to, false)
		}
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"} {
		ids, _ := attr(n, key)
		for _, id := range strings.Fields(ids) {
			if p.ids[id] == 0 {
				c.add(p, n, "id", "%s=%q names an id that is not on the page", key, id)
			}
		}
	}
}

func (c *checker) checkLink(p *page, n *html.Node, to string, loads bool) {
	u, err := url.Parse(to)
	switch {
	case err != nil:
		c.add(p, n, "link", "%q is no address", to)
		return
	case u.Scheme != "" || u.Host != "":
		if loads {
			c.add(p, n, "outside", "<%s> loads %s", n.Data, to)
		} else if u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
			c.add(p, n, "link", "%q has a scheme that may not be used", to)
		}
		return
	case p.path == c.cfg.Unstyled:
		c.add(p, n, "link", "%q is relative on a page that is served at any depth", to)
		return
	case strings.HasPrefix(u.Path, "/"):
		c.add(p, n, "link", "%q starts at the host's root: it breaks in a sub-folder", to)
		return
	}
	target := p.path
	if u.Path != "" {
		target = path.Join(path.Dir(p.path), u.Path)
	}
	if !c.files[target] {
		c.add(p, n, "link", "%q leads to %s, which does not exist", to, target)
		return
	}
	if q := c.pages[target]; u.Fragment != "" && q != nil && q.ids[u.Fragment] == 0 {
		c.add(p, n, "link", "%q: there is no id %q on %s", to, u.Fragment, target)
	}
}

// checkWords finds what a reader without eyes or mouse would miss.
func (c *checker) checkWords(p *page, n *html.Node) {
	switch n.Data {
	case "img":
		if _, ok := attr(n, "alt"); !ok {
			c.add(p, n, "words", "an image has no alt text")
		}
		if set, ok := attr(n, "srcset"); ok {
			c.add(p, n, "link", "srcset=%q is not checked: use src", set)
		}
	case "a":
		if _, ok := attr(n, "href"); ok && strings.TrimSpace(text(n)) == "" {
			to, _ := attr(n, "href")
			c.add(p, n, "words", "the link to %q has no words", to)
		}
	case "th":
		if _, ok := attr(n, "scope"); !ok {
			c.add(p, n, "words", "the table head %q has no scope", text(n))
		}
	}
}

func text(n *html.Node) string {
	var b strings.Builder
	if label, ok := attr(n, "aria-label"); ok {
		b.WriteString(label)
	}
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		if alt, ok := attr(d, "alt"); ok {
			b.WriteString(alt)
		}
	}
	return b.String()
}

// checkFrame looks at what every page has once.
func (c *checker) checkFrame(p *page) {
	count, level := map[string]int{}, 0
	policy := ""
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				c.add(p, n, "headings", "%q is a heading of level %d after one of level %d", text(n), now, level)
			}
			level = now
		}
		if equiv, _ := attr(n, "http-equiv"); equiv == "Content-Security-Policy" {
			policy, _ = attr(n, "content")
		}
		if lang, _ := attr(n, "lang"); n.Data == "html" && lang == "" {
			c.add(p, n, "words", "the page does not say its language")
		}
	}
	if c.cfg.Policy != "" && policy != c.cfg.Policy {
		c.add(p, nil, "policy", "the content policy is %q", policy)
	}
	for _, once := range []string{"h1", "main", "title"} {
		if n := count[once]; n != 1 && !(once == "title" && n > 1) {
			c.add(p, nil, "frame", "%d <%s> on the page", n, once)
		}
	}
}
