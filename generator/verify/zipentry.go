package verify

import (
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// zipEntry is one file of a zip, as its directory tells.
type zipEntry struct {
	path         string
	method       uint16
	crc          uint32
	packed, size int64
	local        int64 // where it begins
	directory    int64 // where all files end
}

const (
	zipStored   = 0
	zipDeflated = 8
	// zipRatio is more than deflate can pack (1032 to 1).
	zipRatio = 1100
)

// bomb tells that so few bytes cannot unpack to so many.
func (e zipEntry) bomb() bool { return e.size > e.packed*zipRatio+1024 }

// open unpacks the file and holds it to its size and checksum.
func (e zipEntry) open(in io.ReaderAt) (io.ReadCloser, error) {
	head := make([]byte, zipLocalLen)
	if _, err := in.ReadAt(head, e.local); err != nil || e.local+zipLocalLen > e.directory || binary.LittleEndian.Uint32(head) != zipLocalMark {
		return nil, errors.New("the zip is damaged at this file")
	}
	name, extra := int64(binary.LittleEndian.Uint16(head[26:])), int64(binary.LittleEndian.Uint16(head[28:]))
	from := e.local + zipLocalLen + name + extra
	switch {
	case from+e.packed > e.directory:
		return nil, errors.New("the zip is damaged at this file")
	case name != int64(len(e.path)) || !equalName(in, e.local+zipLocalLen, e.path):
		return nil, errors.New("the zip gives this file two names")
	}
	var body io.ReadCloser = io.NopCloser(io.NewSectionReader(in, from, e.packed))
	if e.method == zipDeflated {
		body = flate.NewReader(body)
	}
	return &unpacking{in: body, entry: e, sum: crc32.NewIEEE()}, nil
}

// unpacking ends in io.EOF only when all of the file was what the directory says.
type unpacking struct {
	in    io.ReadCloser
	entry zipEntry
	sum   hash.Hash32
	n     int64
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	u.n += int64(n)
	u.sum.Write(p[:n])
	switch {
	case u.n > u.entry.size:
		return 0, fmt.Errorf("the zip names a smaller size than this file has, %d", u.entry.size)
	case errors.Is(err, io.EOF) && (u.n != u.entry.size || u.sum.Sum32() != u.entry.crc):
		return 0, errors.New("the zip is damaged at this file")
	case err != nil && !errors.Is(err, io.EOF):
		return 0, errors.New("the zip is damaged at this file")
	}
	return n, err
}

func (u *unpacking) Close() error { return u.in.Close() }
