package proof

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// WitnessRequest asks a witness to sign a head: the body of add-checkpoint of C2SP tlog-witness, by
// mail as over HTTP.
type WitnessRequest struct {
	Old        int64      // size of the log that the witness is thought to know, 0 when none
	Proof      [][32]byte // that the log has only grown since; empty when Old is 0 or the head's size
	Checkpoint Checkpoint
}

// ErrWitnessRequest: not a request in its form.
var ErrWitnessRequest = errors.New("this is not a request to a witness")

// NewWitnessRequest asks for a line under a head of a log, for a witness who knows its first old
// entries.
func NewWitnessRequest(l Log, c Checkpoint, old int64) (WitnessRequest, error) {
	p, err := l.Consistency(old, c.Size)
	return WitnessRequest{old, p, c}, err
}

// Print is the request as it is sent.
func (r WitnessRequest) Print() []byte {
	head := "old " + strconv.FormatInt(r.Old, 10) + "\n" + printHashes(r.Proof) + "\n"
	return append([]byte(head), r.Checkpoint.Print()...)
}

// ParseWitnessRequest reads Print back and nothing else. The error is ErrWitnessRequest, with
// ErrLineEndings where that is the fault.
func ParseWitnessRequest(body []byte) (WitnessRequest, error) {
	head, note, cut := strings.Cut(string(body), "\n\n")
	if strings.Contains(head, "\r\n") {
		return WitnessRequest{}, fmt.Errorf("%w: %w", ErrWitnessRequest, ErrLineEndings)
	}
	lines := strings.Split(head, "\n")
	text, isOld := strings.CutPrefix(lines[0], "old ")
	old, isNumber := parseIndex(text)
	hashes, isProof := parseHashes(lines[1:])
	if !cut || !isOld || !isNumber || !isProof {
		return WitnessRequest{}, fmt.Errorf("%w: it does not begin with \"old\" and a number, then hashes, then an empty line", ErrWitnessRequest)
	}
	c, err := ParseCheckpoint([]byte(note))
	if err != nil {
		return WitnessRequest{}, fmt.Errorf("%w: %w", ErrWitnessRequest, err)
	}
	return WitnessRequest{old, hashes, c}, nil
}

// Ask keeps the newest head for good, so that the answer finds it whatever is sealed meanwhile, and
// is the request to a witness: from the largest head that this witness has signed.
func (s Store) Ask(witness VerifierKey) (WitnessRequest, error) {
	head, err := s.Head()
	if err != nil {
		return WitnessRequest{}, err
	}
	if err := s.Archive(head); err != nil {
		return WitnessRequest{}, err
	}
	archived, err := s.Archived()
	if err != nil {
		return WitnessRequest{}, err
	}
	old := int64(0)
	for _, c := range archived {
		if _, err := c.CosignedAt(witness); err == nil {
			old = max(old, c.Size)
		}
	}
	return NewWitnessRequest(s.logOf(head.Tree), head, old)
}

// AskFrom is Ask for a witness who says how many entries it knows.
func (s Store) AskFrom(old int64) (WitnessRequest, error) {
	head, err := s.Head()
	if err != nil {
		return WitnessRequest{}, err
	}
	if err := s.Archive(head); err != nil {
		return WitnessRequest{}, err
	}
	return NewWitnessRequest(s.logOf(head.Tree), head, old)
}

// Add puts a witness's answer, lines of signatures, under the kept head that it was made for, and
// says which. Lines of others than these witnesses are left out. The error is ErrNotSigned when
// there is none else, ErrSignatureWrong when a line fits no kept head.
func (s Store) Add(answer []byte, witnesses []VerifierKey) (Checkpoint, error) {
	lines, err := ParseNoteSignatures(string(answer))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("this is not the answer of a witness: %w", err)
	}
	heads, err := s.Archived()
	if err != nil {
		return Checkpoint{}, err
	}
	var fit *Checkpoint
	for _, line := range lines {
		for _, w := range witnesses {
			if (Note{Signatures: []NoteSignature{line}}).linesOf(w) == nil {
				continue
			}
			c := fitting(heads, line, w)
			if c == nil || fit != nil && fit.Size != c.Size {
				return Checkpoint{}, fmt.Errorf("%w: %s has not signed one of the heads that were kept for it", ErrSignatureWrong, w.Name)
			}
			if fit == nil {
				fit = c
			}
			if *fit, err = fit.With(line); err != nil {
				return Checkpoint{}, err
			}
		}
	}
	if fit == nil {
		return Checkpoint{}, fmt.Errorf("%w of a witness that is known here", ErrNotSigned)
	}
	return *fit, s.Archive(*fit)
}

// fitting is a copy of the head that a line was made for.
func fitting(heads []Checkpoint, line NoteSignature, w VerifierKey) *Checkpoint {
	for _, c := range heads {
		alone := c
		alone.Signatures = []NoteSignature{line}
		if _, err := alone.CosignedAt(w); err == nil {
			return &c
		}
	}
	return nil
}
