package proof

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

// vector reads a file of testdata/vectors, which another program (Python's hmac, hashlib and json)
// has computed from section 6 of the format.
func vector(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors/" + name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDigestOfRFC9901 is the example of section 4.2.3.
func TestDigestOfRFC9901(t *testing.T) {
	const encoded = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
	if got := Digest(encoded); got != "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0" {
		t.Errorf("the digest of the RFC's disclosure is %s", got)
	}
}

func TestRecordVector(t *testing.T) {
	var v struct {
		RedactKey     string `json:"redact_key"`
		Kind          Kind
		Project       string
		Record        string
		ID            string
		Rev           int
		Fields        []struct{ Name, Value, Salt, Disclosure, Digest string }
		Commit, Leaf  string
		LeafHash      string `json:"leaf_hash"`
		WithoutTitles string `json:"disclosures_without_title"`
	}
	vector(t, "record.json", &v)
	key, _ := hex.DecodeString(v.RedactKey)
	if got := LeafID(key, v.Kind, v.Project, v.Record); got != v.ID {
		t.Errorf("id %s, want %s", got, v.ID)
	}
	var digests []string
	var lines []Sealed
	for _, f := range v.Fields {
		s, err := Show(Disclosure{Salt(key, v.ID, v.Rev, f.Name), f.Name, f.Value})
		if err != nil || s.Shown.Salt != f.Salt || s.Line != f.Disclosure || s.Digest != f.Digest {
			t.Errorf("%s is %+v, %v, want %+v", f.Name, s, err, f)
		}
		digests = append(digests, s.Digest)
		if f.Name == "title" {
			s = s.Withhold()
		}
		lines = append(lines, s)
	}
	commit := RecordCommit(v.ID, v.Rev, digests)
	if encodeHash(commit) != v.Commit {
		t.Errorf("commitment %s, want %s", encodeHash(commit), v.Commit)
	}
	leaf := Leaf{v.Kind, v.ID, v.Rev, 17, "2026-03-03", commit}.Text()
	if string(leaf) != v.Leaf || encodeHash(LeafHash(leaf)) != v.LeafHash {
		t.Errorf("leaf %q, hash %s", leaf, encodeHash(LeafHash(leaf)))
	}
	if file := PrintDisclosures(lines); string(file) != v.WithoutTitles {
		t.Errorf("file %q", file)
	}
	if strings.Contains(v.WithoutTitles, v.Fields[0].Disclosure) {
		t.Error("the withheld title is in the file")
	}
}

func TestArtifactVector(t *testing.T) {
	var v struct {
		RedactKey                 string `json:"redact_key"`
		Kind                      Kind
		Project, Record, ID, Path string
		Content, Sha256           string
		Salt, Disclosure, Commit  string
		Leaf                      string
		LeafHash                  string `json:"leaf_hash"`
		Rev                       int
		Size                      int64
	}
	vector(t, "artifact.json", &v)
	key, _ := hex.DecodeString(v.RedactKey)
	id, salt := LeafID(key, v.Kind, v.Project, v.Record), Salt(key, v.ID, v.Rev, ArtifactField)
	if id != v.ID || salt != v.Salt {
		t.Errorf("id %s, salt %s", id, salt)
	}
	hash := sha256.Sum256([]byte(v.Content))
	d := ArtifactDisclosure(salt, hash, v.Size, v.Path)
	if line, err := d.Encode(); err != nil || line != v.Disclosure {
		t.Errorf("disclosure %s, %v", line, err)
	}
	if commit := ArtifactCommit(salt, hash, v.Size); encodeHash(commit) != v.Commit {
		t.Errorf("commitment %s", encodeHash(commit))
	}
	if encodeHash(LeafHash([]byte(v.Leaf))) != v.LeafHash {
		t.Error("another hash of the leaf")
	}
	back, err := ParseDisclosure(v.Disclosure)
	if err != nil {
		t.Fatal(err)
	}
	gotHash, size, path, err := back.Artifact()
	if err != nil || gotHash != hash || size != v.Size || path != v.Path {
		t.Errorf("read back as %x, %d, %s, %v", gotHash, size, path, err)
	}
}

// encoded is base64url of a text, for lines that Encode does not write.
func encoded(json string) string { return base64.RawURLEncoding.EncodeToString([]byte(json)) }

const someSalt = "AAAAAAAAAAAAAAAAAAAAAA"

func TestParseDisclosureRefuses(t *testing.T) {
	good := `["` + someSalt + `","title","Late"]`
	if d, err := ParseDisclosure(encoded(good)); err != nil || d.Value != "Late" {
		t.Fatalf("%+v, %v", d, err)
	}
	for what, json := range map[string]string{
		"blanks":             `["` + someSalt + `", "title", "Late"]`,
		"needless escape":    `["` + someSalt + `","title","\u004cate"]`,
		"lone surrogate":     `["` + someSalt + `","title","\ud800"]`,
		"not UTF-8":          `["` + someSalt + `","title","` + "\xff" + `"]`,
		"two values":         good + good,
		"two parts":          `["` + someSalt + `","title"]`,
		"four parts":         `["` + someSalt + `","title","Late","x"]`,
		"no name":            `["` + someSalt + `","","Late"]`,
		"a number as name":   `["` + someSalt + `",1,"Late"]`,
		"a short salt":       `["AAAA","title","Late"]`,
		"stray bits in salt": `["AAAAAAAAAAAAAAAAAAAAAB","title","Late"]`,
		"a key twice":        `["` + someSalt + `","title",{"a":1,"a":2}]`,
		"keys out of order":  `["` + someSalt + `","title",{"b":1,"a":2}]`,
		"of a digest's form": `["` + someSalt + `","t",1]`,
		"null":               `null`,
		"nothing":            ``,
		"cut":                good[:len(good)-1],
	} {
		if d, err := ParseDisclosure(encoded(json)); !errors.Is(err, ErrDisclosure) {
			t.Errorf("%s read as %+v, %v", what, d, err)
		}
	}
	for _, line := range []string{encoded(good) + "=", encoded(good) + "\n", " " + encoded(good), strings.Repeat("A", maxDisclosure+1)} {
		if d, err := ParseDisclosure(line); !errors.Is(err, ErrDisclosure) {
			t.Errorf("%.40q read as %+v, %v", line, d, err)
		}
	}
}

func TestEncodeRefusesWhatCannotBeReadBack(t *testing.T) {
	for what, d := range map[string]Disclosure{
		"no salt": {"", "title", "x"}, "no name": {someSalt, "", "x"}, "not UTF-8": {someSalt, "title", "\xff\xfe"},
		"as long as a digest": {someSalt, "t", json.Number("1")}, "a function": {someSalt, "t", func() {}},
	} {
		line, err := d.Encode()
		if !errors.Is(err, ErrDisclosure) {
			t.Errorf("%s encoded as %q, %v", what, line, err)
		}
	}
}

func TestDisclosuresFile(t *testing.T) {
	var lines []Sealed
	for _, name := range []string{"id", "title", "budget", "a < b & c\u2028\\u2028"} {
		s, err := Show(Disclosure{someSalt, name, "value of " + name})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, s)
	}
	lines[2] = lines[2].Withhold()
	file := PrintDisclosures(lines)
	slices.Reverse(lines)
	if again := PrintDisclosures(lines); string(again) != string(file) {
		t.Error("the order in which fields are given shows in the file")
	}
	back, err := ParseDisclosures(file)
	if err != nil || len(back) != 4 || string(PrintDisclosures(back)) != string(file) {
		t.Fatalf("%+v, %v", back, err)
	}
	for i, s := range back {
		if s.Withheld != (s.Shown.Name == "") || (s.Shown.Name == "budget") {
			t.Errorf("line %d: %+v", i, s)
		}
	}
	rows := strings.SplitAfter(string(file), "\n")
	if other, err := ParseDisclosures([]byte(rows[3] + rows[1] + rows[0] + rows[2])); err != nil || string(PrintDisclosures(other)) != string(file) {
		t.Errorf("in another order: %+v, %v", other, err)
	}
	twin, _ := Show(Disclosure{someSalt, "id", "another"})
	for what, bad := range map[string]string{
		"twice":           rows[0] + rows[0],
		"not ended":       strings.TrimSuffix(string(file), "\n"),
		"an empty line":   string(file) + "\n",
		"a stray bit":     strings.Repeat("A", 42) + "B\n",
		"a name twice":    string(PrintDisclosures(append(slices.Clone(lines), twin))),
		"a blank at ends": strings.Replace(string(file), "\n", " \n", 1),
	} {
		if got, err := ParseDisclosures([]byte(bad)); !errors.Is(err, ErrDisclosure) {
			t.Errorf("%s read as %+v, %v", what, got, err)
		}
	}
	if _, err := ParseDisclosures([]byte(strings.ReplaceAll(string(file), "\n", "\r\n"))); !errors.Is(err, ErrLineEndings) {
		t.Errorf("CRLF: %v", err)
	}
}

func TestArtifactRefusesOtherForms(t *testing.T) {
	hash := strings.Repeat("0a", 32)
	for what, value := range map[string]any{
		"text": "x", "two": []any{hash, json.Number("1")}, "big hash": []any{strings.ToUpper(hash), json.Number("1"), "a"},
		"a size in letters": []any{hash, "1", "a"}, "a fraction": []any{hash, json.Number("1.0"), "a"}, "less than nothing": []any{hash, json.Number("-1"), "a"},
		"a way out": []any{hash, json.Number("1"), "../a"}, "a root": []any{hash, json.Number("1"), "/a"},
	} {
		if _, _, path, err := (Disclosure{someSalt, ArtifactField, value}).Artifact(); !errors.Is(err, ErrDisclosure) {
			t.Errorf("%s read as %q, %v", what, path, err)
		}
	}
}
