package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// numberFormat is what a cell's format says its number is. The numbers of built-in formats are those of
// ECMA-376 part 1, 18.8.30.
type numberFormat int

const (
	plainFormat numberFormat = iota
	dateFormat               // a day, or a day with a time
	clockFormat              // a time of day
	spanFormat               // hours that may be more than 24
	percentFormat
)

// format is the format of a style of the workbook.
func (b *workbook) format(style int) numberFormat {
	if style == 0 {
		return plainFormat
	}
	if f, ok := b.formats[style]; ok {
		return f
	}
	if b.formats == nil {
		b.formats = map[int]numberFormat{}
	}
	f := plainFormat
	if s, err := b.file.GetStyle(style); err == nil && s.CustomNumFmt != nil {
		f = customFormat(*s.CustomNumFmt)
	} else if err == nil {
		f = builtinFormat(s.NumFmt)
	}
	b.formats[style] = f
	return f
}

func builtinFormat(id int) numberFormat {
	switch {
	case id == 9 || id == 10:
		return percentFormat
	case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58:
		return dateFormat
	case id >= 18 && id <= 21 || id >= 32 && id <= 35 || id == 45 || id == 47:
		return clockFormat
	case id == 46:
		return spanFormat
	}
	return plainFormat
}

// customFormat reads the code of a format: what stands between quotation marks, after a backslash or in
// brackets is no part of it, but [h] is.
func customFormat(code string) numberFormat {
	code, _, _ = strings.Cut(strings.ToLower(code), ";") // positive numbers come first
	var letters strings.Builder
	span := false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return plainFormat
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return plainFormat
			}
			inside := code[i+1 : i+n]
			span = span || inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "")
			i += n
		default:
			letters.WriteByte(code[i])
		}
	}
	text := strings.ReplaceAll(letters.String(), "general", "")
	switch {
	case span:
		return spanFormat
	case strings.ContainsAny(text, "yd") || strings.Contains(text, "mmm"):
		return dateFormat
	case strings.ContainsAny(text, "hs") && !strings.ContainsAny(text, "0#"):
		return clockFormat
	case strings.Contains(text, "%"):
		return percentFormat
	}
	return plainFormat
}

// write gives a number as its format means it. Dates are ISO, percentages have their sign.
func (f numberFormat) write(value string, date1904 bool) (string, Type) {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return strings.TrimSpace(value), Text
	}
	switch f {
	case dateFormat:
		if text, ok := SerialDate(v, date1904); ok {
			return text, Date
		}
	case clockFormat, spanFormat:
		if v >= 0 && v < 1000 {
			minutes := int(math.Round(v * 24 * 60))
			return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60), Text
		}
	case percentFormat:
		return significant(v*100) + "%", Text
	}
	return significant(v), Number
}

// significant writes a number with the fifteen digits that a spreadsheet keeps: 0.29, not
// 0.28999999999999998.
func significant(v float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		rounded = v
	}
	if rounded == 0 {
		return "0"
	}
	if a := math.Abs(rounded); a >= 1e21 || a < 1e-9 {
		return strconv.FormatFloat(rounded, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// lastSerial is 31 December 9999, the last day that a spreadsheet knows.
const lastSerial = 2958466

// SerialDate gives the day, and the time where there is one, that a spreadsheet keeps as a number of days
// since the end of 1899 (or since 1904).
func SerialDate(v float64, date1904 bool) (text string, ok bool) {
	if v < 1 || v >= lastSerial {
		return "", false
	}
	start := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		start = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	} else if v < 61 {
		v++ // spreadsheets count a 29 February 1900
	}
	days := math.Floor(v)
	minutes := math.Round((v - days) * 24 * 60)
	at := start.AddDate(0, 0, int(days)).Add(time.Duration(minutes) * time.Minute)
	if minutes == 0 {
		return at.Format("2006-01-02"), true
	}
	return at.Format("2006-01-02 15:04"), true
}
