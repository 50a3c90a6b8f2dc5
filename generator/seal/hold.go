package seal

import (
	"reflect"
	"runtime"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/generator/proof"
)

// held is what the log knows of an item.
type held struct {
	place string         // at which it stood when it was sealed last, as far as is known
	id    string         // of its entries, known or to be made
	same  []proof.Sealed // the lines of the newest version when that is the item as it is; nil else
	next  sealed         // the version that is to be sealed, when that is another one
}

// holdAll holds all items to the log, as many at a time as there are processors.
func (l *ledger) holdAll(items []Item, stored map[string]Stored, secrets Secrets, opt Options) ([]held, error) {
	if len(secrets) == 0 {
		return nil, ErrNoSecrets
	}
	out := make([]held, len(items))
	l.name(items, out, secrets, opt)
	var group errgroup.Group
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() (err error) {
			for i := w; i < len(items) && err == nil; i += workers {
				if err = l.hold(items[i], &out[i], stored, secrets); err == nil && out[i].same == nil {
					rev, _ := l.state.Chain.Next(out[i].id)
					out[i].next, err = items[i].seal(secrets[0], out[i].id, rev)
				}
			}
			return err
		})
	}
	return out, group.Wait()
}

// name finds the ids of items: first of those that were renamed, because another item may stand at their
// old place now.
func (l *ledger) name(items []Item, out []held, secrets Secrets, opt Options) {
	taken := map[string]bool{}
	for i, it := range items {
		out[i].place = it.Place
		if opt.Renamed == nil {
			continue
		}
		if old := opt.Renamed(it.Place); old != it.Place {
			out[i].place, out[i].id = old, l.ids[old]
			taken[out[i].id] = true
		}
	}
	for i, it := range items {
		if out[i].id == "" {
			out[i].id = l.idOf(it, secrets, taken)
		}
	}
}

// idOf is the id under which an item is or will be sealed.
func (l *ledger) idOf(it Item, secrets Secrets, taken map[string]bool) string {
	if id, ok := l.ids[it.Place]; ok && !taken[id] {
		return id
	}
	for n := 1; ; n++ {
		name := it.Name
		if n > 1 {
			name += "#" + strconv.Itoa(n) // the id of its name is that of an item that was renamed
		}
		for _, key := range secrets {
			if id := proof.LeafID(key, it.Kind, it.Slug, name); l.free(id) && l.newest[id].ID == id && !taken[id] {
				return id
			}
		}
		if id := proof.LeafID(secrets[0], it.Kind, it.Slug, name); l.newest[id].ID == "" {
			return id
		}
	}
}

// free tells of an id that it is not known to be that of an item at another place.
func (l *ledger) free(id string) bool {
	i, ok := l.index[id]
	return !ok || l.state.Rows[i].Path == proof.NoPath
}

// hold finds out whether the newest sealed version of an item is the item as it is.
func (l *ledger) hold(it Item, h *held, stored map[string]Stored, secrets Secrets) error {
	last, ok := l.newest[h.id]
	if !ok || last.Kind != it.Kind || it.claims() != last.Says {
		return nil
	}
	for _, key := range secrets {
		s, err := it.seal(key, h.id, last.Rev)
		if err != nil {
			return err
		}
		if s.commit == last.Commit {
			h.same = s.lines
			return nil
		}
	}
	if s, ok := stored[h.place]; ok && it.equals(s, last) { // sealed with a key that is not at hand
		h.same = s.Lines
	}
	return nil
}

// claims is what its entry says of its date.
func (it Item) claims() string {
	if it.Withhold || it.Says.IsZero() {
		return proof.NoDay
	}
	return it.Says.String()
}

// equals tells whether what is kept of a version says all that the item says, and is what its entry
// commits to.
func (it Item) equals(s Stored, leaf proof.Leaf) bool {
	if s.ID != leaf.ID || s.Rev != leaf.Rev || !commits(s, leaf) || len(s.Lines) != max(len(it.fields), 1) {
		return false
	}
	if it.Kind == proof.KindArtifact {
		hash, size, _, err := s.Lines[0].Shown.Artifact()
		return err == nil && hash == it.file.hash && size == it.file.size
	}
	shown := map[string]any{}
	for _, line := range s.Lines {
		shown[line.Shown.Name] = line.Shown.Value
	}
	for _, f := range it.fields {
		if !sameValue(shown[f.Name], f.Value) {
			return false
		}
	}
	return true
}

// sameValue compares what was disclosed with what is there: texts, or lists and tables of texts.
func sameValue(disclosed, value any) bool {
	if a, ok := disclosed.(string); ok {
		return a == value
	}
	return reflect.DeepEqual(disclosed, value)
}

// commits tells whether an entry commits to what is kept of it.
func commits(s Stored, leaf proof.Leaf) bool {
	if leaf.Kind == proof.KindArtifact {
		if len(s.Lines) != 1 || s.Lines[0].Withheld {
			return len(s.Lines) == 1 // a digest cannot be held to the commitment of a file
		}
		hash, size, _, err := s.Lines[0].Shown.Artifact()
		return err == nil && proof.ArtifactCommit(s.Lines[0].Shown.Salt, hash, size) == leaf.Commit
	}
	digests := make([]string, len(s.Lines))
	for i, line := range s.Lines {
		digests[i] = line.Digest
	}
	return proof.RecordCommit(leaf.ID, leaf.Rev, digests) == leaf.Commit
}
