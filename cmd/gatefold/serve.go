package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/devserver"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	host   string
	port   int
	named  bool // the port was named, so no other will do
	noOpen bool
	poll   bool
	asJSON bool
	as     string
}

func serveCommand() *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use: "serve [DIR]", Short: "Show the site while you work on the records",
		Long: "Serve shows the site of the portfolio folder DIR (this folder when none is named) in your browser, and again\n" +
			"after every save: a page is loaded anew only when it changed, and stays where you scrolled to. Problems in the\n" +
			"records stand in a panel over the page and here, and go away when they are mended. Nothing is written to DIR but\n" +
			"what makes the next start quick, in its folder .gatefold.\n\n" +
			"Only this computer can read the preview, at the first free port from 1414 on, unless --host or --port say\n" +
			"otherwise. Records marked as drafts are shown; with --as public the site is exactly what `gatefold build`\n" +
			"writes: no drafts, nothing added, and you load a page again yourself.\n\n" +
			"Keys, each with Enter: o opens the browser, r builds everything anew, h shows the keys, q ends (so does Ctrl-C).\n\n" +
			"Exit codes: 0 ended by you, 64 the command line cannot be meant, 1 the port is taken or something broke inside.",
		Example: "  gatefold serve my-portfolio\n  gatefold serve my-portfolio --as public --port 8000",
		Args:    oneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			o.named = cmd.Flags().Changed("port")
			return serve(cmd, dir, o)
		},
	}
	c.Flags().IntVar(&o.port, "port", firstPort, "port to listen on; 0 lets the system choose")
	c.Flags().StringVar(&o.host, "host", "localhost", "address to listen on; 0.0.0.0 lets everybody in your network read the preview")
	c.Flags().BoolVar(&o.noOpen, "no-open", false, "do not open the browser")
	c.Flags().BoolVar(&o.poll, "poll", false, "look through the folder twice a second, for network drives that tell of no changes")
	c.Flags().BoolVar(&o.asJSON, "json", false, "report as JSON objects on standard output, one a line")
	c.Flags().StringVar(&o.as, "as", "draft", "draft shows what you work on, public what others will see")
	return c
}

func (o serveOptions) check() error {
	switch {
	case o.as != "draft" && o.as != "public":
		return usageError{fmt.Errorf("--as is %q, but there are two previews: draft and public", o.as)}
	case o.port < 0 || o.port > 65535:
		return usageError{fmt.Errorf("--port is %d, but ports go from 1 to 65535", o.port)}
	}
	return nil
}

func serve(cmd *cobra.Command, dir string, o serveOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	if err := checkFolder(dir); err != nil {
		return err
	}
	full, err := realPath(dir)
	if err != nil {
		return usageError{err}
	}
	ln, err := listen(cmd.Context(), o)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	say := newServeReport(cmd.OutOrStdout(), cmd.ErrOrStderr(), dir, o)
	source := &rebuilder{drafts: o.as == "draft", dir: full}
	hosts, anyIP := o.allowed()
	server := devserver.New(devserver.Config{
		Dir: full, Build: source.build, Rest: source.rest, Clock: systemClock{}, Live: o.as == "draft", Poll: o.poll, Output: "public",
		Hosts: hosts, AnyIP: anyIP, Built: say.built, Watching: say.watching,
	})
	url := o.url(ln)
	say.ready(url, o.readers(ln), onTerminal(os.Stdin))
	if onTerminal(os.Stdin) {
		go keys{os.Stdin, cmd.ErrOrStderr(), server.Rebuild, func() { openBrowser(url) }, stop}.read()
		if !o.noOpen && onTerminal(os.Stderr) {
			openBrowser(url)
		}
	}
	if err := server.Run(ctx, ln); err != nil {
		return brokenError{err}
	}
	say.stopped()
	return nil
}
