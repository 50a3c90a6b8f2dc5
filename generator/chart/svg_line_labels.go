package chart

// marks draws rings and dots, and leaders of the numbered discs, which it finds places for. A worst
// day has its rule for a leader.
func (p *pen) marks(f Figure, fr *lineFrame) []disc {
	var discs []disc
	height := map[int]float64{}
	for _, m := range f.Marks {
		x, y := fr.x.of(m.X), fr.y.of(m.Y)
		switch {
		case m.Shape == ShapeNumber:
			d := disc{f: x / 100, y: fr.top - discRow, n: m.N, pull: 1}
			if m.Worst {
				d.pull = worstPull
			} else {
				height[m.N] = y
			}
			discs = append(discs, d)
		case fr.x.holds(m.X):
			p.place(x, y, drawing(m.Shape))
			fr.place.block(x/100, -6, 6, y-6, y+6)
		}
	}
	spreadDiscs(discs, fr.place.phone)
	for _, d := range discs {
		fr.place.block(d.f, d.dx-10, d.dx+10, d.y-10, d.y+10)
		if y, ok := height[d.n]; ok {
			p.leader(d, y)
			fr.place.lines = append(fr.place.lines, []dot{{d.f, d.y}, {d.f, y}})
		}
	}
	return discs
}

func drawing(s Shape) string {
	switch s {
	case ShapeRing:
		return drawRing
	case ShapeDiamond:
		return drawDiamond
	case ShapePost:
		return drawPost
	case ShapeTick:
		return drawTick
	}
	return drawDot
}

// ruleLabels names rules and bands.
func (p *pen) ruleLabels(f Figure, fr *lineFrame) {
	for _, r := range f.Rules {
		switch text := clip(r.Text, 36); {
		case text == "":
		case r.OnY && fr.y.holds(r.At):
			y := fr.y.of(r.At)
			if r.Role == "budget" {
				p.tryLabel(fr, sideLabels(text, "", y+14, y-5))
			} else {
				p.tryLabel(fr, sideLabels(text, "", y-5, y+14))
			}
		case !r.OnY && fr.x.holds(r.At):
			p.tryLabel(fr, besideLabels(text, "le", fr.x.of(r.At)/100, fr.x.of(r.At)/100, fr.top+10))
		}
	}
	for _, b := range f.Bands {
		text := clip(b.Text, 36)
		switch {
		case text == "":
		case b.OnY:
			p.tryLabel(fr, sideLabels(text, "", fr.y.of(b.To)-5, fr.y.of(b.From)+14))
		default:
			p.tryLabel(fr, besideLabels(text, "", fr.x.of(b.From)/100, fr.x.of(b.To)/100, fr.top+10))
		}
	}
}

func (p *pen) tryLabel(fr *lineFrame, candidates []label) {
	if l, ok := fr.place.put(candidates); ok {
		p.label(l)
	}
}

// sideLabels are the places of a label of a horizontal rule: at the left, then at the right.
func sideLabels(text, class string, above, below float64) []label {
	return []label{
		{text: text, class: class, dx: 2, y: above},
		{text: text, class: class, dx: 2, y: below},
		{text: text, class: class, f: 1, dx: -14, y: above, end: true},
		{text: text, class: class, f: 1, dx: -14, y: below, end: true},
		{text: text, class: class, f: .3, y: above},
		{text: text, class: class, f: .3, y: below},
	}
}

// besideLabels are the places of a label of an upright rule or band: left or right of it, in the
// first lines of the plot, then at its foot.
func besideLabels(text, class string, from, to, y float64) []label {
	var out []label
	for _, row := range [...]float64{0, 16, 32, 200, 216} {
		right := label{text: text, class: class, f: to, dx: 6, y: y + row}
		left := label{text: text, class: class, f: from, dx: -7, y: y + row, end: true}
		if class == "le" {
			left, right = right, left
		}
		out = append(out, right, left)
	}
	return out
}

// names writes the name of every line that has none at its end beside it, where it covers nothing.
// What really happened is named first: a phone may have no room for the plans, which are dashed.
func (p *pen) names(f Figure, fr *lineFrame) {
	for _, plans := range [...]bool{false, true} {
		for i, s := range f.Series {
			if (labelClass(s.Role) == "lp") == plans {
				p.lineName(f, fr, s, i)
			}
		}
	}
}

// lineName names line i, with no other line between it and its name if that can be had; where there
// is no place, a line whose end is labelled goes without.
func (p *pen) lineName(f Figure, fr *lineFrame, s Series, i int) {
	dots := fr.place.lines[i]
	if s.Name == "" || len(dots) < 2 || s.End != "" && (s.Role != RoleActual || f.Kind == KindIndices) {
		return
	}
	class := labelClass(s.Role)
	width := labelWidth(s.Name, class)
	near, far := make([]label, 0, 100), []label(nil)
	for _, share := range [...]float64{.55, .45, .65, .35, .75, .25, .85, .15, .93, .07} {
		d := along(dots, share)
		for _, dy := range [...]float64{-8, 15, -20, 27, 4} {
			for _, end := range [...]bool{false, true} {
				l := label{text: s.Name, class: class, f: d.f, dx: 9, y: d.y + dy, end: end, width: width}
				if end {
					l.dx = -9
				}
				if fr.between(l.box(), d.y, i, len(f.Series)) {
					far = append(far, l)
				} else {
					near = append(near, l)
				}
			}
		}
	}
	l, ok := fr.place.putOver(near) // the lines left to cross are leaders and the named one
	if !ok {
		l, ok = fr.place.put(far)
	}
	if ok && (s.End == "" || !l.wide) {
		p.label(l)
	}
}

// between tells whether another of n lines runs between line own, at y, and a label.
func (fr *lineFrame) between(b box, y float64, own, n int) bool {
	for _, width := range [...]float64{fr.place.phone, wideWidth} {
		x0, x1 := b.at(width)
		for i, l := range fr.place.lines[:n] {
			if i != own && crosses(l, x0/width, x1/width, min(b.y0, y), max(b.y1, y)) {
				return true
			}
		}
	}
	return false
}

// along is the place at a share of a line's width.
func along(dots []dot, share float64) dot {
	f := dots[0].f + (dots[len(dots)-1].f-dots[0].f)*share
	for i := 1; i < len(dots); i++ {
		if a, b := dots[i-1], dots[i]; b.f >= f {
			if b.f == a.f {
				return b
			}
			return dot{f, a.y + (b.y-a.y)*(f-a.f)/(b.f-a.f)}
		}
	}
	return dots[len(dots)-1]
}
