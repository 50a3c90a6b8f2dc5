package metrics

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/content"
)

// on is a day written as in the registers.
func on(s string) Date {
	if s == "" {
		return Date{}
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return content.DateOf(t)
}

// at is a moment written as in the registers, 2025-09-02 08:10.
func at(s string) content.Moment {
	if len(s) <= len(time.DateOnly) {
		return content.Moment{Date: on(s)}
	}
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return content.Moment{Date: content.DateOf(t), Minutes: t.Hour()*60 + t.Minute(), HasTime: true}
}

// cell is a number that may be missing.
func cell(s string) content.Number {
	if s == "" {
		return content.Number{}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(err)
	}
	return content.Num(v)
}

// cells are the cells of a row, as many as are asked for.
func cells(row string, n int) []string {
	out := strings.Split(row, ",")
	for len(out) < n {
		out = append(out, "")
	}
	return out
}

// earnedProject has rows of "date or period number, PV, EV, AC, BAC, baseline".
func earnedProject(budget float64, rows ...string) *content.Project {
	p := &content.Project{}
	p.Meta.Money = content.Money{Currency: "EUR", Budget: content.Number{Value: budget, Set: budget != 0}}
	for _, r := range rows {
		c := cells(r, 6)
		var end Date
		if n, err := strconv.Atoi(c[0]); err == nil {
			end = on("2020-01-31").AddDays(7 * n)
		} else {
			end = on(c[0])
		}
		p.Records = append(p.Records, content.EarnedValuePoint{PeriodEnd: end, PV: cell(c[1]), EV: cell(c[2]), AC: cell(c[3]), BAC: cell(c[4]), Baseline: c[5]})
	}
	return p
}

func earned(t testing.TB, budget float64, rows ...string) EarnedValue {
	t.Helper()
	ev, ok := EarnedValueOf(earnedProject(budget, rows...))
	if !ok {
		t.Fatal("there is no earned value")
	}
	return ev
}

func row(period int, pv float64, rest string) string {
	return fmt.Sprintf("%d,%v,%s", period, pv, rest)
}

func revamp(t testing.TB) EarnedValue {
	t.Helper()
	var rows []string
	for i, pv := range revampPV {
		rows = append(rows, row(i+1, pv, fmt.Sprintf("%v,%v", revampEV[i], revampAC[i])))
	}
	return earned(t, 360.738, rows...)
}

// burnProject has rows of "date, scope, completed, remaining, baselines...".
func burnProject(rows ...string) *content.Project {
	p := &content.Project{}
	for _, r := range rows {
		c := cells(r, 4)
		point := content.BurndownPoint{Date: on(c[0]), Scope: cell(c[1]), Completed: cell(c[2]), Remaining: cell(c[3])}
		for _, b := range c[4:] {
			point.Baselines = append(point.Baselines, cell(b))
		}
		p.Records = append(p.Records, point)
	}
	return p
}

func burn(t testing.TB, p *content.Project, holidays ...Date) Burndown {
	t.Helper()
	b, ok := BurndownOf(p, NewCalendar(holidays))
	if !ok {
		t.Fatal("there is no burndown")
	}
	return b
}

// bars are the cells of a row that holds commas or blanks, as many as are asked for.
func bars(row string, n int) []string {
	out := strings.Split(row, "|")
	for len(out) < n {
		out = append(out, "")
	}
	return out
}
