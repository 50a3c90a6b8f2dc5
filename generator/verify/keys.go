package verify

import (
	"bytes"
	"crypto/ed25519"
	"errors"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	signersPath = "proof/allowed_signers"
	maxHistory  = 100
)

// checkKeys is step 4: it gives the author's lists of keys, the oldest first, as far as they can be
// used, and none where the newest cannot.
func (r *run) checkKeys(signer ed25519.PublicKey) proof.KeyHistory {
	older, last := 0, there
	for older < maxHistory && last == there {
		if last = r.fetch("proof/" + proof.KeysFile(older, maxHistory+1)).state; last != gone {
			older++
		}
	}
	var history proof.KeyHistory
	for i := range older + 1 {
		if k, ok := r.readKeys("proof/"+proof.KeysFile(i, older+1), history); ok {
			history = append(history, k)
		}
	}
	r.compareNamed(signer, history)
	if len(history) == 0 || r.fetch(keysPath).state == gone {
		return nil
	}
	current := history.Current()
	r.facts.Keys = history
	r.facts.Origin, r.facts.Principal = current.Origin, proof.Principal(current.Public)
	if signer != nil && !signer.Equal(current.Public) {
		r.add(proof.CodeKeysDisagree, keysPath, "the key that signed the list of files, "+proof.Fingerprint(signer), current.Fingerprint())
	}
	r.checkSigners(current)
	return history
}

// readKeys reads one list of keys and holds it to its signatures and to those before.
func (r *run) readKeys(path string, history proof.KeyHistory) (proof.Keys, bool) {
	f := r.fetch(path)
	if f.state == gone {
		r.add(proof.CodeKeysMalformed, path, "the author's list of keys", "no such file")
	}
	if f.state != there {
		return proof.Keys{}, false
	}
	k, err := proof.ParseKeys(f.data)
	disagree := errors.Is(err, proof.ErrKeysDisagree)
	if err != nil && !disagree {
		r.add(proof.CodeKeysMalformed, path, "a list of keys of version 1", err.Error())
		return k, false
	}
	if disagree && k.Previous == "" {
		r.add(proof.CodeKeysDisagree, path, "the origin of its key", err.Error())
	}
	r.keysSigned(proof.CodeKeysSignature, path, f.data, path+proof.SignatureTail, k.Public)
	if err := history.Follows(k); err != nil {
		r.add(proof.CodeKeysChain, path, "keys that follow one another", err.Error())
	} else if len(history) > 0 {
		r.keysSigned(proof.CodeKeysChain, path, f.data, path+proof.HandoverTail, history.Current().Public)
	}
	return k, true
}

// compareNamed holds the key that signed the list to the one that the reader named: it, or one that
// took its place or came before it.
func (r *run) compareNamed(signer ed25519.PublicKey, history proof.KeyHistory) {
	named, found := r.options.Key, ""
	if signer != nil {
		found = proof.Fingerprint(signer)
	}
	switch {
	case named == "":
		got := "none was named"
		if found != "" {
			got += "; the list is signed by " + found
		}
		r.add(proof.CodeKeyNotNamed, "", "a fingerprint from a place you know", got)
		return
	case proof.CheckFingerprint(named) != nil:
		r.add(proof.CodeKeyNotNamed, "", "a fingerprint: SHA256: and 43 letters, digits, + or /", clip(named, 80))
		return
	case signer == nil || found == named:
		return
	}
	_, knowsNamed := history.Find(named)
	_, knowsSigner := history.Find(found)
	if knowsNamed && knowsSigner && !r.has(proof.CodeKeysSignature) && !r.has(proof.CodeKeysChain) {
		r.facts.Replaced = &Replaced{named, found}
		return
	}
	r.add(proof.CodeOtherKey, sigPath, "the key you named, "+named, found)
}

// keysSigned adds a finding unless a file holds the signature of a list of keys by one key.
func (r *run) keysSigned(code proof.Code, path string, text []byte, sigPath string, key ed25519.PublicKey) {
	f := r.fetch(sigPath)
	if f.state != there {
		r.add(code, sigPath, "a signature by "+proof.Fingerprint(key), "no such file")
		return
	}
	sig, err := proof.ParseSignature(f.data)
	switch {
	case err != nil:
		r.add(code, sigPath, "an SSH signature for "+string(proof.NamespaceKeys), err.Error())
		return
	case !bytes.Equal(sig.Public, key):
		r.add(code, sigPath, "a signature by "+proof.Fingerprint(key), "one by "+proof.Fingerprint(sig.Public))
		return
	}
	if err := sig.Verify(proof.NamespaceKeys, text); err != nil {
		r.add(code, path, "the list of keys that was signed", err.Error())
	}
}

// checkSigners compares the file for ssh-keygen with the newest keys.
func (r *run) checkSigners(current proof.Keys) {
	f := r.fetch(signersPath)
	if f.state == gone {
		r.add(proof.CodeKeysMalformed, signersPath, "the author's key for ssh-keygen", "no such file")
	}
	if f.state != there {
		return
	}
	keys, err := proof.ParseAllowedSigners(f.data)
	switch {
	case errors.Is(err, proof.ErrKeysDisagree):
		r.add(proof.CodeKeysDisagree, signersPath, "one key, named alike everywhere", err.Error())
		return
	case err != nil:
		r.add(proof.CodeKeysMalformed, signersPath, "lines as gatefold writes them", err.Error())
		return
	}
	for _, k := range keys {
		if k.Equal(current.Public) {
			return
		}
	}
	r.add(proof.CodeKeysDisagree, signersPath, "one key, named alike everywhere", "allowed_signers does not name the key of keys.txt")
}

// clip shortens a stranger's text for a finding.
func clip(s string, limit int) string {
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + " ..."
	}
	return s
}
