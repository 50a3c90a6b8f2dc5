package cohort

// Record is one record of a member as they have published it, for the coach's own eyes: no consent has
// been asked for it to be shown to others, and no showcase sees it.
type Record struct {
	Project string // its title
	Kind    string // "risk", "gate" ...
	ID      string
	Title   string
	Date    string // ISO, "" when it has none
	Says    string // a gate's decision, an incident's severity; "" for others
	URL     string // of the record on the member's own site, absolute; "" for a folder or zip
}
