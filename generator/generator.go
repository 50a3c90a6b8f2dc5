// Package generator is the whole pipeline in one screen: records to pages to files. Everything it
// does is decided in the packages it calls; see the picture in each of their manuals.
package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// Builder turns portfolio folders into sites. The zero value is ready.
type Builder struct {
	// Drafts shows records that are marked as drafts; a public build leaves them out.
	Drafts bool
}

// Result is a built site and what was found on the way.
type Result struct {
	Files    output.Files
	Problems content.Problems
	Pages    int // HTML pages among the files
	Charts   int // figures that they show
}

// Build reads the folder src and gives its whole site. Problems are what the learner can mend; the
// sound rest is built all the same. Only when portfolio.toml cannot be used is there no file at
// all. The result depends on src alone.
func (b *Builder) Build(ctx context.Context, src fs.FS) (Result, error) {
	portfolio, problems, err := content.Load(src, content.LoadOptions{Drafts: b.Drafts})
	if err != nil || portfolio == nil {
		return Result{Problems: problems}, err
	}
	theme, themeProblems := openTheme(portfolio, src)
	found := &findings{problems: append(problems, themeProblems...)}
	plan := site.Plan(portfolio, found.sorted)
	pages, err := renderPages(ctx, theme, plan.Pages, found)
	var broken *render.ThemeError
	if errors.As(err, &broken) && themes.Own(theme.files, broken.Path) {
		found.add(ownThemeProblem(broken))
		theme = builtIn(portfolio)
		pages, err = renderPages(ctx, theme, plan.Pages, found)
	}
	res := Result{Problems: found.sorted(), Pages: len(plan.Pages), Charts: plan.Charts}
	if err != nil {
		return res, err
	}
	return res, collect(&res.Files, src, theme, plan, pages)
}

// renderPages draws all pages, as many at a time as there are processors.
func renderPages(ctx context.Context, t theme, pages []site.Page, found *findings) ([][]byte, error) {
	r, err := render.New(t.files, markdown.New(), found.refused)
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(pages))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, page := range pages {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			body, err := r.Page(page)
			out[i] = body
			return err
		})
	}
	return out, group.Wait()
}

// collect puts pages, data, assets and artifacts together.
func collect(files *output.Files, src fs.FS, t theme, plan *site.Site, pages [][]byte) error {
	for i, p := range plan.Pages {
		if err := files.Add(p.Path, output.Bytes(pages[i])); err != nil {
			return err
		}
	}
	for _, f := range plan.Files {
		body, err := f.Bytes()
		if err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
		if err := files.Add(f.Path, output.Bytes(body)); err != nil {
			return err
		}
	}
	assets, err := t.assets(plan)
	if err != nil {
		return err
	}
	for _, a := range assets {
		if err := files.Add(a.path, output.Bytes(a.body)); err != nil {
			return err
		}
	}
	for _, c := range plan.Copies {
		open := func() (io.ReadCloser, error) { return src.Open(c.Source) }
		if err := files.Add(c.Path, output.Copy(c.Size, "", open)); err != nil {
			return err
		}
	}
	return nil
}
