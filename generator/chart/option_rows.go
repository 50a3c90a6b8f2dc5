package chart

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// gap is a place without a value.
const gap = "-"

// costsOption is the option of costs: two bars a category, lying.
func costsOption(f Figure) components {
	bar := charts.NewBar()
	x := xAxis(f)
	x.Max = nil
	bar.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(rowAxis(f.Y.Categories, 26)), charts.WithTooltipOpts(tooltip("axis")), charts.WithLegendOpts(legend(true)), charts.WithGridOpts(grid()))
	for _, role := range [...]Role{RolePlan, RoleActual} {
		data := make([]opts.BarData, len(f.Y.Categories))
		for i := range data {
			data[i].Value = gap
		}
		name := ""
		for _, b := range f.Bars {
			if b.Role == role && b.Row >= 0 && b.Row < len(data) && finite(b.Value) {
				data[b.Row].Value, name = b.Value, b.Name
			}
		}
		if name != "" {
			bar.AddSeries(name, data, charts.WithItemStyleOpts(opts.ItemStyle{Color: roleColour(role)}))
		}
	}
	return bar
}

// spansOption is the option of schedule and calendar. ECharts does not stack bars on a time axis, so
// every span is a thick piece of a line.
func spansOption(f Figure) components {
	line := charts.NewLine()
	line.SetGlobalOptions(charts.WithXAxisOpts(xAxis(f)), charts.WithYAxisOpts(rowAxis(f.Y.Categories, 26)), charts.WithTooltipOpts(tooltip("item")), charts.WithLegendOpts(legend(true)), charts.WithGridOpts(grid()),
		charts.WithDataZoomOpts(opts.DataZoom{Type: "inside", XAxisIndex: 0}))
	for _, role := range [...]Role{RolePlan, RoleActual, RoleForward} {
		var data []opts.LineData
		name := ""
		for _, b := range f.Bars {
			if b.Role != role || b.Row < 0 || b.Row >= len(f.Y.Categories) {
				continue
			}
			name = b.Name
			if role == RoleForward {
				name = "forecast"
			}
			text := f.Y.Categories[b.Row] + ", " + name
			data = append(data, opts.LineData{Name: text, Value: []int64{b.From.UnixMilli(), int64(b.Row)}},
				opts.LineData{Name: text, Value: []int64{b.To.UnixMilli(), int64(b.Row)}}, opts.LineData{Value: gap})
		}
		if data == nil {
			continue
		}
		style := opts.LineStyle{Color: roleColour(role), Width: 8}
		if role != RoleActual {
			style = roleLine(role)
		}
		line.AddSeries(name, data, charts.WithLineStyleOpts(style), charts.WithItemStyleOpts(opts.ItemStyle{Color: style.Color}),
			charts.WithLineChartOpts(opts.LineChart{Symbol: "rect", SymbolSize: 7, ShowSymbol: opts.Bool(true)}))
	}
	if marks := rowScatter(f, map[Shape]string{ShapePost: "gate, go", ShapeRing: "gate, not a plain go", ShapeDiamond: "hardest day", ShapeDot: "milestone"}); marks != nil {
		line.Overlap(marks)
	}
	return line
}

// rowScatter draws the marks of rows, a series a shape; the third value is the mark's line.
func rowScatter(f Figure, names map[Shape]string) *charts.Scatter {
	var s *charts.Scatter
	for _, shape := range [...]Shape{ShapePost, ShapeRing, ShapeDot, ShapeTick, ShapeDiamond} {
		var data []opts.ScatterData
		for _, m := range f.Marks {
			if m.Shape == shape && finite(m.X) && m.Row >= 0 && m.Row < len(f.Y.Categories) {
				data = append(data, opts.ScatterData{Name: f.Y.Categories[m.Row], Value: []any{millis(f, m.X), m.Row, m.Text}})
			}
		}
		if data == nil {
			continue
		}
		if s == nil {
			s = charts.NewScatter()
		}
		style := opts.ItemStyle{Color: inkActual}
		symbol := "circle"
		switch shape {
		case ShapePost, ShapeTick:
			symbol, style.Color = "rect", ink
		case ShapeRing:
			style = opts.ItemStyle{Color: paper, BorderColor: ink, BorderWidth: 1.5}
		case ShapeDiamond:
			symbol, style.Color = "diamond", inkEvent
		}
		size := any(10)
		if symbol == "rect" {
			size = []int{2, 16}
		}
		s.AddSeries(names[shape], data, charts.WithItemStyleOpts(style), charts.WithScatterChartOpts(opts.ScatterChart{Symbol: symbol, SymbolSize: size}))
	}
	return s
}

// clocksOption is the option of the service levels by ticket.
func clocksOption(f Figure) components {
	s := rowScatter(f, map[Shape]string{ShapeDot: "met", ShapeRing: "vendor\u2019s clock", ShapeDiamond: "missed", ShapeTick: "target"})
	if s == nil {
		s = charts.NewScatter()
	}
	s.SetGlobalOptions(charts.WithXAxisOpts(xAxis(f)), charts.WithYAxisOpts(rowAxis(f.Y.Categories, 12)), charts.WithTooltipOpts(tooltip("item")), charts.WithLegendOpts(legend(true)), charts.WithGridOpts(grid()))
	if len(s.MultiSeries) > 0 {
		s.MultiSeries[0].ConfigureSeriesOpts(overlays(f)...)
	}
	return s
}

// heatOption is the option of the risk heat map: a cell's label is the ids in it.
func heatOption(f Figure) components {
	h := charts.NewHeatMap()
	x := opts.XAxis{Type: "category", Data: f.X.Categories, AxisLabel: &opts.AxisLabel{Color: ink2}, Name: f.X.Unit, NameLocation: "middle", NameGap: 28}
	y := opts.YAxis{Type: "category", Data: f.Y.Categories, AxisLabel: &opts.AxisLabel{Color: ink2}}
	g := grid()
	g.Top, g.Bottom = "12", "36"
	h.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(y), charts.WithTooltipOpts(tooltip("item")), charts.WithLegendOpts(legend(false)), charts.WithGridOpts(g),
		pieces("tint(--ink,--paper,4)", "tint(--ink,--paper,10)", "tint(--ink,--paper,19)", "tint(--ink,--paper,29)"))
	var data []opts.HeatMapData
	for _, c := range f.Cells {
		var ids []string
		for _, m := range c.Marks {
			id := m.Label
			if m.Shape == ShapeDiamond {
				id += nbsp + "\u25c6"
			}
			ids = append(ids, id)
		}
		data = append(data, opts.HeatMapData{Name: firstOf(strings.Join(ids, "\n"), nbsp), Value: []int{c.Column - 1, c.Row - 1, c.Band, int(c.Value)}})
	}
	h.AddSeries("risks", data, charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: ink}))
	return h
}

// stripOption is the option of the status history: a cell's label is its letter.
func stripOption(f Figure) components {
	h := charts.NewHeatMap()
	x := opts.XAxis{Type: "category", Data: f.X.Categories, AxisLabel: &opts.AxisLabel{Color: ink2}}
	h.SetGlobalOptions(charts.WithXAxisOpts(x), charts.WithYAxisOpts(rowAxis(f.Y.Categories, 20)), charts.WithTooltipOpts(tooltip("item")), charts.WithLegendOpts(legend(false)), charts.WithGridOpts(grid()),
		pieces("var(--good)", "var(--warn-fill)", "var(--bad)", "tint(--ink,--paper,10)"))
	var data []opts.HeatMapData
	for _, b := range f.Bars {
		if level := levelNumber(b.Level); level > 0 {
			_, _, letter := levelDrawing(b.Level)
			data = append(data, opts.HeatMapData{Name: letter, Value: []int{b.Column, b.Row, level}})
		}
	}
	h.AddSeries("status", data, charts.WithLabelOpts(opts.Label{Show: opts.Bool(len(f.X.Categories) <= 60), Formatter: "{b}", Color: ink, FontWeight: "bold"}),
		charts.WithItemStyleOpts(opts.ItemStyle{BorderColor: paper, BorderWidth: 2}))
	return h
}

// levelNumber is the place of a level among the four colours.
func levelNumber(level string) int {
	switch level {
	case "green":
		return 1
	case "amber":
		return 2
	case "red":
		return 3
	case "complete":
		return 4
	}
	return 0
}

// pieces colours the third value, 1 to 4.
func pieces(colours ...string) charts.GlobalOpts {
	v := opts.VisualMap{Type: "piecewise", Show: opts.Bool(false), Dimension: "2"}
	for i, c := range colours {
		v.Pieces = append(v.Pieces, opts.Piece{Min: float32(i + 1), Max: float32(i + 1), Color: c})
	}
	return charts.WithVisualMapOpts(v)
}
