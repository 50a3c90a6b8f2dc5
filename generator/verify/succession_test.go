package verify

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// author is somebody with a key and a log of a few entries.
type author struct {
	id    proof.Identity
	files memory // keys and log as they stand below proof/
	head  proof.Checkpoint
}

// newAuthor signs a log with these leaves, every byte of the key's seed being seed.
func newAuthor(t testing.TB, seed byte, leaves ...proof.Leaf) author {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{seed}, 32)))
	must(err)
	signed := []proof.SignedKeys{proof.SignKeys(proof.NewKeys(id, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), id, nil)}
	keys, err := proof.CheckKeyHistory(signed)
	must(err)
	folder, err := proof.OpenFolder(t.TempDir())
	must(err)
	t.Cleanup(func() { folder.Close() })
	memoryFolder, err := proof.OpenFolder(t.TempDir())
	must(err)
	t.Cleanup(func() { memoryFolder.Close() })
	a := author{id: id, files: memory{}}
	a.head, err = proof.Store{Folder: folder, Origin: keys.Origin(), Keys: keys.LogKeys()}.Grow(
		proof.LogSigner{Memory: memoryFolder, Keys: []ed25519.PrivateKey{id.LogKey()}}, nil,
		func(proof.State) ([]proof.NewLeaf, error) {
			var out []proof.NewLeaf
			for _, l := range leaves {
				l.Rev, l.Prev = 1, proof.NoPrev
				out = append(out, proof.NewLeaf{Leaf: l, Path: "p/" + l.ID})
			}
			return out, nil
		})
	must(err)
	a.put(t, signed, leaves)
	return a
}

func (a author) put(t testing.TB, signed []proof.SignedKeys, leaves []proof.Leaf) {
	t.Helper()
	var entries [][]byte
	for _, l := range leaves {
		l.Rev, l.Prev = 1, proof.NoPrev
		entries = append(entries, l.Text())
	}
	replay, err := proof.NewReplay(entries)
	if err != nil || replay.Tree().Root != a.head.Root {
		t.Fatal("the entries are not those of the log", err)
	}
	for _, tile := range proof.TilesOf(a.head.Size) {
		if a.files[tile.Path()], err = replay.Tile(tile); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range proof.KeyHistoryFiles(signed) {
		a.files[name] = body
	}
	keys, err := proof.CheckKeyHistory(signed)
	if err != nil {
		t.Fatal(err)
	}
	a.files["allowed_signers"] = proof.AllowedSigners(keys.Signers()...)
	a.files["checkpoint"] = a.head.Print()
}

// site is what an author publishes, signed anew.
func (a author) site(t testing.TB, more memory) memory {
	t.Helper()
	m := memory{}
	for name, body := range a.files {
		m["proof/"+name] = body
	}
	for path, body := range more {
		m[path] = body
	}
	var sums []proof.Sum
	for path, body := range m {
		if proof.CoverageOf(path) == proof.CoverList {
			sums = append(sums, proof.Sum{Path: path, Hash: sha256.Sum256(body)})
		}
	}
	list, err := proof.PrintSums(sums)
	if err != nil {
		t.Fatal(err)
	}
	m[listPath], m[sigPath] = list, proof.Sign(a.id.Key(), proof.NamespaceSite, list).Armour()
	return m
}

func leafOf(kind proof.Kind, n int, commit [32]byte) proof.Leaf {
	return proof.Leaf{Kind: kind, ID: fmt.Sprintf("%016x", n), Says: "2026-04-01", Commit: commit}
}

// TestSuccession: a log that continues one whose key is lost, and everything about that which an author
// who signs again could get wrong; the page's script says the same.
func TestSuccession(t *testing.T) {
	old := newAuthor(t, 1, leafOf(proof.KindRetract, 1, [32]byte{1}), leafOf(proof.KindRetract, 2, [32]byte{2}))
	other := newAuthor(t, 2, leafOf(proof.KindRetract, 1, [32]byte{1}), leafOf(proof.KindRetract, 2, [32]byte{2}))
	s := proof.Succession{Origin: old.id.Origin(), Size: old.head.Size, Root: old.head.Root, Date: "2026-05-01"}
	author := newAuthor(t, 3, leafOf(proof.KindSucceeds, 3, s.Commit()))
	clean := memory{"proof/" + proof.SuccessionFile: s.Text()}
	for _, name := range []string{"checkpoint", "keys.txt", "keys.txt.sig"} {
		clean["proof/"+s.Folder()+"/"+name] = old.files[name]
	}
	longer := s
	longer.Size = 3
	base := "proof/" + s.Folder() + "/"
	cases := []struct {
		name  string
		files memory
		held  bool
	}{
		{"clean", nil, true},
		{"text missing", memory{"proof/" + proof.SuccessionFile: nil}, false},
		{"text malformed", memory{"proof/" + proof.SuccessionFile: []byte("gatefold-succeeds v1\n")}, false},
		{"another text", memory{"proof/" + proof.SuccessionFile: longer.Text()}, false},
		{"head missing", memory{base + "checkpoint": nil}, false},
		{"head of another", memory{base + "checkpoint": other.files["checkpoint"]}, false},
		{"head malformed", memory{base + "checkpoint": []byte("x\n")}, false},
		{"keys missing", memory{base + "keys.txt": nil}, false},
		{"keys unsigned", memory{base + "keys.txt.sig": nil}, false},
		{"keys of another", memory{base + "keys.txt": other.files["keys.txt"], base + "keys.txt.sig": other.files["keys.txt.sig"]}, false},
		{"signed by another", memory{base + "keys.txt.sig": other.files["keys.txt.sig"]}, false},
	}
	var asked []question
	var reports []Report
	for _, c := range cases {
		files := memory{}
		for path, body := range clean {
			files[path] = body
		}
		for path, body := range c.files {
			if files[path] = body; body == nil {
				delete(files, path)
			}
		}
		site := author.site(t, files)
		r := Check(t.Context(), site, Options{Key: author.id.Fingerprint()})
		if want := []proof.Code{proof.CodeSuccession}; c.held != (r.Outcome == Held) || !c.held && !slices.Equal(codes(r), want) {
			t.Errorf("%s: %s\n%s", c.name, r.Outcome, told(r))
		}
		dir := t.TempDir()
		writeSite(t, dir, site)
		asked, reports = append(asked, question{Dir: dir, Key: author.id.Fingerprint()}), append(reports, r)
	}
	if f := reports[0].Facts.Earlier; f == nil || f.Fingerprint != old.id.Fingerprint() || f.Size != 2 || f.Date != "2026-05-01" {
		t.Errorf("the earlier log: %v", f)
	}
	for i, v := range judges(t, asked) {
		agree(t, cases[i].name, reports[i], v)
	}
}
