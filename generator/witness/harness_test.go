package witness

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// shelf is a folder in memory. It can stop at one of its operations, as a computer does: that one is half
// done, and no later one happens until start.
type shelf struct {
	mu         sync.Mutex
	live, safe map[string][]byte // what a program sees, and what outlives a stop
	held       map[string]bool
	left       int  // operations before the stop
	halfDone   bool // of the one at which it stops
}

var errStopped = errors.New("the computer has stopped")

func newShelf() *shelf {
	return &shelf{live: map[string][]byte{}, safe: map[string][]byte{}, held: map[string]bool{}, left: 1 << 60}
}

func (s *shelf) Open(name string) (fs.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.live[name]
	switch {
	case s.left < 0:
		return nil, errStopped
	case !ok && strings.HasSuffix(name, ".json"): // of many thousands
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case ok:
		return fstest.MapFS{name: {Data: data}}.Open(name)
	}
	all := fstest.MapFS{}
	for name, data := range s.live {
		if strings.Contains(name, "/") {
			all[name] = &fstest.MapFile{Data: data}
		}
	}
	return all.Open(name)
}

func (s *shelf) step(do func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left--
	if s.left >= 0 || s.left == -1 && s.halfDone {
		do()
	}
	if s.left < 0 {
		return errStopped
	}
	return nil
}

func (s *shelf) Write(name string, data []byte) error {
	return s.step(func() { s.live[name] = bytes.Clone(data) })
}

func (s *shelf) Sync(names ...string) error {
	return s.step(func() {
		for _, name := range names {
			s.safe[name] = s.live[name]
		}
	})
}

func (s *shelf) Rename(from, to string) error {
	return s.step(func() {
		for _, m := range []map[string][]byte{s.live, s.safe} {
			m[to] = m[from]
			delete(m, from)
		}
	})
}

func (s *shelf) Remove(name string) error {
	return s.step(func() { delete(s.live, name); delete(s.safe, name) })
}

func (s *shelf) Lock(name string) (func() error, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[name] {
		return nil, proof.ErrLocked
	}
	s.held[name] = true
	return func() error {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.held, name)
		return nil
	}, nil
}

// start is the computer after the stop: files that were not made safe are as they were, or cut, or whole.
func (s *shelf) start(unsafe int) {
	for name, data := range s.live {
		if bytes.Equal(s.safe[name], data) {
			continue
		}
		switch unsafe % 3 {
		case 1:
			s.safe[name] = data
		case 2:
			s.safe[name] = data[:len(data)/2]
		}
	}
	s.live, s.left = map[string][]byte{}, 1<<60
	for name, data := range s.safe {
		s.live[name] = data
	}
}

func key(n int) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte(fmt.Sprintf("%032d", n)))
}

const (
	coachName = "coach.example/cosign"
	coachKey  = 1_000_000
)

var someDay = time.Date(2026, 3, 6, 8, 0, 0, 0, time.UTC)

// learner is a log of some entries and its key.
type learner struct {
	proof.Store
	signer proof.LogSigner
}

func newLearner(t testing.TB, n int) *learner {
	t.Helper()
	k := key(n)
	origin := fmt.Sprintf("learner%d.example/log", n)
	vkey := proof.VerifierKey{Name: origin, Kind: proof.KindLogKey, Key: k.Public().(ed25519.PublicKey)}
	return &learner{proof.Store{Folder: newShelf(), Origin: origin, Keys: []proof.VerifierKey{vkey}}, proof.LogSigner{Keys: []ed25519.PrivateKey{k}, Memory: newShelf()}}
}

// grow seals so many entries more.
func (l *learner) grow(t testing.TB, n int) *learner { return l.growAs(t, n, 0) }

// growAs seals entries that differ from those of another side.
func (l *learner) growAs(t testing.TB, n int, side int64) *learner {
	t.Helper()
	_, err := l.Grow(l.signer, nil, func(s proof.State) ([]proof.NewLeaf, error) {
		var leaves []proof.NewLeaf
		for i := range int64(n) {
			leaf := proof.Leaf{Kind: proof.KindRecord, ID: fmt.Sprintf("%016x", s.Head.Size+i+side<<32), Rev: 1, Prev: -1, Says: proof.NoDay}
			leaves = append(leaves, proof.NewLeaf{Leaf: leaf, Path: "x"})
		}
		return leaves, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *learner) request(t testing.TB, old int64) proof.WitnessRequest {
	t.Helper()
	r, err := l.AskFrom(old)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// world is a server with its clock and what it tells.
type world struct {
	*Server
	proof.Witness
	coach proof.VerifierKey
	mu    sync.Mutex
	now   time.Time
	told  []Event
}

func newWorld(t testing.TB, memory proof.Folder, o Options, admitted ...*learner) *world {
	t.Helper()
	k := key(coachKey)
	w := &world{now: someDay, Witness: proof.Witness{Name: coachName, Key: k, Memory: memory}}
	w.coach = proof.VerifierKey{Name: coachName, Kind: proof.KindCosignKey, Key: k.Public().(ed25519.PublicKey)}
	for _, l := range admitted {
		if err := w.Admit(l.Keys[0], someDay); err != nil {
			t.Fatal(err)
		}
	}
	o.Told = func(e Event) { w.mu.Lock(); defer w.mu.Unlock(); w.told = append(w.told, e) }
	w.Server = NewServer(w.Witness, w.time, o)
	return w
}

func (w *world) time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func (w *world) send(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "from" {
			r.RemoteAddr = headers[i+1]
			continue
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	return answer
}

func (w *world) post(r proof.WitnessRequest, headers ...string) *httptest.ResponseRecorder {
	return w.send(http.MethodPost, "/add-checkpoint", string(r.Print()), headers...)
}
