package proof

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

const (
	attestFolder  = "attest"
	revokedFolder = "attest/revoked"
	// keptTail is the end of the name of a list with its signature, in the source alone: one file, so that
	// no crash can leave the one without the other.
	keptTail = ".revoked.txt"
	// maxAttestations bounds the notes, and the lists of revocations, that a log's author keeps.
	maxAttestations = 2000
)

// AttestTail is the end of the name of a note in AttestPath; SignatureTail follows for its signature.
const AttestTail = ".note"

// AttestPath is where a note lies in the source's proof/, as in the site's: attest/ and the first 16
// hexadecimal digits of its hash.
func AttestPath(hash [32]byte) string { return attestFolder + "/" + hashName(hash) + AttestTail }

// KeepAttestation keeps what the author has accepted. A note is never there without its signature.
func (s Store) KeepAttestation(a SignedAttestation) error {
	name := AttestPath(a.Hash())
	if err := replace(s.Folder, name+SignatureTail, a.Signature); err != nil {
		return err
	}
	return replace(s.Folder, name, a.Note)
}

// ReadAttestations reads what KeepAttestation has kept, unchecked, by name; what cannot be read is a fault.
func ReadAttestations(folder fs.FS) (kept []SignedAttestation, faults []error) {
	names, faults := namesIn(folder, attestFolder, AttestTail)
	for _, name := range names {
		note, err := readLimited(folder, name, maxAttestation)
		var sig []byte
		if err == nil {
			sig, err = readLimited(folder, name+SignatureTail, maxArmour)
		}
		a := SignedAttestation{note, sig}
		if err == nil && AttestPath(a.Hash()) != name {
			err = fmt.Errorf("%w: it is not the one that its name says", ErrAttestation)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("proof/%s: %w", name, err))
			continue
		}
		kept = append(kept, a)
	}
	return kept, faults
}

// KeepRevocations keeps the list of one who has attested something, in place of an earlier one from
// which it must go on. The errors are those of SignedRevocations.Check, and ErrRevokedOld.
func (s Store) KeepRevocations(r SignedRevocations) error {
	list, key, err := r.Check()
	if err != nil {
		return err
	}
	name := KeptRevocations(key)
	if earlier, err := readRevocations(s.Folder, name); err == nil {
		if old, _, err := earlier.Check(); err == nil {
			if err := list.Follows(old); err != nil {
				return err
			}
		}
	}
	return replace(s.Folder, name, r.Print())
}

// KeptRevocations is where KeepRevocations keeps the list of a key's holder: attest/revoked/<the 16
// characters that Principal begins with>.revoked.txt.
func KeptRevocations(key ed25519.PublicKey) string {
	return revokedFolder + "/" + handle(key) + keptTail
}

// ReadRevocations reads what KeepRevocations has kept, unchecked, by name; what cannot be read is a fault.
func ReadRevocations(folder fs.FS) (kept []SignedRevocations, faults []error) {
	names, faults := namesIn(folder, revokedFolder, keptTail)
	for _, name := range names {
		r, err := readRevocations(folder, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("proof/%s: %w", name, err))
			continue
		}
		kept = append(kept, r)
	}
	return kept, faults
}

func readRevocations(folder fs.FS, name string) (SignedRevocations, error) {
	data, err := readLimited(folder, name, maxRevoked+maxArmour+1)
	if err != nil {
		return SignedRevocations{}, err
	}
	return ParseSignedRevocations(data)
}

// namesIn are the files of a folder whose names end in tail, sorted.
func namesIn(folder fs.FS, dir, tail string) (names []string, faults []error) {
	entries, err := fs.ReadDir(folder, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, []error{fmt.Errorf("proof/%s: %w", dir, err)}
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), tail) || !e.Type().IsRegular() {
			continue
		}
		if len(names) == maxAttestations {
			return names, []error{fmt.Errorf("proof/%s: it has more than %d files", dir, maxAttestations)}
		}
		names = append(names, path.Join(dir, e.Name()))
	}
	return names, nil
}
