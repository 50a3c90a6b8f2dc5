package cohort

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/verify"
)

// Look is a first look at a site that is not yet a member's.
type Look struct {
	Verdict     Verdict // Same when it agrees with itself and with the key, where one was named
	Details     []string
	Fingerprint string // of the key that has signed it; "" for none
	Origin      string
	Size        int64  // entries of its log
	Absent      string // why nothing of it would be shown today, in a sentence; "" when something would
}

// LookAt checks a site before it is added; key is the fingerprint that the learner has read out, "" when
// that is still to be compared. Nothing is remembered.
func (c *Cohort) LookAt(ctx context.Context, v Visiting, site, key string) Look {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(c.Limits.Seconds)*time.Second)
	defer cancel()
	m := Member{Site: site, Key: key}
	if err := c.Limits.checkSite(site); err != nil {
		return Look{Verdict: Unreachable, Details: []string{upper(err.Error()) + "."}}
	}
	at, err := open(c.dir, m, c.Limits, v.Transport)
	if err != nil {
		return Look{Verdict: Unreachable, Details: []string{sentence("It could not be opened", err)}}
	}
	defer at.close()
	r := verify.Check(ctx, at, verify.Options{Key: key, Keep: c.wanted})
	l := Look{Verdict: plain(r), Details: summary(r), Fingerprint: r.Facts.Fingerprint, Origin: r.Facts.Origin, Size: r.Facts.Size}
	s := sight{Visit: Visit{Member: m, Origin: l.Origin, Verdict: l.Verdict}}
	if other := s.otherKey(r); other != "" {
		l.Verdict, l.Details = KeyChanged, []string{other}
	}
	if r.Evidence.Keys != nil {
		_, l.Absent = s.consentNow(c, v, r.Evidence)
	}
	return l
}

// Member finds the member who has a site or a key.
func (c *Cohort) Member(site, key string) (Member, bool) {
	for _, m := range c.Members {
		if m.Site == site || m.Key == key {
			return m, true
		}
	}
	return Member{}, false
}

// SiteName is how cohort.toml names a site: an address as it is; a folder or zip from the cohort's folder
// when it lies within it, else by its whole path. path is as the shell has it.
func (c *Cohort) SiteName(path string) (string, error) {
	if strings.Contains(path, "://") {
		return path, nil
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	base, err := filepath.Abs(c.dir)
	if err != nil {
		return "", err
	}
	if inside, err := filepath.Rel(base, whole); err == nil && filepath.IsLocal(inside) {
		whole = inside
	}
	return filepath.ToSlash(whole), nil
}
