package memo

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// ground is a folder on the disk that a test edits.
type ground struct {
	t   *testing.T
	dir string
}

func newGround(t *testing.T, files ...string) ground {
	t.Helper()
	g := ground{t, t.TempDir()}
	for _, name := range files {
		g.write(name, name)
	}
	return g
}

func (g ground) full(name string) string { return filepath.Join(g.dir, filepath.FromSlash(name)) }

func (g ground) must(err error) {
	g.t.Helper()
	if err != nil {
		g.t.Fatal(err)
	}
}

func (g ground) write(name, text string) {
	g.t.Helper()
	g.must(os.MkdirAll(filepath.Dir(g.full(name)), 0o777))
	g.must(os.WriteFile(g.full(name), []byte(text), 0o666))
}

func (g ground) rename(from, to string) { g.t.Helper(); g.must(os.Rename(g.full(from), g.full(to))) }

// link makes a symbolic link, where this account may.
func (g ground) link(target, name string) {
	g.t.Helper()
	if err := os.Symlink(target, g.full(name)); err != nil {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			g.t.Fatal(err)
		}
		g.t.Skipf("needs a system on which this account may make links: %v", err)
	}
}

func (g ground) look(skip func(string) bool) *Tree {
	g.t.Helper()
	t, err := Look(g.dir, skip)
	g.must(err)
	g.t.Cleanup(func() { t.Close() })
	return t
}

func nothing(string) bool { return false }

// names are the paths in a tree as fs.WalkDir meets them.
func names(t *testing.T, tree *Tree) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			name += "/"
		}
		out = append(out, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantText(t *testing.T, tree *Tree, name, want string) {
	t.Helper()
	if got, err := fs.ReadFile(tree, name); err != nil || string(got) != want {
		t.Errorf("%s: %q, %v; want %q", name, got, err, want)
	}
}

func TestLookSkipsAndSorts(t *testing.T) {
	g := newGround(t, "b.md", "a/z.csv", "a/y/x.csv", "a-b", "public/index.html", ".git/config", "a/.DS_Store", "B")
	tree := g.look(func(name string) bool { return name == "public" || path.Base(name)[0] == '.' })
	want := []string{"./", "B", "a/", "a/y/", "a/y/x.csv", "a/z.csv", "a-b", "b.md"}
	if got := names(t, tree); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range []string{"public", "public/index.html", ".git", "a/.DS_Store", "c", "b.md/c"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %s: %v", name, err)
		}
		if _, err := tree.ReadDir(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("readdir %s: %v", name, err)
		}
	}
	wantText(t, tree, "a/y/x.csv", "a/y/x.csv")
}

func TestTreeIsAFileSystem(t *testing.T) {
	g := newGround(t, "portfolio.toml", "projects/a/raid.csv", "projects/a/gates/g1.md", "größe/日本", ".git/config", "private/key")
	g.must(os.Mkdir(g.full("empty"), 0o777))
	shown := []string{"portfolio.toml", "projects/a/raid.csv", "projects/a/gates/g1.md", "größe/日本", "empty"}
	for name, c := range map[string]struct {
		skip func(string) bool
		want []string
	}{
		"all":  {nothing, append(shown, ".git/config", "private/key")},
		"part": {func(name string) bool { return name == "private" || name == ".git" }, shown},
	} {
		t.Run(name, func(t *testing.T) {
			if err := fstest.TestFS(g.look(c.skip), c.want...); err != nil {
				t.Error(err)
			}
		})
	}
	if _, err := Look(g.full("none"), nothing); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	outside := newGround(t, "secret", "folder/secret")
	g := newGround(t, "a/file")
	g.link(outside.full("folder"), "out")
	g.link(outside.full("secret"), "a/out")
	g.link("a", "in")
	g.link("../a/file", "a/in")
	tree := g.look(nothing)
	want := []string{"./", "a/", "a/file", "a/in", "a/out", "in", "out"}
	if got := names(t, tree); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range []string{"out", "a/out", "in", "a/in"} {
		if info, err := tree.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("lstat %s: %v, %v", name, info, err)
		}
	}
	for _, name := range []string{"out", "a/out"} {
		if _, err := tree.Open(name); err == nil {
			t.Errorf("%s was opened", name)
		}
		if _, err := tree.Stat(name); err == nil {
			t.Errorf("%s was followed", name)
		}
	}
	for _, name := range []string{"out/secret", "in/file"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if info, err := tree.Stat("a/in"); err != nil || !info.Mode().IsRegular() {
		t.Error(info, err)
	}
	if to, err := tree.ReadLink("in"); err != nil || to != "a" {
		t.Error(to, err)
	}
}

// TestSwappedAfterTheLook: whatever takes a file's place, nothing outside the folder is read.
func TestSwappedAfterTheLook(t *testing.T) {
	outside := newGround(t, "file", "secret")
	for name, swap := range map[string]func(g ground){
		"file for a link": func(g ground) {
			g.must(os.Remove(g.full("a/file")))
			g.link(outside.full("secret"), "a/file")
		},
		"folder for a link": func(g ground) {
			g.must(os.RemoveAll(g.full("a")))
			g.link(outside.dir, "a")
		},
	} {
		for when, again := range map[string]bool{"before it is known": false, "looked at again": true} {
			t.Run(name+", "+when, func(t *testing.T) {
				g := newGround(t, "a/file", "b")
				tree := g.look(nothing)
				swap(g)
				if again { // even when only what lies behind the link is told of
					tree = tree.Again([]string{"a/file", "a/secret"}, nothing)
				}
				for _, name := range []string{"a/file", "a/secret"} {
					if body, err := fs.ReadFile(tree, name); err == nil {
						t.Errorf("%s: read %q", name, body)
					}
				}
				wantText(t, tree, "b", "b")
			})
		}
	}
}

func TestChangedAfterTheLook(t *testing.T) {
	g := newGround(t, "gone", "edited", "replaced")
	tree := g.look(nothing)
	g.must(os.Remove(g.full("gone")))
	g.write("edited", "longer than before")
	g.write("new", "new")
	g.rename("new", "replaced")
	if _, err := tree.Open("gone"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if info, err := tree.Stat("gone"); err != nil || info.Size() != 4 {
		t.Error("names and sizes are those of the look", info, err)
	}
	wantText(t, tree, "edited", "longer than before") // bytes are those of now
	wantText(t, tree, "replaced", "new")
	for _, name := range []string{"", "/edited", "../x", "./edited", "a//b"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("open %q: %v", name, err)
		}
		if _, err := tree.ReadDir(name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("readdir %q: %v", name, err)
		}
	}
}

func TestSum(t *testing.T) {
	then := time.Date(2025, 2, 5, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		edit func(g ground)
		same bool
	}{
		"nothing":       {func(g ground) {}, true},
		"bytes only":    {func(g ground) { g.write("a/f", "x/x"); g.must(os.Chtimes(g.full("a/f"), then, then)) }, true},
		"folder's time": {func(g ground) { g.must(os.Chtimes(g.full("a"), then, then)) }, true},
		"skipped":       {func(g ground) { g.write(".git/x", "") }, true},
		"come and gone": {func(g ground) { g.write("a/y", ""); g.must(os.Remove(g.full("a/y"))) }, true},
		"name":          {func(g ground) { g.rename("a/f", "a/g") }, false},
		"case":          {func(g ground) { g.rename("a/f", "a/F") }, false},
		"place":         {func(g ground) { g.rename("a/f", "f") }, false},
		"size":          {func(g ground) { g.write("a/f", "1234"); g.must(os.Chtimes(g.full("a/f"), then, then)) }, false},
		"time":          {func(g ground) { g.must(os.Chtimes(g.full("a/f"), then, then.Add(time.Millisecond))) }, false},
		"older":         {func(g ground) { g.must(os.Chtimes(g.full("a/f"), then, then.Add(-time.Hour))) }, false},
		"mode":          {func(g ground) { g.must(os.Chmod(g.full("a/f"), 0o400)) }, false},
		"new file":      {func(g ground) { g.write("b/h", "") }, false},
		"gone":          {func(g ground) { g.must(os.Remove(g.full("a/f"))) }, false},
		"empty folder":  {func(g ground) { g.must(os.Mkdir(g.full("c"), 0o777)) }, false},
		"kind":          {func(g ground) { g.must(os.Remove(g.full("a/f"))); g.must(os.Mkdir(g.full("a/f"), 0o777)) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGround(t, "a/f", "b/f")
			for _, f := range []string{"a/f", "b/f"} {
				g.must(os.Chtimes(g.full(f), then, then))
			}
			skip := func(name string) bool { return name == ".git" }
			before := g.look(skip)
			c.edit(g)
			if same := before.Sum() == g.look(skip).Sum(); same != c.same {
				t.Errorf("same sum: %v", same)
			}
		})
	}
}

func TestNewest(t *testing.T) {
	g := newGround(t, "a/f", "b")
	then := time.Date(2025, 2, 5, 10, 0, 0, 7000, time.UTC)
	g.must(os.Chtimes(g.full("a/f"), then, then))
	g.must(os.Chtimes(g.full("b"), then, then.Add(-time.Hour)))
	if got := g.look(nothing).Newest(); got != then.UnixNano() { // the folders are of today
		t.Errorf("%d, want %d", got, then.UnixNano())
	}
}

// sameTree holds a tree to what a new look sees.
func sameTree(t *testing.T, got, want *Tree) {
	t.Helper()
	if g, w := names(t, got), names(t, want); !slices.Equal(g, w) {
		t.Fatalf("again: %q\nafresh: %q", g, w)
	}
	if g, w := got.sorted(), want.sorted(); !slices.Equal(g, w) {
		t.Fatalf("again, folders: %q\nafresh: %q", g, w)
	}
	if got.Sum() != want.Sum() {
		t.Fatal("the sums differ")
	}
	if len(got.broken)+len(want.broken) > 0 {
		t.Fatalf("unread: %v, afresh: %v", got.broken, want.broken)
	}
}

// gardener edits a folder at random and notes the places it touched.
type gardener struct {
	ground
	r       *rand.Rand
	made    int
	changed []string
}

// TestAgainIsALookAfresh: after any edits, looking again at the places of the edits sees what a new look
// at everything sees.
func TestAgainIsALookAfresh(t *testing.T) {
	skip := func(name string) bool { return strings.HasSuffix(name, ".tmp") }
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := &gardener{ground: newGround(t, "a/b/c", "a/d", "e"), r: rand.New(rand.NewPCG(seed, 3))}
			tree := g.look(skip)
			for range 60 {
				g.changed = nil
				for range 1 + g.r.IntN(6) {
					g.edit()
				}
				g.r.Shuffle(len(g.changed), func(i, j int) { g.changed[i], g.changed[j] = g.changed[j], g.changed[i] })
				before := tree.Sum()
				next := tree.Again(g.changed, skip)
				if tree.Sum() != before {
					t.Fatal("the earlier tree was changed")
				}
				tree = next
				afresh, err := Look(g.dir, skip)
				g.must(err)
				sameTree(t, tree, afresh)
				afresh.Close()
			}
		})
	}
}

// some is a random place; with folder, a folder's, and perhaps the whole.
func (g *gardener) some(folder bool) string {
	var all []string
	filepath.WalkDir(g.dir, func(name string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(g.dir, name); err == nil && (folder || rel != ".") && (d.IsDir() || !folder) {
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	if len(all) == 0 {
		return ""
	}
	return all[g.r.IntN(len(all))]
}

func (g *gardener) fresh(dir string) string {
	g.made++
	return path.Join(dir, fmt.Sprintf("%c%d%s", 'a'+rune(g.r.IntN(5)), g.made, []string{"", ".md", ".tmp"}[g.r.IntN(3)]))
}

func (g *gardener) edit() {
	switch g.r.IntN(7) {
	case 0, 1:
		g.add(g.fresh(g.some(true)))
	case 2: // a nest of new folders
		g.add(g.fresh(g.fresh(g.fresh(g.some(true)))))
	case 3:
		name := g.fresh(g.some(true))
		g.must(os.Mkdir(g.full(name), 0o777))
		g.changed = append(g.changed, name)
	case 4:
		if name := g.some(false); name != "" {
			g.remove(name)
		}
	case 5:
		from, to := g.some(false), g.fresh(g.some(true))
		if from != "" && !strings.HasPrefix(to, from+"/") && os.Rename(g.full(from), g.full(to)) == nil {
			g.changed = append(g.changed, from, to)
		}
	case 6: // one takes the other's place
		from, to := g.some(false), g.some(false)
		if from != to && !strings.HasPrefix(to, from+"/") && !strings.HasPrefix(from, to+"/") {
			g.remove(to)
			g.rename(from, to)
			g.changed = append(g.changed, from)
		}
	}
}

func (g *gardener) add(name string) {
	if info, err := os.Stat(g.full(path.Dir(name))); err == nil && !info.IsDir() {
		return
	}
	g.write(name, strings.Repeat("x", g.r.IntN(100)))
	g.changed = append(g.changed, name)
}

func (g *gardener) remove(name string) {
	g.must(os.RemoveAll(g.full(name)))
	g.changed = append(g.changed, name)
}

// TestFoldersChangePlaces: a folder of the same name is not taken for the one that was seen.
func TestFoldersChangePlaces(t *testing.T) {
	g := newGround(t, "x/s/1", "x/s/t/2", "y/s/3", "y/s/t/4")
	tree := g.look(nothing)
	g.rename("x", "z")
	g.rename("y", "x")
	sameTree(t, tree.Again([]string{"x", "y", "z"}, nothing), g.look(nothing))
}

// TestAgainDeepDown: looking again stops at the same depth as a first look.
func TestAgainDeepDown(t *testing.T) {
	for _, deep := range []int{maxDepth - 2, maxDepth - 1, maxDepth, maxDepth + 1, maxDepth + 2} {
		g := newGround(t)
		dir := strings.TrimSuffix(strings.Repeat("d/", deep), "/")
		g.must(os.MkdirAll(g.full(dir), 0o777))
		tree := g.look(nothing)
		g.write(dir+"/e/f/g", "")
		afresh := g.look(nothing)
		again := tree.Again([]string{dir, dir + "/e", dir + "/e/f/g"}, nothing)
		if got, want := again.sorted(), afresh.sorted(); !slices.Equal(got, want) {
			t.Errorf("at %d: %d folders again, %d afresh", deep, len(got), len(want))
		}
		if again.Sum() != afresh.Sum() {
			t.Errorf("at %d: the sums differ", deep)
		}
	}
}

// TestUnreadFolder: a folder that could not be read says so, and is read as soon as anything in it is told of.
func TestUnreadFolder(t *testing.T) {
	g := newGround(t, "a/b", "c")
	tree := g.look(nothing)
	no := errors.New("no")
	tree.folders["a"], tree.broken["a"] = nil, no // as a folder of somebody else's
	if entries, err := tree.ReadDir("a"); !errors.Is(err, no) || len(entries) > 0 {
		t.Error(entries, err)
	}
	for _, told := range []string{"a", "a/b"} {
		sameTree(t, tree.Again([]string{told}, nothing), g.look(nothing))
	}
}
