// Gatefold turns a folder of project records into a static portfolio site whose claims a stranger
// can check. `gatefold help` lists the commands; README.md shows them at work.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

// The exit codes of formats.md section 4.
const (
	exitDone     = 0
	exitBroken   = 1  // something broke inside
	exitErrors   = 2  // the content has errors; the sound rest is written
	exitWarnings = 3  // warnings under --strict
	exitUsage    = 64 // wrong usage
)

func main() { os.Exit(run(os.Args[1:])) }

// run is the program without its process, so that tests can call it.
func run(args []string) int {
	root := &cobra.Command{
		Use: "gatefold", Short: "Turn project records into a portfolio that can be checked",
		Long:          "gatefold reads a folder of project records (charter, RAID log, decisions, gates, incidents, budget ...)\nand writes a static site that works from any folder or host.",
		SilenceErrors: true, SilenceUsage: true,
		Example: "  gatefold init                          make a new portfolio folder\n  gatefold new risk my-portfolio         add what happened\n" +
			"  gatefold check my-portfolio            see what is wrong and what is missing\n  gatefold serve my-portfolio            see it in your browser\n  gatefold build my-portfolio            write the site",
	}
	root.AddCommand(initCommand(), newCommand(), checkCommand(), buildCommand(), serveCommand(), sealCommand(), keyCommand(), proveCommand(), witnessCommand(), verifyCommand(), explainCommand(), stampCommand(), reviewCommand(), doctorCommand(), attestCommand(), consentCommand(), exportCommand(), cohortCommand(), importCommand(), versionCommand())
	root.SetArgs(args)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	err := root.Execute()
	var code exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return code.code
	}
	fmt.Fprintf(os.Stderr, "gatefold: %v\n", err)
	var broken brokenError
	if errors.As(err, &broken) {
		return exitBroken
	}
	fmt.Fprintln(os.Stderr, "Run `gatefold help` to see the commands, `gatefold help build` for one of them.")
	return exitUsage
}

// exitError ends the program with a code after everything has been said.
type exitError struct{ code int }

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// usageError is a command line that cannot be meant.
type usageError struct{ error }

// brokenError is what neither the command line nor the content is to blame for.
type brokenError struct{ error }
