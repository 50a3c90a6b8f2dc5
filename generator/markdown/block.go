package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// blocks writes the children of a block.
func (p *page) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		p.block(c)
	}
}

func (p *page) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		p.heading(n)
	case *ast.Paragraph:
		p.wrap("p", n)
	case *ast.TextBlock:
		p.inlines(n, 0)
		if n.NextSibling() != nil {
			p.str("\n")
		}
	case *ast.Blockquote:
		if kind, ok := p.callout[n]; ok {
			p.writeCallout(n, kind)
			return
		}
		p.str("<blockquote>\n")
		p.blocks(n)
		p.str("</blockquote>\n")
	case *ast.List:
		p.list(n)
	case *ast.FencedCodeBlock:
		p.code(string(n.Language(p.src)), p.linesOf(n))
	case *ast.CodeBlock:
		if _, ok := n.AttributeString(complexMark); ok {
			p.refuse(p.linesOf(n), p.lineOf(n), TooComplex)
		}
		p.code("", p.linesOf(n))
	case *ast.ThematicBreak:
		p.str("<hr>\n")
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *xast.Table:
		p.table(n)
	case *xast.DefinitionList:
		p.str("<dl>\n")
		p.blocks(n)
		p.str("</dl>\n")
	case *xast.DefinitionTerm:
		p.wrap("dt", n)
	case *xast.DefinitionDescription:
		p.str("<dd>")
		p.blocks(n)
		p.str("</dd>\n")
	case *xast.FootnoteList:
		p.footnotes(n)
	}
}

// wrap writes inline content in an element.
func (p *page) wrap(tag string, n ast.Node) {
	p.str("<" + tag + ">")
	p.inlines(n, 0)
	p.str("</" + tag + ">\n")
}

func (p *page) heading(n *ast.Heading) {
	h := p.headings[n]
	tag := "h" + strconv.Itoa(h.Level)
	p.str("<" + tag + ` id="`)
	p.attr(h.ID)
	p.str(`">`)
	p.inlines(n, 0)
	p.str("</" + tag + ">\n")
}

func (p *page) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	p.str("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		p.str(` start="` + strconv.Itoa(n.Start) + `"`)
	}
	p.str(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		p.str("<li")
		if task(item) {
			p.str(` class="task"`)
		}
		p.str(">")
		p.blocks(item)
		p.str("</li>\n")
	}
	p.str("</" + tag + ">\n")
}

// task reports an item that begins with a check box.
func task(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil || first.FirstChild() == nil {
		return false
	}
	return first.FirstChild().Kind() == xast.KindTaskCheckBox
}

func (p *page) linesOf(n ast.Node) string {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		b.Write(line.Value(p.src))
	}
	return b.String()
}

// htmlBlock shows HTML as the text it is; comments are left out.
func (p *page) htmlBlock(n *ast.HTMLBlock) {
	raw := p.linesOf(n)
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(p.src))
	}
	raw = strings.TrimSpace(withoutComments(raw))
	if raw == "" {
		return
	}
	p.refuse(raw, p.lineOf(n), RawHTML)
	p.str("<p>")
	p.text(raw)
	p.str("</p>\n")
}

// withoutComments takes closed comments out; one that is never closed stays.
func withoutComments(html string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(html, "<!--")
		_, after, closed := strings.Cut(rest, "-->")
		if !found || !closed {
			b.WriteString(html)
			return b.String()
		}
		b.WriteString(before)
		html = after
	}
}

// str writes markup of the package's own.
func (p *page) str(s string) { p.out = append(p.out, s...) }

// text writes text, escaped.
func (p *page) text(s string) { p.out = appendEscaped(p.out, s, false) }

// attr writes the value of a quoted attribute, escaped.
func (p *page) attr(s string) { p.out = appendEscaped(p.out, s, true) }

// appendEscaped escapes what means something in HTML, quotes only where it is an attribute's value,
// and drops the control characters that HTML does not allow.
func appendEscaped(b []byte, s string, attr bool) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var as string
		switch c := s[i]; {
		case c == '&':
			as = "&amp;"
		case c == '<':
			as = "&lt;"
		case c == '>':
			as = "&gt;"
		case c == '"' && attr:
			as = "&#34;"
		case c < ' ' && c != '\n' && c != '\t' || c == 0x7f:
		default:
			continue
		}
		b = append(append(b, s[from:i]...), as...)
		from = i + 1
	}
	return append(b, s[from:]...)
}

// blank reports that nothing but space was written since a place in the output.
func (p *page) blank(since int) bool { return len(bytes.TrimSpace(p.out[since:])) == 0 }
