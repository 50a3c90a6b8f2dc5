package site

import (
	"math"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

const (
	nbsp  = "\u00a0"
	minus = "−"
)

// day writes a date as "16 Apr 2025".
func day(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + nbsp + d.Month.String()[:3] + nbsp + strconv.Itoa(d.Year)
}

// longDay writes a date as "16 April 2025".
func longDay(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + " " + d.Month.String() + " " + strconv.Itoa(d.Year)
}

// shortDay leaves out the year.
func shortDay(d content.Date) string { return strconv.Itoa(d.Day) + nbsp + d.Month.String()[:3] }

// moment writes a time of a day as "16 Apr 2025, 07:10".
func moment(m content.Moment) string {
	if m.IsZero() {
		return ""
	}
	if !m.HasTime {
		return day(m.Date)
	}
	return day(m.Date) + ", " + clock(m)
}

func clock(m content.Moment) string {
	if !m.HasTime {
		return day(m.Date)
	}
	s := m.String()
	return s[len(s)-5:]
}

// span writes two days as "February to July 2025".
func span(from, to content.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return "since " + from.Month.String() + " " + strconv.Itoa(from.Year)
	case from.IsZero():
		return "until " + to.Month.String() + " " + strconv.Itoa(to.Year)
	case from.Year == to.Year && from.Month == to.Month:
		return from.Month.String() + " " + strconv.Itoa(from.Year)
	case from.Year == to.Year:
		return from.Month.String() + " to " + to.Month.String() + " " + strconv.Itoa(to.Year)
	}
	return from.Month.String() + " " + strconv.Itoa(from.Year) + " to " + to.Month.String() + " " + strconv.Itoa(to.Year)
}

// number writes a number with thousands separators and at most places decimals, the last zeros
// left out.
func number(v float64, places int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return signed(v, s)
}

// fixed writes a number with exactly places decimals.
func fixed(v float64, places int) string {
	return signed(v, strconv.FormatFloat(math.Abs(v), 'f', places, 64))
}

func signed(v float64, s string) string {
	whole, frac, has := strings.Cut(s, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(s, "0.") != "" {
		b.WriteString(minus)
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if has {
		b.WriteByte('.')
		b.WriteString(frac)
	}
	return b.String()
}

// amount writes money in whole units, or with cents when it has some.
func amount(v float64) string {
	if math.Abs(v-math.Round(v)) < 0.005 {
		return number(math.Round(v), 0)
	}
	return fixed(v, 2)
}

// money writes an amount with its currency: "231,480 USD".
func money(v float64, currency string) string {
	if currency == "" {
		return amount(v)
	}
	return amount(v) + nbsp + currency
}

// percent writes a fraction as "6.2 %".
func percent(v float64) string { return number(math.Round(v*1000)/10, 1) + nbsp + "%" }

// signedPercent always writes the sign.
func signedPercent(v float64) string {
	if v > 0 {
		return "+" + percent(v)
	}
	return percent(v)
}

// count writes "1 risk", "25 risks".
func count(n int, one, many string) string {
	if n == 1 {
		return "1" + nbsp + one
	}
	return number(float64(n), 0) + nbsp + many
}

// numbered writes small counts as words at the start of a sentence: "Three", else the figure.
func numbered(n int) string {
	words := []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return number(float64(n), 0)
}

// minutes writes a span given in minutes as "10 h 30".
func minutes(v float64) string {
	n := int(math.Round(v))
	h, m := n/60, n%60
	switch {
	case h == 0:
		return strconv.Itoa(m) + nbsp + "min"
	case m == 0:
		return strconv.Itoa(h) + nbsp + "h"
	}
	return strconv.Itoa(h) + nbsp + "h" + nbsp + strconv.Itoa(m)
}

// minutesText is minutes of a figure, empty when it is undefined.
func minutesText(v metrics.Value) Text {
	if !v.Set {
		return nil
	}
	return plain(minutes(v.V))
}

// lateness says in words how a day compares with the planned one.
func lateness(actual, planned content.Date) string {
	n := actual.Sub(planned)
	switch {
	case n > 0:
		return count(n, "day", "days") + " late"
	case n < 0:
		return count(-n, "day", "days") + " early"
	}
	return "on the day"
}

// sentence is the first letter in upper case.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// oneLine folds line breaks and runs of space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip cuts a text at a word after at most n characters.
func clip(s string, n int) string {
	s = oneLine(s)
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := strings.LastIndexByte(string(r[:n]), ' ')
	if cut < n/2 {
		return string(r[:n]) + "…"
	}
	return strings.TrimRight(string(r[:n])[:cut], ",;:.") + "…"
}

// list joins words as "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
