package chart

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// linesOption is the option of burndown, burnup, value and indices.
func linesOption(f Figure) components {
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithXAxisOpts(xAxis(f)), charts.WithYAxisOpts(yAxis(f)), charts.WithTooltipOpts(tooltip("axis")),
		charts.WithLegendOpts(legend(true)), charts.WithGridOpts(lineGrid()),
		charts.WithDataZoomOpts(opts.DataZoom{Type: "inside"}, opts.DataZoom{Type: "slider"}),
	)
	for i, s := range f.Series {
		data := make([]opts.LineData, 0, len(s.Points))
		for _, p := range s.Points {
			if finite(p.X) && finite(p.Y) {
				data = append(data, opts.LineData{Value: []float64{millis(f, p.X), p.Y}})
			}
		}
		style := []charts.SeriesOpts{
			charts.WithLineStyleOpts(roleLine(s.Role)), charts.WithItemStyleOpts(opts.ItemStyle{Color: roleColour(s.Role)}),
			charts.WithLineChartOpts(opts.LineChart{Step: stepWord(s), Symbol: "circle", SymbolSize: 5, ShowSymbol: opts.Bool(len(data) < 60)}),
		}
		if i == 0 {
			style = append(style, overlays(f)...)
		}
		line.AddSeries(seriesName(f, s), data, style...)
	}
	if marks := eventScatter(f); marks != nil {
		line.Overlap(marks)
	}
	return line
}

func lineGrid() opts.Grid {
	g := grid()
	g.Bottom = "52"
	return g
}

func stepWord(s Series) any {
	if s.Step {
		return "end"
	}
	return nil
}

// seriesName is what the legend calls a series: its name, else the head of its column.
func seriesName(f Figure, s Series) string {
	switch {
	case s.Name != "":
		return s.Name
	case s.Role == RoleForward:
		return "at the recent pace"
	case s.Column > 0 && s.Column < len(f.Table.Head):
		return f.Table.Head[s.Column].Text
	}
	return string(s.Role)
}

// overlays are pauses and reserves as areas, rules as lines.
func overlays(f Figure) []charts.SeriesOpts {
	var out []charts.SeriesOpts
	var areas [][]opts.MarkAreaData
	for _, b := range f.Bands {
		if !finite(b.From) || !finite(b.To) {
			continue
		}
		if b.OnY {
			areas = append(areas, []opts.MarkAreaData{corner(b.Text, float64(f.X.From.UnixMilli()), b.From), corner("", float64(f.X.To.UnixMilli()), b.To)})
		} else {
			areas = append(areas, []opts.MarkAreaData{corner(b.Text, millis(f, b.From), f.Y.Min), corner("", millis(f, b.To), f.Y.Max)})
		}
	}
	if areas != nil {
		out = append(out, charts.WithMarkAreaData(areas...), charts.WithMarkAreaStyleOpts(opts.MarkAreaStyle{
			Label: &opts.Label{Show: opts.Bool(true), Color: ink2, Position: "insideTopLeft"}, ItemStyle: &opts.ItemStyle{Color: inkHatch, Opacity: opts.Float(.3)},
		}))
	}
	var lines []any
	for _, r := range f.Rules {
		if finite(r.At) {
			lines = append(lines, markLine(f, r))
		}
	}
	if lines != nil {
		out = append(out, charts.WithMarkLineStyleOpts(opts.MarkLineStyle{Symbol: []string{"none", "none"}}), func(s *charts.SingleSeries) { s.MarkLines.Data = lines })
	}
	return out
}

// markLine is one rule: a day red and named above the plot, a budget or target in ink.
func markLine(f Figure, r Rule) map[string]any {
	line := map[string]any{"name": r.Text, "lineStyle": opts.LineStyle{Color: ink, Width: 1, Type: "solid"}}
	label := opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: ink2, Position: "insideEndTop"}
	if r.OnY {
		line["yAxis"] = r.At
	} else {
		line["xAxis"] = millis(f, r.At)
		line["lineStyle"] = opts.LineStyle{Color: inkEvent, Width: 1.5, Type: "solid"}
		label.Position, label.Color = "end", inkEvent
		if f.Kind == KindSLA { // its rows run downwards, so the rule starts on top
			label.Position = "start"
		}
	}
	line["label"] = label
	return line
}

func corner(name string, x, y float64) opts.MarkAreaData {
	return opts.MarkAreaData{Name: name, Coord: []float64{x, y}}
}

// eventSeries names the series of the numbered discs.
const eventSeries = "events"

// eventScatter are the numbered discs; nil without any. The third value is the disc's line.
func eventScatter(f Figure) *charts.Scatter {
	var data []opts.ScatterData
	for _, m := range f.Marks {
		if m.Shape == ShapeNumber && finite(m.X) && finite(m.Y) {
			data = append(data, opts.ScatterData{Name: strconv.Itoa(m.N), Value: []any{millis(f, m.X), m.Y, m.Text}, Symbol: "circle", SymbolSize: 18})
		}
	}
	if data == nil {
		return nil
	}
	s := charts.NewScatter()
	s.AddSeries(eventSeries, data, charts.WithItemStyleOpts(opts.ItemStyle{Color: ink}),
		charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Formatter: "{b}", Color: paper, FontWeight: "bold", Position: "inside"}))
	return s
}
