package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// maxInline is how deep emphasis, links and the like are nested; beyond, only the words are shown.
const maxInline = 32

// inlines writes the inline children of a node.
func (p *page) inlines(parent ast.Node, depth int) {
	if depth > maxInline {
		p.refuse(p.textOf(parent), p.lineOf(parent), TooDeep)
		p.text(p.textOf(parent))
		return
	}
	for c := parent.FirstChild(); c != nil; {
		switch c.(type) {
		case *ast.Text, *ast.String:
			c = p.run(c)
		default:
			p.inline(c, depth+1)
			c = c.NextSibling()
		}
	}
}

func (p *page) inline(n ast.Node, depth int) {
	switch n := n.(type) {
	case *ast.Emphasis:
		if n.Level == 1 {
			p.around("em", n, depth)
		} else {
			p.around("strong", n, depth)
		}
	case *xast.Strikethrough:
		p.around("del", n, depth)
	case *ast.CodeSpan:
		p.codeSpan(n)
	case *ast.Link:
		p.link(n, depth)
	case *ast.Image:
		p.image(n)
	case *ast.AutoLink:
		p.autoLink(n)
	case *ast.RawHTML:
		p.rawHTML(n)
	case *xast.FootnoteLink:
		p.footnoteLink(n)
	case *xast.TaskCheckBox:
		p.checkBox(n)
	}
}

func (p *page) around(tag string, n ast.Node, depth int) {
	p.str("<" + tag + ">")
	p.inlines(n, depth)
	p.str("</" + tag + ">")
}

func (p *page) codeSpan(n ast.Node) {
	p.str("<code>")
	p.text(p.codeText(n))
	p.str("</code>")
}

// codeText is the text of a code span, line breaks as spaces, and in a table \| as the bar it hides.
func (p *page) codeText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(p.src))
		}
	}
	s := strings.ReplaceAll(b.String(), "\n", " ")
	if p.inCell {
		s = strings.ReplaceAll(s, `\|`, "|")
	}
	return s
}

func (p *page) checkBox(n *xast.TaskCheckBox) {
	state, label := "", "To do"
	if n.IsChecked {
		state, label = " checked", "Done"
	}
	p.str(`<input type="checkbox" disabled` + state + ` aria-label="`)
	p.attr(p.label(label))
	p.str(`"> `)
}

// rawHTML keeps a line break, leaves out a comment and shows anything else as text.
func (p *page) rawHTML(n *ast.RawHTML) {
	raw := segments(n.Segments, p.src)
	switch strings.ReplaceAll(strings.ToLower(raw), " ", "") {
	case "<br>", "<br/>":
		p.str("<br>")
		return
	}
	if withoutComments(raw) == "" {
		return
	}
	p.refuse(raw, p.lineOf(n), RawHTML)
	p.text(raw)
}

func segments(segs *text.Segments, src []byte) string {
	var b strings.Builder
	for i := range segs.Len() {
		seg := segs.At(i)
		b.Write(seg.Value(src))
	}
	return b.String()
}

// run writes a run of text up to the next line break or other node, which it gives. It is taken
// together, so that a reference is found whatever the parser cut it into.
func (p *page) run(n ast.Node) ast.Node {
	var b strings.Builder
	end := ""
	for ; n != nil && end == ""; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(p.textNode(n))
			switch {
			case n.HardLineBreak():
				end = "<br>\n"
			case n.SoftLineBreak():
				end = "\n"
			}
			continue
		case *ast.String:
			b.WriteString(stringNode(n))
			continue
		}
		break
	}
	p.spans(b.String())
	p.str(end)
	return n
}

func (p *page) textNode(n *ast.Text) string {
	s := string(n.Segment.Value(p.src))
	if n.IsRaw() {
		return s
	}
	return decode(s)
}

// stringNode is what the typographer puts in place of quotes and dashes.
func stringNode(n *ast.String) string { return html.UnescapeString(string(n.Value)) }

// decode resolves backslash escapes and character references.
func decode(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && punct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			ref := s[i : i+reference(s[i:])]
			b.WriteString(html.UnescapeString(ref))
			i += len(ref) - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// reference is the length of the character reference at the start of s, 1 when there is none.
func reference(s string) int {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return 1
	}
	name, most, digits := s[1:end], 38, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	if number, ok := strings.CutPrefix(name, "#"); ok {
		name, most, digits = number, 7, "0123456789"
		if hex := strings.TrimLeft(number, "xX"); len(hex) == len(number)-1 {
			name, most, digits = hex, 6, "0123456789abcdefABCDEF"
		}
	}
	if name == "" || len(name) > most || strings.Trim(name, digits) != "" {
		return 1
	}
	return end + 1
}

func punct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// spans writes text with its references as links.
func (p *page) spans(s string) {
	if p.opt.Spans == nil || p.inLink || strings.TrimSpace(s) == "" {
		p.text(s)
		return
	}
	spans := p.opt.Spans(s)
	n := 0
	for _, span := range spans {
		if !strings.HasPrefix(s[n:], span.Text) {
			n = -1
			break
		}
		n += len(span.Text)
	}
	if n != len(s) { // not the text that was asked about: nothing may be lost
		p.text(s)
		return
	}
	for _, span := range spans {
		if span.URL == "" || !mayLink(span.URL) || span.Text == "" {
			p.text(span.Text)
			continue
		}
		p.str(`<a class="nb" href="`)
		p.address(span.URL)
		p.str(`">`)
		p.text(span.Text)
		p.str("</a>")
	}
}
