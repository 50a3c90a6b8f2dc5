package memo

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Tree is a folder as it was when it was looked at: names, sizes and times from memory, bytes from the
// disk. It implements fs.FS, fs.ReadDirFS, fs.StatFS and fs.ReadLinkFS, and is safe for concurrent use.
type Tree struct {
	dir     string
	root    *os.Root
	folders map[string][]fs.FileInfo // by slash-separated path, sorted by name
	broken  map[string]error         // folders that could not be read
}

// maxDepth is how deep folders may lie inside each other; deeper ones are not entered.
const maxDepth = 64

// Look walks a folder, past the names that skip refuses. No link is followed. The folder stays open
// until Close.
func Look(dir string, skip func(path string) bool) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	w := &looking{skip: skip, spare: make(chan struct{}, max(runtime.GOMAXPROCS(0)-1, 0)),
		tree: &Tree{dir: dir, root: root, folders: map[string][]fs.FileInfo{}, broken: map[string]error{}}}
	w.enter(".", 0)
	w.wait.Wait()
	return w.tree, nil
}

// Again looks at the places that may have changed, slash-separated paths, and takes the rest as it was.
// The folder is shared with t, and closed with either.
func (t *Tree) Again(changed []string, skip func(path string) bool) *Tree {
	w := &looking{skip: skip, tree: &Tree{dir: t.dir, root: t.root, folders: maps.Clone(t.folders), broken: maps.Clone(t.broken)}}
	seen := map[string]bool{}
	look := func(dir string) {
		if _, known := w.tree.folders[dir]; known && !seen[dir] {
			seen[dir] = true
			w.once(dir)
		}
	}
	for _, p := range changed {
		dir := path.Dir(p)
		for w.tree.folders[dir] == nil && dir != "." {
			dir = path.Dir(dir)
		}
		look(dir)
		look(p) // if it is a folder
	}
	return w.tree
}

// once looks into a folder, and through those in it that are new.
func (w *looking) once(dir string) {
	before := map[string]bool{}
	for _, info := range w.tree.folders[dir] {
		before[info.Name()] = info.IsDir()
	}
	infos, err := readInfos(w.tree.path(dir))
	infos = slices.DeleteFunc(infos, func(i fs.FileInfo) bool { return w.skip(join(dir, i.Name())) })
	w.tree.folders[dir] = infos
	delete(w.tree.broken, dir)
	if err != nil {
		w.tree.broken[dir] = err
	}
	for _, info := range infos {
		if info.IsDir() && !before[info.Name()] {
			w.enter(join(dir, info.Name()), strings.Count(dir, "/")+1)
		}
		if info.IsDir() {
			delete(before, info.Name())
		}
	}
	for name, folder := range before {
		if folder {
			w.drop(join(dir, name))
		}
	}
}

// drop forgets a folder that is gone.
func (w *looking) drop(dir string) {
	for known := range w.tree.folders {
		if known == dir || strings.HasPrefix(known, dir+"/") {
			delete(w.tree.folders, known)
			delete(w.tree.broken, known)
		}
	}
}

// looking is one walk; folders are shared among as many workers as there are processors.
type looking struct {
	skip  func(path string) bool
	spare chan struct{} // a token for each further worker
	wait  sync.WaitGroup
	mu    sync.Mutex
	tree  *Tree
}

func (w *looking) enter(dir string, depth int) {
	infos, err := readInfos(w.tree.path(dir))
	infos = slices.DeleteFunc(infos, func(i fs.FileInfo) bool { return w.skip(join(dir, i.Name())) })
	w.mu.Lock()
	w.tree.folders[dir] = infos
	if err != nil {
		w.tree.broken[dir] = err
	}
	w.mu.Unlock()
	if depth == maxDepth {
		return
	}
	for _, info := range infos {
		if !info.IsDir() {
			continue
		}
		sub := join(dir, info.Name())
		select {
		case w.spare <- struct{}{}:
			w.wait.Go(func() {
				w.enter(sub, depth+1)
				<-w.spare
			})
		default:
			w.enter(sub, depth+1)
		}
	}
}

// readInfos lists a folder by plain paths, which is three times as quick as through os.Root.
func readInfos(dir string) ([]fs.FileInfo, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	infos, err := f.Readdir(-1) // leaves out what goes away meanwhile
	slices.SortFunc(infos, func(a, b fs.FileInfo) int { return cmp.Compare(a.Name(), b.Name()) })
	return infos, err
}

func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}

func (t *Tree) path(name string) string {
	return t.dir + string(filepath.Separator) + filepath.FromSlash(name)
}

// Close lets the folder go. What was opened stays open.
func (t *Tree) Close() error { return t.root.Close() }

// Sum stands for the names, kinds, sizes and times of everything in the folder.
func (t *Tree) Sum() [sha256.Size]byte {
	h := sha256.New()
	var b []byte
	for _, dir := range t.sorted() {
		b = append(append(b[:0], dir...), 0)
		for _, info := range t.folders[dir] {
			b = append(append(b, info.Name()...), 0)
			b = binary.LittleEndian.AppendUint32(b, uint32(info.Mode()))
			if !info.IsDir() { // a folder's own time says nothing that its names do not
				b = binary.LittleEndian.AppendUint64(b, uint64(info.Size()))
				b = binary.LittleEndian.AppendUint64(b, uint64(info.ModTime().UnixNano()))
			}
		}
		h.Write(b)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func (t *Tree) sorted() []string {
	dirs := make([]string, 0, len(t.folders))
	for dir := range t.folders {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	return dirs
}

// Newest is the latest time of a file in the folder, in nanoseconds as time.Time.UnixNano gives it.
func (t *Tree) Newest() int64 {
	var newest int64
	for _, infos := range t.folders {
		for _, info := range infos {
			if !info.IsDir() {
				newest = max(newest, info.ModTime().UnixNano())
			}
		}
	}
	return newest
}

// Open opens a file or folder. A file that is still the one that was seen is opened by its plain path,
// any other through the root, so that no link leads out of the folder.
func (t *Tree) Open(name string) (fs.File, error) {
	info, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return t.root.FS().Open(name)
	}
	f, err := os.Open(t.path(name))
	if err == nil {
		if now, err := f.Stat(); err == nil && os.SameFile(now, info) {
			return f, nil
		}
		f.Close()
	}
	return t.root.FS().Open(name)
}

// Stat is Lstat for everything but a link.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	info, err := t.find("stat", name)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return fs.Stat(t.root.FS(), name)
	}
	return info, err
}

// Lstat implements fs.ReadLinkFS.
func (t *Tree) Lstat(name string) (fs.FileInfo, error) { return t.find("lstat", name) }

// ReadLink implements fs.ReadLinkFS.
func (t *Tree) ReadLink(name string) (string, error) { return t.root.Readlink(name) }

// ReadDir implements fs.ReadDirFS.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	infos, ok := t.folders[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	entries := make([]fs.DirEntry, len(infos))
	for i, info := range infos {
		entries[i] = fs.FileInfoToDirEntry(info)
	}
	return entries, t.broken[name]
}

func (t *Tree) find(op, name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if name == "." {
		return t.root.Lstat(".")
	}
	dir, base := ".", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		dir, base = name[:i], name[i+1:]
	}
	infos := t.folders[dir]
	i, ok := slices.BinarySearchFunc(infos, base, func(info fs.FileInfo, name string) int { return cmp.Compare(info.Name(), name) })
	if !ok {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return infos[i], nil
}
