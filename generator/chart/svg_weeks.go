package chart

import "strconv"

// Geometry of the strip of weeks, in pixels.
const (
	weeksFloor  = 60.0
	weeksHeight = 44.0 // of the week that most parties saw
)

// weeks draws one bar a week, the higher the more parties; all bars of one ink are one path, stretched.
func (p *pen) weeks(f Figure) {
	p.open(f, "p0", "img", weeksFloor+24)
	x := across(f.X)
	p.raw(`<svg width="100%"`).at("height", weeksFloor, "").raw(` viewBox="0 0 1000 60" preserveAspectRatio="none">`)
	for _, ink := range [...]string{"b1", "bi", "b0"} {
		var d []byte
		for _, b := range f.Bars {
			if weekInk(b) == ink {
				d = weekBar(d, b, x, f.Y.Max)
			}
		}
		if d != nil {
			p.raw(`<path class="`, ink, `" d="`, string(d), `"/>`)
		}
	}
	p.raw("</svg>\n")
	p.line("base", 0, 100, weeksFloor, weeksFloor)
	p.weekTicks(f.X, x)
	p.weeksLabel(f, x)
	p.close()
}

// weekTicks writes the calendar under the strip; what has no room on a phone stands on a wide screen alone.
func (p *pen) weekTicks(a Axis, x scale) {
	taken := -1.0 // to where, in pixels of a phone
	for _, t := range a.Ticks {
		if !x.holds(t.At) {
			continue
		}
		at, dx, class := x.of(t.At), 3.0, "ax"
		p.line("base", at, at, weeksFloor, weeksFloor+5)
		from, wide := at/100*phoneRows, textWidth(t.Label)
		if at > 94 {
			at, dx, class, from = 100, 0, "ax end", phoneRows-wide
		}
		if t.Minor || from < taken {
			class += " wideonly"
		} else {
			taken = from + wide + 8
		}
		p.text(class, at, dx, weeksFloor+18, t.Label)
	}
}

// weekInk is accent for several parties, ink for one alone, grey for nobody; the height says it too.
func weekInk(b Bar) string {
	switch {
	case b.Value > 1:
		return "b1"
	case b.Value == 1:
		return "bi"
	}
	return "b0"
}

// weekBar appends one bar as a closed path, three fifths of its week wide.
func weekBar(d []byte, b Bar, x scale, most float64) []byte {
	from, to := x.of(float64(b.From.Unix()))*10, x.of(float64(b.To.Unix()))*10
	wide, high := (to-from)*.6, 2.0
	if b.Value > 0 {
		high = weeksHeight * b.Value / most
	}
	d = append(d, 'M')
	d = fixed(d, from+(to-from)*.2, 10)
	d = append(d, " 60h"...)
	d = fixed(d, wide, 10)
	d = append(d, "v-"...)
	d = fixed(d, high, 10)
	d = append(d, "h-"...)
	d = fixed(d, wide, 10)
	return append(d, 'z')
}

// weeksLabel says over the first of the highest bars how many parties that is.
func (p *pen) weeksLabel(f Figure, x scale) {
	for _, b := range f.Bars {
		if b.Value < f.Y.Max || b.Value < 1 {
			continue
		}
		class, at := map[bool]string{true: "la", false: "lb"}[b.Value > 1], x.of(float64(b.From.Unix()))
		if at > 80 {
			class, at = class+" end", x.of(float64(b.To.Unix()))
		}
		label := "1" + nbsp + "party"
		if b.Value > 1 {
			label = strconv.Itoa(int(b.Value)) + nbsp + "parties"
		}
		p.text(class, at, 0, 10, label)
		return
	}
}
