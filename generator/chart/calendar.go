package chart

import (
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// ProjectSpan is one project on the front page's calendar.
type ProjectSpan struct {
	Title                        string // in full, for those who listen and for the table
	Short                        string // printed over its bar
	Start, PlannedFinish, Finish metrics.Date
	Open                         bool // not finished on the as-of day; Finish is that day
	Gates                        []GatePost
	WorstDate                    metrics.Date
	WorstLabel                   string // "batch fails"
	LateText                     string // "14 days late"; "" lets the drawing count the days
	URL                          string
}

// Calendar draws the projects on one calendar: what happened solid, what was planned dashed, gates
// as posts and rings, the hardest day as a diamond.
func Calendar(projects []ProjectSpan) Figure {
	f := Figure{ID: "calendar", Kind: KindCalendar, Title: "The projects on one calendar, planned against actual"}
	var span daySpan
	for _, p := range projects {
		span.add(p.Start, p.PlannedFinish, p.Finish)
	}
	if !span.some {
		f.Sentence = "No project has dates."
		f.Desc, f.X = f.Sentence, Axis{Max: 1}
		return f
	}
	f.X = timeAxis(quarterStart(span.first), span.last.AddDays(max(10, span.last.Sub(span.first)/12)))
	for i, p := range projects {
		f.Y.Categories = append(f.Y.Categories, firstOf(p.Short, p.Title))
		f.calendarRow(p, i)
	}
	f.Key = "Solid: actual. Dashed: planned. Post: a gate that said go. Ring: a gate, conditional, hold or recycle. Diamond: the hardest day."
	f.Table = calendarTable(projects)
	f.Sentence, f.Desc = calendarWords(projects)
	return f
}

func quarterStart(d metrics.Date) metrics.Date {
	return metrics.Date{Year: d.Year, Month: (d.Month-1)/3*3 + 1, Day: 1}
}

func (f *Figure) calendarRow(p ProjectSpan, row int) {
	if !p.PlannedFinish.IsZero() && !p.Start.IsZero() {
		f.Bars = append(f.Bars, Bar{Row: row, Name: "planned", Role: RolePlan, From: p.Start.Time(), To: p.PlannedFinish.Time()})
	}
	if end := firstDate(p.Finish, p.Start); !end.IsZero() {
		f.Bars = append(f.Bars, Bar{Row: row, Name: "actual", Role: RoleActual, From: firstDate(p.Start, end).Time(), To: end.Time(), Label: lateText(p)})
	}
	for _, g := range p.Gates {
		if !g.Date.IsZero() {
			f.Marks = append(f.Marks, Mark{Shape: gateShape(g.Decision), X: at(g.Date), Row: row, Text: gateText(g)})
		}
	}
	if !p.WorstDate.IsZero() {
		f.Marks = append(f.Marks, Mark{Shape: ShapeDiamond, X: at(p.WorstDate), Row: row, Label: p.WorstLabel, Text: shortDay(p.WorstDate) + ": " + p.WorstLabel, Worst: true})
	}
}

func lateText(p ProjectSpan) string {
	if p.LateText != "" || p.Finish.IsZero() || p.PlannedFinish.IsZero() {
		return p.LateText
	}
	n := p.Finish.Sub(p.PlannedFinish)
	switch {
	case p.Open && n <= 0:
		return "running"
	case p.Open:
		return "running, " + days(n) + " late"
	case n > 0:
		return days(n) + " late"
	case n < 0:
		return days(-n) + " early"
	}
	return "on the day"
}

func calendarTable(projects []ProjectSpan) Table {
	t := rows("The projects", "Project", len(projects), func(i int) string { return projects[i].Title })
	t.column("Start", func(i int) string { return day(projects[i].Start) })
	t.column("Planned finish", func(i int) string { return day(projects[i].PlannedFinish) })
	t.column("Finish", func(i int) string {
		if projects[i].Open {
			return "open"
		}
		return day(projects[i].Finish)
	})
	t.column("Against the plan", func(i int) string { return lateText(projects[i]) })
	t.column("Hardest day", func(i int) string {
		if p := projects[i]; !p.WorstDate.IsZero() {
			return day(p.WorstDate) + ", " + p.WorstLabel
		}
		return ""
	})
	return t
}

func calendarWords(projects []ProjectSpan) (sentence, desc string) {
	var s strings.Builder
	closed, punctual, gates, hard := 0, 0, 0, 0
	for _, p := range projects {
		s.WriteString(p.Title + ": " + day(p.Start) + " to " + day(p.Finish))
		if p.Open {
			s.WriteString(", still open")
		} else {
			closed++
			punctual += btoi(!p.PlannedFinish.IsZero() && p.Finish.Compare(p.PlannedFinish) <= 0)
		}
		if !p.PlannedFinish.IsZero() {
			s.WriteString(", planned to end " + day(p.PlannedFinish))
		}
		if !p.WorstDate.IsZero() {
			s.WriteString(", hardest day " + day(p.WorstDate))
		}
		s.WriteString(". ")
		for _, g := range p.Gates {
			gates++
			hard += btoi(g.Decision != "go")
		}
	}
	sentence = count(len(projects), "project", "projects") + ", " + number(float64(closed)) + " closed, " + number(float64(punctual)) + " by the planned day"
	if gates > 0 {
		sentence += "; " + count(gates, "gate decision", "gate decisions") + ", " + number(float64(hard)) + " not a plain go"
	}
	sentence += "."
	return sentence, s.String() + upperFirst(sentence)
}
