package proof

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

const (
	consentFolder = "consent"
	consentTail   = ".txt"
	// maxConsents bounds the cohorts that one author has named.
	maxConsents = 100
)

// ConsentPath is where the consent to a cohort lies under proof/, in the source as in the site; its
// signature is beside it, with SignatureTail appended.
func ConsentPath(cohort string) string { return path.Join(consentFolder, cohort+consentTail) }

// ConsentCohort is the cohort of a path that ConsentPath has given.
func ConsentCohort(name string) (string, bool) {
	cohort, ok := strings.CutSuffix(path.Base(name), consentTail)
	return cohort, ok && CheckCohortName(cohort) == nil && ConsentPath(cohort) == name
}

// SignedConsent is a consent with its signature, byte for byte.
type SignedConsent struct {
	Consent   Consent
	Text      []byte
	Signature []byte
}

// KeepConsent writes a consent of this author and its signature into a folder proof/. Whenever a crash
// comes, ReadConsent finds the one before or this one.
func KeepConsent(folder Folder, h KeyHistory, s SignedConsent) error {
	text := ConsentPath(s.Consent.Cohort)
	sig := text + SignatureTail
	textPart, sigPart := text+partTail, sig+partTail
	if _, tail, err := readConsent(folder, h, s.Consent.Cohort); err == nil && tail != SignatureTail {
		// A crash came between the two renames: what it left is needed until it is in its place.
		if err := folder.Rename(sigPart, sig); err != nil {
			return err
		}
	}
	if err := errors.Join(folder.Write(sigPart, s.Signature), folder.Write(textPart, s.Text)); err != nil {
		return err
	}
	if err := folder.Sync(sigPart, textPart); err != nil {
		return err
	}
	if err := folder.Rename(textPart, text); err != nil {
		return err
	}
	return folder.Rename(sigPart, sig) // until here the new text has its signature in the other file
}

// ReadConsent reads the consent of an author to a cohort from a folder proof/. The error is fs.ErrNotExist
// when there is none, or one of KeyHistory.Consent.
func ReadConsent(folder fs.FS, h KeyHistory, cohort string) (SignedConsent, error) {
	s, _, err := readConsent(folder, h, cohort)
	return s, err
}

// partTail ends the name of a file that is about to take the place of another.
const partTail = ".part"

// readConsent tells too behind what tail the signature was found.
func readConsent(folder fs.FS, h KeyHistory, cohort string) (s SignedConsent, tail string, err error) {
	name := ConsentPath(cohort)
	text, err := readLimited(folder, name, maxConsentText)
	if err != nil {
		return s, "", err
	}
	for _, tail = range []string{SignatureTail, SignatureTail + partTail} {
		sig, fault := readLimited(folder, name+tail, maxArmour)
		if errors.Is(fault, fs.ErrNotExist) {
			fault = fmt.Errorf("%w: there is no file %s", ErrConsentSignature, name+tail)
		}
		if fault == nil {
			s.Consent, fault = h.Consent(cohort, text, sig)
		}
		if fault == nil {
			s.Text, s.Signature = text, sig
			return s, tail, nil
		}
		if err == nil {
			err = fault
		}
	}
	return SignedConsent{}, "", err
}

// ConsentCohorts are the cohorts that a folder proof/ has consents to, sorted.
func ConsentCohorts(folder fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(folder, consentFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var cohorts []string
	for _, e := range entries {
		if cohort, ok := ConsentCohort(path.Join(consentFolder, e.Name())); ok {
			cohorts = append(cohorts, cohort)
		}
	}
	if len(cohorts) > maxConsents {
		return nil, fmt.Errorf("the folder %s names %d cohorts, more than %d", consentFolder, len(cohorts), maxConsents)
	}
	slices.Sort(cohorts)
	return cohorts, nil
}
