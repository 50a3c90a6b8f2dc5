package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func attestAcceptCommand() *cobra.Command {
	var a accepting
	c := &cobra.Command{
		Use: "accept FILE [DIR]", Short: "As the author, take what somebody says of your record into your portfolio",
		Long: "Accept looks at a file that a coach or somebody else has sent you, shows what it says and of which record, and asks.\n" +
			"If you agree, it is kept in DIR/proof/attest, the next `gatefold seal` has your log tell of it, and the next build shows\n" +
			"it beside the record. If you do not, nothing is kept, and nobody sees it.\n\n" +
			"It also takes the list in which somebody has taken back what they said: readers then see that it was taken back. To\n" +
			"show a word no longer, delete its file from DIR/proof/attest and build again.\n\n" +
			"Exit codes: 0 accepted, 64 it cannot be done as things stand or you did not agree, 1 something broke inside.",
		Example: "  gatefold attest accept device-refresh-raid-r-03" + attestTail + " my-portfolio",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 {
				return usageError{fmt.Errorf("gatefold attest accept needs the file that you were sent, and the folder of your portfolio when it is not this one, such as: gatefold attest accept r-03%s my-portfolio", attestTail)}
			}
			a.authorRole = authorRole{c: c, dir: "."}
			if len(args) == 2 {
				a.dir = args[1]
			}
			return refusal(c, a.run(args[0]))
		},
	}
	c.Flags().BoolVar(&a.yes, "yes", false, "accept without asking")
	return c
}

// accepting is one run of the command.
type accepting struct {
	authorRole
	yes bool
}

func (a *accepting) run(file string) error {
	data, err := readMailed(file)
	if err != nil {
		return err
	}
	done, err := a.open()
	if err != nil {
		return err
	}
	defer done()
	if isRevocations.Match(data) {
		return a.takeBack(file, data)
	}
	signed, err := proof.ParseSignedAttestation(data)
	var said proof.Attested
	if err == nil {
		said, err = signed.Check()
	}
	if err != nil {
		return fmt.Errorf("%s cannot be accepted: %w. Ask for it once more, as an attached file", file, err)
	}
	return a.accept(file, signed, said)
}

func (a *accepting) accept(file string, signed proof.SignedAttestation, said proof.Attested) error {
	place, err := a.about(file, said)
	if err != nil {
		return err
	}
	kept, _ := proof.ReadAttestations(a.store.Folder)
	if slices.ContainsFunc(kept, func(k proof.SignedAttestation) bool { return k.Hash() == said.Hash }) {
		fmt.Fprintf(a.c.ErrOrStderr(), "You have accepted this already. Next: `gatefold seal %s`\n", argument(a.dir))
		return nil
	}
	if err := a.stands(said); err != nil {
		return err
	}
	if err := a.agree(said, place); err != nil {
		return err
	}
	if err := a.store.KeepAttestation(signed); err != nil {
		return err
	}
	path := filepath.Join(a.dir, "proof", filepath.FromSlash(proof.AttestPath(said.Hash)))
	fmt.Fprintf(a.c.ErrOrStderr(), "Accepted. Next: `gatefold seal %s`, so that your log tells of it, then `gatefold build %s --sign`, and publish it.\n", argument(a.dir), argument(a.dir))
	_, err = fmt.Fprintln(a.c.OutOrStdout(), path)
	return err
}

// about holds what was said to the log, and gives the place of the record that it is about, or
// proof.NoPath where that is not known any more.
func (a *accepting) about(file string, said proof.Attested) (string, error) {
	state, err := a.store.State()
	if err != nil {
		return "", err
	}
	log, err := a.store.Entries(state)
	if err != nil {
		return "", err
	}
	var entry []byte
	place := proof.NoPath
	if said.Index < int64(len(log)) {
		entry, place = log[said.Index], state.Rows[said.Index].Path
	}
	if err := said.Fits(a.history, entry); err != nil {
		return "", explainFit(file, err)
	}
	leaf, err := proof.ParseLeaf(entry)
	if err == nil && leaf.Kind == proof.KindRecord && place != proof.NoPath && said.Record != proof.NoRecord && said.Record != place {
		err = fmt.Errorf("%s speaks of %.100q, and the entry that it names is that of %s. Ask for it once more", file, said.Record, place)
	}
	return place, err
}

// explainFit says what may have happened to a note that is about something else.
func explainFit(file string, err error) error {
	switch {
	case errors.Is(err, proof.ErrAttestLeaf):
		return fmt.Errorf("%s: %w. This folder may have been put back to an older state: fetch the newest one", file, err)
	case errors.Is(err, proof.ErrAttestLog):
		return fmt.Errorf("%s: %w. It was meant for another portfolio", file, err)
	case errors.Is(err, proof.ErrAttestAuthor):
		return fmt.Errorf("%s: %w. Nobody vouches for their own records", file, err)
	}
	return err
}

// stands refuses a word that was taken back.
func (a *accepting) stands(said proof.Attested) error {
	lists, _ := proof.ReadRevocations(a.store.Folder)
	for _, signed := range lists {
		list, key, err := signed.Check()
		if err != nil || !key.Equal(said.Key) {
			continue
		}
		if x, ok := list.Of(said.Hash); ok {
			return fmt.Errorf("%s has taken this back on %s: %s", said.By, dayWords(x.Date), x.Reason)
		}
	}
	return nil
}

// agree shows what was said, and asks.
func (a *accepting) agree(said proof.Attested, place string) error {
	people := a.c.ErrOrStderr()
	fmt.Fprintf(people, "%sSigned with the key %s.\nIs that %s's key? Compare it with them, on the telephone or face to face: a mail could be anybody's.\n",
		noteWords(said.Attestation), said.Fingerprint(), printable(said.By))
	if place != proof.NoPath && said.Record != proof.NoRecord && place != said.Record {
		fmt.Fprintf(people, "In your folder that record is %s.\n", printable(place))
	}
	switch {
	case a.yes:
		return nil
	case !onTerminal(os.Stdin):
		return errors.New("there is nobody to ask whether to accept this. Run this in a terminal, or say --yes")
	}
	yes, err := askYes("Accept it, for everybody to read beside your record?")
	if err == nil && !yes {
		err = errors.New("not accepted: nothing was kept")
	}
	return err
}

// takeBack keeps the list in which somebody who has said something takes it back.
func (a *accepting) takeBack(file string, data []byte) error {
	signed, err := proof.ParseSignedRevocations(data)
	if err != nil {
		return fmt.Errorf("%s cannot be used: %w. Ask for it once more, as an attached file", file, err)
	}
	list, key, err := signed.Check()
	if err != nil {
		return fmt.Errorf("%s cannot be used: %w. Ask for it once more, as an attached file", file, err)
	}
	kept, _ := proof.ReadAttestations(a.store.Folder)
	known, taken := "", 0
	for _, k := range kept {
		said, err := k.Check()
		if err != nil || !said.Key.Equal(key) {
			continue
		}
		known = said.By
		if x, ok := list.Of(said.Hash); ok {
			taken++
			fmt.Fprintf(a.c.ErrOrStderr(), "%s took back on %s what was said of %s: %s\n", printable(said.By), dayWords(x.Date), printable(recordWords(said.Attestation)), printable(x.Reason))
		}
	}
	if known == "" {
		return fmt.Errorf("%s is by the key %s, with which nothing that you have accepted is signed", file, proof.Fingerprint(key))
	}
	if err := a.store.KeepRevocations(signed); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprintf(a.c.ErrOrStderr(), "Next: `gatefold build %s --sign`, and publish it, so that readers see it.\n", argument(a.dir))
	_, err = fmt.Fprintf(a.c.OutOrStdout(), "%s taken back by %s.\n", were(taken, "word"), printable(known))
	return err
}
