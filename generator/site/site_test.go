package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/metrics"
)

// load reads a small portfolio, one text a file.
func load(t *testing.T, files map[string]string) *content.Portfolio {
	t.Helper()
	src := fstest.MapFS{"portfolio.toml": {Data: []byte("[owner]\nname = \"N\"\n")}}
	for name, body := range files {
		src[name] = &fstest.MapFile{Data: []byte(body)}
	}
	p, problems, err := content.Load(src, content.LoadOptions{})
	if err != nil || p == nil {
		t.Fatalf("%v %v", err, problems)
	}
	return p
}

// planned is the site of a small portfolio of which nothing is sealed.
func planned(t *testing.T, files map[string]string) *Site {
	t.Helper()
	return Plan(load(t, files), Evidence{}, "", func() content.Problems { return nil })
}

// plainly is a text with plain blanks.
func plainly(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

const projectFile = "title = \"T\"\nbasis = \"personal\"\nrole = \"PM\"\n"

// TestWithheldIsNowhere: a withheld record is counted, and stands in no view, no file, no link.
func TestWithheldIsNowhere(t *testing.T) {
	s := planned(t, map[string]string{
		"projects/x/project.toml": projectFile,
		"projects/x/raid.csv":     "id,type,title,status,withhold\nR-01,risk,Open to all,open,\nR-02,risk,Quiet matter,occurred,yes\nI-01,issue,Names R-02 too,open,\n",
	})
	for _, page := range s.Pages {
		if text := fmt.Sprintf("%+v", page.View()); strings.Contains(text, "Quiet matter") || strings.Contains(text, "#r-02") {
			t.Errorf("%s shows the withheld record", page.Path)
		}
		if v, ok := page.View().(PageView); ok && v.Footer.Withheld != 1 {
			t.Errorf("%s counts %d withheld records, want 1", page.Path, v.Footer.Withheld)
		}
	}
	for _, f := range s.Files {
		body, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "Quiet matter") || f.Path == "data/portfolio.json" && strings.Contains(string(body), `"R-02"`) {
			t.Errorf("%s holds the withheld record:\n%s", f.Path, body)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, c := range []struct{ page, target, want string }{
		{"index.html", "projects/x/index.html", "projects/x/index.html"},
		{"projects/x/index.html", "index.html", "../../index.html"},
		{"projects/x/raid/index.html", "projects/x/raid/index.html#r-01", "#r-01"},
		{"projects/x/raid/index.html", "projects/x/gates/g1/index.html", "../gates/g1/index.html"},
		{"projects/x/index.html", "projects/y/raid/index.html#r-1", "../y/raid/index.html#r-1"},
		{"projects/x/gates/g1/index.html", "assets/site.css", "../../../../assets/site.css"},
	} {
		if got := Relative(c.page, c.target); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.page, c.target, got, c.want)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for got, want := range map[string]string{
		amount(1234567): "1,234,567", amount(18420.55): "18,420.55", amount(-2480): "−2,480", number(0.5, 2): "0.5", fixed(0.8666, 2): "0.87",
		percent(0.0617): "6.2\u00a0%", signedPercent(-0.31): "−31\u00a0%", minutes(630): "10\u00a0h\u00a030", minutes(45): "45\u00a0min",
		day(content.Date{Year: 2025, Month: 4, Day: 16}): "16\u00a0Apr\u00a02025", clip("one two three four", 10): "one two…",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestQuestionsNeedEvidence: a question without evidence is left out, a composed answer says so.
func TestQuestionsNeedEvidence(t *testing.T) {
	for _, page := range planned(t, map[string]string{"projects/x/project.toml": projectFile}).Pages {
		if page.Path == "interview/index.html" {
			t.Error("a project without a record answers nothing, but there is an interview page")
		}
	}
	s := planned(t, map[string]string{"projects/x/project.toml": projectFile, "projects/x/gates/g1.md": "+++\nid = \"G1\"\ndate = 2026-01-23\ndecision = \"go\"\n+++\n"})
	for _, page := range s.Pages {
		if page.Path != "interview/index.html" {
			continue
		}
		v := page.View().(PageView)
		if len(v.Sections) != 2 || v.Sections[0].ID != "infrastructure-projects" || v.Sections[1].ID != "phase-gate-documentation" {
			t.Fatalf("sections %+v, want the two questions that have evidence", v.Sections)
		}
		if q := v.Sections[1].Parts[0].(Question); !q.Composed {
			t.Error("an answer put together from records must say so")
		}
		return
	}
	t.Fatal("no interview page")
}

// TestArtifactNames: any two files get two names, and none that of the page which lists them.
func TestArtifactNames(t *testing.T) {
	files := []string{"план.pdf", "отчёт.pdf", "a b.txt", "a-b.txt", "A.txt", "a.txt", "index.html", "…", "sub/x.pdf", "sub"}
	var artifacts []content.Artifact
	for _, f := range files {
		artifacts = append(artifacts, content.Artifact{File: f})
	}
	seen := map[string]string{"index.html": "the page"}
	for file, name := range artifactNames(artifacts) {
		if other, taken := seen[name]; taken || name == "" {
			t.Errorf("%s and %s are both published as %q", file, other, name)
		}
		seen[name] = file
	}
	if len(seen) != len(files)+1 || seen["file.pdf"] == "" || seen["a-b-2.txt"] == "" {
		t.Errorf("names %v", seen)
	}
}

func TestRAIDLead(t *testing.T) {
	for want, c := range map[string]metrics.RAIDCount{
		"One record. None happened; one is still open.":                                         {Total: 1, Open: 1},
		"One record. It happened; none is still open.":                                          {Total: 1, Happened: 1},
		"Three records. One of them happened; two are still open, one past the day it was due.": {Total: 3, Happened: 1, Open: 2, Overdue: 1},
	} {
		if got := raidLead(metrics.RAID{RAIDCount: c}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestFormulasAreDisarmed: a spreadsheet must not run what a stranger wrote.
func TestFormulasAreDisarmed(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-5": "-5", "+9 items": "+9 items", "-2+3+cmd|x": "'-2+3+cmd|x", "+3.5 %": "+3.5 %", "plain": "plain", "": ""} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestRunningProjectSavesNothing: money not spent yet is no saving, and a forecast is called one.
func TestRunningProjectSavesNothing(t *testing.T) {
	s := planned(t, map[string]string{
		"projects/x/project.toml":     projectFile + "status = \"active\"\nstart = 2025-01-01\nplanned_finish = 2025-06-30\nfinish = 2025-07-10\n[money]\ncurrency = \"EUR\"\nbudget = 1000\n",
		"projects/x/earned-value.csv": "period end,pv,ev,ac,bac\n2025-01-31,100,80,200,1000\n2025-02-28,300,,,1000\n",
	})
	for _, page := range s.Pages {
		text := fmt.Sprintf("%+v", page.View())
		if strings.Contains(text, "under the") || strings.Contains(text, "% under") {
			t.Errorf("%s says that a running project is under its budget", page.Path)
		}
		if page.Path == "projects/x/index.html" && (!strings.Contains(text, "20\u00a0% of the first budget") || !strings.Contains(text, "Forecast 10\u00a0days late") || !strings.Contains(text, "Red")) {
			t.Errorf("%s must say how much is spent, that the finish is a forecast, and that a CPI of 0.4 is red", page.Path)
		}
	}
}

// TestDocumentsWithoutAnID: a gate and an incident without one still have a page each.
func TestDocumentsWithoutAnID(t *testing.T) {
	s := planned(t, map[string]string{
		"projects/x/project.toml":   projectFile,
		"projects/x/gates/b.md":     "+++\nname = \"Design\"\ndate = 2025-01-02\ndecision = \"go\"\n+++\n",
		"projects/x/incidents/c.md": "+++\ntitle = \"No id\"\n+++\n",
	})
	paths := map[string]int{}
	for _, page := range s.Pages {
		paths[page.Path]++
	}
	for _, want := range []string{"projects/x/gates/index.html", "projects/x/gates/gates-2025-01-02/index.html", "projects/x/incidents/incidents-c/index.html"} {
		if paths[want] != 1 {
			t.Errorf("%d pages at %s, want 1: %v", paths[want], want, paths)
		}
	}
}
