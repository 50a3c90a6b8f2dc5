package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// asked is a request as a witness finds it.
type asked struct {
	file    string
	request proof.WitnessRequest
	keys    proof.KeyHistory   // that came with it; nil when none did
	state   proof.WitnessState // by which the request is judged
	first   bool               // the witness sees the log for the first time
	moved   bool               // state names a newer key than the memory does
}

// look reads a request and holds it against the memory. What it gives is what is known by then, with an
// error too.
func (s *witnessSigning) look(w proof.Witness, file string) (asked, error) {
	a, err := s.read(file)
	if err != nil {
		return a, err
	}
	origin := a.request.Checkpoint.Origin
	a.state, err = w.State(origin)
	switch {
	case errors.Is(err, proof.ErrWitnessUnknown):
		a.first = true
		a.state, err = a.firstSight(s.now)
	case err == nil && a.state.CheckClock(s.now) != nil:
		err = fmt.Errorf("this computer says that it is %s, but you signed for this log on %s. Set the clock right first: the date is what your signature is about", dayOf(s.now), dayOf(a.state.Signed))
	case err == nil:
		a.follow()
		a.again()
	}
	if err != nil {
		return a, err
	}
	return a, a.state.Check(a.request)
}

// read reads a request and the keys that came with it.
func (s *witnessSigning) read(file string) (asked, error) {
	a := asked{file: file}
	text, err := readMailed(file)
	if err != nil {
		return a, err
	}
	if a.request, err = proof.ParseWitnessRequest(text); err != nil {
		switch {
		case isKeys.Match(text):
			err = fmt.Errorf("%s holds the keys of a log. Name the request that came with it, NAME%s", file, requestTail)
		case isReply.Match(text):
			err = fmt.Errorf("%s is the reply to a request. The owner of the portfolio needs it, for `gatefold witness add`", file)
		default:
			err = fmt.Errorf("%s: %w. Ask for it once more, as an attached file: mail programs change what stands in the message itself", file, err)
		}
		return a, err
	}
	keys := cmp.Or(s.keys, beside(file, keysTail))
	text, err = readMailed(keys)
	if errors.Is(err, fs.ErrNotExist) && s.keys == "" {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	signed, err := proof.ParseKeysBundle(text)
	if err == nil {
		a.keys, err = proof.CheckKeyHistory(signed)
	}
	switch {
	case err != nil:
		err = fmt.Errorf("%s does not hold the keys of a log: %w. Ask for it once more, as an attached file", keys, err)
	case a.keys.Origin() != a.request.Checkpoint.Origin:
		err = fmt.Errorf("%s holds the keys of the log %s, and the request is for %s. Ask for the two files that belong together", keys, a.keys.Origin(), a.request.Checkpoint.Origin)
	}
	return a, err
}

// newest is the key that signs the log now, as the keys that came along say.
func (a asked) newest() proof.VerifierKey {
	keys := a.keys.LogKeys()
	return keys[len(keys)-1]
}

// firstSight is the state of a log that the witness does not know yet.
func (a asked) firstSight(now time.Time) (proof.WitnessState, error) {
	switch {
	case a.request.Old > 0:
		return proof.WitnessState{}, fmt.Errorf("the request says that you have signed for this log before, at %s, but you do not remember that here (%s). Copy your witness folder from your other computer or your backup; if it is lost for good, `gatefold witness sign --help` tells of --turn. "+
			"If you have never signed for this log with this key, ask for a request made with --old 0", entries(int(a.request.Old)), a.request.Checkpoint.Origin)
	case a.keys == nil:
		return proof.WitnessState{}, fmt.Errorf("you see this log for the first time, and its keys did not come along. Save %s in the same folder, or name it with --keys", beside(a.file, keysTail))
	}
	return proof.FirstSight(a.newest(), now), nil
}

// follow takes up a newer key of a known log, to which the key that the witness knows has led.
func (a *asked) follow() {
	if a.keys == nil || a.newest().String() == a.state.Vkey {
		return
	}
	if slices.ContainsFunc(a.keys.LogKeys(), func(v proof.VerifierKey) bool { return v.String() == a.state.Vkey }) {
		a.state.Vkey, a.moved = a.newest().String(), true
	}
}

// again lets the very head that was signed last be signed once more, whatever the request starts from:
// its reply may have been lost.
func (a *asked) again() {
	if kept, err := proof.ParseCheckpoint([]byte(a.state.Checkpoint)); err == nil && kept.Tree == a.request.Checkpoint.Tree {
		a.request.Old, a.request.Proof = a.state.Size, nil
	}
}

// meet describes a request that can be signed, and has a new key compared with its owner.
func (s *witnessSigning) meet(a asked) error {
	people := s.c.ErrOrStderr()
	fmt.Fprintf(people, "%s\n  log      %s\n", a.file, a.request.Checkpoint.Origin)
	if a.keys != nil {
		fmt.Fprintf(people, "  key      %s\n", a.keys.Current().Fingerprint())
	} else {
		fmt.Fprintf(people, "  key      %s\n", a.state.Vkey)
	}
	size := a.request.Checkpoint.Size
	switch {
	case a.first:
		fmt.Fprintf(people, "  entries  %d\n  known    not yet: you see this log for the first time\n", size)
	case a.state.Signed.IsZero():
		fmt.Fprintf(people, "  entries  %d\n  known    since %s, nothing signed yet\n", size, dayOf(a.state.Admitted))
	case a.state.Size == size:
		fmt.Fprintf(people, "  entries  %d, none new: you signed the same on %s\n  known    since %s\n", size, dayOf(a.state.Signed), dayOf(a.state.Admitted))
	default:
		fmt.Fprintf(people, "  entries  %d, %d of them new since you signed on %s\n  known    since %s\n", size, size-a.state.Size, dayOf(a.state.Signed), dayOf(a.state.Admitted))
	}
	if a.first || a.moved {
		return s.compare(a)
	}
	return nil
}

// compare has the fingerprint of a key that the witness does not know compared with its owner.
func (s *witnessSigning) compare(a asked) error {
	people, key := s.c.ErrOrStderr(), a.keys.Current()
	if a.moved && !s.members {
		fmt.Fprintf(people, "Its key was replaced, from %s on, by one that the key you know has signed for.\n", key.From)
	}
	switch {
	case s.fingerprint == key.Fingerprint():
		return nil
	case s.fingerprints[key.Fingerprint()]:
		return nil
	case s.fingerprints != nil:
		return notOnList(s.list, key)
	case s.members:
		return fmt.Errorf("its key, %s, was not compared with its owner. Do that on the telephone or face to face, and run: gatefold witness admit %s", key.Fingerprint(), argument(beside(a.file, keysTail)))
	case s.fingerprint != "":
		return fmt.Errorf("the key that came along is %s, and you named %s. Somebody else may have made these files: do not sign, and talk to the owner of the portfolio", key.Fingerprint(), s.fingerprint)
	case !onTerminal(os.Stdin):
		return errors.New("the fingerprint was not compared with the owner of the log. Name the one that was read to you: --fingerprint SHA256:xxxx")
	}
	fmt.Fprintln(people, "Ring up its owner, or meet, and have the fingerprint read to you. A mail will not do: anybody can write one.")
	yes, err := askYes("Is what you hear the same as the line \"key\" above?")
	if err == nil && !yes {
		err = errors.New("the fingerprint is another one, so somebody else may have made these files. Talk to the owner of the portfolio")
	}
	return err
}
