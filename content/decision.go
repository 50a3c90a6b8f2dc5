package content

// Decision is one row of the decision log, with its long form from decisions/*.md as Body when one
// has the same id.
type Decision struct {
	Meta
	ID            string `col:"id,required,id"`
	Title         string `col:"title,required,title"`
	Date          Date   `col:"date,required,date"`
	Status        string `col:"status" values:"decision status"`
	Context       string `col:"context"`
	Options       string `col:"options"`
	Decision      string `col:"decision"`
	Rationale     string `col:"rationale"`
	DecidedBy     string `col:"decided by"`
	Impact        string `col:"impact"`
	Reversibility string `col:"reversibility"`
	ReviewDate    Date   `col:"review date,planned"`
	Hindsight     string `col:"hindsight"` // how it looks afterwards
	LinkList      string `col:"links,refs"`
}
