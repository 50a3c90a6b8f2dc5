package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// saveList is the last thing a run does.
func (w *writer) saveList(listPath string) (err error) {
	if err := os.MkdirAll(filepath.Dir(listPath), 0o755); err != nil {
		return unlessReadOnly(err)
	}
	if err := w.step("list", listPath); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(listPath), TempPrefix+"*")
	if err != nil {
		return unlessReadOnly(err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("the list of what was written: %w", err)
		}
	}()
	if _, err := f.Write((&list{entries: w.next, folders: w.folderTimes()}).bytes()); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := w.step("list rename", listPath); err != nil {
		return err
	}
	return os.Rename(f.Name(), listPath)
}

// unlessReadOnly lets records be built that may only be read: without a list the next run reads what lies
// there, and removes nothing.
func unlessReadOnly(err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return nil
	}
	return err
}

// folderTimes are the times of the folders that hold nothing foreign, as they are after the run.
func (w *writer) folderTimes() map[string]int64 {
	folders := map[string]bool{".": true}
	for p := range w.next {
		foldersOf(folders, p)
	}
	times := map[string]int64{}
	read := map[string]bool{}
	for _, dir := range w.inv.read {
		read[dir] = true
	}
	for dir := range folders {
		if w.foreign[dir] {
			continue
		}
		if !w.touched[dir] && !read[dir] && w.old != nil { // looked at already
			times[dir] = w.old.folders[dir]
			continue
		}
		if info, err := os.Lstat(filepath.Join(w.dir, filepath.FromSlash(dir))); err == nil {
			times[dir] = info.ModTime().UnixNano()
		}
	}
	return times
}
