package generator

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
	"github.com/gatefold/gatefold/generator/review"
)

// TestReviewPageLooks opens a coach's private page from the disk, in both colour schemes and at 360 px, and asks
// axe-core about it.
func TestReviewPageLooks(t *testing.T) {
	axe, err := os.ReadFile(npmModule(t, "axe-core (npm)", "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(file, reviewPage(t), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	w := watching(t, ctx, "")
	for _, scheme := range []string{"light", "dark"} {
		setScheme(t, ctx, scheme)
		if err := chromedp.Run(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate("file://"+filepath.ToSlash(file))); err != nil {
			t.Fatal(err)
		}
		for _, fault := range append(w.take(), axeFaults(t, ctx, string(axe))...) {
			t.Errorf("%s: %s", scheme, fault)
		}
		if wide := overflow(t, ctx); wide != "" {
			t.Errorf("%s: scrolls sideways at 360 px: %s", scheme, wide)
		}
	}
}

// reviewPage is about one portfolio in which everything is there, and one in which nothing is.
func reviewPage(t *testing.T) []byte {
	t.Helper()
	bare := fstest.MapFS{"portfolio.toml": {Data: []byte("[owner]\nname = \"Ada Osei\"\n")}, "projects/x/project.toml": {Data: []byte("title = \"X\"\nrole = \"PM\"\nbasis = \"personal\"\n")}}
	var folders []review.Folder
	for i, of := range []advice.Options{{Source: os.DirFS("../sample-portfolio")}, {Source: bare}} {
		p, problems, err := content.Load(of.Source, content.LoadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		of.Loaded = problems
		folders = append(folders, review.Folder{Name: []string{"sample", "bare"}[i], Portfolio: p, Problems: problems, Options: of})
	}
	rubric, problems := review.ReadRubric("default", []byte(review.DefaultRubric))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	page, err := review.New(folders, rubric, review.Grades{}).Page()
	if err != nil {
		t.Fatal(err)
	}
	return page
}
