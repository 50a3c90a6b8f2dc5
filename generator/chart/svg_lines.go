package chart

import (
	"cmp"
	"slices"
)

// lineFrame is the geometry of a plot of lines over time.
type lineFrame struct {
	x, y        scale
	top, bottom float64
	margin      string
	place       placer
}

func newLineFrame(f Figure) *lineFrame {
	fr := &lineFrame{top: discRoom, bottom: 276}
	if !hasDiscs(f) {
		fr.top = 16
	}
	if f.Kind == KindIndices {
		fr.bottom = 206
	}
	fr.place = placer{phone: phoneWidth, left: 34, right: 8, top: 0, bottom: fr.bottom - 2}
	if f.Kind == KindValue || f.Kind == KindIndices {
		fr.margin, fr.place.phone, fr.place.right = "pr", phoneEnds, 62
	}
	fr.x = across(f.X)
	fr.y = scale{f.Y.Min, f.Y.Max, fr.bottom, fr.top}
	return fr
}

// lines draws burndown, burnup, value and indices.
func (p *pen) lines(f Figure) {
	fr := newLineFrame(f)
	p.open(f, fr.margin, "img", fr.bottom+24)
	p.hatch(f)
	p.valueTicks(f, fr)
	p.timeTicks(f.X, fr.x, fr.bottom)
	p.bands(f, fr)
	p.rules(f, fr)
	p.paths(f, fr)
	p.ends(f, fr)
	discs := p.marks(f, fr)
	p.ruleLabels(f, fr)
	p.names(f, fr)
	for _, d := range discs {
		p.number(d)
	}
	p.close()
}

// valueTicks draws the grid and its figures at the left.
func (p *pen) valueTicks(f Figure, fr *lineFrame) {
	for _, t := range f.Y.Ticks {
		class, y := "grid", fr.y.of(t.At)
		if t.At == 0 {
			class = "base"
		}
		p.line(class, 0, 100, y, y)
		p.text("ax end", 0, -8, y+4, t.Label)
		fr.place.block(0, -8-textWidth(t.Label), -4, y-6, y+6)
	}
	if len(f.Y.Ticks) == 0 || f.Y.Min > 0 {
		p.line("base", 0, 100, fr.bottom, fr.bottom)
	}
}

// timeTicks draws the calendar under a plot.
func (p *pen) timeTicks(a Axis, x scale, bottom float64) {
	for _, t := range a.Ticks {
		at := x.of(t.At)
		p.line("base", at, at, bottom, bottom+5)
		class, dx := "ax", 3.0
		if at > 93 {
			class, dx = "ax end", 0
			if at < 99 {
				class, dx = "ax mid", 0
			}
		}
		if t.Minor {
			class += " wideonly"
		}
		p.text(class, at, dx, bottom+17, t.Label)
	}
}

func (p *pen) bands(f Figure, fr *lineFrame) {
	for _, b := range f.Bands {
		if b.OnY {
			y0, y1 := fr.y.of(b.To), fr.y.of(b.From)
			p.rect("", p.hatched(), 0, 100, y0, y1-y0)
			p.line("grid", 0, 100, y0, y0)
			continue
		}
		x0, x1 := fr.x.of(b.From), fr.x.of(b.To)
		p.rect("", p.hatched(), x0, x1-x0, fr.top, fr.bottom-fr.top)
	}
}

func (p *pen) rules(f Figure, fr *lineFrame) {
	for _, r := range f.Rules {
		switch {
		case r.OnY && fr.y.holds(r.At):
			y := fr.y.of(r.At)
			p.line("base", 0, 100, y, y)
		case !r.OnY && fr.x.holds(r.At):
			x := fr.x.of(r.At)
			p.line("ev", x, x, fr.top, fr.bottom)
			fr.place.block(x/100, -3, 3, fr.top, fr.bottom)
		}
	}
}

func hasDiscs(f Figure) bool {
	for _, m := range f.Marks {
		if m.Shape == ShapeNumber {
			return true
		}
	}
	return false
}

// paths draws the lines themselves, in a drawing that is stretched; their width is not.
func (p *pen) paths(f Figure, fr *lineFrame) {
	fr.place.lines = make([][]dot, len(f.Series))
	p.raw(`<svg width="100%"`).at("height", fr.bottom+24, "").raw(` viewBox="0 0 1000 `).num(fr.bottom + 24).raw(`" preserveAspectRatio="none">`)
	for i, s := range f.Series {
		dots := trace(s, fr)
		fr.place.lines[i] = dots
		if len(dots) < 2 {
			continue
		}
		p.raw(`<path class="ln `, cssClass(s.Role), `" d="M`)
		for j, d := range dots {
			if j > 0 {
				p.b = append(p.b, 'L')
			}
			p.b = fixed(p.b, d.f*1000, 10)
			p.b = append(p.b, ' ')
			p.b = fixed(p.b, d.y, 10)
		}
		p.raw(`"/>`)
	}
	p.raw("</svg>\n")
}

// trace is the way of a series through the plot; a stepped one has a corner before every point.
func trace(s Series, fr *lineFrame) []dot {
	n := len(s.Points)
	if s.Step {
		n *= 2
	}
	out := make([]dot, 0, n)
	for _, q := range s.Points {
		if !finite(q.X) || !finite(q.Y) {
			continue
		}
		d := dot{fr.x.of(q.X) / 100, fr.y.of(q.Y)}
		if last := len(out) - 1; s.Step && last >= 0 && out[last].y != d.y {
			out = append(out, dot{d.f, out[last].y})
		}
		out = append(out, d)
	}
	return out
}

// ends draws dots and figures where lines end, pushed apart until they can be read.
func (p *pen) ends(f Figure, fr *lineFrame) {
	type end struct {
		s Series
		d dot
		y float64
	}
	var all []end
	for i, s := range f.Series {
		dots := fr.place.lines[i]
		if len(dots) == 0 {
			continue
		}
		d := dots[len(dots)-1]
		if len(dots) == 1 || s.End != "" {
			p.place(d.f*100, d.y, endDot(s.Role))
		}
		if s.End != "" && s.Name != "" {
			all = append(all, end{s, d, d.y})
		}
	}
	slices.SortStableFunc(all, func(a, b end) int { return cmp.Compare(a.y, b.y) })
	const gap = 29
	for i := range all {
		all[i].y = max(all[i].y, fr.top-10)
		if i > 0 {
			all[i].y = max(all[i].y, all[i-1].y+gap)
		}
	}
	if n := len(all); n > 0 {
		limit := fr.bottom - 14
		for i := n - 1; i >= 0 && all[i].y > limit; i-- {
			all[i].y, limit = limit, limit-gap
		}
	}
	for _, e := range all {
		w := max(textWidth(e.s.Name), textWidth(e.s.End))
		anchor, dx := "", 10.0
		if e.d.f < 0.985 && e.d.f*fr.place.phone+w+10 > fr.place.phone+fr.place.right {
			anchor, dx = " end", -10
			w = -w
		}
		class := labelClass(e.s.Role) + anchor + " halo"
		p.text(class, e.d.f*100, dx, e.y-4, e.s.Name)
		p.text(class, e.d.f*100, dx, e.y+10, e.s.End)
		fr.place.block(e.d.f, min(dx, dx+w), max(dx, dx+w), e.y-15, e.y+13)
	}
}

func endDot(r Role) string {
	switch r {
	case RoleActual, RoleDone, RoleTime:
		return drawDot
	case RolePlan, RolePlan2, RoleIdeal:
		return drawRing
	}
	return drawCostDot
}
