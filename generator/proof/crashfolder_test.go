package proof

import (
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"testing/fstest"
)

// crash is the moment at which a computer stops: the operation of that number, over all folders that
// share it, is half done, and no later one happens.
type crash struct {
	left   int
	random *rand.Rand
	signed map[int64]map[[32]byte]bool // every root ever written under a signature, by size
	forked bool
}

var errCrash = errors.New("the computer has stopped")

func (c *crash) now() bool { c.left--; return c.left < 0 }

// crashFolder keeps what a program sees apart from what outlives a crash.
type crashFolder struct {
	*crash
	live, safe map[string][]byte
}

func newCrashFolder(c *crash) *crashFolder {
	return &crashFolder{c, map[string][]byte{}, map[string][]byte{}}
}

func (f *crashFolder) Open(name string) (fs.File, error) {
	if f.left < 0 {
		return nil, errCrash
	}
	m := fstest.MapFS{}
	for name, data := range f.live {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m.Open(name)
}

// watch notes every head that is written under a signature.
func (f *crashFolder) watch(data []byte) {
	c, err := ParseCheckpoint(data)
	if err != nil {
		return
	}
	if f.signed[c.Size] == nil {
		f.signed[c.Size] = map[[32]byte]bool{}
	}
	f.signed[c.Size][c.Root] = true
	f.forked = f.forked || len(f.signed[c.Size]) > 1
}

func (f *crashFolder) step(do func()) error {
	stop := f.now()
	if f.left < -1 || stop && f.random.IntN(2) == 0 {
		return errCrash
	}
	do()
	if stop {
		return errCrash
	}
	return nil
}

func (f *crashFolder) Write(name string, data []byte) error {
	return f.step(func() { f.watch(data); f.live[name] = data })
}

func (f *crashFolder) Sync(names ...string) error {
	for _, name := range names {
		if err := f.step(func() { f.safe[name] = f.live[name] }); err != nil {
			return err
		}
	}
	return nil
}

func (f *crashFolder) Rename(from, to string) error {
	return f.step(func() {
		for _, m := range []map[string][]byte{f.live, f.safe} {
			m[to] = m[from]
			delete(m, from)
		}
	})
}

func (f *crashFolder) Remove(name string) error {
	return f.step(func() { delete(f.live, name) })
}

func (f *crashFolder) Lock(string) (func() error, error) {
	return func() error { return nil }, f.step(func() {})
}

// reboot leaves of every file that was not made safe what chance will: the new content, a part of
// it, the old, or nothing.
func (f *crashFolder) reboot() {
	after := maps.Clone(f.safe)
	for name, data := range f.live {
		old, isSafe := f.safe[name]
		if isSafe && string(old) == string(data) {
			continue
		}
		switch f.random.IntN(3) {
		case 0:
			after[name] = data
		case 1:
			after[name] = data[:f.random.IntN(len(data)+1)]
		}
	}
	for name := range f.safe {
		if _, isLive := f.live[name]; !isLive && f.random.IntN(2) == 0 {
			delete(after, name)
		}
	}
	f.live, f.safe = after, maps.Clone(after)
}
