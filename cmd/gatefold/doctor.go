package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// diagnosis is gatefold.doctor/1: what was looked at, and how it stands.
type diagnosis struct {
	Schema  string    `json:"schema"`
	Version string    `json:"version"`
	System  string    `json:"system"`
	Folder  string    `json:"folder"`
	Looks   []symptom `json:"looks"`
}

// symptom is one thing that was looked at.
type symptom struct {
	Look  string `json:"look"`
	State string `json:"state"` // "fine", "note", "warning" or "error"
	Found string `json:"found"`
	Next  string `json:"next"` // "" where nothing has to be done
}

// The states of a symptom.
const (
	fine    = "fine"
	note    = "note"
	warning = "warning"
	wrong   = "error"
)

func doctorCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "doctor [DIR]", Short: "Look at the computer and the folder when something does not work",
		Long: "Doctor looks at what a portfolio needs around it: the version, the folder and whether it can be written to, how its\n" +
			"files are encoded, the clock, what git would publish, large files, the tools that some commands use, and the key. It\n" +
			"leaves nothing behind and asks nobody. What is wrong in the records `gatefold check` says.\n\n" +
			"Exit codes: 0 nothing is in the way, 2 something is, 64 the command line cannot be meant, 1 something broke inside.",
		Example: "  gatefold doctor my-portfolio\n  gatefold doctor my-portfolio --json",
		Args:    oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			dir := folderOf(args)
			if err := checkFolder(dir); err != nil {
				return err
			}
			return diagnose(c, dir, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object on standard output")
	return c
}

func diagnose(c *cobra.Command, dir string, asJSON bool) error {
	d := diagnosis{Schema: "gatefold.doctor/1", Version: version, System: runtime.GOOS + "/" + runtime.GOARCH, Folder: dir}
	d.Looks = append(d.Looks, symptom{"program", fine, fmt.Sprintf("gatefold %s, %s, %s", version, runtime.Version(), d.System), ""})
	for _, look := range []func(string) []symptom{lookAtFolder, lookAtWords, lookAtClock, lookAtGit, lookAtSizes, lookAtTools, lookAtKey} {
		d.Looks = append(d.Looks, look(dir)...)
	}
	var err error
	if asJSON {
		enc := json.NewEncoder(c.OutOrStdout())
		enc.SetEscapeHTML(false)
		err = enc.Encode(d)
	} else {
		err = d.text(c)
	}
	if err != nil {
		return brokenError{err}
	}
	for _, l := range d.Looks {
		if l.State == wrong {
			return exitError{exitErrors}
		}
	}
	return nil
}

func (d diagnosis) text(c *cobra.Command) error {
	for _, l := range d.Looks {
		if _, err := fmt.Fprintf(c.OutOrStdout(), "%-8s %-8s %s\n", l.State, l.Look, printable(l.Found)); err != nil {
			return err
		}
		if l.Next == "" {
			continue
		}
		if _, err := fmt.Fprintf(c.OutOrStdout(), "%17s -> %s\n", "", printable(l.Next)); err != nil {
			return err
		}
	}
	return nil
}
