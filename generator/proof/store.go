package proof

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Store is an author's own log in the source folder's proof/: log/checkpoint, log/checkpoints/<size>,
// log/tile/... and leaves.tsv. It is only ever appended to.
type Store struct {
	Folder Folder        // proof/ of the source
	Origin string        // name of the log
	Keys   []VerifierKey // that sign it or have signed it, all of its name
}

// LogSigner is what signs a log's heads.
type LogSigner struct {
	Keys   []ed25519.PrivateKey // the newest first; an older one signs beside it while it is replaced
	Memory Folder               // beside the keys: the largest head that was signed
}

// What keeps a log from being appended to.
var (
	// ErrAhead: entries have been sealed that this folder does not have.
	ErrAhead = errors.New("this log has grown elsewhere")
	// ErrForked: the folder's log and another head of the same log have different entries.
	ErrForked = errors.New("two different logs are signed by one key")
)

const (
	headFile      = "log/checkpoint"
	archiveFolder = "log/checkpoints"
	intentionFile = "log/intention"
	lockName      = "log/lock"
	rowsFile      = "leaves.tsv"
)

// State is a log as it stands while it is locked.
type State struct {
	Head  Checkpoint // without signatures when nothing is sealed yet
	Rows  []Row      // one for each entry
	Chain *Chain     // the revisions of every id; Next is for new leaves
}

// Head is the newest signed head; fs.ErrNotExist when nothing is sealed yet. The error is
// ErrCheckpoint, ErrNotSigned or ErrSignatureWrong as well.
func (s Store) Head() (Checkpoint, error) {
	c, err := s.checkpointAt(headFile)
	if err != nil {
		return Checkpoint{}, err
	}
	return c, s.own(c)
}

// headOrNone is a head of no entries, without a signature, when nothing is sealed yet.
func (s Store) headOrNone() (Checkpoint, error) {
	head, err := s.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return Checkpoint{Origin: s.Origin, Tree: Tree{Root: emptyRoot()}}, nil
	}
	return head, err
}

func (s Store) checkpointAt(name string) (Checkpoint, error) {
	data, err := readLimited(s.Folder, name, maxNote)
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := ParseCheckpoint(data)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("proof/%s: %w", name, err)
	}
	return c, nil
}

// own refuses a head of another log: one of its keys must have signed, and no line of one be wrong.
func (s Store) own(c Checkpoint) error {
	if c.Origin != s.Origin {
		return fmt.Errorf("%w of this log, %s, but of %.80s", ErrCheckpoint, s.Origin, c.Origin)
	}
	signed := fmt.Errorf("%w of this log, %s, under its head of size %d", ErrNotSigned, s.Origin, c.Size)
	for _, key := range s.Keys {
		switch err := c.CheckLog(key); {
		case err == nil:
			signed = nil
		case !errors.Is(err, ErrNotSigned):
			return err
		}
	}
	return signed
}

// Log reads the log as of its newest head.
func (s Store) Log() (Log, error) {
	head, err := s.Head()
	if err != nil {
		return Log{}, err
	}
	return s.logOf(head.Tree), nil
}

func (s Store) logOf(tree Tree) Log {
	sub, err := fs.Sub(s.Folder, "log")
	if err != nil {
		panic(err) // the name is one of fs.FS
	}
	return NewLog(sub, tree)
}

// Rows are those of leaves.tsv for a log of this size. Rows of a seal that was cut short are left
// out; where the file is gone or spoilt, ids and revisions come from the log, without paths.
func (s Store) Rows(tree Tree) ([]Row, error) {
	data, err := readLimited(s.Folder, rowsFile, maxRowsFile)
	if err == nil {
		rows, parseErr := ParseRows([]byte(strings.ReplaceAll(string(data), "\r\n", "\n")))
		if parseErr == nil && int64(len(rows)) >= tree.Size {
			return rows[:tree.Size], nil
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entries, err := s.logOf(tree).Entries()
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(entries))
	for i, e := range entries {
		l, err := ParseLeaf(e)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		rows[i] = Row{int64(i), l.ID, l.Rev, NoPath}
	}
	return rows, nil
}

// Grow appends to the log and signs its new head. It first finishes what an earlier run left
// unfinished; then it asks choose for the entries, which sees the log as it is then; no entries, no
// new head. The entries must be the next revisions of their ids, ErrChain else. The heads that others have of this log (published or witnessed) must be beginnings of
// it: ErrAhead or ErrForked else, as when the signer's memory knows of more. Nothing is signed
// before it is stored what is signed, so that two heads of one size never differ.
func (s Store) Grow(signer LogSigner, others []Checkpoint, choose func(State) ([]NewLeaf, error)) (Checkpoint, error) {
	release, err := s.Folder.Lock(lockName)
	if err != nil {
		return Checkpoint{}, err
	}
	defer release()
	forget, err := signer.Memory.Lock(s.memoryFile() + ".lock")
	if err != nil {
		return Checkpoint{}, err
	}
	defer forget()
	return s.grow(signer, others, choose)
}

// State is the log as it stands now, without waiting for another process that may be at work on it.
func (s Store) State() (State, error) {
	head, err := s.headOrNone()
	if err != nil {
		return State{}, err
	}
	rows, err := s.Rows(head.Tree)
	return State{head, rows, chainOf(rows)}, err
}

// Entries are all entries of the log of a state.
func (s Store) Entries(state State) ([][]byte, error) { return s.logOf(state.Head.Tree).Entries() }

func (s Store) grow(signer LogSigner, others []Checkpoint, choose func(State) ([]NewLeaf, error)) (Checkpoint, error) {
	if err := s.checkSigner(signer); err != nil {
		return Checkpoint{}, err
	}
	for _, c := range others {
		if err := s.own(c); err != nil {
			return Checkpoint{}, err
		}
	}
	if err := s.finish(signer, others); err != nil {
		return Checkpoint{}, err
	}
	head, err := s.headOrNone()
	if err != nil {
		return Checkpoint{}, err
	}
	log := s.logOf(head.Tree)
	if err := s.checkOthers(signer, others, log.Tree(), log.RootAt); err != nil {
		return Checkpoint{}, err
	}
	rows, err := s.Rows(head.Tree)
	if err != nil {
		return Checkpoint{}, err
	}
	leaves, err := choose(State{head, slices.Clone(rows), chainOf(rows)})
	if err != nil || len(leaves) == 0 {
		return head, err
	}
	if err := s.intend(head.Tree, chainOf(rows), leaves); err != nil {
		return Checkpoint{}, err
	}
	if err := s.finish(signer, others); err != nil {
		return Checkpoint{}, err
	}
	return s.Head()
}

// intend stores what is about to be signed.
func (s Store) intend(base Tree, chain *Chain, leaves []NewLeaf) error {
	for i, l := range leaves {
		if err := errors.Join(l.Check(), chain.Add(base.Size+int64(i), l.Leaf)); err != nil {
			return err
		}
		if !isRowPath(l.Path) {
			return fmt.Errorf("%w: %.100q is no path of one line", ErrRows, l.Path)
		}
	}
	g, _, err := s.growth(base, leaves)
	if err != nil {
		return err
	}
	tree, err := g.tree()
	if err != nil {
		return err
	}
	return replace(s.Folder, intentionFile, intention{base.Size, tree, leaves}.print())
}

// checkSigner refuses keys that are not this log's.
func (s Store) checkSigner(signer LogSigner) error {
	for _, key := range signer.Keys {
		if !slices.ContainsFunc(s.Keys, func(v VerifierKey) bool { return v.Key.Equal(key.Public()) }) {
			return fmt.Errorf("%w of the log %s: the key at hand is that of somebody else", ErrNotSigned, s.Origin)
		}
	}
	if len(signer.Keys) == 0 {
		return fmt.Errorf("%w of the log %s: there is no key to sign with", ErrNotSigned, s.Origin)
	}
	return nil
}

// growth reads the right edge of the log and puts leaves after it; entries are those of the bundle
// at the edge and the new ones.
func (s Store) growth(base Tree, leaves []NewLeaf) (*growth, [][]byte, error) {
	g := newGrowth(base.Size, s.logOf(base).hashes())
	entries, err := s.logOf(base).edge()
	if err != nil {
		return nil, nil, err
	}
	added := make([][]byte, len(leaves))
	for i, l := range leaves {
		added[i] = l.Text()
	}
	if base.Size+int64(len(leaves)) > MaxLog {
		return nil, nil, fmt.Errorf("%w: more than %d entries", ErrTile, MaxLog)
	}
	return g, append(entries, added...), g.add(added)
}

// checkOthers refuses to go on from a tree of which the others' heads are no beginnings.
func (s Store) checkOthers(signer LogSigner, others []Checkpoint, tree Tree, rootAt func(int64) ([32]byte, error)) error {
	known := make([]Tree, 0, len(others)+2)
	for _, c := range others {
		known = append(known, c.Tree)
	}
	archived, err := s.Archived()
	if err != nil {
		return err
	}
	if len(archived) > 0 {
		known = append(known, archived[len(archived)-1].Tree)
	}
	m, err := s.remembered(signer)
	if err != nil {
		return err
	}
	for _, k := range append(known, m.tree) {
		if k.Size > tree.Size {
			return fmt.Errorf("%w: another copy of it has %d entries, this folder %d. Fetch the proof folder that has them first", ErrAhead, k.Size, tree.Size)
		}
		if k.Size == 0 {
			continue
		}
		if root, err := rootAt(k.Size); err != nil {
			return err
		} else if root != k.Root {
			return fmt.Errorf("%w: the first %d entries here are others than those that were signed before", ErrForked, k.Size)
		}
	}
	return nil
}

// memoryFile is where a signer's memory of this log lies.
func (s Store) memoryFile() string {
	sum := sha256.Sum256([]byte(s.Origin))
	return hex.EncodeToString(sum[:8]) + ".signed"
}

func (s Store) remembered(signer LogSigner) (memory, error) {
	data, err := readLimited(signer.Memory, s.memoryFile(), 4096)
	if errors.Is(err, fs.ErrNotExist) {
		return memory{origin: s.Origin}, nil
	}
	if err != nil {
		return memory{}, err
	}
	m, err := parseMemory(data, s.Origin)
	if err != nil {
		return memory{}, fmt.Errorf("%w: the file %s beside the key. Put it back from a backup; if this folder holds all that was ever sealed with the key, delete it", err, s.memoryFile())
	}
	return m, nil
}
