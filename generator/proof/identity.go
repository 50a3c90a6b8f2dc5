package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SeedSize is the length of an identity's seed in bytes.
const SeedSize = ed25519.SeedSize

// Identity is everything that one person signs with, all of it from one seed of 32 bytes. The seed
// itself is the private key that OpenSSH knows; people compare the fingerprint of that one key. The
// other keys are derived from the seed (HKDF-SHA256, RFC 5869, empty salt, info
// "gatefold/v1/<use>"), because one public key should not serve two kinds of signature (C2SP
// signed-note). The zero Identity is nobody's: use what NewIdentity, IdentityFromSeed,
// IdentityFromWords or KeyFile.Open have given without an error.
//
// An Identity printed with the fmt package shows its fingerprint, never the seed.
type Identity struct{ seed [SeedSize]byte }

// NewIdentity takes a new seed from a random source.
func NewIdentity(random io.Reader) (Identity, error) {
	var id Identity
	if _, err := io.ReadFull(random, id.seed[:]); err != nil {
		return Identity{}, fmt.Errorf("no random bytes for a new key: %w", err)
	}
	return id, nil
}

// IdentityFromSeed is the identity of a seed of SeedSize bytes.
func IdentityFromSeed(seed []byte) (Identity, error) {
	if len(seed) != SeedSize {
		return Identity{}, fmt.Errorf("a seed has %d bytes, this one %d", SeedSize, len(seed))
	}
	return Identity{[SeedSize]byte(seed)}, nil
}

// Key is the OpenSSH key: it signs the list of files, keys.txt, attestations and challenges.
func (id Identity) Key() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(id.seed[:]) }

// Public is the public half of Key.
func (id Identity) Public() ed25519.PublicKey { return id.Key().Public().(ed25519.PublicKey) }

// LogKey signs the checkpoints of the author's own log.
func (id Identity) LogKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(id.derive("log")) }

// CosignKey cosigns the checkpoints of others. A witness that has lost its memory of what it has
// signed takes the next one: turn 0 is the first key (info "gatefold/v1/cosign"), turn n > 0 has
// the info "gatefold/v1/cosign/<n>".
func (id Identity) CosignKey(turn uint) ed25519.PrivateKey {
	use := "cosign"
	if turn > 0 {
		use += "/" + strconv.FormatUint(uint64(turn), 10)
	}
	return ed25519.NewKeyFromSeed(id.derive(use))
}

// CredentialKey signs verifiable credentials; its public half is the did:key of keys.txt.
func (id Identity) CredentialKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(id.derive("vc")) }

// RedactKey is the secret of 32 bytes from which the salts and random ids of leaves are made.
func (id Identity) RedactKey() []byte { return id.derive("redact") }

// derive cannot fail: 32 bytes are within what HKDF-SHA256 gives.
func (id Identity) derive(use string) []byte {
	out, err := hkdf.Key(sha256.New, id.seed[:], nil, "gatefold/v1/"+use, SeedSize)
	if err != nil {
		panic(err)
	}
	return out
}

// Fingerprint is that of Public.
func (id Identity) Fingerprint() string { return Fingerprint(id.Public()) }

// Format keeps the seed out of everything that is printed.
func (id Identity) Format(f fmt.State, _ rune) { io.WriteString(f, id.Fingerprint()) }

// keyType is the only kind of OpenSSH key that gatefold knows.
const keyType = "ssh-ed25519"

// wireKey is the OpenSSH wire format of a public key (RFC 8709 section 4), 51 bytes.
func wireKey(pub ed25519.PublicKey) []byte {
	return appendString(appendString(nil, []byte(keyType)), pub)
}

// parseWireKey reads wireKey back and nothing else.
func parseWireKey(b []byte) (ed25519.PublicKey, error) {
	prefix := append(appendString(nil, []byte(keyType)), 0, 0, 0, ed25519.PublicKeySize)
	pub, ok := bytes.CutPrefix(b, prefix)
	if !ok || len(pub) != ed25519.PublicKeySize {
		return nil, errors.New("this is not an Ed25519 key of OpenSSH, the only kind that gatefold uses")
	}
	return ed25519.PublicKey(pub), nil
}

// Fingerprint is what `ssh-keygen -l` prints for a key: "SHA256:" and the base64 without padding of
// the SHA-256 of its wire format, 50 characters.
func Fingerprint(pub ed25519.PublicKey) string {
	sum := sha256.Sum256(wireKey(pub))
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// CheckFingerprint says what is wrong with a fingerprint that somebody has typed.
func CheckFingerprint(s string) error {
	hash, ok := strings.CutPrefix(s, "SHA256:")
	if sum, err := base64.RawStdEncoding.Strict().DecodeString(hash); !ok || err != nil || len(sum) != sha256.Size {
		return fmt.Errorf("%q is not a fingerprint: it begins with SHA256: and has 43 letters, digits, + or / after that, as in SHA256:%s. Copy it whole", s, strings.Repeat("x", 43))
	}
	return nil
}

// handle is the short name of a key, 16 characters of a-z and 2-7: base32 without padding of the
// first 10 bytes of the SHA-256 of its wire format, in lower case.
func handle(pub ed25519.PublicKey) string {
	sum := sha256.Sum256(wireKey(pub))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Principal is the name of a key in allowed_signers.
func Principal(pub ed25519.PublicKey) string { return handle(pub) + "@gatefold" }

// AuthorizedKey is a public key on one line, as in a .pub file, without a comment.
func AuthorizedKey(pub ed25519.PublicKey) string {
	return keyType + " " + base64.StdEncoding.EncodeToString(wireKey(pub))
}

// ParseAuthorizedKey reads AuthorizedKey back and nothing else.
func ParseAuthorizedKey(s string) (ed25519.PublicKey, error) {
	text, ok := strings.CutPrefix(s, keyType+" ")
	wire, err := base64.StdEncoding.Strict().DecodeString(text)
	if !ok || err != nil {
		return nil, fmt.Errorf("%.100q is not a public key of the form %q", s, keyType+" AAAA...")
	}
	pub, err := parseWireKey(wire)
	if err == nil && AuthorizedKey(pub) != s {
		err = fmt.Errorf("%.100q is a public key, but not written as OpenSSH writes it", s)
	}
	return pub, err
}
