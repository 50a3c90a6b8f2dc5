package proof

import (
	"strings"
	"unicode/utf8"
)

// plainJSON is the compact JSON of three texts that need no escape in it, as most disclosures are; ok is
// false for all others. It gives what compactJSON gives, without its cost.
func plainJSON(texts ...string) (json []byte, ok bool) {
	n := len(`[]`)
	for _, s := range texts {
		if !isPlain(s) {
			return nil, false
		}
		n += len(s) + len(`"",`)
	}
	json = append(make([]byte, 0, n), '[')
	for i, s := range texts {
		if i > 0 {
			json = append(json, ',')
		}
		json = append(append(append(json, '"'), s...), '"')
	}
	return append(json, ']'), true
}

// cutPlainJSON reads plainJSON of three texts back and nothing else.
func cutPlainJSON(json string) (a, b, c string, ok bool) {
	rest, opened := strings.CutPrefix(json, `["`)
	rest, closed := strings.CutSuffix(rest, `"]`)
	if !opened || !closed {
		return "", "", "", false
	}
	a, rest, first := strings.Cut(rest, `","`)
	b, c, second := strings.Cut(rest, `","`)
	return a, b, c, first && second && isPlain(a) && isPlain(b) && isPlain(c)
}

// isPlain tells of a text that it stands in JSON as it is (RFC 8259, section 7).
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			return false
		}
	}
	return utf8.ValidString(s)
}
