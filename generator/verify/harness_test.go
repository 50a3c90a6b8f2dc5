package verify

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	fixtures = "../proof/testdata/tamper"
	scripts  = "../../themes/testdata/verify"
)

func needTool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing: %v", name, err)
	}
	t.Skipf("needs %s, which is not installed here (.ci/run installs it)", name)
	return ""
}

// memory is a site without a disk.
type memory map[string][]byte

func (m memory) AtOnce() int { return 2 }

func (m memory) Entries(context.Context) ([]Entry, bool, error) {
	var out []Entry
	for path := range m {
		out = append(out, Entry{Path: path})
	}
	return out, true, nil
}

func (m memory) Open(_ context.Context, path string) (io.ReadCloser, error) {
	data, ok := m[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// readSite reads a folder.
func readSite(t testing.TB, dir string) memory {
	t.Helper()
	m := memory{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		m[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func writeSite(t testing.TB, dir string, m memory) {
	t.Helper()
	for path, data := range m {
		name := filepath.Join(dir, filepath.FromSlash(path))
		err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, data, 0o666))
		if err != nil {
			t.Fatal(err)
		}
	}
}

// packed is a zip of a site below prefix.
func packed(t testing.TB, m memory, prefix string) *Zip {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, path := range slices.Sorted(maps.Keys(m)) {
		f, err := w.Create(prefix + path)
		if err == nil {
			_, err = f.Write(m[path])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := NewZip(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// hosted serves a site below /sub/path/ as hosts do, without names that begin with a dot.
func hosted(t testing.TB, m memory) Address {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, ok := strings.CutPrefix(r.URL.Path, "/sub/path/")
		data, found := m[path]
		if !ok || !found || strings.Contains(r.URL.Path, "/.") {
			http.NotFound(w, r)
			return
		}
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	a, err := OpenAddress(server.URL+"/sub/path/index.html?x=1#y", nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// codes are those of a report, sorted, each once, without the notes that a host's habits make.
func codes(r Report) []proof.Code {
	out := []proof.Code{}
	for _, f := range r.Findings {
		if f.Code != proof.CodeNotServed {
			out = append(out, f.Code)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reader is what somebody knows of the base site from elsewhere.
func reader(t testing.TB) Options {
	t.Helper()
	var known struct{ Key, Policy string }
	readJSON(t, filepath.Join(fixtures, "reader.json"), &known)
	return Options{Key: known.Key, Policy: []byte(known.Policy)}
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// question is one of judge.js.
type question struct {
	Dir    string             `json:"dir"`
	Zip    string             `json:"zip,omitempty"`
	HTTP   bool               `json:"http,omitempty"`
	Key    string             `json:"key"`
	Policy string             `json:"policy"`
	Files  map[string]*[]byte `json:"files,omitempty"`
}

// verdict is what the page's script says.
type verdict struct {
	Outcome   Outcome
	Codes     []proof.Code
	Headline  string
	Sentences []string
}

// judges asks the page's script.
func judges(t testing.TB, questions []question) []verdict {
	t.Helper()
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, q := range questions {
		if err := enc.Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), needTool(t, "node"), filepath.Join(scripts, "judge.js"))
	cmd.Stdin = &in
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []verdict
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var v verdict
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		v.Codes = slices.DeleteFunc(v.Codes, func(c proof.Code) bool { return c == proof.CodeNotServed })
		all = append(all, v)
	}
	if len(all) != len(questions) {
		t.Fatalf("%d verdicts on %d sites", len(all), len(questions))
	}
	return all
}

// agree holds a report to what the page's script says of the same site: outcome, codes and sentences.
func agree(t *testing.T, what string, r Report, v verdict) {
	t.Helper()
	if r.Outcome != v.Outcome || !slices.Equal(codes(r), v.Codes) {
		t.Errorf("%s: %s %v; the page's script says %s %v\n%s", what, r.Outcome, codes(r), v.Outcome, v.Codes, told(r))
	}
	if v.Sentences != nil && (r.Headline() != v.Headline || !slices.Equal(r.Statements, v.Sentences)) {
		t.Errorf("%s:\n%s %q\nthe page's script says\n%s %q", what, r.Headline(), r.Statements, v.Headline, v.Sentences)
	}
}

// told is a report for the eyes of a tester.
func told(r Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(string(f.Code) + " " + f.Path + ": expected " + f.Expected + "; got " + f.Got + "\n")
	}
	return b.String()
}
