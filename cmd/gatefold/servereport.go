package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/devserver"
)

// serveReport says what a preview does: to people a line a build and the problems that are new, to
// programs a JSON object a line (gatefold.serve/1).
type serveReport struct {
	data, people io.Writer
	dir          string
	drafts       bool
	asJSON       bool

	mu    sync.Mutex
	known map[content.Problem]bool // problems of the build before
}

func newServeReport(data, people io.Writer, dir string, o serveOptions) *serveReport {
	return &serveReport{data: data, people: people, dir: dir, drafts: o.as == "draft", asJSON: o.asJSON, known: map[content.Problem]bool{}}
}

// Events of serve --json. Every line has schema and event.
type (
	serveEvent struct {
		Schema string `json:"schema"`
		Event  string `json:"event"`
	}
	readyEvent struct {
		serveEvent
		URL     string   `json:"url"`
		Readers []string `json:"readers"` // addresses at which others can read it; none: this computer only
		Drafts  bool     `json:"drafts"`
	}
	watchingEvent struct {
		serveEvent
		Polling bool   `json:"polling"`
		Reason  string `json:"reason"`
	}
	builtEvent struct {
		serveEvent
		Milliseconds int64    `json:"milliseconds"`
		Changed      []string `json:"changed"` // empty for the first build
		Files        int      `json:"files"`
		Errors       int      `json:"errors"`
		Warnings     int      `json:"warnings"`
		Kept         bool     `json:"kept"` // the site of an earlier build is still shown
	}
	problemsEvent struct {
		serveEvent
		Problems []devserver.Finding `json:"problems"`
	}
)

const serveSchema = "gatefold.serve/1"

func (r *serveReport) write(event any) {
	enc := json.NewEncoder(r.data)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(event) // nobody reads any more; the preview goes on
}

func (r *serveReport) ready(url string, readers []string, keys bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asJSON {
		if readers == nil {
			readers = []string{}
		}
		r.write(readyEvent{serveEvent{serveSchema, "ready"}, url, readers, r.drafts})
		return
	}
	what := "drafts are shown"
	if !r.drafts {
		what = "as the public will see it"
	}
	fmt.Fprintf(r.people, "%s is shown at %s (%s)\n", printable(r.dir), url, what)
	switch {
	case readers == nil:
		fmt.Fprintln(r.people, "Only this computer can read it.")
	default:
		what := "the site"
		if r.drafts {
			what = "it, drafts included"
		}
		fmt.Fprintf(r.people, "Everybody in your network can read %s, at %s\n", what, strings.Join(readers, " or "))
	}
	if keys {
		fmt.Fprintln(r.people, keyWords)
	}
}

func (r *serveReport) watching(w devserver.Watch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.asJSON:
		r.write(watchingEvent{serveEvent{serveSchema, "watching"}, w.Polling, w.Reason})
	case w.Reason != "":
		fmt.Fprintf(r.people, "note: gatefold looks through the folder twice a second, because %s.\n", printable(w.Reason))
	}
}

func (r *serveReport) built(b devserver.Build) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := len(r.known)
	fresh, known := r.sinceLast(b.Problems)
	r.known = known
	if r.asJSON {
		r.builtJSON(b, fresh, was)
		return
	}
	for _, f := range fresh[:min(len(fresh), maxSaid)] {
		writeProblem(r.people, r.dir, f.Problem, f.Frame)
	}
	if more := len(fresh) - maxSaid; more > 0 {
		fmt.Fprintf(r.people, "And %d more; `gatefold build` lists them all.\n\n", more)
	}
	result := fmt.Sprintf("built in %d ms, %s, %s", b.Took.Milliseconds(), plural(b.Files, "file"), counts(b.Problems))
	switch {
	case b.Kept && b.Files > 0:
		result = fmt.Sprintf("not built, %s; the last good site is still shown", counts(b.Problems))
	case b.Kept:
		result = fmt.Sprintf("not built, %s", counts(b.Problems))
	case was > 0 && len(known) == 0:
		result += ", all mended"
	}
	fmt.Fprintf(r.people, "%s: %s\n", r.cause(b.Changed), result)
}

// maxSaid is how many new problems of one build are said.
const maxSaid = 20

func (r *serveReport) builtJSON(b devserver.Build, fresh []devserver.Finding, was int) {
	e := builtEvent{serveEvent: serveEvent{serveSchema, "built"}, Milliseconds: b.Took.Milliseconds(), Changed: b.Changed, Files: b.Files, Kept: b.Kept}
	if e.Changed == nil {
		e.Changed = []string{}
	}
	for _, f := range b.Problems {
		switch f.Severity {
		case content.Error:
			e.Errors++
		case content.Warning:
			e.Warnings++
		}
	}
	r.write(e)
	if len(fresh) > 0 || len(r.known) != was {
		r.write(problemsEvent{serveEvent{serveSchema, "problems"}, b.Problems})
	}
}

// sinceLast are the problems that the build before did not have, the hints last.
func (r *serveReport) sinceLast(all []devserver.Finding) (fresh []devserver.Finding, known map[content.Problem]bool) {
	known = map[content.Problem]bool{}
	var hints []devserver.Finding
	for _, f := range all {
		known[f.Problem] = true
		switch {
		case r.known[f.Problem]:
		case f.Severity == content.Hint:
			hints = append(hints, f)
		default:
			fresh = append(fresh, f)
		}
	}
	return append(fresh, hints...), known
}

// cause is what a build was for: "portfolio.toml and 2 more".
func (r *serveReport) cause(changed []string) string {
	if len(changed) == 0 || changed[0] == "." {
		return printable(r.dir)
	}
	words := printable(filepath.FromSlash(changed[0]))
	if more := len(changed) - 1; more > 0 {
		words += fmt.Sprintf(" and %d more", more)
	}
	return words
}

func counts(findings []devserver.Finding) string {
	var ps content.Problems
	for _, f := range findings {
		ps = append(ps, f.Problem)
	}
	return report{Problems: ps}.counts()
}

func (r *serveReport) stopped() {
	if r.asJSON {
		r.write(serveEvent{serveSchema, "stopped"})
	}
}
