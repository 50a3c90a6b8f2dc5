package cohort

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// lastVisit is what a visit came to that found nothing wrong, private/visits/<hash>.json: while nothing
// has changed it need not be read again. It can be deleted at any time.
type lastVisit struct {
	Schema  string   `json:"schema"`
	Basis   string   `json:"basis"`  // hash of all else that the visit stands on: see basis
	Memory  string   `json:"memory"` // hash of the log's memory
	Stamp   string   `json:"stamp"`  // of the site: see stamp
	Checked string   `json:"checked"`
	Size    int64    `json:"size"`
	Origin  string   `json:"origin"`
	Learner *Learner `json:"learner,omitempty"`
	Absent  string   `json:"absent,omitempty"`
	Records []Record `json:"records,omitempty"` // private/ is the coach's
	Lasting []string `json:"lasting,omitempty"` // details that hold for as long as the site stays as it is
}

const (
	visitSchema  = "gatefold.cohort.visit/2"
	visitFolder  = "private/visits"
	maxVisit     = 4 << 20
	trustedDays  = 7  // that a site is taken for unchanged without being read as a whole
	outageDays   = 14 // that a learner stays whose site cannot be reached
	settledAfter = 2 * time.Second
)

// visitPath is where the last visit of a member is kept.
func visitPath(m Member) string {
	return visitFolder + "/" + hashText([]byte(m.Site + "\n" + m.Key))[:32] + ".json"
}

func hashText(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// basis is what a visit stands on besides the site and the memory.
func (c *Cohort) basis(m Member) string {
	return hashText(fmt.Appendf(nil, "%s\n%q %q %q %t %t\n%s%x", visitSchema, m.Site, m.Key, c.Name, c.Pseudonyms, c.policy != nil, c.policy, c.taken))
}

// last reads the last visit of a member, as far as it can still be used.
func (c *Cohort) last(m Member, known *memories) (lastVisit, bool) {
	data, err := readFile(c.folder, visitPath(m), maxVisit)
	if err != nil {
		return lastVisit{}, false
	}
	var l lastVisit
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if dec.Decode(&l) != nil || l.Schema != visitSchema || l.Basis != c.basis(m) {
		return lastVisit{}, false
	}
	hash := proof.OriginHash(l.Origin)
	return l, l.Memory != "" && known.byHash[hash].hash == l.Memory
}

// unchanged is a visit to a site that is as it was when it was last read.
func (s *sight) unchanged(ctx context.Context, c *Cohort, v Visiting, site opened, l lastVisit) bool {
	if v.Full || l.Stamp == "" || l.Checked > v.day() || l.Checked < v.daysAgo(trustedDays) {
		return false
	}
	stamp, err := c.stamp(ctx, v, s.Member, site)
	if err != nil || stamp != l.Stamp {
		return false
	}
	s.Verdict, s.Size = Same, l.Size
	s.take(l, v)
	return true
}

// take shows of a learner what was shown at the last visit, unless their consent has ended since.
func (s *sight) take(l lastVisit, v Visiting) {
	s.Origin, s.Checked, s.Learner, s.Absent, s.Records = l.Origin, l.Checked, l.Learner, l.Absent, l.Records
	s.Details = append(s.Details, l.Lasting...)
	if l.Learner != nil && l.Learner.Until != "" && l.Learner.Until < v.day() {
		s.Learner, s.Records, s.Absent = nil, nil, "Their consent ended on "+l.Learner.Until+"."
	}
}

// outage keeps for some days what was last seen of a site that cannot be reached.
func (s *sight) outage(c *Cohort, v Visiting, known *memories) {
	l, ok := c.last(s.Member, known)
	if !ok || l.Checked > v.day() {
		s.Absent = "Their site could not be reached."
		return
	}
	if l.Checked < v.daysAgo(outageDays) {
		s.Checked, s.Absent = l.Checked, "Their site could not be reached, and was last read on "+l.Checked+"."
		return
	}
	s.Size = l.Size
	s.take(l, v)
	if s.Learner != nil {
		s.Details = append(s.Details, "What was read on "+l.Checked+" stays on show until "+fmt.Sprint(outageDays)+" days after it.")
	}
}

func (v Visiting) daysAgo(n int) string { return v.Now.UTC().AddDate(0, 0, -n).Format(time.DateOnly) }

// storeVisit keeps what a visit came to; of one that was not well nothing is kept but what there was when
// the site could not be reached.
func (c *Cohort) storeVisit(v Visiting, s *sight) error {
	switch {
	case s.Verdict == Unreachable || s.kept:
		return nil
	case !s.Verdict.Well() || s.memory.Origin == "":
		return c.folder.Remove(visitPath(s.Member))
	}
	l := lastVisit{visitSchema, c.basis(s.Member), s.memory.hash, s.stamp, s.Checked, s.Size, s.Origin, s.passed, s.Absent, s.Records, s.lasting}
	if s.passed != nil {
		l.Absent = ""
	}
	data, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return proof.ReplaceLightly(c.folder, visitPath(s.Member), data)
}

// stamp is the same while a site is the same. Of a folder it is that of the names, sizes, times and
// numbers of its files, of a zip of the file's own; of an address that of the list of files, its signature
// and the head of the log, as the host shows them: what a host does to other files is found when the
// site is next read as a whole. It is "" where a change could not be told from none.
func (c *Cohort) stamp(ctx context.Context, v Visiting, m Member, site opened) (string, error) {
	sum := sha256.New()
	var err error
	if isAddress(m.Site) {
		err = stampAddress(ctx, site, sum)
	} else {
		var newest time.Time
		newest, err = stampFiles(ctx, sitePath(c.dir, m.Site), sum)
		if newest.After(v.Now.Add(-settledAfter)) {
			return "", nil // it may change once more within one tick of the file system's clock
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), err
}

func stampAddress(ctx context.Context, site opened, sum hash.Hash) error {
	for _, path := range []string{proof.SumsPath, proof.SumsPath + proof.SignatureTail, "proof/checkpoint"} {
		in, err := site.Open(ctx, path)
		if err != nil {
			return err
		}
		one := sha256.New()
		_, err = io.Copy(one, in)
		if err = errors.Join(err, in.Close()); err != nil {
			return err
		}
		sum.Write(one.Sum(nil))
	}
	return nil
}
