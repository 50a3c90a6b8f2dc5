package advice

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// moneyLooks hold what is said about money to the ledger.
func moneyLooks() []Look {
	return []Look{
		{Name: "on-budget", Group: Agrees, Code: CodeOnBudget, severity: content.Warning, Weight: 5, count: lookAtBudgetClaims,
			Title:  "No text says \"on budget\" where the ledger says otherwise",
			Missed: "A contradiction that a reader finds costs more than the overrun.",
			Step:   "Say what the ledger says: how much over or under, against which budget, and why."},
		{Name: "on-time", Group: Agrees, Code: CodeOnTime, severity: content.Warning, Weight: 5, count: lookAtTimeClaims,
			Title:  "No text says \"on time\" where the dates say otherwise",
			Missed: "A contradiction that a reader finds costs more than the delay.",
			Step:   "Say by how many days it was late, and why; or mend finish or planned_finish."},
		{Name: "change-cost", Group: Agrees, Code: CodeChangeCost, severity: content.Warning, Weight: 3, count: lookAtChangeCost,
			Title:  "The approved changes add up to what the budget grew by",
			Missed: "A budget that grew without a change is the first thing that a project office asks about.",
			Step:   "Mend impact cost or funded from of the changes, or the BAC of the last rows of the earned-value register."},
		{Name: "status-cost", Group: Agrees, Code: CodeStatusCost, severity: content.Warning, Weight: 3, count: lookAtCostColour,
			Title:  "No report calls the cost green when the figures of that day were red",
			Missed: "A green cost on a red ledger looks like hiding.",
			Step:   "Show the colour as it was by the thresholds in [rag], or say in the report why it was called green."},
	}
}

// claim is a text in which a project is told, with the place of each byte.
type claim struct {
	text string
	at   func(offset int) place
}

// claims are the texts of project.toml, the answers whose evidence is of this project alone, and the front page
// of a portfolio that has no other.
func (e *eye) claims(p *content.Project) []claim {
	m := p.Meta
	var out []claim
	for _, t := range []struct{ key, text string }{{"summary", m.Summary}, {"my_part", m.MyPart}, {"case.situation", m.Case.Situation},
		{"case.hard_part", m.Case.HardPart}, {"case.result", m.Case.Result}, {"case.learned", m.Case.Learned}} {
		out = append(out, claim{t.text, func(int) place { return e.projectFile(p, t.key) }})
	}
	for _, a := range e.portfolio.Answers {
		if onlyOf(a, p.Slug) {
			out = append(out, claim{a.Result, func(int) place { return e.answer(a, "result") }},
				claim{a.Body, func(offset int) place { return e.body("", a.Meta, offset) }})
		}
	}
	if about := e.portfolio.About; len(e.portfolio.Projects) == 1 && about.Body != "" { // it can be about nothing else
		out = append(out, claim{about.Body, func(offset int) place { return e.body("", about.Meta, offset) }})
	}
	return out
}

func onlyOf(a content.Answer, slug string) bool {
	for _, m := range a.Evidence {
		if m.Ref.Slug != slug {
			return false
		}
	}
	return len(a.Evidence) > 0
}

// claimed is where a text says something of the pattern and does not deny it, or -1.
func claimed(text string, pattern *regexp.Regexp) int {
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		before := strings.ToLower(text[:at[0]])
		if n := strings.LastIndexAny(before, ".!?\n;:"); n >= 0 {
			before = before[n+1:]
		}
		if !denied().MatchString(before) {
			return at[0]
		}
	}
	return -1
}

// denied are the words before a claim that make none of it.
func denied() *regexp.Regexp {
	return regexp.MustCompile(`\b(not|never|no|nor|neither|without|if|whether|would|should|could|was to|were to|had to|plan|planned|aim|aimed|goal|target|promise|promised|expected|asked)\b|n't|n’t`)
}

// tolerance is the overrun that rounds away: half a percent.
const tolerance = 0.005

func lookAtBudgetClaims(e *eye, t *tally) {
	pattern := regexp.MustCompile(`(?i)\b(on|under|within|below|inside) (the |its |our |my )?(original |first |approved )?budget\b`)
	lookAtReportClaims(e, t, pattern)
	for _, p := range e.portfolio.Projects {
		over, says := overspent(p)
		for _, c := range e.claims(p) {
			if n := claimed(c.text, pattern); n >= 0 {
				t.count(!over, c.at(n), fmt.Sprintf("%q is said here, but %s.", pattern.FindString(c.text[n:]), says))
			}
		}
	}
}

// lookAtReportClaims holds what a status report says of the budget to the ledger as it was on that day.
func lookAtReportClaims(e *eye, t *tally, pattern *regexp.Regexp) {
	for _, p := range e.portfolio.Projects {
		ev, ok := metrics.EarnedValueOf(p)
		if !ok {
			continue
		}
		for _, s := range content.Of[content.Status](p) {
			last, booked := lastBooked(ev.Points, s.Date)
			n := claimed(s.Body, pattern)
			if n < 0 || !booked || s.Date.IsZero() {
				continue
			}
			t.count(last.CPI.V >= 1-tolerance, e.body(p.Slug, s.Meta, n), fmt.Sprintf("%q is said here, but %s.", pattern.FindString(s.Body[n:]), cpiWords(last)))
		}
	}
}

// cpiWords say what an index of the ledger means.
func cpiWords(v metrics.EVPoint) string {
	return fmt.Sprintf("on %s the CPI was %.2f: every unit of money spent earned less than one", v.PeriodEnd, v.CPI.V)
}

// overspent tells whether the ledger of a project ends over its newest budget, and in which words.
func overspent(p *content.Project) (bool, string) {
	if ev, ok := metrics.EarnedValueOf(p); ok {
		if last, found := lastBooked(ev.Points, content.Date{}); found {
			return last.CPI.V < 1-tolerance, cpiWords(last)
		}
	}
	m := metrics.MoneyOf(p)
	over := m.ShareOfCurrent.Set && m.ShareOfCurrent.V > tolerance
	return over, fmt.Sprintf("%.0f was spent of %.0f", m.Spent.Value, m.Current.Value)
}

// lastBooked is the newest period with a CPI, up to a day when one is given.
func lastBooked(points []metrics.EVPoint, until content.Date) (last metrics.EVPoint, ok bool) {
	for _, v := range points {
		if v.CPI.Set && !v.PeriodEnd.Before(last.PeriodEnd) && (until.IsZero() || !v.PeriodEnd.After(until)) {
			last, ok = v, true
		}
	}
	return last, ok
}

func lookAtTimeClaims(e *eye, t *tally) {
	pattern := regexp.MustCompile(`(?i)\b(on time|on schedule|ahead of schedule|to schedule)\b`)
	for _, p := range e.portfolio.Projects {
		m := p.Meta
		if m.Finish.IsZero() || m.PlannedFinish.IsZero() {
			continue
		}
		for _, c := range e.claims(p) {
			if n := claimed(c.text, pattern); n >= 0 {
				t.count(!m.Finish.After(m.PlannedFinish), c.at(n), fmt.Sprintf("%q is said here, but the project finished on %s and was planned for %s.", pattern.FindString(c.text[n:]), m.Finish, m.PlannedFinish))
			}
		}
	}
}

// changeTolerance is what approved changes and the growth of the budget may differ by: one percent of the
// first budget.
const changeTolerance = 0.01

func lookAtChangeCost(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		m := metrics.MoneyOf(p)
		if !m.First.Set || content.Count[content.EarnedValuePoint](p) == 0 || content.Count[content.Change](p) == 0 || unfunded(p) {
			continue
		}
		grown := m.Current.Value - m.First.Value
		ok := math.Abs(grown-m.FromBudget) <= changeTolerance*m.First.Value
		t.count(ok, e.projectFile(p, "money.budget"), fmt.Sprintf("The budget went from %.0f to %.0f, a difference of %.0f, but the approved changes that are paid from the budget add up to %.0f.", m.First.Value, m.Current.Value, grown, m.FromBudget))
	}
}

// unfunded tells whether an approved change with a price does not say who pays, so that nothing can be
// added up.
func unfunded(p *content.Project) bool {
	for _, c := range content.Of[content.Change](p) {
		if c.Approved() && c.ImpactCost.Or(0) != 0 && c.FundedFrom == "" {
			return true
		}
	}
	return false
}

func lookAtCostColour(e *eye, t *tally) {
	told := regexp.MustCompile(`(?i)\b(costs?|budget|spen[dt]|CPI|invoices?)\b`) // a report that speaks of it hides nothing
	for _, p := range e.portfolio.Projects {
		ev, ok := metrics.EarnedValueOf(p)
		if !ok {
			continue
		}
		for _, s := range content.Of[content.Status](p) {
			last, found := lastBooked(ev.Points, s.Date)
			if s.Cost == "" || !found {
				continue
			}
			colour := metrics.RAGOfIndex(last.CPI, e.portfolio.Config.RAG)
			t.count(s.Cost != "green" || colour != "red" || told.MatchString(s.Body), e.record(p, s, "cost"), fmt.Sprintf("The cost is called green, but the CPI on %s was %.2f, which is red by your thresholds.", last.PeriodEnd, last.CPI.V))
		}
	}
}
