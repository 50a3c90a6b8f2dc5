package proof

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"time"
)

// What can be wrong with keys.txt, its signatures and its predecessors.
var (
	// ErrKeysMalformed: not a keys.txt as gatefold writes it.
	ErrKeysMalformed = errors.New("keys.txt is not in its form")
	// ErrKeysSignature: not signed by the key that it names.
	ErrKeysSignature = errors.New("keys.txt is not signed by its key")
	// ErrKeysDisagree: what should name one key names different ones.
	ErrKeysDisagree = errors.New("keys disagree")
	// ErrKeysChain: a replaced key is not followed by the next in the way that both have signed.
	ErrKeysChain = errors.New("the keys do not follow one another")
)

// Keys is the content of keys.txt: one SSH key and all the keys that hang off it. Nine or more
// lines of ASCII, each ending in LF, in this order:
//
//	gatefold-keys v1
//	key ssh-ed25519 AAAA...
//	origin <16 characters>.gatefold.alt/log
//	log <verifier key of the log>
//	cosign <verifier key for cosignatures>     once, or once a turn
//	did did:key:z6Mk...
//	from 2026-03-01
//	until -                                     or a day
//	previous -                                  or the fingerprint of the key that this one replaces
//
// The file is signed (SSHSIG, keys@gatefold) by its key and, when it replaces one, by that one too.
type Keys struct {
	Public     ed25519.PublicKey
	Origin     string // of the log; after a rotation that of the first key
	Log        ed25519.PublicKey
	Cosign     []ed25519.PublicKey // by turn, at least one
	Credential ed25519.PublicKey
	From       string // the first day, YYYY-MM-DD
	Until      string // the last day, or ""
	Previous   string // the fingerprint of the key that this one replaces, or ""
}

const (
	keysHead     = "gatefold-keys v1"
	maxKeysTurns = 50
	maxKeysText  = 16 << 10
)

// NewKeys lists the keys of an identity that replaces no other.
func NewKeys(id Identity, from time.Time) Keys {
	return Keys{
		Public: id.Public(), Origin: id.Origin(), Log: id.LogKey().Public().(ed25519.PublicKey),
		Cosign:     []ed25519.PublicKey{id.CosignKey(0).Public().(ed25519.PublicKey)},
		Credential: id.CredentialKey().Public().(ed25519.PublicKey), From: from.Format(time.DateOnly),
	}
}

// Succeed lists the keys of the identity that takes the place of k: it carries the log on.
func (k Keys) Succeed(id Identity, from time.Time) Keys {
	next := NewKeys(id, from)
	next.Origin, next.Previous = k.Origin, k.Fingerprint()
	return next
}

// Fingerprint is that of the SSH key.
func (k Keys) Fingerprint() string { return Fingerprint(k.Public) }

// Text is the file.
func (k Keys) Text() []byte {
	var b bytes.Buffer
	line := func(name, value string) {
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(&b, "%s %s\n", name, value)
	}
	b.WriteString(keysHead + "\n")
	line("key", AuthorizedKey(k.Public))
	line("origin", k.Origin)
	line("log", vkeyText(k.Origin, kindLog, k.Log))
	for _, pub := range k.Cosign {
		line("cosign", vkeyText(cosignName(k.Public), kindCosign, pub))
	}
	line("did", DIDKey(k.Credential))
	line("from", k.From)
	line("until", k.Until)
	line("previous", k.Previous)
	return b.Bytes()
}

// ParseKeys reads Text back and nothing else. The error is ErrKeysMalformed, with ErrLineEndings where
// that is the only fault, or ErrKeysDisagree, and then the keys are what the file says all the same.
// Signatures are left to CheckKeyHistory.
func ParseKeys(file []byte) (Keys, error) {
	if len(file) > maxKeysText {
		return Keys{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrKeysMalformed, len(file), maxKeysText)
	}
	if bytes.Contains(file, []byte("\r\n")) {
		return Keys{}, fmt.Errorf("%w: %w", ErrKeysMalformed, ErrLineEndings)
	}
	r := keysReader{rest: string(file)}
	k := r.read()
	if r.err != nil {
		return Keys{}, fmt.Errorf("%w: %w", ErrKeysMalformed, r.err)
	}
	if !bytes.Equal(k.Text(), file) {
		return Keys{}, fmt.Errorf("%w: it is not written as gatefold writes it", ErrKeysMalformed)
	}
	if k.Previous == "" && k.Origin != ownOrigin(k.Public) || k.Previous == k.Fingerprint() {
		return k, fmt.Errorf("%w: the origin %s is not that of the key %s, and no earlier key is named", ErrKeysDisagree, k.Origin, k.Fingerprint())
	}
	return k, nil
}

// keysReader takes lines off keys.txt and keeps the first error.
type keysReader struct {
	rest string
	err  error
}

func (r *keysReader) read() Keys {
	var k Keys
	if head, rest, _ := strings.Cut(r.rest, "\n"); head != keysHead {
		r.err = fmt.Errorf("the first line is not %q", keysHead)
	} else {
		r.rest = rest
	}
	k.Public = r.key("key", ParseAuthorizedKey)
	if k.Origin = r.value("origin"); r.err == nil && !isOrigin(k.Origin) {
		r.err = fmt.Errorf("%.100q is not the origin of a log", k.Origin)
	}
	k.Log = r.key("log", func(s string) (ed25519.PublicKey, error) { return cutVkey(s, k.Origin, kindLog) })
	for r.err == nil && (len(k.Cosign) == 0 || strings.HasPrefix(r.rest, "cosign ")) {
		k.Cosign = append(k.Cosign, r.key("cosign", func(s string) (ed25519.PublicKey, error) {
			return cutVkey(s, cosignName(k.Public), kindCosign)
		}))
	}
	if len(k.Cosign) > maxKeysTurns {
		r.err = fmt.Errorf("it names more than %d cosigning keys", maxKeysTurns)
	}
	k.Credential = r.key("did", parseDIDKey)
	k.From, k.Until = r.day("from", false), r.day("until", true)
	if r.err == nil && k.Until != "" && k.Until < k.From {
		r.err = fmt.Errorf("it holds from %s until %s, which is earlier", k.From, k.Until)
	}
	if k.Previous = r.value("previous"); k.Previous == "-" {
		k.Previous = ""
	} else if r.err == nil {
		r.err = CheckFingerprint(k.Previous)
	}
	return k
}

// value is what stands after a name on the next line.
func (r *keysReader) value(name string) string {
	line, rest, _ := strings.Cut(r.rest, "\n")
	value, ok := strings.CutPrefix(line, name+" ")
	if r.err == nil && !ok {
		r.err = fmt.Errorf("a line %q is missing; %.60q stands there", name+" ...", line)
	}
	r.rest = rest
	return value
}

func (r *keysReader) key(name string, parse func(string) (ed25519.PublicKey, error)) ed25519.PublicKey {
	value := r.value(name)
	if r.err != nil {
		return nil
	}
	var pub ed25519.PublicKey
	pub, r.err = parse(value)
	return pub
}

func (r *keysReader) day(name string, open bool) string {
	value := r.value(name)
	if open && value == "-" {
		return ""
	}
	if day, err := time.Parse(time.DateOnly, value); r.err == nil && (err != nil || day.Format(time.DateOnly) != value) {
		r.err = fmt.Errorf("%.40q is not a day such as 2026-03-01", value)
	}
	return value
}
