package render

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// cell writes a table's cell without its end tag, which HTML lets one leave out. Like text it does by
// hand what would be two dozen actions of a template, because a register has thousands of cells. What a
// theme may want to draw in its own way, a life and a row of gates, are its templates "life" and "gates".
func (r *Renderer) cell(c site.Cell) (template.HTML, error) {
	var b strings.Builder
	if c.Header {
		b.WriteString(`<th scope="row"`)
	} else {
		b.WriteString(`<td`)
	}
	attribute(&b, "class", c.Class)
	if len(c.Text) > 0 || c.Status != nil || c.Icon != "" {
		attribute(&b, "data-l", c.Label)
	}
	b.WriteByte('>')
	if c.Tone != "" {
		b.WriteString(`<span`)
		attribute(&b, "class", c.Tone)
		b.WriteByte('>')
	}
	if c.Icon != "" {
		b.WriteString(string(r.icon(c.Icon)))
	}
	r.cellText(&b, c)
	if c.Tone != "" {
		b.WriteString(`</span>`)
	}
	if len(c.Small) > 0 {
		b.WriteString(`<small>` + string(text(c.Small)) + `</small>`)
	}
	if c.Life != nil {
		if err := r.draw(&b, "life", c.Life); err != nil {
			return "", err
		}
	}
	if len(c.Gates) > 0 {
		if err := r.draw(&b, "gates", c.Gates); err != nil {
			return "", err
		}
	}
	return template.HTML(b.String()), nil
}

func (r *Renderer) cellText(b *strings.Builder, c site.Cell) {
	words := text(c.Text)
	if c.Class == "nb" { // then nothing in it breaks
		words = spans(c.Text, "")
	}
	if s := c.Status; s != nil {
		b.WriteString(`<span class="nb"><b`)
		attribute(b, "class", "st "+s.Class)
		b.WriteString(` aria-hidden="true">` + template.HTMLEscapeString(s.Letter) + `</b>` + template.HTMLEscapeString(s.Word) + `</span>`)
		if len(c.Text) > 0 {
			b.WriteString(`: `)
		}
	}
	if c.Strong {
		b.WriteString(`<b>` + string(words) + `</b>`)
		return
	}
	b.WriteString(string(words))
}

// attribute writes one that has a value.
func attribute(b *strings.Builder, name, value string) {
	if value != "" {
		b.WriteString(` ` + name + `="` + template.HTMLEscapeString(value) + `"`)
	}
}

// draw puts one of the theme's templates into the page.
func (r *Renderer) draw(b *strings.Builder, name string, view any) error {
	var part bytes.Buffer
	if err := r.templates.ExecuteTemplate(&part, name, view); err != nil {
		return r.executionError(err)
	}
	b.Write(part.Bytes())
	return nil
}
