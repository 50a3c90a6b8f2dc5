package memo

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
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
	w.enter(".", nil, 0)
	w.wait.Wait()
	return w.tree, nil
}

// Again looks at the places that may have changed, slash-separated paths, and takes the rest as it was.
// The folder is shared with t, and closed with either.
func (t *Tree) Again(changed []string, skip func(path string) bool) *Tree {
	w := &looking{skip: skip, tree: &Tree{dir: t.dir, root: t.root, folders: maps.Clone(t.folders), broken: maps.Clone(t.broken)}}
	seen := map[string]bool{}
	look := func(dir string) {
		if w.known(dir) && !seen[dir] {
			seen[dir] = true
			w.once(dir)
		}
	}
	for _, p := range changed {
		dir := path.Dir(p)
		for dir != "." && !w.known(dir) {
			dir = path.Dir(dir)
		}
		look(dir)
		look(p) // if it is a folder
	}
	return w.tree
}

func (w *looking) known(dir string) bool {
	_, ok := w.tree.folders[dir]
	return ok
}

// once looks into a folder, and through those in it that are new. A link may have taken the place of a
// folder above it, so it is opened through the root.
func (w *looking) once(dir string) {
	before := map[string]fs.FileInfo{} // folders
	for _, info := range w.tree.folders[dir] {
		if info.IsDir() {
			before[info.Name()] = info
		}
	}
	infos, err := readInfos(w.tree.root.Open(filepath.FromSlash(dir)))
	infos = w.note(dir, infos, err)
	var fresh []fs.FileInfo
	for _, info := range infos {
		if old, ok := before[info.Name()]; ok && os.SameFile(old, info) { // else one has taken the other's place
			delete(before, info.Name())
		} else if info.IsDir() {
			fresh = append(fresh, info)
		}
	}
	for name := range before {
		w.drop(join(dir, name))
	}
	if depth := depthOf(dir); depth < maxDepth {
		for _, info := range fresh {
			w.enter(join(dir, info.Name()), info, depth+1)
		}
	}
}

// depthOf is 0 for the folder that is looked at itself.
func depthOf(dir string) int {
	if dir == "." {
		return 0
	}
	return strings.Count(dir, "/") + 1
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

// enter looks into a folder and all below it. seen is what the folder above says of it; by plain paths a
// link that has taken its place meanwhile would be followed, and what it leads to is another folder.
func (w *looking) enter(dir string, seen fs.FileInfo, depth int) {
	infos, err := readInfos(openSeen(w.tree.path(dir), seen))
	infos = w.note(dir, infos, err)
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
				w.enter(sub, info, depth+1)
				<-w.spare
			})
		default:
			w.enter(sub, info, depth+1)
		}
	}
}

// note keeps what a folder holds, without what is skipped, and gives it.
func (w *looking) note(dir string, infos []fs.FileInfo, err error) []fs.FileInfo {
	infos = slices.DeleteFunc(infos, func(i fs.FileInfo) bool { return w.skip(join(dir, i.Name())) })
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tree.folders[dir] = infos
	delete(w.tree.broken, dir)
	if err != nil {
		w.tree.broken[dir] = err
	}
	return infos
}

// openSeen opens a folder by its plain path, which is three times as quick as through os.Root.
func openSeen(dir string, seen fs.FileInfo) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil || seen == nil {
		return f, err
	}
	if now, err := f.Stat(); err != nil || !os.SameFile(now, seen) {
		f.Close()
		return nil, errors.Join(err, &fs.PathError{Op: "open", Path: dir, Err: fs.ErrNotExist})
	}
	return f, nil
}

// readInfos lists a folder as it was opened, and closes it.
func readInfos(f *os.File, err error) ([]fs.FileInfo, error) {
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
	if info.IsDir() {
		return t.openFolder(name)
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
