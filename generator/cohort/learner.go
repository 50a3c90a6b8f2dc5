// Package cohort keeps what a coach knows of their learners' published sites: it fetches them within
// limits, checks them, remembers every signed list it was shown, and lets through to a showcase what
// each learner has consented to, and nothing else.
package cohort

// Learner is one member as far as their consent allows it to be shown. Whatever makes pages, lists,
// search texts or data of a cohort sees Learners alone, so that what was not consented to cannot slip
// into any of them. Absent fields are empty.
type Learner struct {
	Slug         string // of the learner's pages: the first 8 characters of the log's name, which hold no word about the person
	Name         string // "" when not consented to, or in pseudonym mode: then Alias stands for it
	Alias        string // "Learner 7", by the order of first sight; never changes
	Headline     string
	TargetRole   string
	Location     string
	Availability string
	Language     string // BCP 47
	Skills       []string
	Link         string // address of the learner's own site, absolute http(s), or ""
	Key          string // fingerprint of the learner's key, as the coach compared it with them; "" without Link
	Projects     []Project
	Answers      []Answer
	Fresh        string   // ISO date on which something last happened in what is shown
	Proof        []string // what is shown and by whom, in sentences; never a bare "verified"
	Seen         string   // ISO date of the check that this stands on
	Agreed       string   // ISO date of the consent
	Until        string   // ISO date on which the consent ends; "" when it names none
}

// Project is one project of a learner, from data/portfolio.json.
type Project struct {
	Slug, Title, Summary, Domain, Basis, Role, Status, Method string
	Start, Finish                                             string // ISO dates
	Team                                                      int
	Skills                                                    []string
	Currency                                                  string
	Budget                                                    float64 // as first approved; 0 when not told or not consented to
	Scaled                                                    bool    // amounts are multiplied by one secret factor
	GatesPassed, GatesHeld                                    int     // decisions go or conditional go; hold, recycle or kill
	Incidents, Recovered                                      int     // incidents told, and those of them with a time of restoration
	Counts                                                    map[string]int
	URL                                                       string // of the case on the learner's own site, absolute, or ""
}

// Answer is a learner's answer to one question of the interview page.
type Answer struct {
	Question, Words, Summary string
	Evidence                 []string // "slug:ID"
	URL                      string   // absolute, or ""
}
