package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// note is a footnote: its id and those of the places that refer to it.
type note struct {
	id   string
	refs []string
}

func (p *page) note(index int) *note {
	n, ok := p.notes[index]
	if !ok {
		n = &note{id: p.newID("fn-" + strconv.Itoa(index))}
		p.notes[index] = n
	}
	return n
}

func (p *page) footnoteLink(n *xast.FootnoteLink) {
	to := p.note(n.Index)
	number := strconv.Itoa(n.Index)
	id := p.newID("fnref-" + number)
	to.refs = append(to.refs, id)
	p.str(`<sup id="`)
	p.attr(id)
	p.str(`">`)
	if p.inLink { // no link within a link
		p.str(number + "</sup>")
		return
	}
	p.str(`<a class="fnref" href="#`)
	p.address(to.id)
	p.str(`" role="doc-noteref" aria-label="`)
	p.attr(p.label("Footnote"))
	p.str(" " + number + `">` + number + "</a></sup>")
}

// footnotes writes the notes at the end of the text. All are drawn before the links back are
// written: a note may refer to another one.
func (p *page) footnotes(list ast.Node) {
	outer := p.out
	var bodies []string
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		p.out = nil
		p.blocks(n)
		bodies = append(bodies, string(p.out))
	}
	p.out = outer
	p.str("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n")
	i := 0
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if fn, ok := n.(*xast.Footnote); ok {
			p.footnote(p.note(fn.Index), fn.Index, bodies[i])
		}
		i++
	}
	p.str("</ol></div>\n")
}

func (p *page) footnote(n *note, index int, body string) {
	p.str(`<li id="`)
	p.attr(n.id)
	p.str(`">`)
	body, inParagraph := strings.CutSuffix(body, "</p>\n")
	p.str(body)
	for i, ref := range n.refs {
		p.str(` <a class="fnback" href="#`)
		p.address(ref)
		p.str(`" role="doc-backlink" aria-label="`)
		p.attr(p.label("Back to reference"))
		p.str(" " + strconv.Itoa(index))
		if i > 0 {
			p.str("-" + strconv.Itoa(i+1))
		}
		p.str(`">↩︎</a>`)
	}
	if inParagraph {
		p.str("</p>\n")
	}
	p.str("</li>\n")
}
