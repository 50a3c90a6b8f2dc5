package cohort

import (
	"io/fs"
	"syscall"
	"time"
)

// fileID is what the file system calls a file, and when anything about it last changed: that cannot be
// set back, as the time of its content can.
func fileID(info fs.FileInfo) (uint64, time.Time) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ino, time.Unix(s.Ctim.Unix())
	}
	return 0, time.Time{}
}
