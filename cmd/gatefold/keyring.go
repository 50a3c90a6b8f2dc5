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

// keyring is the key that a command is about: a name in the folder of keys.
type keyring struct {
	name    string
	secrets passphrases
}

// defaultKey is the name of the key of people who have one.
const defaultKey = "me"

func (k *keyring) nameFlag(c *cobra.Command) {
	c.Flags().StringVar(&k.name, "name", defaultKey, "which of your keys")
}

// configFolder is a folder below the one that GATEFOLD_CONFIG names, which is the folder gatefold of
// the user's settings unless it is set. It need not exist.
func configFolder(name string) (string, error) {
	config := os.Getenv("GATEFOLD_CONFIG")
	if config == "" {
		base, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("this account has no folder for settings, where the key would lie (%w). Name one in the variable GATEFOLD_CONFIG", err)
		}
		config = filepath.Join(base, "gatefold")
	}
	return filepath.Join(config, name), nil
}

// keyFolder is where private keys lie.
func keyFolder() (proof.KeyFolder, error) {
	path, err := configFolder("id")
	return proof.KeyFolder{Path: path}, err
}

// read finds the key without opening it.
func (k keyring) read() (proof.KeyFile, error) {
	folder, err := keyFolder()
	if err != nil {
		return proof.KeyFile{}, err
	}
	file, err := folder.Read(k.name)
	if errors.Is(err, proof.ErrKeyPlace) {
		err = elsewhere(err)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	names, err := folder.Names()
	if err != nil {
		return file, err
	}
	if len(names) == 0 {
		return file, fmt.Errorf("there is no key on this computer yet (none in %s). `gatefold key new` makes one, `gatefold key import` brings one from another computer or from paper", folder.Path)
	}
	return file, fmt.Errorf("there is no key with the name %q. The keys here are: %s. Choose one with --name", k.name, strings.Join(names, ", "))
}

// open gives the identity, and asks for the passphrase where the key is locked.
func (k keyring) open() (proof.Identity, error) {
	file, err := k.read()
	if err != nil {
		return proof.Identity{}, err
	}
	return k.secrets.open(file, fmt.Sprintf("the key %q", k.name))
}

// openOf is open for the key that a portfolio names as its newest, and for no other.
func (k keyring) openOf(dir string, h proof.KeyHistory) (proof.Identity, error) {
	id, err := k.open()
	if err != nil {
		return proof.Identity{}, err
	}
	if got, want := id.Fingerprint(), h.Current().Fingerprint(); got != want {
		return proof.Identity{}, fmt.Errorf("%s names the key %s, and your key %q is %s. If you have that key under another name, choose it with --name; if yours was rotated, run `gatefold key rotate %s`",
			filepath.Join(dir, "proof", "keys.txt"), want, k.name, got, dir)
	}
	return id, nil
}

// create stores a key file under the name, which must be free, and says where it lies.
func (k keyring) create(data []byte) (string, error) {
	folder, err := keyFolder()
	if err != nil {
		return "", err
	}
	err = folder.Create(k.name, data)
	switch {
	case errors.Is(err, fs.ErrExist):
		err = k.taken(folder)
	case errors.Is(err, proof.ErrKeyPlace):
		err = elsewhere(err)
	}
	return folder.File(k.name), err
}

// elsewhere adds how another place is chosen.
func elsewhere(err error) error {
	return fmt.Errorf("%w: the variable GATEFOLD_CONFIG names the folder for your keys", err)
}

// free tells early whether create will find the name free.
func (k keyring) free() error {
	folder, err := keyFolder()
	if err != nil {
		return err
	}
	if err := proof.CheckKeyName(k.name); err != nil {
		return err
	}
	if _, err := os.Lstat(folder.File(k.name)); err == nil {
		return k.taken(folder)
	}
	return nil
}

func (k keyring) taken(folder proof.KeyFolder) error {
	return fmt.Errorf("there is a key %q already, in %s, and nothing overwrites it. See it with `gatefold key show --name %s`; for a second one, add another --name; to replace it, `gatefold key rotate`", k.name, folder.File(k.name), k.name)
}

// replaced are the names of the keys that this one has replaced, the first first.
func (k keyring) replaced() ([]string, error) {
	folder, err := keyFolder()
	if err != nil {
		return nil, err
	}
	var names []string
	for n := 1; ; n++ {
		name := k.name + "." + strconv.Itoa(n)
		if _, err := os.Stat(folder.File(name)); err != nil {
			return names, nil
		}
		names = append(names, name)
	}
}

// refusal is a command that was meant, but cannot be done as things stand. It says so, without the
// hint at the help that a mistyped command gets.
func refusal(c *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	fmt.Fprintf(c.ErrOrStderr(), "gatefold: %s\n", printable(err.Error()))
	return exitError{exitUsage}
}
