package showcase

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gatefold/gatefold/generator/site"
)

const nbsp = "\u00a0"

// day writes an ISO date as "16 Apr 2025"; what is no date is "".
func day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return t.Format("2" + nbsp + "Jan" + nbsp + "2006")
}

// longDay writes an ISO date as "16 April 2025".
func longDay(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}

// ago says how long before today a day was, "" for a day to come.
func ago(iso, today string) string {
	from, err := time.Parse(time.DateOnly, iso)
	to, toErr := time.Parse(time.DateOnly, today)
	days := int(to.Sub(from).Hours() / 24)
	switch {
	case err != nil || toErr != nil || days < 0:
		return ""
	case days == 0:
		return "today"
	case days < 100:
		return count(days, "day", "days") + " ago"
	case days < 730:
		return count(days/30, "month", "months") + " ago"
	}
	return count(days/365, "year", "years") + " ago"
}

// number writes "12,345".
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// numbered writes small numbers as words at the start of a sentence: "Three", else figures.
func numbered(n int) string {
	words := []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return number(n)
}

// count writes "1 risk", "25 risks".
func count(n int, one, many string) string {
	if n == 1 {
		return "1" + nbsp + one
	}
	return number(n) + nbsp + many
}

// money writes "231,480 USD", in whole units.
func money(v float64, currency string) string {
	return strings.TrimSpace(number(int(v+0.5)) + nbsp + currency)
}

// list joins words as "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// clean is a learner's field as it may stand in a line: one line, at most n characters, and none that
// steer how others are shown (controls, marks that turn the direction of writing).
func clean(s string, n int) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			return -1
		}
		return r
	}, s)), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n]), " ,;:.") + "…"
}

// clip shortens a line to at most n characters, at a word where that is near.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	if cut := strings.LastIndexByte(string(r[:n]), ' '); cut > n/2 {
		return strings.TrimRight(string(r[:n])[:cut], " ,;:.") + "…"
	}
	return string(r[:n]) + "…"
}

// wholeSentences are the first sentences of a text that fit into n characters, at least the first, cut.
func wholeSentences(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	if end := strings.LastIndex(string(r[:n]), ". "); end > 0 {
		return string(r[:n])[:end+1]
	}
	return clip(s, n)
}

// small begins with a small letter, unless what it begins with is an abbreviation.
func small(s string) string {
	r := []rune(s)
	if len(r) < 2 || unicode.IsUpper(r[1]) {
		return s
	}
	return string(unicode.ToLower(r[0])) + string(r[1:])
}

func plain(s string) site.Text {
	if s == "" {
		return nil
	}
	return site.Text{{Text: s}}
}

// optional adds a field that has a value.
func optional(fields []site.Field, label, value string) []site.Field {
	if value == "" {
		return fields
	}
	return append(fields, site.Field{Label: label, Value: plain(value)})
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
