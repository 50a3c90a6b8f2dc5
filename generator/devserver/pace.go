package devserver

import "time"

// The waits between a change and the build that it causes.
const (
	quiet   = 15 * time.Millisecond  // after the last of several changes
	longest = 250 * time.Millisecond // after the first of changes that do not end
)

// pace decides when changes that were seen are looked at. It knows no clock: each call brings the time.
//
// The first change after a calm is looked at once, so that a save shows at once. Programs save in
// several steps, and each further step puts the next look off until they are over.
type pace struct {
	waiting bool // changes were seen that no look has covered
	eager   bool // the next look need not wait
	busy    bool // a build runs
	first   time.Time
	last    time.Time // also of changes that were covered
}

// change is something seen at a time.
func (p *pace) change(now time.Time) {
	if !p.waiting {
		p.first = now
		p.eager = !p.busy && (p.last.IsZero() || now.Sub(p.last) >= quiet)
	} else {
		p.eager = false
	}
	p.waiting, p.last = true, now
}

// doubt puts an eager look off: what it found may be half of a save.
func (p *pace) doubt(now time.Time) {
	p.eager = false
	if !p.waiting {
		p.waiting, p.first = true, now
	}
}

// due tells whether to look now, or else after what wait; 0 with false is never.
func (p *pace) due(now time.Time) (look bool, wait time.Duration) {
	switch {
	case !p.waiting || p.busy:
		return false, 0
	case p.eager:
		return true, 0
	}
	at := p.last.Add(quiet)
	if end := p.first.Add(longest); end.Before(at) {
		at = end
	}
	if wait = at.Sub(now); wait > 0 {
		return false, wait
	}
	return true, 0
}

// looked says that all changes seen so far were looked at.
func (p *pace) looked() { p.waiting, p.eager = false, false }
