package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// inventory is what lies in the site's folders on disk before anything is written.
type inventory struct {
	files   map[string]onDisk
	folders map[string]bool // those walked: the site's own and the list's
	others  []string        // foreign folders, not entered
	temps   []string        // left by a run that was cut off
}

type onDisk struct {
	size     int64
	modified time.Time
	regular  bool
}

// takeInventory looks into the folders of the site and of the list, into no other.
func takeInventory(root *os.Root, wanted map[string]bool) (*inventory, error) {
	inv := &inventory{files: map[string]onDisk{}, folders: map[string]bool{}}
	return inv, inv.walk(root, ".", wanted)
}

func (inv *inventory) walk(root *os.Root, dir string, wanted map[string]bool) error {
	inv.folders[dir] = true
	infos, err := readDir(root, dir)
	if err != nil {
		return err
	}
	for _, info := range infos {
		p := path.Join(dir, info.Name())
		switch {
		case info.IsDir() && wanted[p]:
			if err := inv.walk(root, p, wanted); err != nil {
				return err
			}
		case info.IsDir():
			inv.others = append(inv.others, p+"/")
		case info.Mode()&fs.ModeSymlink != 0 && wanted[p]:
			return fmt.Errorf("%s: is a symbolic link where the site has a folder; remove it first", p)
		case strings.HasPrefix(info.Name(), TempPrefix):
			inv.temps = append(inv.temps, p)
		default:
			inv.files[p] = onDisk{info.Size(), info.ModTime(), info.Mode().IsRegular()}
		}
	}
	return nil
}

func readDir(root *os.Root, dir string) ([]fs.FileInfo, error) {
	f, err := root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	infos, err := f.Readdir(-1)
	if errors.Is(err, fs.ErrNotExist) { // a file went away meanwhile
		err = nil
	}
	return infos, err
}

// foldersOf are the folders in which the given files lie.
func foldersOf(folders map[string]bool, p string) {
	for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
		folders[dir] = true
	}
}
