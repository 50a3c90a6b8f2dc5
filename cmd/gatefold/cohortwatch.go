package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/cohort"
)

func cohortWatchCommand() *cobra.Command {
	var full, asJSON bool
	c := &cobra.Command{
		Use: "watch [DIR]", Short: "Visit all learners' sites and say what became of them",
		Long: "Watch visits the published sites of the cohort in DIR (or this folder), checks each of them, and compares it with every\n" +
			"signed list of that learner's that it has ever seen. It remembers what it saw in DIR/memory before it says anything.\n\n" +
			verdictHelp() + "\n" +
			"What has not changed since it was last read is not read again for a week, unless --full is given. Of an address only\n" +
			"the signed list of files and the head of the log are then looked at.\n\n" +
			"Exit codes: 0 all is well, 4 a log or site is not as it should be, 5 some could not be reached or checked (4 before 5),\n" +
			"2 cohort.toml has mistakes, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold cohort watch larkfield-2026\n  gatefold cohort watch larkfield-2026 --json",
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := cohortFolder(args)
			if err != nil {
				return usageError{err}
			}
			round, err := visitAll(c, dir, full)
			if err != nil {
				return err
			}
			return tellVisits(c.OutOrStdout(), round.visits, asJSON)
		},
	}
	c.Flags().BoolVar(&full, "full", false, "read every site as a whole, even when nothing has changed")
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object")
	return c
}

// verdictHelp explains the verdicts.
func verdictHelp() string {
	var b strings.Builder
	for _, v := range cohort.Verdicts() {
		fmt.Fprintf(&b, "  %-19s %s\n", v, v.Meaning())
	}
	return b.String()
}

// round is one visit to all members of a cohort.
type round struct {
	cohort.Config
	day    string // ISO, in UTC
	visits []cohort.Visit
}

// visitAll visits all members of a cohort; it has said what keeps it from that.
func visitAll(c *cobra.Command, dir string, full bool) (round, error) {
	in, err := openCohort(c, dir)
	if err != nil {
		return round{}, err
	}
	defer in.Close()
	p := startProgress("Visiting ...")
	v := visiting(in, full)
	v.Progress = func(done, all int) { p.say(fmt.Sprintf("Sites: %d of %d", done, all)) }
	visits, err := in.Visits(c.Context(), v)
	p.stop()
	if err != nil {
		return round{}, refusal(c, err)
	}
	return round{in.Config, v.Now.UTC().Format(time.DateOnly), visits}, nil
}

// watchReport is gatefold.cohort/1 of the README.
type watchReport struct {
	Schema  string       `json:"schema"`
	Members []watchedOne `json:"members"`
}

type watchedOne struct {
	Site     string         `json:"site"`
	Note     string         `json:"note"`
	Verdict  cohort.Verdict `json:"verdict"`
	Meaning  string         `json:"meaning"`
	Next     string         `json:"next"`
	Origin   string         `json:"origin"`
	Entries  int64          `json:"entries"`
	Before   int64          `json:"entries_before"`
	Checked  string         `json:"checked"`
	Details  []string       `json:"details"`
	Evidence string         `json:"evidence"`
	Shown    bool           `json:"shown"`
	Absent   string         `json:"not_shown_because"`
}

// tellVisits writes the report and ends with its exit code.
func tellVisits(out io.Writer, visits []cohort.Visit, asJSON bool) error {
	var err error
	if asJSON {
		err = writeObject(out, watchReport{"gatefold.cohort/1", watched(visits)})
	} else {
		_, err = io.WriteString(out, visitsText(visits))
	}
	if err != nil {
		return brokenError{err}
	}
	return visitsExit(visits)
}

// writeObject writes one JSON object on a line.
func writeObject(out io.Writer, object any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(object)
}

// watched are visits as programs are told of them.
func watched(visits []cohort.Visit) []watchedOne {
	out := []watchedOne{}
	for _, v := range visits {
		out = append(out, watchedOne{v.Member.Site, v.Member.Note, v.Verdict, v.Verdict.Meaning(), v.Verdict.Next(), v.Origin, v.Size, v.Was,
			v.Checked, append([]string{}, v.Details...), v.Evidence, v.Learner != nil, v.Absent})
	}
	return out
}

// visitsExit is the exit code of what became of the members.
func visitsExit(visits []cohort.Visit) error {
	code := exitDone
	for _, v := range visits {
		switch {
		case v.Verdict.Unsettled() && code == exitDone:
			code = exitUnchecked
		case !v.Verdict.Unsettled() && !v.Verdict.Well():
			code = exitChanged
		}
	}
	if code != exitDone {
		return exitError{code}
	}
	return nil
}

// visitsText is a table of all, then what is to be done about some.
func visitsText(visits []cohort.Visit) string {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "learner\tverdict\tentries\tbefore\tshown")
	shown := 0
	for _, v := range visits {
		yes := "no"
		if v.Learner != nil {
			yes = "yes"
			shown++
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\n", clip(printable(v.Member.Label()), 40), v.Verdict, v.Size, v.Was, yes)
	}
	_ = t.Flush()
	for _, v := range visits {
		writeVisit(&b, v)
	}
	fmt.Fprintf(&b, "\n%s. Something of %d may be shown to others.\n", plural(len(visits), "learner"), shown)
	return b.String()
}

// writeVisit says more of a member with whom all is not well, or who is not shown.
func writeVisit(b *strings.Builder, v cohort.Visit) {
	if v.Verdict.Well() && v.Absent == "" && len(v.Details) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s: %s\n", printable(v.Member.Label()), v.Verdict)
	if !v.Verdict.Well() {
		fmt.Fprintf(b, "  %s\n  What to do: %s\n", v.Verdict.Meaning(), v.Verdict.Next())
	}
	for _, d := range v.Details {
		fmt.Fprintf(b, "  %s\n", printable(d))
	}
	if v.Evidence != "" {
		fmt.Fprintf(b, "  Evidence: %s\n", v.Evidence)
	}
	if v.Absent != "" {
		fmt.Fprintf(b, "  Not shown: %s\n", printable(v.Absent))
	}
}

func clip(s string, limit int) string {
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return s
}
