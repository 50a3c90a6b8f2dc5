package proof

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Sum is one line of SHA256SUMS: a published file by its path from the root of the site.
type Sum struct {
	Path string // ASCII, slashes between names
	Hash [sha256.Size]byte
}

// ErrSumsMalformed: not a SHA256SUMS as gatefold writes it.
var ErrSumsMalformed = errors.New("SHA256SUMS is not in its form")

const (
	maxSums    = 20_000
	maxSumPath = 1024
	maxSumsLen = 16 << 20
)

// PrintSums is the file SHA256SUMS of a number of files, as `sha256sum` would print it for these
// paths in the order of their bytes. A path that other systems or tools would read in another way
// (not ASCII, a backslash, a colon, two that differ in case alone) is an error that names it.
func PrintSums(sums []Sum) ([]byte, error) {
	sorted := slices.SortedFunc(slices.Values(sums), func(a, b Sum) int { return cmp.Compare(a.Path, b.Path) })
	if err := checkSums(sorted); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, s := range sorted {
		b.WriteString(hex.EncodeToString(s.Hash[:]) + "  " + s.Path + "\n")
	}
	return b.Bytes(), nil
}

// ParseSums reads PrintSums back and nothing else, in the order of paths. An empty file lists
// nothing. The error is ErrSumsMalformed, with ErrLineEndings where that is the fault.
func ParseSums(file []byte) ([]Sum, error) {
	if len(file) > maxSumsLen {
		return nil, fmt.Errorf("%w: it has %d bytes, more than %d", ErrSumsMalformed, len(file), maxSumsLen)
	}
	if bytes.Contains(file, []byte("\r\n")) {
		return nil, fmt.Errorf("%w: %w", ErrSumsMalformed, ErrLineEndings)
	}
	var sums []Sum
	for line := range strings.Lines(string(file)) {
		s, ok := parseSum(line)
		if !ok {
			return nil, fmt.Errorf("%w: line %d is not 64 hexadecimal digits, two blanks and a path: %.100q", ErrSumsMalformed, len(sums)+1, line)
		}
		sums = append(sums, s)
	}
	if err := checkSums(sums); err != nil {
		return nil, err
	}
	return sums, nil
}

func parseSum(line string) (s Sum, ok bool) {
	line, ended := strings.CutSuffix(line, "\n")
	hash, path, cut := strings.Cut(line, "  ")
	raw, err := hex.DecodeString(hash)
	if !ended || !cut || err != nil || len(raw) != sha256.Size || strings.ToLower(hash) != hash {
		return Sum{}, false
	}
	return Sum{path, [sha256.Size]byte(raw)}, true
}

// checkSums holds a sorted list to what paths may be.
func checkSums(sorted []Sum) error {
	if len(sorted) > maxSums {
		return fmt.Errorf("%w: it names %d files, more than %d", ErrSumsMalformed, len(sorted), maxSums)
	}
	folded := map[string]string{}
	for i, s := range sorted {
		lower := strings.ToLower(s.Path)
		switch twin, taken := folded[lower]; {
		case !plainPath(s.Path):
			return fmt.Errorf("%w: the path %.100q is not one of a published file (plain ASCII without blanks, each part a name)", ErrSumsMalformed, s.Path)
		case taken && twin == s.Path:
			return fmt.Errorf("%w: %s stands there twice", ErrSumsMalformed, s.Path)
		case taken:
			return fmt.Errorf("%w: %s and %s differ in case alone, and many systems take them for one", ErrSumsMalformed, twin, s.Path)
		case i > 0 && s.Path < sorted[i-1].Path:
			return fmt.Errorf("%w: %s stands after %s, which is not the order of bytes", ErrSumsMalformed, s.Path, sorted[i-1].Path)
		}
		folded[lower] = s.Path
	}
	return nil
}

// plainPath allows what every file system and every tool reads in the same way.
func plainPath(path string) bool {
	if path == "" || len(path) > maxSumPath {
		return false
	}
	for i := range len(path) {
		if c := path[i]; c <= ' ' || c > '~' || strings.IndexByte(`\:*?"<>|`, c) >= 0 {
			return false
		}
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." {
			return false
		}
	}
	return true
}

// Coverage is how a file of a site stands to SHA256SUMS.
type Coverage int

// The list covers every published file but those that are signed on their own or that the host or
// the system has put there.
const (
	CoverList Coverage = iota // is on the list, or does not belong to the site
	CoverOwn                  // the list, its signature, and checkpoints, which carry their own
	CoverHost                 // of a host, a version control or a system: noted, not looked at
)

// CoverageOf is that of a path from the root of the site. A zip of the whole site that the site
// offers cannot list itself either; whoever writes it knows its name.
func CoverageOf(path string) Coverage {
	first, _, _ := strings.Cut(path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	archived, isArchived := strings.CutPrefix(path, "proof/checkpoints/")
	switch {
	case path == SumsPath, path == SumsPath+SignatureTail, path == "proof/checkpoint", isArchived && archived != "" && !strings.Contains(archived, "/"):
		return CoverOwn
	case first == ".git", path == "CNAME", last == ".DS_Store", last == "Thumbs.db", last == "desktop.ini":
		return CoverHost
	}
	return CoverList
}

// SumsPath is where the list stands in a site.
const SumsPath = "proof/SHA256SUMS"
