package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

// signing is `build --sign`: the key, and what it has signed.
type signing struct {
	key             keyring
	wanted          bool
	id              proof.Identity
	list, signature []byte
}

func (s *signing) flags(c *cobra.Command) {
	c.Flags().BoolVar(&s.wanted, "sign", false, "sign the list of all files with your key")
	s.key.nameFlag(c)
	s.key.secrets.openFlags(c)
}

// open gets at the key, which must be the one that the portfolio names.
func (s *signing) open(dir string) error {
	if !s.wanted {
		return nil
	}
	signed, err := proof.ReadKeyHistory(os.DirFS(filepath.Join(dir, "proof")))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("nothing is sealed in %s yet, so there is no key to sign its site with. Run `gatefold seal %s` first", dir, dir)
	}
	if err != nil {
		return err
	}
	h, err := proof.CheckKeyHistory(signed)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(dir, "proof"), err)
	}
	s.id, err = s.key.openOf(dir, h)
	return err
}

// sign is the builder's Signer.
func (s *signing) sign(list []byte) ([]byte, error) {
	s.list, s.signature = list, proof.Sign(s.id.Key(), proof.NamespaceSite, list).Armour()
	return s.signature, nil
}

// keep stores what was signed in the source folder, so that the same site built without the key is a
// signed one too.
func (s *signing) keep(dir string) error {
	if s.signature == nil {
		return nil
	}
	folder, err := proof.OpenFolder(filepath.Join(dir, "proof"))
	if err != nil {
		return err
	}
	defer folder.Close()
	for name, body := range map[string][]byte{"site/SHA256SUMS": s.list, "site/SHA256SUMS.sig": s.signature} {
		part := name + ".part"
		if err := errors.Join(folder.Write(part, body), folder.Sync(part), folder.Rename(part, name)); err != nil {
			return err
		}
	}
	return nil
}
