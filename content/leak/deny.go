// Package leak looks for what must not be published: the words that an author has named in [deny] of
// portfolio.toml, in what a build would publish and in the files that it comes from.
//
// Words are found whatever their capitals, accents and blanks are, as whole words. What a file hides from
// a search for text is not found: the pages of a PDF, words in a picture, an office file with a password.
package leak

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Deny is a list of words, ready to be looked for.
type Deny struct{ words [][]rune }

// NewDeny takes the words as their author wrote them. Those without a letter or digit are never found; the
// others keep their numbers.
func NewDeny(words []string) *Deny {
	d := &Deny{}
	for _, w := range words {
		d.words = append(d.words, trimmed(fold(w).runes))
	}
	return d
}

// Empty tells whether there is nothing to look for.
func (d *Deny) Empty() bool {
	for _, w := range d.words {
		if len(w) > 0 {
			return false
		}
	}
	return true
}

// Hit is one place of a word.
type Hit struct {
	Word         int // its number in the list, from 0
	Line, Column int // from 1, in characters
}

// Find gives the first places of the words in a text, at most limit of each, in the order of the words.
func (d *Deny) Find(text string, limit int) []Hit {
	var out []Hit
	f := fold(text)
	for n, w := range d.words {
		found := 0
		for i := 0; len(w) > 0 && found < limit; {
			at := indexRunes(f.runes[i:], w)
			if at < 0 {
				break
			}
			start, end := i+at, i+at+len(w)
			if whole(f.runes, start, end) {
				out = append(out, Hit{n, int(f.line[start]), int(f.column[start])})
				found++
			}
			i = start + 1
		}
	}
	return out
}

// folded is a text in the form in which words are compared, with the place of each character.
type folded struct {
	runes        []rune
	line, column []int32
}

// fold takes away what two spellings of a name may differ in: capitals, accents, how blanks, hyphens and
// underscores are set, and characters that cannot be seen.
func fold(text string) folded {
	f := folded{runes: make([]rune, 0, len(text))}
	line, column := int32(1), int32(0)
	add := func(r rune) {
		f.runes, f.line, f.column = append(f.runes, r), append(f.line, line), append(f.column, column)
	}
	for _, r := range text {
		column++
		switch {
		case r == '\n':
			line, column = line+1, 0
			fallthrough
		case unicode.IsSpace(r) || r == '-' || r == '_' || r == '\u00a0':
			if n := len(f.runes); n > 0 && f.runes[n-1] != ' ' {
				add(' ')
			}
		case unicode.Is(unicode.Cf, r): // soft hyphens, zero-width joiners
		case r < 0x80:
			add(unicode.ToLower(r))
		default:
			for _, part := range norm.NFKD.String(string(r)) {
				if !unicode.Is(unicode.Mn, part) {
					add(unicode.ToLower(part))
				}
			}
		}
	}
	return f
}

// trimmed drops blanks around a word; one without a letter or digit is none, nor is a
// whole paragraph.
func trimmed(word []rune) []rune {
	s := strings.TrimSpace(string(word))
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	if r := []rune(s); len(r) <= longestWord {
		return r
	}
	return nil
}

// longestWord bounds what one search can cost, in characters.
const longestWord = 200

func indexRunes(text, word []rune) int {
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i] != word[0] {
			continue
		}
		n := 1
		for n < len(word) && text[i+n] == word[n] {
			n++
		}
		if n == len(word) {
			return i
		}
	}
	return -1
}

// whole tells whether a piece of a text is not a part of a longer word.
func whole(text []rune, start, end int) bool {
	before := start > 0 && inWord(text[start-1]) && inWord(text[start])
	after := end < len(text) && inWord(text[end]) && inWord(text[end-1])
	return !before && !after
}

// inWord tells whether a character can be a part of a longer word. Scripts that write without blanks have no
// words to be a part of.
func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}
