package badge

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Claim is what a person has said and signed of one record, as the badge tells it.
type Claim struct {
	Hash        [32]byte // SHA-256 of the signed note
	Origin      string   // of the learner's log
	Index       int64    // of the entry in it
	Leaf        [32]byte // hash of the entry
	Record      string   // its place, device-refresh/raid/R-03, or "" where the note does not name it
	By          string   // the person's name
	Relation    string   // that the person says to have to the learner
	Basis       string   // how the person knows, one sentence without its full stop
	From, Until string   // the period spoken of, YYYY-MM-DD
	Date        string   // of the note, YYYY-MM-DD
	Text        string   // the person's own words
}

// Link leads to evidence on the learner's site.
type Link struct{ URL, Name, Narrative string }

// Issue is a badge that is about to be made.
type Issue struct {
	Claim
	Gate    string    // the id of the gate that was passed; "" makes an endorsement of the record
	Issuer  string    // DIDKey of the one who signs, or a did:web
	Learner string    // the learner's did:key, or ""
	Site    string    // the address of the learner's site, or ""
	Links   []Link    // to the record and its proof
	Created time.Time // when it is signed
	Ends    string    // the last day on which it is to be relied on, YYYY-MM-DD, or "" for none
}

// ErrSubject: an endorsement names what it is about, by the learner's key or the site.
var ErrSubject = errors.New("nothing says whom the badge is about")

const maxLinks = 20

// Make signs the badge with the credential key of an identity, and gives it as a JSON file.
func (i Issue) Make(id proof.Identity) ([]byte, error) {
	key := id.CredentialKey()
	if err := i.check(id); err != nil {
		return nil, err
	}
	known, err := ownContexts()
	if err != nil {
		return nil, err
	}
	credential := i.credential()
	signature, err := known.sign(credential, integrity{
		Type: "DataIntegrityProof", Cryptosuite: cryptosuite, Created: i.Created.UTC().Format(time.RFC3339),
		VerificationMethod: method(i.Issuer, key.Public().(ed25519.PublicKey)), ProofPurpose: "assertionMethod",
	}, key)
	if err != nil {
		return nil, err
	}
	return encode(proven{credential, signature})
}

// check says what keeps the badge from being made.
func (i Issue) check(id proof.Identity) error {
	if i.Issuer != DIDKey(id) {
		if err := CheckDIDWeb(i.Issuer); err != nil {
			return fmt.Errorf("the issuer: %w", err)
		}
	}
	if i.Gate == "" && i.Learner == "" && i.Site == "" {
		return ErrSubject
	}
	if len(i.Links) > maxLinks {
		return fmt.Errorf("%d links are more than %d", len(i.Links), maxLinks)
	}
	for _, day := range []string{i.From, i.Until, i.Date} {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return fmt.Errorf("%.40q is not a day such as 2026-03-01", day)
		}
	}
	if i.Ends != "" && i.Ends < i.Date {
		return fmt.Errorf("the badge would end on %s, before the day of what it tells, %s", i.Ends, i.Date)
	}
	if i.Site != "" {
		return CheckSite(i.Site)
	}
	return nil
}

// CheckSite says what is wrong with the address of a site, under which links are made.
func CheckSite(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" || !strings.HasSuffix(u.Path, "/") {
		return fmt.Errorf("%.200q is not the address of a site, such as https://ada.example/", address)
	}
	return nil
}

func (i Issue) credential() Credential {
	c := Credential{
		Context: []string{contextCredentials, contextOpenBadges}, Issuer: profile{ID: i.Issuer, Type: []string{"Profile"}, Name: i.By},
		ValidFrom: i.Date + "T00:00:00Z", Evidence: i.evidence(),
	}
	if site, err := DIDWebSite(i.Issuer); err == nil {
		c.Issuer.URL = site
	}
	if i.Ends != "" {
		c.ValidUntil = i.Ends + "T23:59:59Z"
	}
	if i.Gate != "" {
		i.asGate(&c)
	} else {
		i.asEndorsement(&c)
	}
	return c
}

// asGate makes it the badge of a gate that was passed.
func (i Issue) asGate(c *Credential) {
	c.ID, c.Type = i.uuid("gate"), []string{"VerifiableCredential", "OpenBadgeCredential"}
	c.Name = "Gate " + i.Gate + " passed"
	c.Description = fmt.Sprintf("%s, %s, says that the work of %s passed the gate %s.", i.By, i.Relation, i.project(), i.Gate)
	c.Subject = subject{ID: i.Learner, Type: []string{"AchievementSubject"}, Narrative: i.words(), Achievement: &achievement{
		ID: i.uuid("achievement"), Type: []string{"Achievement"}, Kind: "ext:GatePassed", Name: c.Name,
		Description: fmt.Sprintf("The gate %s of %s: the point at which a board decides whether the work goes on.", i.Gate, i.project()),
		Criteria: criteria{"The record of the gate tells that its board decided to go on, or to go on under conditions. " +
			i.Basis + ". It does not say that the work was done well, nor who else took part in it."},
	}}
	c.Subject.Identifier = []identity{{"IdentityObject", false, i.Origin, "ext:gatefoldLog"}}
}

// asEndorsement makes it one of the record, in the person's own words.
func (i Issue) asEndorsement(c *Credential) {
	c.ID, c.Type = i.uuid("endorsement"), []string{"VerifiableCredential", "EndorsementCredential"}
	c.Name = "What " + i.By + " says of " + i.record()
	c.Description = i.Basis + ". " + i.period()
	c.Subject = subject{ID: i.Learner, Type: []string{"EndorsementSubject"}, Comment: i.Text}
	if i.Learner == "" {
		c.Subject.ID = i.Site
	}
}

// words are the person's own, with what they rest on.
func (i Issue) words() string { return i.Text + "\n\n" + i.Basis + ". " + i.period() }

func (i Issue) period() string {
	return fmt.Sprintf("%s (%s) speaks of %s to %s, and signed it on %s.", i.By, i.Relation, i.From, i.Until, i.Date)
}

func (i Issue) record() string {
	if i.Record == "" {
		return "a record"
	}
	return i.Record
}

// project is the first part of the record's place.
func (i Issue) project() string {
	project, _, _ := strings.Cut(i.Record, "/")
	return project
}

// evidence is the entry of the log that everything is about, and the links to it.
func (i Issue) evidence() []evidence {
	entry := fmt.Sprintf("Entry %d of the log %s, whose hash (RFC 6962) is %s in base64. What was signed in words has the SHA-256 %x.",
		i.Index, i.Origin, base64.StdEncoding.EncodeToString(i.Leaf[:]), i.Hash)
	kind := []string{"Evidence"}
	out := []evidence{{ID: i.Site, Type: kind, Name: "The sealed record " + i.Record, Narrative: entry}}
	if i.Record == "" {
		out[0].Name = "A sealed record"
	}
	for _, l := range i.Links {
		out = append(out, evidence{ID: l.URL, Type: kind, Name: l.Name, Narrative: l.Narrative})
	}
	return out
}

// uuid names one thing about what was signed, alike whenever it is made: version 8 of RFC 9562 over a
// SHA-256.
func (i Issue) uuid(what string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "gatefold-badge v1\n%s\n%x\n%s\n", what, i.Hash, i.Issuer))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
