package badge

// Credential is a badge without its proof, in the order in which it is written: an OpenBadgeCredential or
// an EndorsementCredential of Open Badges 3.0 (1EdTech), both of them credentials of the W3C Verifiable
// Credentials Data Model 2.0.
type Credential struct {
	Context     []string   `json:"@context"`
	ID          string     `json:"id"`
	Type        []string   `json:"type"`
	Name        string     `json:"name"`
	Description string     `json:"description"`
	Issuer      profile    `json:"issuer"`
	ValidFrom   string     `json:"validFrom"`
	ValidUntil  string     `json:"validUntil,omitempty"`
	Subject     subject    `json:"credentialSubject"`
	Evidence    []evidence `json:"evidence"`
}

type profile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
	URL  string   `json:"url,omitempty"`
}

// subject is an AchievementSubject or an EndorsementSubject.
type subject struct {
	ID          string       `json:"id,omitempty"`
	Type        []string     `json:"type"`
	Identifier  []identity   `json:"identifier,omitempty"`
	Achievement *achievement `json:"achievement,omitempty"`
	Narrative   string       `json:"narrative,omitempty"`
	Comment     string       `json:"endorsementComment,omitempty"`
}

// identity names the learner by their log.
type identity struct {
	Type         string `json:"type"`
	Hashed       bool   `json:"hashed"`
	IdentityHash string `json:"identityHash"`
	IdentityType string `json:"identityType"`
}

type achievement struct {
	ID          string   `json:"id"`
	Type        []string `json:"type"`
	Kind        string   `json:"achievementType"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Criteria    criteria `json:"criteria"`
}

type criteria struct {
	Narrative string `json:"narrative"`
}

type evidence struct {
	ID        string   `json:"id,omitempty"`
	Type      []string `json:"type"`
	Name      string   `json:"name"`
	Narrative string   `json:"narrative"`
}
