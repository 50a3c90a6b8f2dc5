package cohort_test

import (
	"reflect"
	"strings"
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
	if f := first.Records[5].Fields; len(f) != 2 || f[0].Name != "Date raised" || f[1].Name != "Notes" || f[1].Value == "" {
		t.Errorf("its row says %+v", f)
	}
	if again := w.one(cohort.Same); len(again.Records) != 8 || !reflect.DeepEqual(again.Records[5], first.Records[5]) {
		t.Errorf("when nothing was read there are %d records", len(again.Records))
	}
	w.now = w.now.AddDate(0, 0, 4)
	if ended := w.one(cohort.Same); ended.Records != nil || ended.Learner != nil {
		t.Errorf("after the consent has ended there are %d records", len(ended.Records))
	}
}

// TestOddTables: a stranger's tables cost no more than their share, and what they hold is plain text.
func TestOddTables(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	wide := strings.Repeat(",Wide", 40)
	o := agreed(l, "headline")
	o.Extra = cohorttest.Files{
		"data/project-1/a.csv": []byte("ID,Owner" + wide + "\nR-01,\u202eLead<b>" + strings.Repeat(",x", 40) + "\nR-02,\"never closed"),
		"data/project-1/b.csv": []byte("Name\nno id\n"),
		"data/project-1/c.csv": []byte("ID,Text\n" + strings.Repeat("X-1,"+strings.Repeat("y", 4000)+"\n", 600)),
	}
	w.site("ada", l.Site(o))
	w.members([2]string{"sites/ada", l.Fingerprint()})
	seen := w.one(cohort.FirstSeen)
	size := 0
	for _, r := range seen.Records {
		for _, f := range r.Fields {
			size += len(f.Name) + len(f.Value)
			if strings.ContainsAny(f.Value, "\u202e\n") {
				t.Errorf("%s says %q", r.ID, f.Value)
			}
		}
	}
	if f := seen.Records[0].Fields; len(f) != 12 || f[0].Name != "Owner" || f[0].Value != "Lead<b>" {
		t.Errorf("R-01 says %+v", f)
	}
	if size > 70_000 {
		t.Errorf("%d bytes are kept", size)
	}
}
