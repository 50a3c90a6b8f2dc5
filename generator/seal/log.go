package seal

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// Log is an author's log as a build reads it, without a key.
type Log struct {
	folder   fs.FS // proof/ of the source
	signed   []proof.SignedKeys
	keys     proof.KeyHistory
	head     proof.Checkpoint
	archived []proof.Checkpoint
	heads    []proof.Checkpoint // archived ones and the newest
	seenBy   []proof.Sighting   // by heads, what the author's policy makes of them
	replay   proof.Replay
	leaves   []proof.Leaf
	entries  [][]byte
	newest   map[string]int64 // by id, index of the newest entry
	first    map[string]int64 // by id, index of the first
	stored   map[string]Stored
	policy   proof.Policy // of the author; empty when there is none
	stamps   []File       // of RFC 3161, with their queries
	others   attestations
	consents []File // to cohorts, with their signatures
	faults   []error
	// succession and earlier are the log that this one continues; nil when there is none.
	succession *proof.Succession
	earlier    *Log
}

// maxPolicyFile bounds the author's policy.txt.
const maxPolicyFile = 64 << 10

// Read reads the proof folder of a portfolio. A nil Log says that nothing was sealed yet; an error that
// what is there cannot be used.
func Read(folder fs.FS) (*Log, error) { return read(folder, 0) }

// read is Read of a log that so many others continue.
func read(folder fs.FS, depth int) (*Log, error) {
	signed, err := proof.ReadKeyHistory(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l := &Log{folder: folder, signed: signed}
	if l.keys, err = proof.CheckKeyHistory(signed); err != nil {
		return nil, err
	}
	store := proof.Store{Folder: proof.ReadOnly(folder), Origin: l.keys.Origin(), Keys: l.keys.LogKeys()}
	if l.head, err = store.Head(); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if l.archived, err = store.Archived(); err != nil {
		return nil, err
	}
	l.heads = l.archived
	if n := len(l.archived); n == 0 || l.archived[n-1].Text() != l.head.Text() {
		l.heads = append(slices.Clip(l.archived), l.head)
	}
	tree, err := store.Log()
	if err != nil {
		return nil, err
	}
	if err := l.readEntries(tree); err != nil {
		return nil, err
	}
	l.stored, l.faults = ReadStored(folder)
	l.readPolicy()
	l.readStamps()
	l.readAttestations()
	l.readConsents()
	l.readEarlier(depth)
	l.seenBy = proof.Sightings(l.heads, l.policy)
	return l, nil
}

func (l *Log) readEntries(tree proof.Log) (err error) {
	if l.entries, err = tree.Entries(); err != nil {
		return err
	}
	if l.replay, err = proof.NewReplay(l.entries); err != nil {
		return err
	}
	l.newest, l.first = map[string]int64{}, map[string]int64{}
	for i, e := range l.entries {
		leaf, err := proof.ParseLeaf(e)
		if err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
		l.leaves = append(l.leaves, leaf)
		if _, known := l.first[leaf.ID]; !known {
			l.first[leaf.ID] = int64(i)
		}
		l.newest[leaf.ID] = int64(i)
	}
	return nil
}

// readPolicy reads whom the author names as witnesses. A file that cannot be read names nobody.
func (l *Log) readPolicy() {
	l.policy = proof.Policy{Quorum: proof.NoQuorum}
	data, err := l.readFile("policy.txt", maxPolicyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil {
		var p proof.Policy
		if p, err = proof.ParsePolicy(data); err == nil {
			l.policy = p
			return
		}
	}
	l.faults = append(l.faults, fmt.Errorf("proof/policy.txt: %w", err))
}

// readStamps reads the time stamps of the heads that are kept. One that is of something else is left out.
func (l *Log) readStamps() {
	for _, c := range l.archived {
		path := proof.StampPath(c.Size)
		answer, err := proof.StampFile(l.folder, path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			_, err = proof.ParseStamp(answer, c)
		}
		if err != nil {
			l.faults = append(l.faults, fmt.Errorf("proof/%s: %w", path, err))
			continue
		}
		l.stamps = append(l.stamps, File{"proof/" + path, answer})
		// The query is for those who ask; a stamp is as good without it.
		if query, err := proof.StampFile(l.folder, proof.StampQueryPath(c.Size)); err == nil {
			l.stamps = append(l.stamps, File{"proof/" + proof.StampQueryPath(c.Size), query})
		}
	}
}

func (l *Log) readFile(name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(l.folder, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is no file of at most %d bytes", limit)
	}
	return fs.ReadFile(l.folder, name)
}

// Faults are what could not be read and is left out.
func (l *Log) Faults() []error { return l.faults }

// Author is what a reader needs to name the author by.
type Author struct{ Fingerprint, Principal, Origin string }

// Author is the holder of the newest key.
func (l *Log) Author() Author {
	current := l.keys.Current()
	return Author{current.Fingerprint(), proof.Principal(current.Public), l.keys.Origin()}
}

// Known is what a log says of a portfolio's items.
type Known struct {
	Evidence  site.Evidence
	published []published
	heard     []proof.SignedAttestation // what others say of them
}

// published is an item whose entry and disclosures belong into the site.
type published struct {
	stored Stored
	proof  proof.LogProof
}

// Know holds a portfolio's items to the log.
func (l *Log) Know(items []Item) (Known, error) {
	author := l.Author()
	k := Known{Evidence: site.Evidence{
		Fingerprint: author.Fingerprint, Principal: author.Principal, Origin: author.Origin, Size: l.head.Size,
		Policy: len(l.policy.Witnesses) > 0, Weeks: l.weeks(), Records: map[string]site.RecordEvidence{},
		Earlier: l.earlierEvidence(),
	}}
	edited := 0
	for _, it := range items {
		s, sealed := l.storedOf(it)
		if it.Withhold {
			continue
		}
		e := site.RecordEvidence{}
		if sealed {
			e = l.evidence(it, s)
		}
		k.Evidence.Records[it.Place] = e
		switch e.State {
		case site.Edited:
			edited++
			continue
		case site.NotSealed:
			continue
		}
		proven, err := l.prove(s.Index)
		if err != nil {
			return Known{}, err
		}
		k.published = append(k.published, published{s, proven})
	}
	k.hear(l)
	k.Evidence.Private = l.sealedItems() - len(k.published) - edited
	return k, nil
}

// sealedItems counts the records and files that are sealed and not taken back.
func (l *Log) sealedItems() (n int) {
	for _, i := range l.newest {
		if kind := l.leaves[i].Kind; kind == proof.KindRecord || kind == proof.KindArtifact {
			n++
		}
	}
	return n
}

// storedOf is the newest sealed version of an item, if what is kept of it is what the log has.
func (l *Log) storedOf(it Item) (Stored, bool) {
	s, ok := l.stored[it.Place]
	if !ok {
		return s, false
	}
	newest, ok := l.newest[s.ID]
	if !ok || newest != s.Index || l.leaves[newest].Kind != it.Kind {
		return s, false
	}
	leaf := l.leaves[newest]
	return s, leaf.Rev == s.Rev && commits(s, leaf)
}

func (l *Log) evidence(it Item, s Stored) site.RecordEvidence {
	leaf := l.leaves[s.Index]
	e := site.RecordEvidence{State: site.Sealed, Leaf: s.ID, Rev: s.Rev, Index: s.Index, Says: it.Says}
	e.First, e.Newest = l.seen(l.first[s.ID]), l.seen(s.Index)
	switch {
	case !it.shows(s) || it.claims() != leaf.Says:
		e.State = site.Edited
	case !e.Newest.On.IsZero():
		e.State = site.Seen
	}
	return e
}

// shows tells whether an item is still what was sealed, as far as that can be told without a key: a row
// that is withheld cannot be compared.
func (it Item) shows(s Stored) bool {
	if it.Kind == proof.KindArtifact {
		if s.Lines[0].Withheld {
			return false
		}
		hash, size, path, err := s.Lines[0].Shown.Artifact()
		return err == nil && hash == it.file.hash && size == it.file.size && path == it.file.path
	}
	shown := map[string]any{}
	for _, line := range s.Lines {
		if !line.Withheld {
			shown[line.Shown.Name] = line.Shown.Value
		}
	}
	if len(s.Lines) != len(it.fields) {
		return false
	}
	open := 0
	for _, f := range it.fields {
		if f.Withhold {
			continue
		}
		open++
		if !sameValue(shown[f.Name], f.Value) {
			return false
		}
	}
	return open == len(shown)
}

// seen is when an entry had been seen by those whom the author names.
func (l *Log) seen(index int64) site.Sighting {
	s, ok := proof.Earliest(index, l.seenBy)
	if !ok || len(s.Seen) == 0 {
		return site.Sighting{}
	}
	return site.Sighting{On: content.DateOf(s.At.UTC()), By: slices.Sorted(maps.Keys(s.Seen))}
}

func (l *Log) prove(index int64) (proof.LogProof, error) {
	s, _ := proof.Earliest(index, l.seenBy) // the newest head has every entry
	hashes, err := l.replay.Inclusion(index, s.Checkpoint.Size)
	return proof.LogProof{Index: index, Hashes: hashes, Checkpoint: s.Checkpoint}, err
}

// weeks are all weeks from the first to the last in which a witness signed.
func (l *Log) weeks() []site.Week {
	parties := map[content.Date]map[string]bool{}
	for _, s := range l.seenBy {
		for name, at := range s.Seen {
			monday := mondayOf(at)
			if parties[monday] == nil {
				parties[monday] = map[string]bool{}
			}
			parties[monday][name] = true
		}
	}
	var out []site.Week
	days := slices.SortedFunc(maps.Keys(parties), content.Date.Compare)
	for i, day := range days {
		if i > 0 {
			for at := days[i-1].AddDays(7); at.Before(day) && len(out) < maxWeeks; at = at.AddDays(7) {
				out = append(out, site.Week{Monday: at})
			}
		}
		out = append(out, site.Week{Monday: day, Parties: len(parties[day])})
	}
	return out
}

// maxWeeks bounds the weeks between two sightings that are listed: a witness's clock may be wrong.
const maxWeeks = 2000

func mondayOf(t time.Time) content.Date {
	day := content.DateOf(t.UTC())
	return day.AddDays(-(int(day.Time().Weekday()) + 6) % 7)
}
