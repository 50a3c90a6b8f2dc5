package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
)

func cohortInitCommand() *cobra.Command {
	var name, title string
	c := &cobra.Command{
		Use: "init [DIR]", Short: "Make the folder of a cohort",
		Long: "Init makes the folder DIR, or takes the one that is there, and writes cohort.toml, which explains each of its settings.\n" +
			"The name of the cohort is what your learners' consents name. Without --name it is made of the folder's name.\n\n" +
			"Exit codes: 0 done, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold cohort init larkfield-2026 --title \"Larkfield Academy, class of 2026\"",
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := cohortFolder(args)
			if err != nil {
				return usageError{err}
			}
			return cohortInit(c, dir, name, title)
		},
	}
	c.Flags().StringVar(&name, "name", "", "what consents `name`: small letters a to z, digits and hyphens")
	c.Flags().StringVar(&title, "title", "", "what the cohort is called, in `words`")
	return c
}

func cohortInit(c *cobra.Command, dir, name, title string) error {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return brokenError{err}
	}
	name = cmp.Or(name, cohortName(filepath.Base(whole)))
	err = cohort.Init(dir, name, cmp.Or(title, name))
	switch {
	case errors.Is(err, cohort.ErrThere):
		return refusal(c, fmt.Errorf("%w, and it was left as it is", err))
	case err != nil && name == "":
		return refusal(c, errors.New("no name can be made of the name of this folder. Give one with --name, such as --name larkfield-2026"))
	case err != nil:
		return refusal(c, err)
	}
	fmt.Fprintln(c.OutOrStdout(), filepath.Join(dir, cohort.ConfigFile))
	fmt.Fprintf(c.ErrOrStderr(), "The cohort is called %s: your learners name it when they consent (gatefold consent --cohort %s).\n"+
		"Next: gatefold cohort add SITE %s, once for each learner.\n", name, name, argument(dir))
	return nil
}

// cohortName makes a name of that of a folder, "" when nothing is left of it.
func cohortName(folder string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case strings.ContainsRune(" _-.", r):
			return '-'
		}
		return -1
	}, strings.ToLower(folder))
	if len(name) > 64 {
		name = name[:64]
	}
	return strings.Trim(name, "-")
}
