package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
)

func buildFiles(t *testing.T, files map[string]string) Result {
	t.Helper()
	src := fstest.MapFS{
		"portfolio.toml":          {Data: []byte("[owner]\nname = \"N\"\n")},
		"projects/x/project.toml": {Data: []byte("title = \"T\"\nbasis = \"personal\"\nrole = \"PM\"\n")},
	}
	for name, body := range files {
		src[name] = &fstest.MapFile{Data: []byte(body)}
	}
	res, err := new(Builder).Build(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestTextsThatCannotBeShown are reported with file and line, and their words stay.
func TestTextsThatCannotBeShown(t *testing.T) {
	res := buildFiles(t, map[string]string{
		"projects/x/meetings/a.md": "+++\ndate = 2026-01-05\nforum = \"F\"\n+++\nFine.\n\n[plan](../artifacts/gone.pdf) and [run](javascript:alert(1))\n\n<b>bold</b>\n",
	})
	want := map[int]int{7: 2, 9: 1}
	for _, p := range problemsOf(t, res) {
		if p.Code != content.CodeNotRendered || p.Path != "projects/x/meetings/a.md" {
			t.Errorf("unexpected: %s %s: %s", p.Code, p.Place(), p.Message)
			continue
		}
		want[p.Line]--
	}
	for line, missing := range want {
		if missing > 0 {
			t.Errorf("line %d: %d problems missing; have %v", line, missing, problemsOf(t, res))
		}
	}
	file, _ := res.Files.Get("projects/x/meetings/2026-01-05/index.html")
	body, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"plan", "run", "&lt;b&gt;bold&lt;/b&gt;"} {
		if !strings.Contains(string(body), words) {
			t.Errorf("%q is lost", words)
		}
	}
	if json, _ := res.Files.Get("data/portfolio.json"); !jsonHas(t, json.Bytes, fmt.Sprintf(`"warnings": %d`, problemsOf(t, res).Count(content.Warning))) || len(problemsOf(t, res)) < 3 {
		t.Errorf("data/portfolio.json does not count what was found while drawing: %v", problemsOf(t, res))
	}
}

func jsonHas(t *testing.T, read func() ([]byte, error), words string) bool {
	t.Helper()
	body, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(body), words)
}

// TestActiveArtifactsAreDownloads: what could run on the site's own address is never shown there.
func TestActiveArtifactsAreDownloads(t *testing.T) {
	res := buildFiles(t, map[string]string{"projects/x/artifacts/plan.html": "<script>alert(1)</script>", "projects/x/artifacts/plan.pdf": "%PDF"})
	headers, _ := res.Files.Get("_headers")
	if !jsonHas(t, headers.Bytes, "/projects/x/artifacts/plan.html\n  Content-Disposition: attachment") || jsonHas(t, headers.Bytes, "plan.pdf") {
		t.Error("_headers must make the page a download, and leave the PDF alone")
	}
	list, _ := res.Files.Get("projects/x/artifacts/index.html")
	if !jsonHas(t, list.Bytes, `href="plan.html" download`) {
		t.Error("the link to an active artifact must say download")
	}
}

// TestThemeLinksAreNotFollowed: what lies in private/ never reaches the site by way of a theme.
func TestThemeLinksAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	for name, body := range map[string]string{"portfolio.toml": "[owner]\nname = \"N\"\n", "private/s.css": ".secret{}", "theme/tokens.css": ":root { --own: 1px; }\n"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"theme/print.css": "../private/s.css", "theme/base.css": "/etc/hostname"} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	res, err := new(Builder).Build(t.Context(), root.FS())
	if err != nil {
		t.Fatal(err)
	}
	var refused []string
	for _, p := range problemsOf(t, res) {
		if p.Code == content.CodeThemeTemplate {
			refused = append(refused, p.Path)
		}
	}
	css, _ := res.Files.Get("assets/site.css")
	if strings.Join(refused, " ") != "theme/base.css theme/print.css" || jsonHas(t, css.Bytes, "secret") || !jsonHas(t, css.Bytes, "--own:1px") || !jsonHas(t, css.Bytes, "@page") {
		t.Errorf("refused %v; the style sheet must hold the plain file, and the built-in theme's in place of the links", refused)
	}
}

// TestBrokenOwnThemeFallsBack: the whole site is built with the built-in theme, and the line is named.
func TestBrokenOwnThemeFallsBack(t *testing.T) {
	res := buildFiles(t, map[string]string{"theme/layouts/page.html": "<p>\n{{.Nonsense}}\n"})
	if len(problemsOf(t, res)) != 1 || problemsOf(t, res)[0].Path != "theme/layouts/page.html" || problemsOf(t, res)[0].Line != 2 {
		t.Errorf("problems %v, want one at theme/layouts/page.html, line 2", problemsOf(t, res))
	}
	if page, ok := res.Files.Get("projects/x/index.html"); !ok || !jsonHas(t, page.Bytes, "Personal project") {
		t.Error("the case page is missing or incomplete")
	}
}
