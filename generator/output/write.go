package output

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Write makes the folder dir hold the files, creating it where needed. listPath is where the list
// of what was written there is kept, outside of dir: see ListPath. On an error the folder holds
// whole files, old and new ones, and the next Write completes the work.
// Where the list's folder may only be read, no list is kept.
//
// Two processes must not write to one folder at a time.
func Write(dir, listPath string, files Files) (Diff, error) { return Begin(dir, listPath).Write(files) }

// Target is a folder that a site will be written to.
type Target struct {
	dir, listPath string
	looked        chan struct{} // closed when the fields below are set
	old           *list
	walk          *walk
	err           error
}

// Begin starts to look at what lies in a folder, for a Write as soon as the site is known. It changes
// nothing.
func Begin(dir, listPath string) *Target {
	t := &Target{dir: dir, listPath: listPath, looked: make(chan struct{})}
	go func() {
		defer close(t.looked)
		t.look()
	}()
	return t
}

func (t *Target) look() {
	t.old = loadList(t.listPath)
	folders := map[string]bool{}
	if t.old != nil {
		for p := range t.old.entries {
			foldersOf(folders, p)
		}
	}
	t.walk, t.err = takeInventory(t.dir, folders, t.old, workers())
}

func workers() int { return min(runtime.GOMAXPROCS(0), 4) }

// Write is the package's Write. It may be called once.
func (t *Target) Write(files Files) (Diff, error) {
	return t.write(files, func(string, string) error { return nil }, workers())
}

// writer is one run of Write.
type writer struct {
	dir   string
	root  *os.Root
	files Files
	paths []string
	old   *list // nil without a sound one
	inv   *inventory
	// step is asked before every change on disk; tests fail here.
	step    func(op, path string) error
	workers int
	stage   *stage // nil when the folder holds something already

	foreign map[string]bool // folders that hold what is not listed
	temps   atomic.Int64
	checked atomic.Bool // something had to be read to know that it is unchanged: the list can learn
	mu      sync.Mutex  // for what follows
	next    map[string]entry
	diff    Diff
	touched map[string]bool // folders in which something was written or removed
}

// touch notes that the folders in which p lies have new times. It is called with the lock held, or when
// nobody else is at work.
func (w *writer) touch(p string) {
	w.touched["."] = true
	foldersOf(w.touched, p)
}

func (t *Target) write(files Files, step func(op, path string) error, workers int) (Diff, error) {
	<-t.looked
	if t.err != nil {
		return Diff{}, t.err
	}
	if err := os.MkdirAll(t.dir, 0o755); err != nil {
		return Diff{}, err
	}
	root, err := os.OpenRoot(t.dir)
	if err != nil {
		return Diff{}, err
	}
	defer root.Close()
	w := &writer{dir: t.dir, root: root, files: files, paths: files.Paths(), old: t.old, step: step, workers: workers,
		next: map[string]entry{}, touched: map[string]bool{}}
	if err = w.look(t.walk); err == nil {
		err = w.run(t.listPath)
	}
	slices.Sort(w.diff.Written)
	slices.Sort(w.diff.Removed)
	slices.Sort(w.diff.Kept)
	slices.Sort(w.diff.Unlisted)
	return w.diff, err
}

func (w *writer) run(listPath string) error {
	if err := w.fill(); err != nil {
		return err
	}
	if w.old != nil && !w.checked.Load() && maps.Equal(w.old.entries, w.next) {
		return nil
	}
	return w.saveList(listPath)
}

// fill writes what is new or different and removes what is stale.
func (w *writer) fill() (err error) {
	if w.stage, err = w.newStage(); err != nil {
		return err
	}
	if w.stage != nil {
		if err = w.writeAll(); err == nil {
			err = w.stage.moveUp()
		}
		if err != nil {
			w.stage.drop()
		}
		return err
	}
	early := w.blocked() // a stale file stands where a folder is to be, or the other way round
	if early {
		if err := w.removeStale(); err != nil {
			return err
		}
	}
	if err := w.writeAll(); err != nil {
		return err
	}
	if early {
		return nil
	}
	return w.removeStale()
}

// look completes the inventory, sweeps up after a run that was cut off and notes what is not ours.
func (w *writer) look(seen *walk) (err error) {
	folders := map[string]bool{}
	for _, p := range w.paths {
		foldersOf(folders, p)
	}
	if w.inv, err = seen.also(folders); err != nil {
		return err
	}
	listed := map[string]entry{}
	if w.old != nil {
		listed = w.old.entries
	}
	for _, p := range w.inv.temps {
		if err := w.root.RemoveAll(p); err != nil {
			return err
		}
	}
	for p := range w.inv.files {
		_, ours := w.files.Get(p)
		if _, known := listed[p]; !ours && !known {
			w.diff.Unlisted = append(w.diff.Unlisted, p)
		}
	}
	w.diff.Unlisted = append(w.diff.Unlisted, w.inv.others...)
	w.foreign = map[string]bool{}
	for _, p := range w.diff.Unlisted {
		w.foreign[path.Dir(strings.TrimSuffix(p, "/"))] = true
	}
	for _, dir := range w.inv.read {
		if !w.foreign[dir] {
			w.checked.Store(true)
		}
	}
	w.diff.ListMissing = w.old == nil && len(w.inv.files)+len(w.inv.others) > 0
	return nil
}

func (w *writer) blocked() bool {
	for _, p := range w.paths {
		if w.inv.folders[p] {
			return true
		}
		for dir, _ := split(p); dir != "."; dir, _ = split(dir) {
			if _, ok := w.inv.files[dir]; ok {
				return true
			}
		}
	}
	return false
}

// writeOne leaves a file alone, or writes it, and notes its entry for the list.
func (w *writer) writeOne(in *folder, p string, file File) error {
	e, same := w.byKey(p, file)
	if !same {
		var err error
		if file, err = file.drawn(); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		if e, same, err = w.byBytes(p, file); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		if !same {
			if e, err = w.put(in, p, file); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
		e.key = keySum(file.Key())
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next[p] = e
	if !same {
		w.diff.Written = append(w.diff.Written, p)
		w.touch(p)
	}
	return nil
}

// byKey reports that the file on disk was written from a recipe of the same key and not touched
// since, which needs neither drawing nor reading.
func (w *writer) byKey(p string, file File) (entry, bool) {
	e, disk, ok := w.trusted(p)
	key := keySum(file.Key())
	if !ok || key == (Sum{}) || key != e.key {
		return entry{}, false
	}
	size, known := file.Size()
	return e, !known || size == disk.size
}

// trusted gives the entry of a file that lies on disk as it was written.
func (w *writer) trusted(p string) (entry, onDisk, bool) {
	disk, there := w.inv.files[p]
	if w.old == nil || !there || !disk.regular {
		return entry{}, disk, false
	}
	e, listed := w.old.entries[p]
	return e, disk, listed && w.old.trusts(e, disk.size, disk.modified)
}

// byBytes reports whether the file on disk holds the bytes: by the list's hash where size and time
// on disk vouch for it, else by reading.
func (w *writer) byBytes(p string, file File) (entry, bool, error) {
	e, disk, trusted := w.trusted(p)
	if size, known := file.Size(); !disk.regular || known && size != disk.size {
		return entry{}, false, nil
	}
	sum, err := file.Sum()
	if err != nil || trusted {
		return e, sum == e.sum, err
	}
	there, err := w.sumOnDisk(p)
	if err != nil {
		return entry{}, false, err
	}
	w.checked.Store(true)
	return entry{sum: sum, size: disk.size, time: disk.modified.UnixNano()}, sum == there, nil
}

func (w *writer) sumOnDisk(p string) (Sum, error) {
	f, err := w.root.Open(p)
	if err != nil {
		return Sum{}, err
	}
	defer f.Close()
	return sumOf(f)
}

func (w *writer) put(in *folder, p string, file File) (entry, error) {
	if w.stage != nil {
		return w.stage.write(p, file)
	}
	return w.replace(in, path.Base(p), file)
}

// replace writes the bytes to a new file beside the old one and renames it into place.
func (w *writer) replace(in *folder, name string, file File) (e entry, err error) {
	dir, err := in.open()
	if err != nil {
		return entry{}, err
	}
	if err := w.step("temp", name); err != nil {
		return entry{}, err
	}
	temp, f, err := w.create(dir)
	if err != nil {
		return entry{}, err
	}
	defer func() {
		if err != nil {
			f.Close()
			dir.Remove(temp)
		}
	}()
	if err := w.step("fill", name); err != nil {
		return entry{}, err
	}
	if e, err = fill(f, file); err != nil {
		return entry{}, err
	}
	if err := f.Close(); err != nil {
		return entry{}, err
	}
	if err := w.step("rename", name); err != nil {
		return entry{}, err
	}
	return e, dir.Rename(temp, name)
}

func (w *writer) create(dir *os.Root) (string, *os.File, error) {
	for {
		temp := fmt.Sprintf("%s%d", TempPrefix, w.temps.Add(1))
		f, err := dir.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !os.IsExist(err) {
			return temp, f, err
		}
	}
}

// fill writes the bytes and says what the file then is.
func fill(f *os.File, file File) (entry, error) {
	var e entry
	if file.InMemory() {
		e.sum = file.memorySum()
		if _, err := f.Write(file.body()); err != nil {
			return e, err
		}
	} else {
		r, err := file.Open()
		if err != nil {
			return e, err
		}
		defer r.Close()
		if e.sum, err = sumOf(io.TeeReader(r, f)); err != nil {
			return e, err
		}
	}
	info, err := f.Stat()
	if err != nil {
		return e, err
	}
	e.size, e.time = info.Size(), info.ModTime().UnixNano()
	return e, nil
}
