package cohort_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
)

// taken is a cohort of three, whose second is taken out. Sites lie outside the folder, as they mostly do.
func taken(t *testing.T, before func(w *world, l cohorttest.Learner), who string) (*world, cohorttest.Learner, cohort.Removal) {
	t.Helper()
	w, away := newWorld(t), t.TempDir()
	var members [][2]string
	for n := range 3 {
		l := cohorttest.New(n)
		dir := filepath.Join(away, "site-of-"+string(rune('a'+n)))
		if err := cohorttest.Write(dir, l.Site(open(l))); err != nil {
			t.Fatal(err)
		}
		members = append(members, [2]string{filepath.ToSlash(dir), l.Fingerprint()})
	}
	config := string(cohorttest.Config(cohortName, members...))
	w.write(cohort.ConfigFile, []byte(strings.Replace(config, "\n[[member]]", "\n# All of them:\n[[member]]", 1)))
	for _, v := range w.visit() {
		if v.Learner == nil {
			t.Fatalf("%s: %s %q", v.Member.Site, v.Verdict, v.Details)
		}
	}
	l := cohorttest.New(1)
	before(w, l)
	c := w.open()
	r, err := c.Remove(t.Context(), cohort.Visiting{Now: w.now}, who)
	if err == nil {
		err = c.Search(t.Context(), &r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return w, l, r
}

func TestRemove(t *testing.T) {
	w, l, r := taken(t, func(w *world, l cohorttest.Learner) {
		w.write("public/index.html", []byte("<p>Nobody of note</p>"))
		w.write("public/learners/"+l.Origin()[:8]+"/index.html", []byte("<p>A page</p>"))
		w.write("public/list.html", []byte("<p>nobody number1 &amp; others</p>"))
		w.write("private/review.html", []byte("https://x.example/#"+l.Fingerprint()))
		w.write("evidence/"+l.Origin()[:16]+"-1.txt", []byte("a fork"))
	}, "Learner 2")
	want := []string{"private/review.html", "public/learners/" + l.Origin()[:8] + "/index.html", "public/list.html", "evidence/" + l.Origin()[:16] + "-1.txt"}
	if !slices.Equal(r.Deleted, want) {
		t.Errorf("deleted %q, want %q", r.Deleted, want)
	}
	if len(r.Left) != 0 || r.Nameless || r.Files < 5 {
		t.Errorf("left %q of %d files", r.Left, r.Files)
	}
	config := w.read(cohort.ConfigFile)
	if strings.Contains(config, l.Fingerprint()) || strings.Count(config, "[[member]]") != 2 || !strings.Contains(config, "# All of them:") {
		t.Errorf("%s", config)
	}
	if memory := w.read(memoryName(l)); strings.Contains(memory, l.Origin()) || !strings.Contains(memory, `"size": 8`) || strings.Contains(memory, "note") {
		t.Errorf("%s", memory)
	}
	for i, v := range w.visit() {
		if v.Verdict != cohort.Same || v.Learner == nil || v.Learner.Alias != []string{"Learner 1", "Learner 3"}[i] {
			t.Errorf("%s: %s, %+v", v.Member.Site, v.Verdict, v.Learner)
		}
	}
}

// TestRemoveFinds: what the command may not delete it finds: by name, in zips, in links.
func TestRemoveFinds(t *testing.T) {
	_, l, r := taken(t, func(w *world, l cohorttest.Learner) {
		w.write("notes/talks.txt", []byte("Talked to NOBODY NUMBER1 today."))
		w.write("notes/nobody-number1.txt", []byte("nothing"))
		w.write("notes/numbers.txt", []byte("Nobody Number10 and Nobody Number12 are others"))
		w.write(".git/HEAD", []byte("ref: refs/heads/main"))
		var inner, outer bytes.Buffer
		z := zip.NewWriter(&inner)
		f, err := z.Create("deep.txt")
		_, werr := f.Write([]byte("key " + l.Fingerprint()))
		y := zip.NewWriter(&outer)
		g, yerr := y.Create("inner.zip")
		if err := errors.Join(err, werr, yerr, z.Close()); err != nil {
			w.t.Fatal(err)
		}
		_, gerr := g.Write(inner.Bytes())
		if err := errors.Join(gerr, y.Close()); err != nil {
			w.t.Fatal(err)
		}
		w.write("outer.zip", outer.Bytes())
		if err := os.Symlink("/nowhere/"+l.Origin()[:16], filepath.Join(w.dir, "link-to-"+l.Origin()[:16])); err != nil {
			w.t.Fatal(err)
		}
	}, cohorttest.New(1).Fingerprint())
	var places []string
	for _, left := range r.Left {
		places = append(places, left.Path)
	}
	slices.Sort(places)
	places = slices.Compact(places)
	want := []string{".git", "link-to-" + l.Origin()[:16] + " (its name)", "notes/nobody-number1.txt (its name)", "notes/talks.txt", "outer.zip!inner.zip!deep.txt"}
	if !slices.Equal(places, want) {
		t.Errorf("%q, want %q", places, want)
	}
}

// TestRemovedComesBack: of a member who was taken out it is still known when their log has forked or was
// cut, and nothing else.
func TestRemovedComesBack(t *testing.T) {
	for want, records := range map[cohort.Verdict]int{cohort.Same: 4, cohort.Grew: 8, cohort.RolledBack: 3} {
		w, l, r := taken(t, func(*world, cohorttest.Learner) {}, "Learner 2")
		if len(r.Left) > 0 {
			t.Fatalf("%q", r.Left)
		}
		o := open(l)
		o.Records = records
		w.site("back", l.Site(o))
		w.members([2]string{"sites/back", l.Fingerprint()})
		if v := w.one(want); v.Was != 8 {
			t.Errorf("%s: %d before", v.Verdict, v.Was)
		}
		o.Story = "Another history."
		w.site("back", l.Site(o))
		w.one(cohort.Forked)
	}
	w, l, _ := taken(t, func(*world, cohorttest.Learner) {}, "Learner 2")
	o := open(l)
	o.Story = "Another history."
	w.site("back", l.Site(o))
	w.members([2]string{"sites/back", l.Fingerprint()})
	if v := w.one(cohort.Forked); v.Evidence != "" || !strings.Contains(strings.Join(v.Details, ""), "taken out once") {
		t.Errorf("%q %q", v.Evidence, v.Details)
	}
}

func TestRemoveNobody(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	config := cohorttest.Config(cohortName, [2]string{"sites/a", l.Fingerprint()}, [2]string{"sites/b", cohorttest.New(2).Fingerprint()})
	w.write(cohort.ConfigFile, append(config, "note = \"sites/a\"\n"...))
	for _, who := range []string{"", "Ada", "sites", "Learner 1", "Learner 0", "sites/a"} {
		if _, err := w.open().Remove(t.Context(), cohort.Visiting{Now: w.now}, who); !errors.Is(err, cohort.ErrNoMember) {
			t.Errorf("%q: %v", who, err)
		}
	}
}
