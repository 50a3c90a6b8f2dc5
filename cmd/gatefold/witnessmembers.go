package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/gatefold/gatefold/generator/proof"
)

// repliesFolder is where the replies to a cohort lie unless -o says otherwise.
const repliesFolder = "witness-replies"

func (s *witnessSigning) repliesFolder() string { return cmp.Or(s.out, repliesFolder) }

// runMembers is one run of the command with --members.
func (s *witnessSigning) runMembers(args []string) error {
	files, err := filesOf(args, requestTail)
	if err != nil {
		return refusal(s.c, err)
	}
	w, done, err := s.begun()
	if err != nil {
		return refusal(s.c, err)
	}
	defer done()
	replies, err := proof.OpenFolder(s.repliesFolder())
	if err != nil {
		return refusal(s.c, err)
	}
	defer replies.Close()
	ready := s.lookAll(w, replies, files)
	s.table(ready)
	agreed, err := s.agree(ready)
	if err != nil {
		return refusal(s.c, err)
	}
	signed := 0
	for _, a := range agreed {
		_, err := s.remember(w, a)
		if err == nil {
			signed++
			err = s.publish(w, replies, a, true)
		}
		if err != nil {
			s.refuse(w, a, err)
		}
	}
	s.sayPublish(signed, len(files), ready)
	if s.code != exitDone {
		return exitError{s.code}
	}
	return nil
}

// lookAll gives the requests that can be signed, and says why of the others.
func (s *witnessSigning) lookAll(w proof.Witness, replies proof.Folder, files []string) []asked {
	var ready []asked
	for _, file := range files {
		a, err := s.look(w, file)
		if err == nil && (a.first || a.moved) {
			err = s.compare(a)
		}
		if err == nil {
			ready = append(ready, a)
			continue
		}
		var conflict *proof.ConflictError
		if errors.As(err, &conflict) && conflict.Size > 0 {
			err = errors.Join(err, s.publish(w, replies, a, false)) // the last one may be what its owner lacks
		}
		s.refuse(w, a, err)
	}
	return ready
}

// publish writes the newest head of a log that was signed, as a server would answer with it.
func (s *witnessSigning) publish(w proof.Witness, replies proof.Folder, a asked, say bool) error {
	hash := proof.OriginHash(a.request.Checkpoint.Origin)
	head, err := w.Kept(hash)
	if err != nil {
		return err
	}
	name := hash + "/checkpoint"
	part := name + ".part"
	if err := errors.Join(replies.Write(part, head.Print()), replies.Sync(part), replies.Rename(part, name)); err != nil {
		return fmt.Errorf("%w: %w. Run this again once that is mended", errUnsent, err)
	}
	if say {
		fmt.Fprintln(s.c.OutOrStdout(), filepath.Join(s.repliesFolder(), filepath.FromSlash(name)))
	}
	return nil
}

// table shows what is to be signed, a line each.
func (s *witnessSigning) table(ready []asked) {
	if len(ready) == 0 {
		return
	}
	t := tabwriter.NewWriter(s.c.ErrOrStderr(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "request\tlog\tentries\tnew\tyou signed last")
	for _, a := range ready {
		short, _, _ := strings.Cut(a.request.Checkpoint.Origin, ".")
		size, last := a.request.Checkpoint.Size, "never yet"
		if !a.state.Signed.IsZero() {
			last = dayOf(a.state.Signed)
		}
		if a.moved {
			last += ", under the key before"
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\n", printable(filepath.Base(a.file)), printable(short), size, size-a.state.Size, last)
	}
	_ = t.Flush()
}

func (s *witnessSigning) sayPublish(signed, all int, ready []asked) {
	people := s.c.ErrOrStderr()
	if signed == 0 {
		fmt.Fprintln(people, "Nothing was signed.")
		return
	}
	fmt.Fprintf(people, "Signed: %d of %s. You have said that you saw these logs on %s, and that they have only grown since you first saw\nthem, and nothing of what is in them.\n", signed, plural(all, "request"), dayOf(s.now))
	fmt.Fprintf(people, "Publish the folder %s as it is, at an address with https. Each member runs: gatefold witness add ADDRESS my-portfolio\n", s.repliesFolder())
	for _, a := range ready {
		if a.state.Signed.IsZero() {
			fmt.Fprintf(people, "Those who see your signature for the first time need this line too, which is your key as a witness:\n  %s\n", s.vkey)
			return
		}
	}
}
