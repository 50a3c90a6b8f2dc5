package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// inventory is what lies in the site's folders on disk before anything is written.
type inventory struct {
	files   map[string]onDisk
	folders map[string]bool // those walked: the site's own and the list's
	others  []string        // foreign folders, not entered
	temps   []string        // left by a run that was cut off
	read    []string        // folders whose names had to be read, for want of a trusted time
}

type onDisk struct {
	size     int64
	modified time.Time
	regular  bool
	link     bool // a symbolic one
}

// walk takes an inventory. It only looks: by plain paths, which is three times as quick as by
// os.Root; whatever is changed later goes through the root.
type walk struct {
	dir    string
	wanted map[string]bool // folders to enter
	old    *list           // nil without one
	names  map[string][]string
	spare  chan struct{} // a token for each further worker
	wg     sync.WaitGroup

	mu  sync.Mutex
	inv *inventory
	err error
}

// takeInventory looks into the wanted folders below dir, into no other. A folder that is not there yet
// holds nothing.
func takeInventory(dir string, wanted map[string]bool, old *list, workers int) (*walk, error) {
	w := &walk{dir: dir, wanted: wanted, old: old, spare: make(chan struct{}, max(workers-1, 0)), inv: &inventory{
		files: map[string]onDisk{}, folders: map[string]bool{},
	}}
	if old != nil {
		w.names = old.names()
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		w.inv.folders["."] = true
		return w, nil
	}
	if err != nil {
		return nil, err
	}
	w.enter(".", info)
	w.wg.Wait()
	return w, w.err
}

// also looks into further folders, and gives the whole inventory.
func (w *walk) also(wanted map[string]bool) (*inventory, error) {
	for p := range wanted {
		w.wanted[p] = true
		if disk, there := w.inv.files[p]; there && disk.link {
			return nil, linkInTheWay(p)
		}
	}
	others := w.inv.others
	w.inv.others = nil
	for _, other := range others {
		p := strings.TrimSuffix(other, "/")
		if !wanted[p] {
			w.mu.Lock()
			w.inv.others = append(w.inv.others, other)
			w.mu.Unlock()
			continue
		}
		info, err := os.Lstat(w.dir + string(filepath.Separator) + filepath.FromSlash(p))
		if err != nil {
			return nil, err
		}
		w.enter(p, info)
	}
	w.wg.Wait()
	return w.inv, w.err
}

func linkInTheWay(p string) error {
	return fmt.Errorf("%s: is a symbolic link where the site has a folder; remove it first", p)
}

// names are the listed files and folders by the folder in which they lie.
func (l *list) names() map[string][]string {
	names := map[string][]string{}
	folders := map[string]bool{}
	for p := range l.entries {
		dir, name := split(p)
		names[dir] = append(names[dir], name)
		foldersOf(folders, p)
	}
	for p := range folders {
		dir, name := split(p)
		names[dir] = append(names[dir], name)
	}
	return names
}

func (w *walk) enter(dir string, info fs.FileInfo) {
	full := w.dir + string(filepath.Separator) + filepath.FromSlash(dir)
	infos, ok := w.known(dir, full, info)
	var err error
	if !ok {
		infos, err = readDir(full)
	}
	subs := w.note(dir, infos, ok, err)
	for i, sub := range subs {
		if i == len(subs)-1 {
			w.enter(sub.path, sub.info) // rather than wait
			return
		}
		select {
		case w.spare <- struct{}{}:
			w.wg.Go(func() {
				w.enter(sub.path, sub.info)
				<-w.spare
			})
		default:
			w.enter(sub.path, sub.info)
		}
	}
}

// known gives what a folder holds from the list, when the folder's time vouches for the names.
func (w *walk) known(dir, full string, info fs.FileInfo) ([]fs.FileInfo, bool) {
	if w.old == nil {
		return nil, false
	}
	noted, ok := w.old.folders[dir]
	if !ok || !w.old.trustsTime(noted, info.ModTime()) {
		return nil, false
	}
	infos := make([]fs.FileInfo, 0, len(w.names[dir]))
	for _, name := range w.names[dir] {
		info, err := os.Lstat(full + string(filepath.Separator) + name)
		if err != nil {
			return nil, false
		}
		infos = append(infos, info)
	}
	return infos, true
}

// child is a folder to enter next.
type child struct {
	path string
	info fs.FileInfo
}

// note keeps what one folder holds and gives the folders to enter next.
func (w *walk) note(dir string, infos []fs.FileInfo, known bool, err error) (enter []child) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !known {
		w.inv.read = append(w.inv.read, dir)
	}
	if w.err == nil {
		w.err = err
	}
	w.inv.folders[dir] = true
	for _, info := range infos {
		p := join(dir, info.Name())
		switch {
		case strings.HasPrefix(info.Name(), TempPrefix):
			w.inv.temps = append(w.inv.temps, p)
		case info.IsDir() && w.wanted[p]:
			enter = append(enter, child{p, info})
		case info.IsDir():
			w.inv.others = append(w.inv.others, p+"/")
		case info.Mode()&fs.ModeSymlink != 0 && w.wanted[p]:
			w.err = linkInTheWay(p)
		default:
			w.inv.files[p] = onDisk{info.Size(), info.ModTime(), info.Mode().IsRegular(), info.Mode()&fs.ModeSymlink != 0}
		}
	}
	return enter
}

func readDir(dir string) ([]fs.FileInfo, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdir(-1) // leaves out what goes away meanwhile
}

// split is path.Dir and path.Base of a clean relative path.
func split(p string) (dir, name string) {
	i := strings.LastIndexByte(p, '/')
	if i < 0 {
		return ".", p
	}
	return p[:i], p[i+1:]
}

// join is path.Join for two clean parts.
func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}

// foldersOf adds the folders in which a file lies.
func foldersOf(folders map[string]bool, p string) {
	for dir, _ := split(p); dir != "." && !folders[dir]; dir, _ = split(dir) {
		folders[dir] = true
	}
}
