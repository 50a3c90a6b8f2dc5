package chart

import (
	"strconv"
	"unicode/utf8"
)

// pen appends markup to one buffer. It writes no style and no colour: ink comes from classes.
type pen struct {
	b  []byte
	id string // prefix of every id, escaped
}

func (p *pen) raw(s ...string) *pen {
	for _, x := range s {
		p.b = append(p.b, x...)
	}
	return p
}

// num writes a coordinate with up to two decimals; what cannot be one is 0.
func (p *pen) num(v float64) *pen {
	if !finite(v) {
		v = 0
	}
	p.b = fixed(p.b, v, 100)
	return p
}

// fixed appends v with as many decimals as unit, a power of ten, has zeros, without trailing ones.
func fixed(b []byte, v float64, unit int64) []byte {
	if v > 1e9 || v < -1e9 {
		return strconv.AppendFloat(b, v, 'f', 0, 64)
	}
	if v < 0 {
		v = -v
		if int64(v*float64(unit)+0.5) > 0 {
			b = append(b, '-')
		}
	}
	n := int64(v*float64(unit) + 0.5)
	b = strconv.AppendInt(b, n/unit, 10)
	rest := n % unit
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for u := unit / 10; u > 0 && rest > 0; u /= 10 {
		b = append(b, byte('0'+rest/u))
		rest %= u
	}
	return b
}

// at writes an attribute with a number and an optional unit.
func (p *pen) at(name string, v float64, unit string) *pen {
	p.b = append(p.b, ' ')
	p.b = append(p.b, name...)
	p.b = append(p.b, '=', '"')
	p.num(v)
	p.b = append(p.b, unit...)
	p.b = append(p.b, '"')
	return p
}

// esc writes text that may hold anything: markup is escaped, what XML cannot hold is replaced.
func (p *pen) esc(s string) *pen {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '&':
			p.b = append(p.b, "&amp;"...)
		case c == '<':
			p.b = append(p.b, "&lt;"...)
		case c == '>':
			p.b = append(p.b, "&gt;"...)
		case c == '"':
			p.b = append(p.b, "&quot;"...)
		case c < ' ':
			p.b = append(p.b, ' ')
		case c < utf8.RuneSelf:
			p.b = append(p.b, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF || r >= 0x7F && r < 0xA0 {
				r = ' '
			}
			p.b = utf8.AppendRune(p.b, r)
			i += n
			continue
		}
		if c == 0x7F {
			p.b[len(p.b)-1] = ' '
		}
		i++
	}
	return p
}

// text writes a label: x in per cent, dx and y in pixels. What is 0 need not be said.
func (p *pen) text(class string, x, dx, y float64, s string) {
	p.raw(`<text class="`, class, `"`)
	if x != 0 {
		p.at("x", x, "%")
	}
	if dx != 0 {
		p.at("dx", dx, "")
	}
	p.at("y", y, "").raw(">").esc(s).raw("</text>\n")
}

// line writes a straight line: x in per cent, y in pixels. What is 0 need not be said.
func (p *pen) line(class string, x1, x2, y1, y2 float64) {
	p.raw(`<line class="`, class, `"`)
	if x1 != 0 {
		p.at("x1", x1, "%")
	}
	if x2 != 0 {
		p.at("x2", x2, "%")
	}
	if y1 != 0 {
		p.at("y1", y1, "")
	}
	p.at("y2", y2, "").raw("/>\n")
}

// rect writes a rectangle: x and width in per cent, y and height in pixels. fill is "" or the whole
// attribute.
func (p *pen) rect(class, fill string, x, w, y, h float64) {
	p.raw("<rect")
	if class != "" {
		p.raw(` class="`, class, `"`)
	}
	p.raw(fill).at("x", x, "%").at("width", max(w, 0), "%").at("y", y, "").at("height", max(h, 0), "").raw("/>\n")
}

// hatched is the fill of pauses and reserves.
func (p *pen) hatched() string { return ` fill="url(#` + p.id + `-hatch)"` }

// place puts a small drawing at a point.
func (p *pen) place(x, y float64, drawing ...string) {
	p.raw("<svg").at("x", x, "%").at("y", y, "").raw(">").raw(drawing...).raw("</svg>\n")
}

// Drawings of marks, centred on the point.
const (
	drawRing    = `<circle class="ring" r="4.5"/>`
	drawDot     = `<circle class="dot" r="4.5"/>`
	drawCostDot = `<circle class="dotc" r="4"/>`
	drawDiamond = `<path class="dote" d="M0-9 8 0 0 9-8 0Z"/>`
	drawMiss    = `<path class="dote" d="M0-6 6 0 0 6-6 0Z"/>`
	drawPost    = `<rect class="bi" x="-1" y="-8" width="2" height="16"/>`
	drawTick    = `<path class="base" d="M0-4V4"/>`
)
