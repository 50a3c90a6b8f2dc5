package proof

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
)

// SignedKeys is a keys.txt with its signatures, byte for byte.
type SignedKeys struct {
	Text      []byte
	Signature []byte // by the key that Text names
	Handover  []byte // by the key before it; nil for a first key
}

// SignKeys signs the keys of an identity; previous is the identity that it replaces, if any.
func SignKeys(k Keys, id Identity, previous *Identity) SignedKeys {
	s := SignedKeys{Text: k.Text()}
	s.Signature = Sign(id.Key(), NamespaceKeys, s.Text).Armour()
	if previous != nil {
		s.Handover = Sign(previous.Key(), NamespaceKeys, s.Text).Armour()
	}
	return s
}

// KeyHistory is all the keys that one author has had, the first first. Each has signed that the next
// one takes its place, and the next one has signed that it does.
type KeyHistory []Keys

// Current is the newest.
func (h KeyHistory) Current() Keys { return h[len(h)-1] }

// Find is the place in the history of the key with a fingerprint.
func (h KeyHistory) Find(fingerprint string) (int, bool) {
	for i, k := range h {
		if k.Fingerprint() == fingerprint {
			return i, true
		}
	}
	return 0, false
}

// Origin is the name of the author's log.
func (h KeyHistory) Origin() string { return h[0].Origin }

// LogKeys are the verifier keys of all that have signed the log or may sign it, the newest last.
func (h KeyHistory) LogKeys() []VerifierKey {
	out := make([]VerifierKey, len(h))
	for i, k := range h {
		out[i] = VerifierKey{Name: h.Origin(), Kind: KindLogKey, Key: k.Log}
	}
	return out
}

// Signers are the SSH keys, the first first.
func (h KeyHistory) Signers() []ed25519.PublicKey {
	out := make([]ed25519.PublicKey, len(h))
	for i, k := range h {
		out[i] = k.Public
	}
	return out
}

// maxHistory bounds the keys that one author has had.
const maxHistory = 100

// CheckKeyHistory holds keys to one another and to their signatures, the first key first. The error
// is ErrKeysMalformed, ErrKeysDisagree, ErrKeysSignature or ErrKeysChain.
func CheckKeyHistory(signed []SignedKeys) (KeyHistory, error) {
	if len(signed) == 0 || len(signed) > maxHistory {
		return nil, fmt.Errorf("%w: %d keys, where 1 to %d can be", ErrKeysChain, len(signed), maxHistory)
	}
	var h KeyHistory
	for i, s := range signed {
		k, err := ParseKeys(s.Text)
		if err == nil {
			err = signedBy(k.Public, s.Text, s.Signature, ErrKeysSignature)
		}
		if err == nil {
			err = h.follows(k, s)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", KeysFile(i, len(signed)), err)
		}
		h = append(h, k)
	}
	return h, nil
}

// follows holds the keys k, and the signature by the key before, to those before.
func (h KeyHistory) follows(k Keys, s SignedKeys) error {
	err := h.Follows(k)
	switch {
	case err != nil:
		return err
	case len(h) > 0:
		return signedBy(h.Current().Public, s.Text, s.Handover, ErrKeysChain)
	case s.Handover != nil:
		return fmt.Errorf("%w: a first key is signed by one before it, whose keys.txt is missing", ErrKeysChain)
	}
	return nil
}

// Follows tells whether the keys k say of themselves that they come after the history: who has signed
// that is another question. The error is ErrKeysChain.
func (h KeyHistory) Follows(k Keys) error {
	if len(h) == 0 {
		if k.Previous != "" {
			return fmt.Errorf("%w: it replaces the key %s, whose keys.txt is missing", ErrKeysChain, k.Previous)
		}
		return nil
	}
	last := h.Current()
	_, again := h.Find(k.Fingerprint())
	switch {
	case k.Previous != last.Fingerprint():
		return fmt.Errorf("%w: it replaces the key %q, but the key before it is %s", ErrKeysChain, k.Previous, last.Fingerprint())
	case again:
		return fmt.Errorf("%w: the key %s comes a second time", ErrKeysChain, k.Fingerprint())
	case k.Origin != last.Origin:
		return fmt.Errorf("%w: it is for the log %s, the key before it for %s", ErrKeysChain, k.Origin, last.Origin)
	case k.From < last.From:
		return fmt.Errorf("%w: it holds from %s, the key before it only from %s", ErrKeysChain, k.From, last.From)
	}
	return nil
}

// signedBy wraps what is wrong with a signature of keys.txt into the given error.
func signedBy(pub ed25519.PublicKey, text, armour []byte, wrong error) error {
	s, err := ParseSignature(armour)
	if err == nil && !bytes.Equal(s.Public, pub) {
		err = fmt.Errorf("it is signed by %s, not by %s", Fingerprint(s.Public), Fingerprint(pub))
	}
	if err == nil {
		err = s.Verify(NamespaceKeys, text)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", wrong, err)
	}
	return nil
}

// KeysFile is the name under proof/ of the i-th of n keys.txt, i from 0: the newest is keys.txt, the
// first of several is keys.1.txt. Beside it stand its signatures, with SignatureTail and, for all
// but the first, HandoverTail appended.
func KeysFile(i, n int) string {
	if i == n-1 {
		return "keys.txt"
	}
	return "keys." + strconv.Itoa(i+1) + ".txt"
}

// The ends of the names of signatures.
const (
	SignatureTail = ".sig"          // by the key that the file names, or by the author
	HandoverTail  = ".previous.sig" // by the key before it
)

// KeyHistoryFiles are the files of a history by their names under proof/.
func KeyHistoryFiles(signed []SignedKeys) map[string][]byte {
	files := map[string][]byte{}
	for i, s := range signed {
		name := KeysFile(i, len(signed))
		files[name], files[name+SignatureTail] = s.Text, s.Signature
		if s.Handover != nil {
			files[name+HandoverTail] = s.Handover
		}
	}
	return files
}

// ReadKeyHistory reads KeyHistoryFiles back from a folder proof/, unchecked. The error is
// fs.ErrNotExist when there is no keys.txt.
func ReadKeyHistory(folder fs.FS) ([]SignedKeys, error) {
	var signed []SignedKeys
	for len(signed) < maxHistory {
		s, err := readSignedKeys(folder, KeysFile(len(signed), maxHistory+1))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, err
		}
		signed = append(signed, s)
	}
	s, err := readSignedKeys(folder, KeysFile(0, 1))
	if err != nil {
		return nil, err
	}
	return append(signed, s), nil
}

// readSignedKeys leaves out signatures that are not there: CheckKeyHistory names them.
func readSignedKeys(folder fs.FS, name string) (SignedKeys, error) {
	var parts [3][]byte
	for i, tail := range []string{"", SignatureTail, HandoverTail} {
		data, err := readLimited(folder, name+tail, maxKeysText)
		if err != nil && !(tail != "" && errors.Is(err, fs.ErrNotExist)) {
			return SignedKeys{}, err
		}
		parts[i] = data
	}
	return SignedKeys{parts[0], parts[1], parts[2]}, nil
}

// readLimited reads a file of at most limit bytes.
func readLimited(folder fs.FS, name string, limit int64) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	return data, err
}
