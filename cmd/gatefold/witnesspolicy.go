package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/witness"
)

func witnessPolicyCommand() *cobra.Command {
	var p witnessPolicy
	c := &cobra.Command{
		Use: "policy [DIR]", Short: "Say whose signatures, and how many of them, make a date count",
		Long: "Policy shows whom DIR/proof/policy.txt (of this folder when none is named) names as witnesses, and how many of them\n" +
			"must have signed before a date counts on your pages. With --add it names one more: --add takes the line that the\n" +
			"witness has sent you, --as a short name of your choice, --need how many of all must sign.\n\n" +
			"Witnesses who stand for one voice, such as your fellow learners, go into a group of their own with --in; a group\n" +
			"counts as one when one of its members has signed, or as many as --need N --of GROUP says.\n\n" +
			"It is your own word: readers go by the list of witnesses that they have themselves.",
		Example: "  gatefold witness policy my-portfolio\n" +
			"  gatefold witness policy my-portfolio --add \"wqc4...+...\" --as host --url https://witness.example --need 2\n" +
			"  gatefold witness policy my-portfolio --add \"hh6e...+...\" --as eve --in peers",
		Args: oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			p.c, p.dir = c, "."
			if len(args) == 1 {
				p.dir = args[0]
			}
			if err := p.check(c); err != nil {
				return usageError{err}
			}
			return refusal(c, p.run())
		},
	}
	c.Flags().StringVar(&p.line, "add", "", "the `line` of one more witness")
	c.Flags().StringVar(&p.name, "as", "", "the `name` that you give to that witness, without blanks")
	c.Flags().StringVar(&p.url, "url", "", "the `address` at which that witness answers, if it does")
	c.Flags().StringVar(&p.in, "in", "", "the `group` that the witness belongs to")
	c.Flags().IntVar(&p.need, "need", 0, "how many must have signed")
	c.Flags().StringVar(&p.of, "of", "", "of which `group` --need speaks (default: of all)")
	return c
}

// witnessPolicy is one run of the command.
type witnessPolicy struct {
	authorRole
	line, url, in, of string
	need              int
	counted           bool // --need was given
}

func (p *witnessPolicy) check(c *cobra.Command) error {
	p.counted = c.Flags().Changed("need")
	switch {
	case (p.line == "") != (p.name == ""):
		return errors.New("--add and --as go together: the line of your witness, and the name that you give to it")
	case p.line == "" && p.url+p.in != "":
		return errors.New("--url and --in are about the witness of --add")
	case p.of != "" && !p.counted:
		return errors.New("--of says of which group --need speaks: name both")
	case p.counted && p.need < 1:
		return fmt.Errorf("--need takes a number from 1 on, not %d", p.need)
	case p.url != "":
		var err error
		p.url, err = witness.CheckAddress(p.url)
		return err
	}
	return nil
}

func (p *witnessPolicy) run() error {
	done, err := p.open()
	if err != nil {
		return err
	}
	defer done()
	p.policy, err = p.store.Policy()
	switch none := errors.Is(err, fs.ErrNotExist); {
	case none && p.line == "":
		return fmt.Errorf("you have not named a witness yet. Ask yours for its line, and run: gatefold witness policy %s --add \"LINE\" --as NAME", argument(p.dir))
	case none:
		p.policy = proof.Policy{Quorum: proof.NoQuorum}
		for _, log := range p.history.LogKeys() {
			p.policy.Logs = append(p.policy.Logs, proof.PolicyKey{Key: log})
		}
	case err != nil:
		return policyFault(p.dir, err)
	}
	if p.line != "" || p.counted {
		if err := p.change(); err != nil {
			return err
		}
	}
	rule := "No date counts: nobody is asked for."
	if p.policy.Quorum != proof.NoQuorum {
		rule = fmt.Sprintf("A date counts when %s signed.", haveToSign(p.policy))
	}
	_, err = fmt.Fprintf(p.c.OutOrStdout(), "%s\n%s", rule, witnessList(p.policy))
	return err
}

func (p *witnessPolicy) change() error {
	next := p.policy.WithLogs(p.history.LogKeys()...)
	var err error
	if p.line != "" {
		key, err := p.witnessKey("--add", p.line)
		if err != nil {
			return err
		}
		if next, err = next.WithWitness(proof.PolicyKey{Name: p.name, Key: key, URL: p.url}, p.in); err != nil {
			return p.cannotAdd(key, err)
		}
	}
	if p.counted {
		if next, err = next.WithThreshold(p.of, p.need); err != nil {
			return fmt.Errorf("--need: %w", err)
		}
	}
	if n := quorumMembers(next); n > 1 && n > quorumMembers(p.policy) && (!p.counted || p.of != "") {
		return fmt.Errorf("then %d can sign. Say how many of them must have, with --need: 1 for any, %d for all", n, n)
	}
	p.sayLeftOut()
	p.policy = next
	return p.store.SetPolicy(next)
}

func (p *witnessPolicy) cannotAdd(key proof.VerifierKey, err error) error {
	same := func(w proof.PolicyKey) bool { return w.Key.Key.Equal(key.Key) }
	called := func(w proof.PolicyKey) bool { return w.Name == p.name }
	if i := slices.IndexFunc(p.policy.Witnesses, same); i >= 0 {
		return fmt.Errorf("--add: %s names this witness already, as %s", policyPath(p.dir), p.policy.Witnesses[i].Name)
	}
	if slices.ContainsFunc(p.policy.Witnesses, called) {
		return fmt.Errorf("--as: %s names another witness %q already. Choose another name", policyPath(p.dir), p.name)
	}
	if strings.ContainsAny(p.name+p.in, " \t\n#") {
		return cmp.Or(badName(p.name), err)
	}
	return fmt.Errorf("--add: %w", err)
}

// sayLeftOut tells that comments do not outlive a change.
func (p *witnessPolicy) sayLeftOut() {
	data, err := os.ReadFile(filepath.Join(p.dir, "proof", "policy.txt"))
	if err != nil {
		return
	}
	comments := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			comments++
		}
	}
	if comments > 0 {
		fmt.Fprintf(p.c.ErrOrStderr(), "note: %s of your own, which begin with #, were left out of %s.\n", plural(comments, "line"), policyPath(p.dir))
	}
}

// members are those of a group, or of the quorum when it is one witness.
func members(p proof.Policy, group string) (need int, names []string) {
	for _, g := range p.Groups {
		if g.Name == group {
			return g.Threshold, g.Members
		}
	}
	if group == proof.NoQuorum {
		return 0, nil
	}
	return 1, []string{group}
}

func quorumMembers(p proof.Policy) int {
	_, names := members(p, p.Quorum)
	return len(names)
}

// quorumWords is "sam", or "2 of sam, host, peers (1 of ana, ben)".
func quorumWords(p proof.Policy) string {
	need, names := members(p, p.Quorum)
	if need == 0 {
		return proof.NoQuorum
	}
	var parts []string
	for _, name := range names {
		if n, of := members(p, name); len(of) > 1 || of[0] != name {
			name = fmt.Sprintf("%s (%d of %s)", name, n, strings.Join(of, ", "))
		}
		parts = append(parts, name)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return fmt.Sprintf("%d of %s", need, strings.Join(parts, ", "))
}

// haveToSign is quorumWords with its verb.
func haveToSign(p proof.Policy) string {
	need, _ := members(p, p.Quorum)
	if need > 1 {
		return quorumWords(p) + " have"
	}
	return quorumWords(p) + " has"
}

// haveSigned is "nobody has", "sam has", "ana, sam have".
func haveSigned(seen map[string]time.Time) string {
	names := slices.Sorted(maps.Keys(seen))
	switch len(names) {
	case 0:
		return "nobody has"
	case 1:
		return names[0] + " has"
	}
	return strings.Join(names, ", ") + " have"
}

// witnessList names each witness with its key and address.
func witnessList(p proof.Policy) string {
	width := 0
	for _, w := range p.Witnesses {
		width = max(width, len(w.Name))
	}
	var b strings.Builder
	for _, w := range p.Witnesses {
		b.WriteString(strings.TrimRight(fmt.Sprintf("  %-*s  %s  %s", width, w.Name, w.Key, w.URL), " ") + "\n")
	}
	return b.String()
}
