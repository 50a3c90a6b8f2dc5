package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// report is gatefold.report/1 of formats.md section 4.
type report struct {
	Schema       string           `json:"schema"`
	Problems     content.Problems `json:"problems"`
	Pages        int              `json:"pages"`
	Charts       int              `json:"charts"`
	Written      int              `json:"written"`
	Unsealed     int              `json:"unsealed,omitempty"` // records that are not in the author's log as they are now
	Milliseconds int64            `json:"milliseconds"`
}

func (r report) writeJSON(w io.Writer) error {
	r.Schema = "gatefold.report/1"
	if r.Problems == nil {
		r.Problems = content.Problems{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

// writeProblems says every problem to people, the hints last.
func (r report) writeProblems(people io.Writer, dir string) {
	for _, hints := range []bool{false, true} {
		for _, p := range r.Problems {
			if (p.Severity == content.Hint) == hints {
				writeProblem(people, dir, p, nil)
			}
		}
	}
}

// writeText says the problems to people and the one line of result.
func (r report) writeText(people, data io.Writer, dir, out string, diff output.Diff) {
	r.writeProblems(people, dir)
	if r.Pages == 0 {
		fmt.Fprintf(people, "No site was written, because %s cannot be used (%s).\n", filepath.Join(dir, "portfolio.toml"), r.counts())
		return
	}
	for _, kept := range diff.Kept {
		fmt.Fprintf(people, "kept: %s is no longer part of the site, but was changed since it was written, so it stays.\n", filepath.Join(out, kept))
	}
	if diff.ListMissing && len(diff.Unlisted) > 0 {
		fmt.Fprintf(people, "note: there is no record of what earlier builds wrote to %s, so nothing was removed from it.\n", out)
	}
	fmt.Fprintf(people, "%s, %s, %s, %d ms. Open %s\n",
		plural(r.Pages, "page"), plural(r.Charts, "chart"), r.counts()+", "+plural(r.Written, "file")+" written", r.Milliseconds, filepath.Join(out, "index.html"))
}

// writeProblem says how bad, the code that `gatefold explain` knows, where, what, and what to do, with the place
// as it looks where there is a frame.
func writeProblem(w io.Writer, dir string, p content.Problem, frame *content.Frame) {
	p.Path = filepath.Join(dir, filepath.FromSlash(p.Path))
	fmt.Fprintf(w, "%s: %s\n  %s\n", strings.TrimSpace(string(p.Severity)+" "+p.Code), printable(p.Place()), printable(p.Message))
	if frame != nil {
		fmt.Fprint(w, indented(frame.String()))
	}
	if p.Hint != "" {
		fmt.Fprintf(w, "  -> %s\n", printable(p.Hint))
	}
	fmt.Fprintln(w)
}

func indented(lines string) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		b.WriteString("    " + line)
	}
	return b.String()
}

// printable keeps a stranger's file names and cells from commanding the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '?'
		}
		return r
	}, s)
}

func (r report) counts() string {
	errors, warnings := r.Problems.Count(content.Error), r.Problems.Count(content.Warning)
	var words []string
	if errors > 0 {
		words = append(words, plural(errors, "error"))
	}
	if warnings > 0 {
		words = append(words, plural(warnings, "warning"))
	}
	if len(words) == 0 {
		return "0 problems"
	}
	return strings.Join(words, ", ")
}

func (r report) exit(strict bool) error {
	switch {
	case r.Problems.Count(content.Error) > 0:
		return exitError{exitErrors}
	case strict && r.Problems.Count(content.Warning) > 0:
		return exitError{exitWarnings}
	}
	return nil
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}
