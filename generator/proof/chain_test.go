package proof

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"
)

func TestChain(t *testing.T) {
	var c Chain
	const a, b = "000000000000000a", "000000000000000b"
	for i, step := range []struct {
		id   string
		rev  int
		prev int64
		want error
	}{
		{a, 1, NoPrev, nil}, {b, 1, NoPrev, nil}, {a, 2, 0, nil}, {a, 3, 2, nil}, {b, 2, 1, nil},
		{a, 3, 2, ErrChain}, {a, 4, 4, ErrChain}, {b, 1, NoPrev, ErrChain}, {"000000000000000c", 2, NoPrev, ErrChain}, {"000000000000000d", 1, 0, ErrChain},
		{a, 5, 6, nil},
	} {
		if err := c.Add(int64(i), Leaf{ID: step.id, Rev: step.rev, Prev: step.prev}); !errors.Is(err, step.want) {
			t.Errorf("entry %d: %v", i, err)
		}
	}
	if p, ok := c.Newest(a); !ok || p != (Place{10, 5}) {
		t.Errorf("newest %+v, %v", p, ok)
	}
	if _, ok := c.Newest("x"); ok {
		t.Error("a place of what is not there")
	}
}

func TestGrowFollowsRevisions(t *testing.T) {
	s, signer := testStore(diskFolder(t)), testSigner(diskFolder(t))
	one := func(rev int, prev int64) func(State) ([]NewLeaf, error) {
		return func(State) ([]NewLeaf, error) {
			l := leavesFrom("a", 0, 1)
			l[0].Rev, l[0].Prev = rev, prev
			return l, nil
		}
	}
	if _, err := s.Grow(signer, nil, one(1, NoPrev)); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []func(State) ([]NewLeaf, error){one(1, NoPrev), one(2, NoPrev), one(2, 1), one(3, 0)} {
		if _, err := s.Grow(signer, nil, bad); !errors.Is(err, ErrChain) {
			t.Errorf("%v", err)
		}
	}
	_, err := s.Grow(signer, nil, func(st State) ([]NewLeaf, error) {
		l := leavesFrom("a", 0, 1)
		l[0].Rev, l[0].Prev = st.Chain.Next(l[0].ID)
		l[0].Kind = KindRetract
		return l, nil
	})
	if err != nil {
		t.Error(err)
	}
	if ids := whole(t, s); len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("%v", ids)
	}
}

// TestReplayIsTheFolder: what a replay says of every tile of every size is what lies there.
func TestReplayIsTheFolder(t *testing.T) {
	entries := someEntries(600)
	files, tree := logOf(t, entries)
	r, err := NewReplay(entries)
	if err != nil || r.Tree() != tree {
		t.Fatalf("%+v, %v", r.Tree(), err)
	}
	for path, file := range files {
		tile, err := ParseTilePath(path)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := r.Tile(tile); err != nil || !bytes.Equal(want, file.Data) {
			t.Errorf("%s: %v", path, err)
		}
	}
	small, _ := logOf(t, entries[:300])
	for _, tile := range TilesOf(300) {
		if want, err := r.Tile(tile); err != nil || !bytes.Equal(want, small[tile.Path()].Data) {
			t.Errorf("%+v of a smaller log: %v", tile, err)
		}
	}
	if root, err := r.RootAt(300); err != nil || root != slowRoot(entries[:300]) {
		t.Errorf("root at 300: %v", err)
	}
	for _, size := range []int64{-1, 601} {
		if _, err := r.RootAt(size); !errors.Is(err, ErrLogChanged) {
			t.Errorf("root at %d: %v", size, err)
		}
	}
	for _, tile := range []Tile{{0, 2, 89}, {0, 3, 1}, {1, 0, 3}, {2, 0, 1}, {7, 0, 1}, {8, 0, 1}, {-2, 0, 1}, {EntriesLevel, 2, 256}, {0, 0, 0}, {0, 0, 257}, {0, -1, 1}, {0, 1 << 60, 1}} {
		if _, err := r.Tile(tile); !errors.Is(err, ErrTile) {
			t.Errorf("%+v: %v", tile, err)
		}
	}
}

func TestDiskFolderStaysInside(t *testing.T) {
	f := diskFolder(t)
	for _, name := range []string{"../out", "/out", "a/../../out"} {
		if err := f.Write(name, []byte("x")); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if err := f.Remove("none"); err != nil {
		t.Errorf("removing nothing: %v", err)
	}
	if err := f.Sync("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("syncing nothing: %v", err)
	}
	if err := f.Rename("none", "other"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("renaming nothing: %v", err)
	}
	release, err := f.Lock("l")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Lock("l"); !errors.Is(err, ErrLocked) {
		t.Errorf("locked twice: %v", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
	again, err := f.Lock("l")
	if err != nil {
		t.Fatalf("locked after it was released: %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}
