package proof

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Replay is a log computed anew from its entries, without any of its files: what these must be.
type Replay struct {
	g       *growth
	entries [][]byte
}

// NewReplay computes the log of these entries, at most MaxLog.
func NewReplay(entries [][]byte) (Replay, error) {
	if len(entries) > MaxLog {
		return Replay{}, fmt.Errorf("%w: %d entries are more than %d", ErrTile, len(entries), MaxLog)
	}
	g := newGrowth(0, nil)
	return Replay{g, entries}, g.add(entries)
}

// Tree is the size and root of the whole log.
func (r Replay) Tree() Tree { return Tree{r.g.size, r.mustRoot(r.g.size)} }

// RootAt is the root of its first entries. The error is ErrLogChanged when there are not so many.
func (r Replay) RootAt(size int64) ([32]byte, error) {
	if size < 0 || size > r.g.size {
		return [32]byte{}, fmt.Errorf("%w: it has %d entries, and those up to %d were asked for", ErrLogChanged, r.g.size, size)
	}
	return r.mustRoot(size), nil
}

// mustRoot cannot fail: every hash is at hand.
func (r Replay) mustRoot(size int64) [32]byte {
	root, err := r.g.rootAt(size)
	if err != nil {
		panic(err)
	}
	return root
}

// Inclusion is the proof that the entry at an index is among the first size ones (RFC 6962, section
// 2.1.1).
func (r Replay) Inclusion(index, size int64) ([][32]byte, error) {
	if size > r.g.size {
		return nil, fmt.Errorf("%w: %d entries are more than the %d there are", ErrTile, size, r.g.size)
	}
	hashes, err := tlog.ProveRecord(size, index, r.g)
	return plainHashes(hashes), changedLog(err)
}

// Tile is what a tile or bundle of the log must hold. The error is ErrTile when the log has none
// there.
func (r Replay) Tile(t Tile) ([]byte, error) {
	count := r.g.size
	for range t.Level {
		count /= TileWidth
	}
	if t.Level < EntriesLevel || t.Level > maxLevel || t.N < 0 || t.N > count/TileWidth || t.Width < 1 || t.Width > TileWidth || t.N*TileWidth+int64(t.Width) > count {
		return nil, errors.Join(ErrTile, fmt.Errorf("a log of %d entries has no %s", r.g.size, t.Path()))
	}
	return tileData(r.g, t, r.entries[min(t.N*TileWidth, int64(len(r.entries))):])
}

// Consistency proves that the first entries, as many as older, are the beginning of the first newer ones
// (RFC 6962, section 2.1.2). It is empty when older is 0 or newer.
func (r Replay) Consistency(older, newer int64) ([][32]byte, error) {
	if older < 0 || older > newer || newer > r.g.size {
		return nil, fmt.Errorf("%w: %d entries are not a beginning of %d in a log of %d", ErrTile, older, newer, r.g.size)
	}
	if older == 0 || older == newer {
		return nil, nil
	}
	hashes, err := tlog.ProveTree(newer, older, r.g)
	return plainHashes(hashes), changedLog(err)
}
