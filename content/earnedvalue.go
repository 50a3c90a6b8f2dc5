package content

// EarnedValuePoint is one row of the earned-value register: amounts since the start of the project,
// at the end of a period.
type EarnedValuePoint struct {
	Meta
	PeriodEnd Date   `col:"period end,required,date"`
	PV        Number `col:"pv,required"`
	EV        Number `col:"ev"` // missing in periods not reached yet
	AC        Number `col:"ac"`
	BAC       Number `col:"bac"`
	Baseline  string `col:"baseline"` // "1" when the cell is empty
	Note      string `col:"note"`
}

// reached is false for a period that has not come: it has a planned value and nothing else.
func (e EarnedValuePoint) reached() bool { return e.EV.Set || e.AC.Set }

// fillIn gives the first baseline to rows that name none.
func (e *EarnedValuePoint) fillIn() {
	if e.Baseline == "" {
		e.Baseline = "1"
	}
}
