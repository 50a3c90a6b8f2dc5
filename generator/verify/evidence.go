package verify

import (
	"crypto/sha256"

	"github.com/gatefold/gatefold/generator/proof"
)

// Evidence is what a check has read and found to be signed, for somebody who goes on with it: a monitor
// that remembers it, a cohort that shows some of it. Nothing needs to be read a second time, when a host
// might show something else.
type Evidence struct {
	Files  map[string][]byte  // of Options.Keep, each byte for byte the one on the signed list
	Signed []proof.SignedKeys // the author's keys as published, the first first
	Keys   proof.KeyHistory   // the same, held to one another and to their signatures; nil when that fails
	Head   *proof.Checkpoint  // proof/checkpoint, when the log's key has signed it
	Heads  []proof.Checkpoint // all that the log's key has signed, of the log or of a rewritten one
	Log    *proof.Replay      // nil unless its entries give the root of Head
}

// keep adds heads that the log's key has signed.
func (e *Evidence) keep(heads []head) {
	for _, h := range heads {
		e.Heads = append(e.Heads, h.Checkpoint)
	}
}

// held is all the evidence of a check that is over.
func (r *run) held() Evidence {
	r.reading.Lock()
	defer r.reading.Unlock()
	e := r.evidence
	e.Files = map[string][]byte{}
	for _, s := range r.sums {
		if !r.facts.Signed || r.options.Keep == nil || !r.options.Keep(s.Path) {
			continue
		}
		if f := r.kept[s.Path]; f.state == there && sha256.Sum256(f.data) == s.Hash {
			e.Files[s.Path] = f.data
		}
	}
	for i := 0; i < maxHistory; i++ {
		name := proof.KeysFile(i, maxHistory+1)
		if r.kept["proof/"+name].state != there {
			break
		}
		e.Signed = append(e.Signed, r.signedKeys(name))
	}
	if r.kept[keysPath].state == there {
		e.Signed = append(e.Signed, r.signedKeys(proof.KeysFile(0, 1)))
	}
	if keys, err := proof.CheckKeyHistory(e.Signed); err == nil {
		e.Keys = keys
	}
	return e
}

func (r *run) signedKeys(name string) proof.SignedKeys {
	path := "proof/" + name
	s := proof.SignedKeys{Text: r.kept[path].data, Signature: r.kept[path+proof.SignatureTail].data}
	if f := r.kept[path+proof.HandoverTail]; f.state == there {
		s.Handover = f.data
	}
	return s
}

// ErrLimit: more than a check takes on. A Source says so too of what is more than it gives.
var ErrLimit = errLimit
