package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// Plain gives the first words of a text without markup, at most max characters, for descriptions.
// Headings, code, tables and notes are left out. A cut is made between words and marked by "…".
func Plain(src string, max int) string {
	if max <= 0 {
		return ""
	}
	src = head(src, 8*max+1024)
	r := &Renderer{plain: newParsers(false)}
	p := r.parse(src, Options{})
	p.callouts()
	var words []string
	size := 0
	for n := range blocksOf(p.doc) {
		switch n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *xast.DefinitionTerm:
		default:
			continue
		}
		if within(n, xast.KindFootnote) {
			continue
		}
		if text := p.textOf(n); text != "" {
			words = append(words, text)
			size += utf8.RuneCountInString(text) + 1
		}
		if size > max+1 {
			break
		}
	}
	return shorten(strings.Join(words, " "), max)
}

// head is the beginning of a long text, cut at the end of a line where there is one.
func head(src string, size int) string {
	if len(src) <= size {
		return src
	}
	cut := size
	if i := strings.LastIndexByte(src[:size], '\n'); i > 0 {
		cut = i
	}
	return strings.ToValidUTF8(src[:cut], "")
}

func within(n ast.Node, kind ast.NodeKind) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == kind {
			return true
		}
	}
	return false
}

func shorten(s string, max int) string {
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	runes := []rune(s)[:max]
	cut := len(runes) - 1 // room for the mark
	for i := cut; i > cut/2; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:–—-") + "…"
}
