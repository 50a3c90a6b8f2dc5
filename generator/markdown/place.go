package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// lineOf is the line of the file on which a node begins, as near as the parser tells.
func (p *page) lineOf(n ast.Node) int {
	at := n.Pos()
	for c := n; at < 0 && c != nil; {
		if c = c.FirstChild(); c != nil {
			at = c.Pos()
		}
	}
	for c := n; at < 0 && c != nil; {
		if c = c.Parent(); c != nil {
			at = c.Pos()
		}
	}
	return p.lineAt(max(at, 0))
}

func (p *page) lineAt(offset int) int {
	if p.lines == nil {
		p.lines = []int{0}
		for i, c := range p.src {
			if c == '\n' {
				p.lines = append(p.lines, i+1)
			}
		}
	}
	line := sort.SearchInts(p.lines, offset+1) // lines that start at or before the offset
	return line + max(p.opt.FirstLine, 1) - 1
}

// maxRefused is how many refusals are noted for one text.
const maxRefused = 200

func (p *page) refuse(what string, line int, why Reason) {
	if len(p.res.Refused) == maxRefused {
		return
	}
	const most = 80
	if first, _, more := strings.Cut(what, "\n"); more {
		what = first + "…"
	}
	if len(what) > most {
		cut := most
		for !utf8.RuneStart(what[cut]) {
			cut--
		}
		what = what[:cut] + "…"
	}
	p.res.Refused = append(p.res.Refused, Refused{What: what, Line: line, Why: why})
}

// textOf is the text of a node without any markup, its white space drawn together. It does not
// recurse: emphasis can be nested as deep as the text is long.
func (p *page) textOf(root ast.Node) string {
	var b strings.Builder
	n := root.FirstChild()
	for n != nil {
		descend := true
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(p.textNode(n))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(stringNode(n))
		case *ast.CodeSpan:
			b.WriteString(p.codeText(n))
			descend = false
		case *ast.AutoLink:
			b.Write(n.Label(p.src))
		case *ast.RawHTML, *xast.FootnoteLink, *xast.TaskCheckBox:
			descend = false
		}
		n = following(n, root, descend)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// following is the next node of a walk below root.
func following(n, root ast.Node, descend bool) ast.Node {
	if descend && n.FirstChild() != nil {
		return n.FirstChild()
	}
	for n != root && n.NextSibling() == nil {
		n = n.Parent()
	}
	if n == root {
		return nil
	}
	return n.NextSibling()
}
