package proof

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Log reads a log from its folder of tiles. Everything it reads is checked against the root of its
// tree before it is used.
type Log struct {
	folder fs.FS
	tree   Tree
}

// ErrLogChanged: tiles or entries do not give the root that was signed.
var ErrLogChanged = errors.New("the log's files do not give the signed root")

// MaxLog is how many entries a log may have before gatefold refuses to take it on.
const MaxLog = 1_000_000

// NewLog reads the log that lies in a folder (which holds tile/) as of a tree. Nothing is read yet.
func NewLog(folder fs.FS, tree Tree) Log { return Log{folder, tree} }

// Tree is the size and root that everything is checked against.
func (l Log) Tree() Tree { return l.tree }

// tileHeight is log2 of TileWidth.
const tileHeight = 8

// hashes hands tlog the tiles that it asks for; it checks them against the root.
func (l Log) hashes() tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: l.tree.Size, Hash: l.tree.Root}, tileReader{l.folder})
}

type tileReader struct{ folder fs.FS }

func (tileReader) Height() int { return tileHeight }

func (tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

func (r tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, t := range tiles {
		data, err := readTile(r.folder, Tile{t.L, t.N, t.W})
		if err != nil {
			return nil, err
		}
		if len(data) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("%w: %s has %d bytes, not %d", ErrTile, Tile{t.L, t.N, t.W}.Path(), len(data), t.W*tlog.HashSize)
		}
		out[i] = data
	}
	return out, nil
}

const maxTileFile = TileWidth * (2 + 0xffff)

// readTile reads a tile; where one of an edge is gone, the beginning of the full one serves.
func readTile(folder fs.FS, t Tile) ([]byte, error) {
	data, err := readLimited(folder, t.Path(), maxTileFile)
	if t.Width == TileWidth || !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	whole, wholeErr := readLimited(folder, Tile{t.Level, t.N, TileWidth}.Path(), maxTileFile)
	if wholeErr != nil {
		return nil, err
	}
	if t.Level != EntriesLevel {
		if len(whole) != TileWidth*tlog.HashSize {
			return nil, fmt.Errorf("%w: %s has %d bytes", ErrTile, Tile{t.Level, t.N, TileWidth}.Path(), len(whole))
		}
		return whole[:t.Width*tlog.HashSize], nil
	}
	entries, err := ParseBundle(whole, TileWidth)
	if err != nil {
		return nil, err
	}
	return PrintBundle(entries[:t.Width])
}

// RootAt is the root of the log's first entries, as many as size.
func (l Log) RootAt(size int64) ([32]byte, error) {
	if size < 0 || size > l.tree.Size {
		return [32]byte{}, fmt.Errorf("%w: it has %d entries, and those up to %d were asked for", ErrLogChanged, l.tree.Size, size)
	}
	if size == l.tree.Size {
		return l.tree.Root, nil
	}
	root, err := tlog.TreeHash(size, l.hashes())
	return root, changedLog(err)
}

// changedLog keeps a missing or malformed file apart from one whose hashes are wrong.
func changedLog(err error) error {
	if err == nil || errors.Is(err, ErrTile) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrLogChanged, err)
}

// Inclusion proves that the entry at an index is among the first entries, as many as size: the
// hashes beside its way to the root (RFC 6962, section 2.1.1).
func (l Log) Inclusion(index, size int64) ([][32]byte, error) {
	if index < 0 || index >= size || size > l.tree.Size {
		return nil, fmt.Errorf("entry %d is not below %d of a log of %d", index, size, l.tree.Size)
	}
	p, err := tlog.ProveRecord(size, index, l.hashes())
	return plainHashes(p), changedLog(err)
}

// Consistency proves that the first entries, as many as older, are the beginning of the first newer
// ones (RFC 6962, section 2.1.2). It is empty when older is 0.
func (l Log) Consistency(older, newer int64) ([][32]byte, error) {
	if older < 0 || older > newer || newer > l.tree.Size {
		return nil, fmt.Errorf("%d entries are not a beginning of %d in a log of %d", older, newer, l.tree.Size)
	}
	if older == 0 || older == newer {
		return nil, nil
	}
	p, err := tlog.ProveTree(newer, older, l.hashes())
	return plainHashes(p), changedLog(err)
}

func plainHashes(hashes []tlog.Hash) [][32]byte {
	out := make([][32]byte, len(hashes))
	for i, h := range hashes {
		out[i] = h
	}
	return out
}

func treeHashes(hashes [][32]byte) []tlog.Hash {
	out := make([]tlog.Hash, len(hashes))
	for i, h := range hashes {
		out[i] = h
	}
	return out
}

// Entries reads all entries and every tile, and checks that they give the root. The error is
// fs.ErrNotExist or ErrTile with the path of a file, or ErrLogChanged.
func (l Log) Entries() ([][]byte, error) {
	if l.tree.Size > MaxLog {
		return nil, fmt.Errorf("%w: %d entries are more than %d", ErrTile, l.tree.Size, MaxLog)
	}
	entries := make([][]byte, 0, l.tree.Size)
	for _, t := range tilesOfLevel(EntriesLevel, l.tree.Size) {
		data, err := readTile(l.folder, t)
		if err != nil {
			return nil, err
		}
		part, err := ParseBundle(data, t.Width)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Path(), err)
		}
		entries = append(entries, part...)
	}
	r, err := NewReplay(entries)
	if err != nil {
		return nil, err
	}
	if got := r.Tree(); got != l.tree {
		return nil, fmt.Errorf("%w: %d entries give %s, the root is %s", ErrLogChanged, l.tree.Size, encodeHash(got.Root), encodeHash(l.tree.Root))
	}
	return entries, l.checkTiles(r)
}

// checkTiles compares the tiles of the log with those that its entries give.
func (l Log) checkTiles(r Replay) error {
	for _, t := range TilesOf(l.tree.Size) {
		if t.Level == EntriesLevel {
			continue
		}
		want, err := r.Tile(t)
		if err != nil {
			return err
		}
		if got, err := readTile(l.folder, t); err != nil || !bytes.Equal(got, want) {
			if err == nil {
				err = fmt.Errorf("%w: %s is not what the entries give", ErrLogChanged, t.Path())
			}
			return err
		}
	}
	return nil
}

// CheckInclusion tells whether a proof leads from an entry at an index to the root of a tree.
func CheckInclusion(proof [][32]byte, tree Tree, index int64, leaf [32]byte) error {
	if index < 0 || index >= tree.Size {
		return fmt.Errorf("%w: entry %d of a log of %d", ErrLogChanged, index, tree.Size)
	}
	if err := tlog.CheckRecord(treeHashes(proof), tree.Size, tree.Root, index, leaf); err != nil {
		return fmt.Errorf("%w: the hashes do not lead from entry %d to the root of %d entries", ErrLogChanged, index, tree.Size)
	}
	return nil
}

// CheckConsistency tells whether a proof shows that one tree is the beginning of another. A tree of
// no entries is the beginning of every other.
func CheckConsistency(proof [][32]byte, older, newer Tree) error {
	fail := fmt.Errorf("%w: the log of %d entries is not the beginning of that of %d", ErrLogChanged, older.Size, newer.Size)
	switch {
	case older.Size < 0 || older.Size > newer.Size:
		return fail
	case older.Size == 0 || older.Size == newer.Size:
		empty := older.Size == 0 && older.Root == [32]byte(emptyRoot())
		if len(proof) > 0 || older != newer && !empty {
			return fail
		}
		return nil
	case tlog.CheckTree(treeHashes(proof), newer.Size, newer.Root, older.Size, older.Root) != nil:
		return fail
	}
	return nil
}

// emptyRoot is the root of a log without entries: the SHA-256 of nothing.
func emptyRoot() tlog.Hash {
	root, err := tlog.TreeHash(0, nil)
	if err != nil {
		panic(err) // no hash is read for it
	}
	return root
}

// edge are the entries of the bundle at the right edge that is not full, checked against the tree.
func (l Log) edge() ([][]byte, error) {
	width := l.tree.Size % TileWidth
	if width == 0 {
		return nil, nil
	}
	t := Tile{EntriesLevel, l.tree.Size / TileWidth, int(width)}
	data, err := readTile(l.folder, t)
	if err != nil {
		return nil, err
	}
	entries, err := ParseBundle(data, t.Width)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path(), err)
	}
	indexes := make([]int64, len(entries))
	for i := range entries {
		indexes[i] = tlog.StoredHashIndex(0, t.N*TileWidth+int64(i))
	}
	hashes, err := l.hashes().ReadHashes(indexes)
	if err != nil {
		return nil, changedLog(err)
	}
	for i, e := range entries {
		if tlog.RecordHash(e) != hashes[i] {
			return nil, fmt.Errorf("%w: entry %d in %s", ErrLogChanged, t.N*TileWidth+int64(i), t.Path())
		}
	}
	return entries, nil
}
