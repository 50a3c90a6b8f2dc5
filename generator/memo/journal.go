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
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Journal is one file of items. Its first line says which program and version wrote it.
type Journal struct {
	Path string
	Head string // without a line end; a file with another first line is taken for empty
}

// maxJournal bounds what is read, and what a file may grow to before it is written anew.
const maxJournal = 1 << 30

// Read gives the items of the file in the order in which they were added, up to the first that is torn.
// whole is false when there is more than could be read, or no file of this version: then it must be
// replaced and not added to.
func (j Journal) Read() (items []string, whole bool) {
	raw, err := readString(j.Path)
	rest, ok := strings.CutPrefix(raw, j.Head+"\n")
	if err != nil || !ok {
		return nil, false
	}
	for len(rest) >= itemHead {
		size, sum := binary.LittleEndian.Uint32([]byte(rest[:4])), binary.LittleEndian.Uint32([]byte(rest[4:itemHead]))
		body := rest[itemHead:]
		if uint64(size) > uint64(len(body)) || checksum(rest[:4], body[:size]) != sum {
			break
		}
		items = append(items, body[:size])
		rest = body[size:]
	}
	return items, rest == ""
}

// itemHead is the size of what goes before an item: its length and checksum.
const itemHead = 8

// readString reads a regular file without holding it twice.
func readString(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxJournal {
		return "", errors.Join(err, fs.ErrInvalid)
	}
	var b strings.Builder
	b.Grow(int(info.Size()))
	_, err = io.Copy(&b, io.LimitReader(f, info.Size()))
	return b.String(), err
}

// checksum is CRC-32C, which is for torn files and not for forged ones. It covers an item's length too: a
// crash can leave zeros, which would be empty items else.
func checksum(parts ...string) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	var sum uint32
	var some [4096]byte
	for _, part := range parts {
		for len(part) > 0 {
			n := copy(some[:], part)
			sum = crc32.Update(sum, table, some[:n])
			part = part[n:]
		}
	}
	return sum
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
	var head [itemHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(item)))
	table := crc32.MakeTable(crc32.Castagnoli)
	binary.LittleEndian.PutUint32(head[4:], crc32.Update(crc32.Checksum(head[:4], table), table, item))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(item)
	return err
}
