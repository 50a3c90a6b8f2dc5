package content

// Cost is one line of the budget.
type Cost struct {
	Meta
	Category  string `col:"category,required,title"`
	Planned   Number `col:"planned"`
	Committed Number `col:"committed"`
	Actual    Number `col:"actual"`
	Forecast  Number `col:"forecast"`
	Kind      string `col:"kind" values:"cost kind"`
	Note      string `col:"note"`
}
