package render

import (
	"html/template"
	"path"
	"strings"

	"github.com/gatefold/gatefold/generator/chart"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/site"
)

func (r *Renderer) funcs() template.FuncMap {
	return template.FuncMap{
		"text":   text,
		"cell":   r.cell,
		"part":   r.part,
		"svg":    func(f site.Figure) template.HTML { return template.HTML(chart.SVG(f.Figure)) },
		"prose":  r.prose,
		"icon":   r.icon,
		"policy": func() string { return site.Policy },
	}
}

// text writes a line with its links. It does by hand what a template would do in six actions a
// span, because a page holds hundreds of them. Ids never break.
func text(t site.Text) template.HTML { return spans(t, ` class="nb"`) }

// spans is text with an attribute for the links that must not break.
func spans(t site.Text, unbroken string) template.HTML {
	if len(t) == 1 && t[0].URL == "" {
		return template.HTML(template.HTMLEscapeString(t[0].Text))
	}
	var b strings.Builder
	for _, s := range t {
		if s.URL == "" || !safe(s.URL) {
			b.WriteString(template.HTMLEscapeString(s.Text))
			continue
		}
		b.WriteString(`<a`)
		if !strings.Contains(s.Text, " ") && len(s.Text) < 16 {
			b.WriteString(unbroken)
		}
		b.WriteString(` href="` + template.HTMLEscapeString(s.URL) + `"`)
		if download(s.URL) {
			b.WriteString(` download`)
		}
		if outside(s.URL) {
			b.WriteString(` rel="noopener noreferrer me"`)
		}
		b.WriteString(`>` + template.HTMLEscapeString(s.Text) + `</a>`)
	}
	return template.HTML(b.String())
}

// download tells whether an address is a file that a browser must not show on the site's own address.
// The site's pages are all called index.html, but for the one that checks the site.
func download(url string) bool {
	file, _, _ := strings.Cut(url, "#")
	return !outside(url) && site.Active(file) && path.Base(file) != "index.html" && !site.Checking(file)
}

func outside(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}

// safe is the last line of defence for addresses: relative ones, http, https and mailto.
func safe(url string) bool {
	scheme, _, found := strings.Cut(url, ":")
	if !found || strings.ContainsAny(scheme, "/#?") {
		return true
	}
	return outside(url) || strings.EqualFold(scheme, "mailto")
}

func (r *Renderer) part(p site.Part) (template.HTML, error) {
	name := "part/" + p.Part()
	if r.templates.Lookup(name) == nil {
		name = "part/plain"
	}
	b := r.buffer()
	defer r.buffers.Put(b)
	if err := r.templates.ExecuteTemplate(b, name, p); err != nil {
		return "", r.executionError(err)
	}
	return template.HTML(b.String()), nil
}

func (r *Renderer) icon(name site.Icon) template.HTML { return r.icons[string(name)] }

func (r *Renderer) prose(p site.Prose) (template.HTML, error) {
	res, err := r.markdown.HTML(p.Markdown, markdown.Options{
		Lang: p.Lang, TopLevel: p.Level, Prefix: p.Prefix, FirstLine: p.Line, Resolve: p.Resolve,
		Spans: func(s string) []markdown.Span {
			var out []markdown.Span
			for _, span := range p.Spans(s) {
				out = append(out, markdown.Span(span))
			}
			return out
		},
	})
	for _, refused := range res.Refused {
		r.report(Refusal{p.Path, refused})
	}
	return template.HTML(res.HTML), err
}
