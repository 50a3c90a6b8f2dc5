package cohort

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/generator/proof"
)

// memory is what a cohort remembers of one log, memory/<hex SHA-256 of its origin>.json. It is stored
// before anything that stands on it is told.
type memory struct {
	Schema string `json:"schema"`
	Origin string `json:"origin,omitempty"`
	// Alias is the place of the log in the order of first sight, from 1; 0 before it has one.
	Alias     int            `json:"alias,omitempty"`
	FirstSeen string         `json:"first_seen,omitempty"` // a day
	Keys      string         `json:"keys,omitempty"`       // all keys with their signatures, as proof.PrintKeysBundle writes them
	Heads     []seenHead     `json:"heads,omitempty"`      // every one ever seen, by size and root
	Consent   *storedConsent `json:"consent,omitempty"`    // the newest ever seen
	Evidence  string         `json:"evidence,omitempty"`   // the file that shows a fork
	Revoked   []revocation   `json:"revoked,omitempty"`    // what the site has ever shown to be taken back
	// Removed tells that the member was taken out: nothing else is kept but the largest Size and its Root.
	Removed bool   `json:"removed,omitempty"`
	Size    int64  `json:"size,omitempty"`
	Root    string `json:"root,omitempty"` // base64

	keys  proof.KeyHistory   // of Keys
	heads []proof.Checkpoint // of Heads
	hash  string             // of the file
}

// seenHead is a head of the log that its key has signed.
type seenHead struct {
	Size int64  `json:"size"`
	Root string `json:"root"` // base64
	Seen string `json:"seen"` // the day on which it was first seen
	From string `json:"from"` // the site that showed it
	Note string `json:"note"` // the head with the log's own lines
}

// storedConsent is a consent and its signature, byte for byte.
type storedConsent struct {
	Text      string `json:"text"`
	Signature string `json:"signature"`
}

const (
	memorySchema = "gatefold.cohort.memory/1"
	memoryFolder = "memory"
	maxMemory    = 64 << 20
	// maxHeads bounds the heads of one log: one each hour for a year.
	maxHeads = 10_000
)

func memoryPath(origin string) string {
	return memoryFolder + "/" + proof.OriginHash(origin) + ".json"
}

// errMemory: what was remembered cannot be read.
var errMemory = errors.New("the memory of this log is spoilt")

// parseMemory reads print back. hash is that of the file's name.
func parseMemory(data []byte, hash string) (memory, error) {
	m := memory{hash: hashText(data)}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return memory{}, fmt.Errorf("%w: %w", errMemory, err)
	}
	if again, err := m.print(); err != nil || !bytes.Equal(again, data) || m.Schema != memorySchema {
		return memory{}, fmt.Errorf("%w: it is not as gatefold writes it", errMemory)
	}
	if m.Removed {
		if _, err := m.removedTree(); err != nil || m.Origin != "" || m.Heads != nil || m.Keys != "" {
			return memory{}, fmt.Errorf("%w: it is not that of a member who was taken out", errMemory)
		}
		return m, nil
	}
	signed, err := proof.ParseKeysBundle([]byte(m.Keys))
	for _, k := range signed {
		var keys proof.Keys
		if keys, err = proof.ParseKeys(k.Text); err != nil {
			break
		}
		m.keys = append(m.keys, keys)
	}
	if err != nil || m.keys.Origin() != m.Origin || proof.OriginHash(m.Origin) != hash {
		return memory{}, fmt.Errorf("%w: its keys are not those of its log", errMemory)
	}
	return m, nil
}

// check reads the heads and holds everything to its signatures, which takes too long to be done where
// nothing has changed.
func (m *memory) check() error {
	if m.Removed || m.Origin == "" {
		return nil
	}
	signed, err := proof.ParseKeysBundle([]byte(m.Keys))
	if err == nil {
		m.keys, err = proof.CheckKeyHistory(signed)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errMemory, err)
	}
	m.heads = nil
	for _, h := range m.Heads {
		c, err := proof.ParseCheckpoint([]byte(h.Note))
		if err != nil || !signedBy(c, m.keys) || c.Size != h.Size || rootText(c.Root) != h.Root {
			return fmt.Errorf("%w: a head of %d entries is not signed by the log's key", errMemory, h.Size)
		}
		m.heads = append(m.heads, c)
	}
	return nil
}

// print is the file: the same memory gives the same bytes.
func (m memory) print() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

// signedBy tells whether a head is of the log of these keys, and signed by one of them.
func signedBy(c proof.Checkpoint, keys proof.KeyHistory) bool {
	if c.Origin != keys.Origin() {
		return false
	}
	for _, k := range keys.LogKeys() {
		if c.CheckLog(k) == nil {
			return true
		}
	}
	return false
}

// remember adds the heads that are not known yet. It is false when there was no room for all.
func (m *memory) remember(heads []proof.Checkpoint, day, from string) bool {
	room, known := true, map[string]bool{}
	for _, c := range m.heads {
		known[c.Text()] = true
	}
	for _, c := range heads {
		c = c.Only(m.keys.LogKeys()...)
		switch text := c.Text(); {
		case known[text]:
		case len(m.heads) >= maxHeads:
			room = false
		default:
			known[text] = true
			m.heads = append(m.heads, c)
			m.Heads = append(m.Heads, seenHead{c.Size, rootText(c.Root), day, from, string(c.Print())})
		}
	}
	// Heads and heads stay side by side: both are sorted by what the other has too.
	slices.SortStableFunc(m.Heads, func(a, b seenHead) int { return compareHeads(a.Size, b.Size, a.Note, b.Note) })
	slices.SortStableFunc(m.heads, func(a, b proof.Checkpoint) int {
		return compareHeads(a.Size, b.Size, string(a.Print()), string(b.Print()))
	})
	return room
}

func compareHeads(size, other int64, note, otherNote string) int {
	if size != other {
		return int(min(max(size-other, -1), 1))
	}
	return strings.Compare(note, otherNote)
}

// largest is how long the log is known to have been.
func (m memory) largest() int64 {
	if n := len(m.Heads); n > 0 {
		return max(m.Heads[n-1].Size, m.Size)
	}
	return m.Size
}

// memories is all that a cohort remembers.
type memories struct {
	byHash map[string]memory
	byKey  map[string]string // fingerprint of any key to the hash of its log's origin
	spoilt map[string]error  // hash to what is wrong with its file
	alias  int               // the highest that was ever given
}

// readMemories reads the folder memory/.
func readMemories(folder fs.FS) (*memories, error) {
	all := &memories{byHash: map[string]memory{}, byKey: map[string]string{}, spoilt: map[string]error{}}
	files, err := fs.ReadDir(folder, memoryFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var turn sync.Mutex
	for _, f := range files {
		hash, ok := strings.CutSuffix(f.Name(), ".json")
		if !ok || len(hash) != 64 {
			continue
		}
		group.Go(func() error {
			data, err := readFile(folder, path.Join(memoryFolder, f.Name()), maxMemory)
			if err != nil {
				return err
			}
			m, err := parseMemory(data, hash)
			turn.Lock()
			defer turn.Unlock()
			if err != nil {
				all.spoilt[hash] = err
			} else {
				all.add(hash, m)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	n, err := readCount(folder)
	all.alias = max(all.alias, n)
	return all, err
}

func (a *memories) add(hash string, m memory) {
	a.byHash[hash] = m
	a.alias = max(a.alias, m.Alias)
	for _, k := range m.keys {
		a.byKey[k.Fingerprint()] = hash
	}
}

// of is what is remembered of the log to which a key belongs.
func (a *memories) of(fingerprint string) (memory, bool) {
	hash, ok := a.byKey[fingerprint]
	return a.byHash[hash], ok
}

// countFile holds the highest alias that was ever given, so that none is given twice when the member who
// had it is taken out.
const countFile = memoryFolder + "/count"

func readCount(folder fs.FS) (int, error) {
	data, err := readFile(folder, countFile, 64)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	n := 0
	if err == nil {
		if _, err = fmt.Sscanf(string(data), "%d\n", &n); err != nil || n < 0 {
			return 0, fmt.Errorf("%s holds no number. Write the highest number of a learner into it, or delete it when nobody was ever taken out", countFile)
		}
	}
	return n, err
}
