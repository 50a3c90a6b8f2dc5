package content

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// numberStyle is how a column writes its numbers.
type numberStyle struct {
	comma     bool // 1.234,50
	undecided bool // nothing in the column tells 1.234 (thousands) from 1.234 (a fraction)
	ratio     bool // 0 to 1 where a percentage is meant
}

// parseNumber reads a number or an amount: 1,234.50 · 1.234,50 · £1.2k · (500) · -3 % · USD 40.
func parseNumber(text string, style numberStyle) (float64, bool) {
	digits, negative, scale, ok := numberParts(text)
	if !ok {
		return 0, false
	}
	plain, ok := plainDigits(digits, style.comma)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(plain, 64)
	if v *= scale; err != nil || math.IsInf(v, 0) || v > 1e15 {
		return 0, false
	}
	if negative && v != 0 {
		v = -v
	}
	if style.ratio {
		v = asPercent(v)
	}
	return v, true
}

// asPercent turns 0.29 into 29, not into 28.999999999999996.
func asPercent(v float64) float64 { return math.Round(v*1e8) / 1e6 }

// numberParts strips sign, brackets, currency, unit and suffix from a number.
func numberParts(text string) (digits string, negative bool, scale float64, ok bool) {
	s := strings.TrimSpace(text)
	s = strings.TrimSpace(strings.TrimLeft(s, "<>=≤≥~≈"))
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s, negative = strings.TrimSpace(s[1:len(s)-1]), true
	}
	first := strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' })
	if first < 0 {
		return "", false, 0, false
	}
	if first > 0 && (s[first-1] == '.' || s[first-1] == ',') {
		first--
	}
	sign, currencyOK := prefix(s[:first])
	if !currencyOK || sign && negative {
		return "", false, 0, false
	}
	end := first
	for i, r := range s[first:] {
		if r >= '0' && r <= '9' {
			end = first + i + 1
		} else if !isGroup(r) && r != '.' && r != ',' {
			break
		}
	}
	scale, ok = suffix(s[end:])
	return s[first:end], negative != sign, scale, ok
}

// isGroup tells whether r separates thousands and nothing else.
func isGroup(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' || r == '’'
}

// prefix accepts a sign and a currency before the digits.
func prefix(s string) (negative, ok bool) {
	for _, r := range s {
		switch {
		case r == '-' || r == '−' || r == '–':
			if negative {
				return false, false
			}
			negative = true
		case r == '+' || r == '.' || unicode.IsSpace(r) || unicode.Is(unicode.Sc, r):
		case r < 'A' || r > 'Z' || len(s) > 6: // a currency code: USD, "US$"
			return false, false
		}
	}
	return negative, true
}

// suffix accepts what may stand behind the digits: k, m, %, a currency, a unit of one word.
func suffix(s string) (scale float64, ok bool) {
	s = strings.TrimSpace(s)
	word := strings.ToLower(strings.TrimRight(s, "."))
	switch {
	case word == "k" || word == "thousand":
		return 1e3, true
	case word == "m" || word == "mn" || word == "mio" || word == "million":
		return 1e6, true
	case word == "bn" || word == "billion":
		return 1e9, true
	case word == "" || word == "%" || word == "h" || word == "d":
		return 1, true
	}
	if len(s) > 20 {
		return 0, false
	}
	if i := strings.IndexAny(word, " "); i == 1 && (word[0] == 'k' || word[0] == 'm') { // "1.2k USD"
		rest, ok := suffix(word[2:])
		if word[0] == 'k' {
			return 1e3 * rest, ok
		}
		return 1e6 * rest, ok
	}
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) {
			return 0, false
		}
	}
	return 1, true
}

// plainDigits turns grouped digits into what strconv reads.
func plainDigits(s string, comma bool) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if isGroup(r) {
			return -1
		}
		return r
	}, s)
	point, group := ".", ","
	if decimalOf(s) == decimalComma || decimalOf(s) == decimalOpen && comma {
		point, group = ",", "."
	}
	whole, fraction, has := strings.Cut(s, point)
	if strings.Contains(fraction, group) || strings.Contains(fraction, point) {
		return "", false
	}
	groups := strings.Split(whole, group)
	for i, g := range groups {
		if i > 0 && len(g) != 3 && !(len(g) == 2 && i < len(groups)-1) { // 12,34,567 is how India groups
			return "", false
		}
	}
	whole = strings.Join(groups, "")
	if whole == "" {
		whole = "0"
	}
	if has && fraction != "" {
		whole += "." + fraction
	}
	return whole, true
}

type decimal int

const (
	decimalNone  decimal = iota // no separator, or thousands only, beyond doubt
	decimalPoint                // the point is the decimal one
	decimalComma                // the comma is
	decimalOpen                 // one separator with three digits behind it: it may be either
)

// decimalOf tells what the separators of one number reveal.
func decimalOf(s string) decimal {
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	last := strings.LastIndexAny(s, ".,")
	switch {
	case points == 0 && commas == 0:
		return decimalNone
	case points > 1 && commas <= 1:
		return decimalComma // 1.234.567
	case commas > 1 && points <= 1:
		return decimalPoint
	case points == 1 && commas == 1:
		if s[last] == '.' {
			return decimalPoint
		}
		return decimalComma
	}
	if len(s)-last-1 == 3 && last >= 1 && last <= 3 && s[0] != '0' {
		return decimalOpen
	}
	if s[last] == '.' {
		return decimalPoint
	}
	return decimalComma
}

// inferNumbers decides a column's style from all its numbers. doubtful is the index of a number that
// may be read in two ways, or -1.
func inferNumbers(texts []string, semicolons bool) (style numberStyle, doubtful int) {
	var point, comma bool
	doubtful = -1
	for i, t := range texts {
		digits, _, _, ok := numberParts(t)
		if !ok {
			continue
		}
		switch decimalOf(digits) {
		case decimalPoint:
			point = true
		case decimalComma:
			comma = true
		case decimalOpen:
			if doubtful < 0 && (strings.Contains(digits, ".") || semicolons) {
				doubtful = i
			}
		}
	}
	switch {
	case comma && !point:
		return numberStyle{comma: true}, -1
	case point && !comma:
		return numberStyle{}, -1
	}
	return numberStyle{comma: semicolons && doubtful >= 0, undecided: doubtful >= 0}, doubtful
}

// inferRatio tells whether a column of percentages is written as fractions: 0.4 for 40 %.
func inferRatio(texts []string, style numberStyle) bool {
	fraction := false
	for _, t := range texts {
		v, ok := parseNumber(t, style)
		if !ok {
			continue
		}
		if v > 1 || strings.Contains(t, "%") {
			return false
		}
		fraction = fraction || v > 0 && v < 1
	}
	return fraction
}

// tomlNumber reads a number as TOML writes it: 1_000, 0x1F, 1e5; infinity and NaN are none.
func tomlNumber(text string) (float64, bool) {
	s := strings.ReplaceAll(text, "_", "")
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		return float64(n), true
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
