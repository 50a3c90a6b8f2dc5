package content

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/content/table"
)

// columnMentions are the words of a cell that may be references.
func (f *filler) columnMentions(i, j int, c table.Cell) []mention {
	col := f.heads[j].column
	switch {
	case col.ID || col.Vocabulary != "" || col.Type == refsValue:
		return nil
	case col.Refs:
		return f.refMentions(i, j, c, col.Name)
	case col.Type == TextValue || col.Type == ListValue:
		return f.textMentions(i, j, c, col.Name)
	}
	return nil
}

func (f *filler) textMentions(i, j int, c table.Cell, column string) []mention {
	if c.Type == table.List {
		var out []mention
		for _, item := range c.Items() {
			out = append(out, f.textMentions(i, j, item, column)...)
		}
		return out
	}
	if c.Type != table.Text {
		return nil
	}
	var out []mention
	for _, w := range once(scanText(c.Text)) {
		out = append(out, f.mentionAt(i, j, c, w.start, w.ref, column, false))
	}
	return out
}

// once keeps the first place of every word.
func once(words []found) []found {
	if len(words) < 2 {
		return words
	}
	seen := make(map[Ref]bool, len(words))
	return slices.DeleteFunc(words, func(w found) bool {
		if seen[w.ref] {
			return true
		}
		seen[w.ref] = true
		return false
	})
}

// refMentions takes every word of a cell as a reference.
func (f *filler) refMentions(i, j int, c table.Cell, column string) []mention {
	if c.Type == table.List {
		var out []mention
		for _, item := range c.Items() {
			out = append(out, f.refMentions(i, j, item, column)...)
		}
		return out
	}
	if isMissing(c.Text) {
		return nil
	}
	var out []mention
	text := maskURLs(c.Text)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) || strings.ContainsRune(",;|/", r) {
			at += size
			continue
		}
		end := at
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) || strings.ContainsRune(",;|", r) || r == '/' && !strings.HasSuffix(text[at:end], "artifacts") && !strings.Contains(text[at:end], artifactPrefix) {
				break
			}
			end += size
		}
		if word := strings.Trim(text[at:end], "()[]."); word != "" {
			out = append(out, f.mentionAt(i, j, c, at, refOf(word), column, true))
		}
		at = end
	}
	return out
}

// refOf reads R-03, device-refresh:R-03 or device-refresh:artifacts/plan.pdf.
func refOf(s string) Ref {
	if slug, id, ok := strings.Cut(s, ":"); ok && isSlug(slug) && id != "" {
		return Ref{Slug: slug, ID: strings.TrimSpace(id)}
	}
	return Ref{ID: s}
}

func (f *filler) mentionAt(i, j int, c table.Cell, offset int, ref Ref, column string, sure bool) mention {
	line, col := c.At(offset)
	cell := ""
	if !f.inner {
		cell = f.t.Address(j, f.t.Rows[i].Number)
	}
	if f.t.Sheet != "" {
		line, col = c.Line, 0
	}
	return mention{Mention{Ref: ref, Pos: Pos{Path: f.r.path, Line: line}, Column: col, Cell: cell, Sure: sure}, column}
}

// evidence reads a list whose every item is one reference; a file's name may hold spaces.
func (f *filler) evidence(row *filled, i, j int, c table.Cell) []Mention {
	items := c.Items()
	if c.Type != table.List {
		offset := 0
		for _, part := range strings.SplitAfter(c.Text, ";") {
			item := c
			item.Text = strings.TrimSpace(strings.TrimRight(part, ";"))
			item.Line, item.Column = c.At(offset)
			offset += len(part)
			items = append(items, item)
		}
	}
	var out []Mention
	for _, item := range items {
		if isMissing(item.Text) {
			continue
		}
		m := f.mentionAt(i, j, item, 0, refOf(strings.TrimSpace(item.Text)), "evidence", true)
		out = append(out, m.Mention)
		row.mentions = append(row.mentions, m)
	}
	return out
}

// bodyMentions are the words of a Markdown text that may be references. Code and addresses are left out.
func bodyMentions(body string, firstLine int, path string) []mention {
	words := once(scanText(maskMarkdown(body)))
	if len(words) == 0 {
		return nil
	}
	starts := []int{0}
	for i := range len(body) {
		if body[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	out := make([]mention, len(words))
	for i, w := range words {
		n := sort.SearchInts(starts, w.start+1) - 1
		out[i] = mention{Mention: Mention{Ref: w.ref, Pos: Pos{Path: path, Line: firstLine + n},
			Column: 1 + utf8.RuneCountInString(body[starts[n]:w.start])}}
	}
	return out
}
