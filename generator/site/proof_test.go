package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// sealable has one of everything that can be sealed.
var sealable = map[string]string{
	"projects/x/project.toml":        projectFile,
	"projects/x/charter.md":          "+++\ntitle = \"Charter\"\n+++\n",
	"projects/x/raid.csv":            "id,type,title,date raised,status\nR-01,risk,Cooling,2026-01-05,open\nI-01,issue,Fan,2026-01-06,closed\n",
	"projects/x/decisions.csv":       "id,title,date\nD-01,Move at night,2026-01-07\n",
	"projects/x/changes.csv":         "id,title,date raised,status\nCR-01,Second van,2026-01-08,approved\n",
	"projects/x/vendors.csv":         "id,name\nV-01,Carrier\n",
	"projects/x/costs.csv":           "category,planned\nVans,400\n",
	"projects/x/burndown.csv":        "date,remaining\n2026-01-09,5\n2026-01-16,2\n",
	"projects/x/status/one.md":       "+++\ndate = 2026-01-09\noverall = \"green\"\n+++\n",
	"projects/x/gates/g1.md":         "+++\nid = \"G1\"\ndate = 2026-01-23\ndecision = \"go\"\n+++\n",
	"projects/x/incidents/inc.md":    "+++\nid = \"INC-01\"\ntitle = \"Lights out\"\ndetected = 2026-01-20 07:10:00\n+++\n",
	"projects/x/meetings/m.md":       "+++\ndate = 2026-01-10\nforum = \"Board\"\n+++\n",
	"projects/x/artifacts/plan.txt":  "The plan.\n",
	"projects/x/lessons.csv":         "id,what happened\nL-01,We waited\n",
	"projects/y/project.toml":        projectFile,
	"projects/y/decisions.csv":       "id,title,date\nD-09,Wait,2026-01-07\n",
	"answers/phase-gate.md":          "+++\nquestion = \"phase-gate-documentation\"\nsituation = \"S\"\nevidence = [\"x:G1\"]\n+++\nOne breath.\n\nThe rest of it.\n",
	"projects/x/artifacts/plan2.txt": "Another.\n",
}

// evidenced makes up evidence for all that a portfolio publishes: n counts the records.
func evidenced(t *testing.T, p *content.Portfolio, say func(n int, place string) RecordEvidence) Evidence {
	t.Helper()
	e := Evidence{Fingerprint: "SHA256:key", Size: 30, Private: 4, Weeks: []Week{{on(1, 5), 1}, {on(1, 12), 1}}, Records: map[string]RecordEvidence{}}
	n := 0
	for _, ls := range newPlan(p, e).lists {
		for _, item := range ls.all {
			r := say(n, item.place)
			if r.State != NotSealed {
				r.Leaf, r.Rev = fmt.Sprintf("%016x", n), max(r.Rev, 1)
			}
			e.Records[item.place] = r
			n++
		}
	}
	return e
}

// each gives every state in turn.
func each(n int, _ string) RecordEvidence {
	return []RecordEvidence{
		{State: Seen, Says: on(1, 3), First: by(on(1, 9), "Sam"), Newest: by(on(1, 9), "Sam")},
		{State: Sealed, Says: on(1, 4)}, {State: Edited}, {},
		{State: Seen, First: by(on(1, 16), "Lena", "Sam"), Newest: by(on(1, 16), "Lena", "Sam")},
	}[n%5]
}

func siteOf(p *content.Portfolio, e Evidence) *Site {
	return Plan(p, e, "stamp", func() content.Problems { return nil })
}

// shownBy is all that a page's view holds, as JSON, in plain blanks.
func shownBy(t *testing.T, page Page) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(page.View()); err != nil {
		t.Fatalf("%s: %v", page.Path, err)
	}
	return plainly(b.String())
}

// TestEveryRecordSaysHowItStands: on the page that tells it in full, and in the list of proofs, to which
// that leads.
func TestEveryRecordSaysHowItStands(t *testing.T) {
	p := load(t, sealable)
	for shift := range 5 {
		e := evidenced(t, p, func(n int, place string) RecordEvidence { return each(n+shift, place) })
		pages := map[string]string{}
		for _, page := range siteOf(p, e).Pages {
			pages[page.Path] = shownBy(t, page)
		}
		pl, found := newPlan(p, e), 0
		for _, ls := range pl.lists {
			for _, item := range ls.all {
				at, _, _ := strings.Cut(item.at, "#")
				at = strings.Replace(at, "/raid/index.html", "/raid/full/index.html", 1)
				row := pl.proofPlace(item.place)
				line := fmt.Sprintf(`{"Text":%q,"URL":%q}`, e.Records[item.place].status(), Relative(at, row))
				if !strings.Contains(pages[at], line) {
					t.Errorf("%s: %s does not say %s", item.place, at, line)
				}
				list, anchor, _ := strings.Cut(row, "#")
				if !strings.Contains(pages[list], e.Records[item.place].status()) || anchor != "" && !strings.Contains(pages[list], `"Anchor":"`+anchor+`"`) {
					t.Errorf("%s is not on the list %s", item.place, row)
				}
				found++
			}
		}
		if found != 20 {
			t.Errorf("%d records and files are listed, want 20", found)
		}
	}
}

// TestNothingSealed: one page says so, and what that means; no record says it again, and nothing leads to
// files that are not there.
func TestNothingSealed(t *testing.T) {
	for _, page := range siteOf(load(t, sealable), Evidence{}).Pages {
		text := shownBy(t, page)
		for _, bad := range []string{"SHA256SUMS", "verify", "proof/list", "proof/records", `"Label":"Seal"`} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", page.Path, bad)
			}
		}
		if is := strings.Contains(text, "Not sealed"); is != (page.Path == proofPath) {
			t.Errorf("%s says that nothing is sealed: %v", page.Path, is)
		}
		if strings.HasPrefix(page.Path, "proof/") && page.Path != proofPath {
			t.Errorf("there is a page %s", page.Path)
		}
	}
}

// TestOnlyItsOwnVersionProvesARecord: what was edited since has no files, because those published would
// prove another text.
func TestOnlyItsOwnVersionProvesARecord(t *testing.T) {
	p := load(t, sealable)
	e := evidenced(t, p, func(n int, place string) RecordEvidence {
		return RecordEvidence{State: []SealState{Edited, Sealed}[n%2], Rev: 3}
	})
	for _, page := range siteOf(p, e).Pages {
		if !strings.HasPrefix(page.Path, "proof/list/") {
			continue
		}
		for _, s := range page.View().(PageView).Sections {
			for _, row := range s.Parts[0].(Table).Rows {
				files := row.Cells[4].Small
				if row.Cells[1].Text.String() == wordsEdited {
					if len(files) > 0 {
						t.Errorf("an edited record leads to %v", files)
					}
				} else if len(files) != 5 || !strings.HasSuffix(files[4].URL, "proof/records/"+row.Anchor+".r3.tlog-proof") && !strings.HasSuffix(files[4].URL, "../records/"+row.Anchor+".r3.tlog-proof") {
					t.Errorf("a sealed record leads to %v", files)
				}
			}
		}
	}
}

func TestFooter(t *testing.T) {
	p := load(t, sealable)
	for want, names := range map[string][]string{
		"Anyone can run this software and call themselves a coach. Check that N’s key is listed at a place you already know before relying on it.":                                                              nil,
		"Witnesses are as named by the author. Anyone can run this software and call themselves a coach. Check that Sam’s key is listed at a place you already know before relying on it.":                      {"Sam"},
		"Witnesses are as named by the author. Anyone can run this software and call themselves a coach. Check that the keys of A and B are listed at a place you already know before relying on them.":         {"A", "B"},
		"Witnesses are as named by the author. Anyone can run this software and call themselves a coach. Check that the keys of all 4 witnesses are listed at a place you already know before relying on them.": {"A", "B", "C", "D"},
	} {
		e := evidenced(t, p, func(n int, _ string) RecordEvidence {
			if names == nil {
				return RecordEvidence{State: Sealed}
			}
			return RecordEvidence{State: Seen, First: by(on(1, 9), names...), Newest: by(on(1, 9), names...)}
		})
		for _, page := range siteOf(p, e).Pages {
			v, ok := page.View().(PageView)
			if !ok {
				continue
			}
			if f := v.Footer; f.Limit != want || !f.Sealed || f.Records != 20 || f.Seen != map[bool]int{true: 0, false: 20}[names == nil] {
				t.Fatalf("%s: footer %+v, want %q", page.Path, f, want)
			}
		}
	}
}

// TestManyAddedLater: the page names those with the longest gaps, says how many there are, and stays light.
func TestManyAddedLater(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("id,title,date\n")
	for i := range 200 {
		fmt.Fprintf(&rows, "D-%d,Decision,2026-01-05\n", i+1)
	}
	p := load(t, map[string]string{"projects/x/project.toml": projectFile, "projects/x/decisions.csv": rows.String()})
	e := evidenced(t, p, func(n int, place string) RecordEvidence {
		return RecordEvidence{State: Seen, Says: on(1, 1), First: by(on(1, 20+n), "A"), Newest: by(on(1, 20+n), "A")}
	})
	pages := map[string]Page{}
	for _, page := range siteOf(p, e).Pages {
		pages[page.Path] = page
	}
	for _, s := range pages[proofPath].View().(PageView).Sections {
		if s.ID != "later" {
			continue
		}
		t0 := s.Parts[0].(Table)
		if len(t0.Rows) != laterLimit || t0.Rows[0].Cells[3].Text.String() != "220" || !strings.HasPrefix(t0.Total, "202 of 202. The 20 ") {
			t.Errorf("%d rows, first %v, total %q", len(t0.Rows), t0.Rows[0].Cells, t0.Total)
		}
	}
	for path, rows := range map[string]int{"proof/list/x/index.html": listRows, "proof/list/x/2/index.html": listRows, "proof/list/x/3/index.html": 201 - 2*listRows} {
		page, ok := pages[path]
		if !ok {
			t.Fatalf("no page %s", path)
		}
		if got := len(page.View().(PageView).Sections[0].Parts[0].(Table).Rows); got != rows {
			t.Errorf("%s has %d rows, want %d", path, got, rows)
		}
	}
	if at := newPlan(p, e).proofPlace("x/decisions/D-200"); !strings.HasPrefix(at, "proof/list/x/3/index.html#") {
		t.Errorf("D-200 is proven at %s", at)
	}
}

// TestPrivate: the number of what is not shown, and nothing else of it.
func TestPrivate(t *testing.T) {
	p := load(t, map[string]string{"projects/x/project.toml": projectFile})
	for n, want := range map[int]string{0: `"Text":"0"`, 1: "1 more is sealed and private. You see that it is there, not its content.", 25: "25 more are sealed and private. You see their number, not their content."} {
		e := evidenced(t, p, func(i int, _ string) RecordEvidence { return RecordEvidence{State: []SealState{Edited, Sealed}[i%2]} })
		e.Private = n
		for _, page := range siteOf(p, e).Pages {
			if text := shownBy(t, page); page.Path == proofPath && (!strings.Contains(text, want) || n == 0 && strings.Contains(text, "more are sealed")) {
				t.Errorf("with %d private records the page must say %q", n, want)
			}
		}
	}
}

// TestWithheldIsNotListed: what its author keeps back is in no list and no table, whatever the log knows.
func TestWithheldIsNotListed(t *testing.T) {
	p := load(t, map[string]string{
		"projects/x/project.toml": projectFile, "projects/x/raid.csv": "id,type,title,withhold\nR-01,risk,Open,\nR-02,risk,Hushed matter,yes\n",
		"answers/a.md": "+++\nquestion = \"infrastructure-projects\"\nsituation = \"Hushed answer\"\nevidence = [\"x:R-01\"]\nwithhold = true\n+++\n",
	})
	e := evidenced(t, p, each)
	for _, place := range []string{"x/raid/R-02", "answers/a"} {
		e.Records[place] = RecordEvidence{State: Seen, Leaf: "fedcba9876543210", Rev: 1, Says: on(1, 1), First: by(on(3, 9), "Hushed witness"), Newest: by(on(3, 9), "Hushed witness")}
	}
	for _, page := range siteOf(p, e).Pages {
		text := shownBy(t, page)
		for _, bad := range []string{"Hushed", "fedcba9876543210", "R-02"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s shows %q", page.Path, bad)
			}
		}
	}
}

// TestKeysStandForEvidence: pages of a project that differ by what is known of the log have another key;
// those of other projects keep theirs.
func TestKeysStandForEvidence(t *testing.T) {
	p := load(t, sealable)
	for i := range p.Projects {
		p.Projects[i].Sum = content.Sum{byte(i + 1)}
	}
	base := evidenced(t, p, each)
	of := func(place string, change func(r *RecordEvidence)) Evidence {
		e := base
		e.Records = map[string]RecordEvidence{}
		for place, r := range base.Records {
			e.Records[place] = r
		}
		r := e.Records[place]
		change(&r)
		e.Records[place] = r
		return e
	}
	with := func(change func(e *Evidence)) Evidence {
		e := base
		change(&e)
		return e
	}
	const decision = "x/decisions/D-01"
	variants := map[string]Evidence{
		"nothing":      base,
		"no log":       {},
		"state":        of(decision, func(r *RecordEvidence) { r.State = Edited }),
		"leaf":         of(decision, func(r *RecordEvidence) { r.Leaf = "eeeeeeeeeeeeeeee" }),
		"revision":     of(decision, func(r *RecordEvidence) { r.Rev = 9 }),
		"says":         of(decision, func(r *RecordEvidence) { r.Says = on(2, 2) }),
		"first seen":   of(decision, func(r *RecordEvidence) { r.First = by(on(1, 2), "Sam") }),
		"newest seen":  of(decision, func(r *RecordEvidence) { r.State, r.Newest = Seen, by(on(1, 30), "Sam") }),
		"other name":   of(decision, func(r *RecordEvidence) { r.State, r.Newest = Seen, by(on(1, 30), "Somebody") }),
		"other record": of("y/decisions/D-09", func(r *RecordEvidence) { r.Says = on(2, 3) }),
		"weeks":        with(func(e *Evidence) { e.Weeks = e.Weeks[:1] }),
		"size":         with(func(e *Evidence) { e.Size = 31 }),
		"private":      with(func(e *Evidence) { e.Private = 5 }),
		"key":          with(func(e *Evidence) { e.Fingerprint = "SHA256:other" }),
	}
	before := grouped(t, siteOf(p, base))
	for name, e := range variants {
		after := grouped(t, siteOf(p, e))
		for folder, g := range after {
			if g.text != before[folder].text && g.key == before[folder].key {
				t.Errorf("%s: pages of %s differ under one key", name, folder)
			}
			if g.text == before[folder].text && g.key != before[folder].key {
				t.Errorf("%s: the key of %s has changed for nothing", name, folder)
			}
		}
	}
}

type group struct{ key, text string }

// grouped is what each project's pages hold, and its key.
func grouped(t *testing.T, s *Site) map[string]group {
	t.Helper()
	out := map[string]group{}
	for _, page := range s.Pages {
		if page.Group != nil {
			g := out[page.Group.Folder]
			out[page.Group.Folder] = group{page.Group.Key, g.text + page.Path + shownBy(t, page)}
		}
	}
	return out
}
