package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
)

func witnessAskCommand() *cobra.Command {
	var w authorRole
	c := &cobra.Command{
		Use: "ask URL [DIR]", Short: "Ask a witness on the web to sign the newest state of your log",
		Long: "Ask sends the newest state of the log in DIR/proof (this folder when none is named) to the witness at URL, and keeps\n" +
			"its signature. What is sent is the name of your log, how many entries it has, and fingerprints: no word of your\n" +
			"records. A witness signs only for logs that it has admitted; it says so if it does not know yours.\n\n" +
			"The first time, name the witness: --witness takes its line, --as a short name of your choice.\n" +
			"`gatefold seal --witness URL` asks right after sealing.",
		Example: "  gatefold witness ask https://witness.example my-portfolio",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return usageError{errors.New("gatefold witness ask needs the address of a witness, and the folder of your portfolio after it, such as: gatefold witness ask https://witness.example my-portfolio")}
			}
			if err := w.checkFlags(); err != nil {
				return usageError{err}
			}
			address, err := witness.CheckAddress(args[0])
			if err != nil {
				return usageError{err}
			}
			w.c, w.dir = c, "."
			if len(args) == 2 {
				w.dir = args[1]
			}
			return refusal(c, w.askOne(address))
		},
	}
	w.firstFlags(c)
	return c
}

// askOne is one run of the command.
func (w *authorRole) askOne(address string) error {
	done, err := w.open()
	if err != nil {
		return err
	}
	defer done()
	if err := w.choosePolicy("the witness at "+address+" can be asked", address); err != nil {
		return err
	}
	head, err := w.ask(w.c.Context(), address)
	if err != nil {
		return fmt.Errorf("%s did not sign: %w", address, err)
	}
	return w.sayMeaning(head)
}

// ask asks the witness at an address for its line under the newest head, unless that has it already, keeps
// it, and says so.
func (w *authorRole) ask(ctx context.Context, address string) (proof.Checkpoint, error) {
	head, err := w.store.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return head, notSealed(w.dir)
	}
	if err != nil {
		return head, err
	}
	key, old := w.witnessAt(address), int64(0)
	if key.Name != "" {
		if at, err := head.CosignedAt(key.Key); err == nil {
			fmt.Fprintf(w.c.OutOrStdout(), "%s saw your log with %s on %s; nothing was sealed since.\n", key.Name, entries(int(head.Size)), dayOf(at))
			return head, nil
		}
		r, err := w.store.Ask(key.Key)
		if err != nil {
			return head, err
		}
		old = r.Old
	}
	answer, err := witness.NewClient().Sign(ctx, address, old, func(old int64) (proof.WitnessRequest, error) {
		r, err := w.store.AskFrom(old)
		r.Checkpoint = r.Checkpoint.Only(w.store.Keys...) // who else has signed is none of its business
		return r, err
	})
	if err != nil {
		return head, w.notSigned(head, err)
	}
	lines, err := proof.ParseNoteSignatures(string(answer))
	if err != nil {
		return head, fmt.Errorf("its answer is not the reply of a witness: %w", err)
	}
	if head, err = w.take(lines); err != nil {
		return head, err
	}
	return head, w.saySeen(lines, head)
}

// witnessAt is the witness of the policy that answers at an address: the one that the policy says so of,
// or the only one. Where that is not known, its Name is empty.
func (w *authorRole) witnessAt(address string) proof.PolicyKey {
	at := func(k proof.PolicyKey) bool {
		url, err := witness.CheckAddress(k.URL)
		return err == nil && url == address
	}
	if i := slices.IndexFunc(w.policy.Witnesses, at); i >= 0 {
		return w.policy.Witnesses[i]
	}
	if len(w.policy.Witnesses) == 1 {
		return w.policy.Witnesses[0]
	}
	return proof.PolicyKey{}
}

// notSigned says what a witness's refusal means, and what to do.
func (w *authorRole) notSigned(head proof.Checkpoint, err error) error {
	var conflict *proof.ConflictError
	var refused *witness.RefusedError
	var unreached *net.OpError
	send := fmt.Sprintf("`gatefold witness request %s` writes the file NAME%s; send it to your witness", argument(w.dir), keysTail)
	switch {
	case errors.As(err, &conflict) && conflict.Size > head.Size:
		return aheadOf(w.dir, head.Size, conflict.Size)
	case errors.Is(err, proof.ErrForked):
		return otherList(head.Size)
	case errors.As(err, &conflict):
		return fmt.Errorf("it knows your log at %s, and did a moment ago at another number. Ask once more", entries(int(conflict.Size)))
	case errors.As(err, &unreached):
		return fmt.Errorf("nobody answers there (%w)", unreached.Err)
	case !errors.As(err, &refused):
		return err
	case refused.Status == http.StatusNotFound:
		return fmt.Errorf("it does not know your log, %s. %s, who then admits it", head.Origin, send)
	case refused.Status == http.StatusForbidden:
		return fmt.Errorf("it knows your log by another key. If you have replaced your key, %s", send)
	case refused.Status == http.StatusUnprocessableEntity:
		return errors.New("it does not find the list that it has signed before at the beginning of this one. Put the folder proof back from your newest backup, and talk to your witness")
	case refused.Status == http.StatusTooManyRequests:
		return errors.New("it was asked too often. Ask again in a few minutes; nothing is lost")
	}
	return err
}
