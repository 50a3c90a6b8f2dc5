package cohort

import (
	"fmt"
	"hash/fnv"
)

const (
	fewRecords  = 5 // of a project: with fewer, chance or habit makes two alike
	copiedShare = 8 // of ten records that are somebody else's
	toldCopies  = 3 // projects of one member
)

// tellCopies tells the coach whose records are those of another member, by kind, title and date. A key
// says who has published something, not who has done it: whoever copies a portfolio signs it with their own.
// Of two the later in cohort.toml is told of; which of them has copied, if any, the coach finds out.
func tellCopies(seen []sight) {
	first := map[uint64]int{} // who has a record, the first in the order of cohort.toml
	for i := range seen {
		for _, p := range byProject(seen[i].Records) {
			seen[i].tellCopy(p, seen, first)
		}
		for _, r := range seen[i].Records {
			if _, known := first[r.likeness()]; !known {
				first[r.likeness()] = i
			}
		}
	}
	for i := range seen {
		if s := &seen[i]; s.copies > toldCopies {
			s.Details = append(s.Details, fmt.Sprintf("There are %d more projects like this.", s.copies-toldCopies))
		}
	}
}

// tellCopy tells of one project that has most of its records in common with an earlier member.
func (s *sight) tellCopy(records []Record, seen []sight, first map[uint64]int) {
	if len(records) < fewRecords {
		return
	}
	common, of := map[int]int{}, -1
	for _, r := range records {
		if i, known := first[r.likeness()]; known {
			if common[i]++; of < 0 || common[i] > common[of] {
				of = i
			}
		}
	}
	if of < 0 || common[of]*10 < len(records)*copiedShare {
		return
	}
	share := fmt.Sprintf("%d of the %d", common[of], len(records))
	if common[of] == len(records) {
		share = fmt.Sprintf("All %d", len(records))
	}
	if s.copies++; s.copies <= toldCopies {
		s.Details = append(s.Details, fmt.Sprintf("%s records of their project %q have the titles and dates of records of %s. Ask both whose work it is; a case that a whole class was given looks like this, too.",
			share, records[0].Project, seen[of].Member.Label()))
	}
}

// byProject are the records of each project, in their order.
func byProject(all []Record) (out [][]Record) {
	place := map[string]int{}
	for _, r := range all {
		i, known := place[r.Project]
		if !known {
			i, place[r.Project] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// likeness is equal for records that look the same.
func (r Record) likeness() uint64 {
	h := fnv.New64a()
	for _, part := range []string{r.Kind, r.Title, r.Date} {
		_, _ = h.Write([]byte(part)) // a hash takes all
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}
