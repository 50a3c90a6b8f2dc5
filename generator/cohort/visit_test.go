package cohort_test

import (
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// TestFirstAndSame: a site that is well is first seen, then the same, then has grown.
func TestFirstAndSame(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	o := agreed(l, "name", "projects")
	w.site("a", l.Site(o))
	v := w.one(cohort.FirstSeen)
	if v.Learner == nil || v.Learner.Name != l.Name() || len(v.Learner.Projects) != 2 || v.Learner.Alias != "Learner 1" || v.Absent != "" {
		t.Errorf("learner %+v, absent %q", v.Learner, v.Absent)
	}
	w.one(cohort.Same)
	o.Records, o.Heads = 8, 4
	w.site("a", l.Site(o))
	if v := w.one(cohort.Grew); v.Was != 8 || v.Size != 16 {
		t.Errorf("from %d to %d entries", v.Was, v.Size)
	}
}
