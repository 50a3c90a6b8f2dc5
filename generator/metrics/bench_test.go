package metrics

import (
	"fmt"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// BenchmarkBurndown is two years of a point a day with pauses and a calendar of holidays, which no
// project reaches.
func BenchmarkBurndown(b *testing.B) {
	var rows []string
	for i := range 730 {
		rows = append(rows, fmt.Sprintf("%v,%d,%d,", on("2024-01-01").AddDays(i), 1000+i/30, i))
	}
	p := burnProject(rows...)
	p.Meta.PlannedFinish = on("2026-06-30")
	p.Meta.Pauses = []content.Pause{{From: on("2025-11-01"), To: on("2025-11-10")}}
	var holidays []Date
	for i := range 24 {
		holidays = append(holidays, on("2024-01-01").AddDays(31*i))
	}
	calendar := NewCalendar(holidays)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := BurndownOf(p, calendar); !ok {
			b.Fatal("no burndown")
		}
	}
}

// BenchmarkBurndownOfWork counts 2000 work items.
func BenchmarkBurndownOfWork(b *testing.B) {
	p := &content.Project{}
	for i := range 2000 {
		created := on("2024-01-01").AddDays(i % 365)
		p.Records = append(p.Records, content.WorkItem{ID: fmt.Sprint(i), Created: created, Done: created.AddDays(i % 60), Estimate: num(float64(i % 8))})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := BurndownOf(p, Calendar{}); !ok {
			b.Fatal("no burndown")
		}
	}
}

// BenchmarkEarnedValue is ten years of months with a new baseline each year.
func BenchmarkEarnedValue(b *testing.B) {
	var rows []string
	for i := range 120 {
		rows = append(rows, fmt.Sprintf("%v,%d,%d,%d,130000,%d", on("2020-01-31").AddDays(30*i), 1000*(i+1), 980*(i+1), 1010*(i+1), i/12+1))
	}
	p := earnedProject(130_000, rows...)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := EarnedValueOf(p); !ok {
			b.Fatal("no earned value")
		}
	}
}

// BenchmarkEarnedValueLongPlan is one baseline of ten years: earned schedule looks through the whole
// plan for each period.
func BenchmarkEarnedValueLongPlan(b *testing.B) {
	var rows []string
	for i := range 120 {
		rows = append(rows, row(i, float64(1000*(i+1)), fmt.Sprintf("%d,%d", 980*(i+1), 1010*(i+1))))
	}
	p := earnedProject(120_000, rows...)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := EarnedValueOf(p); !ok {
			b.Fatal("no earned value")
		}
	}
}
