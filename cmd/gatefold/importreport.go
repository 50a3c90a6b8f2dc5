package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/gatefold/gatefold/generator/importer"
)

// importReport is gatefold.import/1 of formats.md section 4.
type importReport struct {
	Schema  string                 `json:"schema"`
	Files   []*importer.FileReport `json:"files"`
	Written []string               `json:"written"`           // from the portfolio's folder
	Blocked []string               `json:"blocked,omitempty"` // files that stand in the way, so that nothing was written

	dir, slug string
	kept      []string
	aliases   bool // private/aliases.toml was written
	noProject bool // there is no project.toml yet
}

// nothingWritten turns rows that would have been written into rows left out.
func (r *importReport) nothingWritten() {
	r.Written = []string{}
	for _, f := range r.Files {
		if f.RowsWritten > 0 {
			f.Refused = "The project has such a register already. Nothing was written."
			f.RowsLeftOut = []importer.LeftOut{}
			for n := range f.RowsRead {
				f.RowsLeftOut = append(f.RowsLeftOut, importer.LeftOut{Row: n + 1, Reason: "The project has such a register already."})
			}
			f.RowsWritten, f.Merged = 0, 0
		}
	}
}

func (r importReport) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

// exit is 2 when a file was refused, or a register stood in the way.
func (r importReport) exit() error {
	if len(r.Blocked) > 0 {
		return exitError{exitErrors}
	}
	for _, f := range r.Files {
		if f.Refused != "" {
			return exitError{exitErrors}
		}
	}
	return nil
}

// mostLines is how many rows and guesses of one file are told one by one.
const mostLines = 12

func (r importReport) writeText(people io.Writer, i *importing) {
	for _, f := range r.Files {
		fmt.Fprint(people, fileLines(f))
	}
	if len(r.Blocked) > 0 {
		fmt.Fprintf(people, "Nothing was written, because these stand already: %s.\n  -> Add --replace to keep them under another name and write the new ones, or import into another project.\n", strings.Join(r.Blocked, ", "))
		return
	}
	verb := "Wrote"
	if i.dryRun {
		verb = "Would write"
	}
	if len(r.Written) > 0 {
		fmt.Fprintf(people, "%s %s.\n", verb, printable(strings.Join(r.Written, ", ")))
	}
	for _, k := range r.kept {
		fmt.Fprintf(people, "%s.\n", printable(k))
	}
	if r.aliases {
		fmt.Fprintf(people, "People have a role or a number instead of their name; who is who stands in %s, which is never published.\n", aliasesFile)
	}
	if r.noProject {
		fmt.Fprintf(people, "%s has no project.toml yet, which says what the project was, and without one a build finds fault.\nNext: `gatefold new project %s --title %q`, which asks how real it was.\n", filepath.Join(r.dir, "projects", r.slug), r.dir, titleOf(r.slug))
		return
	}
	if len(r.Written) > 0 && !i.dryRun {
		fmt.Fprintf(people, "Next: `gatefold build %s`.\n", r.dir)
	}
}

// titleOf is a title whose folder is the slug.
func titleOf(slug string) string {
	words := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// fileLines tell what became of one file or sheet.
func fileLines(f *importer.FileReport) string {
	var b strings.Builder
	name := f.File
	if f.Sheet != "" {
		name += ", sheet " + f.Sheet
	}
	fmt.Fprintf(&b, "%s", printable(name))
	if f.RecognisedAs != "" {
		fmt.Fprintf(&b, ": %s", f.RecognisedAs)
	}
	b.WriteString("\n")
	if f.Refused != "" {
		fmt.Fprintf(&b, "  refused: %s\n\n", printable(f.Refused))
		return b.String()
	}
	writeCounts(&b, f)
	var pairs []string
	for _, p := range f.Columns {
		if !strings.EqualFold(p.From, p.To) && p.To != "" {
			pairs = append(pairs, fmt.Sprintf("%q is %s", printable(p.From), p.To))
		}
	}
	writeList(&b, "columns: ", pairs)
	writeList(&b, "extra fields: ", f.ExtraColumns)
	writeLeftOut(&b, f.RowsLeftOut)
	for n, g := range f.Guesses {
		if n == mostLines {
			fmt.Fprintf(&b, "  and %d further remarks; --json lists them all\n", len(f.Guesses)-n)
			break
		}
		fmt.Fprintf(&b, "  note: %s\n", printable(g))
	}
	b.WriteString("\n")
	return b.String()
}

func writeCounts(b *strings.Builder, f *importer.FileReport) {
	if f.RowsRead == 0 {
		return
	}
	fmt.Fprintf(b, "  %s read, %d written, %d left out", plural(f.RowsRead, "row"), f.RowsWritten, len(f.RowsLeftOut))
	if f.Merged > 0 {
		fmt.Fprintf(b, "; %d of them joined with others", f.Merged)
	}
	b.WriteString("\n")
}

// writeLeftOut tells rows in a run that have one reason together.
func writeLeftOut(b *strings.Builder, left []importer.LeftOut) {
	told := 0
	for from := 0; from < len(left); told++ {
		if told == mostLines {
			fmt.Fprintf(b, "  and %d further rows; --json lists them all\n", len(left)-from)
			return
		}
		to := from
		for to+1 < len(left) && left[to+1].Reason == left[from].Reason {
			to++
		}
		rows := fmt.Sprintf("row %d", left[from].Row)
		if to > from {
			rows = fmt.Sprintf("%d rows from %d to %d", to-from+1, left[from].Row, left[to].Row)
		}
		fmt.Fprintf(b, "  %s left out: %s\n", rows, printable(left[from].Reason))
		from = to + 1
	}
}

func writeList(b *strings.Builder, label string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "  %s%s\n", label, printable(strings.Join(items, ", ")))
	}
}
