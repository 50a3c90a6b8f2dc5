package metrics

import (
	"math"
	"testing"
)

func TestRound6(t *testing.T) {
	for in, want := range map[float64]float64{0: 0, 1.2345678: 1.234568, -1.2345678: -1.234568, 1e-9: 0, -1e-9: 0, 0.8333333333: 0.833333, 1e15 + .5: 1e15 + .5, math.MaxFloat64: math.MaxFloat64} {
		if got := Round6(in); got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("%v is rounded to %v, want %v", in, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		a, b float64
		want bool
	}{{1, 1, true}, {.1 + .2, .3, true}, {1e15, 1e15 + 1, true}, {1, 1.00001, false}, {0, 1e-8, false}, {inf, inf, false}, {inf, 1, false}, {math.NaN(), math.NaN(), false}, {math.MaxFloat64, -math.MaxFloat64, false}} {
		if near(c.a, c.b) != c.want {
			t.Errorf("%v near %v: %v", c.a, c.b, !c.want)
		}
	}
}

func TestTooLargeToCompute(t *testing.T) {
	p := Figures(-math.MaxFloat64, num(math.MaxFloat64), num(1), num(math.MaxFloat64))
	undefined(t, "SV", p.SV, "the amounts are too large to compute with")
}
