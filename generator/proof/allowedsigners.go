package proof

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxSigners bounds the lines of allowed_signers that are read.
const maxSigners = 1000

// AllowedSigners is the file that `ssh-keygen -Y verify -f` asks for: a line a key with its
// principal, all five namespaces and the key (ssh-keygen(1), ALLOWED SIGNERS).
func AllowedSigners(keys ...ed25519.PublicKey) []byte {
	var b bytes.Buffer
	for _, pub := range keys {
		fmt.Fprintf(&b, "%s %s%s\n", Principal(pub), signerOptions(), AuthorizedKey(pub))
	}
	return b.Bytes()
}

func signerOptions() string {
	var names []string
	for _, ns := range Namespaces() {
		names = append(names, string(ns))
	}
	return `namespaces="` + strings.Join(names, ",") + `" `
}

// ParseAllowedSigners reads AllowedSigners back and nothing else: at least one line, and no key
// twice. The error is ErrKeysMalformed or, where principal and key differ, ErrKeysDisagree.
func ParseAllowedSigners(file []byte) ([]ed25519.PublicKey, error) {
	var keys []ed25519.PublicKey
	seen := map[string]bool{}
	for line := range strings.Lines(string(file)) {
		pub, err := parseSigner(line)
		switch {
		case err != nil:
		case seen[string(pub)]:
			err = fmt.Errorf("the key %s stands there twice", Fingerprint(pub))
		case len(keys) == maxSigners:
			err = fmt.Errorf("more than %d lines", maxSigners)
		}
		if err != nil && !errors.Is(err, ErrKeysDisagree) {
			err = fmt.Errorf("%w: allowed_signers, line %d: %w", ErrKeysMalformed, len(keys)+1, err)
		}
		if err != nil {
			return nil, err
		}
		seen[string(pub)] = true
		keys = append(keys, pub)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%w: allowed_signers is empty", ErrKeysMalformed)
	}
	return keys, nil
}

func parseSigner(line string) (ed25519.PublicKey, error) {
	body, ended := strings.CutSuffix(line, "\n")
	if strings.HasSuffix(body, "\r") {
		return nil, ErrLineEndings
	}
	principal, rest, _ := strings.Cut(body, " ")
	key, ok := strings.CutPrefix(rest, signerOptions())
	if !ended || !ok || !utf8.ValidString(line) {
		return nil, fmt.Errorf("it is not NAME@gatefold %s%s and the key in base64", signerOptions(), keyType)
	}
	pub, err := ParseAuthorizedKey(key)
	if err == nil && principal != Principal(pub) {
		err = fmt.Errorf("%w: allowed_signers calls the key of %s %.60q", ErrKeysDisagree, Principal(pub), principal)
	}
	return pub, err
}
