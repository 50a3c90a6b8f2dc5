package main

import "testing"

// TestCodesOnce: a code means one thing.
func TestCodesOnce(t *testing.T) {
	seen := map[string]string{}
	for _, e := range allCodes() {
		if other, twice := seen[e.code]; twice {
			t.Errorf("%s is a code of gatefold %s and of gatefold %s", e.code, other, e.from)
		}
		seen[e.code] = e.from
	}
}
