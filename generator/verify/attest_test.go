package verify

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// attestedSite is the fixture in which somebody has taken back what they said.
func attestedSite(t *testing.T) memory {
	t.Helper()
	for _, f := range faults(t) {
		if f.name == "attestation-revoked" {
			return f.apply(readSite(t, filepath.Join(fixtures, "base")))
		}
	}
	t.Fatal("there is no fixture attestation-revoked")
	return nil
}

// TestAttestations: what others say comes out as facts and as sentences that name who, how, when and what
// was not checked.
func TestAttestations(t *testing.T) {
	m := attestedSite(t)
	r := Check(t.Context(), m, reader(t))
	if len(r.Facts.Attestations) != 1 || len(r.Facts.Keys) != 1 {
		t.Fatalf("%+v", r.Facts)
	}
	a := r.Facts.Attestations[0]
	if a.Record != "demo/raid/R-02" || a.Label != "R-02, Risk 2, with \"marks\"" || a.Earlier || a.Entry != int64(r.Facts.Size-1) || a.Revoked == nil {
		t.Errorf("%+v", a)
	}
	want := "About demo/raid/R-02: Read and discussed by Sam Jones, who did not observe the work. That is Sam Jones’s own word, as the author’s coach, about the time from 2 Mar 2026 to 20 Mar 2026, signed on 1 Apr 2026 with the key " +
		a.Fingerprint() + ". Whose key that is was not checked. It was taken back on 1 May 2026: I mixed up two people."
	if !slices.Contains(r.Statements, want) {
		t.Errorf("%q\nnot among\n%q", want, r.Statements)
	}
	for path := range m {
		if strings.Contains(path, "/revoked/") {
			delete(m, path)
		}
	}
	// Without the list, which the signed list of files misses, the word stands; the outcome is another matter.
	if r := Check(t.Context(), m, reader(t)); r.Facts.Attestations[0].Revoked != nil || r.Outcome != Changed {
		t.Errorf("%+v", r.Facts.Attestations)
	}
}

// TestRecordValues: a host cannot show other values than those that were checked.
func TestRecordValues(t *testing.T) {
	m := attestedSite(t)
	r := Check(t.Context(), m, reader(t))
	for _, rec := range r.Facts.Records {
		values, _, err := rec.Values(t.Context(), m)
		if err != nil || len(values) == 0 {
			t.Errorf("%s: %v, %v", rec.Label, values, err)
		}
		other := maps.Clone(m)
		base := fmt.Sprintf("%s%s.r%d", recordsPath, rec.ID, rec.Rev)
		other[base+".disclosures"] = other[base+".disclosures"][:bytes.IndexByte(other[base+".disclosures"], '\n')+1]
		other[base+".leaf"] = bytes.Replace(other[base+".leaf"], []byte("rev "), []byte("rev 1"), 1)
		if _, _, err := rec.Values(t.Context(), other); err == nil {
			t.Errorf("%s: other values are taken", rec.Label)
		}
		delete(other, base+".leaf")
		if _, _, err := rec.Values(t.Context(), other); err == nil {
			t.Errorf("%s: no entry is needed", rec.Label)
		}
	}
}

// TestAttestedBytes changes bytes and lines of what others say: whatever it is, this check notices it, and
// the page's script says the same.
func TestAttestedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	m, options := attestedSite(t), reader(t)
	base, dir := readSite(t, filepath.Join(fixtures, "base")), filepath.Join(fixtures, "base")
	same := map[string]*[]byte{}
	for path, data := range m {
		if !bytes.Equal(base[path], data) {
			same[path] = &data
		}
	}
	type bent struct {
		what string
		site memory
	}
	var all []bent
	var questions []question
	bend := func(path, what string, data []byte) {
		other, files := maps.Clone(m), maps.Clone(same)
		other[path], files[path] = data, &data
		all = append(all, bent{path + ", " + what, other})
		questions = append(questions, question{Dir: dir, Key: options.Key, Policy: string(options.Policy), Files: files})
	}
	for path, data := range m {
		if !strings.HasPrefix(path, attestPath) {
			continue
		}
		for at := 0; at < len(data); at += 1 + 2*strings.Count(path, ".sig") {
			other := bytes.Clone(data)
			other[at] ^= 1 << (at % 8)
			bend(path, fmt.Sprintf("byte %d", at), other)
		}
		lines := bytes.SplitAfter(data, []byte("\n"))
		for i := range lines {
			bend(path, fmt.Sprintf("without line %d", i), bytes.Join(slices.Delete(slices.Clone(lines), i, i+1), nil))
			bend(path, fmt.Sprintf("line %d twice", i), bytes.Join(slices.Insert(slices.Clone(lines), i, lines[i]), nil))
			bend(path, fmt.Sprintf("line %d longer", i), bytes.Join(slices.Insert(slices.Clone(lines), i, []byte(" \u200b\u2029x")), nil))
		}
	}
	verdicts := judges(t, questions)
	for i, b := range all {
		r := Check(t.Context(), b.site, options)
		if r.Outcome != Changed && !bytes.Equal(b.site[b.what[:strings.Index(b.what, ",")]], m[b.what[:strings.Index(b.what, ",")]]) {
			t.Errorf("%s: nothing noticed", b.what)
		}
		agree(t, b.what, r, verdicts[i])
	}
}

// TestNamed: other files beside notes are files like any other.
func TestNamed(t *testing.T) {
	for path, want := range map[string]bool{
		attestPath + "0123456789abcdef.note": true, attestPath + "0123456789abcdef.note.sig": false, attestPath + "1.note": false,
		attestPath + "0123456789ABCDEF.note": false, attestPath + "x/0123456789abcdef.note": false, "other/0123456789abcdef.note": false, attestPath + ".note": false,
	} {
		if got := isNamed(path, attestPath, "0123456789abcdef", proof.AttestTail); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
