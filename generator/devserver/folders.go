package devserver

import (
	"os"
	"path/filepath"
	"strings"
)

// folders are the watched folders below one.
type folders struct {
	watcher watcher
	dir     string
	watched map[string]bool // relative to dir
	vigil   string          // the folder above dir that is watched because dir is gone; "" otherwise
}

func (f *folders) close() { _ = f.watcher.Close() } // nothing is left to lose

func (f *folders) full(rel string) string { return filepath.Join(f.dir, filepath.FromSlash(rel)) }

// add watches a folder; an error is one after which watching cannot go on.
func (f *folders) add(rel string) error {
	err := f.watcher.Add(f.full(rel))
	if err != nil {
		if harmless(err) {
			return nil
		}
		return err
	}
	f.watched[rel] = true
	return nil
}

// drop ends the watching of a folder that was moved or deleted, and of those in it: when it was moved,
// they would go on telling under their old names.
func (f *folders) drop(rel string) {
	if !f.watched[rel] {
		return
	}
	for w := range f.watched {
		if rel == "." || w == rel || strings.HasPrefix(w, rel+"/") {
			_ = f.watcher.Remove(f.full(w)) // gone already when the folder was deleted
			delete(f.watched, w)
		}
	}
}

// rel is a path that the watcher named relative to the folder; ok is false outside of it.
func (f *folders) rel(name string) (rel string, ok bool) {
	if name == f.dir {
		return ".", true
	}
	rest, ok := strings.CutPrefix(name, f.dir+string(filepath.Separator))
	return filepath.ToSlash(rest), ok
}

// stand watches the nearest folder above that still exists, to see dir come back.
func (f *folders) stand() error {
	at := filepath.Dir(f.dir)
	for !isFolder(at) && at != filepath.Dir(at) {
		at = filepath.Dir(at)
	}
	if at == f.vigil {
		return nil
	}
	f.leave()
	f.vigil = at
	if err := f.watcher.Add(at); err != nil && !harmless(err) {
		return err
	}
	return nil
}

func (f *folders) leave() {
	if f.vigil != "" {
		_ = f.watcher.Remove(f.vigil)
		f.vigil = ""
	}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
