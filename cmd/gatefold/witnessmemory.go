package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

// A witness's memory lies in witness/<short name of the key>/<turn> beside the keys. A turn is a
// cosigning key: whoever has lost the memory for good signs with the next one.

// memoryFolder is where the memories of a key lie, one a turn.
func memoryFolder(id proof.Identity) (string, error) {
	short, _, _ := strings.Cut(proof.Principal(id.Public()), "@")
	return configFolder(filepath.Join("witness", short))
}

// lastTurn is the newest turn of a key that this computer remembers, false when there is none.
func lastTurn(folder string) (uint, bool, error) {
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	last, found := uint(0), false
	for _, f := range files {
		if turn, err := strconv.ParseUint(f.Name(), 10, 16); err == nil && f.IsDir() {
			last, found = max(last, uint(turn)), true
		}
	}
	return last, found, err
}

// witnessRole is a command's side as a witness: with which key, and where its memory lies.
type witnessRole struct {
	c     *cobra.Command
	key   keyring
	begin bool
	turn  int

	memory string            // the folder of the witness's memory
	vkey   proof.VerifierKey // of the witness
}

func (r *witnessRole) flags(c *cobra.Command) {
	r.key.nameFlag(c)
	r.key.secrets.openFlags(c)
	c.Flags().BoolVar(&r.begin, "begin", false, "this key has never signed for anybody: begin its memory")
	c.Flags().IntVar(&r.turn, "turn", -1, "the memory of what you signed is lost for good: sign as a new witness with this `number`, 1 the first time")
}

func (r *witnessRole) check() error {
	switch {
	case r.begin && r.turn >= 0:
		return errors.New("--begin is for a key that has never signed, --turn for one whose memory is lost: name one of them")
	case r.turn > 50:
		return fmt.Errorf("--turn %d is more than a key has; count from 1, one more each time a memory is lost", r.turn)
	}
	return nil
}

// open opens the key and the memory of the witness that it makes, and begins one only when its owner says
// that there is none to go on from. Call done when finished with it.
func (r *witnessRole) open() (w proof.Witness, done func() error, err error) {
	id, err := r.key.open()
	if err != nil {
		return w, nil, err
	}
	path, err := memoryFolder(id)
	if err != nil {
		return w, nil, err
	}
	turn, found, err := lastTurn(path)
	switch {
	case err != nil:
		return w, nil, err
	case r.turn >= 0 && found && uint(r.turn) < turn:
		return w, nil, fmt.Errorf("you sign with turn %d of this key already; --turn %d would go back to one whose memory was lost", turn, r.turn)
	case r.turn >= 0:
		turn = uint(r.turn)
	case !found:
		if err := r.beginMemory(path); err != nil {
			return w, nil, err
		}
	}
	r.memory = filepath.Join(path, strconv.FormatUint(uint64(turn), 10))
	folder, err := proof.OpenPrivateFolder(r.memory)
	if err != nil {
		return w, nil, err
	}
	if r.vkey, err = proof.ParseVerifierKey(id.CosignVerifierKey(turn)); err != nil {
		return w, nil, errors.Join(err, folder.Close())
	}
	return proof.Witness{Name: r.vkey.Name, Key: id.CosignKey(turn), Memory: folder}, folder.Close, nil
}

// beginMemory asks whether there is really nothing to remember: a witness who has forgotten could sign
// two different histories of one log.
func (r *witnessRole) beginMemory(path string) error {
	people := r.c.ErrOrStderr()
	if !r.begin {
		fmt.Fprintf(people, "Nothing on this computer remembers what the key %q has signed as a witness.\n", r.key.name)
		if !onTerminal(os.Stdin) {
			return fmt.Errorf("there is nobody to ask whether this key has ever signed as a witness. If it has not, say so with --begin; if it has, copy the folder %s from your backup or your other computer first", path)
		}
		yes, err := askYes("Is it the first time that this key signs for anybody, on any computer?")
		if err != nil {
			return err
		}
		if !yes {
			return fmt.Errorf("copy the folder %s from the other computer, or from your backup, and run this again. If it is lost for good, add --turn 1 (the next time --turn 2, and so on): you then sign with a new key, as a new witness", path)
		}
	}
	fmt.Fprintf(people, "What you sign will be remembered in %s. Keep that folder in your backups: without it you cannot go on as this witness.\n", path)
	return nil
}
