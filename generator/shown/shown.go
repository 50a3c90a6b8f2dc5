// Package shown compares what was sealed of a portfolio's records with what its site shows: the rows
// of its tables, the words of its pages and its data. themes/shared/verify/compare.js does the same in
// a reader's browser, with the same results.
//
// A difference is an accusation, so none is made where it is not sure: what a page may show in another
// form than it was written (a date, a colour, a word from a fixed list, odd Markdown) is not compared.
// What is compared is still all that a reader would lean on: every cell of a register and of a series,
// every sentence, and the titles, dates and decisions in data/portfolio.json.
package shown

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Site gives the files that are published, by their paths from the site's root. ok is false for one that
// is not there.
type Site interface {
	Read(path string) (body []byte, ok bool)
}

// Difference is one thing that the site shows otherwise than it was sealed. Path is the file that was
// compared.
type Difference struct{ Path, Expected, Got string }

// PlaceField is the name of the field that says where a record stands.
const PlaceField = "record"

// maxDifferences is how many are told of one record.
const maxDifferences = 20

// Checker compares records with one site. It reads every table and every page that several records
// share once, and may be used by several goroutines when its site may.
type Checker struct {
	site  Site
	cache cache
}

// NewChecker makes a Checker.
func NewChecker(site Site) *Checker { return &Checker{site: site} }

// Record compares one record. fields are its disclosed values by name: texts, lists of tables of texts
// ([]any of map[string]any), or for a row of a whole table one table (map[string]any); withheld is how
// many of its fields are not disclosed. compared is false when the field PlaceField is not among them:
// then nothing says where the record stands.
func (c *Checker) Record(fields map[string]any, withheld int) (differences []Difference, compared bool) {
	place, ok := fields[PlaceField].(string)
	if !ok {
		return nil, false
	}
	r := &record{checker: c, place: place, fields: fields, withheld: withheld}
	r.compare()
	return r.differences[:min(len(r.differences), maxDifferences)], true
}

// record is one comparison.
type record struct {
	checker     *Checker
	place       string
	fields      map[string]any
	withheld    int
	rescans     int
	longForm    bool // it may be a row with a document beside it
	differences []Difference
}

func (r *record) differ(path, expected, got string) {
	r.differences = append(r.differences, Difference{path, expected, got})
}

// compare takes the place apart: see content.Place.
func (r *record) compare() {
	parts := strings.SplitN(r.place, "/", 3)
	for _, p := range parts {
		if !safeName(p) {
			r.differ(portfolioPath, "a place in the site", clip(r.place))
			return
		}
	}
	switch {
	case r.place == "owner":
		r.owner()
	case len(parts) == 2 && parts[0] == "answers":
		r.answer()
	case len(parts) == 2 && parts[1] == "project":
		r.project(parts[0])
	case len(parts) == 2 && tableKeys[parts[1]] != "":
		r.table(parts[0], parts[1])
	case len(parts) == 3 && documentTexts[parts[1]] != nil:
		r.document(parts[0], parts[1], parts[2])
	case len(parts) == 3:
		r.row(parts[0], parts[1], parts[2])
	default:
		r.differ(portfolioPath, "a place in the site", clip(r.place))
	}
}

// safeName tells whether a part of a place may be part of a path.
func safeName(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 200 && strings.Trim(s, ".") != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_' || r == ' ' || r >= 0x80)
	})
}

// names are the fields in the order of their names.
func (r *record) names() []string { return sortedKeys(r.fields) }

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// clip is the beginning of a text, for a reader.
func clip(s string) string {
	n := 0
	for i := range s {
		if n++; n > 200 {
			return s[:i]
		}
	}
	return s
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return strconv.Itoa(n) + " rows"
}
