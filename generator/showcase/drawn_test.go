package showcase

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
)

// TestDrawnAgain: a folder that is written again after anything has changed is the one that a first
// writing makes; when nothing has, no page is drawn.
func TestDrawnAgain(t *testing.T) {
	cfg, learners := classOf(30)
	cfg.Stamp = "this program"
	dir := t.TempDir()
	write := func(name string, cfg Config) output.Diff {
		files, err := Build(cfg, learners)
		if err != nil {
			t.Fatal(err)
		}
		var members []Member
		for _, l := range learners {
			members = append(members, Member{ID: l.Slug, Label: l.Headline, Learner: &l, Records: []cohort.Record{{Kind: "risk", ID: "R-1", Title: l.Headline}}})
		}
		private, err := Private(cfg, members)
		if err != nil {
			t.Fatal(err)
		}
		for at, f := range private.All() {
			if err := files.Add("private/"+at, f); err != nil {
				t.Fatal(err)
			}
		}
		diff, err := output.Write(filepath.Join(dir, name), filepath.Join(dir, name+".list"), files)
		if err != nil {
			t.Fatal(err)
		}
		return diff
	}
	write("kept", cfg)
	if diff := write("kept", cfg); len(diff.Written) != 0 {
		t.Errorf("written again: %v", diff.Written)
	}
	for what, change := range map[string]func(){
		"a headline":       func() { learners[3].Headline = "Something else" },
		"a project's word": func() { learners[7].Projects[0].Summary = "Told anew" },
		"who is there":     func() { learners = learners[:len(learners)-1] },
		"the title":        func() { cfg.Title = "Another class" },
		"the day":          func() { cfg.Today = "2027-01-01" },
		"the program":      func() { cfg.Stamp = "the next program" },
	} {
		change()
		write("kept", cfg)
		clean := cfg
		clean.Stamp = ""
		write("clean "+what, clean)
		same(t, what, filepath.Join(dir, "kept"), filepath.Join(dir, "clean "+what))
	}
}

// same holds two folders to each other.
func same(t *testing.T, what, a, b string) {
	t.Helper()
	if one, other := filesIn(t, a), filesIn(t, b); len(one) != len(other) {
		t.Errorf("%s: %d files, %d in a clean folder", what, len(one), len(other))
	} else {
		for name, body := range one {
			if other[name] != body {
				t.Errorf("%s: %s differs from that in a clean folder", what, name)
			}
		}
	}
}

func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		out[name] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
