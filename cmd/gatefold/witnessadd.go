package main

import (
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
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
			if (w.vkey == "") != (w.name == "") {
				return usageError{errors.New("--witness and --as go together: the line of your witness, and the name that you give to it")}
			}
			w.c, w.reply, w.dir = c, args[0], "."
			if len(args) == 2 {
				w.dir = args[1]
			}
			return refusal(c, w.run())
		},
	}
	c.Flags().StringVar(&w.vkey, "witness", "", "the `line` that the witness has sent, the first time")
	c.Flags().StringVar(&w.name, "as", "", "the `name` that you give to that witness, without blanks")
	return c
}

// witnessAdding is one run of the command.
type witnessAdding struct {
	c          *cobra.Command
	dir, reply string
	vkey, name string
	store      proof.Store
	history    proof.KeyHistory
	policy     proof.Policy
	chosen     bool // the policy is new
}

func (w *witnessAdding) run() error {
	text, err := readMailed(w.reply)
	if err != nil {
		return err
	}
	var done func()
	if w.store, w.history, done, err = openProofStore(w.dir); err != nil {
		return err
	}
	defer done()
	if size, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 63); err == nil {
		return w.askAgain(int64(size))
	}
	lines, err := proof.ParseNoteSignatures(string(text))
	if err != nil {
		return w.notAReply(text, err)
	}
	if err := w.choosePolicy(lines); err != nil {
		return err
	}
	head, err := w.store.Add(text, witnessKeys(w.policy))
	if err != nil {
		return w.explain(lines, err)
	}
	if w.chosen {
		if err := w.store.SetPolicy(w.policy); err != nil {
			return err
		}
		fmt.Fprintf(w.c.ErrOrStderr(), "%s names your witness now.\n", policyPath(w.dir))
	}
	return w.say(lines, head)
}

// askAgain is for a witness who knows another state than the request started from.
func (w *witnessAdding) askAgain(size int64) error {
	head, err := w.store.Head()
	if err != nil {
		return err
	}
	if size > head.Size {
		return fmt.Errorf("the witness has signed for %s of this log, and this folder has %d. Another computer has sealed the others: fetch the folder %s from there, then ask again",
			entries(int(size)), head.Size, filepath.Join(w.dir, "proof"))
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

// choosePolicy reads the author's policy, or makes one of the witness that was named.
func (w *witnessAdding) choosePolicy(lines []proof.NoteSignature) error {
	policy, err := w.store.Policy()
	switch w.policy = policy; {
	case errors.Is(err, fs.ErrNotExist) && w.vkey == "":
		return fmt.Errorf("%s signed this, and you have not named a witness yet. Run this again with --witness \"LINE\" --as NAME: the line is the one that your witness has sent you, the name your choice, such as sam. "+
			"Witnesses see their line with `gatefold key show --all`", signers(lines))
	case errors.Is(err, fs.ErrNotExist):
		w.chosen = true
		w.policy, err = w.newPolicy()
		return err
	case err != nil:
		return policyFault(w.dir, err)
	case w.vkey != "" && !slices.ContainsFunc(policy.Witnesses, func(k proof.PolicyKey) bool { return k.Key.String() == w.vkey }):
		return fmt.Errorf("%s is there already and names others. To rely on this witness too, add the line `witness %s %s` to it before the line quorum, and say in a group and the quorum how many must sign; then run this without --witness",
			policyPath(w.dir), w.name, w.vkey)
	}
	return nil
}

// newPolicy asks for the one witness that was named.
func (w *witnessAdding) newPolicy() (proof.Policy, error) {
	key, err := proof.ParseVerifierKey(strings.TrimSpace(w.vkey))
	switch {
	case err != nil:
		return proof.Policy{}, fmt.Errorf("--witness: %w", err)
	case key.Kind != proof.KindCosignKey:
		return proof.Policy{}, errors.New("--witness: that is the key of a log. A witness's line is \"cosigning key\" in `gatefold key show --all`")
	case slices.ContainsFunc(w.history, func(k proof.Keys) bool {
		return slices.ContainsFunc(k.Cosign, func(own ed25519.PublicKey) bool { return own.Equal(key.Key) })
	}):
		return proof.Policy{}, errors.New("--witness: that is your own key. A date counts for something when somebody else has signed")
	}
	p := proof.Policy{Witnesses: []proof.PolicyKey{{Name: w.name, Key: key}}, Quorum: w.name}
	for _, log := range w.history.LogKeys() {
		p.Logs = append(p.Logs, proof.PolicyKey{Key: log})
	}
	back, err := proof.ParsePolicy(p.Print())
	if err != nil || len(back.Witnesses) != 1 || back.Witnesses[0].Name != w.name {
		return proof.Policy{}, fmt.Errorf("--as: %q cannot be the name of a witness: use letters, digits and hyphens, such as sam or sam-jones", w.name)
	}
	return p, nil
}

// signers are the names on the lines of a reply.
func signers(lines []proof.NoteSignature) string {
	var names []string
	for _, l := range lines {
		names = append(names, fmt.Sprintf("%.100s", l.Name))
	}
	return strings.Join(slices.Compact(names), ", ")
}

// explain says what may have happened to a reply that does not fit.
func (w *witnessAdding) explain(lines []proof.NoteSignature, err error) error {
	switch {
	case errors.Is(err, proof.ErrSignatureWrong):
		return fmt.Errorf("this signature fits no state of your log that you have sent out. It was changed on its way (ask for it once more, as an attached file), or it answers the request of another portfolio (is %q yours?), "+
			"or %s was put back to an older state (then ask anew, with `gatefold witness request`)", w.dir, filepath.Join(w.dir, "proof"))
	case errors.Is(err, proof.ErrNotSigned) && w.chosen:
		return fmt.Errorf("%s signed this, and the line after --witness is of another key, %s. Ask your witness for both once more", signers(lines), w.policy.Witnesses[0].Key.Name)
	case errors.Is(err, proof.ErrNotSigned):
		var known []string
		for _, k := range w.policy.Witnesses {
			known = append(known, k.Name+" ("+k.Key.Name+")")
		}
		return fmt.Errorf("%s signed this, with a key that %s does not name. It names: %s. If your witness has a new key, write it there",
			signers(lines), policyPath(w.dir), cmp.Or(strings.Join(known, ", "), "nobody"))
	}
	return err
}

// say tells whose line was kept, and what it means.
func (w *witnessAdding) say(lines []proof.NoteSignature, head proof.Checkpoint) error {
	people := w.c.ErrOrStderr()
	for _, k := range w.policy.Witnesses {
		if !slices.ContainsFunc(lines, func(l proof.NoteSignature) bool { return l.Name == k.Key.Name && l.KeyHash == k.Key.KeyHash() }) {
			continue
		}
		at, err := head.CosignedAt(k.Key)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.c.OutOrStdout(), "%s saw your log with %s on %s.\n", k.Name, entries(int(head.Size)), dayOf(at))
	}
	if seen, err := w.policy.Seen(head); err != nil {
		return err
	} else if _, complete := w.policy.Complete(seen); !complete {
		fmt.Fprintf(people, "note: %s asks for more witnesses than have signed this state so far, so the date does not count yet.\n", policyPath(w.dir))
	}
	current := w.history.LogKeys()[len(w.history)-1]
	if !w.policy.Covers(current) {
		fmt.Fprintf(people, "note: %s does not name the newest key of your log. Add this line to it:\n  log %s\n", policyPath(w.dir), current)
	}
	fmt.Fprintf(people, "That means: what was sealed by then was there on that day, and the log has only grown since its first signature. It does\n"+
		"not mean that anybody has read your records.\nNext: `gatefold build %s --sign`, and publish it, so that readers see the date.\n", argument(w.dir))
	return nil
}

func witnessKeys(p proof.Policy) []proof.VerifierKey {
	out := make([]proof.VerifierKey, len(p.Witnesses))
	for i, w := range p.Witnesses {
		out[i] = w.Key
	}
	return out
}
