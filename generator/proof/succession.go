package proof

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Succession is what an author says of an earlier log whose key is lost, the file succeeds.txt:
//
//	gatefold-succeeds v1
//	origin <origin of the earlier log>
//	size 12
//	root <its root, base64>
//	date 2026-11-28
//
// It is ASCII and each line ends in LF. An entry of kind succeeds commits to it. No signature of the
// lost key says that the two authors are one: that is this author's word, until somebody else vouches for it.
type Succession struct {
	Origin string   // of the earlier log
	Size   int64    // entries of it when the key was lost, at least 1
	Root   [32]byte // of these
	Date   string   // the day on which the author said so
}

// ErrSuccession: not a text of version 1, or one that the earlier log does not bear out.
var ErrSuccession = errors.New("this does not tell of an earlier log")

// Where an earlier log stands, below proof/.
const (
	SuccessionFile = "succeeds.txt"
	earlierFolder  = "earlier/"
	maxSuccession  = 512
)

// Text is the file. ParseSuccession tells whether it is well-formed.
func (s Succession) Text() []byte {
	return []byte("gatefold-succeeds v1\norigin " + s.Origin + "\nsize " + strconv.FormatInt(s.Size, 10) + "\nroot " + encodeHash(s.Root) + "\ndate " + s.Date + "\n")
}

// Commit is what the entry commits to: SHA-256 of the file. Nothing in it is secret.
func (s Succession) Commit() [32]byte { return sha256.Sum256(s.Text()) }

// Folder is where the earlier log stands, from proof/: its keys and log are kept there as they were.
func (s Succession) Folder() string {
	short, _, _ := strings.Cut(s.Origin, ".")
	return earlierFolder + short
}

// ParseSuccession reads Text back and nothing else. The error is ErrSuccession.
func ParseSuccession(text []byte) (Succession, error) {
	lines := strings.Split(string(text), "\n")
	names := []string{"origin ", "size ", "root ", "date "}
	if len(text) > maxSuccession || lines[0] != "gatefold-succeeds v1" || len(lines) != len(names)+2 {
		return Succession{}, fmt.Errorf("%w: it is not \"gatefold-succeeds v1\" and four lines after that", ErrSuccession)
	}
	for i, name := range names {
		value, ok := strings.CutPrefix(lines[i+1], name)
		if !ok {
			return Succession{}, fmt.Errorf("%w: line %d is %.60q, not %q and a value", ErrSuccession, i+2, lines[i+1], strings.TrimSpace(name))
		}
		lines[i] = value
	}
	s := Succession{Origin: lines[0], Date: lines[3]}
	var isSize, isRoot bool
	s.Size, isSize = parseIndex(lines[1])
	s.Root, isRoot = decodeHash(lines[2])
	if !isSize || !isRoot || s.Size < 1 || !isDay(s.Date) || !isOrigin(s.Origin) || string(s.Text()) != string(text) {
		return Succession{}, fmt.Errorf("%w: its origin %.100q, size %.20q, root %.60q or date %.20q has another form", ErrSuccession, lines[0], lines[1], lines[2], lines[3])
	}
	return s, nil
}

// Holds tells whether the earlier log is the one that is spoken of: of this origin, and its head, which
// one of its own keys has signed, of this size and root. The error is ErrSuccession.
func (s Succession) Holds(keys KeyHistory, head Checkpoint) error {
	signed := false
	for _, k := range keys.LogKeys() {
		signed = signed || head.CheckLog(k) == nil
	}
	switch {
	case keys.Origin() != s.Origin || head.Origin != s.Origin:
		return fmt.Errorf("%w: that of %s is not there, but %.100s", ErrSuccession, s.Origin, head.Origin)
	case !signed:
		return fmt.Errorf("%w: its head is not signed by its own key", ErrSuccession)
	case head.Size != s.Size || head.Root != s.Root:
		return fmt.Errorf("%w: its head is of %d entries, not the %d that are spoken of, or has another root", ErrSuccession, head.Size, s.Size)
	}
	return nil
}
