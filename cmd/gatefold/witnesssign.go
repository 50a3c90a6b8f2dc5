package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func witnessSignCommand() *cobra.Command {
	var s witnessSigning
	c := &cobra.Command{
		Use: "sign FILE|DIR...", Short: "As a witness, look at a request, sign it and write the reply",
		Long: "Sign looks at a request that the owner of a portfolio has sent you, and compares it with what you have signed of\n" +
			"that log before. It shows you what it found, asks, signs, and writes the reply, NAME.witness-reply.txt, which you\n" +
			"send back. You never sign two different states of one log: the memory of what you have signed lies beside your key.\n\n" +
			"At the first request of a log its keys must come along, in NAME.witness-keys.txt in the same folder. You are asked\n" +
			"to compare the fingerprint with its owner, on the telephone or face to face (a script says --fingerprint).\n\n" +
			"With --members, FILE and DIR (all the NAME.witness-request.txt in it) are those of a whole cohort: you see one table and\n" +
			"are asked once, and the replies are written into a folder to be published, each at HASH/checkpoint, from where\n" +
			"`gatefold witness add ADDRESS` fetches them. Logs that you do not know yet are admitted first, with\n" +
			"`gatefold witness admit`, or by a file of the fingerprints that were read to you, --fingerprints.\n\n" +
			"Where the log is not the one that you know, nothing is signed, and both versions are kept as evidence.\n\n" +
			"Exit codes: 0 signed, 4 a log has not only grown, 64 it cannot be done as things stand, or you did not agree, 1\n" +
			"something broke inside.",
		Example: "  gatefold witness sign ada-okafor.witness-request.txt\n  gatefold witness sign *.witness-request.txt\n  gatefold witness sign --members received/ -o replies",
		RunE: func(c *cobra.Command, files []string) error {
			s.c = c
			if err := s.check(files); err != nil {
				return usageError{err}
			}
			if s.members {
				return s.runMembers(files)
			}
			return s.run(files)
		},
	}
	s.flags(c)
	c.Flags().BoolVar(&s.yes, "yes", false, "sign without asking (a fingerprint is compared all the same)")
	c.Flags().StringVar(&s.keys, "keys", "", "the `file` with the keys of the log (default NAME"+keysTail+" beside the request)")
	c.Flags().StringVar(&s.fingerprint, "fingerprint", "", "the `fingerprint` that the log's owner has read to you, SHA256:...")
	c.Flags().StringVar(&s.list, "fingerprints", "", "a `file` of the fingerprints that were read to you, one a line")
	c.Flags().BoolVar(&s.members, "members", false, "these are requests of a whole cohort: one table, one question, a folder of replies to publish")
	c.Flags().StringVarP(&s.out, "output", "o", "", "the `file` for the reply (default NAME"+replyTail+" beside the request), with --members the folder (default "+repliesFolder+")")
	return c
}

// witnessSigning is one run of the command.
type witnessSigning struct {
	witnessRole
	keys, fingerprint, out string
	list                   string
	yes, members           bool

	fingerprints map[string]bool // of --fingerprints; nil without it
	now          time.Time
	code         int // the exit code so far
}

func (s *witnessSigning) check(files []string) error {
	switch {
	case s.members && s.keys+s.fingerprint != "":
		return errors.New("--keys and --fingerprint are for one request, and not for --members")
	case s.members && len(files) > 0:
		return s.witnessRole.check()
	case len(files) == 0:
		return errors.New("gatefold witness sign needs the request that you were sent, such as: gatefold witness sign ada-okafor" + requestTail)
	case len(files) > 1 && s.out+s.keys+s.fingerprint != "":
		return errors.New("-o, --keys and --fingerprint are for one request, but several were named")
	case s.witnessRole.check() != nil:
		return s.witnessRole.check()
	case s.fingerprint != "":
		return proof.CheckFingerprint(s.fingerprint)
	}
	replies := map[string]string{}
	for _, file := range files {
		reply := s.reply(asked{file: file})
		if other, taken := replies[reply]; taken {
			return fmt.Errorf("the replies to %s and %s would have one name, %s. Sign them one after the other, with -o", other, file, reply)
		}
		replies[reply] = file
	}
	return nil
}

// begun reads the list of fingerprints, and opens the witness.
func (s *witnessSigning) begun() (w proof.Witness, done func() error, err error) {
	if s.now = time.Now(); s.list != "" {
		if s.fingerprints, err = readFingerprints(s.list); err != nil {
			return w, nil, err
		}
	}
	return s.open()
}

func (s *witnessSigning) run(files []string) error {
	witness, done, err := s.begun()
	if err != nil {
		return refusal(s.c, err)
	}
	defer done()
	var ready []asked
	for _, file := range files {
		a, err := s.look(witness, file)
		if err == nil {
			err = s.meet(a)
		}
		if err != nil {
			s.refuse(witness, a, err)
			continue
		}
		ready = append(ready, a)
	}
	agreed, err := s.agree(ready)
	if err != nil {
		return refusal(s.c, err)
	}
	for _, a := range agreed {
		if err := s.sign(witness, a); err != nil {
			s.refuse(witness, a, err)
		}
	}
	if s.code != exitDone {
		return exitError{s.code}
	}
	return nil
}

// agree gives what is to be signed: all or nothing.
func (s *witnessSigning) agree(ready []asked) ([]asked, error) {
	if len(ready) == 0 || s.yes {
		return ready, nil
	}
	if !onTerminal(os.Stdin) {
		return nil, errors.New("there is nobody to ask whether to sign. Run this in a terminal, or say --yes")
	}
	question := "Sign that you have seen this today?"
	if len(ready) > 1 {
		question = fmt.Sprintf("Sign that you have seen these %d today?", len(ready))
	}
	yes, err := askYes(question)
	if err == nil && !yes {
		err = errors.New("nothing was signed")
	}
	return ready, err
}

// errUnsent: what was signed is remembered, and the reply is missing.
var errUnsent = errors.New("it was signed, and the reply cannot be written")

// sign remembers and signs, and writes the reply.
func (s *witnessSigning) sign(w proof.Witness, a asked) error {
	line, err := s.remember(w, a)
	if err != nil {
		return err
	}
	reply := s.reply(a)
	if err := writeExchanged(reply, []byte(line.Line()), isReply); err != nil {
		return fmt.Errorf("%w: %w. Run this again once that is mended", errUnsent, err)
	}
	people := s.c.ErrOrStderr()
	fmt.Fprintf(people, "Signed: that you saw this log with %s on %s, and that it has only grown since you first saw it. You have said\nnothing of what is in it.\nSend back %s\n",
		entries(int(a.request.Checkpoint.Size)), dayOf(s.now), reply)
	if a.first {
		fmt.Fprintf(people, "The first time, send this line too, which is your key as a witness:\n  %s\n", s.vkey)
	}
	fmt.Fprintln(s.c.OutOrStdout(), reply)
	return nil
}

// remember takes up a log or a key that is new, and signs.
func (s *witnessSigning) remember(w proof.Witness, a asked) (proof.NoteSignature, error) {
	var err error
	switch {
	case a.first:
		err = w.Admit(a.newest(), s.now)
	case a.moved:
		err = w.Follow(a.keys)
	}
	if err != nil {
		return proof.NoteSignature{}, err
	}
	return w.Sign(a.request, s.now)
}

func (s *witnessSigning) reply(a asked) string { return cmp.Or(s.out, beside(a.file, replyTail)) }
