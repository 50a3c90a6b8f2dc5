package generator

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/memo"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/proof"
)

// warmWorld is a portfolio that is edited at random, a site that is kept up with it by builds that
// remember, and what they remember.
type warmWorld struct {
	t      *testing.T
	rand   *rand.Rand
	dir    string // of the portfolio
	out    string // of the site
	cache  string
	memory *Memory
	drafts bool
	tick   time.Time
	done   []string // edits, for the message of a failure
}

// warmProjects are the sample's projects that the world has: few, so that 500 builds from scratch are
// quick, with links from one to the other.
var warmProjects = []string{"device-refresh", "erp-cloud"}

func newWarmWorld(t *testing.T, seed int64) *warmWorld {
	t.Helper()
	w := &warmWorld{t: t, rand: rand.New(rand.NewSource(seed)), tick: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	base := t.TempDir()
	w.dir, w.out, w.cache = filepath.Join(base, "portfolio"), filepath.Join(base, "site"), filepath.Join(base, "cache")
	sample := os.DirFS(sampleDir)
	err := fs.WalkDir(sample, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "projects/") && !slices.Contains(warmProjects, strings.Split(p, "/")[1]) {
			return err
		}
		data, err := fs.ReadFile(sample, p)
		w.write(p, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.memory = OpenMemory(w.cache, "test")
	return w
}

func (w *warmWorld) path(p string) string { return filepath.Join(w.dir, filepath.FromSlash(p)) }

// write gives each file a time of its own, long ago, so that it is trusted by it.
func (w *warmWorld) write(p string, data []byte) {
	w.t.Helper()
	full := w.path(p)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(full, data, 0o644); err != nil {
		w.t.Fatal(err)
	}
	w.tick = w.tick.Add(time.Second)
	if err := os.Chtimes(full, w.tick, w.tick); err != nil {
		w.t.Fatal(err)
	}
}

func (w *warmWorld) files() (out []string) {
	err := filepath.WalkDir(w.dir, func(full string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(w.dir, full)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// any is a random file, of those with an ending; "" when there is none.
func (w *warmWorld) any(ending string) string {
	files := slices.DeleteFunc(w.files(), func(p string) bool { return !strings.HasSuffix(p, ending) })
	if len(files) == 0 {
		return ""
	}
	return files[w.rand.Intn(len(files))]
}

func (w *warmWorld) read(p string) []byte {
	data, err := os.ReadFile(w.path(p))
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

// edit does one of what people and programs do to a folder.
func (w *warmWorld) edit() {
	edits := []func() string{w.appendText, w.appendText, w.changeCell, w.changeCell, w.dropLine, w.copyFile, w.removeFile, w.renameFile,
		w.renameProject, w.removeProject, w.breakFile, w.restore, w.restore, w.changeSettings, w.editTheme, w.addArtifact, w.nameOther, w.toggleDraft, w.sealIt}
	if done := edits[w.rand.Intn(len(edits))](); done != "" {
		w.done = append(w.done, done)
	}
}

func (w *warmWorld) appendText() string {
	p := w.any(".md")
	if p == "" {
		return ""
	}
	texts := []string{"\nMore words.\n", "\nSee R-01 and D-02.\n", "\n## A heading\n\n- one\n- two\n", "\n[a plan](../artifacts/plan.txt)\n", "\n[gone](nowhere.pdf) <b>x</b>\n"}
	w.write(p, append(w.read(p), texts[w.rand.Intn(len(texts))]...))
	return "append to " + p
}

func (w *warmWorld) changeCell() string {
	p := w.any(".csv")
	if p == "" {
		return ""
	}
	data := w.read(p)
	if len(data) < 10 {
		return ""
	}
	at := w.rand.Intn(len(data))
	if c := data[at]; c != '\n' && c != ',' && c != '"' && c < 0x80 {
		data[at] = "abcdefgh0123456789"[w.rand.Intn(18)]
	}
	w.write(p, data)
	return "change a character of " + p
}

func (w *warmWorld) dropLine() string {
	p := w.any("")
	if p == "" {
		return ""
	}
	lines := bytes.SplitAfter(w.read(p), []byte("\n"))
	i := w.rand.Intn(len(lines))
	w.write(p, bytes.Join(slices.Delete(lines, i, i+1), nil))
	return fmt.Sprintf("drop line %d of %s", i+1, p)
}

func (w *warmWorld) copyFile() string {
	p := w.any(".md")
	if p == "" {
		return ""
	}
	to := strings.TrimSuffix(p, ".md") + fmt.Sprintf("-%d.md", w.rand.Intn(3))
	w.write(to, w.read(p))
	return "copy " + p + " to " + to
}

func (w *warmWorld) removeFile() string {
	p := w.any("")
	if p == "" || p == "portfolio.toml" {
		return ""
	}
	if err := os.Remove(w.path(p)); err != nil {
		w.t.Fatal(err)
	}
	return "remove " + p
}

func (w *warmWorld) renameFile() string {
	from, like := w.any(""), w.any("")
	if from == "" || from == "portfolio.toml" || like == "portfolio.toml" {
		return ""
	}
	if err := os.Rename(w.path(from), w.path(like)); err != nil {
		w.t.Fatal(err)
	}
	return "rename " + from + " over " + like
}

func (w *warmWorld) renameProject() string {
	names, err := os.ReadDir(w.path("projects"))
	if err != nil || len(names) == 0 {
		return ""
	}
	from := names[w.rand.Intn(len(names))].Name()
	to := []string{"device-refresh", "erp-cloud", "Third Project"}[w.rand.Intn(3)]
	if os.Rename(w.path("projects/"+from), w.path("projects/"+to)) != nil { // it is there
		return ""
	}
	return "rename project " + from + " to " + to
}

func (w *warmWorld) removeProject() string {
	if w.rand.Intn(4) > 0 {
		return ""
	}
	names, err := os.ReadDir(w.path("projects"))
	if err != nil || len(names) == 0 {
		return ""
	}
	name := names[w.rand.Intn(len(names))].Name()
	if err := os.RemoveAll(w.path("projects/" + name)); err != nil {
		w.t.Fatal(err)
	}
	return "remove project " + name
}

func (w *warmWorld) breakFile() string {
	p := w.any("")
	if p == "" || p == "portfolio.toml" && w.rand.Intn(3) > 0 {
		return ""
	}
	bad := [][]byte{nil, []byte("+++\nid = \n+++\n"), []byte("\x00\xff"), []byte("title = \"unclosed\n"), []byte("a,b\n\"c\n")}
	w.write(p, bad[w.rand.Intn(len(bad))])
	return "break " + p
}

// restore puts files of the sample back.
func (w *warmWorld) restore() string {
	sample := os.DirFS(sampleDir)
	var all []string
	_ = fs.WalkDir(sample, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (!strings.HasPrefix(p, "projects/") || slices.Contains(warmProjects, strings.Split(p, "/")[1])) {
			all = append(all, p)
		}
		return nil
	})
	for range 10 {
		p := all[w.rand.Intn(len(all))]
		data, err := fs.ReadFile(sample, p)
		if err != nil {
			w.t.Fatal(err)
		}
		w.write(p, data)
	}
	if data, err := fs.ReadFile(sample, "portfolio.toml"); err == nil {
		w.write("portfolio.toml", data)
	}
	return "restore some files"
}

func (w *warmWorld) changeSettings() string {
	lines := []string{"as_of = 2026-03-01\n", "language = \"de\"\n", "base_url = \"https://ada.example/\"\n", "title = \"Another\"\n"}
	line := lines[w.rand.Intn(len(lines))]
	w.write("portfolio.toml", append([]byte(line), w.read("portfolio.toml")...))
	return "settings: " + line
}

func (w *warmWorld) editTheme() string {
	themes := []struct{ path, text string }{
		{"theme/tokens.css", ":root { --own: 1px }\n"}, {"theme/parts/voice/part.html", "<p class=\"own\">{{text .Text}}</p>\n"},
		{"theme/parts/voice/part.html", "{{.Nothing}}\n"}, {"theme/parts/facts/part.html", "{{range .Items}}<p>{{.Label}}</p>{{end}}\n"}, {"theme/layouts/page.html", "{{if}}\n"},
	}
	if w.rand.Intn(2) == 0 {
		if err := os.RemoveAll(w.path("theme")); err != nil {
			w.t.Fatal(err)
		}
		return "remove the theme"
	}
	e := themes[w.rand.Intn(len(themes))]
	w.write(e.path, []byte(e.text))
	return "theme: " + e.path
}

func (w *warmWorld) addArtifact() string {
	project := warmProjects[w.rand.Intn(len(warmProjects))]
	p := fmt.Sprintf("projects/%s/artifacts/%s", project, []string{"plan.txt", "Plan.TXT", "page.html", "deep/er.txt"}[w.rand.Intn(4)])
	if info, err := os.Stat(w.path(p)); err == nil && info.IsDir() {
		return ""
	}
	w.write(p, bytes.Repeat([]byte("x"), w.rand.Intn(100)))
	return "artifact " + p
}

func (w *warmWorld) nameOther() string {
	p := w.any(".md")
	if p == "" {
		return ""
	}
	other := warmProjects[w.rand.Intn(len(warmProjects))]
	w.write(p, fmt.Appendf(w.read(p), "\nAs in %s:R-0%d and %s:D-0%d.\n", other, w.rand.Intn(9), other, w.rand.Intn(9)))
	return "name " + other + " in " + p
}

func (w *warmWorld) toggleDraft() string {
	p := w.any(".md")
	if p == "" {
		return ""
	}
	word := []string{"draft", "withhold"}[w.rand.Intn(2)]
	w.write(p, bytes.Replace(w.read(p), []byte("+++\n"), []byte("+++\n"+word+" = true\n"), 1))
	return word + " " + p
}

// upset does to what is remembered what may happen to it between two runs.
func (w *warmWorld) upset() {
	switch w.rand.Intn(6) {
	case 0:
		w.drafts = !w.drafts
	case 1, 2:
		w.save()
		w.memory = OpenMemory(w.cache, "test")
	case 3:
		w.save()
		name := filepath.Join(w.cache, []string{"files", "pages"}[w.rand.Intn(2)])
		if info, err := os.Stat(name); err == nil {
			if err := os.Truncate(name, info.Size()*int64(w.rand.Intn(100))/100); err != nil {
				w.t.Fatal(err)
			}
		}
		w.memory = OpenMemory(w.cache, "test")
		w.done = append(w.done, "tear the cache")
	case 4:
		if err := os.RemoveAll(w.cache); err != nil {
			w.t.Fatal(err)
		}
		w.memory = OpenMemory(w.cache, "test")
		w.done = append(w.done, "delete the cache")
	}
}

func (w *warmWorld) save() {
	if err := w.memory.Save(); err != nil {
		w.t.Fatal(err)
	}
}

// check builds with memory and from scratch, and compares what a reader gets.
func (w *warmWorld) check() {
	w.t.Helper()
	tree, err := memo.Look(w.dir, func(string) bool { return false })
	if err != nil {
		w.t.Fatal(err)
	}
	defer tree.Close()
	warm := Builder{Drafts: w.drafts, Memory: w.memory, Settled: content.SettledAt(time.Now())}
	got, err := warm.Build(w.t.Context(), tree)
	if err != nil {
		w.fail("%v", err)
	}
	clean := Builder{Drafts: w.drafts}
	want, err := clean.Build(w.t.Context(), os.DirFS(w.dir))
	if err != nil {
		w.fail("%v", err)
	}
	if got.Files.Len() > 0 {
		if _, err := output.Write(w.out, w.out+".list", got.Files); err != nil {
			w.fail("%v", err)
		}
		w.compare(want.Files)
	}
	if got.Files.Len() != want.Files.Len() || got.Pages != want.Pages || got.Charts != want.Charts {
		w.fail("%d files, %d pages, %d charts; from scratch %d, %d, %d", got.Files.Len(), got.Pages, got.Charts, want.Files.Len(), want.Pages, want.Charts)
	}
	if a, b := problemsOf(w.t, got), problemsOf(w.t, want); !reflect.DeepEqual(a, b) {
		w.fail("problems\n%v\nfrom scratch\n%v", a, b)
	}
}

// compare holds the folder of the site to a build from scratch, byte for byte.
func (w *warmWorld) compare(want output.Files) {
	w.t.Helper()
	lists := w.rand.Intn(10) == 0 // to list all files is to draw them all once more
	for p, file := range want.All() {
		if strings.HasPrefix(p, proof.SumsPath) && !lists {
			continue
		}
		body, err := file.Bytes()
		if errors.Is(err, output.ErrAbsent) {
			if _, err := os.Stat(filepath.Join(w.out, filepath.FromSlash(p))); !errors.Is(err, fs.ErrNotExist) {
				w.fail("%s is there (%v)", p, err)
			}
			continue
		}
		if err != nil {
			w.fail("%s: %v", p, err)
		}
		there, err := os.ReadFile(filepath.Join(w.out, filepath.FromSlash(p)))
		if err != nil || !bytes.Equal(there, body) {
			w.fail("%s is not as from scratch (%v)", p, err)
		}
	}
}

func (w *warmWorld) fail(format string, args ...any) {
	w.t.Helper()
	last := w.done[max(0, len(w.done)-12):]
	w.t.Fatalf(format+"\nthe last edits:\n  %s", append(args, strings.Join(last, "\n  "))...)
}

// TestWarmEqualsClean is the law of every memory: after any sequence of edits a build that remembers
// gives the same bytes and problems as one from scratch.
func TestWarmEqualsClean(t *testing.T) {
	const edits = 500
	w := newWarmWorld(t, 1)
	w.check()
	for n := 0; n < edits; {
		for range 1 + w.rand.Intn(3) {
			w.edit()
			n++
		}
		if w.rand.Intn(5) == 0 {
			w.upset()
		}
		w.check()
	}
}
