package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/devserver"
	"github.com/gatefold/gatefold/generator/output"
)

func cohortServeCommand() *cobra.Command {
	o := serveOptions{host: "localhost"}
	c := &cobra.Command{
		Use: "serve [DIR]", Short: "Look at the showcase before you publish it",
		Long: "Serve visits the cohort's members once, as `gatefold cohort build` does, and shows the showcase at an address that only this\n" +
			"computer can read. Nothing is written but what the visits remember, and no member is visited again while it shows.\n" +
			"What is private is not shown. End it with Ctrl-C; run it again to see what has changed.\n\n" +
			"Exit codes: 0 ended by you, 2 cohort.toml has mistakes, 64 it cannot be done as things stand, 1 the port is taken or\n" +
			"something broke inside.",
		Example: "  gatefold cohort serve larkfield-2026",
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := cohortFolder(args)
			if err != nil {
				return usageError{err}
			}
			o.named = c.Flags().Changed("port")
			return cohortServe(c, dir, o)
		},
	}
	c.Flags().IntVar(&o.port, "port", firstPort, "port to listen on; 0 lets the system choose")
	c.Flags().BoolVar(&o.noOpen, "no-open", false, "do not open the browser")
	return c
}

func cohortServe(c *cobra.Command, dir string, o serveOptions) error {
	if o.port < 0 || o.port > 65535 {
		return usageError{fmt.Errorf("--port is %d, but ports go from 1 to 65535", o.port)}
	}
	r, err := visitAll(c, dir, false)
	if err != nil {
		return err
	}
	public, _, err := r.sites()
	if err != nil {
		return brokenError{err}
	}
	ln, err := listen(c.Context(), o)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	url := o.url(ln)
	fmt.Fprintln(c.OutOrStdout(), url)
	fmt.Fprintf(c.ErrOrStderr(), "%s shown of %s. Only this computer can read it. Ctrl-C ends it.\n", plural(r.shown(), "learner"), plural(len(r.visits), "member"))
	if !o.noOpen && onTerminal(os.Stdin) && onTerminal(os.Stderr) {
		openBrowser(url)
	}
	return serveStill(ctx, ln, public)
}

// serveStill shows a site that stays as it is until ctx ends.
func serveStill(ctx context.Context, ln net.Listener, files output.Files) error {
	server := &http.Server{Handler: devserver.Still(files, nil, false), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	ended := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer ended()
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return brokenError{err}
	}
	return nil
}
