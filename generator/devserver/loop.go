package devserver

import (
	"context"
	"time"

	"github.com/fsnotify/fsnotify"
)

// loop is the one goroutine that watches and orders builds.
type loop struct {
	s     *Server
	tree  *tree
	pace  pace
	watch *folders // nil while polling

	dirty map[string]bool // paths that may have changed; nil is all of them
	force bool            // a build of everything was asked for
	built chan result
	held  *result // a build that was not shown, because it may have read half of a save
	told  bool    // a first state is out
	rest  *rest   // of the last build; nil when nothing is left to find

	wake  chan struct{} // the wait that pace asked for is over
	timer Timer
	tick  chan struct{} // it is time to look through the folder
	every time.Duration // between two such looks
}

func (s *Server) loop(ctx context.Context) {
	l := &loop{
		s: s, dirty: map[string]bool{}, built: make(chan result, 1),
		wake: make(chan struct{}, 1), tick: make(chan struct{}, 1), every: pollEvery,
	}
	l.tree = newTree(s.cfg.Dir, func(rel string) bool { return ignored(rel, s.cfg.Output) }, s.cfg.Clock.Now)
	defer l.close()
	l.begin()
	l.build(ctx, nil)
	for {
		l.step(ctx)
		var events <-chan fsnotify.Event
		var faults <-chan error
		if l.watch != nil {
			events, faults = l.watch.watcher.Events(), l.watch.watcher.Errors()
		}
		select {
		case <-ctx.Done():
			if l.pace.busy {
				<-l.built
			}
			l.stopRest()
			return
		case ev, ok := <-events:
			if !ok {
				l.poll("the system stopped telling of changes")
				break
			}
			l.event(ev)
		case err := <-faults:
			l.fault(err)
		case <-l.wake:
		case <-l.tick:
			l.all()
			l.step(ctx)
			l.schedulePoll()
		case <-s.rebuild:
			l.force = true
		case r := <-l.built:
			l.finish(ctx, r)
		case problems, ok := <-l.rest.done():
			l.rested(problems, ok)
		}
	}
}

func (l *loop) close() {
	if l.timer != nil {
		l.timer.Stop()
	}
	if l.watch != nil {
		l.watch.close()
	}
}

// step does what is due: it looks at what may have changed and starts a build, or sets the timer.
func (l *loop) step(ctx context.Context) {
	if l.pace.busy {
		return
	}
	now := l.s.cfg.Clock.Now()
	if l.force {
		l.force = false
		l.take(l.tree.changes(nil))
		l.build(ctx, nil)
		return
	}
	look, wait := l.pace.due(now)
	if !look {
		l.wait(wait)
		return
	}
	found := l.tree.changes(l.dirty)
	if l.dirty == nil {
		l.every = max(pollEvery, 20*l.s.cfg.Clock.Now().Sub(now)) // looking takes a twentieth of the time at most
	}
	changed, settled := realChanges(found)
	if l.pace.eager && !settled {
		l.pace.doubt(now)
		l.step(ctx)
		return
	}
	l.take(found)
	switch {
	case len(changed) > 0:
		l.build(ctx, changed)
	case l.held != nil: // nothing followed: it was whole after all
		r := *l.held
		l.held = nil
		l.show(ctx, r)
	}
}

// realChanges are the paths of what is not only touched; settled is false when one may be half a save.
func realChanges(found []change) (paths []string, settled bool) {
	settled = true
	for _, c := range found {
		if c.real {
			paths = append(paths, c.rel)
			settled = settled && c.settled
		}
	}
	return paths, settled
}

// take remembers what was found and starts a new list of what may have changed.
func (l *loop) take(found []change) {
	l.tree.accept(found)
	l.dirty = map[string]bool{}
	l.pace.looked()
}

// wait sets the timer; 0 is never.
func (l *loop) wait(d time.Duration) {
	if l.timer != nil {
		l.timer.Stop()
		l.timer = nil
	}
	if d > 0 {
		l.timer = l.s.cfg.Clock.AfterFunc(d, func() {
			select {
			case l.wake <- struct{}{}:
			default:
			}
		})
	}
}

// maxDirty is how many paths are kept apart; with more, everything is looked at.
const maxDirty = 20_000

func (l *loop) mark(rel string) {
	if l.dirty != nil {
		l.dirty[rel] = true
		if len(l.dirty) > maxDirty {
			l.dirty = nil
		}
	}
}

// all says that anything may have changed.
func (l *loop) all() {
	l.dirty = nil
	l.pace.change(l.s.cfg.Clock.Now())
}

func (l *loop) build(ctx context.Context, changed []string) {
	l.pace.busy = true
	if l.held != nil && changed != nil {
		changed = union(l.held.changed, changed)
	}
	l.held = nil
	l.wait(0)
	l.stopRest()
	go func() { l.built <- l.s.makeState(ctx, changed) }()
}

// finish takes a build's result. One with new errors, while further changes wait, has most likely read
// half of a save: it is kept back once until the next look.
func (l *loop) finish(ctx context.Context, r result) {
	l.pace.busy = false
	if l.pace.waiting && l.told && !r.second && r.worse(l.s.shown()) {
		l.held = &r
		l.held.second = true
		return
	}
	l.show(ctx, r)
}

func (l *loop) show(ctx context.Context, r result) {
	if ctx.Err() != nil {
		return
	}
	l.s.publish(r.state)
	if !l.told {
		l.told = true
		go func() { l.tree.learn(ctx.Done()); close(l.s.learned) }()
	}
	if l.s.cfg.Built != nil {
		l.s.cfg.Built(r.report())
	}
	if l.s.cfg.Rest != nil && !r.kept && !l.pace.busy {
		l.rest = l.s.startRest(ctx, r)
	}
}
