package proof

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// seeded is an identity that tests can name: its seed is one byte 32 times.
func seeded(t testing.TB, b byte) Identity {
	t.Helper()
	id, err := NewIdentity(bytes.NewReader(bytes.Repeat([]byte{b}, SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestDerivedKeys pins what other programs compute with HKDF-SHA256 from the seed 00 01 ... 1f
// (openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:$SEED -kdfopt info:gatefold/v1/log HKDF).
func TestDerivedKeys(t *testing.T) {
	seed := make([]byte, SeedSize)
	for i := range seed {
		seed[i] = byte(i)
	}
	id, err := IdentityFromSeed(seed)
	if err != nil {
		t.Fatal(err)
	}
	for use, want := range derivedByOpenSSL() {
		got := map[string][]byte{
			"log": id.LogKey().Seed(), "cosign": id.CosignKey(0).Seed(), "cosign/1": id.CosignKey(1).Seed(),
			"vc": id.CredentialKey().Seed(), "redact": id.RedactKey(),
		}[use]
		if hex.EncodeToString(got) != want {
			t.Errorf("%s: %x, want %s", use, got, want)
		}
	}
	if !bytes.Equal(id.Key().Seed(), seed) {
		t.Error("the OpenSSH key is not the seed itself")
	}
}

// TestIdentityHidesSeed prints an identity in every way that fmt knows.
func TestIdentityHidesSeed(t *testing.T) {
	id := seeded(t, 'S')
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		for _, v := range []any{id, &id, struct{ ID Identity }{id}, []Identity{id}} {
			if got := fmt.Sprintf(verb, v); strings.Contains(got, "83 83") || strings.Contains(got, "SSSS") || strings.Contains(got, "535353") {
				t.Errorf("%s shows the seed: %s", verb, got)
			}
		}
	}
}

// TestVerifierKeys asks x/mod to check a note with the printed key, and holds the cosigner's to the
// form that C2SP tlog-cosignature gives.
func TestVerifierKeys(t *testing.T) {
	id := seeded(t, 7)
	v, err := note.NewVerifier(id.LogVerifierKey(id.Origin()))
	if err != nil {
		t.Fatal(err)
	}
	msg := []byte("gatefold\n")
	if v.Name() != id.Origin() || !v.Verify(msg, ed25519.Sign(id.LogKey(), msg)) || v.Verify(msg, ed25519.Sign(id.Key(), msg)) {
		t.Error("the log's verifier key does not check the log's key alone")
	}
	if got := id.LogKey().Public().(ed25519.PublicKey); mustVkey(t, id.Origin(), got) != id.LogVerifierKey(id.Origin()) {
		t.Error("x/mod writes the verifier key in another way")
	}
	for turn := range uint(3) {
		text := id.CosignVerifierKey(turn)
		pub, err := cutVkey(text, cosignName(id.Public()), kindCosign)
		if err != nil || !pub.Equal(id.CosignKey(turn).Public()) {
			t.Errorf("turn %d: %v", turn, err)
		}
		for i := range text {
			bad := []byte(text)
			bad[i] ^= 1
			if _, err := cutVkey(string(bad), cosignName(id.Public()), kindCosign); err == nil {
				t.Errorf("accepted with a change at %d: %s", i, bad)
			}
		}
	}
}

func mustVkey(t *testing.T, name string, pub ed25519.PublicKey) string {
	t.Helper()
	text, err := note.NewEd25519VerifierKey(name, pub)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestDIDKey uses the examples of the did:key specification (Ed25519, did:key v0.7 section 4).
func TestDIDKey(t *testing.T) {
	for _, did := range []string{
		"did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
		"did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG",
		"did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf",
	} {
		pub, err := parseDIDKey(did)
		if err != nil || DIDKey(pub) != did {
			t.Errorf("%s: %v", did, err)
		}
	}
	for _, bad := range []string{"", "did:key:z", "did:key:z6Mk", "did:key:z0OIl", "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "did:web:example.org"} {
		if _, err := parseDIDKey(bad); err == nil {
			t.Errorf("accepted: %q", bad)
		}
	}
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// history is n keys, each signed over to the next.
func history(t testing.TB, n int) (ids []Identity, signed []SignedKeys) {
	t.Helper()
	var keys Keys
	for i := range n {
		id := seeded(t, byte(i+1))
		if i == 0 {
			keys = NewKeys(id, day("2026-03-01"))
			signed = append(signed, SignKeys(keys, id, nil))
		} else {
			keys = keys.Succeed(id, day("2026-03-01").AddDate(0, i, 0))
			signed = append(signed, SignKeys(keys, id, &ids[i-1]))
		}
		ids = append(ids, id)
	}
	return ids, signed
}

func TestKeyHistory(t *testing.T) {
	for n := 1; n <= 4; n++ {
		ids, signed := history(t, n)
		folder := fstest.MapFS{}
		for name, data := range KeyHistoryFiles(signed) {
			folder[name] = &fstest.MapFile{Data: data}
		}
		read, err := ReadKeyHistory(folder)
		if err != nil {
			t.Fatal(err)
		}
		h, err := CheckKeyHistory(read)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			if at, ok := h.Find(id.Fingerprint()); !ok || at != i {
				t.Errorf("key %d of %d found at %d, %v", i, n, at, ok)
			}
			if h[i].Origin != ids[0].Origin() {
				t.Errorf("key %d of %d is for another log, %s", i, n, h[i].Origin)
			}
		}
		if _, ok := h.Find(seeded(t, 99).Fingerprint()); ok {
			t.Error("found a key that is not there")
		}
	}
}

// TestKeyHistoryRefused has one fault a case.
func TestKeyHistoryRefused(t *testing.T) {
	ids, good := history(t, 3)
	thief := seeded(t, 66)
	resign := func(s *SignedKeys, k Keys, by, previous Identity) { *s = SignKeys(k, by, &previous) }
	second, _ := ParseKeys(good[1].Text)
	for _, c := range []struct {
		name string
		spot func(s []SignedKeys) []SignedKeys
		want error
	}{
		{"no keys", func(s []SignedKeys) []SignedKeys { return nil }, ErrKeysChain},
		{"first one missing", func(s []SignedKeys) []SignedKeys { return s[1:] }, ErrKeysChain},
		{"middle one missing", func(s []SignedKeys) []SignedKeys { return slices.Delete(s, 1, 2) }, ErrKeysChain},
		{"the same twice", func(s []SignedKeys) []SignedKeys { return append(s, s[2]) }, ErrKeysChain},
		{"out of order", func(s []SignedKeys) []SignedKeys { s[1], s[2] = s[2], s[1]; return s }, ErrKeysChain},
		{"no handover", func(s []SignedKeys) []SignedKeys { s[1].Handover = nil; return s }, ErrKeysChain},
		{"handover by the new key", func(s []SignedKeys) []SignedKeys { s[1].Handover = s[1].Signature; return s }, ErrKeysChain},
		{"handover by a thief", func(s []SignedKeys) []SignedKeys { resign(&s[1], second, ids[1], thief); return s }, ErrKeysChain},
		{"handover of another text", func(s []SignedKeys) []SignedKeys { s[1].Handover = s[2].Handover; return s }, ErrKeysChain},
		{"signed by the old key alone", func(s []SignedKeys) []SignedKeys { s[1].Signature = s[1].Handover; return s }, ErrKeysSignature},
		{"signed for another purpose", func(s []SignedKeys) []SignedKeys {
			s[0].Signature = Sign(ids[0].Key(), NamespaceSite, s[0].Text).Armour()
			return s
		}, ErrKeysSignature},
		{"no signature", func(s []SignedKeys) []SignedKeys { s[0].Signature = nil; return s }, ErrKeysSignature},
		{"earlier than the one before", func(s []SignedKeys) []SignedKeys {
			k := second
			k.From = "2026-02-28"
			resign(&s[1], k, ids[1], ids[0])
			return s
		}, ErrKeysChain},
		{"another log", func(s []SignedKeys) []SignedKeys {
			k := second
			k.Origin = thief.Origin()
			resign(&s[1], k, ids[1], ids[0])
			return s
		}, ErrKeysChain},
		{"a first key for another log", func(s []SignedKeys) []SignedKeys {
			k := NewKeys(ids[0], day("2026-03-01"))
			k.Origin = thief.Origin()
			s[0] = SignKeys(k, ids[0], nil)
			return s[:1]
		}, ErrKeysDisagree},
		{"cut off", func(s []SignedKeys) []SignedKeys { s[0].Text = s[0].Text[:100]; return s }, ErrKeysMalformed},
		{"CRLF", func(s []SignedKeys) []SignedKeys {
			s[0].Text = bytes.ReplaceAll(s[0].Text, []byte("\n"), []byte("\r\n"))
			return s
		}, ErrLineEndings},
	} {
		if _, err := CheckKeyHistory(c.spot(slices.Clone(good))); !isError(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// TestKeysFlipped changes every byte of a signed keys.txt in turn.
func TestKeysFlipped(t *testing.T) {
	_, good := history(t, 1)
	for i := range good[0].Text {
		s := good[0]
		s.Text = bytes.Clone(s.Text)
		s.Text[i] ^= 1
		if _, err := CheckKeyHistory([]SignedKeys{s}); err == nil {
			t.Errorf("a change of byte %d went unnoticed", i)
		}
	}
}

func FuzzKeys(f *testing.F) {
	_, signed := history(f, 2)
	f.Add(signed[0].Text)
	f.Add(signed[1].Text)
	f.Fuzz(func(t *testing.T, file []byte) {
		if k, err := ParseKeys(file); err == nil && !bytes.Equal(k.Text(), file) {
			t.Errorf("%q came back as %q", file, k.Text())
		}
	})
}

func derivedByOpenSSL() map[string]string {
	return map[string]string{
		"log":      "5e1c3e4889c1a37edcf59f593a79edb2cb67a1d329e9d9a9ca96a2265906abe4",
		"cosign":   "48cd7f87d6c4ad4f021a1321cb5ddd20297fc91f12bd710fa3e6838cb0b57959",
		"cosign/1": "7789e134d6b964a1f282d79d1802a97160e38f55588212b0c07cabe777017c5d",
		"vc":       "e5fb6b7fc8e79ef8c8c236a5d28165b09291c1975e3f3d8103534f0077a30065",
		"redact":   "b12df78c4840133993eebb38b66b37e3c468cd9c64901110da0f5b5a8e4f0175",
	}
}
