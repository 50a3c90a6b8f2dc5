package content

import (
	"strings"
	"testing"
)

// TestAsOf puts a date into every date column of every kind: it moves the portfolio's date unless the
// column is one of plans.
func TestAsOf(t *testing.T) {
	for _, k := range Kinds() {
		for _, c := range Columns(k) {
			if c.Type != DateValue && c.Type != MomentValue {
				continue
			}
			want := "2025-06-01"
			if c.Planned {
				want = "2025-01-01"
			}
			files := []string{"projects/x/work.csv", "id,title,created\nW-1,Known to have happened,2025-01-01\n"}
			row := c.Key() + " = 2025-06-01\n" + reachedBy(k.Name)
			switch {
			case k.Shape == Register && k.Name == "work":
				files = append(files, "projects/x/work.toml", "[[work]]\n"+row)
				files = append(files[2:], "projects/x/questions.csv", "id,question,date\nQ-1,Why?,2025-01-01\n")
			case k.Shape == Register:
				files = append(files, "projects/x/"+k.Name+".toml", "[["+strings.ReplaceAll(k.Name, "-", "_")+"]]\n"+row)
			case k.Shape == Document:
				files = append(files, "projects/x/"+k.Name+".md", "+++\n"+row+"+++\n")
			default:
				files = append(files, "projects/x/"+k.Name+"/a.md", "+++\n"+row+"+++\n")
			}
			p, _ := load(t, world(files...))
			if got := p.AsOf.String(); got != want {
				t.Errorf("%s, %s: as of %s, want %s", k.Name, c.Name, got, want)
			}
		}
	}
}

// reachedBy is what makes a row of a series one that has happened.
func reachedBy(kind string) string {
	switch kind {
	case "burndown":
		return "remaining = 1\n"
	case "earned-value":
		return "ev = 1\n"
	}
	return ""
}

func TestAsOfOfProjectsAndPlans(t *testing.T) {
	for name, c := range map[string]struct{ want, project, file, text string }{
		"a plan's row":         {"2025-01-01", "", "projects/x/earned-value.csv", "period end,pv,ev\n2025-01-01,1,1\n2026-01-01,2,\n"},
		"a condition's due":    {"2025-01-05", "", gatePath, gateHead + "decision = \"go\"\n[[conditions]]\ntext = \"x\"\ndue = 2026-01-01\n+++\n"},
		"a condition's closed": {"2025-03-01", "", gatePath, gateHead + "decision = \"go\"\n[[conditions]]\ntext = \"x\"\nclosed = 2025-03-01\n+++\n"},
		"an open finish":       {"2025-02-01", "status = \"active\"\nstart = 2025-02-01\nfinish = 2026-01-01\n", "about.md", ""},
		"a reached finish":     {"2025-09-01", "status = \"closed\"\nstart = 2025-02-01\nfinish = 2025-09-01\n", "about.md", ""},
		"a draft":              {"2025-02-01", "status = \"active\"\nstart = 2025-02-01\n", "projects/x/raid.csv", "id,type,title,date raised,draft\nR-1,risk,T,2025-08-01,yes\n"},
		"an artifact":          {"2025-04-01", "", "projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = \"p\"\ndate = 2025-04-01\n"},
		"nothing at all":       {"", "", "about.md", "Written on 2025-04-01\n"},
	} {
		p, _ := load(t, world("projects/x/artifacts/p", "", projPath, baseProject+c.project, c.file, c.text))
		if got := p.AsOf.String(); got != c.want {
			t.Errorf("%s: as of %s, want %s", name, got, c.want)
		}
	}
}
