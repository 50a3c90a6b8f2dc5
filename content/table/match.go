package table

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Column is what a header may name.
type Column struct {
	Name     string   // in lower case: "date raised"
	Synonyms []string // other words for it that are met in real files
	Series   bool     // the header may hold a number: "baseline remaining", "baseline 2 remaining"
}

// Matched says what one header cell names.
type Matched struct {
	Column int // index of the column; -1 when the word is unknown, or an earlier header has it
	Nth    int // of a series, from 1; 0 for other columns
	Twice  int // 1 + index of the earlier header that names the same column; 0 when there is none
}

// Pins are headers whose column the learner has fixed, both as they are written. The column [PinExtra]
// keeps the header as an extra field.
type Pins map[string]string

// PinExtra is the column of a header that is none of the known ones, whatever it looks like.
const PinExtra = "extra"

// Index finds columns by the words over them. It is built once for a kind and never changed.
type Index struct {
	columns []Column
	pins    map[string]int // normalised headers; -1 for PinExtra
	names   map[string]int // the columns' own names
	known   map[string]int // their synonyms
	sets    map[string]int // names and synonyms as sets of words
}

// NewIndex makes an index of columns. All matching of headers is in it, so that synonyms and the search
// for a header row below titles have one place.
func NewIndex(columns []Column) *Index {
	x := &Index{columns: columns, names: map[string]int{}, known: map[string]int{}, sets: map[string]int{}}
	add := func(m map[string]int, key string, i int) {
		if _, taken := m[key]; !taken && key != "" {
			m[key] = i
		}
	}
	for i, c := range columns {
		add(x.names, Normalise(c.Name), i)
		add(x.sets, wordSet(Normalise(c.Name)), i)
	}
	for i, c := range columns {
		for _, s := range c.Synonyms {
			add(x.known, Normalise(s), i)
			add(x.sets, wordSet(Normalise(s)), i)
		}
	}
	return x
}

// With is the index with some headers fixed. Pins that name no column are ignored.
func (x *Index) With(pins Pins) *Index {
	if len(pins) == 0 {
		return x
	}
	pinned := *x
	pinned.pins = map[string]int{}
	for header, column := range pins {
		name := Normalise(column)
		if i, ok := x.names[name]; ok {
			pinned.pins[Normalise(header)] = i
		} else if name == PinExtra {
			pinned.pins[Normalise(header)] = -1
		}
	}
	return &pinned
}

// Match finds for each header the column that it names.
func Match(header []string, columns []Column) []Matched { return NewIndex(columns).Match(header) }

// How sure a header is of its column, the surest first. Of two headers for one column the surer gets it.
const (
	byPin = iota
	byName
	bySynonym
	byWords
	ranks
)

// Match finds for each header the column that it names.
func (x *Index) Match(header []string) []Matched {
	type place struct{ column, nth int }
	seen := map[place]int{}
	out := make([]Matched, len(header))
	rank := make([]int, len(header))
	for i, h := range header {
		out[i], rank[i] = x.find(h)
	}
	for r := range ranks {
		for i, m := range out {
			if rank[i] != r || m.Column < 0 {
				continue
			}
			at := place{m.Column, m.Nth}
			if first, twice := seen[at]; twice {
				out[i] = Matched{Column: -1, Twice: first + 1}
			} else {
				seen[at] = i
			}
		}
	}
	return out
}

// find gives the column that a header names, and how sure that is.
func (x *Index) find(header string) (Matched, int) {
	name := Normalise(header)
	if name == "" {
		return Matched{Column: -1}, ranks
	}
	if i, ok := x.pins[name]; ok {
		if i < 0 {
			return Matched{Column: -1}, byPin
		}
		return x.matched(i, 1), byPin
	}
	for _, form := range []string{name, Normalise(SplitCase(header))} {
		if m, rank := x.findForm(form); m.Column >= 0 {
			return m, rank
		}
	}
	if i, ok := x.sets[wordSet(Normalise(SplitCase(header)))]; ok {
		return x.matched(i, 1), byWords
	}
	return Matched{Column: -1}, ranks
}

func (x *Index) findForm(name string) (Matched, int) {
	for rank, words := range []map[string]int{byName: x.names, bySynonym: x.known} {
		if i, ok := words[name]; ok {
			return x.matched(i, 1), rank
		}
	}
	if without, nth, ok := cutNumber(name); ok {
		for rank, words := range []map[string]int{byName: x.names, bySynonym: x.known} {
			if i, ok := words[without]; ok && x.columns[i].Series {
				return x.matched(i, nth), rank
			}
		}
	}
	return Matched{Column: -1}, ranks
}

// matched is column i, the nth of its series where it has one.
func (x *Index) matched(i, nth int) Matched {
	if !x.columns[i].Series {
		nth = 0
	}
	return Matched{Column: i, Nth: nth}
}

// Known is the number of columns that a header row names.
func (x *Index) Known(header []string) int {
	n := 0
	for _, m := range x.Match(header) {
		if m.Column >= 0 {
			n++
		}
	}
	return n
}

// wordSet is a name without its order and without words that say nothing: "date of approval" and
// "approval date" are one.
func wordSet(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '#' })
	words = slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "of", "the", "a", "an", "for", "in", "on", "usd", "eur", "gbp":
			return true
		}
		return false
	})
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// SplitCase puts a blank between the words of "TargetDate" and "RiskID".
func SplitCase(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cutNumber takes the one number from 1 to 99 out of a name: "baseline 2 remaining" and "baseline2
// remaining" are "baseline remaining" and 2.
func cutNumber(name string) (without string, n int, ok bool) {
	start := strings.IndexAny(name, "0123456789")
	if start < 0 {
		return "", 0, false
	}
	end := start
	for end < len(name) && name[end] >= '0' && name[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(name[start:end])
	if err != nil || n < 1 || n > 99 {
		return "", 0, false
	}
	return strings.Join(strings.Fields(name[:start]+" "+name[end:]), " "), n, true
}

// Normalise makes a header comparable: lower case, without bracketed parts and trailing asterisk,
// with single spaces for `_`, `-` and `.`. "Impact (High/Med/Low) *" becomes "impact".
func Normalise(header string) string {
	if n := normalise(unbracket(header)); n != "" {
		return n
	}
	return normalise(header) // nothing but brackets: they are the name
}

func normalise(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', '.', '\u00a0':
			return ' '
		}
		return r
	}, strings.ToLower(s))
	s = strings.TrimRight(strings.TrimSpace(s), "*: ")
	return strings.Join(strings.Fields(s), " ")
}

func unbracket(s string) string {
	if !strings.ContainsAny(s, "([") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			if depth > 0 {
				depth--
				b.WriteByte(' ')
				continue
			}
		}
		if depth == 0 {
			b.WriteRune(r)
		}
	}
	if depth > 0 { // an opening bracket without its end is part of the name
		return s
	}
	return b.String()
}
