// Package spelling guesses which of a few words somebody meant.
package spelling

import (
	"slices"
	"strings"
)

// Nearest is the candidate that word was most likely meant to be; "" when none is near.
func Nearest(word string, candidates []string) string {
	w := strings.ToLower(word)
	best, bestDistance := "", len(w)/3+2
	for _, c := range candidates {
		if d := Distance(w, strings.ToLower(c), bestDistance); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// Distance is the number of letters to insert, remove, change or swap to make b of a; limit when it
// is at least that.
func Distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 64 || len(b) > 64 {
		return limit
	}
	before := make([]int, len(b)+1)
	last, row := slices.Clone(before), slices.Clone(before)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}
