package cohort_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// TestConsent follows one learner: each step is what they publish, and what becomes of it.
func TestConsent(t *testing.T) {
	l, other := cohorttest.New(1), cohorttest.New(2)
	to := func(date, until string, fields ...string) *proof.Consent {
		return l.ConsentTo(cohortName, date, until, fields...)
	}
	type step struct {
		consent *proof.Consent
		absent  string // what is said of them, "" when they are shown
	}
	for name, steps := range map[string][]step{
		"none":             {{nil, "published no consent for the cohort " + cohortName}},
		"given":            {{to("2026-11-01", "", "name"), ""}},
		"the last day":     {{to("2026-11-01", "2026-11-28", "name"), ""}},
		"ended":            {{to("2026-11-01", "2026-11-27", "name"), "ended on 2026-11-27"}},
		"yet to come":      {{to("2026-11-30", "", "name"), "yet to come"}, {to("2026-11-01", "", "name"), ""}},
		"tomorrow, abroad": {{to("2026-11-29", "", "name"), ""}},
		"another cohort":   {{l.ConsentTo("other-2026", "2026-11-01", "", "name"), "published no consent"}},
		"withdrawn":        {{to("2026-11-01", "", "name"), ""}, {to("2026-11-02", ""), "withdrew their consent on 2026-11-02"}},
		"withdrawn, then an older one": {{to("2026-11-01", "", "name"), ""}, {to("2026-11-02", ""), "withdrew"},
			{to("2026-11-01", "", "name"), "have signed a newer one, of 2026-11-02"}},
		"withdrawn, then one of the same day": {{to("2026-11-02", ""), "withdrew"}, {to("2026-11-02", "", "name"), "a later date"}, {to("2026-11-03", "", "name"), ""}},
		"withdrawn, then none":                {{to("2026-11-02", ""), "withdrew"}, {nil, "withdrew their consent on 2026-11-02"}},
		"given, then none":                    {{to("2026-11-02", "", "name"), ""}, {nil, "published no consent"}, {to("2026-11-02", "", "name"), ""}},
		"narrowed, then the wider one": {{to("2026-11-01", "", "headline", "name"), ""}, {to("2026-11-02", "", "headline"), ""},
			{to("2026-11-01", "", "headline", "name"), "have signed a newer one"}},
		"of another log": {{other.ConsentTo(cohortName, "2026-11-01", "", "name"), "not as it should be: changed"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.members([2]string{"sites/a", l.Fingerprint()})
			for i, s := range steps {
				w.site("a", l.Site(cohorttest.Options{Consent: s.consent}))
				v := w.visit()[0]
				if (v.Learner != nil) != (s.absent == "") || !strings.Contains(v.Absent, s.absent) {
					t.Errorf("step %d: %+v, %q, want %q", i+1, v.Learner, v.Absent, s.absent)
				}
			}
		})
	}
}

// TestForgedConsent: a consent that somebody else has signed shows nobody.
func TestForgedConsent(t *testing.T) {
	w, l, thief := newWorld(t), cohorttest.New(1), cohorttest.New(2)
	w.members([2]string{"sites/a", l.Fingerprint()})
	c := l.ConsentTo(cohortName, "2026-11-01", "", "name")
	sig, err := proof.SignConsent(thief.Identity, *c)
	if err != nil {
		t.Fatal(err)
	}
	path := "proof/consent/" + cohortName + ".txt"
	w.site("a", l.Site(cohorttest.Options{Extra: cohorttest.Files{path: c.Bytes(), path + ".sig": sig}}))
	if v := w.one(cohort.Changed); v.Learner != nil || !strings.Contains(strings.Join(v.Details, ""), string(proof.CodeConsentOtherKey)) {
		t.Errorf("%+v, %q", v.Learner, v.Details)
	}
}

// TestConsentEndsUnvisited: a consent ends on its day although the site is not read again, because
// nothing has changed there, and because it cannot be reached.
func TestConsentEndsUnvisited(t *testing.T) {
	for _, gone := range []bool{false, true} {
		w, l := newWorld(t), cohorttest.New(1)
		w.members([2]string{"sites/a", l.Fingerprint()})
		w.site("a", l.Site(cohorttest.Options{Consent: l.ConsentTo(cohortName, "2026-11-01", "2026-11-29", "name")}))
		w.one(cohort.FirstSeen)
		if gone {
			w.site("a", nil)
		}
		for _, want := range []string{"", "Their consent ended on 2026-11-29."} {
			if w.now = w.now.AddDate(0, 0, 1); w.visit()[0].Absent != want {
				t.Errorf("gone %t, %s: %q, want %q", gone, w.now.Format(time.DateOnly), w.visit()[0].Absent, want)
			}
		}
	}
}

// TestHiddenAndPseudonyms: what the coach decides holds beyond what a learner has consented to.
func TestHiddenAndPseudonyms(t *testing.T) {
	w, l := newWorld(t), cohorttest.New(1)
	w.site("a", l.Site(agreed(l, proof.ConsentFields()...)))
	config := string(cohorttest.Config(cohortName, [2]string{"sites/a", l.Fingerprint()}))
	w.write(cohort.ConfigFile, []byte(config+"hidden = \"asked for a pause\"\n"))
	if v := w.one(cohort.FirstSeen); v.Learner != nil || v.Absent != "You hide them: asked for a pause" {
		t.Errorf("%+v, %q", v.Learner, v.Absent)
	}
	w.write(cohort.ConfigFile, []byte(strings.Replace(config, "[[member]]", "pseudonyms = true\n[[member]]", 1)))
	if v := w.one(cohort.Same); v.Learner == nil || v.Learner.Name != "" || v.Learner.Alias != "Learner 1" || v.Learner.Headline == "" {
		t.Errorf("%+v, %q", v.Learner, v.Absent)
	}
	w.write(cohort.ConfigFile, []byte(config))
	if v := w.one(cohort.Same); v.Learner == nil || v.Learner.Name != l.Name() {
		t.Errorf("%+v, %q", v.Learner, v.Absent)
	}
}
