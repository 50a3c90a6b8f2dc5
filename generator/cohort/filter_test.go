package cohort_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/cohort/cohorttest"
	"github.com/gatefold/gatefold/generator/proof"
)

// marked is a data/portfolio.json in which every value of a field of consent says which one it is of.
func marked(l cohorttest.Learner) []byte {
	return fmt.Appendf(nil, `{"schema": "gatefold.portfolio/1", "as_of": "2026-06-04", "language": "tlh-mlang",
 "owner": {"name": %q, "headline": "Mheadline of %[1]s", "target_role": "Mtarget", "location": "Mlocation", "availability": "Mavailability", "email": "Mnever@example.org", "phone": "Mnever"},
 "projects": [{"slug": "mprojects-one", "title": "Mprojects by %[1]s", "summary": "Mprojects summary", "domain": "Mprojects domain", "basis": "Mprojects basis", "role": "Mprojects role",
  "status": "Mprojects status", "method": "Mprojects method", "start": "2026-01-11", "finish": "2026-05-12", "team": 7771, "skills": ["Mskills one", "Mskills two"],
  "currency": "XMF", "budget": 7772, "scaled": true, "url": "projects/mlink-projects/index.html", "my_part": "Mnever", "sponsor": "Mnever",
  "counts": {"risk": 7773, "issue": 7774, "decision": 7775, "change": 7776, "status": 7777, "gate": 8881, "incident": 8882, "Mnever": 1},
  "gates": [{"id": "Mnever", "date": "2026-06-02", "decision": "go"}, {"decision": "hold"}, {"decision": "Mnever"}], "incidents": [{"id": "Mnever", "restored": true}],
  "records": [{"id": "Mnever", "kind": "risk", "title": "Mnever", "date": "2026-05-13"}, {"kind": "gate", "date": "2026-06-02"}]}],
 "answers": [{"question": "manswers", "words": "Manswers words", "summary": "Manswers summary of %[1]s", "url": "mlink/answers.html#a", "evidence": ["mprojects-one:R-03"]}],
 "problems": {"errors": 0, "Mnever": 1}}`, l.Name())
}

// marks are the values of each field in marked.
func marks(l cohorttest.Learner) map[string][]string {
	return map[string][]string{
		proof.FieldName: {l.Name()}, proof.FieldHeadline: {"Mheadline"}, proof.FieldTargetRole: {"Mtarget"}, proof.FieldLocation: {"Mlocation"},
		proof.FieldAvailability: {"Mavailability"}, proof.FieldLanguage: {"tlh-mlang"}, proof.FieldSkills: {"Mskills one", "Mskills two"}, proof.FieldLink: {"ada.example", "mlink"},
		proof.FieldProjects: {"Mprojects", "mprojects-one", "2026-01-11", "2026-05-12", "2026-05-13", "7771", "7773", "7774", "7775", "7776", "7777"},
		proof.FieldFigures:  {"XMF", "7772", "8881", "8882", "2026-06-02", `"Scaled":true`, `"GatesPassed":1`, `"Incidents":1`},
		proof.FieldAnswers:  {"Manswers", "manswers"},
	}
}

// subsets are all consents that can be given: figures only with projects.
func subsets() [][]string {
	var out [][]string
	all := proof.ConsentFields()
	for bits := 1; bits < 1<<len(all); bits++ {
		var fields []string
		for i, f := range all {
			if bits&(1<<i) != 0 {
				fields = append(fields, f)
			}
		}
		if proof.CheckConsentFields(fields) == nil {
			out = append(out, fields)
		}
	}
	return out
}

// TestFilter: for every consent that can be given, nothing of a field that it does not name is anywhere in
// the learner that comes out, and something of every one that it does name is.
func TestFilter(t *testing.T) {
	l := cohorttest.New(1)
	data, values := marked(l), marks(l)
	for _, fields := range subsets() {
		for _, pseudonym := range []bool{false, true} {
			consent := *l.ConsentTo(cohortName, "2026-11-01", "2027-11-01", fields...)
			got, err := cohort.Pass(data, consent, "https://ada.example/site/", "2026-11-28", 7, pseudonym)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			if hides := pseudonym || !slices.Contains(fields, proof.FieldName); hides && slices.Contains(fields, proof.FieldHeadline) && got.Headline != "Mheadline of Learner 7" {
				t.Fatalf("headline %q", got.Headline)
			}
			for field, marks := range values {
				allowed := slices.Contains(fields, field) && !(pseudonym && (field == proof.FieldName || field == proof.FieldLink))
				for _, m := range marks {
					if has := strings.Contains(string(text), m); has && !allowed || !has && allowed && !needsMore(m, fields, pseudonym) {
						t.Fatalf("consent to %v, pseudonym %t: %q of %s is in it: %t\n%s", fields, pseudonym, m, field, has, text)
					}
				}
			}
			for _, never := range []string{"Mnever", "\ufffc", l.Origin()} {
				if strings.Contains(string(text), never) {
					t.Fatalf("consent to %v: %s is in it\n%s", fields, never, text)
				}
			}
		}
	}
}

// needsMore tells of a value that is shown with another field alone.
func needsMore(mark string, fields []string, pseudonym bool) bool {
	if mark == "2026-05-13" { // the newest day of all but a gate
		return slices.Contains(fields, proof.FieldFigures)
	}
	return mark == "mlink" && (pseudonym || !slices.Contains(fields, proof.FieldProjects) && !slices.Contains(fields, proof.FieldAnswers))
}

// TestPlain: what strangers write comes out as plain text of a bounded length, and what is no such value
// does not come out at all.
func TestPlain(t *testing.T) {
	l := cohorttest.New(1)
	data := []byte(`{"schema": "gatefold.portfolio/1", "as_of": "2999-01-01", "language": "en\" onload=\"x",
 "owner": {"name": "A\u202eda\u0000\u0007 \u200b<b>Okafor</b>\u2066\n\tz\u0300\u0301\u0302\u0303\u0304\u0305\u0306", "headline": "` + strings.Repeat("long ", 1000) + `"},
 "projects": [
  {"slug": "con", "title": "a\u2028b", "start": "2026-02-30", "finish": "2026-03-01T00:00", "team": -5, "currency": "usd", "budget": 5, "counts": {"risk": -1, "issue": 99999999}, "url": "javascript:alert(1)"},
  {"slug": "../../x", "url": "https://evil.example/", "budget": -1, "currency": "USD"},
  {"slug": "lpt1", "url": "//evil.example/x"}, {"slug": "a"}, {"slug": "a", "url": "../up.html"}, {"slug": "b", "url": "projects/b/index.html"}],
 "answers": [{"evidence": ["a:R-1", "A:R 1", "a:../x", "javascript:x", ":", "a:"], "url": "data:text/html,x"}]}`)
	got, err := cohort.Pass(data, *l.ConsentTo(cohortName, "2026-11-01", "", proof.ConsentFields()...), "https://ada.example/index.html", "2026-11-28", 1, false)
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "Ada <b>Okafor</b> z\u0300\u0301\u0302\u0303" || got.Language != "" || len([]rune(got.Headline)) > 300 || got.Fresh != "" {
		t.Errorf("%q %q %d %q", got.Name, got.Language, len(got.Headline), got.Fresh)
	}
	var slugs, urls []string
	for _, p := range got.Projects {
		slugs, urls = append(slugs, p.Slug), append(urls, p.URL)
		if p.Budget != 0 || p.Currency != "" && p.Currency != "USD" || p.Team != 0 || p.Counts["risk"] != 0 || p.Counts["issue"] != 0 || p.Start != "" || p.Finish != "" {
			t.Errorf("%+v", p)
		}
	}
	if want := []string{"project-1", "project-2", "project-3", "a", "project-5", "b"}; !slices.Equal(slugs, want) {
		t.Errorf("%q", slugs)
	}
	if want := []string{"", "", "", "", "", "https://ada.example/projects/b/index.html"}; !slices.Equal(urls, want) {
		t.Errorf("%q", urls)
	}
	if a := got.Answers[0]; !slices.Equal(a.Evidence, []string{"a:R-1"}) || a.URL != "" || got.Link != "https://ada.example/" {
		t.Errorf("%+v, %q", a, got.Link)
	}
}

// TestHiddenName: a name that is not shown stands in none of the learner's other texts, however it is
// written there, and no part of a longer word is taken for it.
func TestHiddenName(t *testing.T) {
	l := cohorttest.New(1)
	data := []byte(`{"schema": "gatefold.portfolio/1", "owner": {"name": "Ann  Lee", "headline": "ANN LEE, Ann\u200b Lee Ann Lee: Joann Leeds", "location": "Leeds"},
 "projects": [{"slug": "ann-lee-moves", "title": "Ann\nLee’s move"}, {"slug": "b", "title": "` + strings.Repeat("x", 290) + ` Ann Lee and more"}], "answers": [{"evidence": ["ann-lee-moves:R-1"]}]}`)
	got, err := cohort.Pass(data, *l.ConsentTo(cohortName, "2026-11-01", "", "answers", "headline", "location", "projects"), "sites/a", "2026-11-28", 3, false)
	if err != nil {
		t.Fatal(err)
	}
	if got.Headline != "Learner 3, Learner 3 Learner 3: Joann Leeds" || got.Location != "Leeds" || got.Projects[0].Title != "Learner 3’s move" || got.Projects[0].Slug != "project-1" || got.Answers[0].Evidence != nil {
		t.Errorf("%+v", got)
	}
	if title := got.Projects[1].Title; strings.Contains(title, "Ann") {
		t.Errorf("%q", title)
	}
}

// TestRefusedData: data that is no portfolio's is refused whole, and quickly.
func TestRefusedData(t *testing.T) {
	l := cohorttest.New(1)
	consent := *l.ConsentTo(cohortName, "2026-11-01", "", "name")
	head := `{"schema": "gatefold.portfolio/1", "owner": {"name": "A"}, `
	for name, data := range map[string]string{
		"nothing": "", "no JSON": "<html>", "another schema": `{"schema": "gatefold.portfolio/2"}`, "a list": "[]",
		"too deep":           head + `"x": ` + strings.Repeat("[", 1_000_000),
		"too deep, objects":  head + `"x": ` + strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100) + "}",
		"too large":          head + `"x": "` + strings.Repeat("x", 9<<20) + `"}`,
		"too many projects":  head + `"projects": [` + strings.TrimSuffix(strings.Repeat("{},", 201), ",") + "]}",
		"too many skills":    head + `"projects": [{"skills": [` + strings.TrimSuffix(strings.Repeat(`"",`, 201), ",") + "]}]}",
		"too many answers":   head + `"answers": [` + strings.TrimSuffix(strings.Repeat("{},", 101), ",") + "]}",
		"a number of a text": `{"schema": "gatefold.portfolio/1", "owner": {"name": 5}}`,
		"two values":         head + `"x": 1} {}`,
	} {
		if got, err := cohort.Pass([]byte(data), consent, "sites/a", "2026-11-28", 1, false); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
