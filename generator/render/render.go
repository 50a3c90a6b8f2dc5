// Package render turns the pages of package site into HTML with the templates of a theme, and the
// theme's style sheets into one file. It decides nothing about what is shown.
//
// A template gets the view of its layout, or the struct of its part, as its dot. Beside Go's own
// functions it has:
//
//	text T       a site.Text, its references as links
//	cell C       a site.Cell, without its end tag
//	part P       the theme's part of that name
//	svg F        the drawing of a site.Figure
//	prose P      a site.Prose, rendered
//	icon NAME    a drawing of icons.html
//	policy       the content policy, for the head
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/site"
)

// Renderer draws pages with one theme. It is safe for concurrent use.
type Renderer struct {
	theme     fs.FS
	templates *template.Template
	markdown  *markdown.Renderer
	icons     map[string]template.HTML
	report    func(Refusal)
	guarded   bool // the theme is the learner's own in part
	buffers   sync.Pool
}

// Refusal is a piece of a text that cannot be shown as its author wrote it, and the file it is in.
type Refusal struct {
	Path string
	markdown.Refused
}

// ThemeError is a template that cannot be used: its file in the theme, the line (0 when unknown) and
// what is wrong.
type ThemeError struct {
	Path    string
	Line    int
	Message string
}

func (e *ThemeError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message) }

// New reads the theme's templates. report is told of every text that cannot be shown as written, from
// any goroutine; it may be nil. The pages of a theme with a method Learners() bool that gives true are
// held to the rules of guard.go. An error is a *ThemeError where a template is at fault.
func New(theme fs.FS, md *markdown.Renderer, report func(Refusal)) (*Renderer, error) {
	if report == nil {
		report = func(Refusal) {}
	}
	r := &Renderer{theme: theme, markdown: md, icons: map[string]template.HTML{}, report: report}
	if own, ok := theme.(learners); ok {
		r.guarded = own.Learners()
	}
	r.templates = template.New("").Funcs(r.funcs())
	files, err := templateFiles(theme)
	if err != nil {
		return nil, err
	}
	for name, file := range files {
		src, err := fs.ReadFile(theme, file)
		if err != nil {
			return nil, err
		}
		if _, err := r.templates.New(name).Parse(string(src)); err != nil {
			return nil, themeError(file, err)
		}
	}
	r.escape()
	return r, r.readIcons()
}

// escape has every template made safe for the places that it writes to, which html/template does the
// first time that it is used. That it cannot be used with no view at all does not matter here.
func (r *Renderer) escape() {
	for _, t := range r.templates.Templates() {
		if strings.HasPrefix(t.Name(), "layout/") || strings.HasPrefix(t.Name(), "part/") {
			_ = t.Execute(io.Discard, nil)
		}
	}
}

// templateFiles names each template and its file: "layout/page", "part/table", "icons".
func templateFiles(theme fs.FS) (map[string]string, error) {
	out := map[string]string{"icons": "icons.html"}
	layouts, err := fs.Glob(theme, "layouts/*.html")
	if err != nil {
		return nil, err
	}
	for _, f := range layouts {
		out["layout/"+strings.TrimSuffix(path.Base(f), ".html")] = f
	}
	parts, err := fs.Glob(theme, "parts/*/part.html")
	for _, f := range parts {
		out["part/"+path.Base(path.Dir(f))] = f
	}
	return out, err
}

// templateLine finds the place in the messages of package template: `template: name:12: ...` and
// `template: name:12:5: executing ...`.
var templateLine = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::\d+)?: (.*)$`)

func themeError(file string, err error) error {
	e := &ThemeError{Path: file, Message: err.Error()}
	if m := templateLine.FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0]); m != nil {
		e.Line, _ = strconv.Atoi(m[2])
		e.Message = m[3]
	}
	return e
}

// readIcons renders every drawing of icons.html once.
func (r *Renderer) readIcons() error {
	for _, t := range r.templates.Templates() {
		name, ok := strings.CutPrefix(t.Name(), "icon/")
		if !ok {
			continue
		}
		var b bytes.Buffer
		if err := t.Execute(&b, nil); err != nil {
			return themeError("icons.html", err)
		}
		r.icons[name] = template.HTML(`<svg class="ic" viewBox="0 0 24 16" aria-hidden="true">` + strings.TrimSpace(b.String()) + `</svg>`)
	}
	return nil
}

// ErrNoBasis is returned for a page of a project that does not say what the project was.
var ErrNoBasis = errors.New("the page does not show the basis of its project")

// Page draws one page.
func (r *Renderer) Page(p site.Page) ([]byte, error) {
	name := "layout/" + p.Layout
	if r.templates.Lookup(name) == nil {
		name = "layout/page"
	}
	b := r.buffer()
	defer r.buffers.Put(b)
	if err := r.templates.ExecuteTemplate(b, name, p.View()); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Path, r.executionError(err))
	}
	if p.Basis != "" && !bytes.Contains(b.Bytes(), []byte(template.HTMLEscapeString(p.Basis))) {
		return nil, fmt.Errorf("%s: %w: %q must stand on it (layout %q)", p.Path, ErrNoBasis, p.Basis, p.Layout)
	}
	if !r.guarded {
		return bytes.Clone(b.Bytes()), nil
	}
	if err := guard(b.String()); err != nil {
		return nil, &ThemeError{Path: strings.Replace(name, "layout/", "layouts/", 1) + ".html", Message: p.Path + ": " + err.Error()}
	}
	return bytes.Clone(b.Bytes()), nil
}

// buffer is an empty one that has grown already.
func (r *Renderer) buffer() *bytes.Buffer {
	b, ok := r.buffers.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	b.Reset()
	return b
}

// executionError gives a failure while drawing the file and line of its template.
func (r *Renderer) executionError(err error) error {
	var known *ThemeError
	if errors.As(err, &known) { // of a part inside the layout
		return known
	}
	m := templateLine.FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0])
	if m == nil {
		return err
	}
	files, globErr := templateFiles(r.theme)
	if file, ok := files[m[1]]; ok && globErr == nil {
		return themeError(file, err)
	}
	return err
}
