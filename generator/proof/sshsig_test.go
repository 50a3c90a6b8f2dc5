package proof

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// stock is a folder in which ssh-keygen works with a key of ours.
type stock struct {
	t   *testing.T
	dir string
	id  Identity
}

func newStock(t *testing.T, id Identity, passphrase string) stock {
	needTool(t, "ssh-keygen")
	s := stock{t, t.TempDir(), id}
	data, err := MarshalKeyFile(id, []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	s.write("key", data)
	s.write("allowed_signers", AllowedSigners(id.Public()))
	return s
}

func (s stock) write(name string, data []byte) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// run is ssh-keygen's exit code nought or not, with what it said.
func (s stock) run(stdin []byte, args ...string) (string, bool) {
	cmd := exec.Command("ssh-keygen", args...)
	cmd.Dir, cmd.Stdin = s.dir, bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return string(out), err == nil
}

// accepts asks ssh-keygen about a signature.
func (s stock) accepts(ns Namespace, armour, message []byte) bool {
	s.write("m.sig", armour)
	_, ok := s.run(message, "-Y", "verify", "-f", "allowed_signers", "-I", Principal(s.id.Public()), "-n", string(ns), "-s", "m.sig")
	return ok
}

// TestSSHKeygenAgrees signs with ssh-keygen and with us: the same bytes, in every namespace.
func TestSSHKeygenAgrees(t *testing.T) {
	s := newStock(t, seeded(t, 3), "")
	for _, ns := range Namespaces() {
		for i, message := range [][]byte{nil, []byte("a\n"), []byte("no end"), bytes.Repeat([]byte("ab\r\n"), 50_000)} {
			s.write("m", message)
			os.Remove(filepath.Join(s.dir, "m.sig"))
			if out, ok := s.run(nil, "-Y", "sign", "-f", "key", "-n", string(ns), "m"); !ok {
				t.Fatal(out)
			}
			theirs, err := os.ReadFile(filepath.Join(s.dir, "m.sig"))
			if err != nil {
				t.Fatal(err)
			}
			ours := Sign(s.id.Key(), ns, message)
			if !bytes.Equal(ours.Armour(), theirs) {
				t.Errorf("%s, message %d: ours\n%s\ntheirs\n%s", ns, i, ours.Armour(), theirs)
			}
			read, err := ParseSignature(theirs)
			if err != nil || read.Verify(ns, message) != nil || !read.Public.Equal(s.id.Public()) {
				t.Errorf("%s, message %d: refused: %v %v", ns, i, err, read.Verify(ns, message))
			}
			if !s.accepts(ns, ours.Armour(), message) {
				t.Errorf("%s, message %d: ssh-keygen refuses our signature", ns, i)
			}
			if out, ok := s.run(message, "-Y", "check-novalidate", "-n", string(ns), "-s", "m.sig"); !ok || !strings.Contains(out, s.id.Fingerprint()) {
				t.Errorf("ssh-keygen -Y check-novalidate: %s", out)
			}
		}
	}
}

// armoured is any blob between the two lines, so that twins can have a sound form and one fault.
func armoured(blob []byte, width int) []byte {
	text := base64.StdEncoding.EncodeToString(blob)
	out := armourHead
	for len(text) > width {
		out, text = out+text[:width]+"\n", text[width:]
	}
	return []byte(out + text + "\n" + armourFoot)
}

// TestSignatureTwins shows bad twins of a sound signature to both. Where ssh-keygen is laxer than
// we are, the case is marked so.
func TestSignatureTwins(t *testing.T) {
	id, other := seeded(t, 3), seeded(t, 4)
	s := newStock(t, id, "")
	message := []byte("0123  index.html\n")
	good := Sign(id.Key(), NamespaceSite, message)
	armour := good.Armour()
	edit := func(from, to string) []byte { return bytes.Replace(good.blob(), []byte(from), []byte(to), 1) }
	flipped := good
	flipped.bytes[40] ^= 1
	claimed := Sign(other.Key(), NamespaceSite, message)
	claimed.Public = id.Public()
	for _, c := range []struct {
		name            string
		armour, message []byte
		lax             bool // ssh-keygen accepts it
	}{
		{"message with one more byte", armour, append(bytes.Clone(message), '\n'), false},
		{"message with one byte less", armour, message[:len(message)-1], false},
		{"message with CRLF", armour, []byte("0123  index.html\r\n"), false},
		{"message empty", armour, nil, false},
		{"signature with a flipped bit", flipped.Armour(), message, false},
		{"signature of another key", Sign(other.Key(), NamespaceSite, message).Armour(), message, false},
		{"signature of another key under this key's name", claimed.Armour(), message, false},
		{"signature for another namespace", Sign(id.Key(), NamespaceKeys, message).Armour(), message, false},
		{"namespace edited", armoured(edit("site@", "sitf@"), 70), message, false},
		{"version 2", armoured(edit("SSHSIG\x00\x00\x00\x01", "SSHSIG\x00\x00\x00\x02"), 70), message, false},
		{"sha256 named", armoured(edit("sha512", "sha256"), 70), message, false},
		{"other magic", armoured(edit("SSHSIG", "SSHSIF"), 70), message, false},
		{"blob cut", armoured(good.blob()[:len(good.blob())-1], 70), message, false},
		{"blob with a byte more", armoured(append(good.blob(), 0), 70), message, false},
		{"empty", nil, message, false},
		{"only the frame", []byte(armourHead + armourFoot), message, false},
		{"no END", bytes.TrimSuffix(armour, []byte(armourFoot)), message, false},
		{"something before BEGIN", append([]byte("\n"), armour...), message, false},
		{"something after END", append(bytes.Clone(armour), "more\n"...), message, true},
		{"a blank line after END", append(bytes.Clone(armour), '\n'), message, true},
		{"76 columns", armoured(good.blob(), 76), message, true},
		{"one line", armoured(good.blob(), 1000), message, true},
		{"CRLF", bytes.ReplaceAll(armour, []byte("\n"), []byte("\r\n")), message, false},
		{"blank at the end of a line", bytes.Replace(armour, []byte("\n-----END"), []byte(" \n-----END"), 1), message, true},
		{"no LF at the end", bytes.TrimSuffix(armour, []byte("\n")), message, true},
		{"a sign that base64 has not", bytes.Replace(armour, []byte("U1NIU0lH"), []byte("U1NI!U0lH"), 1), message, false},
	} {
		sig, err := ParseSignature(c.armour)
		if err == nil {
			err = sig.Verify(NamespaceSite, c.message)
		}
		if err == nil && sig.Public.Equal(id.Public()) {
			t.Errorf("%s: accepted by us", c.name)
		}
		if got := s.accepts(NamespaceSite, c.armour, c.message); got != c.lax {
			t.Errorf("%s: ssh-keygen accepts it: %v, want %v", c.name, got, c.lax)
		}
	}
}

// TestSignatureFlipped changes every byte of the armour in turn.
func TestSignatureFlipped(t *testing.T) {
	message := []byte("0123  index.html\n")
	armour := Sign(seeded(t, 3).Key(), NamespaceSite, message).Armour()
	for i := range armour {
		for _, mask := range []byte{1, 0x20, 0x80} {
			bad := bytes.Clone(armour)
			bad[i] ^= mask
			if s, err := ParseSignature(bad); err == nil && s.Verify(NamespaceSite, message) == nil {
				t.Errorf("byte %d with %#x changed: accepted", i, mask)
			}
		}
	}
}

// TestSignatureSaysWhy tells apart the faults that need different steps.
func TestSignatureSaysWhy(t *testing.T) {
	id := seeded(t, 3)
	message := []byte("one\ntwo\n")
	sig := Sign(id.Key(), NamespaceSite, message)
	crlf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
	if _, err := ParseSignature(crlf(sig.Armour())); !errors.Is(err, ErrUnusable) || !errors.Is(err, ErrLineEndings) {
		t.Errorf("signature with CRLF: %v", err)
	}
	if err := sig.Verify(NamespaceSite, crlf(message)); !errors.Is(err, ErrMismatch) || !errors.Is(err, ErrLineEndings) {
		t.Errorf("message with CRLF: %v", err)
	}
	if err := sig.Verify(NamespaceSite, []byte("one\r\nthree\r\n")); !errors.Is(err, ErrMismatch) || errors.Is(err, ErrLineEndings) {
		t.Errorf("another message with CRLF: %v", err)
	}
	if err := sig.Verify(NamespaceKeys, message); !errors.Is(err, ErrNamespace) {
		t.Errorf("another namespace: %v", err)
	}
	if err := (Signature{}).Verify("", message); !errors.Is(err, ErrMismatch) {
		t.Errorf("no signature: %v", err)
	}
}

func FuzzSignature(f *testing.F) {
	s := Sign(seeded(f, 3).Key(), NamespaceSite, []byte("m"))
	f.Add(s.Armour())
	f.Add(armoured(s.blob(), 76))
	f.Add(armoured(append(s.blob(), 0), 70))
	f.Fuzz(func(t *testing.T, file []byte) {
		if s, err := ParseSignature(file); err == nil && !bytes.Equal(s.Armour(), file) {
			t.Errorf("%q came back as %q", file, s.Armour())
		}
	})
}
