package generator

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
	"github.com/gatefold/gatefold/generator/verify"
)

// sealedSite seals a portfolio with a witness's line, builds its site and signs it.
func sealedSite(t testing.TB, files fstest.MapFS) (site memorySite, id proof.Identity, policy []byte) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{3}, proof.SeedSize)))
	check(err)
	folder, err := proof.OpenFolder(t.TempDir())
	check(err)
	t.Cleanup(func() { folder.Close() })
	memory, err := proof.OpenFolder(t.TempDir())
	check(err)
	t.Cleanup(func() { memory.Close() })
	keys := proof.SignKeys(proof.NewKeys(id, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), id, nil)
	for name, body := range proof.KeyHistoryFiles([]proof.SignedKeys{keys}) {
		check(folder.Write(name, body))
	}
	p, _, err := content.Load(files, content.LoadOptions{})
	check(err)
	items, err := seal.Items(p, files)
	check(err)
	log := proof.VerifierKey{Name: id.Origin(), Kind: proof.KindLogKey, Key: id.LogKey().Public().(ed25519.PublicKey)}
	store := proof.Store{Folder: folder, Origin: id.Origin(), Keys: []proof.VerifierKey{log}}
	head, err := store.Grow(proof.LogSigner{Keys: []ed25519.PrivateKey{id.LogKey()}, Memory: memory}, nil, func(state proof.State) ([]proof.NewLeaf, error) {
		plan, err := seal.NewPlan(items, state, nil, nil, seal.SecretsOf([]proof.Identity{id}), seal.Options{})
		check(err)
		return plan.Leaves, seal.WriteStored(folder, plan.Stored)
	})
	check(err)
	witness := proof.VerifierKey{Name: "witness.example", Kind: proof.KindCosignKey, Key: id.CosignKey(1).Public().(ed25519.PublicKey)}
	head, err = head.With(proof.Cosign(head, witness.Name, id.CosignKey(1), time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)))
	check(err)
	check(store.Archive(head))
	policy = proof.Policy{Logs: []proof.PolicyKey{{Key: log}}, Witnesses: []proof.PolicyKey{{Name: "sam", Key: witness}}, Quorum: "sam"}.Print()
	check(folder.Write("policy.txt", policy))
	check(fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(folder, name)
		files["proof/"+name] = &fstest.MapFile{Data: body}
		return err
	}))
	builder := Builder{Sign: func(list []byte) ([]byte, error) {
		return proof.Sign(id.Key(), proof.NamespaceSite, list).Armour(), nil
	}}
	res, err := builder.Build(t.Context(), files)
	check(err)
	return memorySite(bodiesOf(t, res.Files)), id, policy
}

func bodiesOf(t testing.TB, files output.Files) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for p, file := range files.All() {
		body, err := file.Bytes()
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out[p] = body
	}
	return out
}

// memorySite is a site whose files lie in memory.
type memorySite map[string][]byte

func (s memorySite) Entries(context.Context) ([]verify.Entry, bool, error) {
	var out []verify.Entry
	for _, p := range slices.Sorted(maps.Keys(s)) {
		out = append(out, verify.Entry{Path: p})
	}
	return out, true, nil
}

func (s memorySite) Open(_ context.Context, path string) (io.ReadCloser, error) {
	body, ok := s[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return io.NopCloser(bytes.NewReader(body)), nil
}

func (memorySite) AtOnce() int { return 1 }

// fiveRecords is a portfolio with five records and a file.
func fiveRecords() fstest.MapFS {
	return fstest.MapFS{
		"portfolio.toml":                {Data: []byte("schema = 1\nas_of = 2026-04-01\n[owner]\nname = \"Ada\"\n")},
		"projects/p/project.toml":       {Data: []byte("title = \"Wi-Fi\"\nbasis = \"personal\"\nrole = \"Lead\"\n")},
		"projects/p/raid.csv":           {Data: []byte("ID,Type,Title,Date raised\nR-01,risk,Access points arrive late,2026-03-02\nR-02,issue,No power,2026-03-03\n")},
		"projects/p/gates/g1.md":        {Data: []byte("+++\nid = \"G1\"\nname = \"Plan\"\ndate = 2026-03-04\ndecision = \"go\"\n+++\nThe board said go.\n")},
		"projects/p/artifacts/plan.txt": {Data: []byte("a plan\n")},
	}
}

// ofAnother tells of a byte in the line of a witness under a head in the log's own folder: with another
// name or key it is the line of somebody whom nobody asked about, and C2SP signed-note has such lines
// ignored. The list covers no head, and the proofs of records have the same line once more.
func ofAnother(site memorySite, path string, at int) bool {
	return strings.HasPrefix(path, "proof/checkpoint") && at >= bytes.LastIndex(site[path], []byte("\n— "))
}

// TestEveryByte flips bytes of the proof and the pages of a site, one at a time: none may go unnoticed.
// By default and in CI a seeded part of them; GATEFOLD_FLIPS=all takes every byte.
func TestEveryByte(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	site, id, policy := sealedSite(t, fiveRecords())
	options := verify.Options{Key: id.Fingerprint(), Policy: policy}
	if r := verify.Check(t.Context(), site, options); r.Outcome != verify.Held {
		t.Fatalf("the site as it is: %+v", r)
	}
	share := 100
	if os.Getenv("GATEFOLD_FULL") == "1" {
		share = 10
	}
	if os.Getenv("GATEFOLD_FLIPS") == "all" {
		share = 1
	}
	type flip struct {
		path string
		at   int
		bit  byte
	}
	chance := rand.New(rand.NewSource(4))
	var flips []flip
	for _, p := range slices.Sorted(maps.Keys(site)) {
		if !strings.HasPrefix(p, "proof/") && !strings.HasSuffix(p, ".html") {
			continue
		}
		for at := range site[p] {
			if bit := byte(1) << chance.Intn(8); chance.Intn(share) == 0 {
				flips = append(flips, flip{p, at, bit})
			}
		}
	}
	var workers sync.WaitGroup
	next := make(chan flip)
	for range 2 {
		workers.Go(func() {
			for f := range next {
				changed := maps.Clone(site)
				changed[f.path] = bytes.Clone(site[f.path])
				changed[f.path][f.at] ^= f.bit
				if r := verify.Check(context.Background(), changed, options); r.Outcome != verify.Changed && !ofAnother(site, f.path, f.at) {
					t.Errorf("%s, byte %d, bit %d: %s %+v", f.path, f.at, f.bit, r.Outcome, r.Findings)
				}
			}
		})
	}
	for _, f := range flips {
		next <- f
	}
	close(next)
	workers.Wait()
	t.Logf("%d flips", len(flips))
}
