// Package verify checks a published site as a stranger meets it: a folder, a zip, or an address. It is
// the twin of the page's own script (themes/shared/verify/check*.js), in the same order and with the
// same findings:
//
//  1. proof/SHA256SUMS is there and has its form (GF5004).
//  2. proof/SHA256SUMS.sig is an SSH signature of it for site@gatefold (GF5005, 5006, 5007) by the key
//     that the reader named (GF5008), or by one that this key's owner led on to (GF5104).
//  3. Every listed file has its hash (GF5001, 5009) and is there (GF5002; over http a host may keep its
//     own files, GF5906); in a folder or zip nothing else is there (GF5003, 5907).
//  4. keys.txt has its form (GF5101), is signed by its key (GF5102), and agrees with the key of the
//     list, with allowed_signers, with the origin and with its own verifier keys (GF5103).
//  5. proof/checkpoint has its form (GF5201), the author's origin (GF5203) and signature (GF5202).
//  6. The log: entries of the whole length (GF5204, 5205) give the signed root, and so does every tile
//     (GF5206); every archived checkpoint, and that of every proof, is a beginning of it (GF5207, 5208);
//     the versions of an id follow one another (GF5310).
//  7. Every proof/records/<id>.r<n>: the leaf has its form (GF5301) and is the log's entry at the index
//     (GF5302); its .tlog-proof (GF5303) leads to its checkpoint (GF5304); the files are complete
//     (GF5308) and of the newest version (GF5309); the disclosures (GF5305) give the commitment
//     (GF5306); what they disclose is what the site shows (GF5307, 5311).
//  8. Lines of known witnesses fit their checkpoints (GF5401); the reader's policy, where given, can be
//     read (GF5402), is about this log (GF5203), and somebody named in it has confirmed a date (GF5403).
//     The site's own policy.txt is never more than "named by the author".
//  9. Every proof/attest/<hash>.note, the word of another person, and its signature have their form and
//     name (GF5501); the signature holds (GF5502); the note is about this log (GF5503), about the entry
//     and the record that it names (GF5504), and not by the author (GF5505); the log has an entry that
//     accepts it (GF5506). A list of revocations is signed by its key (GF5508), and takes back notes of
//     that key alone (GF5507, which is no fault of the site).
//  10. Every proof/consent/<cohort>.txt has its form (GF5511), is about this log (GF5514), and is what was
//     signed (GF5512) by the author (GF5513).
//  11. An earlier log that this one continues is the one that the log tells of, by its own key (GF5521).
//
// Whatever cannot be read or is more than the limits is named (GF5903, 5904). The outcome is Changed
// with any finding that speaks of a change, Unchecked with one that kept the check from its end
// (without a named key always: GF5901), else Held.
package verify

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/shown"
)

// Options are what a reader knows from elsewhere.
type Options struct {
	Key    string // the fingerprint of the key that the reader trusts, "" for none
	Policy []byte // whose dates the reader accepts, a C2SP tlog-policy; nil for none
	// Keep names listed files whose bytes are wanted in Report.Evidence; nil for none.
	Keep func(path string) bool
	// Progress, which may be nil, is told of a step how much is done of all; one call at a time.
	Progress func(step string, done, all int)
}

const (
	listPath = proof.SumsPath
	sigPath  = proof.SumsPath + proof.SignatureTail
	headPath = "proof/checkpoint"
	keysPath = "proof/keys.txt"
)

// run is one check as far as it has come.
type run struct {
	*collector
	ctx      context.Context
	source   Source
	options  Options
	listing  []string         // the paths of all files, sorted; nil where nothing lists them
	present  map[string]Entry // the same
	sums     []proof.Sum
	listed   map[string]bool
	facts    Facts
	progress sync.Mutex
	buffers  sync.Pool // of *[bufferLen]byte

	reading sync.Mutex // guards what follows
	kept    map[string]file
	room    int64 // bytes that may still be kept
	pages   int64 // bytes of pages that may still be kept
	hashes  map[string][sha256.Size]byte
	heads   map[string]bool // checkpoints by their text: signed by the log's key?

	evidence  Evidence // as far as the log goes
	shown     *shown.Checker
	placeless atomic.Int64 // records that do not disclose where they stand
}

// Check looks at all that a site publishes. It breaks off with what it has when ctx ends.
func Check(ctx context.Context, source Source, o Options) Report {
	o.Key = strings.TrimSpace(o.Key)
	r := &run{
		collector: newCollector(), ctx: ctx, source: source, options: o, facts: Facts{Named: o.Key},
		listed: map[string]bool{}, kept: map[string]file{}, room: maxKept, pages: maxPages,
		hashes: map[string][sha256.Size]byte{}, heads: map[string]bool{},
	}
	r.buffers.New = func() any { return new([bufferLen]byte) }
	r.shown = shown.NewChecker(shownSite{r})
	if r.list() {
		r.check()
	}
	if err := ctx.Err(); err != nil {
		r.add(proof.CodeUnreadable, "", "a check that comes to its end", "it was broken off")
	}
	r.facts.Placeless = int(r.placeless.Load())
	out := r.report(r.facts)
	out.Evidence = r.held()
	return out
}

// list learns what lies in the site.
func (r *run) list() bool {
	entries, known, err := r.source.Entries(r.ctx)
	if err != nil {
		code := proof.CodeUnreadable
		if errors.Is(err, errLimit) {
			code = proof.CodeLimit
		}
		r.add(code, "", "files that can be read", err.Error())
		return false
	}
	if !known {
		return true
	}
	r.listing, r.present = []string{}, map[string]Entry{}
	for _, e := range entries {
		if e.Beside {
			r.add(proof.CodeHostFile, e.Path, "nothing beside the folder of the site", "a file that is no part of it")
			continue
		}
		r.listing = append(r.listing, e.Path)
		r.present[e.Path] = e
	}
	slices.Sort(r.listing)
	return true
}

// check takes the steps one after another.
func (r *run) check() {
	if !r.anythingSealed() {
		r.add(proof.CodeNotSealed, "proof", "a signed list of files and a log", "neither")
		return
	}
	if !r.lists() && (r.has(proof.CodeUnreadable) || r.has(proof.CodeLimit)) {
		return // the host does not answer as it should: asking for all the rest would only take long
	}
	signer := r.checkList()
	r.next()
	r.checkFiles()
	r.next()
	keys := r.checkKeys(signer)
	if len(keys) > 0 {
		r.checkEvidence(keys)
	}
	r.next()
	r.hostAltered()
}

// checkEvidence looks at the log, the records and the witnesses.
func (r *run) checkEvidence(keys proof.KeyHistory) {
	r.next()
	records := r.readRecords()
	log := r.checkLog(keys, records)
	r.next()
	r.checkRecords(log, records)
	r.next()
	r.checkWitnesses(keys, log, records)
	r.next()
	r.checkAttestations(keys, log)
	r.checkSuccession(log)
	r.next()
	r.checkConsents(keys)
}

// lists tells whether the source can say what it holds.
func (r *run) lists() bool { return r.listing != nil }

// anythingSealed looks for the marks of a sealed site.
func (r *run) anythingSealed() bool {
	for _, path := range []string{listPath, headPath, keysPath} {
		if r.fetch(path).state != gone {
			return true
		}
	}
	return false
}

// hostAltered adds a note when nothing but pages differs and all that was sealed holds.
func (r *run) hostAltered() {
	pages := 0
	for _, f := range r.findings {
		switch {
		case f.outcome != Changed:
		case f.Code == proof.CodeFileChanged && strings.HasSuffix(f.Path, ".html"):
			pages++
		default:
			return
		}
	}
	if pages > 0 && r.facts.Published > 0 {
		r.add(proof.CodeHostAltered, "", "pages as the author listed them", fmt.Sprintf("pages that differ: %d; every record's own proof holds", pages))
	}
}
