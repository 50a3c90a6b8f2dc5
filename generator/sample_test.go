package generator

import (
	"os"
	"testing"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// sampleDir is the sample portfolio as it is shipped.
const sampleDir = "../sample-portfolio"

// buildSample builds the sample portfolio in memory.
func buildSample(t testing.TB) Result {
	t.Helper()
	root, err := os.OpenRoot(sampleDir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	res, err := new(Builder).Build(t.Context(), root.FS())
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// problemsOf are all problems of a build, those that show only when pages are drawn too.
func problemsOf(t testing.TB, res Result) content.Problems {
	t.Helper()
	problems, err := res.Problems(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

// builtSample also writes it to a folder of its own.
func builtSample(t testing.TB) (Result, string) {
	t.Helper()
	res, dir := buildSample(t), t.TempDir()
	if _, err := output.Write(dir, t.TempDir()+"/list", res.Files); err != nil {
		t.Fatal(err)
	}
	return res, dir
}
