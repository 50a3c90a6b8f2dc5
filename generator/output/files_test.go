package output

import (
	"errors"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestCheckPath(t *testing.T) {
	for _, p := range []string{
		"", "/a", "a//b", "a/", "./a", "a/../b", "..", `a\b`, "a\x00b", "a\nb", "a:b", "a?b", "a*b", `a"b`, "a<b", "a|b",
		"con", "a/NUL", "aux.html", "com1", "LPT9.txt", "com¹", "conin$", "con .txt", "a.", "a ", "a./b", "a/b /c",
		"\xff", TempPrefix + "1", strings.Repeat("x", 201), strings.Repeat("x/", 600) + "x",
	} {
		if CheckPath(p) == nil {
			t.Errorf("%q was let through", p)
		}
	}
	for _, p := range []string{
		"a", "index.html", ".nojekyll", "_headers", "a/b.c/d-e_f/g", "größe/日本.html", "com", "com10", "console.html", "a b", "..a", "null",
	} {
		if err := CheckPath(p); err != nil {
			t.Error(err)
		}
	}
}

func TestAddCollisions(t *testing.T) {
	for _, pair := range [][2]string{
		{"a", "a"}, {"a", "A"}, {"a/b", "A/c"}, {"a/b", "a"}, {"a", "a/b"}, {"größe", "GRÖSSE"}, {"ö", "o\u0308"}, {"Σ", "ς"}, {"x/a/b", "x/A"},
	} {
		var f Files
		if err := f.Add(pair[0], Text("1")); err != nil {
			t.Fatal(err)
		}
		err := f.Add(pair[1], Text("2"))
		if pair[0] == "größe" {
			continue // sharp s: no file system folds it
		}
		if err == nil {
			t.Errorf("%q stands beside %q", pair[1], pair[0])
		}
		if b, _ := f.Get(pair[0]); f.Len() != 1 || string(b.body()) != "1" {
			t.Errorf("%q was replaced", pair[0])
		}
	}
	var f Files
	f.Add("a/b", Text(""))
	f.Add("A", Text("")) // refused
	if err := f.Add("a/c", Text("")); err != nil {
		t.Error(err)
	}
}

func TestOrder(t *testing.T) {
	f := files(t, m{"b": "", "a/b": "", "a.html": "", "a/a": ""})
	if got, want := f.Paths(), []string{"a.html", "a/a", "a/b", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCompare(t *testing.T) {
	draw := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	broken := func() ([]byte, error) { return nil, errors.New("no") }
	var old, now Files
	for _, f := range []struct {
		path     string
		old, now File
	}{
		{"same", Text("a"), Text("a")},
		{"other", Text("a"), Text("b")},
		{"longer", Text("a"), Text("aa")},
		{"same-key", Drawn("k", broken), Drawn("k", broken)},
		{"same-drawn", Drawn("", draw("x")), Text("x")},
		{"other-drawn", Drawn("k", draw("x")), Drawn("l", draw("y"))},
		{"broken", Drawn("k", broken), Drawn("l", broken)},
	} {
		old.Add(f.path, f.old)
		now.Add(f.path, f.now)
	}
	old.Add("gone", Text(""))
	now.Add("new", Text(""))
	wantDiff(t, Compare(old, now), Diff{Written: []string{"broken", "longer", "new", "other", "other-drawn"}, Removed: []string{"gone"}})
	wantDiff(t, Compare(Files{}, Files{}), Diff{})
}

func TestFS(t *testing.T) {
	f := files(t, m{"index.html": "x", "a/b/c.txt": "long", "a/b-d/e": "", "a/b.txt": "y", "z/a": "z"})
	f.Add("card.png", Drawn("", func() ([]byte, error) { return []byte("drawn"), nil }))
	f.Add("big", Copy(3, "", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("big")), nil }))
	site := f.FS()
	if err := fstest.TestFS(site, f.Paths()...); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"card.png": "drawn", "big": "big", "index.html": "x"} {
		file, err := site.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		io.ReadFull(file, make([]byte, 1))
		if _, err := file.(io.Seeker).Seek(0, io.SeekStart); err != nil {
			t.Error(err)
		}
		got, err := io.ReadAll(file)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		file.Close()
	}
	if _, err := site.Open("a/../index.html"); !errors.Is(err, fs.ErrInvalid) {
		t.Error(err)
	}
	if _, err := (Files{}).FS().Open("x"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestListRoundTrip(t *testing.T) {
	l := &list{
		entries: map[string]entry{"a b/c": {Sum{1}, 5, 7, Sum{}}, "d": {Sum{2}, 0, -1, Sum{3}}},
		folders: map[string]int64{".": 4, "a b": 9},
	}
	got, err := parseList(l.bytes())
	if err != nil || !reflect.DeepEqual(got, l) {
		t.Errorf("%+v, %v", got, err)
	}
}

func FuzzParseList(f *testing.F) {
	f.Add((&list{entries: map[string]entry{"a": {}}, folders: map[string]int64{".": 1}}).bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := parseList(raw)
		if err != nil {
			return
		}
		for p := range l.entries {
			if CheckPath(p) != nil {
				t.Errorf("path %q", p)
			}
		}
	})
}

func TestListName(t *testing.T) {
	a, b := ListName("/home/a/site", "s"), ListName("/home/a/site/", "s")
	if a != b || a == ListName("/home/a/other", "s") || a == ListName("/home/a/site", "t") || CheckPath(a) != nil {
		t.Error(a, b)
	}
}
