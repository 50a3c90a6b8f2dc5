package cohort

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// Fork is two heads of one log, each signed by its key, that cannot be of one history.
type Fork struct {
	Keys         []proof.SignedKeys // of the log's owner
	Older, Newer proof.Checkpoint   // Newer is at least as long
	Prefix       [32]byte           // root of the first Older.Size entries of Newer's log; that of Newer when they are as long
	Consistency  [][32]byte         // proof that Prefix is the beginning of Newer; empty when they are as long
}

// findFork looks for two signed heads that cannot be of one log, among all that were ever seen.
func findFork(m memory, e verify.Evidence) *Fork {
	var heads []proof.Checkpoint
	for _, h := range slices.Concat(m.heads, e.Heads) {
		heads = append(heads, h.Only(e.Keys.LogKeys()...)) // the lines of others have no part in it
	}
	slices.SortStableFunc(heads, func(a, b proof.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	for i := 1; i < len(heads); i++ {
		if a, b := heads[i-1], heads[i]; a.Size == b.Size && a.Root != b.Root {
			return &Fork{Keys: e.Signed, Older: a, Newer: b, Prefix: b.Root}
		}
	}
	if e.Log == nil {
		return nil
	}
	for _, h := range heads {
		root, err := e.Log.RootAt(h.Size)
		if err != nil || root == h.Root {
			continue
		}
		hashes, err := e.Log.Consistency(h.Size, e.Head.Size)
		if err != nil {
			continue
		}
		return &Fork{Keys: e.Signed, Older: h, Newer: e.Head.Only(e.Keys.LogKeys()...), Prefix: root, Consistency: hashes}
	}
	return nil
}
