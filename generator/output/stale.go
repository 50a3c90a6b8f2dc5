package output

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
)

// removeStale removes what the list says was written and is no longer part of the site, as far as
// nobody has altered it, and the folders that are empty then. What was altered stays on the list.
func (w *writer) removeStale() error {
	if w.old == nil {
		return nil
	}
	folders := map[string]bool{}
	for p, e := range w.old.entries {
		if _, ours := w.files.Get(p); ours {
			continue
		}
		foldersOf(folders, p)
		if err := w.removeOne(p, e); err != nil {
			return err
		}
	}
	return w.removeEmpty(folders)
}

func (w *writer) removeOne(p string, e entry) error {
	if _, there := w.inv.files[p]; !there || w.renamed(p) {
		return nil
	}
	return w.removeUnaltered(p, e)
}

// removeUnaltered removes a file that lies there, unless somebody has altered it.
func (w *writer) removeUnaltered(p string, e entry) error {
	disk := w.inv.files[p]
	unaltered := disk.regular && disk.size == e.size
	if unaltered {
		sum, err := w.sumOnDisk(p)
		if err != nil {
			return err
		}
		unaltered = sum == e.sum
	}
	if !unaltered {
		w.diff.Kept = append(w.diff.Kept, p)
		w.next[p] = e
		return nil
	}
	if err := w.step("remove", p); err != nil {
		return err
	}
	if err := w.root.Remove(p); err != nil {
		return err
	}
	w.diff.Removed = append(w.diff.Removed, p)
	w.touch(p)
	return nil
}

// renamed reports that a file of the site has the place of p, under a name that differs by case
// only, on a file system that takes the two for one.
func (w *writer) renamed(p string) bool {
	if w.files.set == nil {
		return false
	}
	now, ok := w.files.set.folded[fold(p)]
	if !ok || now.folder {
		return false
	}
	a, errA := w.root.Lstat(p)
	b, errB := w.root.Lstat(now.path)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// removeEmpty tries the deepest folders first; one that is not empty stays.
func (w *writer) removeEmpty(folders map[string]bool) error {
	var dirs []string
	for dir := range folders {
		if w.inv.folders[dir] {
			dirs = append(dirs, dir)
		}
	}
	slices.SortFunc(dirs, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	for _, dir := range dirs {
		infos, err := readDir(filepath.Join(w.dir, filepath.FromSlash(dir)))
		if err != nil || len(infos) > 0 {
			continue
		}
		if err := w.step("rmdir", dir); err != nil {
			return err
		}
		w.touch(dir)
		if err := w.root.Remove(dir); err == nil {
			delete(w.inv.folders, dir)
		}
	}
	return nil
}
