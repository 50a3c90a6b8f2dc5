package table

import (
	"strconv"
	"strings"
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

// Match finds for each header the column that it names. All matching of headers is here, so that
// synonyms and the search for a header row below titles have one place.
func Match(header []string, columns []Column) []Matched {
	known := make(map[string]int, len(columns))
	for i, c := range columns {
		for _, s := range c.Synonyms {
			if _, taken := known[Normalise(s)]; !taken {
				known[Normalise(s)] = i
			}
		}
	}
	for i, c := range columns {
		known[Normalise(c.Name)] = i // a column's own name beats another's synonym
	}
	type place struct{ column, nth int }
	seen := map[place]int{}
	out := make([]Matched, len(header))
	for i, h := range header {
		m := find(Normalise(h), known, columns)
		if m.Column >= 0 {
			at := place{m.Column, m.Nth}
			if first, twice := seen[at]; twice {
				m = Matched{Column: -1, Twice: first + 1}
			} else {
				seen[at] = i
			}
		}
		out[i] = m
	}
	return out
}

func find(name string, known map[string]int, columns []Column) Matched {
	if i, ok := known[name]; ok {
		nth := 0
		if columns[i].Series {
			nth = 1
		}
		return Matched{Column: i, Nth: nth}
	}
	if without, nth, ok := cutNumber(name); ok {
		if i, ok := known[without]; ok && columns[i].Series {
			return Matched{Column: i, Nth: nth}
		}
	}
	return Matched{Column: -1}
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
