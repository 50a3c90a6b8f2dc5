//go:build unix && !solaris && !aix

package proof

import (
	"errors"
	"os"
	"syscall"
)

// lockFile holds a file for this process; the system lets go of it when the process ends.
func lockFile(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}
