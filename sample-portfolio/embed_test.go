package sample

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestFiles: the copy in the program is the whole sample, byte for byte, but for what builds leave in it.
func TestFiles(t *testing.T) {
	held, folder := Files(), os.DirFS(".")
	want, got := names(t, folder), names(t, held)
	if !slices.Equal(want, got) {
		t.Fatalf("%d files, %d in the folder", len(got), len(want))
	}
	for _, name := range want {
		a, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := fs.ReadFile(held, name); err != nil || string(a) != string(b) {
			t.Errorf("%s differs: %v", name, err)
		}
	}
}

func names(t *testing.T, fsys fs.FS) (out []string) {
	t.Helper()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == "public" || name == ".gatefold" || name == "private" || name == "proof":
			return fs.SkipDir
		case !d.IsDir() && filepath.Ext(name) != ".go":
			out = append(out, name)
		}
		return nil
	})
	if err != nil || len(out) < 100 {
		t.Fatalf("%d files, %v", len(out), err)
	}
	return out
}
