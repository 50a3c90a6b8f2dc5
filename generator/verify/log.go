package verify

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	archivePath = "proof/checkpoints/"
	tilePath    = "proof/tile/"
	entriesPath = "proof/tile/entries"
)

// head is a checkpoint that the log's key has signed, and the file it stands in.
type head struct {
	proof.Checkpoint
	path string
}

func (h head) text() string { return string(h.Print()) }

// logged is the log as far as it can be trusted.
type logged struct {
	whole   bool // the entries give the signed root
	entries [][]byte
	heads   []head // signed, and a beginning of the log; the smallest first
}

// checkHead tells whether a checkpoint is of this log and signed by one of its keys.
func (r *run) checkHead(keys proof.KeyHistory, path string, c proof.Checkpoint) (head, bool) {
	h := head{c, path}
	if c.Origin != keys.Origin() {
		r.add(proof.CodeOtherLog, path, "a checkpoint of "+keys.Origin(), "one of "+clip(c.Origin, 80))
		return h, false
	}
	text := h.text()
	r.reading.Lock()
	signed, known := r.heads[text]
	r.reading.Unlock()
	if !known {
		signed = signedByLog(keys, c)
		r.reading.Lock()
		r.heads[text] = signed
		r.reading.Unlock()
	}
	if !signed {
		r.add(proof.CodeCheckpointSignature, path, "a checkpoint signed by the log's key", fmt.Sprintf("size %d, not signed so", c.Size))
	}
	return h, signed
}

// signedByLog tells whether one of the author's log keys has signed, and none of their lines is wrong.
func signedByLog(keys proof.KeyHistory, c proof.Checkpoint) bool {
	signed := false
	for _, k := range keys.LogKeys() {
		switch err := c.CheckLog(k); {
		case err == nil:
			signed = true
		case !errors.Is(err, proof.ErrNotSigned):
			return false
		}
	}
	return signed
}

// readHead reads a checkpoint from a file of its own.
func (r *run) readHead(keys proof.KeyHistory, path string, data []byte) (head, bool) {
	c, err := proof.ParseCheckpoint(data)
	if err != nil {
		r.add(proof.CodeCheckpointMalformed, path, "a signed checkpoint", err.Error())
		return head{}, false
	}
	return r.checkHead(keys, path, c)
}

// checkLog is steps 5 and 6, all but the versions of records.
func (r *run) checkLog(keys proof.KeyHistory, records []*record) logged {
	f := r.fetch(headPath)
	if f.state == gone {
		r.add(proof.CodeCheckpointMalformed, headPath, "the head of the log", "no such file")
	}
	var newest head
	found := false
	if f.state == there {
		newest, found = r.readHead(keys, headPath, f.data)
	}
	older := append(r.archivedHeads(keys, newest, found), r.headsOfProofs(keys, records)...)
	r.evidence.keep(older)
	if !found {
		return logged{}
	}
	r.evidence.keep([]head{newest})
	r.evidence.Head = &newest.Checkpoint
	r.facts.Size = newest.Size
	if newest.Size > proof.MaxLog {
		r.add(proof.CodeLimit, headPath, fmt.Sprintf("a log of at most %d entries", proof.MaxLog), fmt.Sprintf("%d entries", newest.Size))
		return logged{}
	}
	entries, ok := r.readEntries(newest.Size)
	if !ok {
		return logged{}
	}
	replay, err := proof.NewReplay(entries)
	if err != nil {
		r.add(proof.CodeLogFileMalformed, entriesPath, "entries of a log", err.Error())
		return logged{}
	}
	if !r.checkTiles(replay, newest) {
		return logged{}
	}
	r.evidence.Log = &replay
	return logged{true, entries, append(r.beginnings(replay, older), newest)}
}

// beginnings are the heads that are a beginning of the log.
func (r *run) beginnings(replay proof.Replay, older []head) []head {
	var out []head
	for _, h := range older {
		root, err := replay.RootAt(h.Size)
		switch {
		case err != nil:
			r.add(proof.CodeLogTruncated, h.path, fmt.Sprintf("a log of at least %d entries, as it was once signed", h.Size), fmt.Sprintf("one of %d", replay.Tree().Size))
		case root != h.Root:
			r.add(proof.CodeLogRewritten, h.path, fmt.Sprintf("the first %d entries of this log", h.Size), "a log with another beginning, signed all the same")
		default:
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b head) int { return cmp.Compare(a.Size, b.Size) })
	return out
}

// archivedHeads reads proof/checkpoints/<size>; over http, where no list names them, those of the
// sizes that partial bundles and the head speak of.
func (r *run) archivedHeads(keys proof.KeyHistory, newest head, found bool) []head {
	paths := r.pathsUnder(archivePath)
	if !r.lists() {
		paths = r.likelyHeads(newest, found)
	}
	heads := make([]*head, len(paths))
	r.parallel(len(paths), func(i int) {
		f := r.fetch(paths[i])
		if f.state != there {
			return
		}
		h, ok := r.readHead(keys, paths[i], f.data)
		if ok && paths[i] != archivePath+strconv.FormatInt(h.Size, 10) {
			r.add(proof.CodeCheckpointMalformed, paths[i], "a checkpoint of the size that its name says", fmt.Sprintf("one of %d", h.Size))
		} else if ok {
			heads[i] = &h
		}
	})
	var out []head
	for _, h := range heads {
		if h != nil {
			out = append(out, *h)
		}
	}
	return out
}

func (r *run) likelyHeads(newest head, found bool) []string {
	var sizes []int64
	for _, path := range r.pathsUnder(entriesPath + "/") {
		if t, err := proof.ParseTilePath(strings.TrimPrefix(path, "proof/")); err == nil {
			sizes = append(sizes, t.N*proof.TileWidth+int64(t.Width))
		}
	}
	if found {
		sizes = append(sizes, newest.Size)
	}
	slices.Sort(sizes)
	var paths []string
	for _, size := range slices.Compact(sizes) {
		paths = append(paths, archivePath+strconv.FormatInt(size, 10))
	}
	return paths
}

// headsOfProofs are the checkpoints that the records' proofs lead to, each once.
func (r *run) headsOfProofs(keys proof.KeyHistory, records []*record) []head {
	var out []head
	seen := map[string]bool{}
	for _, rec := range records {
		if rec.proof == nil {
			continue
		}
		h, ok := r.checkHead(keys, rec.base+".tlog-proof", rec.proof.Checkpoint)
		if !ok {
			rec.proof = nil
		} else if text := h.text(); !seen[text] {
			seen[text] = true
			out = append(out, h)
		}
	}
	return out
}

// readEntries gives all entries of the log, unless a bundle is missing or malformed.
func (r *run) readEntries(size int64) ([][]byte, bool) {
	bundles := int((size + proof.TileWidth - 1) / proof.TileWidth)
	parts, done := make([][][]byte, bundles), 0
	r.parallel(bundles, func(i int) {
		width := min(proof.TileWidth, size-int64(i)*proof.TileWidth)
		parts[i] = r.readBundle(proof.Tile{Level: proof.EntriesLevel, N: int64(i), Width: int(width)})
		r.tell("log", &done, bundles)
	})
	if slices.ContainsFunc(parts, func(p [][]byte) bool { return p == nil }) {
		return nil, false
	}
	return slices.Concat(parts...), true
}

// readBundle gives the entries of a bundle, of which a fuller one may stand in its place.
func (r *run) readBundle(t proof.Tile) [][]byte {
	read := t
	f := r.fetch("proof/" + t.Path())
	if f.state == gone && t.Width < proof.TileWidth {
		read.Width = proof.TileWidth
		f = r.fetch("proof/" + read.Path())
	}
	first := t.N * proof.TileWidth
	if f.state == gone {
		r.add(proof.CodeLogFileMissing, "proof/"+t.Path(), fmt.Sprintf("entries %d to %d", first, first+int64(t.Width)-1), "no such file")
	}
	if f.state != there {
		return nil
	}
	all, err := proof.ParseBundle(f.data, read.Width)
	if err != nil {
		r.add(proof.CodeLogFileMalformed, "proof/"+read.Path(), "entries of the log", err.Error())
		return nil
	}
	return all[:t.Width]
}

// checkTiles compares every tile and bundle with the entries, and these with the signed root.
func (r *run) checkTiles(replay proof.Replay, newest head) bool {
	paths := map[string]bool{}
	for _, path := range r.pathsUnder(tilePath) {
		paths[path] = true
	}
	for _, t := range proof.TilesOf(newest.Size) {
		full := t
		full.Width = proof.TileWidth
		if t.Level != proof.EntriesLevel && !paths["proof/"+full.Path()] {
			paths["proof/"+t.Path()] = true
		}
	}
	sound := make([]bool, len(paths))
	sorted := slices.Sorted(maps.Keys(paths))
	r.parallel(len(sorted), func(i int) { sound[i] = r.checkTile(replay, sorted[i]) })
	whole := replay.Tree().Root == newest.Root
	if !whole && !slices.Contains(sound, false) {
		r.add(proof.CodeLogChanged, headPath, "the root of these entries", "another one")
	}
	return whole
}

// checkTile compares one file. It is false where that shows that the entries are not what was signed.
func (r *run) checkTile(replay proof.Replay, path string) bool {
	f := r.fetch(path)
	t, err := proof.ParseTilePath(strings.TrimPrefix(path, "proof/"))
	var want []byte
	if err == nil {
		want, err = replay.Tile(t)
	}
	switch {
	case err != nil:
		r.add(proof.CodeLogFileMalformed, path, fmt.Sprintf("a part of a log of %d entries", replay.Tree().Size), "another name or a greater width")
	case f.state == gone:
		r.add(proof.CodeLogFileMissing, path, "a tile of the log", "no such file")
	case f.state != there:
	case t.Level != proof.EntriesLevel && len(f.data) != len(want):
		r.add(proof.CodeLogFileMalformed, path, fmt.Sprintf("%d bytes", len(want)), fmt.Sprintf("%d bytes", len(f.data)))
		return false
	case !bytes.Equal(f.data, want):
		r.add(proof.CodeLogChanged, path, "what the entries of the log give", "something else")
		return false
	}
	return true
}
