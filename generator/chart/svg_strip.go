package chart

// Geometry of the status strip, in pixels.
const (
	stripStep = 46.0
	stripHead = 24.0 // above the first row when it has discs
)

// strip draws the reported status: height, colour and, where it changes, the letter.
func (p *pen) strip(f Figure) {
	n := max(len(f.X.Categories), 1)
	width, first := 100/float64(n), 0.0
	if len(f.Marks) > 0 {
		first = stripHead
	}
	bottom := first + stripStep*float64(len(f.Y.Categories))
	p.open(f, "p0", "img", bottom+22)
	discs := stripDiscs(f, width)
	for row, name := range f.Y.Categories {
		base := first + float64(row)*stripStep + 42
		p.text("lb", 0, 0, base-30, name)
		p.line("grid", 0, 100, base, base)
		p.stripRow(f, row, base, width)
	}
	for _, t := range f.X.Ticks {
		class, x := "ax", t.At*width
		if x > 94 {
			class, x = "ax end", 100
		}
		if t.Minor {
			class += " wideonly"
		}
		p.text(class, x, 0, bottom+14, t.Label)
	}
	for _, d := range discs {
		p.number(d)
	}
	p.close()
}

// stripDiscs finds places for the discs over the reports.
func stripDiscs(f Figure, width float64) []disc {
	var out []disc
	for _, m := range f.Marks {
		out = append(out, disc{f: (m.X + 0.5) * width / 100, y: 10, n: m.N, pull: 1})
	}
	spreadDiscs(out, phoneRows)
	return out
}

// stripRow draws one dimension.
func (p *pen) stripRow(f Figure, row int, base, width float64) {
	var last string
	lastAt, lettered := -2, -100.0
	for _, b := range f.Bars {
		if b.Row != row || b.Column < 0 || b.Column >= len(f.X.Categories) {
			continue
		}
		class, height, letter := levelDrawing(b.Level)
		if class == "" {
			continue
		}
		x, w := float64(b.Column)*width+width*.06, width*.88
		p.rect(class, "", x, w, base-height, height)
		if b.Level != last || b.Column != lastAt+1 {
			if mid := x + w/2; (mid-lettered)/100*phoneWidth >= 10 {
				p.text("halo mid", mid, 0, base-height-4, letter)
				lettered = mid
			}
		}
		last, lastAt = b.Level, b.Column
	}
}

// levelDrawing is how a level looks: its class, its height and its letter.
func levelDrawing(level string) (class string, height float64, letter string) {
	switch level {
	case "green":
		return "bg", 4, "G"
	case "amber":
		return "ba", 12, "A"
	case "red":
		return "br", 22, "R"
	case "complete":
		return "bc", 10, "C"
	}
	return "", 0, ""
}
