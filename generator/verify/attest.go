package verify

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Attestation is what another person says of one record, in their own words. Its signature holds, it is
// of an entry of this log, not by the author, and the log has an entry that accepts it.
type Attestation struct {
	proof.Attested
	Path    string // of the note, from the root of the site
	Entry   int64  // index of the entry that accepts it
	Label   string // of the record, as the site shows it; "" where it is not published
	Earlier bool   // of an earlier version of the record than the newest in the log
	Revoked *proof.Revocation
}

const (
	attestPath  = "proof/attest/"
	revokedPath = "proof/attest/revoked/"
	// maxAttestations bounds the notes, and the lists of revocations, that a check reads.
	maxAttestations = 2000
)

// checkAttestations is step 9.
func (r *run) checkAttestations(keys proof.KeyHistory, log logged) {
	revoked := r.readRevocations()
	var names []string
	for _, path := range r.pathsUnder(attestPath) {
		name := strings.TrimSuffix(path, proof.SignatureTail)
		if isNamed(name, attestPath, "0123456789abcdef", proof.AttestTail) && (len(names) == 0 || names[len(names)-1] != name) {
			names = append(names, name)
		}
	}
	if len(names) > maxAttestations {
		r.add(proof.CodeLimit, attestPath, fmt.Sprintf("at most %d notes", maxAttestations), many(len(names), "note", "notes"))
		return
	}
	known := lookAt(log)
	for _, path := range names {
		signed, a, ok := r.readAttestation(path)
		if !ok || !r.fits(path, a, keys, log) || !log.whole {
			continue
		}
		entry, ok := known.accepted[signed.Commit()]
		if !ok {
			r.add(proof.CodeAttestNotInLog, path, "an entry of the log that accepts this note", "none")
			continue
		}
		out := Attestation{Attested: a, Path: path, Entry: entry}
		if !r.place(&out, known) {
			continue
		}
		if x, ok := revoked[string(a.Key)].Of(a.Hash); ok {
			r.add(proof.CodeAttestRevoked, path, "a word that stands", "taken back on "+x.Date+": "+x.Reason)
			out.Revoked = &x
		}
		r.facts.Attestations = append(r.facts.Attestations, out)
	}
}

// isNamed tells of a path whether it has 16 characters of some between a beginning and an end.
func isNamed(path, from, of, to string) bool {
	name, begins := strings.CutPrefix(path, from)
	name, ends := strings.CutSuffix(name, to)
	return begins && ends && len(name) == 16 && strings.Trim(name, of) == ""
}

// lookedAt is a log as attestations are held to it.
type lookedAt struct {
	accepted map[[32]byte]int64 // by what it commits to, the first entry that accepts a note
	ids      []string           // of the entries; "" for one that cannot be read
	newest   map[string]int64   // by id, the newest entry
}

func lookAt(log logged) lookedAt {
	l := lookedAt{map[[32]byte]int64{}, make([]string, len(log.entries)), map[string]int64{}}
	for i, text := range log.entries {
		leaf, err := proof.ParseLeaf(text)
		if err != nil {
			continue // a finding tells of it
		}
		l.ids[i], l.newest[leaf.ID] = leaf.ID, int64(i)
		if _, known := l.accepted[leaf.Commit]; leaf.Kind == proof.KindAttest && !known {
			l.accepted[leaf.Commit] = int64(i)
		}
	}
	return l
}

// readAttestation reads a note and its signature; false with a finding where they cannot be used.
func (r *run) readAttestation(path string) (signed proof.SignedAttestation, a proof.Attested, ok bool) {
	sigPath := path + proof.SignatureTail
	note, sig := r.fetch(path), r.fetch(sigPath)
	if note.state == gone {
		r.add(proof.CodeAttestMalformed, path, "a note", "no such file")
	}
	if sig.state == gone {
		r.add(proof.CodeAttestMalformed, sigPath, "the signature of a note", "no such file")
	}
	if note.state != there || sig.state != there {
		return signed, a, false
	}
	signed = proof.SignedAttestation{Note: note.data, Signature: sig.data}
	a, err := signed.Check()
	switch {
	case errors.Is(err, proof.ErrAttestation):
		r.add(proof.CodeAttestMalformed, path, "an attestation of version 1", err.Error())
	case errors.Is(err, proof.ErrMismatch):
		r.add(proof.CodeAttestSignature, path, "the note that was signed", "another one")
	case err != nil:
		r.add(proof.CodeAttestMalformed, sigPath, "an SSH signature for "+string(proof.NamespaceAttest), err.Error())
	case "proof/"+proof.AttestPath(a.Hash) != path:
		r.add(proof.CodeAttestMalformed, path, "the name "+proof.AttestPath(a.Hash), "another name")
	default:
		return signed, a, true
	}
	return signed, a, false
}

// fits holds an attestation to the log.
func (r *run) fits(path string, a proof.Attested, keys proof.KeyHistory, log logged) bool {
	var entry []byte
	if a.Index < int64(len(log.entries)) {
		entry = log.entries[a.Index]
	}
	switch err := a.Fits(keys, entry); {
	case errors.Is(err, proof.ErrAttestLog):
		r.add(proof.CodeAttestOtherLog, path, "a word about "+keys.Origin(), "one about "+a.Origin)
	case errors.Is(err, proof.ErrAttestAuthor):
		r.add(proof.CodeAttestAuthor, path, "a word of somebody else than the author", "one signed by "+a.Fingerprint())
	case errors.Is(err, proof.ErrAttestLeaf) && log.whole:
		r.add(proof.CodeAttestOtherLeaf, path, fmt.Sprintf("a word about entry %d as the log has it", a.Index), "one about another entry")
	default:
		return true
	}
	return false
}

// place finds out which record an attestation is about. It is false where it calls that by another name;
// a file may have moved since.
func (r *run) place(a *Attestation, log lookedAt) bool {
	id := log.ids[a.Index]
	a.Earlier = log.newest[id] != a.Index
	for _, rec := range r.facts.Records {
		if id == "" || rec.ID != id {
			continue
		}
		a.Label = rec.Label
		if rec.Kind == proof.KindRecord && rec.Index == a.Index && rec.Place != "" && a.Record != proof.NoRecord && rec.Place != a.Record {
			r.add(proof.CodeAttestOtherLeaf, a.Path, "a word about "+clip(rec.Place, 160), "one about "+clip(a.Record, 160))
			return false
		}
	}
	return true
}

// readRevocations reads what people have taken back, by their keys.
func (r *run) readRevocations() map[string]proof.Revocations {
	out := map[string]proof.Revocations{}
	n := 0
	for _, path := range r.pathsUnder(revokedPath) {
		if !isNamed(path, revokedPath, "abcdefghijklmnopqrstuvwxyz234567", ".txt") {
			continue
		}
		if n++; n > maxAttestations {
			r.add(proof.CodeLimit, revokedPath, fmt.Sprintf("at most %d lists", maxAttestations), "more")
			break
		}
		if list, key, ok := r.readRevoked(path); ok {
			out[string(key)] = list
		}
	}
	return out
}

func (r *run) readRevoked(path string) (proof.Revocations, ed25519.PublicKey, bool) {
	text, sig := r.fetch(path), r.fetch(path+proof.SignatureTail)
	if sig.state == gone {
		r.add(proof.CodeRevokedWrong, path+proof.SignatureTail, "the signature of the list", "no such file")
	}
	if text.state != there || sig.state != there {
		return nil, nil, false
	}
	list, key, err := proof.SignedRevocations{List: text.data, Signature: sig.data}.Check()
	if err == nil && "proof/"+proof.RevokedPath(key) != path {
		err = fmt.Errorf("it is signed by %s, whose list has another name", proof.Fingerprint(key))
	}
	if err != nil {
		r.add(proof.CodeRevokedWrong, path, "a list of what the holder of one key has taken back, signed with that key", err.Error())
		return nil, nil, false
	}
	return list, key, true
}

// toldAttestations is how many attestations have a sentence of their own.
const toldAttestations = 20

// attested says who has said what of which record, by their own word, and what that leaves out.
func (f Facts) attested() []string {
	var out []string
	for i, a := range f.Attestations {
		if i == toldAttestations {
			out = append(out, many(len(f.Attestations)-i, "more word", "more words")+" of other people about records: see the page “Proof”.")
			break
		}
		out = append(out, a.sentence())
	}
	out = append(out, f.namesakes()...)
	if len(out) > 0 {
		out = append(out, "Anyone can run this software and call themselves a coach. Check that the key under a name is listed at a place you already know before relying on it.")
	}
	return out
}

// namesakes names the keys with which somebody signs under several names.
func (f Facts) namesakes() []string {
	var keys, out []string
	names := map[string][]string{}
	for _, a := range f.Attestations {
		key := a.Fingerprint()
		if names[key] == nil {
			keys = append(keys, key)
		}
		if !slices.Contains(names[key], a.By) {
			names[key] = append(names[key], a.By)
		}
	}
	for _, key := range keys {
		if n := names[key]; len(n) > 1 {
			out = append(out, "One key, "+key+", signs as "+strings.Join(n, " and ")+": count them as one person.")
		}
	}
	return out
}

// sentence is the fixed one of the basis, and by whose word it is said.
func (a Attestation) sentence() string {
	about := clip(a.Record, 160)
	if a.Record == proof.NoRecord {
		about = fmt.Sprintf("entry %d of the log, which the note does not name", a.Index)
	}
	if a.Earlier {
		about += " (an earlier version)"
	}
	out := "About " + about + ": " + a.Basis.Sentence(a.By) + ". That is " + a.By + "’s own word, as the author’s " + string(a.Relation) + ", about the time from " +
		dayText(a.From) + " to " + dayText(a.Until) + ", signed on " + dayText(a.Date) + " with the key " + a.Fingerprint() + ". Whose key that is was not checked."
	if a.Revoked != nil {
		out += " It was taken back on " + dayText(a.Revoked.Date) + ": " + a.Revoked.Reason
	}
	return out
}

// dayText is a day of a note for people.
func dayText(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 Jan 2006")
}
