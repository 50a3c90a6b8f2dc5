package chart

import (
	"encoding/json"
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// option is what the tests read of an option.
type option struct {
	Series []struct {
		Name, Type string
		Data       []struct {
			Name  string
			Value any
		}
	}
}

func optionOf(t *testing.T, f Figure) option {
	t.Helper()
	raw, err := Option(f)
	if err != nil {
		t.Fatal(err)
	}
	var o option
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// read is a figure of a table: "−13,520" is -13520.
func read(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, minus, "-"), ",", ""), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func readDay(t *testing.T, s string) float64 {
	t.Helper()
	d, err := time.Parse("2 Jan 2006", strings.ReplaceAll(s, nbsp, " "))
	if err != nil {
		t.Fatal(err)
	}
	return float64(d.Unix())
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance+1e-9*math.Abs(b) }

var path = regexp.MustCompile(`<path class="ln [^"]*" d="M([^"]*)"`)

// TestLinesAgree holds drawing, option and table of every figure of lines to the same numbers: the
// drawing's coordinates are read back through the axes.
func TestLinesAgree(t *testing.T) {
	for _, f := range gallery() {
		if len(f.Series) == 0 {
			continue
		}
		t.Run(f.ID, func(t *testing.T) {
			o := optionOf(t, f)
			paths := path.FindAllSubmatch(SVG(f), -1)
			fr := newLineFrame(f)
			k := 0
			for i, s := range f.Series {
				if len(o.Series[i].Data) != len(s.Points) {
					t.Fatalf("option of %s has %d points, want %d", s.Name, len(o.Series[i].Data), len(s.Points))
				}
				for j, p := range s.Points {
					tablePoint(t, f, s, p)
					v := o.Series[i].Data[j].Value.([]any)
					if v[0].(float64) != p.X*1000 || v[1].(float64) != p.Y {
						t.Errorf("option of %s has %v, want %v", s.Name, v, p)
					}
				}
				if len(s.Points) > 1 {
					drawnLine(t, f, fr, s, string(paths[k][1]))
					k++
				}
			}
		})
	}
}

// tablePoint finds a point's numbers in its row.
func tablePoint(t *testing.T, f Figure, s Series, p Point) {
	t.Helper()
	if p.Row == 0 {
		return
	}
	row := f.Table.Rows[p.Row-1]
	if got := readDay(t, row[0]); got != p.X {
		t.Errorf("%s: row %d is of %v, the point of %v", s.Name, p.Row, got, p.X)
	}
	if got := read(t, row[s.Column]); !near(got, p.Y, 0.005) {
		t.Errorf("%s: row %d says %v, the point %v", s.Name, p.Row, got, p.Y)
	}
}

// drawnLine reads a path back: x to a thousandth of the span, y to a fifth of a pixel.
func drawnLine(t *testing.T, f Figure, fr *lineFrame, s Series, d string) {
	t.Helper()
	var corners [][2]float64
	for _, c := range strings.Split(d, "L") {
		x, y, _ := strings.Cut(c, " ")
		corners = append(corners, [2]float64{read(t, x), read(t, y)})
	}
	span, height := fr.x.to-fr.x.from, f.Y.Max-f.Y.Min
	perPixel := height / (fr.bottom - fr.top)
	for _, p := range s.Points {
		found := false
		for _, c := range corners {
			x, y := fr.x.from+c[0]/1000*span, f.Y.Min+(fr.bottom-c[1])*perPixel
			found = found || near(x, p.X, span/5000) && near(y, p.Y, perPixel/5)
		}
		if !found {
			t.Errorf("%s: the drawing has no corner at %v", s.Name, p)
		}
	}
}

var barRect = regexp.MustCompile(`<rect class="b1" x="([\d.]+)%" width="([\d.]+)%" y="([\d.]+)"`)

// TestCostsAgree reads the bars back.
func TestCostsAgree(t *testing.T) {
	f := Costs(costs(), "USD")
	o := optionOf(t, f)
	drawn := map[int]float64{}
	fr := newRowFrame(f.Kind)
	for _, m := range barRect.FindAllSubmatch(SVG(f), -1) {
		row := int(read(t, string(m[3])) / fr.step)
		drawn[row] = f.X.Min + read(t, string(m[2]))/100*(f.X.Max-f.X.Min)
	}
	for i, row := range f.Table.Rows {
		for _, s := range o.Series {
			column := map[string]int{"planned": 1, "actual": 2}[s.Name]
			if v, ok := s.Data[i].Value.(float64); ok != (row[column] != "") || ok && v != read(t, row[column]) {
				t.Errorf("%s: option says %v, table %q", row[0], s.Data[i].Value, row[column])
			}
		}
		if row[2] != "" && !near(drawn[i], read(t, row[2]), (f.X.Max-f.X.Min)/9000) {
			t.Errorf("%s: drawn %v, table %s", row[0], drawn[i], row[2])
		}
	}
}

// TestHeatAgrees finds every scored risk in its cell, in all three.
func TestHeatAgrees(t *testing.T) {
	for _, f := range []Figure{Heat(risks()), Residual(risks())} {
		o := optionOf(t, f)
		cells := map[[2]int]string{}
		for _, d := range o.Series[0].Data {
			v := d.Value.([]any)
			cells[[2]int{int(v[0].(float64)) + 1, int(v[1].(float64)) + 1}] = d.Name
		}
		drawing := string(SVG(f))
		for _, row := range f.Table.Rows {
			if row[2] == na {
				if strings.Contains(drawing, ">"+row[0]+"<") {
					t.Errorf("%s is drawn but not scored", row[0])
				}
				continue
			}
			p, i := int(read(t, row[2])), int(read(t, row[3]))
			if !strings.Contains(cells[[2]int{i, p}], row[0]) {
				t.Errorf("option has no %s in cell %d, %d", row[0], i, p)
			}
			at := regexp.MustCompile(`<text class="l[ab][^"]*" x="(\d+)%" dx="5" y="([\d.]+)">` + row[0]).FindStringSubmatch(drawing)
			if at == nil {
				t.Fatalf("%s is not drawn", row[0])
			}
			tops, heights, _ := heatRows(f)
			y := read(t, at[2])
			if at[1] != strconv.Itoa((i-1)*20) || y < tops[p] || y > tops[p]+heights[p] {
				t.Errorf("%s is drawn at %v", row[0], at[1:])
			}
		}
	}
}

var markAt = regexp.MustCompile(`<svg x="([\d.]+)%" y="([\d.]+)"><(circle|path) class="(\w+)"`)

// TestSLAAgrees reads both clocks of every ticket back.
func TestSLAAgrees(t *testing.T) {
	f := SLA(sla())
	drawn := map[string]float64{}
	for _, m := range markAt.FindAllSubmatch(SVG(f), -1) {
		row := int((read(t, string(m[2])) - clockTop) / clockStep)
		kind := map[string]string{"ring": "vendor", "dot": "own", "dote": "own"}[string(m[4])]
		drawn[f.Y.Categories[row]+kind] = read(t, string(m[1])) / 100 * f.X.Max
	}
	live := map[string]float64{}
	for _, s := range optionOf(t, f).Series {
		for _, d := range s.Data {
			kind := "own"
			if s.Name == "vendor\u2019s clock" {
				kind = "vendor"
			}
			live[d.Name+kind] = d.Value.([]any)[0].(float64)
		}
	}
	own, vendor := columnOf(f, "Contract\u2019s clock"), columnOf(f, "Vendor\u2019s clock")
	for _, row := range f.Table.Rows {
		want := map[string]float64{"own": read(t, row[own]), "vendor": read(t, row[vendor])}
		for kind, v := range want {
			if kind == "vendor" && want["own"] == v {
				continue
			}
			if !near(drawn[row[0]+kind], v, 0.01) || live[row[0]+kind] != v {
				t.Errorf("%s %s: drawn %v, option %v, table %v", row[0], kind, drawn[row[0]+kind], live[row[0]+kind], v)
			}
		}
	}
}

func columnOf(f Figure, name string) int {
	for i, h := range f.Table.Head {
		if h.Text == name {
			return i
		}
	}
	return -1
}

// TestRAGAgrees reads every week back: place, height and letter.
func TestRAGAgrees(t *testing.T) {
	f := RAGHistory(reports(), nil)
	drawn := map[[2]int]string{}
	n := float64(len(f.X.Categories))
	for _, m := range regexp.MustCompile(`<rect class="b(\w)" x="([\d.]+)%" width="[\d.]+%" y="([\d.]+)" height="([\d.]+)"`).FindAllSubmatch(SVG(f), -1) {
		base := read(t, string(m[3])) + read(t, string(m[4]))
		level := map[string]string{"g4": "green", "a12": "amber", "r22": "red", "c10": "complete"}[string(m[1])+string(m[4])]
		drawn[[2]int{int(read(t, string(m[2])) / 100 * n), int((base - 42) / stripStep)}] = level
	}
	live := map[[2]int]float64{}
	for _, d := range optionOf(t, f).Series[0].Data {
		v := d.Value.([]any)
		live[[2]int{int(v[0].(float64)), int(v[1].(float64))}] = v[2].(float64)
	}
	for i, row := range f.Table.Rows {
		for k, level := range row[1:] {
			if at := [2]int{i, k}; drawn[at] != level || int(live[at]) != levelNumber(level) {
				t.Errorf("%s %s: drawn %q, option %v, table %q", row[0], f.Table.Head[k+1].Text, drawn[at], live[at], level)
			}
		}
	}
}

// TestSpansAgree reads the solid bars of schedule and calendar back to days.
func TestSpansAgree(t *testing.T) {
	milestones, gates := plan()
	for _, f := range []Figure{Calendar(spans()), Schedule(milestones, gates)} {
		fr, x := newRowFrame(f.Kind), across(f.X)
		drawn := map[int][2]float64{}
		for _, m := range barRect.FindAllSubmatch(SVG(f), -1) {
			from, width := read(t, string(m[1])), read(t, string(m[2]))
			drawn[int(read(t, string(m[3]))/fr.step)] = [2]float64{x.from + from/100*(x.to-x.from), x.from + (from+width)/100*(x.to-x.from)}
		}
		live := map[int][2]float64{}
		for _, s := range optionOf(t, f).Series {
			if s.Name != "actual" || s.Type != "line" {
				continue
			}
			for i := 0; i+1 < len(s.Data); i += 3 {
				a, b := s.Data[i].Value.([]any), s.Data[i+1].Value.([]any)
				live[int(a[1].(float64))] = [2]float64{a[0].(float64) / 1000, b[0].(float64) / 1000}
			}
		}
		start, finish := columnOf(f, "Start"), columnOf(f, "Finish")
		shift := len(f.Y.Categories) - len(f.Table.Rows)
		for i, row := range f.Table.Rows {
			want := [2]float64{readDay(t, row[start]), readDay(t, row[finish])}
			if live[i+shift] != want {
				t.Errorf("%s: option says %v, table %v", row[0], live[i+shift], want)
			}
			if got := drawn[i+shift]; want[0] != want[1] && !(near(got[0], want[0], daySeconds/2) && near(got[1], want[1], daySeconds/2)) {
				t.Errorf("%s: drawn %v, table %v", row[0], got, want)
			}
		}
	}
}

// TestEventsAgree finds every numbered disc of a figure in the drawing and in the option.
func TestEventsAgree(t *testing.T) {
	for _, f := range gallery() {
		drawing, raw := string(SVG(f)), optionOf(t, f)
		for _, m := range f.Marks {
			if m.Shape != ShapeNumber {
				continue
			}
			if !strings.Contains(drawing, `dy="4">`+strconv.Itoa(m.N)+"</text>") {
				t.Errorf("%s: no disc %d", f.ID, m.N)
			}
			found := f.Kind == KindRAG
			for _, s := range raw.Series {
				for _, d := range s.Data {
					v, ok := d.Value.([]any)
					found = found || ok && s.Name == "events" && d.Name == strconv.Itoa(m.N) && v[0].(float64) == m.X*1000 && v[2] == m.Text
				}
			}
			if !found {
				t.Errorf("%s: the option has no event %d", f.ID, m.N)
			}
		}
	}
}

// TestDrawingIsClean holds every drawing to well-formed XML without style, colour or code, with ids
// of its own.
func TestDrawingIsClean(t *testing.T) {
	ids := map[string]bool{}
	for _, f := range gallery() {
		cleanDrawing(t, f, ids)
	}
}

var (
	forbidden = regexp.MustCompile(`(?i)\sstyle=|#[0-9a-f]{3,8}"|rgb\(|<script|<style|\son\w+=|javascript:|NaN|Inf\b`)
	idAttr    = regexp.MustCompile(`\sid="([^"]*)"`)
	idUse     = regexp.MustCompile(`url\(#([^)]*)\)`)
)

func cleanDrawing(t *testing.T, f Figure, ids map[string]bool) {
	t.Helper()
	svg := string(SVG(f))
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", f.ID, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			cleanElement(t, f, e)
		}
	}
	if _, err := d.Token(); err != nil && err.Error() != "EOF" {
		t.Errorf("%s: %v\n%s", f.ID, err, svg)
	}
	own := map[string]bool{}
	for _, m := range idAttr.FindAllStringSubmatch(svg, -1) {
		if !strings.HasPrefix(m[1], anchor(f.ID)+"-") || ids[m[1]] {
			t.Errorf("%s: id %s", f.ID, m[1])
		}
		ids[m[1]], own[m[1]] = true, true
	}
	for _, m := range idUse.FindAllStringSubmatch(svg, -1) {
		if !own[m[1]] {
			t.Errorf("%s: uses %s", f.ID, m[1])
		}
	}
}

// cleanElement checks attributes: none of style or code, no colour, every number finite.
func cleanElement(t *testing.T, f Figure, e xml.StartElement) {
	t.Helper()
	known := map[string]bool{"svg": true, "title": true, "desc": true, "defs": true, "pattern": true, "path": true, "line": true, "rect": true, "text": true, "tspan": true, "g": true, "circle": true, "a": true}
	if !known[e.Name.Local] {
		t.Errorf("%s: element %s", f.ID, e.Name.Local)
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "style", "stroke", "color":
			t.Errorf("%s: %s=%q", f.ID, a.Name.Local, a.Value)
		case "fill":
			if !strings.HasPrefix(a.Value, "url(#") {
				t.Errorf("%s: fill=%q", f.ID, a.Value)
			}
		case "href", "id", "class", "aria-labelledby":
		default:
			if forbidden.MatchString(" " + a.Name.Local + `="` + a.Value + `"`) {
				t.Errorf("%s: %s=%q", f.ID, a.Name.Local, a.Value)
			}
		}
	}
}
