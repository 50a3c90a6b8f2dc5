package content

// Change is one change request.
type Change struct {
	Meta
	ID           string `col:"id,required,id"`
	Title        string `col:"title,required,title"`
	Description  string `col:"description"`
	Reason       string `col:"reason"`
	Type         string `col:"type"`
	RequestedBy  string `col:"requested by"`
	DateRaised   Date   `col:"date raised,required,date"`
	ImpactScope  string `col:"impact scope"`
	ImpactDays   Number `col:"impact days"`
	ImpactCost   Number `col:"impact cost"`
	FundedFrom   string `col:"funded from" values:"funded from"`
	Status       string `col:"status" values:"change status"`
	DecidedBy    string `col:"decided by"`
	DecisionDate Date   `col:"decision date"`
	Implemented  Date   `col:"implemented"`
	Rollback     string `col:"rollback"`
	LinkList     string `col:"links,refs"`
}

// Approved tells whether the change was decided for, whatever became of it since.
func (c Change) Approved() bool {
	return c.Status == "approved" || c.Status == "approved with conditions" || c.Status == "implemented"
}
