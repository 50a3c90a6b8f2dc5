package shown

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// shownAs tells whether a cell of a published table says what was sealed of it. The cell stands there as
// it was written, the sealed value in one form for all ways of writing it.
func shownAs(sealed, cell, key string) bool {
	return saysIt(sealed, cell, key) || saysIt(sealed, disarmed(cell), key)
}

func saysIt(sealed, cell, key string) bool {
	a, b := normal(sealed), normal(cell)
	switch {
	case a == b:
		return true
	case plainDecimal.MatchString(a):
		return amount(a, b, key)
	case a == "yes" || a == "no":
		return flag(b) == a
	}
	return sameList(a, b)
}

// disarmed takes away the apostrophe that keeps a spreadsheet from running a cell as a formula.
func disarmed(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@\t\r", cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}

// normal is a text without what a file's form decides.
func normal(s string) string {
	return norm.NFC.String(strings.TrimFunc(strings.ReplaceAll(s, "\r\n", "\n"), blankRune))
}

func blankRune(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }

// blank tells whether a cell says that there is no value.
func blank(cell string) bool { return len(items(normal(disarmed(cell)))) == 0 }

// items cuts a text at semicolons and line breaks; those that say that there is no value are left out.
func items(s string) []string {
	var out []string
	for _, item := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		if item = strings.TrimFunc(item, blankRune); !missing(item) {
			out = append(out, item)
		}
	}
	return out
}

func missing(s string) bool {
	switch strings.ToLower(s) {
	case "", "-", "--", "–", "—", "n/a", "#n/a", "n.a.", "tbd", "tbc", "t.b.d.", "?":
		return true
	}
	return false
}

// sameList tells whether two texts are lists of the same items. A list of ids may be written with commas
// or blanks too.
func sameList(sealed, cell string) bool {
	a, b := items(sealed), items(cell)
	if len(a) == 0 {
		return false
	}
	if slices.Equal(a, b) {
		return true
	}
	between := func(r rune) bool { return r == ',' || r == ' ' || r == '\u00a0' }
	if slices.ContainsFunc(a, func(s string) bool { return strings.ContainsFunc(s, between) }) {
		return false
	}
	var ids []string
	for _, item := range b {
		ids = append(ids, strings.FieldsFunc(item, between)...)
	}
	return slices.Equal(a, ids)
}

// flag reads a yes or no; "" for neither.
func flag(s string) string {
	switch strings.ToLower(s) {
	case "yes", "y", "true", "t", "1", "x", "✓", "✔", "☑", "on":
		return "yes"
	case "no", "n", "false", "f", "0", "☐", "off":
		return "no"
	}
	return ""
}

// The form of sealed numbers, and of amounts as people write them: $1,200.50 · 1.200,50 € · (1 200) ·
// 12 % · USD 1.2k · −5.
var (
	plainDecimal  = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	writtenAmount = regexp.MustCompile(`^([-−–+. \t\x{a0}\x{202f}\p{Sc}A-Z]*?)([.,]?[0-9](?:[0-9.,'’_ \t\x{a0}\x{202f}]*[0-9])?)([^0-9]*)$`)
	tomlNumber    = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+$`)
	tomlInteger   = regexp.MustCompile(`^0(x[0-9a-fA-F]{1,13}|o[0-7]{1,17}|b[01]{1,52})$`)
	numberUnit    = regexp.MustCompile(`^[\p{L}\p{Sc}%]*$`)
)

// amountLimit is the length of the longest text that is read as an amount.
const amountLimit = 80

// amount tells whether one reading of a cell is a sealed number. The column percent_complete may be
// written in fractions of 1.
func amount(sealed, cell, key string) bool {
	want, err := strconv.ParseFloat(sealed, 64)
	if err != nil || utf8.RuneCountInString(sealed) > amountLimit || utf8.RuneCountInString(cell) > amountLimit {
		return false
	}
	for _, v := range readings(cell) {
		if near(v, want) || key == "percent_complete" && near(v*100, want) {
			return true
		}
	}
	return false
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// readings are the numbers that a text may mean.
func readings(s string) []float64 {
	plain := strings.ReplaceAll(s, "_", "")
	if tomlNumber.MatchString(plain) {
		return finite(strconv.ParseFloat(plain, 64))
	}
	if tomlInteger.MatchString(plain) {
		n, err := strconv.ParseInt(plain, 0, 64)
		return finite(float64(n), err)
	}
	s = strings.TrimFunc(strings.TrimLeft(s, "<>=≤≥~≈"), blankRune)
	negative := len(s) > 1 && s[0] == '(' && s[len(s)-1] == ')'
	if negative {
		s = strings.TrimFunc(s[1:len(s)-1], blankRune)
	}
	m := writtenAmount.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	signs := 0
	for _, r := range m[1] {
		if r == '-' || r == '−' || r == '–' {
			signs++
		}
	}
	scale := scaleOf(m[3])
	if signs > 1 || signs == 1 && negative || scale == 0 {
		return nil
	}
	if negative || signs == 1 {
		scale = -scale
	}
	digits := strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' || r == '_' || blankRune(r) {
			return -1
		}
		return r
	}, m[2])
	var out []float64
	for _, point := range []string{".", ","} {
		if text, ok := plainDigits(digits, point); ok {
			for _, v := range finite(strconv.ParseFloat(text, 64)) {
				out = append(out, v*scale)
			}
		}
	}
	return out
}

func finite(v float64, err error) []float64 {
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return nil
	}
	return []float64{v}
}

// plainDigits reads digits in groups of three (or, but for the last, of two) with this decimal mark.
func plainDigits(digits, point string) (string, bool) {
	group := map[string]string{".": ",", ",": "."}[point]
	whole, fraction, _ := strings.Cut(digits, point)
	if strings.ContainsAny(fraction, ".,") {
		return "", false
	}
	groups := strings.Split(whole, group)
	for i, g := range groups {
		if i > 0 && len(g) != 3 && !(len(g) == 2 && i < len(groups)-1) {
			return "", false
		}
	}
	if len(groups) > 1 && (groups[0] == "" || groups[0][0] == '0') {
		return "", false
	}
	return "0" + strings.Join(groups, "") + "." + fraction + "0", true
}

// scaleOf is what stands behind the digits as a factor; 0 when it is neither a scale nor a unit.
func scaleOf(s string) float64 {
	word := strings.TrimRight(strings.ToLower(strings.TrimFunc(s, blankRune)), ".")
	if len(word) > 2 && word[1] == ' ' && (word[0] == 'k' || word[0] == 'm') { // 1.2k USD
		if !numberUnit.MatchString(word[2:]) {
			return 0
		}
		word = word[:1]
	}
	switch word {
	case "k", "thousand":
		return 1e3
	case "m", "mn", "mio", "million":
		return 1e6
	case "bn", "billion":
		return 1e9
	}
	if numberUnit.MatchString(word) {
		return 1
	}
	return 0
}
