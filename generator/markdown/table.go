package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box of its own, which scrolls sideways and can be reached by keyboard.
func (p *page) table(n *xast.Table) {
	p.str(`<div class="wide" tabindex="0" role="region" aria-label="`)
	p.attr(p.tableLabel(n))
	p.str("\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == xast.KindTableHeader {
			p.str("<thead>\n")
			p.row(row, "th")
			p.str("</thead>\n")
			continue
		}
		if !body {
			p.str("<tbody>\n")
			body = true
		}
		p.row(row, "td")
	}
	if body {
		p.str("</tbody>\n")
	}
	p.str("</table></div>\n")
}

// tableLabel names a table by its columns, numbered when another one has the same.
func (p *page) tableLabel(n ast.Node) string {
	var heads []string
	size := 0
	if head := n.FirstChild(); head != nil {
		for cell := head.FirstChild(); cell != nil && size < 60; cell = cell.NextSibling() {
			if text := p.textOf(cell); text != "" {
				heads = append(heads, text)
				size += len(text)
			}
		}
	}
	label := p.label("Table")
	if len(heads) > 0 {
		label += ": " + strings.Join(heads, ", ")
	}
	p.tables[label]++
	if n := p.tables[label]; n > 1 {
		label += " (" + strconv.Itoa(n) + ")"
	}
	return label
}

func (p *page) row(row ast.Node, tag string) {
	p.str("<tr>")
	p.inCell = true
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*xast.TableCell)
		if !ok {
			continue
		}
		tag := tag
		if tag == "th" && !cell.HasChildren() {
			tag = "td" // a head without words heads nothing
		}
		p.str("<" + tag)
		if tag == "th" {
			p.str(` scope="col"`)
		}
		switch cell.Alignment {
		case xast.AlignRight:
			p.str(` class="n"`)
		case xast.AlignCenter:
			p.str(` class="mid"`)
		}
		p.str(">")
		p.inlines(cell, 0)
		p.str("</" + tag + ">")
	}
	p.inCell = false
	p.str("</tr>\n")
}
