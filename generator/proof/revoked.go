package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Revocation takes back what somebody has said.
type Revocation struct {
	Note   [32]byte // SignedAttestation.Hash
	Date   string   // on which it was taken back, 2026-12-01
	Reason string   // in the person's own words, one line
}

// Revocations are all that the holder of one key has ever taken back, in the order in which that was
// done. The list only grows; it is a text of its own:
//
//	gatefold-revoked v1
//	<SHA-256 of a note, hexadecimal> 2026-12-01 <reason>
//
// one such line or more, signed (SSHSIG, attest@gatefold) with the key that had signed the notes.
type Revocations []Revocation

// What can be wrong with revocations.
var (
	// ErrRevoked: not a list of revocations of version 1 as gatefold writes it.
	ErrRevoked = errors.New("this is not a list of revocations of version 1")
	// ErrRevokedSignature: the signature is not of this list.
	ErrRevokedSignature = errors.New("the list of revocations is not signed as it stands")
	// ErrRevokedOld: the list lacks what an earlier one by the same key has.
	ErrRevokedOld = errors.New("the list of revocations does not go on from the one that is known")
)

const (
	revokedHead = "gatefold-revoked v1"
	maxRevoked  = 1 << 20
	maxReason   = 400 // bytes
)

// Print is the list. ParseRevocations tells whether it is well-formed.
func (r Revocations) Print() []byte {
	var b bytes.Buffer
	b.WriteString(revokedHead + "\n")
	for _, x := range r {
		b.WriteString(hex.EncodeToString(x.Note[:]) + " " + x.Date + " " + x.Reason + "\n")
	}
	return b.Bytes()
}

// ParseRevocations reads Print back and nothing else: at least one line, no note twice, no day before
// the one above. The error is ErrRevoked, with ErrLineEndings where that is the fault.
func ParseRevocations(file []byte) (Revocations, error) {
	switch {
	case len(file) > maxRevoked:
		return nil, fmt.Errorf("%w: it has %d bytes, more than %d", ErrRevoked, len(file), maxRevoked)
	case bytes.Contains(file, []byte("\r\n")):
		return nil, fmt.Errorf("%w: %w", ErrRevoked, ErrLineEndings)
	}
	head, rest, _ := strings.Cut(string(file), "\n")
	if head != revokedHead || rest == "" {
		return nil, fmt.Errorf("%w: it is not %q and a line for each note", ErrRevoked, revokedHead)
	}
	var out Revocations
	seen := map[[32]byte]bool{}
	for line := range strings.Lines(rest) {
		x, ok := parseRevocation(line)
		if !ok {
			return nil, fmt.Errorf("%w: line %d is not a note's hash, a day and a reason: %.100q", ErrRevoked, len(out)+2, line)
		}
		if seen[x.Note] || len(out) > 0 && x.Date < out[len(out)-1].Date {
			return nil, fmt.Errorf("%w: line %d names a note a second time, or a day before the one above", ErrRevoked, len(out)+2)
		}
		seen[x.Note] = true
		out = append(out, x)
	}
	return out, nil
}

func parseRevocation(line string) (x Revocation, ok bool) {
	line, ended := strings.CutSuffix(line, "\n")
	f := strings.SplitN(line, " ", 3)
	if !ended || len(f) != 3 || !isDay(f[1]) || !isPlainLine(f[2], maxReason) {
		return x, false
	}
	hash, err := hex.DecodeString(f[0])
	if err != nil || len(hash) != sha256.Size || hex.EncodeToString(hash) != f[0] {
		return x, false
	}
	return Revocation{[32]byte(hash), f[1], f[2]}, true
}

// Of is the revocation of a note, false when it stands.
func (r Revocations) Of(note [32]byte) (Revocation, bool) {
	i := slices.IndexFunc(r, func(x Revocation) bool { return x.Note == note })
	if i < 0 {
		return Revocation{}, false
	}
	return r[i], true
}

// Follows tells whether the list goes on from an earlier one, ErrRevokedOld else.
func (r Revocations) Follows(earlier Revocations) error {
	if len(r) < len(earlier) || !slices.Equal(r[:len(earlier)], earlier) {
		return fmt.Errorf("%w: that one has %d lines", ErrRevokedOld, len(earlier))
	}
	return nil
}

// SignedRevocations are a list and the signature under it, as they are published.
type SignedRevocations struct {
	List      []byte
	Signature []byte // armoured
}

// SignRevocations signs the whole list. The error is ErrRevoked.
func SignRevocations(id Identity, r Revocations) (SignedRevocations, error) {
	text := r.Print()
	if _, err := ParseRevocations(text); err != nil {
		return SignedRevocations{}, err
	}
	return SignedRevocations{text, Sign(id.Key(), NamespaceAttest, text).Armour()}, nil
}

// Check reads the list and tells who has signed it. The error is ErrRevoked, ErrRevokedSignature or, for
// a signature that cannot be read, ErrUnusable.
func (s SignedRevocations) Check() (Revocations, ed25519.PublicKey, error) {
	r, err := ParseRevocations(s.List)
	if err != nil {
		return nil, nil, err
	}
	sig, err := ParseSignature(s.Signature)
	if err != nil {
		return nil, nil, err
	}
	if err := sig.Verify(NamespaceAttest, s.List); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrRevokedSignature, err)
	}
	return r, sig.Public, nil
}

// Print is the list with its signature in one file, as SignedAttestation.Print is.
func (s SignedRevocations) Print() []byte { return printSigned(s.List, s.Signature) }

// ParseSignedRevocations reads Print back and nothing else. The error is ErrRevoked, with ErrLineEndings
// where that is the fault; what is signed is left to Check.
func ParseSignedRevocations(file []byte) (SignedRevocations, error) {
	list, sig, err := cutSigned(file, maxRevoked, ErrRevoked)
	return SignedRevocations{list, sig}, err
}

// RevokedPath is where the list of a key's holder lies in a site's proof/: attest/revoked/ and the 16
// characters that Principal begins with. SignatureTail follows for its signature.
func RevokedPath(key ed25519.PublicKey) string { return revokedFolder + "/" + handle(key) + ".txt" }
