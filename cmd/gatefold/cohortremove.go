package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
)

func cohortRemoveCommand() *cobra.Command {
	var also []string
	var yes bool
	c := &cobra.Command{
		Use: "remove WHO [DIR]", Short: "Take a learner out of a cohort, and look for what is left of them",
		Long: "Remove takes a learner out of cohort.toml of the cohort in DIR (or this folder), deletes what the cohort remembers of\n" +
			"them and every file in DIR/private, DIR/public and DIR/evidence that has to do with them, and then searches every file\n" +
			"in DIR, by name and content and inside zips, for their name, address, fingerprint and log. It prints what it looked\n" +
			"for and what it found.\n\n" +
			"WHO is the learner's site, fingerprint or note as it stands in cohort.toml, or their alias, such as \"Learner 7\".\n\n" +
			"Of the memory there stays, without any name: a hash of the log's name, its length and its root, so that a log that\n" +
			"comes back shorter or written anew is still found out. Build the showcase anew afterwards and publish it: copies\n" +
			"that others have made are not in your hands.\n\n" +
			"Exit codes: 0 nothing is left, 2 something is left or cohort.toml has mistakes, 64 it cannot be done as things stand.",
		Example: "  gatefold cohort remove https://ada.example/ larkfield-2026\n  gatefold cohort remove \"Learner 7\" --also \"A. Okafor\"",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("gatefold cohort remove needs to know who, such as: gatefold cohort remove https://ada.example/ larkfield-2026")}
			}
			dir, err := cohortFolder(args[1:])
			if err != nil {
				return usageError{err}
			}
			in, err := openCohort(c, dir)
			if err != nil {
				return err
			}
			defer in.Close()
			return cohortRemove(c, in, dir, args[0], also, yes)
		},
	}
	c.Flags().StringArrayVar(&also, "also", nil, "further `words` to look for, such as another spelling of the name; can be given several times")
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

func cohortRemove(c *cobra.Command, in *cohort.Cohort, dir, who string, also []string, yes bool) error {
	if !yes {
		agreed, err := askYes(fmt.Sprintf("Take %s out, and delete what is kept of them?", printable(who)))
		if err == nil && !agreed {
			err = errors.New("nothing was deleted. Without a terminal, say --yes")
		}
		if err != nil {
			return refusal(c, err)
		}
	}
	r, err := in.Remove(c.Context(), visiting(in, false), who, also...)
	if err == nil {
		err = errors.Join(forgetWritten(dir), in.Search(c.Context(), &r))
	}
	if err != nil {
		return refusal(c, err)
	}
	fmt.Fprint(c.OutOrStdout(), printableLines(removalText(r)))
	if len(r.Left) > 0 {
		return exitError{exitErrors}
	}
	return nil
}

// forgetWritten takes what was deleted off the lists of what was written to DIR/public and DIR/private, and
// the folders that are empty now. The list of a showcase that was written elsewhere stays as it is: the next
// build there needs it to take the member's pages away.
func forgetWritten(dir string) error {
	var fault error
	for _, top := range []string{"public", "private"} {
		out := filepath.Join(dir, top)
		list, err := listOfWritten(dir, out)
		if err != nil {
			return err
		}
		fault = errors.Join(fault, removeEmpty(out), output.Forget(list, func(path string) bool {
			_, err := os.Lstat(filepath.Join(out, filepath.FromSlash(path)))
			return err != nil
		}))
	}
	return fault
}

// removeEmpty takes away the folders below a folder in which there is nothing.
func removeEmpty(top string) error {
	var folders []string
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != top {
			folders = append(folders, path)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, folder := range slices.Backward(folders) {
		_ = os.Remove(folder) // one that is not empty stays
	}
	return err
}

// removalText says what was looked for and what was found.
func removalText(r cohort.Removal) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s was taken out of %s, and the memory of them was deleted.\n", r.Member.Label(), cohort.ConfigFile)
	for _, path := range r.Deleted {
		fmt.Fprintf(&b, "deleted     %s\n", path)
	}
	for _, t := range r.Looked {
		fmt.Fprintf(&b, "looked for  %s\n", t)
	}
	if r.Nameless {
		fmt.Fprint(&b, "Their name is not known here, and was not looked for. Search for it with --also, in another folder, or by hand.\n")
	}
	fmt.Fprintf(&b, "in          %s, names and contents, and inside zips\n", plural(r.Files, "file"))
	for _, l := range r.Left {
		fmt.Fprintf(&b, "LEFT        %s: %s\n", l.Path, l.What)
	}
	if len(r.Left) == 0 {
		fmt.Fprint(&b, "found       nothing\n")
	}
	if len(r.Deleted) > 0 {
		fmt.Fprint(&b, "Build the showcase anew and publish it: what was published before is still on the web.\n")
	}
	return b.String()
}
