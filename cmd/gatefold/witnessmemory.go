package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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

// openWitness opens the memory of the witness that an identity is, and begins one only when its owner
// says that there is none to go on from.
func (s *witnessSigning) openWitness(id proof.Identity) (proof.Witness, func() error, error) {
	path, err := memoryFolder(id)
	if err != nil {
		return proof.Witness{}, nil, err
	}
	turn, found, err := lastTurn(path)
	if err != nil {
		return proof.Witness{}, nil, err
	}
	switch {
	case s.turn >= 0 && found && uint(s.turn) < turn:
		return proof.Witness{}, nil, fmt.Errorf("you sign with turn %d of this key already; --turn %d would go back to one whose memory was lost", turn, s.turn)
	case s.turn >= 0:
		turn = uint(s.turn)
	case !found:
		if err := s.beginMemory(path); err != nil {
			return proof.Witness{}, nil, err
		}
	}
	at := filepath.Join(path, strconv.FormatUint(uint64(turn), 10))
	folder, err := proof.OpenPrivateFolder(at)
	if err != nil {
		return proof.Witness{}, nil, err
	}
	s.memory = at
	if s.vkey, err = proof.ParseVerifierKey(id.CosignVerifierKey(turn)); err != nil {
		return proof.Witness{}, nil, errors.Join(err, folder.Close())
	}
	return proof.Witness{Name: s.vkey.Name, Key: id.CosignKey(turn), Memory: folder}, folder.Close, nil
}

// beginMemory asks whether there is really nothing to remember: a witness who has forgotten could sign
// two different histories of one log.
func (s *witnessSigning) beginMemory(path string) error {
	people := s.c.ErrOrStderr()
	if !s.begin {
		fmt.Fprintf(people, "Nothing on this computer remembers what the key %q has signed as a witness.\n", s.key.name)
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
