package content

import (
	"slices"
	"strings"
	"unicode"
)

// nearest is the candidate that word was most likely meant to be; "" when none is near.
func nearest(word string, candidates []string) string {
	w := strings.ToLower(word)
	best, bestDistance := "", len(w)/3+2
	for _, c := range candidates {
		if d := distance(w, strings.ToLower(c), bestDistance); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove, change or swap to make b of a; limit when it
// is at least that.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 64 || len(b) > 64 {
		return limit
	}
	before := make([]int, len(b)+1)
	last, row := slices.Clone(before), slices.Clone(before)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

// didYouMean is a sentence for a hint, or "".
func didYouMean(word string, candidates []string) string {
	if n := nearest(word, candidates); n != "" {
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
