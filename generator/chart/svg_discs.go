package chart

import (
	"cmp"
	"slices"
)

// Numbered discs lie in a row over the plot, where they hide no line. Those of days that are close
// stand beside each other, each with a leader to the place that it means.
const (
	discRow   = 9.0    // from the discs' centres to the plot's top
	discSpace = 19.5   // between two centres
	discRoom  = 26.0   // over a plot that has discs
	worstPull = 1000.0 // a worst day against the others: it stays on its rule
)

// disc is a numbered disc: its place is a share of the width, and pixels beside that.
type disc struct {
	f, dx, y float64
	n        int
	pull     float64
}

// spreadDiscs moves discs sideways, as little as it takes, until none covers another on a phone. As
// the offsets are pixels, none does on a wider plot. The discs are left in order.
func spreadDiscs(discs []disc, phone float64) {
	slices.SortStableFunc(discs, func(a, b disc) int { return cmp.Compare(a.f, b.f) })
	// With the k-th moved left by k spaces, "none covers another" is "in order": neighbours that are
	// not are moved to their mean.
	type group struct {
		x, pull float64
		n       int
	}
	var groups []group
	for k, d := range discs {
		g := group{d.f*phone - float64(k)*discSpace, d.pull, 1}
		for n := len(groups); n > 0 && groups[n-1].x > g.x; n-- {
			o := groups[n-1]
			pull := o.pull + g.pull
			g = group{(o.x*o.pull + g.x*g.pull) / pull, pull, o.n + g.n}
			groups = groups[:n-1]
		}
		groups = append(groups, g)
	}
	room := max(0, phone-float64(max(len(discs)-1, 0))*discSpace)
	k := 0
	for _, g := range groups {
		for range g.n {
			discs[k].dx = min(max(g.x, 0), room) + float64(k)*discSpace - discs[k].f*phone
			if discs[k].dx > -0.5 && discs[k].dx < 0.5 {
				discs[k].dx = 0
			}
			k++
		}
	}
}

// leader joins a disc with the place that it means, y pixels down.
func (p *pen) leader(d disc, y float64) {
	bend := d.y + 16
	if y < bend+6 {
		return
	}
	p.raw("<svg").at("x", d.f*100, "%").raw(`><g class="hatch">`)
	if d.dx != 0 {
		p.raw("<line").at("x1", d.dx, "").at("y1", d.y+8.5, "").at("y2", bend, "").raw("/>")
	} else {
		bend = d.y + 8.5
	}
	p.raw("<line").at("y1", bend, "").at("y2", y, "").raw(`/></g><circle class="bi" r="2.5"`).at("cy", y, "").raw("/></svg>\n")
}

// number draws a numbered disc.
func (p *pen) number(d disc) {
	p.raw(`<g class="num"><svg`).at("x", d.f*100, "%").at("y", d.y, "").raw("><circle")
	if d.dx != 0 {
		p.at("cx", d.dx, "")
	}
	p.raw(` r="8.5"/><text`)
	if d.dx != 0 {
		p.at("x", d.dx, "")
	}
	p.raw(` dy="4">`)
	p.num(float64(d.n)).raw("</text></svg></g>\n")
}
