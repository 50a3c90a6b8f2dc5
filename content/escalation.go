package content

// Escalation is a call for a decision from somebody with more authority.
type Escalation struct {
	Meta
	ID             string `col:"id,required,id"`
	Date           Date   `col:"date,required,date"`
	From           string `col:"from"`
	To             string `col:"to"`
	Trigger        string `col:"trigger"`
	Issue          string `col:"issue,title"`
	Ask            string `col:"ask"`
	Options        string `col:"options"`
	Recommendation string `col:"recommendation"`
	NeededBy       Date   `col:"needed by,planned"`
	Response       string `col:"response"`
	ResponseDate   Date   `col:"response date"`
	Outcome        string `col:"outcome"`
	Status         string `col:"status" values:"escalation status"`
}
