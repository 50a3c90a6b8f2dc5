package verify

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"unicode/utf8"
)

// Zip is a site in a zip file. It is read as strictly as the page's script does, so that nothing in it
// is one thing to this check and another to the program that unpacks it: archive/zip, made to read
// whatever can be read, hides the names that stand before the files and what lies between them.
type Zip struct {
	in      io.ReaderAt
	root    string
	entries map[string]zipEntry // by their paths in the zip
	paths   []string            // the same, in the order of the zip
	close   func() error
}

// ErrZip: not a zip that can be read safely.
var ErrZip = errors.New("this zip cannot be read safely")

// OpenZip opens the zip of a site. Close it. The error is ErrZip, or one of the file.
func OpenZip(path string) (*Zip, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var z *Zip
		if z, err = NewZip(f, info.Size()); err == nil {
			z.close = f.Close
			return z, nil
		}
	}
	return nil, errors.Join(err, f.Close())
}

// NewZip is the site in a zip of so many bytes (PKWARE APPNOTE 6.3): stored or deflated files, no
// links, no encryption, no second volume, no zip64; at most 1 GiB, packed and unpacked. The site may
// lie in a folder of the zip. The error is ErrZip.
func NewZip(in io.ReaderAt, size int64) (*Zip, error) {
	if size > maxZip {
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrZip, maxZip)
	}
	directory, count, start, err := zipDirectory(in, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrZip, err)
	}
	z := &Zip{in: in, entries: map[string]zipEntry{}, close: func() error { return nil }}
	if err := z.read(directory, count, start); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrZip, err)
	}
	z.root = siteRoot(z.paths)
	return z, nil
}

const (
	zipEndLen    = 22
	zipEntryLen  = 46
	zipLocalLen  = 30
	zipEndMark   = 0x06054b50
	zipEntryMark = 0x02014b50
	zipLocalMark = 0x04034b50
)

// zipDirectory finds the directory at the end of a zip, which may have a comment after it.
func zipDirectory(in io.ReaderAt, size int64) (directory []byte, count int, start int64, err error) {
	tail := make([]byte, min(size, zipEndLen+0xffff))
	if _, err := in.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, 0, err
	}
	at := len(tail) - zipEndLen
	for at >= 0 && binary.LittleEndian.Uint32(tail[at:]) != zipEndMark {
		at--
	}
	if at < 0 {
		return nil, 0, 0, errors.New("it has no directory: it is cut off, or no zip")
	}
	end, u16, u32 := tail[at:], binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	if u16(end[4:]) != 0 || u16(end[8:]) != u16(end[10:]) || zipEndLen+int(u16(end[20:])) != len(end) {
		return nil, 0, 0, errors.New("it is of several parts, or has something after its end")
	}
	count, start = int(u16(end[10:])), int64(u32(end[16:]))
	from := size - int64(len(end))
	if count > maxFiles || start > from {
		return nil, 0, 0, fmt.Errorf("it has more than %d files, or its directory is damaged", maxFiles)
	}
	directory = make([]byte, from-start)
	if _, err := in.ReadAt(directory, start); err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, 0, err
	}
	return directory, count, start, nil
}

// read takes all entries of a directory.
func (z *Zip) read(directory []byte, count int, start int64) error {
	folded := map[string]bool{}
	total := int64(0)
	for range count {
		e, rest, err := cutZipEntry(directory, start)
		if err != nil {
			return err
		}
		if lower := strings.ToLower(e.path); folded[lower] {
			return fmt.Errorf("two names in it differ in case alone, or not at all: %.80q", e.path)
		} else {
			folded[lower] = true
		}
		if total += e.size; total > maxZip {
			return fmt.Errorf("unpacked it has more than %d bytes", maxZip)
		}
		if directory = rest; !strings.HasSuffix(e.path, "/") {
			z.entries[e.path] = e
			z.paths = append(z.paths, e.path)
		}
	}
	if len(directory) > 0 {
		return errors.New("its directory has another length")
	}
	return nil
}

// cutZipEntry takes the first entry off a directory that begins at start.
func cutZipEntry(directory []byte, start int64) (e zipEntry, rest []byte, err error) {
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	if len(directory) < zipEntryLen || u32(directory) != zipEntryMark {
		return e, nil, errors.New("its directory is damaged")
	}
	d := directory
	name, more := int(u16(d[28:])), int(u16(d[30:]))+int(u16(d[32:]))
	if len(d) < zipEntryLen+name+more {
		return e, nil, errors.New("its directory is damaged")
	}
	e = zipEntry{
		path: string(d[zipEntryLen : zipEntryLen+name]), method: u16(d[10:]), crc: u32(d[16:]),
		packed: int64(u32(d[20:])), size: int64(u32(d[24:])), local: int64(u32(d[42:])), directory: start,
	}
	fromUnix, mode := d[5] == 3, u32(d[38:])>>16
	switch {
	case !zipName(e.path):
		err = fmt.Errorf("a name in it leads elsewhere: %.80q", e.path)
	case fromUnix && mode>>12 == 0o12:
		err = fmt.Errorf("it holds a link: %.80q", e.path)
	case u16(d[8:])&1 != 0 || e.method != zipStored && e.method != zipDeflated:
		err = fmt.Errorf("it holds a file packed in a way that is not read here: %.80q", e.path)
	case e.bomb():
		err = fmt.Errorf("it names a size that cannot be packed so small: %.80q", e.path)
	}
	return e, d[zipEntryLen+name+more:], err
}

// zipName refuses a name that could lead out of the folder it is unpacked in.
func zipName(name string) bool {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == ':' }) {
		return false
	}
	return fs.ValidPath(strings.TrimSuffix(name, "/")) && name != "." && name != "./"
}

// Close lets go of the file.
func (z *Zip) Close() error { return z.close() }

// AtOnce is that of Source.
func (z *Zip) AtOnce() int { return runtime.GOMAXPROCS(0) }

// Entries is that of Source.
func (z *Zip) Entries(context.Context) ([]Entry, bool, error) {
	out := make([]Entry, 0, len(z.paths))
	for _, p := range z.paths {
		inside, ok := strings.CutPrefix(p, z.root)
		out = append(out, Entry{Path: inside, Beside: !ok})
	}
	return out, true, nil
}

// Open is that of Source.
func (z *Zip) Open(_ context.Context, path string) (io.ReadCloser, error) {
	e, ok := z.entries[z.root+path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return e.open(z.in)
}

// equalName compares the name before a file with that in the directory.
func equalName(in io.ReaderAt, at int64, name string) bool {
	got := make([]byte, len(name))
	_, err := in.ReadAt(got, at)
	return err == nil && bytes.Equal(got, []byte(name))
}
