package verify

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// Folder is a site in a folder of the file system. No symbolic link in it is followed.
type Folder struct {
	root *os.Root
	list fs.FS // the same for names alone: it asks the system once a folder, root once a file
}

// OpenFolder opens the folder of a site. Close it.
func OpenFolder(path string) (Folder, error) {
	root, err := os.OpenRoot(path)
	return Folder{root, os.DirFS(path)}, err
}

// Close lets go of the folder.
func (f Folder) Close() error { return f.root.Close() }

// AtOnce is that of Source.
func (f Folder) AtOnce() int { return runtime.GOMAXPROCS(0) }

// Entries is that of Source. What lies in a folder .git is not looked at: it is told as one.
func (f Folder) Entries(ctx context.Context) ([]Entry, bool, error) {
	var out []Entry
	err := fs.WalkDir(f.list, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir() && path != ".git":
			return nil
		case len(out) == maxFiles:
			return fmt.Errorf("%w: it has more than %d files", errLimit, maxFiles)
		}
		out = append(out, Entry{Path: path, Odd: oddity(d.Type())})
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	return out, true, err
}

func oddity(t fs.FileMode) string {
	switch {
	case t&fs.ModeSymlink != 0:
		return "a link to another place, which is not followed"
	case !t.IsRegular() && !t.IsDir():
		return "no plain file, but a device or the like"
	}
	return ""
}

// Open is that of Source.
func (f Folder) Open(_ context.Context, path string) (io.ReadCloser, error) {
	return f.root.OpenFile(path, openFlag(), 0)
}

// openFlag keeps a pipe, put there since Entries was asked, from being waited for; and a file that is
// opened so costs the runtime four calls less.
func openFlag() int {
	if runtime.GOOS == "windows" {
		return os.O_RDONLY
	}
	return os.O_RDONLY | syscall.O_NONBLOCK
}
