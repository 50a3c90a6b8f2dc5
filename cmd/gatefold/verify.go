package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

func verifyCommand() *cobra.Command {
	var key, policy string
	var asJSON bool
	c := &cobra.Command{
		Use: "verify SITE", Short: "Check that a published site is what its author signed and sealed",
		Long: "Verify checks a site that somebody has published: a folder, a zip file, or an address. It holds every file to the\n" +
			"signed list of files, the list to the author's key, the author's log to its own history, and every record to its\n" +
			"entry in that log. It changes nothing, and asks nobody but the host of an address.\n\n" +
			"Name the author's key with --key: its fingerprint, SHA256: and 43 characters, as the author's coach, the site of\n" +
			"the cohort or another place that you already know gives it. The site itself cannot tell you whose it is: without\n" +
			"--key the most that can be said is that it agrees with itself.\n\n" +
			"With --policy, a file that names witnesses (C2SP tlog-policy), it says by when they had seen the author's log.\n" +
			"Other names and dates on the site are the author's own word.\n\n" +
			"What it cannot show: who holds the key, that the content is true, or that the work happened.\n\n" +
			"Exit codes: 0 everything holds, 4 something was changed or is signed by another key, 5 it could not be checked to\n" +
			"the end (no key was named, nothing is sealed, something cannot be read), 64 the command line cannot be meant.",
		Example: "  gatefold verify https://ada.example/portfolio/ --key SHA256:...\n" +
			"  gatefold verify portfolio.zip --key SHA256:... --policy cohort-policy.txt\n" +
			"  gatefold verify my-portfolio/public --json\n" +
			"  gatefold explain GF5001     what one of its findings means, and what to do about it",
		Args: oneSite,
		RunE: func(c *cobra.Command, args []string) error {
			options, err := verifyOptions(key, policy)
			if err != nil {
				return usageError{err}
			}
			r, err := verifySite(c.Context(), args[0], options)
			if err != nil {
				return usageError{err}
			}
			return tell(c.OutOrStdout(), args[0], r, asJSON)
		},
	}
	c.Flags().StringVar(&key, "key", "", "the `fingerprint` of the author's key, SHA256:..., from a place that you know")
	c.Flags().StringVar(&policy, "policy", "", "a `file` that names the witnesses whose dates you accept")
	c.Flags().BoolVar(&asJSON, "json", false, "report as one JSON object")
	return c
}

// oneSite asks for one site to be named.
func oneSite(_ *cobra.Command, args []string) error {
	named := fmt.Sprintf("%d were", len(args))
	switch len(args) {
	case 0:
		named = "none was"
	case 1:
		return nil
	}
	return fmt.Errorf("verify checks one site, but %s named. Name a folder, a zip or an address, such as: gatefold verify https://ada.example/ --key FINGERPRINT", named)
}

// maxPolicyFile is more than a policy may have.
const maxPolicyFile = 1 << 20

func verifyOptions(key, policy string) (verify.Options, error) {
	o := verify.Options{Key: strings.TrimSpace(key)}
	if o.Key != "" {
		if err := proof.CheckFingerprint(o.Key); err != nil {
			return o, err
		}
	}
	if policy == "" {
		return o, nil
	}
	text, err := readInput(policy, maxPolicyFile)
	if err != nil {
		return o, fmt.Errorf("the policy cannot be read: %w", err)
	}
	o.Policy = append([]byte{}, text...) // not nil: an empty file is no policy, which the check says
	return o, nil
}

// verifySite opens a site and checks it. The error is of a command line that cannot be meant; what keeps
// a site from being opened is a finding.
func verifySite(ctx context.Context, site string, o verify.Options) (verify.Report, error) {
	s, err := openSite(site)
	if err != nil || s.refused != nil {
		return s.report(), err
	}
	defer s.close()
	return checkSource(ctx, s.source, o), nil
}

// openedSite is a site that can be read, or the report of what keeps it from that.
type openedSite struct {
	source  verify.Source
	refused *verify.Report
	close   func()
}

func (s openedSite) report() verify.Report {
	if s.refused == nil {
		return verify.Report{}
	}
	return *s.refused
}

// openSite opens a folder, a zip or an address. Close it, unless it was refused.
func openSite(site string) (openedSite, error) {
	if strings.HasPrefix(site, "https://") || strings.HasPrefix(site, "http://") {
		if strings.HasSuffix(strings.ToLower(site), ".zip") {
			return openedSite{}, fmt.Errorf("%s is a zip at an address. Save it first, then name the file", site)
		}
		a, err := verify.OpenAddress(site, nil)
		return openedSite{source: a, close: func() {}}, err
	}
	refused := func(code proof.Code, expected, got string) (openedSite, error) {
		r := verify.Refused(code, site, expected, got)
		return openedSite{refused: &r}, nil
	}
	const expected = "a folder, a zip, or an address that begins with https://"
	info, err := os.Stat(site)
	if err != nil {
		return refused(proof.CodeUnreadable, expected, plainCause(err))
	}
	if info.IsDir() {
		f, err := verify.OpenFolder(site)
		if err != nil {
			return refused(proof.CodeUnreadable, expected, plainCause(err))
		}
		return openedSite{source: f, close: func() { f.Close() }}, nil
	}
	z, err := verify.OpenZip(site)
	switch {
	case errors.Is(err, verify.ErrZip):
		return refused(proof.CodeZipUnusable, "a zip of the site", err.Error())
	case err != nil:
		return refused(proof.CodeUnreadable, expected, plainCause(err))
	}
	return openedSite{source: z, close: func() { z.Close() }}, nil
}

// plainCause is an error of a file without the name of the call that met it.
func plainCause(err error) string {
	var at *os.PathError
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "nothing of this name"
	case errors.As(err, &at):
		return at.Err.Error()
	}
	return err.Error()
}

// checkSource checks and says on a terminal how far it is.
func checkSource(ctx context.Context, s verify.Source, o verify.Options) verify.Report {
	p := startProgress("Checking ...")
	defer p.stop()
	words := map[string]string{"files": "Files", "log": "Parts of the log", "records": "Records"}
	o.Progress = func(step string, done, all int) {
		p.say(fmt.Sprintf("%s: %d of %d", words[step], done, all))
	}
	return verify.Check(ctx, s, o)
}

// verifyReport is gatefold.verify/1 of formats.md section 4.
type verifyReport struct {
	Schema     string           `json:"schema"`
	Outcome    verify.Outcome   `json:"outcome"`
	Findings   []verify.Finding `json:"findings"`
	Statements []string         `json:"statements"`
}

// tell writes the report and ends with its exit code.
func tell(out io.Writer, site string, r verify.Report, asJSON bool) error {
	var err error
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(verifyReport{"gatefold.verify/1", r.Outcome, append([]verify.Finding{}, r.Findings...), r.Statements})
	} else {
		_, err = io.WriteString(out, verifyText(site, r))
	}
	switch {
	case err != nil:
		return brokenError{err}
	case r.Outcome == verify.Changed:
		return exitError{exitChanged}
	case r.Outcome == verify.Unchecked:
		return exitError{exitUnchecked}
	}
	return nil
}

// verifyText says the outcome first, then what was found, then what that shows and what it does not.
func verifyText(site string, r verify.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", r.Headline(), printable(site))
	statements := r.Statements
	if len(statements) > 0 {
		fmt.Fprintln(&b, printable(statements[0]))
		statements = statements[1:]
	}
	for _, f := range r.Findings {
		writeFinding(&b, f)
	}
	if len(r.Findings) > 0 && !r.Findings[0].Note() {
		fmt.Fprintf(&b, "\nWhat to do about a finding: gatefold explain %s\n", r.Findings[0].Code)
	}
	if hint := sourceHint(site, r); hint != "" {
		fmt.Fprintf(&b, "\n%s\n", hint)
	}
	if len(statements) > 0 {
		fmt.Fprintln(&b)
	}
	for _, s := range statements {
		fmt.Fprintln(&b, printable(s))
	}
	return b.String()
}

func writeFinding(b *strings.Builder, f verify.Finding) {
	kind := ""
	if f.Note() {
		kind = "note: "
	}
	fmt.Fprintf(b, "\n%s\n  %s\n", strings.TrimSpace(kind+string(f.Code)+" "+printable(f.Path)), f.Meaning)
	fmt.Fprintf(b, "  expected: %s\n  found:    %s\n", printable(f.Expected), printable(f.Got))
}

// sourceHint helps somebody who has named the folder of the records.
func sourceHint(site string, r verify.Report) string {
	if len(r.Findings) == 0 || r.Findings[0].Code != proof.CodeNotSealed {
		return ""
	}
	if _, err := os.Stat(filepath.Join(site, "portfolio.toml")); err != nil {
		return ""
	}
	return printable(fmt.Sprintf("%s holds the records, not the site. Build the site with `gatefold build %s --sign`, then check %s.", site, site, filepath.Join(site, "public")))
}
