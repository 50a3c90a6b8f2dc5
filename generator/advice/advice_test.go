package advice

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
)

const (
	project = "title = \"X\"\nrole = \"PM\"\nbasis = \"personal\"\n"
	datedX  = project + "start = 2025-01-06\nfinish = 2025-06-30\nplanned_finish = 2025-05-30\nstatus = \"closed\"\n"
)

// world is a portfolio with one project x, and the files given as name, text, name, text ...
func world(files ...string) fstest.MapFS {
	w := fstest.MapFS{
		"portfolio.toml":          {Data: []byte("[owner]\nname = \"N\"\n")},
		"projects/x/project.toml": {Data: []byte(project)},
	}
	for i := 0; i < len(files); i += 2 {
		w[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return w
}

func look(t *testing.T, w fstest.MapFS) []Result {
	t.Helper()
	p, problems, err := content.Load(w, content.LoadOptions{})
	if err != nil || p == nil {
		t.Fatalf("%v %v", err, problems)
	}
	return At(p, Options{Loaded: problems, Source: w})
}

// provocation is a folder in which one look is not as it should be, and where that is said to be.
type provocation struct {
	look  string
	place string // as Problem.Place says it
	files []string
}

const (
	raid   = "projects/x/raid.csv"
	head   = "id,type,title,date raised,owner,probability,impact,response,description\n"
	gate   = "projects/x/gates/g1.md"
	ev     = "projects/x/earned-value.csv"
	evHead = "period end,pv,ev,ac,bac\n"
	xFile  = "projects/x/project.toml"
)

func status(day, more string) []string {
	return []string{"projects/x/status/" + day + ".md", "+++\ndate = " + day + "\n" + more + "\n+++\n"}
}

func all(lists ...[]string) (out []string) {
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

func provocations() []provocation {
	missing := []provocation{{look: "profile", place: "portfolio.toml, line 1, column 1"}, {look: "projects", place: "projects"}, {look: "answers", place: "answers"},
		{look: "failed-deployment", place: "projects"}, {look: "vendor-dispute", place: "projects"}, {look: "summary", place: xFile + ", line 1"}, {look: "my-part", place: xFile + ", line 1"},
		{look: "dates", place: xFile + ", line 1"}, {look: "budget", place: xFile + ", line 1"}}
	for _, name := range []string{"artifacts", "charter", "raid", "decisions", "changes", "gates", "status", "schedule", "outcomes", "lessons", "stakeholders"} {
		missing = append(missing, provocation{look: name, place: xFile + ", line 1, column 1"})
	}
	return append(missing, join(toldProvocations(), agreeProvocations())...)
}

func join(a, b []provocation) []provocation { return append(a, b...) }

func toldProvocations() []provocation {
	return []provocation{
		{"starter-words", "portfolio.toml, line 2, column 1", []string{"portfolio.toml", "[owner]\nname = \"Your name\"\n"}},
		{"risk-owner", raid + ", line 2, cell E2", []string{raid, head + "R-1,risk,Switches late,2025-01-07,,4,3,Ordered early,\n"}},
		{"risk-response", raid + ", line 3, cell H3", []string{raid, head + "R-1,risk,One,2025-01-07,PM,4,3,Ordered early,\nR-2,risk,Two,2025-01-07,PM,4,3,,\n"}},
		{"risk-rated", raid + ", line 2, cell F2", []string{raid, head + "R-1,risk,Switches late,2025-01-07,PM,,3,Ordered early,\n"}},
		{"generic-rows", raid + ", line 2, cell C2", []string{raid, head + "R-1,risk,Scope creep,2025-01-07,PM,4,3,,\n"}},
		{"generic-rows", raid + ", line 2, cell C2", []string{raid, head + "R-1,risk,Switches late,,PM,4,3,Ordered early,\n"}},
		{"gate-criteria", gate + ", line 1", []string{gate, "+++\nid = \"G1\"\ndate = 2025-01-07\ndecision = \"go\"\n+++\n"}},
		{"gate-evidence", gate + ", line 8, column 1", []string{gate, "+++\nid = \"G1\"\ndate = 2025-01-07\ndecision = \"go\"\n[[criteria]]\ncriterion = \"Funded\"\nevidence = \"letter\"\n[[criteria]]\ncriterion = \"Pilot done\"\nresult = \"met\"\n+++\n"}},
		{"gate-conditions", gate + ", line 5, column 1", []string{gate, "+++\nid = \"G1\"\ndate = 2025-01-07\ndecision = \"conditional go\"\n[[conditions]]\ntext = \"Spares\"\n+++\n"}},
		{"status-cadence", "projects/x/status/2025-03-24.md, line 2, column 1", all(status("2025-01-13", ""), status("2025-01-20", ""), status("2025-01-27", ""), status("2025-03-24", ""))},
		{"all-green", "projects/x/status/2025-01-27.md, line 3, column 1", all(status("2025-01-13", "overall = \"green\""), status("2025-01-20", "overall = \"green\""), status("2025-01-27", "overall = \"green\""))},
		{"decision-reasons", "projects/x/decisions.csv, line 2, cell E2", []string{"projects/x/decisions.csv", "id,title,date,options,rationale\nD-1,Two nights,2025-01-08,One night or two,\n"}},
		{"change-decided", "projects/x/changes.csv, line 2, cell E2", []string{"projects/x/changes.csv", "id,title,date raised,status,decided by\nCR-1,More,2025-01-08,approved,\n"}},
		{"incident-cause", "projects/x/incidents/i.md, line 1", []string{"projects/x/incidents/i.md", "+++\nid = \"INC-1\"\ntitle = \"Locked\"\n+++\n"}},
		{"outcome-numbers", "projects/x/outcomes.csv, line 2, cell D2", []string{"projects/x/outcomes.csv", "id,benefit,baseline,actual\nO-1,Faster,12,\n"}},
		{"outcome-evidence", "projects/x/outcomes.csv, line 2, cell D2", []string{"projects/x/outcomes.csv", "id,benefit,actual,measured on\nO-1,Faster,4,\n"}},
		{"lesson-used", "projects/x/lessons.csv, line 2, cell C2", []string{"projects/x/lessons.csv", "id,what happened,recommendation\nL-1,Too late,\n"}},
		{"answer-evidence", "answers/a.md, line 1", []string{"answers/a.md", "+++\nquestion = \"failed-deployment\"\n+++\nI stopped it.\n"}},
		{"own-words", xFile + ", line 4, column 1", []string{xFile, project + "my_part = \"We moved our devices.\"\n"}},
		{"path-to-green", "projects/x/status/2025-01-13.md, line 3, column 11", status("2025-01-13", "overall = \"red\"")},
		{"placeholder", raid + ", line 2, cell C2", []string{raid, head + "R-1,risk,[Risk title],2025-01-07,PM,4,3,x,\n"}},
		{"own-tables", "projects/y/raid.csv", []string{raid, head + "R-1,risk,A,,,,,,\nR-2,risk,B,,,,,,\n", "projects/y/project.toml", project, "projects/y/raid.csv", head + "R-1,risk,A,,,,,,\nR-2,risk,B,,,,,,\n"}},
		{"links", raid + ", line 2, cell H2", []string{raid, head + "R-1,risk,A,,,,,see R-7,\n"}},
	}
}

func agreeProvocations() []provocation {
	over := []string{ev, evHead + "2025-01-31,10,10,20,100\n"}
	return []provocation{
		{"on-budget", xFile + ", line 4, column 1", append(over, xFile, project+"summary = \"Done within budget.\"\n")},
		{"on-budget", xFile + ", line 5, column 1", []string{xFile, project + "[case]\nresult = \"Closed on budget.\"\n[money]\nbudget = 100\n", "projects/x/costs.csv", "category,planned,actual\nStaff,100,140\n"}},
		{"on-budget", "answers/a.md, line 6, column 9", append(over, raid, head+"R-1,risk,A,,,,,,\n", "answers/a.md", "+++\nquestion = \"failed-deployment\"\nevidence = [\"x:R-1\"]\n+++\nI did it\nand was under budget.\n")},
		{"on-budget", "projects/x/status/2025-02-03.md, line 4, column 5", append(over, "projects/x/status/2025-02-03.md", "+++\ndate = 2025-02-03\n+++\nWe, within budget.\n")},
		{"on-budget", "about.md, line 2, column 1", append(over, "about.md", "# Me\nUnder budget, always.\n")},
		{"on-time", xFile + ", line 8, column 1", []string{xFile, datedX + "summary = \"Live on time.\"\n"}},
		{"change-cost", xFile + ", line 5, column 1", []string{xFile, project + "[money]\nbudget = 100\n", ev, evHead + "2025-01-31,10,10,10,100\n2025-02-28,20,20,20,150\n", "projects/x/changes.csv", "id,title,date raised,status,impact cost,funded from\nCR-1,More,2025-01-08,approved,20,budget\n"}},
		{"status-cost", "projects/x/status/2025-02-03.md, line 3, column 1", append(over, status("2025-02-03", "cost = \"green\"")...)},
		{"gate-holiday", gate + ", line 3, column 1", []string{gate, "+++\nid = \"G1\"\ndate = 2025-01-05\ndecision = \"go\"\n+++\n"}},
		{"gate-holiday", gate + ", line 3, column 1", []string{"portfolio.toml", "[owner]\nname = \"N\"\n[calendar]\nholidays = [2025-01-06]\n", gate, "+++\nid = \"G1\"\ndate = 2025-01-06\ndecision = \"go\"\n+++\n"}},
		{"gate-order", "projects/x/gates/g2.md, line 3, column 1", []string{gate, "+++\nid = \"G1\"\ndate = 2025-02-05\nphase_next = \"Build\"\ndecision = \"go\"\n+++\n", "projects/x/gates/g2.md", "+++\nid = \"G2\"\ndate = 2025-01-08\nphase_closing = \"Build\"\ndecision = \"go\"\n+++\n"}},
		{"dates-within", "projects/x/status/2024-12-02.md, line 2, column 1", append(status("2024-12-02", ""), xFile, datedX)},
		{"dates-within", "projects/x/incidents/i.md, line 4, column 1", []string{xFile, datedX, "projects/x/incidents/i.md", "+++\nid = \"INC-1\"\ntitle = \"Locked\"\nstarted = \"2026-02-01 08:10\"\n+++\n"}},
		{"left-open", raid + ", line 2, cell A2", []string{xFile, datedX, raid, head + "R-1,risk,A,2025-01-07,,,,,\n"}},
		{"progress", "projects/x/status/2025-01-20.md, line 3, column 1", all(status("2025-01-13", "percent_complete = 40"), status("2025-01-20", "percent_complete = 30"))},
	}
}

// TestEveryLook provokes every look and holds it to its place, and all its words to a golden file.
// GATEFOLD_UPDATE=1 writes that anew; read it aloud before you commit.
func TestEveryLook(t *testing.T) {
	provoked := map[string]bool{}
	var said strings.Builder
	for _, c := range provocations() {
		t.Run(c.look, func(t *testing.T) {
			for _, r := range look(t, world(c.files...)) {
				if r.Name != c.look {
					continue
				}
				if !r.Lacking() || len(r.Found) == 0 {
					t.Fatalf("%d of %d, found %v", r.Have, r.Of, r.Found)
				}
				found := r.Found[0]
				if found.Place() != c.place || found.Message == "" || found.Hint == "" || found.Code != r.Code {
					t.Errorf("%+v, want the place %q", found, c.place)
				}
				fmt.Fprintf(&said, "%s %s: %s\n  %s\n  -> %s\n", found.Severity, found.Code, found.Place(), found.Message, found.Hint)
			}
		})
		provoked[c.look] = true
	}
	for _, l := range Looks() {
		if !provoked[l.Name] {
			t.Errorf("no test provokes %s", l.Name)
		}
	}
	golden(t, "testdata/golden/found.txt", said.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("GATEFOLD_UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s differs (%v); GATEFOLD_UPDATE=1 writes it anew. Got:\n%s", file, err, got)
	}
}

// TestLooks: a look has one name and one code, and says all that is said of it.
func TestLooks(t *testing.T) {
	names, codes := map[string]bool{}, map[string]bool{}
	for _, l := range Looks() {
		if names[l.Name] || codes[l.Code] || l.Weight < 1 || l.Weight > 5 || l.Group == "" {
			t.Errorf("%s %s stands twice, or has no weight or group", l.Name, l.Code)
		}
		names[l.Name], codes[l.Code] = true, true
		if strings.HasSuffix(l.Title, ".") || !strings.HasSuffix(l.Missed, ".") || !strings.HasSuffix(l.Step, ".") {
			t.Errorf("%s: a title is no sentence, what is missed and the step are", l.Name)
		}
		if !l.Loaded && (l.severity == "" || !strings.HasPrefix(l.Code, "GF41")) {
			t.Errorf("%s has no severity, or no code of its own", l.Name)
		}
		if got, ok := Named(l.Name); !ok || got.Code != l.Code || Coded(l.Code).Name != l.Name {
			t.Errorf("%s is not found by its name or code", l.Name)
		}
	}
}

// TestSample: what is shown as an example has nothing that a reader would hold against it.
func TestSample(t *testing.T) {
	fsys := os.DirFS("../../sample-portfolio")
	p, problems, err := content.Load(fsys, content.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	results := At(p, Options{Loaded: problems, Source: fsys})
	for _, f := range Problems(results) {
		if f.Severity != content.Hint {
			t.Errorf("%s: %s", f.Place(), f.Message)
		}
	}
	looked := 0
	for _, r := range results {
		looked += r.Of
	}
	if looked < 800 {
		t.Errorf("only %d things were looked at", looked)
	}
}

// TestOneSaid: a claim is a claim; what is denied, planned or asked for is none.
func TestOneSaid(t *testing.T) {
	pattern := regexp.MustCompile(`(?i)\b(on|under|within) (the )?budget\b`)
	for text, want := range map[string]int{
		"Closed on budget.": 7, "Not over. Closed within the budget": 17, "We were not on budget": -1, "It wasn't on budget": -1, "The plan was to close on budget": -1,
		"budget of 640,000 on a budget": -1, "": -1, "No delay. On budget": 10, "I promised it on budget; I closed it on budget": 37,
	} {
		if got := claimed(text, pattern); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestNoFalseAlarm: what looks like a finding and is none.
func TestNoFalseAlarm(t *testing.T) {
	for name, files := range map[string][]string{
		"on-budget":        {ev, evHead + "2025-01-31,10,10,10,100\n", xFile, project + "summary = \"Done within budget.\"\n"},
		"change-cost":      {xFile, project + "[money]\nbudget = 100\n", ev, evHead + "2025-01-31,10,10,10,120\n", "projects/x/changes.csv", "id,title,date raised,status,impact cost,funded from\nCR-1,More,2025-01-08,approved,20,budget\nCR-2,Other,2025-01-08,rejected,50,budget\n"},
		"outcome-evidence": {"projects/x/outcomes.csv", "id,benefit,actual,measured on\nO-1,Faster,4,\n", raid, head + "R-1,risk,A,,,,,shown by O-1,\n"},
		"left-open":        {xFile, datedX, raid, head + "R-1,risk,A,2025-01-07,,,,Handed over to operations,\n"},
		"status-cadence":   all(status("2025-01-13", ""), status("2025-01-20", ""), status("2025-01-27", ""), status("2025-03-24", ""), []string{xFile, project + "[[pause]]\nfrom = 2025-02-01\nto = 2025-03-20\nreason = \"Frozen\"\n"}),
		"all-green":        all(status("2025-01-13", "overall = \"green\""), status("2025-01-20", "overall = \"green\"\ncost = \"amber\""), status("2025-01-27", "overall = \"green\"")),
		"own-words":        {xFile, project + "my_part = \"I planned what we did.\"\n"},
	} {
		for _, r := range look(t, world(files...)) {
			if r.Name == name && (r.Lacking() || r.Of == 0) {
				t.Errorf("%s: %d of %d, %v", name, r.Have, r.Of, r.Found)
			}
		}
	}
}

// TestNextSteps: the heaviest first, of equals the one of which most is missing, and never more than asked for.
func TestNextSteps(t *testing.T) {
	results := []Result{
		{Look: Look{Name: "done", Weight: 5}, Have: 2, Of: 2}, {Look: Look{Name: "nothing to see", Weight: 5}},
		{Look: Look{Name: "light", Weight: 1}, Of: 1}, {Look: Look{Name: "half", Weight: 4}, Have: 1, Of: 2}, {Look: Look{Name: "none", Weight: 4}, Of: 3},
	}
	var got []string
	for _, r := range NextSteps(results, 2) {
		got = append(got, r.Name)
	}
	if strings.Join(got, " ") != "none half" {
		t.Errorf("%q", got)
	}
}

// TestFew: of many findings of one look all are counted and the first are said.
func TestFew(t *testing.T) {
	rows := strings.Repeat("R-1,risk,T,,,,,,\n", 3*maxFound)
	for _, r := range look(t, world(raid, head+rows)) {
		if r.Name == "risk-owner" && (r.Of != 3*maxFound || r.Have != 0 || len(r.Found) != maxFound) {
			t.Errorf("%d of %d, %d said", r.Have, r.Of, len(r.Found))
		}
	}
}

// FuzzAt: whatever a stranger's folder holds, looks end, count no more than there is, and say where.
func FuzzAt(f *testing.F) {
	f.Add(head+"R-1,risk,T,2025-01-07,PM,4,3,,\n", "id = \"G1\"\ndate = 2025-01-05\n[[criteria]]\ncriterion = \"x\"\n", evHead+"2025-01-31,10,10,20,100\n", "start = 2025-01-06\nsummary = \"on budget\"\n")
	f.Add(head+"[Risk],,\n", "phase_next = \"\"", evHead+",,,,\n", "[money]\nbudget = -1\n")
	f.Fuzz(func(t *testing.T, rows, front, ledger, meta string) {
		w := world(raid, rows, gate, "+++\n"+front+"\n+++\n", ev, ledger, xFile, project+meta, "projects/x/status/a.md", "+++\n"+front+"\n+++\non budget\n")
		p, problems, err := content.Load(w, content.LoadOptions{})
		if err != nil || p == nil {
			return
		}
		for _, r := range At(p, Options{Loaded: problems, Source: w}) {
			if r.Have < 0 || r.Have > r.Of || len(r.Found) > maxFound {
				t.Errorf("%s: %d of %d, %d found", r.Name, r.Have, r.Of, len(r.Found))
			}
			for _, q := range r.Found {
				if q.Path == "" || q.Line < 0 || q.Message == "" {
					t.Errorf("%s: %+v", r.Name, q)
				}
			}
		}
	})
}
