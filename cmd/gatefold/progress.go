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
	shown bool
	done  bool
}

func startProgress(words string) *progress {
	p := &progress{}
	if info, err := os.Stderr.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return p
	}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.done {
			p.shown = true
			fmt.Fprint(os.Stderr, words)
		}
	})
	return p
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
