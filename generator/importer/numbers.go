package importer

import (
	"math"
	"strconv"
)

func round2(v float64) float64 { return math.Round(v*100) / 100 }

// plainNumber writes a number with at most two decimals.
func plainNumber(v float64) string { return strconv.FormatFloat(round2(v), 'f', -1, 64) }
