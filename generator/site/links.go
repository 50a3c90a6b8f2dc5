package site

import (
	"net/url"
	"path"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// Link is a word that leads somewhere. URL is relative to the page that shows it.
type Link struct{ Text, URL string }

// Span is a piece of text; URL is "" when it leads nowhere.
type Span struct{ Text, URL string }

// Text is one line or paragraph, its references already links.
type Text []Span

// String is the text without its links.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

func plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// Prose is Markdown to be rendered on one page, with what its links and references lead to there.
type Prose struct {
	Markdown string
	// Prefix goes before every id in it, so that two bodies can share a page.
	Prefix string
	Lang   string // BCP 47
	Level  int    // of its highest headings
	Path   string // of the source file, from the portfolio folder
	Line   int    // of the source file, at which Markdown begins
	link   linker
}

// Spans splits plain text at its references; nil means that it has none.
func (p Prose) Spans(text string) []Span {
	if !content.MayRefer(text) {
		return nil
	}
	return p.link.text(text)
}

// Resolve gives the address of a relative link of the source file: a document or an artifact that
// is published. ok is false when there is none.
func (p Prose) Resolve(dest string) (address string, ok bool) {
	dest, err := url.PathUnescape(dest)
	if err != nil || dest == "" || strings.HasPrefix(dest, "/") {
		return "", false
	}
	file, anchor, _ := strings.Cut(dest, "#")
	if file == "" {
		return "#" + anchor, true
	}
	source := path.Join(path.Dir(p.Path), file)
	if to, ok := p.link.plan.sources[source]; ok {
		return p.link.to(to), true
	}
	// A link written for the built site itself, as seen from the page.
	built := path.Join(path.Dir(p.link.page), file)
	if p.link.plan.built[built] {
		if anchor != "" {
			built += "#" + anchor
		}
		return p.link.to(built), true
	}
	return "", false
}

// linker makes links as seen from one page of one project (slug "" outside projects).
type linker struct {
	plan       *plan
	page, slug string
}

// to is the address of a path of the site.
func (l linker) to(target string) string { return Relative(l.page, target) }

// ref is the address of a record or artifact; ok is false when it is not published.
func (l linker) ref(r content.Ref) (address string, ok bool) {
	at, ok := l.plan.places[r]
	if !ok {
		return "", false
	}
	return l.to(at.String()), true
}

// url is ref for an id of the linker's own project, "" when there is none.
func (l linker) url(id string) string {
	address, _ := l.ref(content.Ref{Slug: l.slug, ID: id})
	return address
}

// text makes the references in a field into links.
func (l linker) text(s string) Text {
	if s == "" {
		return nil
	}
	if !content.MayRefer(s) {
		return plain(s)
	}
	var out Text
	for _, span := range l.plan.portfolio.Links.Spans(l.slug, s) {
		to := ""
		if span.Linked {
			to, _ = l.ref(span.Ref)
		}
		out = append(out, Span{span.Text, to})
	}
	return out
}

// prose is the body of a document or of a record's long form.
func (l linker) prose(m content.Meta) Prose {
	source := m.Pos.Path
	if m.BodyPath != "" {
		source = m.BodyPath
	}
	return Prose{Markdown: m.Body, Prefix: anchorOf(m.ID), Lang: l.plan.portfolio.Config.Language, Level: 3, Path: source, Line: m.BodyLine, link: l}
}

// refs are links to records, each with its id as its text; what is not published is left out.
func (l linker) refs(rs []content.Ref) []Link {
	var out []Link
	for _, r := range rs {
		to, ok := l.ref(r)
		if !ok {
			continue
		}
		text := r.ID
		if t, known := l.plan.portfolio.Links.Target(r); known && t.Record != nil {
			text = label(t.Record)
		}
		if r.Slug != l.slug {
			text = r.Slug + ":" + text
		}
		out = append(out, Link{text, to})
	}
	return out
}

// backlinks are the records that name this one.
func (l linker) backlinks(m content.Meta) []Link {
	return l.refs(l.plan.portfolio.Links.To(content.Ref{Slug: l.slug, ID: m.ID}))
}
