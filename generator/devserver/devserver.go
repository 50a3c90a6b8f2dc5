// Package devserver shows a portfolio while its author works on it: it watches the folder, asks for a
// build when something changed, serves the site from memory, and tells the open pages.
//
//	watcher ─▶ pace ─▶ tree ─▶ Build ─▶ state ─▶ pages, events
//	 (what may    (when     (what really   (records    (the last     (HTTP)
//	 have changed) to look)  changed)       to site)    good site)
//
// One goroutine, the loop, owns watcher, pace and tree. It hands a finished state to the HTTP side and
// never changes it afterwards. A build that fails takes nothing away: the last good site stays, with
// the problems beside it.
//
// In a draft preview each page gets one script element, and the script listens for events: `reload`
// when the bytes of this page changed, `css` when the style sheet did, `problems` when they changed.
// A public preview serves exactly what a build writes and adds nothing.
package devserver

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// Config says what is shown, and to whom. Dir, Build and Clock are needed.
type Config struct {
	// Dir is the portfolio folder, an absolute path. It may vanish and come back.
	Dir string
	// Build makes the site. changed are slash-separated paths relative to Dir, sorted, of all that may
	// have changed since the last call; nil means that anything may have. Calls never overlap. A
	// portfolio that gives no site is one without files. Files are read, and drawn, long after Build
	// returned: until a later one gave a site.
	Build func(ctx context.Context, changed []string) (output.Files, content.Problems, error)
	// Rest gives all problems of the last build, those that Build would have taken too long to find
	// among them. It is called when the site is shown, ends early with ctx, and never overlaps with
	// Build; nil when Build finds everything.
	Rest  func(ctx context.Context) (content.Problems, error)
	Clock Clock
	// Live adds the script to pages and tells them of changes.
	Live bool
	// Poll looks through the folder again and again instead of asking the system to be told.
	Poll bool
	// Output is a folder relative to Dir whose files are never watched: "public".
	Output string
	// Hosts are names by which a browser may ask besides localhost and the loopback addresses; AnyIP
	// also allows every address in figures, which no rebound name can be.
	Hosts []string
	AnyIP bool
	// Built is told of every build, Watching of how the folder is watched: at the start, and again
	// when that changes. Both are called by one goroutine, one at a time; nil is allowed.
	Built    func(Build)
	Watching func(Watch)
}

// Clock is the time that waits are measured with.
type Clock interface {
	Now() time.Time
	// AfterFunc calls f in a goroutine of its own after d, unless the timer is stopped before.
	AfterFunc(d time.Duration, f func()) Timer
}

// Timer is a call that is yet to come.
type Timer interface{ Stop() bool }

// Build is one finished build.
type Build struct {
	Changed  []string // what was found changed; nil for the first build and for one that was asked for
	Took     time.Duration
	Files    int // of the site that is shown now
	Problems []Finding
	// Kept says that this build gave no site, so that the one before it is still shown.
	Kept bool
}

// Finding is a problem and its place as it looks, nil where it has none.
type Finding struct {
	content.Problem
	Frame *content.Frame `json:"frame,omitempty"`
}

// Watch is how the folder is watched.
type Watch struct {
	Polling bool
	Reason  string // why the system cannot tell of changes; "" when polling was asked for
}

// Server is one preview. Make it with New; Run and the handler belong together.
type Server struct {
	cfg        Config
	newWatcher func() (watcher, error)

	mu    sync.Mutex
	state *state
	next  chan struct{} // closed when state is replaced

	rebuild chan struct{}
	closing chan struct{} // closed when Run ends
	tabs    chan struct{} // a place for each open page
	learned chan struct{} // closed when all hashes of the start are known
}

// maxTabs is how many pages can listen at a time.
const maxTabs = 200

// New prepares a preview of a folder.
func New(cfg Config) *Server {
	return &Server{
		cfg: cfg, newWatcher: newNativeWatcher, next: make(chan struct{}), rebuild: make(chan struct{}, 1),
		closing: make(chan struct{}), tabs: make(chan struct{}, maxTabs), learned: make(chan struct{}),
	}
}

// Rebuild asks for a build of everything. It does not wait.
func (s *Server) Rebuild() {
	select {
	case s.rebuild <- struct{}{}:
	default: // one is asked for already
	}
}

// Run watches, builds and serves on the listener until the context ends; it closes the listener. Pages
// asked for before the first build is done wait for it.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()
	looped := make(chan struct{})
	go func() { defer close(looped); s.loop(ctx) }()
	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
	}
	stop()
	close(s.closing) // ends the event streams, which would keep the server open
	<-looped
	closed := server.Close()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, closed)
}
