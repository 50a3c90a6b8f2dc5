package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// The kinds of signature that a verifier key of C2SP signed-note can name.
const (
	kindLog    = 1 // Ed25519 over the note: a log signs its own checkpoint
	kindCosign = 4 // Ed25519 with a time (C2SP tlog-cosignature v1): a witness signs another's
)

// Origin is the name of this identity's own log, 35 characters that follow from the key and name no
// host: moving the site changes nothing (".alt" is outside the DNS, RFC 9476).
func (id Identity) Origin() string { return ownOrigin(id.Public()) }

const originTail = ".gatefold.alt/log"

func ownOrigin(pub ed25519.PublicKey) string { return handle(pub) + originTail }

// isOrigin tells whether a text has the form of an Origin.
func isOrigin(s string) bool {
	short, ok := strings.CutSuffix(s, originTail)
	return ok && len(short) == 16 && strings.Trim(short, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// cosignName is the name under which the holder of an SSH key cosigns.
func cosignName(pub ed25519.PublicKey) string { return handle(pub) + ".gatefold.alt/cosign" }

// LogVerifierKey is what others need to check the checkpoints of a log that this identity signs:
// "<origin>+<hash>+<key>" of C2SP signed-note. After a rotation the origin is that of the first key.
func (id Identity) LogVerifierKey(origin string) string {
	return vkeyText(origin, kindLog, id.LogKey().Public().(ed25519.PublicKey))
}

// CosignVerifierKey is what others need to check the cosignatures of CosignKey(turn).
func (id Identity) CosignVerifierKey(turn uint) string {
	return vkeyText(cosignName(id.Public()), kindCosign, id.CosignKey(turn).Public().(ed25519.PublicKey))
}

// DID is the did:key of CredentialKey.
func (id Identity) DID() string { return DIDKey(id.CredentialKey().Public().(ed25519.PublicKey)) }

// vkeyText is a verifier key of C2SP signed-note; the hash is the first four bytes of the SHA-256
// of name, LF, kind and key, for a cosigner's as for a log's.
func vkeyText(name string, kind byte, pub ed25519.PublicKey) string {
	body := append([]byte{kind}, pub...)
	sum := sha256.Sum256(append([]byte(name+"\n"), body...))
	return name + "+" + hex.EncodeToString(sum[:4]) + "+" + base64.StdEncoding.EncodeToString(body)
}

// cutVkey reads vkeyText of one name and kind back and nothing else.
func cutVkey(s, name string, kind byte) (ed25519.PublicKey, error) {
	rest, ok := strings.CutPrefix(s, name+"+")
	_, text, cut := strings.Cut(rest, "+")
	body, err := base64.StdEncoding.Strict().DecodeString(text)
	if !ok || !cut || err != nil || len(body) != 1+ed25519.PublicKeySize || body[0] != kind {
		return nil, fmt.Errorf("%.150q is not a verifier key of %s", s, name)
	}
	pub := ed25519.PublicKey(body[1:])
	if vkeyText(name, kind, pub) != s {
		return nil, fmt.Errorf("%.150q is not a verifier key of %s: another name or a wrong short hash", s, name)
	}
	return pub, nil
}

// ed25519Multicodec stands before an Ed25519 public key in a did:key.
var ed25519Multicodec = []byte{0xed, 0x01}

const (
	didPrefix = "did:key:z" // z is the multibase sign of base58btc
	base58    = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
)

// DIDKey names a key as a decentralised identifier (W3C CCG did:key v0.7).
func DIDKey(pub ed25519.PublicKey) string { return "did:key:" + Multikey(pub) }

// Multikey is a public key as W3C Controlled Identifiers 1.0 write it, section 2.2.2: z6Mk and more.
func Multikey(pub ed25519.PublicKey) string {
	return Multibase(append(bytes.Clone(ed25519Multicodec), pub...))
}

// Multibase is z and the bytes in base58btc.
func Multibase(data []byte) string {
	n := new(big.Int).SetBytes(data)
	var digits []byte
	for m := new(big.Int); n.Sign() > 0; {
		n.DivMod(n, big.NewInt(58), m)
		digits = append(digits, base58[m.Int64()])
	}
	for _, b := range data {
		if b != 0 {
			break
		}
		digits = append(digits, base58[0])
	}
	slices.Reverse(digits)
	return "z" + string(digits)
}

// parseDIDKey reads DIDKey back and nothing else.
func parseDIDKey(s string) (ed25519.PublicKey, error) {
	fail := fmt.Errorf("%.100q is not the did:key of an Ed25519 key", s)
	text, ok := strings.CutPrefix(s, didPrefix)
	if !ok || len(text) > 60 {
		return nil, fail
	}
	n := new(big.Int)
	for i := range len(text) {
		digit := strings.IndexByte(base58, text[i])
		if digit < 0 {
			return nil, fail
		}
		n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(digit)))
	}
	key, ok := bytes.CutPrefix(n.Bytes(), ed25519Multicodec)
	if !ok || len(key) != ed25519.PublicKeySize || DIDKey(key) != s {
		return nil, fail
	}
	return ed25519.PublicKey(key), nil
}
