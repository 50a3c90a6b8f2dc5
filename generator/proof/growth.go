package proof

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// growth is what entries add to a log: new hashes of the tree over those that are there already.
type growth struct {
	base  int64           // entries before
	size  int64           // entries now
	old   tlog.HashReader // hashes of the first base entries; nil when base is 0
	first int64           // number of stored hashes before
	added []tlog.Hash
}

func newGrowth(base int64, old tlog.HashReader) *growth {
	return &growth{base: base, size: base, old: old, first: tlog.StoredHashCount(base)}
}

// ReadHashes gives hashes, new and old, by their number in the order in which they become known.
func (g *growth) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var older []int64
	for i, at := range indexes {
		switch {
		case at < g.first:
			older = append(older, at)
		case at-g.first >= int64(len(g.added)):
			return nil, fmt.Errorf("%w: hash %d is not known yet", ErrTile, at)
		default:
			out[i] = g.added[at-g.first]
		}
	}
	if len(older) == 0 {
		return out, nil
	}
	read, err := g.old.ReadHashes(older)
	if err != nil {
		return nil, err
	}
	for i, at := range indexes {
		if at < g.first {
			out[i], read = read[0], read[1:]
		}
	}
	return out, nil
}

// add puts entries at the end.
func (g *growth) add(entries [][]byte) error {
	for _, e := range entries {
		hashes, err := tlog.StoredHashes(g.size, e, g)
		if err != nil {
			return changedLog(err)
		}
		g.added = append(g.added, hashes...)
		g.size++
	}
	return nil
}

// tree is the whole log's size and root.
func (g *growth) tree() (Tree, error) {
	root, err := tlog.TreeHash(g.size, g)
	return Tree{g.size, root}, changedLog(err)
}

// tile is one tile of hashes.
func (g *growth) tile(t Tile) ([]byte, error) {
	data, err := tlog.ReadTileData(tlog.Tile{H: tileHeight, L: t.Level, N: t.N, W: t.Width}, g)
	return data, changedLog(err)
}

// tileData is the content of a tile; of a bundle, when entries begin with the first one in it.
func tileData(g *growth, t Tile, entries [][]byte) ([]byte, error) {
	if t.Level == EntriesLevel {
		return PrintBundle(entries[:t.Width])
	}
	return g.tile(t)
}

// newTiles are the tiles and bundles that are not in the log of base entries.
func (g *growth) newTiles() []Tile {
	var tiles []Tile
	was, now := g.base, g.size
	for level := EntriesLevel; now > 0; level++ {
		for n := was / TileWidth; n*TileWidth < now; n++ {
			if width := min(TileWidth, now-n*TileWidth); n*TileWidth+width > was {
				tiles = append(tiles, Tile{level, n, int(width)})
			}
		}
		if level >= 0 {
			was, now = was/TileWidth, now/TileWidth
		}
	}
	return tiles
}

// rootAt is the root of the log's first entries.
func (g *growth) rootAt(size int64) ([32]byte, error) {
	root, err := tlog.TreeHash(size, g)
	return root, changedLog(err)
}
