package chart

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/metrics"
)

// ScheduleRow is one milestone or activity. Start and Finish are the actual days, or what is
// forecast where Open is set.
type ScheduleRow struct {
	ID, Name                      string
	BaselineStart, BaselineFinish metrics.Date
	Start, Finish                 metrics.Date
	Milestone, Critical           bool
	Open                          bool // not finished on the as-of day
}

// GatePost is one gate decision: "go" is a post, every other a ring.
type GatePost struct {
	ID, Name string
	Date     metrics.Date
	Decision string // "go", "conditional go", "hold", "recycle", "kill"
}

// Schedule draws every milestone and activity on the calendar: the baseline dashed, what happened
// solid; the gates in the first row.
func Schedule(rows []ScheduleRow, gates []GatePost) Figure {
	f := Figure{ID: "schedule", Kind: KindSchedule, Title: "Milestones and gates on the calendar"}
	var span daySpan
	for _, r := range rows {
		span.add(r.BaselineStart, r.BaselineFinish, r.Start, r.Finish)
	}
	for _, g := range gates {
		span.add(g.Date)
	}
	if !span.some {
		f.Sentence = "No dates are in the schedule."
		f.Desc, f.X = f.Sentence, Axis{Max: 1}
		return f
	}
	f.X = timeAxis(span.first, span.last)
	if len(gates) > 0 {
		f.Y.Categories = append(f.Y.Categories, "Gates")
		for _, g := range gates {
			if !g.Date.IsZero() {
				f.Marks = append(f.Marks, Mark{Shape: gateShape(g.Decision), X: at(g.Date), Label: g.ID, Text: gateText(g), Ref: g.ID})
			}
		}
	}
	for _, r := range rows {
		f.Y.Categories = append(f.Y.Categories, r.Name)
		f.scheduleRow(r, len(f.Y.Categories)-1)
	}
	f.Key = scheduleKey(rows, gates)
	f.Table = scheduleTable(rows, gates)
	f.Sentence = scheduleSentence(rows)
	f.Desc = scheduleStory(rows, gates, f.Sentence)
	return f
}

// scheduleRow adds the bars or marks of one row.
func (f *Figure) scheduleRow(r ScheduleRow, row int) {
	start, plan := firstDate(r.Start, r.Finish), firstDate(r.BaselineStart, r.BaselineFinish)
	if end := firstDate(r.BaselineFinish, r.BaselineStart); !end.IsZero() {
		f.Bars = append(f.Bars, Bar{Row: row, Name: "planned", Role: RolePlan, From: plan.Time(), To: end.Time()})
	}
	end := firstDate(r.Finish, r.Start)
	if end.IsZero() {
		return
	}
	label := lateShort(r)
	if r.Milestone || start == end {
		shape := ShapeDot
		if r.Open {
			shape = ShapeRing
		}
		f.Marks = append(f.Marks, Mark{Shape: shape, X: at(end), Row: row, Text: label})
	}
	b := Bar{Row: row, Name: "actual", Role: RoleActual, From: start.Time(), To: end.Time(), Label: label}
	if r.Open {
		b.Role = RoleForward
	}
	f.Bars = append(f.Bars, b)
}

// daySpan is the first and the last of many days.
type daySpan struct {
	first, last metrics.Date
	some        bool
}

func (s *daySpan) add(days ...metrics.Date) {
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		if !s.some || d.Before(s.first) {
			s.first = d
		}
		if !s.some || d.After(s.last) {
			s.last = d
		}
		s.some = true
	}
}

func firstDate(a, b metrics.Date) metrics.Date {
	if a.IsZero() {
		return b
	}
	return a
}

func gateShape(decision string) Shape {
	if decision == "go" {
		return ShapePost
	}
	return ShapeRing
}

func gateText(g GatePost) string { return shortDay(g.Date) + ": " + g.ID + ", " + g.Decision }

// late is how many days after its baseline a row finished; false when that cannot be said.
func late(r ScheduleRow) (int, bool) {
	if r.Finish.IsZero() || r.BaselineFinish.IsZero() {
		return 0, false
	}
	return r.Finish.Sub(r.BaselineFinish), true
}

func lateShort(r ScheduleRow) string {
	n, ok := late(r)
	switch {
	case !ok || n == 0:
		return ""
	case n > 0:
		return "+" + strconv.Itoa(n) + nbsp + "d"
	}
	return minus + strconv.Itoa(-n) + nbsp + "d"
}

func scheduleKey(rows []ScheduleRow, gates []GatePost) string {
	key := "Solid: as it happened. Dashed: baseline."
	for _, r := range rows {
		if r.Open {
			key = "Solid: as it happened. Dotted: forecast. Dashed: baseline."
		}
	}
	if len(gates) > 0 {
		key += " Post: a gate that said go. Ring: conditional go, hold, recycle or kill."
	}
	return key
}

func scheduleTable(in []ScheduleRow, gates []GatePost) Table {
	t := rows("Milestones and activities", "ID", len(in), func(i int) string { return in[i].ID })
	t.column("Name", func(i int) string { return in[i].Name })
	t.column("Baseline start", func(i int) string { return day(in[i].BaselineStart) })
	t.column("Baseline finish", func(i int) string { return day(in[i].BaselineFinish) })
	t.column("Start", func(i int) string { return day(in[i].Start) })
	t.column("Finish", func(i int) string {
		if in[i].Open && !in[i].Finish.IsZero() {
			return day(in[i].Finish) + ", forecast"
		}
		return day(in[i].Finish)
	})
	t.column("#Days late", func(i int) string {
		if n, ok := late(in[i]); ok {
			return number(float64(n))
		}
		addNote(&t.Notes, "Days late are n/a where a baseline finish or a finish is missing.")
		return na
	})
	t.column("Critical", func(i int) string {
		if in[i].Critical {
			return "critical"
		}
		return ""
	})
	for _, g := range gates {
		addNote(&t.Notes, "Gate "+g.ID+", "+day(g.Date)+": "+g.Decision+".")
	}
	return t
}

func scheduleSentence(rows []ScheduleRow) string {
	done, punctual, worst := 0, 0, 0
	name := ""
	for _, r := range rows {
		n, ok := late(r)
		if !ok || r.Open {
			continue
		}
		done++
		punctual += btoi(n <= 0)
		if n > worst {
			worst, name = n, firstOf(r.Name, r.ID)
		}
	}
	if done == 0 {
		return count(len(rows), "line", "lines") + " in the schedule; none has both a baseline and a finish."
	}
	s := strconv.Itoa(punctual) + " of " + count(done, "finished line", "finished lines") + " by the baseline\u2019s day"
	if name != "" {
		s += "; the latest is " + name + ", " + days(worst) + " after it"
	}
	return s + "."
}

func scheduleStory(rows []ScheduleRow, gates []GatePost, sentence string) string {
	var s strings.Builder
	for i, r := range rows {
		if n, ok := late(r); ok && i < 20 {
			s.WriteString(r.Name + ": " + gapWords(n, "the baseline") + ". ")
		}
	}
	for _, g := range gates {
		s.WriteString("Gate " + g.ID + ", " + shortDay(g.Date) + ": " + g.Decision + ". ")
	}
	return s.String() + sentence
}
