package content

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// canonicalOf loads a portfolio of one project with these files and gives what is sealed of it, by place.
func canonicalOf(t *testing.T, files map[string]string) map[string]Canonical {
	t.Helper()
	fsys := fstest.MapFS{
		"portfolio.toml":          {Data: []byte("schema = 1\n[owner]\nname = \"Ada\"\n")},
		"projects/p/project.toml": {Data: []byte("title = \"P\"\nbasis = \"personal\"\nrole = \"Lead\"\n")},
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, _, err := Load(fsys, LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Canonical{}
	for _, c := range p.Canonical(byHeading) {
		if _, twice := out[c.Place]; twice {
			t.Errorf("the place %s stands twice", c.Place)
		}
		out[c.Place] = c
	}
	return out
}

// byHeading is the plainest splitting there is.
func byHeading(body string) (out []Prose) {
	for i, part := range strings.Split("\n"+body, "\n## ") {
		heading, text := "", part
		if i > 0 {
			heading, text, _ = strings.Cut(part, "\n")
		}
		if i > 0 || strings.TrimSpace(text) != "" {
			out = append(out, Prose{heading, text})
		}
	}
	return out
}

func asJSON(t *testing.T, c Canonical) string {
	t.Helper()
	c.Path = ""
	text, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCanonicalFormats: however a register is written, sorted or saved, the same is sealed.
func TestCanonicalFormats(t *testing.T) {
	same := []map[string]string{
		{"projects/p/raid.csv": "ID,Type,Title,Date raised,Cost exposure,Links,Team\nR-01,risk,Caf\u00e9 late,2026-03-02,1200.5,\"R-02; R-03\",Ops\nR-02,risk,Other,2026-03-03,,,\n"},
		{"projects/p/raid.csv": "\ufeffID;Type;Title;Date raised;Cost exposure;Links;Team\r\nR-02;risk;Other;03/03/2026;;;\r\nR-01;risk;Cafe\u0301 late;02/03/2026;1.200,50;R-02, R-03;Ops\r\nR-09;issue;x;20/03/2026;;;\r\n"},
		{"projects/p/raid.tsv": "Team\tTitle\tID\tType\tDate raised\tCost exposure\tLinks\nOps\t Caf\u00e9 late \tR-01\trisk\t2 March 2026\t$1,200.50\tR-02 R-03\n\tOther\tR-02\trisk\t3 March 2026\t\t\n"},
		{"projects/p/raid.toml": "[[raid]]\nid = \"R-01\"\ntype = \"risk\"\ntitle = \"Caf\u00e9 late\"\ndate_raised = 2026-03-02\ncost_exposure = 1200.50\nlinks = [\"R-02\", \"R-03\"]\nTeam = \"Ops\"\n[[raid]]\nid = \"R-02\"\ntype = \"risk\"\ntitle = \"Other\"\ndate_raised = 2026-03-03\n"},
		{"projects/p/raid.xlsx": workbook(t, sheet{name: "Risks", rows: [][]any{{"Risks of March"}, {"Risk ID", "Title", "Raised", "EMV", "Related items", "Team"}, {"R-02", "Other", 46084},
			{"R-01", "Cafe\u0301 late", 46083, 1200.5, "R-02, R-03", "Ops"}}, styles: map[string]string{"C3": "dd/mm/yyyy", "C4": "d mmm yy"}})},
	}
	var first map[string]Canonical
	for i, files := range same {
		got := canonicalOf(t, files)
		if i == 0 {
			first = got
			continue
		}
		for _, place := range []string{"p/raid/R-01", "p/raid/R-02", "p/project", "owner"} {
			if a, b := asJSON(t, first[place]), asJSON(t, got[place]); a != b {
				t.Errorf("file %d, %s:\n%s\nnot\n%s", i, place, b, a)
			}
		}
	}
}

func TestCanonicalDocument(t *testing.T) {
	got := canonicalOf(t, map[string]string{
		"projects/p/gates/g1.md": "+++\nid = \"G1\"\nname = \"Plan\"\ndate = 2026-02-28\ndecision = \"go\"\nboard = [\"Chair\", \"Lead\"]\nown = \"mine\"\n" +
			"[[criteria]]\ncriterion = \"Agreed\"\nlevel = \"must\"\nresult = \"met\"\n[[conditions]]\ntext = \"Do it\"\ndue = 2026-03-01\n+++\nBefore.\r\n\r\n## Why\r\nText.\r\n## Why\r\nMore.\r\n",
	})["p/gates/G1"]
	want := []CanonicalField{
		{Name: "record", Value: "p/gates/G1"}, {Name: "id", Value: "G1"}, {Name: "name", Value: "Plan"}, {Name: "date", Value: "2026-02-28"},
		{Name: "board", Value: "Chair; Lead"}, {Name: "decision", Value: "go"},
		{Name: "criteria", Value: []any{map[string]any{"criterion": "Agreed", "level": "must", "result": "met"}}},
		{Name: "conditions", Value: []any{map[string]any{"text": "Do it", "due": "2026-03-01"}}},
		{Name: "x:own", Value: "mine"}, {Name: "body", Value: "Before."}, {Name: "## Why", Value: "Text."}, {Name: "## Why#2", Value: "More."},
	}
	if a, b := asJSON(t, Canonical{Fields: got.Fields}), asJSON(t, Canonical{Fields: want}); a != b {
		t.Errorf("got %s\nnot %s", a, b)
	}
	if got.Says.String() != "2026-02-28" || got.Path != "projects/p/gates/g1.md" || got.Name != "G1" || got.Slug != "p" {
		t.Errorf("got %+v", got)
	}
}

// TestCanonicalTable: rows of a series are named by their key columns, wherever they stand.
func TestCanonicalTable(t *testing.T) {
	one := canonicalOf(t, map[string]string{"projects/p/costs.csv": "Category,Actual,Note\nTravel,10,b\nHotel,5,\nTravel,20,a\n"})["p/costs"]
	two := canonicalOf(t, map[string]string{"projects/p/costs.csv": "Category,Actual,Note\nTravel,20,a\nTravel,10,b\nHotel,5,\n"})["p/costs"]
	if asJSON(t, one) != asJSON(t, two) {
		t.Errorf("sorted otherwise:\n%s\n%s", asJSON(t, one), asJSON(t, two))
	}
	var names []string
	for _, f := range one.Fields {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"record", "Hotel", "Travel", "Travel#2"}) {
		t.Error(names)
	}
	points := canonicalOf(t, map[string]string{"projects/p/burndown.csv": "Date,Remaining,Baseline remaining,Baseline 2 remaining\n2026-03-06,10,12,\n2026-03-13,8,9,7\n"})["p/burndown"]
	if got := points.Fields[2]; got.Name != "2026-03-13" || !maps.Equal(got.Value.(map[string]any), map[string]any{
		"date": "2026-03-13", "remaining": "8", "baseline_remaining": "9", "baseline_2_remaining": "7",
	}) {
		t.Errorf("got %+v", got)
	}
}

// TestCanonicalWithheld: drafts are not sealed, what is withheld is and says so.
func TestCanonicalWithheld(t *testing.T) {
	got := canonicalOf(t, map[string]string{
		"projects/p/raid.csv":  "ID,Type,Title,Draft,Withhold\nR-01,risk,A,yes,\nR-02,risk,B,,yes\n",
		"projects/p/costs.csv": "Category,Actual,Withhold\nTravel,10,yes\nHotel,5,\n",
	})
	if _, ok := got["p/raid/R-01"]; ok || !got["p/raid/R-02"].Withhold {
		t.Errorf("got %+v", got)
	}
	costs := got["p/costs"]
	if costs.Withhold || costs.Fields[1].Withhold || !costs.Fields[2].Withhold {
		t.Errorf("got %+v", costs)
	}
}

// TestCanonicalSample: every record of the sample has a place of its own, and none is lost.
func TestCanonicalSample(t *testing.T) {
	p, _, err := Load(os.DirFS("../sample-portfolio"), LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range p.Canonical(byHeading) {
		if text, _ := json.Marshal(c); bytes.Contains(text, []byte(`\r`)) || seen[c.Place] {
			t.Errorf("%s: stands twice or has a carriage return", c.Place)
		}
		seen[c.Place] = true
	}
	for _, pr := range p.Projects {
		for _, r := range pr.Records {
			if place := Place(pr.Slug, r.Common()); !seen[place] {
				t.Errorf("%s is missing", place)
			}
		}
	}
}
