package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
)

func (s *sealing) checkWitnesses() error {
	for i, address := range s.witnesses {
		var err error
		if s.witnesses[i], err = witness.CheckAddress(address); err != nil {
			return fmt.Errorf("--witness: %w", err)
		}
	}
	return nil
}

// askWitnesses asks those that were named for their lines under the newest head, and tells whether any has
// one there. What keeps them from it is a note: what was sealed is sealed.
func (s *sealing) askWitnesses() bool {
	if len(s.witnesses) == 0 {
		return false
	}
	people := s.c.ErrOrStderr()
	w := authorRole{c: s.c, dir: s.dir, store: s.store, history: s.keys}
	var err error
	switch w.policy, err = s.store.Policy(); {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(people, "note: no witness was asked, because you have not named one yet. Run this once: gatefold witness ask %s %s --witness \"LINE\" --as NAME\n  LINE is what the witness has sent you, NAME your choice, such as sam.\n", s.witnesses[0], argument(s.dir))
		return false
	case err != nil:
		fmt.Fprintf(people, "note: no witness was asked: %s\n", printable(policyFault(s.dir, err).Error()))
		return false
	}
	var signed proof.Checkpoint
	for _, address := range s.witnesses {
		fmt.Fprintf(people, "Asking %s to confirm that the log has come so far ...\n", address)
		head, err := w.ask(s.c.Context(), address)
		if err != nil {
			fmt.Fprintf(people, "note: %s did not sign: %s.\n", address, printable(err.Error()))
			continue
		}
		signed = head
	}
	if signed.Size == 0 {
		return false
	}
	if err := w.sayMeaning(signed); err != nil {
		fmt.Fprintf(people, "note: %s\n", printable(err.Error()))
	}
	return true
}
