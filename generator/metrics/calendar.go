package metrics

import "time"

// NewCalendar is the working calendar of a portfolio: Monday to Friday without the given days.
func NewCalendar(holidays []Date) Calendar {
	c := Calendar{Holidays: map[Date]bool{}}
	for _, d := range holidays {
		c.Holidays[d] = true
	}
	return c
}

// IsWorkingDay tells whether d is worked.
func (c Calendar) IsWorkingDay(d Date) bool {
	day := d.Time().Weekday()
	return day != time.Saturday && day != time.Sunday && !c.Holidays[d]
}

// WorkingDays is the number of worked days after from, up to and with to; 0 when to is not after
// from, or one of them is missing. The half-open span is the one of the ideal line in domain.md 2.4.
func (c Calendar) WorkingDays(from, to Date) int {
	if from.IsZero() || !to.After(from) {
		return 0
	}
	days := int((to.Time().Unix() - from.Time().Unix()) / (24 * 60 * 60)) // Date.Sub ends at 292 years
	n := days / 7 * 5
	for d := from.AddDays(days/7*7 + 1); !d.After(to); d = d.AddDays(1) {
		if wd := d.Time().Weekday(); wd != time.Saturday && wd != time.Sunday {
			n++
		}
	}
	for h := range c.Holidays {
		if wd := h.Time().Weekday(); wd != time.Saturday && wd != time.Sunday && h.After(from) && !h.After(to) {
			n--
		}
	}
	return n
}
