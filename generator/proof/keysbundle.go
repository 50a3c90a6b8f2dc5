package proof

import (
	"bytes"
	"fmt"
	"strings"
)

// PrintKeysBundle is a history in one file, for people who send files by mail: of each key, the first
// first, keys.txt and after it its signature and, for all but the first, that of the key before.
func PrintKeysBundle(signed []SignedKeys) []byte {
	var b bytes.Buffer
	for _, s := range signed {
		b.Write(s.Text)
		b.Write(s.Signature)
		b.Write(s.Handover)
	}
	return b.Bytes()
}

// ParseKeysBundle reads PrintKeysBundle back and nothing else; what it gives is for CheckKeyHistory.
// The error is ErrKeysMalformed, with ErrLineEndings where that is the fault.
func ParseKeysBundle(file []byte) ([]SignedKeys, error) {
	const most = maxHistory * (maxKeysText + 2*maxArmour)
	switch {
	case len(file) > most:
		return nil, fmt.Errorf("%w: it has %d bytes, more than %d", ErrKeysMalformed, len(file), most)
	case bytes.Contains(file, []byte("\r\n")):
		return nil, fmt.Errorf("%w: %w", ErrKeysMalformed, ErrLineEndings)
	}
	var signed []SignedKeys
	for rest := string(file); rest != "" && len(signed) < maxHistory; {
		var s SignedKeys
		if s, rest = cutSignedKeys(rest); s.Signature == nil {
			return nil, fmt.Errorf("%w: no signature follows the keys of number %d", ErrKeysMalformed, len(signed)+1)
		}
		signed = append(signed, s)
	}
	if len(signed) == 0 || !bytes.Equal(PrintKeysBundle(signed), file) {
		return nil, fmt.Errorf("%w: it is not keys and their signatures, %d keys at most", ErrKeysMalformed, maxHistory)
	}
	return signed, nil
}

// cutSignedKeys takes one keys.txt and the one or two signatures after it off the front.
func cutSignedKeys(file string) (s SignedKeys, rest string) {
	at := strings.Index(file, armourHead)
	if at < 0 {
		return s, file
	}
	s.Text, rest = []byte(file[:at]), file[at:]
	for _, to := range []*[]byte{&s.Signature, &s.Handover} {
		end := strings.Index(rest, armourFoot)
		if end < 0 || !strings.HasPrefix(rest, armourHead) {
			break
		}
		end += len(armourFoot)
		*to, rest = []byte(rest[:end]), rest[end:]
	}
	return s, rest
}
