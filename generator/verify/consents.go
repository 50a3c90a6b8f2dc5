package verify

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	consentsPath = "proof/consent/"
	maxConsents  = 100 // cohorts that one author has named
)

// checkConsents is step 10: each consent has its form and its name (GF5511), is about this log (GF5514),
// and is what was signed (GF5512) by one of the author's keys (GF5513).
func (r *run) checkConsents(keys proof.KeyHistory) {
	seen, last := 0, ""
	for _, path := range r.pathsUnder(consentsPath) {
		path = strings.TrimSuffix(path, proof.SignatureTail)
		cohort, ok := proof.ConsentCohort(strings.TrimPrefix(path, "proof/"))
		if !ok || path == last {
			continue
		}
		if last = path; seen == maxConsents {
			r.add(proof.CodeLimit, consentsPath, fmt.Sprintf("at most %d consents", maxConsents), "more")
			return
		}
		seen++
		r.checkConsent(keys, cohort, path)
	}
}

func (r *run) checkConsent(keys proof.KeyHistory, cohort, path string) {
	text, sig := r.fetch(path), r.fetch(path+proof.SignatureTail)
	switch {
	case text.state == gone:
		r.add(proof.CodeConsentMalformed, path, "a consent of version 1", "no such file")
		return
	case sig.state == gone:
		r.add(proof.CodeConsentChanged, path+proof.SignatureTail, "the signature of the consent", "no such file")
		return
	case text.state != there || sig.state != there:
		return
	}
	c, err := keys.Consent(cohort, text.data, sig.data)
	switch {
	case err == nil:
		r.facts.Consents = append(r.facts.Consents, c)
	case errors.Is(err, proof.ErrConsentOrigin):
		r.add(proof.CodeConsentOtherLog, path, "a consent about "+keys.Origin(), err.Error())
	case errors.Is(err, proof.ErrConsentSigner):
		r.add(proof.CodeConsentOtherKey, path+proof.SignatureTail, "a signature by a key of the author", err.Error())
	case errors.Is(err, proof.ErrConsentSignature):
		r.add(proof.CodeConsentChanged, path, "the consent that was signed", err.Error())
	default:
		r.add(proof.CodeConsentMalformed, path, "a consent of version 1", err.Error())
	}
}

// consents says what the author lets cohorts show.
func (f Facts) consents() []string {
	var out []string
	for _, c := range f.Consents {
		text := "The author agreed on " + isoDay(c.Date) + " that the cohort " + c.Cohort + " may show"
		if c.Until != "" {
			text += ", until " + isoDay(c.Until) + ","
		}
		text += " this and no more: " + strings.Join(fieldWords(c.Fields), ", ")
		if c.Withdrawn() {
			text = "The author withdrew on " + isoDay(c.Date) + " whatever the cohort " + c.Cohort + " was allowed to show"
		}
		out = append(out, text+". Whether the cohort keeps to it was not looked at.")
	}
	return out
}

// fieldWords are the names of fields as people say them.
func fieldWords(fields []string) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		switch f {
		case proof.FieldFigures:
			f = "figures of projects"
		case proof.FieldLink:
			f = "link to the site"
		case proof.FieldTargetRole:
			f = "wanted role"
		}
		out[i] = f
	}
	return out
}

// isoDay says a day of the form YYYY-MM-DD as the others are said.
func isoDay(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return day(t)
}
