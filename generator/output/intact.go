package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// ListSum stands for what the list at a path says; ok is false when there is no sound list.
func ListSum(listPath string) (sum Sum, ok bool) {
	raw, err := os.ReadFile(listPath)
	if err != nil {
		return Sum{}, false
	}
	sum, _, ok = sealed(raw)
	return sum, ok
}

// sealed takes a list apart: the hash in its head, if it fits, and its lines.
func sealed(raw []byte) (sum Sum, body []byte, ok bool) {
	head, body, ok := bytes.Cut(raw, []byte("\n"))
	if !ok {
		return Sum{}, nil, false
	}
	sum = sha256.Sum256(body)
	return sum, body, string(head) == listHead+hex.EncodeToString(sum[:])
}

// Intact reports that a folder holds just what its list says, by the sizes and times of all files and
// folders and without reading any, and gives ListSum. It is false as soon as anything is in doubt.
func Intact(dir, listPath string) (Sum, bool) {
	info, err := os.Lstat(listPath)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxList {
		return Sum{}, false
	}
	raw, err := os.ReadFile(listPath)
	if err != nil {
		return Sum{}, false
	}
	sum, body, ok := sealed(raw)
	if !ok {
		return Sum{}, false
	}
	look := &intact{dir: dir + string(filepath.Separator), list: &list{written: info.ModTime()}}
	return sum, look.all(strings.Split(strings.TrimSuffix(string(body), "\n"), "\n"))
}

type intact struct {
	dir   string
	list  *list
	wrong atomic.Bool
}

// all looks at the listed files and folders, with as many workers as there are processors.
func (i *intact) all(lines []string) bool {
	var wg sync.WaitGroup
	share := max(1, (len(lines)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for len(lines) > 0 {
		part := lines[:min(share, len(lines))]
		lines = lines[len(part):]
		wg.Go(func() {
			for _, line := range part {
				if i.wrong.Load() || !i.one(line) {
					i.wrong.Store(true)
					return
				}
			}
		})
	}
	wg.Wait()
	return !i.wrong.Load()
}

func (i *intact) one(line string) bool {
	if rest, ok := strings.CutPrefix(line, folderMark); ok {
		stamp, dir, _ := strings.Cut(rest, " ")
		noted, err := strconv.ParseInt(stamp, 10, 64)
		info, statErr := os.Lstat(i.dir + filepath.FromSlash(dir))
		return err == nil && statErr == nil && info.IsDir() && i.list.trustsTime(noted, info.ModTime())
	}
	p, e, err := parseEntry(line)
	if err != nil {
		return false
	}
	info, err := os.Lstat(i.dir + filepath.FromSlash(p))
	return err == nil && info.Mode().IsRegular() && i.list.trusts(e, info.Size(), info.ModTime())
}
