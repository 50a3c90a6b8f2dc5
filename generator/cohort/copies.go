package cohort

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

const (
	fewRecords  = 5 // of a project: with fewer, chance or habit makes two alike
	copiedShare = 8 // of ten records that are somebody else's
	toldCopies  = 3 // projects of one member that are named
)

// tellCopies tells the coach whose records are those of another member, by kind, title and date. A key
// says who has published something, not who has done it: whoever copies a portfolio signs it with their own.
// Of two the later in cohort.toml is told of; which of them has copied, if any, the coach finds out.
func tellCopies(seen []sight) {
	first := map[uint64]int{} // who has a record, the first in the order of cohort.toml
	for i := range seen {
		for _, c := range copiesIn(seen[i].Records, first) {
			seen[i].Details = append(seen[i].Details, c.words(seen[c.of].Member.Label()))
		}
		for _, r := range seen[i].Records {
			if _, known := first[r.likeness()]; !known {
				first[r.likeness()] = i
			}
		}
	}
}

// likeOf is how much of a member's projects is like records of an earlier one.
type likeOf struct {
	of            int // place of the earlier member
	projects      []string
	alike, places int // records, and of how many
}

// copiesIn are the projects that have most of their records in common with one earlier member.
func copiesIn(records []Record, first map[uint64]int) (out []likeOf) {
	for _, project := range byProject(records) {
		common, of := map[int]int{}, -1
		for _, r := range project {
			if i, known := first[r.likeness()]; known {
				if common[i]++; of < 0 || common[i] > common[of] {
					of = i
				}
			}
		}
		if of < 0 || len(project) < fewRecords || common[of]*10 < len(project)*copiedShare {
			continue
		}
		at := slices.IndexFunc(out, func(c likeOf) bool { return c.of == of })
		if at < 0 {
			at, out = len(out), append(out, likeOf{of: of})
		}
		c := &out[at]
		c.projects, c.alike, c.places = append(c.projects, project[0].Project), c.alike+common[of], c.places+len(project)
	}
	return out
}

func (c likeOf) words(other string) string {
	share := fmt.Sprintf("%d of the %d", c.alike, c.places)
	if c.alike == c.places {
		share = fmt.Sprintf("All %d", c.alike)
	}
	told := c.projects[:min(len(c.projects), toldCopies)]
	projects := "project"
	if n := len(c.projects); n > 1 {
		projects = fmt.Sprintf("%d projects", n)
	}
	return fmt.Sprintf("%s records of their %s have the titles and dates of records of %s (%s). Ask both whose work it is; a case that a whole class was given looks like this, too.",
		share, projects, other, strings.Join(told, "; "))
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
