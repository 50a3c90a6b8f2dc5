package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Section is a part of a text that begins with a heading of level 2.
type Section struct {
	Title string // the heading's words, "" for what stands before the first heading
	Body  string // Markdown without the heading
	Line  int    // of Body's first line in the text, from 1
}

// Sections splits a text at its headings of level 2, as the parser sees them: not in code, quotes
// or lists. What stands before the first comes as a section without a title, unless it is blank.
// Definitions of reference links are given to every section that may need them.
func Sections(src string) []Section {
	if tooLarge(src) {
		return []Section{{Body: src, Line: 1}}
	}
	r := &Renderer{plain: newParsers(false)}
	p := r.parse(src, Options{})
	var out []Section
	title, from := "", 0
	add := func(to int) {
		body := string(p.src[from:to])
		if title != "" || from > 0 || strings.TrimSpace(body) != "" {
			out = append(out, Section{Title: title, Body: body, Line: p.lineAt(from)})
		}
	}
	for n := p.doc.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok || h.Level != 2 {
			continue
		}
		start, end, ok := p.extent(h)
		if !ok || start < from {
			continue
		}
		add(start)
		title, from = p.textOf(h), end
	}
	add(len(p.src))
	p.shareReferences(out)
	return out
}

// extent is where the lines of a heading begin and end, its underline included. A heading without
// words has no place the parser would tell.
func (p *page) extent(h *ast.Heading) (start, end int, ok bool) {
	lines := h.Lines()
	if lines.Len() == 0 {
		return 0, 0, false
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	start = bytes.LastIndexByte(p.src[:first.Start], '\n') + 1
	end = p.nextLine(max(last.Stop-1, first.Start))
	atx := strings.HasPrefix(strings.TrimLeft(string(p.src[start:first.Start]), " "), "#")
	if !atx {
		end = p.nextLine(end)
	}
	return start, end, true
}

// nextLine is where the line after the one of an offset begins.
func (p *page) nextLine(at int) int {
	if i := bytes.IndexByte(p.src[min(at, len(p.src)):], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(p.src)
}

// shareReferences gives [label]: address to the sections that were cut off from it.
func (p *page) shareReferences(sections []Section) {
	if len(sections) < 2 {
		return
	}
	for n := range blocksOf(p.doc) {
		def, ok := n.(*ast.LinkReferenceDefinition)
		if !ok {
			continue
		}
		line := "[" + string(def.Label) + "]: <" + string(def.Destination) + ">\n"
		label := strings.ToLower("[" + string(def.Label) + "]")
		at := p.lineOf(n)
		for i := range sections {
			s := &sections[i]
			here := at >= s.Line && (i+1 == len(sections) || at < sections[i+1].Line)
			if !here && strings.Contains(strings.ToLower(s.Body), label) {
				s.Body = strings.TrimRight(s.Body, "\n") + "\n\n" + line
			}
		}
	}
}
