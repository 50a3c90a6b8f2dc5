package cohort

import (
	"fmt"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// consentNow finds the consent that holds today: the newest of what the site publishes and what was seen
// before. Where there is none that allows anything, why says so in a sentence.
//
// A site that publishes none has none: what was seen before is remembered only so that an older one,
// published once more, does not hold over a newer one or a withdrawal.
func (s *sight) consentNow(c *Cohort, v Visiting, e verify.Evidence) (holds *proof.Consent, why string) {
	old, known := s.remembered(c)
	text, published := e.Files[c.consentPath()]
	if !published {
		if known && old.Withdrawn() {
			return nil, "They withdrew their consent on " + old.Date + "."
		}
		return nil, "They have published no consent for the cohort " + c.Name + "."
	}
	now, err := e.Keys.Consent(c.Name, text, e.Files[c.consentPath()+proof.SignatureTail])
	if err != nil {
		return nil, sentence("Their consent cannot be used", err)
	}
	if now.Date > v.tomorrow() {
		return nil, fmt.Sprintf("Their consent is dated %s, which is yet to come.", now.Date)
	}
	switch {
	case known && now.Date < old.Date:
		return nil, fmt.Sprintf("They publish a consent of %s, and have signed a newer one, of %s, which alone counts.", now.Date, old.Date)
	case known && now.Date == old.Date && old.Withdrawn() && !now.Withdrawn():
		return nil, fmt.Sprintf("They withdrew their consent on %s; a new one counts when it has a later date.", old.Date)
	case !known || string(now.Bytes()) != string(old.Bytes()):
		s.memory.Consent = &storedConsent{string(text), string(e.Files[c.consentPath()+proof.SignatureTail])}
		s.changed = true
	}
	return &now, notHolding(now, v)
}

// tomorrow is the last day that some place on earth may have reached.
func (v Visiting) tomorrow() string { return v.Now.UTC().AddDate(0, 0, 1).Format(time.DateOnly) }

// notHolding says why a consent allows nothing today, "" when it allows something.
func notHolding(c proof.Consent, v Visiting) string {
	switch {
	case c.Withdrawn():
		return "They withdrew their consent on " + c.Date + "."
	case c.Until != "" && c.Until < v.day():
		return "Their consent ended on " + c.Until + "."
	}
	return ""
}

// remembered is the newest consent that was seen before.
func (s *sight) remembered(c *Cohort) (proof.Consent, bool) {
	if s.memory.Consent == nil {
		return proof.Consent{}, false
	}
	old, err := s.memory.keys.Consent(c.Name, []byte(s.memory.Consent.Text), []byte(s.memory.Consent.Signature))
	return old, err == nil
}
