package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/badge"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// badgeTail ends the name of a badge's file.
const badgeTail = ".badge.json"

// isBadge is how the file of a badge begins.
var isBadge = regexp.MustCompile(`^\{\n  "@context": \[\n    "https://www.w3.org/ns/credentials/`)

func exportBadgeCommand() *cobra.Command {
	var b badging
	c := &cobra.Command{
		Use: "badge FILE... --site SITE", Short: "Write what you have said of a record as an Open Badge",
		Long: "For coaches. FILE is what `gatefold attest` has written and you have signed; SITE is the learner's published site: an\n" +
			"address, or a folder or zip with --address beside it. The site is checked first, and nothing is written where it was\n" +
			"changed. What comes out is an Open Badge 3.0 for the learner, which wallets and other programs read: it says what\n" +
			"you have said, in your words, and leads to the record and its proof.\n\n" +
			"With --gate it is a badge for a gate that was passed: FILE must be about the record of a gate whose decision is go or\n" +
			"conditional go, and the site must show that decision.\n\n" +
			"It is issued by the key of yours that your fingerprint stands for (did:key). --did did:web:cohort.example issues it in\n" +
			"the name of a site instead, which vouches for your key: see `gatefold export did`.\n\n" +
			"A badge cannot be taken back: it ends by itself, after 12 months unless you name another day with --until.\n\n" +
			"Exit codes: 0 written, 4 the site was changed, 5 it could not be checked, 64 it cannot be done as things stand,\n" +
			"1 something broke inside.",
		Example: "  gatefold export badge device-refresh-gates-g1" + attestTail + " --gate --site https://ada.example/\n" +
			"  gatefold export badge *" + attestTail + " --site ada.zip --address https://ada.example/ --did did:web:cohort.example",
		RunE: func(c *cobra.Command, args []string) error {
			b.c, b.now = c, time.Now().UTC()
			if err := b.check(args); err != nil {
				return usageError{err}
			}
			return b.run(args)
		},
	}
	b.key.nameFlag(c)
	b.key.secrets.openFlags(c)
	f := c.Flags()
	f.StringVar(&b.site, "site", "", "the learner's published `site`: an address, a folder or a zip")
	f.StringVar(&b.address, "address", "", "the `address` of the site on the web, where --site is a folder or zip")
	f.BoolVar(&b.gate, "gate", false, "a badge for a gate that was passed")
	f.StringVar(&b.did, "did", "", "issue it in the `name` of a site, as did:web:cohort.example")
	f.StringVar(&b.until.text, "until", "", "the last `day` on which it counts, such as 2027-06-30, or none (default: 12 months after today)")
	f.StringVarP(&b.out, "output", "o", "", "the `file` to write (default: FILE's name with "+badgeTail+")")
	return c
}

// badging is one run of the command.
type badging struct {
	c                       *cobra.Command
	key                     keyring
	site, address, did, out string
	gate                    bool
	until                   lastDay
	now                     time.Time

	source verify.Source
	facts  verify.Facts
}

func (b *badging) check(files []string) error {
	online := strings.HasPrefix(b.site, "https://") || strings.HasPrefix(b.site, "http://")
	switch {
	case len(files) == 0:
		return fmt.Errorf("name the file of what you have signed, such as: gatefold export badge r-03%s --site https://ada.example/", attestTail)
	case b.site == "":
		return errors.New("--site is missing: the learner's published site, an address, a folder or a zip. The badge is about what stands there")
	case len(files) > 1 && b.out != "":
		return errors.New("-o is for one file, but several were named")
	case online && b.address != "":
		return errors.New("--site is an address already: leave --address out")
	case !online && b.address == "":
		return errors.New("say with --address where the site is on the web, such as --address https://ada.example/: the badge leads there")
	case b.did != "":
		if err := badge.CheckDIDWeb(b.did); err != nil {
			return fmt.Errorf("--did: %w", err)
		}
	}
	if online {
		b.address = b.site
	}
	b.address = strings.TrimSuffix(b.address, "index.html")
	if !strings.HasSuffix(b.address, "/") {
		b.address += "/"
	}
	if err := badge.CheckSite(b.address); err != nil {
		return err
	}
	return b.until.check(b.now, "")
}

func (b *badging) run(files []string) error {
	s, err := openSite(b.site)
	if err != nil {
		return usageError{err}
	}
	if s.refused != nil {
		return b.refuseSite(*s.refused)
	}
	defer s.close()
	report := checkSource(b.c.Context(), s.source, verify.Options{})
	b.source, b.facts = s.source, report.Facts
	if !standing(report) {
		return b.refuseSite(report)
	}
	return refusal(b.c, b.writeAll(files))
}

// refuseSite says what was found instead of writing a badge.
func (b *badging) refuseSite(r verify.Report) error {
	fmt.Fprint(b.c.ErrOrStderr(), verifyText(b.site, r)+"\nNo badge was written: it would be about a record that is not what its author signed.\n")
	if r.Outcome == verify.Changed {
		return exitError{exitChanged}
	}
	return exitError{exitUnchecked}
}

// writeAll makes every badge before it writes the first.
func (b *badging) writeAll(files []string) error {
	id, err := b.key.open()
	if err != nil {
		return err
	}
	made := make([][]byte, len(files))
	for i, file := range files {
		issue, err := b.issue(id, file)
		if err == nil {
			made[i], err = issue.Make(id)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	for i, file := range files {
		out := b.out
		if out == "" {
			out = strings.TrimSuffix(file, attestTail) + badgeTail
		}
		if err := writeExchanged(out, made[i], isBadge); err != nil {
			return err
		}
		fmt.Fprintln(b.c.OutOrStdout(), out)
	}
	return b.say()
}

// issue is the badge of one file.
func (b *badging) issue(id proof.Identity, file string) (badge.Issue, error) {
	said, err := b.said(id, file)
	if err != nil {
		return badge.Issue{}, err
	}
	i := badge.Issue{
		Claim: claimOf(said), Issuer: b.did, Learner: proof.DIDKey(b.facts.Keys.Current().Credential), Site: b.address,
		Created: b.now, Ends: b.until.day(b.now),
	}
	if b.did == "" {
		i.Issuer = badge.DIDKey(id)
	}
	rec, shown := b.record(said)
	if shown && i.Record != "" {
		if i.Links, err = b.links(rec); err != nil {
			return i, err
		}
	}
	if b.gate {
		i.Gate, err = b.passed(said, rec, shown)
	}
	return i, err
}

// said reads what was signed, and holds it to the key at hand and to the site.
func (b *badging) said(id proof.Identity, file string) (proof.Attested, error) {
	data, err := readMailed(file)
	if err != nil {
		return proof.Attested{}, err
	}
	signed, err := proof.ParseSignedAttestation(data)
	var a proof.Attested
	if err == nil {
		a, err = signed.Check()
	}
	switch {
	case err != nil:
		return a, err
	case !a.Key.Equal(id.Public()):
		return a, fmt.Errorf("it is signed by %s, and your key %q is %s. Only whoever has signed it makes a badge of it; if you have that key under another name, choose it with --name", a.Fingerprint(), b.key.name, id.Fingerprint())
	case a.Origin != b.facts.Origin:
		return a, fmt.Errorf("it is about the log %s, and %s shows the log %s", a.Origin, b.site, b.facts.Origin)
	}
	for _, known := range b.facts.Attestations {
		if known.Hash == a.Hash && known.Revoked != nil {
			return a, errors.New("you have taken it back, as the site says. No badge is made of it")
		}
	}
	return a, stillSaid(id, a)
}

// stillSaid looks into the signer's own list of what was taken back, which the site may not show.
func stillSaid(id proof.Identity, a proof.Attested) error {
	path, err := configFolder("")
	if err != nil {
		return err
	}
	folder, err := proof.OpenFolder(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	list, err := ownList(folder, id)
	if err != nil {
		return err
	}
	if x, back := list.Of(a.Hash); back {
		return fmt.Errorf("you have taken it back on %s. No badge is made of it", dayWords(x.Date))
	}
	return nil
}

// record is the one that is spoken of, where the site shows it as it was then.
func (b *badging) record(a proof.Attested) (verify.Record, bool) {
	i := slices.IndexFunc(b.facts.Records, func(r verify.Record) bool { return r.Index == a.Index && r.Leaf == a.Leaf })
	if i < 0 {
		return verify.Record{}, false
	}
	return b.facts.Records[i], true
}

// say tells what was written, and what it is worth.
func (b *badging) say() error {
	people, until := b.c.ErrOrStderr(), b.until.day(b.now)
	fmt.Fprintf(people, "Send it to the learner. It counts%s", untilWords(until))
	if b.until.text == "" {
		fmt.Fprint(people, ", 12 months after today, because you named no other day with --until")
	}
	fmt.Fprint(people, "; it cannot be taken back before.\n")
	if b.did == "" {
		fmt.Fprintln(people, "Its issuer is your key alone, which says nothing of who you are: list it where readers know you.")
		return nil
	}
	address, err := badge.DIDWebAddress(b.did)
	fmt.Fprintf(people, "Whoever checks it asks %s for your key: `gatefold export did --did %s` writes that file.\n", address, b.did)
	return err
}
