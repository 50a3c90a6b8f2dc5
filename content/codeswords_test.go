package content

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestWordsOfProblems holds every word that is said about a problem to a file that somebody has read aloud.
// GATEFOLD_UPDATE=1 writes it anew.
func TestWordsOfProblems(t *testing.T) {
	var said strings.Builder
	for _, c := range slices.Concat(fileProvocations(t), tableProvocations(), valueProvocations(), settingProvocations(), crossProvocations()) {
		var fsys fs.FS = world(c.files...)
		if c.change != nil {
			fsys = c.change(fsys.(fstest.MapFS))
		}
		_, problems, _ := Load(fsys, c.opt) // an error is TestEveryCode's to judge
		for _, p := range problems {
			if p.Code == c.code && p.Path == c.path && p.Line == c.line && strings.Contains(p.Message, c.message) {
				fmt.Fprintf(&said, "%s %s: %s\n  %s\n  -> %s\n", p.Severity, p.Code, p.Place(), p.Message, p.Hint)
				break
			}
		}
	}
	const file = "testdata/golden/problems.txt"
	if os.Getenv("GATEFOLD_UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(said.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != said.String() {
		t.Errorf("the words of problems are not those of %s (%v)", file, err)
	}
	if n := strings.Count(said.String(), "\n  -> "); n < 70 {
		t.Errorf("only %d problems were provoked", n)
	}
}
