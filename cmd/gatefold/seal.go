package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
)

func sealCommand() *cobra.Command {
	var s sealing
	c := &cobra.Command{
		Use: "seal [DIR]", Short: "Put fingerprints of what is new in your records into your log",
		Long: "Seal writes, for every record and file that is new or was changed, an entry into the log in DIR/proof (this\n" +
			"folder when none is named), and signs the log with your key. An entry is a fingerprint: it shows later that the\n" +
			"record was already so, and tells nothing of what it says. Nothing else of the folder is touched, and when nothing\n" +
			"has changed, no entry is added. Seal as you work, and have a witness sign the log: what only you have sealed\n" +
			"proves nothing about dates. With --witness, those that answer on the web are asked at once; when one does not sign,\n" +
			"that is said, and what was sealed stays so.\n\n" +
			"A record that is gone from the folder is taken back by an entry of its own, after you have agreed (or with --yes).\n" +
			"When records are read with errors, the sound ones are sealed and none is taken back.\n\n" +
			"Exit codes: 0 done, 2 the records have errors, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold seal my-portfolio\n  gatefold seal my-portfolio --dry-run\n  gatefold seal my-portfolio --witness https://witness.example\n  gatefold seal my-portfolio --renamed device-refresh=laptop-refresh\n  gatefold seal my-portfolio --renamed device-refresh:R-03=R-30",
		Args:    oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			s.c, s.dir = c, "."
			if len(args) == 1 {
				s.dir = args[0]
			}
			if err := s.checkWitnesses(); err != nil {
				return usageError{err}
			}
			return s.run()
		},
	}
	s.key.nameFlag(c)
	s.key.secrets.openFlags(c)
	c.Flags().BoolVar(&s.dry, "dry-run", false, "say what would be sealed, and seal nothing")
	c.Flags().BoolVar(&s.offline, "offline", false, "do not ask the published site how far the log has come")
	c.Flags().BoolVar(&s.yes, "yes", false, "take back records that are gone, without asking")
	c.Flags().StringArrayVar(&s.witnesses, "witness", nil, "the `address` of a witness to ask for its signature afterwards; may be given several times")
	c.Flags().StringArrayVar(&s.renamed, "renamed", nil, "what has another name now, `OLD=NEW`: a project's folder, or PROJECT:ID=ID")
	return c
}

// sealing is one run of the command.
type sealing struct {
	c                 *cobra.Command
	key               keyring
	dir               string
	dry, offline, yes bool
	renamed           []string
	witnesses         []string

	source    fs.FS
	portfolio *content.Portfolio
	report    report
	items     []seal.Item
	keys      proof.KeyHistory
	store     proof.Store
	signer    proof.LogSigner
	secrets   seal.Secrets
	options   seal.Options
	plan      seal.Plan
	unheard   []error // what is wrong with attestations that lie in the folder
}

func (s *sealing) run() error {
	if err := checkFolder(s.dir); err != nil {
		return err
	}
	w, err := openWorkspace(s.dir, filepath.Join(s.dir, "public"))
	if err != nil {
		return usageError{err}
	}
	defer w.close()
	if err := s.load(w); err != nil {
		return err
	}
	if s.portfolio == nil {
		fmt.Fprintf(s.c.ErrOrStderr(), "Nothing was sealed, because %s cannot be used.\n", filepath.Join(s.dir, "portfolio.toml"))
		return exitError{exitErrors}
	}
	folder, release, err := s.open()
	if err != nil {
		return refusal(s.c, err)
	}
	defer release()
	if err := s.grow(folder); err != nil {
		return refusal(s.c, err)
	}
	return s.report.exit(false)
}

// load reads the records, drafts excepted, and says what is wrong with them.
func (s *sealing) load(w *workspace) error {
	portfolio, problems, err := w.builder(false).Load(w.tree)
	if err != nil {
		return brokenError{err}
	}
	s.source, s.portfolio, s.report = w.tree, portfolio, report{Problems: problems}
	for _, p := range problems {
		if p.Severity == content.Error {
			writeProblem(s.c.ErrOrStderr(), s.dir, p, nil)
		}
	}
	if portfolio == nil {
		return nil
	}
	if s.items, err = seal.Items(portfolio, w.tree); err != nil {
		return refusal(s.c, err)
	}
	return nil
}

// open gets at the key and the log. A portfolio that was never sealed gets its keys.txt, but not in a
// dry run.
func (s *sealing) open() (proof.Folder, func(), error) {
	current, err := s.key.open()
	if err != nil {
		return nil, nil, err
	}
	history, err := s.history(current)
	if err != nil {
		return nil, nil, err
	}
	ids, err := s.identities(current, history)
	if err != nil {
		return nil, nil, err
	}
	s.keys = history
	beside, err := keyFolder()
	if err != nil {
		return nil, nil, err
	}
	memory, err := proof.OpenFolder(beside.Path)
	if err != nil {
		return nil, nil, err
	}
	folder, err := s.proofFolder()
	if err != nil {
		memory.Close()
		return nil, nil, err
	}
	s.store = proof.Store{Folder: folder, Origin: history.Origin(), Keys: history.LogKeys()}
	s.signer = proof.LogSigner{Memory: memory}
	s.signer.Keys = append(s.signer.Keys, current.LogKey())
	s.secrets = seal.SecretsOf(ids)
	err = s.overlap(ids, history)
	if err == nil {
		s.options.Renamed, err = renames(s.renamed, folder)
	}
	if err == nil {
		s.options.Succeeds, err = seal.ReadSuccession(folder)
	}
	return folder, func() { folder.Close(); memory.Close() }, err
}

// proofFolder opens DIR/proof; in a dry run of a portfolio that was never sealed an empty folder elsewhere.
func (s *sealing) proofFolder() (proof.DiskFolder, error) {
	path := filepath.Join(s.dir, "proof")
	if _, err := os.Stat(path); s.dry && errors.Is(err, fs.ErrNotExist) {
		if path, err = os.MkdirTemp("", "gatefold-*"); err != nil {
			return proof.DiskFolder{}, err
		}
		defer os.Remove(path)
	}
	return proof.OpenFolder(path)
}

// history is that of keys.txt, whose newest key must be the one at hand.
func (s *sealing) history(current proof.Identity) (proof.KeyHistory, error) {
	var signed []proof.SignedKeys
	var err error
	if s.dry {
		signed, err = proof.ReadKeyHistory(os.DirFS(filepath.Join(s.dir, "proof")))
		if errors.Is(err, fs.ErrNotExist) {
			signed, err = []proof.SignedKeys{proof.SignKeys(proof.NewKeys(current, time.Now()), current, nil)}, nil
		}
	} else {
		root, openErr := openProof(s.dir)
		if openErr != nil {
			return nil, openErr
		}
		defer root.Close()
		signed, _, err = readHistory(root, current, time.Now())
	}
	if err != nil {
		return nil, err
	}
	h, err := proof.CheckKeyHistory(signed)
	if err != nil {
		return nil, fmt.Errorf("proof/%w", err)
	}
	if got, want := current.Fingerprint(), h.Current().Fingerprint(); got != want {
		return nil, fmt.Errorf("%s names the key %s, and your key %q is %s. If you have that key under another name, choose it with --name; if yours was rotated, run `gatefold key rotate %s`",
			filepath.Join(s.dir, "proof", "keys.txt"), want, s.key.name, got, s.dir)
	}
	return h, nil
}

// identities are the current one and those before it that lie on this computer, the newest first: what was
// sealed with them is recognised by them.
func (s *sealing) identities(current proof.Identity, h proof.KeyHistory) ([]proof.Identity, error) {
	ids := []proof.Identity{current}
	if len(h) == 1 {
		return ids, nil
	}
	names, err := s.key.replaced()
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Backward(names) {
		old := s.key
		old.name = name
		id, err := old.open()
		if err != nil {
			return nil, err
		}
		if _, ours := h.Find(id.Fingerprint()); ours {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// overlap has the log tell of a new key, and the key before it sign that head too.
func (s *sealing) overlap(ids []proof.Identity, h proof.KeyHistory) error {
	if len(h) == 1 {
		return nil
	}
	head, err := s.store.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if s.options.Keys = nil; head.CheckLog(h.LogKeys()[len(h)-1]) == nil {
		return nil // the new key has signed already
	}
	s.options.Keys = &seal.KeyChange{Fingerprint: h.Current().Fingerprint(), Commit: sha256.Sum256(h.Current().Text())}
	if len(ids) > 1 {
		s.signer.Keys = append(s.signer.Keys, ids[1].LogKey())
	}
	return nil
}
