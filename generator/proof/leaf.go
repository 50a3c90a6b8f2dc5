package proof

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

// Kind is what an entry of a log is about.
type Kind string

// The kinds of version 1. Site and redact are reserved and never written: a list of a site's files
// that stood in the log would change the site.
const (
	KindRecord   Kind = "record"   // one record's fields
	KindArtifact Kind = "artifact" // one file
	KindSite     Kind = "site"
	KindAttest   Kind = "attest" // what another person says
	KindRedact   Kind = "redact"
	KindRetract  Kind = "retract"  // the record of this id is gone
	KindKey      Kind = "key"      // new keys
	KindSucceeds Kind = "succeeds" // this log continues another
)

func kinds() []Kind {
	return []Kind{KindRecord, KindArtifact, KindSite, KindAttest, KindRedact, KindRetract, KindKey, KindSucceeds}
}

// Leaf is one entry of a log, version 1. It commits to content and tells none of it: neither titles
// nor file names, and no salt.
type Leaf struct {
	Kind   Kind
	ID     string   // 16 hexadecimal digits: see LeafID
	Rev    int      // 1 to 999,999,999, counted for each id
	Prev   int64    // index in the log of the revision before, NoPrev when there is none
	Says   string   // the day that the author claims, 2026-03-03, or NoDay
	Commit [32]byte // see RecordCommit and ArtifactCommit
}

// What a Leaf has where there is nothing to tell.
const (
	NoPrev = -1
	NoDay  = "-"
)

// ErrLeaf: not an entry of version 1 as gatefold writes it.
var ErrLeaf = errors.New("this is not a log entry of version 1")

const (
	leafHead = "gatefold-leaf v1"
	maxLeaf  = 4096
	maxRev   = 999_999_999
)

// Text is the entry as it stands in the log and in a .leaf file: seven lines. ParseLeaf tells
// whether it is well-formed.
func (l Leaf) Text() []byte {
	prev := NoDay
	if l.Prev != NoPrev {
		prev = strconv.FormatInt(l.Prev, 10)
	}
	return []byte(leafHead + "\nkind " + string(l.Kind) + "\nid " + l.ID + "\nrev " + strconv.Itoa(l.Rev) +
		"\nprev " + prev + "\nsays " + l.Says + "\ncommit " + encodeHash(l.Commit) + "\n")
}

// ParseLeaf reads Text back and nothing else. The error is ErrLeaf, with ErrLineEndings where that is the
// fault.
func ParseLeaf(text []byte) (Leaf, error) {
	fail := func(format string, args ...any) (Leaf, error) {
		return Leaf{}, fmt.Errorf("%w: "+format, append([]any{ErrLeaf}, args...)...)
	}
	if len(text) > maxLeaf {
		return fail("it has %d bytes, more than %d", len(text), maxLeaf)
	}
	if strings.Contains(string(text), "\r\n") {
		return fail("%w", ErrLineEndings)
	}
	lines := strings.Split(string(text), "\n")
	names := []string{"kind ", "id ", "rev ", "prev ", "says ", "commit "}
	if lines[0] != leafHead || len(lines) != len(names)+2 || lines[len(names)+1] != "" {
		return fail("it is not %q and six lines after that", leafHead)
	}
	for i, name := range names {
		value, ok := strings.CutPrefix(lines[i+1], name)
		if !ok {
			return fail("line %d is %.60q, not %q and a value", i+2, lines[i+1], strings.TrimSpace(name))
		}
		lines[i] = value
	}
	l := Leaf{Kind: Kind(lines[0]), ID: lines[1], Prev: NoPrev, Says: lines[4]}
	rev, isRev := parseIndex(lines[2])
	l.Rev = int(min(rev, maxRev+1))
	isPrev := lines[3] == NoDay
	if !isPrev {
		l.Prev, isPrev = parseIndex(lines[3])
	}
	var isHash bool
	l.Commit, isHash = decodeHash(lines[5])
	if fault := l.fault(); fault != "" {
		return fail("%s", fault)
	}
	if !isRev || !isPrev || !isHash {
		return fail("its revision %.20q, predecessor %.20q or commitment %.60q has another form", lines[2], lines[3], lines[5])
	}
	return l, nil
}

// fault says what cannot be in a leaf.
func (l Leaf) fault() string {
	switch {
	case !slices.Contains(kinds(), l.Kind):
		return fmt.Sprintf("its kind %.40q is unknown", l.Kind)
	case !isLeafID(l.ID):
		return fmt.Sprintf("its id %.40q is not 16 hexadecimal digits", l.ID)
	case l.Rev < 1 || l.Rev > maxRev:
		return fmt.Sprintf("its revision is not from 1 to %d", maxRev)
	case l.Prev < NoPrev || l.Prev > maxIndex:
		return "its predecessor is no index of a log"
	case l.Says != NoDay && !isDay(l.Says):
		return fmt.Sprintf("its date %.40q is neither a day nor %q", l.Says, NoDay)
	}
	return ""
}

// Check says what is wrong with a leaf that is about to be written. The error is ErrLeaf.
func (l Leaf) Check() error {
	if fault := l.fault(); fault != "" {
		return fmt.Errorf("%w: %s", ErrLeaf, fault)
	}
	return nil
}

// LeafHash is the hash of an entry in the tree of RFC 6962: SHA-256 of a zero byte and the entry.
func LeafHash(entry []byte) [32]byte { return tlog.RecordHash(entry) }

func isLeafID(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == ""
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil && utf8.RuneCountInString(s) == len("2006-01-02")
}
