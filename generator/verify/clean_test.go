package verify

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
)

// world is a site of clean.js.
type world struct {
	Name, Dir, Key, Policy string
	Size                   int64
}

func worlds(t *testing.T) []world {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.CommandContext(t.Context(), needTool(t, "node"), filepath.Join(scripts, "worlds.js"), dir).Output()
	var all []world
	if err == nil {
		err = json.Unmarshal(out, &all)
	}
	if err != nil || len(all) < 30 {
		t.Fatalf("%d worlds, %v", len(all), err)
	}
	return all
}

// TestCleanSites holds the check to no false alarm: every site of clean.js holds, as a folder, as a
// zip, and over http below another path; and the page's script says the same, word for word.
func TestCleanSites(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	all := worlds(t)
	var questions []question
	for _, w := range all {
		for _, q := range []question{{Dir: filepath.Join(w.Dir, "site")}, {Zip: filepath.Join(w.Dir, "site.zip")}, {Dir: filepath.Join(w.Dir, "site"), HTTP: true}} {
			q.Key, q.Policy = w.Key, w.Policy
			questions = append(questions, q)
		}
	}
	verdicts := judges(t, questions)
	for i, w := range all {
		t.Run(w.Name, func(t *testing.T) {
			folder, err := OpenFolder(filepath.Join(w.Dir, "site"))
			if err != nil {
				t.Fatal(err)
			}
			defer folder.Close()
			zipped, err := OpenZip(filepath.Join(w.Dir, "site.zip"))
			if err != nil {
				t.Fatal(err)
			}
			defer zipped.Close()
			options := Options{Key: w.Key, Policy: []byte(w.Policy)}
			for k, source := range []Source{folder, zipped, hosted(t, readSite(t, filepath.Join(w.Dir, "site")))} {
				r := Check(t.Context(), source, options)
				if r.Outcome != Held || r.Facts.Size != w.Size {
					t.Errorf("%T: %s, %d entries, want held, %d\n%s", source, r.Outcome, r.Facts.Size, w.Size, told(r))
				}
				agree(t, w.Name, r, verdicts[3*i+k])
			}
		})
	}
}

// TestNoKey: without a named key nothing is more than consistent, and with another one nothing holds.
func TestNoKey(t *testing.T) {
	base := readSite(t, filepath.Join(fixtures, "base"))
	known := reader(t)
	for _, c := range []struct {
		name     string
		options  Options
		outcome  Outcome
		code     proof.Code
		headline string
	}{
		{"none", Options{}, Unchecked, proof.CodeKeyNotNamed, "Internally consistent; identity not checked"},
		{"another", Options{Key: "SHA256:" + strings.Repeat("A", 43)}, Changed, proof.CodeOtherKey, "Changed"},
		{"no fingerprint", Options{Key: "SHA256:me"}, Unchecked, proof.CodeKeyNotNamed, "Internally consistent; identity not checked"},
		{"with blanks", Options{Key: " " + known.Key + "\n"}, Held, "", "Held"},
	} {
		r := Check(t.Context(), base, c.options)
		if r.Outcome != c.outcome || r.Headline() != c.headline || c.code != "" && !r.has(c.code) {
			t.Errorf("%s: %s, %q, want %s with %s\n%s", c.name, r.Outcome, r.Headline(), c.outcome, c.code, told(r))
		}
	}
	base["about.html"] = []byte("x")
	if r := Check(t.Context(), base, Options{}); r.Outcome != Changed {
		t.Errorf("a changed page without a named key: %s", r.Outcome)
	}
	if r := Check(t.Context(), memory{"index.html": nil}, known); r.Outcome != Unchecked || r.Headline() != "Nothing is sealed here" {
		t.Errorf("a site without a seal: %s, %q", r.Outcome, r.Headline())
	}
}

func (r Report) has(code proof.Code) bool {
	for _, f := range r.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// TestPolicies: dates come from the reader's policy alone.
func TestPolicies(t *testing.T) {
	base := readSite(t, filepath.Join(fixtures, "base"))
	known := reader(t)
	log, _, _ := strings.Cut(string(known.Policy), "\n")
	before, _, _ := strings.Cut(string(known.Policy), "quorum")
	other, err := proof.IdentityFromSeed(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	stranger := "witness s " + other.CosignVerifierKey(0) + "\n"
	for name, c := range map[string]struct {
		policy string
		code   proof.Code
	}{
		"a stranger's":          {log + "\n" + stranger + "quorum s\n", proof.CodePolicyNotMet},
		"any of two":            {before + stranger + "group g any sam s\nquorum g\n", ""},
		"all of two":            {before + stranger + "group g all sam s\nquorum g\n", proof.CodePolicyNotMet},
		"nobody":                {"quorum none\n", ""},
		"CRLF":                  {strings.ReplaceAll(string(known.Policy), "\n", "\r\n"), ""},
		"of another log":        {strings.Replace(string(known.Policy), log, "log "+other.LogVerifierKey(other.Origin()), 1), proof.CodeOtherLog},
		"none that can be read": {"nonsense\n", proof.CodePolicyMalformed},
		"empty":                 {"", proof.CodePolicyMalformed},
	} {
		r := Check(t.Context(), base, Options{Key: known.Key, Policy: []byte(c.policy)})
		if c.code != "" && !r.has(c.code) || c.code == "" && r.Outcome != Held {
			t.Errorf("%s: %s\n%s", name, r.Outcome, told(r))
		}
	}
	r := Check(t.Context(), base, Options{Key: known.Key})
	if r.Facts.DatesChecked || len(r.Facts.Witnesses) > 0 || len(r.Facts.AuthorsWitnesses) != 1 {
		t.Errorf("without a policy: %+v", r.Facts)
	}
}
