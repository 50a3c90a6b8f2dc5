package generator

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
)

// drawing draws the pages of one site when they are asked for, and knows which of them nobody has
// drawn yet, because some problems show only then.
type drawing struct {
	ctx      context.Context
	memory   *Memory
	found    *findings
	renderer *render.Renderer
	pages    []site.Page
	drawn    []atomic.Bool
	kept     [][]byte // bodies that were drawn before they were asked for; nil without any

	mu   sync.Mutex // held while the rest is drawn
	done bool       // nothing is left to draw
}

// open gets ready to draw with a theme.
func (d *drawing) open(t theme) (err error) {
	d.renderer, err = render.New(t.files, markdown.New(), func(r render.Refusal) { d.found.add(problemOf(r)) })
	return err
}

// lay takes the pages that are to be drawn. Groups that were drawn before, under the same key, are known
// for what was found then. With keep, pages that are drawn before they are asked for are kept: whether the
// templates of a learner's own theme can be used is known only when they have been.
func (d *drawing) lay(pages []site.Page, keep bool) {
	d.pages, d.drawn = pages, make([]atomic.Bool, len(pages))
	if keep {
		d.kept = make([][]byte, len(pages))
	}
	for _, g := range d.groups() {
		if problems, ok := d.memory.found(g); ok {
			d.found.add(problems...)
		}
	}
}

// groups are the projects' groups, each once.
func (d *drawing) groups() []*site.Group {
	var out []*site.Group
	for _, p := range d.pages { // a group's pages follow one another
		if p.Group != nil && (len(out) == 0 || out[len(out)-1] != p.Group) {
			out = append(out, p.Group)
		}
	}
	return out
}

func (d *drawing) page(i int) ([]byte, error) {
	if d.kept != nil && d.kept[i] != nil {
		return d.kept[i], nil
	}
	if err := d.ctx.Err(); err != nil {
		return nil, err
	}
	body, err := d.renderer.Page(d.pages[i])
	if err == nil {
		d.drawn[i].Store(true)
	}
	return body, err
}

// settle draws what is not drawn yet and not known from before, as many pages at a time as there are
// processors, and remembers what was found.
func (d *drawing) settle(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return nil
	}
	err := d.drawRest(ctx)
	d.done = err == nil
	return err
}

func (d *drawing) drawRest(ctx context.Context) error {
	known := map[*site.Group]bool{}
	for _, g := range d.groups() {
		_, known[g] = d.memory.found(g)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range d.pages {
		if p.Group != nil && known[p.Group] || d.drawn[i].Load() {
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			body, err := d.page(i)
			if d.kept != nil {
				d.kept[i] = body
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, g := range d.groups() {
		if !known[g] {
			d.memory.keep(g, d.found.in(g.Folder))
		}
	}
	d.memory.retain(d.groups())
	return nil
}

// problems is what a site that counts its problems is told.
func (d *drawing) problems() content.Problems {
	_ = d.settle(d.ctx) // whoever writes the page that cannot be drawn says so
	return d.found.sorted()
}
