package site

import "github.com/gatefold/gatefold/content"

// Evidence is what is known of the author's log when the site is built: what was sealed, and who has
// confirmed by when it existed. It is an input: no page is part of its own proof. The zero value says
// that nothing was ever sealed.
type Evidence struct {
	Fingerprint string      // of the author's key, SHA256:...; "" when nothing was ever sealed
	Principal   string      // of the author, in the signature of the list of files
	Origin      string      // name of the log
	Size        int64       // entries of the log
	Private     int         // records and files that are sealed and of which nothing is published
	Policy      bool        // the author names witnesses, in proof/policy.txt
	Weeks       []Week      // every week from the first to the last in which somebody confirmed a date, oldest first
	Earlier     *EarlierLog // by a key that the author says is lost; nil when there is none
	// Records are what is known of what the site shows, by content.Place.
	Records map[string]RecordEvidence
	Vouches []Vouch // what others say of records, in the order in which they have signed it
}

// Sealed tells whether there is a log.
func (e Evidence) Sealed() bool { return e.Fingerprint != "" }

// EarlierLog is a log that the author's log continues, because its key was lost. That both are one
// person's is the author's word.
type EarlierLog struct {
	Fingerprint string // of its newest key
	Size        int64  // entries
	On          content.Date
}

// Week is one week, from Monday, and how many parties saw the log in it.
type Week struct {
	Monday  content.Date
	Parties int
}

// SealState says how a record stands to the log.
type SealState int

// The states of a record. What others say of it stands beside its state, in Vouches.
const (
	NotSealed SealState = iota
	Sealed              // by the author alone
	Seen                // somebody else has confirmed that it existed
	Edited              // since it was sealed, and not yet sealed again
)

// RecordEvidence is what is known of one record or file.
type RecordEvidence struct {
	State SealState
	Leaf  string // id of its leaf, 16 hexadecimal digits
	Rev   int    // newest version that is sealed, from 1
	Index int64  // of that version in the log
	Says  content.Date
	// First is when its first version was seen, Newest when the sealed text was; both empty while nobody has.
	First, Newest Sighting
	Vouches       []Vouch // what others say of it
}

// Vouch is what another person says of one record, signed with a key of their own. Name, relation and all
// the rest are that person's word.
type Vouch struct {
	Note        string // 16 hexadecimal digits: the name of the note among the published files
	Place       string // of the record, by content.Place; "" for one that the note does not name and of which nothing is published
	By          string // the person's name
	Relation    string // to the author: coach, employer, client or peer
	Basis       string // read, discussed, observed, supervised or reproduced
	Status      string // the fixed sentence of the basis: who, how they know, what that leaves out
	From, Until content.Date
	Signed      content.Date
	Text        string // the person's own words, lines ending in LF but the last
	Fingerprint string // of the key, SHA256:...
	Earlier     bool   // of an earlier version of the record than the one that is shown
	Revoked     content.Date
	Reason      string // for taking it back
}

// Sighting is a day on which those named had seen a list with the record: as the author names them.
type Sighting struct {
	On content.Date // zero when nobody has
	By []string     // names of the author's policy, sorted
}
