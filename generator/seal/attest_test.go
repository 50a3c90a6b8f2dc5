package seal

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/site"
)

// coach is somebody else, whose seed is one byte 32 times.
func coach(t testing.TB, b byte) proof.Identity {
	t.Helper()
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{b}, proof.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// says has somebody speak of the newest entry at a place, and the author accept it.
func (w *world) says(by proof.Identity, place string, change func(*proof.Attestation)) proof.SignedAttestation {
	w.t.Helper()
	stored, _ := ReadStored(w.folder)
	index := stored[place].Index
	a := proof.Attestation{
		Origin: w.store.Origin, Index: index, Leaf: proof.LeafHash(w.entries()[index]), Record: place, By: "Sam Jones",
		Relation: proof.RelationCoach, Basis: proof.BasisDiscussed, From: "2026-03-01", Until: "2026-03-31", Date: "2026-04-01", Text: "We went through it.",
	}
	if change != nil {
		change(&a)
	}
	signed, err := proof.SignAttestation(by, a)
	if err == nil {
		err = w.store.KeepAttestation(signed)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return signed
}

func (w *world) entries() [][]byte {
	w.t.Helper()
	state, err := w.store.State()
	if err != nil {
		w.t.Fatal(err)
	}
	entries, err := w.store.Entries(state)
	if err != nil {
		w.t.Fatal(err)
	}
	return entries
}

// sealHeard seals with all that the author has accepted.
func (w *world) sealHeard() Plan {
	w.t.Helper()
	history, err := proof.ReadKeyHistory(w.folder)
	if err != nil {
		w.t.Fatal(err)
	}
	keys, err := proof.CheckKeyHistory(history)
	if err != nil {
		w.t.Fatal(err)
	}
	accepted, _ := ReadAccepted(w.folder, keys, w.entries())
	return w.seal(Options{Accepted: accepted})
}

func attested(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.write("projects/p/raid.csv", "ID,Type,Title,Date raised,Withhold\nR-01,risk,Late,2026-03-02,\nR-02,risk,Secret,2026-03-02,yes\n")
	w.seal(Options{})
	return w
}

// attestPaths are the paths below proof/attest/ that a build puts into the site.
func (w *world) attestPaths() []string {
	w.t.Helper()
	known, log := w.known()
	files, err := log.Files(known)
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		if strings.HasPrefix(f.Path, "proof/attest/") {
			out = append(out, f.Path)
		}
	}
	return out
}

// TestAttested follows somebody's word from the folder into the log and onto the pages.
func TestAttested(t *testing.T) {
	w := attested(t)
	const place = "p/raid/R-01"
	signed := w.says(coach(t, 9), place, nil)
	vouches := func() []site.Vouch {
		t.Helper()
		known, _ := w.known()
		r := known.Evidence.Records[place]
		if len(r.Vouches) != len(known.Evidence.Vouches) {
			t.Errorf("%d stand beside the record, %d on the page", len(r.Vouches), len(known.Evidence.Vouches))
		}
		return r.Vouches
	}
	if v, paths := vouches(), w.attestPaths(); len(v)+len(paths) > 0 {
		t.Errorf("before the log tells of it: %+v, %v", v, paths)
	}
	plan := w.sealHeard()
	if len(plan.Leaves) != 1 || len(plan.Heard) != 1 || plan.Leaves[0].Kind != proof.KindAttest || plan.Leaves[0].Commit != signed.Commit() {
		t.Fatalf("%+v", plan)
	}
	if again := w.sealHeard(); len(again.Leaves) != 0 {
		t.Errorf("sealed once more: %+v", again.Leaves)
	}
	path := "proof/" + proof.AttestPath(signed.Hash())
	if got := w.attestPaths(); !slices.Equal(got, []string{path, path + ".sig"}) {
		t.Errorf("published: %v", got)
	}
	v := vouches()
	if len(v) != 1 || v[0].Status != "Read and discussed by Sam Jones, who did not observe the work" || v[0].Earlier || !v[0].Revoked.IsZero() ||
		v[0].Fingerprint != coach(t, 9).Fingerprint() || v[0].Signed.String() != "2026-04-01" || v[0].Text != "We went through it." {
		t.Fatalf("%+v", v)
	}
	w.write("projects/p/raid.csv", "ID,Type,Title,Date raised,Withhold\nR-01,risk,Later,2026-03-02,\n")
	if v := vouches(); !v[0].Earlier {
		t.Error("the record was edited since, and its earlier text is vouched for")
	}
	w.sealHeard()
	if v := vouches(); !v[0].Earlier {
		t.Error("the record was sealed anew, and its earlier text is vouched for")
	}
}

// TestAttestedRevoked: who takes a word back takes back their own.
func TestAttestedRevoked(t *testing.T) {
	w := attested(t)
	signed := w.says(coach(t, 9), "p/raid/R-01", nil)
	w.sealHeard()
	for _, who := range []byte{8, 9} {
		list, err := proof.SignRevocations(coach(t, who), proof.Revocations{{Note: signed.Hash(), Date: "2026-05-01", Reason: "A mistake."}})
		if err == nil {
			err = w.store.KeepRevocations(list)
		}
		if err != nil {
			t.Fatal(err)
		}
		known, _ := w.known()
		v := known.Evidence.Vouches[0]
		if own := who == 9; own != (v.Revoked.String() == "2026-05-01" && v.Reason == "A mistake.") {
			t.Errorf("taken back by %d: %+v", who, v)
		}
		if got, want := len(w.attestPaths()), map[byte]int{8: 2, 9: 4}[who]; got != want {
			t.Errorf("%d files are published, want %d", got, want)
		}
	}
}

// TestAttestedUnfit: what is not of this log, or by its author, or of another entry, is named and left out,
// in the seal as in the build.
func TestAttestedUnfit(t *testing.T) {
	for name, spoil := range map[string]func(w *world){
		"the author": func(w *world) { w.says(w.id, "p/raid/R-01", nil) },
		"another log": func(w *world) {
			w.says(coach(t, 9), "p/raid/R-01", func(a *proof.Attestation) { a.Origin = coach(t, 8).Origin() })
		},
		"another entry":    func(w *world) { w.says(coach(t, 9), "p/raid/R-01", func(a *proof.Attestation) { a.Index++ }) },
		"an entry to come": func(w *world) { w.says(coach(t, 9), "p/raid/R-01", func(a *proof.Attestation) { a.Index = 99 }) },
		"a spoilt note": func(w *world) {
			s := w.says(coach(t, 9), "p/raid/R-01", nil)
			if err := w.folder.Write(proof.AttestPath(s.Hash())+proof.SignatureTail, []byte("x")); err != nil {
				t.Fatal(err)
			}
		},
	} {
		w := attested(t)
		spoil(w)
		if plan := w.sealHeard(); len(plan.Leaves) != 0 {
			t.Errorf("%s: the log tells of it: %+v", name, plan.Leaves)
		}
		known, log := w.known()
		if len(log.Faults()) != 1 || len(known.Evidence.Vouches) != 0 || len(w.attestPaths()) != 0 {
			t.Errorf("%s: faults %v, shown %+v", name, log.Faults(), known.Evidence.Vouches)
		}
	}
}

// TestAttestedMisnamed: a note that calls its record by another one's name is not shown, as a check of the
// site would not let it pass.
func TestAttestedMisnamed(t *testing.T) {
	w := attested(t)
	w.says(coach(t, 9), "p/raid/R-01", func(a *proof.Attestation) { a.Record = "p/raid/R-09" })
	w.sealHeard()
	if known, log := w.known(); len(known.Evidence.Vouches) != 0 || len(w.attestPaths()) != 0 || len(log.Faults()) != 1 || !strings.Contains(log.Faults()[0].Error(), "R-09") {
		t.Errorf("%+v, %v", known.Evidence.Vouches, log.Faults())
	}
}

// TestAttestedPrivate: nothing is published of what somebody says of a private record, unless it does not
// name it.
func TestAttestedPrivate(t *testing.T) {
	w := attested(t)
	named := w.says(coach(t, 9), "p/raid/R-02", nil)
	unnamed := w.says(coach(t, 9), "p/raid/R-02", func(a *proof.Attestation) { a.Record = proof.NoRecord })
	if plan := w.sealHeard(); len(plan.Heard) != 2 {
		t.Fatalf("%+v", plan)
	}
	got := strings.Join(w.attestPaths(), " ")
	if strings.Contains(got, proof.AttestPath(named.Hash())) || !strings.Contains(got, proof.AttestPath(unnamed.Hash())) {
		t.Errorf("published: %s", got)
	}
	if known, _ := w.known(); len(known.Evidence.Vouches) != 1 || known.Evidence.Vouches[0].Place != "" {
		t.Errorf("%+v", known.Evidence.Vouches)
	}
}
