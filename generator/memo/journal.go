// Package memo keeps what a build worked out for the next one: a Tree is a folder as it was seen, a
// Journal is a file of packed items that only grows until it is written anew.
//
// Everything here may be deleted at any time, torn by a crash, or written by two processes at once: the
// worst that follows is that something is worked out again.
package memo

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
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

// Add puts items behind those of the file. It is false when the file is not one of this version's, and
// then nothing is written: the caller writes all it knows.
func (j Journal) Add(items [][]byte) bool {
	f, err := os.OpenFile(j.Path, os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(j.Head)+1)
	if n, _ := f.ReadAt(head, 0); string(head[:n]) != j.Head+"\n" {
		return false
	}
	if len(items) == 0 {
		return true
	}
	_, err = f.Write(pack(nil, items)) // one write: that of another process comes before or after it
	return err == nil
}

// Replace writes the file anew. Another process that reads it meanwhile has the old file or the new.
func (j Journal) Replace(items [][]byte) (err error) {
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
	if _, err := f.Write(pack([]byte(j.Head+"\n"), items)); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), j.Path)
}

func pack(b []byte, items [][]byte) []byte {
	for _, item := range items {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(item)))
		b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(item, castagnoli()))
		b = append(b, item...)
	}
	return b
}
