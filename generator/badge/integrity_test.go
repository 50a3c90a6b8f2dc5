package badge

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// need ends a test that cannot do without something: it is skipped and says why, and fails with
// GATEFOLD_FULL=1, as in CI.
func need(t *testing.T, what string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing: %v", what, err)
	}
	t.Skipf("needs %s, which is not here: %v", what, err)
}

// vector is a file of published vectors, from the folder that GATEFOLD_DATA names.
func vector(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(os.Getenv("GATEFOLD_DATA"), "vectors", filepath.FromSlash(name)))
	need(t, "the folder of published vectors (GATEFOLD_DATA)", err)
	return data
}

// npm is the path of a file of an npm package, from the folder that GATEFOLD_NPM names.
func npm(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(os.Getenv("GATEFOLD_NPM"), "node_modules", filepath.FromSlash(name)))
	if err == nil {
		_, err = os.Stat(path)
	}
	need(t, "the npm package of "+name+" (GATEFOLD_NPM)", err)
	return path
}

func object(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func own(t testing.TB) contexts {
	t.Helper()
	c, err := ownContexts()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestContexts: the embedded contexts are those that were looked at, byte for byte.
func TestContexts(t *testing.T) {
	c := own(t)
	for address, want := range map[string]string{
		contextCredentials: "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
		contextOpenBadges:  "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
	} {
		if sum := sha256.Sum256(c[address]); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s has the SHA-256 %x, want %s", address, sum, want)
		}
	}
	if len(c) != 2 {
		t.Errorf("%d contexts", len(c))
	}
	if !bytes.Equal(c[contextOpenBadges], vector(t, "openbadges/ob_v3p0/context-3.0.3.json")) {
		t.Error("the context of Open Badges is not the published one")
	}
	if _, err := c.LoadDocument("https://www.w3.org/ns/did/v1"); err == nil || !strings.Contains(err.Error(), "none is fetched") {
		t.Errorf("another context is loaded: %v", err)
	}
}

// TestVectorsW3C takes the vectors of W3C vc-di-eddsa one step after another.
func TestVectorsW3C(t *testing.T) {
	examples := []byte(`{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}`)
	for _, folder := range []string{"eddsa-rdfc-2022/", "eddsa-rdfc-2022/employ/"} {
		t.Run(folder, func(t *testing.T) {
			c := own(t)
			c["https://www.w3.org/ns/credentials/examples/v2"] = examples
			if strings.Contains(folder, "employ") {
				citizens, err := os.ReadFile(npm(t, "@digitalbazaar/citizenship-context/contexts/v4rc1.jsonld"))
				if err != nil {
					t.Fatal(err)
				}
				c["https://w3id.org/citizenship/v4rc1"] = citizens
			}
			same := func(what string, got []byte, file string) {
				if want := bytes.TrimSpace(vector(t, folder+file)); !bytes.Equal(bytes.TrimSpace(got), want) {
					t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
				}
			}
			signed := object(t, vector(t, folder+"signedDataInt.json"))
			given := signed["proof"].(map[string]any)
			document := maps.Clone(signed)
			delete(document, "proof")
			options := object(t, vector(t, folder+"proofConfigDataInt.json"))
			canon, err := c.canonical(document)
			if err != nil {
				t.Fatal(err)
			}
			same("the canonical document", canon, "canonDocDataInt.txt")
			config, err := c.canonical(options)
			if err != nil {
				t.Fatal(err)
			}
			same("the canonical options", config, "proofCanonDataInt.txt")
			hash, err := c.hashed(document, options)
			if err != nil {
				t.Fatal(err)
			}
			same("the hash of the options", []byte(hex.EncodeToString(hash[:32])), "proofHashDataInt.txt")
			same("the hash of the document", []byte(hex.EncodeToString(hash[32:])), "docHashDataInt.txt")
			same("both", []byte(hex.EncodeToString(hash)), "combinedHashDataInt.txt")
			sig, err := hex.DecodeString(string(bytes.TrimSpace(vector(t, folder+"sigHexDataInt.txt"))))
			if err != nil {
				t.Fatal(err)
			}
			same("the proof value", []byte(proof.Multibase(sig)), "sigBTC58DataInt.txt")
			if given["proofValue"] != proof.Multibase(sig) || !ed25519.Verify(exampleKey(t), hash, sig) {
				t.Error("the signature is not of this hash")
			}
			for _, altered := range []string{"name", "validFrom"} {
				bent := maps.Clone(document)
				bent[altered] = "2031-01-01T00:00:00Z"
				if other, err := c.hashed(bent, options); err != nil || ed25519.Verify(exampleKey(t), other, sig) {
					t.Errorf("another %s has the same signature, %v", altered, err)
				}
			}
		})
	}
}

// exampleKey is the public key of all examples of vc-di-eddsa, from its multikey.
func exampleKey(t *testing.T) ed25519.PublicKey {
	t.Helper()
	key, err := hex.DecodeString("b00d8d938e7f773d51565aad36a623f5344f7f5d1960f9cf3e8e12620ea2810f")
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestVectorsOpenBadges holds the canonical forms of 1EdTech's example to ours.
func TestVectorsOpenBadges(t *testing.T) {
	c := own(t)
	document := object(t, []byte(`{
		"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
		"id": "http://example.com/credentials/3527", "type": ["VerifiableCredential", "OpenBadgeCredential"],
		"issuer": {"id": "https://example.edu/issuers/565049", "type": ["Profile"], "name": "Example Corp", "url": "https://www.imsglobal.org"},
		"validFrom": "2010-01-01T00:00:00Z", "name": "Teamwork Badge",
		"credentialSubject": {"id": "did:example:ebfeb1f712ebc6f1c276e12ec21", "type": ["AchievementSubject"], "achievement": {
			"id": "https://example.com/achievements/21st-century-skills/teamwork", "type": ["Achievement"], "name": "Teamwork",
			"criteria": {"narrative": "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management."},
			"description": "This badge recognizes the development of the capacity to collaborate within a group environment."}}}`))
	options := object(t, []byte(`{
		"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
		"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2010-01-01T19:23:24Z", "proofPurpose": "assertionMethod",
		"verificationMethod": "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"}`))
	for name, d := range map[string]map[string]any{"document": document, "proof": options} {
		canon, err := c.canonical(d)
		if want := vector(t, "openbadges/obv3p0/"+name+"-canon.txt"); err != nil || !bytes.Equal(bytes.TrimSpace(canon), bytes.TrimSpace(want)) {
			t.Errorf("%s, %v:\n%s\nwant\n%s", name, err, canon, want)
		}
	}
	document["favouriteColour"] = "green"
	if _, err := c.canonical(document); err == nil {
		t.Error("a field without a meaning is left out of what is signed without a word")
	}
}
