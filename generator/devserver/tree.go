package devserver

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// tree remembers each file and folder of the portfolio as it was when it was last looked at, so that
// a save which changes nothing is known for what it is.
//
// Size and time settle most of it; where they differ, the hash decides. Hashes are learned in the
// background after the start. Until one is known, a new time counts as a change.
type tree struct {
	dir    string
	ignore func(rel string) bool
	now    func() time.Time

	mu      sync.Mutex // learn runs beside the loop
	entries map[string]entry
}

type entry struct {
	dir     bool
	mode    fs.FileMode
	size    int64
	time    time.Time
	fresh   bool // changed so shortly before the look that a further change may leave its time as it is
	hash    [sha256.Size]byte
	hashed  bool
	missing bool
}

// change is what lies at a path now, where that is not what the tree remembers.
type change struct {
	rel     string
	now     entry
	real    bool // not only its time
	settled bool // not likely half of a save: the file is there and holds something
}

const (
	// hashLimit is the size of the largest file that is hashed, in bytes; of a larger one a new time is a change.
	hashLimit = 4 << 20
	// freshness is the longest step in which a file system counts time (FAT), and a little more.
	freshness = 2100 * time.Millisecond
	// racy is the same for the file systems that people work on; files changed so shortly before the
	// start are hashed before the first build.
	racy = 50 * time.Millisecond
	// maxEntries bounds what is remembered when somebody names their whole disk.
	maxEntries = 500_000
)

func newTree(dir string, ignore func(string) bool, now func() time.Time) *tree {
	return &tree{dir: dir, ignore: ignore, now: now, entries: map[string]entry{}}
}

// look reads what lies at a path now.
func (t *tree) look(rel string) entry {
	info, err := os.Lstat(filepath.Join(t.dir, filepath.FromSlash(rel)))
	if err != nil {
		return entry{missing: true}
	}
	e := entry{dir: info.IsDir(), mode: info.Mode(), size: info.Size(), time: info.ModTime()}
	if e.dir { // what lies in a folder is looked at itself
		e.size, e.time = 0, time.Time{}
	}
	e.fresh = !e.dir && t.now().Sub(e.time) < freshness
	return e
}

// like tells that two looks at one place need no reading to be called equal.
func (e entry) like(o entry) bool {
	return e.dir == o.dir && e.mode == o.mode && e.size == o.size && e.time.Equal(o.time) && e.missing == o.missing
}

// hash reads a plain file; ok is false when it is too large, cannot be read, or changes meanwhile.
func (t *tree) hash(rel string, e entry) (sum [sha256.Size]byte, ok bool) {
	if !e.mode.IsRegular() || e.size > hashLimit {
		return sum, false
	}
	f, err := os.Open(filepath.Join(t.dir, filepath.FromSlash(rel)))
	if err != nil {
		return sum, false
	}
	defer f.Close()
	h := sha256.New()
	if n, err := io.Copy(h, io.LimitReader(f, hashLimit+1)); err != nil || n != e.size {
		return sum, false
	}
	return [sha256.Size]byte(h.Sum(nil)), true
}

// compare looks at one place again. trust takes size and time at their word, so that nothing is read.
// ok is false when all is as it was.
func (t *tree) compare(rel string, trust bool) (c change, ok bool) {
	now := t.look(rel)
	t.mu.Lock()
	old, known := t.entries[rel]
	t.mu.Unlock()
	if !known {
		old = entry{missing: true}
	}
	same := now.like(old)
	if same && (now.missing || now.dir || trust && !old.fresh) {
		return change{}, false
	}
	now.hash, now.hashed = t.hash(rel, now)
	c = change{rel: rel, now: now, real: !same || now.hashed}
	if now.hashed && old.hashed {
		c.real = now.hash != old.hash
	}
	c.settled = now.dir || now.size > 0 || !old.missing && old.size == 0 && !now.missing
	return c, true
}

// accept remembers what was found.
func (t *tree) accept(found []change) {
	for _, c := range found {
		t.set(c.rel, c.now)
	}
}

func (t *tree) set(rel string, e entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e.missing {
		delete(t.entries, rel)
	} else if len(t.entries) < maxEntries {
		t.entries[rel] = e
	}
}

// below are the known paths in a folder, itself included.
func (t *tree) below(rel string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []string
	for p := range t.entries {
		if rel == "." || p == rel || strings.HasPrefix(p, rel+"/") {
			out = append(out, p)
		}
	}
	return out
}

// walk calls visit for a path and all that lies below it and is not ignored. Links are not followed.
func (t *tree) walk(rel string, visit func(rel string, dir bool)) {
	if t.ignore(rel) {
		return
	}
	full := filepath.Join(t.dir, filepath.FromSlash(rel))
	_ = filepath.WalkDir(full, func(name string, d fs.DirEntry, err error) error { // what cannot be read is passed over, and told of by the build
		if d == nil {
			return nil
		}
		p := rel
		if under, relErr := filepath.Rel(full, name); relErr == nil && under != "." {
			p = path.Join(rel, filepath.ToSlash(under))
		}
		switch {
		case p != "." && t.ignore(p):
			if d.IsDir() {
				return fs.SkipDir
			}
		case err == nil:
			visit(p, d.IsDir())
		}
		return nil
	})
}

// start takes the whole folder in. Files that changed a moment ago are hashed at once, the others by learn.
func (t *tree) start(visit func(rel string, dir bool)) {
	t.walk(".", func(rel string, dir bool) {
		visit(rel, dir)
		e := t.look(rel)
		if !e.dir && t.now().Sub(e.time) < racy {
			e.hash, e.hashed = t.hash(rel, e)
		}
		t.set(rel, e)
	})
}

// learn hashes what start did not, until stop is closed. What changed since start is left alone: the
// build may have read it before.
func (t *tree) learn(stop <-chan struct{}) {
	for _, rel := range t.below(".") {
		select {
		case <-stop:
			return
		default:
		}
		t.mu.Lock()
		e, ok := t.entries[rel]
		t.mu.Unlock()
		if !ok || e.hashed || e.dir {
			continue
		}
		sum, ok := t.hash(rel, e)
		if !ok || !t.look(rel).like(e) {
			continue
		}
		t.mu.Lock()
		if cur := t.entries[rel]; cur.like(e) && !cur.hashed {
			cur.hash, cur.hashed = sum, true
			t.entries[rel] = cur
		}
		t.mu.Unlock()
	}
}

// changes looks at paths again, or with nil at everything, and gives what is not as it was, sorted. The
// tree remembers it only when it is accepted.
func (t *tree) changes(paths map[string]bool) []change {
	todo := map[string]bool{}
	if paths == nil {
		for _, p := range t.below(".") {
			todo[p] = true
		}
		t.walk(".", func(rel string, _ bool) { todo[rel] = true })
	}
	for p := range paths {
		todo[p] = true
		if t.look(p).missing { // a folder takes its files with it
			for _, b := range t.below(p) {
				todo[b] = true
			}
		}
	}
	var out []change
	for _, p := range slices.Sorted(maps.Keys(todo)) {
		if c, ok := t.compare(p, paths == nil); ok {
			out = append(out, c)
		}
	}
	return out
}
