package proof

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestKeysBundle(t *testing.T) {
	for n := 1; n <= 3; n++ {
		_, signed := history(t, n)
		back, err := ParseKeysBundle(PrintKeysBundle(signed))
		if err != nil || !reflect.DeepEqual(back, signed) {
			t.Errorf("%d keys came back as %+v, %v", n, back, err)
		}
	}
}

// TestKeysBundleChanged changes every byte in turn: either the file or the history is refused.
func TestKeysBundleChanged(t *testing.T) {
	_, signed := history(t, 2)
	good := PrintKeysBundle(signed)
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		back, err := ParseKeysBundle(bad)
		if err == nil {
			_, err = CheckKeyHistory(back)
		}
		if err == nil {
			t.Fatalf("a change of byte %d went unnoticed", i)
		}
	}
	for i := range good {
		back, err := ParseKeysBundle(good[:i])
		if err != nil {
			continue
		}
		if h, err := CheckKeyHistory(back); err == nil && len(h) != 1 {
			t.Fatalf("cut after %d bytes it is a history of %d keys", i, len(h))
		}
	}
}

func TestKeysBundleRefuses(t *testing.T) {
	_, signed := history(t, 2)
	good := string(PrintKeysBundle(signed))
	for what, bad := range map[string]string{
		"empty": "", "text": "hello\n", "keys alone": string(signed[0].Text), "a signature alone": string(signed[0].Signature),
		"something after": good + "x", "a blank line between": strings.Replace(good, armourFoot, armourFoot+"\n", 1),
		"three signatures": good + string(signed[0].Signature) + string(signed[0].Signature),
		"CRLF":             strings.ReplaceAll(good, "\n", "\r\n"), "too long": strings.Repeat(good, 3000), "too many keys": strings.Repeat(good, 60),
	} {
		back, err := ParseKeysBundle([]byte(bad))
		if err == nil {
			_, err = CheckKeyHistory(back)
		}
		if err == nil {
			t.Errorf("%s: read as keys", what)
		}
		if what == "CRLF" && !isError(err, ErrLineEndings) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzKeysBundle(f *testing.F) {
	_, signed := history(f, 2)
	fuzzPrint(f, func(b []byte) ([]byte, error) {
		back, err := ParseKeysBundle(b)
		return PrintKeysBundle(back), err
	}, PrintKeysBundle(signed), PrintKeysBundle(signed[:1]))
}
