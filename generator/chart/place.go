package chart

import (
	"strings"
	"unicode"
)

// Labels are placed for two widths of the plot at once: a phone's and the least of a wide screen.
// What finds room on a phone has room everywhere; what finds room only on the wide one is marked
// wideonly.
const (
	phoneWidth = 290.0 // beside figures at the left
	phoneEnds  = 232.0 // with figures at the lines' ends too
	phoneRows  = 322.0 // without a margin
	wideWidth  = 620.0
)

// box is a rectangle whose x is a share of the width (0 to 1) plus pixels.
type box struct{ f, x0, x1, y0, y1 float64 }

func (b box) at(width float64) (x0, x1 float64) { return b.f*width + b.x0, b.f*width + b.x1 }

// dot is a point of a polyline: a share of the width, and pixels down.
type dot struct{ f, y float64 }

// placer knows what stands in a plot already.
type placer struct {
	boxes       []box
	lines       [][]dot
	phone       float64 // width of the plot on a phone
	left, right float64 // pixels beside the plot that may be used
	top, bottom float64
}

// label is a text to be placed.
type label struct {
	text, class string
	f           float64 // share of the width
	dx, y       float64
	end, middle bool    // text-anchor
	wide        bool    // only where there is room
	width       float64 // in pixels; 0 leaves it to box
}

// width estimates the pixels of a text in 12 px semi-bold type.
func textWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r == ' ' || r == '.' || r == ',' || r == 'i' || r == 'l' || r == '\u00a0':
			w += 4.1
		case r >= 0x1100:
			w += 12.5
		case r == 'm' || r == 'w' || r == 'M' || r == 'W' || r == '%':
			w += 10.5
		case unicode.IsUpper(r):
			w += 8.6
		default:
			w += 7
		}
	}
	return w
}

// labelWidth estimates the pixels of a label in the type of its class.
func labelWidth(text, class string) float64 {
	w := textWidth(text)
	if strings.HasPrefix(class, "l") && class != "lp" {
		w *= 1.09 // semi-bold, in the widest of the usual fonts
	}
	return w
}

func (l label) box() box {
	w := l.width
	if w == 0 {
		w = labelWidth(l.text, l.class)
	}
	b := box{f: l.f, x0: l.dx, x1: l.dx + w, y0: l.y - 10.5, y1: l.y + 3}
	switch {
	case l.end:
		b.x0, b.x1 = l.dx-w, l.dx
	case l.middle:
		b.x0, b.x1 = l.dx-w/2, l.dx+w/2
	}
	return b
}

// free tells whether a box has room at a width. Lines may be crossed when over is set.
func (p *placer) free(b box, width float64, over bool) bool {
	x0, x1 := b.at(width)
	if x0 < -p.left || x1 > width+p.right || b.y0 < p.top || b.y1 > p.bottom {
		return false
	}
	for _, o := range p.boxes {
		if b.y1 <= o.y0 || b.y0 >= o.y1 {
			continue
		}
		if a, z := o.at(width); x1 > a && x0 < z {
			return false
		}
	}
	if over {
		return true
	}
	for _, l := range p.lines {
		if crosses(l, x0/width, x1/width, b.y0, b.y1) {
			return false
		}
	}
	return true
}

// crosses tells whether a polyline, in order of f, enters a rectangle.
func crosses(l []dot, f0, f1, y0, y1 float64) bool {
	lo, hi := 0, len(l)
	for lo < hi {
		if m := (lo + hi) / 2; l[m].f < f0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for i := max(lo, 1); i < len(l); i++ {
		a, b := l[i-1], l[i]
		if a.f > f1 {
			return false
		}
		ya, yb := a.y, b.y
		if b.f > a.f {
			s := (b.y - a.y) / (b.f - a.f)
			if a.f < f0 {
				ya = a.y + s*(f0-a.f)
			}
			if b.f > f1 {
				yb = a.y + s*(f1-a.f)
			}
		}
		if max(ya, yb) >= y0 && min(ya, yb) <= y1 {
			return true
		}
	}
	return false
}

// put takes the first candidate with room at both widths, else the first with room on the wide one,
// else none. In a second round labels may cross lines, whose ink the halo interrupts.
func (p *placer) put(candidates []label) (label, bool) {
	for _, over := range [...]bool{false, true} {
		for _, wide := range [...]bool{false, true} {
			if l, ok := p.first(candidates, over, wide); ok {
				return l, true
			}
		}
	}
	return label{}, false
}

// putOver is put for labels that may cross what lines they meet, rather than be missed on a phone.
func (p *placer) putOver(candidates []label) (label, bool) {
	for _, wide := range [...]bool{false, true} {
		for _, over := range [...]bool{false, true} {
			if l, ok := p.first(candidates, over, wide); ok {
				return l, true
			}
		}
	}
	return label{}, false
}

func (p *placer) first(candidates []label, over, wide bool) (label, bool) {
	for _, c := range candidates {
		b := c.box()
		if p.free(b, wideWidth, over) && (wide || p.free(b, p.phone, over)) {
			c.wide = wide
			p.boxes = append(p.boxes, b)
			return c, true
		}
	}
	return label{}, false
}

// block reserves the room of something drawn.
func (p *placer) block(f, x0, x1, y0, y1 float64) {
	p.boxes = append(p.boxes, box{f, x0, x1, y0, y1})
}

// label writes a placed label.
func (p *pen) label(l label) {
	class := l.class
	switch {
	case l.end:
		class += " end"
	case l.middle:
		class += " mid"
	}
	class += " halo"
	if l.wide {
		class += " wideonly"
	}
	if class[0] == ' ' {
		class = class[1:]
	}
	p.text(class, l.f*100, l.dx, l.y, l.text)
}
