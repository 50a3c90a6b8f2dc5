package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
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

const listHead = "gatefold.output/1 "

// racy is how close to the list's own writing a file's time may lie before it is doubted: an edit
// within the same tick of the file system's clock leaves size and time as they were.
const racy = 20 * time.Millisecond

// ListName is the name of the list for one output folder, given by its absolute path.
func ListName(absolute string) string {
	sum := sha256.Sum256([]byte(filepath.ToSlash(filepath.Clean(absolute))))
	return "output-" + hex.EncodeToString(sum[:6]) + ".list"
}

// ListPath is where the list of an output folder is kept: in .gatefold of the portfolio's folder.
func ListPath(portfolio, out string) (string, error) {
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	return filepath.Join(portfolio, ".gatefold", ListName(abs)), nil
}

// loadList gives nil when there is no sound list.
func loadList(path string) *list {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 256<<20 {
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
	return e.size == size && e.time == modified.UnixNano() && modified.Add(racy).Before(l.written)
}

func (l *list) bytes() []byte {
	var b strings.Builder
	paths := make([]string, 0, len(l.entries))
	for p := range l.entries {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		e := l.entries[p]
		key := "-"
		if e.key != (Sum{}) {
			key = hex.EncodeToString(e.key[:])
		}
		b.WriteString(hex.EncodeToString(e.sum[:]))
		b.WriteByte(' ')
		b.WriteString(strconv.FormatInt(e.size, 10))
		b.WriteByte(' ')
		b.WriteString(strconv.FormatInt(e.time, 10))
		b.WriteByte(' ')
		b.WriteString(key)
		b.WriteByte(' ')
		b.WriteString(p)
		b.WriteByte('\n')
	}
	body := b.String()
	sum := sha256.Sum256([]byte(body))
	return []byte(listHead + hex.EncodeToString(sum[:]) + "\n" + body)
}

func parseList(raw []byte) (*list, error) {
	head, body, ok := bytes.Cut(raw, []byte("\n"))
	if !ok {
		return nil, errors.New("no list")
	}
	sum := sha256.Sum256(body)
	if string(head) != listHead+hex.EncodeToString(sum[:]) {
		return nil, errors.New("torn, foreign or of another version")
	}
	l := &list{entries: map[string]entry{}}
	for line := range strings.Lines(string(body)) {
		p, e, err := parseEntry(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, err
		}
		l.entries[p] = e
	}
	return l, nil
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
