package proof

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestPrivateFolder keeps others out of what a witness remembers, whatever the umask.
func TestPrivateFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps a user's folders to that user on its own")
	}
	dir := filepath.Join(t.TempDir(), "witness", "0")
	f, err := OpenPrivateFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := replace(f, "evidence/a.txt", []byte("x")); err != nil {
		t.Fatal(err)
	}
	release, err := f.Lock("a.lock")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	err = filepath.WalkDir(filepath.Dir(dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: others may use it, %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFolderOf follows no link out of the folder that was opened.
func TestFolderOf(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(inside, "out")); err != nil {
		t.Skipf("this system makes no symbolic links here: %v", err)
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	f := FolderOf(root)
	defer f.Close()
	if err := f.Write("out/a", []byte("x")); err == nil {
		t.Error("written outside")
	}
	if _, err := os.Stat(filepath.Join(outside, "a")); err == nil {
		t.Error("the file is there")
	}
}
