package output

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestForget: what was deleted is no longer on the list, by name or by folder, and the next run goes on
// with the rest as if nothing had happened.
func TestForget(t *testing.T) {
	dir := t.TempDir()
	out, list := filepath.Join(dir, "out"), filepath.Join(dir, ".gatefold", "x.list")
	var files Files
	for _, path := range []string{"index.html", "who/ada/index.html", "who/ben/index.html"} {
		if err := files.Add(path, Bytes([]byte(path))); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if _, err := Write(out, list, files); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(out, "who", "ada")); err != nil {
		t.Fatal(err)
	}
	gone := func(path string) bool {
		_, err := os.Lstat(filepath.Join(out, filepath.FromSlash(path)))
		return err != nil
	}
	if err := Forget(list, gone); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(list)
	if err != nil || bytes.Contains(text, []byte("ada")) || !bytes.Contains(text, []byte("who/ben/index.html")) {
		t.Errorf("%s, %v", text, err)
	}
	diff, err := Write(out, list, files)
	if err != nil || diff.ListMissing || len(diff.Written) != 1 || diff.Written[0] != "who/ada/index.html" {
		t.Errorf("%+v, %v", diff, err)
	}
	if err := os.WriteFile(list, []byte("torn"), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Forget(list, gone); err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(list); err == nil {
			t.Error("a torn list is still there")
		}
	}
}
