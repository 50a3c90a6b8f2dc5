package main

import (
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/showcase"
)

func cohortBuildCommand() *cobra.Command {
	var out string
	var full, asJSON bool
	c := &cobra.Command{
		Use: "build [DIR]", Short: "Write the showcase of what the learners agreed to have shown",
		Long: "Build visits the published sites of the cohort in DIR (or this folder) as `gatefold cohort watch` does, and writes two sites:\n\n" +
			"  DIR/public   the showcase, or the folder that -o names: learners, facets, questions, figures of the cohort, and a page\n" +
			"               that checks any member's site. It holds what each learner has consented to, and nothing else.\n" +
			"  DIR/private  for you alone: what became of each site, and the work of two learners side by side. Never publish it.\n\n" +
			"Who has not consented, or whose site is not as it should be, is left out of the showcase, and said here. Search engines\n" +
			"are asked to stay away unless cohort.toml says index = true. Only files that differ are written.\n\n" +
			"Exit codes: 0 done, 4 a log or site is not as it should be, 5 some could not be reached or checked (4 before 5): the rest is\n" +
			"written all the same; 2 cohort.toml has mistakes, 64 it cannot be done as things stand, 1 something broke inside.",
		Example: "  gatefold cohort build larkfield-2026\n  gatefold cohort build larkfield-2026 -o ~/Desktop/showcase",
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := cohortFolder(args)
			if err != nil {
				return usageError{err}
			}
			if out == "" {
				out = filepath.Join(dir, "public")
			}
			if err := checkShowcaseFolder(dir, out); err != nil {
				return usageError{err}
			}
			return cohortBuild(c, dir, out, full, asJSON)
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "", "folder for the showcase (default DIR/public)")
	c.Flags().BoolVar(&full, "full", false, "read every site as a whole, even when nothing has changed")
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object on standard output")
	return c
}

// checkShowcaseFolder refuses folders in which the showcase would lie beside what is not public.
func checkShowcaseFolder(dir, out string) error {
	from, err := realPath(dir)
	if err != nil {
		return err
	}
	to, err := realPath(out)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(to, from); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("the showcase cannot be written to %q: the cohort itself lies there. Leave out -o, or name another folder", out)
	}
	rel, err := filepath.Rel(from, to)
	if first, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); err == nil {
		switch first {
		case "private", "memory", "evidence", "revoked", ".gatefold":
			return fmt.Errorf("the showcase cannot be written to %q: it is a folder of the cohort itself. Leave out -o, or name another folder", out)
		}
	}
	return nil
}

// showcaseReport is gatefold.cohort.build/1 of the README.
type showcaseReport struct {
	Schema       string       `json:"schema"`
	Members      []watchedOne `json:"members"`
	Shown        int          `json:"shown"`
	Pages        int          `json:"pages"`
	Written      int          `json:"written"`
	Removed      int          `json:"removed"`
	Milliseconds int64        `json:"milliseconds"`
}

func cohortBuild(c *cobra.Command, dir, out string, full, asJSON bool) error {
	start := time.Now()
	r, err := visitAll(c, dir, full)
	if err != nil {
		return err
	}
	public, private, err := r.sites()
	if err != nil {
		return brokenError{err}
	}
	diff, err := writeSite(dir, out, public)
	if err != nil {
		return brokenError{err}
	}
	if _, err := writeSite(dir, filepath.Join(dir, "private"), private); err != nil {
		return brokenError{err}
	}
	report := showcaseReport{"gatefold.cohort.build/1", watched(r.visits), r.shown(), pagesOf(public), len(diff.Written), len(diff.Removed), time.Since(start).Milliseconds()}
	if asJSON {
		err = writeObject(c.OutOrStdout(), report)
	} else {
		_, err = fmt.Fprintln(c.OutOrStdout(), filepath.Join(out, "index.html"))
		r.tell(c, dir, report, diff)
	}
	if err != nil {
		return brokenError{err}
	}
	return visitsExit(r.visits)
}

// sites are the showcase and what is for the coach alone.
func (r round) sites() (public, private output.Files, err error) {
	cfg := showcase.Config{
		Title: r.Title, Coach: r.Coach, Contact: r.Contact, CoachKey: r.CoachKey, BaseURL: r.BaseURL, Index: r.Index, Pseudonyms: r.Pseudonyms,
		StaleAfter: r.StaleMonths, Today: r.day, Stamp: stampOfProgram(),
	}
	var learners []cohort.Learner
	var members []showcase.Member
	for _, v := range r.visits {
		if v.Learner != nil {
			learners = append(learners, *v.Learner)
		}
		members = append(members, memberOf(v))
	}
	var group errgroup.Group
	group.Go(func() (err error) { public, err = showcase.Build(cfg, learners); return err })
	group.Go(func() (err error) { private, err = showcase.Private(cfg, members); return err })
	return public, private, group.Wait()
}

// stampOfProgram stands for this program and this installation; "" when nothing is to be remembered.
func stampOfProgram() string {
	secret, err := installationSecret()
	if err != nil {
		return ""
	}
	return programSeal(secret)
}

// memberOf is a visit as the coach's own pages show it.
func memberOf(v cohort.Visit) showcase.Member {
	m := showcase.Member{
		Label: v.Member.Label(), Site: v.Member.Site, Verdict: string(v.Verdict), Well: v.Verdict.Well(), Unsure: v.Verdict.Unsettled(), Next: v.Verdict.Next(), Details: v.Details,
		Entries: v.Size, Before: v.Was, Checked: v.Checked, Absent: v.Absent, Learner: v.Learner, Records: v.Records,
	}
	if v.Evidence != "" {
		m.Details = append(slices.Clip(m.Details), "Evidence: "+v.Evidence+".")
	}
	if v.Learner != nil && v.Member.Note == "" && v.Learner.Name != "" {
		m.Label = v.Learner.Name
	}
	if len(v.Origin) >= 8 {
		m.ID = v.Origin[:8]
	}
	return m
}

func (r round) shown() (n int) {
	for _, v := range r.visits {
		if v.Learner != nil {
			n++
		}
	}
	return n
}

// writeSite brings a folder into line with a site.
func writeSite(dir, out string, files output.Files) (output.Diff, error) {
	list, err := listOfWritten(dir, out)
	if err != nil {
		return output.Diff{}, err
	}
	return output.Write(out, list, files)
}

// listOfWritten is where the list of what was written to a folder is kept: in DIR/.gatefold.
func listOfWritten(dir, out string) (string, error) {
	secret, err := installationSecret()
	if err != nil {
		secret = nil // then the list is one that anybody could have made, and nothing else changes
	}
	return output.ListPath(dir, out, hex.EncodeToString(secret))
}

func pagesOf(files output.Files) (n int) {
	for name := range files.All() {
		if strings.HasSuffix(name, ".html") {
			n++
		}
	}
	return n
}

// tell says to people what was written, and who is not in it and why.
func (r round) tell(c *cobra.Command, dir string, report showcaseReport, diff output.Diff) {
	var b strings.Builder
	for _, v := range r.visits {
		writeVisit(&b, v)
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%s shown of %s; %s, %s written, %d ms.\n", plural(report.Shown, "learner"), plural(len(r.visits), "member"),
		plural(report.Pages, "page"), plural(report.Written, "file"), report.Milliseconds)
	if len(diff.Kept)+len(diff.Unlisted) > 0 || diff.ListMissing {
		fmt.Fprintf(&b, "The folder holds files that this build did not write, and they were left alone: %s\n", strings.Join(append(diff.Kept, diff.Unlisted...), ", "))
	}
	fmt.Fprintf(&b, "For you alone, never to be published: %s\n", filepath.Join(dir, "private", "index.html"))
	fmt.Fprint(c.ErrOrStderr(), strings.TrimPrefix(b.String(), "\n"))
}
