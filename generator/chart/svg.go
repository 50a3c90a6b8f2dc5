package chart

// SVG draws a figure as inline SVG for HTML. It has no viewBox: x is in per cent of its width and y
// in pixels, so that type keeps its size on every screen and on paper. Ink comes from classes of
// the theme alone; every id starts with the figure's.
func SVG(f Figure) []byte {
	p := &pen{b: make([]byte, 0, 6<<10), id: anchor(f.ID)}
	switch f.Kind {
	case KindHeat:
		p.heat(f)
	case KindRAG:
		p.strip(f)
	case KindSLA:
		p.clocks(f)
	case KindWeeks:
		p.weeks(f)
	case KindCosts, KindSchedule, KindCalendar:
		p.rows(f)
	default:
		p.lines(f)
	}
	return p.b
}

// anchor is an id with only what an id and a url() may hold.
func anchor(id string) string {
	out := make([]byte, 0, len(id))
	for _, c := range []byte(id) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			out = append(out, c)
		} else {
			out = append(out, '-')
		}
	}
	if len(out) == 0 {
		return "figure"
	}
	return string(out)
}

// open starts the drawing. margin is a class that reserves room beside the plot: "p0", "pl", "pr"
// or "". role is "img", or "group" where the drawing holds links.
func (p *pen) open(f Figure, margin, role string, height float64) {
	p.raw(`<svg class="plot`)
	if margin != "" {
		p.raw(" ", margin)
	}
	p.raw(`"`).at("height", height, "").raw(` role="`, role, `" aria-labelledby="`, p.id, `-title`)
	if f.Desc != "" {
		p.raw(" ", p.id, "-desc")
	}
	p.raw("\">\n<title id=\"", p.id, `-title">`).esc(f.Title).raw("</title>")
	if f.Desc != "" {
		p.raw(`<desc id="`, p.id, `-desc">`).esc(f.Desc).raw("</desc>")
	}
	p.raw("\n")
}

// hatch defines the pattern, where a figure has bands.
func (p *pen) hatch(f Figure) {
	if len(f.Bands) > 0 {
		p.raw(`<defs><pattern id="`, p.id, `-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v6"/></pattern></defs>`, "\n")
	}
}

func (p *pen) close() { p.raw("</svg>\n") }

// scale maps a span of values to a span of the drawing. Values outside are held at its ends.
type scale struct{ from, to, a, z float64 }

func (s scale) of(v float64) float64 {
	if s.to == s.from || !finite(v) {
		return s.a
	}
	r := (v - s.from) / (s.to - s.from)
	return s.a + min(max(r, 0), 1)*(s.z-s.a)
}

// holds tells whether a value lies on the axis.
func (s scale) holds(v float64) bool { return finite(v) && v >= s.from && v <= s.to }

// across is the scale of the x axis, in per cent.
func across(a Axis) scale {
	switch {
	case !a.From.IsZero() || !a.To.IsZero():
		return scale{float64(a.From.Unix()), float64(a.To.Unix()), 0, 100}
	case len(a.Categories) > 0:
		return scale{0, float64(len(a.Categories)), 0, 100}
	}
	return scale{a.Min, a.Max, 0, 100}
}

// cssClass is the ink of a role.
func cssClass(r Role) string {
	switch r {
	case RoleActual, RoleDone:
		return "actual"
	case RolePlan, RoleIdeal:
		return "plan"
	case RolePlan2:
		return "plan plan2"
	case RoleForward:
		return "plan forward"
	case RoleTime:
		return "actual time"
	case RoleScope:
		return "cost scope"
	}
	return "cost"
}

// labelClass is the type of a label beside a line of a role.
func labelClass(r Role) string {
	switch r {
	case RoleActual, RoleDone, RoleTime, RoleForward:
		return "la"
	case RolePlan, RolePlan2, RoleIdeal:
		return "lp"
	}
	return "lb"
}
