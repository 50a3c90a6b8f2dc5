package content

import (
	"os"
	"path/filepath"
	"testing"
)

// TestHostileFolder loads a folder from a disk that holds what a map cannot: links out of the folder,
// and a file that says it is a gigabyte.
func TestHostileFolder(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret.csv")
	write := func(name, text string) string {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("portfolio.toml", basePortfolio)
	write("projects/x/project.toml", baseProject)
	if err := os.WriteFile(outside, []byte("id,title,date\nD-1,Secret,2025-01-01\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(write("projects/x/raid.csv", raidHead), 1<<30); err != nil {
		t.Fatal(err)
	}
	write("projects/x/artifacts/a.txt", "")
	for link, target := range map[string]string{"projects/x/decisions.csv": outside, "projects/x/gates": filepath.Dir(outside), "projects/x/artifacts/s.csv": outside, "projects/y": dir, "about.md": outside} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	p, problems := load(t, os.DirFS(dir))
	want := map[string]string{
		"about.md": CodeSymlink, "projects/x/artifacts/s.csv": CodeSymlink, "projects/x/decisions.csv": CodeSymlink, "projects/x/gates": CodeSymlink,
		"projects/x/raid.csv": CodeTooLarge, "projects/y": CodeSymlink,
	}
	for _, q := range problems {
		if want[q.Path] != q.Code || q.Severity != Error {
			t.Errorf("%s %s: %s", q.Code, q.Place(), q.Message)
		}
		delete(want, q.Path)
	}
	if len(want) > 0 || len(p.Projects) != 1 || len(p.Projects[0].Records) != 0 || len(p.Projects[0].Artifacts) != 1 {
		t.Errorf("not refused: %v; %d records", want, len(p.Projects[0].Records))
	}
}
