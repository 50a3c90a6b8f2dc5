package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Namespace says for what kind of document an SSH signature was made, so that none can be passed
// off as another.
type Namespace string

// The namespaces of gatefold, one a kind of document.
const (
	NamespaceSite      Namespace = "site@gatefold"      // SHA256SUMS
	NamespaceKeys      Namespace = "keys@gatefold"      // keys.txt
	NamespaceAttest    Namespace = "attest@gatefold"    // what a witness says in words
	NamespaceConsent   Namespace = "consent@gatefold"   // what a learner lets a cohort show
	NamespaceChallenge Namespace = "challenge@gatefold" // an interviewer's phrase
)

// Namespaces are all of them in the order of allowed_signers.
func Namespaces() []Namespace {
	return []Namespace{NamespaceSite, NamespaceKeys, NamespaceAttest, NamespaceConsent, NamespaceChallenge}
}

// What can be wrong with an SSH signature.
var (
	// ErrUnusable: not an SSH signature as gatefold and ssh-keygen write it with an Ed25519 key.
	ErrUnusable = errors.New("not a signature that can be used")
	// ErrLineEndings comes with ErrUnusable or ErrMismatch: lines end in CRLF instead of LF.
	ErrLineEndings = errors.New("its lines end in CRLF instead of LF, as git or an editor on Windows writes them")
	// ErrNamespace: a signature for another kind of document.
	ErrNamespace = errors.New("a signature for another kind of document")
	// ErrMismatch: the signature does not fit these bytes and this key.
	ErrMismatch = errors.New("the signature is not of these bytes")
)

// Signature is an SSH signature (OpenSSH PROTOCOL.sshsig) of version 1 by an Ed25519 key over a
// SHA-512 hash; gatefold uses no other kind.
type Signature struct {
	Public    ed25519.PublicKey // who has signed, by its own word until Verify
	Namespace Namespace
	bytes     [ed25519.SignatureSize]byte
}

const (
	sshsigMagic = "SSHSIG"
	sshsigHash  = "sha512"
	armourHead  = "-----BEGIN SSH SIGNATURE-----\n"
	armourFoot  = "-----END SSH SIGNATURE-----\n"
	armourWidth = 70
	// maxArmour is more than the armour of any signature with a namespace of maxNamespace bytes.
	maxArmour    = 4096
	maxNamespace = 100
)

// Sign signs a message. It is deterministic (RFC 8032), byte for byte what `ssh-keygen -Y sign` writes.
func Sign(key ed25519.PrivateKey, ns Namespace, message []byte) Signature {
	s := Signature{Public: key.Public().(ed25519.PublicKey), Namespace: ns}
	copy(s.bytes[:], ed25519.Sign(key, signedData(ns, message)))
	return s
}

// Verify tells whether the key named in s has signed exactly this message for this kind of
// document. The error is ErrNamespace or ErrMismatch; whose key it is remains to be compared.
func (s Signature) Verify(ns Namespace, message []byte) error {
	switch {
	case s.Namespace != ns:
		return fmt.Errorf("%w: it was made for %q, not for %q", ErrNamespace, s.Namespace, ns)
	case len(s.Public) == ed25519.PublicKeySize && ed25519.Verify(s.Public, signedData(ns, message), s.bytes[:]):
		return nil
	}
	if plain := bytes.ReplaceAll(message, []byte("\r\n"), []byte("\n")); len(plain) != len(message) &&
		ed25519.Verify(s.Public, signedData(ns, plain), s.bytes[:]) {
		return fmt.Errorf("%w as they stand: %w", ErrMismatch, ErrLineEndings)
	}
	return ErrMismatch
}

// signedData is what the key signs for a message.
func signedData(ns Namespace, message []byte) []byte {
	hash := sha512.Sum512(message)
	b := appendString([]byte(sshsigMagic), []byte(ns))
	b = appendString(b, nil) // reserved
	b = appendString(b, []byte(sshsigHash))
	return appendString(b, hash[:])
}

// Armour is the signature as a file, byte for byte as ssh-keygen writes it.
func (s Signature) Armour() []byte {
	text := base64.StdEncoding.EncodeToString(s.blob())
	out := []byte(armourHead)
	for part := range slices.Chunk([]byte(text), armourWidth) {
		out = append(append(out, part...), '\n')
	}
	return append(out, armourFoot...)
}

func (s Signature) blob() []byte {
	b := binary.BigEndian.AppendUint32([]byte(sshsigMagic), 1)
	b = appendString(b, wireKey(s.Public))
	b = appendString(b, []byte(s.Namespace))
	b = appendString(b, nil) // reserved
	b = appendString(b, []byte(sshsigHash))
	return appendString(b, appendString(appendString(nil, []byte(keyType)), s.bytes[:]))
}

// ParseSignature reads the file of a signature strictly: exactly what Armour writes, nothing before,
// between or after (ssh-keygen allows other widths, and anything after the end). The error is
// ErrUnusable, with ErrLineEndings where that is the only fault.
func ParseSignature(file []byte) (Signature, error) {
	s, err := parseArmour(file)
	if err == nil {
		return s, nil
	}
	if len(file) <= maxArmour {
		if plain := bytes.ReplaceAll(file, []byte("\r\n"), []byte("\n")); len(plain) != len(file) {
			if _, again := parseArmour(plain); again == nil {
				return Signature{}, fmt.Errorf("%w: %w", ErrUnusable, ErrLineEndings)
			}
		}
	}
	return Signature{}, fmt.Errorf("%w: %w", ErrUnusable, err)
}

func parseArmour(file []byte) (Signature, error) {
	if len(file) > maxArmour {
		return Signature{}, fmt.Errorf("it has %d bytes, a signature never more than %d", len(file), maxArmour)
	}
	rest, ok := bytes.CutPrefix(file, []byte(armourHead))
	if !ok {
		return Signature{}, errors.New("the first line is not -----BEGIN SSH SIGNATURE-----")
	}
	text, after, ok := bytes.Cut(rest, []byte(armourFoot))
	if !ok {
		return Signature{}, errors.New("the last line, -----END SSH SIGNATURE-----, is missing: the file was cut off")
	}
	if len(after) > 0 {
		return Signature{}, errors.New("something stands after the last line, -----END SSH SIGNATURE-----")
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(string(bytes.ReplaceAll(text, []byte("\n"), nil)))
	if err != nil {
		return Signature{}, errors.New("the lines between BEGIN and END are not base64")
	}
	s, err := parseBlob(blob)
	if err == nil && !bytes.Equal(s.Armour(), file) {
		err = errors.New("it is not written as ssh-keygen writes it")
	}
	return s, err
}

// parseBlob reads the fields; that they are written in the one right way, Armour decides.
func parseBlob(blob []byte) (Signature, error) {
	rest, ok := bytes.CutPrefix(blob, append([]byte(sshsigMagic), 0, 0, 0, 1))
	if !ok {
		return Signature{}, errors.New("it is not an SSH signature of version 1")
	}
	var fields [5][]byte // key, namespace, reserved, hash, signature
	for i := range fields {
		if fields[i], rest, ok = cutString(rest); !ok {
			return Signature{}, errors.New("it ends in the middle")
		}
	}
	pub, err := parseWireKey(fields[0])
	if err != nil {
		return Signature{}, err
	}
	kind, inner, _ := cutString(fields[4])
	raw, _, _ := cutString(inner)
	switch {
	case len(fields[1]) == 0 || len(fields[1]) > maxNamespace:
		return Signature{}, fmt.Errorf("its namespace has %d bytes", len(fields[1]))
	case string(fields[3]) != sshsigHash:
		return Signature{}, fmt.Errorf("it is over a %.20q hash, not %s", fields[3], sshsigHash)
	case string(kind) != keyType || len(raw) != ed25519.SignatureSize:
		return Signature{}, errors.New("it is not by an Ed25519 key")
	}
	return Signature{Public: pub, Namespace: Namespace(fields[1]), bytes: [ed25519.SignatureSize]byte(raw)}, nil
}

// appendString appends a string of RFC 4251 section 5: its length in four bytes, then its bytes.
func appendString(b, s []byte) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}

// cutString takes a string of RFC 4251 off the front.
func cutString(b []byte) (s, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := binary.BigEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-4) {
		return nil, nil, false
	}
	return b[4 : 4+n], b[4+n:], true
}
