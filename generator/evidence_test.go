package generator

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
	"github.com/gatefold/gatefold/generator/site"
)

// supposing builds a folder as if its log said what evidence makes up; nil is no log.
func supposing(t testing.TB, src fs.FS, evidence func(*content.Portfolio) site.Evidence) Result {
	t.Helper()
	b := new(Builder)
	p, problems, err := b.Load(src)
	if err != nil || p == nil {
		t.Fatalf("%v %v", err, problems)
	}
	theme, _ := openTheme(p, src)
	var known seal.Known
	if evidence != nil {
		known.Evidence = evidence(p)
	}
	res, err := b.lay(t.Context(), src, p, proven{known: known}, theme, "", problems)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// witnessed makes up what a log kept with care would say of a portfolio: most records seen by three
// parties a few days after the day they claim, some by a coach alone, a few not at all, edited since or
// never sealed, some sealed anew, some added later.
func witnessed(p *content.Portfolio) site.Evidence {
	e := site.Evidence{Fingerprint: "SHA256:Qm7tOeBzq0fVJ1zXr9yYd2kGmS5uHnLw3cTiPa84vXc", Principal: "mfwgk3dpnzqxi2lu@gatefold", Origin: "mfwgk3dpnzqxi2lu.gatefold.alt/log",
		Policy: true, Records: map[string]site.RecordEvidence{}}
	say := func(place string, says content.Date) {
		e.Records[place] = madeUp(place, len(e.Records), says, p.AsOf)
		e.Size++
	}
	for _, c := range p.Canonical(func(string) []content.Prose { return nil }) {
		say(c.Place, c.Says)
	}
	for _, pr := range p.Projects {
		for _, a := range pr.Artifacts {
			say(content.ArtifactPlace(pr.Slug, a.File), a.Date)
		}
	}
	e.Size, e.Private = e.Size+40, 25
	for n, place := range slices.Sorted(maps.Keys(e.Records)) {
		if r := e.Records[place]; n%17 == 3 && r.Leaf != "" {
			vouchFor(&e, place, proof.Bases()[n%5], func(v *site.Vouch) {
				if v.Earlier = r.State == site.Edited; n%4 == 0 {
					v.Revoked, v.Reason = v.Signed.AddDays(60), "I mixed up two people."
				}
			})
		}
	}
	e.Weeks = weeksOf(e.Records)
	return e
}

// vouchFor has somebody speak of the record at a place.
func vouchFor(e *site.Evidence, place string, basis proof.Basis, change func(*site.Vouch)) {
	day := func(m time.Month, d int) content.Date { return content.Date{Year: 2026, Month: m, Day: d} }
	v := site.Vouch{
		Note: fmt.Sprintf("%016x", 0xc0+len(e.Vouches)), Place: place, By: "Sam Jones", Relation: string(proof.RelationCoach), Basis: string(basis), Status: basis.Sentence("Sam Jones"),
		From: day(1, 5), Until: day(2, 13), Signed: day(3, 2), Text: "We went through it line by line.\n\nShe could say why & when each <risk> was closed.", Fingerprint: "SHA256:1rPkyxZ0ym9gHcCV5uUo0X7b2sO4Qd3tNfLhEeWaIjM",
	}
	if change != nil {
		change(&v)
	}
	r := e.Records[place]
	r.Vouches = append(r.Vouches, v)
	e.Records[place], e.Vouches = r, append(e.Vouches, v)
}

func madeUp(place string, n int, says, asOf content.Date) site.RecordEvidence {
	h := fnv.New64a()
	h.Write([]byte(place))
	r := site.RecordEvidence{State: site.Seen, Leaf: fmt.Sprintf("%016x", h.Sum64()), Rev: 1, Index: int64(n), Says: says}
	from := says
	if from.IsZero() {
		from = asOf.AddDays(-30)
	}
	by := []string{"lena@peer", "sam@cohort.example", "witness.cohort.example"}
	if n%5 == 1 {
		by = by[1:2]
	}
	gap := 3
	if n%23 == 4 {
		gap = 31
	}
	r.First = site.Sighting{On: from.AddDays(gap), By: by}
	r.Newest = r.First
	switch {
	case n%37 == 9:
		r.State, r.First, r.Newest = site.Sealed, site.Sighting{}, site.Sighting{}
	case n%41 == 11:
		r.State = site.Edited
	case n%53 == 13:
		return site.RecordEvidence{}
	case n%3 > 0: // most registers are kept up
		r.Rev, r.Newest.On = 2+n%7, r.First.On.AddDays(40)
	}
	return r
}

// sealedSmall is one record of each state: the small portfolio of golden/sealed.txtar.
func sealedSmall(*content.Portfolio) site.Evidence {
	on := func(m time.Month, d int) content.Date { return content.Date{Year: 2026, Month: m, Day: d} }
	coach, three := []string{"Sam Jones (coach)"}, []string{"Lena Ortiz", "Sam Jones (coach)", "witness.cohort.example"}
	seen := func(says content.Date, first content.Date, newest content.Date, by []string) site.RecordEvidence {
		return site.RecordEvidence{State: site.Seen, Says: says, First: site.Sighting{On: first, By: by}, Newest: site.Sighting{On: newest, By: by}}
	}
	records := map[string]site.RecordEvidence{
		"owner":              seen(content.Date{}, on(1, 9), on(1, 9), coach),
		"move/project":       seen(content.Date{}, on(1, 9), on(2, 13), three),
		"move/raid/R-01":     seen(on(1, 6), on(1, 9), on(1, 23), coach),
		"move/raid/I-01":     seen(on(1, 20), on(2, 13), on(2, 13), three),
		"move/gates/G1":      seen(on(1, 23), on(1, 30), on(1, 30), three),
		"move/decisions/D-1": {State: site.Sealed, Says: on(1, 12)},
		"move/changes/C-1":   {State: site.Edited, Says: on(1, 8), First: site.Sighting{On: on(1, 9), By: coach}, Newest: site.Sighting{On: on(1, 9), By: coach}},
		"move/costs":         seen(content.Date{}, on(1, 9), on(1, 9), coach),
	}
	n := 0
	for _, place := range slices.Sorted(maps.Keys(records)) {
		r := records[place]
		r.Leaf, r.Rev, r.Index = fmt.Sprintf("%016x", 0xa0+n), 1, int64(n)
		if r.First.On != r.Newest.On {
			r.Rev = 2
		}
		records[place] = r
		n++
	}
	e := site.Evidence{
		Fingerprint: "SHA256:Qm7tOeBzq0fVJ1zXr9yYd2kGmS5uHnLw3cTiPa84vXc", Principal: "mfwgk3dpnzqxi2lu@gatefold", Origin: "mfwgk3dpnzqxi2lu.gatefold.alt/log",
		Size: 15, Private: 3, Policy: true, Records: records,
		Weeks: []site.Week{{Monday: on(1, 5), Parties: 1}, {Monday: on(1, 12)}, {Monday: on(1, 19), Parties: 1}, {Monday: on(1, 26), Parties: 3}, {Monday: on(2, 2)}, {Monday: on(2, 9), Parties: 3}},
	}
	vouchFor(&e, "move/gates/G1", proof.BasisDiscussed, nil)
	vouchFor(&e, "move/changes/C-1", proof.BasisRead, func(v *site.Vouch) { v.Earlier = true })
	vouchFor(&e, "move/gates/G1", proof.BasisSupervised, func(v *site.Vouch) {
		v.By, v.Relation, v.Status = "Lena Ortiz", string(proof.RelationClient), proof.BasisSupervised.Sentence("Lena Ortiz")
		v.Fingerprint, v.Revoked, v.Reason = "SHA256:0aPkyxZ0ym9gHcCV5uUo0X7b2sO4Qd3tNfLhEeWaIjM", on(4, 1), "That was another gate."
	})
	return e
}

func weeksOf(records map[string]site.RecordEvidence) []site.Week {
	parties := map[content.Date]int{}
	var first, last content.Date
	for _, r := range records {
		if d := r.Newest.On; !d.IsZero() {
			monday := d.AddDays(-(int(d.Time().Weekday()) + 6) % 7)
			parties[monday] = max(parties[monday], len(r.Newest.By))
			if first.IsZero() || monday.Before(first) {
				first = monday
			}
			if monday.After(last) {
				last = monday
			}
		}
	}
	var weeks []site.Week
	for at := first; !at.After(last) && !first.IsZero(); at = at.AddDays(7) {
		weeks = append(weeks, site.Week{Monday: at, Parties: parties[at]})
	}
	return weeks
}

// proofFiles are the names of files below proof/ that the pages of a sealed site lead to.
func proofFiles(e site.Evidence) []string {
	out := []string{"proof/README.txt", "proof/verify.html", "proof/policy.txt"}
	for _, r := range e.Records {
		if r.State == site.Sealed || r.State == site.Seen {
			for _, tail := range []string{"leaf", "disclosures", "tlog-proof"} {
				out = append(out, fmt.Sprintf("proof/records/%s.r%d.%s", r.Leaf, r.Rev, tail))
			}
		}
	}
	for _, v := range e.Vouches {
		out = append(out, "proof/attest/"+v.Note+".note", "proof/attest/"+v.Note+".note.sig")
	}
	slices.Sort(out)
	return out
}

// sealedSample writes the sample as if it had been witnessed, with a small file in place of each that its
// log would put there.
func sealedSample(t testing.TB) (Result, string) {
	t.Helper()
	root, err := os.OpenRoot(sampleDir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	var e site.Evidence
	res := supposing(t, root.FS(), func(p *content.Portfolio) site.Evidence {
		e = witnessed(p)
		return e
	})
	dir := t.TempDir()
	if _, err := output.Write(dir, t.TempDir()+"/list", res.Files); err != nil {
		t.Fatal(err)
	}
	stub := `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + site.Policy + `"><title>T</title></head><body><main><h1>T</h1></main></body></html>`
	for _, name := range proofFiles(e) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(stub), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return res, dir
}
