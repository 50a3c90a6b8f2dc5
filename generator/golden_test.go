package generator

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/site"
)

var update = flag.Bool("update", false, "write the golden files anew")

// supposed is what the log of an archive's portfolio would say; nothing of those that are not named.
var supposed = map[string]func(*content.Portfolio) site.Evidence{"sealed.txtar": sealedSmall}

// TestGolden builds the small portfolio of each testdata/golden/*.txtar, whose files under want/ are
// pages and data of its site, byte for byte. With -update they are written anew: read the diff.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) { golden(t, name) })
	}
}

func golden(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	src := fstest.MapFS{}
	for _, f := range archive.Files {
		if rel, err := filepath.Rel("want", f.Name); err != nil || rel[0] == '.' {
			src[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	res := supposing(t, src, supposed[filepath.Base(name)])
	for i, f := range archive.Files {
		rel, err := filepath.Rel("want", f.Name)
		if err != nil || rel[0] == '.' {
			continue
		}
		file, ok := res.Files.Get(filepath.ToSlash(rel))
		if !ok {
			t.Errorf("%s is not written", rel)
			continue
		}
		got, err := file.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > 0 && got[len(got)-1] != '\n' {
			got = append(got, '\n')
		}
		if *update {
			archive.Files[i].Data = got
		} else if !bytes.Equal(got, f.Data) {
			t.Errorf("%s differs from %s; run `go test ./generator -run Golden -update` and read the diff. It is now:\n%s", rel, name, got)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
