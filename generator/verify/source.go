package verify

import (
	"context"
	"errors"
	"io"
	"strings"
)

// Source is a published site, wherever its files lie. Paths are from the site's root, with slashes.
type Source interface {
	// Entries are all that lies there, without folders; known is false where nothing lists it.
	Entries(ctx context.Context) (entries []Entry, known bool, err error)
	// Open reads one file. The error is fs.ErrNotExist when there is none.
	Open(ctx context.Context, path string) (io.ReadCloser, error)
	// AtOnce is how many files are best read at the same time.
	AtOnce() int
}

// Entry is one thing in a site.
type Entry struct {
	Path string
	// Odd says what it is when it is no plain file: "a link to another place". Nothing follows it.
	Odd string
	// Beside tells that it does not belong to the site, but came in the same zip.
	Beside bool
}

// What a check takes on.
const (
	maxFiles     = 40_000    // in a folder or zip
	maxFile      = 512 << 20 // bytes
	maxProofFile = 16 << 20  // of a file below proof/
	maxKept      = 1 << 30   // bytes of all files that are looked into
	maxPages     = 256 << 20 // bytes of pages that are kept, so as not to be read a second time
	maxZip       = 1 << 30   // bytes, packed and unpacked
)

// errLimit: more than a check takes on.
var errLimit = errors.New("this is more than the check takes on")

// siteRoot is the folder, with its slash or "", that holds proof/SHA256SUMS, or else
// proof/checkpoint, nearest to the top.
func siteRoot(paths []string) string {
	for _, mark := range []string{listPath, headPath} {
		best, found := "", false
		for _, p := range paths {
			dir, ok := strings.CutSuffix(p, mark)
			if ok && (dir == "" || strings.HasSuffix(dir, "/")) && (!found || len(dir) < len(best)) {
				best, found = dir, true
			}
		}
		if found {
			return best
		}
	}
	return ""
}
