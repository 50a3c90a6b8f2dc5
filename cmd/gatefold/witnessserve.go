package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
)

func witnessServeCommand() *cobra.Command {
	var s witnessServing
	c := &cobra.Command{
		Use: "serve --listen HOST:PORT", Short: "As a witness, sign over the web what is asked of you",
		Long: "Serve signs, without asking you, for the logs that you have admitted, whenever one of them has only grown since you\n" +
			"signed last (C2SP tlog-witness: POST add-checkpoint). Others get nothing. `gatefold witness admit` adds logs, also\n" +
			"while it runs. Your newest signature of each log is at HASH/checkpoint, HASH being the hex SHA-256 of the log's name.\n\n" +
			"It speaks plain HTTP, and learners' programs ask over HTTPS alone: put a web server with a certificate in front of it,\n" +
			"which passes requests on, and say --behind-proxy if that adds the address of who asks to X-Forwarded-For.\n\n" +
			"Each log gets 20 signatures at once and one more every half minute, each address 120 requests and two more a second.",
		Example: "  gatefold witness serve --listen 127.0.0.1:7380 --behind-proxy",
		Args:    noFolder,
		RunE: func(c *cobra.Command, _ []string) error {
			s.c = c
			if _, _, err := net.SplitHostPort(s.listen); err != nil {
				return usageError{fmt.Errorf("--listen needs an address and a port, such as --listen 127.0.0.1:7380, not %q", s.listen)}
			}
			if err := s.check(); err != nil {
				return usageError{err}
			}
			return refusal(c, s.run())
		},
	}
	s.flags(c)
	c.Flags().StringVar(&s.listen, "listen", "", "`HOST:PORT` to answer at; port 0 lets the system choose")
	c.Flags().BoolVar(&s.proxy, "behind-proxy", false, "all requests come through a web server that adds the asker's address to X-Forwarded-For")
	return c
}

// witnessServing is one run of the command.
type witnessServing struct {
	witnessRole
	listen string
	proxy  bool

	witness  proof.Witness
	mu       sync.Mutex
	evidence map[string]int // files that this run has kept, by log
}

func (s *witnessServing) run() error {
	w, done, err := s.open()
	if err != nil {
		return err
	}
	defer done()
	s.witness, s.evidence = w, map[string]int{}
	ctx, stop := signal.NotifyContext(s.c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return fmt.Errorf("--listen %s: this computer cannot listen there (%w)", s.listen, cause(err))
	}
	if err := s.ready(ln); err != nil {
		return err
	}
	server := witness.NewServer(w, time.Now, witness.Options{Proxy: s.proxy, Told: s.tell})
	if err := server.Run(ctx, ln); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	fmt.Fprintln(s.c.ErrOrStderr(), "Ended.")
	return nil
}

// ready says where the witness answers, and what others need to ask it.
func (s *witnessServing) ready(ln net.Listener) error {
	known, err := fs.Glob(s.witness.Memory, "*.json")
	if err != nil {
		return err
	}
	people := s.c.ErrOrStderr()
	fmt.Fprintf(people, "You answer as a witness, for %s that you have admitted, until you press Ctrl-C. Learners need your address and this\nline, which is your key as a witness:\n  %s\n", plural(len(known), "log"), s.vkey)
	if at, ok := ln.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		fmt.Fprintln(people, "note: this is plain HTTP, and learners' programs ask over HTTPS alone: have a web server with a certificate pass requests on.")
	}
	_, err = fmt.Fprintf(s.c.OutOrStdout(), "http://%s\n", ln.Addr())
	return err
}

// tell writes down what was signed, and keeps evidence of a log with two histories.
func (s *witnessServing) tell(e witness.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := e.Request.Checkpoint
	what := fmt.Sprintf("signed %s at %s", c.Origin, entries(int(c.Size)))
	switch {
	case errors.Is(e.Err, proof.ErrForked):
		what = fmt.Sprintf("refused %s at %s: you have signed another list of as many. %s", c.Origin, entries(int(c.Size)), s.keep(e))
	case errors.Is(e.Err, proof.ErrWitnessProof):
		what = fmt.Sprintf("refused %s at %s: the request does not show that the list you signed is the beginning of this one", c.Origin, entries(int(c.Size)))
	case e.Err != nil:
		what = fmt.Sprintf("could not sign for %s: %v", c.Origin, e.Err)
	}
	fmt.Fprintf(s.c.ErrOrStderr(), "%s  %s\n", e.At.UTC().Format(time.RFC3339), printable(what))
}

// maxServedEvidence is how many files of evidence one run keeps of one log.
const maxServedEvidence = 20

func (s *witnessServing) keep(e witness.Event) string {
	c := e.Request.Checkpoint
	if s.evidence[c.Origin]++; s.evidence[c.Origin] > maxServedEvidence {
		return fmt.Sprintf("%d such lists of it are kept already", maxServedEvidence)
	}
	// What else came along proves nothing, and anybody can make it up.
	request := proof.WitnessRequest{Old: c.Size, Checkpoint: c}
	path, err := s.keepEvidence(s.witness, e.State, request, dayOf(e.At))
	if err != nil {
		return fmt.Sprintf("The evidence could not be kept: %v", err)
	}
	return "Both are kept in " + path
}
