package metrics

import (
	"cmp"
	"math"

	"github.com/gatefold/gatefold/content"
)

// Round6 rounds to the six decimals that published data has; never a negative zero.
func Round6(v float64) float64 {
	if math.Abs(v) >= 1<<52/1e6 {
		return v
	}
	return math.Round(v*1e6)/1e6 + 0
}

// near tells whether two amounts are the same but for the error of floating point.
func near(a, b float64) bool {
	return finite(a-b) && math.Abs(a-b) <= 1e-9*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

// compareNumbers orders numbers, those that are missing first.
func compareNumbers(a, b content.Number) int {
	switch {
	case a.Set == b.Set:
		return cmp.Compare(a.Value, b.Value)
	case b.Set:
		return -1
	}
	return 1
}

// finite tells whether v is a number that can be shown.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// number is v, missing when float64 cannot hold it.
func number(v float64) content.Number {
	if !finite(v) {
		return content.Number{}
	}
	return content.Num(v)
}
