package proof

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Disclosure is one named value with the salt that hides it (RFC 9901, section 4.2). Whoever has it
// can compute its digest; whoever has the digest alone learns nothing.
type Disclosure struct {
	Salt  string // see Salt; 22 characters, 16 bytes in base64url
	Name  string // of the field, not empty
	Value any    // what encoding/json makes of JSON with UseNumber: mostly a string
}

// ErrDisclosure: not a disclosure, or not a file of them, as gatefold writes it.
var ErrDisclosure = errors.New("this is not a disclosure")

const (
	maxDisclosure   = 4 << 20
	maxDisclosures  = 20_000
	maxDisclosedLen = 16 << 20
	digestLen       = 43
)

// keyed is HMAC-SHA256 over parts that end in LF each.
func keyed(key []byte, parts ...string) []byte {
	mac := hmac.New(sha256.New, key)
	for _, p := range parts {
		mac.Write([]byte(p + "\n"))
	}
	return mac.Sum(nil)
}

// Salt is that of one field of one revision: the first 16 bytes of HMAC-SHA256(redact key, id LF rev
// LF name LF), in base64url without padding. It need not be stored, and one of them tells nothing of
// another.
func Salt(redactKey []byte, id string, rev int, name string) string {
	return base64.RawURLEncoding.EncodeToString(keyed(redactKey, id, strconv.Itoa(rev), name)[:16])
}

// LeafID is the id in a leaf of a record or artifact: hex of the first 8 bytes of
// HMAC-SHA256(redact key, kind LF project LF record LF).
func LeafID(redactKey []byte, kind Kind, project, record string) string {
	return hex.EncodeToString(keyed(redactKey, string(kind), project, record)[:8])
}

// Encode is the disclosure on one line: base64url without padding of the compact JSON of
// [salt,name,value], keys of objects sorted, nothing escaped that JSON does not ask for. The error is
// ErrDisclosure where ParseDisclosure would not read that back.
func (d Disclosure) Encode() (string, error) {
	if line, ok := d.encodePlain(); ok {
		return line, nil
	}
	text, err := compactJSON([]any{d.Salt, d.Name, d.Value})
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDisclosure, err)
	}
	line := base64.RawURLEncoding.EncodeToString(text)
	_, err = ParseDisclosure(line)
	return line, err
}

// encodePlain is Encode for a text that stands in JSON as it is.
func (d Disclosure) encodePlain() (string, bool) {
	value, isText := d.Value.(string)
	if !isText || d.Name == "" || !isSalt(d.Salt) {
		return "", false
	}
	json, ok := plainJSON(d.Salt, d.Name, value)
	if n := base64.RawURLEncoding.EncodedLen(len(json)); !ok || n > maxDisclosure || n == digestLen {
		return "", false
	}
	return base64.RawURLEncoding.EncodeToString(json), true
}

func isSalt(s string) bool {
	raw, ok := decodeBase64(base64.RawURLEncoding, s)
	return ok && len(raw) == 16
}

// ParseDisclosure reads Encode back and nothing else. The error is ErrDisclosure.
func ParseDisclosure(line string) (Disclosure, error) {
	fail := func(what string) (Disclosure, error) {
		return Disclosure{}, fmt.Errorf("%w: %s: %.60q", ErrDisclosure, what, line)
	}
	if len(line) > maxDisclosure || len(line) == digestLen {
		return fail("it is too long, or as long as a digest")
	}
	text, ok := decodeBase64(base64.RawURLEncoding, line)
	if !ok || !utf8.Valid(text) {
		return fail("it is not base64url of text")
	}
	if salt, name, value, plain := cutPlainJSON(string(text)); plain && name != "" && isSalt(salt) {
		return Disclosure{salt, name, value}, nil
	}
	parts, err := decodeJSON(text)
	if err != nil || len(parts) != 3 {
		return fail("it holds no [salt, name, value]")
	}
	salt, isText := parts[0].(string)
	name, isName := parts[1].(string)
	if !isText || !isSalt(salt) {
		return fail("its salt is not 16 bytes")
	}
	if !isName || name == "" {
		return fail("it has no name")
	}
	if again, err := compactJSON(parts); err != nil || !bytes.Equal(again, text) || !wholeNumbers(parts[2]) {
		return fail("its JSON is not in the one form that gatefold writes")
	}
	return Disclosure{salt, name, parts[2]}, nil
}

// maxWhole is the largest whole number that every program reads exactly, 2^53-1.
const maxWhole = 1<<53 - 1

// wholeNumbers tells of a value of JSON that its numbers, if any, are whole ones that have one form.
func wholeNumbers(v any) bool {
	switch v := v.(type) {
	case json.Number:
		n, ok := parseIndex(string(v))
		return ok && n <= maxWhole
	case []any:
		return !slices.ContainsFunc(v, func(item any) bool { return !wholeNumbers(item) })
	case map[string]any:
		for _, item := range v {
			if !wholeNumbers(item) {
				return false
			}
		}
	}
	return true
}

func decodeJSON(text []byte) (parts []any, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&parts); err != nil {
		return nil, err
	}
	if dec.More() {
		return nil, errors.New("more than one value")
	}
	return parts, nil
}

// compactJSON writes JSON as JSON.stringify does: the standard library escapes U+2028 and U+2029
// even where it is told not to escape for HTML.
func compactJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	in := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); {
		n := 1
		switch {
		case bytes.HasPrefix(in[i:], []byte(`\u2028`)):
			out, n = append(out, "\u2028"...), 6
		case bytes.HasPrefix(in[i:], []byte(`\u2029`)):
			out, n = append(out, "\u2029"...), 6
		case in[i] == '\\':
			out, n = append(out, in[i:i+2]...), 2
		default:
			out = append(out, in[i])
		}
		i += n
	}
	return out, nil
}

// Digest is the digest of an encoded disclosure (RFC 9901, section 4.2.3): base64url without padding
// of the SHA-256 of its characters, 43 of them.
func Digest(encoded string) string {
	sum := sha256.Sum256([]byte(encoded))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// RecordCommit is what a leaf of kind record commits to: the digests of all its fields, in whatever
// order they are given.
func RecordCommit(id string, rev int, digests []string) [32]byte {
	var b strings.Builder
	b.WriteString("gatefold-commit v1\n" + id + "\n" + strconv.Itoa(rev) + "\n")
	for _, d := range slices.Sorted(slices.Values(digests)) {
		b.WriteString(d + "\n")
	}
	return sha256.Sum256([]byte(b.String()))
}

// ArtifactCommit is what a leaf of kind artifact commits to: a file by the SHA-256 and the number of
// its bytes. The salt is that of the name ArtifactField.
func ArtifactCommit(salt string, hash [32]byte, size int64) [32]byte {
	return sha256.Sum256([]byte("gatefold-file v1\n" + salt + "\n" + hex.EncodeToString(hash[:]) + "\n" + strconv.FormatInt(size, 10) + "\n"))
}

// ArtifactField is the name of the one disclosure of an artifact.
const ArtifactField = "file"

// ArtifactDisclosure says which file an artifact is: [salt,"file",[SHA-256 in hex, size, path in the
// site]]. The path is not sealed: a file keeps its leaf when it moves.
func ArtifactDisclosure(salt string, hash [32]byte, size int64, path string) Disclosure {
	return Disclosure{salt, ArtifactField, []any{hex.EncodeToString(hash[:]), json.Number(strconv.FormatInt(size, 10)), path}}
}

// Artifact reads ArtifactDisclosure back and nothing else. The error is ErrDisclosure.
func (d Disclosure) Artifact() (hash [32]byte, size int64, path string, err error) {
	fail := fmt.Errorf("%w of a file: its value is not [SHA-256, size, path]", ErrDisclosure)
	parts, ok := d.Value.([]any)
	if !ok || d.Name != ArtifactField || len(parts) != 3 {
		return hash, 0, "", fail
	}
	digits, isText := parts[0].(string)
	number, isNumber := parts[1].(json.Number)
	path, isPath := parts[2].(string)
	raw, hexErr := hex.DecodeString(digits)
	size, isSize := parseIndex(string(number))
	if !isText || !isNumber || !isPath || !isSize || hexErr != nil || len(raw) != len(hash) || strings.ToLower(digits) != digits || !plainPath(path) {
		return hash, 0, "", fail
	}
	return [32]byte(raw), size, path, nil
}

// Sealed is one line of a .disclosures file: a value that is shown, or the digest of one that is
// withheld.
type Sealed struct {
	Line     string // an encoded disclosure, or the digest itself
	Digest   string
	Withheld bool       // the line is a digest
	Shown    Disclosure // empty when withheld
}

// Show is the line of a value that is published. The error is ErrDisclosure.
func Show(d Disclosure) (Sealed, error) {
	line, err := d.Encode()
	return Sealed{Line: line, Digest: Digest(line), Shown: d}, err
}

// Withhold is the line that stands for a value that is not published.
func (s Sealed) Withhold() Sealed { return Sealed{Line: s.Digest, Digest: s.Digest, Withheld: true} }

// PrintDisclosures is the file <id>.r<n>.disclosures, in the order of digests: the place of a
// withheld line does not tell which field it is.
func PrintDisclosures(lines []Sealed) []byte {
	var b bytes.Buffer
	for _, s := range slices.SortedFunc(slices.Values(lines), func(a, b Sealed) int { return strings.Compare(a.Digest, b.Digest) }) {
		b.WriteString(s.Line + "\n")
	}
	return b.Bytes()
}

// ParseDisclosures reads PrintDisclosures back, in whatever order the lines are, which no commitment
// depends on: no digest and no name twice. The error is ErrDisclosure, with ErrLineEndings where that
// is the fault.
func ParseDisclosures(file []byte) ([]Sealed, error) {
	if len(file) > maxDisclosedLen {
		return nil, fmt.Errorf("%w: the file has %d bytes, more than %d", ErrDisclosure, len(file), maxDisclosedLen)
	}
	if bytes.Contains(file, []byte("\r\n")) {
		return nil, fmt.Errorf("%w: %w", ErrDisclosure, ErrLineEndings)
	}
	var lines []Sealed
	names, digests := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(string(file)) {
		line, ended := strings.CutSuffix(line, "\n")
		if !ended || len(lines) == maxDisclosures {
			return nil, fmt.Errorf("%w: line %d does not end, or is one too many", ErrDisclosure, len(lines)+1)
		}
		s, err := parseSealed(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", len(lines)+1, err)
		}
		if digests[s.Digest] || !s.Withheld && names[s.Shown.Name] {
			return nil, fmt.Errorf("%w: line %d stands there twice, or its name %.60q does", ErrDisclosure, len(lines)+1, s.Shown.Name)
		}
		names[s.Shown.Name], digests[s.Digest] = true, true
		lines = append(lines, s)
	}
	return lines, nil
}

func parseSealed(line string) (Sealed, error) {
	if len(line) != digestLen {
		d, err := ParseDisclosure(line)
		return Sealed{Line: line, Digest: Digest(line), Shown: d}, err
	}
	if _, ok := decodeBase64(base64.RawURLEncoding, line); !ok {
		return Sealed{}, fmt.Errorf("%w: %q is no digest", ErrDisclosure, line)
	}
	return Sealed{Line: line, Digest: line, Withheld: true}, nil
}
