package content

// Milestone is one line of the schedule: a milestone or an activity.
type Milestone struct {
	Meta
	ID              string   `col:"id,required,id"`
	Name            string   `col:"name,required,title"`
	Phase           string   `col:"phase"`
	BaselineStart   Date     `col:"baseline start,planned"`
	BaselineFinish  Date     `col:"baseline finish,planned"`
	Start           Date     `col:"start,planned"`
	Finish          Date     `col:"finish,planned"`
	ActualStart     Date     `col:"actual start"`
	ActualFinish    Date     `col:"actual finish,date"`
	PercentComplete Number   `col:"percent complete"` // 0 to 100
	Predecessors    []string `col:"predecessors,refs"`
	Owner           string   `col:"owner"`
	Milestone       Flag     `col:"milestone"`
	Critical        Flag     `col:"critical"`
	Status          string   `col:"status" values:"milestone status"`
}
