package cohort_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// TestZip: a zip is a site like another, told to be unchanged by its own size and times.
func TestZip(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/ada.zip", l.Fingerprint()})
	pack := func(o cohorttest.Options) {
		t.Helper()
		var b bytes.Buffer
		z, files := zip.NewWriter(&b), l.Site(o)
		for _, path := range slices.Sorted(maps.Keys(files)) {
			f, err := z.Create("download/" + path)
			if err == nil {
				_, err = f.Write(files[path])
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		w.write("sites/ada.zip", b.Bytes())
	}
	pack(before(l))
	if v := w.one(cohort.FirstSeen); v.Learner == nil || v.Learner.Link != "" || v.Learner.Projects[0].URL != "" {
		t.Errorf("%+v, %q", v.Learner, v.Absent)
	}
	w.one(cohort.Same)
	o := before(l)
	o.Records = 4
	pack(o)
	w.one(cohort.RolledBack)
}

// TestOpenPipe: a pipe in place of one of the coach's own files is refused, not waited for.
func TestOpenPipe(t *testing.T) {
	for _, name := range []string{cohort.ConfigFile, "policy.txt"} {
		h := &house{world: newWorld(t)}
		h.members()
		if err := os.Remove(filepath.Join(h.dir, name)); err != nil {
			t.Fatal(err)
		}
		makePipe(h, name)
		if c, err := cohort.Open(h.dir); err == nil || !strings.Contains(err.Error(), "no plain file") {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
}

// TestRefusedAddressIsQuotedWhole: a sentence may begin with the address that it is about.
func TestRefusedAddressIsQuotedWhole(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	look := w.open().LookAt(t.Context(), cohort.Visiting{Now: w.now}, "http://ada.example/", "")
	if len(look.Details) != 1 || !strings.HasPrefix(look.Details[0], `"http://ada.example/" begins with http://`) {
		t.Errorf("%q", look.Details)
	}
}
