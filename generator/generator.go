// Package generator is the whole pipeline in one screen: records to pages to files. Everything it
// does is decided in the packages it calls; see the picture in each of their manuals.
package generator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// Builder turns portfolio folders into sites. The zero value is ready.
type Builder struct {
	// Drafts shows records that are marked as drafts; a public build leaves them out.
	Drafts bool
	// Memory is what earlier builds of the same folder worked out; nil when nothing is to be remembered.
	Memory *Memory
	// Settled is content.SettledAt the moment at which src was looked at: what has not changed since is
	// known by size and time. When it is zero, every file is read.
	Settled time.Time
	// Sign signs the list of all files of a sealed portfolio's site; nil leaves a signature there only
	// when the site is the one that was signed last.
	Sign Signer
}

// Signer signs a file SHA256SUMS and gives the file with the signature.
type Signer func(sums []byte) (signature []byte, err error)

// Result is a built site. Its pages are drawn when they are written or served.
type Result struct {
	Files    output.Files
	Pages    int // HTML pages among the files
	Charts   int // figures that they show
	Unsealed int // records and files that are not in the author's log as they are now; 0 without a log
	loaded   content.Problems
	draw     *drawing // nil when there is no site
}

// Problems is what was found, sorted by place. Some show only when a page is drawn: those that nobody
// has asked for yet are drawn now, until ctx ends. An error means that one cannot be.
func (r Result) Problems(ctx context.Context) (content.Problems, error) {
	if r.draw == nil {
		return r.loaded, nil
	}
	err := r.draw.settle(ctx)
	return r.draw.found.sorted(), err
}

// Known is what has been found by now, with nothing drawn for it.
func (r Result) Known() content.Problems {
	if r.draw == nil {
		return r.loaded
	}
	return r.draw.found.sorted()
}

// Load reads the folder src. Problems are what the learner can mend; the portfolio is nil only when
// portfolio.toml cannot be used.
func (b *Builder) Load(src fs.FS) (*content.Portfolio, content.Problems, error) {
	return content.Load(src, content.LoadOptions{Drafts: b.Drafts, Memory: b.Memory.decoded(), Settled: b.Settled})
}

// Build reads the folder src and gives its whole site. Problems are what the learner can mend; the
// sound rest is built all the same. Only when portfolio.toml cannot be used is there no file at
// all. The result depends on src alone. Its pages can be drawn until ctx ends.
func (b *Builder) Build(ctx context.Context, src fs.FS) (Result, error) {
	portfolio, problems, err := b.Load(src)
	if err != nil || portfolio == nil {
		return Result{loaded: problems}, err
	}
	theme, themeProblems := openTheme(portfolio, src)
	proven, proofProblems := b.proven(src, portfolio)
	problems = slices.Concat(problems, themeProblems, proofProblems)
	res, err := b.lay(ctx, src, portfolio, proven, theme, b.stamp(theme), problems)
	if err == nil && theme.own {
		err = res.draw.settle(ctx)
	}
	var broken *render.ThemeError
	if errors.As(err, &broken) && themes.Own(theme.files, broken.Path) {
		problems = append(problems, ownThemeProblem(broken))
		return b.lay(ctx, src, portfolio, proven, builtIn(portfolio), "", problems)
	}
	return res, err
}

// lay plans a site with one theme; nothing is drawn yet. Without a stamp nothing of it is remembered.
func (b *Builder) lay(ctx context.Context, src fs.FS, p *content.Portfolio, proven proven, t theme, stamp string, problems content.Problems) (Result, error) {
	draw := &drawing{ctx: ctx, memory: b.Memory, found: newFindings(problems)}
	ready := make(chan error, 1)
	go func() { ready <- draw.open(t) }()
	plan := site.Plan(p, proven.evidence(), stamp, draw.problems)
	res := Result{Pages: len(plan.Pages), Charts: plan.Charts, Unsealed: proven.unsealed(), draw: draw}
	if err := <-ready; err != nil {
		return res, err
	}
	draw.lay(plan.Pages, t.own)
	return res, cmp.Or(b.collect(&res.Files, src, plan, draw), proven.add(&res.Files, p, t.files, b.Sign))
}

// collect puts pages, data, assets and artifacts together.
func (b *Builder) collect(files *output.Files, src fs.FS, plan *site.Site, draw *drawing) error {
	for i, p := range plan.Pages {
		if err := files.Add(p.Path, output.Drawn(keyOf(p.Group), func() ([]byte, error) { return draw.page(i) })); err != nil {
			return err
		}
	}
	for _, f := range plan.Files {
		file := output.Drawn(keyOf(f.Group), f.Bytes)
		if f.Last {
			file = output.Last(f.Bytes)
		}
		if err := files.Add(f.Path, file); err != nil {
			return err
		}
	}
	assets, err := assets(draw.renderer, plan)
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
		if err := files.Add(c.Path, output.Copy(c.Size, b.copyKey(src, c.Source), open)); err != nil {
			return err
		}
	}
	return nil
}

func keyOf(g *site.Group) string {
	if g == nil {
		return ""
	}
	return g.Key
}

// copyKey stands for the bytes of a file by its size and time, "" when they are too young to tell.
func (b *Builder) copyKey(src fs.FS, name string) string {
	info, err := fs.Stat(src, name)
	if err != nil || b.Settled.IsZero() || !info.ModTime().Before(b.Settled) {
		return ""
	}
	return fmt.Sprintf("%s %d %d", name, info.Size(), info.ModTime().UnixNano())
}
