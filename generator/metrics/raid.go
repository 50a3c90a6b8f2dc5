package metrics

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// RAID is a project's RAID log on one day: counts, ages, and where its risks stand.
type RAID struct {
	RAIDCount             // of all rows; Type is ""
	Types     []RAIDCount // risks, assumptions, issues, dependencies, actions, decisions; without rows left out
	Rows      []RAIDRow   // by the day they were raised, then id
	Ageing    []AgeBand   // of the open rows that say when they were raised
	Scored    Heat        // the risks as scored
	Residual  Heat        // the risks as scored after the response
}

// RAIDCount counts rows; Open, Ended and Happened sum to Total.
type RAIDCount struct {
	Type                         string
	Total, Open, Ended, Happened int
	Overdue                      int // of the open ones
	Statuses                     []StatusCount
}

// StatusCount is how many rows have a status, as the vocabulary has it; "" when none was written.
type StatusCount struct {
	Status string
	N      int
}

// RAIDRow is one row on that day.
type RAIDRow struct {
	ID, Type, Status string
	Raised           Date
	Ending           Ending
	Age              Value // in days, 0 or more
	Overdue          int   // days since it was due; 0 when it is not overdue
	Score, Residual  int   // probability x impact, 1 to 25; 0 when not scored
}

// Ending is how a RAID row came out.
type Ending string

// The three ways in which it can.
const (
	EndingOpen     Ending = "open"
	EndingEnded    Ending = "ended"
	EndingHappened Ending = "happened" // a risk that occurred, an assumption that proved false
)

// AgeBand counts open rows by their age in days, From to To; To is -1 in the last one.
type AgeBand struct{ From, To, N int }

// Heat counts risks by their scores: Heat[p-1][i-1] for probability p and impact i, 1 to 5 each.
type Heat [5][5]int

var (
	raidTypes  = []string{"risk", "assumption", "issue", "dependency", "action", "decision"}
	raidOpen   = []string{"", "open", "in progress", "at risk", "blocked", "late", "escalated"}
	ageingFrom = []int{0, 15, 31, 61}
)

// RAIDOf counts a project's RAID log as it stood on day asOf; ok is false when it has none.
func RAIDOf(p *content.Project, asOf Date) (log RAID, ok bool) {
	for _, r := range content.Of[content.RAIDRecord](p) {
		row := raidRow(r.Row(), asOf)
		log.Rows = append(log.Rows, row)
		if row.Type == "risk" {
			log.Scored.add(r.Row().Probability, r.Row().Impact)
			log.Residual.add(r.Row().ResidualProbability, r.Row().ResidualImpact)
		}
	}
	if len(log.Rows) == 0 {
		return RAID{}, false
	}
	slices.SortStableFunc(log.Rows, func(a, b RAIDRow) int { return cmp.Or(a.Raised.Compare(b.Raised), cmp.Compare(a.ID, b.ID)) })
	log.RAIDCount = countRAID("", log.Rows)
	for _, t := range raidTypes {
		if c := countRAID(t, log.Rows); c.Total > 0 {
			log.Types = append(log.Types, c)
		}
	}
	log.Ageing = ageing(log.Rows)
	return log, true
}

func raidRow(r content.RAID, asOf Date) RAIDRow {
	row := RAIDRow{ID: r.ID, Type: r.Type, Status: r.Status, Raised: r.DateRaised, Ending: EndingOf(r, asOf), Age: AgeOf(r, asOf), Score: r.Product(), Residual: r.ResidualProduct()}
	if due := dueOf(r); row.Ending == EndingOpen && !due.IsZero() && asOf.After(due) {
		row.Overdue = asOf.Sub(due)
	}
	return row
}

// EndingOf is how a row came out by day asOf. A risk or an assumption that was only accepted is
// still open; so is every row that was closed later than asOf.
func EndingOf(r content.RAID, asOf Date) Ending {
	closed := closedOn(r)
	if !closed.IsZero() && !asOf.IsZero() && closed.After(asOf) {
		return EndingOpen
	}
	switch {
	case r.Status == "occurred", r.Status == "invalidated":
		return EndingHappened
	case !closed.IsZero():
		return EndingEnded
	case slices.Contains(raidOpen, r.Status), r.Status == "accepted" && (r.Type == "risk" || r.Type == "assumption"):
		return EndingOpen
	}
	return EndingEnded
}

// AgeOf is a row's age in days: from the day it was raised to the day it was closed, else to asOf.
func AgeOf(r content.RAID, asOf Date) Value {
	end := closedOn(r)
	switch {
	case r.DateRaised.IsZero():
		return Undefined("the day it was raised is not given")
	case end.IsZero() && EndingOf(r, asOf) != EndingOpen:
		return Undefined("the day it ended is not given")
	case end.IsZero() || !asOf.IsZero() && end.After(asOf):
		end = asOf
	}
	if end.IsZero() {
		return Undefined("there is no day to count to")
	}
	return Is(float64(max(0, end.Sub(r.DateRaised))))
}

// closedOn is the day on which a row ended; an assumption ends when it is tested.
func closedOn(r content.RAID) Date {
	if r.Closed.IsZero() && r.Type == "assumption" {
		return r.ValidatedOn
	}
	return r.Closed
}

// dueOf is the day by which a row should have ended.
func dueOf(r content.RAID) Date {
	switch {
	case r.Due.IsZero() && r.Type == "assumption":
		return r.ValidateBy
	case r.Due.IsZero() && r.Type == "dependency":
		return r.NeededBy
	}
	return r.Due
}

func countRAID(kind string, rows []RAIDRow) RAIDCount {
	c, statuses := RAIDCount{Type: kind}, map[string]int{}
	for _, r := range rows {
		if kind != "" && r.Type != kind {
			continue
		}
		c.Total++
		statuses[r.Status]++
		switch r.Ending {
		case EndingOpen:
			c.Open++
		case EndingHappened:
			c.Happened++
		default:
			c.Ended++
		}
		if r.Overdue > 0 {
			c.Overdue++
		}
	}
	for s, n := range statuses {
		c.Statuses = append(c.Statuses, StatusCount{s, n})
	}
	slices.SortFunc(c.Statuses, func(a, b StatusCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Status, b.Status)) })
	return c
}

func ageing(rows []RAIDRow) []AgeBand {
	var bands []AgeBand
	for i, from := range ageingFrom {
		to := -1
		if i+1 < len(ageingFrom) {
			to = ageingFrom[i+1] - 1
		}
		b := AgeBand{From: from, To: to}
		for _, r := range rows {
			if days := int(r.Age.V); r.Ending == EndingOpen && r.Age.Set && days >= from && (to < 0 || days <= to) {
				b.N++
			}
		}
		bands = append(bands, b)
	}
	return bands
}

func (h *Heat) add(probability, impact content.Level) {
	if p, i := probability.Value, impact.Value; p >= 1 && p <= 5 && i >= 1 && i <= 5 {
		h[p-1][i-1]++
	}
}

// Top are the n risks with the highest scores, highest first; of equal ones the open before the
// others, then by day and id.
func (log RAID) Top(n int) []RAIDRow {
	risks := slices.DeleteFunc(slices.Clone(log.Rows), func(r RAIDRow) bool { return r.Type != "risk" || r.Score == 0 })
	slices.SortStableFunc(risks, func(a, b RAIDRow) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(one(b.Ending == EndingOpen), one(a.Ending == EndingOpen)))
	})
	return risks[:min(max(0, n), len(risks))]
}

// Band is the name of a score of probability x impact (domain.md 1.4): "low" 1 to 4, "moderate" 5
// to 9, "high" 10 to 14, "critical" 15 to 25; "" for anything else.
func Band(score int) string {
	switch {
	case score < 1 || score > 25:
		return ""
	case score < 5:
		return "low"
	case score < 10:
		return "moderate"
	case score < 15:
		return "high"
	}
	return "critical"
}
