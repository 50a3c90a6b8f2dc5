package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func keyRotateCommand() *cobra.Command {
	var k keyring
	c := &cobra.Command{
		Use: "rotate DIR", Short: "Replace your key by a new one that the old one vouches for",
		Long: "Rotate makes a new key and has the old and the new one sign, in DIR/proof/keys.txt, that the one takes the place\n" +
			"of the other. DIR is your portfolio folder. Checks that name the old fingerprint go on to hold. The old key is\n" +
			"kept as me.1 (then me.2 ...), because what was sealed with it needs it.\n\n" +
			"If you have several portfolios, run it for each: only the first run makes a key. A key that is lost cannot be\n" +
			"rotated, because it cannot sign: make a new one, and let your coach say that you are the same person.",
		Example: "  gatefold key rotate my-portfolio",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("gatefold key rotate needs one folder, your portfolio, such as: gatefold key rotate my-portfolio")}
			}
			return refusal(c, k.rotate(c, args[0]))
		},
	}
	k.nameFlag(c)
	k.secrets.openFlags(c)
	k.secrets.makeFlags(c, "new-passphrase-file")
	return c
}

func (k keyring) rotate(c *cobra.Command, dir string) error {
	today := time.Now()
	root, err := openProof(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	current, err := k.open()
	if err != nil {
		return err
	}
	signed, h, err := readHistory(root, current, today)
	if err != nil {
		return err
	}
	ring := []proof.Identity{current}
	if h.Current().Fingerprint() == current.Fingerprint() {
		next, old, err := k.replace(current)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.ErrOrStderr(), "A new key has taken the place of the old one, which is kept as %s.\n", old)
		ring = append(ring, next)
	} else if ring, err = k.since(h.Current(), current); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, "proof", "keys.txt"), err)
	}
	if err := handOver(root, signed, h.Current(), ring, today); err != nil {
		return err
	}
	if err := coverInPolicy(root); err != nil {
		fmt.Fprintf(c.ErrOrStderr(), "note: %s still names the old key alone: %s\n", policyPath(dir), printable(err.Error()))
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s says so, signed by both. The fingerprint of the new key:\n", filepath.Join(dir, "proof", "keys.txt"))
	fmt.Fprintln(c.OutOrStdout(), ring[len(ring)-1].Fingerprint())
	fmt.Fprintf(c.ErrOrStderr(), "Next: `gatefold key paper%s` for the new key, and keep the old paper too. Then publish the portfolio again, and\ntell the new fingerprint to those who have the old one.\n", k.nameArg())
	return nil
}

// handOver writes that each identity of the ring has taken the place of the one before; keys are
// those of the first.
func handOver(root *os.Root, signed []proof.SignedKeys, keys proof.Keys, ring []proof.Identity, today time.Time) error {
	for i, id := range ring[1:] {
		keys = keys.Succeed(id, today)
		signed = append(signed, proof.SignKeys(keys, id, &ring[i]))
	}
	if _, err := proof.CheckKeyHistory(signed); err != nil {
		return fmt.Errorf("%w. Set the date of this computer right and run this again", err)
	}
	return writeHistory(root, signed)
}

// coverInPolicy has policy.txt, if there is one, speak of the new key of the log too.
func coverInPolicy(root *os.Root) error {
	signed, err := proof.ReadKeyHistory(root.FS())
	if err != nil {
		return err
	}
	h, err := proof.CheckKeyHistory(signed)
	if err != nil {
		return err
	}
	return proof.Store{Folder: proof.FolderOf(root), Origin: h.Origin(), Keys: h.LogKeys()}.CoverInPolicy()
}

// openProof opens the folder proof of a portfolio and makes it where it is missing.
func openProof(dir string) (*os.Root, error) {
	portfolio, err := openPortfolio(dir)
	if err != nil {
		return nil, err
	}
	defer portfolio.Close()
	if err := portfolio.Mkdir("proof", 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return portfolio.OpenRoot("proof")
}

// readHistory reads keys.txt and its predecessors, or begins with the key that there is.
func readHistory(root *os.Root, current proof.Identity, today time.Time) ([]proof.SignedKeys, proof.KeyHistory, error) {
	signed, err := proof.ReadKeyHistory(root.FS())
	if errors.Is(err, fs.ErrNotExist) {
		signed = []proof.SignedKeys{proof.SignKeys(proof.NewKeys(current, today), current, nil)}
		err = writeHistory(root, signed)
	}
	if err != nil {
		return nil, nil, err
	}
	h, err := proof.CheckKeyHistory(signed)
	if err != nil {
		if mended, h, ok := mend(signed); ok {
			return mended, h, nil
		}
		return nil, nil, fmt.Errorf("proof/%w. Put the file back as it was, from your backup", err)
	}
	return signed, h, nil
}

// mend undoes a writeHistory that was interrupted: keys.txt is then there twice, under its old and
// its new name, and the signatures of one of the two are whole.
func mend(signed []proof.SignedKeys) ([]proof.SignedKeys, proof.KeyHistory, bool) {
	last := len(signed) - 1
	if last < 1 || !bytes.Equal(signed[last].Text, signed[last-1].Text) {
		return nil, nil, false
	}
	for _, twin := range []int{last, last - 1} {
		rest := slices.Delete(slices.Clone(signed), twin, twin+1)
		if h, err := proof.CheckKeyHistory(rest); err == nil {
			return rest, h, true
		}
	}
	return nil, nil, false
}

// replace makes the next key, or goes on where an earlier run was interrupted, and puts it in the
// place of the current one.
func (k keyring) replace(current proof.Identity) (next proof.Identity, old string, err error) {
	folder, err := keyFolder()
	if err != nil {
		return next, "", err
	}
	path := folder.NextFile(k.name)
	if file, err := proof.ReadKeyFile(path); err == nil {
		k.secrets.file = k.secrets.newFile
		if next, err = k.secrets.open(file, "the new key of the run that was interrupted"); err != nil {
			return next, "", err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return next, "", err
	} else {
		if next, err = proof.NewIdentity(rand.Reader); err != nil {
			return next, "", err
		}
		secret, err := k.secrets.choose()
		if err != nil {
			return next, "", err
		}
		data, err := proof.MarshalKeyFile(next, secret)
		if err != nil {
			return next, "", err
		}
		if err := proof.WriteKeyFile(path, data); err != nil {
			return next, "", err
		}
	}
	old, err = folder.Retire(k.name)
	return next, old, err
}

// since are the identities from the one that a portfolio names last to the current one, for a
// portfolio that was left behind.
func (k keyring) since(last proof.Keys, current proof.Identity) ([]proof.Identity, error) {
	folder, err := keyFolder()
	if err != nil {
		return nil, err
	}
	replaced, err := k.replaced()
	if err != nil {
		return nil, err
	}
	ring := []proof.Identity{current}
	for _, name := range slices.Backward(replaced) {
		file, err := folder.Read(name)
		if err != nil {
			return nil, err
		}
		id, err := k.secrets.open(file, fmt.Sprintf("the key %q", name))
		if err != nil {
			return nil, err
		}
		ring = append(ring, id)
		if id.Fingerprint() == last.Fingerprint() {
			slices.Reverse(ring)
			return ring, nil
		}
	}
	return nil, fmt.Errorf("it names the key %s, but your key %q is %s. Is it another person's portfolio, or has another computer a newer key? Import that one", last.Fingerprint(), k.name, current.Fingerprint())
}

// writeHistory writes what differs; keys.txt itself, which says which files count, comes last.
func writeHistory(root *os.Root, signed []proof.SignedKeys) error {
	files := proof.KeyHistoryFiles(signed)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(strings.TrimPrefix(b, "keys.txt"), strings.TrimPrefix(a, "keys.txt"))
	})
	for _, name := range names {
		if old, err := root.ReadFile(name); err == nil && string(old) == string(files[name]) {
			continue
		}
		temporary := "." + name + ".new"
		if err := root.WriteFile(temporary, files[name], 0o666); err != nil {
			return err
		}
		if err := root.Rename(temporary, name); err != nil {
			return err
		}
	}
	return nil
}
