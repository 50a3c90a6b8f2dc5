package main

import (
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

// authorRole is a command's side as the author of a log: the log, and whom its author names as witnesses.
type authorRole struct {
	c       *cobra.Command
	dir     string
	store   proof.Store
	history proof.KeyHistory
	policy  proof.Policy
	// The first witness, named on the command line.
	vkey, name string
	chosen     bool // the policy is new
}

// firstFlags name the first witness.
func (w *authorRole) firstFlags(c *cobra.Command) {
	c.Flags().StringVar(&w.vkey, "witness", "", "the `line` that the witness has sent, the first time")
	c.Flags().StringVar(&w.name, "as", "", "the `name` that you give to that witness, without blanks")
}

func (w *authorRole) checkFlags() error {
	if (w.vkey == "") != (w.name == "") {
		return errors.New("--witness and --as go together: the line of your witness, and the name that you give to it")
	}
	return nil
}

// open opens the log in DIR/proof. Call done when finished with it.
func (w *authorRole) open() (done func(), err error) {
	w.store, w.history, done, err = openProofStore(w.dir)
	return done, err
}

// choosePolicy reads the author's policy, or makes one of the witness that was named, at its address if it
// has one. signed says in the words of an error who has signed.
func (w *authorRole) choosePolicy(signed, address string) error {
	policy, err := w.store.Policy()
	switch w.policy = policy; {
	case errors.Is(err, fs.ErrNotExist) && w.vkey == "":
		return fmt.Errorf("%s, and you have not named a witness yet. Run this again with --witness \"LINE\" --as NAME: the line is the one that your witness has sent you, the name your choice, such as sam. "+
			"Witnesses see their line with `gatefold key show --all`", signed)
	case errors.Is(err, fs.ErrNotExist):
		w.chosen = true
		w.policy, err = w.newPolicy(address)
		return err
	case err != nil:
		return policyFault(w.dir, err)
	case w.vkey != "" && !slices.ContainsFunc(policy.Witnesses, func(k proof.PolicyKey) bool { return k.Key.String() == w.vkey }):
		return fmt.Errorf("%s is there already and names others. To rely on this witness too, run `gatefold witness policy %s --add \"%s\" --as %s --need N`, where N is how many must sign; then run this without --witness",
			policyPath(w.dir), argument(w.dir), w.vkey, w.name)
	}
	return nil
}

// newPolicy asks for the one witness that was named.
func (w *authorRole) newPolicy(address string) (proof.Policy, error) {
	key, err := w.witnessKey("--witness", w.vkey)
	if err != nil {
		return proof.Policy{}, err
	}
	p := proof.Policy{Quorum: proof.NoQuorum}
	for _, log := range w.history.LogKeys() {
		p.Logs = append(p.Logs, proof.PolicyKey{Key: log})
	}
	if p, err = p.WithWitness(proof.PolicyKey{Name: w.name, Key: key, URL: address}, ""); err != nil || p.Witnesses[0].Name != w.name {
		return proof.Policy{}, badName(w.name)
	}
	return p, nil
}

func badName(name string) error {
	return fmt.Errorf("--as: %q cannot be the name of a witness: use letters, digits and hyphens, such as sam or sam-jones", name)
}

// witnessKey reads the line of somebody else who is a witness.
func (w *authorRole) witnessKey(flag, line string) (proof.VerifierKey, error) {
	key, err := proof.ParseVerifierKey(strings.TrimSpace(line))
	switch {
	case err != nil:
		err = fmt.Errorf("%s: %w", flag, err)
	case key.Kind != proof.KindCosignKey:
		err = fmt.Errorf("%s: that is the key of a log. A witness's line is \"cosigning key\" in `gatefold key show --all`", flag)
	case slices.ContainsFunc(w.history, func(k proof.Keys) bool {
		return slices.ContainsFunc(k.Cosign, func(own ed25519.PublicKey) bool { return own.Equal(key.Key) })
	}):
		err = fmt.Errorf("%s: that is your own key. A date counts for something when somebody else has signed", flag)
	}
	return key, err
}

// take puts a witness's lines under the head that they were made for, and keeps a policy that is new.
func (w *authorRole) take(lines []proof.NoteSignature) (proof.Checkpoint, error) {
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(l.Line())
	}
	head, err := w.store.Add([]byte(text.String()), witnessKeys(w.policy))
	if err != nil {
		return head, w.explain(lines, err)
	}
	if w.chosen {
		if err := w.store.SetPolicy(w.policy); err != nil {
			return head, err
		}
		fmt.Fprintf(w.c.ErrOrStderr(), "%s names your witness now.\n", policyPath(w.dir))
	}
	return head, nil
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
func (w *authorRole) explain(lines []proof.NoteSignature, err error) error {
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

// saySeen tells whose line was kept.
func (w *authorRole) saySeen(lines []proof.NoteSignature, head proof.Checkpoint) error {
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
	return nil
}

// sayMeaning tells what the lines under a head mean.
func (w *authorRole) sayMeaning(head proof.Checkpoint) error {
	people := w.c.ErrOrStderr()
	seen, err := w.policy.Seen(head)
	if err != nil {
		return err
	}
	if _, complete := w.policy.Complete(seen); !complete {
		fmt.Fprintf(people, "note: %s asks for %s. Of them %s signed this state so far, so the date does not count yet.\n", policyPath(w.dir), quorumWords(w.policy), haveSigned(seen))
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
