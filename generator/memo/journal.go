// Package memo keeps what a build worked out for the next one: a Tree is a folder as it was seen, a
// Journal is a file of packed items that only grows until it is written anew.
//
// Everything here may be deleted at any time, torn by a crash, or written by two processes at once: the
// worst that follows is that something is worked out again.
package memo

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// Journal is one file of items. Its first line says which program and version wrote it.
type Journal struct {
	Path string
	Head string // without a line end; a file with another first line is taken for empty
}

// maxJournal bounds what is read, and what a file may grow to before it is written anew.
const maxJournal = 1 << 30

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// Read gives the items of the file in the order in which they were added, up to the first that is torn.
// An item shares the bytes of the others. whole is false when there is more than could be read, or no
// file of this version: then it must be replaced and not added to.
func (j Journal) Read() (items [][]byte, whole bool) {
	info, err := os.Lstat(j.Path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxJournal {
		return nil, false
	}
	raw, err := os.ReadFile(j.Path)
	if err != nil {
		return nil, false
	}
	rest, ok := bytes.CutPrefix(raw, []byte(j.Head+"\n"))
	for ok && len(rest) >= 8 {
		size, sum := binary.LittleEndian.Uint32(rest), binary.LittleEndian.Uint32(rest[4:])
		rest = rest[8:]
		if uint64(size) > uint64(len(rest)) || crc32.Checksum(rest[:size], castagnoli()) != sum {
			break
		}
		items = append(items, rest[:size:size])
		rest = rest[size:]
	}
	return items, ok && len(rest) == 0
}

// Adding calls add for each item, and ends with the first error that add gives.
type Adding func(add func(item []byte) error) error

// Add puts items behind those of the file. ok is false when the file is not one of this version's, and
// then nothing is asked for or written: the caller replaces it.
func (j Journal) Add(items Adding) (ok bool, err error) {
	f, err := os.OpenFile(j.Path, os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return false, nil
	}
	defer f.Close()
	head := make([]byte, len(j.Head)+1)
	if n, _ := f.ReadAt(head, 0); string(head[:n]) != j.Head+"\n" {
		return false, nil
	}
	var b bytes.Buffer
	if err := items(func(item []byte) error { return pack(&b, item) }); err != nil || b.Len() == 0 {
		return true, err
	}
	_, err = f.Write(b.Bytes()) // one write: that of another process comes before or after it
	return true, err
}

// Replace writes the file anew. Another process that reads it meanwhile has the old file or the new.
func (j Journal) Replace(items Adding) (err error) {
	if err := os.MkdirAll(filepath.Dir(j.Path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(j.Path), ".gatefold-tmp-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	w.WriteString(j.Head + "\n")
	if err := items(func(item []byte) error { return pack(w, item) }); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), j.Path)
}

func pack(w io.Writer, item []byte) error {
	var head [8]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(item)))
	binary.LittleEndian.PutUint32(head[4:], crc32.Checksum(item, castagnoli()))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(item)
	return err
}
