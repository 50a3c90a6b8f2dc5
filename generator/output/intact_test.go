package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// settle makes all that was written as old as if it had been written an hour ago, and writes the list anew,
// so that times are trusted from here on.
func (p place) settle(files Files) {
	p.t.Helper()
	then := time.Now().Add(-time.Hour)
	err := filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(name, then, then))
	})
	if err != nil {
		p.t.Fatal(err)
	}
	wantDiff(p.t, p.write(files), Diff{})
}

func (p place) full(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

var threePages = m{"index.html": "home", "a/b/page.html": "page", "a/style.css": "", "z/last.html": "last"}

func TestIntact(t *testing.T) {
	p := newPlace(t)
	if sum, ok := Intact(p.dir, p.list); ok {
		t.Error("intact before anything was written", sum)
	}
	site := files(t, threePages)
	p.write(site)
	p.settle(site)
	sum, ok := Intact(p.dir, p.list)
	if !ok {
		t.Fatal("not intact as it was written")
	}
	if again, ok := ListSum(p.list); !ok || again != sum {
		t.Errorf("list's sum %x, %v; Intact gives %x", again, ok, sum)
	}
	wantDiff(t, p.write(site), Diff{})
	if again, ok := Intact(p.dir, p.list); !ok || again != sum {
		t.Errorf("a build that wrote nothing left %x, %v; before it was %x", again, ok, sum)
	}
	p.write(files(t, m{"index.html": "another"}))
	if other, ok := ListSum(p.list); !ok || other == sum {
		t.Errorf("another site, the same sum: %v", ok)
	}
}

// TestNotIntact: as soon as anything is not as it was written, nothing is taken for granted.
func TestNotIntact(t *testing.T) {
	must := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	replace := func(p place, name, target string) { // by a link of its size and time
		must(os.Rename(p.full(name), p.full(target)), os.Symlink(target, p.full(name)))
		_ = exec.Command("touch", "-h", "-r", p.full(target), p.full(name)).Run() // where there is one
	}
	restore := func(p place, name string, edit func()) { // with the folder's time as it was
		info, err := os.Stat(p.full(name))
		edit()
		must(err, os.Chtimes(p.full(name), info.ModTime(), info.ModTime()))
	}
	for name, edit := range map[string]func(p place){
		"edited, size kept": func(p place) { p.put("a/b/page.html", "PAGE") },
		"edited, time kept": func(p place) { restore(p, "z/last.html", func() { p.put("z/last.html", "longer") }) },
		"touched":           func(p place) { must(os.Chtimes(p.full("index.html"), time.Now(), time.Now())) },
		"dated back":        func(p place) { must(os.Chtimes(p.full("index.html"), time.Unix(1, 0), time.Unix(1, 0))) },
		"file added":        func(p place) { p.put("a/b/mine.html", "") },
		"file added on top": func(p place) { p.put("CNAME", "") },
		"folder added":      func(p place) { must(os.Mkdir(p.full("a/c"), 0o777)) },
		"file removed":      func(p place) { must(os.Remove(p.full("index.html"))) },
		"file removed, the folder's time kept": func(p place) {
			restore(p, "a/b", func() { must(os.Remove(p.full("a/b/page.html"))) })
		},
		"folder removed": func(p place) { must(os.RemoveAll(p.full("a/b"))) },
		"folder removed, the folder's time kept": func(p place) {
			restore(p, "a", func() { must(os.RemoveAll(p.full("a/b"))) })
		},
		"all removed":              func(p place) { must(os.RemoveAll(p.dir)) },
		"file made a folder":       func(p place) { must(os.Remove(p.full("index.html")), os.Mkdir(p.full("index.html"), 0o777)) },
		"file for a link":          func(p place) { restore(p, ".", func() { replace(p, "index.html", "home") }) },
		"folder for a link":        func(p place) { restore(p, ".", func() { replace(p, "z", "y") }) },
		"folder renamed":           func(p place) { must(os.Rename(p.full("z"), p.full("y"))) },
		"no list: gone":            func(p place) { must(os.Remove(p.list)) },
		"no list: torn":            func(p place) { must(os.Truncate(p.list, 200)) },
		"no list: cut in its head": func(p place) { must(os.Truncate(p.list, 20)) },
		"no list: empty":           func(p place) { must(os.Truncate(p.list, 0)) },
		"no list: a folder":        func(p place) { must(os.Remove(p.list), os.Mkdir(p.list, 0o777)) },
		"list a link":              func(p place) { must(os.Rename(p.list, p.list+"2"), os.Symlink(p.list+"2", p.list)) },
		"list with a path that leads out": func(p place) {
			l := loadList(p.list)
			l.entries["../list"] = entry{}
			must(os.WriteFile(p.list, l.bytes(), 0o644))
		},
		"list as old as the files": func(p place) {
			info, err := os.Stat(p.full("index.html"))
			young := info.ModTime().Add(racy)
			must(err, os.Chtimes(p.list, young, young))
		},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Contains(name, "link") {
				needLinks(t)
			}
			p := newPlace(t)
			site := files(t, threePages)
			p.write(site)
			p.settle(site)
			edit(p)
			if _, ok := Intact(p.dir, p.list); ok {
				t.Error("taken for intact")
			}
			if _, ok := ListSum(p.list); ok == strings.HasPrefix(name, "no list") {
				t.Errorf("the list is sound: %v", ok)
			}
		})
	}
}

// needLinks skips where this account may not make symbolic links.
func needLinks(t *testing.T) {
	t.Helper()
	if err := os.Symlink("x", filepath.Join(t.TempDir(), "link")); err != nil {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			t.Fatal(err)
		}
		t.Skipf("needs a system on which this account may make links: %v", err)
	}
}

// TestListOldEnough is the other side of "list as old as the files".
func TestListOldEnough(t *testing.T) {
	p := newPlace(t)
	site := files(t, threePages)
	p.write(site)
	p.settle(site)
	info, err := os.Stat(p.full("index.html"))
	if err != nil {
		t.Fatal(err)
	}
	later := info.ModTime().Add(racy + time.Millisecond)
	if err := os.Chtimes(p.list, later, later); err != nil {
		t.Fatal(err)
	}
	if _, ok := Intact(p.dir, p.list); !ok {
		t.Error("doubted, though the list is older than any tick of the clock")
	}
}

// TestMoreFoldersThanBefore: a site that grows into folders of somebody else's finds what lies there.
func TestMoreFoldersThanBefore(t *testing.T) {
	for name, before := range map[string]m{"first build": nil, "second build": {"index.html": "home"}} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			if before != nil {
				p.write(files(t, before))
				p.settle(files(t, before))
			}
			for _, name := range []string{"x/photo.jpg", "x/y/z/deep.txt", "x/other/mine.txt", "w/mine.txt"} {
				p.put(name, name)
			}
			p.put("x/y/same.html", "same")
			site := m{"index.html": "home", "x/y/z/page.html": "page", "x/y/same.html": "same", "x/new/page.html": "new"}
			diff := p.write(files(t, site))
			want := Diff{Written: []string{"x/new/page.html", "x/y/z/page.html"},
				Unlisted: []string{"w/", "x/other/", "x/photo.jpg", "x/y/z/deep.txt"}}
			if before == nil {
				want.Written = append([]string{"index.html"}, want.Written...)
				want.ListMissing = true
			}
			wantDiff(t, diff, want)
			wantDiff(t, p.write(files(t, site)), Diff{Unlisted: want.Unlisted})
			wantDiff(t, p.write(Files{}), Diff{Removed: []string{"index.html", "x/new/page.html", "x/y/same.html", "x/y/z/page.html"},
				Unlisted: []string{"w/", "x/other/", "x/photo.jpg", "x/y/z/deep.txt"}})
			p.holds(m{"x/photo.jpg": "x/photo.jpg", "x/y/z/deep.txt": "x/y/z/deep.txt", "x/other/mine.txt": "x/other/mine.txt", "w/mine.txt": "w/mine.txt"})
		})
	}
}

// TestBeginChangesNothing, and a link where the site is to have a folder is refused.
func TestBeginChangesNothing(t *testing.T) {
	needLinks(t)
	p := newPlace(t)
	<-Begin(p.dir, p.list).looked
	if _, err := os.Lstat(p.dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	p.put("inside/x", "x")
	if err := os.Symlink("inside", p.full("a")); err != nil {
		t.Fatal(err)
	}
	target := Begin(p.dir, p.list)
	if _, err := target.Write(files(t, threePages)); err == nil || !strings.Contains(err.Error(), "a: is a symbolic link") {
		t.Error(err)
	}
	p.holds(m{"inside/x": "x", "a": ""})
}

// TestLastIsDrawnLast: what tells of the other files is drawn when all of them are written, with one worker
// and with several, in a new folder and in one that holds something.
func TestLastIsDrawnLast(t *testing.T) {
	const pages = 500
	for _, workers := range []int{1, 4} {
		for _, held := range []bool{false, true} {
			t.Run(fmt.Sprint(workers, " workers, folder in use ", held), func(t *testing.T) {
				p := newPlace(t)
				if held {
					p.put("mine", "")
				}
				for round := range 3 {
					var f Files
					var lasts atomic.Int64
					for i := range pages {
						body := fmt.Sprint(i, " ", round/2)
						f.Add(fmt.Sprintf("d%d/e%d/%d.html", i%7, i%3, i), Drawn(body, func() ([]byte, error) { return []byte(body), nil }))
					}
					paths := f.Paths()
					for _, name := range []string{"a-list", "d3/list", "z/list"} {
						f.Add(name, Last(func() ([]byte, error) {
							lasts.Add(1)
							return []byte(fmt.Sprint(round)), p.allWritten(paths, f)
						}))
					}
					diff, err := Begin(p.dir, p.list).write(f, func(string, string) error { return nil }, workers)
					if err != nil || lasts.Load() != 3 {
						t.Fatal(err, lasts.Load())
					}
					if want := []int{pages + 3, 3, pages + 3}[round]; len(diff.Written) != want {
						t.Errorf("round %d: %d written, want %d", round, len(diff.Written), want)
					}
				}
			})
		}
	}
}

// allWritten tells of a file that does not lie in its place, or in the stage, with its bytes.
func (p place) allWritten(paths []string, f Files) error {
	for _, name := range paths {
		file, _ := f.Get(name)
		want, err := file.Bytes()
		if err != nil {
			return err
		}
		got, err := os.ReadFile(p.full(name))
		if err != nil {
			got, err = os.ReadFile(p.full(stageName + "/" + name))
		}
		if err != nil || string(got) != string(want) {
			return fmt.Errorf("%s was not written yet: %q, %v", name, got, err)
		}
	}
	return nil
}

// TestStage: only where nothing lies is a site written aside and moved into place as a whole.
func TestStage(t *testing.T) {
	for name, c := range map[string]struct {
		before func(p place)
		staged bool
	}{
		"no folder":    {func(p place) {}, true},
		"empty folder": {func(p place) { os.MkdirAll(p.dir, 0o777) }, true},
		"left by a run that was cut off": {func(p place) {
			p.put(stageName+"/index.html", "ho")
			p.put(TempPrefix+"7", "")
		}, true},
		"foreign file":               {func(p place) { p.put("CNAME", "x") }, false},
		"foreign folder":             {func(p place) { p.put("photos/cat.jpg", "x") }, false},
		"foreign folder, empty":      {func(p place) { os.MkdirAll(p.full("photos"), 0o777) }, false},
		"foreign folder of our name": {func(p place) { p.put("a/mine.txt", "x") }, false},
		"written before":             {func(p place) { p.write(files(p.t, m{"old.html": ""})) }, false},
		"written before, removed since": {func(p place) {
			p.write(files(p.t, m{"old.html": ""}))
			os.Remove(p.full("old.html"))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			c.before(p)
			foreign := p.read()
			var steps []string
			_, err := serial(p, files(t, threePages), func(op, path string) error {
				steps = append(steps, op+" "+path)
				if b, err := os.ReadFile(p.full("index.html")); c.staged && err == nil && string(b) != "home" {
					t.Errorf("%s %s: part of a page is in its place", op, path)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if staged := slices.Contains(steps, "mkdir "+stageName); staged != c.staged {
				t.Errorf("staged: %v; %q", staged, steps)
			}
			got := p.read()
			for name, body := range threePages {
				if got[name] != body {
					t.Errorf("%s holds %q", name, got[name])
				}
				delete(got, name)
			}
			for name := range foreign {
				if c.staged || name == "old.html" {
					delete(foreign, name)
				}
			}
			if !reflect.DeepEqual(got, foreign) {
				t.Errorf("beside the site there is %v, want %v", got, foreign)
			}
		})
	}
}
