package content

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/content/spelling"
)

// didYouMean is a sentence for a hint, or "".
func didYouMean(word string, candidates []string) string {
	if n := spelling.Nearest(word, candidates); n != "" {
		return "Did you mean " + quote(n) + "? "
	}
	return ""
}

// DidYouMean is the sentence for a hint that names the candidate nearest to a word, with a blank behind it;
// "" when none is near.
func DidYouMean(word string, candidates []string) string { return didYouMean(word, candidates) }

// orList is "a, b or c".
func orList(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// quote puts a found text between quotation marks, on one line and of a readable length.
func quote(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > 60 {
		s = string(r[:57]) + "..."
	}
	return `"` + s + `"`
}

// oneLine makes a text fit for a message: on one line, without characters that a terminal obeys or that
// turn the reading direction.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
