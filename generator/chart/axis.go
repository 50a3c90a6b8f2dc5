package chart

import (
	"math"
	"strconv"
	"time"

	"github.com/gatefold/gatefold/generator/metrics"
)

// at is a day's place on a time axis.
func at(d metrics.Date) float64 { return float64(d.Time().Unix()) }

const daySeconds = 86400

// valueAxis covers 0 and all values, with some air above, and has three to five ticks.
func valueAxis(unit string, values ...float64) Axis {
	lo, hi := 0.0, 0.0
	for _, v := range values {
		if finite(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if hi == lo {
		hi = lo + 1
	}
	air := hi/12 - lo/12
	hi += air
	if lo < 0 {
		lo -= air
	}
	a := Axis{Min: lo, Max: hi, Unit: unit}
	step := niceStep((hi - lo) / 3.2)
	for k := math.Ceil(lo / step); k*step <= hi && len(a.Ticks) < 8; k++ {
		a.Ticks = append(a.Ticks, Tick{At: k * step, Label: short(k * step)})
	}
	return a
}

// niceStep is 1, 2 or 5 times a power of ten, near v.
func niceStep(v float64) float64 {
	if v <= 0 || !finite(v) {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(v)))
	switch r := v / p; {
	case r < 1.5:
		return p
	case r < 3.5:
		return 2 * p
	case r < 7.5:
		return 5 * p
	}
	return 10 * p
}

// timeAxis covers the days from first to last.
func timeAxis(first, last metrics.Date) Axis {
	if last.Before(first) {
		first, last = last, first
	}
	if first == last {
		last = last.AddDays(1)
	}
	a := Axis{From: first.Time(), To: last.Time()}
	a.Ticks = timeTicks(a.From, a.To)
	return a
}

// timeTicks labels days, weeks, months, quarters or years, whichever gives at most twelve; those
// beyond six are minor.
func timeTicks(from, to time.Time) []Tick {
	span := to.Sub(from).Hours() / 24
	switch {
	case span <= 12:
		return thin(dayTicks(from, to, 1))
	case span <= 75:
		return thin(dayTicks(from, to, 7))
	}
	for _, step := range [...]int{1, 3, 6, 12, 24, 60, 120, 600, 3000} {
		if span/30.44/float64(step) <= 13 {
			return thin(monthTicks(from, to, step))
		}
	}
	return nil
}

func dayTicks(from, to time.Time, step int) []Tick {
	var out []Tick
	t := from
	for step == 7 && t.Weekday() != time.Monday {
		t = t.AddDate(0, 0, 1)
	}
	for ; !t.After(to); t = t.AddDate(0, 0, step) {
		out = append(out, Tick{At: float64(t.Unix()), Label: strconv.Itoa(t.Day()) + nbsp + month(t.Month())})
	}
	return out
}

func monthTicks(from, to time.Time, step int) []Tick {
	var out []Tick
	first := from.Year()*12 + int(from.Month()) - 1
	if from.Day() > 1 {
		first++
	}
	first = (first + step - 1) / step * step
	for m := first; len(out) < 60; m += step {
		t := time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
		if t.After(to) {
			break
		}
		label := month(t.Month())
		switch {
		case t.Month() == time.January || step >= 12:
			label = strconv.Itoa(t.Year())
		case len(out) == 0 && from.Year() != to.Year():
			label += nbsp + strconv.Itoa(t.Year())
		}
		out = append(out, Tick{At: float64(t.Unix()), Label: label})
	}
	return out
}

// thin marks ticks as minor until at most seven are left for a phone; a year is never minor when
// months are.
func thin(ticks []Tick) []Tick {
	if len(ticks) <= 7 {
		return ticks
	}
	keep, phase := 2, 0
	for len(ticks)/keep > 7 {
		keep++
	}
	for i, t := range ticks {
		if len(t.Label) == 4 && t.Label[0] >= '0' && t.Label[0] <= '9' {
			phase = i % keep
			break
		}
	}
	for i := range ticks {
		ticks[i].Minor = i%keep != phase
	}
	return ticks
}
