package shown_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/shown"
)

// files is a site in memory.
type files map[string]string

func (f files) Read(path string) ([]byte, bool) {
	body, ok := f[path]
	return []byte(body), ok
}

// minutes is a site with one document, whose page shows a text.
func minutes(t testing.TB, text, lang string) files {
	t.Helper()
	res, err := markdown.New().HTML(text, markdown.Options{Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	return files{
		"projects/p/meetings/x/index.html": "<!doctype html><title>T</title>" + string(res.HTML),
		"data/portfolio.json":              `{"projects": [{"slug": "p", "records": [{"id": "x"}]}]}`,
	}
}

// sealedText is a text as the fields of a document.
func sealedText(text string) map[string]any {
	fields := map[string]any{"record": "p/meetings/x"}
	for _, s := range markdown.Sections(text) {
		name := "body"
		if s.Title != "" {
			name = "## " + s.Title
		}
		for fields[name] != nil {
			name += "#2"
		}
		fields[name] = norm.NFC.String(strings.TrimSpace(s.Body))
	}
	return fields
}

// examples are the texts of the CommonMark specification and of the cases of package markdown.
func examples(t testing.TB) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var spec []struct{ Markdown string }
	if err := json.Unmarshal(body, &spec); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range spec {
		out = append(out, e.Markdown)
	}
	names, _ := filepath.Glob("../markdown/testdata/*.txt")
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
			_, body, _ := strings.Cut(c, "\n")
			src, _, _ := strings.Cut("\n"+body, "\n--- html\n")
			out = append(out, src)
		}
	}
	if len(out) < 700 {
		t.Fatalf("%d examples, want at least 700", len(out))
	}
	return out
}

// TestMarkdownShown: no text that package markdown renders is missed on its page.
func TestMarkdownShown(t *testing.T) {
	all := examples(t)
	for i := range all {
		for _, text := range []string{all[i], all[i] + "\n\n" + all[(i*7+3)%len(all)], "## A heading\n" + all[i] + "\n## Another\n" + all[(i*11+5)%len(all)], "> " + strings.ReplaceAll(all[i], "\n", "\n> "), "- " + strings.ReplaceAll(all[i], "\n", "\n  ")} {
			for _, lang := range []string{"en", ""} {
				site := minutes(t, text, lang)
				differences, _ := shown.NewChecker(site).Record(sealedText(text), 0)
				for _, d := range differences {
					t.Errorf("%q\n is missed in %s\n of %q", d.Expected, site[d.Path], text)
				}
			}
		}
	}
}

// FuzzMarkdownShown: the same of any text.
func FuzzMarkdownShown(f *testing.F) {
	for _, text := range examples(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		site := minutes(t, text, "en")
		for _, d := range first(shown.NewChecker(site).Record(sealedText(text), 0)) {
			t.Errorf("%q\n is missed in %s\n of %q", d.Expected, site[d.Path], text)
		}
	})
}

func first(d []shown.Difference, _ bool) []shown.Difference { return d }
