package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// calloutTitle is the title of a kind of callout, "" when there is no such kind.
func calloutTitle(kind string) string {
	switch kind {
	case "note":
		return "Note"
	case "tip":
		return "Tip"
	case "important":
		return "Important"
	case "warning":
		return "Warning"
	case "caution":
		return "Caution"
	}
	return ""
}

// callouts finds the quotes whose first line is [!NOTE] or one of its kin, and takes that line out.
func (p *page) callouts() {
	for n := range blocksOf(p.doc) {
		first, ok := n.FirstChild().(*ast.Paragraph)
		if n.Kind() != ast.KindBlockquote || !ok || first.Lines().Len() == 0 {
			continue
		}
		line := first.Lines().At(0)
		mark := strings.TrimSpace(string(line.Value(p.src)))
		mark, opens := strings.CutPrefix(strings.ToLower(mark), "[!")
		kind, closes := strings.CutSuffix(mark, "]")
		if !opens || !closes || calloutTitle(kind) == "" {
			continue
		}
		p.callout[n] = kind
		dropLine(first)
		if !first.HasChildren() {
			n.RemoveChild(n, first)
		}
	}
}

// dropLine takes the inline nodes of the first line out of a paragraph.
func dropLine(para ast.Node) {
	for c := para.FirstChild(); c != nil; {
		next := c.NextSibling()
		para.RemoveChild(para, c)
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return
		}
		c = next
	}
}

func (p *page) writeCallout(n ast.Node, kind string) {
	p.str(`<div class="callout ` + kind + `" role="note"><p class="callout-t">`)
	p.text(p.label(calloutTitle(kind)))
	p.str("</p>\n")
	p.blocks(n)
	p.str("</div>\n")
}
