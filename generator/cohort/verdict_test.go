package cohort_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// story is a learner whose site was visited once, with 16 entries, and what it shows then.
type story struct {
	name  string
	then  func(w *world, l cohorttest.Learner)
	want  cohort.Verdict
	words string // of the details
	shown bool
}

// before is the site as it was first seen.
func before(l cohorttest.Learner) cohorttest.Options {
	o := agreed(l, "name", "projects", "skills")
	o.Records, o.Heads = 8, 4
	return o
}

func stories() []story {
	show := func(change func(o *cohorttest.Options)) func(*world, cohorttest.Learner) {
		return func(w *world, l cohorttest.Learner) {
			o := before(l)
			change(&o)
			w.site("a", l.Site(o))
		}
	}
	files := func(change func(l cohorttest.Learner, f cohorttest.Files)) func(*world, cohorttest.Learner) {
		return func(w *world, l cohorttest.Learner) {
			f := l.Site(before(l))
			change(l, f)
			w.site("a", f)
		}
	}
	return []story{
		{"nothing happened", func(*world, cohorttest.Learner) {}, cohort.Same, "", true},
		{"built anew, nothing sealed", show(func(o *cohorttest.Options) { o.Extra = cohorttest.Files{"new.html": []byte("new")} }), cohort.Same, "", true},
		{"more sealed", show(func(o *cohorttest.Options) { o.Records, o.Heads = 12, 6 }), cohort.Grew, "", true},
		{"gone", func(w *world, _ cohorttest.Learner) { os.RemoveAll(filepath.Join(w.dir, "sites", "a")) }, cohort.Unreachable, "nothing of this name", true},
		{"an older copy", show(func(o *cohorttest.Options) { o.Records, o.Heads = 4, 2 }), cohort.RolledBack, "It shows 8 entries, and 16 were signed before.", false},
		{"written anew, longer", show(func(o *cohorttest.Options) { o.Records, o.Heads, o.Story = 12, 1, "Rewritten."; o.StoryAt = 3 }), cohort.Forked, "", false},
		{"written anew, as long", show(func(o *cohorttest.Options) { o.Story, o.StoryAt = "Rewritten.", 15 }), cohort.Forked, "", false},
		{"written anew, shorter", show(func(o *cohorttest.Options) { o.Records, o.Heads, o.Story = 6, 1, "Rewritten." }), cohort.Forked, "", false},
		{"somebody else's site", func(w *world, _ cohorttest.Learner) {
			other := cohorttest.New(9)
			w.site("a", other.Site(agreed(other, "name")))
		}, cohort.KeyChanged, cohorttest.New(9).Fingerprint(), false},
		{"a page altered", files(func(_ cohorttest.Learner, f cohorttest.Files) { f["index.html"] = []byte("<script>bad()</script>") }), cohort.HostAltered, "GF5001 index.html", false},
		{"a file added", files(func(_ cohorttest.Learner, f cohorttest.Files) { f["ad.js"] = []byte("bad()") }), cohort.HostAltered, "GF5003 ad.js", false},
		{"a table altered", files(func(_ cohorttest.Learner, f cohorttest.Files) {
			f["data/project-1/raid.csv"] = bytes.ReplaceAll(f["data/project-1/raid.csv"], []byte("Risk 1"), []byte("Risk 9"))
		}), cohort.HostAltered, "GF5001 data/project-1/raid.csv", false},
		{"a table altered and signed", files(func(l cohorttest.Learner, f cohorttest.Files) {
			f["data/project-1/raid.csv"] = bytes.ReplaceAll(f["data/project-1/raid.csv"], []byte("Risk 1"), []byte("Risk 9"))
			l.Sign(f)
		}), cohort.Changed, "GF5307", false},
		{"the log cut off", files(func(l cohorttest.Learner, f cohorttest.Files) {
			for path := range f {
				if strings.HasPrefix(path, "proof/tile/entries/") {
					delete(f, path)
				}
			}
			l.Sign(f)
		}), cohort.Changed, "GF5204", false},
		{"no signature", files(func(_ cohorttest.Learner, f cohorttest.Files) { delete(f, "proof/SHA256SUMS.sig") }), cohort.Unchecked, "GF5005", false},
	}
}

func TestVerdicts(t *testing.T) {
	for i, s := range stories() {
		t.Run(s.name, func(t *testing.T) {
			w, l := newWorld(t), cohorttest.New(100+i)
			w.members([2]string{"sites/a", l.Fingerprint()})
			w.site("a", l.Site(before(l)))
			if v := w.one(cohort.FirstSeen); v.Size != 16 || v.Learner == nil {
				t.Fatalf("first seen with %d entries, learner %v", v.Size, v.Learner)
			}
			s.then(w, l)
			v := w.one(s.want)
			if !strings.Contains(strings.Join(v.Details, "\n"), s.words) {
				t.Errorf("said %q, want %q", v.Details, s.words)
			}
			if v.Was != 16 || v.Origin != l.Origin() {
				t.Errorf("%d entries of %s before", v.Was, v.Origin)
			}
			if (v.Learner != nil) != s.shown || (v.Absent == "") != s.shown {
				t.Errorf("shown: %v, because %q", v.Learner, v.Absent)
			}
			if (s.want == cohort.Forked) != (v.Evidence != "") {
				t.Errorf("evidence %q", v.Evidence)
			}
			again := w.one(map[bool]cohort.Verdict{true: cohort.Same, false: s.want}[s.want == cohort.Grew])
			if again.Evidence != v.Evidence {
				t.Errorf("evidence %q, then %q", v.Evidence, again.Evidence)
			}
		})
	}
}

// TestForkForEver: what has forked stays forked when the site shows the first history again, and the file
// that shows it convinces without the cohort, as long as nothing in it is altered.
func TestForkForEver(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	w.site("a", l.Site(before(l)))
	w.one(cohort.FirstSeen)
	o := before(l)
	o.Records, o.Heads, o.Story, o.StoryAt = 12, 1, "Rewritten.", 3
	w.site("a", l.Site(o))
	v := w.one(cohort.Forked)
	w.site("a", l.Site(before(l)))
	if again := w.one(cohort.Forked); again.Evidence != v.Evidence || again.Learner != nil {
		t.Errorf("evidence %q, then %q", v.Evidence, again.Evidence)
	}
	text := []byte(w.read(v.Evidence))
	fork, err := cohort.ParseFork(text)
	if err != nil {
		t.Fatal(err)
	}
	if keys, err := fork.Check(); err != nil || keys.Origin() != l.Origin() || fork.Older.Size != 4 || fork.Newer.Size != 24 {
		t.Fatalf("%v, %d and %d entries", err, fork.Older.Size, fork.Newer.Size)
	}
	for i := range text {
		if text[i] == '\n' {
			continue
		}
		text[i] ^= 1
		if f, err := cohort.ParseFork(text); err == nil {
			if _, err := f.Check(); err == nil {
				t.Errorf("byte %d of %d can be altered", i, len(text))
			}
		}
		text[i] ^= 1
	}
}

// TestNoFork: two heads of one history are no evidence, whoever puts them into a file.
func TestNoFork(t *testing.T) {
	l := cohorttest.New(1)
	f := l.Site(before(l))
	head := func(path string) proof.Checkpoint {
		c, err := proof.ParseCheckpoint(f[path])
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	keys := []proof.SignedKeys{{Text: f["proof/keys.txt"], Signature: f["proof/keys.txt.sig"]}}
	older, newer := head("proof/checkpoints/4"), head("proof/checkpoint")
	for name, fork := range map[string]cohort.Fork{
		"one head twice":      {Keys: keys, Older: newer, Newer: newer, Prefix: newer.Root},
		"a beginning":         {Keys: keys, Older: older, Newer: newer, Prefix: older.Root},
		"a root from nowhere": {Keys: keys, Older: older, Newer: newer, Prefix: [32]byte{1}},
		"the wrong way round": {Keys: keys, Older: newer, Newer: older, Prefix: [32]byte{1}},
		"no keys":             {Older: older, Newer: newer, Prefix: [32]byte{1}},
	} {
		if _, err := fork.Check(); err == nil {
			t.Errorf("%s shows a fork", name)
		}
	}
}

// TestVerdictWords: each verdict says what it means and what to do, and none claims too much.
func TestVerdictWords(t *testing.T) {
	seen := map[string]bool{}
	for _, v := range cohort.Verdicts() {
		for _, s := range []string{v.Meaning(), v.Next()} {
			if !strings.HasSuffix(s, ".") || strings.Contains(strings.ToLower(s), "verified") || s == cohort.Verdict("").Meaning() {
				t.Errorf("%s: %q", v, s)
			}
		}
		if seen[v.Meaning()] {
			t.Errorf("%s means what another means", v)
		}
		seen[v.Meaning()] = true
	}
}
