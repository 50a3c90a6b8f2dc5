package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// explainFile tells what the headers of a register were taken for.
func explainFile(out io.Writer, file string) error {
	full, err := filepath.Abs(file)
	if err != nil {
		return brokenError{err}
	}
	dir := filepath.Dir(filepath.Dir(filepath.Dir(full))) // of portfolio/projects/slug/raid.xlsx
	portfolio, _, err := content.Load(os.DirFS(dir), content.LoadOptions{Drafts: true})
	if err != nil || portfolio == nil {
		return usageError{fmt.Errorf("%s lies in no portfolio: a register stands in projects/NAME of a folder with a portfolio.toml", file)}
	}
	rel, err := filepath.Rel(dir, full)
	if err != nil {
		return brokenError{err}
	}
	for _, p := range portfolio.Projects {
		for _, t := range p.Tables {
			if t.Path == filepath.ToSlash(rel) {
				return tellMatches(out, t)
			}
		}
	}
	return usageError{fmt.Errorf("%s is not read as a register; `gatefold build` says why", file)}
}

func tellMatches(out io.Writer, t content.RegisterTable) error {
	for _, m := range t.Matches {
		where := t.Path
		if m.Sheet != "" {
			where += ", sheet " + m.Sheet
		}
		if m.HeaderRow > 0 {
			where += fmt.Sprintf(", headers in row %d", m.HeaderRow)
		}
		if _, err := fmt.Fprintf(out, "%s\n%s", printable(where), matchLines(m.Headers)); err != nil {
			return brokenError{err}
		}
	}
	_, err := fmt.Fprintf(out, "To settle a column yourself, write into project.toml below [columns.%s]: \"Its header\" = \"due\", or = \"extra\".\n", t.Register)
	if err != nil {
		return brokenError{err}
	}
	return nil
}

// matchLines has a line for each header.
func matchLines(headers []content.HeaderMatch) string {
	width := 0
	for _, h := range headers {
		width = max(width, len([]rune(h.Header)))
	}
	var b strings.Builder
	for _, h := range headers {
		became := content.Column{Name: h.Column}.Header()
		fmt.Fprintf(&b, "  %-*s  -> %s\n", min(width, 40), printable(cmp.Or(h.Header, "(no header)")), cmp.Or(became, "kept as an extra field"))
	}
	return b.String()
}
