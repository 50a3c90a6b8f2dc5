package content

// RAID is one row of the RAID log, whatever its type; Risk, Assumption, Action, Issue, Dependency
// and LoggedDecision are its six types. Source of the columns: PMBOK, PRINCE2 and the files
// of domain.md 1.3 to 1.7.
type RAID struct {
	Meta
	ID                  string `col:"id,required,id"`
	Type                string `col:"type,required" values:"raid type"`
	Title               string `col:"title,required,title"`
	Description         string `col:"description"`
	Category            string `col:"category"`
	Owner               string `col:"owner"`
	RaisedBy            string `col:"raised by"`
	DateRaised          Date   `col:"date raised,date"`
	Due                 Date   `col:"due,planned"`
	Closed              Date   `col:"closed"`
	Status              string `col:"status" values:"raid status"`
	Priority            string `col:"priority"`
	RAG                 string `col:"rag" values:"rag"`
	Probability         Level  `col:"probability"`
	Impact              Level  `col:"impact"`
	Score               Number `col:"score"` // as written; Risk.Product is what it should be
	ResponseStrategy    string `col:"response strategy" values:"response strategy"`
	Response            string `col:"response"`
	Contingency         string `col:"contingency"`
	ResidualProbability Level  `col:"residual probability"`
	ResidualImpact      Level  `col:"residual impact"`
	CostExposure        Number `col:"cost exposure"`
	DaysExposure        Number `col:"days exposure"`
	Cause               string `col:"cause"`
	Event               string `col:"event"`
	Effect              string `col:"effect"`
	Proximity           string `col:"proximity"`
	Trigger             string `col:"trigger"`
	Basis               string `col:"basis"`
	ValidateBy          Date   `col:"validate by,planned"`
	ValidatedOn         Date   `col:"validated on"`
	Direction           string `col:"direction" values:"direction"`
	DependsOn           string `col:"depends on"`
	NeededBy            Date   `col:"needed by,planned"`
	Committed           Date   `col:"committed,planned"`
	ImpactIfLate        string `col:"impact if late"`
	LinkList            string `col:"links,refs"`
	Notes               string `col:"notes"`
}

// Product is probability times impact, 1 to 25; 0 when one of them is missing.
func (r RAID) Product() int { return r.Probability.Value * r.Impact.Value }

// ResidualProduct is the product after the response; 0 when one of them is missing.
func (r RAID) ResidualProduct() int { return r.ResidualProbability.Value * r.ResidualImpact.Value }

// Row is the row itself, for code that treats all six types alike.
func (r RAID) Row() RAID { return r }

// RAIDRecord is any of the six types.
type RAIDRecord interface {
	Record
	Row() RAID
}

// Risk is something that may happen, with its score and its response.
type Risk struct{ RAID }

// Assumption is something taken as true without proof, and how it is tested.
type Assumption struct{ RAID }

// Action is something somebody will do by a day.
type Action struct{ RAID }

// Issue is something that has happened and needs an answer.
type Issue struct{ RAID }

// Dependency is something one party needs from another by a day.
type Dependency struct{ RAID }

// LoggedDecision is a decision kept in the RAID log rather than in the decision log.
type LoggedDecision struct{ RAID }

// typed gives the row the Go type of its type column, and the kind word of the contract.
func (r RAID) typed() Record {
	r.Kind = r.Type
	switch r.Type {
	case "risk":
		return Risk{r}
	case "assumption":
		return Assumption{r}
	case "action":
		return Action{r}
	case "issue":
		return Issue{r}
	case "dependency":
		return Dependency{r}
	case "decision":
		return LoggedDecision{r}
	}
	r.Kind = "raid"
	return r
}
