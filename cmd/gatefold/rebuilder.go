package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator"
	"github.com/gatefold/gatefold/generator/output"
)

// rebuilder builds one folder again and again, with the builder of every command, so that a preview
// shows what a build writes.
type rebuilder struct {
	dir    string
	drafts bool
	work   *workspace // nil before the folder was there
	last   generator.Result
}

// build reads the folder that lies at dir now: it may have been moved away and another put in its place.
// A folder that was left is not closed here, because a file of an earlier build may still be copied from it.
func (r *rebuilder) build(ctx context.Context, changed []string) (output.Files, content.Problems, error) {
	if err := r.look(changed); err != nil {
		return output.Files{}, nil, err
	}
	b := r.work.builder(r.drafts)
	if b.Memory != nil {
		b.Memory.Forget(changed...)
	}
	res, err := b.Build(ctx, r.work.tree)
	r.last = res
	return res.Files, res.Known(), err
}

func (r *rebuilder) look(changed []string) error {
	if r.work == nil || !r.current() {
		w, err := openWorkspace(r.dir, filepath.Join(r.dir, "public"))
		if err == nil {
			r.work = w
		}
		return err
	}
	if changed == nil {
		return r.work.look()
	}
	r.work.lookAgain(changed)
	return nil
}

// rest draws the pages that nobody has asked for, because some problems show only then, and keeps what
// was worked out for the next start.
func (r *rebuilder) rest(ctx context.Context) (content.Problems, error) {
	problems, err := r.last.Problems(ctx)
	if err == nil && r.work != nil && r.work.memory != nil && !r.work.settled.IsZero() {
		_ = r.work.memory.Save() // without it the next start is only slower
	}
	return problems, err
}

// current tells whether the folder that was looked at still lies at its place.
func (r *rebuilder) current() bool {
	held, err := r.work.tree.Stat(".")
	if err != nil {
		return false
	}
	there, err := os.Stat(r.dir)
	return err == nil && os.SameFile(held, there)
}
