package metrics

import (
	"math"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// figure is one number that a book prints, and how far a computed one may be from it.
type figure struct {
	name      string
	got       Value
	want, tol float64
}

func check(t *testing.T, figures []figure) {
	t.Helper()
	for _, f := range figures {
		if !f.got.Set || math.Abs(f.got.V-f.want) > f.tol+1e-9 {
			t.Errorf("%s = %v (%s), want %v within %v", f.name, f.got.V, f.got.Why, f.want, f.tol)
		}
	}
}

func undefined(t *testing.T, name string, v Value, why string) {
	t.Helper()
	if v.Set || v.Why != why || v.V != 0 {
		t.Errorf("%s = %+v, want it undefined because %q", name, v, why)
	}
}

func num(v float64) content.Number { return content.Num(v) }

// TestV1RitaMulcahyFence: the book rounds CPI before it divides, so its money is 1 off; the exact
// values stand here and the book's within 1.
func TestV1RitaMulcahyFence(t *testing.T) {
	p := Figures(3000, num(2500), num(2800), num(4000))
	check(t, []figure{
		{"SV", p.SV, -500, 0}, {"CV", p.CV, -300, 0}, {"SPI", p.SPI, 2500.0 / 3000, 0}, {"CPI", p.CPI, 2500.0 / 2800, 0},
		{"book SPI", p.SPI, .833, .0005}, {"book CPI", p.CPI, .893, .0005},
		{"EAC", p.EAC, 4480, 0}, {"ETC", p.ETC, 1680, 0}, {"VAC", p.VAC, -480, 0},
		{"book EAC", p.EAC, 4479, 1}, {"book ETC", p.ETC, 1679, 1}, {"book VAC", p.VAC, -479, 1},
		{"EAC2", p.EACRemainingAtBudget, 4300, 0}, {"EAC3", p.EACCPISPI, 4816, 0}, {"TCPI", p.TCPIBAC, 1.25, 0},
	})
}

func TestV2PRA(t *testing.T) {
	p := Figures(250_000, num(200_000), num(45_000+110_000+135_000), num(500_000))
	check(t, []figure{
		{"SV", p.SV, -50_000, 0}, {"CV", p.CV, -90_000, 0}, {"SPI", p.SPI, .8, 0}, {"CPI", p.CPI, 20.0 / 29, 0},
		{"EAC", p.EAC, 725_000, 0}, {"EAC2", p.EACRemainingAtBudget, 590_000, 0}, {"EAC3", p.EACCPISPI, 833_750, 0},
		{"ETC", p.ETC, 435_000, 0}, {"VAC", p.VAC, -225_000, 0},
		{"TCPI to BAC", p.TCPIBAC, 1.42857, .000005}, {"TCPI to EAC", p.TCPIEAC, .68966, .000005},
	})
}

// TestV2PRAPerPeriod has the same project as a register of amounts per period: its planned values
// sum to the budget.
func TestV2PRAPerPeriod(t *testing.T) {
	ev := earned(t, 500_000, "1,50000,,45000", "2,75000,,110000", "3,125000,200000,135000", "4,125000,,", "5,125000,,")
	if !ev.PerPeriod {
		t.Error("the amounts are per period, and that is not said")
	}
	p := ev.Points[2]
	check(t, []figure{{"PV", Is(p.PV), 250_000, 0}, {"AC", Is(p.AC.Value), 290_000, 0}, {"EAC3", p.EACCPISPI, 833_750, 0}})
}

func TestV3Slides(t *testing.T) {
	p := Figures(300, num(200), num(250), num(500))
	check(t, []figure{{"SPI", p.SPI, .67, .005}, {"CPI", p.CPI, .80, 0}, {"EAC", p.EAC, 625, 0}, {"ETC", p.ETC, 375, 0}, {"VAC", p.VAC, -125, 0}})
}

// TestV4Simplilearn has a bottom-up ETC; at the EV that it prints, EAC = BAC / CPI says the same.
func TestV4Simplilearn(t *testing.T) {
	p := Figures(10_000, num(10_000*11_000/12_000.0), num(11_000), num(10_000))
	check(t, []figure{
		{"EV", Is(p.EV.Value), 9166.67, .005}, {"EAC", p.EAC, 11_000 + 1_000, 0}, {"ETC", p.ETC, 1_000, 0},
		{"VAC", p.VAC, -2_000, 0}, {"SPI", p.SPI, .9167, .00005}, {"SV", p.SV, -833.33, .005},
	})
	undefined(t, "TCPI to BAC", p.TCPIBAC, "the budget is already spent and work is left: it cannot be met")
}

// The series of V5, "Revamp check-in" (Vandevoorde and Vanhoucke, IJPM 24, 2006, 289-302), in k€.
var (
	revampPV = []float64{28.975, 81.681, 91.681, 138.586, 218.141, 302.478, 323.632, 345.876, 360.738, 360.738, 360.738, 360.738, 360.738}
	revampEV = []float64{25.645, 68.074, 89.135, 125.244, 198.754, 268.763, 292.469, 306.725, 312.864, 327.694, 338.672, 349.861, 360.738}
	revampAC = []float64{25.567, 66.293, 78.293, 124.073, 191.367, 259.845, 285.612, 290.843, 303.489, 316.431, 320.690, 336.756, 349.379}
	revampES = []float64{.8851, 1.7418, 2.7454, 3.7156, 4.7563, 5.6002, 5.8813, 6.2008, 6.4910, 7.1826, 7.6761, 8.2681, 9}
	revampSP = []float64{.8851, .8709, .9151, .9289, .9513, .9334, .8402, .7751, .7212, .7183, .6978, .6890, .6923}
	revampAt = []float64{10.1686, 10.3339, 9.8346, 9.6890, 9.4611, 9.6425, 10.7119, 11.6115, 12.4789, 12.5303, 12.8971, 13.0622, 13}
	revampP1 = []float64{9.1149, 9.2582, 9.2546, 9.2844, 9.2437, 9.3998, 10.1187, 10.7992, 11.5090, 11.8174, 12.3239, 12.7319, 13}
)

// TestV5RevampCheckIn holds all 13 periods to the four decimals that the paper prints.
func TestV5RevampCheckIn(t *testing.T) {
	points := revamp(t).Points
	planned := append([]float64{0}, revampPV...)
	duration := PlannedDuration(planned, 360.738)
	check(t, []figure{{"PD", duration, 9, 0}})
	for i, p := range points {
		at := float64(i + 1)
		check(t, []figure{
			{p.PeriodEnd.String() + " ES", p.ES, revampES[i], .00005}, {p.PeriodEnd.String() + " SPI(t)", p.SPIT, revampSP[i], .00005},
			{p.PeriodEnd.String() + " EAC(t)", p.EACT, revampAt[i], .00005},
			{p.PeriodEnd.String() + " EAC(t), PF = 1", EACTAtPlannedRate(at, duration, p.ES), revampP1[i], .00005},
		})
	}
	last := points[12]
	check(t, []figure{{"SPI at the end, which misleads", last.SPI, 1, 0}, {"SPI(t) at the end", last.SPIT, .692, .0005}, {"EAC", last.EAC, 349.379, 0}})
}

func TestV5SecondPeriodByHand(t *testing.T) {
	es := EarnedSchedule(append([]float64{0}, revampPV...), 68.074, 360.738)
	check(t, []figure{{"ES(2)", es, 1 + (68.074-28.975)/(81.681-28.975), 0}})
}

// TestV6Glossary: 20 weeks in, earned what was planned for 18.
func TestV6Glossary(t *testing.T) {
	planned := []float64{0}
	var rows []string
	for week := 1; week <= 30; week++ {
		planned = append(planned, float64(week)*10)
		rows = append(rows, row(week, planned[week], map[bool]string{true: "180"}[week == 20]))
	}
	es := EarnedSchedule(planned, 180, 300)
	check(t, []figure{{"ES", es, 18, 0}, {"SV(t)", Is(es.V - 20), -2, 0}, {"SPI(t)", earned(t, 300, rows...).Points[19].SPIT, .90, 0}})
}
