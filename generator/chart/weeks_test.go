package chart

import (
	"regexp"
	"strings"
	"testing"
)

// seenWeeks are weeks from a Monday on, one number of parties each.
func seenWeeks(monday string, parties ...int) []WeekSeen {
	var out []WeekSeen
	for i, n := range parties {
		out = append(out, WeekSeen{on(monday).AddDays(7 * i), n})
	}
	return out
}

func TestWeeksGolden(t *testing.T) {
	f := Weeks(seenWeeks("2026-01-05", 1, 1, 0, 1, 3, 3, 0, 0, 3, 3, 1, 3, 0, 3, 3, 3, 0, 1, 3, 3))
	golden(t, "weeks.svg", SVG(f))
	if want := "10 weeks by 3 parties, 5 by one party alone and 5 by nobody. Longest gap: 2 weeks."; strings.ReplaceAll(f.Sentence, nbsp, " ") != want {
		t.Errorf("%q, want %q", f.Sentence, want)
	}
}

var weekBars = regexp.MustCompile(`M([\d.]+) 60h([\d.]+)v-([\d.]+)h-`)

// TestWeeksAgree reads the bars back: one a week, in its place, as high as the parties are many.
func TestWeeksAgree(t *testing.T) {
	weeks := seenWeeks("2025-12-29", 2, 0, 1, 4)
	f := Weeks(weeks)
	drawing := string(SVG(f))
	heights := map[int]float64{}
	for _, m := range weekBars.FindAllStringSubmatch(drawing, -1) {
		heights[int(read(t, m[1])/250)] = read(t, m[3])
	}
	for i, want := range []float64{22, 2, 11, 44} {
		if heights[i] != want {
			t.Errorf("week %d is %v high, want %v", i, heights[i], want)
		}
	}
	if len(f.Table.Rows) != 3 || f.Table.Rows[2][0] != day(weeks[3].Monday) || f.Table.Rows[2][1] != "4" {
		t.Errorf("table %v, want the three weeks in which somebody saw the log", f.Table.Rows)
	}
	if !strings.Contains(drawing, ">4"+nbsp+"parties</text>") {
		t.Error("the highest bar has no label")
	}
}

// TestOddWeeks: no weeks, one, and more than a life has are drawn and told.
func TestOddWeeks(t *testing.T) {
	for name, c := range map[string]struct {
		weeks []WeekSeen
		words string
	}{
		"none":     {nil, "Seen in no week."},
		"one":      {seenWeeks("2026-01-05", 1), "1 week by one party alone."},
		"nobody":   {seenWeeks("2026-01-05", 0, 0), "2 weeks by nobody. Longest gap: 2 weeks."},
		"thousand": {seenWeeks("1990-01-01", append(make([]int, 2000), 1)...), "1 week by one party alone and 2,000 by nobody. Longest gap: 2,000 weeks."},
	} {
		f := Weeks(c.weeks)
		drawing := SVG(f)
		if got := strings.ReplaceAll(f.Sentence, nbsp, " "); got != c.words {
			t.Errorf("%s: %q, want %q", name, got, c.words)
		}
		if len(drawing) > 50_000 || !strings.HasSuffix(string(drawing), "</svg>\n") || strings.Contains(string(drawing), "NaN") {
			t.Errorf("%s: %d bytes", name, len(drawing))
		}
	}
}

// TestWeekLabelsOnAPhone: no two labels of the calendar stand over one another there.
func TestWeekLabelsOnAPhone(t *testing.T) {
	label := regexp.MustCompile(`<text class="ax" x="([\d.]+)%" dx="3" y="78">([^<]*)<`)
	for n := 2; n < 200; n += 3 {
		end := -100.0
		for _, m := range label.FindAllStringSubmatch(string(SVG(Weeks(seenWeeks("2025-02-03", append(make([]int, n), 2)...)))), -1) {
			at := read(t, m[1]) / 100 * phoneRows
			if at < end {
				t.Errorf("%d weeks: %q stands over the label before it", n, m[2])
			}
			end = at + textWidth(m[2])
		}
	}
}
