package chart

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/metrics"
)

const nasty = "<script>alert(1)</script>\"' onload=x style=\"color:#fff\" & \x00\xff\u2028 ]]> __proto__ \u202eabc"

// oddValues are numbers that real files hold and drawings fear.
func oddValues() []float64 {
	return []float64{0, 1, -1, -250, 0.001, 1e-300, 1e6, 1e15, 1e300, math.MaxFloat64, math.NaN(), math.Inf(1), math.Inf(-1), 612}
}

// oddBurndown draws values at random, n days of them.
func oddBurndown(r *rand.Rand, n int) metrics.Burndown {
	values := oddValues()
	pick := func() float64 { return values[r.IntN(len(values))] }
	b := metrics.Burndown{Unit: nasty}
	d := on("2024-12-30")
	for range n {
		p := point(d.String(), pick(), pick(), pick())
		for range r.IntN(4) {
			p.Baselines = append(p.Baselines, struct {
				Value float64
				Set   bool
			}{pick(), r.IntN(3) > 0})
		}
		p.Note = nasty
		b.Points = append(b.Points, p)
		d = d.AddDays(r.IntN(40))
	}
	b.ScopeSteps = steps(b.Points)
	if n > 0 && r.IntN(2) == 0 {
		b.Projection = metrics.Projection{Earliest: d.AddDays(3), Likely: d.AddDays(9), Latest: d.AddDays(r.IntN(9000))}
		b.PlannedDone = d.AddDays(-r.IntN(90))
	}
	return b
}

func oddMoney(r *rand.Rand, n int) metrics.EarnedValue {
	values := oddValues()
	pick := func() float64 { return values[r.IntN(len(values))] }
	ev := metrics.EarnedValue{Currency: nasty}
	d := on("2024-12-31")
	for range n {
		p := money(d.String(), []string{"1", "2", ""}[r.IntN(3)], pick(), pick(), pick(), pick())
		p.SPI = metrics.Is(pick())
		if r.IntN(3) == 0 {
			p.CPI = metrics.Undefined(nasty)
		}
		ev.Points = append(ev.Points, p)
		d = d.AddDays(r.IntN(60))
	}
	return ev
}

func oddEvents(r *rand.Rand) []Event {
	var out []Event
	for range r.IntN(30) {
		out = append(out, Event{Date: on("2024-12-30").AddDays(r.IntN(400) - 20), Label: nasty, Text: nasty, Ref: "X", Worst: r.IntN(5) == 0, Weight: r.IntN(4)})
	}
	return out
}

// oddFigures are figures of every kind from data at random.
func oddFigures(seed uint64) []Figure {
	r := rand.New(rand.NewPCG(seed, 7))
	n := []int{0, 1, 2, 5, 30}[r.IntN(5)]
	values := oddValues()
	value := func() metrics.Value {
		return []metrics.Value{{}, metrics.Undefined(nasty), metrics.Is(values[r.IntN(len(values))])}[r.IntN(3)]
	}
	anyDay := func() metrics.Date {
		if r.IntN(4) == 0 {
			return metrics.Date{}
		}
		return on("2024-12-30").AddDays(r.IntN(4000) - 1000)
	}
	var lines []CostLine
	var points []RiskPoint
	var rows []ScheduleRow
	var gates []GatePost
	var reports []ReportRow
	var projects []ProjectSpan
	var service metrics.SLA
	for range n {
		lines = append(lines, CostLine{Category: nasty + strings.Repeat("long ", 30), Planned: value(), Actual: value(), Forecast: value()})
		points = append(points, RiskPoint{ID: nasty, Title: nasty, Probability: r.IntN(8) - 1, Impact: r.IntN(8) - 1, ResidualImpact: 1, ResidualProbability: 1, Happened: r.IntN(2) == 0})
		rows = append(rows, ScheduleRow{ID: nasty, Name: nasty, BaselineStart: anyDay(), BaselineFinish: anyDay(), Start: anyDay(), Finish: anyDay(), Open: r.IntN(2) == 0, Milestone: r.IntN(2) == 0})
		gates = append(gates, GatePost{ID: nasty, Name: nasty, Date: anyDay(), Decision: nasty})
		reports = append(reports, ReportRow{Date: anyDay(), Overall: []string{"green", "R", "", nasty}[r.IntN(4)], Cost: "amber", Risk: nasty})
		projects = append(projects, ProjectSpan{Title: nasty, Short: nasty, Start: anyDay(), PlannedFinish: anyDay(), Finish: anyDay(), Gates: gates, WorstDate: anyDay(), WorstLabel: nasty, Open: r.IntN(2) == 0})
		service.Events = append(service.Events, metrics.SLAEvent{ID: nasty, Unit: []string{"h", "%", nasty}[r.IntN(3)], Target: values[r.IntN(len(values))], FromClock: value(), FromAccepted: value(), Met: r.IntN(2) == 0, Counted: r.IntN(4) > 0, Why: nasty})
	}
	service.Total = n
	return []Figure{
		Burndown(oddBurndown(r, n), oddEvents(r)), Burnup(oddBurndown(r, n), oddEvents(r)), Value(oddMoney(r, n), values[r.IntN(len(values))], oddEvents(r)), Indices(oddMoney(r, n)),
		Costs(lines, nasty), Heat(points), Residual(points), Schedule(rows, gates), RAGHistory(reports, oddEvents(r)), SLA(service), Calendar(projects),
	}
}

// TestOddData draws what no one should record: every drawing stays clean, every option is JSON,
// every figure says something, and both are the same again.
func TestOddData(t *testing.T) {
	for seed := range uint64(120) {
		oddSeed(t, seed)
	}
}

func FuzzOddData(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(oddSeed)
}

func oddSeed(t *testing.T, seed uint64) {
	again := oddFigures(seed)
	for i, f := range oddFigures(seed) {
		cleanDrawing(t, f, map[string]bool{})
		if !bytes.Equal(SVG(f), SVG(again[i])) {
			t.Errorf("seed %d: %s is drawn in two ways", seed, f.ID)
		}
		a, err := Option(f)
		if err != nil || !json.Valid(a) {
			t.Errorf("seed %d: %s: %v", seed, f.ID, err)
		}
		if b, _ := Option(again[i]); !bytes.Equal(a, b) {
			t.Errorf("seed %d: option of %s is written in two ways", seed, f.ID)
		}
		if f.Sentence == "" || f.Title == "" || f.Desc == "" {
			t.Errorf("seed %d: %s says nothing", seed, f.ID)
		}
		numbers := 0
		for _, m := range f.Marks {
			numbers += btoi(m.Shape == ShapeNumber)
		}
		if numbers > maxNumbers {
			t.Errorf("seed %d: %s has %d discs", seed, f.ID, numbers)
		}
		for _, row := range f.Table.Rows {
			if len(row) != len(f.Table.Head) {
				t.Fatalf("seed %d: %s: a row of %d cells under %d heads", seed, f.ID, len(row), len(f.Table.Head))
			}
		}
		if t.Failed() {
			return
		}
	}
}

// TestWorstEventsStay keeps the worst day among many events.
func TestWorstEventsStay(t *testing.T) {
	var events []Event
	for i := range 20 {
		events = append(events, Event{Date: on("2025-03-10").AddDays(i * 3), Text: "event", Worst: i == 15, Weight: i % 3})
	}
	f := Burndown(refresh(), events)
	worst, n := false, 0
	for _, m := range f.Marks {
		if m.Shape == ShapeNumber {
			n++
			worst = worst || m.Worst
		}
	}
	if n != maxNumbers || !worst {
		t.Errorf("%d discs, the worst among them: %v", n, worst)
	}
	if !strings.Contains(f.Key, "lesser events") {
		t.Errorf("the key does not say how many were left out: %q", f.Key)
	}
}

// TestLargeStepsStay marks the large changes of a scope that changes nearly every day, as that of imported
// work items does, and no step in the place of a record.
func TestLargeStepsStay(t *testing.T) {
	b := refresh()
	b.ScopeSteps = nil
	for i := range 20 {
		b.ScopeSteps = append(b.ScopeSteps, metrics.ScopeStep{Date: on("2025-03-10").AddDays(i), From: 100, To: 101 + float64(i%10)})
	}
	marks := strings.Join(texts(Burndown(b, []Event{{Date: on("2025-04-16"), Text: "a record"}})), "|")
	for _, want := range []string{"a record", "29 Mar: scope 100 to 110", "19 Mar: scope 100 to 110", "18 Mar: scope 100 to 109"} {
		if !strings.Contains(strings.ReplaceAll(marks, nbsp, " "), want) {
			t.Errorf("%q is not marked: %s", want, marks)
		}
	}
	if strings.Contains(strings.ReplaceAll(marks, nbsp, " "), "100 to 101") {
		t.Errorf("a small step is marked: %s", marks)
	}
}

func texts(f Figure) (out []string) {
	for _, m := range f.Marks {
		out = append(out, m.Text)
	}
	return out
}

// TestCodeIsRefused finds what go-echarts would turn into code.
func TestCodeIsRefused(t *testing.T) {
	f := Burndown(refresh(), []Event{{Date: on("2025-04-16"), Text: "__f__alert(1)__f__"}})
	if _, err := Option(f); err == nil {
		t.Error("an option with code was written")
	}
	if _, err := Script([]Figure{f}); err == nil {
		t.Error("a script with code was written")
	}
}

// TestScript holds the script to its form, and to one entry an id.
func TestScript(t *testing.T) {
	figures := gallery()[:3]
	js, err := Script(figures)
	if err != nil {
		t.Fatal(err)
	}
	body, ok := strings.CutPrefix(strings.TrimSuffix(string(js), ";\n"), "window.gatefoldCharts=")
	var m map[string]struct {
		Kind   Kind
		Option json.RawMessage
	}
	if err := json.Unmarshal([]byte(body), &m); !ok || err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		want, _ := Option(f)
		if got := m[f.ID].Option; !bytes.Equal(got, want) {
			t.Errorf("%s: the script holds another option", f.ID)
		}
	}
	if _, err := Script(append(figures, figures[0])); err == nil {
		t.Error("two figures with one id were written")
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, f := range append(gallery(), large()) {
		b.Run(f.ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				SVG(f)
			}
		})
	}
}

func BenchmarkOption(b *testing.B) {
	for _, f := range gallery()[:4] {
		b.Run(f.ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Option(f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// large is a burndown of 500 days.
func large() Figure {
	b := metrics.Burndown{Unit: "items"}
	d := on("2024-01-01")
	for i := range 500 {
		b.Points = append(b.Points, point(d.String(), 1000, float64(2*i), float64(1000-2*i)+20*math.Sin(float64(i)/9), float64(998-2*i)))
		d = d.AddDays(1)
	}
	f := Burndown(b, refreshEvents())
	f.ID = "large"
	return f
}
