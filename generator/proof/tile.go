package proof

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// TileWidth is how many hashes or entries a full tile or bundle holds.
const TileWidth = 256

// Tile is one file of a log (C2SP tlog-tiles): 256 hashes of one level of the tree, or 256 entries;
// at the right edge fewer.
type Tile struct {
	Level int   // 0 holds the hashes of entries, 1 those of whole tiles below, to 7; EntriesLevel
	N     int64 // number in its level, from 0
	Width int   // 1 to TileWidth
}

// EntriesLevel is that of bundles, which hold the entries themselves.
const EntriesLevel = -1

const maxLevel = 7

// ErrTile: not a tile, bundle or path of one.
var ErrTile = errors.New("this is not a part of a log")

// Path is where a tile lies below a log's folder: tile/<level>/<n> or tile/entries/<n>, n in groups
// of three digits, all but the last marked with x; .p/<width> when it is not full.
func (t Tile) Path() string {
	name := fmt.Sprintf("%03d", t.N%1000)
	for n := t.N / 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	level := "entries"
	if t.Level != EntriesLevel {
		level = strconv.Itoa(t.Level)
	}
	if t.Width < TileWidth {
		name += ".p/" + strconv.Itoa(t.Width)
	}
	return "tile/" + level + "/" + name
}

// ParseTilePath reads Path back and nothing else. The error is ErrTile.
func ParseTilePath(path string) (Tile, error) {
	fail := fmt.Errorf("%w: the path %.100q", ErrTile, path)
	rest, ok := strings.CutPrefix(path, "tile/")
	level, rest, cut := strings.Cut(rest, "/")
	name, width, partial := strings.Cut(rest, ".p/")
	digits := strings.ReplaceAll(strings.ReplaceAll(name, "x", ""), "/", "")
	n, err := strconv.ParseInt(digits, 10, 64)
	t := Tile{EntriesLevel, n, TileWidth}
	if level != "entries" {
		l, isLevel := parseIndex(level)
		t.Level, ok = int(min(l, maxLevel+1)), ok && isLevel
	}
	if partial {
		w, isWidth := parseIndex(width)
		t.Width, ok = int(min(w, TileWidth)), ok && isWidth && w > 0 && w < TileWidth
	}
	if !ok || !cut || err != nil || n < 0 || n > maxIndex || t.Level > maxLevel || t.Path() != path {
		return Tile{}, fail
	}
	return t, nil
}

// TilesOf are the tiles and bundles of a log of this size, full ones and those at the right edge:
// what a reader of that size asks for.
func TilesOf(size int64) []Tile {
	tiles := tilesOfLevel(EntriesLevel, size)
	for level := 0; size > 0; level++ {
		tiles = append(tiles, tilesOfLevel(level, size)...)
		size /= TileWidth
	}
	return tiles
}

func tilesOfLevel(level int, count int64) []Tile {
	var tiles []Tile
	for n := range count / TileWidth {
		tiles = append(tiles, Tile{level, n, TileWidth})
	}
	if w := count % TileWidth; w > 0 {
		tiles = append(tiles, Tile{level, count / TileWidth, int(w)})
	}
	return tiles
}

// partialTiles are those of TilesOf that are not full, without a list of all the others.
func partialTiles(size int64) []Tile {
	var tiles []Tile
	for level, count := 0, size; count > 0; level, count = level+1, count/TileWidth {
		if w := count % TileWidth; w > 0 {
			tiles = append(tiles, Tile{level, count / TileWidth, int(w)})
		}
	}
	if w := size % TileWidth; w > 0 {
		tiles = append(tiles, Tile{EntriesLevel, size / TileWidth, int(w)})
	}
	return tiles
}

// PrintBundle is a number of entries, each after its length in two bytes, the higher one first.
func PrintBundle(entries [][]byte) ([]byte, error) {
	var b []byte
	for _, e := range entries {
		if len(e) > 0xffff {
			return nil, fmt.Errorf("%w: an entry of %d bytes is longer than 65,535", ErrTile, len(e))
		}
		b = append(binary.BigEndian.AppendUint16(b, uint16(len(e))), e...)
	}
	return b, nil
}

// ParseBundle reads PrintBundle of so many entries back and nothing else. The error is ErrTile.
func ParseBundle(file []byte, width int) ([][]byte, error) {
	var entries [][]byte
	for rest := file; len(rest) > 0; {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%w: it ends within entry %d", ErrTile, len(entries))
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		entries, rest = append(entries, rest[2:end:end]), rest[end:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("%w: it holds %d entries, not %d", ErrTile, len(entries), width)
	}
	return entries, nil
}
