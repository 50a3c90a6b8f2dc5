package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// sampleAttestation is what a coach (seed 5) says to the author of seed 3.
func sampleAttestation(t testing.TB) Attestation {
	return Attestation{
		Origin: seeded(t, 3).Origin(), Index: 7, Leaf: LeafHash(sampleLeaf().Text()), Record: "device-refresh/raid/R-03", By: "Sam Jones",
		Relation: RelationCoach, Basis: BasisDiscussed, From: "2025-02-03", Until: "2025-07-11", Date: "2026-11-28",
		Text: "We went through the register every second week.\n\nShe could say why each risk was closed – Ωστόσο not all.",
	}
}

func signedSample(t testing.TB) SignedAttestation {
	t.Helper()
	s, err := SignAttestation(seeded(t, 5), sampleAttestation(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func historyOf(t testing.TB, b byte) KeyHistory {
	t.Helper()
	id := seeded(t, b)
	h, err := CheckKeyHistory([]SignedKeys{SignKeys(NewKeys(id, someDay(1)), id, nil)})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAttestationForm(t *testing.T) {
	a := sampleAttestation(t)
	if got, err := ParseAttestation(a.Note()); err != nil || got != a {
		t.Fatalf("%+v, %v", got, err)
	}
	text := string(a.Note())
	for name, edited := range map[string]string{
		"no basis":              strings.Replace(text, "basis discussed\n", "", 1),
		"unknown basis":         strings.Replace(text, "basis discussed", "basis verified", 1),
		"unknown relation":      strings.Replace(text, "relation coach", "relation friend", 1),
		"lines swapped":         strings.Replace(text, "from 2025-02-03\nuntil 2025-07-11", "until 2025-07-11\nfrom 2025-02-03", 1),
		"period backwards":      strings.Replace(text, "from 2025-02-03", "from 2025-07-12", 1),
		"of a day to come":      strings.Replace(text, "until 2025-07-11", "until 2026-11-29", 1),
		"no such day":           strings.Replace(text, "2025-02-03", "2025-02-30", 1),
		"another kind of log":   strings.Replace(text, ".gatefold.alt/log", ".gatefold.alt/cosign", 1),
		"index in other digits": strings.Replace(text, "leaf 7 ", "leaf 07 ", 1),
		"hash too short":        strings.Replace(text, "leaf 7 ", "leaf 7 AA", 1),
		"no name":               strings.Replace(text, "by Sam Jones", "by ", 1),
		"blank after the name":  strings.Replace(text, "by Sam Jones", "by Sam Jones ", 1),
		"turned writing":        strings.Replace(text, "by Sam Jones", "by \u202eSam Jones", 1),
		"no words":              strings.SplitAfter(text, "\n\n")[0],
		"empty words":           strings.SplitAfter(text, "\n\n")[0] + "\n",
		"empty last line":       text + "\n",
		"no end":                strings.TrimSuffix(text, "\n"),
		"control character":     strings.Replace(text, "every", "every\x1b[2J", 1),
		"line too long":         strings.Replace(text, "every", strings.Repeat("é", 500), 1),
		"too many lines":        text + strings.Repeat("more\n", 38),
		"Windows":               strings.ReplaceAll(text, "\n", "\r\n"),
		"version 2":             strings.Replace(text, "attest v1", "attest v2", 1),
		"not UTF-8":             strings.Replace(text, "every", "\xff", 1),
	} {
		if _, err := ParseAttestation([]byte(edited)); !errors.Is(err, ErrAttestation) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ParseAttestation([]byte(strings.ReplaceAll(text, "\n", "\r\n"))); !errors.Is(err, ErrLineEndings) {
		t.Errorf("CRLF is not named: %v", err)
	}
	if _, err := ParseAttestation([]byte(text + strings.Repeat("more\n", 37))); err != nil {
		t.Errorf("40 lines: %v", err)
	}
}

// TestAttestationCommit recomputes what a leaf commits to from the words of the format.
func TestAttestationCommit(t *testing.T) {
	s := signedSample(t)
	note, sig := sha256.Sum256(s.Note), sha256.Sum256(s.Signature)
	want := sha256.Sum256([]byte("gatefold-attested v1\n" + hex.EncodeToString(note[:]) + "\n" + hex.EncodeToString(sig[:]) + "\n"))
	if s.Commit() != want {
		t.Error("the commitment is another one")
	}
	if want := "attest/" + hex.EncodeToString(note[:])[:16] + ".note"; AttestPath(s.Hash()) != want {
		t.Errorf("it lies in %s, not %s", AttestPath(s.Hash()), want)
	}
}

// TestBasisSentences: each basis has a sentence of its own that names who, and what it leaves out.
func TestBasisSentences(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range Bases() {
		s := b.Sentence("Sam Jones")
		if seen[s] || !strings.Contains(s, " by Sam Jones, who ") || !strings.Contains(s, " not ") && !strings.Contains(s, "neither") {
			t.Errorf("%s: %q", b, s)
		}
		seen[s] = true
	}
	if s := Basis("certified").Sentence("Sam Jones"); s != "" {
		t.Errorf("a basis that is none says %q", s)
	}
}

// TestAttestationVector compares with what a program has computed that shares nothing with this one.
func TestAttestationVector(t *testing.T) {
	var v struct {
		Seed, Fingerprint, Leaf, Note, Signature, Hash, Path, Commit, Mailed string
		Revocations                                                          string
		RevocationsSignature                                                 string `json:"revocations_signature"`
		RevocationsPath                                                      string `json:"revocations_path"`
	}
	vector(t, "attestation.json", &v)
	seed, err := hex.DecodeString(v.Seed)
	if err != nil {
		t.Fatal(err)
	}
	id, err := IdentityFromSeed(seed)
	if err != nil {
		t.Fatal(err)
	}
	said, err := SignedAttestation{[]byte(v.Note), []byte(v.Signature)}.Check()
	if err != nil || said.Fingerprint() != v.Fingerprint || hex.EncodeToString(said.Hash[:]) != v.Hash || said.Leaf != LeafHash([]byte(v.Leaf)) {
		t.Fatalf("%+v, %v", said, err)
	}
	signed, err := SignAttestation(id, said.Attestation)
	if err != nil || string(signed.Note) != v.Note || string(signed.Signature) != v.Signature || string(signed.Print()) != v.Mailed {
		t.Errorf("signed: %s%s, %v", signed.Note, signed.Signature, err)
	}
	if got := encodeHash(signed.Commit()); got != v.Commit || AttestPath(signed.Hash()) != v.Path {
		t.Errorf("%s commits to %s", AttestPath(signed.Hash()), got)
	}
	list, err := ParseRevocations([]byte(v.Revocations))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := list.Of(said.Hash); !ok || RevokedPath(id.Public()) != v.RevocationsPath {
		t.Errorf("%+v at %s", list, RevokedPath(id.Public()))
	}
	if again, err := SignRevocations(id, list); err != nil || string(again.List) != v.Revocations || string(again.Signature) != v.RevocationsSignature {
		t.Errorf("signed: %s%s, %v", again.List, again.Signature, err)
	}
}

func TestAttestationSigned(t *testing.T) {
	s := signedSample(t)
	a, err := s.Check()
	if err != nil || a.Attestation != sampleAttestation(t) || a.Fingerprint() != seeded(t, 5).Fingerprint() || a.Hash != sha256.Sum256(s.Note) {
		t.Fatalf("%+v, %v", a, err)
	}
	edited := s
	edited.Note = bytes.Replace(s.Note, []byte("basis discussed"), []byte("basis observed"), 1)
	if _, err := edited.Check(); !errors.Is(err, ErrAttestSignature) {
		t.Errorf("another basis: %v", err)
	}
	for _, ns := range Namespaces() {
		other := SignedAttestation{s.Note, Sign(seeded(t, 5).Key(), ns, s.Note).Armour()}
		if _, err := other.Check(); (err == nil) != (ns == NamespaceAttest) {
			t.Errorf("signed for %s: %v", ns, err)
		}
	}
}

// TestAttestationFits holds a note to a log, its entry and its author.
func TestAttestationFits(t *testing.T) {
	entry, author := sampleLeaf().Text(), historyOf(t, 3)
	a, err := signedSample(t).Check()
	if err != nil || a.Fits(author, entry) != nil {
		t.Fatal(err, a.Fits(author, entry))
	}
	other := sampleLeaf()
	other.Rev++
	if err := a.Fits(author, other.Text()); !errors.Is(err, ErrAttestLeaf) {
		t.Errorf("another entry: %v", err)
	}
	if err := a.Fits(author, nil); !errors.Is(err, ErrAttestLeaf) {
		t.Errorf("no entry: %v", err)
	}
	if err := a.Fits(historyOf(t, 4), entry); !errors.Is(err, ErrAttestLog) {
		t.Errorf("another log: %v", err)
	}
	own, _ := SignAttestation(seeded(t, 3), sampleAttestation(t))
	if a, err := own.Check(); err != nil || !errors.Is(a.Fits(author, entry), ErrAttestAuthor) {
		t.Errorf("the author's own word: %v, %v", err, a.Fits(author, entry))
	}
}

// TestAttestationByMail: note and signature are one file, whatever the words are.
func TestAttestationByMail(t *testing.T) {
	a := sampleAttestation(t)
	a.Text = "They pasted this:\n\n" + strings.TrimSpace(armourHead) + "\nnothing"
	for _, words := range []string{a.Text, "Short."} {
		a.Text = words
		s, err := SignAttestation(seeded(t, 5), a)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseSignedAttestation(s.Print())
		if err != nil || !bytes.Equal(got.Note, s.Note) || !bytes.Equal(got.Signature, s.Signature) {
			t.Errorf("%q: %v", words, err)
		}
	}
	file := signedSample(t).Print()
	for name, bad := range map[string][]byte{
		"cut": file[:len(file)-3], "no signature": signedSample(t).Note, "more after it": append(bytes.Clone(file), "x\n"...),
		"Windows": bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n")),
	} {
		if _, err := ParseSignedAttestation(bad); !errors.Is(err, ErrAttestation) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAttestationSSHKeygen has ssh-keygen check what we sign and sign the same.
func TestAttestationSSHKeygen(t *testing.T) {
	s := newStock(t, seeded(t, 5), "")
	signed := signedSample(t)
	if !s.accepts(NamespaceAttest, signed.Signature, signed.Note) {
		t.Error("ssh-keygen refuses our signature")
	}
	if s.accepts(NamespaceAttest, signed.Signature, bytes.Replace(signed.Note, []byte("Sam"), []byte("Tom"), 1)) {
		t.Error("ssh-keygen accepts another name")
	}
	s.write("note", signed.Note)
	if out, ok := s.run(nil, "-Y", "sign", "-f", "key", "-n", string(NamespaceAttest), "note"); !ok {
		t.Fatal(out)
	}
	theirs, err := os.ReadFile(s.dir + "/note.sig")
	if err != nil || !bytes.Equal(theirs, signed.Signature) {
		t.Errorf("ssh-keygen signs with %s, %v", theirs, err)
	}
}

// openTemp is a folder of the disk that ends with the test.
func openTemp(t *testing.T) DiskFolder {
	t.Helper()
	folder, err := OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	return folder
}

// TestAttestationKept: what is kept is read again; what is spoilt is named, and the rest still read.
func TestAttestationKept(t *testing.T) {
	folder := openTemp(t)
	s := Store{Folder: folder}
	other := sampleAttestation(t)
	other.By = "Tom"
	second, err := SignAttestation(seeded(t, 5), other)
	if err := errors.Join(err, s.KeepAttestation(signedSample(t)), s.KeepAttestation(second)); err != nil {
		t.Fatal(err)
	}
	kept, faults := ReadAttestations(folder)
	if len(kept) != 2 || len(faults) != 0 {
		t.Fatalf("%d kept, %v", len(kept), faults)
	}
	if err := folder.Write(AttestPath(second.Hash()), append(second.Note, 'x')); err != nil {
		t.Fatal(err)
	}
	kept, faults = ReadAttestations(folder)
	if len(kept) != 1 || len(faults) != 1 || !strings.Contains(faults[0].Error(), AttestPath(second.Hash())) {
		t.Errorf("%d kept, %v", len(kept), faults)
	}
	if kept, faults := ReadAttestations(fstest.MapFS{}); len(kept)+len(faults) != 0 {
		t.Error("an empty folder has something")
	}
}

// TestAttestationCrash stops the computer at every step of keeping a note: it is there whole, or not.
func TestAttestationCrash(t *testing.T) {
	signed := signedSample(t)
	for at := range 20 {
		c := &crash{at, rand.New(rand.NewPCG(1, uint64(at))), map[int64]map[[32]byte]bool{}, false}
		folder := newCrashFolder(c)
		err := Store{Folder: folder}.KeepAttestation(signed)
		c.left = 1 << 30
		folder.reboot()
		kept, faults := ReadAttestations(folder)
		if len(faults) > 0 || err == nil && len(kept) != 1 {
			t.Errorf("step %d: %d kept, %v, after %v", at, len(kept), faults, err)
		}
	}
}
