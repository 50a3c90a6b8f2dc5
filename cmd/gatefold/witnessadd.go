package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
)

func witnessAddCommand() *cobra.Command {
	var w witnessAdding
	c := &cobra.Command{
		Use: "add REPLY [DIR]", Short: "Put a witness's reply into your portfolio",
		Long: "Add takes the reply of a witness, checks that it is the signature of a witness that proof/policy.txt names, under a\n" +
			"state of your log that you have sent out, and keeps it in DIR/proof (this folder when none is named).\n\n" +
			"The first time, name your witness: --witness takes the line that your witness has sent you, --as a short name of\n" +
			"your choice. They are written to proof/policy.txt.",
		Example: "  gatefold witness add ada-okafor.witness-reply.txt my-portfolio\n" +
			"  gatefold witness add ada-okafor.witness-reply.txt my-portfolio --witness \"kesx...+...\" --as sam",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return usageError{errors.New("gatefold witness add needs the reply, and the folder of your portfolio after it, such as: gatefold witness add ada-okafor" + replyTail + " my-portfolio")}
			}
			if err := w.checkFlags(); err != nil {
				return usageError{err}
			}
			w.c, w.reply, w.dir = c, args[0], "."
			if len(args) == 2 {
				w.dir = args[1]
			}
			return refusal(c, w.run())
		},
	}
	w.firstFlags(c)
	return c
}

// witnessAdding is one run of the command.
type witnessAdding struct {
	authorRole
	reply string // a file, or an address
}

func (w *witnessAdding) run() error {
	done, err := w.open()
	if err != nil {
		return err
	}
	defer done()
	lines, err := w.lines()
	if err != nil {
		return err
	}
	if err := w.choosePolicy(signers(lines)+" signed this", ""); err != nil {
		return err
	}
	head, err := w.take(lines)
	if err != nil {
		return err
	}
	if err := w.saySeen(lines, head); err != nil {
		return err
	}
	return w.sayMeaning(head)
}

// lines are those of the reply: signatures alone, or under the head that they were made for.
func (w *witnessAdding) lines() ([]proof.NoteSignature, error) {
	if strings.Contains(w.reply, "://") {
		head, err := w.fetch(w.reply)
		if err != nil {
			return nil, err
		}
		return w.under(head)
	}
	text, err := readMailed(w.reply)
	if err != nil {
		return nil, err
	}
	if size, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 63); err == nil {
		return nil, w.askAgain(int64(size))
	}
	if head, err := proof.ParseCheckpoint(text); err == nil {
		return w.under(head)
	}
	lines, err := proof.ParseNoteSignatures(string(text))
	if err != nil {
		return nil, w.notAReply(text, err)
	}
	return lines, nil
}

// fetch gives the newest head of this log that is published at an address by a witness.
func (w *witnessAdding) fetch(address string) (proof.Checkpoint, error) {
	head, err := witness.NewClient().Kept(w.c.Context(), address, w.history.Origin())
	if errors.Is(err, proof.ErrWitnessUnknown) {
		return head, fmt.Errorf("%s has no signature for your log, %s, yet. Your witness puts it there", address, w.history.Origin())
	}
	if err != nil {
		return head, fmt.Errorf("%s: %w", address, err)
	}
	return head, nil
}

// under gives the lines of others under a head of this log, which is kept.
func (w *witnessAdding) under(head proof.Checkpoint) ([]proof.NoteSignature, error) {
	own, err := w.store.Head()
	switch {
	case err != nil:
		return nil, err
	case head.Origin != w.history.Origin():
		return nil, fmt.Errorf("%s is about another log, %s. Yours is %s", w.reply, head.Origin, w.history.Origin())
	case head.Size > own.Size:
		return nil, aheadOf(w.dir, own.Size, head.Size)
	}
	ownLines := head.Only(w.store.Keys...)
	switch err := w.store.Archive(ownLines); {
	case errors.Is(err, proof.ErrForked):
		return nil, otherList(head.Size)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", w.reply, err)
	}
	var lines []proof.NoteSignature
	for _, l := range head.Signatures {
		if !slices.ContainsFunc(ownLines.Signatures, func(own proof.NoteSignature) bool { return own.Line() == l.Line() }) {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("nobody but yourself has signed what is in %s", w.reply)
	}
	return lines, nil
}

// otherList says that a witness has signed another history.
func otherList(size int64) error {
	return fmt.Errorf("the witness has signed another list of %s than this folder has. Another computer has sealed with your key, or the folder was put back and sealed anew: put the folder proof back that the witness has signed, from your newest backup or your published site, and talk to your witness", entries(int(size)))
}

// aheadOf says that a witness has signed more than the folder has.
func aheadOf(dir string, has, knows int64) error {
	return fmt.Errorf("the witness has signed for %s of this log, and this folder has %d. Another computer has sealed the others: fetch the folder %s from there, then ask again",
		entries(int(knows)), has, filepath.Join(dir, "proof"))
}

// askAgain is for a witness who knows another state than the request started from.
func (w *witnessAdding) askAgain(size int64) error {
	head, err := w.store.Head()
	if err != nil {
		return err
	}
	if size > head.Size {
		return aheadOf(w.dir, head.Size, size)
	}
	return fmt.Errorf("nothing was signed: the witness knows your log at %s, and the request started from another number. Run `gatefold witness request %s --old %d` and send the new files", entries(int(size)), argument(w.dir), size)
}

func (w *witnessAdding) notAReply(text []byte, err error) error {
	switch {
	case len(strings.TrimSpace(string(text))) == 0:
		return fmt.Errorf("%s is empty. Ask for the reply once more, as an attached file", w.reply)
	case isRequest.Match(text):
		return fmt.Errorf("%s is the request. Send it to your witness; the reply that comes back is what `gatefold witness add` takes", w.reply)
	case isKeys.Match(text):
		return fmt.Errorf("%s holds your own keys. Send it to your witness; the reply that comes back is what `gatefold witness add` takes", w.reply)
	}
	return fmt.Errorf("%s is not the reply of a witness: %w. Ask for it once more, as an attached file: mail programs change what stands in the message itself", w.reply, err)
}
