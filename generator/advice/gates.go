package advice

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// gateLooks ask whether a gate was a test or a meeting.
func gateLooks() []Look {
	return []Look{
		{Name: "gate-criteria", Group: Told, Code: CodeGateCriteria, severity: content.Warning, Weight: 4,
			Title:  "Every gate says what was tested",
			Missed: "A go without criteria is a date in a calendar.",
			Step:   "Write each criterion below [[criteria]] with criterion, level, result and evidence.",
			count: each(func(e *eye, t *tally, p *content.Project, g content.Gate) {
				t.count(len(g.Criteria) > 0, e.record(p, g, "criteria"), g.ID+" has no criteria.")
			})},
		{Name: "gate-evidence", Group: Told, Code: CodeGateEvidence, severity: content.Hint, Weight: 3,
			Title:  "Every criterion of a gate names its evidence",
			Missed: "\"Met\" is a word; a reader wants to see what was looked at.",
			Step:   "Write evidence = \"...\" below the criterion: the id of a record, a file, or who looked at what.",
			count: each(func(e *eye, t *tally, p *content.Project, g content.Gate) {
				for i, c := range g.Criteria {
					t.count(c.Evidence+c.Note != "", e.entry(p, g, "criteria", i), fmt.Sprintf("%s: the criterion %q names no evidence.", g.ID, short(c.Criterion)))
				}
			})},
		{Name: "gate-conditions", Group: Told, Code: CodeGateConditions, severity: content.Hint, Weight: 2,
			Title:  "Every condition of a gate has an owner and a day",
			Missed: "A condition that nobody owns is never met.",
			Step:   "Write owner and due below each [[conditions]], and closed when it was met.",
			count: each(func(e *eye, t *tally, p *content.Project, g content.Gate) {
				for i, c := range g.Conditions {
					t.count(c.Owner != "" && !c.Due.IsZero(), e.entry(p, g, "conditions", i), fmt.Sprintf("%s: the condition %q has no owner or no day.", g.ID, short(c.Text)))
				}
			})},
		{Name: "gate-holiday", Group: Agrees, Code: CodeGateHoliday, severity: content.Warning, Weight: 2,
			Title:  "Every gate was held on a working day",
			Missed: "A board that meets on a Sunday makes a reader doubt the other dates too.",
			Step:   "Mend the date; if the board did meet on that day, say which day of the week it was, and why, in the rationale.",
			count: each(func(e *eye, t *tally, p *content.Project, g content.Gate) {
				if !g.Date.IsZero() {
					t.count(e.calendar.IsWorkingDay(g.Date) || saysDay(g), e.record(p, g, "date"), fmt.Sprintf("%s was held on %s, a %s: no working day by your calendar.", g.ID, g.Date, e.dayWord(g.Date)))
				}
			})},
	}
}

// saysDay tells whether a gate speaks of the day off on which it was held: a cutover has its gate at night.
func saysDay(g content.Gate) bool {
	text := strings.ToLower(g.Rationale + " " + g.Body)
	return strings.Contains(text, strings.ToLower(g.Date.Time().Weekday().String())) || strings.Contains(text, "weekend") || strings.Contains(text, "holiday")
}

// dayWord is what a day off is called.
func (e *eye) dayWord(d content.Date) string {
	if e.calendar.Holidays[d] {
		return "holiday in portfolio.toml"
	}
	return d.Time().Weekday().String()
}

// each asks something of all records of one type.
func each[T content.Record](ask func(*eye, *tally, *content.Project, T)) func(*eye, *tally) {
	return func(e *eye, t *tally) {
		for _, p := range e.portfolio.Projects {
			for _, r := range content.Of[T](p) {
				ask(e, t, p, r)
			}
		}
	}
}
