package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestListing: a listing sees the hash of every other file, whether it was written, left alone or not
// even drawn, and may turn out to be left out.
func TestListing(t *testing.T) {
	dir, list := filepath.Join(t.TempDir(), "site"), filepath.Join(t.TempDir(), "list")
	build := func(page string, signed bool) Files {
		var f Files
		for p, file := range map[string]File{
			"proof/sums": Listing(func(sums Sums) ([]byte, error) { return printed(sums), nil }),
			"proof/sums.sig": Listing(func(sums Sums) ([]byte, error) {
				if !signed {
					return nil, ErrAbsent
				}
				return append([]byte("signed "), printed(sums)...), nil
			}),
			"a.html":    Drawn("key "+page, func() ([]byte, error) { return []byte(page), nil }),
			"data.json": Last(func() ([]byte, error) { return []byte("last"), nil }),
			"b/c.txt":   Text("same"),
		} {
			if err := f.Add(p, file); err != nil {
				t.Fatal(err)
			}
		}
		return f
	}
	check := func(page string, signed bool, want ...string) {
		t.Helper()
		files := build(page, signed)
		diff, err := Write(dir, list, files)
		if err != nil || !slices.Equal(diff.Written, want) {
			t.Fatalf("wrote %q (%v), not %q", diff.Written, err, want)
		}
		got, err := os.ReadFile(filepath.Join(dir, "proof/sums"))
		sums := Sums{}
		for p, file := range files.All() {
			if p != "proof/sums" && p != "proof/sums.sig" {
				sums[p], _ = file.Sum()
			}
		}
		if err != nil || string(got) != string(printed(sums)) {
			t.Errorf("%s lists\n%s(%v), not\n%s", page, got, err, printed(sums))
		}
		served, _ := files.Get("proof/sums")
		if body, err := served.Bytes(); err != nil || string(body) != string(got) {
			t.Errorf("served %q (%v)", body, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "proof/sums.sig")); signed != (err == nil) || !signed && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: signed %t, and %v", page, signed, err)
		}
	}
	check("one", true, "a.html", "b/c.txt", "data.json", "proof/sums", "proof/sums.sig")
	check("one", true)
	check("two", false, "a.html", "proof/sums")
	check("two", true, "proof/sums.sig")
	if err := os.WriteFile(filepath.Join(dir, "b/c.txt"), []byte("edited by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("two", true, "b/c.txt")
}

func printed(sums Sums) []byte {
	var out []byte
	for _, p := range slices.Sorted(maps.Keys(sums)) {
		out = fmt.Appendf(out, "%x %s\n", sums[p], p)
	}
	return out
}
