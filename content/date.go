package content

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar without time or zone. The zero Date means that none was given.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero tells whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// Time is midnight UTC of the day: for arithmetic, never for the clock.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays is the day n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Sub is the number of days from e to d.
func (d Date) Sub(e Date) int { return int(d.Time().Sub(e.Time()).Hours() / 24) }

// Compare is -1, 0 or +1 as d is before, on or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before and After compare days; a missing date is before every other.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// String is the ISO form, 2026-03-06, or "" when there is no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the ISO form, so that JSON holds "2026-03-06".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Moment is a local time of a day, to the minute, as people write it in incident and ticket logs:
// 2025-09-02 08:10. The zone is not known and not needed, because only differences are used.
type Moment struct {
	Date    Date
	Minutes int  // since midnight, 0 to 1439
	HasTime bool // false when only the day was written
}

// IsZero tells whether no time was given.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// Sub is the time from e to m.
func (m Moment) Sub(e Moment) time.Duration {
	days := time.Duration(m.Date.Sub(e.Date)) * 24 * time.Hour
	return days + time.Duration(m.Minutes-e.Minutes)*time.Minute
}

// Compare is -1, 0 or +1 as m is before, at or after e.
func (m Moment) Compare(e Moment) int {
	return cmp.Or(m.Date.Compare(e.Date), cmp.Compare(m.Minutes, e.Minutes))
}

// String is 2025-09-02 08:10, or the day alone, or "".
func (m Moment) String() string {
	if !m.HasTime {
		return m.Date.String()
	}
	return fmt.Sprintf("%s %02d:%02d", m.Date, m.Minutes/60, m.Minutes%60)
}

// MarshalText writes the form of String.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }
