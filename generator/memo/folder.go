package memo

import (
	"io"
	"io/fs"
)

// folder is an open folder of a Tree. It holds what the look saw and did not skip.
type folder struct {
	fs.File
	left []fs.DirEntry
	err  error
}

func (t *Tree) openFolder(name string) (fs.File, error) {
	f, err := t.root.FS().Open(name)
	if err != nil {
		return nil, err
	}
	entries, err := t.ReadDir(name)
	return &folder{f, entries, err}, nil
}

// ReadDir implements fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.left)
	} else if len(f.left) == 0 && f.err == nil {
		return nil, io.EOF
	}
	n = min(n, len(f.left))
	entries := f.left[:n:n]
	f.left = f.left[n:]
	if len(f.left) > 0 {
		return entries, nil
	}
	return entries, f.err
}
