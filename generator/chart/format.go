package chart

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/metrics"
)

const (
	nbsp  = "\u00a0"
	minus = "\u2212"
	na    = "n/a" // an undefined figure, in a table
)

// number writes a value with thousands separators and at most two decimals.
func number(v float64) string { return decimals(v, 2, true) }

// ratio writes an index, always with two decimals.
func ratio(v float64) string { return decimals(v, 2, false) }

// decimals writes v with n decimals, without trailing zeros when trim is set.
func decimals(v float64, n int, trim bool) string {
	if !finite(v) {
		return na
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', n, 64)
	whole, frac, _ := strings.Cut(s, ".")
	if trim {
		frac = strings.TrimRight(frac, "0")
	}
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString(minus)
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if frac != "" {
		b.WriteByte('.')
		b.WriteString(frac)
	}
	return b.String()
}

// short writes a value for an axis: 200, 1.5k, 100k, 1.2m.
func short(v float64) string {
	switch a := math.Abs(v); {
	case a >= 1e15:
		return strings.ReplaceAll(strconv.FormatFloat(v, 'g', 2, 64), "-", minus)
	case a >= 1e9:
		return decimals(v/1e9, 1, true) + "bn"
	case a >= 1e6:
		return decimals(v/1e6, 1, true) + "m"
	case a >= 1e4:
		return decimals(v/1e3, 1, true) + "k"
	case a < 0.1 && a > 0:
		return decimals(v, 3, true)
	}
	return number(v)
}

// tight writes a value for the end of a line, where some sixty pixels are left.
func tight(v float64) string {
	if math.Abs(v) >= 1e6 {
		return decimals(v/1e6, 3, true) + "m"
	}
	return decimals(v, 0, true)
}

// amount writes a value with its unit.
func amount(v float64, unit string) string {
	if unit == "" {
		return number(v)
	}
	return number(v) + nbsp + unit
}

// percent writes a fraction as "6.2 %".
func percent(f float64) string { return decimals(f*100, 1, true) + nbsp + "%" }

// day writes "27 Jun 2025".
func day(d metrics.Date) string {
	if d.IsZero() {
		return ""
	}
	return shortDay(d) + nbsp + strconv.Itoa(d.Year)
}

// shortDay writes "27 Jun".
func shortDay(d metrics.Date) string {
	return strconv.Itoa(d.Day) + nbsp + month(d.Month)
}

func month(m time.Month) string {
	if m < time.January || m > time.December {
		return "?"
	}
	return m.String()[:3]
}

// days writes "1 day", "21 days".
func days(n int) string { return count(n, "day", "days") }

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1" + nbsp + one
	}
	return number(float64(n)) + nbsp + many
}

// cell writes a computed figure for a table; the reason of an undefined one goes to notes, once.
func cell(v metrics.Value, write func(float64) string, name string, notes *[]string) string {
	switch {
	case v.Set && finite(v.V):
		return write(v.V)
	case v.Set:
		addNote(notes, name+" has no value: the number is too large to count with.")
		return na
	case v.Why != "":
		addNote(notes, name+" has no value: "+sentence(v.Why))
		return na
	}
	return ""
}

// sentence ends a reason with a full stop.
func sentence(s string) string {
	return strings.TrimRight(strings.TrimSpace(s), ".") + "."
}

func addNote(notes *[]string, note string) {
	for _, n := range *notes {
		if n == note {
			return
		}
	}
	*notes = append(*notes, note)
}

// clip cuts a text that would not fit any drawing.
func clip(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes-1 && n < len([]rune(s))-1 {
			return strings.TrimRight(s[:i], " ,.;:") + "\u2026"
		}
		n++
	}
	return s
}

// finite tells whether a value can be drawn and counted with: a number, and of this world.
func finite(v float64) bool { return math.Abs(v) <= 1e15 }

// head makes table heads; a name that starts with "#" is numeric.
func head(names ...string) []Head {
	out := make([]Head, len(names))
	for i, n := range names {
		text, numeric := strings.CutPrefix(n, "#")
		out[i] = Head{Text: text, Numeric: numeric}
	}
	return out
}

// upperFirst makes the first letter a capital.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// times writes "once", "twice", "3 times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return count(n, "time", "times")
}

// ordinal names a baseline in a sentence.
func ordinal(n int) string {
	words := [...]string{"zeroth", "first", "second", "third", "fourth", "fifth"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n) + "th"
}

// list joins words with commas and "and".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
