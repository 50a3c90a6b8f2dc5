package proof

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSumsCommand prints the list as sha256sum does, and has sha256sum check it.
func TestSumsCommand(t *testing.T) {
	tool := needTool(t, "sha256sum")
	dir := t.TempDir()
	var sums []Sum
	for _, path := range []string{"index.html", "a/b.txt", "a-b", "a.b", "Z", "_headers", ".nojekyll", "x/~y", "proof/tile/0/000.p/5"} {
		full := filepath.Join(dir, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o700), os.WriteFile(full, []byte(path), 0o600)); err != nil {
			t.Fatal(err)
		}
		sums = append(sums, Sum{path, sha256.Sum256([]byte(path))})
	}
	list, err := PrintSums(sums)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := ParseSums(list)
	if err != nil || len(parsed) != len(sums) {
		t.Fatal(err)
	}
	args := []string{}
	for _, s := range parsed {
		args = append(args, s.Path)
	}
	print := exec.Command(tool, append([]string{"--"}, args...)...)
	print.Dir = dir
	if theirs, err := print.Output(); err != nil || !bytes.Equal(theirs, list) {
		t.Errorf("%v\nours\n%s\ntheirs\n%s", err, list, theirs)
	}
	check := func() error {
		c := exec.Command(tool, "-c", "--strict", "--quiet")
		c.Dir, c.Stdin = dir, bytes.NewReader(list)
		return c.Run()
	}
	if err := check(); err != nil {
		t.Errorf("sha256sum refuses the list: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a-b"), []byte("other"), 0o600); err != nil {
		t.Fatal(err)
	}
	if check() == nil {
		t.Error("sha256sum accepts a changed file")
	}
}

func TestSumsRefused(t *testing.T) {
	h := strings.Repeat("ab", 32)
	for _, c := range []struct{ name, file, want string }{
		{"no path", h + "  \n", "not one of a published file"},
		{"one blank", h + " a\n", "line 1"},
		{"binary mark", h + " *a\n", "line 1"},
		{"escaped", "\\" + h + "  a\n", "line 1"},
		{"backslash", h + "  a\\b\n", "not one of a published file"},
		{"blank in a name", h + "  a b\n", "not one of a published file"},
		{"three blanks", h + "   a\n", "not one of a published file"},
		{"umlaut", h + "  ä\n", "not one of a published file"},
		{"control character", h + "  a\x1b\n", "not one of a published file"},
		{"drive", h + "  c:x\n", "not one of a published file"},
		{"absolute", h + "  /a\n", "not one of a published file"},
		{"folder", h + "  a/\n", "not one of a published file"},
		{"upwards", h + "  a/../../b\n", "not one of a published file"},
		{"here", h + "  ./a\n", "not one of a published file"},
		{"too long", h + "  " + strings.Repeat("a", maxSumPath+1) + "\n", "not one of a published file"},
		{"capitals in the hash", strings.ToUpper(h) + "  a\n", "line 1"},
		{"short hash", h[2:] + "  a\n", "line 1"},
		{"long hash", h + "ab  a\n", "line 1"},
		{"no LF at the end", h + "  a", "line 1"},
		{"blank line", h + "  a\n\n", "line 2"},
		{"blank line first", "\n" + h + "  a\n", "line 1"},
		{"byte order mark", "\ufeff" + h + "  a\n", "line 1"},
		{"twice", h + "  a\n" + h + "  a\n", "twice"},
		{"order", h + "  b\n" + h + "  a\n", "order"},
		{"order of letters, not bytes", h + "  a\n" + h + "  Z\n", "order"},
		{"case twins", h + "  A\n" + h + "  a\n", "case alone"},
		{"case twins apart", h + "  A\n" + h + "  B\n" + h + "  a\n", "case alone"},
		{"CRLF", h + "  a\r\n", "CRLF"},
		{"too many", strings.Repeat(h+"  a\n", maxSums+1), "more than"},
	} {
		_, err := ParseSums([]byte(c.file))
		if !errors.Is(err, ErrSumsMalformed) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if _, err := ParseSums(make([]byte, maxSumsLen+1)); !errors.Is(err, ErrSumsMalformed) {
		t.Errorf("too large: %v", err)
	}
	if sums, err := ParseSums(nil); err != nil || len(sums) != 0 {
		t.Errorf("empty: %v", err)
	}
	for _, twins := range [][]Sum{{{Path: "a"}, {Path: "A"}}, {{Path: "a"}, {Path: "a"}}, {{Path: "ä"}}, {{Path: "a\nb"}}} {
		if _, err := PrintSums(twins); err == nil {
			t.Errorf("printed: %q", twins)
		}
	}
}

func TestCoverage(t *testing.T) {
	for want, paths := range map[Coverage][]string{
		CoverOwn:  {"proof/SHA256SUMS", "proof/SHA256SUMS.sig", "proof/checkpoint", "proof/checkpoints/600"},
		CoverHost: {".git", ".git/config", "CNAME", ".DS_Store", "a/.DS_Store", "a/b/Thumbs.db", "desktop.ini"},
		CoverList: {
			"index.html", "SHA256SUMS", "proof/checkpointx", "proof/checkpoints", "proof/checkpoints/", "proof/checkpoints/a/600", "a/proof/checkpoint", "proof/sha256sums",
			"_headers", ".nojekyll", ".gitattributes", ".gitignore", ".github/x", "a/.git", "a/CNAME", "proof/keys.txt.sig", "thumbs.db",
		},
	} {
		for _, path := range paths {
			if got := CoverageOf(path); got != want {
				t.Errorf("%s: %d, want %d", path, got, want)
			}
		}
	}
}

func FuzzSums(f *testing.F) {
	h := strings.Repeat("ab", 32)
	f.Add([]byte(h + "  a\n" + h + "  b/c\n"))
	f.Add([]byte(h + "  A\n" + h + "  a\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		sums, err := ParseSums(file)
		if err != nil {
			return
		}
		if back, err := PrintSums(sums); err != nil || !bytes.Equal(back, file) {
			t.Errorf("%q came back as %q, %v", file, back, err)
		}
	})
}
