package metrics

import (
	"slices"

	"github.com/gatefold/gatefold/content"
)

// Gates counts gate decisions and the conditions that came with them.
type Gates struct {
	Total      int
	Decisions  []GateCount // go, conditional go, hold, recycle, kill; those that were not taken left out
	Conditions int
	Open       int // conditions not closed
	Late       int // of the open ones, past their day
	ClosedLate int // closed after their day
}

// GateCount is how often a decision was taken.
type GateCount struct {
	Decision string
	N        int
}

var gateDecisions = []string{"go", "conditional go", "hold", "recycle", "kill"}

// GatesOf counts the gates of one or more projects as they stood on day asOf; gates held later are
// not counted.
func GatesOf(asOf Date, projects ...*content.Project) Gates {
	var g Gates
	taken := map[string]int{}
	for _, p := range projects {
		for _, gate := range content.Of[content.Gate](p) {
			if !asOf.IsZero() && gate.Date.After(asOf) {
				continue
			}
			g.Total++
			taken[gate.Decision]++
			for _, c := range gate.Conditions {
				g.condition(c, asOf)
			}
		}
	}
	for _, d := range gateDecisions {
		if taken[d] > 0 {
			g.Decisions = append(g.Decisions, GateCount{d, taken[d]})
		}
	}
	return g
}

func (g *Gates) condition(c content.Condition, asOf Date) {
	g.Conditions++
	open := c.Closed.IsZero() || !asOf.IsZero() && c.Closed.After(asOf)
	due := !c.Due.IsZero()
	g.Open += one(open)
	g.Late += one(open && due && asOf.After(c.Due))
	g.ClosedLate += one(!open && due && c.Closed.After(c.Due))
}

// Of is how often a decision was taken.
func (g Gates) Of(decision string) int {
	if i := slices.IndexFunc(g.Decisions, func(c GateCount) bool { return c.Decision == decision }); i >= 0 {
		return g.Decisions[i].N
	}
	return 0
}
