package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Forget takes the files, and the folders, that are gone out of a list of what was written, for somebody
// who has deleted them and wants no trace of their names. A list that is torn or foreign, which nobody
// believes, is deleted; that there is none is no error.
func Forget(listPath string, gone func(path string) bool) error {
	info, err := os.Lstat(listPath)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	l := loadList(listPath)
	if err != nil || l == nil {
		return errors.Join(err, os.Remove(listPath))
	}
	for path := range l.entries {
		if gone(path) {
			delete(l.entries, path)
		}
	}
	for dir := range l.folders {
		if dir != "." && gone(dir) {
			delete(l.folders, dir)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(listPath), TempPrefix+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(l.bytes())
	if err = errors.Join(err, f.Close()); err == nil {
		// What was written too close to the list's own time is doubted: the list is no younger for this.
		err = errors.Join(os.Chtimes(f.Name(), info.ModTime(), info.ModTime()), os.Rename(f.Name(), listPath))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("the list of what was written: %w", err), os.Remove(f.Name()))
	}
	return nil
}
