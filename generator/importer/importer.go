// Package importer turns what other programs write into registers and documents of a project.
//
// [Read] takes any number of files at once, because they share people and registers. It recognises each
// by its content, never by its name alone, and gives what to write: registers as csv, documents as
// Markdown, originals for artifacts/. It writes nothing itself. Every row of a file is either in a
// register or in the report, with the reason why it is not; people are given roles or numbers.
//
// A reader of a format makes tables with the headers of gatefold (jira.go, trello.go, azure.go,
// github.go, mspdi.go), or takes a table as its author left it (tables.go); everything after that is
// common to all.
package importer

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// File is one file to import.
type File struct {
	Name string // without folders
	Data []byte
}

// Options say how to import.
type Options struct {
	Kind      string            // the register or document that every file holds; "" to find out
	KeepNames bool              // people stay as they are called
	Aliases   *Aliases          // who is called what; nil for nobody yet
	Order     string            // of day and month: "dmy", "mdy" or ""
	Taken     map[string]string // ids of the project that are given, in lower case, with the registers that have them
	Pins      map[string]table.Pins
}

// Limits bound one file. Exports have more columns than registers, and are larger.
func Limits() table.Limits {
	return table.Limits{Bytes: 32 << 20, Rows: 100_000, Cells: 2_000, CellBytes: 64 << 10, Total: 6_000_000}
}

// FileReport is what became of one file, of one sheet of a workbook, or of one kind of row in a file: an
// entry of `files` in gatefold.import/1.
type FileReport struct {
	File         string       `json:"file"`
	RecognisedAs string       `json:"recognised_as"`
	RowsRead     int          `json:"rows_read"`
	RowsWritten  int          `json:"rows_written"`
	RowsLeftOut  []LeftOut    `json:"rows_left_out"`
	Columns      []ColumnPair `json:"columns"`
	ExtraColumns []string     `json:"extra_columns"`
	Guesses      []string     `json:"guesses"`
	Sheet        string       `json:"sheet"`
	Merged       int          `json:"merged"`
	Refused      string       `json:"refused,omitempty"` // why nothing of the file was taken, and what to do
}

// LeftOut is a row of a file that reached no register. Row is as a spreadsheet counts, or the place of the
// item in the file, from 1.
type LeftOut struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

// ColumnPair is a header of the file and the column that it became.
type ColumnPair struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Written is a file to write into the project.
type Written struct {
	Path string // within the project, slash-separated
	Kind string // the register's; "" for documents and artifacts
	Data []byte
}

// Result is what an import came to.
type Result struct {
	Files     []*FileReport
	Written   []Written
	Documents []Document // still to be completed and written
	Aliases   *Aliases
}

// Read reads files. Nothing fails: a file that cannot be taken has a report that says why.
func Read(files []File, opt Options) Result {
	if opt.Aliases == nil {
		opt.Aliases = NewAliases()
	}
	res := Result{Aliases: opt.Aliases}
	var drafts []*draft
	for _, f := range files {
		found := read(f, opt)
		drafts = append(drafts, found.drafts...)
		res.Documents = append(res.Documents, found.documents...)
		res.Written = append(res.Written, found.artifacts...)
		res.Files = append(res.Files, found.reports...)
	}
	p := &people{aliases: opt.Aliases, keep: opt.KeepNames}
	for _, d := range drafts {
		p.meetRoles(d.roles)
	}
	for _, d := range res.Documents {
		p.meetRoles(d.roles)
	}
	for _, d := range drafts {
		p.meet(d)
	}
	for i := range res.Documents {
		res.Documents[i].anonymise(p)
	}
	for _, d := range drafts {
		p.hide(d)
	}
	res.Written = append(registers(drafts, opt), res.Written...)
	res.setApart()
	for _, r := range res.Files {
		r.finish()
	}
	return res
}

// setApart gives documents and artifacts of one name names of their own.
func (res *Result) setApart() {
	taken := map[string]bool{}
	for i := range res.Written {
		if w := &res.Written[i]; w.Kind == "" {
			w.Path = unlike(taken, w.Path)
		}
	}
	for i := range res.Documents {
		d := &res.Documents[i]
		d.path = unlike(taken, d.path)
	}
}

// unlike is a path that is not taken yet: plan.pdf, plan-2.pdf.
func unlike(taken map[string]bool, name string) string {
	ext := path.Ext(name)
	unique := name
	for n := 2; taken[unique]; n++ {
		unique = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
	}
	taken[unique] = true
	return unique
}

// finish makes the report fit for JSON: lists that are empty, not absent.
func (r *FileReport) finish() {
	slices.SortStableFunc(r.RowsLeftOut, func(a, b LeftOut) int { return cmp.Compare(a.Row, b.Row) })
	for _, l := range []*[]string{&r.ExtraColumns, &r.Guesses} {
		if *l == nil {
			*l = []string{}
		}
	}
	if r.RowsLeftOut == nil {
		r.RowsLeftOut = []LeftOut{}
	}
	if r.Columns == nil {
		r.Columns = []ColumnPair{}
	}
}

func (r *FileReport) leave(row int, format string, args ...any) {
	r.RowsLeftOut = append(r.RowsLeftOut, LeftOut{row, fmt.Sprintf(format, args...)})
}

// mostGuesses bounds what is said of one file.
const mostGuesses = 200

// guess notes something that was decided without being sure, once.
func (r *FileReport) guess(format string, args ...any) {
	if len(r.Guesses) >= mostGuesses {
		return // a file that is odd all over
	}
	if text := fmt.Sprintf(format, args...); !slices.Contains(r.Guesses, text) {
		r.Guesses = append(r.Guesses, text)
	}
}

// found is what one file holds.
type found struct {
	reports   []*FileReport
	drafts    []*draft
	documents []Document
	artifacts []Written
}

// draft is the rows of one register that one table gives.
type draft struct {
	report *FileReport
	kind   string
	rows   []*row
	// people are the columns, and the extra fields, that hold persons and nothing else; sure says that the
	// program itself writes names there.
	people []string
	sure   bool
	known  []string // persons whom the file names elsewhere, such as a board's members
	roles  []Pair   // persons whose role the table says
	taken  []string // what was taken for persons without being sure
}

// row is one record on its way into a register.
type row struct {
	number int  // of the source
	again  bool // the source row is counted by another register of the same file
	values map[string]string
	extra  []content.Field
}

func (r *row) get(column string) string { return r.values[column] }

func (r *row) set(column, value string) {
	if r.values == nil {
		r.values = map[string]string{}
	}
	r.values[column] = strings.TrimSpace(value)
}

func (r *row) addExtra(name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		r.extra = append(r.extra, content.Field{Name: name, Text: value})
	}
}
