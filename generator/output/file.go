package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Sum is the SHA-256 of a file's bytes.
type Sum [sha256.Size]byte

// File is one file of a built site: bytes in memory, or a recipe for them. The zero File is empty.
// Files are values and safe for concurrent use.
type File struct {
	b *blob
}

// blob is what a File holds; exactly one of body, open and draw counts.
type blob struct {
	body []byte
	open func() (io.ReadCloser, error)
	draw func() ([]byte, error)
	list func(Sums) ([]byte, error) // draw does the same with sums of its own
	size int64                      // -1: known only when drawn
	key  string
	last bool

	once sync.Once
	sum  Sum
}

// Bytes is a file held in memory. The caller must not change b afterwards.
func Bytes(b []byte) File {
	return File{&blob{body: b, size: int64(len(b))}}
}

// Text is Bytes for a string.
func Text(s string) File { return Bytes([]byte(s)) }

// Copy is a file that is streamed from elsewhere when it is written or served: a large artifact.
// It has exactly size bytes. key stands for its bytes: two files with the same key hold the same;
// "" says nothing, and the bytes are read to compare.
func Copy(size int64, key string, open func() (io.ReadCloser, error)) File {
	return File{&blob{open: open, size: size, key: key}}
}

// Drawn is a file whose bytes are made when it is written or served. draw must give the same
// bytes each time. key is as with Copy.
func Drawn(key string, draw func() ([]byte, error)) File {
	return File{&blob{draw: draw, size: -1, key: key}}
}

// Last is a file whose bytes tell of the others, so that Write draws it when all of those are written.
func Last(draw func() ([]byte, error)) File {
	return File{&blob{draw: draw, size: -1, last: true}}
}

// Sums are the hashes of files by their paths.
type Sums map[string]Sum

// ErrAbsent is what the recipe of a Listing gives when the site is to be without the file.
var ErrAbsent = errors.New("the site has no such file")

// Listing is a file whose bytes tell of the hashes of all files that are no listings. Write makes it when
// the others are written; anywhere else the others are drawn for it.
func Listing(list func(Sums) ([]byte, error)) File {
	return File{&blob{list: list, size: -1, draw: func() ([]byte, error) { return list(nil) }}}
}

// isListing tells a Listing from other files.
func (f File) isListing() bool { return f.b != nil && f.b.list != nil }

// Key is the key the recipe was given, "" for bytes in memory.
func (f File) Key() string {
	if f.b == nil {
		return ""
	}
	return f.b.key
}

// Size is the number of bytes; ok is false for what is yet to be drawn.
func (f File) Size() (n int64, ok bool) {
	if f.b == nil {
		return 0, true
	}
	return f.b.size, f.b.size >= 0
}

// InMemory reports whether the bytes are at hand, without opening or drawing anything.
func (f File) InMemory() bool { return f.b == nil || f.b.open == nil && f.b.draw == nil }

// Open gives the bytes as a stream.
func (f File) Open() (io.ReadCloser, error) {
	if f.b != nil && f.b.open != nil {
		r, err := f.b.open()
		if err != nil {
			return nil, err
		}
		return &exact{r: r, left: f.b.size}, nil
	}
	b, err := f.Bytes()
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// Bytes gives the bytes, drawing or reading them where needed. They must not be changed.
func (f File) Bytes() ([]byte, error) {
	switch {
	case f.b == nil:
		return nil, nil
	case f.b.draw != nil:
		return f.b.draw()
	case f.b.open == nil:
		return f.b.body, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// drawn is the file with its bytes at hand when they had to be drawn, to draw them once only.
func (f File) drawn() (File, error) {
	if f.b == nil || f.b.draw == nil {
		return f, nil
	}
	body, err := f.b.draw()
	return File{&blob{body: body, size: int64(len(body)), key: f.b.key}}, err
}

// Sum is the hash of the bytes; for bytes in memory it is worked out once.
func (f File) Sum() (Sum, error) {
	if f.InMemory() {
		return f.memorySum(), nil
	}
	r, err := f.Open()
	if err != nil {
		return Sum{}, err
	}
	defer r.Close()
	return sumOf(r)
}

func (f File) memorySum() Sum {
	if f.b == nil {
		return sha256.Sum256(nil)
	}
	f.b.once.Do(func() { f.b.sum = sha256.Sum256(f.b.body) })
	return f.b.sum
}

func sumOf(r io.Reader) (Sum, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return Sum{}, err
	}
	return Sum(h.Sum(nil)), nil
}

// same reports whether two files hold the same bytes.
func same(a, b File) (bool, error) {
	if a.b == b.b || a.Key() != "" && a.Key() == b.Key() {
		return true, nil
	}
	na, oka := a.Size()
	nb, okb := b.Size()
	if oka && okb && na != nb {
		return false, nil
	}
	if a.InMemory() && b.InMemory() {
		return bytes.Equal(a.body(), b.body()), nil
	}
	sa, err := a.Sum()
	if err != nil {
		return false, err
	}
	sb, err := b.Sum()
	return sa == sb, err
}

func (f File) body() []byte {
	if f.b == nil {
		return nil
	}
	return f.b.body
}

// exact fails when a stream turns out longer or shorter than was promised: the source was changed
// while it was copied.
type exact struct {
	r    io.ReadCloser
	left int64
}

func (e *exact) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.left -= int64(n)
	if e.left < 0 || err == io.EOF && e.left != 0 {
		return n, fmt.Errorf("the source changed while it was read (%d bytes too few or many)", e.left)
	}
	return n, err
}

func (e *exact) Close() error { return e.r.Close() }
