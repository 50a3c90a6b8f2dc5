package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
)

// completeness is what the JSON report adds to gatefold.report/1: what a reader finds and misses.
type completeness struct {
	There     share      `json:"there"`
	Told      share      `json:"told"`
	Agrees    share      `json:"agrees"`
	Looks     []looked   `json:"looks"`
	NextSteps []nextStep `json:"next_steps"`
}

type share struct {
	Have int `json:"have"`
	Of   int `json:"of"`
}

// looked is one look: of so many things so many are as they should be.
type looked struct {
	Name  string `json:"name"`
	Group string `json:"group"`
	Code  string `json:"code"`
	Title string `json:"title"`
	share
}

type nextStep struct {
	Look    string `json:"look"`
	Do      string `json:"do"`
	Missed  string `json:"missed"`
	Command string `json:"command,omitempty"`
}

// steps is how many next steps are told: few enough to be taken.
const steps = 3

func tellJSON(c *cobra.Command, dir string, found checked) error {
	found.Schema = "gatefold.report/1"
	if found.Problems == nil {
		found.Problems = content.Problems{}
	}
	view := completeness{There: shareOf(found.results, advice.There), Told: shareOf(found.results, advice.Told), Agrees: shareOf(found.results, advice.Agrees), Looks: []looked{}, NextSteps: []nextStep{}}
	for _, r := range found.results {
		view.Looks = append(view.Looks, looked{r.Name, string(r.Group), r.Code, r.Title, share{r.Have, r.Of}})
	}
	for _, r := range advice.NextSteps(found.results, steps) {
		view.NextSteps = append(view.NextSteps, nextStep{r.Name, r.Step, r.Missed, found.commandFor(r, dir)})
	}
	enc := json.NewEncoder(c.OutOrStdout())
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		report
		Complete completeness `json:"complete"`
	}{found.report, view})
}

func shareOf(results []advice.Result, g advice.Group) share {
	have, of := advice.Of(results, g)
	return share{have, of}
}

// commandFor is the command that begins a step, "" when none does.
func (found checked) commandFor(r advice.Result, dir string) string {
	command := "gatefold new " + r.New + " " + dir
	switch {
	case r.New == "":
		return ""
	case r.New == "project" || !found.several:
	case len(r.Projects) > 0:
		command += " --project " + r.Projects[0]
	default:
		command += " --project PROJECT"
	}
	return command
}

// tellText says the problems to people, and gives the view of what is there. What is only missing stands in
// the view alone.
func tellText(c *cobra.Command, dir string, found checked) error {
	missing := map[string]bool{}
	for _, r := range found.results {
		if r.Group == advice.There {
			missing[r.Code] = true
		}
	}
	people := c.ErrOrStderr()
	var shown content.Problems
	hints := 0
	for _, severity := range []content.Severity{content.Error, content.Warning, content.Hint} {
		for _, p := range found.Problems {
			if p.Severity != severity || missing[p.Code] {
				continue
			}
			if severity == content.Hint {
				hints++
			}
			if hints <= maxHints {
				shown = append(shown, p)
			}
		}
	}
	for i, f := range content.Frames(found.source, shown) {
		writeProblem(people, dir, shown[i], f)
	}
	if more := hints - maxHints; more > 0 {
		fmt.Fprintf(people, "And %s; `gatefold check %s --json` lists them all.\n\n", plural(more, "further hint"), dir)
	}
	if found.results == nil {
		fmt.Fprintf(people, "Nothing more can be looked at before portfolio.toml can be used (%s).\n", found.counts())
		return nil
	}
	if err := tellView(c.OutOrStdout(), dir, found); err != nil {
		return err
	}
	fmt.Fprintf(people, "%s, %s. `gatefold explain CODE` tells what a code means.\n", found.counts(), plural(hints, "hint"))
	return nil
}

// maxHints is how many hints are said; a reader mends errors first.
const maxHints = 20

// missedShown is how many missing things are told with their reason.
const missedShown = 5

// tellView is the view that a learner understands.
func tellView(out io.Writer, dir string, found checked) error {
	var b strings.Builder
	there := shareOf(found.results, advice.There)
	fmt.Fprintf(&b, "What is there: %d of %d\n", there.Have, there.Of)
	var missed []advice.Result
	for _, r := range found.results {
		switch {
		case r.Group != advice.There || r.Of == 0:
		case r.Lacking():
			missed = append(missed, r)
		default:
			fmt.Fprintf(&b, "  + %s\n", r.Title)
		}
	}
	tellMissed(&b, missed)
	told, agrees := shareOf(found.results, advice.Told), shareOf(found.results, advice.Agrees)
	fmt.Fprintf(&b, "\nHow it is told: %d of %d as a reader wants it. Whether it agrees: %d of %d.\n", told.Have, told.Of, agrees.Have, agrees.Of)
	if next := advice.NextSteps(found.results, steps); len(next) > 0 {
		fmt.Fprintf(&b, "\nThe next steps\n")
		for i, r := range next {
			fmt.Fprintf(&b, "  %d. %s\n", i+1, r.Step)
			if command := found.commandFor(r, dir); command != "" {
				fmt.Fprintf(&b, "       %s\n", command)
			}
		}
	}
	_, err := io.WriteString(out, b.String()+"\n")
	return err
}

// tellMissed says what is not there, the heaviest first and with its reason.
func tellMissed(b *strings.Builder, missed []advice.Result) {
	if len(missed) == 0 {
		return
	}
	fmt.Fprintf(b, "\nWhat a hiring manager will miss\n")
	slices.SortStableFunc(missed, func(x, y advice.Result) int { return cmp.Compare(y.Weight, x.Weight) })
	var rest []string
	for i, r := range missed {
		if i >= missedShown {
			rest = append(rest, r.Name)
			continue
		}
		fmt.Fprintf(b, "  - %s%s\n      %s\n", r.Title, lackingIn(r), r.Missed)
	}
	if len(rest) > 0 {
		fmt.Fprintf(b, "  - and: %s\n", strings.Join(rest, ", "))
	}
}

// lackingIn says in which projects something is missing, where it is there in others.
func lackingIn(r advice.Result) string {
	switch {
	case r.Have == 0 || len(r.Projects) == 0:
		return ""
	case len(r.Projects) > 2:
		return fmt.Sprintf(" (not in %s and %d more)", r.Projects[0], len(r.Projects)-1)
	}
	return fmt.Sprintf(" (not in %s)", strings.Join(r.Projects, " and "))
}
