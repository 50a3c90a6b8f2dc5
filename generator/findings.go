package generator

import (
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/render"
)

// findings are the problems of one build: those of the records, and those that show only when pages
// are drawn, by several goroutines at a time.
type findings struct {
	mu     sync.Mutex
	loaded content.Problems
	drawn  map[content.Problem]bool // a text may be drawn twice
}

func newFindings(loaded content.Problems) *findings {
	return &findings{loaded: loaded, drawn: map[content.Problem]bool{}}
}

func (f *findings) add(problems ...content.Problem) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range problems {
		f.drawn[p] = true
	}
}

// sorted is all that is known by now in the order of places, which does not depend on who was first.
func (f *findings) sorted() content.Problems {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := slices.Clone(f.loaded)
	for p := range f.drawn {
		if !slices.Contains(f.loaded, p) {
			out = append(out, p)
		}
	}
	out.Sort()
	return out
}

// in are the problems that drawing found with the files of a folder.
func (f *findings) in(folder string) (out content.Problems) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for p := range f.drawn {
		if strings.HasPrefix(p.Path, folder+"/") {
			out = append(out, p)
		}
	}
	out.Sort()
	return out
}

// problemOf is a piece of a text that cannot be shown as it is written.
func problemOf(r render.Refusal) content.Problem {
	p := content.Problem{Code: content.CodeNotRendered, Severity: content.Warning, Path: r.Path, Line: r.Line}
	what := strings.TrimSpace(r.What)
	if runes := []rune(what); len(runes) > 60 {
		what = string(runes[:60]) + "…"
	}
	switch r.Why {
	case markdown.BadScheme:
		p.Message = `The link to "` + what + `" is not one that a page may have; its words stand without it.`
		p.Hint = "Write an address that begins with https://, http:// or mailto:."
	case markdown.Unresolved:
		p.Message = `"` + what + `" leads to no file or page of the site; the words stand without a link.`
		p.Hint = "Write the path as seen from this file, such as ../artifacts/plan.pdf, or name a record by its id."
	case markdown.RawHTML:
		p.Message = `"` + what + `" is HTML, which is shown as text.`
		p.Hint = "Write it in Markdown: **bold**, _italic_, [words](address)."
	default:
		p.Message = `The text is nested or repeated deeper than can be shown, from "` + what + `" on; it is shown as plain text.`
		p.Hint = "Write it flatter: fewer lists and quotes inside one another."
	}
	return p
}

// ownThemeProblem is a template of the learner's own that cannot be used.
func ownThemeProblem(e *render.ThemeError) content.Problem {
	return content.Problem{
		Code: content.CodeThemeTemplate, Severity: content.Error, Path: "theme/" + e.Path, Line: e.Line,
		Message: "This template of your own theme cannot be used: " + strings.TrimSpace(e.Message) + ".",
		Hint:    "Mend the line, or rename the file; until then the whole site is built with the built-in theme.",
	}
}
