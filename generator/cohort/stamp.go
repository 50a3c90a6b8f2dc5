package cohort

import (
	"cmp"
	"context"
	"errors"
	"hash"
	"io/fs"
	"os"
	"strconv"
	"time"
)

// maxStamped is more files than a check takes on.
const maxStamped = 100_000

// stamping takes the names, sizes, times and numbers of files into a hash.
type stamping struct {
	ctx    context.Context
	sum    hash.Hash
	line   []byte
	newest time.Time // of all times
	files  int
}

// stampFiles stamps a folder or a file, and gives the newest time of all that is in it.
func stampFiles(ctx context.Context, path string, sum hash.Hash) (newest time.Time, err error) {
	s := &stamping{ctx: ctx, sum: sum}
	info, err := os.Stat(path)
	if err != nil {
		return newest, err
	}
	if s.add(".", info); info.IsDir() {
		err = s.folder(path, "")
	}
	return s.newest, err
}

// folder stamps what lies in a folder; at is its path within the site, with a slash at its end, or "".
func (s *stamping) folder(path, at string) error {
	all, err := os.ReadDir(path)
	if err = cmp.Or(err, s.ctx.Err()); err != nil {
		return err
	}
	for _, d := range all {
		info, err := d.Info()
		if err != nil {
			return err
		}
		if s.files++; s.files > maxStamped {
			return errors.New("more files than a site has")
		}
		name := at + d.Name()
		s.add(name, info)
		if d.IsDir() && name != ".git" {
			if err := s.folder(path+string(os.PathSeparator)+d.Name(), name+"/"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *stamping) add(name string, info fs.FileInfo) {
	id, changed := fileID(info)
	modified := info.ModTime()
	s.line = strconv.AppendQuote(s.line[:0], name)
	for _, n := range []int64{info.Size(), modified.UnixNano(), int64(id), changed.UnixNano(), int64(info.Mode())} {
		s.line = strconv.AppendInt(append(s.line, ' '), n, 10)
	}
	s.sum.Write(append(s.line, '\n'))
	if modified.After(s.newest) {
		s.newest = modified
	}
	if changed.After(s.newest) {
		s.newest = changed
	}
}
