package content

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	basePortfolio = "title = \"T\"\n[owner]\nname = \"Nadia\"\n"
	baseProject   = "title = \"X\"\nbasis = \"simulated PMO\"\nrole = \"PM\"\n"
)

// world is a sound portfolio with one project, x, and the given files (path, text, path, text, ...)
// in it or instead.
func world(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{
		"portfolio.toml":          {Data: []byte(basePortfolio)},
		"projects/x/project.toml": {Data: []byte(baseProject)},
	}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

func load(t *testing.T, fsys fs.FS) (*Portfolio, Problems) {
	t.Helper()
	p, problems, err := Load(fsys, LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p, problems
}

// sound fails when a load has problems.
func sound(t *testing.T, problems Problems) {
	t.Helper()
	for _, p := range problems {
		t.Errorf("%s %s %s: %s | %s", p.Code, p.Severity, p.Place(), p.Message, p.Hint)
	}
}

func ids(records []Record) string {
	var out []string
	for _, r := range records {
		out = append(out, r.Common().ID)
	}
	return strings.Join(out, " ")
}

func TestLoadWholePortfolio(t *testing.T) {
	p, problems := load(t, world(
		"projects/x/raid.csv", "ID,Type,Title,Date raised,Due,Status,Probability,Impact,Score,Links,Mood\n"+
			"R-01,Risk,Late batch,2025-02-03,2026-12-01,Monitoring,4,5,20,D-01; y:R-01,calm\n"+
			"A-01,assumptions,Lifts work,2025-02-04,,true,,,,,\n",
		"projects/x/decisions.csv", "id;title;date;rationale\nD-01;Two batches;03/04/2025;because of R-01\nD-02;Later;25/04/2025;\n",
		"projects/x/decisions/d-01.md", "+++\nid = \"D-01\"\nhindsight = \"right\"\n+++\n\nLong form, see `R-99` and G3.\n",
		"projects/x/decisions/d-03.md", "+++\nid = \"D-03\"\ntitle = \"Alone\"\ndate = 2025-05-01\n+++\nBody\n",
		"projects/x/gates/g3.md", "\ufeff+++\r\nid = \"G3\"\r\nname = \"Go-live\"\r\ndate = 2025-04-08\r\ndecision = \"Proceed\"\r\nboard = [\"Sponsor\"]\r\n"+
			"[[criteria]]\r\ncriterion = \"Tests\"\r\nlevel = \"must\"\r\nresult = \"pass\"\r\n[[conditions]]\r\ntext = \"See R-01\"\r\ndue = 2026-01-01\r\nclosed = 2025-04-10\r\n+++\r\nLine 15 names R-01.\r\n",
		"projects/x/status/2025-04-11.md", "+++\ndate = 2025-04-11\noverall = \"G\"\npercent_complete = 40\n+++\n",
		"projects/x/status/2025-04-11b.md", "+++\ndate = 2025-04-11\n+++\n",
		"projects/x/charter.md", "Just text.\n",
		"projects/x/earned-value.toml", "[[earned_value]]\nperiod_end = 2025-02-28\npv = 30_000\nac = \"£29,400.00\"\n[[earned_value]]\nperiod_end = 2027-02-28\npv = 60000\n",
		"projects/x/burndown.csv", "date\tscope\tcompleted\tbaseline remaining\tbaseline 2 remaining\tnote\n2025-03-07\t612\t0\t612\t600\t\"a\nb\"\n",
		"projects/x/artifacts/plan.pdf", "%PDF",
		"projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = \"plan.pdf\"\ntitle = \"The plan\"\nlinks = [\"G3\"]\n",
		"projects/y/project.toml", baseProject+"start = 2025-01-01\n",
		"projects/y/raid.tsv", "id\ttype\ttitle\nR-01\tissue\tOther\n",
		"answers/failed.md", "+++\nquestion = \"failed-deployment\"\nevidence = [\"x:G3\", \"x:artifacts/plan.pdf\"]\n+++\nSee x:R-01.\n",
		"about.md", "# Nadia\n", "pages/more.md", "+++\ntitle = \"More\"\n+++\n",
		"private/secret.txt", "", "projects/x/.DS_Store", "", "projects/x/~$raid.csv", "", "projects/x/.~lock.raid.csv#", "",
	))
	for _, q := range problems {
		if q.Code != CodeUnknownColumns || q.Cell != "K1" || q.Severity != Hint {
			t.Errorf("%s %s: %s", q.Code, q.Place(), q.Message)
		}
	}
	if len(p.Projects) != 2 || p.Projects[0].Slug != "y" {
		t.Fatalf("projects by start: %v", p.Projects)
	}
	x := p.Projects[1]
	if got, want := ids(x.Records), "charter R-01 A-01 D-01 D-02 D-03 G3 status-2025-04-11 status-2025-04-11-2      "; strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("records %q, want %q", got, want)
	}
	r := Of[Risk](x)[0]
	if r.Kind != "risk" || r.Status != "in progress" || r.Product() != 20 || r.Extra[0] != (Field{"Mood", "calm"}) || r.Due.String() != "2026-12-01" || r.Happened.String() != "2025-02-03" || r.Pos.Line != 2 {
		t.Errorf("risk %+v", r)
	}
	if a := Of[Assumption](x)[0]; a.Status != "validated" || a.Values[1] != "assumptions" {
		t.Errorf("assumption %+v", a)
	}
	d := Of[Decision](x)[0]
	if d.Date.String() != "2025-04-03" || d.Hindsight != "right" || !strings.Contains(d.Body, "Long form") || d.BodyPath != "projects/x/decisions/d-01.md" || d.Values[2] != "2025-04-03" || d.Values[12] != "right" {
		t.Errorf("decision %+v", d)
	}
	g := Of[Gate](x)[0]
	if g.Decision != "go" || g.Criteria[0].Result != "met" || g.OpenConditions(Date{2025, 4, 9}) != 1 || g.BodyLine != 16 || g.Happened.String() != "2025-04-10" {
		t.Errorf("gate %+v", g)
	}
	ev := Of[EarnedValuePoint](x)
	if ev[0].AC != Num(29400) || ev[0].Baseline != "1" || !ev[1].Happened.IsZero() {
		t.Errorf("earned value %+v", ev)
	}
	b := Of[BurndownPoint](x)[0]
	if fmt.Sprint(b.Baselines) != "[{612 true} {600 true}]" || b.Note != "a\nb" || strings.Join(b.Values, "|") != "2025-03-07|612|0||612|600|a\nb" {
		t.Errorf("burndown %+v", b)
	}
	if p.AsOf.String() != "2025-05-01" {
		t.Errorf("as of %s", p.AsOf)
	}
	checkGraph(t, p)
	if a := p.Answers[0]; a.Evidence[1].Ref != (Ref{"x", "artifacts/plan.pdf"}) || len(a.Links) != 3 {
		t.Errorf("answer %+v", a)
	}
	if p.Pages[0].Title != "More" || p.About.Title != "Nadia" || p.About.Name != "about" {
		t.Errorf("pages %+v %+v", p.Pages, p.About)
	}
}

func checkGraph(t *testing.T, p *Portfolio) {
	t.Helper()
	for _, c := range []struct {
		name string
		got  []Ref
		want string
	}{
		{"R-01 names", p.Links.From(Ref{"x", "R-01"}), "[x:D-01 y:R-01]"},
		{"D-01 names", p.Links.From(Ref{"x", "D-01"}), "[x:R-01 x:G3]"},
		{"naming R-01", p.Links.To(Ref{"x", "R-01"}), "[x:D-01 x:G3]"},
		{"naming G3", p.Links.To(Ref{"x", "G3"}), "[x:D-01 x:artifacts/plan.pdf]"},
	} {
		if fmt.Sprint(c.got) != c.want {
			t.Errorf("%s: %v, want %s", c.name, c.got, c.want)
		}
	}
	if target, ok := p.Links.Target(Ref{"x", "artifacts/plan.pdf"}); !ok || target.Artifact.Title != "The plan" {
		t.Errorf("artifact target %+v", target)
	}
	if target, ok := p.Links.Target(Ref{"x", "R-01"}); !ok || target.Record.(Risk).Title != "Late batch" {
		t.Errorf("record target %+v", target)
	}
}

func TestNoFolder(t *testing.T) {
	_, _, err := Load(fstest.MapFS{}, LoadOptions{})
	if err != nil { // an empty folder exists
		t.Fatal(err)
	}
	_, _, err = Load(missingFS{}, LoadOptions{})
	if err == nil || !strings.Contains(err.Error(), "portfolio folder") {
		t.Fatal(err)
	}
}

type missingFS struct{}

func (missingFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func TestDrafts(t *testing.T) {
	fsys := world(
		"projects/x/raid.csv", "id,type,title,date raised,draft,notes\nR-01,risk,One,2025-01-01,yes,\nR-02,risk,Two,2025-01-02,no,see R-01\n",
		"projects/y/project.toml", baseProject+"draft = true\n",
		"pages/p.md", "+++\ndraft = true\n+++\n",
	)
	p, problems := load(t, fsys)
	if p.Drafts != 3 || len(p.Projects) != 1 || ids(p.Projects[0].Records) != "R-02" || len(p.Pages) != 0 {
		t.Errorf("%d drafts, %d projects, records %q", p.Drafts, len(p.Projects), ids(p.Projects[0].Records))
	}
	if len(problems) != 1 || problems[0].Code != CodeNamesDraft || problems[0].Cell != "F3" {
		t.Errorf("problems %+v", problems)
	}
	p, problems, _ = Load(fsys, LoadOptions{Drafts: true})
	if p.Drafts != 3 || len(p.Projects) != 2 || ids(p.Projects[0].Records) != "R-01 R-02" || len(p.Pages) != 1 || len(p.Links.To(Ref{"x", "R-01"})) != 1 {
		t.Errorf("with drafts: %d drafts, records %q", p.Drafts, ids(p.Projects[0].Records))
	}
	sound(t, problems)
}

// shuffled lists folders backwards, as no system promises an order.
type shuffled struct{ fstest.MapFS }

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := s.MapFS.ReadDir(name)
	for i, j := 0, len(entries)-1; i < j; i, j = i+1, j-1 {
		entries[i], entries[j] = entries[j], entries[i]
	}
	return entries, err
}

func TestOrderOfListingDoesNotShow(t *testing.T) {
	fsys := world(
		"projects/x/raid.csv", "id,type,title\nR-01,risk,see R-09\nR-01,risk,again\n,what,\n",
		"projects/x/risks.csv", "", "projects/x/zeta.txt", "", "projects/x/changes.toml", "", "projects/x/changes.csv", "",
		"projects/x/status/b.md", "+++\ndate = 2025-01-01\n+++\n", "projects/x/status/a.md", "+++\ndate = 2025-01-01\n+++\n",
		"projects/Not a slug/project.toml", "", "projects/w/project.toml", baseProject,
		"projects/x/artifacts/b.txt", "", "projects/x/artifacts/a/c.txt", "",
	)
	show := func(f fs.FS) string {
		p, problems := load(t, f)
		s := fmt.Sprintf("%+v\n", problems)
		for _, x := range p.Projects {
			s += fmt.Sprintf("%s %+v %+v\n", x.Slug, x.Records, x.Artifacts)
		}
		return s
	}
	once := show(fsys)
	for range 5 {
		if again := show(shuffled{fsys}); again != once {
			t.Fatalf("first:\n%s\nshuffled:\n%s", once, again)
		}
	}
}

func TestSettings(t *testing.T) {
	fsys := world(
		"portfolio.toml", "schema = 1\nlanguage = \"en-GB\"\nbase_url = \"https://example.org/me\"\ntheme = \"slate\"\nmood = \"calm\"\n"+
			"[owner]\nname = \"Nadia\"\nemail = \"a@example.org\"\nlinks = [{ label = \"L\", url = \"https://example.org/in\" }]\npet = \"cat\"\n"+
			"[site]\naccent = \"#2b3fae\"\nfeatured = [\"x\"]\nindex = false\n[rag]\ngreen = 0.02\n[calendar]\nholidays = [2026-12-25]\n[deny]\nwords = [\"Acme\"]\n",
		"projects/x/Project.TOML", baseProject, "projects/x/RAID.CSV", "ID,Type,Title\nR-1,risk,T\n",
	)
	delete(fsys, "projects/x/project.toml") // names are read whatever their capital letters
	p, problems := load(t, fsys)
	c := p.Config
	if c.Language != "en-GB" || c.BaseURL != "https://example.org/me/" || c.Theme != "slate" || c.Title != "Nadia" || c.Owner.Links[0].Label != "L" || c.Site.Index || c.RAG != (Thresholds{0.02, 0.10}) ||
		c.Holidays[0].String() != "2026-12-25" || c.Deny[0] != "Acme" || fmt.Sprint(c.Extra) != "[{owner.pet cat} {mood calm}]" {
		t.Errorf("%+v", c)
	}
	if len(problems) != 2 || problems[0].Code != CodeSettingUnknown || len(p.Projects[0].Records) != 1 {
		t.Errorf("%+v", problems)
	}
}

func TestProjectFile(t *testing.T) {
	p, problems := load(t, world("projects/x/project.toml", baseProject+
		"domain = \"itsm\"\nstatus = \"on hold\"\nstart = 2025-02-03\nteam = 9\nskills = [\"a\", \"b\"]\ndate_order = \"mdy\"\n[money]\ncurrency = \"usd\"\nbudget = \"$214,000\"\nscaled = true\n"+
		"[work]\nunit = \"devices\"\n[[pause]]\nfrom = 2025-04-16\nto = 2025-04-25\nreason = \"stop\"\n[[pause]]\nfrom = 2025-05-02\nto = 2025-05-01\n[case]\nhardest = \"R-1\"\nthread = [\"R-1\", \"R-9\"]\n",
		"projects/x/raid.csv", "id,type,title,date raised\nR-1,risk,T,03/04/2025\n",
		"projects/x/status/s.md", "+++\ndate = 2025-05-01\npercent_complete = 0.4\n+++\n"))
	x := p.Projects[0]
	m := x.Meta
	if m.Basis != "simulated PMO" || m.Status != "on hold" || m.Team != 9 || m.Money != (Money{"USD", Num(214000), Number{}, true}) || m.Unit != "devices" || len(m.Pauses) != 1 || m.Case.Hardest != "R-1" || len(m.Case.Thread) != 2 {
		t.Errorf("%+v", m)
	}
	if Of[Risk](x)[0].DateRaised.String() != "2025-03-04" || Of[Status](x)[0].PercentComplete != Num(40) {
		t.Errorf("%+v", x.Records)
	}
	if len(problems) != 2 || problems[0].Code != CodeFinishBeforeStart || problems[0].Line != 22 || problems[1].Code != CodeDangling || problems[1].Line != 25 || problems[1].Column != 19 {
		t.Errorf("%+v", problems)
	}
}
