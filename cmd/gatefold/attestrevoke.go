package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func attestRevokeCommand() *cobra.Command {
	var r revoking
	c := &cobra.Command{
		Use: "revoke FILE --reason WORDS", Short: "Take back what you said of somebody's record",
		Long: "Revoke adds what you said to your own signed list of what you have taken back, and prints where that list lies. FILE\n" +
			"is the file that you had sent, or the NAME.note of the author's site with its NAME.note.sig beside it. The list is\n" +
			"one file, it only grows, and it has everything that you have ever taken back with that key.\n\n" +
			"Nobody learns of it by itself: send the list to the author, who takes it with `gatefold attest accept`, and copy it\n" +
			"into the folder revoked of your cohort. Readers then see that your word was taken back, when and why.\n\n" +
			"Exit codes: 0 done, 64 it cannot be done as things stand or you did not agree, 1 something broke inside.",
		Example: "  gatefold attest revoke device-refresh-raid-r-03" + attestTail + " --reason \"I mixed up two people.\"",
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return usageError{errors.New("gatefold attest revoke needs the file that you had sent, such as: gatefold attest revoke r-03" + attestTail + " --reason \"I mixed up two people.\"")}
			case strings.TrimSpace(r.reason) == "":
				return usageError{errors.New("say why you take it back, with --reason: readers see it")}
			}
			r.c = c
			return refusal(c, r.run(args[0]))
		},
	}
	r.key.nameFlag(c)
	r.key.secrets.openFlags(c)
	c.Flags().StringVar(&r.reason, "reason", "", "why, in your own `words`, for everybody to read")
	c.Flags().BoolVar(&r.yes, "yes", false, "take it back without asking")
	return c
}

// revoking is one run of the command.
type revoking struct {
	c      *cobra.Command
	key    keyring
	reason string
	yes    bool
}

func (r *revoking) run(file string) error {
	said, err := readSaid(file)
	if err != nil {
		return err
	}
	key, err := r.key.read()
	if err != nil {
		return err
	}
	if !key.Public.Equal(said.Key) {
		return fmt.Errorf("%s is signed with the key %s, and your key %q is another one: only whoever has signed it takes it back (--name chooses another of your keys)", file, said.Fingerprint(), r.key.name)
	}
	if err := r.agree(said); err != nil {
		return err
	}
	id, err := r.key.open()
	if err != nil {
		return err
	}
	return r.takeBack(id, said)
}

// readSaid reads what was said from the file that was sent, or from a published note.
func readSaid(file string) (proof.Attested, error) {
	data, err := readMailed(file)
	if err != nil {
		return proof.Attested{}, err
	}
	if strings.HasSuffix(file, proof.AttestTail) {
		sig, err := readMailed(file + proof.SignatureTail)
		if err != nil {
			return proof.Attested{}, err
		}
		return proof.SignedAttestation{Note: data, Signature: sig}.Check()
	}
	signed, err := proof.ParseSignedAttestation(data)
	if err != nil {
		return proof.Attested{}, fmt.Errorf("%s: %w", file, err)
	}
	return signed.Check()
}

func (r *revoking) agree(said proof.Attested) error {
	fmt.Fprint(r.c.ErrOrStderr(), noteWords(said.Attestation))
	switch {
	case r.yes:
		return nil
	case !onTerminal(os.Stdin):
		return errors.New("there is nobody to ask whether to take this back. Run this in a terminal, or say --yes")
	}
	yes, err := askYes("Take this back, for good?")
	if err == nil && !yes {
		err = errors.New("nothing was taken back")
	}
	return err
}

// takeBack adds to the list of this key, which lies below the folder for settings.
func (r *revoking) takeBack(id proof.Identity, said proof.Attested) error {
	path, err := configFolder("")
	if err != nil {
		return err
	}
	folder, err := proof.OpenFolder(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	release, err := folder.Lock("attest/revoked/lock")
	if err != nil {
		return err
	}
	defer release()
	list, err := ownList(folder, id)
	if err != nil {
		return err
	}
	at := filepath.Join(path, filepath.FromSlash(proof.KeptRevocations(id.Public())))
	if x, already := list.Of(said.Hash); already {
		fmt.Fprintf(r.c.ErrOrStderr(), "You took this back on %s already: %s\n", dayWords(x.Date), printable(x.Reason))
	} else {
		today := time.Now().Format(time.DateOnly)
		if n := len(list); n > 0 && list[n-1].Date > today {
			return fmt.Errorf("the last line of %s is of %s, and this computer's clock says %s. Set the clock first", at, list[n-1].Date, today)
		}
		list = append(slices.Clip(list), proof.Revocation{Note: said.Hash, Date: today, Reason: strings.Join(strings.Fields(r.reason), " ")})
		signed, err := proof.SignRevocations(id, list)
		if err != nil {
			return err
		}
		if err := (proof.Store{Folder: folder}).KeepRevocations(signed); err != nil {
			return err
		}
	}
	fmt.Fprintf(r.c.ErrOrStderr(), "Your list of what you have taken back has %s. Send it to the author, who runs `gatefold attest accept FILE DIR`, and copy\n"+
		"it into the folder revoked of your cohort, which then goes by it whatever a site shows. Keep it in your backups: it only ever grows.\n", plural(len(list), "line"))
	_, err = fmt.Fprintln(r.c.OutOrStdout(), at)
	return err
}

// ownList is what was taken back with a key so far.
func ownList(folder proof.Folder, id proof.Identity) (proof.Revocations, error) {
	kept, faults := proof.ReadRevocations(folder)
	if len(faults) > 0 {
		return nil, fmt.Errorf("your own list cannot be used: %w. Put it back from a backup", faults[0])
	}
	for _, signed := range kept {
		list, key, err := signed.Check()
		if err != nil {
			return nil, fmt.Errorf("your own list cannot be used: %w. Put it back from a backup", err)
		}
		if bytes.Equal(key, id.Public()) {
			return list, nil
		}
	}
	return nil, nil
}
