package content

// Outcome is a benefit, measured before and after.
type Outcome struct {
	Meta
	ID         string `col:"id,required,id"`
	Benefit    string `col:"benefit,required,title"`
	Type       string `col:"type"`
	Measure    string `col:"measure"`
	Baseline   Number `col:"baseline"`
	Target     Number `col:"target"`
	Actual     Number `col:"actual"`
	Unit       string `col:"unit"`
	MeasuredOn Date   `col:"measured on,date"`
	Status     string `col:"status" values:"outcome status"`
}
