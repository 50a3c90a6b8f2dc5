package content

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/gatefold/gatefold/content/packed"
)

// Sum is the SHA-256 of a file's bytes.
type Sum [sha256.Size]byte

// Memory remembers what files became, so that a load decodes only those that changed. Two loads with
// one Memory must be of one folder and must not overlap. The zero Memory is ready.
type Memory struct {
	mu    sync.Mutex
	known map[string]*remembered
	types packed.Types
}

// remembered is one file as it was read last.
type remembered struct {
	stamp   stamp
	sum     Sum
	options string // what decoding depends on beside path and bytes
	kept    string // as it was restored; "" once it was asked for
	file    *decoded
	project *projectFile
	fresh   bool // since the last Save or Restore
	used    bool // by the load that is running
}

// stamp is the file system's word for "unchanged". The zero stamp is never trusted.
type stamp struct{ size, time int64 }

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

// Forget makes the next load read these files, whatever their sizes and times say.
func (m *Memory) Forget(paths ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range paths {
		if r := m.known[p]; r != nil {
			r.stamp = stamp{}
		}
	}
}

// Clear forgets everything.
func (m *Memory) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known = nil
}

// find gives what is known of a file, nil when nothing is.
func (m *Memory) find(path string) *remembered {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[path]
}

func (m *Memory) keep(path string, r *remembered) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[string]*remembered{}
	}
	m.known[path] = r
}

// dropUnused forgets the files that the load did not come across.
func (m *Memory) dropUnused() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for p, r := range m.known {
		if !r.used {
			delete(m.known, p)
		}
		r.used = false
	}
}

// key stands for all that decoding depends on beside path and bytes.
func (o decodeOptions) key() string {
	kind := "project"
	if o.planFor != nil {
		kind = o.planFor.kind.Name
	}
	return fmt.Sprint(kind, o.order, o.longForm, o.document, o.register, o.pins)
}

// recall gives what the file became when it was read before, if it is still the same; else its bytes
// are read and decode makes what is remembered. Either way its sum is noted.
func (l *loader) recall(path string, limit int64, opt decodeOptions, decode func(data []byte) *remembered) (*remembered, *Problem) {
	options := opt.key()
	known := l.opt.Memory.find(path)
	if known != nil && (!l.opt.Memory.restored(known, path, opt.planFor) || known.options != options) {
		known = nil
	}
	if known != nil && l.unchanged(path, known.stamp) {
		known.used = true
		l.note(path, known.sum)
		return known, nil
	}
	data, at, problem := l.readStamped(path, limit)
	if problem != nil {
		return nil, problem
	}
	sum := Sum(sha256.Sum256(data))
	l.note(path, sum)
	if known != nil && known.sum == sum {
		known.fresh = known.fresh || known.stamp != at
		known.stamp, known.used = at, true
		return known, nil
	}
	r := decode(data)
	r.stamp, r.sum, r.options, r.fresh, r.used = at, sum, options, true, true
	l.opt.Memory.keep(path, r)
	return r, nil
}

// unchanged tells from size and time alone whether a file is as it was.
func (l *loader) unchanged(path string, was stamp) bool {
	if was == (stamp{}) {
		return false
	}
	info, err := fs.Stat(l.fsys, path)
	return err == nil && info.Mode().IsRegular() && stampOf(info) == was
}

// readStamped reads a file, with a stamp if its time is old enough to tell a later change.
func (l *loader) readStamped(path string, limit int64) ([]byte, stamp, *Problem) {
	data, info, problem := l.readFile(path, limit)
	if problem != nil || l.opt.Settled.IsZero() || !info.ModTime().Before(l.opt.Settled) {
		return data, stamp{}, problem
	}
	return data, stampOf(info), nil
}

// settledBefore is how much older than the look at the folder a file's time must be: an edit within the
// same tick of the file system's clock leaves size and time as they were.
const settledBefore = 20 * time.Millisecond

// SettledAt is LoadOptions.Settled for a folder that was looked at at a time of its own file system.
func SettledAt(looked time.Time) time.Time { return looked.Add(-settledBefore) }
