package shown_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/shown"
)

// folder is a site in a folder.
type folder string

func (f folder) Read(path string) ([]byte, bool) {
	body, err := os.ReadFile(filepath.Join(string(f), filepath.FromSlash(path)))
	return body, err == nil
}

// built builds a portfolio.
func built(t testing.TB, src fs.FS) folder {
	t.Helper()
	res, err := new(generator.Builder).Build(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := output.Write(dir, filepath.Join(t.TempDir(), "list"), res.Files); err != nil {
		t.Fatal(err)
	}
	return folder(dir)
}

// sealedOf are the fields that are sealed of a portfolio, by place, as a reader gets them.
func sealedOf(t testing.TB, src fs.FS) map[string]map[string]any {
	t.Helper()
	p, _, err := content.Load(src, content.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]any{}
	for _, c := range p.Canonical(proseOf) {
		fields := map[string]any{}
		for _, f := range c.Fields {
			fields[f.Name] = f.Value
		}
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(strings.NewReader(string(text)))
		dec.UseNumber()
		fields = nil
		if err := dec.Decode(&fields); err != nil {
			t.Fatal(err)
		}
		out[c.Place] = fields
	}
	return out
}

func proseOf(body string) (out []content.Prose) {
	for _, s := range markdown.Sections(body) {
		out = append(out, content.Prose{Heading: s.Title, Text: s.Body})
	}
	return out
}

// TestSample: the sample's site shows all of its records as they are sealed.
func TestSample(t *testing.T) {
	noDifference(t, os.DirFS("../../sample-portfolio"), 100)
}

// noDifference builds a portfolio and compares all that is sealed of it with the site.
func noDifference(t *testing.T, src fs.FS, atLeast int) {
	t.Helper()
	sealed, checker := sealedOf(t, src), shown.NewChecker(built(t, src))
	if len(sealed) < atLeast {
		t.Fatalf("%d records are sealed, want at least %d", len(sealed), atLeast)
	}
	for place, fields := range sealed {
		differences, compared := checker.Record(fields, 0)
		if !compared {
			t.Errorf("%s was not compared", place)
		}
		for _, d := range differences {
			t.Errorf("%s: %s\n says  %q\n wants %q", place, d.Path, d.Got, d.Expected)
		}
	}
}

var _ = fstest.MapFS{}
