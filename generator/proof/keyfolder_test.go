package proof

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestSSHKeygenReadsKeyFile has stock ssh-keygen derive the public key, name the fingerprint and
// change the passphrase; we read what it has written.
func TestSSHKeygenReadsKeyFile(t *testing.T) {
	for _, pass := range []string{"", "correct horse"} {
		s := newStock(t, seeded(t, 8), pass)
		path := filepath.Join(s.dir, "key")
		if out, ok := s.run(nil, "-y", "-P", pass, "-f", "key"); !ok || out != AuthorizedKey(s.id.Public())+" "+Principal(s.id.Public())+"\n" {
			t.Errorf("ssh-keygen -y: %s", out)
		}
		if out, ok := s.run(nil, "-l", "-f", "key"); !ok || !strings.Contains(out, s.id.Fingerprint()) {
			t.Errorf("ssh-keygen -l: %s", out)
		}
		if out, ok := s.run(nil, "-p", "-P", pass, "-N", "battery staple", "-f", "key"); !ok {
			t.Errorf("ssh-keygen -p: %s", out)
		}
		k, err := ReadKeyFile(path)
		if err != nil || !k.Locked || !k.Public.Equal(s.id.Public()) {
			t.Fatal(k, err)
		}
		if id, err := k.Open([]byte("battery staple")); err != nil || id != s.id {
			t.Errorf("opened: %v %v", id, err)
		}
		for _, wrong := range []string{"", "battery", "battery staple\n"} {
			if _, err := k.Open([]byte(wrong)); !errors.Is(err, ErrPassphrase) {
				t.Errorf("%q: %v", wrong, err)
			}
		}
	}
}

// TestSSHKeygenMakesKey uses a key that ssh-keygen has made.
func TestSSHKeygenMakesKey(t *testing.T) {
	s := newStock(t, seeded(t, 8), "")
	if out, ok := s.run(nil, "-q", "-t", "ed25519", "-N", "", "-C", "me", "-f", "mine"); !ok {
		t.Fatal(out)
	}
	k, err := ReadKeyFile(filepath.Join(s.dir, "mine"))
	if err != nil {
		t.Fatal(err)
	}
	pub, err := os.ReadFile(filepath.Join(s.dir, "mine.pub"))
	if err != nil || !strings.HasPrefix(string(pub), AuthorizedKey(k.Public)+" ") {
		t.Errorf("%s, %v", pub, err)
	}
	if _, err := k.Open(nil); err != nil {
		t.Error(err)
	}
}

func TestKeyFileRefused(t *testing.T) {
	id := seeded(t, 8)
	good, err := MarshalKeyFile(id, nil)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(good)
	mixed := bytes.Clone(block.Bytes) // the last public half inside the private part belongs to another key
	at := bytes.LastIndex(mixed, id.Public())
	copy(mixed[at:], seeded(t, 9).Public())
	ec, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ecBlock, err := ssh.MarshalPrivateKey(ec, "")
	if err != nil {
		t.Fatal(err)
	}
	slow, err := MarshalKeyFile(id, []byte("correct horse"))
	if err != nil {
		t.Fatal(err)
	}
	slowBlock, _ := pem.Decode(slow)
	rounds := bytes.Index(slowBlock.Bytes, []byte("bcrypt")) + len("bcrypt") + 4 + 4 + 16 // two lengths and the salt
	slowBlock.Bytes[rounds] = 0x7f
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"for ever":      {pem.EncodeToMemory(slowBlock), "rounds"},
		"empty":         {nil, "does not read"},
		"a public key":  {[]byte(AuthorizedKey(id.Public()) + "\n"), "does not read"},
		"cut":           {good[:len(good)/2], "does not read"},
		"other kind":    {pem.EncodeToMemory(ecBlock), "another kind"},
		"mixed halves":  {pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: mixed}), ""},
		"much too long": {bytes.Repeat([]byte("x"), maxKeyFile+1), "more than"},
	} {
		k, err := ParseKeyFile(c.data)
		if err == nil {
			_, err = k.Open(nil)
		}
		if !errors.Is(err, ErrKeyFile) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// stored is the unlocked file of a key.
func stored(t *testing.T, id Identity) []byte {
	t.Helper()
	data, err := MarshalKeyFile(id, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestKeyFolder(t *testing.T) {
	id := seeded(t, 10)
	f := KeyFolder{filepath.Join(t.TempDir(), "gatefold", "id")}
	if names, err := f.Names(); err != nil || len(names) != 0 {
		t.Error(names, err)
	}
	if _, err := f.Read("me"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if err := f.Create("me", stored(t, id)); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		for path, want := range map[string]fs.FileMode{f.Path: 0o700, filepath.Dir(f.Path): 0o700, f.File("me"): 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v %v", path, info.Mode(), err)
			}
		}
	}
	if err := f.Create("me", stored(t, seeded(t, 11))); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second key of one name: %v", err)
	}
	k, err := f.Read("me")
	if err != nil {
		t.Fatal(err)
	}
	if back, err := k.Open(nil); err != nil || back != id {
		t.Error(back, err)
	}
	for _, name := range []string{"", ".", "..", "../x", "a/b", `a\b`, "Me", "me.key", "me.0", "me.1.2", "-me", "nul", "com1.1", "mé", strings.Repeat("a", 41)} {
		if err := f.Create(name, stored(t, id)); err == nil {
			t.Errorf("created %q", name)
		}
	}
}

// TestKeyPlaces puts a key where others can read it, one place a case.
func TestKeyPlaces(t *testing.T) {
	id := seeded(t, 10)
	for name, spoil := range map[string]func(root, folder string) error{
		"below .git":            func(root, _ string) error { return os.Mkdir(filepath.Join(root, ".git"), 0o700) },
		"below a worktree file": func(root, _ string) error { return os.WriteFile(filepath.Join(root, ".git"), nil, 0o600) },
		"below portfolio.toml":  func(root, _ string) error { return os.WriteFile(filepath.Join(root, "portfolio.toml"), nil, 0o600) },
		"folder for the group":  func(_, folder string) error { return os.Chmod(folder, 0o750) },
		"file for the world":    func(_, folder string) error { return os.Chmod(filepath.Join(folder, "me.key"), 0o604) },
	} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.Contains(name, "for the") {
				t.Skip("Windows has no such modes")
			}
			root := t.TempDir()
			f := KeyFolder{filepath.Join(root, "a", "id")}
			if err := f.Create("me", stored(t, id)); err != nil {
				t.Fatal(err)
			}
			if err := spoil(root, f.Path); err != nil {
				t.Fatal(err)
			}
			want := ErrKeyPlace
			if strings.Contains(name, "for the") {
				want = ErrKeyReadable
			}
			if _, err := f.Read("me"); !errors.Is(err, want) {
				t.Errorf("read: %v", err)
			}
			if err := f.Create("other", stored(t, id)); !errors.Is(err, want) && !strings.HasPrefix(name, "file") {
				t.Errorf("created: %v", err)
			}
		})
	}
}

// TestKeyPlaceThroughLink follows a link into a work tree.
func TestKeyPlaceThroughLink(t *testing.T) {
	root := t.TempDir()
	if err := errors.Join(os.MkdirAll(filepath.Join(root, "tree", ".git"), 0o700), os.MkdirAll(filepath.Join(root, "tree", "keys"), 0o700)); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "elsewhere")
	if err := os.Symlink(filepath.Join(root, "tree", "keys"), link); err != nil {
		t.Skipf("this system lets nobody make links: %v", err)
	}
	if err := (KeyFolder{filepath.Join(link, "id")}).Create("me", stored(t, seeded(t, 1))); !errors.Is(err, ErrKeyPlace) {
		t.Errorf("created: %v", err)
	}
	if _, err := os.Stat(filepath.Join(root, "tree", "keys", "id")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder was made there all the same")
	}
}

// TestRetire replaces a key three times, once interrupted after each of its steps.
func TestRetire(t *testing.T) {
	f := KeyFolder{filepath.Join(t.TempDir(), "id")}
	if err := f.Create("me", stored(t, seeded(t, 1))); err != nil {
		t.Fatal(err)
	}
	for n := byte(1); n <= 3; n++ {
		if err := WriteKeyFile(f.NextFile("me"), stored(t, seeded(t, n+1))); err != nil {
			t.Fatal(err)
		}
		if n == 2 { // interrupted: the old key has its new name, the new one has not
			if err := os.Link(f.File("me"), f.File("me.2")); err != nil {
				t.Fatal(err)
			}
		}
		old, err := f.Retire("me")
		if want := "me." + string('0'+rune(n)); err != nil || old != want {
			t.Errorf("%s, %v, want %s", old, err, want)
		}
	}
	names, err := f.Names()
	if want := []string{"me", "me.1", "me.2", "me.3"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, %v", names, err)
	}
	for i, name := range []string{"me.1", "me.2", "me.3", "me"} {
		k, err := f.Read(name)
		if err != nil || !k.Public.Equal(ed25519.PublicKey(seeded(t, byte(i+1)).Public())) {
			t.Errorf("%s is another key: %v", name, err)
		}
	}
}
