package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// scheme is the scheme of an address in lower case, found as a browser does: blanks and control
// characters do not count. ok is false for a relative address.
func scheme(address string) (name string, ok bool) {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, address)
	i := strings.IndexAny(address, ":/?#")
	if i < 0 || address[i] != ':' {
		return "", false
	}
	return strings.ToLower(address[:i]), true
}

// outside reports an address of the web or of a mail box.
func outside(address string) bool {
	name, ok := scheme(address)
	return ok && (name == "http" || name == "https" || name == "mailto")
}

// mayLink reports an address that may stand in the output: an outside one or a relative one.
func mayLink(address string) bool {
	if outside(address) {
		return true
	}
	_, foreign := scheme(address)
	return !foreign && !elsewhere(address)
}

// elsewhere reports an address without a scheme that leads to another host all the same.
func elsewhere(address string) bool {
	address = strings.ReplaceAll(strings.TrimLeft(address, " \t\n\r\f"), `\`, "/")
	return strings.HasPrefix(address, "//")
}

// target decides what an address leads to. ok is false when it is refused, which is noted.
func (p *page) target(dest string, line int) (address string, ok bool) {
	if outside(dest) {
		p.res.Links = append(p.res.Links, Link{URL: dest, Line: line, Outside: true})
		return dest, true
	}
	why := Unresolved
	if _, foreign := scheme(dest); foreign || elsewhere(dest) {
		why = BadScheme
	}
	address, ok = p.resolve(dest, why)
	if !ok || address == "" || !mayLink(address) {
		p.refuse(dest, line, why)
		return "", false
	}
	p.res.Links = append(p.res.Links, Link{URL: address, Line: line, Outside: outside(address)})
	return address, true
}

// resolve knows the text's own headings and asks the caller for the rest.
func (p *page) resolve(dest string, why Reason) (string, bool) {
	if anchor, ok := strings.CutPrefix(dest, "#"); ok {
		if id, ok := p.slugs[anchor]; ok {
			return "#" + id, true
		}
	}
	switch {
	case dest == "" || elsewhere(dest):
		return "", false
	case p.opt.Resolve != nil:
		return p.opt.Resolve(dest)
	}
	return dest, why != BadScheme
}

func (p *page) link(n *ast.Link, depth int) {
	dest := decode(string(n.Destination))
	address, ok := p.target(dest, p.lineOf(n))
	if !ok || p.inLink {
		start := len(p.out)
		p.inlines(n, depth)
		if p.blank(start) {
			p.text(dest)
		}
		return
	}
	p.anchor(address, decode(string(n.Title)), func() { p.inlines(n, depth) })
}

// anchor writes a link around a content; without one it shows its address.
func (p *page) anchor(address, title string, content func()) {
	p.str(`<a href="`)
	p.address(address)
	p.str(`"`)
	if title != "" {
		p.str(` title="`)
		p.attr(title)
		p.str(`"`)
	}
	if name, _ := scheme(address); name == "http" || name == "https" {
		p.str(` rel="noopener noreferrer"`)
	}
	p.str(">")
	p.inLink = true
	start := len(p.out)
	content()
	if p.blank(start) {
		p.text(address)
	}
	p.inLink = false
	p.str("</a>")
}

func (p *page) autoLink(n *ast.AutoLink) {
	label, dest := string(n.Label(p.src)), string(n.URL(p.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if p.inLink {
		p.text(label)
		return
	}
	address, ok := p.target(dest, p.lineOf(n))
	if !ok {
		p.text(label)
		return
	}
	p.anchor(address, "", func() { p.text(label) })
}

// image shows a picture of the portfolio's own. One from elsewhere becomes a link to it.
func (p *page) image(n *ast.Image) {
	dest, alt := decode(string(n.Destination)), p.textOf(n)
	address, ok := p.target(dest, p.lineOf(n))
	switch {
	case ok && !outside(address):
		p.str(`<img src="`)
		p.address(address)
		p.str(`" alt="`)
		p.attr(alt)
		if n.Title != nil {
			p.str(`" title="`)
			p.attr(decode(string(n.Title)))
		}
		p.str(`" loading="lazy">`)
	case ok && !p.inLink:
		p.anchor(address, "", func() { p.text(alt) })
	case strings.TrimSpace(alt) == "":
		p.text(dest)
	default:
		p.text(alt)
	}
}

// address writes an address into an attribute.
func (p *page) address(a string) { p.attr(string(util.URLEscape([]byte(a), false))) }
