package proof

import (
	"crypto/ed25519"
	"errors"
	"testing"
)

func TestArchiveRefuses(t *testing.T) {
	log, other := logKeys()
	f := diskFolder(t)
	s := testStore(f)
	c, err := s.Grow(testSigner(diskFolder(t)), nil, take("a", 5))
	if err != nil {
		t.Fatal(err)
	}
	for what, bad := range map[string]struct {
		head Checkpoint
		want error
	}{
		"another root":  {SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log), ErrForked},
		"a larger size": {SignCheckpoint(testOrigin, Tree{6, c.Root}, log), ErrLogChanged},
		"another key":   {SignCheckpoint(testOrigin, c.Tree, other), ErrNotSigned},
		"another log":   {SignCheckpoint("x.example/log", c.Tree, log), ErrCheckpoint},
	} {
		if err := s.Archive(bad.head); !errors.Is(err, bad.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if kept, err := s.Archived(); err != nil || len(kept) != 0 {
		t.Errorf("kept all the same: %+v, %v", kept, err)
	}
	if err := s.Archive(c); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"7": c.Print(), "6": []byte("x"), "5": SignCheckpoint(testOrigin, c.Tree, other).Print()} {
		if err := f.Write(archiveFolder+"/"+name, data); err != nil {
			t.Fatal(err)
		}
		if kept, err := s.Archived(); err == nil {
			t.Errorf("a spoilt %s: %+v", name, kept)
		}
		if err := errors.Join(f.Remove(archiveFolder+"/"+name), f.Write(archiveFolder+"/5", c.Print()), f.Write(archiveFolder+"/5.part", []byte("x"))); err != nil {
			t.Fatal(err)
		}
		if kept, err := s.Archived(); err != nil || len(kept) != 1 {
			t.Errorf("sound again: %+v, %v", kept, err)
		}
	}
}

// TestKeyIsReplaced: one head carries both signatures; heads of the old key stay good, and a key that
// is not the log's signs nothing.
func TestKeyIsReplaced(t *testing.T) {
	oldKey, newKey := logKeys()
	vkey := func(key ed25519.PrivateKey) VerifierKey {
		return VerifierKey{testOrigin, KindLogKey, key.Public().(ed25519.PublicKey)}
	}
	memory := diskFolder(t)
	s := Store{diskFolder(t), testOrigin, []VerifierKey{vkey(oldKey)}}
	first, err := s.Grow(LogSigner{[]ed25519.PrivateKey{oldKey}, memory}, nil, take("a", 3))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Archive(first); err != nil {
		t.Fatal(err)
	}
	for _, keys := range [][]ed25519.PrivateKey{{newKey}, {newKey, oldKey}, nil} {
		if _, err := s.Grow(LogSigner{keys, memory}, nil, take("b", 1)); !errors.Is(err, ErrNotSigned) {
			t.Errorf("signed with %d keys of which one is unknown: %v", len(keys), err)
		}
	}
	s.Keys = []VerifierKey{vkey(newKey), vkey(oldKey)}
	overlap, err := s.Grow(LogSigner{[]ed25519.PrivateKey{newKey, oldKey}, memory}, nil, take("b", 1))
	if err != nil || overlap.CheckLog(s.Keys[0]) != nil || overlap.CheckLog(s.Keys[1]) != nil {
		t.Fatalf("%+v, %v", overlap, err)
	}
	last, err := s.Grow(LogSigner{[]ed25519.PrivateKey{newKey}, memory}, []Checkpoint{first, overlap}, take("c", 1))
	if err != nil || last.Size != 5 || !errors.Is(last.CheckLog(vkey(oldKey)), ErrNotSigned) {
		t.Fatalf("%+v, %v", last, err)
	}
	if got := whole(t, s); len(got) != 5 {
		t.Errorf("%d entries", len(got))
	}
}
