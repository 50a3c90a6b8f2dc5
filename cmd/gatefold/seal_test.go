package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSealAsksTheSite: the published site may be ahead of the folder; a site that does not answer, or has
// another log, is said and does not keep anybody from sealing.
func TestSealAsksTheSite(t *testing.T) {
	t.Setenv("GATEFOLD_CONFIG", filepath.Join(t.TempDir(), "cfg"))
	t.Setenv("HOME", t.TempDir())
	asked, answer := 0, []byte(nil)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path != "/ada/proof/checkpoint" || answer == nil {
			http.NotFound(w, r)
			return
		}
		w.Write(answer)
	}))
	defer site.Close()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("portfolio.toml", "schema = 1\nbase_url = \""+site.URL+"/ada/\"\n[owner]\nname = \"Ada\"\n")
	seal := func(code int, words string, args ...string) {
		t.Helper()
		got, said := captured(t, append([]string{"seal", dir}, args...)...)
		if got != code || !strings.Contains(said, words) {
			t.Errorf("exit code %d, not %d, and it says %s", got, code, said)
		}
	}
	if code, said := captured(t, "key", "new", "--no-passphrase"); code != 0 {
		t.Fatal(said)
	}
	seal(0, "no answer (it says 404 Not Found)")
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	early, err := os.ReadFile(filepath.Join(dir, "proof/log/checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	answer = []byte(strings.Replace(string(early), ".gatefold.alt/log\n", "x.gatefold.alt/log\n", 1))
	seal(0, "shows another log")
	answer = early
	if err := os.CopyFS(filepath.Join(dir, "early"), os.DirFS(filepath.Join(dir, "proof"))); err != nil {
		t.Fatal(err)
	}
	write("answers/failed-deployment.md", "+++\nquestion = \"failed-deployment\"\n+++\nIt failed.\n")
	seal(0, "1 record sealed")
	if answer, err = os.ReadFile(filepath.Join(dir, "proof/log/checkpoint")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "proof")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "early"), filepath.Join(dir, "proof")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(memoryFile(t)); err != nil {
		t.Fatal(err)
	}
	seal(64, "another copy of it has 2 entries, this folder 1")
	asked = 0
	seal(0, "1 record sealed", "--offline")
	if asked != 0 {
		t.Errorf("asked %d times", asked)
	}
}

// memoryFile is the one beside the key that says what was signed last.
func memoryFile(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(os.Getenv("GATEFOLD_CONFIG"), "id", "*.signed"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q (%v)", found, err)
	}
	return found[0]
}

// captured runs gatefold and gives its exit code and all that it says.
func captured(t *testing.T, args ...string) (int, string) {
	t.Helper()
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	out, people := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = said, said
	code := run(args)
	os.Stdout, os.Stderr = out, people
	words, err := os.ReadFile(said.Name())
	if err != nil {
		t.Fatal(err)
	}
	return code, string(words)
}
