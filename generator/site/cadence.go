package site

import (
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/chart"
)

// cadence is in how many weeks somebody other than the author saw the log: what cannot be made up
// afterwards without a witness who lies.
type cadence struct {
	weeks       []Week
	seen        int            // weeks in which somebody did
	days        []content.Date // on which something published was first seen, each once, in order
	most        int            // how many records were first seen on one day, at most
	busiest     content.Date   // that day, the first of several
	first, last Week
}

func (pl *plan) cadence() cadence {
	c := cadence{weeks: pl.evidence.Weeks}
	for _, w := range c.weeks {
		if w.Parties > 0 {
			if c.seen == 0 {
				c.first = w
			}
			c.seen, c.last = c.seen+1, w
		}
	}
	records := map[content.Date]int{}
	for place := range pl.proofs {
		if first := pl.evidence.Records[place].First; first.seen() {
			records[first.On]++
		}
	}
	for d := range records {
		c.days = append(c.days, d)
	}
	slices.SortFunc(c.days, content.Date.Compare)
	for _, d := range c.days {
		if records[d] > c.most {
			c.most, c.busiest = records[d], d
		}
	}
	return c
}

// oneDay tells that all that is published was first seen on one day, whenever that was seen again.
func (c cadence) oneDay() bool { return len(c.days) == 1 }

// words is the line that comes first: "Seen in 14 different weeks, from January to May 2026", or that
// there is no such thing to show.
func (c cadence) words() string {
	switch {
	case len(c.days) == 0:
		return "Nobody but the author has confirmed a date"
	case c.oneDay():
		return count(c.most, "record", "records") + ", all first seen on one day"
	case c.seen == 1:
		return "Seen in one week, that of " + longDay(c.first.Monday)
	}
	return "Seen in " + strconv.Itoa(c.seen) + " different weeks, " + c.span()
}

// proofLine is the line within a sentence of the front page.
func (c cadence) proofLine() string {
	switch {
	case len(c.days) == 0:
		return wordsSealed
	case c.oneDay():
		return c.words() + ", " + longDay(c.busiest)
	case c.seen == 1:
		return "Others saw the list of these records in one week, that of " + longDay(c.first.Monday)
	}
	return "Others saw the list of these records in " + strconv.Itoa(c.seen) + " different weeks, " + c.span()
}

// span is from the last day of the first week to the first day of the last one, so that it never says
// more than somebody saw.
func (c cadence) span() string {
	return "from " + span(c.first.Monday.AddDays(6), c.last.Monday)
}

// section is the cadence with its strip of weeks, and what it is worth.
func (c cadence) section() Section {
	s := Section{ID: "cadence", Heading: c.words(), Wide: true}
	if !c.oneDay() && c.seen > 1 {
		var weeks []chart.WeekSeen
		for _, w := range c.weeks {
			weeks = append(weeks, chart.WeekSeen(w))
		}
		s.Parts = append(s.Parts, Figure{Figure: chart.Weeks(weeks), Level: 3})
	}
	s.Parts = append(s.Parts, Note{Text: plain(c.worth())})
	return s
}

// worth says what the line is worth.
func (c cadence) worth() string {
	switch {
	case len(c.days) == 0:
		return "A log that nobody else has seen could have been made in one evening, with any dates. The days that records claim are the author’s word."
	case c.oneDay():
		s := "That day is " + longDay(c.busiest) + ". All of them existed by then; that they were written over weeks or months is the author’s word."
		if c.seen > 1 {
			s += " The list was seen again in " + count(c.seen-1, "later week", "later weeks") + "."
		}
		return s
	}
	return "Records were first seen on " + count(len(c.days), "day", "different days") + ", at most " + strconv.Itoa(c.most) + " of them on one: " + longDay(c.busiest) +
		". A portfolio made up last month could not show this line, unless a witness lied with it."
}
