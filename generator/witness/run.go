package witness

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// How long one asker may take, and how many may be connected at a time.
const (
	headTimeout  = 10 * time.Second
	readTimeout  = 20 * time.Second
	writeTimeout = 20 * time.Second
	idleTimeout  = 30 * time.Second
	lastWords    = 5 * time.Second
	connections  = 1000
	maxHead      = 16 << 10
)

// Run answers those who connect to ln until ctx ends, and lets what is under way then come to its end.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: headTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHead,
		ErrorLog: log.New(io.Discard, "", 0), // askers who break off are none of the owner's business
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(ln, connections)) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, stop := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer stop()
	if err := server.Shutdown(ending); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
