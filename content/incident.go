package content

// Incident is one incident report: times, causes, actions; roles, never names.
type Incident struct {
	Meta
	ID                string           `col:"id,required,id"`
	Title             string           `col:"title,required,title"`
	Kind              string           `col:"kind" values:"incident kind"`
	Severity          string           `col:"severity"`
	Change            string           `col:"change"`
	Started           Moment           `col:"started,date"`
	Detected          Moment           `col:"detected"`
	Declared          Moment           `col:"declared"`
	Mitigated         Moment           `col:"mitigated"`
	Restored          Moment           `col:"restored"`
	DeploymentOutcome string           `col:"deployment outcome" values:"deployment outcome"`
	UsersAffected     string           `col:"users affected"`
	Summary           string           `col:"summary"`
	RootCause         string           `col:"root cause"`
	WhyItEscaped      string           `col:"why it escaped"`
	Timeline          []IncidentEvent  `col:"timeline"`
	Actions           []IncidentAction `col:"actions"`
}

// IncidentEvent is one line of an incident's timeline.
type IncidentEvent struct {
	Time  Moment `col:"time"`
	Event string `col:"event"`
}

// IncidentAction is what was done so that it does not happen again.
type IncidentAction struct {
	Title  string `col:"title"`
	Owner  string `col:"owner"`
	Due    Date   `col:"due,planned"`
	Type   string `col:"type" values:"action type"`
	Status string `col:"status"`
}
