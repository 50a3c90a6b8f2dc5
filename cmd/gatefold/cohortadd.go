package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/proof"
)

func cohortAddCommand() *cobra.Command {
	var key, note string
	c := &cobra.Command{
		Use: "add SITE [DIR]", Short: "Add a learner's published site to a cohort",
		Long: "Add checks SITE, a folder, a zip or an address that begins with https://, and writes it into cohort.toml of the\n" +
			"cohort in DIR (or this folder) together with the fingerprint of the learner's key.\n\n" +
			"A site cannot tell you whose it is: have the learner read you the fingerprint on the telephone or face to face, and\n" +
			"name it with --key, or answer when you are asked whether it is the same.\n\n" +
			"Exit codes: 0 added, 2 cohort.toml has mistakes, 4 the site was changed or is signed by another key, 5 it could not be\n" +
			"checked, 64 it cannot be done as things stand.",
		Example: "  gatefold cohort add https://ada.example/ larkfield-2026 --key SHA256:... --note \"Ada, Tuesday group\"",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("gatefold cohort add needs the learner's site, such as: gatefold cohort add https://ada.example/ larkfield-2026")}
			}
			dir, err := cohortFolder(args[1:])
			if err == nil && key != "" {
				err = proof.CheckFingerprint(key)
			}
			if err != nil {
				return usageError{err}
			}
			opened, err := openCohort(c, dir)
			if err != nil {
				return err
			}
			defer opened.Close()
			return cohortAdd(c, opened, args[0], key, note)
		},
	}
	c.Flags().StringVar(&key, "key", "", "the `fingerprint` of the learner's key, as they have read it to you")
	c.Flags().StringVar(&note, "note", "", "`words` by which you know the learner, for you alone")
	return c
}

func cohortAdd(c *cobra.Command, in *cohort.Cohort, arg, key, note string) error {
	site, err := in.SiteName(arg)
	if err != nil {
		return refusal(c, err)
	}
	look := in.LookAt(c.Context(), visiting(in, false), site, key)
	if look.Verdict != cohort.Same || look.Fingerprint == "" {
		return notAdded(c, arg, look)
	}
	if m, ok := in.Member(site, look.Fingerprint); ok {
		return refusal(c, fmt.Errorf("this learner is a member already: line %d of %s, %s", m.Line, cohort.ConfigFile, m.Label()))
	}
	people := c.ErrOrStderr()
	fmt.Fprintf(people, "%s\n  log      %s\n  key      %s\n  entries  %d\n", printable(arg), look.Origin, look.Fingerprint, look.Size)
	if key == "" {
		if err := compareByVoice(c); err != nil {
			return refusal(c, err)
		}
	}
	err = in.Add(cohort.Member{Site: site, Key: look.Fingerprint, Note: note})
	var mistakes *cohort.MistakesError
	switch {
	case errors.As(err, &mistakes):
		return tellMistakes(c, mistakes)
	case err != nil:
		return brokenError{err}
	}
	fmt.Fprintln(people, "Added. The next gatefold cohort watch remembers what the site shows.")
	if look.Absent != "" {
		fmt.Fprintf(people, "Nothing of it is shown to others so far. %s\n", printable(look.Absent))
	}
	return nil
}

// compareByVoice has the fingerprint compared with the learner.
func compareByVoice(c *cobra.Command) error {
	if !onTerminal(os.Stdin) {
		return errors.New("the fingerprint was not compared with the learner. Name the one that they have read to you: --key SHA256:xxxx")
	}
	fmt.Fprintln(c.ErrOrStderr(), "Ring the learner up, or meet, and have the fingerprint read to you. A mail will not do: anybody can write one.")
	yes, err := askYes("Is what you hear the same as the line \"key\" above?")
	if err == nil && !yes {
		err = errors.New("the fingerprint is another one, so this may be somebody else's site. It was not added")
	}
	return err
}

func notAdded(c *cobra.Command, site string, look cohort.Look) error {
	words := append([]string{look.Verdict.Meaning()}, look.Details...)
	fmt.Fprintf(c.ErrOrStderr(), "%s was not added: %s.\n  %s\n", printable(site), look.Verdict, printable(strings.Join(words, " ")))
	if look.Verdict.Unsettled() || look.Verdict == cohort.Same {
		return exitError{exitUnchecked}
	}
	return exitError{exitChanged}
}

// visitsAtOnce is how many sites are visited at the same time.
const visitsAtOnce = 16

// visiting is how the sites of a cohort are visited now.
func visiting(in *cohort.Cohort, full bool) cohort.Visiting {
	return cohort.Visiting{Now: time.Now(), Transport: cohort.Network(in.Limits.AllowPrivate), AtOnce: visitsAtOnce, Full: full}
}
