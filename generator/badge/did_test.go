package badge

import (
	"crypto/ed25519"
	"encoding/json"
	"strings"
	"testing"
)

func TestDIDWeb(t *testing.T) {
	for did, want := range map[string][2]string{
		"did:web:cohort.example":            {"https://cohort.example/", "https://cohort.example/.well-known/did.json"},
		"did:web:cohort.example%3A8443":     {"https://cohort.example:8443/", "https://cohort.example:8443/.well-known/did.json"},
		"did:web:cohort.example:2026:ada-o": {"https://cohort.example/2026/ada-o/", "https://cohort.example/2026/ada-o/did.json"},
	} {
		site, err := DIDWebSite(did)
		at, atErr := DIDWebAddress(did)
		if err != nil || atErr != nil || site != want[0] || at != want[1] {
			t.Errorf("%s: %s %v, %s %v", did, site, err, at, atErr)
		}
		if again, err := DIDWebOf(site); err != nil || again != did {
			t.Errorf("%s came back as %s, %v", did, again, err)
		}
	}
	for _, did := range []string{
		"", "cohort.example", "did:web:", "did:web:cohort", "did:web:Cohort.example", "did:web:cohort.example/x", "did:web:cohort.example:",
		"did:web:cohort.example:..", "did:web:cohort.example%3a80", "did:web:cohort.example%3A0", "did:web:cohort.example%3A080", "did:web:cohort.example#k",
		"did:web:-a.example", "did:web:a..example", "did:web:a.example?x", "did:key:z6Mk", "did:web:a.example:" + strings.Repeat("x", 600), "did:web:a@b.example",
	} {
		if err := CheckDIDWeb(did); err == nil {
			t.Errorf("%q is taken for a did:web", did)
		}
		if _, err := DIDDocument(did); err == nil {
			t.Errorf("%q gets a document", did)
		}
	}
	for _, address := range []string{"http://cohort.example/", "cohort.example", "https://u:p@cohort.example/", "https://cohort.example/?x", "https://cohort.example/a b", "https:///x"} {
		if did, err := DIDWebOf(address); err == nil {
			t.Errorf("%s becomes %s", address, did)
		}
	}
}

func TestDIDDocument(t *testing.T) {
	a, b := coach(t, 1).CredentialKey().Public().(ed25519.PublicKey), coach(t, 2).CredentialKey().Public().(ed25519.PublicKey)
	text, err := DIDDocument("did:web:cohort.example", a, b)
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Context            []string `json:"@context"`
		ID                 string
		AssertionMethod    []string
		VerificationMethod []struct{ ID, Type, Controller, PublicKeyMultibase string }
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	if d.ID != "did:web:cohort.example" || d.Context[0] != "https://www.w3.org/ns/did/v1" || len(d.AssertionMethod) != 2 || len(d.VerificationMethod) != 2 {
		t.Fatalf("%s", text)
	}
	for i, v := range d.VerificationMethod {
		if v.Type != "Multikey" || v.Controller != d.ID || v.ID != d.ID+"#"+v.PublicKeyMultibase || d.AssertionMethod[i] != v.ID || "did:key:"+v.PublicKeyMultibase != DIDKey(coach(t, byte(i+1))) {
			t.Errorf("%d: %+v", i, v)
		}
	}
}

// FuzzDIDWeb: what is taken for a did:web stands for one https address, and no other does.
func FuzzDIDWeb(f *testing.F) {
	for _, seed := range []string{"did:web:cohort.example", "did:web:cohort.example%3A8443:a:b", "did:web:..", "did:web:a.b:%2e%2e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, did string) {
		site, err := DIDWebSite(did)
		if err != nil {
			return
		}
		if again, err := DIDWebOf(site); err != nil || again != did || CheckSite(site) != nil {
			t.Errorf("%q is %q, and that is %q, %v", did, site, again, err)
		}
	})
}
