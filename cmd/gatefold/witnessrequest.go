package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func witnessRequestCommand() *cobra.Command {
	var r witnessRequest
	c := &cobra.Command{
		Use: "request [DIR]", Short: "Write what to send to your witness",
		Long: "Request writes two small files for your witness about the newest state of the log in DIR/proof (this folder when\n" +
			"none is named): the request, NAME.witness-request.txt, and your public keys, NAME.witness-keys.txt. Send both. No\n" +
			"word of your records is in them.\n\n" +
			"The request starts from the newest state that this witness has signed, as the folder knows it. When the reply says\n" +
			"that the witness knows another one, `gatefold witness add` tells you the number to give after --old.\n\n" +
			"The request is that of C2SP tlog-witness (the body of add-checkpoint): a witness on the web takes it unchanged.",
		Example: "  gatefold witness request my-portfolio\n  gatefold witness request my-portfolio --for sam",
		Args:    oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			r.c, r.dir = c, "."
			if len(args) == 1 {
				r.dir = args[0]
			}
			if c.Flags().Changed("old") && r.old < 0 {
				return usageError{fmt.Errorf("--old takes a number of entries, such as --old 12, not %d", r.old)}
			}
			return refusal(c, r.run())
		},
	}
	c.Flags().StringVar(&r.name, "for", "", "which of the witnesses of proof/policy.txt, by its `name` there")
	c.Flags().Int64Var(&r.old, "old", -1, "how many entries the witness says to know (0: none yet)")
	c.Flags().StringVarP(&r.out, "output", "o", "", "the `file` to write (default NAME"+requestTail+", after the owner of the portfolio)")
	return c
}

// witnessRequest is one run of the command.
type witnessRequest struct {
	c              *cobra.Command
	dir, name, out string
	old            int64
}

func (r witnessRequest) run() error {
	store, keys, done, err := openProofStore(r.dir)
	if err != nil {
		return err
	}
	defer done()
	head, err := store.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return notSealed(r.dir)
	}
	if err != nil {
		return err
	}
	witness, err := r.witness(store)
	if err != nil {
		return err
	}
	request, err := r.ask(store, witness, head)
	if err != nil {
		return err
	}
	if r.out == "" {
		name, _, _ := strings.Cut(keys.Origin(), ".")
		r.out = ownerName(os.DirFS(r.dir), name) + requestTail
	}
	signed, _, err := historyIn(store.Folder, r.dir)
	if err != nil {
		return err
	}
	if err := writeExchanged(r.out, request.Print(), isRequest); err != nil {
		return err
	}
	if err := writeExchanged(beside(r.out, keysTail), proof.PrintKeysBundle(signed), isKeys); err != nil {
		return err
	}
	return r.say(request, witness, keys)
}

// witness is the one that the request is for, as policy.txt names it; the zero PolicyKey when the
// author has not chosen any yet.
func (r witnessRequest) witness(store proof.Store) (proof.PolicyKey, error) {
	policy, err := store.Policy()
	if errors.Is(err, fs.ErrNotExist) && r.name == "" {
		return proof.PolicyKey{}, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return proof.PolicyKey{}, fmt.Errorf("no witness has signed for this portfolio yet, so none is known as %q. Leave --for out", r.name)
	}
	if err != nil {
		return proof.PolicyKey{}, policyFault(r.dir, err)
	}
	var names []string
	for _, w := range policy.Witnesses {
		if names = append(names, w.Name); w.Name == r.name {
			return w, nil
		}
	}
	switch {
	case r.name != "":
		return proof.PolicyKey{}, fmt.Errorf("%s names no witness %q. It names: %s", policyPath(r.dir), r.name, strings.Join(names, ", "))
	case len(names) > 1:
		return proof.PolicyKey{}, fmt.Errorf("%s names several witnesses: %s. Each gets a request of its own: choose one with --for", policyPath(r.dir), strings.Join(names, ", "))
	case len(names) == 0:
		return proof.PolicyKey{}, nil
	}
	return policy.Witnesses[0], nil
}

// ask makes the request, from what the witness is known to have signed.
func (r witnessRequest) ask(store proof.Store, witness proof.PolicyKey, head proof.Checkpoint) (proof.WitnessRequest, error) {
	switch {
	case r.old > head.Size:
		return proof.WitnessRequest{}, fmt.Errorf("the log in %s has %s, and --old says that the witness knows %d. Another computer has sealed more of them: fetch the folder proof from there first", r.dir, entries(int(head.Size)), r.old)
	case r.old >= 0:
		return store.AskFrom(r.old)
	case witness.Name == "":
		return store.AskFrom(0)
	}
	return store.Ask(witness.Key)
}

// say tells what lies there and what to do with it.
func (r witnessRequest) say(request proof.WitnessRequest, witness proof.PolicyKey, keys proof.KeyHistory) error {
	who, people := "your witness", r.c.ErrOrStderr()
	if witness.Name != "" {
		who = witness.Name
	}
	keysFile, reply := beside(r.out, keysTail), beside(r.out, replyTail)
	width := max(len(r.out), len(keysFile))
	fmt.Fprintf(people, "Two files for %s:\n  %-*s  asks to sign that your log has %s now\n  %-*s  your public keys, which are no secret\n",
		who, width, r.out, entries(int(request.Checkpoint.Size)), width, keysFile)
	if at, err := request.Checkpoint.CosignedAt(witness.Key); witness.Name != "" && err == nil {
		fmt.Fprintf(people, "note: %s signed this very state on %s. Nothing was sealed since, so the date of your records stays that one.\n", who, dayOf(at))
	}
	fmt.Fprintf(people, "No word of your records is in them. Send both as attachments, and write to it:\n"+
		"  Please save both files in one folder and run:  gatefold witness sign %s\n  It writes %s: please send that back.\n", argument(r.out), reply)
	if request.Old == 0 {
		fmt.Fprintf(people, "The first time, %s compares your fingerprint with you. Read it aloud, on the telephone or face to face, because a\nmail could be anybody's:\n  %s\n", who, keys.Current().Fingerprint())
	}
	fmt.Fprintf(people, "When the reply has come:  gatefold witness add %s %s\n", argument(reply), argument(r.dir))
	_, err := fmt.Fprintf(r.c.OutOrStdout(), "%s\n%s\n", r.out, keysFile)
	return err
}

func policyPath(dir string) string { return filepath.Join(dir, "proof", "policy.txt") }

// policyFault says where a policy cannot be read.
func policyFault(dir string, err error) error {
	return fmt.Errorf("%s: %w. Mend that line, or move the file away and name your witness anew with `gatefold witness add`", policyPath(dir), err)
}

// dayOf is a moment as people say it, in the time of Greenwich, as everything that is signed.
func dayOf(t time.Time) string { return t.UTC().Format("2 January 2006") }
