package sitecheck

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// line is the line of the file on which an element begins, 0 when it is not written in the file.
func (p *page) line(n *html.Node) int {
	if n == nil {
		return 0
	}
	if p.lines == nil {
		p.findLines()
	}
	return p.lines[n]
}

// findLines reads the page once more, tag by tag, as the tree does not keep places. Tags and
// elements of one name and the same attributes come in the same order.
func (p *page) findLines() {
	places := map[string][]int{}
	line := 1
	z := html.NewTokenizer(bytes.NewReader(p.body))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		breaks := bytes.Count(z.Raw(), []byte("\n")) // Token changes what Raw gives
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			t := z.Token()
			places[signature(t.Data, t.Attr)] = append(places[signature(t.Data, t.Attr)], line)
		}
		line += breaks
	}
	p.lines = map[*html.Node]int{}
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		key := signature(n.Data, n.Attr)
		if at := places[key]; len(at) > 0 {
			p.lines[n], places[key] = at[0], at[1:]
		}
	}
}

// signature is the same for a tag and its element, whose names may differ in case within SVG.
func signature(name string, attrs []html.Attribute) string {
	var b strings.Builder
	b.WriteString(strings.ToLower(name))
	for _, a := range attrs {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + key
		}
		b.WriteString("\x00" + strings.ToLower(key) + "\x00" + a.Val)
	}
	return b.String()
}
