package chart

import "strconv"

// Geometry of the risk heat map, in pixels: a record takes a line of 24, so that it can be touched.
const (
	heatLine    = 24.0
	heatLeast   = 44.0 // of a row
	heatFoot    = 40.0
	heatPerCell = 6 // records; the others are in the table
)

// heat draws the risk heat map. It holds links, so it is a group and no image.
func (p *pen) heat(f Figure) {
	tops, heights, bottom := heatRows(f)
	p.open(f, "heat", "group", bottom+heatFoot)
	for row := 5; row >= 1; row-- {
		y := tops[row] + heights[row]/2 + 4
		p.raw(`<text class="ax end"`).at("x", 0, "%").at("dx", -8, "").at("y", y, "").raw(`><tspan class="wideonly">`).esc(category(f.Y, row)).raw(` </tspan>`, strconv.Itoa(row), "</text>\n")
	}
	for _, c := range f.Cells {
		if c.Row < 1 || c.Row > 5 || c.Column < 1 || c.Column > 5 {
			continue
		}
		p.heatCell(f, c, tops[c.Row], heights[c.Row])
	}
	for column := 1; column <= 5; column++ {
		x := float64(column)*20 - 10
		p.text("ax mid", x, 0, bottom+16, strconv.Itoa(column))
		p.text("ax mid wideonly", x, 0, bottom+32, category(f.X, column))
	}
	p.close()
}

// heatRows gives every row the height its fullest cell needs, the most probable on top.
func heatRows(f Figure) (tops, heights [6]float64, bottom float64) {
	for i := range heights {
		heights[i] = heatLeast
	}
	for _, c := range f.Cells {
		if c.Row >= 1 && c.Row <= 5 {
			n := min(len(c.Marks), heatPerCell+1)
			heights[c.Row] = max(heights[c.Row], float64(n)*heatLine+18)
		}
	}
	for row := 5; row >= 1; row-- {
		tops[row] = bottom
		bottom += heights[row]
	}
	return tops, heights, bottom
}

func category(a Axis, n int) string {
	if n >= 1 && n <= len(a.Categories) {
		return a.Categories[n-1]
	}
	return ""
}

// tints are the shares of ink of the four bands.
var tints = [...]string{"", ".04", ".1", ".19", ".29"}

func (p *pen) heatCell(f Figure, c Cell, top, height float64) {
	x, band := float64(c.Column-1)*20, max(1, min(c.Band, 4))
	p.rect("bi h"+strconv.Itoa(band), ` fill-opacity="`+tints[band]+`"`, x+0.2, 19.6, top+1, height-2)
	p.text("hp end", x+20, -6, top+height-6, short(c.Value))
	for i, m := range c.Marks {
		if i == heatPerCell {
			p.text("s", x, 6, top+17+float64(i)*heatLine, "+"+strconv.Itoa(len(c.Marks)-i))
			break
		}
		p.heatMark(m, x, top+17+float64(i)*heatLine)
	}
}

// heatMark writes the id of a record, a link where its place is known.
func (p *pen) heatMark(m Mark, x, y float64) {
	label := clip(m.Label, 7)
	if m.URL != "" {
		p.raw(`<a href="`).esc(m.URL).raw(`">`)
		p.raw(`<rect class="hit"`).at("x", x+0.4, "%").at("y", y-16, "").at("width", 19.2, "%").at("height", heatLine, "").raw(` fill-opacity="0"/>`)
	}
	p.raw(`<text class="`)
	if m.URL != "" {
		p.raw("la link")
	} else {
		p.raw("lb")
	}
	p.raw(`"`).at("x", x, "%").at("dx", 5, "").at("y", y, "").raw(">").esc(label)
	if m.Shape == ShapeDiamond {
		p.raw(`<tspan class="le" dx="3">`, "\u25c6", `</tspan>`)
	}
	p.raw("<title>").esc(heatTitle(m)).raw("</title></text>")
	if m.URL != "" {
		p.raw("</a>")
	}
	p.raw("\n")
}

func heatTitle(m Mark) string {
	s := m.Label
	if m.Text != "" {
		s += ": " + m.Text
	}
	if m.Shape == ShapeDiamond {
		s += " (happened)"
	}
	return s
}
