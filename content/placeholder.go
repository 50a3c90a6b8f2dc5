package content

import (
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// placeholder reports words that a template left behind: "[Risk title]", "lorem ipsum".
func (f *filler) placeholder(i, j int, text string) {
	if p := placeholderIn(text); p >= 0 {
		at := f.spot(i, j)
		f.r.add(CodePlaceholder, Warning, at, "Write your own words instead, or delete them.", "%s still holds the words of a template: %s.", f.label(j), quote(fromPlaceholder(text[p:])))
	}
}

func fromPlaceholder(s string) string {
	if end := strings.IndexByte(s, ']'); s[0] == '[' && end > 0 {
		return s[:end+1]
	}
	return s
}

// Bounds of the search for a template's words, so that a text made of brackets costs no more than another.
const (
	longestPlaceholder = 60
	placeholderTries   = 200
)

// placeholderIn is where a template's words begin in a text, or -1. Links, footnotes, callouts and
// check boxes have brackets too and are none.
func placeholderIn(text string) int {
	from := 0
	for range placeholderTries {
		n := strings.IndexByte(text[from:], '[')
		if n < 0 {
			break
		}
		start := from + n
		length := strings.IndexByte(text[start:min(start+longestPlaceholder+2, len(text))], ']')
		if length > 0 && isPlaceholder(text, start, start+length) {
			return start
		}
		from = start + 1
	}
	return indexFold(text, "lorem ipsum")
}

func isPlaceholder(text string, start, end int) bool {
	inside := text[start+1 : end]
	if len(inside) < 3 || inside[0] < 'A' || inside[0] > 'Z' || strings.ContainsAny(inside, "0123456789\n:;[`") {
		return false
	}
	if start > 0 && strings.IndexByte("]!\\`", text[start-1]) >= 0 {
		return false
	}
	if end+1 < len(text) && strings.IndexByte("([:", text[end+1]) >= 0 {
		return false
	}
	return !strings.Contains(text, "["+inside+"]:") && strings.ToUpper(inside) != inside
}

// indexFold is strings.Index without regard to case; part is in lower case.
func indexFold(s, part string) int {
	if len(s) < len(part) {
		return -1
	}
	return strings.Index(strings.ToLower(s), part)
}

// checkBodyPlaceholders reports the first template words of a document's text.
func checkBodyPlaceholders(r *report, body string, firstLine int) {
	if !strings.Contains(body, "[") && indexFold(body, "lorem ipsum") < 0 {
		return
	}
	masked := maskMarkdown(body)
	p := placeholderIn(masked)
	if p < 0 {
		return
	}
	cell := table.Cell{Text: body, Line: firstLine, Column: 1}
	line, column := cell.At(p)
	r.add(CodePlaceholder, Warning, spot{line, column, ""}, "Write your own words instead, or delete them.", "The text still holds the words of a template: %s.", quote(fromPlaceholder(body[p:min(p+60, len(body))])))
}
