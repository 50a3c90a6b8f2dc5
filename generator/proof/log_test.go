package proof

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
)

// someEntries are entries of different lengths, n of them.
func someEntries(n int) [][]byte {
	entries := make([][]byte, n)
	for i := range entries {
		entries[i] = bytes.Repeat([]byte{byte(i)}, i%7)
		entries[i] = append(entries[i], fmt.Sprintf("entry %d\n", i)...)
	}
	return entries
}

// logOf lays a log of entries out as a folder.
func logOf(t testing.TB, entries [][]byte) (fstest.MapFS, Tree) {
	t.Helper()
	g := newGrowth(0, nil)
	if err := g.add(entries); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, tile := range g.newTiles() {
		data, err := tileData(g, tile, entries[min(int(tile.N*TileWidth), len(entries)):])
		if err != nil {
			t.Fatal(err)
		}
		files[tile.Path()] = &fstest.MapFile{Data: data}
	}
	tree, err := g.tree()
	if err != nil {
		t.Fatal(err)
	}
	return files, tree
}

// slowRoot is the definition of RFC 6962, section 2.1, word for word.
func slowRoot(entries [][]byte) [32]byte {
	switch len(entries) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, entries[0]...))
	}
	k := 1
	for k*2 < len(entries) {
		k *= 2
	}
	left, right := slowRoot(entries[:k]), slowRoot(entries[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func TestTilePaths(t *testing.T) {
	for path, tile := range map[string]Tile{
		"tile/0/000": {0, 0, 256}, "tile/entries/000.p/1": {EntriesLevel, 0, 1}, "tile/7/999.p/255": {7, 999, 255},
		"tile/1/x001/000": {1, 1000, 256}, "tile/entries/x001/x234/067.p/17": {EntriesLevel, 1234067, 17},
	} {
		if got, err := ParseTilePath(path); err != nil || got != tile || tile.Path() != path {
			t.Errorf("%s is %+v, %v; %+v is %s", path, got, err, tile, tile.Path())
		}
	}
	for _, path := range []string{
		"", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/8/000", "tile/-1/000", "tile/data/000", "tile/8/0/000",
		"tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/x000/000", "tile/0/001/000", "tile/0/x1/000",
		"tile/0/-01", "tile/0/+01", "/tile/0/000", "tile/0/000/", "tile/entries/x000", "tile/0/000.p/1.p/1", "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
	} {
		if got, err := ParseTilePath(path); !errors.Is(err, ErrTile) {
			t.Errorf("%q is %+v, %v", path, got, err)
		}
	}
}

func TestBundles(t *testing.T) {
	entries := someEntries(9)
	file, err := PrintBundle(entries)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseBundle(file, 9)
	if again, _ := PrintBundle(back); err != nil || !bytes.Equal(again, file) {
		t.Errorf("%v, %v", back, err)
	}
	for what, bad := range map[string][]byte{"cut": file[:len(file)-1], "a byte more": append(bytes.Clone(file), 0), "an entry more": append(bytes.Clone(file), 0, 0), "none": nil} {
		if got, err := ParseBundle(bad, 9); !errors.Is(err, ErrTile) {
			t.Errorf("%s: %d entries, %v", what, len(got), err)
		}
	}
	if _, err := PrintBundle([][]byte{make([]byte, 1<<16)}); !errors.Is(err, ErrTile) {
		t.Errorf("an entry of 65,536 bytes: %v", err)
	}
}

func TestLogOfEverySizeAtTheEdges(t *testing.T) {
	entries := someEntries(600)
	for _, size := range []int{0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 600} {
		files, tree := logOf(t, entries[:size])
		if want := slowRoot(entries[:size]); tree.Root != want || tree.Size != int64(size) {
			t.Fatalf("size %d: another root than RFC 6962 defines", size)
		}
		if want := TilesOf(tree.Size); len(want) != len(files) {
			t.Errorf("size %d: %d files, %d tiles", size, len(files), len(want))
		}
		l := NewLog(files, tree)
		got, err := l.Entries()
		if err != nil || len(got) != size {
			t.Fatalf("size %d: %d entries, %v", size, len(got), err)
		}
		for _, older := range []int{0, 1, 2, 200, 256, 300, size - 1, size} {
			if older < 0 || older > size {
				continue
			}
			root, err := l.RootAt(int64(older))
			if err != nil || root != slowRoot(entries[:older]) {
				t.Errorf("size %d at %d: %v", size, older, err)
			}
			before := Tree{int64(older), root}
			p, err := l.Consistency(before.Size, tree.Size)
			if err == nil {
				err = CheckConsistency(p, before, tree)
			}
			if err != nil {
				t.Errorf("size %d from %d: %v", size, older, err)
			}
			before.Root[0]++
			if err := CheckConsistency(p, before, tree); !errors.Is(err, ErrLogChanged) {
				t.Errorf("size %d from %d with another root: %v", size, older, err)
			}
			if older == 0 {
				continue
			}
			index := int64(older - 1)
			in, err := l.Inclusion(index, tree.Size)
			if err == nil {
				err = CheckInclusion(in, tree, index, LeafHash(entries[index]))
			}
			if err != nil {
				t.Errorf("size %d, entry %d: %v", size, index, err)
			}
			if err := CheckInclusion(in, tree, index, LeafHash([]byte("another"))); !errors.Is(err, ErrLogChanged) {
				t.Errorf("size %d, another entry %d: %v", size, index, err)
			}
			if err := CheckInclusion(append(in, [32]byte{}), tree, index, LeafHash(entries[index])); !errors.Is(err, ErrLogChanged) {
				t.Errorf("size %d, entry %d with a hash too many: %v", size, index, err)
			}
		}
	}
}

// TestLogNoticesEveryFile changes, cuts and removes each file of a log in turn.
func TestLogNoticesEveryFile(t *testing.T) {
	files, tree := logOf(t, someEntries(600))
	for path, file := range files {
		for what, data := range map[string][]byte{
			"last byte changed": append(bytes.Clone(file.Data[:len(file.Data)-1]), file.Data[len(file.Data)-1]^1),
			"first changed":     append([]byte{file.Data[0] ^ 1}, file.Data[1:]...),
			"cut":               file.Data[:len(file.Data)-1], "empty": {}, "longer": append(bytes.Clone(file.Data), 0), "gone": nil,
		} {
			files[path] = &fstest.MapFile{Data: data}
			if data == nil {
				delete(files, path)
			}
			_, err := NewLog(files, tree).Entries()
			if !errors.Is(err, ErrLogChanged) && !errors.Is(err, ErrTile) && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s %s: %v", path, what, err)
			}
		}
		files[path] = file
	}
	if _, err := NewLog(files, tree).Entries(); err != nil {
		t.Errorf("whole again: %v", err)
	}
	other := Tree{tree.Size, [32]byte{}}
	if _, err := NewLog(files, other).Inclusion(3, tree.Size); !errors.Is(err, ErrLogChanged) {
		t.Errorf("a proof for another root: %v", err)
	}
}

// TestEdgeIsReadFromAFullTile: C2SP lets a log drop partial tiles once the full one is there.
func TestEdgeIsReadFromAFullTile(t *testing.T) {
	entries := someEntries(520)
	files, _ := logOf(t, entries)
	small := Tree{300, slowRoot(entries[:300])}
	edge := Tile{1, 0, 1}.Path()
	before, _ := logOf(t, entries[:300])
	files[edge] = before[edge] // no tile of this level is full: this one is kept
	if got, err := NewLog(files, small).Entries(); err != nil || len(got) != 300 {
		t.Errorf("%d entries, %v", len(got), err)
	}
}

func TestGrowthAddsWhatIsNew(t *testing.T) {
	entries := someEntries(1030)
	for _, c := range [][2]int{{0, 1}, {1, 2}, {255, 256}, {256, 257}, {250, 1030}, {512, 513}, {700, 700}} {
		files, before := logOf(t, entries[:c[0]])
		g := newGrowth(before.Size, NewLog(files, before).hashes())
		if err := g.add(entries[c[0]:c[1]]); err != nil {
			t.Fatal(err)
		}
		for _, tile := range g.newTiles() {
			data, err := tileData(g, tile, entries[min(int(tile.N*TileWidth), len(entries)):])
			if err != nil {
				t.Fatal(err)
			}
			files[tile.Path()] = &fstest.MapFile{Data: data}
		}
		after, err := g.tree()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := NewLog(files, after).Entries(); err != nil || len(got) != c[1] || after.Root != slowRoot(entries[:c[1]]) {
			t.Errorf("from %d to %d: %d entries, %v", c[0], c[1], len(got), err)
		}
	}
}
