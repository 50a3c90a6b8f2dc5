package proof

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Policy says whose lines under a head are enough (C2SP tlog-policy). Names and dates that a reader
// is shown come from the reader's own.
type Policy struct {
	Logs      []PolicyKey // of which logs it speaks; Name is empty
	Witnesses []PolicyKey
	Groups    []PolicyGroup
	Quorum    string // a witness, a group, or NoQuorum
}

// PolicyKey is a log or a witness of a policy.
type PolicyKey struct {
	Name string // by which the policy calls a witness; not that of its key
	Key  VerifierKey
	URL  string // where a witness answers; may be empty
}

// PolicyGroup is fulfilled when so many of its members are.
type PolicyGroup struct {
	Name      string
	Threshold int // 1 to the number of members
	Members   []string
}

// NoQuorum asks for nobody: no date is confirmed.
const NoQuorum = "none"

// ErrPolicy: not a policy in its form.
var ErrPolicy = errors.New("this list of witnesses cannot be read")

const maxPolicy = 64 << 10

// Print is the policy without the comments and empty lines of the file it was read from.
func (p Policy) Print() []byte {
	var lines [][]string
	for _, l := range p.Logs {
		lines = append(lines, []string{"log", l.Key.String(), l.URL})
	}
	for _, w := range p.Witnesses {
		lines = append(lines, []string{"witness", w.Name, w.Key.String(), w.URL})
	}
	for _, g := range p.Groups {
		lines = append(lines, append([]string{"group", g.Name, strconv.Itoa(g.Threshold)}, g.Members...))
	}
	lines = append(lines, []string{"quorum", p.Quorum})
	var b strings.Builder
	for _, f := range lines {
		b.WriteString(strings.TrimSuffix(strings.Join(f, " "), " ") + "\n")
	}
	return []byte(b.String())
}

// ParsePolicy reads a policy. Each name is defined before it is used, a name is a member of one
// group at most, and no key stands twice. The error is ErrPolicy and names the line.
func ParsePolicy(file []byte) (Policy, error) {
	control := func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }
	text := string(file)
	switch {
	case len(file) > maxPolicy:
		return Policy{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrPolicy, len(file), maxPolicy)
	case strings.Contains(text, "\r\n"):
		return Policy{}, fmt.Errorf("%w: %w", ErrPolicy, ErrLineEndings)
	case !utf8.ValidString(text) || strings.IndexFunc(text, control) >= 0:
		return Policy{}, fmt.Errorf("%w: it is not text alone", ErrPolicy)
	}
	r := policyReader{used: map[string]bool{}}
	for i, line := range strings.Split(text, "\n") {
		f := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if fault := r.line(f[0], f[1:]); fault != "" {
			return Policy{}, fmt.Errorf("%w: line %d: %s", ErrPolicy, i+1, fault)
		}
	}
	if r.Quorum == "" {
		return Policy{}, fmt.Errorf("%w: it has no line that begins with quorum", ErrPolicy)
	}
	return r.Policy, nil
}

// policyReader is a policy as far as it is read.
type policyReader struct {
	Policy
	used map[string]bool // members of groups
}

// line reads one line and says what is wrong with it.
func (r *policyReader) line(word string, f []string) string {
	switch word {
	case "log":
		return r.log(f)
	case "witness":
		return r.witness(f)
	case "group":
		return r.group(f)
	case "quorum":
		if r.Quorum != "" || len(f) != 1 || f[0] != NoQuorum && !r.named(f[0]) {
			return "a policy has one quorum, which is a witness or group named before, or none"
		}
		r.Quorum = f[0]
		return ""
	}
	return fmt.Sprintf("it begins with the unknown word %.40q", word)
}

func (r *policyReader) log(f []string) string {
	if len(f) != 1 && len(f) != 2 {
		return "a log has a key and at most an address"
	}
	l, fault := policyKey("", f, KindLogKey, r.Logs)
	r.Logs = append(r.Logs, l)
	return fault
}

func (r *policyReader) witness(f []string) string {
	if len(f) != 2 && len(f) != 3 {
		return "a witness has a name, a key and at most an address"
	}
	if r.taken(f[0]) {
		return fmt.Sprintf("the name %.60q is taken", f[0])
	}
	w, fault := policyKey(f[0], f[1:], KindCosignKey, r.Witnesses)
	r.Witnesses = append(r.Witnesses, w)
	return fault
}

func policyKey(name string, f []string, kind byte, before []PolicyKey) (PolicyKey, string) {
	key, err := ParseVerifierKey(f[0])
	if err != nil {
		return PolicyKey{}, err.Error()
	}
	same := func(k PolicyKey) bool { return k.Key.Key.Equal(key.Key) }
	if key.Kind != kind || slices.ContainsFunc(before, same) {
		return PolicyKey{}, fmt.Sprintf("the key of %.80s stands twice, or is of the other kind (a log's for a witness's)", key.Name)
	}
	return PolicyKey{name, key, strings.Join(f[1:], "")}, ""
}

func (r *policyReader) group(f []string) string {
	if len(f) < 3 || r.taken(f[0]) {
		return "a group has a name of its own, a number and members"
	}
	g := PolicyGroup{f[0], 0, slices.Clone(f[2:])}
	for _, m := range g.Members {
		if !r.named(m) || r.used[m] {
			return fmt.Sprintf("the member %.60q is not named before, or is in a group already", m)
		}
		r.used[m] = true
	}
	switch n, isNumber := parseIndex(f[1]); {
	case f[1] == "any":
		g.Threshold = 1
	case f[1] == "all":
		g.Threshold = len(g.Members)
	case !isNumber || n < 1 || n > int64(len(g.Members)):
		return fmt.Sprintf("%.30q is not any, all, or a number from 1 to %d", f[1], len(g.Members))
	default:
		g.Threshold = int(n)
	}
	r.Groups = append(r.Groups, g)
	return ""
}

// taken tells whether a name cannot be given.
func (r *policyReader) taken(name string) bool { return name == NoQuorum || r.named(name) }

func (r *policyReader) named(name string) bool {
	return slices.ContainsFunc(r.Witnesses, func(w PolicyKey) bool { return w.Name == name }) ||
		slices.ContainsFunc(r.Groups, func(g PolicyGroup) bool { return g.Name == name })
}

// Covers tells whether the policy speaks of a log. One that names no log speaks of all.
func (p Policy) Covers(log VerifierKey) bool {
	same := func(l PolicyKey) bool { return l.Key.String() == log.String() }
	return len(p.Logs) == 0 || slices.ContainsFunc(p.Logs, same)
}

// Seen are the witnesses of the policy who have signed a head, by their names, and when. The error
// is ErrSignatureWrong when a line of one of them does not fit; the others count all the same.
func (p Policy) Seen(c Checkpoint) (map[string]time.Time, error) {
	seen := map[string]time.Time{}
	var wrong error
	for _, w := range p.Witnesses {
		switch at, err := c.CosignedAt(w.Key); {
		case err == nil:
			seen[w.Name] = at
		case !errors.Is(err, ErrNotSigned):
			wrong = errors.Join(wrong, err)
		}
	}
	return seen, wrong
}

// Complete is the moment at which the quorum was complete, false when it is not. NoQuorum never is.
func (p Policy) Complete(seen map[string]time.Time) (time.Time, bool) {
	// A group's members are defined before it: one pass in order is enough.
	at := map[string]time.Time{}
	for _, w := range p.Witnesses {
		if t, ok := seen[w.Name]; ok {
			at[w.Name] = t
		}
	}
	for _, g := range p.Groups {
		var times []time.Time
		for _, m := range g.Members {
			if t, ok := at[m]; ok {
				times = append(times, t)
			}
		}
		if slices.SortFunc(times, time.Time.Compare); len(times) >= g.Threshold {
			at[g.Name] = times[g.Threshold-1]
		}
	}
	t, ok := at[p.Quorum]
	return t, ok
}
