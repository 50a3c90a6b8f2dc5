package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// patience is how long a command runs before it says on a terminal what it is doing.
const patience = 300 * time.Millisecond

// progress is one line on a terminal, shown only when the work takes longer than patience and gone
// when it is done.
type progress struct {
	timer *time.Timer
	mu    sync.Mutex
	words string
	last  time.Time // when words were shown
	shown bool
	done  bool
}

// pace is how often the line changes.
const pace = 100 * time.Millisecond

func startProgress(words string) *progress {
	p := &progress{words: words}
	if info, err := os.Stderr.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return p
	}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.done {
			p.shown = true
			fmt.Fprint(os.Stderr, p.words)
		}
	})
	return p
}

// say puts other words on the line, now and then.
func (p *progress) say(words string) {
	if p.timer == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.words = words
	if now := time.Now(); p.shown && !p.done && now.Sub(p.last) >= pace {
		p.last = now
		fmt.Fprint(os.Stderr, "\r\033[K"+words)
	}
}

func (p *progress) stop() {
	if p.timer == nil {
		return
	}
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	if p.shown {
		fmt.Fprint(os.Stderr, "\r\033[K")
	}
}
