package importer

import (
	"strings"
	"unicode"
)

// wordAt is a word of a text, by byte offsets.
type wordAt struct{ start, end int }

// wordsIn cuts a text into words: letters, digits, and the hyphens, apostrophes and points within names.
func wordsIn(text string) []wordAt {
	var out []wordAt
	start := -1
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || start >= 0 && (r == '-' || r == '\'' || r == '’' || r == '.' || r == '_'):
			if start < 0 {
				start = i
			}
		case start >= 0:
			out = append(out, trimmedWord(text, start, i))
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, trimmedWord(text, start, len(text)))
	}
	return out
}

// trimmedWord is a word without the point that ends a sentence, and without "'s".
func trimmedWord(text string, start, end int) wordAt {
	word := text[start:end]
	for _, tail := range []string{"'s", "’s"} {
		word = strings.TrimSuffix(strings.TrimRight(word, ".-_'’"), tail)
	}
	return wordAt{start, start + len(strings.TrimRight(word, ".-_'’"))}
}

// replaceNames puts aliases in the place of names: whole names in any case, single words where they are
// written just so and are no word of the language.
func (p *people) replaceNames(text string) string {
	p.prepare()
	if p.longest == 0 {
		return text
	}
	words := wordsIn(text)
	var b strings.Builder
	last := 0
	for i := 0; i < len(words); {
		n, alias := p.nameAt(text, words[i:])
		if n > 0 {
			b.WriteString(text[last:words[i].start] + alias)
			last = words[i+n-1].end
		}
		i += max(n, 1)
	}
	return b.String() + text[last:]
}

// nameAt finds the longest name that begins with the first of some words; n is how many it takes.
func (p *people) nameAt(text string, words []wordAt) (n int, alias string) {
	for n := min(p.longest, len(words)); n > 0; n-- {
		written := strings.Join(strings.Fields(text[words[0].start:words[n-1].end]), " ")
		name := strings.ToLower(written)
		if alias, ok := p.aliases.names[name]; ok && (n > 1 || p.aliases.shown[name] == written && !isWordToo(written)) {
			return n, alias
		}
	}
	alias, ok := p.partial[text[words[0].start:words[0].end]]
	if !ok {
		return 0, ""
	}
	return 1, alias
}

// prepare collects first and last names, once everybody is known.
func (p *people) prepare() {
	if p.partial != nil {
		return
	}
	p.partial = map[string]string{}
	for _, pair := range p.aliases.Pairs() {
		words := strings.Fields(pair.Name)
		p.longest = max(p.longest, len(words))
		for _, w := range words {
			if len(words) > 1 && isNameAlone(w) {
				p.partial[w] = pair.Alias
			}
		}
	}
}

// isNameAlone tells whether a first or last name is hidden where it stands alone.
func isNameAlone(w string) bool {
	runes := []rune(w)
	return len(runes) >= 3 && unicode.IsUpper(runes[0]) && !isWordToo(w) && !isRole(w) &&
		!strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' })
}
