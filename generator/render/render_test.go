package render

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/site"
)

func renderer(t *testing.T, files map[string]string) (*Renderer, error) {
	t.Helper()
	theme := fstest.MapFS{"icons.html": {Data: []byte(`{{define "icon/yes"}}<path d="M0 0"/>{{end}}`)}}
	for name, body := range files {
		theme[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return New(own{theme}, markdown.New(), nil)
}

// own is a theme that a learner laid over the built-in one.
type own struct{ fstest.MapFS }

func (own) Learners() bool { return true }

func page(view site.PageView, basis string) site.Page {
	return site.Page{Path: "projects/x/index.html", Layout: "case", Basis: basis, View: func() any { return view }}
}

// TestBasisCannotBeLeftOut: whatever the theme, a page of a project without its basis is an error.
func TestBasisCannotBeLeftOut(t *testing.T) {
	r, err := renderer(t, map[string]string{"layouts/page.html": `<meta content="{{policy}}"><h1>{{.Mast.Heading}}</h1>`})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Page(page(site.PageView{Mast: site.Mast{Heading: "A case"}}, "Simulated PMO")); !errors.Is(err, ErrNoBasis) {
		t.Errorf("error %v, want ErrNoBasis", err)
	}
	if _, err := r.Page(page(site.PageView{Mast: site.Mast{Heading: "A Simulated PMO case"}}, "Simulated PMO")); err != nil {
		t.Errorf("a page that shows it: %v", err)
	}
}

func TestThemeErrorsNameTheirPlace(t *testing.T) {
	for name, c := range map[string]struct {
		file, body string
		line       int
	}{
		"script":        {"layouts/page.html", `<meta content="{{policy}}"><script src="https://example.org/x.js"></script>`, 0},
		"handler":       {"layouts/page.html", `<meta content="{{policy}}"><p onclick="x()">x</p>`, 0},
		"frame":         {"layouts/page.html", `<meta content="{{policy}}"><iframe src="x"></iframe>`, 0},
		"no policy":     {"layouts/page.html", `<p>x</p>`, 0},
		"syntax":        {"layouts/page.html", "<p>\n{{if}}\n</p>", 2},
		"unknown field": {"layouts/page.html", "<p>\n\n{{.Nonsense}}</p>", 3},
		"part":          {"parts/note/part.html", "{{.Nonsense}}", 1},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"layouts/page.html": `{{range .Sections}}{{range .Parts}}{{part .}}{{end}}{{end}}`}
			files[c.file] = c.body
			r, err := renderer(t, files)
			if err == nil {
				_, err = r.Page(page(site.PageView{Sections: []site.Section{{Parts: []site.Part{site.Note{}}}}}, ""))
			}
			var theme *ThemeError
			if !errors.As(err, &theme) || theme.Path != c.file || theme.Line != c.line {
				t.Errorf("error %v, want a ThemeError at %s:%d", err, c.file, c.line)
			}
		})
	}
}

// TestPlainPart: a part that the theme does not know is shown, not dropped.
func TestPlainPart(t *testing.T) {
	r, err := renderer(t, map[string]string{
		"layouts/page.html":     `<meta content="{{policy}}">{{range .Sections}}{{range .Parts}}{{part .}}{{end}}{{end}}`,
		"parts/plain/part.html": `<p>{{printf "%v" .}}</p>`,
	})
	if err != nil {
		t.Fatal(err)
	}
	view := site.PageView{Sections: []site.Section{{Parts: []site.Part{site.Note{Text: site.Text{{Text: "kept & shown"}}}}}}}
	body, err := r.Page(page(view, ""))
	if err != nil || !strings.Contains(string(body), "kept &amp; shown") {
		t.Errorf("%s, %v", body, err)
	}
}

// TestTextEscapes: a stranger's words never become markup, a stranger's address never a script.
func TestTextEscapes(t *testing.T) {
	got := string(text(site.Text{{Text: "<b>"}, {Text: `"x"`, URL: `a"b/index.html`}, {Text: "go", URL: "javascript:alert(1)"}, {Text: "out", URL: "https://example.org/?a=1&b=2"}}))
	want := `&lt;b&gt;<a class="nb" href="a&#34;b/index.html">&#34;x&#34;</a>go<a class="nb" href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer me">out</a>`
	if got != want {
		t.Errorf("text is\n%s\nwant\n%s", got, want)
	}
	if got := string(text(site.Text{{Text: "drawing", URL: "../artifacts/x.svg"}})); !strings.Contains(got, " download") {
		t.Errorf("an active artifact must be a download: %s", got)
	}
}

func TestStyle(t *testing.T) {
	r, err := renderer(t, map[string]string{
		"layouts/page.html": "", "tokens.css": "/* a */\n:root { --accent: #000; }\n", "base.css": "p { }\n", "print.css": "@media print { }\n",
		"parts/b/part.css": ".b { }\n", "parts/a/part.css": ".a { }\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	css, err := r.Style("#123456")
	if err != nil {
		t.Fatal(err)
	}
	order := []string{":root{--accent:#000}", "--accent:#123456", "p{}", ".a{}", ".b{}", "@media print{}"}
	at := -1
	for _, want := range order {
		i := strings.Index(string(css), want)
		if i <= at {
			t.Errorf("%q stands at %d, want it after %d in\n%s", want, i, at, css)
		}
		at = i
	}
	if strings.Contains(string(css), "/*") {
		t.Error("comments cost weight and say nothing to a browser")
	}
}

// TestSqueeze drops what means nothing, and nothing else.
func TestSqueeze(t *testing.T) {
	for css, want := range map[string]string{
		"/* a */\n\n  p , q { color : red ; margin: 0 -1px; }  \n\n": "p ,q{color :red ;margin:0 -1px}\n",
		"a :hover > b { width: calc(1px + 2px); }":                   "a :hover > b{width:calc(1px + 2px)}",
		".x { content: \"a: {  /* b */ ;}\"; }":                      ".x{content:\"a: {  /* b */ ;}\"}",
		".x { content: '\\' ; '; }":                                  ".x{content:'\\' ; '}",
		"@media (min-width: 46rem) {\n.a { }\n}":                     "@media (min-width:46rem){\n.a{}\n}",
		"p { color: red; } q { }":                                    "p{color:red}q{}",
		"p { } /* never closed":                                      "p{}",
		"p { content: \"never closed":                                "p{content:\"never closed",
	} {
		if got := squeeze(css); got != want {
			t.Errorf("squeeze(%q) = %q, want %q", css, got, want)
		}
	}
}
