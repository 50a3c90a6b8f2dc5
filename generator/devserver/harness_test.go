package devserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// handClock goes on only when a test says so. It starts at the real time, because files have real times.
type handClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*handTimer
}

type handTimer struct {
	clock *handClock
	at    time.Time
	f     func()
}

func newHandClock() *handClock { return &handClock{now: time.Now()} }

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) AfterFunc(d time.Duration, f func()) Timer {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &handTimer{c, c.now.Add(d), f}
	c.timers = append(c.timers, t)
	return t
}

func (t *handTimer) Stop() bool {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	before := len(t.clock.timers)
	t.clock.timers = slices.DeleteFunc(t.clock.timers, func(o *handTimer) bool { return o == t })
	return len(t.clock.timers) < before
}

// advance rings what is due.
func (c *handClock) advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	var due []*handTimer
	c.timers = slices.DeleteFunc(c.timers, func(t *handTimer) bool {
		if !t.at.After(c.now) {
			due = append(due, t)
			return true
		}
		return false
	})
	c.mu.Unlock()
	for _, t := range due {
		t.f()
	}
}

// handWatcher tells what a test says.
type handWatcher struct {
	events chan fsnotify.Event
	errors chan error
	mu     sync.Mutex
	added  map[string]bool
	fail   func(dir string) error
}

func (w *handWatcher) Add(dir string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fail != nil {
		if err := w.fail(dir); err != nil {
			return err
		}
	}
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	w.added[dir] = true
	return nil
}

func (w *handWatcher) Remove(dir string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.added[dir] {
		return fsnotify.ErrNonExistentWatch
	}
	delete(w.added, dir)
	return nil
}

func (w *handWatcher) Close() error                  { return nil }
func (w *handWatcher) Events() <-chan fsnotify.Event { return w.events }
func (w *handWatcher) Errors() <-chan error          { return w.errors }

// bench is a preview of a folder on the disk. Its site is one page a file, with the file's words; a
// file that holds "broken" is an error, and portfolio.toml with it gives no site.
type bench struct {
	t       *testing.T
	dir     string
	clock   *handClock   // nil: the real time
	watcher *handWatcher // nil: the system's
	s       *Server
	builds  chan Build
	watches chan Watch
	during  func() // called when a build has read everything
}

var someFiles = map[string]string{"portfolio.toml": "title", "projects/a/raid.csv": "one", "projects/a/project.toml": "a", "projects/b/project.toml": "b"}

// newBench starts a preview; setup may change it before it runs.
func newBench(t *testing.T, setup func(*bench, *Config)) *bench {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, dir: filepath.Join(dir, "w"), builds: make(chan Build, 1000), watches: make(chan Watch, 100)}
	for name, text := range someFiles {
		b.write(name, text)
	}
	cfg := Config{Dir: b.dir, Live: true, Output: "public", Clock: realClock{},
		Built: func(r Build) { b.builds <- r }, Watching: func(w Watch) { b.watches <- w },
		Build: func(context.Context, []string) (output.Files, content.Problems, error) {
			files, problems, err := buildWords(b.dir)
			if b.during != nil {
				b.during()
			}
			return files, problems, err
		}}
	if setup != nil {
		setup(b, &cfg)
	}
	if b.clock != nil {
		cfg.Clock = b.clock
	}
	b.s = New(cfg)
	if b.watcher != nil {
		b.s.newWatcher = func() (watcher, error) { return b.watcher, nil }
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); b.s.loop(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	b.want()
	<-b.s.learned
	return b
}

// byHand is a bench whose clock and watcher are the test's.
func byHand(b *bench, _ *Config) {
	b.clock = newHandClock()
	b.watcher = &handWatcher{events: make(chan fsnotify.Event), errors: make(chan error), added: map[string]bool{}}
}

type realClock struct{}

func (realClock) Now() time.Time                            { return time.Now() }
func (realClock) AfterFunc(d time.Duration, f func()) Timer { return time.AfterFunc(d, f) }

func buildWords(dir string) (output.Files, content.Problems, error) {
	var files output.Files
	var problems content.Problems
	words := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil && name != dir {
			return nil // gone or unreadable
		}
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil
		}
		rel, err := filepath.Rel(dir, name)
		words[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		return files, nil, err
	}
	for _, rel := range slices.Sorted(maps.Keys(words)) {
		if strings.Contains(words[rel], "broken") {
			problems = append(problems, content.Problem{Severity: content.Error, Path: rel, Line: 1, Column: 1, Message: rel + " is broken"})
		}
	}
	if text, ok := words["portfolio.toml"]; !ok || strings.Contains(text, "broken") {
		return files, problems, nil
	}
	add := func(p, body string) { err = errors.Join(err, files.Add(p, output.Text(body))) }
	page := func(title, text string) string {
		return "<!doctype html><title>" + title + "</title><body><p>" + text + "</p></body>"
	}
	for rel, text := range words {
		if !ignored(rel, "public") {
			add(path.Join("files", rel, "index.html"), page(rel, text))
		}
	}
	add("index.html", page("home", fmt.Sprint(len(words))))
	add("404.html", page("404", "not here"))
	add("assets/site.css", "body{}"+words["theme/tokens.css"])
	return files, problems, err
}

func (b *bench) full(rel string) string { return filepath.Join(b.dir, filepath.FromSlash(rel)) }

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) write(rel, text string) {
	b.t.Helper()
	b.must(os.MkdirAll(filepath.Dir(b.full(rel)), 0o777))
	b.must(os.WriteFile(b.full(rel), []byte(text), 0o666))
}

func (b *bench) rename(from, to string) { b.t.Helper(); b.must(os.Rename(b.full(from), b.full(to))) }

func (b *bench) remove(rel string) { b.t.Helper(); b.must(os.RemoveAll(b.full(rel))) }

// tell sends an event through the watcher of the hand.
func (b *bench) tell(op fsnotify.Op, rel string) {
	b.watcher.events <- fsnotify.Event{Name: b.full(rel), Op: op}
}

// settle waits until the loop has done all that is due.
func (b *bench) settle() {
	for range 2 {
		b.watcher.events <- fsnotify.Event{Name: b.full(".git/x"), Op: fsnotify.Write}
	}
}

func (b *bench) advance(d time.Duration) {
	b.settle()
	b.clock.advance(d)
	b.settle()
}

// want waits for a build that was caused by these paths; without any, by none.
func (b *bench) want(changed ...string) Build {
	b.t.Helper()
	select {
	case got := <-b.builds:
		if !slices.Equal(got.Changed, changed) {
			b.t.Fatalf("built for %q, want %q", got.Changed, changed)
		}
		return got
	case <-b.t.Context().Done():
	}
	b.t.Fatal("no build came")
	return Build{}
}

// wantNone: no build was begun since the last one that was wanted. One that is asked for comes next.
func (b *bench) wantNone() {
	b.t.Helper()
	b.s.Rebuild()
	b.want()
}

// needTool finds a program that a test cannot do without. Where it is missing the test is skipped and
// says why; with GATEFOLD_FULL=1, as in CI, it fails.
func needTool(t *testing.T, what, path string, err error) string {
	t.Helper()
	if err == nil && path != "" {
		return path
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing: %v", what, err)
	}
	t.Skipf("needs %s, which is not installed here (.ci/run installs it)", what)
	return ""
}
