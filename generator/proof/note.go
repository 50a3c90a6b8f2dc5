package proof

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Note is a text that several have signed, each on a line of its own (C2SP signed-note).
type Note struct {
	Text       string // ends in LF
	Signatures []NoteSignature
}

// NoteSignature is one line of a note: who says to have signed it, and the signature. Whether it
// holds is for VerifierKey.Check.
type NoteSignature struct {
	Name    string
	KeyHash uint32 // of the name and key; tells keys of one name apart
	Bytes   []byte // what the kind of key asks for, at least one byte
}

// VerifierKey is what is needed to check one signer's lines: "<name>+<hash>+<base64 of kind and
// key>" of C2SP signed-note.
type VerifierKey struct {
	Name string
	Kind byte // KindLogKey or KindCosignKey
	Key  ed25519.PublicKey
}

// The kinds of verifier key that gatefold knows. Lines of other kinds are kept and not looked at.
const (
	KindLogKey    = kindLog
	KindCosignKey = kindCosign
)

// What can be wrong with notes and keys.
var (
	ErrNote           = errors.New("this is not a signed note")
	ErrVerifierKey    = errors.New("this is not a verifier key")
	ErrNotSigned      = errors.New("no line of this key")
	ErrSignatureWrong = errors.New("a line of this key does not fit the text")
)

const (
	maxNote       = 1 << 20
	maxNoteLines  = 100
	signatureMark = "— "
)

// isNoteName allows what can name a signer. U+FEFF is left out because a browser takes it for a
// space and Go does not.
func isNoteName(s string) bool {
	space := func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }
	return s != "" && utf8.ValidString(s) && !strings.ContainsRune(s, '+') && strings.IndexFunc(s, space) < 0
}

// Line is the signature as it stands in a note, with its LF.
func (s NoteSignature) Line() string {
	body := append(binary.BigEndian.AppendUint32(nil, s.KeyHash), s.Bytes...)
	return signatureMark + s.Name + " " + base64.StdEncoding.EncodeToString(body) + "\n"
}

// Print is the note as it is stored.
func (n Note) Print() []byte {
	var b bytes.Buffer
	b.WriteString(n.Text + "\n")
	for _, s := range n.Signatures {
		b.WriteString(s.Line())
	}
	return b.Bytes()
}

// ParseNote reads Print back and nothing else: at least one signature, at most 100, in 1 MiB. The
// error is ErrNote, with ErrLineEndings where that is the fault.
func ParseNote(file []byte) (Note, error) {
	if len(file) > maxNote {
		return Note{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrNote, len(file), maxNote)
	}
	text := string(file)
	if strings.Contains(text, "\r\n") {
		return Note{}, fmt.Errorf("%w: %w", ErrNote, ErrLineEndings)
	}
	control := func(r rune) bool { return r < ' ' && r != '\n' }
	if !utf8.ValidString(text) || strings.IndexFunc(text, control) >= 0 {
		return Note{}, fmt.Errorf("%w: it is not text alone", ErrNote)
	}
	at := strings.LastIndex(text, "\n\n")
	if at < 0 {
		return Note{}, fmt.Errorf("%w: it has no empty line before signatures", ErrNote)
	}
	sigs, err := ParseNoteSignatures(text[at+2:])
	if err != nil {
		return Note{}, fmt.Errorf("%w: %w", ErrNote, err)
	}
	return Note{text[:at+1], sigs}, nil
}

// ParseNoteSignatures reads 1 to 100 lines of NoteSignature.Line and nothing else.
func ParseNoteSignatures(lines string) ([]NoteSignature, error) {
	var sigs []NoteSignature
	for line := range strings.Lines(lines) {
		s, ok := parseNoteSignature(line)
		if !ok {
			return nil, fmt.Errorf("this line is not %q, a name and a signature: %.100q", signatureMark, line)
		}
		if sigs = append(sigs, s); len(sigs) > maxNoteLines {
			return nil, fmt.Errorf("more than %d signatures", maxNoteLines)
		}
	}
	if len(sigs) == 0 {
		return nil, errors.New("no signature")
	}
	return sigs, nil
}

func parseNoteSignature(line string) (NoteSignature, bool) {
	rest, ok := strings.CutPrefix(line, signatureMark)
	rest, ended := strings.CutSuffix(rest, "\n")
	name, text, cut := strings.Cut(rest, " ")
	body, isBase64 := decodeBase64(base64.StdEncoding, text)
	if !ok || !ended || !cut || !isBase64 || len(body) < 5 || !isNoteName(name) {
		return NoteSignature{}, false
	}
	return NoteSignature{name, binary.BigEndian.Uint32(body), body[4:]}, true
}

// String is the key as people exchange it, on one line.
func (v VerifierKey) String() string { return vkeyText(v.Name, v.Kind, v.Key) }

// KeyHash tells keys of one name apart.
func (v VerifierKey) KeyHash() uint32 {
	_, rest, _ := strings.Cut(v.String(), "+")
	n, _ := strconv.ParseUint(rest[:8], 16, 32)
	return uint32(n)
}

// ParseVerifierKey reads String back and nothing else. The error is ErrVerifierKey.
func ParseVerifierKey(s string) (VerifierKey, error) {
	name, rest, _ := strings.Cut(s, "+")
	_, text, _ := strings.Cut(rest, "+")
	body, ok := decodeBase64(base64.StdEncoding, text)
	if !ok || len(body) != 1+ed25519.PublicKeySize || !isNoteName(name) {
		return VerifierKey{}, fmt.Errorf("%w, which is a name, + and 8 digits, + and 44 characters: %.150q", ErrVerifierKey, s)
	}
	v := VerifierKey{name, body[0], ed25519.PublicKey(body[1:])}
	switch {
	case v.Kind != KindLogKey && v.Kind != KindCosignKey:
		return VerifierKey{}, fmt.Errorf("%w of a kind that is known here (1, a log's; 4, a witness's), but of kind %d: %.150q", ErrVerifierKey, v.Kind, s)
	case v.String() != s:
		return VerifierKey{}, fmt.Errorf("%w: its 8 digits are not those of this name and key. Copy it whole: %.150q", ErrVerifierKey, s)
	}
	return v, nil
}

// linesOf are the signatures that a key says to have made.
func (n Note) linesOf(v VerifierKey) []NoteSignature {
	hash := v.KeyHash()
	var lines []NoteSignature
	for _, s := range n.Signatures {
		if s.Name == v.Name && s.KeyHash == hash {
			lines = append(lines, s)
		}
	}
	return lines
}

// signNote makes a log's own line under a text.
func signNote(text, name string, key ed25519.PrivateKey) NoteSignature {
	v := VerifierKey{name, KindLogKey, key.Public().(ed25519.PublicKey)}
	return NoteSignature{name, v.KeyHash(), ed25519.Sign(key, []byte(text))}
}
