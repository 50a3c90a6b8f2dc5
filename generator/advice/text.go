package advice

import (
	"strings"
	"unicode"
)

// lower gives a phrase its small first letter, unless it begins with an abbreviation.
func lower(s string) string {
	if r := []rune(s); len(r) > 1 && !unicode.IsUpper(r[1]) {
		return strings.ToLower(string(r[:1])) + string(r[1:])
	}
	return s
}

// short cuts a text for a message.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return s
}
