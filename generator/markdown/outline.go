package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// maxSlug is the length of an id made from a heading, in characters.
const maxSlug = 64

// outline gives every heading its level on the page and its id. A heading is one deeper than the
// nearest heading above it that was written higher, so that no level is skipped.
func (p *page) outline() {
	var open []int // levels as written
	for n := range blocksOf(p.doc) {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		for len(open) > 0 && open[len(open)-1] >= h.Level {
			open = open[:len(open)-1]
		}
		level := min(p.opt.TopLevel+len(open), 6)
		open = append(open, h.Level)

		text := p.textOf(h)
		slug := Slug(text)
		if slug == "" {
			slug = "section"
		}
		heading := Heading{Level: level, ID: p.newID(slug), Text: text}
		if _, taken := p.slugs[slug]; !taken {
			p.slugs[slug] = heading.ID
		}
		p.headings[n] = heading
		p.res.TOC = append(p.res.TOC, heading)
	}
}

// Slug makes an anchor of a text: its letters and digits of any script in lower case, a dash for
// all between them. It is empty when there is none.
func Slug(text string) string {
	var b strings.Builder
	n, dash := 0, false
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
			if r != '\'' && r != '’' { // "don't" stays one word
				dash = n > 0
			}
			continue
		}
		if n >= maxSlug {
			break
		}
		if dash {
			b.WriteByte('-')
			dash = false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// blocksOf walks the blocks below a node in the order of the text.
func blocksOf(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) { walkBlocks(n, yield) }
}

func walkBlocks(n ast.Node, yield func(ast.Node) bool) bool {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling() // the loop's body may take c away
		if c.Type() == ast.TypeBlock && (!yield(c) || !walkBlocks(c, yield)) {
			return false
		}
		c = next
	}
	return true
}
