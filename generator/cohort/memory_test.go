package cohort_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

func memoryName(l cohorttest.Learner) string {
	return "memory/" + proof.OriginHash(l.Origin()) + ".json"
}

// TestMemoryIsStable: the same visits give the same bytes, and a visit that finds nothing new writes none.
func TestMemoryIsStable(t *testing.T) {
	var texts [2]string
	for i := range texts {
		w, l := newWorld(t), cohorttest.New(1)
		w.members([2]string{"sites/a", l.Fingerprint()})
		w.site("a", l.Site(before(l)))
		w.one(cohort.FirstSeen)
		texts[i] = w.read(memoryName(l))
		path := filepath.Join(w.dir, memoryName(l))
		was, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		w.now = w.now.AddDate(0, 0, 1)
		w.one(cohort.Same)
		is, err := os.Stat(path)
		if err != nil || !os.SameFile(was, is) {
			t.Errorf("written anew: %v", err)
		}
	}
	if texts[0] != texts[1] || strings.Contains(texts[0], "consent\": null") {
		t.Errorf("%s\n%s", texts[0], texts[1])
	}
}

// TestSpoiltMemory: a memory that was altered or is lost is said to be, and begins anew; what can no longer
// be known is not guessed at.
func TestSpoiltMemory(t *testing.T) {
	for name, spoil := range map[string]func(w *world, path string) error{
		"not JSON":       func(w *world, path string) error { return os.WriteFile(path, []byte("{"), 0o666) },
		"a head altered": func(w *world, path string) error { return replaceIn(path, `"note": "`, `"note": "x`) },
		"a size altered": func(w *world, path string) error { return replaceIn(path, `"size": 16`, `"size": 17`) },
		"a key altered":  func(w *world, path string) error { return replaceIn(path, `\nfrom 2026-01-05`, `\nfrom 2026-01-04`) },
		"another's":      func(w *world, path string) error { return replaceIn(path, `"origin": "`, `"origin": "a`) },
		"not as written": func(w *world, path string) error { return replaceIn(path, `"alias": 1`, `"alias":  1`) },
	} {
		t.Run(name, func(t *testing.T) {
			w, l := newWorld(t), cohorttest.New(1)
			w.members([2]string{"sites/a", l.Fingerprint()})
			w.site("a", l.Site(before(l)))
			w.one(cohort.FirstSeen)
			if err := spoil(w, filepath.Join(w.dir, memoryName(l))); err != nil {
				t.Fatal(err)
			}
			v := w.one(cohort.FirstSeen)
			if !strings.Contains(strings.Join(v.Details, " "), "What was remembered of this log is lost") {
				t.Errorf("%q", v.Details)
			}
			if v = w.one(cohort.Same); len(v.Details) != 0 || v.Size != 16 {
				t.Errorf("%q, %d entries", v.Details, v.Size)
			}
		})
	}
}

func replaceIn(path, old, new string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strings.Replace(string(data), old, new, 1)), 0o666)
}

// TestLostMemory: a memory that is gone begins anew, and a site that was then taken for unchanged is read.
func TestLostMemory(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	w.site("a", l.Site(before(l)))
	w.one(cohort.FirstSeen)
	if err := os.RemoveAll(filepath.Join(w.dir, "memory")); err != nil {
		t.Fatal(err)
	}
	w.one(cohort.FirstSeen)
	w.read(memoryName(l))
}

// TestAliases: numbers go by first sight in the order of cohort.toml, whoever answers first, and nobody
// gets another's.
func TestAliases(t *testing.T) {
	w := newWorld(t)
	var members [][2]string
	alias := map[string]string{}
	for n := range 8 {
		l := cohorttest.New(n)
		name := string(rune('a' + n))
		w.site(name, l.Site(agreed(l, "headline")))
		members = append(members, [2]string{"sites/" + name, l.Fingerprint()})
	}
	w.members(members[4:]...)
	for i, v := range w.visit() {
		alias[v.Member.Site] = v.Learner.Alias
		if want := "Learner " + string(rune('1'+i)); v.Learner.Alias != want {
			t.Errorf("%s: %s, want %s", v.Member.Site, v.Learner.Alias, want)
		}
	}
	w.members(members...)
	for i, v := range w.visit() {
		if was, known := alias[v.Member.Site]; known && was != v.Learner.Alias || !known && v.Learner.Alias != "Learner "+string(rune('5'+i)) {
			t.Errorf("%s: %s, was %q", v.Member.Site, v.Learner.Alias, was)
		}
	}
	for _, v := range w.visit() {
		for _, other := range w.visit() {
			if v.Member != other.Member && (v.Learner.Alias == other.Learner.Alias || v.Learner.Slug == other.Learner.Slug) {
				t.Errorf("%s and %s are both %s", v.Member.Site, other.Member.Site, v.Learner.Alias)
			}
		}
	}
}
