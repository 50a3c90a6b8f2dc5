package proof

import (
	"errors"
	"io/fs"
)

// ReadOnly is a Folder of files that are only read: a build has no business in the log.
func ReadOnly(files fs.FS) Folder { return readOnly{files} }

type readOnly struct{ fs.FS }

var errReadOnly = errors.New("this folder is only read")

func (readOnly) Write(string, []byte) error        { return errReadOnly }
func (readOnly) Sync(...string) error              { return errReadOnly }
func (readOnly) Rename(string, string) error       { return errReadOnly }
func (readOnly) Remove(string) error               { return errReadOnly }
func (readOnly) Lock(string) (func() error, error) { return nil, errReadOnly }
