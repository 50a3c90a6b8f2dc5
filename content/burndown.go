package content

// BurndownPoint is one row of the burndown register: what was left on a day, in the project's unit.
type BurndownPoint struct {
	Meta
	Date      Date     `col:"date,required,date"`
	Scope     Number   `col:"scope"`
	Completed Number   `col:"completed"` // since the start
	Remaining Number   `col:"remaining"`
	Baselines []Number `col:"baseline remaining,series"` // baseline remaining, baseline 2 remaining, ...
	Note      string   `col:"note"`
}

// reached is false for a row of the plan alone, of a day that has not come.
func (b BurndownPoint) reached() bool { return b.Remaining.Set || b.Completed.Set }
