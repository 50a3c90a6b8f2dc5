package main

import (
	"fmt"
	"time"
)

// lastDay is the flag --until of what ends by itself: a day, noEnd, or "" for 12 months after today.
type lastDay struct{ text string }

// noEnd is that there is no last day.
const noEnd = "none"

// check refuses what is no day, or is over; instead says what to do then.
func (l lastDay) check(today time.Time, instead string) error {
	if l.text == "" || l.text == noEnd {
		return nil
	}
	day, err := time.Parse(time.DateOnly, l.text)
	if err != nil {
		return fmt.Errorf("--until takes a day such as 2027-06-30, or none, and not %q", l.text)
	}
	if l.text < today.Format(time.DateOnly) {
		return fmt.Errorf("--until: %s is over. Name a day to come%s", dayOf(day), instead)
	}
	return nil
}

// day is the last day, YYYY-MM-DD, or "" for none.
func (l lastDay) day(today time.Time) string {
	switch l.text {
	case "":
		return today.AddDate(1, 0, 0).Format(time.DateOnly)
	case noEnd:
		return ""
	}
	return l.text
}

// untilWords say the last day in a sentence, "" for none.
func untilWords(until string) string {
	if until == "" {
		return ", without a last day"
	}
	return " until " + dayWords(until)
}
