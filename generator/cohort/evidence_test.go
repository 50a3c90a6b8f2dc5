package cohort_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// needTool leaves a test out where a tool is missing, unless everything has to be there.
func needTool(t testing.TB, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err == nil {
		return
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing", name)
	}
	t.Skipf("needs %s, which is not installed here (.ci/run installs it)", name)
}

// TestEvidenceByHand does what the evidence file tells a reader who has openssl and no gatefold.
func TestEvidenceByHand(t *testing.T) {
	needTool(t, "openssl")
	w, l := newWorld(t), cohorttest.New(1)
	w.members([2]string{"sites/a", l.Fingerprint()})
	w.site("a", l.Site(before(l)))
	w.one(cohort.FirstSeen)
	o := before(l)
	o.Story = "Rewritten."
	w.site("a", l.Site(o))
	text := w.read(w.one(cohort.Forked).Evidence)
	var script strings.Builder
	for line := range strings.Lines(text[strings.Index(text, "----- how to check"):]) {
		if command, ok := strings.CutPrefix(line, "  "); ok {
			script.WriteString(command)
		}
	}
	for _, part := range []string{"first head", "second head"} {
		_, head, _ := strings.Cut(text, "----- "+part+" -----\n")
		head, _, _ = strings.Cut(head, "-----")
		if out := byHand(t, script.String(), head); !strings.Contains(out, "Signature Verified Successfully") {
			t.Errorf("%s: %s", part, out)
		}
		altered := strings.Replace(head, "\n4\n", "\n5\n", 1)
		if out := byHand(t, script.String(), altered); altered == head || !strings.Contains(out, "Verification Failure") {
			t.Errorf("an altered %s: %s", part, out)
		}
	}
}

func byHand(t *testing.T, script, head string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "head"), []byte(head), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // its words tell more than its code
	return string(bytes.TrimSpace(out))
}

// FuzzFork: a file of a fork is read as it was written or not at all.
func FuzzFork(f *testing.F) {
	l := cohorttest.New(1)
	site := l.Site(before(l))
	head, err := proof.ParseCheckpoint(site["proof/checkpoint"])
	if err != nil {
		f.Fatal(err)
	}
	keys := []proof.SignedKeys{{Text: site["proof/keys.txt"], Signature: site["proof/keys.txt.sig"]}}
	f.Add(cohort.Fork{Keys: keys, Older: head, Newer: head, Consistency: [][32]byte{{1}}}.Print())
	f.Fuzz(func(t *testing.T, text []byte) {
		fork, err := cohort.ParseFork(text)
		if err != nil {
			return
		}
		if !bytes.Equal(fork.Print(), text) {
			t.Errorf("%q", text)
		}
		if _, err := fork.Check(); err == nil {
			t.Errorf("it shows a fork that nobody has signed: %q", text)
		}
	})
}
