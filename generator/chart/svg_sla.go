package chart

// Geometry of the two clocks, in pixels.
const (
	clockTop   = 34.0 // of the first ticket
	clockStep  = 21.0
	clockTight = 16.0 // with more than 24 tickets
)

// clocks draws every ticket on a line: where the contract's clock stopped and where the vendor's.
func (p *pen) clocks(f Figure) {
	x, n := across(f.X), len(f.Y.Categories)
	step := clockStep
	if n > 24 {
		step = clockTight
	}
	bottom := clockTop + step*float64(max(n, 1)-1) + 17
	p.open(f, "pl", "img", bottom+22)
	for i, t := range f.X.Ticks {
		at, label := x.of(t.At), t.Label
		if i == len(f.X.Ticks)-1 && f.X.Unit != "" {
			label += nbsp + clip(f.X.Unit, 10)
		}
		p.line("grid", at, at, 20, bottom)
		p.text("ax mid", at, 0, bottom+16, label)
	}
	for row, name := range f.Y.Categories {
		p.text("ax end", 0, -8, clockTop+float64(row)*step+4, clip(name, 8))
	}
	p.clockLines(n, step, bottom)
	for _, r := range f.Rules {
		if at := x.of(r.At); !r.OnY && x.holds(r.At) {
			p.line("ev", at, at, 20, bottom)
			class := "le mid"
			if at > 80 {
				class = "le end"
			}
			p.text(class, at, 0, 14, clip(r.Text, 40))
		}
	}
	p.clockMarks(f, x, step)
	p.close()
}

// clockLines draws the lines that the tickets lie on, as one path that is stretched.
func (p *pen) clockLines(n int, step, height float64) {
	p.raw(`<svg width="100%"`).at("height", height, "").raw(` viewBox="0 0 1000 `).num(height).raw(`" preserveAspectRatio="none"><path class="grid" d="`)
	for row := range n {
		p.raw("M0 ").num(clockTop + float64(row)*step).raw("h1000")
	}
	p.raw("\"/></svg>\n")
}

// clockMarks joins the two marks of a ticket and draws them, rings first.
func (p *pen) clockMarks(f Figure, x scale, step float64) {
	named := false
	ring := make([]float64, len(f.Y.Categories))
	for i := range ring {
		ring[i] = -1
	}
	for _, m := range f.Marks {
		if m.Shape == ShapeRing && m.Row < len(ring) && m.Row >= 0 {
			ring[m.Row] = x.of(m.X)
		}
	}
	for _, m := range f.Marks {
		if m.Row < 0 || m.Row >= len(ring) || m.Shape == ShapeRing {
			continue
		}
		at, y := x.of(m.X), clockTop+float64(m.Row)*step
		if r := ring[m.Row]; r >= 0 && m.Shape != ShapeTick {
			p.line("base", min(r, at), max(r, at), y, y)
			p.place(r, y, drawRing)
			if !named && r > 35 && r < at {
				p.text("end halo", r, -9, y+4, "vendor\u2019s clock")
				named = true
			}
		}
		if m.Shape == ShapeDiamond {
			p.place(at, y, drawMiss)
		} else {
			p.place(at, y, drawing(m.Shape))
		}
		if m.Label != "" {
			p.text("lb halo", at, 11, y+4, clip(m.Label, 9))
		}
	}
}
