package proof

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// leavesFrom are n entries that nobody else makes: tag tells runs apart.
func leavesFrom(tag string, first int64, n int) []NewLeaf {
	out := make([]NewLeaf, n)
	for i := range out {
		id := LeafID([]byte(tag), KindRecord, "p", fmt.Sprint(first+int64(i)))
		out[i] = NewLeaf{Leaf{KindRecord, id, 1, NoPrev, NoDay, LeafHash([]byte(id))}, fmt.Sprintf("projects/p/raid.csv#%d", i)}
	}
	return out
}

func take(tag string, n int) func(State) ([]NewLeaf, error) {
	return func(s State) ([]NewLeaf, error) { return leavesFrom(tag, s.Head.Size, n), nil }
}

func testStore(f Folder) Store {
	log, _ := testVkeys()
	return Store{f, testOrigin, []VerifierKey{log}}
}

func testSigner(memory Folder) LogSigner {
	log, _ := logKeys()
	return LogSigner{[]ed25519.PrivateKey{log}, memory}
}

func diskFolder(t testing.TB) DiskFolder {
	t.Helper()
	f, err := OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// whole checks everything that a store holds and gives its ids in order.
func whole(t *testing.T, s Store) []string {
	t.Helper()
	head, err := s.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	entries, err := s.logOf(head.Tree).Entries()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.Rows(head.Tree)
	if err != nil || len(rows) != len(entries) {
		t.Fatalf("%d rows for %d entries, %v", len(rows), len(entries), err)
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		l, err := ParseLeaf(e)
		if err != nil || rows[i].ID != l.ID || rows[i].Rev != l.Rev || rows[i].Path == NoPath {
			t.Fatalf("entry %d: %+v, %+v, %v", i, l, rows[i], err)
		}
		ids[i] = l.ID
	}
	archived, err := s.Archived()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range archived {
		if _, err := s.logOf(c.Tree).Entries(); err != nil {
			t.Fatalf("the log as of the kept head of %d entries: %v", c.Size, err)
		}
	}
	return ids
}

func TestGrowOnDisk(t *testing.T) {
	f, memory := diskFolder(t), diskFolder(t)
	s := testStore(f)
	size := 0
	for i, n := range []int{3, 1, 0, 252, 1, 300, 1} {
		c, err := s.Grow(testSigner(memory), nil, take(fmt.Sprint(i), n))
		if size += n; err != nil || c.Size != int64(size) {
			t.Fatalf("%d: size %d, %v", i, c.Size, err)
		}
		if n == 1 {
			if err := s.Archive(c); err != nil {
				t.Fatal(err)
			}
		}
		if got := whole(t, s); len(got) != size {
			t.Errorf("%d entries, want %d", len(got), size)
		}
	}
	var files []string
	fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	// Kept heads: 4, 257, 558. Nothing is left of the edges between them.
	want := strings.Fields(`leaves.tsv log/checkpoint log/checkpoints/257 log/checkpoints/4 log/checkpoints/558 log/lock
		log/tile/0/000 log/tile/0/000.p/4 log/tile/0/001 log/tile/0/001.p/1 log/tile/0/002.p/46 log/tile/1/000.p/1 log/tile/1/000.p/2
		log/tile/entries/000 log/tile/entries/000.p/4 log/tile/entries/001 log/tile/entries/001.p/1 log/tile/entries/002.p/46`)
	if !slices.Equal(files, want) {
		t.Errorf("the folder holds %v, want %v", files, want)
	}
}

func TestGrowRefusesWhenAnotherIsAhead(t *testing.T) {
	log, other := logKeys()
	f, memory := diskFolder(t), diskFolder(t)
	s := testStore(f)
	ours, err := s.Grow(testSigner(memory), nil, take("a", 5))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		head Checkpoint
		want error
	}{
		"larger":           {SignCheckpoint(testOrigin, Tree{6, [32]byte{1}}, log), ErrAhead},
		"of the same size": {SignCheckpoint(testOrigin, Tree{5, [32]byte{1}}, log), ErrForked},
		"smaller":          {SignCheckpoint(testOrigin, Tree{2, [32]byte{1}}, log), ErrForked},
		"of another key":   {SignCheckpoint(testOrigin, Tree{6, [32]byte{1}}, other), ErrNotSigned},
		"of another log":   {SignCheckpoint("x.example/log", Tree{6, [32]byte{1}}, log), ErrCheckpoint},
	} {
		if _, err := s.Grow(testSigner(memory), []Checkpoint{c.head}, take("b", 1)); !errors.Is(err, c.want) {
			t.Errorf("a published head that is %s: %v", what, err)
		}
	}
	// An older copy of the folder, the same key.
	copied := testStore(diskFolder(t))
	if _, err := copied.Grow(testSigner(memory), nil, take("c", 1)); !errors.Is(err, ErrAhead) {
		t.Errorf("an empty copy: %v", err)
	}
	if _, err := copied.Grow(testSigner(diskFolder(t)), nil, take("c", 5)); err != nil {
		t.Errorf("a copy beside a key without memory: %v", err)
	}
	if _, err := copied.Grow(testSigner(memory), nil, take("c", 5)); !errors.Is(err, ErrForked) {
		t.Errorf("a copy of the same size: %v", err)
	}
	if again, err := s.Grow(testSigner(memory), []Checkpoint{ours}, take("d", 0)); err != nil || again.Text() != ours.Text() {
		t.Errorf("after all of that: %+v, %v", again, err)
	}
}

func TestGrowRefusesASpoiltFolder(t *testing.T) {
	for what, spoil := range map[string]func(*testing.T, Folder) error{
		"entries":    func(t *testing.T, f Folder) error { return f.Write("log/tile/entries/000.p/5", []byte("x")) },
		"tile":       func(t *testing.T, f Folder) error { return f.Write("log/tile/0/000.p/5", make([]byte, 5*32)) },
		"checkpoint": func(t *testing.T, f Folder) error { return f.Write("log/checkpoint", []byte("x")) },
		"intention":  func(t *testing.T, f Folder) error { return f.Write("log/intention", []byte("x")) },
		"head gone":  func(t *testing.T, f Folder) error { return f.Remove("log/checkpoint") },
		"leaf":       func(*testing.T, Folder) error { return nil },
	} {
		f, memory := diskFolder(t), diskFolder(t)
		s := testStore(f)
		if _, err := s.Grow(testSigner(memory), nil, take("a", 5)); err != nil {
			t.Fatal(err)
		}
		if err := spoil(t, f); err != nil {
			t.Fatal(err)
		}
		before, _ := fs.ReadFile(f, "log/checkpoint")
		_, err := s.Grow(testSigner(memory), nil, func(State) ([]NewLeaf, error) {
			bad := leavesFrom("b", 5, 1)
			if what == "leaf" {
				bad[0].Kind = "x"
			}
			return bad, nil
		})
		after, _ := fs.ReadFile(f, "log/checkpoint")
		if err == nil || string(before) != string(after) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestRowsAreMadeAgainFromTheLog(t *testing.T) {
	f := diskFolder(t)
	s := testStore(f)
	c, err := s.Grow(testSigner(diskFolder(t)), nil, take("a", 3))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := s.Rows(c.Tree)
	text := string(PrintRows(want))
	if err := f.Write("leaves.tsv", []byte(strings.ReplaceAll(text, "\n", "\r\n"))); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Rows(c.Tree); err != nil || !slices.Equal(got, want) {
		t.Errorf("with CRLF: %+v, %v", got, err)
	}
	for i := range want {
		want[i].Path = NoPath
	}
	for what, text := range map[string]string{"cut": text[:20], "empty": "", "other": strings.Replace(text, "\n1\t", "\n7\t", 1), "no path": strings.Replace(text, "#", "\x00", 1)} {
		if err := f.Write("leaves.tsv", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Rows(c.Tree); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
}

func TestOneAtATime(t *testing.T) {
	f, memory := diskFolder(t), diskFolder(t)
	s := testStore(f)
	_, err := s.Grow(testSigner(memory), nil, func(State) ([]NewLeaf, error) {
		if _, err := s.Grow(testSigner(memory), nil, take("b", 1)); !errors.Is(err, ErrLocked) {
			t.Errorf("a second one meanwhile: %v", err)
		}
		if _, err := testStore(diskFolder(t)).Grow(testSigner(memory), nil, take("b", 1)); !errors.Is(err, ErrLocked) {
			t.Errorf("one of another folder with the same key: %v", err)
		}
		return leavesFrom("a", 0, 1), nil
	})
	if err != nil {
		t.Error(err)
	}
}

// sealings are what a person does in the crash test: seal, seal nothing, add a witness's answer.
// answered are the sizes whose answer was added.
func sealings(s Store, signer LogSigner, tag string, answered map[int64]bool) error {
	_, key := logKeys()
	_, coach := testVkeys()
	for i, n := range []int{3, 250, 0, 1, 4} {
		c, err := s.Grow(signer, nil, take(fmt.Sprint(tag, i), n))
		if err != nil {
			return err
		}
		if i%2 == 1 {
			if err := s.Archive(c); err != nil {
				return err
			}
			if _, err := s.Add([]byte(Cosign(c, testWitness, key, someDay(i)).Line()), []VerifierKey{coach}); err != nil {
				return err
			}
			answered[c.Size] = true
		}
	}
	return nil
}

// keepsAnswers checks that the answers of witnesses are still there.
func keepsAnswers(t *testing.T, s Store, answered map[int64]bool) {
	t.Helper()
	_, coach := testVkeys()
	kept, err := s.Archived()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range kept {
		if _, err := c.CosignedAt(coach); err == nil && answered[c.Size] {
			n++
		}
	}
	if n != len(answered) {
		t.Errorf("%d of the answers of %v are kept", n, answered)
	}
}

// TestCrashAnywhere stops the computer at each operation of a number of runs, several times with
// other losses, and again while the next run repairs: what follows is whole, holds every entry that
// was in a head, and no two heads of one size were signed.
func TestCrashAnywhere(t *testing.T) {
	points := 0
	for seed := range uint64(3) {
		for at := 0; ; at++ {
			c := &crash{at, rand.New(rand.NewPCG(seed, uint64(at))), map[int64]map[[32]byte]bool{}, false}
			f, memory := newCrashFolder(c), newCrashFolder(c)
			s := testStore(f)
			answered := map[int64]bool{}
			err := sealings(s, testSigner(memory), "first", answered)
			if err == nil {
				break // the computer outlived all of it
			}
			points++
			for round := range 3 {
				if !errors.Is(err, errCrash) {
					t.Fatalf("crash at %d, seed %d, round %d: %v", at, seed, round, err)
				}
				f.reboot()
				memory.reboot()
				c.left = 1 << 30
				before, headErr := s.Head()
				if headErr != nil && !errors.Is(headErr, fs.ErrNotExist) {
					t.Fatalf("crash at %d, seed %d: the head is spoilt: %v", at, seed, headErr)
				}
				ids := whole(t, s)
				keepsAnswers(t, s, answered)
				if round < 2 {
					c.left = c.random.IntN(40)
				}
				_, err = s.Grow(testSigner(memory), nil, take(fmt.Sprint("again", at, round), 2))
				c.left = 1 << 30
				if err == nil {
					if after := whole(t, s); len(after) < len(ids)+2 || !slices.Equal(after[:len(ids)], ids) {
						t.Fatalf("crash at %d, seed %d: entries of the head of %d are lost", at, seed, before.Size)
					}
					break
				}
			}
			if err != nil {
				t.Fatalf("crash at %d, seed %d: the last run: %v", at, seed, err)
			}
			if c.forked {
				t.Fatalf("crash at %d, seed %d: two heads of one size", at, seed)
			}
		}
	}
	if points < 200 {
		t.Errorf("only %d points", points)
	}
	t.Logf("%d points", points)
}
