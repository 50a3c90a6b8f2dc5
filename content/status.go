package content

// Status is one status report, as it was given on its day.
type Status struct {
	Meta
	Date            Date     `col:"date,required,date"`
	PeriodStart     Date     `col:"period start"`
	PeriodEnd       Date     `col:"period end"`
	Overall         string   `col:"overall" values:"rag"`
	Schedule        string   `col:"schedule" values:"rag"`
	Cost            string   `col:"cost" values:"rag"`
	Scope           string   `col:"scope" values:"rag"`
	Risk            string   `col:"risk" values:"rag"`
	Resources       string   `col:"resources" values:"rag"`
	Quality         string   `col:"quality" values:"rag"`
	PercentComplete Number   `col:"percent complete"` // 0 to 100
	Asks            []string `col:"asks"`
	PathToGreen     string   `col:"path to green"`
}
