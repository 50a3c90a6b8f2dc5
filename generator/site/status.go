package site

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// The fixed sentences of a record's status that a build can say. CHANGED is the checker's word alone.
const (
	wordsNotSealed = "Not sealed"
	wordsSealed    = "Sealed by the author; no one else has confirmed a date"
	wordsEdited    = "Edited since it was sealed; not yet sealed again"
)

// laterThan is how many days may lie between the day that a record claims and the one on which it was
// first seen before it counts as added later.
const laterThan = 14

// seen tells whether somebody is named who had seen the list with it by a day.
func (s Sighting) seen() bool { return !s.On.IsZero() && len(s.By) > 0 }

// words is "by 9 Mar 2026", in plain blanks: the fixed sentences are found by whoever looks for them.
func (s Sighting) words() string { return "by " + plainDay(s.On) }

func plainDay(d content.Date) string { return strings.ReplaceAll(day(d), nbsp, " ") }

// state is State, held to what it needs: nothing counts as seen without a day and a name.
func (r RecordEvidence) state() SealState {
	if r.State == Seen && !r.Newest.seen() {
		return Sealed
	}
	return r.State
}

// status is the fixed sentence.
func (r RecordEvidence) status() string {
	switch r.state() {
	case Seen:
		return "Existed " + r.Newest.words() + ", seen by " + parties(r.Newest.By)
	case Sealed:
		return wordsSealed
	case Edited:
		return wordsEdited
	}
	return wordsNotSealed
}

// parties names the one who saw it, else says how many did.
func parties(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strconv.Itoa(len(names)) + " parties"
}

// short is the status where a table has no room for the sentence.
func (r RecordEvidence) short() string {
	switch r.state() {
	case Seen:
		return "seen " + day(r.Newest.On)
	case Sealed:
		return "sealed, seen by nobody else"
	case Edited:
		return "edited since it was sealed"
	}
	return "not sealed"
}

// brief is the fixed sentence, and that it was added later when it was.
func (r RecordEvidence) brief() string {
	if n := r.addedLater(); n > 0 {
		return r.status() + ". Added later, " + count(n, "day", "days") + " after the day it claims"
	}
	return r.status()
}

// addedLater is how many days after the day that it claims the record's first version was seen, where
// that is more than laterThan; else 0. What nobody has seen cannot be judged.
func (r RecordEvidence) addedLater() int {
	if r.Says.IsZero() || !r.First.seen() {
		return 0
	}
	if n := r.First.On.Sub(r.Says); n > laterThan {
		return n
	}
	return 0
}

// claims is what stands after the status: the day that the record claims, held against the one on which
// it was first seen, and where its text has changed since, when each version was.
func (r RecordEvidence) claims() string {
	var out []string
	if n := r.addedLater(); n > 0 {
		out = append(out, "Says "+plainDay(r.Says)+": added later, first seen "+count(n, "day", "days")+" after")
	} else if !r.Says.IsZero() {
		out = append(out, "Says "+plainDay(r.Says))
	}
	if s := r.versions(); s != "" {
		out = append(out, s)
	}
	return strings.Join(out, ". ")
}

// versions tells the first version from the sealed text, "" where the status has said it all.
func (r RecordEvidence) versions() string {
	switch {
	case !r.First.seen():
		return ""
	case r.state() == Edited && r.Newest.seen() && r.First.On == r.Newest.On:
		return "The sealed text was seen " + r.Newest.words()
	case r.state() == Edited && r.Newest.seen():
		return "First version seen " + r.First.words() + ", the sealed text " + r.Newest.words()
	case r.state() == Edited:
		return "First version seen " + r.First.words() + ", the sealed text by nobody yet"
	case !r.Newest.seen():
		return "First version seen " + r.First.words() + ", this text by nobody yet"
	case r.First.On != r.Newest.On:
		return "First version seen " + r.First.words() + ", this text " + r.Newest.words()
	}
	return ""
}
