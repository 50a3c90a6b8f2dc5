package verify

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

func baseSite(t testing.TB) memory { return readSite(t, filepath.Join(fixtures, "base")) }

// TestFolderLinks: no link is followed, whatever stands at its end, and each is a finding.
func TestFolderLinks(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside.html")
	base := baseSite(t)
	if err := os.WriteFile(outside, base["about.html"], 0o666); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		remove, link, to string
		code             proof.Code
	}{
		"of a listed file, out":      {"about.html", "about.html", outside, proof.CodeFileChanged},
		"of a listed file, inside":   {"about.html", "about.html", "index.html", proof.CodeFileChanged},
		"of a folder":                {"data/demo", "data/demo", "../projects", proof.CodeFileExtra},
		"of one more":                {"", "more.html", "index.html", proof.CodeFileExtra},
		"of the head":                {"proof/checkpoint", "proof/checkpoint", "checkpoints/5", proof.CodeUnreadable},
		"of an archived head":        {"", "proof/checkpoints/7", "5", proof.CodeUnreadable},
		"of the list":                {"proof/SHA256SUMS", "proof/SHA256SUMS", "../index.html", proof.CodeUnreadable},
		"of what the host put there": {"", "CNAME", outside, proof.CodeHostFile},
		"to nowhere":                 {"", "more", "nowhere", proof.CodeFileExtra},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			writeSite(t, dir, base)
			if c.remove != "" {
				if err := os.RemoveAll(filepath.Join(dir, c.remove)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Symlink(c.to, filepath.Join(dir, c.link)); err != nil {
				t.Skipf("links cannot be made here: %v", err)
			}
			r := checkFolder(t, dir)
			i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Path == c.link })
			if i < 0 || r.Findings[i].Code != c.code || r.Outcome == Held && c.code != proof.CodeHostFile {
				t.Errorf("%s, want %s for %s\n%s", r.Outcome, c.code, c.link, told(r))
			}
		})
	}
}

func checkFolder(t *testing.T, dir string) Report {
	t.Helper()
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return Check(t.Context(), f, reader(t))
}

// TestFolderPipe: what is no plain file is not waited for.
func TestFolderPipe(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, baseSite(t))
	for _, name := range []string{"proof/checkpoints/9", "pipe"} {
		if out, err := exec.CommandContext(t.Context(), "mkfifo", filepath.Join(dir, name)).CombinedOutput(); err != nil {
			t.Skipf("pipes cannot be made here: %v, %s", err, out)
		}
	}
	if r := checkFolder(t, dir); !slices.Equal(codes(r), []proof.Code{proof.CodeFileExtra, proof.CodeUnreadable}) {
		t.Errorf("%s\n%s", r.Outcome, told(r))
	}
}

// TestFolderGit: a working copy is checked without its history.
func TestFolderGit(t *testing.T) {
	dir := t.TempDir()
	m := baseSite(t)
	m[".git/HEAD"], m[".git/objects/aa/bb"] = nil, nil
	writeSite(t, dir, m)
	if r := checkFolder(t, dir); r.Outcome != Held || len(r.Findings) != 1 || r.Findings[0].Path != ".git" {
		t.Errorf("%s\n%s", r.Outcome, told(r))
	}
}

// zipped are the bytes of a zip of these files, in this order.
func zipped(t testing.TB, files ...*zip.FileHeader) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range files {
		f, err := w.CreateHeader(h)
		if err == nil && !strings.HasSuffix(h.Name, "/") {
			_, err = f.Write([]byte(strings.Repeat("one\n", 100)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func header(name string, method uint16) *zip.FileHeader {
	return &zip.FileHeader{Name: name, Method: method}
}

// TestZipHostile: a zip that could lead out, or is not what it says, is refused, here and by the
// page's script.
func TestZipHostile(t *testing.T) {
	sound := zipped(t, header("a/first.txt", zip.Deflate), header("a/other.txt", zip.Store))
	directory := binary.LittleEndian.Uint32(sound[len(sound)-6:])
	put := func(at int, values ...byte) []byte {
		return slices.Replace(bytes.Clone(sound), at, at+len(values), values...)
	}
	renamed := func(to string) []byte { return bytes.ReplaceAll(sound, []byte("a/first.txt"), []byte(to)) }
	at := func(n int) int { return int(directory) + n }
	link := header("link", zip.Store)
	link.SetMode(fs.ModeSymlink | 0o777)
	hostile := map[string][]byte{
		"climbs out": renamed("../irst.txt"), "climbs out later": renamed("a/../t.txt0"), "absolute": renamed("//first.txt"), "root": renamed("/afirst.txt"),
		"backslash": renamed("a\\first.txt"), "drive": renamed("C:first.txt"), "control": renamed("a/f\nrst.txt"), "no UTF-8": renamed("a/f\xffrst.txt"),
		"same twice": renamed("a/other.txt"), "case alone": renamed("a/OTHER.txt"), "empty part": renamed("a//irst.txt"), "dot": renamed("./first.tx"),
		"a link": zipped(t, link), "encrypted": put(at(8), 1), "unknown method": put(at(10), 99), "bzip2": put(at(10), 12),
		"cut off": sound[:len(sound)-1], "no directory": sound[:directory], "something after": append(bytes.Clone(sound), 'x'), "empty": nil, "no zip": []byte("<!doctype html>"),
		"names more files": put(len(sound)-14, 3, 0, 3), "names fewer files": put(len(sound)-14, 1, 0, 1), "2 GB unpacked": put(at(27), 0x7f), "a bomb": put(at(26), 0x7f),
		"of two parts": put(len(sound)-18, 1), "directory elsewhere": put(len(sound)-6, 0xff, 0xff, 0xff, 0x7f),
	}
	var names []string
	var questions []question
	dir := t.TempDir()
	for name, data := range hostile {
		if _, err := NewZip(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrZip) {
			t.Errorf("%s: %v", name, err)
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
		questions = append(questions, question{Zip: file})
	}
	for i, v := range judges(t, questions) {
		if !slices.Equal(v.Codes, []proof.Code{proof.CodeZipUnusable}) {
			t.Errorf("%s: the page's script says %s %v", names[i], v.Outcome, v.Codes)
		}
	}
}

// TestZipDamaged: a file that is not what the directory says cannot be read.
func TestZipDamaged(t *testing.T) {
	sound := zipped(t, header("a/first.txt", zip.Deflate), header("a/other.txt", zip.Store))
	directory := int(binary.LittleEndian.Uint32(sound[len(sound)-6:]))
	put := func(at int, values ...byte) []byte {
		return slices.Replace(bytes.Clone(sound), at, at+len(values), values...)
	}
	read := func(data []byte) ([]byte, error) {
		z, err := NewZip(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, err
		}
		in, err := z.Open(t.Context(), "a/first.txt")
		if err != nil {
			return nil, err
		}
		defer in.Close()
		return io.ReadAll(in)
	}
	if data, err := read(sound); err != nil || len(data) != 400 {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	for name, data := range map[string][]byte{
		"smaller than named": put(directory+24, 0x91, 1), "larger than named": put(directory+24, 0x8f, 1), "other checksum": put(directory+16, 1, 2, 3, 4),
		"other name inside": put(30, 'b'), "longer name inside": put(26, 12), "points elsewhere": put(directory+42, 7), "bytes": put(45, 0xff, 0xff, 0xff),
		"points behind": put(directory+42, 0xff, 0xff, 0xff, 0x0f), "packed is longer": put(directory+20, 0xff, 0xff),
	} {
		if _, err := read(data); err == nil {
			t.Errorf("%s: read all the same", name)
		}
	}
}

// TestZipPlace: the site may lie in one folder of the zip; what lies beside it is told.
func TestZipPlace(t *testing.T) {
	base := baseSite(t)
	for _, prefix := range []string{"", "site-main/", "a/b/c/"} {
		if r := Check(t.Context(), packed(t, base, prefix), reader(t)); r.Outcome != Held || len(r.Findings) > 0 {
			t.Errorf("%q: %s\n%s", prefix, r.Outcome, told(r))
		}
	}
	inside := memory{"__MACOSX/._x": nil}
	for path, data := range base {
		inside["site/"+path] = data
	}
	r := Check(t.Context(), packed(t, inside, ""), reader(t))
	if r.Outcome != Held || len(r.Findings) != 1 || r.Findings[0].Path != "__MACOSX/._x" || !r.Findings[0].Note() {
		t.Errorf("beside: %s\n%s", r.Outcome, told(r))
	}
}

// TestAddressRedirects: a host sends readers on within itself alone.
func TestAddressRedirects(t *testing.T) {
	base := baseSite(t)
	site := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, ok := base[strings.TrimPrefix(r.URL.Path, "/new/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(data)
	})
	other := httptest.NewServer(site)
	defer other.Close()
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		place, file, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		to, redirects := map[string]string{"within": "/new/" + file, "out": other.URL + "/new/" + file, "round": r.URL.Path, "down": "file:///etc/passwd"}[place]
		switch {
		case redirects:
			http.Redirect(w, r, to, http.StatusFound)
		case place == "broken":
			http.Error(w, "no", http.StatusBadGateway)
		default:
			site.ServeHTTP(w, r)
		}
	}))
	defer here.Close()
	for place, want := range map[string]Outcome{"within": Held, "out": Unchecked, "round": Unchecked, "down": Unchecked, "broken": Unchecked} {
		a, err := OpenAddress(here.URL+"/"+place, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := Check(t.Context(), a, reader(t))
		if r.Outcome != want || want == Unchecked && (len(r.Findings) != 1 || r.Findings[0].Code != proof.CodeUnreadable) {
			t.Errorf("%s: %s, want %s\n%s", place, r.Outcome, want, told(r))
		}
	}
}

func TestAddressForms(t *testing.T) {
	for address, want := range map[string]string{
		"https://ada.example": "https://ada.example/", "https://ada.example/p": "https://ada.example/p/", "https://ada.example/p/index.html?x#y": "https://ada.example/p/",
		"http://ada.example:8080/a/b/": "http://ada.example:8080/a/b/",
	} {
		if a, err := OpenAddress(address, nil); err != nil || a.base.String() != want {
			t.Errorf("%s: %s, %v, want %s", address, a.base.String(), err, want)
		}
	}
	for _, address := range []string{"ftp://ada.example/", "https://", "https:///x", "file:///etc", "ada.example", "http://[::1", ""} {
		if _, err := OpenAddress(address, nil); err == nil {
			t.Errorf("%s was taken for an address", address)
		}
	}
}

// answers is a network of one function.
type answers func(*http.Request) (*http.Response, error)

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) { return a(r) }

// dripping is a body of which a byte comes once in a while, without end.
type dripping struct {
	ctx   context.Context
	every time.Duration
}

func (d dripping) Read(p []byte) (int, error) {
	select {
	case <-time.After(d.every):
		return copy(p, "x"), nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}

func (dripping) Close() error { return nil }

// TestAddressSilent: a host that says nothing, or next to nothing, does not hold the check for ever.
func TestAddressSilent(t *testing.T) {
	for name, every := range map[string]time.Duration{"silent": time.Hour, "dripping": 20 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			a, err := OpenAddress("https://ada.example/", answers(func(r *http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: 200, Body: dripping{r.Context(), every}, Request: r}, nil
			}))
			if err != nil {
				t.Fatal(err)
			}
			r := Check(t.Context(), a, Options{})
			if r.Outcome != Unchecked || len(r.Findings) != 1 || r.Findings[0].Got != errSilent.Error() {
				t.Errorf("%s: %s\n%s", name, r.Outcome, told(r))
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		a, err := OpenAddress("https://ada.example/", answers(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}))
		if err != nil {
			t.Fatal(err)
		}
		if r := Check(t.Context(), a, Options{}); r.Outcome != Unchecked || r.Findings[0].Got != errSilent.Error() {
			t.Errorf("no answer: %s\n%s", r.Outcome, told(r))
		}
	})
}

// TestAddressFillsIn: a host that answers every address with its front page has no proof there.
func TestAddressFillsIn(t *testing.T) {
	for _, page := range []string{"<!doctype html><title>Ada</title>", "\ufeff\n <HTML lang=en>", "<!DOCTYPE html>"} {
		a, err := OpenAddress("https://ada.example/", answers(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(page)), Request: r}, nil
		}))
		if err != nil {
			t.Fatal(err)
		}
		if r := Check(t.Context(), a, Options{}); r.Outcome != Unchecked || !slices.Equal(codes(r), []proof.Code{proof.CodeNotSealed}) {
			t.Errorf("%q: %s\n%s", page, r.Outcome, told(r))
		}
	}
}

// endless is a body without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
func (endless) Close() error               { return nil }

// TestLimits: what is more than the check takes on is named, and not read to its end.
func TestLimits(t *testing.T) {
	a, err := OpenAddress("https://ada.example/", answers(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: endless{}, Request: r}, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	if r := Check(t.Context(), a, Options{}); r.Outcome != Unchecked || !r.has(proof.CodeLimit) {
		t.Errorf("an endless list: %s\n%s", r.Outcome, told(r))
	}
	base := baseSite(t)
	base["proof/checkpoint"] = make([]byte, maxProofFile+1)
	if r := Check(t.Context(), base, reader(t)); !slices.Equal(codes(r), []proof.Code{proof.CodeLimit}) {
		t.Errorf("a head of %d bytes: %s\n%s", maxProofFile+1, r.Outcome, told(r))
	}
	crowd := baseSite(t)
	for i := range 300 {
		crowd[fmt.Sprintf("extra/%d", i)] = nil
	}
	r := Check(t.Context(), crowd, reader(t))
	if len(r.Findings) != toldOfCode || r.More[proof.CodeFileExtra] != 100 || !strings.HasPrefix(r.Statements[len(r.Statements)-1], "100 more findings of GF5003") {
		t.Errorf("%d findings, %v more, %q", len(r.Findings), r.More, r.Statements)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if r := Check(ctx, baseSite(t), reader(t)); r.Outcome == Held {
		t.Errorf("a check that was broken off has held")
	}
}
