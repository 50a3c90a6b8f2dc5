package generator

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/generator/sitecheck"
)

// TestSampleSite holds every page of the sample to the rules of the house, as it is and as if it were sealed.
func TestSampleSite(t *testing.T) {
	_, sealed := sealedSample(t)
	for kind, files := range map[string]fs.FS{"not sealed": buildSample(t).Files.FS(), "sealed": os.DirFS(sealed)} {
		findings, err := sitecheck.Check(files, sitecheck.Config{
			Policy: site.Policy, MaxHTML: 60_000, MaxCSS: 25_000, MaxGzip: 20_000, Unstyled: "404.html",
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			t.Errorf("%s: %s", kind, f)
		}
	}
}

// TestSampleIsValidHTML asks the reference checker of the HTML standard.
func TestSampleIsValidHTML(t *testing.T) {
	jar := npmModule(t, "the Nu HTML checker (npm vnu-jar)", "vnu-jar/build/dist/vnu.jar")
	java, err := exec.LookPath("java")
	java = needTool(t, "Java", java, err)
	args := []string{"-Xss4m", "-jar", jar, "--errors-only", "--format", "gnu"}
	for _, build := range []func(testing.TB) (Result, string){builtSample, sealedSample} {
		res, dir := build(t)
		for _, p := range htmlPages(res) {
			args = append(args, filepath.Join(dir, filepath.FromSlash(p)))
		}
	}
	out, err := exec.Command(java, args...).CombinedOutput()
	if err != nil {
		for line := range strings.Lines(string(out)) {
			t.Error(strings.TrimSpace(line))
		}
	}
}

// TestSameBytes builds from a shuffled listing and from another folder; cmd tests another time zone.
func TestSameBytes(t *testing.T) {
	want := buildSample(t).Files
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sampleDir)); err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string]fs.FS{"shuffled listing": backwards{os.DirFS(sampleDir)}, "another folder": os.DirFS(dir)} {
		res, err := new(Builder).Build(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		if diff := output.Compare(want, res.Files); !diff.Empty() {
			t.Errorf("%s: other bytes in %v, gone %v", name, diff.Written, diff.Removed)
		}
	}
}

// backwards lists every folder in the wrong order.
type backwards struct{ fs.FS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(b.FS, name)
	for i, j := 0, len(entries)-1; i < j; i, j = i+1, j-1 {
		entries[i], entries[j] = entries[j], entries[i]
	}
	return entries, err
}

// TestSecondBuildWritesNothing also holds the folder to the files in memory.
func TestSecondBuildWritesNothing(t *testing.T) {
	res, dir, list := buildSample(t), t.TempDir(), filepath.Join(t.TempDir(), "list")
	for i, want := range []int{res.Files.Len(), 0} {
		diff, err := output.Write(dir, list, res.Files)
		if err != nil {
			t.Fatal(err)
		}
		if len(diff.Written) != want {
			t.Errorf("build %d wrote %d files, want %d", i+1, len(diff.Written), want)
		}
	}
	for p, f := range res.Files.All() {
		body, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p))); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%s differs from what was built (%v)", p, err)
		}
	}
}

// TestBasisOnEveryProjectPage: invented work is never shown as employment.
func TestBasisOnEveryProjectPage(t *testing.T) {
	for p, f := range buildSample(t).Files.All() {
		if !strings.HasPrefix(p, "projects/") || !strings.HasSuffix(p, ".html") {
			continue
		}
		body, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		_, main, _ := strings.Cut(string(body), "<main")
		if !strings.Contains(main, "Simulated PMO") {
			t.Errorf("%s does not say that it was a simulated PMO", p)
		}
	}
}
