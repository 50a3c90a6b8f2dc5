package proof

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

// Witness cosigns the logs of others. What it has signed is stored before it signs, one file a log,
// <hex SHA-256 of the origin>.json: a witness without that memory signs nothing.
type Witness struct {
	Name   string // under which it signs
	Key    ed25519.PrivateKey
	Memory Folder
}

// What keeps a witness from signing. ErrWitnessRequest, ErrNotSigned and ErrSignatureWrong do as
// well; tlog-witness answers them with 400 and 403.
var (
	// ErrWitnessUnknown: the log was never admitted (404).
	ErrWitnessUnknown = errors.New("this witness does not know that log: admit its key first, after comparing it with its owner")
	// ErrWitnessKnown: the log was admitted with another key.
	ErrWitnessKnown = errors.New("this witness knows that log by another key")
	// ErrWitnessProof: the log has not only grown, or the request does not show it (422).
	ErrWitnessProof = errors.New("the request does not show that the log has only grown")
	// ErrWitnessClock: the time is well before that of the last signature.
	ErrWitnessClock = errors.New("the clock of this witness's computer goes wrong")
)

// ConflictError: the witness knows the log at another size than the request starts from, or with
// another root (409).
type ConflictError struct {
	Size int64 // that the witness knows; ask again from there
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("this witness knows the log at %d entries: ask again from there", e.Size)
}

// ForkError: two heads, signed by one key, that cannot be of one log. Anyone can see that from the
// two texts.
type ForkError struct{ Kept, Offered Checkpoint }

func (e *ForkError) Error() string {
	return fmt.Sprintf("%v: one of %d entries that this witness has signed, and one of %d", ErrForked, e.Kept.Size, e.Offered.Size)
}

// Unwrap is ErrForked.
func (e *ForkError) Unwrap() error { return ErrForked }

// WitnessState is what a witness remembers of one log.
type WitnessState struct {
	Origin     string    `json:"origin"`
	Vkey       string    `json:"vkey"`
	Size       int64     `json:"size"`
	Root       string    `json:"root"`
	Checkpoint string    `json:"checkpoint"` // the largest that was signed; empty before the first
	Admitted   time.Time `json:"first_seen"`
	Signed     time.Time `json:"last_signed,omitzero"` // when the checkpoint was
	URLs       []string  `json:"urls"`
}

const maxWitnessState = 8 << 20 // a note of 1 MiB, each sign of it escaped in JSON

// OriginHash names a log where its name cannot stand, as in paths: hex SHA-256 of its origin.
func OriginHash(origin string) string {
	sum := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(sum[:])
}

func witnessFile(origin string) string { return OriginHash(origin) + ".json" }

// State is what the witness remembers of a log. The error is ErrWitnessUnknown.
func (w Witness) State(origin string) (WitnessState, error) {
	return w.stateOf(OriginHash(origin), origin)
}

// stateOf is State of the log of that OriginHash; errors call it name.
func (w Witness) stateOf(hash, name string) (WitnessState, error) {
	data, err := readLimited(w.Memory, hash+".json", maxWitnessState)
	if errors.Is(err, fs.ErrNotExist) {
		return WitnessState{}, fmt.Errorf("%w: %.100s", ErrWitnessUnknown, name)
	}
	if err != nil {
		return WitnessState{}, err
	}
	var s WitnessState
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil || OriginHash(s.Origin) != hash || s.Size < 0 {
		return WitnessState{}, fmt.Errorf("the memory of %.100s is spoilt; restore it from a backup (%w)", name, cmp.Or(err, errMemory))
	}
	return s, nil
}

// Kept is the newest head of a log that the witness has signed, as others may have it: with its own line
// and that of the log. hash is the OriginHash of the log. The error is ErrWitnessUnknown, also when
// nothing is signed yet.
func (w Witness) Kept(hash string) (Checkpoint, error) {
	if _, err := w.stateOf(hash, hash); err != nil {
		return Checkpoint{}, err
	}
	// What another is just storing may not outlive a crash: it is not signed before that is over.
	release, err := w.Memory.Lock(hash + ".json.lock")
	if err != nil {
		return Checkpoint{}, err
	}
	defer release()
	s, err := w.stateOf(hash, hash)
	if err != nil {
		return Checkpoint{}, err
	}
	if s.Checkpoint == "" {
		return Checkpoint{}, ErrWitnessUnknown
	}
	c, err := ParseCheckpoint([]byte(s.Checkpoint))
	if err != nil {
		return Checkpoint{}, err
	}
	// Remembered is what may be signed: where the line was lost with the answer, it is made again.
	return c.With(Cosign(c, w.Name, w.Key, s.Signed))
}

func (w Witness) store(s WitnessState) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return replace(w.Memory, witnessFile(s.Origin), append(data, '\n'))
}

// Admit makes a log known by its key, at no entries. Admitting it again changes nothing. The error
// is ErrWitnessKnown.
func (w Witness) Admit(log VerifierKey, now time.Time, urls ...string) error {
	release, err := w.Memory.Lock(witnessFile(log.Name) + ".lock")
	if err != nil {
		return err
	}
	defer release()
	s, err := w.State(log.Name)
	if err == nil && s.Vkey != log.String() {
		return fmt.Errorf("%w: %s", ErrWitnessKnown, s.Vkey)
	}
	if !errors.Is(err, ErrWitnessUnknown) {
		return err
	}
	return w.store(FirstSight(log, now, urls...))
}

// FirstSight is what a witness remembers of a log of which it has signed nothing yet.
func FirstSight(log VerifierKey, now time.Time, urls ...string) WitnessState {
	return WitnessState{Origin: log.Name, Vkey: log.String(), Root: encodeHash(emptyRoot()), Admitted: now.UTC(), URLs: urls}
}

// Restore takes up a log where others saw it last, for a witness who has lost the memory of what was
// signed: head is one that the newest of the log's keys, or one before it, has signed. It is false, and
// changes nothing, for a log that the witness remembers.
func (w Witness) Restore(keys KeyHistory, head Checkpoint, now time.Time) (bool, error) {
	all := keys.LogKeys()
	newest := all[len(all)-1]
	release, err := w.Memory.Lock(witnessFile(newest.Name) + ".lock")
	if err != nil {
		return false, err
	}
	defer release()
	if _, err := w.State(newest.Name); !errors.Is(err, ErrWitnessUnknown) {
		return false, err
	}
	if !slices.ContainsFunc(all, func(k VerifierKey) bool { return head.CheckLog(k) == nil }) {
		return false, fmt.Errorf("%w: the head of %s", ErrNotSigned, newest.Name)
	}
	s := FirstSight(newest, now)
	s.Size, s.Root, s.Checkpoint, s.Signed = head.Size, encodeHash(head.Root), string(head.Only(all...).Print()), now.UTC()
	return true, w.store(s)
}

// Follow makes a known log known by its newest key, which the one that it is known by has led to. The
// history has been checked. The error is ErrWitnessUnknown, or ErrWitnessKnown when the key that it is
// known by is not in the history.
func (w Witness) Follow(h KeyHistory) error {
	keys := h.LogKeys()
	newest := keys[len(keys)-1]
	release, err := w.Memory.Lock(witnessFile(newest.Name) + ".lock")
	if err != nil {
		return err
	}
	defer release()
	s, err := w.State(newest.Name)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(keys, func(v VerifierKey) bool { return v.String() == s.Vkey }) {
		return fmt.Errorf("%w: %s", ErrWitnessKnown, s.Vkey)
	}
	s.Vkey = newest.String()
	return w.store(s)
}

// Sign checks a request against what is remembered, remembers its head, and only then signs: the
// line is the answer. A head of the same size and root is signed again with the new time.
func (w Witness) Sign(r WitnessRequest, now time.Time) (NoteSignature, error) {
	release, err := w.Memory.Lock(witnessFile(r.Checkpoint.Origin) + ".lock")
	if err != nil {
		return NoteSignature{}, err
	}
	defer release()
	s, err := w.State(r.Checkpoint.Origin)
	if err != nil {
		return NoteSignature{}, err
	}
	if err := cmp.Or(s.Check(r), s.CheckClock(now)); err != nil {
		return NoteSignature{}, err
	}
	key, err := ParseVerifierKey(s.Vkey)
	if err != nil {
		return NoteSignature{}, err
	}
	c := r.Checkpoint.Only(key) // lines of others have no place in the memory
	s.Size, s.Root, s.Checkpoint, s.Signed = c.Size, encodeHash(c.Root), string(c.Print()), now.UTC()
	if err := w.store(s); err != nil {
		return NoteSignature{}, err
	}
	return Cosign(c, w.Name, w.Key, now), nil
}

// Check tells what keeps a witness who remembers this from signing, in the order of tlog-witness. The
// error is one of those above, a *ConflictError or a *ForkError.
func (s WitnessState) Check(r WitnessRequest) error {
	key, err := ParseVerifierKey(s.Vkey)
	root, isRoot := decodeHash(s.Root)
	if err != nil || !isRoot {
		return fmt.Errorf("%w: %s", errors.Join(errMemory, err), s.Origin)
	}
	if err := r.Checkpoint.CheckLog(key); err != nil {
		return err
	}
	known := Tree{s.Size, root}
	switch {
	case r.Old > r.Checkpoint.Size:
		return fmt.Errorf("%w: it starts from %d entries and ends at %d", ErrWitnessRequest, r.Old, r.Checkpoint.Size)
	case r.Checkpoint.Size == known.Size && r.Checkpoint.Root != root:
		return s.fork(r.Checkpoint)
	case r.Old != known.Size:
		return &ConflictError{known.Size}
	case CheckConsistency(r.Proof, known, r.Checkpoint.Tree) != nil:
		return fmt.Errorf("%w (%s, from %d to %d)", ErrWitnessProof, s.Origin, known.Size, r.Checkpoint.Size)
	}
	return nil
}

// CheckClock refuses a time more than an hour before the last signature. The error is ErrWitnessClock.
func (s WitnessState) CheckClock(now time.Time) error {
	if now.Before(s.Signed.Add(-time.Hour)) {
		return fmt.Errorf("%w: it says %s, and signed for this log on %s", ErrWitnessClock, now.UTC().Format(time.DateOnly), s.Signed.Format(time.DateOnly))
	}
	return nil
}

func (s WitnessState) fork(offered Checkpoint) error {
	kept, err := ParseCheckpoint([]byte(s.Checkpoint))
	if err != nil {
		return &ConflictError{s.Size}
	}
	return &ForkError{kept, offered}
}
