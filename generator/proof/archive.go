package proof

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
)

// Archived are the heads that are kept for good, the smallest first: those that a witness has signed
// or was asked to sign.
func (s Store) Archived() ([]Checkpoint, error) {
	files, err := fs.ReadDir(s.Folder, archiveFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []Checkpoint
	for _, f := range files {
		size, isSize := parseIndex(f.Name())
		if !isSize {
			continue // the rest of a write that was cut short
		}
		c, err := s.checkpointAt(archiveFolder + "/" + f.Name())
		if err != nil {
			return nil, err
		}
		if err := s.own(c); err != nil {
			return nil, err
		}
		if c.Size != size {
			return nil, fmt.Errorf("%w: %s/%s is of size %d", ErrCheckpoint, archiveFolder, f.Name(), c.Size)
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	return out, nil
}

// Archive keeps a head of this log for good, with the lines of the one that is kept already. The
// error is ErrForked when that has another root.
func (s Store) Archive(c Checkpoint) error {
	release, err := s.Folder.Lock(lockName)
	if err != nil {
		return err
	}
	return errors.Join(s.archive(c), release())
}

func (s Store) archive(c Checkpoint) error {
	if err := s.own(c); err != nil {
		return err
	}
	log, err := s.Log()
	if err != nil {
		return err
	}
	if root, err := log.RootAt(c.Size); err != nil {
		return err
	} else if root != c.Root {
		return fmt.Errorf("%w: size %d", ErrForked, c.Size)
	}
	name := archiveFolder + "/" + strconv.FormatInt(c.Size, 10)
	kept, err := s.checkpointAt(name)
	switch {
	case err == nil && kept.Text() != c.Text():
		return fmt.Errorf("%w: size %d is kept with other lines", ErrForked, c.Size)
	case err == nil:
		c, err = kept.With(c.Signatures...)
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	}
	if err != nil {
		return err
	}
	if err := replace(s.Folder, name, c.Print()); err != nil {
		return err
	}
	head, err := s.Head()
	if err != nil || head.Text() != c.Text() {
		return err
	}
	return replace(s.Folder, headFile, c.Print())
}
