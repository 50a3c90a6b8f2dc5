package main

import (
	"context"
	"os"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator"
	"github.com/gatefold/gatefold/generator/output"
)

// newBuilder is the builder of every command, so that a preview shows what a build writes.
func newBuilder(drafts bool) *generator.Builder { return &generator.Builder{Drafts: drafts} }

// rebuilder builds one folder again and again.
type rebuilder struct {
	builder *generator.Builder
	dir     string
	root    *os.Root // of the folder that lies at dir, as far as is known
}

// build reads the folder that lies at dir now: it may have been moved away and another put in its place.
// A folder that was left is not closed here, because a file of an earlier build may still be copied from it.
func (r *rebuilder) build(ctx context.Context, _ []string) (output.Files, content.Problems, error) {
	if !r.current() {
		root, err := os.OpenRoot(r.dir)
		if err != nil {
			return output.Files{}, nil, err
		}
		r.root = root
	}
	res, err := r.builder.Build(ctx, r.root.FS())
	return res.Files, res.Problems, err
}

func (r *rebuilder) current() bool {
	if r.root == nil {
		return false
	}
	held, err := r.root.Stat(".")
	if err != nil {
		return false
	}
	there, err := os.Stat(r.dir)
	return err == nil && os.SameFile(held, there)
}
