package content

import (
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content/table"
)

// dateOrder says which of day and month comes first in dates such as 03/04/2025.
type dateOrder int

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

func orderOf(setting string) dateOrder {
	switch setting {
	case "dmy":
		return dayFirst
	case "mdy":
		return monthFirst
	}
	return orderUnknown
}

// dateFault says why a text is no date.
type dateFault int

const (
	dateFine       dateFault = iota
	dateUnreadable           // "next week"
	dateImpossible           // 2025-02-30
	dateAmbiguous            // 03/04/2025
)

// ReadDate reads a date, in any of the forms that registers may have, that can mean one day only; ok is
// false for every other text.
func ReadDate(text string) (d Date, ok bool) {
	d, fault := parseDate(text, orderUnknown)
	return d, fault == dateFine
}

// parseDate reads one date. Two-digit years are 1970 to 2069.
func parseDate(text string, order dateOrder) (Date, dateFault) {
	s := withoutWeekday(strings.TrimSpace(text))
	a, b, c, sep, ok := threeNumbers(s)
	if ok {
		return numericDate(a, b, c, sep, order)
	}
	if n, err := strconv.Atoi(s); err == nil {
		switch {
		case len(s) == 8:
			return makeDate(n/10000, n/100%100, n%100)
		case isSerial(float64(n)):
			return serialDay(float64(n), false)
		}
		return Date{}, dateUnreadable
	}
	return namedDate(s)
}

// isSerial tells whether a number in a column of dates is a spreadsheet's own number of a day, between
// 1954 and 2119.
func isSerial(v float64) bool { return v > 20_000 && v < 80_000 }

func serialDay(v float64, date1904 bool) (Date, dateFault) {
	text, ok := table.SerialDate(v, date1904)
	if !ok {
		return Date{}, dateUnreadable
	}
	return parseDate(text[:10], orderUnknown)
}

// threeNumbers splits "2025-04-18", "18/4/25" or "18. 4. 2025"; sep is the first separator.
func threeNumbers(s string) (a, b, c string, sep byte, ok bool) {
	var parts [3]string
	n := 0
	for i := 0; i < len(s); {
		start := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == start || n == 3 || i-start > 4 {
			return "", "", "", 0, false
		}
		parts[n] = s[start:i]
		n++
		if i == len(s) {
			break
		}
		if n == 3 || !strings.ContainsRune("-/. ", rune(s[i])) {
			return "", "", "", 0, false
		}
		if sep == 0 {
			sep = s[i]
		}
		for i++; i < len(s) && s[i] == ' '; i++ {
		}
	}
	return parts[0], parts[1], parts[2], sep, n == 3
}

func numericDate(a, b, c string, sep byte, order dateOrder) (Date, dateFault) {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	if len(a) == 4 {
		z, _ := strconv.Atoi(c)
		return makeDate(x, y, z)
	}
	if len(a) > 2 || len(b) > 2 || len(c) == 3 {
		return Date{}, dateUnreadable
	}
	year := fullYear(c)
	if order == orderUnknown {
		switch {
		case x > 12 && y <= 12 || x == y || sep == '.' && y <= 12: // with dots it is day.month.year wherever it is written
			order = dayFirst
		case y > 12 && x <= 12:
			order = monthFirst
		case x <= 12 && y <= 12:
			return Date{}, dateAmbiguous
		}
	}
	if order == monthFirst {
		return makeDate(year, x, y)
	}
	return makeDate(year, y, x)
}

func fullYear(s string) int {
	n, _ := strconv.Atoi(s)
	switch {
	case len(s) > 2:
		return n
	case n < 70:
		return 2000 + n
	}
	return 1900 + n
}

func makeDate(year, month, day int) (Date, dateFault) {
	d := Date{year, time.Month(month), day}
	if month < 1 || month > 12 || day < 1 || day > 31 || year < 1 || DateOf(d.Time()) != d {
		return Date{}, dateImpossible
	}
	return d, dateFine
}

// namedDate reads dates with the month as a word: 3 Mar 2025, 03-Mar-25, Mon, March 3rd, 2025.
func namedDate(s string) (Date, dateFault) {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,-/.\u00a0", r) })
	if len(words) == 4 && isWeekday(words[0]) {
		words = words[1:]
	}
	if len(words) != 3 {
		return Date{}, dateUnreadable
	}
	day, month := words[0], monthNamed(words[1])
	if month == 0 {
		day, month = words[1], monthNamed(words[0])
	}
	day = strings.TrimRight(strings.ToLower(day), "stndrh")
	n, err := strconv.Atoi(day)
	year := words[2]
	if _, bad := strconv.Atoi(year); month == 0 || err != nil || bad != nil || len(year) != 2 && len(year) != 4 {
		return Date{}, dateUnreadable
	}
	return makeDate(fullYear(year), month, n)
}

// withoutWeekday is a date without the day of the week that Microsoft Project writes before it.
func withoutWeekday(s string) string {
	if first, rest, ok := strings.Cut(s, " "); ok && isWeekday(strings.TrimRight(first, ".,")) {
		return strings.TrimSpace(rest)
	}
	return s
}

// endOfMonth is the last day of a month that is written without a day: Jan-24, January 2024, 2024-01.
func endOfMonth(text string) (Date, bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,-/.'\u00a0", r) })
	if len(words) != 2 {
		return Date{}, false
	}
	month, year := monthNamed(words[0]), words[1]
	if n, err := strconv.Atoi(words[1]); month == 0 && len(words[0]) == 4 && err == nil {
		month, year = n, words[0]
	}
	if _, err := strconv.Atoi(year); err != nil || len(year) != 2 && len(year) != 4 || month < 1 || month > 12 {
		return Date{}, false
	}
	first, fault := makeDate(fullYear(year), month, 1)
	return DateOf(first.Time().AddDate(0, 1, -1)), fault == dateFine
}

func monthNamed(s string) int {
	s = strings.ToLower(s)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if len(s) >= 3 && strings.HasPrefix(name, s) || s == "sept" && m == time.September {
			return int(m)
		}
	}
	return 0
}

func isWeekday(s string) bool {
	s = strings.ToLower(s)
	for d := time.Sunday; d <= time.Saturday; d++ {
		if len(s) >= 2 && strings.HasPrefix(strings.ToLower(d.String()), s) {
			return true
		}
	}
	return false
}

// parseMoment reads a date with or without a time; zone is a time zone that was left off.
func parseMoment(text string, order dateOrder) (m Moment, zone string, fault dateFault) {
	day, clock := splitTime(strings.TrimSpace(text))
	if m.Date, fault = parseDate(day, order); fault != dateFine || clock == "" {
		return m, "", fault
	}
	minutes, zone, ok := parseClock(clock)
	if !ok {
		return Moment{}, "", dateUnreadable
	}
	m.Minutes, m.HasTime = minutes, true
	return m, zone, dateFine
}

// splitTime cuts "2025-09-02T08:10" and "2 Sep 2025 8:10 AM" before the time.
func splitTime(s string) (day, clock string) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s, ""
	}
	cut := colon
	for cut > 0 && s[cut-1] >= '0' && s[cut-1] <= '9' {
		cut--
	}
	return strings.TrimRight(s[:cut], " Tt,"), s[cut:]
}

// parseClock reads 8:10, 08:10:30.5, 8:10 pm, 08:10Z, 08:10 +01:00 as minutes since midnight.
func parseClock(s string) (minutes int, zone string, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ':' || s[end] == '.') {
		end++
	}
	parts, rest := strings.Split(s[:end], ":"), strings.TrimSpace(s[end:])
	if len(parts) < 2 || len(parts) > 3 || len(parts[1]) != 2 {
		return 0, "", false
	}
	h, errH := strconv.Atoi(parts[0])
	m, errM := strconv.Atoi(parts[1])
	if len(parts) == 3 {
		if sec, err := strconv.ParseFloat(parts[2], 64); err != nil || sec >= 61 {
			return 0, "", false
		}
	}
	half, after, _ := strings.Cut(strings.ToLower(rest), " ")
	switch strings.ReplaceAll(half, ".", "") {
	case "am", "pm":
		if h < 1 || h > 12 {
			return 0, "", false
		}
		h %= 12
		if half[0] == 'p' {
			h += 12
		}
		rest = strings.TrimSpace(after)
	}
	if errH != nil || errM != nil || h > 23 || m > 59 || !isZone(rest) {
		return 0, "", false
	}
	return h*60 + m, rest, true
}

func isZone(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == '+' || s[0] == '-' {
		return strings.Trim(s[1:], "0123456789:") == ""
	}
	return len(s) <= 5 && strings.Trim(strings.ToUpper(s), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// inferOrder decides day and month for a column from the dates in it. ambiguous is the index of the
// first date that stays undecided, or -1.
func inferOrder(texts []string, setting dateOrder) (order dateOrder, ambiguous int) {
	ambiguous = -1
	if setting != orderUnknown {
		return setting, -1
	}
	var days, months bool
	for i, t := range texts {
		day, _ := splitTime(strings.TrimSpace(t))
		a, b, _, sep, ok := threeNumbers(withoutWeekday(day))
		if !ok || len(a) > 2 || len(b) > 2 || sep == '.' {
			continue
		}
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		switch {
		case x > 12 && y <= 12:
			days = true
		case y > 12 && x <= 12:
			months = true
		case x != y && ambiguous < 0 && x <= 12:
			ambiguous = i
		}
	}
	switch {
	case days && !months:
		return dayFirst, -1
	case months && !days:
		return monthFirst, -1
	}
	return orderUnknown, ambiguous
}
