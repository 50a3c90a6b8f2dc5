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

func witnessAdmitCommand() *cobra.Command {
	var a witnessAdmitting
	c := &cobra.Command{
		Use: "admit FILE|DIR...", Short: "As a witness, say which logs you sign for",
		Long: "Admit takes the keys that learners have sent you, NAME.witness-keys.txt, or a folder of such files, and remembers\n" +
			"that you sign for these logs. A log whose key was replaced, and whose earlier key has signed that, goes on under the\n" +
			"new one. A text file with one verifier key a line (NAME+HASH+KEY, C2SP signed-note) does too.\n\n" +
			"A key in a mail could be anybody's. You see them in one table and are asked once whether you have compared each\n" +
			"fingerprint with its owner. With --fingerprints, a file of the fingerprints that were read to you (one a line, then a\n" +
			"blank and whatever you like), they are compared for you: keys that it does not name are refused.",
		Example: "  gatefold witness admit ada-okafor.witness-keys.txt\n  gatefold witness admit received/ --fingerprints enrolment.txt",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("gatefold witness admit needs the keys that you were sent, such as: gatefold witness admit ada-okafor" + keysTail)}
			}
			a.c = c
			if err := a.check(); err != nil {
				return usageError{err}
			}
			return a.run(args)
		},
	}
	a.flags(c)
	c.Flags().StringVar(&a.list, "fingerprints", "", "a `file` of the fingerprints that were read to you, one a line")
	c.Flags().BoolVar(&a.yes, "yes", false, "do not ask: you have compared every key with its owner")
	return c
}

// witnessAdmitting is one run of the command.
type witnessAdmitting struct {
	witnessRole
	list string
	yes  bool

	fingerprints map[string]bool // of --fingerprints; nil without it
	refused      bool
}

// candidate is a log that may be admitted.
type candidate struct {
	file  string
	key   proof.VerifierKey // that signs it now
	keys  proof.KeyHistory  // nil for a bare verifier key
	known bool              // the witness signs for it already
	moved bool              // by an earlier key
}

func (a *witnessAdmitting) run(args []string) error {
	var err error
	if a.list != "" {
		if a.fingerprints, err = readFingerprints(a.list); err != nil {
			return refusal(a.c, err)
		}
	}
	files, err := filesOf(args, keysTail)
	if err != nil {
		return refusal(a.c, err)
	}
	w, done, err := a.open()
	if err != nil {
		return refusal(a.c, err)
	}
	defer done()
	var ready []candidate
	known := 0
	for _, file := range files {
		found, err := a.read(file)
		if err != nil {
			a.refuse(err)
		}
		for _, c := range found {
			switch err := a.compare(w, &c); {
			case err != nil:
				a.refuse(fmt.Errorf("%s: %w", c.file, err))
			case c.known:
				known++
			default:
				ready = append(ready, c)
			}
		}
	}
	if err := a.agree(ready); err != nil {
		return refusal(a.c, err)
	}
	return a.admit(w, ready, known)
}

func (a *witnessAdmitting) refuse(err error) {
	a.refused = true
	fmt.Fprintf(a.c.ErrOrStderr(), "gatefold: not admitted: %s\n", printable(err.Error()))
}

// maxExchanged is how many files of a folder are looked at: more learners than any coach has.
const maxExchanged = 20_000

// filesOf are the files that were named, and those of the folders that were whose names end in tail.
func filesOf(args []string, tail string) ([]string, error) {
	var files []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			files = append(files, arg)
			continue
		}
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, err
		}
		before := len(files)
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), tail) {
				files = append(files, filepath.Join(arg, e.Name()))
			}
		}
		if len(files) == before {
			return nil, fmt.Errorf("no file in %s has a name that ends in %s", arg, tail)
		}
	}
	if len(files) > maxExchanged {
		return nil, fmt.Errorf("these are %d files; name at most %d at a time", len(files), maxExchanged)
	}
	return files, nil
}

// readFingerprints reads the first word of each line.
func readFingerprints(file string) (map[string]bool, error) {
	text, err := readMailed(file)
	if err != nil {
		return nil, err
	}
	out, number := map[string]bool{}, 0
	for line := range strings.Lines(string(text)) {
		number++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if err := proof.CheckFingerprint(f[0]); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", file, number, err)
		}
		out[f[0]] = true
	}
	return out, nil
}

// read gives the logs of a file.
func (a *witnessAdmitting) read(file string) ([]candidate, error) {
	text, err := readMailed(file)
	switch {
	case err != nil:
		return nil, err
	case isRequest.Match(text):
		return nil, fmt.Errorf("%s is a request. Its keys are in the file NAME%s that came with it", file, keysTail)
	case !isKeys.Match(text):
		return readVerifierKeys(file, text)
	}
	signed, err := proof.ParseKeysBundle(text)
	var keys proof.KeyHistory
	if err == nil {
		keys, err = proof.CheckKeyHistory(signed)
	}
	if err != nil {
		return nil, fmt.Errorf("%s does not hold the keys of a log: %w. Ask for it once more, as an attached file", file, err)
	}
	all := keys.LogKeys()
	return []candidate{{file: file, key: all[len(all)-1], keys: keys}}, nil
}

// readVerifierKeys reads one key a line, also as tlog-policy names a log.
func readVerifierKeys(file string, text []byte) ([]candidate, error) {
	var out []candidate
	for i, line := range bytes.Split(text, []byte("\n")) {
		f := strings.Fields(string(line))
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if f[0] == "log" && len(f) > 1 {
			f = f[1:]
		}
		at := fmt.Sprintf("%s, line %d", file, i+1)
		key, err := proof.ParseVerifierKey(f[0])
		if err == nil && key.Kind != proof.KindLogKey {
			err = errors.New("that is the key of a witness, and not of a log")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w. Name a file NAME%s, or one with the verifier key of a log on each line", at, err, keysTail)
		}
		out = append(out, candidate{file: at, key: key})
	}
	return out, nil
}

// compare holds a candidate to the memory and to the list.
func (a *witnessAdmitting) compare(w proof.Witness, c *candidate) error {
	state, err := w.State(c.key.Name)
	switch {
	case errors.Is(err, proof.ErrWitnessUnknown):
	case err != nil:
		return err
	case state.Vkey == c.key.String():
		c.known = true
		return nil
	case slices.ContainsFunc(c.keys.LogKeys(), func(v proof.VerifierKey) bool { return v.String() == state.Vkey }):
		c.moved = true
	default:
		return fmt.Errorf("you know the log %s by another key, %s, which has not signed that this one takes its place. Talk to its owner", c.key.Name, state.Vkey)
	}
	switch {
	case a.fingerprints == nil:
		return nil
	case c.keys == nil:
		return fmt.Errorf("the bare key of %s has no fingerprint that --fingerprints could name. Ask for the file NAME%s", c.key.Name, keysTail)
	case !a.fingerprints[c.keys.Current().Fingerprint()]:
		return notOnList(a.list, c.keys.Current())
	}
	return nil
}

func notOnList(list string, key proof.Keys) error {
	return fmt.Errorf("%s does not name its fingerprint, %s. Somebody else may have made this file: compare it with the owner of the portfolio", list, key.Fingerprint())
}

// agree shows what is to be admitted, and asks once: all or nothing.
func (a *witnessAdmitting) agree(ready []candidate) error {
	if len(ready) == 0 {
		return nil
	}
	people := a.c.ErrOrStderr()
	for _, c := range ready {
		name, note := c.key.String(), ""
		if c.keys != nil {
			name = c.keys.Current().Fingerprint()
		}
		if c.moved {
			note = ", which takes the place of the key that you know"
		}
		fmt.Fprintf(people, "%s\n  log  %s\n  key  %s%s\n", c.file, printable(c.key.Name), printable(name), note)
	}
	switch {
	case a.yes || a.fingerprints != nil:
		return nil
	case !onTerminal(os.Stdin):
		return errors.New("there is nobody to ask whether these keys were compared with their owners. Name a file of the fingerprints that were read to you with --fingerprints, or say --yes")
	}
	fmt.Fprintln(people, "Ring up the owners, or meet, and have each line \"key\" read to you. A mail will not do: anybody can write one.")
	yes, err := askYes("Have you compared every one of them with its owner?")
	if err == nil && !yes {
		err = errors.New("nothing was admitted")
	}
	return err
}

func (a *witnessAdmitting) admit(w proof.Witness, ready []candidate, known int) error {
	done := 0
	for _, c := range ready {
		var err error
		if c.moved {
			err = w.Follow(c.keys)
		} else {
			err = w.Admit(c.key, time.Now())
		}
		if err != nil {
			a.refuse(fmt.Errorf("%s: %w", c.file, err))
			continue
		}
		done++
		fmt.Fprintln(a.c.OutOrStdout(), printable(c.key.Name))
	}
	people := a.c.ErrOrStderr()
	if known > 0 {
		fmt.Fprintf(people, "You sign for %s of these already.\n", plural(known, "log"))
	}
	if done > 0 {
		fmt.Fprintf(people, "From now on you sign for %s more. Their owners need this line, which is your key as a witness:\n  %s\n", plural(done, "log"), a.vkey)
	}
	if a.refused {
		return exitError{exitUsage}
	}
	return nil
}
