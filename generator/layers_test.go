package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says what each package may import of ours: data goes one way through the house. A package
// that is not named here may not exist.
var layers = map[string][]string{
	"sample-portfolio":    {},
	"content/table":       {},
	"content/packed":      {},
	"content/spelling":    {},
	"content":             {"content/packed", "content/spelling", "content/table"},
	"content/entry":       {"content", "content/table"},
	"content/leak":        {"content", "content/table"},
	"content/starter":     {"content", "content/entry"},
	"generator/metrics":   {"content"},
	"generator/badge":     {"generator/proof"},
	"generator/chart":     {"generator/metrics"},
	"generator/importer":  {"content", "content/table"},
	"generator/markdown":  {},
	"generator/memo":      {},
	"generator/output":    {},
	"generator/cohort":    {"content/spelling", "content/table", "generator/proof", "generator/verify"},
	"generator/devserver": {"content", "generator/output"},
	"generator/proof":     {},
	"generator/showcase":  {"generator/cohort", "generator/markdown", "generator/output", "generator/render", "generator/site", "themes"},
	"generator/shown":     {},
	"generator/sitecheck": {},
	"generator/verify":    {"generator/proof", "generator/shown"},
	"generator/witness":   {"generator/proof"},
	"themes":              {},
	"generator/annotate":  {"content"},
	"generator/advice":    {"content", "content/table", "generator/metrics"},
	"generator/review":    {"content", "content/table", "generator/advice", "themes"},
	"generator/site":      {"content", "generator/metrics", "generator/chart"},
	"generator/render":    {"generator/site", "generator/output", "generator/markdown", "generator/chart"},
	"generator/seal":      {"content", "generator/markdown", "generator/proof", "generator/site"},
	"generator":           {"content", "generator/proof", "generator/seal", "generator/memo", "generator/site", "generator/render", "generator/output", "generator/markdown", "themes"},
	"cmd/gatefold":        {"sample-portfolio", "content", "content/table", "content/entry", "content/leak", "content/starter", "generator", "generator/advice", "generator/annotate", "generator/review", "generator/devserver", "generator/memo", "generator/output", "generator/proof", "generator/seal", "generator/verify", "generator/witness", "generator/badge", "generator/cohort", "generator/importer", "generator/showcase"},

	"generator/cohort/cohorttest": {"generator/proof"},
}

const module = "github.com/gatefold/gatefold/"

type listed struct {
	ImportPath string
	Imports    []string
}

func TestLayers(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		seen[name] = true
		allowed, ok := layers[name]
		if !ok {
			t.Errorf("package %s is not in the table of layers: where in the house does it belong?", name)
			continue
		}
		for _, imported := range p.Imports {
			other, ours := strings.CutPrefix(imported, module)
			if ours && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s: data does not go that way", name, other)
			}
		}
	}
	for name := range layers {
		if !seen[name] {
			t.Errorf("the table of layers names %s, which does not exist", name)
		}
	}
}

// TestNoClockBelowCommands keeps builds reproducible: the clock, the random source and the
// environment are read in cmd alone.
func TestNoClockBelowCommands(t *testing.T) {
	out, err := exec.Command("grep", "-rnE", `time\.Now\(|time\.Since\(|math/rand|crypto/rand|os\.Getenv\(|os\.LookupEnv\(|\bfunc init\(\)`,
		"--include=*.go", "--exclude=*_test.go", "../content", "../generator", "../themes").Output()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, "/vendor/build/") {
			t.Errorf("below cmd: %s", line)
		}
	}
}

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
