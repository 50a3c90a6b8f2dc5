package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// place is an output folder with its list.
type place struct {
	t         *testing.T
	dir, list string
}

func newPlace(t *testing.T) place {
	dir := t.TempDir()
	return place{t, filepath.Join(dir, "out"), filepath.Join(dir, "portfolio", ".gatefold", "out.list")}
}

func (p place) write(files Files) Diff {
	p.t.Helper()
	d, err := Write(p.dir, p.list, files)
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// holds checks that the folder holds exactly these files.
func (p place) holds(want map[string]string) {
	p.t.Helper()
	if got := p.read(); !reflect.DeepEqual(got, want) {
		p.t.Fatalf("folder holds %v\nwant %v", got, want)
	}
}

func (p place) read() map[string]string {
	got := map[string]string{}
	filepath.WalkDir(p.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := os.ReadFile(path)
			rel, _ := filepath.Rel(p.dir, path)
			got[filepath.ToSlash(rel)] = string(b)
		}
		return nil
	})
	return got
}

// put edits the folder by hand.
func (p place) put(name, body string) {
	p.t.Helper()
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(body), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func files(t testing.TB, m map[string]string) Files {
	t.Helper()
	var f Files
	for p, body := range m {
		if err := f.Add(p, Text(body)); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func wantDiff(t *testing.T, got, want Diff) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("diff\n got %+v\nwant %+v", got, want)
	}
}

type m = map[string]string

func TestWriteThenNothing(t *testing.T) {
	p := newPlace(t)
	site := m{"index.html": "a", "x/y/z.html": "b", "x/style.css": ""}
	wantDiff(t, p.write(files(t, site)), Diff{Written: []string{"index.html", "x/style.css", "x/y/z.html"}})
	p.holds(site)
	for range 3 {
		wantDiff(t, p.write(files(t, site)), Diff{})
	}
	info, err := os.Stat(filepath.Join(p.dir, "index.html"))
	if err != nil || info.Mode().Perm()&0o444 == 0 || info.Mode().Perm()&0o111 != 0 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestChangedAndRemoved(t *testing.T) {
	p := newPlace(t)
	p.write(files(t, m{"a": "1", "b/c": "2", "b/d/e": "3", "keep/f": "4"}))
	got := p.write(files(t, m{"a": "one", "keep/f": "4", "new/g": "5"}))
	wantDiff(t, got, Diff{Written: []string{"a", "new/g"}, Removed: []string{"b/c", "b/d/e"}})
	p.holds(m{"a": "one", "keep/f": "4", "new/g": "5"})
	if _, err := os.Stat(filepath.Join(p.dir, "b")); !os.IsNotExist(err) {
		t.Error("the empty folder is still there")
	}
}

func TestEditedByHandIsRewritten(t *testing.T) {
	p := newPlace(t)
	site := files(t, m{"a": "12345", "b": "12345"})
	p.write(site)
	p.put("a", "54321") // same size, perhaps within one tick of the clock
	wantDiff(t, p.write(site), Diff{Written: []string{"a"}})
	p.settle(site)
	p.put("b", "99999")
	wantDiff(t, p.write(site), Diff{Written: []string{"b"}})
	p.holds(m{"a": "12345", "b": "12345"})
}

func TestAlteredIsKept(t *testing.T) {
	p := newPlace(t)
	p.write(files(t, m{"a": "1", "b": "2"}))
	p.put("b", "mine")
	wantDiff(t, p.write(files(t, m{"a": "1"})), Diff{Kept: []string{"b"}})
	wantDiff(t, p.write(files(t, m{"a": "1"})), Diff{Kept: []string{"b"}}) // said again
	p.put("b", "2")
	wantDiff(t, p.write(files(t, m{"a": "1"})), Diff{Removed: []string{"b"}})
}

func TestForeignFilesAreLeft(t *testing.T) {
	p := newPlace(t)
	p.put("CNAME", "example.org")
	p.put("photos/cat.jpg", "cat")
	got := p.write(files(t, m{"index.html": "a"}))
	wantDiff(t, got, Diff{Written: []string{"index.html"}, Unlisted: []string{"CNAME", "photos/"}, ListMissing: true})
	got = p.write(files(t, m{"other.html": "a"}))
	wantDiff(t, got, Diff{Written: []string{"other.html"}, Removed: []string{"index.html"}, Unlisted: []string{"CNAME", "photos/"}})
	p.holds(m{"CNAME": "example.org", "photos/cat.jpg": "cat", "other.html": "a"})
}

func TestNoListNothingRemoved(t *testing.T) {
	for name, spoil := range map[string]func(list string) error{
		"gone":    os.Remove,
		"torn":    func(l string) error { return os.Truncate(l, 120) },
		"foreign": func(l string) error { return os.WriteFile(l, []byte("hello\n"), 0o644) },
		"folder": func(l string) error {
			os.Remove(l)
			return os.Mkdir(l, 0o755)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.write(files(t, m{"a": "1", "b": "2"}))
			if err := spoil(p.list); err != nil {
				t.Fatal(err)
			}
			got, err := Write(p.dir, p.list, files(t, m{"a": "1"}))
			if name != "folder" && err != nil {
				t.Fatal(err)
			}
			wantDiff(t, got, Diff{Unlisted: []string{"b"}, ListMissing: true})
			p.holds(m{"a": "1", "b": "2"})
		})
	}
}

func TestFileBecomesFolderAndBack(t *testing.T) {
	p := newPlace(t)
	p.write(files(t, m{"a": "1", "z": "z"}))
	wantDiff(t, p.write(files(t, m{"a/b": "2", "z": "z"})), Diff{Written: []string{"a/b"}, Removed: []string{"a"}})
	wantDiff(t, p.write(files(t, m{"a": "3", "z": "z"})), Diff{Written: []string{"a"}, Removed: []string{"a/b"}})
	p.holds(m{"a": "3", "z": "z"})
	p.put("z", "mine")
	if _, err := Write(p.dir, p.list, files(t, m{"a": "3", "z/y": "4"})); err == nil {
		t.Error("an altered file in the way was overwritten")
	}
	p.holds(m{"a": "3", "z": "mine"})
}

func TestRecipes(t *testing.T) {
	p := newPlace(t)
	drawn, opened := 0, 0
	site := func(key string, body string) Files {
		var f Files
		f.Add("card.png", Drawn(key, func() ([]byte, error) { drawn++; return []byte(body), nil }))
		f.Add("big.pdf", Copy(int64(len(body)), key, func() (io.ReadCloser, error) {
			opened++
			return io.NopCloser(strings.NewReader(body)), nil
		}))
		return f
	}
	p.write(site("k1", "one"))
	p.holds(m{"card.png": "one", "big.pdf": "one"})
	p.settle(site("k1", "one"))
	drawn, opened = 0, 0
	wantDiff(t, p.write(site("k1", "one")), Diff{})
	if drawn+opened != 0 {
		t.Errorf("an unchanged recipe was drawn %d times, opened %d times", drawn, opened)
	}
	wantDiff(t, p.write(site("k2", "one")), Diff{}) // another key, the same bytes
	wantDiff(t, p.write(site("k3", "two")), Diff{Written: []string{"big.pdf", "card.png"}})
	wantDiff(t, p.write(site("", "two")), Diff{})
	p.holds(m{"card.png": "two", "big.pdf": "two"})
}

func TestSourceThatChangesWhileCopied(t *testing.T) {
	p := newPlace(t)
	for _, size := range []int64{2, 4} {
		var f Files
		f.Add("big", Copy(size, "", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("abc")), nil }))
		if _, err := Write(p.dir, p.list, f); err == nil {
			t.Errorf("size %d of 3: no error", size)
		}
		p.holds(m{})
	}
}

func TestSymlinks(t *testing.T) {
	p := newPlace(t)
	outside := t.TempDir()
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("s"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(p.dir, "data")); err != nil {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			t.Fatal(err)
		}
		t.Skipf("needs a system on which this account may make links: %v", err)
	}
	if _, err := Write(p.dir, p.list, files(t, m{"data/secret": "x"})); err == nil {
		t.Error("wrote through a link that leads out")
	}
	if b, _ := os.ReadFile(filepath.Join(outside, "secret")); string(b) != "s" {
		t.Errorf("outside file is %q", b)
	}
	os.Remove(filepath.Join(p.dir, "data"))
	os.Symlink(filepath.Join(outside, "secret"), filepath.Join(p.dir, "index.html"))
	p.write(files(t, m{"index.html": "x"})) // the link itself is replaced
	if b, _ := os.ReadFile(filepath.Join(outside, "secret")); string(b) != "s" {
		t.Errorf("outside file is %q", b)
	}
	p.holds(m{"index.html": "x"})
}

// TestFailures fails, and crashes, at every step of a run in turn: each file is whole at any time,
// an error leaves no unfinished file behind, and the next run completes the work.
func TestFailures(t *testing.T) {
	full := m{"a": "1", "b/c": "2", "b/d": "3", "old/x": "4", "f": "file"}
	after := m{"a": "one", "b/c": "2", "b/d": "three", "new/y": "5", "f/g": "folder"}
	for name, before := range map[string]m{"a second build": full, "the first build": {}} {
		t.Run(name, func(t *testing.T) {
			failAtEveryStep(t, before, after)
		})
	}
}

func failAtEveryStep(t *testing.T, before, after m) {
	type crash struct{}
	for _, kind := range []string{"error", "crash"} {
		steps := 1
		for at := 0; at < steps; at++ {
			p := newPlace(t)
			if len(before) > 0 {
				p.write(files(t, before))
			}
			n := 0
			func() {
				defer func() {
					if r := recover(); r != nil && r != (crash{}) {
						panic(r)
					}
				}()
				_, err := serial(p, files(t, after), func(op, path string) error {
					n++
					if n-1 != at {
						return nil
					}
					if kind == "crash" {
						panic(crash{})
					}
					return fmt.Errorf("%s %s: no", op, path)
				})
				if kind == "error" && err == nil {
					t.Fatalf("step %d: no error", at)
				}
			}()
			if at == 0 {
				steps = countSteps(t, before, after)
			}
			for name, body := range p.read() {
				switch {
				case strings.Contains(name, TempPrefix) && kind == "crash":
				case body == before[name] || body == after[name]:
				default:
					t.Fatalf("%s at step %d: %s holds %q", kind, at, name, body)
				}
			}
			p.write(files(t, after))
			p.holds(after)
			wantDiff(t, p.write(files(t, after)), Diff{})
		}
		if steps < 15 {
			t.Errorf("only %d steps were tried", steps)
		}
	}
}

// serial is write in one goroutine, so that a panic can be caught.
func serial(p place, f Files, step func(op, path string) error) (Diff, error) {
	return Begin(p.dir, p.list).write(f, step, 1)
}

func countSteps(t *testing.T, before, after m) int {
	p := newPlace(t)
	if len(before) > 0 {
		p.write(files(t, before))
	}
	n := 0
	if _, err := serial(p, files(t, after), func(string, string) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestErrorOfARecipe(t *testing.T) {
	p := newPlace(t)
	p.write(files(t, m{"a": "1"}))
	var f Files
	f.Add("a", Drawn("", func() ([]byte, error) { return nil, errors.New("no ink") }))
	if _, err := Write(p.dir, p.list, f); err == nil || !strings.Contains(err.Error(), "a: no ink") {
		t.Error(err)
	}
	p.holds(m{"a": "1"})
}
