package proof

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
)

// Folder is what the log and the memory of signatures ask of a place to keep files in. Names are
// those of fs.FS.
type Folder interface {
	fs.FS
	// Write creates or replaces a file and the folders above it. Until Sync a crash may leave any
	// part of it, or nothing.
	Write(name string, data []byte) error
	// Sync returns when these files, and their names, outlive a crash.
	Sync(names ...string) error
	// Rename puts one file in the place of another, whole or not at all, and outlives a crash.
	Rename(from, to string) error
	// Remove takes a file away; it is no error when there is none.
	Remove(name string) error
	// Lock keeps every other process out until it is released, or until this process ends. It fails
	// with ErrLocked at once when another holds it.
	Lock(name string) (release func() error, err error)
}

// ErrLocked: another gatefold is writing there.
var ErrLocked = errors.New("another gatefold is at work in this folder: wait until it has ended")

// DiskFolder is a Folder of the file system. No name, and no symbolic link in it, leads out of it.
type DiskFolder struct {
	root  *os.Root
	files fs.FileMode // of new files and folders, before the umask
	dirs  fs.FileMode
}

// FolderOf is the Folder that root has opened. Close it instead of root.
func FolderOf(root *os.Root) DiskFolder { return DiskFolder{root, 0o644, 0o755} }

// OpenFolder opens a folder, making it (0755 before the umask) when there is none. Close it.
func OpenFolder(path string) (DiskFolder, error) { return openFolder(path, 0o644, 0o755) }

// OpenPrivateFolder is OpenFolder for what is nobody else's business: what it makes is 0600, folders
// 0700.
func OpenPrivateFolder(path string) (DiskFolder, error) { return openFolder(path, 0o600, 0o700) }

func openFolder(path string, files, dirs fs.FileMode) (DiskFolder, error) {
	if err := os.MkdirAll(path, dirs); err != nil {
		return DiskFolder{}, err
	}
	root, err := os.OpenRoot(path)
	return DiskFolder{root, files, dirs}, err
}

// Close lets go of the folder.
func (d DiskFolder) Close() error { return d.root.Close() }

// Open is that of fs.FS.
func (d DiskFolder) Open(name string) (fs.File, error) { return d.root.FS().Open(name) }

// Write is that of Folder.
func (d DiskFolder) Write(name string, data []byte) error {
	if err := d.root.MkdirAll(path.Dir(name), d.dirs); err != nil {
		return err
	}
	return d.root.WriteFile(name, data, d.files)
}

// Sync is that of Folder.
func (d DiskFolder) Sync(names ...string) error {
	var folders []string
	for _, name := range names {
		if err := d.syncOne(name, os.O_RDWR); err != nil {
			return err
		}
		for at := name; at != "."; {
			at = path.Dir(at)
			folders = append(folders, at)
		}
	}
	if runtime.GOOS == "windows" {
		return nil // it keeps names on its own, and opens no folder for it
	}
	slices.Sort(folders)
	for _, name := range slices.Compact(folders) {
		if err := d.syncOne(name, os.O_RDONLY); err != nil {
			return err
		}
	}
	return nil
}

func (d DiskFolder) syncOne(name string, flag int) error {
	f, err := d.root.OpenFile(name, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Rename is that of Folder.
func (d DiskFolder) Rename(from, to string) error {
	if err := d.root.MkdirAll(path.Dir(to), d.dirs); err != nil {
		return err
	}
	if err := d.root.Rename(from, to); err != nil {
		return err
	}
	return d.Sync(to)
}

// Remove is that of Folder.
func (d DiskFolder) Remove(name string) error {
	if err := d.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Lock is that of Folder.
func (d DiskFolder) Lock(name string) (func() error, error) {
	if err := d.root.MkdirAll(path.Dir(name), d.dirs); err != nil {
		return nil, err
	}
	f, err := d.root.OpenFile(name, os.O_RDWR|os.O_CREATE, d.files)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

// replace writes a file so that a crash leaves either the old or the new one, whole.
func replace(f Folder, name string, data []byte) error {
	part := name + ".part"
	if err := f.Write(part, data); err != nil {
		return err
	}
	if err := f.Sync(part); err != nil {
		return err
	}
	return f.Rename(part, name)
}
