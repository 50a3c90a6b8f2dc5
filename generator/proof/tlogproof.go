package proof

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// LogProof ties one entry to a signed head (C2SP tlog-proof, version 1): the file .tlog-proof. With
// the entry itself it can be checked without the rest of the log.
type LogProof struct {
	Index      int64
	Hashes     [][32]byte // from the entry to the root, at most 63
	Checkpoint Checkpoint
	Extra      []byte // not covered by any signature; gatefold writes none and does not read it; nil for none
}

// ErrLogProof: not a tlog-proof of version 1.
var ErrLogProof = errors.New("this is not a proof that an entry is in a log")

const (
	logProofHead   = "c2sp.org/tlog-proof@v1"
	maxProofHashes = 63
)

// Prove makes the proof of an entry against a head of its log.
func Prove(l Log, index int64, c Checkpoint) (LogProof, error) {
	hashes, err := l.Inclusion(index, c.Size)
	return LogProof{Index: index, Hashes: hashes, Checkpoint: c}, err
}

// Print is the proof as it is stored.
func (p LogProof) Print() []byte {
	var b bytes.Buffer
	b.WriteString(logProofHead + "\n")
	if p.Extra != nil {
		b.WriteString("extra " + base64.StdEncoding.EncodeToString(p.Extra) + "\n")
	}
	b.WriteString("index " + strconv.FormatInt(p.Index, 10) + "\n" + printHashes(p.Hashes) + "\n")
	b.Write(p.Checkpoint.Print())
	return b.Bytes()
}

// ParseLogProof reads Print back and nothing else. It checks neither signature nor hashes. The error
// is ErrLogProof, with ErrLineEndings where that is the fault.
func ParseLogProof(file []byte) (LogProof, error) {
	head, note, cut := strings.Cut(string(file), "\n\n")
	if strings.Contains(head, "\r\n") {
		return LogProof{}, fmt.Errorf("%w: %w", ErrLogProof, ErrLineEndings)
	}
	lines := strings.Split(head, "\n")
	if !cut || lines[0] != logProofHead {
		return LogProof{}, fmt.Errorf("%w: it does not begin with %q, or has no empty line", ErrLogProof, logProofHead)
	}
	var p LogProof
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		extra, ok := decodeBase64(base64.StdEncoding, lines[0][len("extra "):])
		if !ok {
			return LogProof{}, fmt.Errorf("%w: its extra line is not base64", ErrLogProof)
		}
		p.Extra, lines = append([]byte{}, extra...), lines[1:]
	}
	if len(lines) == 0 {
		return LogProof{}, fmt.Errorf("%w: it names no entry", ErrLogProof)
	}
	text, isIndex := strings.CutPrefix(lines[0], "index ")
	index, isNumber := parseIndex(text)
	hashes, isProof := parseHashes(lines[1:])
	if !isIndex || !isNumber || !isProof {
		return LogProof{}, fmt.Errorf("%w: %.60q is no index, or one of its %d hashes is none", ErrLogProof, lines[0], len(lines)-1)
	}
	c, err := ParseCheckpoint([]byte(note))
	if err != nil {
		return LogProof{}, fmt.Errorf("%w: %w", ErrLogProof, err)
	}
	p.Index, p.Hashes, p.Checkpoint = index, hashes, c
	return p, nil
}

// Check tells whether the proof leads from an entry to the root of its head. Who signed that head is
// another question: see Checkpoint.CheckLog. The error is ErrLogChanged.
func (p LogProof) Check(entry []byte) error {
	return CheckInclusion(p.Hashes, p.Checkpoint.Tree, p.Index, LeafHash(entry))
}

func printHashes(hashes [][32]byte) string {
	var b strings.Builder
	for _, h := range hashes {
		b.WriteString(encodeHash(h) + "\n")
	}
	return b.String()
}

func parseHashes(lines []string) ([][32]byte, bool) {
	if len(lines) > maxProofHashes {
		return nil, false
	}
	var hashes [][32]byte
	for _, line := range lines {
		h, ok := decodeHash(line)
		if !ok {
			return nil, false
		}
		hashes = append(hashes, h)
	}
	return hashes, true
}
