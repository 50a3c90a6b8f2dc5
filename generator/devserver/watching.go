package devserver

import (
	"errors"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"
)

// begin takes the folder in and watches it.
func (l *loop) begin() {
	reason := ""
	if !l.s.cfg.Poll {
		w, err := l.s.newWatcher()
		if err == nil {
			l.watch = &folders{watcher: w, dir: l.s.cfg.Dir, watched: map[string]bool{}}
		} else {
			reason = watchReason(err)
		}
	}
	var failed error
	l.tree.start(func(rel string, dir bool) {
		if dir && l.watch != nil && failed == nil {
			failed = l.watch.add(rel)
		}
	})
	switch {
	case failed != nil:
		l.poll(watchReason(failed))
	case l.watch == nil:
		l.poll(reason)
	default:
		l.tell(Watch{})
		if !isFolder(l.s.cfg.Dir) {
			l.checkGone()
		}
	}
}

func (l *loop) tell(w Watch) {
	if l.s.cfg.Watching != nil {
		l.s.cfg.Watching(w)
	}
}

// event takes in one thing that the watcher saw.
func (l *loop) event(ev fsnotify.Event) {
	rel, inside := l.watch.rel(ev.Name)
	switch {
	case !inside || l.watch.vigil != "" && rel == ".":
		l.checkBack()
		return
	case rel == ".":
		if ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename) {
			l.checkGone()
		} else if ev.Has(fsnotify.Chmod) {
			l.takeIn(".")
		}
		l.all()
		return
	case ignored(rel, l.s.cfg.Output):
		return
	case ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename):
		l.watch.drop(rel)
	case ev.Has(fsnotify.Create) || ev.Has(fsnotify.Chmod):
		if info, err := os.Lstat(ev.Name); err == nil && info.IsDir() {
			l.takeIn(rel)
		}
	}
	l.mark(rel)
	l.pace.change(l.s.cfg.Clock.Now())
}

// takeIn watches a folder that appeared, with all in it, which may have been there before the watch.
func (l *loop) takeIn(rel string) {
	var failed error
	l.tree.walk(rel, func(p string, dir bool) {
		if dir && failed == nil {
			failed = l.watch.add(p)
		}
		l.mark(p)
	})
	if failed != nil {
		l.poll(watchReason(failed))
	}
}

// fault is what the watcher could not do. After an overflow anything may have happened.
func (l *loop) fault(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		l.takeIn(".")
		l.all()
		return
	}
	l.poll(watchReason(err))
	l.all()
}

// checkGone starts to wait for the folder when it is not there any more.
func (l *loop) checkGone() {
	l.watch.drop(".")
	if err := l.watch.stand(); err != nil {
		l.poll(watchReason(err))
		return
	}
	l.checkBack()
}

// checkBack sees whether the folder is there again.
func (l *loop) checkBack() {
	switch {
	case l.watch.vigil == "":
	case isFolder(l.s.cfg.Dir):
		l.watch.leave()
		l.takeIn(".")
		l.all()
	default:
		if err := l.watch.stand(); err != nil {
			l.poll(watchReason(err))
		}
	}
}

// pollEvery is the time between two looks through the folder where the system tells of nothing.
const pollEvery = 500 * time.Millisecond

// poll gives up watching; reason is said to the user.
func (l *loop) poll(reason string) {
	if l.watch != nil {
		l.watch.close()
		l.watch = nil
	}
	l.tell(Watch{Polling: true, Reason: reason})
	l.schedulePoll()
}

func (l *loop) schedulePoll() {
	l.s.cfg.Clock.AfterFunc(l.every, func() {
		select {
		case l.tick <- struct{}{}:
		default:
		}
	})
}
