package proof

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

// lockFile holds a file for this process; the system lets go of it when the process ends.
func lockFile(f *os.File) error {
	const (
		failAtOnce = 1
		exclusive  = 2
		violation  = syscall.Errno(33)
	)
	lock := syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")
	var at syscall.Overlapped
	ok, _, err := lock.Call(f.Fd(), exclusive|failAtOnce, 0, 1, 0, uintptr(unsafe.Pointer(&at)))
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, violation):
		return ErrLocked
	}
	return err
}
