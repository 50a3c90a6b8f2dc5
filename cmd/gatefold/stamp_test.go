package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/verify"
)

// tsaConfig is that of a time-stamp authority of openssl.
const tsaConfig = `[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
[ext]
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = dn
[dn]
`

// authority is a time-stamp authority on the web, with openssl behind it.
type authority struct {
	t      *testing.T
	dir    string
	url    string
	answer http.HandlerFunc // in place of its own; nil for its own
	asked  int
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			t.Fatalf("GATEFOLD_FULL=1 and openssl is missing: %v", err)
		}
		t.Skip("needs openssl, which is not installed here (.ci/run installs it)")
	}
	a := &authority{t: t, dir: t.TempDir()}
	a.write("tsa.cnf", tsaConfig)
	a.write("serial", "01\n")
	for _, args := range []string{
		"req -x509 -config tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=CA -days 2",
		"req -new -config tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Clock",
		"x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile tsa.cnf -extensions ext -days 2 -out tsa.pem",
	} {
		if out, err := a.openssl(args); err != nil {
			t.Fatalf("openssl %s: %v\n%s", args, err, out)
		}
	}
	server := httptest.NewServer(a)
	t.Cleanup(server.Close)
	a.url = server.URL
	return a
}

func (a *authority) write(name, text string) {
	a.t.Helper()
	if err := os.WriteFile(filepath.Join(a.dir, name), []byte(text), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

func (a *authority) openssl(args string) (string, error) {
	c := exec.Command("openssl", strings.Fields(args)...)
	c.Dir = a.dir
	out, err := c.CombinedOutput()
	return string(out), err
}

func (a *authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if a.asked++; a.answer != nil {
		a.answer(w, r)
		return
	}
	query, err := io.ReadAll(r.Body)
	if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/timestamp-query" {
		http.Error(w, "what?", http.StatusBadRequest)
		return
	}
	a.write("q.tsq", string(query))
	if out, err := a.openssl("ts -reply -config tsa.cnf -queryfile q.tsq -out a.tsr"); err != nil {
		http.Error(w, out, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/timestamp-reply")
	http.ServeFile(w, r, filepath.Join(a.dir, "a.tsr"))
}

// TestStamp stamps a log, builds its site, and has openssl check what a reader of the site has.
func TestStamp(t *testing.T) {
	a := newAuthority(t)
	t.Setenv("GATEFOLD_CONFIG", filepath.Join(t.TempDir(), "cfg"))
	t.Setenv("HOME", t.TempDir())
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gatefold := func(code int, words string, args ...string) {
		t.Helper()
		if got, said := captured(t, args...); got != code || !strings.Contains(said, words) {
			t.Errorf("gatefold %s ends with %d, not %d, and says\n%s", strings.Join(args, " "), got, code, said)
		}
	}
	write("portfolio.toml", "[owner]\nname = \"Ada\"\n")
	gatefold(0, "", "key", "new", "--no-passphrase")
	gatefold(64, "nothing in", "stamp", dir, "--tsa", a.url)
	gatefold(0, "", "seal", dir)
	for address, words := range map[string]string{"": "--tsa needs", "tsa.example": "--tsa needs", "ftp://tsa.example": "--tsa needs", "http://127.0.0.1:1/": "connection refused"} {
		gatefold(64, words, "stamp", dir, "--tsa", address)
	}
	for words, answer := range map[string]http.HandlerFunc{
		"it says 404": http.NotFound,
		"can be used": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Welcome</html>") },
		"more than":   func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 1<<20)) },
	} {
		a.answer = answer
		gatefold(64, words, "stamp", dir, "--tsa", a.url)
	}
	if _, err := os.Stat(filepath.Join(dir, "proof/stamps")); err == nil {
		t.Error("something was kept that is no stamp")
	}
	a.answer = nil
	gatefold(0, "by the clock of "+a.url, "stamp", dir, "--tsa", a.url)
	a.asked = 0
	gatefold(0, "already", "stamp", dir, "--tsa", a.url)
	if a.asked != 0 {
		t.Error("the same head was stamped twice")
	}
	write("about.md", "Hello\n") // the stamp stays that of its head
	write("portfolio.toml", "[owner]\nname = \"Ada O.\"\n")
	gatefold(0, "", "seal", dir)
	gatefold(0, "0 problems", "build", dir, "--sign")
	a.judge(filepath.Join(dir, "public"))
	a.lying(filepath.Join(dir, "proof"), func() { gatefold(0, "1 warning", "build", dir, "--sign") })
}

// judge has openssl and verify look at a published stamp.
func (a *authority) judge(site string) {
	t := a.t
	t.Helper()
	head, err := os.ReadFile(filepath.Join(site, "proof/checkpoints/1"))
	if err != nil {
		t.Fatal(err)
	}
	a.write("text", strings.Join(strings.SplitAfter(string(head), "\n")[:3], ""))
	stamp := filepath.Join(site, "proof/stamps/1.tsr")
	for _, what := range []string{"-data text", "-queryfile " + filepath.Join(site, "proof/stamps/1.tsq")} {
		if out, err := a.openssl("ts -verify -CAfile ca.pem -in " + stamp + " " + what); err != nil {
			t.Errorf("openssl refuses it by %s: %v\n%s", what, err, out)
		}
	}
	a.write("text", "changed\n")
	if out, err := a.openssl("ts -verify -CAfile ca.pem -data text -in " + stamp); err == nil || !strings.Contains(out, "message imprint mismatch") {
		t.Errorf("openssl takes it for changed data: %s", out)
	}
	if said := verified(t, site); !strings.Contains(said, "A time stamp says that the list had 1 entry on ") || !strings.Contains(said, "That was not checked here") {
		t.Errorf("verify says\n%s", said)
	}
	list, err := os.ReadFile(filepath.Join(site, "proof/SHA256SUMS"))
	if err != nil || strings.Count(string(list), "  proof/stamps/1.ts") != 2 {
		t.Errorf("the list is %s (%v)", list, err)
	}
}

// lying puts another answer in the stamp's place: a build leaves it out and says so.
func (a *authority) lying(proof string, build func()) {
	a.t.Helper()
	if err := os.WriteFile(filepath.Join(proof, "stamps/1.tsr"), []byte("no stamp"), 0o666); err != nil {
		a.t.Fatal(err)
	}
	build()
	if _, err := os.Stat(filepath.Join(proof, "../public/proof/stamps/1.tsr")); err == nil {
		a.t.Error("a file that is no stamp was published")
	}
}

// verified is what a check of a site says.
func verified(t *testing.T, site string) string {
	t.Helper()
	folder, err := verify.OpenFolder(site)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	r := verify.Check(t.Context(), folder, verify.Options{})
	if r.Outcome != verify.Unchecked {
		t.Errorf("%s: %+v", r.Outcome, r.Findings)
	}
	return strings.Join(r.Statements, "\n")
}
