package proof

import (
	"slices"
	"time"
)

// Sighting is the head that says the most of when an entry existed.
type Sighting struct {
	Checkpoint Checkpoint
	Seen       map[string]time.Time // who of the policy has signed it, and when
	Complete   bool                 // the quorum of the policy has
	At         time.Time            // when the quorum was complete, else when the first one signed; zero when nobody has
}

// Sightings are what a policy makes of the heads of a log, in their order: all lines are checked once.
// Lines that do not fit count for nothing; Policy.Seen tells of them.
func Sightings(heads []Checkpoint, p Policy) []Sighting {
	out := make([]Sighting, len(heads))
	for i, c := range heads {
		out[i] = p.sighting(c)
	}
	return out
}

// Earliest chooses among the heads of a log, all of them checked, the one against which an entry is
// proved: that whose quorum was complete first, else that which any witness of the policy signed
// first, else the largest. It is false when no head has the entry.
func Earliest(index int64, sightings []Sighting) (Sighting, bool) {
	var best Sighting
	found := false
	for _, s := range sightings {
		if s.Checkpoint.Size > index && (!found || s.before(best)) {
			best, found = s, true
		}
	}
	return best, found
}

func (p Policy) sighting(c Checkpoint) Sighting {
	s := Sighting{Checkpoint: c}
	s.Seen, _ = p.Seen(c)
	if s.At, s.Complete = p.Complete(s.Seen); s.Complete {
		return s
	}
	var times []time.Time
	for _, t := range s.Seen {
		times = append(times, t)
	}
	if len(times) > 0 {
		s.At = slices.MinFunc(times, time.Time.Compare)
	}
	return s
}

// before tells which of two sightings says more.
func (s Sighting) before(other Sighting) bool {
	signed, otherSigned := len(s.Seen) > 0, len(other.Seen) > 0
	switch {
	case s.Complete != other.Complete:
		return s.Complete
	case signed != otherSigned:
		return signed
	case !signed:
		return s.Checkpoint.Size > other.Checkpoint.Size
	case !s.At.Equal(other.At):
		return s.At.Before(other.At)
	}
	return s.Checkpoint.Size < other.Checkpoint.Size
}
