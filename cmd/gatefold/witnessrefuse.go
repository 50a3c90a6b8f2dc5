package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// refuse says why a request is not signed, and leaves what the other side or others need: the size
// that the witness knows, or evidence.
func (s *witnessSigning) refuse(w proof.Witness, a asked, err error) {
	code := exitUsage
	var conflict *proof.ConflictError
	switch {
	case errors.As(err, &conflict):
		err = s.conflict(a, conflict.Size)
	case errors.Is(err, proof.ErrForked):
		code = exitChanged
		err = s.keep(w, a, "you have signed another list of as many entries. One of the two was made up: whoever holds that key has two histories, and the file shows it to anybody")
	case errors.Is(err, proof.ErrWitnessProof):
		code = exitChanged
		err = s.keep(w, a, "the request does not show that the list you signed is still the beginning of this one. It was damaged on the way, or entries were changed afterwards. Ask for a new request; if that says the same, do not sign any more")
	case errors.Is(err, proof.ErrNotSigned):
		err = fmt.Errorf("this is not signed by the key that you know the log by, %s. If its owner has replaced that key, ask for the file NAME%s of today too; else somebody else made it", a.state.Vkey, keysTail)
	case errors.Is(err, proof.ErrSignatureWrong):
		err = errors.New("the text is not the one that its owner signed: it was changed on the way. Ask for the request once more, as an attached file")
	}
	if a.request.Checkpoint.Origin != "" {
		err = fmt.Errorf("%s: %w", a.file, err)
	}
	if !errors.Is(err, errUnsent) {
		err = fmt.Errorf("not signed: %w", err)
	}
	_ = refusal(s.c, err) // it ends in exitUsage, which code knows better
	if s.code != exitChanged {
		s.code = code
	}
}

// conflict writes the reply that tells the other side from where to ask again.
func (s *witnessSigning) conflict(a asked, size int64) error {
	if s.members {
		return fmt.Errorf("it starts from %s, and you know the log at %d, which is what lies in %s. Its owner runs `gatefold witness request` with --old %d, and sends the new files", entries(int(a.request.Old)), size, s.repliesFolder(), size)
	}
	reply := s.reply(a)
	if err := writeExchanged(reply, []byte(strconv.FormatInt(size, 10)+"\n"), isReply); err != nil {
		return err
	}
	return fmt.Errorf("it starts from %s, and you know the log at %d. Send %s back: it says so, and `gatefold witness add` tells its owner how to ask again", entries(int(a.request.Old)), size, reply)
}

// keep stores the two heads that do not go together, and the proof that was to show that they do.
func (s *witnessSigning) keep(w proof.Witness, a asked, what string) error {
	path, err := s.keepEvidence(w, a.state, a.request, dayOf(s.now))
	if err != nil {
		return fmt.Errorf("%s. (The evidence could not be kept: %w)", what, err)
	}
	return fmt.Errorf("%s. Both are kept in %s: show that file to whoever relies on this log", what, path)
}

// keepEvidence gives the path of the file that it writes.
func (r *witnessRole) keepEvidence(w proof.Witness, state proof.WitnessState, request proof.WitnessRequest, day string) (string, error) {
	short, _, _ := strings.Cut(request.Checkpoint.Origin, ".")
	sum := sha256.Sum256(request.Print())
	name := fmt.Sprintf("evidence/%s-%d-%x.txt", short, request.Checkpoint.Size, sum[:4])
	if err := w.Memory.Write(name, evidence(state, request, r.vkey, day)); err != nil {
		return "", err
	}
	return filepath.Join(r.memory, filepath.FromSlash(name)), w.Memory.Sync(name)
}

// evidence holds everything that anybody needs to see for themselves that two heads do not go together.
func evidence(state proof.WitnessState, request proof.WitnessRequest, witness proof.VerifierKey, day string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "Two states of one log, signed with one key, of which the second does not continue the first.\n"+
		"Found on %s by the witness\n  %s\nThe key of the log:\n  %s\n", day, witness, state.Vkey)
	fmt.Fprintf(&b, "\n== what the witness had signed: %s ==\n%s", entries(int(state.Size)), state.Checkpoint)
	fmt.Fprintf(&b, "\n== the request that came on that day: %s ==\n%s", entries(int(request.Checkpoint.Size)), request.Print())
	fmt.Fprint(&b, "\n== how to check it ==\nBoth are signed notes of C2SP (tlog-checkpoint): name, number of entries, hash of all of them, an empty line, signatures.\n"+
		"The same number with two hashes is two lists. Where the numbers differ, the hashes after \"old\" are to prove that the\n"+
		"first list is the beginning of the second (RFC 9162, section 2.1.4.2), and do not.\n")
	return []byte(b.String())
}
