package proof

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestAllowedSigners(t *testing.T) {
	a, b := seeded(t, 1).Public(), seeded(t, 2).Public()
	file := AllowedSigners(a, b)
	keys, err := ParseAllowedSigners(file)
	if err != nil || len(keys) != 2 || !keys[0].Equal(a) || !keys[1].Equal(b) {
		t.Fatal(keys, err)
	}
	line := string(AllowedSigners(a))
	for _, c := range []struct {
		name, file string
		want       error
	}{
		{"empty", "", ErrKeysMalformed},
		{"no LF", strings.TrimSuffix(line, "\n"), ErrKeysMalformed},
		{"CRLF", strings.ReplaceAll(line, "\n", "\r\n"), ErrLineEndings},
		{"twice", line + line, ErrKeysMalformed},
		{"comment", "# mine\n" + line, ErrKeysMalformed},
		{"blank line", line + "\n", ErrKeysMalformed},
		{"comment after the key", strings.ReplaceAll(line, "\n", " me\n"), ErrKeysMalformed},
		{"a namespace less", strings.Replace(line, "site@gatefold,", "", 1), ErrKeysMalformed},
		{"any namespace", strings.Replace(line, signerOptions(), "", 1), ErrKeysMalformed},
		{"cert-authority", strings.Replace(line, signerOptions(), "cert-authority "+signerOptions(), 1), ErrKeysMalformed},
		{"any principal", "*" + line[strings.IndexByte(line, ' '):], ErrKeysDisagree},
		{"another's principal", Principal(b) + line[strings.IndexByte(line, ' '):], ErrKeysDisagree},
		{"another kind of key", strings.Replace(line, "ssh-ed25519 AAAA", "ssh-rsa AAAA", 1), ErrKeysMalformed},
		{"key cut", line[:len(line)-5] + "\n", ErrKeysMalformed},
	} {
		if _, err := ParseAllowedSigners([]byte(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// TestSSHKeygenReadsNamespaces asks ssh-keygen whether the line allows the five and nothing else.
func TestSSHKeygenReadsNamespaces(t *testing.T) {
	s := newStock(t, seeded(t, 5), "")
	for _, ns := range append(Namespaces(), "file", "git", "site@gatefol") {
		want := strings.HasSuffix(string(ns), "@gatefold")
		if got := s.accepts(ns, Sign(s.id.Key(), ns, []byte("m")).Armour(), []byte("m")); got != want {
			t.Errorf("%s: %v, want %v", ns, got, want)
		}
	}
}

func FuzzAllowedSigners(f *testing.F) {
	f.Add(AllowedSigners(seeded(f, 1).Public(), seeded(f, 2).Public()))
	f.Fuzz(func(t *testing.T, file []byte) {
		if keys, err := ParseAllowedSigners(file); err == nil && !bytes.Equal(AllowedSigners(keys...), file) {
			t.Errorf("%q came back as %q", file, AllowedSigners(keys...))
		}
	})
}
