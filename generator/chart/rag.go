package chart

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// ReportRow is one status report as it was given: "green", "amber", "red", "complete" or "" by
// dimension.
type ReportRow struct {
	Date                                                     metrics.Date
	Overall, Schedule, Cost, Scope, Risk, Resources, Quality string
}

// RAGHistory draws the reported status, a column a report and a row a dimension. A dimension that
// was never reported has no row. Reports stand in the order given.
func RAGHistory(reports []ReportRow, events []Event) Figure {
	f := Figure{ID: "rag", Kind: KindRAG, Title: "Reported status by week"}
	for _, r := range reports {
		f.X.Categories = append(f.X.Categories, day(r.Date))
	}
	t := rows("As reported", "Report of", len(reports), func(i int) string { return day(reports[i].Date) })
	for _, d := range dimensions() {
		some := false
		for i, r := range reports {
			level := levelOf(d.of(r))
			if level == "" {
				continue
			}
			if !some {
				f.Y.Categories, some = append(f.Y.Categories, d.name), true
			}
			f.Bars = append(f.Bars, Bar{Row: len(f.Y.Categories) - 1, Column: i, Name: d.name, Level: level})
		}
		t.column(d.name, func(i int) string { return levelOf(d.of(reports[i])) })
	}
	f.Table = t
	f.X.Ticks = reportTicks(reports)
	if len(f.Bars) == 0 {
		f.Sentence = "No status was reported."
		f.Desc = f.Sentence
		return f
	}
	f.Title += ": " + strings.ToLower(strings.Join(f.Y.Categories, ", "))
	f.Key = "As reported that week, never corrected afterwards. Height says it too: low green, middle amber, full red; an outline is complete."
	f.reportEvents(reports, events)
	f.Sentence = ragSentence(f)
	f.Desc = ragStory(f)
	return f
}

// dimension is one row of the strip.
type dimension struct {
	name string
	of   func(ReportRow) string
}

func dimensions() []dimension {
	return []dimension{
		{"Overall", func(r ReportRow) string { return r.Overall }},
		{"Schedule", func(r ReportRow) string { return r.Schedule }},
		{"Cost", func(r ReportRow) string { return r.Cost }},
		{"Scope", func(r ReportRow) string { return r.Scope }},
		{"Risk", func(r ReportRow) string { return r.Risk }},
		{"Resources", func(r ReportRow) string { return r.Resources }},
		{"Quality", func(r ReportRow) string { return r.Quality }},
	}
}

// levelOf is the level of a reported word, "" for any other.
func levelOf(word string) string {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "green", "g":
		return "green"
	case "amber", "a", "yellow":
		return "amber"
	case "red", "r":
		return "red"
	case "complete", "c":
		return "complete"
	}
	return ""
}

// reportTicks names the months at the reports that come first in them.
func reportTicks(reports []ReportRow) []Tick {
	var out []Tick
	var last metrics.Date
	for i, r := range reports {
		if r.Date.IsZero() || r.Date.Month == last.Month && r.Date.Year == last.Year {
			continue
		}
		label := month(r.Date.Month)
		if !last.IsZero() && r.Date.Year != last.Year {
			label = strconv.Itoa(r.Date.Year)
		}
		out, last = append(out, Tick{At: float64(i), Label: label}), r.Date
	}
	if step := (len(out) + 11) / 12; step > 1 {
		var fewer []Tick
		for i := 0; i < len(out); i += step {
			fewer = append(fewer, out[i])
		}
		out = fewer
	}
	return thin(out)
}

// reportEvents numbers the events at the report that was the first to know of them.
func (f *Figure) reportEvents(reports []ReportRow, events []Event) {
	if len(events) == 0 || reports[0].Date.IsZero() {
		return
	}
	span := timeAxis(reports[0].Date.AddDays(-7), reports[len(reports)-1].Date)
	marks, left := numbered(events, span, func(metrics.Date) float64 { return 0 })
	for i := range marks {
		when := marks[i].X
		marks[i].X = float64(len(reports) - 1)
		for k, r := range reports {
			if at(r.Date) >= when {
				marks[i].X = float64(k)
				break
			}
		}
	}
	f.Marks, f.Key = marks, leftOut(f.Key, left)
}

func ragSentence(f Figure) string {
	counts := map[string]int{}
	n := 0
	for _, b := range f.Bars {
		if b.Row == 0 {
			counts[b.Level]++
			n++
		}
	}
	var parts []string
	for _, level := range [...]string{"red", "amber", "green", "complete"} {
		if counts[level] > 0 {
			parts = append(parts, strconv.Itoa(counts[level])+nbsp+level)
		}
	}
	s := count(n, "report", "reports") + ", " + strings.ToLower(f.Y.Categories[0]) + " " + list(parts)
	for _, r := range runs(f, 0) {
		if r.level == "red" {
			s += "; red " + r.words(f.X.Categories)
			break
		}
	}
	return s + "."
}

// run is a stretch of reports with one level.
type run struct {
	level    string
	from, to int
}

func (r run) words(dates []string) string {
	if r.from == r.to {
		return "on " + dates[r.from]
	}
	return "from " + dates[r.from] + " to " + dates[r.to]
}

func runs(f Figure, row int) []run {
	var out []run
	for _, b := range f.Bars {
		if b.Row != row {
			continue
		}
		if n := len(out); n > 0 && out[n-1].level == b.Level && out[n-1].to == b.Column-1 {
			out[n-1].to = b.Column
			continue
		}
		out = append(out, run{b.Level, b.Column, b.Column})
	}
	return out
}

func ragStory(f Figure) string {
	var s strings.Builder
	for row, name := range f.Y.Categories {
		var parts []string
		for _, r := range runs(f, row) {
			parts = append(parts, r.level+" "+r.words(f.X.Categories))
		}
		if len(parts) > 12 {
			parts = append(parts[:12:12], "and so on")
		}
		s.WriteString(name + ": " + strings.Join(parts, ", ") + ". ")
	}
	return s.String() + upperFirst(f.Sentence)
}
