package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

// passphrases says where the passphrase of a private key comes from: a file, or somebody at the
// terminal. There is no variable of the environment for it: every program that is started inherits
// those, and they turn up in the logs of build services.
type passphrases struct {
	file    string // for a key that there is
	newFile string // for a key that is being made
	newFlag string // that names newFile
	none    bool   // a new key gets none
}

func (p *passphrases) openFlags(c *cobra.Command) {
	c.Flags().StringVar(&p.file, "passphrase-file", "", "file whose first line is the passphrase, for scripts (nobody else may be able to read it)")
}

func (p *passphrases) makeFlags(c *cobra.Command, name string) {
	p.newFlag = name
	c.Flags().StringVar(&p.newFile, name, "", "file whose first line is the passphrase to lock the key with, for scripts")
	c.Flags().BoolVar(&p.none, "no-passphrase", false, "do not lock the key, and do not ask")
}

// open opens a private key; what is its name for people.
func (p passphrases) open(k proof.KeyFile, what string) (proof.Identity, error) {
	switch {
	case !k.Locked:
		return k.Open(nil)
	case p.file != "":
		secret, err := readPassphraseFile(p.file)
		if err != nil {
			return proof.Identity{}, err
		}
		id, err := k.Open(secret)
		if errors.Is(err, proof.ErrPassphrase) {
			err = fmt.Errorf("%s is locked with another passphrase than the first line of %s", what, p.file)
		}
		return id, err
	case !onTerminal(os.Stdin):
		return proof.Identity{}, fmt.Errorf("%s is locked, and there is nobody to ask for its passphrase. Run this in a terminal, or name a file with --passphrase-file", what)
	}
	for tries := 3; ; tries-- {
		secret, err := askSecret(fmt.Sprintf("Passphrase of %s (what you type does not show): ", what))
		if err != nil {
			return proof.Identity{}, err
		}
		id, err := k.Open(secret)
		if !errors.Is(err, proof.ErrPassphrase) {
			return id, err
		}
		if tries == 1 {
			return id, fmt.Errorf("none of the three passphrases opens %s. If it is lost, `gatefold key import` with a new --name makes the same key anew from its 24 words", what)
		}
		fmt.Fprintln(os.Stderr, "That is not it. Capital letters count.")
	}
}

// choose gives the passphrase for a new key, empty for none.
func (p passphrases) choose() ([]byte, error) {
	switch {
	case p.none && p.newFile != "":
		return nil, errors.New("a file with a passphrase and --no-passphrase were both given. Leave one of them out")
	case p.none:
		return nil, nil
	case p.newFile != "":
		return readPassphraseFile(p.newFile)
	case !onTerminal(os.Stdin):
		return nil, fmt.Errorf("there is nobody to ask for the passphrase of a new key. Run this in a terminal, name a file with --%s, or say --no-passphrase", p.newFlag)
	}
	for {
		first, err := askSecret("Choose a passphrase for the key, or press Enter for none (what you type does not show): ")
		if err != nil {
			return nil, err
		}
		if len(first) == 0 {
			fmt.Fprintln(os.Stderr, "No passphrase: whoever can read your files can sign as you. `ssh-keygen -p -f FILE` adds one later.")
			return nil, nil
		}
		again, err := askSecret("The same once more: ")
		if err != nil {
			return nil, err
		}
		if bytes.Equal(first, again) {
			return first, nil
		}
		fmt.Fprintln(os.Stderr, "Those were two different ones. Once more from the start.")
	}
}

// readPassphraseFile takes the first line of a file that nobody else can read.
func readPassphraseFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("there is no file %s", path)
	}
	if err != nil {
		return nil, fmt.Errorf("the passphrase cannot be read: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if mode := info.Mode(); mode.IsRegular() && mode.Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("others on this computer can read the passphrase in %s. Run: chmod 600 %s", path, path)
	}
	line, err := readLine(f)
	if errors.Is(err, io.EOF) || err == nil && line == "" {
		return nil, fmt.Errorf("the first line of %s is empty, and a passphrase is not", path)
	}
	return []byte(line), err
}
