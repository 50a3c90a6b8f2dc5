package content

// Charter is charter.md: what the project was authorised to do.
type Charter struct {
	Meta
	Title           string     `col:"title,title"`
	Version         string     `col:"version"`
	DateAuthorised  Date       `col:"date authorised,date"`
	Sponsor         string     `col:"sponsor"`
	Objectives      []string   `col:"objectives"`
	SuccessCriteria []string   `col:"success criteria"`
	ScopeIn         []string   `col:"scope in"`
	ScopeOut        []string   `col:"scope out"`
	Deliverables    []string   `col:"deliverables"`
	Assumptions     []string   `col:"assumptions"`
	Constraints     []string   `col:"constraints"`
	Tolerances      []string   `col:"tolerances"`
	Approvals       []Approval `col:"approvals"`
}

// Approval is a role's signature under a charter.
type Approval struct {
	Role string `col:"role"`
	Date Date   `col:"date"`
}
