package proof

import (
	"errors"
	"fmt"
	"io/fs"
)

// finish brings to its end what the intention names: the memory beside the key, then the signature,
// tiles, bundles, leaves.tsv, and the head last. Each step may be repeated.
func (s Store) finish(signer LogSigner, others []Checkpoint) error {
	data, err := readLimited(s.Folder, intentionFile, MaxLog*maxLeaf)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	p, err := parseIntention(data)
	if err != nil {
		return fmt.Errorf("%w: proof/%s. Somebody has changed it; put it back from a backup", err, intentionFile)
	}
	base, err := s.headOrNone()
	switch {
	case err != nil:
		return err
	case base.Tree == p.tree: // only the intention itself, and what it made needless, is left
		return s.tidy(p)
	case base.Size != p.base:
		return s.abandon(p, base.Tree, signer)
	}
	return s.perform(p, base.Tree, signer, others)
}

// abandon drops an intention that does not continue this log, as when the folder was fetched from
// another computer since: when it was finished there, or when nothing of it was ever signed.
func (s Store) abandon(p intention, here Tree, signer LogSigner) error {
	m, err := s.remembered(signer)
	if err != nil {
		return err
	}
	finished := false
	if here.Size >= p.tree.Size {
		root, err := s.logOf(here).RootAt(p.tree.Size)
		if err != nil {
			return err
		}
		finished = root == p.tree.Root
	}
	if finished || m.tree.Size < p.tree.Size {
		return s.Folder.Remove(intentionFile)
	}
	return fmt.Errorf("%w: a seal of %d entries was signed and not finished, and the log here has %d others. Put the proof folder back as it was", ErrForked, p.tree.Size, here.Size)
}

func (s Store) perform(p intention, base Tree, signer LogSigner, others []Checkpoint) error {
	g, entries, err := s.growth(base, p.leaves)
	if err != nil {
		return err
	}
	if tree, err := g.tree(); err != nil {
		return err
	} else if tree != p.tree {
		return s.abandon(p, base, signer)
	}
	if err := s.checkOthers(signer, others, p.tree, g.rootAt); err != nil {
		return err
	}
	if err := replace(signer.Memory, s.memoryFile(), memory{s.Origin, p.tree}.print()); err != nil {
		return err
	}
	head := SignCheckpoint(s.Origin, p.tree, signer.Keys...)
	if err := s.writeTiles(g, entries); err != nil {
		return err
	}
	rows, err := s.Rows(base)
	if err != nil {
		return err
	}
	for i, l := range p.leaves {
		rows = append(rows, Row{p.base + int64(i), l.ID, l.Rev, l.Path})
	}
	if err := replace(s.Folder, rowsFile, PrintRows(rows)); err != nil {
		return err
	}
	if err := replace(s.Folder, headFile, head.Print()); err != nil {
		return err
	}
	return s.tidy(p)
}

// writeTiles writes the tiles of hashes, then the bundles; entries begin with the bundle at the
// edge of the log before.
func (s Store) writeTiles(g *growth, entries [][]byte) error {
	first := g.base - g.base%TileWidth
	for _, bundles := range []bool{false, true} {
		var names []string
		for _, t := range g.newTiles() {
			if (t.Level == EntriesLevel) != bundles {
				continue
			}
			at := 0
			if bundles {
				at = int(t.N*TileWidth - first)
			}
			data, err := tileData(g, t, entries[at:])
			if err != nil {
				return err
			}
			name := "log/" + t.Path()
			if err := s.Folder.Write(name, data); err != nil {
				return err
			}
			names = append(names, name)
		}
		if err := s.Folder.Sync(names...); err != nil {
			return err
		}
	}
	return nil
}

// tidy takes away the tiles of the former edge, unless a head that is kept needs them, and the
// intention last.
func (s Store) tidy(p intention) error {
	archived, err := s.Archived()
	if err != nil {
		return err
	}
	needed := map[Tile]bool{}
	for _, t := range partialTiles(p.tree.Size) {
		needed[t] = true
	}
	for _, c := range archived {
		for _, t := range partialTiles(c.Size) {
			needed[t] = true
		}
	}
	for _, t := range partialTiles(p.base) {
		if needed[t] {
			continue
		}
		if err := s.Folder.Remove("log/" + t.Path()); err != nil {
			return err
		}
	}
	return s.Folder.Remove(intentionFile)
}
