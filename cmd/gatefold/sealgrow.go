package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
)

// grow seals what is new, or says what it would seal.
func (s *sealing) grow(folder proof.Folder) error {
	stored, faults := seal.ReadStored(folder)
	for _, f := range faults {
		fmt.Fprintf(s.c.ErrOrStderr(), "note: %s. It is made anew now.\n", printable(f.Error()))
	}
	if s.dry {
		state, err := s.store.State()
		if err != nil {
			return err
		}
		if err := s.makePlan(state, stored); err != nil {
			return err
		}
		s.sayPlan("would be sealed")
		return nil
	}
	others, err := s.published(folder)
	if err != nil {
		return err
	}
	first := false
	head, err := s.store.Grow(s.signer, others, func(state proof.State) ([]proof.NewLeaf, error) {
		first = state.Head.Size == 0
		if err := s.decide(state, stored); err != nil {
			return nil, err
		}
		return s.plan.Leaves, cmp.Or(seal.WriteStored(folder, s.plan.Stored), keepBytes(folder))
	})
	if err != nil {
		return s.explain(err)
	}
	s.sayPlan("sealed")
	s.sayHead(head, first)
	if s.askWitnesses() {
		return nil
	}
	fmt.Fprintf(s.c.ErrOrStderr(), "Next: `gatefold build %s --sign` to publish it, `gatefold witness request %s` to have somebody confirm the date.\n", s.dir, s.dir)
	return nil
}

// keepBytes tells git to leave the log's bytes alone, and which of its files are of the moment.
func keepBytes(folder proof.Folder) error {
	for name, text := range map[string]string{".gitattributes": "* -text\n", ".gitignore": "log/lock\n*.part\n"} {
		if _, err := fs.Stat(folder, name); errors.Is(err, fs.ErrNotExist) {
			if err := folder.Write(name, []byte(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sealing) makePlan(state proof.State, stored map[string]seal.Stored) error {
	entries, err := s.store.Entries(state)
	if err != nil {
		return err
	}
	s.options.Accepted, s.unheard = seal.ReadAccepted(s.store.Folder, s.keys, entries)
	s.plan, err = seal.NewPlan(s.items, state, entries, stored, s.secrets, s.options)
	return err
}

// decide makes the plan, and asks before records that are gone are taken back.
func (s *sealing) decide(state proof.State, stored map[string]seal.Stored) error {
	if err := s.makePlan(state, stored); err != nil || len(s.plan.Gone) == 0 || !s.agree() {
		return err
	}
	s.options.Retract = true
	return s.makePlan(state, stored)
}

// agree tells whether records that are gone are to be taken back.
func (s *sealing) agree() bool {
	people := s.c.ErrOrStderr()
	if s.report.Problems.Count(content.Error) > 0 {
		fmt.Fprintf(people, "%s sealed before and not read now. None of them is taken back while the records have errors.\n", were(len(s.plan.Gone), "record"))
		return false
	}
	fmt.Fprintf(people, "%s sealed before and not in the folder any more:\n%s", were(len(s.plan.Gone), "record"), s.listed(s.plan.Gone))
	switch {
	case s.yes:
		return true
	case !onTerminal(os.Stdin):
		fmt.Fprintln(people, "They stay in the log. To take them back, run this with --yes; if they only have other names now, say so with --renamed.")
		return false
	}
	yes, err := askYes("Take them back, with an entry for each that says so?")
	return err == nil && yes
}

// were is "3 records were".
func were(n int, word string) string {
	if n == 1 {
		return "1 " + word + " was"
	}
	return plural(n, word) + " were"
}

// listed are places with their titles, a line each: the first 20 of them, in a dry run all.
func (s *sealing) listed(places []string) string {
	titles := map[string]string{}
	for _, it := range s.items {
		titles[it.Place] = it.Title()
	}
	var b strings.Builder
	for i, p := range places {
		if i == 20 && !s.dry {
			fmt.Fprintf(&b, "  and %d more\n", len(places)-i)
			break
		}
		if title := titles[p]; title != "" {
			p += ", " + title
		}
		fmt.Fprintf(&b, "  %s\n", printable(p))
	}
	return b.String()
}

// explain adds what to do to what keeps the log from growing.
func (s *sealing) explain(err error) error {
	switch {
	case errors.Is(err, proof.ErrAhead):
		return fmt.Errorf("%w. Another computer has sealed since, or this folder was put back to an older state. Nothing was sealed", err)
	case errors.Is(err, proof.ErrForked):
		return fmt.Errorf("%w. Nothing was sealed: two histories under one key would make both worthless. Put %s back from the newest backup, or fetch it from the published site",
			err, filepath.Join(s.dir, "proof"))
	}
	return err
}

// sayPlan says in words what was, or would be, sealed.
func (s *sealing) sayPlan(verb string) {
	people := s.c.ErrOrStderr()
	for _, part := range []struct {
		places []string
		word   string
	}{{s.plan.New, "new"}, {s.plan.Edited, "changed since the last time"}} {
		if len(part.places) > 0 {
			fmt.Fprintf(people, "%s %s, %s:\n%s", plural(len(part.places), "record"), verb, part.word, s.listed(part.places))
		}
	}
	if s.dry && len(s.plan.Gone) > 0 {
		fmt.Fprintf(people, "%s sealed before and not in the folder any more:\n%s", were(len(s.plan.Gone), "record"), s.listed(s.plan.Gone))
	}
	s.sayNamed(slices.Concat(s.plan.New, s.plan.Edited))
	for _, a := range s.plan.Heard {
		fmt.Fprintf(people, "The log tells of what %s says of %s.\n", printable(a.By), printable(recordWords(a.Attestation)))
	}
	for _, f := range s.unheard {
		fmt.Fprintf(people, "note: %s. It is left out.\n", printable(f.Error()))
	}
	if s.options.Keys != nil && len(s.plan.Leaves) > 0 {
		fmt.Fprintf(people, "The log tells of your new key, %s.\n", s.options.Keys.Fingerprint)
	}
	fmt.Fprintf(s.c.OutOrStdout(), "%s %s, %d the same as before.\n", entries(len(s.plan.Leaves)), verb, s.plan.Same)
}

// sayNamed warns of files whose properties name people: once they are sealed, removing that breaks the seal.
func (s *sealing) sayNamed(places []string) {
	for _, it := range s.items {
		if it.Kind != proof.KindArtifact || it.Withhold || !slices.Contains(places, it.Place) {
			continue
		}
		if name := it.Named(s.source); name != "" {
			fmt.Fprintf(s.c.ErrOrStderr(), "note: %s names its author in its properties: %s. If nobody should see that, remove it (in Office: File, Info, Check for Issues, Inspect Document), and seal again.\n",
				filepath.Join(s.dir, filepath.FromSlash(it.Path)), printable(name))
		}
	}
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// sayHead says how the log stands.
func (s *sealing) sayHead(head proof.Checkpoint, first bool) {
	people := s.c.ErrOrStderr()
	fmt.Fprintf(people, "The log in %s has %s.\n", filepath.Join(s.dir, "proof"), entries(int(head.Size)))
	if first {
		fmt.Fprintf(people, "Everybody will see how many entries there are, and how many of them you publish, but not what the private ones say (private now: %d).\n", s.plan.Private)
		fmt.Fprintf(people, "Keep the folder %s with your records, in every backup: it is your history. Have the key on paper too: `gatefold key paper`.\n", filepath.Join(s.dir, "proof"))
	}
}

// published are the heads of this log that others have: on the published site, and in the site that was
// built last.
func (s *sealing) published(folder fs.FS) ([]proof.Checkpoint, error) {
	var out []proof.Checkpoint
	if data, err := os.ReadFile(filepath.Join(s.dir, "public", "proof", "checkpoint")); err == nil {
		if c, err := proof.ParseCheckpoint(data); err == nil && c.Origin == s.store.Origin {
			out = append(out, c)
		}
	}
	base := s.portfolio.Config.BaseURL
	if base == "" || s.offline {
		return out, nil
	}
	fmt.Fprintf(s.c.ErrOrStderr(), "Asking %s how far the log has come (--offline leaves this out) ...\n", base)
	c, err := fetchCheckpoint(s.c.Context(), base)
	switch {
	case err != nil:
		fmt.Fprintf(s.c.ErrOrStderr(), "note: no answer (%s), so only what is in the folder was compared.\n", printable(err.Error()))
	case c.Origin != s.store.Origin:
		fmt.Fprintf(s.c.ErrOrStderr(), "note: the site at %s shows another log, %s, so only what is in the folder was compared.\n", base, printable(c.Origin))
	default:
		out = append(out, c)
	}
	return out, nil
}
