package content

// Meeting is the record of one meeting.
type Meeting struct {
	Meta
	Date      Date     `col:"date,required,date"`
	Forum     string   `col:"forum,title"`
	Attendees []string `col:"attendees"`
	Decisions []string `col:"decisions"`
	Actions   []string `col:"actions"`
	Questions []string `col:"questions"`
}
