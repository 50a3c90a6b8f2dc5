package oracle

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"filippo.io/torchwood"
	"github.com/gatefold/gatefold/generator/proof"
	formatlog "github.com/transparency-dev/formats/log"
	formatnote "github.com/transparency-dev/formats/note"
	formatproof "github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/compact"
	merkle "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// memory is a folder that lives as long as a test.
type memory struct{ fstest.MapFS }

func (m memory) Write(name string, data []byte) error {
	m.MapFS[name] = &fstest.MapFile{Data: bytes.Clone(data)}
	return nil
}

func (m memory) Sync(...string) error { return nil }

func (m memory) Rename(from, to string) error {
	m.MapFS[to] = m.MapFS[from]
	delete(m.MapFS, from)
	return nil
}

func (m memory) Remove(name string) error { delete(m.MapFS, name); return nil }

func (m memory) Lock(string) (func() error, error) { return func() error { return nil }, nil }

// tiles lets torchwood read a log of ours.
type tiles struct{ fs.FS }

func (r tiles) ReadTiles(_ context.Context, want []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(want))
	for i, t := range want {
		data, err := fs.ReadFile(r, "log/"+torchwood.TilePath(t))
		if err != nil {
			return nil, err
		}
		out[i] = data
	}
	return out, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (r tiles) ReadEndpoint(_ context.Context, path string) ([]byte, error) {
	return fs.ReadFile(r, "log/"+path)
}

// world is one random log with a witness who has signed its head.
type world struct {
	random  *rand.Rand
	store   proof.Store
	log     proof.Log
	head    proof.Checkpoint
	witness proof.VerifierKey
	entries [][]byte
	hashes  *compact.Range // the same entries in the tree of transparency-dev
	roots   [][]byte       // of every size
}

func randomKey(r *rand.Rand) ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	for i := range seed {
		seed[i] = byte(r.Uint32())
	}
	return ed25519.NewKeyFromSeed(seed)
}

// newWorld is a log of 1 to most entries.
func newWorld(t *testing.T, seed uint64, most int) *world {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 6962))
	return worldOf(t, r, 1+r.IntN(most))
}

// worldOf is a log of so many entries, sealed in parts.
func worldOf(t *testing.T, r *rand.Rand, size int) *world {
	t.Helper()
	key, coach := randomKey(r), randomKey(r)
	origin := "random.example/log"
	vkey := proof.VerifierKey{Name: origin, Kind: proof.KindLogKey, Key: key.Public().(ed25519.PublicKey)}
	w := &world{random: r, witness: proof.VerifierKey{Name: "coach.example", Kind: proof.KindCosignKey, Key: coach.Public().(ed25519.PublicKey)}}
	w.store = proof.Store{Folder: memory{fstest.MapFS{}}, Origin: origin, Keys: []proof.VerifierKey{vkey}}
	signer := proof.LogSigner{Keys: []ed25519.PrivateKey{key}, Memory: memory{fstest.MapFS{}}}
	for left := size; left > 0; {
		n := 1 + r.IntN(left)
		left -= n
		head, err := w.store.Grow(signer, nil, func(proof.State) ([]proof.NewLeaf, error) { return w.leaves(n), nil })
		if err != nil {
			t.Fatal(err)
		}
		w.head = head
	}
	var err error
	if w.head, err = w.head.With(proof.Cosign(w.head, w.witness.Name, coach, time.Unix(1_790_000_000, 0))); err != nil {
		t.Fatal(err)
	}
	if err := w.store.Archive(w.head); err != nil {
		t.Fatal(err)
	}
	if w.log, err = w.store.Log(); err != nil {
		t.Fatal(err)
	}
	w.grow(t)
	return w
}

func (w *world) leaves(n int) []proof.NewLeaf {
	out := make([]proof.NewLeaf, n)
	for i := range out {
		var commit [32]byte
		for j := range commit {
			commit[j] = byte(w.random.Uint32())
		}
		out[i] = proof.NewLeaf{Leaf: proof.Leaf{Kind: proof.KindRecord, ID: fmt.Sprintf("%016x", w.random.Uint64()), Rev: 1, Prev: proof.NoPrev, Says: proof.NoDay, Commit: commit}, Path: proof.NoPath}
		w.entries = append(w.entries, out[i].Text())
	}
	return out
}

func hasher() *rfc6962.Hasher { return rfc6962.DefaultHasher }

func (w *world) grow(t *testing.T) {
	t.Helper()
	w.hashes = (&compact.RangeFactory{Hash: hasher().HashChildren}).NewEmptyRange(0)
	w.roots = [][]byte{hasher().EmptyRoot()}
	for _, e := range w.entries {
		if err := w.hashes.Append(hasher().HashLeaf(e), nil); err != nil {
			t.Fatal(err)
		}
		root, err := w.hashes.GetRootHash(nil)
		if err != nil {
			t.Fatal(err)
		}
		w.roots = append(w.roots, root)
	}
}

func slices32(hashes [][32]byte) [][]byte {
	out := make([][]byte, len(hashes))
	for i := range hashes {
		out[i] = hashes[i][:]
	}
	return out
}

// TestRandomLogs compares roots, inclusion, consistency, tiles, entries, heads and proofs: of 1,000
// logs, and of 10,000 with GATEFOLD_FULL=1.
func TestRandomLogs(t *testing.T) {
	logs, most := 1000, 300
	if os.Getenv("GATEFOLD_FULL") == "1" {
		logs = 10_000
	}
	for seed := range uint64(logs) {
		if seed%100 == 99 {
			w := newWorld(t, seed, 20*most)
			w.compare(t)
			continue
		}
		newWorld(t, seed, most).compare(t)
	}
}

func (w *world) compare(t *testing.T) {
	t.Helper()
	size := w.head.Size
	if int(size) != len(w.entries) || !bytes.Equal(w.head.Root[:], w.roots[size]) {
		t.Fatalf("a log of %d entries has another root than that of transparency-dev/merkle", size)
	}
	older, index := w.random.Int64N(size+1), w.random.Int64N(size)
	w.compareConsistency(t, older)
	w.compareProof(t, index, index+1+w.random.Int64N(size-index))
	w.compareHead(t, index)
	client, err := torchwood.NewClient(tiles{w.store.Folder})
	if err != nil {
		t.Fatal(err)
	}
	tree := tlog.Tree{N: size, Hash: w.head.Root}
	read := 0
	for i, e := range client.AllEntries(context.Background(), tree, 0) {
		if !bytes.Equal(e, w.entries[i]) {
			t.Fatalf("torchwood reads another entry %d", i)
		}
		read++
	}
	if client.Err() != nil || read != len(w.entries) {
		t.Fatalf("torchwood reads %d of %d entries: %v", read, size, client.Err())
	}
}

func (w *world) compareConsistency(t *testing.T, older int64) {
	t.Helper()
	size := w.head.Size
	root, err := w.log.RootAt(older)
	if err != nil || !bytes.Equal(root[:], w.roots[older]) {
		t.Fatalf("the root of the first %d of %d entries is another: %v", older, size, err)
	}
	p, err := w.log.Consistency(older, size)
	if err != nil {
		t.Fatal(err)
	}
	if err := merkle.VerifyConsistency(hasher(), uint64(older), uint64(size), slices32(p), w.roots[older], w.roots[size]); err != nil {
		t.Fatalf("from %d to %d: %v", older, size, err)
	}
	bad := proof.Tree{Size: older, Root: root}
	bad.Root[w.random.IntN(32)] ^= 1
	ours := proof.CheckConsistency(p, bad, w.log.Tree())
	theirs := merkle.VerifyConsistency(hasher(), uint64(older), uint64(size), slices32(p), bad.Root[:], w.roots[size])
	// theirs takes a log of no entries for the beginning of any, whatever its root; ours does not.
	if ours == nil || (theirs == nil && older != 0) {
		t.Fatalf("from %d to %d with another root: ours %v, theirs %v", older, size, ours, theirs)
	}
}

func (w *world) compareProof(t *testing.T, index, size int64) {
	t.Helper()
	p, err := w.log.Inclusion(index, size)
	if err != nil {
		t.Fatal(err)
	}
	leaf := hasher().HashLeaf(w.entries[index])
	if err := merkle.VerifyInclusion(hasher(), uint64(index), uint64(size), leaf, slices32(p), w.roots[size]); err != nil {
		t.Fatalf("entry %d of %d: %v", index, size, err)
	}
	for range 4 {
		q := append([][32]byte{}, p...)
		i, n := index, size
		switch kind := w.random.IntN(5); {
		case kind == 0 && len(q) > 0:
			q[w.random.IntN(len(q))][w.random.IntN(32)] ^= 1 << w.random.IntN(8)
		case kind == 1 && len(q) > 0:
			q = q[:len(q)-1]
		case kind == 2:
			q = append(q, [32]byte{})
		case kind == 3:
			i = w.random.Int64N(size + 2)
		default:
			n = max(1, size+w.random.Int64N(5)-2)
		}
		ours := proof.CheckInclusion(q, proof.Tree{Size: n, Root: [32]byte(w.roots[size])}, i, [32]byte(leaf)) == nil
		theirs := merkle.VerifyInclusion(hasher(), uint64(i), uint64(n), leaf, slices32(q), w.roots[size]) == nil
		if ours != theirs {
			t.Fatalf("a changed proof of entry %d of %d: ours %v, theirs %v", i, n, ours, theirs)
		}
	}
}

// compareHead hands the head with its cosignature, and a proof of one entry, to those who read the
// formats.
func (w *world) compareHead(t *testing.T, index int64) {
	t.Helper()
	policyText := []byte(fmt.Sprintf("log %s\nwitness coach %s\nquorum coach\n", w.store.Keys[0], w.witness))
	policy, err := torchwood.ParsePolicy(policyText)
	if err != nil {
		t.Fatal(err)
	}
	c, _, err := torchwood.VerifyCheckpoint(w.head.Print(), policy)
	if err != nil || c.Origin != w.head.Origin || c.N != w.head.Size || c.Hash != tlog.Hash(w.head.Root) {
		t.Fatalf("torchwood reads the head as %+v, %v", c, err)
	}
	p, err := proof.Prove(w.log, index, w.head)
	if err != nil {
		t.Fatal(err)
	}
	leaf := tlog.RecordHash(w.entries[index])
	if err := torchwood.VerifyProof(policy, leaf, p.Print()); err != nil {
		t.Fatalf("torchwood of a proof: %v", err)
	}
	theirs := torchwood.FormatProof(index, tlogProof(p.Hashes), w.head.Print())
	if !bytes.Equal(theirs, p.Print()) {
		t.Fatalf("torchwood writes the proof as %q", theirs)
	}
	var read formatproof.TLogProof
	if err := read.Unmarshal(p.Print()); err != nil || !bytes.Equal(read.Marshal(), p.Print()) {
		t.Fatalf("formats reads the proof as %+v, %v", read, err)
	}
	verifier, err := note.NewVerifier(w.store.Keys[0].String())
	if err != nil {
		t.Fatal(err)
	}
	coach, err := formatnote.NewVerifierForCosignatureV1(w.witness.String())
	if err != nil {
		t.Fatal(err)
	}
	head, _, n, err := formatlog.ParseCheckpoint(w.head.Print(), w.head.Origin, verifier, coach)
	if err != nil || head.Size != uint64(w.head.Size) || !bytes.Equal(head.Hash, w.head.Root[:]) || len(n.Sigs) != 2 {
		t.Fatalf("formats reads the head as %+v, %+v, %v", head, n, err)
	}
	ours, err := w.head.CosignedAt(w.witness)
	if at, theirErr := formatnote.CoSigV1Timestamp(n.Sigs[1]); err != nil || theirErr != nil || !at.Equal(ours) {
		t.Fatalf("formats reads the time %v, ours %v: %v, %v", at, ours, theirErr, err)
	}
	w.refuse(t, policy, leaf, p)
}

// refuse holds the judges to a bad twin: one bit of the proof's file is changed. Whoever accepts it,
// ours must not unless the other does as well.
func (w *world) refuse(t *testing.T, policy torchwood.Policy, leaf tlog.Hash, p proof.LogProof) {
	t.Helper()
	file := p.Print()
	file[w.random.IntN(len(file))] ^= 1 << w.random.IntN(7)
	theirs := torchwood.VerifyProof(policy, leaf, file) == nil
	ours := false
	if back, err := proof.ParseLogProof(file); err == nil {
		_, coachErr := back.Checkpoint.CosignedAt(w.witness)
		ours = back.Checkpoint.CheckLog(w.store.Keys[0]) == nil && coachErr == nil && proof.CheckInclusion(back.Hashes, back.Checkpoint.Tree, back.Index, leaf) == nil
	}
	if ours && !theirs {
		t.Fatalf("ours accepts what torchwood refuses: %q", file)
	}
}

func tlogProof(hashes [][32]byte) tlog.RecordProof {
	out := make(tlog.RecordProof, len(hashes))
	for i, h := range hashes {
		out[i] = h
	}
	return out
}
