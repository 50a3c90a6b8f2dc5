package proof

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Tree is a log at one moment: how many entries it has and the root of their hashes (RFC 6962).
type Tree struct {
	Size int64
	Root [32]byte
}

// Checkpoint is the signed head of a log (C2SP tlog-checkpoint).
type Checkpoint struct {
	Origin string // name of the log, one line
	Tree
	Extensions []string // lines that gatefold never writes and does not read
	Signatures []NoteSignature
}

// ErrCheckpoint: not a checkpoint in its form.
var ErrCheckpoint = errors.New("this is not a checkpoint of a log")

// SignCheckpoint is the head of a log under one or, in the overlap of a rotation, two keys.
func SignCheckpoint(origin string, tree Tree, keys ...ed25519.PrivateKey) Checkpoint {
	c := Checkpoint{Origin: origin, Tree: tree}
	for _, key := range keys {
		c.Signatures = append(c.Signatures, signNote(c.Text(), origin, key))
	}
	return c
}

// Text is what is signed: origin, size and root, a line each.
func (c Checkpoint) Text() string {
	lines := append([]string{c.Origin, strconv.FormatInt(c.Size, 10), encodeHash(c.Root)}, c.Extensions...)
	return strings.Join(lines, "\n") + "\n"
}

func (c Checkpoint) note() Note { return Note{c.Text(), c.Signatures} }

// Print is the checkpoint with its signatures, as it is stored.
func (c Checkpoint) Print() []byte { return c.note().Print() }

// ParseCheckpoint reads Print back and nothing else. It checks no signature. The error is
// ErrCheckpoint, with ErrLineEndings where that is the fault.
func ParseCheckpoint(file []byte) (Checkpoint, error) {
	n, err := ParseNote(file)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	lines := strings.Split(strings.TrimSuffix(n.Text, "\n"), "\n")
	if len(lines) < 3 || slices.Contains(lines, "") {
		return Checkpoint{}, fmt.Errorf("%w: it is not a name, a size and a root, a line each", ErrCheckpoint)
	}
	size, isSize := parseIndex(lines[1])
	root, isRoot := decodeHash(lines[2])
	if !isSize || !isRoot {
		return Checkpoint{}, fmt.Errorf("%w: its size %.30q or its root %.60q has another form", ErrCheckpoint, lines[1], lines[2])
	}
	c := Checkpoint{Origin: lines[0], Tree: Tree{size, root}, Signatures: n.Signatures}
	if len(lines) > 3 {
		c.Extensions = lines[3:]
	}
	return c, nil
}

// CheckLog checks the lines of a log's own key. The error is ErrNotSigned or ErrSignatureWrong.
func (c Checkpoint) CheckLog(v VerifierKey) error {
	lines := c.note().linesOf(v)
	if len(lines) == 0 {
		return fmt.Errorf("%w: %s", ErrNotSigned, v.Name)
	}
	for _, s := range lines {
		if v.Kind != KindLogKey || len(s.Bytes) != ed25519.SignatureSize || !ed25519.Verify(v.Key, []byte(c.Text()), s.Bytes) {
			return fmt.Errorf("%w: %s, size %d", ErrSignatureWrong, v.Name, c.Size)
		}
	}
	return nil
}

// With adds the lines that are not there yet. It is an error when there are too many.
func (c Checkpoint) With(lines ...NoteSignature) (Checkpoint, error) {
	c.Signatures = slices.Clone(c.Signatures)
	for _, s := range lines {
		line := s.Line()
		if !slices.ContainsFunc(c.Signatures, func(have NoteSignature) bool { return have.Line() == line }) {
			c.Signatures = append(c.Signatures, s)
		}
	}
	if len(c.Signatures) > maxNoteLines {
		return c, fmt.Errorf("%w: more than %d signatures", ErrCheckpoint, maxNoteLines)
	}
	return c, nil
}

// Only is the checkpoint with no other lines than those of these keys, whether they hold or not.
func (c Checkpoint) Only(keys ...VerifierKey) Checkpoint {
	var lines []NoteSignature
	for _, key := range keys {
		lines = append(lines, c.note().linesOf(key)...)
	}
	c.Signatures = lines
	return c
}
