package proof

import (
	"errors"
	"fmt"
	"slices"
)

// ErrPolicyChange: there is no such policy.
var ErrPolicyChange = errors.New("the witnesses cannot be counted so")

// QuorumGroup is the name of the group that a policy's quorum becomes when it counts several.
const QuorumGroup = "enough"

// WithWitness is the policy with one witness more, as a member of a group, which is begun where there is
// none of that name and then asks for any of its members. The group "" is the quorum. The error is
// ErrPolicy.
func (p Policy) WithWitness(w PolicyKey, group string) (Policy, error) {
	p.Witnesses = append(slices.Clip(p.Witnesses), w)
	p.Groups = cloneGroups(p.Groups)
	if group == "" {
		return p.count(w.Name).checked()
	}
	if i := p.group(group); i >= 0 {
		p.Groups[i].Members = append(p.Groups[i].Members, w.Name)
		return p.checked()
	}
	p.Groups = append(p.Groups, PolicyGroup{group, 1, []string{w.Name}})
	return p.count(group).checked()
}

// WithThreshold is the policy with another number of members that a group, or "" for the quorum, asks for. The error is
// ErrPolicyChange.
func (p Policy) WithThreshold(group string, n int) (Policy, error) {
	if group == "" {
		group = p.Quorum
	}
	p.Groups = cloneGroups(p.Groups)
	i := p.group(group)
	switch {
	case i < 0 && n == 1 && group != NoQuorum && p.named(group):
		return p, nil // one of one
	case i < 0:
		return p, fmt.Errorf("%w: %.60q is no group of several, so %d of it cannot sign", ErrPolicyChange, group, n)
	case n < 1 || n > len(p.Groups[i].Members):
		return p, fmt.Errorf("%w: %s has %d members, so %d of them cannot sign", ErrPolicyChange, group, len(p.Groups[i].Members), n)
	}
	p.Groups[i].Threshold = n
	return p.checked()
}

// WithLogs is the policy that speaks of these keys of a log too, unless it speaks of all logs.
func (p Policy) WithLogs(keys ...VerifierKey) Policy {
	p.Logs = slices.Clip(p.Logs)
	for _, k := range keys {
		if !p.Covers(k) {
			p.Logs = append(p.Logs, PolicyKey{Key: k})
		}
	}
	return p
}

// count has the quorum count one more; it asks for as many of them as before.
func (p Policy) count(name string) Policy {
	if p.Quorum == NoQuorum || p.Quorum == "" {
		p.Quorum = name
		return p
	}
	if p.Quorum != QuorumGroup {
		p.Groups = append(p.Groups, PolicyGroup{QuorumGroup, 1, []string{p.Quorum}})
		p.Quorum = QuorumGroup
	}
	i := p.group(QuorumGroup)
	if i < 0 {
		return p // a witness has that name: checked will say so
	}
	g := p.Groups[i]
	g.Members = append(g.Members, name)
	p.Groups = append(slices.Delete(p.Groups, i, i+1), g) // after those that it counts
	return p
}

func (p Policy) group(name string) int {
	return slices.IndexFunc(p.Groups, func(g PolicyGroup) bool { return g.Name == name })
}

func (p Policy) named(name string) bool { return (&policyReader{Policy: p}).named(name) }

func cloneGroups(groups []PolicyGroup) []PolicyGroup {
	out := slices.Clone(groups)
	for i := range out {
		out[i].Members = slices.Clone(out[i].Members)
	}
	return out
}

// checked is the policy as it is read back.
func (p Policy) checked() (Policy, error) { return ParsePolicy(p.Print()) }
