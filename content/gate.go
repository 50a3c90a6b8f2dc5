package content

// Gate is one phase gate review and its decision (Cooper's Stage-Gate: go, conditional go, hold,
// recycle, kill).
type Gate struct {
	Meta
	ID               string      `col:"id,required,id"`
	Name             string      `col:"name,title"`
	Date             Date        `col:"date,required,date"`
	PhaseClosing     string      `col:"phase closing"`
	PhaseNext        string      `col:"phase next"`
	Board            []string    `col:"board"`
	Decision         string      `col:"decision,required" values:"gate decision"`
	Criteria         []Criterion `col:"criteria"`
	Conditions       []Condition `col:"conditions"`
	Rationale        string      `col:"rationale"`
	BudgetAuthorised Number      `col:"budget authorised"`
}

// Criterion is one thing that was tested at a gate.
type Criterion struct {
	Criterion string `col:"criterion"`
	Level     string `col:"level" values:"criterion level"`
	Result    string `col:"result" values:"criterion result"`
	Evidence  string `col:"evidence"`
	Note      string `col:"note"`
}

// Condition is something a gate's board asked for with its decision.
type Condition struct {
	Text   string `col:"text"`
	Owner  string `col:"owner"`
	Due    Date   `col:"due,planned"`
	Closed Date   `col:"closed"`
}

// OpenConditions counts the conditions that are not closed on day asOf.
func (g Gate) OpenConditions(asOf Date) int {
	n := 0
	for _, c := range g.Conditions {
		if c.Closed.IsZero() || c.Closed.After(asOf) {
			n++
		}
	}
	return n
}
