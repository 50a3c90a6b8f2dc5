package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

func attestCommand() *cobra.Command {
	var a attesting
	c := &cobra.Command{
		Use: "attest SITE RECORD", Short: "Say in your own words what you know of somebody's record, and sign it",
		Long: "A coach, an employer or anybody else says what they know of one record, in their own words, and signs it:\n\n" +
			"  gatefold attest SITE RECORD          the coach: checks the site, shows the record, asks, signs, writes one file to mail\n" +
			"  gatefold attest accept FILE DIR      the author: looks at it, and takes it into the portfolio, or does not\n" +
			"  gatefold attest revoke FILE          the coach: takes it back\n\n" +
			"SITE is the published site: a folder, a zip or an address. It is checked first, as `gatefold verify` does; nothing is\n" +
			"signed where something was changed. Name the author's key with --key, so that you know whose site it is. RECORD is\n" +
			"device-refresh/raid/R-03, device-refresh:R-03 or, where there is only one of that name, R-03.\n\n" +
			"You say how you know. There is no default, because each says something else:\n\n" +
			basisWords() + "\n" +
			"In a terminal you are asked for what no flag says. What you sign is for everybody to read, and the author publishes\n" +
			"it or not. It is about the record as it is now: of a later version it says nothing.\n\n" +
			"Exit codes: 0 signed, 4 the site was changed, 5 it could not be checked, 64 it cannot be done as things stand or you\n" +
			"did not agree, 1 something broke inside.",
		Example: "  gatefold attest https://ada.example/ device-refresh:R-03 --key SHA256:...\n" +
			"  gatefold attest ada.zip R-03 --by \"Sam Jones\" --relation coach --basis discussed --from 2025-02-03 --until 2025-07-11 --text-file words.txt --yes",
		RunE: func(c *cobra.Command, args []string) error {
			if a.c = c; len(args) == 0 {
				return c.Help()
			}
			if err := a.check(args); err != nil {
				return usageError{err}
			}
			return a.run()
		},
	}
	a.flags(c)
	c.AddCommand(attestAcceptCommand(), attestRevokeCommand())
	return c
}

// attesting is one run of the command.
type attesting struct {
	c            *cobra.Command
	key          keyring
	site, record string
	author       string // the fingerprint that the site must be signed with
	relation     string
	basis        string
	text, file   string
	out          string
	unnamed, yes bool

	note  proof.Attestation
	facts verify.Facts
}

func (a *attesting) flags(c *cobra.Command) {
	a.key.nameFlag(c)
	a.key.secrets.openFlags(c)
	f := c.Flags()
	f.StringVar(&a.author, "key", "", "the `fingerprint` of the author's key, SHA256:..., from the author")
	f.StringVar(&a.note.By, "by", "", "your `name`, as it is to stand under your words")
	f.StringVar(&a.relation, "relation", "", "what you are to the author: "+oneOf(proof.Relations()))
	f.StringVar(&a.basis, "basis", "", "how you know: "+oneOf(proof.Bases()))
	f.StringVar(&a.note.From, "from", "", "the first `day` of the time that you speak of, such as 2025-02-03")
	f.StringVar(&a.note.Until, "until", "", "the last `day` of it")
	f.StringVar(&a.text, "text", "", "your own `words`")
	f.StringVar(&a.file, "text-file", "", "a `file` of your own words, up to 40 lines")
	f.BoolVar(&a.unnamed, "unnamed", false, "do not name the record in the note, for a record that may be made private later")
	f.BoolVar(&a.yes, "yes", false, "sign without asking")
	f.StringVarP(&a.out, "output", "o", "", "the `file` to write (default RECORD"+attestTail+")")
}

// check reads what the flags say, and refuses what cannot be meant.
func (a *attesting) check(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("attest takes a site and one of its records, but %s came. Such as: gatefold attest https://ada.example/ device-refresh:R-03", plural(len(args), "word"))
	}
	a.site, a.record = args[0], args[1]
	a.note.Relation, a.note.Basis = proof.Relation(a.relation), proof.Basis(a.basis)
	switch {
	case a.relation != "" && !slices.Contains(proof.Relations(), a.note.Relation):
		return fmt.Errorf("--relation %q is not one of %s", a.relation, oneOf(proof.Relations()))
	case a.basis != "" && !slices.Contains(proof.Bases(), a.note.Basis):
		return fmt.Errorf("--basis %q is not one of %s", a.basis, oneOf(proof.Bases()))
	case a.text != "" && a.file != "":
		return errors.New("--text and --text-file both hold your words: name one of them")
	}
	for _, day := range [][2]string{{"--from", a.note.From}, {"--until", a.note.Until}} {
		if _, err := time.Parse(time.DateOnly, day[1]); day[1] != "" && err != nil {
			return fmt.Errorf("%s %q is not a day such as 2025-02-03", day[0], day[1])
		}
	}
	if a.author != "" {
		return proof.CheckFingerprint(strings.TrimSpace(a.author))
	}
	return nil
}

func (a *attesting) run() error {
	if a.file != "" {
		words, err := readMailed(a.file)
		if err != nil {
			return refusal(a.c, err)
		}
		a.text = string(words)
	}
	s, err := openSite(a.site)
	if err != nil {
		return usageError{err}
	}
	if s.refused != nil {
		return a.refuseSite(*s.refused)
	}
	defer s.close()
	report := checkSource(a.c.Context(), s.source, verify.Options{Key: a.author})
	a.facts = report.Facts
	if !standing(report) {
		return a.refuseSite(report)
	}
	return refusal(a.c, a.sign(s.source))
}

// standing tells whether a record of a site can be spoken of: nothing was changed, and nothing kept the check
// from its end but that nobody said whose site it is.
func standing(r verify.Report) bool {
	return r.Facts.Signed && len(r.Facts.Keys) > 0 && !slices.ContainsFunc(r.Findings, func(f verify.Finding) bool {
		return !f.Note() && f.Code != proof.CodeKeyNotNamed
	})
}

// refuseSite says what was found instead of signing.
func (a *attesting) refuseSite(r verify.Report) error {
	fmt.Fprint(a.c.ErrOrStderr(), verifyText(a.site, r)+"\nNothing was signed: your word would be about a record that is not what its author signed.\n")
	if r.Outcome == verify.Changed {
		return exitError{exitChanged}
	}
	return exitError{exitUnchecked}
}

// sign shows the record, asks for what is missing, signs and writes.
func (a *attesting) sign(s verify.Source) error {
	key, err := a.key.read()
	if err != nil {
		return err
	}
	if _, own := a.facts.Keys.Find(proof.Fingerprint(key.Public)); own {
		return fmt.Errorf("the key %q is that of this site's author. Nobody vouches for their own records: it takes somebody else, with a key of their own (--name chooses another of yours)", a.key.name)
	}
	rec, err := chooseRecord(a.facts.Records, a.record)
	if err != nil {
		return err
	}
	if err := a.show(s, rec); err != nil {
		return err
	}
	a.about(rec)
	if err := a.ask(); err != nil {
		return err
	}
	if err := a.note.Check(); err != nil {
		return fmt.Errorf("this cannot be signed: %s", strings.TrimPrefix(err.Error(), proof.ErrAttestation.Error()+": "))
	}
	if err := a.agree(); err != nil {
		return err
	}
	id, err := a.key.open()
	if err != nil {
		return err
	}
	signed, err := proof.SignAttestation(id, a.note)
	if err != nil {
		return err
	}
	return a.write(signed, id.Fingerprint())
}

// about fills in what the note is about.
func (a *attesting) about(rec verify.Record) {
	n := &a.note
	n.Origin, n.Index, n.Leaf, n.Record = a.facts.Origin, rec.Index, rec.Leaf, rec.Place
	if a.unnamed || n.Record == "" {
		n.Record = proof.NoRecord
	}
	n.Date = time.Now().Format(time.DateOnly)
}

// agree shows all that is signed, and asks.
func (a *attesting) agree() error {
	people := a.c.ErrOrStderr()
	fmt.Fprintf(people, "\nWhat you sign, for everybody to read:\n%s", indented(noteWords(a.note)))
	switch {
	case a.yes:
		return nil
	case !onTerminal(os.Stdin):
		return errors.New("there is nobody to ask whether to sign. Run this in a terminal, or say --yes")
	}
	yes, err := askYes("Sign this?")
	if err == nil && !yes {
		err = errors.New("nothing was signed")
	}
	return err
}

// noteWords is a note in words.
func noteWords(n proof.Attestation) string {
	return printableLines(fmt.Sprintf("About %s, in the log %s\n%s.\nThe author’s %s. About the time from %s to %s. Signed on %s.\n\n%s\n",
		recordWords(n), n.Origin, n.Basis.Sentence(n.By), n.Relation, dayWords(n.From), dayWords(n.Until), dayWords(n.Date), n.Text))
}

// recordWords is the record that a note is about.
func recordWords(n proof.Attestation) string {
	if n.Record == proof.NoRecord {
		return fmt.Sprintf("a record that the note does not name, entry %d of the log", n.Index)
	}
	return n.Record
}

// dayWords is 2 January 2006 of a day as it stands in a note.
func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return dayOf(t)
}

// printableLines is printable for a text of several lines.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = printable(l)
	}
	return strings.Join(lines, "\n")
}

// oneOf are words in a row.
func oneOf[T ~string](words []T) string {
	var out []string
	for _, w := range words {
		out = append(out, string(w))
	}
	return strings.Join(out, ", ")
}

// The end of the name of a file that a coach sends, and the beginnings of what such files hold.
const attestTail = ".attestation.txt"

var (
	isAttestation = regexp.MustCompile(`^gatefold-attest `)
	isRevocations = regexp.MustCompile(`^gatefold-revoked `)
)

// write writes the one file that is sent to the author.
func (a *attesting) write(signed proof.SignedAttestation, fingerprint string) error {
	path := a.out
	if path == "" {
		name := a.note.Record
		if name == proof.NoRecord {
			name = fmt.Sprintf("entry-%d", a.note.Index)
		}
		path = fileName(name) + attestTail
	}
	if err := writeExchanged(path, signed.Print(), isAttestation); err != nil {
		return err
	}
	people := a.c.ErrOrStderr()
	fmt.Fprintf(people, "Signed with your key %s.\nSend %s to the author, as an attachment, with this line:\n  gatefold attest accept %s DIR\n"+
		"Keep a copy: with it you can take your word back (`gatefold attest revoke`). List your key where readers already know you,\n"+
		"such as the site of your cohort: without that, it could be anybody's.\n", fingerprint, path, argument(path))
	_, err := io.WriteString(a.c.OutOrStdout(), path+"\n")
	return err
}

// fileName is a name of small letters, digits and hyphens.
func fileName(s string) string {
	notPlain := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }
	name := strings.Join(strings.FieldsFunc(strings.ToLower(s), notPlain), "-")
	if name == "" {
		return "record"
	}
	return name[:min(len(name), 100)]
}
