package chart

import (
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/generator/metrics"
)

// WeekSeen is one week, by its Monday, and how many parties saw a log in it.
type WeekSeen struct {
	Monday  metrics.Date
	Parties int
}

// Weeks draws in which weeks others saw the author's log; weeks are without a gap, oldest first.
func Weeks(weeks []WeekSeen) Figure {
	f := Figure{ID: "weeks", Kind: KindWeeks, Title: "Weeks in which someone else saw the author’s log"}
	if len(weeks) == 0 {
		f.Sentence = "Seen in no week."
		f.Desc, f.X = f.Sentence, Axis{Max: 1}
		return f
	}
	first, last := weeks[0].Monday, weeks[len(weeks)-1].Monday
	from := first
	if last.Sub(first) > 70 { // then the calendar shows months, and its first month too
		from.Day = 1
	}
	f.X = timeAxis(from, last.AddDays(7))
	f.Table = Table{Caption: "The weeks in which somebody did; those left out were seen by nobody", Head: head("Week of", "#Parties")}
	for _, w := range weeks {
		f.Bars = append(f.Bars, Bar{From: w.Monday.Time(), To: w.Monday.AddDays(7).Time(), Value: float64(w.Parties)})
		f.Y.Max = max(f.Y.Max, float64(w.Parties))
		if w.Parties > 0 {
			f.Table.Rows = append(f.Table.Rows, []string{day(w.Monday), strconv.Itoa(w.Parties)})
		}
	}
	f.Sentence = weeksSentence(weeks)
	f.Desc = count(len(f.Table.Rows), "week", "weeks") + " of " + number(float64(len(weeks))) + " from " + day(first) + " to " + day(last.AddDays(6)) + ". " + f.Sentence
	f.Key = "The higher a bar, the more parties saw the log in that week. A dash is a week in which nobody did."
	return f
}

// weeksSentence is "44 weeks by 3 parties, 20 by one alone, 27 by nobody. Longest gap: 5 weeks."
func weeksSentence(weeks []WeekSeen) string {
	by := map[int]int{}
	gap, longest := 0, 0
	for _, w := range weeks {
		by[w.Parties]++
		if gap++; w.Parties > 0 {
			gap = 0
		}
		longest = max(longest, gap)
	}
	var parties []int
	for n := range by {
		parties = append(parties, n)
	}
	slices.Sort(parties)
	slices.Reverse(parties)
	var words []string
	for i, n := range parties {
		s := number(float64(by[n]))
		if i == 0 {
			s = count(by[n], "week", "weeks")
		}
		switch n {
		case 0:
			s += " by nobody"
		case 1:
			s += " by one party alone"
		default:
			s += " by " + strconv.Itoa(n) + " parties"
		}
		words = append(words, s)
	}
	s := list(words) + "."
	if longest > 0 {
		s += " Longest gap: " + count(longest, "week", "weeks") + "."
	}
	return s
}
