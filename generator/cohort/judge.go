package cohort

import (
	"errors"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// sight is a visit with what the cohort has to remember of it.
type sight struct {
	Visit
	memory  memory   // what is known now
	changed bool     // the memory has to be stored
	fork    *Fork    // to be written as evidence; nil for none
	passed  *Learner // what the filter let through, before it has a number
	stamp   string   // of the site; "" when it is not known
	kept    bool     // nothing was read: what is kept of the last visit stays
	lasting []string // details that hold for as long as the site stays as it is
}

// toldFindings is how many findings of a check are told of a member.
const toldFindings = 3

// judge holds a check to what is remembered.
func (s *sight) judge(c *Cohort, v Visiting, known *memories, r verify.Report) {
	e := r.Evidence
	if other := s.otherKey(r); other != "" {
		s.Verdict, s.Details = KeyChanged, []string{other}
		return
	}
	if e.Keys == nil || !r.Facts.Signed || !isOf(e.Keys, s.Member.Key) {
		s.Verdict = plain(r)
		s.Details = summary(r)
		return
	}
	if err := s.recall(known, e); err != nil {
		s.Verdict, s.Details = s.unfit(err)
		return
	}
	s.meet(v, e)
	s.Verdict, s.fork = s.compare(r)
	s.remember(v, e)
	s.Details = append(s.Details, summary(r)...)
	s.admit(c, v, r)
	s.passed = s.Learner
}

// isOf tells whether a log is that of a key: nobody's memory is touched by a site that is signed by another.
func isOf(keys proof.KeyHistory, fingerprint string) bool {
	_, ok := keys.Find(fingerprint)
	return ok
}

// otherKey says by whom a site is signed that is not signed by the key of cohort.toml.
func (s *sight) otherKey(r verify.Report) string {
	for _, f := range r.Findings {
		if f.Code == proof.CodeOtherKey {
			return fmt.Sprintf("The list of files is signed by %s, and you wrote down %s.", f.Got, s.Member.Key)
		}
	}
	return ""
}

// errOtherKeys: the keys of a log are not those that are remembered, nor follow from them.
var errOtherKeys = errors.New("the keys of this log are others than those that were seen before, and those have not signed for them")

// errOlderKeys: the site shows fewer keys than were seen before.
var errOlderKeys = errors.New("the site names a key that was replaced since")

// recall takes what is remembered of the log that the site shows.
func (s *sight) recall(known *memories, e verify.Evidence) error {
	s.Origin = e.Keys.Origin()
	hash := proof.OriginHash(s.Origin)
	if err := known.spoilt[hash]; err != nil {
		s.Details = append(s.Details, lostMemory(err))
	}
	s.memory = known.byHash[hash]
	if err := s.memory.check(); err != nil {
		s.Details = append(s.Details, lostMemory(err))
		s.memory = memory{Alias: s.memory.Alias, FirstSeen: s.memory.FirstSeen}
		s.changed = true
	}
	s.Was = s.memory.largest()
	for i, k := range s.memory.keys {
		switch {
		case i >= len(e.Keys):
			return errOlderKeys
		case !sameKeys(k, e.Keys[i]):
			return errOtherKeys
		}
	}
	return nil
}

// lostMemory says what cannot be got back.
func lostMemory(err error) string {
	return sentence("What was remembered of this log is lost, and begins anew with what the site shows now. A head that was seen before and is no longer shown cannot be got back; put the folder "+memoryFolder+" back from a backup if you have one", err)
}

// sameKeys compares what a log and its lists are signed with. Further witness keys may come.
func sameKeys(a, b proof.Keys) bool {
	return a.Origin == b.Origin && a.Public.Equal(b.Public) && a.Log.Equal(b.Log)
}

// unfit is the verdict on keys that are not those that are remembered.
func (s *sight) unfit(err error) (Verdict, []string) {
	v := KeyChanged
	if errors.Is(err, errOlderKeys) {
		v = RolledBack
	}
	return v, append(s.Details, upper(err.Error())+".")
}

// meet begins or continues the memory of a log.
func (s *sight) meet(v Visiting, e verify.Evidence) {
	m := &s.memory
	bundle := string(proof.PrintKeysBundle(e.Signed))
	if m.Removed {
		*m = memory{Size: m.Size, Root: m.Root} // of the time before
	}
	if m.Keys != bundle || m.Origin == "" {
		m.Schema, m.Origin, m.Keys, m.keys, s.changed = memorySchema, s.Origin, bundle, e.Keys, true
	}
	if m.FirstSeen == "" {
		m.FirstSeen = v.day()
	}
}

// remember adds what was seen. What a forked log shows is remembered as well, so that it stays forked.
func (s *sight) remember(v Visiting, e verify.Evidence) {
	before := len(s.memory.Heads)
	if !s.memory.remember(e.Heads, v.day(), s.Member.Site) {
		s.Details = append(s.Details, fmt.Sprintf("The log shows more than %d heads, and not all of them are remembered.", maxHeads))
	}
	s.changed = s.changed || len(s.memory.Heads) != before
}

// compare tells what became of the log, and of the site around it.
func (s *sight) compare(r verify.Report) (Verdict, *Fork) {
	e := r.Evidence
	if e.Head != nil {
		s.Size = e.Head.Size
	}
	if s.Evidence = s.memory.Evidence; s.Evidence != "" {
		return Forked, nil // once is for ever: nothing that comes later mends it
	}
	if fork := findFork(s.memory, e); fork != nil {
		return Forked, fork
	}
	if s.contradicted(e) {
		return Forked, nil
	}
	longest := s.Was
	for _, h := range e.Heads {
		longest = max(longest, h.Size)
	}
	switch v := plain(r); {
	case e.Log != nil && longest > s.Size:
		s.Details = append(s.Details, fmt.Sprintf("It shows %d entries, and %d were signed before.", s.Size, longest))
		return RolledBack, nil
	case v != Same:
		return v, nil
	case s.Was == 0 && len(s.memory.Heads) == 0:
		return FirstSeen, nil
	case s.Size > s.Was:
		return Grew, nil
	}
	return Same, nil
}

// contradicted compares the log with the tree that is all that is remembered of a member who was taken out.
func (s *sight) contradicted(e verify.Evidence) bool {
	old, err := s.memory.removedTree()
	if s.memory.Root == "" || err != nil || e.Log == nil {
		return false
	}
	root, err := e.Log.RootAt(old.Size)
	if err != nil || root == old.Root {
		return false
	}
	s.Details = append(s.Details, "This member was taken out once. Of that time nothing but the size and root of the log is kept: they show that it is another log now, and cannot show it to others.")
	return true
}

// plain is the verdict on a check alone: Same when it held. Without a named key it is about the site of
// whoever has signed it; that nobody has confirmed a date is no fault of a learner's.
func plain(r verify.Report) Verdict {
	var bad []proof.Code
	for _, f := range r.Findings {
		if !f.Note() && f.Code != proof.CodePolicyNotMet && f.Code != proof.CodeKeyNotNamed {
			bad = append(bad, f.Code)
		}
	}
	has := func(codes ...proof.Code) bool {
		return slices.ContainsFunc(bad, func(c proof.Code) bool { return slices.Contains(codes, c) })
	}
	only := func(codes ...proof.Code) bool {
		return !slices.ContainsFunc(bad, func(c proof.Code) bool { return !slices.Contains(codes, c) })
	}
	bytes := []proof.Code{proof.CodeFileChanged, proof.CodeFileMissing, proof.CodeFileExtra, proof.CodeLineEndings}
	shown := []proof.Code{proof.CodeRecordChanged, proof.CodeArtifactChanged}
	switch {
	case len(bad) == 0:
		return Same
	case has(proof.CodeLimit):
		return Unchecked // what was not read looks as if it were missing
	case has(proof.CodeUnreadable):
		return Unreachable // the same
	case r.Outcome == verify.Changed && has(bytes...) && only(append(bytes, shown...)...):
		return HostAltered
	case r.Outcome == verify.Changed:
		return Changed
	}
	return Unchecked
}

// summary tells the first findings of a check, and how many more there are.
func summary(r verify.Report) []string {
	var out []string
	more := 0
	for _, f := range r.Findings {
		switch {
		case f.Note() || f.Code == proof.CodeKeyNotNamed:
		case len(out) < toldFindings:
			out = append(out, fmt.Sprintf("%s %s: %s Expected: %s; found: %s.", f.Code, orWhole(f.Path), f.Meaning, f.Expected, f.Got))
		default:
			more++
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("There are %d more findings: gatefold verify tells all of them.", more))
	}
	return out
}

func orWhole(path string) string {
	if path == "" {
		return "the site"
	}
	return path
}

// upper begins a sentence; what begins with anything but a small letter, such as a quoted name, stays as it is.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
