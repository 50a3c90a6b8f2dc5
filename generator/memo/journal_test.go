package memo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// these adds items one after the other.
func these(items ...string) Adding {
	return func(add func([]byte) error) error {
		for _, item := range items {
			if err := add([]byte(item)); err != nil {
				return err
			}
		}
		return nil
	}
}

func newJournal(t testing.TB, items ...string) Journal {
	t.Helper()
	j := Journal{Path: filepath.Join(t.TempDir(), "cache", "files"), Head: "gatefold.test 1"}
	if err := j.Replace(these(items...)); err != nil {
		t.Fatal(err)
	}
	return j
}

func (j Journal) raw(t testing.TB) []byte {
	t.Helper()
	raw, err := os.ReadFile(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (j Journal) put(t testing.TB, raw []byte) {
	t.Helper()
	if err := os.WriteFile(j.Path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantItems(t *testing.T, j Journal, whole bool, want ...string) {
	t.Helper()
	got, ok := j.Read()
	if !slices.Equal(got, want) || ok != whole {
		t.Fatalf("read %q, whole %v; want %q, %v", got, ok, want, whole)
	}
}

// wantAlone: the folder holds the journal and nothing unfinished.
func wantAlone(t *testing.T, j Journal) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(j.Path))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestAddAfterReplace(t *testing.T) {
	j := newJournal(t)
	wantItems(t, j, true)
	long := strings.Repeat("long\x00\n", 3000)
	for _, items := range [][]string{{"one", ""}, {}, {long}} {
		if ok, err := j.Add(these(items...)); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	wantItems(t, j, true, "one", "", long)
	if err := j.Replace(these("two")); err != nil {
		t.Fatal(err)
	}
	wantItems(t, j, true, "two")
	if ok, err := j.Add(these("three")); !ok || err != nil {
		t.Fatal(ok, err)
	}
	wantItems(t, j, true, "two", "three")
	wantAlone(t, j)
}

// TestCutOff cuts the file at every byte: what is whole before the cut is read, and nothing else.
func TestCutOff(t *testing.T) {
	items := []string{"first", "", "third item", "\x00"}
	j := newJournal(t, items...)
	raw := j.raw(t)
	ends := map[int]int{} // offset to the items that end by it
	at := len(j.Head) + 1
	ends[at] = 0
	for i, item := range items {
		at += itemHead + len(item)
		ends[at] = i + 1
	}
	n := 0
	for cut := range len(raw) + 1 {
		j.put(t, raw[:cut])
		end, whole := ends[cut]
		if whole {
			n = end
		}
		wantItems(t, j, whole, items[:n]...)
		j.put(t, append(bytes.Clone(raw[:cut]), make([]byte, len(raw)-cut)...)) // as a crash leaves it: zeros
		if got, ok := j.Read(); !slices.Equal(got, items[:n]) && !slices.Equal(got, items[:min(n+1, len(items))]) || ok && cut < len(raw)-1 {
			t.Fatalf("zeros from %d: %q, whole %v", cut, got, ok)
		}
	}
}

// TestFlipped flips every bit: the items before it are read, and none that was not put there.
func TestFlipped(t *testing.T) {
	items := []string{"first", "", "third item", "last"}
	j := newJournal(t, items...)
	raw := j.raw(t)
	for bit := range 8 * len(raw) {
		torn := bytes.Clone(raw)
		torn[bit/8] ^= 1 << (bit % 8)
		j.put(t, torn)
		n, at := 0, len(j.Head)+1
		for ; n < len(items) && at+itemHead+len(items[n]) <= bit/8; n++ {
			at += itemHead + len(items[n])
		}
		wantItems(t, j, false, items[:n]...)
	}
}

func TestNotOfThisVersion(t *testing.T) {
	j := newJournal(t, "one")
	asked := func(func([]byte) error) error { t.Error("asked for items"); return nil }
	refused := func(j Journal) {
		t.Helper()
		wantItems(t, j, false)
		if ok, err := j.Add(asked); ok || err != nil {
			t.Error(ok, err)
		}
	}
	before := j.raw(t)
	for _, head := range []string{"gatefold.test 2", "gatefold.test", "gatefold.test 11", ""} {
		refused(Journal{j.Path, head})
	}
	if !bytes.Equal(j.raw(t), before) {
		t.Error("the file was changed")
	}
	refused(Journal{j.Path + "-none", j.Head})
	refused(Journal{filepath.Dir(j.Path), j.Head})
	for _, raw := range []string{"", j.Head, j.Head[:5]} {
		j.put(t, []byte(raw))
		refused(j)
	}
	other := Journal{j.Path, "gatefold.test 2"}
	if err := other.Replace(these("new")); err != nil {
		t.Fatal(err)
	}
	wantItems(t, other, true, "new")
	refused(j)
}

// TestErrorWhileAdding: an error of who gives the items leaves the file as it was.
func TestErrorWhileAdding(t *testing.T) {
	j := newJournal(t, "one")
	no := errors.New("no")
	broken := func(add func([]byte) error) error { return errors.Join(add([]byte("half")), no) }
	if err := j.Replace(broken); !errors.Is(err, no) {
		t.Error(err)
	}
	wantItems(t, j, true, "one")
	if ok, err := j.Add(broken); !ok || !errors.Is(err, no) {
		t.Error(ok, err)
	}
	wantItems(t, j, true, "one")
	wantAlone(t, j)
}

// TestTwoProcesses add to one file at the same time: all of both is read, in the order of each.
func TestTwoProcesses(t *testing.T) {
	const each = 300
	item := func(who string, i int) string {
		return fmt.Sprintf("%s %03d %s", who, i, strings.Repeat(who, 50*(i%40)))
	}
	if who := os.Getenv("GATEFOLD_TEST_ADDS"); who != "" { // one of the two
		j := Journal{os.Getenv("GATEFOLD_TEST_PATH"), "gatefold.test 1"}
		for i := range each {
			if ok, err := j.Add(these(item(who, i))); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		return
	}
	j := newJournal(t, "first")
	var running []*exec.Cmd
	for _, who := range []string{"a", "b"} {
		c := exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$", "-test.count=1")
		c.Env = append(os.Environ(), "GATEFOLD_TEST_ADDS="+who, "GATEFOLD_TEST_PATH="+j.Path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, c)
	}
	for _, c := range running {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	got, whole := j.Read()
	if !whole || len(got) != 1+2*each || got[0] != "first" {
		t.Fatalf("%d items, whole %v", len(got), whole)
	}
	next := map[byte]int{}
	for _, item1 := range got[1:] {
		who := item1[0]
		if want := item(string(who), next[who]); item1 != want {
			t.Fatalf("%.20q, want %.20q", item1, want)
		}
		next[who]++
	}
}

// FuzzRead: whatever lies in the file, what is read is what was packed there, up to the first that is torn.
func FuzzRead(f *testing.F) {
	head := "gatefold.test 1"
	for _, items := range [][]string{{}, {""}, {"one", "two"}, {strings.Repeat("x", 5000)}} {
		raw := newJournal(f, items...).raw(f)[len(head)+1:]
		f.Add(raw)
		f.Add(append(raw, 0))
	}
	f.Add(make([]byte, 64))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 1})
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte) {
		j := Journal{filepath.Join(dir, fmt.Sprint(os.Getpid())), head}
		j.put(t, append([]byte(head+"\n"), raw...))
		items, whole := j.Read()
		again := Journal{j.Path + "-again", head}
		if err := again.Replace(these(items...)); err != nil {
			t.Fatal(err)
		}
		packed := again.raw(t)[len(head)+1:]
		if !bytes.HasPrefix(raw, packed) || whole != (len(packed) == len(raw)) {
			t.Errorf("%q of %q, whole %v", items, raw, whole)
		}
		wantItems(t, again, true, items...)
	})
}
