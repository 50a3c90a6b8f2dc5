package proof

import (
	"errors"
	"io/fs"
	"testing"
)

// copyFolder puts everything of one folder into another, as a person does who fetches it.
func copyFolder(t *testing.T, from, to Folder) {
	t.Helper()
	err := fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		if err != nil {
			return err
		}
		return to.Write(path, data)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestUnfinishedSealMeetsAnotherLog: a seal was cut short, and then the folder was fetched from
// another computer that has gone on.
func TestUnfinishedSealMeetsAnotherLog(t *testing.T) {
	here, there, memory := diskFolder(t), diskFolder(t), diskFolder(t)
	s, other := testStore(here), testStore(there)
	start, err := s.Grow(testSigner(memory), nil, take("a", 5))
	if err != nil {
		t.Fatal(err)
	}
	copyFolder(t, here, there)
	if err := s.intend(start.Tree, &Chain{}, leavesFrom("cut", 5, 3)); err != nil {
		t.Fatal(err)
	}
	intended, err := fs.ReadFile(here, intentionFile)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parseIntention(intended)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what   string
		n      int  // sealed on the other computer
		same   bool // the very entries that were cut short
		signed bool // before the cut
		want   error
	}{
		{"nothing was signed, the other went further", 7, false, false, nil},
		{"nothing was signed, the other is shorter", 1, false, false, nil},
		{"it was signed, the other went further", 7, false, true, ErrForked},
		{"it was signed, the other has finished it", 3, true, true, nil},
	} {
		back, beside := diskFolder(t), diskFolder(t)
		copyFolder(t, there, back)
		tag := "other"
		if c.same {
			tag = "cut"
		}
		if _, err := testStore(back).Grow(testSigner(beside), nil, take(tag, c.n)); err != nil {
			t.Fatal(err)
		}
		if err := back.Write(intentionFile, intended); err != nil {
			t.Fatal(err)
		}
		kept := diskFolder(t)
		copyFolder(t, memory, kept)
		if c.signed {
			if err := kept.Write(other.memoryFile(), memoryOf(p)); err != nil {
				t.Fatal(err)
			}
		}
		head, err := testStore(back).Grow(testSigner(kept), nil, take("next", 1))
		if !errors.Is(err, c.want) || err == nil && head.Size != int64(5+c.n+1) {
			t.Errorf("%s: size %d, %v", c.what, head.Size, err)
		}
		if err == nil {
			whole(t, testStore(back))
		}
	}
}

func memoryOf(p intention) []byte { return memory{testOrigin, p.tree}.print() }
