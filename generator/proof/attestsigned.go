package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// SignedAttestation is a note and the signature under it, as they are published.
type SignedAttestation struct {
	Note      []byte
	Signature []byte // armoured
}

// Attested is an attestation of which it is known which key has signed it.
type Attested struct {
	Attestation
	Key  ed25519.PublicKey
	Hash [32]byte // SHA-256 of the note
}

// Fingerprint is that of the key that has signed it.
func (a Attested) Fingerprint() string { return Fingerprint(a.Key) }

// What can be wrong with an attestation that is well-formed.
var (
	// ErrAttestSignature: the signature is not of this note.
	ErrAttestSignature = errors.New("the attestation is not signed as it stands")
	// ErrAttestAuthor: the author has signed it: nobody vouches for their own records.
	ErrAttestAuthor = errors.New("the attestation is signed by the author of the records")
	// ErrAttestLeaf: it speaks of an entry that the log does not have.
	ErrAttestLeaf = errors.New("the attestation is of another entry than the log has")
	// ErrAttestLog: it speaks of another log.
	ErrAttestLog = errors.New("the attestation is of another log")
)

// SignAttestation signs what somebody says. The error is ErrAttestation.
func SignAttestation(id Identity, a Attestation) (SignedAttestation, error) {
	if err := a.Check(); err != nil {
		return SignedAttestation{}, err
	}
	note := a.Note()
	if len(note) > maxAttestation {
		return SignedAttestation{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrAttestation, len(note), maxAttestation)
	}
	return SignedAttestation{note, Sign(id.Key(), NamespaceAttest, note).Armour()}, nil
}

// Hash is the SHA-256 of the note, by which a revocation names it.
func (s SignedAttestation) Hash() [32]byte { return sha256.Sum256(s.Note) }

// Commit is what the leaf of kind attest commits to, which an author adds who accepts it:
// SHA-256("gatefold-attested v1" LF hex SHA-256 of the note LF hex SHA-256 of the signature LF).
func (s SignedAttestation) Commit() [32]byte {
	note, sig := s.Hash(), sha256.Sum256(s.Signature)
	return sha256.Sum256([]byte("gatefold-attested v1\n" + hex.EncodeToString(note[:]) + "\n" + hex.EncodeToString(sig[:]) + "\n"))
}

// Check reads the note and tells who has signed it. The error is ErrAttestation, ErrAttestSignature or,
// for a signature that cannot be read, ErrUnusable.
func (s SignedAttestation) Check() (Attested, error) {
	a, err := ParseAttestation(s.Note)
	if err != nil {
		return Attested{}, err
	}
	sig, err := ParseSignature(s.Signature)
	if err != nil {
		return Attested{}, err
	}
	if err := sig.Verify(NamespaceAttest, s.Note); err != nil {
		return Attested{}, fmt.Errorf("%w: %w", ErrAttestSignature, err)
	}
	return Attested{a, sig.Public, s.Hash()}, nil
}

// Fits holds an attestation to the log that it speaks of, whose entry has this text, and to the keys
// of the log's author. The error is ErrAttestLog, ErrAttestAuthor or ErrAttestLeaf.
func (a Attested) Fits(author KeyHistory, entry []byte) error {
	switch {
	case a.Origin != author.Origin():
		return fmt.Errorf("%w, %s, not of %s", ErrAttestLog, a.Origin, author.Origin())
	case author.signs(a.Key):
		return fmt.Errorf("%w, with the key %s", ErrAttestAuthor, a.Fingerprint())
	case entry == nil || LeafHash(entry) != a.Leaf:
		return fmt.Errorf("%w at %d", ErrAttestLeaf, a.Index)
	}
	return nil
}

// signs tells whether a key is one of the author's.
func (h KeyHistory) signs(key ed25519.PublicKey) bool {
	for _, k := range h {
		if k.Public.Equal(key) {
			return true
		}
	}
	return false
}

// Print is the note with its signature in one file, for people who send files by mail: the note, an
// empty line, the signature.
func (s SignedAttestation) Print() []byte { return printSigned(s.Note, s.Signature) }

// ParseSignedAttestation reads Print back and nothing else. The error is ErrAttestation, with
// ErrLineEndings where that is the fault; what is signed is left to Check.
func ParseSignedAttestation(file []byte) (SignedAttestation, error) {
	note, sig, err := cutSigned(file, maxAttestation, ErrAttestation)
	return SignedAttestation{note, sig}, err
}

func printSigned(text, signature []byte) []byte {
	return append(append(bytes.Clone(text), '\n'), signature...)
}

// cutSigned takes a signed text and its signature apart; wrong wraps what is wrong with them.
func cutSigned(file []byte, limit int, wrong error) (text, signature []byte, err error) {
	switch {
	case len(file) > limit+1+maxArmour:
		return nil, nil, fmt.Errorf("%w: it has %d bytes, more than %d", wrong, len(file), limit+1+maxArmour)
	case bytes.Contains(file, []byte("\r\n")):
		return nil, nil, fmt.Errorf("%w: %w", wrong, ErrLineEndings)
	}
	at := strings.LastIndex(string(file), "\n\n"+armourHead)
	if at < 0 {
		return nil, nil, fmt.Errorf("%w: no signature follows it", wrong)
	}
	text, signature = file[:at+1], file[at+2:]
	if _, err := ParseSignature(signature); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", wrong, err)
	}
	return text, signature, nil
}
