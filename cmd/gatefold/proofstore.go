package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/generator/proof"
)

// openPortfolio opens the folder of a portfolio.
func openPortfolio(dir string) (*os.Root, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %q; name the folder of your portfolio", dir)
	}
	portfolio, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if _, err := portfolio.Stat("portfolio.toml"); err != nil {
		portfolio.Close()
		return nil, fmt.Errorf("%q holds no portfolio.toml; name the folder of your portfolio", dir)
	}
	return portfolio, nil
}

// openProofStore opens the log in DIR/proof of a portfolio, with the keys that have signed it. It
// makes nothing; without keys the error is notSealed. Call done when finished with it.
func openProofStore(dir string) (s proof.Store, h proof.KeyHistory, done func(), err error) {
	portfolio, err := openPortfolio(dir)
	if err != nil {
		return s, nil, nil, err
	}
	defer portfolio.Close()
	root, err := portfolio.OpenRoot("proof")
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil, nil, notSealed(dir)
	}
	if err != nil {
		return s, nil, nil, fmt.Errorf("the folder proof of %q cannot be opened: %w", dir, err)
	}
	_, h, err = historyIn(root.FS(), dir)
	if err != nil {
		root.Close()
		return s, nil, nil, err
	}
	s = proof.Store{Folder: proof.FolderOf(root), Origin: h.Origin(), Keys: h.LogKeys()}
	return s, h, func() { root.Close() }, nil
}

// historyIn reads the keys in the folder proof of a portfolio that has some.
func historyIn(folder fs.FS, dir string) ([]proof.SignedKeys, proof.KeyHistory, error) {
	signed, err := proof.ReadKeyHistory(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, notSealed(dir)
	}
	if err != nil {
		return nil, nil, err
	}
	h, err := proof.CheckKeyHistory(signed)
	if err != nil {
		if mended, h, ok := mend(signed); ok {
			return mended, h, nil
		}
		return nil, nil, fmt.Errorf("%s: %w. Put the file back as it was, from your backup", filepath.Join(dir, "proof"), err)
	}
	return signed, h, nil
}

// notSealed says of a portfolio folder that it has no log yet. It is fs.ErrNotExist.
type notSealed string

func (dir notSealed) Error() string {
	return fmt.Sprintf("nothing in %q has been sealed yet. Run `gatefold seal %s` first", string(dir), string(dir))
}

func (notSealed) Unwrap() error { return fs.ErrNotExist }
