package verify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

// Facts are what a check has learnt of a site that is no finding.
type Facts struct {
	Named       string // the fingerprint that the reader trusts, "" for none
	Fingerprint string // of the key that has signed the list of files
	Signed      bool   // the list is signed, by whomever
	Origin      string // of the log
	Principal   string // of the author's key in allowed_signers
	Replaced    *Replaced
	Files       int // on the list, and read
	Bytes       int64
	Size        int64 // entries of the log
	Published   int   // records and artifacts with files in proof/records
	Sealed      int   // those in the log that were not taken back
	Records     []Record
	Placeless   int // published records that do not say where the site shows them, so that nothing was compared

	AuthorsPolicy    string    // proof/policy.txt, the author's word alone
	AuthorsWitnesses []Witness // whom it names, and when they have signed
	DatesChecked     bool      // against the reader's policy
	Witnesses        []Witness // of the reader's policy
	Seen             int       // records whose date they confirm
	Weeks            int       // different weeks in which they have signed
	Stamps           []Stamp   // in the order of their heads
	Earlier          *Earlier  // the log that this one continues; nil when there is none

	Keys         proof.KeyHistory // of the author, the first first; nil where they cannot be used
	Attestations []Attestation    // what others say of records, as far as it fits; by path
	Consents     []proof.Consent  // that hold, by cohort
}

// Replaced says that the list is signed by another key of the author's than the one that was named.
type Replaced struct{ Named, Signer string }

// Record is a published record or artifact.
type Record struct {
	ID    string // of the leaf
	Rev   int
	Kind  proof.Kind
	Index int64     // in the log
	Leaf  [32]byte  // hash of the entry
	Place string    // where it stands in the portfolio, or the path of a file; "" where that is not disclosed
	Label string    // what it discloses of itself: id and title, or the path of a file
	Says  string    // the day that the author claims, or proof.NoDay
	Seen  time.Time // when the quorum of the reader's policy had seen it; zero when it has not
	By    []string
}

// Witness is one of a policy who has signed a head of the log.
type Witness struct {
	Name  string
	Times []time.Time // sorted
}

// Headline is the outcome in a few words.
func (r Report) Headline() string {
	only := func(code proof.Code) bool {
		return !slices.ContainsFunc(r.Findings, func(f Finding) bool { return !f.Note() && f.Code != code })
	}
	switch {
	case r.Outcome == Changed:
		return "Changed"
	case r.Outcome == Held:
		return "Held"
	case only(proof.CodeKeyNotNamed) && r.Facts.Signed:
		return "Internally consistent; identity not checked"
	case only(proof.CodeNotSealed):
		return "Nothing is sealed here"
	}
	return "Could not check"
}

// statements say what was found: what, by whom, by when, and what that does not mean. The page's
// script (words.js) says the same, but for time stamps, which it does not read.
func (r Report) statements() []string {
	f, out := r.Facts, []string{}
	switch {
	case r.Outcome == Changed:
		faults := 0
		for _, x := range r.Findings {
			if x.outcome == Changed {
				faults++
			}
		}
		out = append(out, "CHANGED since it was sealed, or not by whom you named: "+many(faults, "finding", "findings")+" below, each with what it means.")
	case f.Signed:
		out = append(out, f.holds()...)
	}
	if f.Replaced != nil {
		out = append(out, "The list is signed by "+f.Replaced.Signer+". That key and the one you named, "+f.Replaced.Named+", are of one author: the older has signed that the newer takes its place.")
	}
	if r.Outcome != Changed {
		out = append(out, f.dates()...)
		out = append(out, f.stamps()...)
		out = append(out, f.attested()...)
		out = append(out, f.earlier()...)
		out = append(out, f.consents()...)
	}
	if r.Outcome == Held {
		out = append(out, "This does not say who the holder of the key is, that the content is true, or that the work happened.")
	}
	if f.Named == "" && f.Signed {
		out = append(out, "You named no key. Anybody can make a site that agrees with itself: compare "+f.Fingerprint+" with the author’s fingerprint from a place you already know, and check again with that one.")
	}
	return append(out, r.unlisted()...)
}

// holds says what was found to be as it was signed.
func (f Facts) holds() []string {
	out := []string{many(f.Files, "file is", "files are") + " exactly what the holder of the key " + f.Fingerprint + " published."}
	if f.Published == 0 {
		return out
	}
	text := many(f.Published, "published record stands", "published records stand") + fmt.Sprintf(" in that key’s list of %d entries, each at the place and with the values that were sealed.", f.Size)
	if hidden := f.Sealed - f.Published; hidden > 0 {
		text += " " + many(hidden, "sealed record is", "sealed records are") + " private, taken back or edited since: you see their number, not what was sealed."
	}
	out = append(out, text)
	if f.Placeless > 0 {
		out = append(out, many(f.Placeless, "of them does", "of them do")+" not disclose where it stands on the site, so it was not compared with any page.")
	}
	return out
}

// earlier says what the author says of a lost key, and whose word that is.
func (f Facts) earlier() []string {
	if f.Earlier == nil {
		return nil
	}
	return []string{"The author says that this list continues one of " + many(int(f.Earlier.Size), "entry", "entries") + " by the key " + f.Earlier.Fingerprint +
		", which was lost by " + f.Earlier.Date + ". That list stands beside this one, as it was signed. No signature of the lost key says that both are one person’s: ask somebody who knows the author."}
}

// dates says who has confirmed which, and who has not.
func (f Facts) dates() []string {
	var out []string
	switch {
	case f.DatesChecked && f.Published > 0 && f.Seen == 0:
		out = append(out, "No one you named has confirmed a date: sealed by the author alone.")
	case f.DatesChecked && f.Published > 0:
		out = append(out, f.seen())
	case f.Signed:
		out = append(out, "No date was checked, because you named no witnesses: the dates are the author’s own.")
	}
	if len(f.AuthorsWitnesses) > 0 && !f.DatesChecked {
		var names []string
		for _, w := range f.AuthorsWitnesses {
			names = append(names, w.Name+", "+day(w.Times[0])+" to "+day(w.Times[len(w.Times)-1]))
		}
		out = append(out, "Named by the author: "+strings.Join(names, "; ")+
			". Anyone can run this software and call themselves a coach: check that the key is listed at a place you know, and paste that list as your policy.")
	}
	return out
}

func (f Facts) seen() string {
	var times []time.Time
	for _, r := range f.Records {
		if !r.Seen.IsZero() {
			times = append(times, r.Seen)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	var names []string
	for _, w := range f.Witnesses {
		names = append(names, w.Name)
	}
	return fmt.Sprintf("%d of ", f.Seen) + many(len(f.Records), "record", "records") + " existed by a date that your policy’s witnesses confirm, " +
		between(times[0], times[len(times)-1]) + ". They (" + strings.Join(names, ", ") + ") saw the list in " + many(f.Weeks, "week", "different weeks") +
		", and it only ever grew since. That does not say that they read a word of it."
}

// unlisted says how many findings are not told one by one.
func (r Report) unlisted() []string {
	var out []string
	for code, n := range r.More {
		out = append(out, many(n, "more finding", "more findings")+" of "+string(code)+" are of the same kind and not listed here.")
	}
	slices.SortFunc(out, cmp.Compare)
	return out
}

// between is one day, or the first and the last.
func between(first, last time.Time) string {
	if day(first) == day(last) {
		return "on " + day(first)
	}
	return "from " + day(first) + " to " + day(last)
}

func day(t time.Time) string { return t.UTC().Format("2 Jan 2006") }

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
