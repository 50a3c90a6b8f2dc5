package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// list remembers what was written to one folder. It is a line of text a file, sealed by a hash of
// the whole: a torn or foreign list is no list.
type list struct {
	entries map[string]entry
	// folders are the times of the folders that held nothing but what is listed. A folder that
	// still has its time has the same names in it and need not be read.
	folders map[string]int64
	written time.Time // when the file system says the list was written
}

// entry is one file as it was left. Size and time are the file system's word: while they hold, the
// bytes are taken as unchanged and need no reading.
type entry struct {
	sum  Sum
	size int64
	time int64 // modification, nanoseconds
	key  Sum   // hash of the recipe's key, zero without one
}

const (
	listHead   = "gatefold.output/1 "
	folderMark = "folder "
)

// maxList bounds what is read, in bytes.
const maxList = 256 << 20

// racy is how close to the list's own writing a file's time may lie before it is doubted: an edit
// within the same tick of the file system's clock leaves size and time as they were.
const racy = 20 * time.Millisecond

// ListName is the name of the list for one output folder, given by its absolute path. seal is a secret of
// whoever writes there: a list that came with a folder from elsewhere has another name, and is not
// believed when it says that a file was written by us and is unchanged.
func ListName(absolute, seal string) string {
	sum := sha256.Sum256([]byte(seal + filepath.ToSlash(filepath.Clean(absolute))))
	return "output-" + hex.EncodeToString(sum[:6]) + ".list"
}

// ListPath is where the list of an output folder is kept: in .gatefold of the portfolio's folder.
func ListPath(portfolio, out, seal string) (string, error) {
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	return filepath.Join(portfolio, ".gatefold", ListName(abs, seal)), nil
}

// loadList gives nil when there is no sound list.
func loadList(path string) *list {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxList {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	l, err := parseList(raw)
	if err != nil {
		return nil
	}
	l.written = info.ModTime()
	return l
}

// trusts reports that a file on disk is as the entry says without reading it.
func (l *list) trusts(e entry, size int64, modified time.Time) bool {
	return e.size == size && l.trustsTime(e.time, modified)
}

func (l *list) trustsTime(noted int64, modified time.Time) bool {
	return noted == modified.UnixNano() && modified.Add(racy).Before(l.written)
}

func (l *list) bytes() []byte {
	var b []byte
	for _, p := range slices.Sorted(maps.Keys(l.entries)) {
		e := l.entries[p]
		b = hex.AppendEncode(b, e.sum[:])
		b = append(b, ' ')
		b = strconv.AppendInt(b, e.size, 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, e.time, 10)
		b = append(b, ' ')
		if e.key == (Sum{}) {
			b = append(b, '-')
		} else {
			b = hex.AppendEncode(b, e.key[:])
		}
		b = append(b, ' ')
		b = append(b, p...)
		b = append(b, '\n')
	}
	for _, dir := range slices.Sorted(maps.Keys(l.folders)) {
		b = append(b, folderMark...)
		b = strconv.AppendInt(b, l.folders[dir], 10)
		b = append(b, ' ')
		b = append(b, dir...)
		b = append(b, '\n')
	}
	sum := sha256.Sum256(b)
	return append([]byte(listHead+hex.EncodeToString(sum[:])+"\n"), b...)
}

func parseList(raw []byte) (*list, error) {
	_, body, ok := sealed(raw)
	if !ok {
		return nil, errors.New("torn, foreign or of another version")
	}
	l := &list{entries: map[string]entry{}, folders: map[string]int64{}}
	for line := range strings.Lines(string(body)) {
		if err := l.parseLine(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *list) parseLine(line string) error {
	rest, ok := strings.CutPrefix(line, folderMark)
	if !ok {
		p, e, err := parseEntry(line)
		l.entries[p] = e
		return err
	}
	stamp, dir, _ := strings.Cut(rest, " ")
	t, err := strconv.ParseInt(stamp, 10, 64)
	if err == nil && dir != "." {
		err = CheckPath(dir)
	}
	l.folders[dir] = t
	return err
}

func parseEntry(line string) (string, entry, error) {
	parts := strings.SplitN(line, " ", 5)
	if len(parts) != 5 {
		return "", entry{}, fmt.Errorf("bad line %q", line)
	}
	var e entry
	if err := parseSum(parts[0], &e.sum); err != nil {
		return "", entry{}, err
	}
	var err error
	if e.size, err = strconv.ParseInt(parts[1], 10, 64); err != nil {
		return "", entry{}, err
	}
	if e.time, err = strconv.ParseInt(parts[2], 10, 64); err != nil {
		return "", entry{}, err
	}
	if parts[3] != "-" {
		if err := parseSum(parts[3], &e.key); err != nil {
			return "", entry{}, err
		}
	}
	return parts[4], e, CheckPath(parts[4])
}

func parseSum(s string, to *Sum) error {
	if len(s) != 2*len(to) {
		return fmt.Errorf("bad hash %q", s)
	}
	_, err := hex.Decode(to[:], []byte(s))
	return err
}

// keySum is zero for an empty key.
func keySum(key string) Sum {
	if key == "" {
		return Sum{}
	}
	return sha256.Sum256([]byte(key))
}
