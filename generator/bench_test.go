package generator

import (
	"os"
	"testing"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
)

// BenchmarkBuildSample is a cold build of the sample portfolio in memory, every page drawn.
func BenchmarkBuildSample(b *testing.B) {
	for b.Loop() {
		res, err := new(Builder).Build(b.Context(), os.DirFS(sampleDir))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := res.Problems(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadSample is the decoding of every register and document of the sample.
func BenchmarkLoadSample(b *testing.B) {
	for b.Loop() {
		if _, _, err := content.Load(os.DirFS(sampleDir), content.LoadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPage draws the heaviest kinds of page.
func BenchmarkPage(b *testing.B) {
	portfolio, problems, err := content.Load(os.DirFS(sampleDir), content.LoadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	theme := builtIn(portfolio)
	renderer, err := render.New(theme.files, markdown.New(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range site.Plan(portfolio, site.Evidence{}, "", func() content.Problems { return problems }).Pages {
		switch p.Path {
		case "index.html", "projects/erp-cloud/index.html", "projects/erp-cloud/raid/index.html", "projects/erp-cloud/status/2026-06-12/index.html":
			b.Run(p.Layout, func(b *testing.B) {
				for b.Loop() {
					if _, err := renderer.Page(p); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkWriteSample writes the built sample into a new folder each time.
func BenchmarkWriteSample(b *testing.B) {
	files := buildSample(b).Files
	for b.Loop() {
		b.StopTimer()
		dir, list := b.TempDir(), b.TempDir()+"/list"
		b.StartTimer()
		if _, err := output.Write(dir, list, files); err != nil {
			b.Fatal(err)
		}
	}
}
