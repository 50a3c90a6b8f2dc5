package chart

import "strings"

// rowFrame is the geometry of a drawing with one row a category: name above, bar, planned line.
type rowFrame struct {
	step, name, bar, thick, plan, below float64
	foot                                float64 // under the last row, for ticks
}

func newRowFrame(k Kind) rowFrame {
	switch k {
	case KindCalendar:
		return rowFrame{step: 66, name: 19, bar: 32, thick: 8, plan: 48, below: 66, foot: 28}
	case KindSchedule:
		return rowFrame{step: 36, name: 11, bar: 18, thick: 6, plan: 29, foot: 26}
	}
	return rowFrame{step: 40, name: 13, bar: 20, thick: 8, plan: 33, foot: 26}
}

// rows draws costs, schedule and calendar.
func (p *pen) rows(f Figure) {
	fr, x := newRowFrame(f.Kind), across(f.X)
	bottom := fr.step * float64(max(len(f.Y.Categories), 1))
	p.open(f, "p0", "img", bottom+fr.foot)
	p.rowTicks(f, x, bottom)
	places := make([]placer, len(f.Y.Categories))
	for i := range places {
		places[i] = placer{phone: phoneRows, bottom: fr.step + 4, top: -4, right: 4}
	}
	for row := range f.Y.Categories {
		p.row(f, fr, x, row, &places[row])
	}
	p.close()
}

// rowTicks draws the upright grid and its words at the foot.
func (p *pen) rowTicks(f Figure, x scale, bottom float64) {
	for _, t := range f.X.Ticks {
		if !x.holds(t.At) {
			continue
		}
		at := x.of(t.At)
		p.line("grid", at, at, 0, bottom)
		class := "ax"
		switch {
		case at > 99:
			class = "ax end"
		case at > 3 && f.X.From.IsZero():
			class = "ax mid"
		case at > 94:
			class = "ax end"
		}
		if t.Minor {
			class += " wideonly"
		}
		p.text(class, at, 0, bottom+16, t.Label)
	}
}

// row draws one category.
func (p *pen) row(f Figure, fr rowFrame, x scale, row int, pl *placer) {
	top := float64(row) * fr.step
	start, end := 100.0, 0.0
	var label string
	for _, b := range f.Bars {
		if b.Row != row {
			continue
		}
		from, to := barSpan(b, x)
		start, end = min(start, from), max(end, to)
		p.bar(b, fr, top, from, to)
		if b.Label != "" {
			label = b.Label
		}
	}
	p.rowMarks(f, fr, x, row, pl, &start, &end)
	if start > end {
		start, end = 0, 0
	}
	if fr.below == 0 {
		p.rowMarkLabels(f, fr, x, row, pl)
	}
	p.rowEnd(fr, row, pl, start/100, end/100, label)
	if fr.below > 0 {
		p.rowMarkLabels(f, fr, x, row, pl)
	}
	if !hasBars(f, row) {
		start, end = 0, 0
	}
	p.rowName(f, fr, row, pl, start/100, end/100)
}

// hasBars tells whether a row has any; one of gates alone has its name at the left.
func hasBars(f Figure, row int) bool {
	for _, b := range f.Bars {
		if b.Row == row {
			return true
		}
	}
	return false
}

// barSpan is the part of the width that a bar covers.
func barSpan(b Bar, x scale) (from, to float64) {
	if b.From.IsZero() && b.To.IsZero() {
		zero, v := x.of(0), x.of(b.Value)
		return min(zero, v), max(zero, v)
	}
	from, to = x.of(float64(b.From.Unix())), x.of(float64(b.To.Unix()))
	return min(from, to), max(from, to)
}

func (p *pen) bar(b Bar, fr rowFrame, top, from, to float64) {
	switch b.Role {
	case RolePlan:
		y := top + fr.plan
		if to > from {
			p.line("plan", from, to, y, y)
		}
		p.line("base", to, to, y-4, y+4)
	case RoleForward:
		y := top + fr.bar + fr.thick/2
		p.line("plan forward", from, to, y, y)
	default:
		if to > from {
			p.rect("b1", "", from, to-from, top+fr.bar, fr.thick)
		} else {
			p.line("base", from, from, top+fr.bar-2, top+fr.bar+fr.thick+2)
		}
	}
}

// rowMarks draws posts, rings, dots and diamonds, the diamonds last.
func (p *pen) rowMarks(f Figure, fr rowFrame, x scale, row int, pl *placer, start, end *float64) {
	for _, last := range [...]bool{false, true} {
		for _, m := range f.Marks {
			if m.Row != row || (m.Shape == ShapeDiamond) != last || !x.holds(m.X) {
				continue
			}
			at, y := x.of(m.X), fr.bar+fr.thick/2
			*start, *end = min(*start, at), max(*end, at)
			p.place(at, float64(row)*fr.step+y, drawing(m.Shape))
			pl.block(at/100, -6, 6, y-6, y+6)
		}
	}
}

// rowMarkLabels writes what stands beside the marks of a row: a gate's id, the hardest day.
func (p *pen) rowMarkLabels(f Figure, fr rowFrame, x scale, row int, pl *placer) {
	for _, m := range f.Marks {
		if m.Row != row || m.Label == "" || !x.holds(m.X) {
			continue
		}
		at, text := x.of(m.X)/100, clip(m.Label, 28)
		l := label{text: text, class: "le", f: at, y: fr.below, middle: true}
		c := []label{l, {text: text, class: "le", f: at, dx: -2, y: fr.below}, {text: text, class: "le", f: at, dx: 2, y: fr.below, end: true}}
		if fr.below == 0 {
			mid := fr.bar + fr.thick/2 + 4
			c = []label{{text: text, f: at, dx: 8, y: mid}, {text: text, f: at, dx: -8, y: mid, end: true}, {text: text, f: at, y: fr.name - 1, middle: true}}
		}
		p.rowLabel(c, float64(row)*fr.step, pl)
	}
}

func (p *pen) rowLabel(candidates []label, top float64, pl *placer) {
	if l, ok := pl.put(candidates); ok {
		l.y += top
		p.label(l)
	}
}

// rowEnd writes the bar's label at its end, or where there is room.
func (p *pen) rowEnd(fr rowFrame, row int, pl *placer, start, end float64, text string) {
	if text == "" {
		return
	}
	text = clip(text, 40)
	mid := fr.bar + fr.thick/2 + 4
	right := label{text: text, f: end, dx: 10, y: mid}
	left := label{text: text, f: start, dx: -10, y: mid, end: true}
	last := label{text: text, f: 1, y: fr.name, end: true}
	c := []label{right, left, last}
	if fr.below > 0 {
		c = []label{right, {text: text, f: end, y: fr.below, end: true}, left, last}
	}
	p.rowLabel(c, float64(row)*fr.step, pl)
}

// rowName writes the row's name over its bar, from its start or up to its end. Where a phone has no
// room for all of it, the last words are for wide screens.
func (p *pen) rowName(f Figure, fr rowFrame, row int, pl *placer, start, end float64) {
	name, top := clip(f.Y.Categories[row], 64), float64(row)*fr.step
	from := label{text: name, class: "lb", f: start, y: fr.name}
	to := label{text: name, class: "lb", f: end, y: fr.name, end: true}
	first := label{text: name, class: "lb", y: fr.name}
	for _, l := range [...]label{from, to} {
		if pl.free(l.box(), pl.phone, true) && pl.free(l.box(), wideWidth, true) {
			p.name(l, name, "", top)
			return
		}
	}
	for _, l := range [...]label{from, to, first} {
		short := name
		for short != "" {
			if l.text = short; pl.free(l.box(), pl.phone, true) {
				break
			}
			short = lessWords(short)
		}
		l.text = name
		for l.text != short && !pl.free(l.box(), wideWidth, true) {
			l.text = lessWords(l.text)
		}
		if len(short) >= min(14, len(name)) || l == first && short != "" {
			p.name(l, short, l.text[len(short):], top)
			return
		}
	}
	first.text = clip(name, 20)
	p.name(first, first.text, "", top)
}

// lessWords is a text without its last word.
func lessWords(s string) string {
	return strings.TrimRight(s[:max(0, strings.LastIndexByte(s, ' '))], " ,;:(")
}

func (p *pen) name(l label, short, more string, top float64) {
	p.raw(`<text class="`, l.class)
	if l.end {
		p.raw(" end")
	}
	p.raw(` halo"`).at("x", l.f*100, "%").at("y", l.y+top, "").raw(">").esc(short)
	if more != "" {
		p.raw(`<tspan class="wideonly">`).esc(more).raw("</tspan>")
	}
	p.raw("</text>\n")
}
