package chart

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Option writes the go-echarts option of a figure, with the numbers of its drawing. It is plain
// JSON with stable bytes: no code, no style, no address. Colours are the theme's variables, as
// "var(--c-actual)" or "tint(--ink,--paper,19)" for 19 per cent of one over the other; explore.js
// resolves them.
func Option(f Figure) (json.RawMessage, error) {
	c := componentsOf(f)
	c.Validate()
	m := c.JSON()
	tidy(m, f)
	if err := finish(m, f); err != nil {
		return nil, fmt.Errorf("chart %s: %w", f.ID, err)
	}
	out, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", f.ID, err)
	}
	// go-echarts wraps code in this mark; a page under our content policy could never run it.
	if bytes.Contains(out, []byte("__f__")) {
		return nil, fmt.Errorf("chart %s: the option holds code or the text __f__", f.ID)
	}
	return out, nil
}

// components is what every chart of go-echarts has.
type components interface {
	Validate()
	JSON() map[string]any
}

func componentsOf(f Figure) components {
	switch f.Kind {
	case KindHeat:
		return heatOption(f)
	case KindRAG:
		return stripOption(f)
	case KindSLA:
		return clocksOption(f)
	case KindCosts:
		return costsOption(f)
	case KindSchedule, KindCalendar:
		return spansOption(f)
	}
	return linesOption(f)
}

// tidy removes what go-echarts writes for parts that nobody asked for (an empty legend would be
// shown, an empty toolbox draws something invisible) and adds what it has no field for.
func tidy(m map[string]any, f Figure) {
	for _, part := range []string{"title", "toolbox", "color"} {
		delete(m, part)
	}
	m["useUTC"] = true
	m["animation"] = false
	label := f.Title
	if f.Desc != "" {
		label += ". " + f.Desc
	}
	m["aria"] = map[string]any{"enabled": true, "label": map[string]any{"enabled": true, "description": label}}
	m["textStyle"] = map[string]any{"color": "var(--ink-2)", "fontFamily": "var(--record)", "fontSize": 12}
}

// finish adds to the series what go-echarts has no field for: marks lie over lines, and a letter on
// a status has the ink that can be read there.
func finish(m map[string]any, f Figure) error {
	raw, err := json.Marshal(m["series"])
	if err != nil {
		return err
	}
	var series []map[string]any
	if err := json.Unmarshal(raw, &series); err != nil {
		return err
	}
	for _, s := range series {
		if s["type"] == "scatter" {
			s["z"] = 5
			if style, ok := s["itemStyle"].(map[string]any); ok {
				style["opacity"] = 1
			}
		}
		data, _ := s["data"].([]any)
		if data == nil {
			s["data"] = []any{}
		}
		if s["name"] == eventSeries {
			apart(data)
		}
		if f.Kind != KindRAG {
			continue
		}
		for i, d := range data {
			ink := [...]string{"var(--on-good)", "var(--on-warn)", "var(--on-bad)", ink}[levelNumber(f.Bars[i].Level)-1]
			d.(map[string]any)["label"] = map[string]any{"color": ink}
		}
	}
	if series == nil {
		series = []map[string]any{}
	}
	m["series"] = series
	return nil
}

// apart moves the discs of one day beside each other; zooming in never would.
func apart(data []any) {
	before, n := any(nil), 0
	for _, d := range data {
		disc := d.(map[string]any)
		x := disc["value"].([]any)[0]
		if n++; x != before {
			before, n = x, 0
		}
		if n > 0 {
			disc["symbolOffset"] = []int{n * 20, 0}
		}
	}
}

// Colours of the theme.
const (
	inkActual = "var(--c-actual)"
	inkPlan   = "var(--c-plan)"
	inkCost   = "var(--c-cost)"
	inkEvent  = "var(--c-event)"
	inkGrid   = "var(--c-grid)"
	inkHatch  = "var(--c-hatch)"
	ink       = "var(--ink)"
	ink2      = "var(--ink-2)"
	ink3      = "var(--ink-3)"
	paper     = "var(--paper)"
)

// roleColour is the ink of a role.
func roleColour(r Role) string {
	switch r {
	case RoleActual, RoleDone, RoleForward, RoleTime:
		return inkActual
	case RolePlan, RolePlan2, RoleIdeal:
		return inkPlan
	}
	return inkCost
}

// roleLine is the line of a role: planned dashed, projected and SPI(t) dotted, actual solid.
func roleLine(r Role) opts.LineStyle {
	l := opts.LineStyle{Color: roleColour(r), Width: 2}
	switch r {
	case RoleActual, RoleDone:
		l.Width = 3
	case RolePlan, RoleIdeal:
		l.Type = "dashed"
	case RolePlan2, RoleForward, RoleTime:
		l.Type = "dotted"
	}
	return l
}

// millis is a place on the option's x axis: milliseconds where the figure counts seconds.
func millis(f Figure, x float64) float64 {
	if f.X.From.IsZero() && f.X.To.IsZero() {
		return x
	}
	return x * 1000
}

// xAxis is the figure's x axis.
func xAxis(f Figure) opts.XAxis {
	a := opts.XAxis{
		Type: "value", Min: f.X.Min, Max: f.X.Max,
		AxisLine:  &opts.AxisLine{LineStyle: &opts.LineStyle{Color: ink}},
		AxisLabel: &opts.AxisLabel{Color: ink3, HideOverlap: opts.Bool(true), ShowMinLabel: opts.Bool(f.X.Min == 0), ShowMaxLabel: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}
	if !f.X.From.IsZero() || !f.X.To.IsZero() {
		a.Type, a.Min, a.Max = "time", f.X.From.UnixMilli(), f.X.To.UnixMilli()
		a.AxisLabel.ShowMinLabel, a.AxisLabel.ShowMaxLabel = nil, nil
		if f.X.To.Sub(f.X.From).Hours() > 75*24 {
			a.MinInterval = 28 * daySeconds * 1000
		}
	}
	return a
}

// yAxis is the figure's y axis, for values.
func yAxis(f Figure) opts.YAxis {
	return opts.YAxis{
		Type: "value", Min: f.Y.Min, Max: f.Y.Max,
		AxisLabel: &opts.AxisLabel{Color: ink3, ShowMinLabel: opts.Bool(f.Y.Min == 0), ShowMaxLabel: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: inkGrid}},
	}
}

// rowAxis lists the rows, the first on top.
func rowAxis(names []string, width int) opts.YAxis {
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = clip(n, width)
	}
	return opts.YAxis{
		Type: "category", Data: short, Inverse: opts.Bool(true),
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Color: ink2},
	}
}

func tooltip(trigger string) opts.Tooltip {
	return opts.Tooltip{Show: opts.Bool(true), Trigger: trigger}
}

func legend(show bool) opts.Legend {
	return opts.Legend{Show: opts.Bool(show), Type: "scroll", Top: "0", TextStyle: &opts.TextStyle{Color: ink2}}
}

func grid() opts.Grid {
	return opts.Grid{Left: "8", Right: "24", Top: "40", Bottom: "8", ContainLabel: opts.Bool(true)}
}
