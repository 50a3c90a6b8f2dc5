package proof

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// authority is a time-stamp authority made with openssl, in a folder with its certificates.
type authority struct{ dir string }

func newAuthority(t *testing.T) authority {
	t.Helper()
	needTool(t, "openssl")
	a := authority{t.TempDir()}
	a.write(t, "tsa.cnf", `[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
certs = ca.pem
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1, millisecs:500
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
clock_precision_digits = 3
[ext]
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = dn
[dn]
`)
	a.write(t, "serial", "01\n")
	a.openssl(t, "req", "-x509", "-config", "tsa.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=CA", "-days", "2")
	a.openssl(t, "req", "-new", "-config", "tsa.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock")
	a.openssl(t, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "tsa.cnf", "-extensions", "ext", "-days", "2", "-out", "tsa.pem")
	return a
}

func (a authority) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(a.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (a authority) read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(a.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (a authority) run(args ...string) error {
	c := exec.Command("openssl", args...)
	c.Dir = a.dir
	if out, err := c.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(string(out)))
	}
	return nil
}

func (a authority) openssl(t *testing.T, args ...string) {
	t.Helper()
	if err := a.run(args...); err != nil {
		t.Fatalf("openssl %s: %v", strings.Join(args, " "), err)
	}
}

// answer is the authority's to a query.
func (a authority) answer(t *testing.T, query []byte) []byte {
	t.Helper()
	a.write(t, "q.tsq", string(query))
	a.openssl(t, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "a.tsr")
	return a.read(t, "a.tsr")
}

// TestStamp has openssl be the authority and the judge.
func TestStamp(t *testing.T) {
	a := newAuthority(t)
	s, signer := testStore(diskFolder(t)), testSigner(diskFolder(t))
	head, err := s.Grow(signer, nil, take("a", 5))
	if err != nil {
		t.Fatal(err)
	}
	query, err := StampQuery(head, []byte("8 random"))
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "text", head.Text())
	a.write(t, "other", head.Text()+"x")
	before := time.Now().Add(-time.Second)
	answer := a.answer(t, query)
	stamp, err := s.KeepStamp(head, query, answer)
	if err != nil || stamp.At.Before(before) || stamp.At.After(time.Now()) {
		t.Fatalf("%+v, %v", stamp, err)
	}
	// openssl's own query for the same text differs in nothing but the nonce.
	a.openssl(t, "ts", "-query", "-data", "text", "-sha256", "-cert", "-no_nonce", "-out", "theirs.tsq")
	if theirs := a.read(t, "theirs.tsq"); len(query) != len(theirs)+10 || !bytes.Equal(query[2:len(theirs)-3], theirs[2:len(theirs)-3]) {
		t.Errorf("ours   %x\ntheirs %x", query, theirs)
	}
	for _, what := range [][]string{{"-data", "text"}, {"-queryfile", "q.tsq"}} {
		if err := a.run(append([]string{"ts", "-verify", "-in", "a.tsr", "-CAfile", "ca.pem"}, what...)...); err != nil {
			t.Errorf("openssl refuses %v: %v", what, err)
		}
	}
	if err := a.run("ts", "-verify", "-in", "a.tsr", "-CAfile", "ca.pem", "-data", "other"); err == nil {
		t.Error("openssl takes it for other data")
	}
	kept, err := StampFile(s.Folder, StampPath(5))
	if again, parseErr := ParseStamp(kept, head); err != nil || parseErr != nil || again.Answers(query) != nil {
		t.Errorf("%v, %v", err, parseErr)
	}
	if archived, err := s.Archived(); err != nil || len(archived) != 1 || archived[0].Text() != head.Text() {
		t.Errorf("%+v, %v", archived, err)
	}
	a.refuses(t, s, head, query, answer)
}

func (a authority) refuses(t *testing.T, s Store, head Checkpoint, query, answer []byte) {
	t.Helper()
	other := head
	other.Size++
	otherQuery, _ := StampQuery(head, []byte("8 others"))
	a.openssl(t, "ts", "-query", "-data", "text", "-sha1", "-out", "sha1.tsq")
	a.openssl(t, "ts", "-query", "-data", "text", "-sha256", "-no_nonce", "-out", "nonce.tsq")
	for what, c := range map[string]struct {
		head          Checkpoint
		query, answer []byte
		words         string
	}{
		"another head":         {other, query, answer, "of 6 entries, but of something else"},
		"another query":        {head, otherQuery, answer, "answers another query"},
		"no nonce":             {head, query, a.answer(t, a.read(t, "nonce.tsq")), "answers another query"},
		"a digest not offered": {head, query, a.answer(t, a.read(t, "sha1.tsq")), "refused it, with status 2 (it does not take SHA-256)"},
		"no query":             {head, query, a.answer(t, []byte{0x30, 0}), "refused it, with status 2 (it cannot read the query)"},
		"the query":            {head, query, query, "not a time stamp"},
		"more after it":        {head, query, append(bytes.Clone(answer), 0), "1 bytes stand after it"},
		"nothing":              {head, query, nil, "not a time stamp"},
		"text":                 {head, query, []byte("<html>"), "not a time stamp"},
		"too long":             {head, query, make([]byte, MaxStamp+1), "more than"},
	} {
		if _, err := s.KeepStamp(c.head, c.query, c.answer); !errors.Is(err, ErrStamp) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for cut := range len(answer) {
		if _, err := ParseStamp(answer[:cut], head); !errors.Is(err, ErrStamp) {
			t.Fatalf("cut after %d bytes: %v", cut, err)
		}
	}
	for at := range answer { // whatever is flipped, it comes to an end; what is stamped is still this head
		flipped := bytes.Clone(answer)
		flipped[at] ^= 0x81
		if stamp, err := ParseStamp(flipped, head); err == nil {
			if _, err := ParseStamp(flipped, other); err == nil {
				t.Fatalf("byte %d: %+v of two heads", at, stamp)
			}
		}
	}
}
