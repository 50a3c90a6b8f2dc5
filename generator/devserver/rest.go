package devserver

import (
	"context"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// rest looks for the problems that a build left out to be quick, while its site is shown already.
type rest struct {
	of    result
	stop  context.CancelFunc
	found chan content.Problems // closed without any when it was stopped
}

func (s *Server) startRest(ctx context.Context, of result) *rest {
	ctx, stop := context.WithCancel(ctx)
	r := &rest{of: of, stop: stop, found: make(chan content.Problems, 1)}
	go func() {
		defer close(r.found)
		problems, err := s.guardedRest(ctx)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			r.found <- append(of.atLeast(problems), s.broken(err))
		default:
			r.found <- problems
		}
	}()
	return r
}

// atLeast gives the problems, or those of the build when a look that broke off brought fewer.
func (r result) atLeast(problems content.Problems) content.Problems {
	if len(problems) >= len(r.findings) {
		return slices.Clone(problems)
	}
	known := make(content.Problems, len(r.findings))
	for i, f := range r.findings {
		known[i] = f.Problem
	}
	return known
}

// guardedRest turns a crash into an error, as guardedBuild does.
func (s *Server) guardedRest(ctx context.Context) (problems content.Problems, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = crash(broken)
		}
	}()
	return s.cfg.Rest(ctx)
}

// done is ready when the rest is found; never for a nil rest.
func (r *rest) done() <-chan content.Problems {
	if r == nil {
		return nil
	}
	return r.found
}

// stopRest gives up looking, and returns when nobody looks any more.
func (l *loop) stopRest() {
	if l.rest == nil {
		return
	}
	l.rest.stop()
	for range l.rest.found {
	}
	l.rest = nil
}

// rested shows the problems that were found late beside the same site; ok is false when none were looked for
// to the end.
func (l *loop) rested(problems content.Problems, ok bool) {
	r := l.rest.of
	l.rest.stop()
	l.rest = nil
	if !ok || len(problems) == len(r.findings) { // it only ever finds more
		return
	}
	r.findings = l.s.findings(problems)
	r.problems = problemData(l.s.name(), r.findings, r.kept)
	l.s.publish(r.state)
	if l.s.cfg.Built != nil {
		l.s.cfg.Built(r.report())
	}
}
