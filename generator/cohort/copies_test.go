package cohort_test

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// TestCopies: who publishes the records of another member under a key of their own is told of to the
// coach, on each visit, and to nobody else. Few records tell nothing.
func TestCopies(t *testing.T) {
	for _, test := range []struct {
		mine, theirs int
		want         string
	}{
		{12, 12, `All 12 records of their project have the titles and dates of records of sites/a (Title of project 1 of 2). `},
		{10, 12, `10 of the 12 records of their project have`},
		{9, 12, ""},
		{4, 4, ""},
	} {
		w, a, b := newWorld(t), cohorttest.New(1), cohorttest.New(2)
		w.members([2]string{"sites/a", a.Fingerprint()}, [2]string{"sites/b", b.Fingerprint()})
		site := func(l cohorttest.Learner, records int) cohorttest.Files {
			return l.Site(cohorttest.Options{Records: records, Consent: l.ConsentTo(cohortName, "2026-11-01", "", proof.ConsentFields()...)})
		}
		w.site("a", site(a, test.mine))
		w.site("b", site(b, test.theirs))
		for range 2 {
			visits := w.visit()
			if len(visits[0].Details) != 0 {
				t.Errorf("%q", visits[0].Details)
			}
			got := strings.Join(visits[1].Details, "\n")
			if !strings.HasPrefix(got, test.want) || got != "" && test.want == "" {
				t.Errorf("%d and %d records: %q, want %q", test.mine, test.theirs, got, test.want)
			}
			if learners := cohort.Learners(visits); len(learners) != 2 || strings.Contains(strings.Join(learners[1].Proof, ""), "sites/a") {
				t.Errorf("%+v", learners)
			}
		}
	}
}
