package proof

import (
	"errors"
	"io/fs"
	"strconv"
)

const stampFolder = "stamps"

// The ends of the names of a head's time stamp and of the query that it answers, in stamps/<size>.
const (
	StampTail      = ".tsr"
	StampQueryTail = ".tsq"
)

// StampPath is where the stamp of a head of that size lies, in the source's proof/ as in the site's.
func StampPath(size int64) string { return stampFolder + "/" + strconv.FormatInt(size, 10) + StampTail }

// StampQueryPath is where the query lies that the stamp answers.
func StampQueryPath(size int64) string {
	return stampFolder + "/" + strconv.FormatInt(size, 10) + StampQueryTail
}

// StampFile reads a file of StampPath or StampQueryPath; fs.ErrNotExist when there is none.
func StampFile(folder fs.FS, name string) ([]byte, error) {
	return readLimited(folder, name, MaxStamp)
}

// KeepStamp keeps the head for good, and the stamp of it with its query. The error is ErrStamp when they
// are not of this head, or do not belong together.
func (s Store) KeepStamp(c Checkpoint, query, answer []byte) (Stamp, error) {
	stamp, err := ParseStamp(answer, c)
	if err == nil {
		err = stamp.Answers(query)
	}
	if err != nil {
		return Stamp{}, err
	}
	return stamp, errors.Join(s.Archive(c), replace(s.Folder, StampQueryPath(c.Size), query), replace(s.Folder, StampPath(c.Size), answer))
}
