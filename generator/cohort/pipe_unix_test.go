//go:build unix

package cohort_test

import (
	"path"
	"path/filepath"
	"syscall"
)

// makePipe makes a named pipe that nobody writes to; who opens it waits for ever.
func makePipe(h *house, parts ...string) string {
	h.t.Helper()
	name := path.Join(parts...)
	if err := syscall.Mkfifo(filepath.Join(h.dir, filepath.FromSlash(name)), 0o666); err != nil {
		h.t.Fatal(err)
	}
	return name
}
