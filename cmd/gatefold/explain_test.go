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

// TestEveryCodeIsExplained: each has a meaning and a step, and those of the records an example of what is wrong
// and one of what is right; no example is of a code that there is not.
func TestEveryCodeIsExplained(t *testing.T) {
	known, records := map[string]bool{}, 0
	for _, e := range allCodes() {
		known[e.code] = true
		if e.meaning == "" || e.next == "" {
			t.Errorf("%s has no meaning, or says nothing about what to do", e.code)
		}
		if e.from == "verify" {
			continue
		}
		records++
		if e.bad == "" || e.good == "" || e.bad == e.good {
			t.Errorf("%s has no example: wrong %q, right %q", e.code, e.bad, e.good)
		}
	}
	for code := range examples() {
		if !known[code] {
			t.Errorf("examples.txt has %s, which is no code", code)
		}
	}
	if records < 60 {
		t.Errorf("%d codes of the records are explained", records)
	}
}
