package advice

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// dateLooks hold the dates of records to those of their project.
func dateLooks() []Look {
	return []Look{
		{Name: "dates-within", Group: Agrees, Code: CodeOutsideProject, severity: content.Warning, Weight: 3, count: lookAtSpan,
			Title:  "Reports and incidents lie within their project's dates",
			Missed: "A report from before the start makes a reader doubt the dates.",
			Step:   "Mend the date, or start or finish in project.toml."},
		{Name: "left-open", Group: Agrees, Code: CodeLeftOpen, severity: content.Hint, Weight: 2, count: lookAtOpenRows,
			Title:  "Nothing is left open in a closed project",
			Missed: "An open risk in a closed project was forgotten.",
			Step:   "Close the row with its date, or say to whom it was handed over."},
		{Name: "gate-order", Group: Agrees, Code: CodeGateOrder, severity: content.Warning, Weight: 2, count: lookAtGateOrder,
			Title:  "No gate lets a phase begin before the gate that ended the one before",
			Missed: "A phase that began before its gate makes the gate a form.",
			Step:   "Mend the dates, or phase_closing and phase_next."},
	}
}

// afterwards is how many days after its finish a project may still report.
const afterwards = 90

func lookAtSpan(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		from, to := p.Meta.Start, p.Meta.Finish
		for _, r := range p.Records {
			column, day := "date", r.Common().Date
			switch r.(type) {
			case content.Status:
			case content.Incident:
				column = "started"
			default:
				continue
			}
			if day.IsZero() || from.IsZero() {
				continue
			}
			ok := !day.Before(from) && (to.IsZero() || !day.After(to.AddDays(afterwards)))
			t.count(ok, e.record(p, r, column), fmt.Sprintf("%s is of %s, but the project ran from %s to %s.", r.Common().ID, day, from, orOpen(to)))
		}
	}
}

func orOpen(d content.Date) string {
	if d.IsZero() {
		return "an open end"
	}
	return d.String()
}

func lookAtOpenRows(e *eye, t *tally) {
	handedOver := regexp.MustCompile(`(?i)\b(hand(ed|s|ing)? (it )?(over|to)|handover|with operations)\b`)
	for _, p := range e.portfolio.Projects {
		if p.Meta.Status != "closed" {
			continue
		}
		for _, rec := range p.Records {
			row, ok := rec.(content.RAIDRecord)
			if !ok {
				continue
			}
			r := row.Row()
			passedOn := strings.EqualFold(r.Proximity, "beyond project") || handedOver.MatchString(r.Response+" "+r.Notes)
			t.count(passedOn || !openOn(r, e.portfolio.AsOf), e.record(p, rec, "status"), r.ID+" is still open, but the project is closed.")
		}
	}
}

// lookAtGateOrder follows the gates of a project by the phases that they name: one that closes a phase never
// lies before the first that let it begin.
func lookAtGateOrder(e *eye, t *tally) {
	for _, p := range e.portfolio.Projects {
		gates := content.Of[content.Gate](p) // oldest first
		began := map[string]content.Gate{}
		for _, g := range gates {
			if _, known := began[g.PhaseNext]; !known && !g.Date.IsZero() {
				began[g.PhaseNext] = g
			}
		}
		for _, g := range gates {
			first, known := began[g.PhaseClosing]
			if g.PhaseClosing == "" || !known || first.ID == g.ID || g.Date.IsZero() {
				continue
			}
			t.count(!g.Date.Before(first.Date), e.record(p, g, "date"), fmt.Sprintf("%s closes %q on %s, before %s let it begin on %s.", g.ID, short(g.PhaseClosing), g.Date, first.ID, first.Date))
		}
	}
}
