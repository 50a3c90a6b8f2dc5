package output

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS shows the files as a file system, for a server or a test. Recipes are drawn when opened. All
// times are zero. Later changes to f do not show.
func (f Files) FS() fs.FS {
	m := &memFS{files: f, dirs: map[string][]fs.DirEntry{".": nil}}
	folders := map[string]bool{}
	for p, file := range f.All() {
		foldersOf(folders, p)
		m.dirs[path.Dir(p)] = append(m.dirs[path.Dir(p)], &node{name: path.Base(p), file: file})
	}
	for dir := range folders {
		m.dirs[path.Dir(dir)] = append(m.dirs[path.Dir(dir)], &node{name: path.Base(dir), dir: true})
	}
	for _, entries := range m.dirs {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return m
}

type memFS struct {
	files Files
	dirs  map[string][]fs.DirEntry
}

// Open implements fs.FS.
func (m *memFS) Open(name string) (fs.File, error) {
	n, err := m.node("open", name)
	if err != nil {
		return nil, err
	}
	if n.dir {
		return &openDir{node: n, left: m.dirs[name]}, nil
	}
	if n.file, err = n.file.drawn(); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	body, err := n.file.Open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{node: n, body: body}, nil
}

// Stat implements fs.StatFS.
func (m *memFS) Stat(name string) (fs.FileInfo, error) {
	n, err := m.node("stat", name)
	if err != nil {
		return nil, err
	}
	return n.Info()
}

// ReadDir implements fs.ReadDirFS.
func (m *memFS) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := m.node("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.dir {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	return slices.Clone(m.dirs[name]), nil
}

// ReadFile implements fs.ReadFileFS.
func (m *memFS) ReadFile(name string) ([]byte, error) {
	n, err := m.node("open", name)
	if err != nil {
		return nil, err
	}
	if n.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	b, err := n.file.Bytes()
	return slices.Clone(b), err
}

func (m *memFS) node(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if _, ok := m.dirs[name]; ok {
		return &node{name: path.Base(name), dir: true}, nil
	}
	if file, ok := m.files.Get(name); ok {
		return &node{name: path.Base(name), file: file}, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// node is a file or folder: its own directory entry and file info.
type node struct {
	name string
	file File
	dir  bool
}

func (n *node) Name() string       { return n.name }
func (n *node) IsDir() bool        { return n.dir }
func (n *node) ModTime() time.Time { return time.Time{} }
func (n *node) Sys() any           { return nil }
func (n *node) Type() fs.FileMode  { return n.Mode().Type() }

func (n *node) Mode() fs.FileMode {
	if n.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// Info draws a recipe whose size is not known otherwise.
func (n *node) Info() (fs.FileInfo, error) {
	if n.dir {
		return n, nil
	}
	if _, known := n.file.Size(); known {
		return n, nil
	}
	drawn, err := n.file.drawn()
	return &node{name: n.name, file: drawn}, err
}

func (n *node) Size() int64 {
	size, _ := n.file.Size()
	return max(size, 0)
}

func (n *node) String() string { return fs.FormatDirEntry(n) }

type openDir struct {
	*node
	left []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.left) {
		n = len(d.left)
	}
	out := slices.Clone(d.left[:n])
	d.left = d.left[n:]
	return out, nil
}

// openFile can seek, as a server may ask; a stream is then read to memory first.
type openFile struct {
	*node
	body io.ReadCloser
	at   int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node.Info() }
func (f *openFile) Close() error               { return f.body.Close() }

func (f *openFile) Read(p []byte) (int, error) {
	n, err := f.body.Read(p)
	f.at += int64(n)
	return n, err
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	body, ok := f.body.(seekable)
	if !ok {
		b, err := f.node.file.Bytes()
		if err != nil {
			return 0, err
		}
		f.body.Close()
		body = seekable{bytes.NewReader(b)}
		body.Reader.Seek(f.at, io.SeekStart)
		f.body = body
	}
	at, err := body.Reader.Seek(offset, whence)
	if err == nil {
		f.at = at
	}
	return at, err
}

type seekable struct{ *bytes.Reader }

func (seekable) Close() error { return nil }
