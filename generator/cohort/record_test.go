package cohort_test

import (
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// TestRecords: the coach gets the records of who lets something be shown, again when nothing was read, and
// none when the consent has ended.
func TestRecords(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.now = time.Now().Add(time.Hour) // so that a site that is as it was can be told
	o := agreed(l, "headline")
	o.Consent.Until = w.now.UTC().AddDate(0, 0, 2).Format(time.DateOnly)
	w.site("ada", l.Site(o))
	w.members([2]string{"sites/ada", l.Fingerprint()})
	first := w.one(cohort.FirstSeen)
	if len(first.Records) != 8 || first.Learner == nil || first.Learner.Agreed != "2026-11-01" {
		t.Fatalf("%d records, %+v", len(first.Records), first.Learner)
	}
	want := cohort.Record{Project: "Title of project 2 of 1", Kind: "risk", ID: "R-02", Title: "Risk 2 of project 2"}
	if got := first.Records[5]; got.Project != want.Project || got.Kind != want.Kind || got.ID != want.ID || got.Title != want.Title || got.Date == "" || got.URL != "" {
		t.Errorf("%+v, want %+v, its date, and no address of a folder", got, want)
	}
	if again := w.one(cohort.Same); len(again.Records) != 8 || again.Records[5] != first.Records[5] {
		t.Errorf("when nothing was read there are %d records", len(again.Records))
	}
	w.now = w.now.AddDate(0, 0, 4)
	if ended := w.one(cohort.Same); ended.Records != nil || ended.Learner != nil {
		t.Errorf("after the consent has ended there are %d records", len(ended.Records))
	}
}
