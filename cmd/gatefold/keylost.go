package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func keyLostCommand() *cobra.Command {
	var k keyring
	var yes bool
	c := &cobra.Command{
		Use: "lost DIR", Short: "Begin a new log with a new key, because the old key is lost",
		Long: "Lost is for the day when a key is gone for good: no computer has it, and no paper. Make a new key first, with\n" +
			"`gatefold key new`. Lost then puts the log of the old key aside, in DIR/proof/earlier, and begins a new one whose\n" +
			"first entry says which log it continues. What the old key has signed stays as it is and is published beside the\n" +
			"new log. No signature can say that you are the same person: let your coach say so.\n\n" +
			"With the paper of the old key do not use this: `gatefold key import` brings the key back.",
		Example: "  gatefold key new\n  gatefold key lost my-portfolio\n  gatefold seal my-portfolio",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("gatefold key lost needs one folder, your portfolio, such as: gatefold key lost my-portfolio")}
			}
			return refusal(c, k.lost(c, args[0], yes))
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	c.Flags().BoolVar(&yes, "yes", false, "the old key is lost for good: do not ask")
	return c
}

func (k keyring) lost(c *cobra.Command, dir string, yes bool) error {
	portfolio, err := openPortfolio(dir)
	if err != nil {
		return err
	}
	defer portfolio.Close()
	if done, err := finishMove(portfolio); done || err != nil {
		return errors.Join(err, sayMoved(c, dir))
	}
	s, err := k.succession(dir)
	if err != nil {
		return err
	}
	if err := agreeLost(c, s, yes); err != nil {
		return err
	}
	if err := moveLog(portfolio, s); err != nil {
		return err
	}
	return sayMoved(c, dir)
}

// succession is what is to be said of the log in a portfolio, whose key must not be at hand.
func (k keyring) succession(dir string) (proof.Succession, error) {
	current, err := k.open()
	if err != nil {
		return proof.Succession{}, err
	}
	store, h, done, err := openProofStore(dir)
	if err != nil {
		return proof.Succession{}, err
	}
	defer done()
	if _, ours := h.Find(current.Fingerprint()); ours {
		return proof.Succession{}, fmt.Errorf("the log in %s is of the key %q, which you have: it is not lost. To replace a key that somebody may have seen, `gatefold key rotate %s`", dir, k.name, dir)
	}
	head, err := store.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return proof.Succession{}, fmt.Errorf("nothing in %s was sealed with the old key. Delete the folder %s and seal with the new key", dir, filepath.Join(dir, "proof"))
	}
	return proof.Succession{Origin: h.Origin(), Size: head.Size, Root: head.Root, Date: time.Now().Format(time.DateOnly)}, err
}

func agreeLost(c *cobra.Command, s proof.Succession, yes bool) error {
	fmt.Fprintf(c.ErrOrStderr(), "The log %s has %s. With another key nothing can be added to it.\nIf you find the paper of the old key, or a computer that has it, stop here: `gatefold key import` brings it back.\n",
		s.Origin, entries(int(s.Size)))
	switch {
	case yes:
		return nil
	case !onTerminal(os.Stdin):
		return errors.New("there is nobody to ask whether the old key is lost for good. If it is, say so with --yes")
	}
	sure, err := askYes("Is the old key lost for good?")
	if err == nil && !sure {
		err = errors.New("nothing was changed")
	}
	return err
}

func sayMoved(c *cobra.Command, dir string) error {
	fmt.Fprintf(c.ErrOrStderr(), "The log of the old key lies in %s now, and stays published as it is. The new one begins with the next seal; its first entry\nsays which log it continues. Witnesses, attestations and consents begin anew.\nNext: `gatefold seal %s`, then send your coach the new fingerprint, on the telephone or face to face.\n",
		filepath.Join(dir, "proof", "earlier"), dir)
	return nil
}

// The folder in which the new proof folder is put together, beside the old one.
const lostFolder = "proof.new"

// moveLog puts the old proof folder into a new one. Each step leaves a state from which finishMove, or
// this, goes on.
func moveLog(portfolio *os.Root, s proof.Succession) error {
	at := lostFolder + "/" + s.Folder()
	if err := portfolio.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		return err
	}
	if err := portfolio.WriteFile(lostFolder+"/"+proof.SuccessionFile, s.Text(), 0o666); err != nil {
		return err
	}
	if err := portfolio.Rename("proof", at); err != nil {
		return err
	}
	_, err := finishMove(portfolio)
	return err
}

// finishMove takes the last step of moveLog where an earlier run was stopped before it.
func finishMove(portfolio *os.Root) (done bool, err error) {
	if _, err := portfolio.Stat("proof"); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if _, err := portfolio.Stat(lostFolder + "/" + proof.SuccessionFile); err != nil {
		return false, nil
	}
	return true, portfolio.Rename(lostFolder, "proof")
}
