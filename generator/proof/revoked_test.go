package proof

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func sampleRevocations() Revocations {
	return Revocations{{[32]byte{1}, "2026-12-01", "I mixed up two people."}, {[32]byte{0xab}, "2026-12-01", "Größer als gedacht"}}
}

func TestRevocationsForm(t *testing.T) {
	list := sampleRevocations()
	text := string(list.Print())
	got, err := ParseRevocations([]byte(text))
	if err != nil || len(got) != 2 || got[1] != list[1] {
		t.Fatalf("%+v, %v", got, err)
	}
	if x, ok := got.Of([32]byte{0xab}); !ok || x.Reason != "Größer als gedacht" {
		t.Errorf("%+v", x)
	}
	if _, ok := got.Of([32]byte{2}); ok {
		t.Error("a note is taken back that is not on the list")
	}
	line := strings.SplitAfter(text, "\n")[1]
	for name, edited := range map[string]string{
		"nobody": "gatefold-revoked v1\n", "a note twice": text + line, "no reason": strings.Replace(text, " I mixed up two people.", "", 1),
		"no day": strings.Replace(text, "2026-12-01 I", "2026-13-01 I", 1), "a day before": strings.Replace(text, "2026-12-01 G", "2026-11-30 G", 1),
		"capitals": strings.Replace(text, "\nab", "\nAB", 1), "short": strings.Replace(text, "\nab", "\n", 1), "Windows": strings.ReplaceAll(text, "\n", "\r\n"),
		"long": strings.Replace(text, "mixed", strings.Repeat("x", 400), 1), "no end": strings.TrimSuffix(text, "\n"), "version 2": strings.Replace(text, "v1", "v2", 1),
	} {
		if _, err := ParseRevocations([]byte(edited)); !errors.Is(err, ErrRevoked) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRevocationsSigned: a list is that of one key, in a namespace where no note can pass for it.
func TestRevocationsSigned(t *testing.T) {
	s, err := SignRevocations(seeded(t, 5), sampleRevocations())
	if err != nil {
		t.Fatal(err)
	}
	read, err := ParseSignedRevocations(s.Print())
	if err != nil || !bytes.Equal(read.List, s.List) {
		t.Fatal(err)
	}
	if _, key, err := read.Check(); err != nil || !key.Equal(seeded(t, 5).Public()) {
		t.Fatal(err)
	}
	stock := newStock(t, seeded(t, 5), "")
	if !stock.accepts(NamespaceAttest, s.Signature, s.List) {
		t.Error("ssh-keygen refuses our signature")
	}
	read.List = bytes.Replace(read.List, []byte("mixed"), []byte("fixed"), 1)
	if _, _, err := read.Check(); !errors.Is(err, ErrRevokedSignature) {
		t.Errorf("an edited list: %v", err)
	}
	if _, err := (SignedAttestation{s.List, s.Signature}).Check(); !errors.Is(err, ErrAttestation) {
		t.Errorf("a list as a note: %v", err)
	}
}

// TestRevocationsGrow: a list that leaves something out is not taken in place of one that has it.
func TestRevocationsGrow(t *testing.T) {
	s := Store{Folder: openTemp(t)}
	list := sampleRevocations()
	keep := func(r Revocations) error {
		t.Helper()
		signed, err := SignRevocations(seeded(t, 5), r)
		if err != nil {
			t.Fatal(err)
		}
		return s.KeepRevocations(signed)
	}
	if err := errors.Join(keep(list[:1]), keep(list), keep(list)); err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]Revocations{"shorter": list[:1], "another first": {list[1]}, "other words": {list[0], {list[1].Note, list[1].Date, "x"}}} {
		if err := keep(r); !errors.Is(err, ErrRevokedOld) {
			t.Errorf("%s: %v", name, err)
		}
	}
	kept, faults := ReadRevocations(s.Folder)
	if len(kept) != 1 || len(faults) != 0 || !bytes.Equal(kept[0].List, list.Print()) {
		t.Errorf("%d kept, %v", len(kept), faults)
	}
}
