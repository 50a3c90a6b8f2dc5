package seal

import (
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// Secrets are the keys that ids and salts come from, the author's newest first; older ones belong to
// identities that have been replaced.
type Secrets [][]byte

// SecretsOf are those of identities, the newest first.
func SecretsOf(ids []proof.Identity) Secrets {
	out := make(Secrets, len(ids))
	for i, id := range ids {
		out[i] = id.RedactKey()
	}
	return out
}

// Options say what a plan may do beside sealing what is new.
type Options struct {
	// Retract takes back the records that are gone.
	Retract bool
	// Renamed gives the place under which an item was sealed before; nil when nothing was renamed.
	Renamed func(place string) string
	// Keys is the file keys.txt, when the log does not know of it yet: after a rotation.
	Keys *KeyChange
	// Accepted are the attestations that the author has accepted. Those that the log has no entry for get one.
	Accepted []Accepted
	// Succeeds is the earlier log that this one continues; nil when there is none.
	Succeeds *proof.Succession
}

// KeyChange is a rotation that the log is to tell of.
type KeyChange struct {
	Fingerprint string // of the new key
	Commit      [32]byte
}

// Plan is what sealing a portfolio would do to a log.
type Plan struct {
	New     []string // places that were never sealed, or had been taken back
	Edited  []string // places whose sealed version is another
	Gone    []string // places that are sealed, and that the portfolio does not have any more
	Same    int
	Private int        // items of which nothing is published
	Heard   []Accepted // attestations that the log tells of from now on
	Leaves  []proof.NewLeaf
	Stored  []Stored // what is to be kept once the leaves are in the log
}

// ledger is a log as a plan is made from it.
type ledger struct {
	state  proof.State
	ids    map[string]string     // by the place at which their items stood last
	newest map[string]proof.Leaf // by id
	index  map[string]int64      // by id, of the newest
}

// readLedger reads what the log says; entries are all of it.
func readLedger(state proof.State, entries [][]byte) (*ledger, error) {
	if len(entries) != len(state.Rows) {
		return nil, fmt.Errorf("the log has %d entries, and leaves.tsv %d", len(entries), len(state.Rows))
	}
	l := &ledger{state: state, ids: map[string]string{}, newest: map[string]proof.Leaf{}, index: map[string]int64{}}
	for i, e := range entries {
		leaf, err := proof.ParseLeaf(e)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		row := state.Rows[i]
		if row.ID != leaf.ID || row.Rev != leaf.Rev {
			return nil, fmt.Errorf("entry %d is another one in leaves.tsv. Delete proof/leaves.tsv: it is made anew", i)
		}
		l.newest[leaf.ID], l.index[leaf.ID] = leaf, int64(i)
	}
	for i, row := range state.Rows { // an item that was renamed stands at its last place alone
		if row.Path != proof.NoPath && l.index[row.ID] == int64(i) {
			l.ids[row.Path] = row.ID
		}
	}
	return l, nil
}

// learn takes up where items stood from what is kept of them, where leaves.tsv was lost.
func (l *ledger) learn(stored map[string]Stored) {
	for place, s := range stored {
		i, ok := l.index[s.ID]
		if _, known := l.ids[place]; !known && ok && l.state.Rows[i].Path == proof.NoPath {
			l.ids[place], l.state.Rows[i].Path = s.ID, place
		}
	}
}

func (l *ledger) placeOf(id string) string { return l.state.Rows[l.index[id]].Path }

// byPlace orders ids by where their items stand.
func (l *ledger) byPlace(a, b string) int {
	return cmp.Or(strings.Compare(l.placeOf(a), l.placeOf(b)), strings.Compare(a, b))
}

// NewPlan holds items to the log. entries are all of the log, stored what is kept of it (by place).
func NewPlan(items []Item, state proof.State, entries [][]byte, stored map[string]Stored, secrets Secrets, opt Options) (Plan, error) {
	log, err := readLedger(state, entries)
	if err != nil {
		return Plan{}, err
	}
	log.learn(stored)
	found, err := log.holdAll(items, stored, secrets, opt)
	if err != nil {
		return Plan{}, err
	}
	b := planBuilder{log: log, next: state.Head.Size, here: map[string]bool{}}
	b.succeeds(secrets[0], opt.Succeeds)
	for i, it := range items {
		if err := b.item(it, found[i]); err != nil {
			return Plan{}, err
		}
	}
	b.gone(opt, stored)
	b.keys(secrets[0], opt.Keys)
	b.accepted(secrets[0], opt.Accepted)
	return b.plan, nil
}

type planBuilder struct {
	plan Plan
	log  *ledger
	next int64           // index of the next entry
	here map[string]bool // ids of items
}

func (b *planBuilder) leaf(l proof.Leaf, place string) int64 {
	l.Rev, l.Prev = b.log.state.Chain.Next(l.ID)
	b.plan.Leaves = append(b.plan.Leaves, proof.NewLeaf{Leaf: l, Path: place})
	b.next++
	return b.next - 1
}

// item adds an entry for an item whose newest version is not sealed.
func (b *planBuilder) item(it Item, f held) error {
	if b.here[f.id] {
		return fmt.Errorf("%s and another record would be sealed as one. Give --renamed the one that was renamed", it.Place)
	}
	b.here[f.id] = true
	if it.Withhold {
		b.plan.Private++
	}
	if f.same != nil {
		b.plan.Same++
		b.plan.Stored = append(b.plan.Stored, Stored{it.Slug, it.Place, f.id, b.log.newest[f.id].Rev, b.log.index[f.id], it.published(f.same)})
		return nil
	}
	last, sealedBefore := b.log.newest[f.id]
	if sealedBefore && last.Kind != proof.KindRetract {
		b.plan.Edited = append(b.plan.Edited, it.Place)
	} else {
		b.plan.New = append(b.plan.New, it.Place)
	}
	rev, _ := b.log.state.Chain.Next(f.id)
	index := b.leaf(proof.Leaf{Kind: it.Kind, ID: f.id, Says: it.claims(), Commit: f.next.commit}, it.Place)
	b.plan.Stored = append(b.plan.Stored, Stored{it.Slug, it.Place, f.id, rev, index, it.published(f.next.lines)})
	return nil
}

// gone names what is sealed and not there any more, and takes it back where that is allowed. Until then
// what is kept of it stays.
func (b *planBuilder) gone(opt Options, stored map[string]Stored) {
	kept := map[string]Stored{}
	for _, s := range stored {
		kept[s.ID] = s
	}
	for _, id := range slices.SortedFunc(maps.Keys(b.log.newest), b.log.byPlace) {
		leaf, place := b.log.newest[id], b.log.placeOf(id)
		if leaf.Kind != proof.KindRecord && leaf.Kind != proof.KindArtifact || b.here[id] {
			continue
		}
		b.plan.Gone = append(b.plan.Gone, cmp.Or(strings.TrimPrefix(place, proof.NoPath), "entry "+id))
		if opt.Retract {
			rev, _ := b.log.state.Chain.Next(id)
			b.leaf(proof.Leaf{Kind: proof.KindRetract, ID: id, Says: proof.NoDay, Commit: proof.RecordCommit(id, rev, nil)}, place)
		} else if s, ok := kept[id]; ok {
			b.plan.Stored = append(b.plan.Stored, s)
		}
	}
}

// keys adds the entry that tells of a new key.
func (b *planBuilder) keys(redactKey []byte, change *KeyChange) {
	if change == nil {
		return
	}
	id := proof.LeafID(redactKey, proof.KindKey, "", change.Fingerprint)
	if last, ok := b.log.newest[id]; ok && last.Commit == change.Commit {
		return
	}
	b.leaf(proof.Leaf{Kind: proof.KindKey, ID: id, Says: proof.NoDay, Commit: change.Commit}, "keys.txt")
}

// accepted adds an entry for each attestation that has none.
func (b *planBuilder) accepted(redactKey []byte, accepted []Accepted) {
	known := map[[32]byte]bool{}
	for _, leaf := range b.log.newest {
		known[leaf.Commit] = known[leaf.Commit] || leaf.Kind == proof.KindAttest
	}
	for _, a := range accepted {
		if commit := a.Signed.Commit(); !known[commit] {
			id := proof.LeafID(redactKey, proof.KindAttest, "", hex.EncodeToString(a.Hash[:]))
			b.leaf(proof.Leaf{Kind: proof.KindAttest, ID: id, Says: proof.NoDay, Commit: commit}, proof.AttestPath(a.Hash))
			b.plan.Heard = append(b.plan.Heard, a)
		}
	}
}

// ErrNoSecrets: there is no key to make ids from.
var ErrNoSecrets = errors.New("there is no key to seal with")
