package cohort

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

const (
	revokedFolder = "revoked"
	maxRevoked    = 2 << 20
	maxLists      = 200
)

// revocation is what a cohort knows to be taken back, whatever a site shows.
type revocation struct {
	Note   string `json:"note"` // hex SHA-256 of what was said
	Date   string `json:"date"`
	Reason string `json:"reason"`
}

// signedList is a list of revocations of the folder revoked/, and whose it is: what one has said nobody
// else takes back.
type signedList struct {
	key  ed25519.PublicKey
	list proof.Revocations
}

// readRevoked reads the lists that coaches have put into revoked/, as `gatefold attest revoke` writes them.
func (c *Cohort) readRevoked() (mistakes []Mistake) {
	entries, err := fs.ReadDir(c.folder, revokedFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && len(entries) > maxLists {
		err = fmt.Errorf("it holds more than %d files", maxLists)
	}
	if err != nil {
		return []Mistake{{revokedFolder, 1, err.Error(), "Keep the lists of your coaches there, and nothing else."}}
	}
	for _, e := range entries {
		name := revokedFolder + "/" + e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".txt") {
			continue
		}
		list, err := c.readSignedList(name)
		if err != nil {
			mistakes = append(mistakes, Mistake{name, 1, err.Error(), "Copy the list there once more that `gatefold attest revoke` has written."})
			continue
		}
		c.revoked = append(c.revoked, list)
		c.taken = sha256.Sum256(append(append(c.taken[:], list.key...), list.list.Print()...))
	}
	return mistakes
}

func (c *Cohort) readSignedList(name string) (signedList, error) {
	data, err := readFile(c.folder, name, maxRevoked)
	if err != nil {
		return signedList{}, err
	}
	signed, err := proof.ParseSignedRevocations(data)
	if err != nil {
		return signedList{}, err
	}
	list, key, err := signed.Check()
	return signedList{key, list}, err
}

// takenBack gives what others say of records as far as the cohort knows it: a word that was taken back
// stays so although the site no longer shows that, or never has. Where the site does not, it is told.
func (s *sight) takenBack(c *Cohort, said []verify.Attestation) []verify.Attestation {
	out := slices.Clone(said)
	for i := range out {
		a := &out[i]
		if a.Revoked != nil {
			s.rememberRevoked(a)
			continue
		}
		if a.Revoked = s.revocationOf(c, *a); a.Revoked == nil {
			continue
		}
		s.lasting = append(s.lasting, fmt.Sprintf("What %s says of %s was taken back on %s (%s), and the site does not show that. Send the learner the list once more: they take it with gatefold attest accept, then build --sign.",
			plainText(a.By, shortText), aboutWords(*a), longDate(a.Revoked.Date), plainText(a.Revoked.Reason, lineText)))
	}
	s.Details = append(s.Details, s.lasting...)
	return out
}

// maxTakenBack bounds what is remembered of one log.
const maxTakenBack = 2000

// rememberRevoked keeps what a site shows to be taken back, for the day on which it no longer does.
func (s *sight) rememberRevoked(a *verify.Attestation) {
	note := hex.EncodeToString(a.Hash[:])
	if len(s.memory.Revoked) < maxTakenBack && !slices.ContainsFunc(s.memory.Revoked, func(r revocation) bool { return r.Note == note }) {
		s.memory.Revoked = append(s.memory.Revoked, revocation{note, a.Revoked.Date, a.Revoked.Reason})
		s.changed = true
	}
}

// revocationOf finds a word among what the coaches' lists take back, and among what was seen before.
func (s *sight) revocationOf(c *Cohort, a verify.Attestation) *proof.Revocation {
	for _, l := range c.revoked {
		if x, ok := l.list.Of(a.Hash); ok && l.key.Equal(a.Key) {
			return &x
		}
	}
	note := hex.EncodeToString(a.Hash[:])
	for _, r := range s.memory.Revoked {
		if r.Note == note {
			return &proof.Revocation{Note: a.Hash, Date: r.Date, Reason: r.Reason}
		}
	}
	return nil
}

// aboutWords name the record that was spoken of.
func aboutWords(a verify.Attestation) string {
	if a.Record == proof.NoRecord {
		return fmt.Sprintf("entry %d of the log", a.Index)
	}
	return plainText(a.Record, lineText)
}

// longDate is an ISO date in words.
func longDate(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return plainText(iso, shortText)
	}
	return longDay(t)
}
