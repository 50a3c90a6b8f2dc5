package devserver

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// watcher tells of changes in folders. It is what of fsnotify is used; folders are watched, never
// files, because most programs save by putting a new file in the old one's place.
type watcher interface {
	Add(dir string) error
	Remove(dir string) error
	Close() error
	Events() <-chan fsnotify.Event
	Errors() <-chan error
}

type nativeWatcher struct{ *fsnotify.Watcher }

func (w nativeWatcher) Events() <-chan fsnotify.Event { return w.Watcher.Events }
func (w nativeWatcher) Errors() <-chan error          { return w.Watcher.Errors }

func newNativeWatcher() (watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return nativeWatcher{w}, nil
}

// harmless is a folder that went away or that may not be read: its own folder tells when that changes.
func harmless(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fsnotify.ErrNonExistentWatch)
}

// watchReason says in words why the system cannot tell of changes, and what helps.
func watchReason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system lets you watch no more folders (on Linux `sudo sysctl fs.inotify.max_user_watches=524288` raises the number)"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "too many programs watch folders or hold files open (on Linux `sudo sysctl fs.inotify.max_user_instances=512` raises the number)"
	}
	return "the system does not tell of changes in this folder: " + err.Error()
}
