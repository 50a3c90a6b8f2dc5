package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
)

func witnessRestoreCommand() *cobra.Command {
	var r witnessRole
	c := &cobra.Command{
		Use: "restore COHORT", Short: "Take up a lost memory of what you signed from what a cohort saw",
		Long: "Restore is for a witness whose memory of what was signed is lost, with its backups, and whose cohort is not: COHORT is\n" +
			"the folder with cohort.toml. Of every log that the cohort has visited, the longest list that it saw is taken as the last\n" +
			"that you signed. Logs that you still remember are left as they are.\n\n" +
			"What you signed and no visit has seen is not known there. Where a learner may have had your signature under a longer\n" +
			"list than the one they published, do not restore: sign as a new witness, with --turn 1.\n\n" +
			"Exit codes: 0 done, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold witness restore larkfield-2026",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("gatefold witness restore needs the folder of one cohort, such as: gatefold witness restore larkfield-2026")}
			}
			if err := r.check(); err != nil {
				return usageError{err}
			}
			r.c = c
			return refusal(c, r.restore(args[0]))
		},
	}
	r.key.nameFlag(c)
	r.key.secrets.openFlags(c)
	return c
}

func (r *witnessRole) restore(dir string) error {
	folder, err := cohort.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	known, faults, err := folder.Remembered()
	if err != nil {
		return err
	}
	people := r.c.ErrOrStderr()
	for _, f := range faults {
		fmt.Fprintf(people, "note: %s. That log was left out.\n", printable(f.Error()))
	}
	if len(known) == 0 {
		return fmt.Errorf("the cohort in %s remembers no log; `gatefold cohort watch` visits its members", dir)
	}
	r.begin, r.turn = true, -1
	w, done, err := r.open()
	if err != nil {
		return err
	}
	restored := 0
	for _, k := range known {
		taken, restoreErr := w.Restore(k.Keys, k.Head, time.Now())
		if err = errors.Join(err, restoreErr); taken {
			restored++
			fmt.Fprintf(r.c.OutOrStdout(), "%s  %s\n", k.Head.Origin, entries(int(k.Head.Size)))
		}
	}
	fmt.Fprintf(people, "%s taken up as the cohort saw them last, %d remembered already. What you signed and no visit has seen is not known here.\n",
		plural(restored, "log"), len(known)-restored)
	return errors.Join(err, done())
}
