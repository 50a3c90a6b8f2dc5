package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func keyNewCommand() *cobra.Command {
	var k keyring
	c := &cobra.Command{
		Use: "new", Short: "Make your key",
		Long: "New makes your key, once. It asks for a passphrase, which locks the file; Enter alone means none. Nobody can\n" +
			"give a lost key or passphrase back to you, so run `gatefold key paper` next.",
		Example: "  gatefold key new\n  gatefold key new --no-passphrase     does not ask, for scripts",
		Args:    noFolder,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := k.free(); err != nil {
				return refusal(c, err)
			}
			id, err := proof.NewIdentity(rand.Reader)
			if err != nil {
				return brokenError{err}
			}
			return refusal(c, k.keep(c, id))
		},
	}
	k.nameFlag(c)
	k.secrets.makeFlags(c, "passphrase-file")
	return c
}

// keep stores a key, locked with a passphrase of its owner's choice, and says so.
func (k keyring) keep(c *cobra.Command, id proof.Identity) error {
	secret, err := k.secrets.choose()
	if err != nil {
		return err
	}
	data, err := proof.MarshalKeyFile(id, secret)
	if err != nil {
		return err
	}
	path, err := k.create(data)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "Your key lies in %s. Give that file to nobody.\nIts fingerprint, which you may give to anybody:\n", path)
	fmt.Fprintln(c.OutOrStdout(), id.Fingerprint())
	fmt.Fprintf(c.ErrOrStderr(), "Next: `gatefold key paper%s` writes the key down as 24 words. Without them, a lost computer is a lost key.\n", k.nameArg())
	return nil
}

// nameArg is the flag that a suggested command needs.
func (k keyring) nameArg() string {
	if k.name == defaultKey {
		return ""
	}
	return " --name " + k.name
}

func keyImportCommand() *cobra.Command {
	var k keyring
	var wordsFile string
	c := &cobra.Command{
		Use: "import [FILE]", Short: "Bring your key to this computer, from its 24 words or from a file",
		Long: "Import asks for the 24 words of `gatefold key paper`, or takes the FILE of `gatefold key export`. It prints the\n" +
			"fingerprint: compare it with the one on the paper. A file that is locked stays locked with the same passphrase.\n\n" +
			"Any Ed25519 private key of OpenSSH will do, also one that ssh-keygen has made. If your key has been replaced,\n" +
			"import the earlier ones too, as --name me.1, me.2 ...: they are needed for what was sealed with them.",
		Example: "  gatefold key import\n  gatefold key import /media/stick/me.key\n  gatefold key import --words-file words.txt --no-passphrase",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("gatefold key import takes one file, but %d names were given. The 24 words do not go on this line, where the computer would remember them: run `gatefold key import` alone, and it asks for them", len(args))}
			}
			if len(args) == 1 && wordsFile != "" {
				return usageError{errors.New("name either a key file or --words-file, not both")}
			}
			if err := k.free(); err != nil {
				return refusal(c, err)
			}
			if len(args) == 1 {
				return refusal(c, k.importFile(c, args[0]))
			}
			id, err := askWords(wordsFile)
			if err != nil {
				return refusal(c, err)
			}
			return refusal(c, k.keep(c, id))
		},
	}
	k.nameFlag(c)
	k.secrets.makeFlags(c, "passphrase-file")
	c.Flags().StringVar(&wordsFile, "words-file", "", "file that holds the 24 words, for scripts")
	return c
}

// importFile stores a copy of a key file. A locked one is opened first, so that no file is kept that
// its owner cannot open.
func (k keyring) importFile(c *cobra.Command, path string) error {
	file, err := proof.ReadAnyKeyFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no file %s. To type the 24 words instead, run `gatefold key import` with nothing after it", path)
	}
	if errors.Is(err, proof.ErrKeyFile) {
		if data, readErr := os.ReadFile(path); readErr == nil && len(data) <= maxLine && proof.CheckWords(string(data)) == nil {
			err = fmt.Errorf("%s holds words, not a key file. Run: gatefold key import --words-file %s", path, path)
		}
	}
	if err != nil {
		return err
	}
	k.secrets.file = k.secrets.newFile
	id, err := k.secrets.open(file, path)
	if err != nil {
		return err
	}
	if !file.Locked {
		return k.keep(c, id)
	}
	to, err := k.create(file.Bytes())
	if err != nil {
		return err
	}
	fmt.Fprintf(c.ErrOrStderr(), "Your key lies in %s, locked with the same passphrase. Delete %s now.\nIts fingerprint, to be compared with the one on paper:\n", to, path)
	fmt.Fprintln(c.OutOrStdout(), id.Fingerprint())
	return nil
}

// askWords reads the 24 words from a file, from somebody at the terminal, or from standard input.
func askWords(file string) (proof.Identity, error) {
	if file == "" && onTerminal(os.Stdin) {
		return typeWords(askLine)
	}
	text, err := readInput(file, 2*maxLine)
	if err != nil {
		return proof.Identity{}, fmt.Errorf("the words cannot be read: %w", err)
	}
	if proof.CountWords(string(text)) == 0 {
		return proof.Identity{}, errors.New("no words came. Type the 24 words of your paper in a terminal, or name a file with --words-file")
	}
	return proof.IdentityFromWords(string(text))
}

// typeWords takes the words line by line, so that a slip costs one line and not all.
func typeWords(ask func(string) (string, error)) (proof.Identity, error) {
	fmt.Fprintf(os.Stderr, "Type the %d words of your paper, as many on a line as you like, and press Enter after each line.\n", proof.PaperWords)
	var lines []string
	for {
		have := proof.CountWords(strings.Join(lines, " "))
		if have >= proof.PaperWords {
			return proof.IdentityFromWords(strings.Join(lines, " "))
		}
		line, err := ask(fmt.Sprintf("from word %d on: ", have+1))
		switch {
		case errors.Is(err, io.EOF):
			return proof.IdentityFromWords(strings.Join(lines, " "))
		case err != nil:
			return proof.Identity{}, err
		}
		if err := proof.CheckWords(line); err != nil {
			fmt.Fprintf(os.Stderr, "In this line, %v\nThe whole line once more, please.\n", err)
			continue
		}
		lines = append(lines, line)
	}
}
