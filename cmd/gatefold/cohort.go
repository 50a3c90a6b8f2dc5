package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
)

func cohortCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "cohort", Short: "As a coach, watch over your learners' portfolios and show what they let you show",
		Long: "A cohort is a folder with a file cohort.toml that lists your learners' published sites, each by a folder, a zip or an\n" +
			"address, and the fingerprint of the learner's key.\n\n" +
			"  gatefold cohort init DIR        make the folder\n" +
			"  gatefold cohort add SITE DIR    add a learner, after comparing the fingerprint with them\n" +
			"  gatefold cohort watch DIR       visit all sites: what grew, what was taken away or written anew\n" +
			"  gatefold cohort build DIR       write the showcase of what they agreed to have shown\n" +
			"  gatefold cohort serve DIR       look at the showcase before you publish it\n" +
			"  gatefold cohort remove WHO DIR  take a learner out, and look for what is left of them\n" +
			"  gatefold cohort evidence FILE   check the file that shows that a log was written anew\n\n" +
			"Each site is checked as `gatefold verify` does, and every signed list ever seen is remembered in DIR/memory: that is\n" +
			"how the cohort sees what a single check cannot, a log that was cut short or written anew. Keep a backup of it.\n\n" +
			"Nobody is shown to others without their own signed consent (`gatefold consent`).",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			return usageError{fmt.Errorf("gatefold cohort knows no %q; it knows init, add, watch, build, serve, remove and evidence", args[0])}
		},
	}
	c.AddCommand(cohortInitCommand(), cohortAddCommand(), cohortWatchCommand(), cohortBuildCommand(), cohortServeCommand(), cohortRemoveCommand(), cohortEvidenceCommand())
	return c
}

// cohortFolder is the folder of a cohort that was named, or this one.
func cohortFolder(args []string) (string, error) {
	switch len(args) {
	case 0:
		return ".", nil
	case 1:
		return args[0], nil
	}
	return "", fmt.Errorf("one folder of a cohort can be named, but %d were", len(args))
}

// openCohort opens the folder of a cohort, or says everything that keeps it from that.
func openCohort(c *cobra.Command, dir string) (*cohort.Cohort, error) {
	opened, err := cohort.Open(dir)
	var mistakes *cohort.MistakesError
	switch {
	case err == nil:
		return opened, nil
	case errors.As(err, &mistakes):
		return nil, tellMistakes(c, mistakes)
	case errors.Is(err, cohort.ErrNoCohort):
		return nil, refusal(c, fmt.Errorf("%s is no folder of a cohort: %w. Make one with: gatefold cohort init %s", dir, err, argument(dir)))
	}
	return nil, refusal(c, fmt.Errorf("%s: %w", dir, err))
}

func tellMistakes(c *cobra.Command, e *cohort.MistakesError) error {
	for _, m := range e.Mistakes {
		fmt.Fprintf(c.ErrOrStderr(), "%s:%d: %s.\n  %s\n", m.File, m.Line, printable(m.Found), printable(m.Expected))
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s. Nothing was done.\n", plural(len(e.Mistakes), "mistake"))
	return exitError{exitErrors}
}
