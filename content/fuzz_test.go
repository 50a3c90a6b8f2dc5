package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/gatefold/gatefold/content/table"
)

// fuzzLimits keep one run short.
func fuzzLimits() LoadOptions {
	limits := table.Limits{Bytes: 1 << 14, Rows: 50, Cells: 64, CellBytes: 1 << 10}
	return LoadOptions{Limits: Limits{Register: limits, Document: limits}}
}

// FuzzLoadRegister loads a portfolio with any bytes as one of its registers: no panic, no record lost,
// no problem without a place and a next step.
func FuzzLoadRegister(f *testing.F) {
	names := []string{"raid.csv", "raid.toml", "milestones.csv", "earned-value.tsv", "burndown.csv", "sla.csv", "decisions.csv", "work.toml"}
	for i, s := range []string{
		raidHead + "R-01,risk,Late,03/04/2025,2025-02-30,,4,High,12,R-01; y:R-2,[Risk title]\nR-01,,\"open\n",
		"[[raid]]\nid = \"R-1\"\ntype = \"risk\"\ntitle = [1, {a = 2}]\nprobability = 7\ndraft = \"ja\"\n",
		msHead + "M1,A,2025-01-02,2025-01-01,,40%,M2 FS+2d; M1,x\nM2,B,,,,0.4,M1,\n",
		"period end\tpv\tev\tac\tbac\tbaseline\n2025-01-31\t1.000\t(5)\t£3k\t2\t2\n",
		"date;scope;completed;baseline 2 remaining;baseline 99 remaining\n1.2.25;1,5;2;;3\n",
		"id,target,opened,resolved,clock\nS-1,4 h,2025-09-02T08:10Z,2 Sep 2025 8:10 pm,open\n",
		"id,title,date\n" + strings.Repeat("D-1,x,45693\n", 9),
		"work = [1]\n[work.x]\n",
	} {
		f.Add(uint8(i), []byte(s))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		path := "projects/x/" + names[int(which)%len(names)]
		p, problems := loadAny(t, world(path, string(data)))
		checkLoaded(t, p, problems)
		if len(p.Projects) != 1 {
			t.Fatalf("%d projects", len(p.Projects))
		}
		for _, tab := range p.Projects[0].Tables {
			for _, r := range p.Projects[0].Records {
				if m := r.Common(); m.Register == tab.Register && len(m.Values) != len(tab.Columns) {
					t.Fatalf("%d values in %d columns", len(m.Values), len(tab.Columns))
				}
			}
		}
	})
}

// FuzzFrontMatter does the same for documents, and for the settings files.
func FuzzFrontMatter(f *testing.F) {
	names := []string{gatePath, "projects/x/incidents/i.md", "projects/x/status/s.md", "answers/a.md", "projects/x/decisions/d.md", projPath,
		"projects/x/artifacts/artifacts.toml", "about.md"}
	for i, s := range []string{
		gateHead + "decision = \"conditional go\"\n[[criteria]]\nlevel = \"must\"\n[[conditions]]\ndue = 2025-02-30\n+++\nSee G1, `R-9` and [x](artifacts/a b.pdf).\n",
		"+++\nid = \"INC-1\"\nstarted = 2025-09-02T08:10:00Z\ntimeline = [{time = \"8:10\", event = \"x\"}]\n+++\n```\nINC-9\n",
		"+++\ndate = \"next week\"\noverall = \"red\"\npercent_complete = \"40 %\"\nasks = [\"a\", [\"b\"]]\n",
		"+++\nquestion = \"failed-deployment\"\nevidence = [\"x:R-1\", \"z:artifacts/a b\", 3]\n+++\n",
		"---\nid: D-1\n---\n[Your text] lorem ipsum\n",
		baseProject + "start: 2025\nskills = [\"a\"\ndraft = yes\n[[pause]]\nfrom = 1\n[case]\nthread = [\"R-1\"]\nhardest = \"y:R-1\"\n",
		"[[artifact]]\nfile = p\nwithhold = true\n[[artifact]]\nfile = \"../p\"\nlinks = \"R-1\"\n",
		"\ufeff+++\r\ntitle = '''a\r\n+++\r\n",
	} {
		f.Add(uint8(i), []byte(s))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		p, problems := loadAny(t, world("projects/x/artifacts/p", "", names[int(which)%len(names)], string(data)))
		checkLoaded(t, p, problems)
	})
}

func loadAny(t *testing.T, fsys fstest.MapFS) (*Portfolio, Problems) {
	t.Helper()
	p, problems, err := Load(fsys, fuzzLimits())
	if err != nil || p == nil {
		t.Fatalf("nothing loaded: %v %+v", err, problems)
	}
	return p, problems
}

// checkLoaded holds whatever was loaded to what everybody relies on.
func checkLoaded(t *testing.T, p *Portfolio, problems Problems) {
	t.Helper()
	for _, q := range problems {
		if q.Code == "" || q.Path == "" || q.Message == "" || q.Hint == "" || q.Line < 0 || q.Column < 0 || !utf8.ValidString(q.Message+q.Hint+q.Cell) {
			t.Fatalf("problem %+v", q)
		}
		if strings.Contains(q.Message+q.Hint, "(MISSING)") || strings.Contains(q.Message+q.Hint, "%!(EXTRA") || strings.ContainsAny(q.Message+q.Hint, "\x00\n") {
			t.Fatalf("badly said: %q | %q", q.Message, q.Hint)
		}
	}
	for _, x := range p.Projects {
		taken := map[string]bool{}
		for _, r := range x.Records {
			m := r.Common()
			if m.ID == "" {
				continue
			}
			if taken[strings.ToLower(m.ID)] || strings.Trim(m.ID, idCharacters) != "" {
				t.Fatalf("id %q", m.ID)
			}
			taken[strings.ToLower(m.ID)] = true
			for _, to := range p.Links.From(Ref{x.Slug, m.ID}) {
				if _, ok := p.Links.Target(to); !ok {
					t.Fatalf("%s leads to %v, which is nothing", m.ID, to)
				}
			}
		}
	}
}
