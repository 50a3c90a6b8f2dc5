package proof

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// What can be wrong with a consent.
var (
	// ErrConsentMalformed: not a consent as gatefold writes it.
	ErrConsentMalformed = errors.New("this is not a consent of version 1")
	// ErrConsentSignature: its signature cannot be used, or is not of these words.
	ErrConsentSignature = errors.New("the consent is not what was signed")
	// ErrConsentSigner: a sound signature, but not by a key of the learner's.
	ErrConsentSigner = errors.New("the consent is signed by somebody else")
	// ErrConsentOrigin: it names another log than the learner's.
	ErrConsentOrigin = errors.New("the consent is about another log")
)

// Consent says what one cohort may show of one learner. It is a text of six lines of ASCII, each ending
// in LF, in this order:
//
//	gatefold-consent v1
//	cohort larkfield-2026
//	origin <16 characters>.gatefold.alt/log     the learner's log
//	date 2026-11-28                             since when
//	until 2027-11-28                            the last day, or - for none
//	fields headline name skills                 sorted, each once; or - for nothing: withdrawn
//
// Beside it stands the learner's signature (SSHSIG, consent@gatefold). Of several for one cohort the one
// with the newest date holds.
type Consent struct {
	Cohort string
	Origin string
	Date   string // YYYY-MM-DD
	Until  string // the last day, YYYY-MM-DD, or "" for none; "" when withdrawn
	Fields []string
}

const (
	consentHead    = "gatefold-consent v1"
	maxConsentText = 1 << 10
	maxCohortName  = 64
)

// The fields of a consent.
const (
	FieldAnswers      = "answers"      // to interview questions
	FieldAvailability = "availability" // for work
	FieldFigures      = "figures"      // budgets, gates and incidents of projects
	FieldHeadline     = "headline"     // the one line about oneself
	FieldLanguage     = "language"     // of the site
	FieldLink         = "link"         // address of the own site
	FieldLocation     = "location"
	FieldName         = "name"
	FieldProjects     = "projects" // titles, summaries, domains, roles, dates, counts
	FieldSkills       = "skills"
	FieldTargetRole   = "target_role"
)

// ConsentFields are all fields that a consent can name, sorted.
func ConsentFields() []string {
	return []string{
		FieldAnswers, FieldAvailability, FieldFigures, FieldHeadline, FieldLanguage, FieldLink,
		FieldLocation, FieldName, FieldProjects, FieldSkills, FieldTargetRole,
	}
}

// Withdrawn tells that the cohort may show nothing.
func (c Consent) Withdrawn() bool { return len(c.Fields) == 0 }

// Bytes is the text, whatever is in it: SignConsent and ParseConsent tell whether it is a consent.
func (c Consent) Bytes() []byte {
	until, fields := c.Until, strings.Join(c.Fields, " ")
	if until == "" {
		until = "-"
	}
	if fields == "" {
		fields = "-"
	}
	return fmt.Appendf(nil, "%s\ncohort %s\norigin %s\ndate %s\nuntil %s\nfields %s\n", consentHead, c.Cohort, c.Origin, c.Date, until, fields)
}

// ParseConsent reads Bytes back and nothing else. The error is ErrConsentMalformed, with ErrLineEndings
// where lines end in CRLF.
func ParseConsent(text []byte) (Consent, error) {
	c, err := parseConsent(text)
	if err != nil {
		return Consent{}, fmt.Errorf("%w: %w", ErrConsentMalformed, err)
	}
	return c, nil
}

func parseConsent(text []byte) (Consent, error) {
	if len(text) > maxConsentText {
		return Consent{}, fmt.Errorf("it has %d bytes, more than %d", len(text), maxConsentText)
	}
	if bytes.Contains(text, []byte("\r\n")) {
		return Consent{}, ErrLineEndings
	}
	lines := strings.Split(string(text), "\n")
	if lines[0] != consentHead {
		return Consent{}, fmt.Errorf("the first line is not %q", consentHead)
	}
	var values [5]string
	for i, name := range []string{"cohort", "origin", "date", "until", "fields"} {
		if i+1 >= len(lines) || !strings.HasPrefix(lines[i+1], name+" ") {
			return Consent{}, fmt.Errorf("line %d is not %q", i+2, name+" ...")
		}
		values[i] = lines[i+1][len(name)+1:]
	}
	c := Consent{Cohort: values[0], Origin: values[1], Date: values[2], Until: values[3]}
	if c.Until == "-" {
		c.Until = ""
	}
	if values[4] != "-" {
		c.Fields = strings.Split(values[4], " ")
	}
	if err := c.check(); err != nil {
		return Consent{}, err
	}
	if !bytes.Equal(c.Bytes(), text) {
		return Consent{}, errors.New("it is not written as gatefold writes it")
	}
	return c, nil
}

// check says what keeps c from being a consent.
func (c Consent) check() error {
	switch {
	case CheckCohortName(c.Cohort) != nil:
		return CheckCohortName(c.Cohort)
	case !isOrigin(c.Origin):
		return fmt.Errorf("%.100q is not the origin of a log", c.Origin)
	case !isDay(c.Date):
		return fmt.Errorf("its date, %.40q, is not a day such as 2026-03-01", c.Date)
	case c.Until != "" && !isDay(c.Until):
		return fmt.Errorf("its last day, %.40q, is not a day such as 2026-03-01, nor -", c.Until)
	case c.Until != "" && c.Until < c.Date:
		return fmt.Errorf("it ends on %s, before its date, %s", c.Until, c.Date)
	case c.Until != "" && c.Withdrawn():
		return fmt.Errorf("it allows nothing, and yet it ends, on %s", c.Until)
	}
	return CheckConsentFields(c.Fields)
}

// CheckCohortName says what is wrong with the name of a cohort: 1 to 64 of a-z, 0-9 and hyphens, no
// hyphen in front.
func CheckCohortName(name string) error {
	if name == "" || len(name) > maxCohortName || name[0] == '-' || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return fmt.Errorf("%.100q is not the name of a cohort: 1 to %d small letters a to z, digits and hyphens, such as larkfield-2026", name, maxCohortName)
	}
	return nil
}

// CheckConsentFields says what is wrong with the fields of a consent: unknown ones, others than sorted
// ones, each once, and figures without the projects that they are about. No fields are right too.
func CheckConsentFields(fields []string) error {
	all := ConsentFields()
	for i, f := range fields {
		if !slices.Contains(all, f) {
			return fmt.Errorf("there is no field %.40q. The fields are %s", f, strings.Join(all, ", "))
		}
		if i > 0 && fields[i-1] >= f {
			return fmt.Errorf("the field %s stands after %s: they are sorted, each once", f, fields[i-1])
		}
	}
	if slices.Contains(fields, FieldFigures) && !slices.Contains(fields, FieldProjects) {
		return fmt.Errorf("%s are about projects, and %s is not among the fields", FieldFigures, FieldProjects)
	}
	return nil
}

// SignConsent gives the armoured signature of a consent. The error is ErrConsentMalformed.
func SignConsent(id Identity, c Consent) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConsentMalformed, err)
	}
	return Sign(id.Key(), NamespaceConsent, c.Bytes()).Armour(), nil
}

// CheckConsent reads a consent that one of the signers has signed: the keys of the learner's history
// (KeyHistory.Signers). That its origin is the learner's and its cohort the one at hand remains to be
// compared. The error is ErrConsentMalformed, ErrConsentSignature or ErrConsentSigner.
func CheckConsent(text, sig []byte, signers ...ed25519.PublicKey) (Consent, error) {
	c, err := ParseConsent(text)
	if err != nil {
		return Consent{}, err
	}
	s, err := ParseSignature(sig)
	if err == nil {
		err = s.Verify(NamespaceConsent, text)
	}
	if err != nil {
		return Consent{}, fmt.Errorf("%w: %w", ErrConsentSignature, err)
	}
	if !slices.ContainsFunc(signers, func(k ed25519.PublicKey) bool { return k.Equal(s.Public) }) {
		return Consent{}, fmt.Errorf("%w: by %s, which is no key of this log's author", ErrConsentSigner, Fingerprint(s.Public))
	}
	return c, nil
}

// Consent reads the consent of this author to one cohort, the text and its signature. Beyond the errors of
// CheckConsent there is ErrConsentOrigin; a consent to another cohort is ErrConsentMalformed.
func (h KeyHistory) Consent(cohort string, text, sig []byte) (Consent, error) {
	c, err := ParseConsent(text)
	switch {
	case err != nil:
		return Consent{}, err
	case c.Cohort != cohort:
		return Consent{}, fmt.Errorf("%w: it is for the cohort %s, and its file is named after %.80q", ErrConsentMalformed, c.Cohort, cohort)
	case c.Origin != h.Origin():
		return Consent{}, fmt.Errorf("%w: %s, not %s", ErrConsentOrigin, c.Origin, h.Origin())
	}
	return CheckConsent(text, sig, h.Signers()...)
}
