package site

import (
	"strings"
	"testing"
)

// vouching is a portfolio of whose record D-01 others say something.
func vouching(t *testing.T, vouches ...Vouch) *Site {
	t.Helper()
	p := load(t, sealable)
	e := evidenced(t, p, func(int, string) RecordEvidence { return RecordEvidence{State: Sealed, Says: on(1, 4)} })
	const place = "x/decisions/D-01"
	r, ok := e.Records[place]
	if !ok {
		t.Fatalf("no %s", place)
	}
	for _, v := range vouches {
		if v.Place != "" {
			r.Vouches = append(r.Vouches, v)
		}
	}
	e.Records[place], e.Vouches = r, vouches
	return siteOf(p, e)
}

func someVouch(name string) Vouch {
	return Vouch{Note: strings.Repeat(name[:1], 16), Place: "x/decisions/D-01", By: name, Relation: "coach", Basis: "discussed", Status: "Read and discussed by " + name + ", who did not observe the work",
		From: on(1, 1), Until: on(2, 1), Signed: on(3, 2), Text: "First words.\n\nLast <words>.", Fingerprint: "SHA256:of" + name}
}

func pagesOf(t *testing.T, s *Site) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, page := range s.Pages {
		pages[page.Path] = shownBy(t, page)
	}
	return pages
}

const (
	decisionsPath = "projects/x/decisions/index.html"
	proofListPath = "proof/list/x/index.html"
)

// TestVouched: what somebody says stands beside the record, in the list of proofs, and in full on the page
// of proofs; every page says whose key to look for.
func TestVouched(t *testing.T) {
	pages := pagesOf(t, vouching(t, someVouch("Sam")))
	const sentence = "Read and discussed by Sam, who did not observe the work"
	for path, texts := range map[string][]string{
		decisionsPath: {`{"Text":"` + sentence + `","URL":"../../../proof/index.html#vouch-SSSSSSSSSSSSSSSS"}`, ". By their own word, as the author’s coach, signed 2 Mar 2026."},
		proofListPath: {sentence},
		proofPath: {`"Anchor":"vouch-SSSSSSSSSSSSSSSS"`, sentence, "“First words. Last <words>.”", "About the time from 1 Jan 2026 to 1 Feb 2026", "SHA256:ofSam", `"URL":"attest/SSSSSSSSSSSSSSSS.note"`,
			`"URL":"attest/SSSSSSSSSSSSSSSS.note.sig"`, "Who vouches for what"},
		"index.html": {"Anyone can run this software and call themselves a coach. Check that Sam’s key is listed at a place you already know before relying on it."},
	} {
		for _, text := range texts {
			if !strings.Contains(pages[path], text) {
				t.Errorf("%s does not hold %q", path, text)
			}
		}
	}
	for path, text := range pagesOf(t, vouching(t)) {
		if strings.Contains(text, "#vouch") || strings.Contains(text, "Who vouches") {
			t.Errorf("%s speaks of somebody who said nothing", path)
		}
	}
}

// TestVouchedNoMore: what was taken back, or is of another text, says that first.
func TestVouchedNoMore(t *testing.T) {
	back, earlier := someVouch("Sam"), someVouch("Lena")
	back.Revoked, back.Reason, earlier.Earlier = on(4, 1), "A mistake.", true
	pages := pagesOf(t, vouching(t, back, earlier))
	for _, text := range []string{"Taken back on 1 Apr 2026: read and discussed by Sam", "An earlier version: read and discussed by Lena"} {
		for _, path := range []string{decisionsPath, proofListPath, proofPath} {
			if !strings.Contains(pages[path], text) {
				t.Errorf("%s does not say %q", path, text)
			}
		}
	}
	if strings.Contains(pages[decisionsPath], `"Read and discussed by Sam`) || !strings.Contains(pages[proofPath], "Reason for taking it back: A mistake.") {
		t.Error("what was taken back stands as before, or without its reason")
	}
}

// TestVouchedByMany: a record has room for three, the page of proofs for all, and for what does not name
// its record.
func TestVouchedByMany(t *testing.T) {
	unnamed := someVouch("Zoe")
	unnamed.Place, unnamed.Fingerprint = "", someVouch("Ann").Fingerprint
	pages := pagesOf(t, vouching(t, someVouch("Ann"), someVouch("Ben"), someVouch("Cas"), someVouch("Dee"), unnamed))
	if text := pages[decisionsPath]; strings.Contains(text, "discussed by Dee") || !strings.Contains(text, `{"Text":"1 more on the page of proofs","URL":"../../../proof/index.html#vouch"}`) {
		t.Error("the record has more than three beside it, or does not say where they are")
	}
	for _, text := range []string{"discussed by Dee", "A record that the note does not name", "discussed by Zoe", "the keys of all 5 people", "One key signs as Ann and Zoe: count them as one person."} {
		if !strings.Contains(pages[proofPath], text) {
			t.Errorf("the page of proofs does not hold %q", text)
		}
	}
}

// TestVouchKeys: whatever changes in what others say of a project's records gives its pages another key.
func TestVouchKeys(t *testing.T) {
	other, earlier, back := someVouch("Lena"), someVouch("Sam"), someVouch("Sam")
	earlier.Earlier, back.Revoked = true, on(4, 1)
	seen := map[string]bool{}
	for i, v := range [][]Vouch{nil, {someVouch("Sam")}, {other}, {earlier}, {back}, {someVouch("Sam"), other}} {
		for _, page := range vouching(t, v...).Pages {
			if page.Path != decisionsPath {
				continue
			}
			if page.Group == nil || page.Group.Key == "" || seen[page.Group.Key] {
				t.Errorf("case %d: the page has the key of another", i)
			}
			seen[page.Group.Key] = true
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d keys, want 6", len(seen))
	}
}
