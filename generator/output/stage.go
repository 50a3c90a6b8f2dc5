package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// stage is where a site is written that has nothing in its place yet: a folder with a name for
// unfinished files inside the output folder, whose content moves up when all of it is there. That
// needs no second name for each file, and a crash leaves no part of a site.
type stage struct {
	w    *writer
	dir  string
	made sync.Map // folders that exist
}

const stageName = TempPrefix + "site"

// newStage gives nil when the output folder holds anything.
func (w *writer) newStage() (*stage, error) {
	if w.old != nil || len(w.inv.files)+len(w.inv.others) > 0 || len(w.inv.folders) > 1 || len(w.paths) == 0 {
		return nil, nil
	}
	if err := w.step("mkdir", stageName); err != nil {
		return nil, err
	}
	s := &stage{w: w, dir: filepath.Join(w.dir, stageName)}
	return s, os.Mkdir(s.dir, 0o755)
}

// write puts a new file into the stage.
func (s *stage) write(p string, file File) (e entry, err error) {
	dir, _ := split(p)
	if err := s.mkdir(dir); err != nil {
		return entry{}, err
	}
	if err := s.w.step("fill", p); err != nil {
		return entry{}, err
	}
	f, err := os.OpenFile(s.path(p), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return entry{}, err
	}
	if e, err = fill(f, file); err != nil {
		f.Close()
		return entry{}, err
	}
	return e, f.Close()
}

func (s *stage) path(p string) string {
	return s.dir + string(filepath.Separator) + filepath.FromSlash(p)
}

// mkdir makes a folder and those above it.
func (s *stage) mkdir(dir string) error {
	if _, ok := s.made.Load(dir); ok || dir == "." {
		return nil
	}
	above, _ := split(dir)
	if err := s.mkdir(above); err != nil {
		return err
	}
	if err := s.w.step("mkdir", dir); err != nil {
		return err
	}
	if err := os.Mkdir(s.path(dir), 0o755); err != nil && !errors.Is(err, fs.ErrExist) { // another worker's
		return err
	}
	s.made.Store(dir, true)
	return nil
}

// moveUp puts what was written into its place.
func (s *stage) moveUp() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := s.w.step("rename", e.Name()); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(s.dir, e.Name()), filepath.Join(s.w.dir, e.Name())); err != nil {
			return err
		}
	}
	return os.Remove(s.dir)
}

// drop removes what an error left; a crash leaves it to the next run.
func (s *stage) drop() { os.RemoveAll(s.dir) }
