package metrics

import "math"

// Round6 rounds to the six decimals that published data has; never a negative zero.
func Round6(v float64) float64 {
	if math.Abs(v) >= 1<<52/1e6 {
		return v
	}
	return math.Round(v*1e6)/1e6 + 0
}

// near tells whether two amounts are the same but for the error of floating point.
func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}
