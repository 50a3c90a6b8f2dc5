package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

// The exit codes of checks, formats.md section 4.
const (
	exitChanged   = 4
	exitUnchecked = 5
)

func proveCommand() *cobra.Command {
	var k keyring
	var check, key, keys string
	c := &cobra.Command{
		Use: `prove "PHRASE"`, Short: "Sign a phrase that an interviewer names, or check such a signature",
		Long: "In an interview: the interviewer says a phrase of three words or more that nobody could have known before, you\n" +
			"sign it with `gatefold prove` and send back what it prints. That shows that the key of the portfolio is in your\n" +
			"hands; a copied portfolio cannot do it. Blanks do not count, capital letters and full stops do.\n\n" +
			"To check an answer that you were sent: save it as a file and name it after --check, with the fingerprint of the\n" +
			"portfolio after --key and your own phrase in quotation marks. Where the key was replaced since you were given the\n" +
			"fingerprint, --keys names a copy of the portfolio's site: its proof/keys.txt tells which key took over.\n\n" +
			"Exit codes of a check: 0 the answer holds, 4 it does not, 5 it cannot be read, or no key or no phrase was named\n" +
			"to hold it against, 64 the command line cannot be meant.",
		Example: "  gatefold prove \"copper rain forgives, ACME 25 November\"\n" +
			"  gatefold prove --check answer.txt --key SHA256:abc... \"copper rain forgives, ACME 25 November\"",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("the phrase came in %d pieces. Put quotation marks around the whole of it: gatefold prove \"%s\"", len(args), strings.Join(args, " "))}
			}
			phrase := strings.Join(args, "")
			if check != "" {
				return checkAnswer(c, check, key, keys, phrase)
			}
			if len(args) == 0 {
				return usageError{errors.New("there is no phrase. Say it in quotation marks: gatefold prove \"copper rain forgives\"")}
			}
			if key != "" || keys != "" {
				return usageError{errors.New("--key and --keys belong to --check; the key to sign with is chosen with --name")}
			}
			return refusal(c, answer(c, k, phrase))
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	c.Flags().StringVar(&check, "check", "", "check the answer in this `file` (- for standard input) instead")
	c.Flags().StringVar(&key, "key", "", "the `fingerprint` that the answer is held against, SHA256:...")
	c.Flags().StringVar(&keys, "keys", "", "the `folder` of the portfolio's site, for a key that has been replaced")
	return c
}

// answer prints a block to be sent, with the words that its reader needs.
func answer(c *cobra.Command, k keyring, phrase string) error {
	if _, err := proof.NormalPhrase(phrase); err != nil {
		return err
	}
	id, err := k.open()
	if err != nil {
		return err
	}
	a, err := proof.Answer(id, phrase)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.ErrOrStderr(), "Send all of this to the person who named the phrase:")
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n%s", a.Block(), howToCheck(a))
	return err
}

// howToCheck says it for gatefold and for stock ssh-keygen.
func howToCheck(a proof.Challenge) string {
	quoted := "'" + strings.ReplaceAll(a.Phrase, "'", `'\''`) + "'"
	return "To check this, save all of it as answer.txt and run, with the phrase that you have named yourself,\n" +
		"  gatefold prove --check answer.txt --key FINGERPRINT \"YOUR PHRASE\"\n" +
		"or, without gatefold, see that the phrase above is yours, save the lines from BEGIN to END as answer.sig, and run\n" +
		"  printf '%s\\n' " + quoted + " | ssh-keygen -Y check-novalidate -n challenge@gatefold -s answer.sig\n" +
		"FINGERPRINT is that of the portfolio's owner, as a coach or another person whom you trust has given it to you.\n" +
		"ssh-keygen prints the fingerprint of the key that has signed: it must be the same.\n"
}

// checkAnswer says what an answer shows and what it does not.
func checkAnswer(c *cobra.Command, path, key, keys, phrase string) error {
	if key != "" {
		if err := proof.CheckFingerprint(key); err != nil {
			return usageError{err}
		}
	}
	history, err := readKeys(keys)
	if err != nil {
		return refusal(c, err)
	}
	var asked string
	if phrase != "" {
		var err error
		if asked, err = proof.NormalPhrase(phrase); err != nil {
			return refusal(c, err)
		}
	}
	a, err := readAnswer(path)
	if err != nil {
		fmt.Fprintf(c.ErrOrStderr(), "gatefold: the answer cannot be checked: %s\n", printable(err.Error()))
		return exitError{exitUnchecked}
	}
	return judge(c.OutOrStdout(), a, key, asked, history)
}

// readKeys are the keys of a site, or of its folder proof, nil where none is named.
func readKeys(dir string) (proof.KeyHistory, error) {
	if dir == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the keys cannot be read: %w", err)
	}
	defer root.Close()
	folder := root.FS()
	if _, err := fs.Stat(folder, "proof/keys.txt"); err == nil {
		if folder, err = fs.Sub(folder, "proof"); err != nil {
			return nil, err
		}
	}
	signed, err := proof.ReadKeyHistory(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s has no proof/keys.txt. Name the folder of the portfolio's site, as it was downloaded", dir)
	}
	if err != nil {
		return nil, err
	}
	return proof.CheckKeyHistory(signed)
}

// follows tells whether the key that has signed took the place of the one that was named, as both have
// signed.
func follows(history proof.KeyHistory, named, signer string) bool {
	older, knowsNamed := history.Find(named)
	newer, knowsSigner := history.Find(signer)
	return knowsNamed && knowsSigner && older < newer
}

// judge holds an answer against the key and the phrase that were named, each of which may be "".
func judge(out io.Writer, a proof.Challenge, key, asked string, history proof.KeyHistory) error {
	signer := proof.Fingerprint(a.Signature.Public)
	replaced := follows(history, key, signer)
	fmt.Fprintf(out, "Phrase:  %s\nKey:     %s\n", printable(a.Phrase), signer)
	switch {
	case a.Check() != nil:
		fmt.Fprintln(out, "DOES NOT HOLD: the signature is not that of this phrase. One of them was changed.")
		return exitError{exitChanged}
	case asked != "" && asked != a.Phrase:
		fmt.Fprintf(out, "DOES NOT HOLD: the phrase that was asked for is another one:  %s\n", printable(asked))
		return exitError{exitChanged}
	case key != "" && key != signer && !replaced:
		fmt.Fprintf(out, "DOES NOT HOLD: the key that was named is another one:  %s\nIf that key has been replaced, name the folder of the portfolio's site with --keys.\n", key)
		return exitError{exitChanged}
	case key == "":
		fmt.Fprintln(out, "Whose key that is was not checked. Name the fingerprint that you were given, with --key SHA256:...")
		return exitError{exitUnchecked}
	case asked == "":
		fmt.Fprintln(out, "Whether that is your phrase was not checked. Compare it, or put your phrase at the end, in quotation marks.")
		return exitError{exitUnchecked}
	}
	if replaced {
		fmt.Fprintf(out, "That key took the place of the one that you named, %s. Both have signed it.\n", key)
	}
	fmt.Fprintln(out, "HOLDS: the phrase and the key are those that you named. Whoever sent this has, or can reach, the private key.\n"+
		"It does not say who that is, nor that anything in the portfolio is true.")
	return nil
}

// readAnswer takes an answer out of the file or message that it came in.
func readAnswer(path string) (proof.Challenge, error) {
	if path == "-" {
		path = ""
	}
	message, err := readInput(path, 1<<20)
	if err != nil {
		return proof.Challenge{}, err
	}
	a, err := proof.FindChallenge(message)
	if err != nil {
		err = fmt.Errorf("%w. Ask for the whole of it once more, as an attached file, because mail programs break lines", err)
	}
	return a, err
}
