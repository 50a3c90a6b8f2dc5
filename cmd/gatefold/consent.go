package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func consentCommand() *cobra.Command {
	var g consenting
	c := &cobra.Command{
		Use: "consent [DIR] --cohort NAME", Short: "Say what a cohort's page may show of you, or take it back",
		Long: "A cohort's page shows nothing of you until you have agreed to it. Consent asks for each thing whether the cohort may\n" +
			"show it, and signs what you have said with your key, in DIR/proof/consent (of this folder when none is named). It is\n" +
			"published with your site, where the cohort and everybody else can read it; the newest date counts.\n\n" +
			"What may be shown: name, headline, target_role, location, availability, language, skills, link (the address of your\n" +
			"site), projects (titles, summaries, roles, dates, counts), figures (budgets, gates, incidents; with projects alone),\n" +
			"answers (to interview questions). Private and withheld records are no part of any of them.\n\n" +
			"Your consent ends by itself, after 12 months unless you name another day with --until. --withdraw ends it now.\n" +
			"What others have copied by then, nobody can take back.\n\n" +
			"Exit codes: 0 done, 64 nothing was written, and why.",
		Example: "  gatefold consent my-portfolio --cohort larkfield-2026\n" +
			"  gatefold consent my-portfolio --cohort larkfield-2026 --fields name,headline,projects --until 2027-06-30\n" +
			"  gatefold consent my-portfolio --cohort larkfield-2026 --withdraw",
		Args: oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			g.c, g.dir, g.now = c, ".", time.Now().UTC()
			if len(args) == 1 {
				g.dir = args[0]
			}
			if err := g.check(); err != nil {
				return usageError{err}
			}
			return refusal(c, g.run())
		},
	}
	f := c.Flags()
	f.StringVar(&g.cohort, "cohort", "", "the `name` of the cohort, which your coach tells you")
	f.StringVar(&g.list, "fields", "", "what may be shown, with commas between; without it you are asked")
	f.StringVar(&g.until.text, "until", "", "the last `day` on which it may be shown, such as 2027-06-30, or none (default: 12 months after today)")
	f.BoolVar(&g.withdraw, "withdraw", false, "take back what you have agreed to")
	f.BoolVar(&g.yes, "yes", false, "do not ask whether it is right")
	g.key.nameFlag(c)
	g.key.secrets.openFlags(c)
	return c
}

// consenting is one run of the command.
type consenting struct {
	authorRole
	key           keyring
	cohort, list  string
	until         lastDay
	withdraw, yes bool
	now           time.Time // in the time of Greenwich, as everything that is signed
}

// check looks at the command line alone.
func (g *consenting) check() error {
	if g.cohort == "" {
		return errors.New("say which cohort, such as --cohort larkfield-2026. Your coach knows its name")
	}
	if err := proof.CheckCohortName(g.cohort); err != nil {
		return fmt.Errorf("--cohort: %w", err)
	}
	if g.withdraw && g.list+g.until.text != "" {
		return errors.New("--withdraw takes everything back, at once: it goes with neither --fields nor --until")
	}
	if err := proof.CheckConsentFields(g.fields()); err != nil {
		return fmt.Errorf("--fields: %w", err)
	}
	asks := onTerminal(os.Stdin)
	switch {
	case !g.withdraw && len(g.fields()) == 0 && (g.yes || !asks):
		return errors.New("there is nobody to ask what may be shown. Name it, such as --fields name,headline,projects, or take everything back with --withdraw")
	case !g.yes && !asks:
		return errors.New("there is nobody to ask whether it is right. Run this in a terminal, or say --yes")
	}
	return g.until.check(g.now, ", or take back what you have agreed to with --withdraw")
}

func (g *consenting) today() string { return g.now.Format(time.DateOnly) }

// fields are those of the command line, in the order of a consent.
func (g *consenting) fields() []string {
	fields := strings.FieldsFunc(g.list, func(r rune) bool { return r == ',' || r == ' ' })
	slices.Sort(fields)
	return slices.Compact(fields)
}

func (g *consenting) run() error {
	done, err := g.open()
	if err != nil {
		return err
	}
	defer done()
	if err := g.sayBefore(); err != nil {
		return err
	}
	c := proof.Consent{Cohort: g.cohort, Origin: g.history.Origin(), Date: g.today()}
	if !g.withdraw {
		if c.Fields, err = g.chosen(); err != nil {
			return err
		}
		c.Until = g.until.day(g.now)
	}
	if err := g.agree(c); err != nil {
		return err
	}
	id, err := g.key.openOf(g.dir, g.history)
	if err != nil {
		return err
	}
	sig, err := proof.SignConsent(id, c)
	if err != nil {
		return err
	}
	if err := proof.KeepConsent(g.store.Folder, g.history, proof.SignedConsent{Consent: c, Text: c.Bytes(), Signature: sig}); err != nil {
		return err
	}
	return g.say(c)
}

// sayBefore tells what held until now.
func (g *consenting) sayBefore() error {
	people := g.c.ErrOrStderr()
	s, err := proof.ReadConsent(g.store.Folder, g.history, g.cohort)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if g.withdraw {
			fmt.Fprintf(people, "note: there is no consent to %s in this folder. The withdrawal is written all the same, in case one was published.\n", g.cohort)
		}
	case err != nil:
		fmt.Fprintf(people, "note: %s cannot be used, and is replaced: %s\n", g.path(), printable(err.Error()))
	case s.Consent.Date > g.today():
		return fmt.Errorf("your consent to %s is of %s, and by the clock of this computer today is %s. Set the clock right first: the newest date counts", g.cohort, s.Consent.Date, g.today())
	case s.Consent.Withdrawn():
		fmt.Fprintf(people, "Until now %s may show nothing: you withdrew on %s.\n", g.cohort, dayWords(s.Consent.Date))
	default:
		fmt.Fprintf(people, "Until now, by what you agreed to on %s, %s may show%s: %s.\n", dayWords(s.Consent.Date), g.cohort, untilWords(s.Consent.Until), strings.Join(s.Consent.Fields, ", "))
	}
	return nil
}

func (g *consenting) path() string {
	return filepath.Join(g.dir, "proof", filepath.FromSlash(proof.ConsentPath(g.cohort)))
}

// agree shows what is about to be signed, and asks.
func (g *consenting) agree(c proof.Consent) error {
	people, question := g.c.ErrOrStderr(), "Do you agree, and sign it with your key?"
	if c.Withdrawn() {
		fmt.Fprintf(people, "From today on %s may show nothing of you.\n", g.cohort)
		question = "Do you withdraw, and sign it with your key?"
	} else {
		fmt.Fprintf(people, "%s may show, from today%s:\n", g.cohort, untilWords(c.Until))
		for _, f := range shownFields() {
			if slices.Contains(c.Fields, f.name) {
				fmt.Fprintf(people, "  %-13s %s\n", f.name, f.shows)
			}
		}
		if g.until.text == "" {
			fmt.Fprintln(people, "The last day is 12 months after today, because you named no other with --until.")
		}
	}
	if g.yes {
		return nil
	}
	yes, err := askYes(question)
	if err == nil && !yes {
		err = errors.New("you said no: nothing was written, and everything stays as it was")
	}
	return err
}

// say tells what was written and what comes next.
func (g *consenting) say(c proof.Consent) error {
	people, dir := g.c.ErrOrStderr(), argument(g.dir)
	fmt.Fprintf(people, "Next: `gatefold build %s --sign`, and publish it. The cohort goes by it when it looks at your site the next time.\n", dir)
	if c.Withdrawn() {
		fmt.Fprintln(people, "What others have copied by now, nobody can take back.")
	} else {
		fmt.Fprintf(people, "To take it back: gatefold consent %s --cohort %s --withdraw\n", dir, g.cohort)
	}
	_, err := fmt.Fprintln(g.c.OutOrStdout(), g.path())
	return err
}
