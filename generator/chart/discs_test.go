package chart

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestSpreadDiscs holds discs apart at every width, in order, and the worst day near its rule.
func TestSpreadDiscs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 500 {
		discs := make([]disc, 1+r.IntN(maxNumbers))
		for i := range discs {
			discs[i] = disc{f: float64(r.IntN(40)) / 39, n: i + 1, pull: 1}
		}
		worst := r.IntN(len(discs))
		discs[worst].f, discs[worst].pull = .5, worstPull
		spreadDiscs(discs, phoneEnds)
		for _, width := range [...]float64{phoneEnds, phoneWidth, wideWidth, 1100} {
			for i, d := range discs {
				x := d.f*width + d.dx
				if x < -1 || x > width+1 {
					t.Fatalf("disc at %v of %v", x, width)
				}
				if i > 0 && x-discs[i-1].f*width-discs[i-1].dx < 18 {
					t.Fatalf("discs %v and %v cover each other at %v", discs[i-1], d, width)
				}
				if d.pull == worstPull && len(discs) < 7 && (d.dx > 2 || d.dx < -2) {
					t.Fatalf("the worst day is %v beside its rule", d.dx)
				}
			}
		}
	}
}

// TestEventDay writes the day of an event once.
func TestEventDay(t *testing.T) {
	d := on("2025-03-21")
	for _, e := range []Event{{Date: d, Text: "pilot exit"}, {Date: d, Text: "21" + nbsp + "Mar: pilot exit"}, {Date: d, Text: "21 Mar: pilot exit"}, {Date: d, Label: "pilot exit"}} {
		if got, want := dated(e), "21"+nbsp+"Mar: pilot exit"; got != want {
			t.Errorf("%+v reads %q", e, got)
		}
	}
}

// TestManyPoints draws 500 days, and two events of one day beside each other when explored.
func TestManyPoints(t *testing.T) {
	cleanDrawing(t, large(), map[string]bool{})
	d := on("2025-04-16")
	raw, err := Option(Burndown(refresh(), []Event{{Date: d, Text: "a"}, {Date: d, Text: "b"}, {Date: d.AddDays(3), Text: "c"}}))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), `"symbolOffset":[20,0]`); n != 1 {
		t.Errorf("%d discs are moved, want the second alone", n)
	}
}
