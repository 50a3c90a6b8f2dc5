package content

// SLAEvent is one measurement against a service level: a ticket or a month.
type SLAEvent struct {
	Meta
	ID             string `col:"id,required,id"`
	Vendor         string `col:"vendor"`
	Metric         string `col:"metric,title"`
	Severity       string `col:"severity"`
	Target         Number `col:"target,required"`
	Unit           string `col:"unit"`
	Opened         Moment `col:"opened,date"`
	Accepted       Moment `col:"accepted"`
	Responded      Moment `col:"responded"`
	Resolved       Moment `col:"resolved"`
	Actual         Number `col:"actual"`
	Clock          string `col:"clock" values:"clock"` // from where the target counts; "opened" when empty
	VendorPosition string `col:"vendor position"`
	CreditDue      Number `col:"credit due"`
	CreditReceived Number `col:"credit received"`
	Resolution     string `col:"resolution"`
	LinkList       string `col:"links,refs"`
}
