package verify

import (
	"bytes"

	"github.com/gatefold/gatefold/generator/proof"
)

// Earlier is a log that the author says was theirs, until its key was lost.
type Earlier struct {
	Fingerprint string // of its newest key
	Size        int64
	Date        string // on which the author said so
}

const successionPath = "proof/" + proof.SuccessionFile

// checkSuccession is step 11: what the author says of an earlier log is in this log, and that log is the
// one that stands beside it.
func (r *run) checkSuccession(log logged) {
	told := map[[32]byte]bool{}
	for _, e := range log.entries {
		if !bytes.HasPrefix(e, []byte("gatefold-leaf v1\nkind succeeds\n")) {
			continue
		}
		if leaf, err := proof.ParseLeaf(e); err == nil {
			told[leaf.Commit] = true
		}
	}
	if !log.whole || len(told) == 0 && !r.listed[successionPath] {
		return
	}
	f := r.fetch(successionPath)
	if f.state == gone {
		r.add(proof.CodeSuccession, successionPath, "what the log tells of an earlier one", "no such file")
	}
	if f.state != there {
		return
	}
	s, err := proof.ParseSuccession(f.data)
	switch {
	case err != nil:
		r.add(proof.CodeSuccession, successionPath, "what an author says of an earlier log", err.Error())
		return
	case !told[s.Commit()]:
		r.add(proof.CodeSuccession, successionPath, "what the log tells of an earlier one", "something else")
		return
	}
	keys, head, ok := r.readEarlier("proof/" + s.Folder() + "/")
	if !ok {
		return
	}
	if err := s.Holds(keys, head); err != nil {
		r.add(proof.CodeSuccession, "proof/"+s.Folder()+"/checkpoint", "the earlier log that is spoken of", err.Error())
		return
	}
	r.facts.Earlier = &Earlier{keys.Current().Fingerprint(), s.Size, s.Date}
}

// readEarlier reads the keys and the head of the log below a folder.
func (r *run) readEarlier(base string) (proof.KeyHistory, proof.Checkpoint, bool) {
	n := 0
	for n < maxHistory && r.listed[base+proof.KeysFile(n, maxHistory+1)] {
		n++
	}
	var signed []proof.SignedKeys
	for i := range n + 1 {
		at := base + proof.KeysFile(i, n+1)
		k := proof.SignedKeys{Text: r.fetch(at).data, Signature: r.fetch(at + proof.SignatureTail).data}
		if i > 0 {
			k.Handover = r.fetch(at + proof.HandoverTail).data
		}
		signed = append(signed, k)
	}
	keys, err := proof.CheckKeyHistory(signed)
	if err != nil {
		r.add(proof.CodeSuccession, base+"keys.txt", "the keys of the earlier log", err.Error())
		return nil, proof.Checkpoint{}, false
	}
	head, err := proof.ParseCheckpoint(r.fetch(base + "checkpoint").data)
	if err != nil {
		r.add(proof.CodeSuccession, base+"checkpoint", "the head of the earlier log", err.Error())
		return nil, proof.Checkpoint{}, false
	}
	return keys, head, true
}
