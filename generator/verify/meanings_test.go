package verify

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// TestMeanings: every code of package proof has a meaning, and the page's script gives the same one.
func TestMeanings(t *testing.T) {
	script, err := os.ReadFile("../../themes/shared/verify/findings.js")
	if err != nil {
		t.Fatal(err)
	}
	theirs := map[proof.Code]CodeMeaning{}
	for _, m := range regexp.MustCompile(`(?m)^  (GF\d{4}): \[(\w+), "(.*)"\],$`).FindAllStringSubmatch(string(script), -1) {
		outcome := Outcome(m[2])
		if outcome == "note" {
			outcome = Held
		}
		theirs[proof.Code(m[1])] = CodeMeaning{Outcome: outcome, Meaning: m[3]}
	}
	source, err := os.ReadFile("../proof/codes.go")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, m := range regexp.MustCompile(`"(GF5\d{3})"`).FindAllStringSubmatch(string(source), -1) {
		want = append(want, m[1])
	}
	praise := regexp.MustCompile(`(?i)verified|authentic`)
	for _, m := range Codes() {
		got = append(got, string(m.Code))
		if other := theirs[m.Code]; other.Outcome != m.Outcome || other.Meaning != m.Meaning {
			t.Errorf("%s: %s %q, the page's script says %s %q", m.Code, m.Outcome, m.Meaning, other.Outcome, other.Meaning)
		}
		if m.Next == "" || praise.MatchString(m.Meaning+m.Next) {
			t.Errorf("%s: %q, %q", m.Code, m.Meaning, m.Next)
		}
	}
	if !slices.Equal(got, want) || len(theirs) != len(want) {
		t.Errorf("codes %v, want %v; %d in the page's script", got, want, len(theirs))
	}
}

// TestFixturesFresh: the fixtures are what themes/testdata/verify/export.js writes.
func TestFixturesFresh(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), needTool(t, "node"), filepath.Join(scripts, "export.js"), dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want, got := readSite(t, dir), readSite(t, fixtures)
	delete(got, "README.md")
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s is left from before", path)
		}
	}
	for path, data := range want {
		if !bytes.Equal(data, got[path]) {
			t.Errorf("%s is not what export.js writes; see %s/README.md", path, fixtures)
		}
	}
}
