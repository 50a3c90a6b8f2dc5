//go:build !linux && !darwin

package cohort

import (
	"io/fs"
	"time"
)

// fileID is nothing where the standard library does not tell: sizes and times are compared alone.
func fileID(fs.FileInfo) (uint64, time.Time) { return 0, time.Time{} }
