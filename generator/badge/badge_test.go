package badge

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

func coach(t testing.TB, b byte) proof.Identity {
	t.Helper()
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{b}, proof.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// someIssue is an endorsement by coach 1 of a record of learner 2.
func someIssue(t testing.TB) Issue {
	learner := coach(t, 2)
	return Issue{
		Claim: Claim{
			Hash: sha256.Sum256([]byte("note")), Origin: learner.Origin(), Index: 41, Leaf: sha256.Sum256([]byte("leaf")), Record: "device-refresh/raid/R-03",
			By: "Sam Jones", Relation: "coach", Basis: "Read and discussed by Sam Jones, who did not observe the work", From: "2025-02-03", Until: "2025-07-11", Date: "2026-11-28",
			Text: "We went through it twice.\n\nThe \"late\" risk & its owner <were> right — ünlike the first time.",
		},
		Issuer: DIDKey(coach(t, 1)), Learner: DIDKey(learner), Site: "https://ada.example/portfolio/",
		Links:   []Link{{"https://ada.example/portfolio/projects/device-refresh/raid/index.html#r-03", "The record", "As the site shows it."}},
		Created: time.Date(2026, 11, 28, 9, 30, 0, 500, time.FixedZone("x", 3600)), Ends: "2027-11-28",
	}
}

func someGate(t testing.TB) Issue {
	i := someIssue(t)
	i.Record, i.Gate, i.Issuer = "device-refresh/gates/G1", "G1", "did:web:cohort.example"
	return i
}

func make1(t testing.TB, i Issue) []byte {
	t.Helper()
	file, err := i.Make(coach(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestMake: what was signed in words stands in the badge, and the badge is the same whenever it is made
// with the same time.
func TestMake(t *testing.T) {
	for _, i := range []Issue{someIssue(t), someGate(t)} {
		file := make1(t, i)
		if !bytes.Equal(file, make1(t, i)) {
			t.Error("another badge the second time")
		}
		var c struct {
			ID, Name, ValidFrom, ValidUntil string
			Issuer                          struct{ ID, Name, URL string }
			CredentialSubject               struct{ ID, Narrative, EndorsementComment string }
			Evidence                        []struct{ ID, Narrative string }
			Proof                           struct{ Created, VerificationMethod string }
		}
		if err := json.Unmarshal(file, &c); err != nil {
			t.Fatal(err)
		}
		said := c.CredentialSubject.Narrative + c.CredentialSubject.EndorsementComment
		if !strings.Contains(said, i.Text) || c.CredentialSubject.ID != i.Learner || c.Issuer.ID != i.Issuer || c.Issuer.Name != "Sam Jones" {
			t.Errorf("%s", file)
		}
		if c.ValidFrom != "2026-11-28T00:00:00Z" || c.ValidUntil != "2027-11-28T23:59:59Z" || c.Proof.Created != "2026-11-28T08:30:00Z" {
			t.Errorf("%s, %s, %s", c.ValidFrom, c.ValidUntil, c.Proof.Created)
		}
		if len(c.Evidence) != 2 || c.Evidence[0].ID != i.Site || !strings.Contains(c.Evidence[0].Narrative, "Entry 41 of the log "+i.Origin) || c.Evidence[1].ID != i.Links[0].URL {
			t.Errorf("%+v", c.Evidence)
		}
		if !strings.HasPrefix(c.Proof.VerificationMethod, i.Issuer+"#z6Mk") || strings.Contains(string(file), "@context\":null") {
			t.Errorf("%s", file)
		}
		for _, word := range []string{"erified", "uthentic"} {
			if strings.Contains(strings.ReplaceAll(string(file), "VerifiableCredential", ""), word) {
				t.Errorf("the badge says %q", word)
			}
		}
	}
	gate, other := object(t, make1(t, someGate(t))), object(t, make1(t, someIssue(t)))
	if gate["id"] == other["id"] || gate["issuer"].(map[string]any)["url"] != "https://cohort.example/" {
		t.Errorf("%v", gate["issuer"])
	}
}

func TestMakeRefused(t *testing.T) {
	for name, change := range map[string]func(i *Issue){
		"another's did:key": func(i *Issue) { i.Issuer = DIDKey(coach(t, 3)) },
		"no issuer":         func(i *Issue) { i.Issuer = "" },
		"about nobody":      func(i *Issue) { i.Learner, i.Site = "", "" },
		"no site":           func(i *Issue) { i.Site = "ada.example" },
		"a script":          func(i *Issue) { i.Site = "javascript:alert(1)/" },
		"ends before":       func(i *Issue) { i.Ends = "2026-11-27" },
		"no day":            func(i *Issue) { i.Date = "2026-11-31" },
		"many links":        func(i *Issue) { i.Links = make([]Link, 21) },
	} {
		i := someIssue(t)
		change(&i)
		if file, err := i.Make(coach(t, 1)); err == nil || file != nil {
			t.Errorf("%s: %s", name, file)
		} else if name == "about nobody" && !errors.Is(err, ErrSubject) {
			t.Error(err)
		}
	}
	i := someGate(t)
	i.Learner, i.Site, i.Links, i.Ends = "", "", nil, ""
	if _, err := i.Make(coach(t, 1)); err != nil {
		t.Errorf("a gate is about the holder of the log, if nothing else is known: %v", err)
	}
}

// judgement is what the judge says of one file.
type judgement struct {
	Accepted bool
	Schema   []string
	Error    string
}

// judge asks @digitalbazaar/vc, which knows no network here, and a JSON schema.
func judge(t *testing.T, files ...any) []judgement {
	t.Helper()
	path, err := exec.LookPath("node")
	need(t, "node", err)
	modules := filepath.Dir(filepath.Dir(npm(t, "@digitalbazaar/vc")))
	web, err := DIDDocument("did:web:cohort.example", coach(t, 1).CredentialKey().Public().(ed25519.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	question, err := json.Marshal(map[string]any{"modules": modules, "files": files, "documents": map[string]any{"did:web:cohort.example": json.RawMessage(web)}})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, "testdata/judge.mjs")
	cmd.Stdin = bytes.NewReader(question)
	var faults bytes.Buffer
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, faults.Bytes())
	}
	var all []judgement
	if err := json.Unmarshal(out, &all); err != nil || len(all) != len(files) {
		t.Fatalf("%v\n%s", err, out)
	}
	return all
}

// edits are changes to a badge, one each, which nobody must accept.
var edits = map[string]func(m map[string]any){
	"another name":        func(m map[string]any) { m["name"] = "Gate G2 passed" },
	"another description": func(m map[string]any) { m["description"] = "x" },
	"another day":         func(m map[string]any) { m["validFrom"] = "2025-11-28T00:00:00Z" },
	"longer":              func(m map[string]any) { m["validUntil"] = "2037-11-28T23:59:59Z" },
	"without an end":      func(m map[string]any) { delete(m, "validUntil") },
	"another learner": func(m map[string]any) {
		m["credentialSubject"].(map[string]any)["id"] = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
	},
	"another issuer":       func(m map[string]any) { m["issuer"].(map[string]any)["name"] = "Eve" },
	"other evidence":       func(m map[string]any) { m["evidence"].([]any)[1].(map[string]any)["id"] = "https://eve.example/" },
	"no evidence":          func(m map[string]any) { delete(m, "evidence") },
	"other words":          func(m map[string]any) { m["evidence"].([]any)[0].(map[string]any)["narrative"] = "Entry 42" },
	"signed at other time": func(m map[string]any) { m["proof"].(map[string]any)["created"] = "2026-11-28T08:30:01Z" },
	"another proof": func(m map[string]any) {
		p := m["proof"].(map[string]any)
		value := p["proofValue"].(string)
		last := "1"
		if strings.HasSuffix(value, last) {
			last = "2"
		}
		p["proofValue"] = value[:len(value)-1] + last
	},
	"another key": func(m map[string]any) {
		did := "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
		m["proof"].(map[string]any)["verificationMethod"] = did + "#" + strings.TrimPrefix(did, "did:key:")
	},
	"no proof":      func(m map[string]any) { delete(m, "proof") },
	"another suite": func(m map[string]any) { m["proof"].(map[string]any)["cryptosuite"] = "eddsa-jcs-2022" },
}

// TestJudge: @digitalbazaar/vc accepts our badges, and none of their edited twins.
func TestJudge(t *testing.T) {
	inside := map[string]bool{}
	for name := range edits {
		inside[name] = !slices.Contains([]string{"no proof", "another suite", "another key"}, name)
	}
	var files []any
	var names []string
	for kind, i := range map[string]Issue{"endorsement": someIssue(t), "gate": someGate(t)} {
		file := make1(t, i)
		files, names = append(files, json.RawMessage(file)), append(names, kind)
		for name, edit := range edits {
			twin := object(t, file)
			edit(twin)
			files, names = append(files, twin), append(names, kind+", "+name)
		}
	}
	bare := someGate(t)
	bare.Learner, bare.Site, bare.Links, bare.Ends = "", "", nil, ""
	files, names = append(files, json.RawMessage(make1(t, bare))), append(names, "bare gate")
	for n, j := range judge(t, files...) {
		sound := !strings.Contains(names[n], ",")
		if j.Accepted != sound {
			t.Errorf("%s: accepted %v, %s", names[n], j.Accepted, j.Error)
		}
		if _, edit, _ := strings.Cut(names[n], ", "); !sound && inside[edit] && !strings.Contains(j.Error, "Invalid signature") {
			t.Errorf("%s: refused for another reason: %s", names[n], j.Error)
		}
		if sound && len(j.Schema) > 0 {
			t.Errorf("%s: not of its schema: %v", names[n], j.Schema)
		}
	}
}

// TestSchemaJudges: the schema is no rubber stamp.
func TestSchemaJudges(t *testing.T) {
	good := object(t, make1(t, someGate(t)))
	var files []any
	for _, key := range []string{"@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "evidence"} {
		twin := maps.Clone(good)
		twin[key] = 7
		files = append(files, twin)
	}
	for _, key := range []string{"achievement", "type", "narrative"} {
		twin := object(t, make1(t, someGate(t)))
		twin["credentialSubject"].(map[string]any)[key] = 7
		files = append(files, twin)
	}
	for n, j := range judge(t, files...) {
		if len(j.Schema) == 0 {
			t.Errorf("twin %d is of the schema", n)
		}
	}
}
