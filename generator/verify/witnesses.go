package verify

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	policyPath = "proof/policy.txt"
	yourPolicy = "your policy"
)

// sighting is who of a policy has signed a head, and when.
type sighting struct {
	head
	seen map[string]time.Time
}

// checkWitnesses is step 8: who has confirmed what by when. Only the reader's own policy gives names
// and dates; the site's is looked at for lines that do not fit, and shown as the author's word.
func (r *run) checkWitnesses(keys proof.KeyHistory, log logged, records []*record) {
	heads := allHeads(log, records)
	r.readStamps(heads)
	if f := r.fetch(policyPath); f.state == there {
		if theirs, err := proof.ParsePolicy(f.data); err != nil {
			r.add(proof.CodePolicyMalformed, policyPath, "a tlog-policy", err.Error())
		} else {
			r.facts.AuthorsPolicy = string(f.data)
			r.facts.AuthorsWitnesses = witnesses(r.sightings(theirs, heads))
		}
	}
	if r.options.Policy == nil {
		return
	}
	policy, err := proof.ParsePolicy(withoutCR(r.options.Policy))
	if err != nil {
		r.add(proof.CodePolicyMalformed, yourPolicy, "a tlog-policy", err.Error())
		return
	}
	if !slices.ContainsFunc(keys.LogKeys(), policy.Covers) {
		var names []string
		for _, l := range policy.Logs {
			names = append(names, l.Key.Name)
		}
		r.add(proof.CodeOtherLog, yourPolicy, "a policy for "+keys.Origin(), "one for "+clip(strings.Join(names, ", "), 400))
		return
	}
	sightings := r.sightings(policy, heads)
	r.facts.Witnesses = witnesses(sightings)
	r.facts.Weeks = weeks(r.facts.Witnesses)
	r.dates(policy, sightings)
}

// allHeads are the signed checkpoints that belong to this log, each once.
func allHeads(log logged, records []*record) []head {
	heads := log.heads
	if !log.whole {
		heads = nil
		for _, rec := range records {
			if rec.proof != nil {
				heads = append(heads, head{rec.proof.Checkpoint, rec.base + ".tlog-proof"})
			}
		}
	}
	var out []head
	seen := map[string]bool{}
	for _, h := range heads {
		if text := h.text(); !seen[text] {
			seen[text] = true
			out = append(out, h)
		}
	}
	return out
}

// sightings looks at the lines of a policy's witnesses under each head.
func (r *run) sightings(p proof.Policy, heads []head) []sighting {
	var out []sighting
	for _, h := range heads {
		s := sighting{h, map[string]time.Time{}}
		for _, w := range p.Witnesses {
			switch at, err := h.CosignedAt(w.Key); {
			case err == nil:
				s.seen[w.Name] = at
			case !errors.Is(err, proof.ErrNotSigned):
				r.add(proof.CodeCosignatureWrong, h.path, fmt.Sprintf("the line of %s for a list of %d entries", w.Key.Name, h.Size), "a line that does not fit")
			}
		}
		out = append(out, s)
	}
	return out
}

// witnesses gives each one's moments over all heads.
func witnesses(all []sighting) []Witness {
	times := map[string][]time.Time{}
	for _, s := range all {
		for name, at := range s.seen {
			times[name] = append(times[name], at)
		}
	}
	var out []Witness
	for name, at := range times {
		slices.SortFunc(at, time.Time.Compare)
		out = append(out, Witness{name, at})
	}
	slices.SortFunc(out, func(a, b Witness) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// weeks counts the different weeks, from Monday, of all moments.
func weeks(all []Witness) int {
	const day, week = 24 * 60 * 60, 7
	seen := map[int64]bool{}
	for _, w := range all {
		for _, at := range w.Times {
			seen[(at.Unix()/day+3)/week] = true // 1970 began on a Thursday
		}
	}
	return len(seen)
}

// dates gives each record the earliest moment at which the quorum had seen a list with it. (It is
// proof.Earliest for all records at once: a signature is checked once, not once a record.)
func (r *run) dates(policy proof.Policy, all []sighting) {
	type complete struct {
		sighting
		at time.Time
	}
	var quorums []complete
	for _, s := range all {
		if at, ok := policy.Complete(s.seen); ok {
			quorums = append(quorums, complete{s, at})
		}
	}
	r.facts.DatesChecked = true
	for i := range r.facts.Records {
		rec := &r.facts.Records[i]
		for _, q := range quorums {
			if q.Size > rec.Index && (rec.Seen.IsZero() || q.at.Before(rec.Seen)) {
				rec.Seen, rec.By = q.at, namesOf(policy, q.seen)
			}
		}
		if !rec.Seen.IsZero() {
			r.facts.Seen++
		}
	}
	if policy.Quorum != proof.NoQuorum && len(quorums) == 0 && r.outcome() != Changed {
		r.add(proof.CodePolicyNotMet, headPath, "the quorum "+clip(policy.Quorum, 80)+" of your policy", "too few of them have signed any list of this log")
	}
}

// namesOf are the witnesses who have signed, in the order of the policy.
func namesOf(p proof.Policy, seen map[string]time.Time) []string {
	var names []string
	for _, w := range p.Witnesses {
		if _, ok := seen[w.Name]; ok {
			names = append(names, w.Name)
		}
	}
	return names
}
