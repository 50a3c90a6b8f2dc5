package devserver

import (
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// The trains of events are those of real programs, as they were recorded on Linux.
const (
	created = fsnotify.Create
	written = fsnotify.Write
	renamed = fsnotify.Rename
	removed = fsnotify.Remove
	chmod   = fsnotify.Chmod
)

const raid = "projects/a/raid.csv"

var trains = []struct {
	name string
	do   func(b *bench)
}{
	{"a save in place is built at once", func(b *bench) {
		b.write(raid, "two")
		b.tell(written, raid)
		b.want(raid)
	}},
	{"a save in place that empties the file first waits for the rest", func(b *bench) {
		b.write(raid, "")
		b.tell(written, raid)
		b.settle()
		b.write(raid, "two")
		b.tell(written, raid)
		b.advance(quiet)
		b.want(raid)
	}},
	{"an empty save is built after the wait", func(b *bench) {
		b.write(raid, "")
		b.tell(written, raid)
		b.advance(quiet)
		b.want(raid)
	}},
	{"vim", func(b *bench) { vim(b, "two"); b.advance(quiet); b.want(raid) }},
	{"vim without a change", func(b *bench) { vim(b, "one"); b.advance(quiet) }},
	{"an atomic rename", func(b *bench) {
		b.write("projects/a/raid.csv.tmp", "two")
		b.tell(created, "projects/a/raid.csv.tmp")
		b.tell(written, "projects/a/raid.csv.tmp")
		b.rename("projects/a/raid.csv.tmp", raid)
		b.tell(renamed, "projects/a/raid.csv.tmp")
		b.tell(created, raid)
		b.want(raid)
	}},
	{"an atomic rename of a file with any name", func(b *bench) {
		b.write("projects/a/7A3F01C2", "")
		b.tell(created, "projects/a/7A3F01C2")
		b.settle()
		b.write("projects/a/7A3F01C2", "two")
		b.tell(written, "projects/a/7A3F01C2")
		b.rename("projects/a/7A3F01C2", raid)
		b.tell(renamed, "projects/a/7A3F01C2")
		b.tell(created, raid)
		b.advance(quiet)
		b.want(raid)
	}},
	{"locks of office programs", func(b *bench) {
		for _, lock := range []string{"projects/a/.~lock.raid.csv#", "projects/a/~$raid.csv"} {
			b.write(lock, "me")
			b.tell(created, lock)
			b.tell(written, lock)
			b.remove(lock)
			b.tell(removed, lock)
		}
		b.advance(quiet)
	}},
	{"changes of permissions", func(b *bench) {
		b.must(os.Chmod(b.full(raid), 0o600))
		b.tell(chmod, raid)
		b.tell(chmod, "projects/a/project.toml")
		b.advance(quiet)
	}},
	{"a touch", func(b *bench) {
		b.must(os.Chtimes(b.full(raid), time.Time{}, time.Now().Add(time.Hour)))
		b.tell(chmod, raid)
		b.advance(quiet)
	}},
	{"a save of the same words", func(b *bench) {
		b.write(raid, "one")
		b.tell(written, raid)
		b.tell(written, raid)
		b.advance(quiet)
	}},
	{"another text of the same size and time", func(b *bench) {
		info, err := os.Stat(b.full(raid))
		b.must(err)
		b.write(raid, "eno")
		b.must(os.Chtimes(b.full(raid), time.Time{}, info.ModTime()))
		b.tell(written, raid)
		b.want(raid)
	}},
	{"a new folder, of which only the top is told", func(b *bench) {
		b.write("projects/c/status/1.md", "new")
		b.write("projects/c/.hidden", "new")
		b.tell(created, "projects/c")
		b.want("projects/c", "projects/c/status", "projects/c/status/1.md")
		b.watched("projects/c", "projects/c/status")
	}},
	{"a deleted folder", func(b *bench) {
		b.remove("projects/a")
		b.tell(removed, raid)
		b.tell(removed, "projects/a/project.toml")
		b.tell(removed, "projects/a")
		b.advance(quiet)
		b.want("projects/a", "projects/a/project.toml", raid)
		b.unwatched("projects/a")
	}},
	{"a folder that was moved", func(b *bench) {
		b.rename("projects", "old")
		b.tell(renamed, "projects")
		b.settle()
		b.unwatched("projects", "projects/a", "projects/b")
		b.tell(created, "old")
		b.advance(quiet)
		b.want("old", "old/a", "old/a/project.toml", "old/a/raid.csv", "old/b", "old/b/project.toml",
			"projects", "projects/a", "projects/a/project.toml", "projects/a/raid.csv", "projects/b", "projects/b/project.toml")
		b.watched("old", "old/a", "old/b")
	}},
	{"more than the system can tell", func(b *bench) {
		b.write(raid, "two")
		b.write("projects/c/project.toml", "c")
		b.remove("projects/b")
		b.watcher.errors <- fsnotify.ErrEventOverflow
		b.advance(quiet)
		b.want("projects/a/raid.csv", "projects/b", "projects/b/project.toml", "projects/c", "projects/c/project.toml")
		b.watched("projects/c")
	}},
	{"the built site and the cache", func(b *bench) {
		for _, p := range []string{"public", "public/index.html", ".gatefold", ".gatefold/x"} {
			b.tell(created, p)
		}
		b.advance(quiet)
		b.unwatched("public", ".gatefold")
	}},
	{"steps that do not end", func(b *bench) {
		for range 25 {
			b.write(raid, "")
			b.tell(written, raid)
			b.settle()
			b.clock.advance(10 * time.Millisecond)
			b.write(raid, "two"+b.clock.Now().String())
		}
		b.settle()
		b.want(raid)
	}},
}

// TestTrains replays trains of events with the files as they were at each event.
func TestTrains(t *testing.T) {
	for _, c := range trains {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, byHand)
			c.do(b)
			b.wantNone()
		})
	}
}

// vim saves with a backup: it tries the folder, moves the file away and writes it anew.
func vim(b *bench, text string) {
	b.tell(created, "projects/a/4913")
	b.tell(removed, "projects/a/4913")
	b.rename(raid, raid+"~")
	b.tell(renamed, raid)
	b.tell(created, raid+"~")
	b.settle()
	b.write(raid, text)
	b.tell(created, raid)
	b.tell(written, raid)
	b.remove(raid + "~")
	b.tell(removed, raid+"~")
}

func (b *bench) watched(rels ...string) {
	b.t.Helper()
	b.watcher.mu.Lock()
	defer b.watcher.mu.Unlock()
	for _, rel := range rels {
		if !b.watcher.added[b.full(rel)] {
			b.t.Errorf("%s is not watched", rel)
		}
	}
}

func (b *bench) unwatched(rels ...string) {
	b.t.Helper()
	b.watcher.mu.Lock()
	defer b.watcher.mu.Unlock()
	for _, rel := range rels {
		if b.watcher.added[b.full(rel)] {
			b.t.Errorf("%s is still watched", rel)
		}
	}
}

// TestFolderComesBack: the folder itself is deleted, moved, and put back.
func TestFolderComesBack(t *testing.T) {
	b := newBench(t, byHand)
	b.must(os.Rename(b.dir, b.dir+"-away"))
	b.tell(renamed, ".")
	b.advance(quiet)
	gone := b.want(".", "portfolio.toml", "projects", "projects/a", "projects/a/project.toml", raid, "projects/b", "projects/b/project.toml")
	if !gone.Kept || len(gone.Problems) != 1 || gone.Files == 0 {
		t.Errorf("without the folder: %+v", gone)
	}
	b.write("portfolio.toml", "again")
	b.watcher.events <- fsnotify.Event{Name: b.dir, Op: created}
	b.advance(quiet)
	back := b.want(".", "portfolio.toml")
	if back.Kept || len(back.Problems) != 0 {
		t.Errorf("with the folder: %+v", back)
	}
	b.watched(".")
	b.write(raid, "again")
	b.tell(created, "projects")
	b.want("projects", "projects/a", raid)
	b.wantNone()
}

// TestHalfASave: a build that runs while its file is written finds an error that is none. It is not shown,
// unless nothing follows.
func TestHalfASave(t *testing.T) {
	for _, whole := range []string{"whole", "broken"} {
		b := newBench(t, byHand)
		b.write("portfolio.toml", "broken, but only half")
		building, goOn := make(chan struct{}), make(chan struct{})
		b.during = func() { building <- struct{}{}; <-goOn }
		b.tell(written, "portfolio.toml")
		<-building
		b.clock.advance(time.Millisecond)
		if whole == "whole" {
			b.write("portfolio.toml", whole)
		}
		b.tell(written, "portfolio.toml")
		b.settle()
		b.during = nil
		goOn <- struct{}{}
		b.advance(quiet)
		b.advance(quiet)
		if got := b.want("portfolio.toml"); got.Kept != (whole == "broken") {
			t.Errorf("%s: %+v", whole, got)
		}
		b.wantNone()
	}
}

// TestPolling: where the system will not watch, that is said and the folder is looked through instead.
func TestPolling(t *testing.T) {
	for name, setup := range map[string]func(*bench, *Config){
		"asked for": func(b *bench, c *Config) { b.clock = newHandClock(); c.Poll = true },
		"no room for another watch": func(b *bench, c *Config) {
			byHand(b, c)
			b.watcher.fail = func(dir string) error {
				if dir == b.full("projects/b") {
					return syscall.ENOSPC
				}
				return nil
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, setup)
			if w := <-b.watches; !w.Polling || (w.Reason == "") != (name == "asked for") {
				t.Errorf("%+v", w)
			}
			b.write(raid, "two")
			b.clock.advance(pollEvery)
			b.want(raid)
			b.remove("projects/b")
			b.write("projects/c/project.toml", "c")
			for len(b.builds) == 0 { // the next look is ordered by the loop, when it comes to it
				b.clock.advance(pollEvery)
			}
			b.want("projects/b", "projects/b/project.toml", "projects/c", "projects/c/project.toml")
			b.wantNone()
		})
	}
}

func TestUnion(t *testing.T) {
	if got := union([]string{"a", "c"}, []string{"b", "c"}); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Error(got)
	}
}
