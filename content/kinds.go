package content

// Shape says how a kind lies in a project folder.
type Shape int

// The three shapes of formats.md: a table in one file, one document, a folder of documents.
const (
	Register Shape = iota
	Document
	Folder
)

// Kind is one kind of record. To add one: write its struct in a file of its own, and its line in
// Kinds.
type Kind struct {
	Name  string // the register's file name, the document's or the folder's: "raid", "charter", "gates"
	Word  string // what formats.md calls one record of it in `records` and `counts`: "gate"
	Title string // what a reader sees over its page: "RAID log"
	Shape Shape
	New   func() any // a pointer to an empty struct of the kind
	// Anonymous kinds (series and cost lines) have no id and are not listed among the records.
	Anonymous bool
	// LongForms registers have a folder of the same name beside them, with a document for a row, or
	// for a record of its own.
	LongForms bool
}

// Kinds are all the kinds, in the order in which they are read and listed.
func Kinds() []Kind {
	return []Kind{
		{Name: "charter", Word: "charter", Title: "Charter", Shape: Document, New: func() any { return new(Charter) }},
		{Name: "raid", Word: "raid", Title: "RAID log", New: func() any { return new(RAID) }},
		{Name: "decisions", Word: "decision", Title: "Decisions", LongForms: true, New: func() any { return new(Decision) }},
		{Name: "changes", Word: "change", Title: "Changes", New: func() any { return new(Change) }},
		{Name: "gates", Word: "gate", Title: "Gates", Shape: Folder, New: func() any { return new(Gate) }},
		{Name: "incidents", Word: "incident", Title: "Incidents", Shape: Folder, New: func() any { return new(Incident) }},
		{Name: "status", Word: "status", Title: "Status reports", Shape: Folder, New: func() any { return new(Status) }},
		{Name: "stakeholders", Word: "stakeholders", Title: "Stakeholders", New: func() any { return new(Stakeholder) }},
		{Name: "milestones", Word: "milestones", Title: "Schedule", New: func() any { return new(Milestone) }},
		{Name: "burndown", Word: "burndown", Title: "Burndown", Anonymous: true, New: func() any { return new(BurndownPoint) }},
		{Name: "earned-value", Word: "earned-value", Title: "Earned value", Anonymous: true, New: func() any { return new(EarnedValuePoint) }},
		{Name: "costs", Word: "costs", Title: "Costs", Anonymous: true, New: func() any { return new(Cost) }},
		{Name: "vendors", Word: "vendors", Title: "Vendors", New: func() any { return new(Vendor) }},
		{Name: "sla", Word: "sla", Title: "Service levels", New: func() any { return new(SLAEvent) }},
		{Name: "escalations", Word: "escalations", Title: "Escalations", New: func() any { return new(Escalation) }},
		{Name: "lessons", Word: "lessons", Title: "Lessons", New: func() any { return new(Lesson) }},
		{Name: "outcomes", Word: "outcomes", Title: "Outcomes", New: func() any { return new(Outcome) }},
		{Name: "questions", Word: "questions", Title: "Questions asked", New: func() any { return new(Question) }},
		{Name: "meetings", Word: "meetings", Title: "Meetings", Shape: Folder, New: func() any { return new(Meeting) }},
		{Name: "work", Word: "work", Title: "Work items", New: func() any { return new(WorkItem) }},
	}
}
