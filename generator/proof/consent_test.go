package proof

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// someConsent is one that seeded(b) has signed.
func someConsent(t testing.TB, b byte, date string, fields ...string) SignedConsent {
	t.Helper()
	id := seeded(t, b)
	c := Consent{Cohort: "larkfield-2026", Origin: id.Origin(), Date: date, Fields: fields}
	if len(fields) > 0 {
		c.Until = "2030-01-31"
	}
	sig, err := SignConsent(id, c)
	if err != nil {
		t.Fatal(err)
	}
	return SignedConsent{c, c.Bytes(), sig}
}

func TestConsentVector(t *testing.T) {
	var v struct {
		Seed, Key string
		Consents  []struct {
			Cohort, Date, Until, Text, Signature string
			Fields                               []string
		}
	}
	vector(t, "consent.json", &v)
	seed, err := hex.DecodeString(v.Seed)
	if err != nil {
		t.Fatal(err)
	}
	id, err := IdentityFromSeed(seed)
	if err != nil || AuthorizedKey(id.Public()) != v.Key || len(v.Consents) == 0 {
		t.Fatal(err, len(v.Consents))
	}
	for _, want := range v.Consents {
		c := Consent{want.Cohort, id.Origin(), want.Date, want.Until, want.Fields}
		sig, err := SignConsent(id, c)
		if string(c.Bytes()) != want.Text || string(sig) != want.Signature || err != nil {
			t.Errorf("%s\n%s%v, want\n%s\n%s", c.Bytes(), sig, err, want.Text, want.Signature)
		}
		read, err := CheckConsent([]byte(want.Text), []byte(want.Signature), id.Public())
		if err != nil || read.Cohort != c.Cohort || read.Until != c.Until || !slices.Equal(read.Fields, c.Fields) || read.Withdrawn() != (len(want.Fields) == 0) {
			t.Errorf("%s: %+v, %v", want.Text, read, err)
		}
	}
}

// TestSSHKeygenJudgesConsent: it signs the same bytes, and accepts and refuses what we do.
func TestSSHKeygenJudgesConsent(t *testing.T) {
	s := newStock(t, seeded(t, 3), "")
	ours := someConsent(t, 3, "2026-11-28", FieldHeadline, FieldName)
	s.write("m", ours.Text)
	if out, ok := s.run(ours.Text, "-Y", "sign", "-f", "key", "-n", string(NamespaceConsent), "m"); !ok || !s.accepts(NamespaceConsent, ours.Signature, ours.Text) {
		t.Fatalf("ssh-keygen refuses our consent: %s", out)
	}
	for _, other := range [][]byte{bytes.Replace(ours.Text, []byte("headline"), []byte("language"), 1), ours.Text[:len(ours.Text)-1]} {
		if s.accepts(NamespaceConsent, ours.Signature, other) {
			t.Errorf("ssh-keygen accepts %q", other)
		}
	}
	if s.accepts(NamespaceAttest, ours.Signature, ours.Text) {
		t.Error("ssh-keygen takes a consent for an attestation")
	}
}

func TestConsentRefused(t *testing.T) {
	good := someConsent(t, 3, "2026-11-28", FieldFigures, FieldName, FieldProjects)
	edit := func(from, to string) []byte { return []byte(strings.Replace(string(good.Text), from, to, 1)) }
	for name, c := range map[string]struct {
		text []byte
		says string
	}{
		"another version":    {edit("v1", "v2"), "the first line"},
		"nothing":            {nil, "the first line"},
		"cut off":            {good.Text[:40], "line 3"},
		"a line more":        {append(bytes.Clone(good.Text), "note x\n"...), "not written as"},
		"no last LF":         {good.Text[:len(good.Text)-1], "not written as"},
		"CRLF":               {bytes.ReplaceAll(good.Text, []byte("\n"), []byte("\r\n")), "CRLF"},
		"capital letters":    {edit("larkfield", "Larkfield"), "name of a cohort"},
		"a path":             {edit("larkfield-2026", "../x"), "name of a cohort"},
		"a hyphen in front":  {edit("larkfield", "-larkfield"), "name of a cohort"},
		"no origin":          {edit(".gatefold.alt/log", ".example/log"), "origin of a log"},
		"no day":             {edit("2026-11-28", "2026-02-30"), "is not a day"},
		"a short day":        {edit("2026-11-28", "2026-3-01"), "is not a day"},
		"ends before":        {edit("2030-01-31", "2026-11-27"), "before its date"},
		"unknown field":      {edit("name", "phone"), "no field \"phone\""},
		"not sorted":         {edit("figures name projects", "name figures projects"), "stands after"},
		"twice":              {edit("name", "name name"), "stands after"},
		"two blanks":         {edit("name", " name"), "no field \"\""},
		"figures of nothing": {edit(" projects", ""), "about projects"},
		"withdrawn, ends":    {edit("figures name projects", "-"), "yet it ends"},
		"no fields at all":   {edit(" figures name projects", " "), "no field \"\""},
		"long":               {append(bytes.Clone(good.Text), bytes.Repeat([]byte("x"), 1024)...), "bytes, more than"},
	} {
		if _, err := ParseConsent(c.text); !errors.Is(err, ErrConsentMalformed) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	if _, err := SignConsent(seeded(t, 3), Consent{Cohort: "a", Origin: "x", Date: "2026-11-28"}); !errors.Is(err, ErrConsentMalformed) {
		t.Errorf("a consent about no log is signed: %v", err)
	}
}

func TestConsentOfHistory(t *testing.T) {
	good, other := someConsent(t, 3, "2026-11-28", FieldName), someConsent(t, 4, "2026-11-28", FieldName)
	edited := bytes.Replace(good.Text, []byte("2030"), []byte("2031"), 1)
	h := historyOf(t, 3)
	rotated := append(h, h.Current().Succeed(seeded(t, 5), day("2027-01-01")))
	newer, err := SignConsent(seeded(t, 5), good.Consent)
	if err != nil {
		t.Fatal(err)
	}
	forged, err := SignConsent(seeded(t, 4), good.Consent)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, cohort string
		h            KeyHistory
		text, sig    []byte
		want         error
	}{
		{"as signed", "larkfield-2026", h, good.Text, good.Signature, nil},
		{"by a key that was replaced", "larkfield-2026", rotated, good.Text, good.Signature, nil},
		{"by the newer key", "larkfield-2026", rotated, good.Text, newer, nil},
		{"before the rotation was known", "larkfield-2026", h, good.Text, newer, ErrConsentSigner},
		{"edited", "larkfield-2026", h, edited, good.Signature, ErrConsentSignature},
		{"by another", "larkfield-2026", h, good.Text, forged, ErrConsentSigner},
		{"of another log", "larkfield-2026", h, other.Text, other.Signature, ErrConsentOrigin},
		{"under another name", "larkfield-2027", h, good.Text, good.Signature, ErrConsentMalformed},
		{"no signature", "larkfield-2026", h, good.Text, nil, ErrConsentSignature},
		{"a signature for a site", "larkfield-2026", h, good.Text, Sign(seeded(t, 3).Key(), NamespaceSite, good.Text).Armour(), ErrConsentSignature},
	} {
		if _, err := c.h.Consent(c.cohort, c.text, c.sig); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestConsentPath(t *testing.T) {
	for name, want := range map[string]bool{
		"consent/a.txt": true, "consent/larkfield-2026.txt": true, "consent/a.txt.sig": false, "consent/A.txt": false,
		"consent/.txt": false, "consent/x/a.txt": false, "a.txt": false, "consent/../a.txt": false,
	} {
		if _, ok := ConsentCohort(name); ok != want {
			t.Errorf("%s: %v", name, ok)
		}
	}
	m := fstest.MapFS{}
	for _, name := range []string{"consent/b.txt", "consent/a.txt", "consent/a.txt.sig", "consent/a.txt.part", "consent/READ ME"} {
		m[name] = &fstest.MapFile{}
	}
	if got, err := ConsentCohorts(m); err != nil || !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := ConsentCohorts(fstest.MapFS{}); err != nil || got != nil {
		t.Errorf("%v, %v", got, err)
	}
}

// TestConsentCrash stops the computer at every operation of one consent that follows another, twice: what
// is read afterwards is one of those that were signed, never none and never a mixture.
func TestConsentCrash(t *testing.T) {
	h := historyOf(t, 3)
	dates := []string{"2026-11-28", "2026-11-29", "2026-11-30"}
	for seed := range uint64(20) {
		for at := 0; ; at++ {
			c := &crash{1 << 30, rand.New(rand.NewPCG(seed, uint64(at))), map[int64]map[[32]byte]bool{}, false}
			f := newCrashFolder(c)
			if err := KeepConsent(f, h, someConsent(t, 3, dates[0], FieldName)); err != nil {
				t.Fatal(err)
			}
			over := true
			for _, date := range dates[1:] {
				c.left = at
				err := KeepConsent(f, h, someConsent(t, 3, date, FieldName))
				c.left = 1 << 30
				if err != nil {
					over = false
					f.reboot()
				}
				read, readErr := ReadConsent(f, h, "larkfield-2026")
				if readErr != nil || !slices.Contains(dates, read.Consent.Date) || err == nil && read.Consent.Date != date {
					t.Fatalf("seed %d, crash at %d of %s: %+v, %v", seed, at, date, read.Consent, readErr)
				}
			}
			if over {
				break
			}
		}
	}
	if _, err := ReadConsent(newCrashFolder(&crash{left: 1}), h, "a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a consent that was never given: %v", err)
	}
}

func FuzzConsent(f *testing.F) {
	c := someConsent(f, 3, "2026-11-28", FieldFigures, FieldName, FieldProjects)
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		c, err := ParseConsent(b)
		return c.Bytes(), err
	}, c.Text, someConsent(f, 3, "2026-11-28").Text)
}
