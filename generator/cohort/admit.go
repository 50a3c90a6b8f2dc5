package cohort

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/verify"
)

// admit makes the learner of a site that is well, as far as they have consented; else it says why there
// is none.
func (s *sight) admit(c *Cohort, v Visiting, r verify.Report) {
	consent, why := s.consentNow(c, v, r.Evidence)
	switch {
	case !s.Verdict.Well():
		return // whatever they have consented to was taken note of
	case why != "":
		s.Absent = why
		return
	}
	text, ok := r.Evidence.Files[portfolioPath]
	if !ok {
		s.Absent = "Their site has no " + portfolioPath + " on its signed list."
		return
	}
	facts := r.Facts
	facts.Attestations = s.takenBack(c, facts.Attestations)
	checked, counted := proofWords(v, facts)
	learner, records, err := passing{text, *consent, s.Origin, s.Member.Site, v.day(), r.Evidence.Files, checked, counted, c.Pseudonyms}.pass()
	if err != nil {
		s.Absent = sentence("Their data cannot be used", err)
		return
	}
	s.Learner, s.Records = learner, records
}

// name gives a learner the number that stands for them where their name does not, and sees that no two
// have pages of one name.
func (s *sight) name(c Config, slugs map[string]bool) {
	if s.Learner == nil {
		return
	}
	if slugs[s.Learner.Slug] {
		s.Learner, s.Absent = nil, "The short name of their log is that of another learner's, which nobody meets by chance."
		return
	}
	slugs[s.Learner.Slug] = true
	if s.Member.Hidden != "" {
		s.Learner, s.Absent = nil, "You hide them: "+s.Member.Hidden
		return
	}
	shown := *s.Learner
	shown.Alias = fmt.Sprintf("Learner %d", s.memory.Alias)
	if shown.Link != "" {
		shown.Key = s.Member.Key
	}
	if shown.Name == "" {
		shown.fill(shown.Alias)
	}
	s.Learner = &shown
}

// fill puts the alias where a name was hidden.
func (l *Learner) fill(alias string) {
	put := func(texts ...*string) {
		for _, t := range texts {
			*t = strings.ReplaceAll(*t, hidden, alias)
		}
	}
	words := func(list []string) []string {
		out := slices.Clone(list)
		for i := range out {
			put(&out[i])
		}
		return out
	}
	put(&l.Headline, &l.TargetRole, &l.Location, &l.Availability)
	l.Skills = words(l.Skills)
	l.Projects, l.Answers = slices.Clone(l.Projects), slices.Clone(l.Answers)
	for i := range l.Projects {
		p := &l.Projects[i]
		put(&p.Title, &p.Summary, &p.Domain, &p.Basis, &p.Role, &p.Status, &p.Method)
		p.Skills = words(p.Skills)
	}
	for i := range l.Answers {
		put(&l.Answers[i].Question, &l.Answers[i].Words, &l.Answers[i].Summary)
	}
}

// proofWords say what the check has found, by whom, when, and what it does not show. counted are for
// learners who let their projects be shown: they tell how many records there are.
func proofWords(v Visiting, f verify.Facts) (checked, counted []string) {
	checked = []string{"On " + longDay(v.Now) + " this cohort compared the learner’s site with the list that the holder of their key has signed: every file was as signed. That does not say that the content is true."}
	if f.Published == 0 {
		return checked, nil
	}
	counted = saidWords(f.Attestations)
	sealed := fmt.Sprintf("%d published records are sealed in the learner’s own log.", f.Published)
	if f.Published == 1 {
		sealed = "1 published record is sealed in the learner’s own log."
	}
	if f.Seen == 0 {
		return checked, append([]string{sealed + " Nobody whom this cohort relies on has confirmed a date: the dates are the learner’s own."}, counted...)
	}
	var first, last time.Time
	for _, r := range f.Records {
		if !r.Seen.IsZero() && (first.IsZero() || r.Seen.Before(first)) {
			first = r.Seen
		}
		if r.Seen.After(last) {
			last = r.Seen
		}
	}
	var names []string
	for _, w := range f.Witnesses {
		names = append(names, plainText(w.Name, shortText))
	}
	when := "on " + longDay(first)
	if longDay(first) != longDay(last) {
		when = "from " + longDay(first) + " to " + longDay(last)
	}
	return checked, append([]string{sealed + fmt.Sprintf(" %d of them existed by a date that %s confirmed, %s. They saw that the list was there, not what it says.", f.Seen, strings.Join(names, ", "), when)}, counted...)
}

// saidWords tell how many words of others stand beside records, and how many were taken back.
func saidWords(all []verify.Attestation) []string {
	stand, back := 0, 0
	for _, a := range all {
		if a.Revoked == nil {
			stand++
		} else {
			back++
		}
	}
	var out string
	switch stand {
	case 0:
	case 1:
		out = "Of 1 record the learner’s site has what somebody else says, signed by them. This cohort has not looked at whose key that is."
	default:
		out = fmt.Sprintf("%d times the learner’s site has what somebody else says of a record, signed by them. This cohort has not looked at whose keys these are.", stand)
	}
	switch back {
	case 0:
	case 1:
		out += " Something that was said of a record was taken back by whoever had said it."
	default:
		out += fmt.Sprintf(" %d things that were said of records were taken back by whoever had said them.", back)
	}
	if out = strings.TrimSpace(out); out == "" {
		return nil
	}
	return []string{out}
}

func longDay(t time.Time) string { return t.UTC().Format("2 January 2006") }
