package content

// Stakeholder is a party with an interest in the project: a role, never a name.
type Stakeholder struct {
	Meta
	ID             string `col:"id,required,id"`
	Role           string `col:"role,required,title"`
	Organisation   string `col:"organisation"`
	Interest       Level  `col:"interest"`
	Influence      Level  `col:"influence"`
	AttitudeNow    string `col:"attitude now" values:"attitude"`
	AttitudeWanted string `col:"attitude wanted" values:"attitude"`
	Needs          string `col:"needs"`
	Strategy       string `col:"strategy"`
	Communication  string `col:"communication"`
	RACI           string `col:"raci"`
}
