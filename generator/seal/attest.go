package seal

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// Accepted is what another person says of an entry of the log, and the author has accepted.
type Accepted struct {
	proof.Attested
	Signed proof.SignedAttestation
}

// ReadAccepted reads what the author has accepted and is of this log, by the day on which it was signed.
// What cannot be used is a fault, and left out.
func ReadAccepted(folder fs.FS, author proof.KeyHistory, entries [][]byte) (out []Accepted, faults []error) {
	kept, faults := proof.ReadAttestations(folder)
	for _, signed := range kept {
		a, err := signed.Check()
		if err == nil {
			var entry []byte
			if a.Index < int64(len(entries)) {
				entry = entries[a.Index]
			}
			err = a.Fits(author, entry)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("proof/%s: %w", proof.AttestPath(signed.Hash()), err))
			continue
		}
		out = append(out, Accepted{a, signed})
	}
	slices.SortStableFunc(out, func(a, b Accepted) int { return strings.Compare(a.Date, b.Date) })
	return out, faults
}

// attestations are what others say, as a build shows it.
type attestations struct {
	accepted []Accepted // that the log tells of
	revoked  map[string]proof.Revocations
	lists    []proof.SignedRevocations // of those who have signed something here
}

// readAttestations reads what the author has accepted, and what was taken back of it.
func (l *Log) readAttestations() {
	sealed := map[[32]byte]bool{}
	for _, leaf := range l.leaves {
		sealed[leaf.Commit] = sealed[leaf.Commit] || leaf.Kind == proof.KindAttest
	}
	all, faults := ReadAccepted(l.folder, l.keys, l.entries)
	for _, a := range all {
		if sealed[a.Signed.Commit()] {
			l.others.accepted = append(l.others.accepted, a)
		}
	}
	l.faults = append(l.faults, faults...)
	lists, faults := proof.ReadRevocations(l.folder)
	l.faults = append(l.faults, faults...)
	l.others.revoked = map[string]proof.Revocations{}
	for _, signed := range lists {
		list, key, err := signed.Check()
		if err != nil {
			l.faults = append(l.faults, fmt.Errorf("proof/attest/revoked: %w", err))
			continue
		}
		l.others.revoked[string(key)] = list
		l.others.lists = append(l.others.lists, signed)
	}
}

// hear adds what others say of published records to the evidence. What is about a record of which nothing
// is published stays private with it, unless it does not name the record.
func (k *Known) hear(l *Log) {
	places := map[string]string{} // by id of the entries
	for place, r := range k.Evidence.Records {
		if r.Leaf != "" {
			places[r.Leaf] = place
		}
	}
	for _, a := range l.others.accepted {
		leaf := l.leaves[a.Index]
		place, published := places[leaf.ID]
		r := k.Evidence.Records[place]
		switch {
		case !published && a.Record != proof.NoRecord:
			continue
		case published && leaf.Kind == proof.KindRecord && r.Index == a.Index && a.Record != proof.NoRecord && a.Record != place:
			l.faults = append(l.faults, fmt.Errorf("proof/%s: it calls %s by another name, %.100q", proof.AttestPath(a.Hash), place, a.Record))
			continue
		}
		v := l.vouch(a, place)
		v.Earlier = v.Earlier || r.State == site.Edited
		k.Evidence.Vouches = append(k.Evidence.Vouches, v)
		k.heard = append(k.heard, a.Signed)
		if published {
			r.Vouches = append(r.Vouches, v)
			k.Evidence.Records[place] = r
		}
	}
}

// vouch is one attestation as pages show it.
func (l *Log) vouch(a Accepted, place string) site.Vouch {
	name := strings.TrimSuffix(strings.TrimPrefix(proof.AttestPath(a.Hash), "attest/"), proof.AttestTail)
	v := site.Vouch{
		Note: name, Place: place, By: a.By, Relation: string(a.Relation), Basis: string(a.Basis), Status: a.Basis.Sentence(a.By),
		From: dateOf(a.From), Until: dateOf(a.Until), Signed: dateOf(a.Date), Text: a.Text, Fingerprint: a.Fingerprint(),
		Earlier: l.newest[l.leaves[a.Index].ID] != a.Index,
	}
	if x, ok := l.others.revoked[string(a.Key)].Of(a.Hash); ok {
		v.Revoked, v.Reason = dateOf(x.Date), x.Reason
	}
	return v
}

// dateOf is a day of a note, whose form was checked.
func dateOf(day string) content.Date {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return content.Date{}
	}
	return content.DateOf(t)
}

// attestFiles are the notes that the site shows, with their signatures, and the lists of those who have
// taken one of them back.
func (l *Log) attestFiles(k Known) []File {
	var files []File
	signers := map[string]bool{}
	for _, signed := range k.heard {
		path := "proof/" + proof.AttestPath(signed.Hash())
		files = append(files, File{path, signed.Note}, File{path + proof.SignatureTail, signed.Signature})
		if a, err := signed.Check(); err == nil {
			signers[string(a.Key)] = true
		}
	}
	for _, list := range l.others.lists {
		_, key, err := list.Check()
		if err != nil || !signers[string(key)] {
			continue
		}
		path := "proof/" + proof.RevokedPath(key)
		files = append(files, File{path, list.List}, File{path + proof.SignatureTail, list.Signature})
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files
}
