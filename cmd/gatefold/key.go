package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "key", Short: "Make, show, keep and replace the key that you sign with",
		Long: "Your key is a small secret file. With it gatefold signs what you publish, so that others can tell that it\n" +
			"comes from you and was not changed since. Only you have it; nothing is sent anywhere.\n\n" +
			"  gatefold key new       makes it, once\n" +
			"  gatefold key paper     writes it down as 24 words, for the day the computer is gone\n" +
			"  gatefold key show      tells what you may give to others: the fingerprint above all\n" +
			"  gatefold key import    brings it to a second computer\n" +
			"  gatefold key rotate    replaces it by a new one that the old one vouches for\n" +
			"  gatefold key lost      begins a new log with a new key, when the old one is gone for good\n\n" +
			"The file lies in the folder gatefold/id of your settings (GATEFOLD_CONFIG names another place), is readable by\n" +
			"you alone, and is an ordinary private key of OpenSSH.\n\n" +
			"Exit codes: 0 done, 64 it cannot be done as things stand, 1 something broke inside.",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			return usageError{fmt.Errorf("gatefold key knows no %q; it knows new, paper, show, import, export, rotate and lost", args[0])}
		},
	}
	c.AddCommand(keyNewCommand(), keyShowCommand(), keyPaperCommand(), keyImportCommand(), keyExportCommand(), keyRotateCommand(), keyLostCommand())
	return c
}

func keyShowCommand() *cobra.Command {
	var k keyring
	var all, asJSON bool
	c := &cobra.Command{
		Use: "show", Short: "Show the public side of your key: nothing of it is secret",
		Long: "Show prints what others need to check your signatures. The fingerprint is the one line to compare, by eye or\n" +
			"on the telephone; the line for allowed_signers is for people who check with ssh-keygen. With --all, the line\n" +
			"\"cosigning key\" is what the owners of portfolios need when you are their witness.",
		Example: "  gatefold key show\n  gatefold key show --all     the keys that are derived from it too",
		Args:    noFolder,
		RunE: func(c *cobra.Command, _ []string) error {
			shown, err := k.show(all)
			if err != nil {
				return refusal(c, err)
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(shown)
			}
			return shown.write(c)
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	c.Flags().BoolVar(&all, "all", false, "also the verifier keys of your log and cosignatures and your did:key; a locked key is opened for it")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	return c
}

// shownKey is the public side of a key.
type shownKey struct {
	Name           string   `json:"name"`
	Fingerprint    string   `json:"fingerprint"`
	PublicKey      string   `json:"public_key"`
	AllowedSigners string   `json:"allowed_signers"`
	Origin         string   `json:"origin"` // of the log
	Log            string   `json:"log,omitempty"`
	Cosign         string   `json:"cosign,omitempty"`
	DID            string   `json:"did,omitempty"`
	File           string   `json:"file"`
	Locked         bool     `json:"locked"`
	Replaced       []string `json:"replaced,omitempty"` // names of earlier keys, the first first
}

func (k keyring) show(all bool) (shownKey, error) {
	file, err := k.read()
	if err != nil {
		return shownKey{}, err
	}
	folder, err := keyFolder()
	if err != nil {
		return shownKey{}, err
	}
	first := file
	replaced, err := k.replaced()
	if len(replaced) > 0 && err == nil {
		first, err = folder.Read(replaced[0])
	}
	if err != nil {
		return shownKey{}, err
	}
	s := shownKey{
		Name: k.name, Fingerprint: proof.Fingerprint(file.Public), Origin: first.Origin(),
		PublicKey:      proof.AuthorizedKey(file.Public) + " " + proof.Principal(file.Public),
		AllowedSigners: strings.TrimSpace(string(proof.AllowedSigners(file.Public))),
		File:           folder.File(k.name), Locked: file.Locked, Replaced: replaced,
	}
	if !all {
		return s, nil
	}
	id, err := k.open()
	if err != nil {
		return shownKey{}, err
	}
	memory, err := memoryFolder(id)
	if err != nil {
		return shownKey{}, err
	}
	turn, _, err := lastTurn(memory)
	if err != nil {
		return shownKey{}, err
	}
	s.Log, s.Cosign, s.DID = id.LogVerifierKey(s.Origin), id.CosignVerifierKey(turn), id.DID()
	return s, nil
}

func (s shownKey) write(c *cobra.Command) error {
	state := "not locked"
	if s.Locked {
		state = "locked with a passphrase"
	}
	for _, row := range [][2]string{
		{"fingerprint", s.Fingerprint}, {"public key", s.PublicKey}, {"allowed_signers", s.AllowedSigners},
		{"log", s.Origin}, {"log key", s.Log}, {"cosigning key", s.Cosign}, {"did", s.DID},
		{"private key", s.File + " (" + state + ")"}, {"replaced", strings.Join(s.Replaced, ", ")},
	} {
		if row[1] == "" {
			continue
		}
		if _, err := fmt.Fprintf(c.OutOrStdout(), "%-16s %s\n", row[0], row[1]); err != nil {
			return err
		}
	}
	return nil
}

func keyExportCommand() *cobra.Command {
	var k keyring
	var public bool
	c := &cobra.Command{
		Use: "export FILE", Short: "Copy your private key to a file, for a second computer",
		Long: "Export copies the private key to a new file, with the passphrase it has. Carry the file yourself, on a memory\n" +
			"stick, never by mail; run `gatefold key import FILE` on the other computer; then delete it.\n\n" +
			"With --public it prints the public key instead, which is no secret: GitHub takes it as a signing key.",
		Example: "  gatefold key export /media/stick/me.key\n  gatefold key export --public",
		RunE: func(c *cobra.Command, args []string) error {
			if public {
				if len(args) != 0 {
					return usageError{errors.New("gatefold key export --public prints the public key and takes no file")}
				}
				file, err := k.read()
				if err != nil {
					return refusal(c, err)
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "%s %s\n", proof.AuthorizedKey(file.Public), proof.Principal(file.Public))
				return err
			}
			if len(args) != 1 {
				return usageError{errors.New("gatefold key export needs the name of one file to write, such as: gatefold key export /media/stick/me.key")}
			}
			return refusal(c, k.export(c, args[0]))
		},
	}
	k.nameFlag(c)
	c.Flags().BoolVar(&public, "public", false, "print the public key instead")
	return c
}

func (k keyring) export(c *cobra.Command, path string) error {
	file, err := k.read()
	if err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name the file to write in it, such as %s", path, "me.key")
	}
	err = proof.WriteKeyFile(path, file.Bytes())
	if errors.Is(err, fs.ErrExist) {
		err = fmt.Errorf("%s is there already, and nothing overwrites it. Name another file", path)
	}
	if err != nil {
		return err
	}
	guard := "Its passphrase goes with it."
	if !file.Locked {
		guard = "It has no passphrase: whoever gets this file can sign as you."
	}
	fmt.Fprintf(c.ErrOrStderr(), "The private key was copied to %s. %s\nOn the other computer run `gatefold key import FILE`, then delete this copy.\n", path, guard)
	return nil
}

// noFolder refuses anything after a command that is about no folder.
func noFolder(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes nothing after it, but %q was given", c.CommandPath(), strings.Join(args, " "))
	}
	return nil
}
