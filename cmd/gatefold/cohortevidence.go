package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
)

// maxEvidenceFile is more than the file of a fork may have.
const maxEvidenceFile = 8 << 20

func cohortEvidenceCommand() *cobra.Command {
	return &cobra.Command{
		Use: "evidence FILE", Short: "Check the file that shows that a log was written anew",
		Long: "Evidence reads a file that `gatefold cohort watch` has written when it met a forked log: two heads of one log, signed by\n" +
			"one key, that cannot be of one history. Whoever made the file, it is checked from its own bytes, and nobody is asked.\n\n" +
			"Exit codes: 4 it shows a fork, 5 it shows none, 64 the command line cannot be meant.",
		Example: "  gatefold cohort evidence evidence/abcdefghijklmnop-1.txt",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("gatefold cohort evidence needs one file, such as: gatefold cohort evidence evidence/abcdefghijklmnop-1.txt")}
			}
			text, err := readInput(args[0], maxEvidenceFile)
			if err != nil {
				return refusal(c, err)
			}
			fork, err := cohort.ParseFork(text)
			if err != nil {
				return noFork(c, args[0], err)
			}
			keys, err := fork.Check()
			if err != nil {
				return noFork(c, args[0], err)
			}
			fmt.Fprintf(c.OutOrStdout(), "Forked: %s\nThe key %s has signed two histories of this log: one of %d entries, and one of %d that does not begin with them.\n"+
				"It does not say why, nor by whom: two computers that both sealed do this, and so does somebody who writes the log anew.\n",
				keys.Origin(), keys.Current().Fingerprint(), fork.Older.Size, fork.Newer.Size)
			return exitError{exitChanged}
		},
	}
}

func noFork(c *cobra.Command, file string, err error) error {
	fmt.Fprintf(c.ErrOrStderr(), "gatefold: %s: %s\n", printable(file), printable(err.Error()))
	return exitError{exitUnchecked}
}
