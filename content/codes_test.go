package content

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content/table"
)

// provocation is the smallest folder that shows a problem, and where the problem is said to be.
type provocation struct {
	code     string
	severity Severity
	path     string
	line     int
	column   int    // 0: not looked at
	cell     string // "" when there is none
	message  string // a part of it
	hint     string // a part of it
	files    []string
	opt      LoadOptions
	change   func(fs fstest.MapFS) fs.FS
}

const (
	raidPath = "projects/x/raid.csv"
	raidHead = "id,type,title,date raised,due,closed,probability,impact,score,links,notes\n"
	projPath = "projects/x/project.toml"
	gatePath = "projects/x/gates/g1.md"
	gateHead = "+++\nid = \"G1\"\nname = \"Go\"\ndate = 2025-01-05\n"
	msPath   = "projects/x/milestones.csv"
	msHead   = "id,name,start,finish,actual finish,percent complete,predecessors,critical\n"
)

func raidRow(rows ...string) []string {
	return []string{raidPath, raidHead + strings.Join(rows, "\n") + "\n"}
}

// withMode changes the mode of one file.
func withMode(path string, mode fs.FileMode) func(fstest.MapFS) fs.FS {
	return func(f fstest.MapFS) fs.FS {
		f[path] = &fstest.MapFile{Data: []byte("x"), Mode: mode}
		return f
	}
}

// locked is a file system in which one file may not be opened.
type locked struct {
	fstest.MapFS
	path string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func fileProvocations(t *testing.T) []provocation {
	small := LoadOptions{Limits: Limits{Register: table.Limits{Bytes: 200, Rows: 2, Cells: 4, CellBytes: 10}, Artifacts: 1, ArtifactBytes: 9, ProjectBytes: 12}}
	return []provocation{
		{code: CodeNoPortfolio, severity: Error, path: "portfolio.toml", message: "no portfolio.toml", change: func(f fstest.MapFS) fs.FS { delete(f, "portfolio.toml"); return f }},
		{code: CodeUnreadable, severity: Error, path: raidPath, message: "not allowed", files: raidRow("R-1,risk,T"), change: func(f fstest.MapFS) fs.FS { return locked{f, raidPath} }},
		{code: CodeSymlink, severity: Error, path: raidPath, message: "link", change: withMode(raidPath, fs.ModeSymlink)},
		{code: CodeNotRegular, severity: Error, path: "projects/x/artifacts/pipe", message: "neither", change: withMode("projects/x/artifacts/pipe", fs.ModeNamedPipe)},
		{code: CodeTooLarge, severity: Error, path: raidPath, message: "larger than 0 KB", files: raidRow(strings.Repeat("x", 300)), opt: small},
		{code: CodeNotText, severity: Error, path: raidPath, message: "not text", hint: "CSV UTF-8", files: []string{raidPath, "PK\x03\x04..."}},
		{code: CodeNotRead, severity: Hint, path: "projects/x/risks.csv", hint: "raid.csv", files: []string{"projects/x/risks.csv", ""}},
		{code: CodeTwoFormats, severity: Error, path: "projects/x/raid.toml", message: "raid.csv and as raid.toml", files: append(raidRow("R-1,risk,T,,,,,,,,"), "projects/x/raid.toml", "")},
		{code: CodeWorkbook, severity: Error, path: "projects/x/raid.xlsx", hint: "save it again", files: []string{"projects/x/raid.xlsx", "PK"}},
		{code: CodeWorkbook, severity: Error, path: "projects/x/raid.xlsx", message: "locked by a password", files: []string{"projects/x/raid.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1"}},
		{code: CodeSheetLeft, severity: Hint, path: "projects/x/raid.xlsx", message: `"Budget"`, files: []string{"projects/x/raid.xlsx", workbook(t, sheet{name: "RAID", rows: [][]any{{"ID", "Type", "Title"}, {"R-1", "risk", "T"}}}, sheet{name: "Budget", rows: [][]any{{"Category", "Planned"}, {"Staff", 3}}})}},
		{code: CodeUnsolved, severity: Warning, path: "projects/x/raid.xlsx", line: 2, cell: "sheet RAID, cell D2", message: "has 2 of them", files: []string{"projects/x/raid.xlsx", workbook(t, sheet{name: "RAID", rows: [][]any{{"ID", "Type", "Title", "Score"}, {"R-1", "risk", "T"}, {"R-2", "risk", "U"}}, formulas: map[string]string{"D2": "=2*3", "D3": "=2*2"}})}},
		{code: CodePinUnused, severity: Warning, path: raidPath, message: `"Dedline"`, hint: `"Deadline"`, files: []string{projPath, baseProject + "[columns.raid]\n\"Dedline\" = \"due\"\n", raidPath, "id,type,title,Deadline\nR-1,risk,T,2025-01-02\n"}},
		{code: CodeTotalLeft, severity: Hint, path: "projects/x/costs.csv", line: 3, column: 1, cell: "A3", files: []string{"projects/x/costs.csv", "category,planned\nStaff,3\nTotal:,3\n"}},
		{code: CodeMoreProblems, severity: Error, path: raidPath, message: "101 further", files: raidRow(strings.TrimSuffix(strings.Repeat("R 1,risk,T,,,,,,,,\n", 151), "\n"))},
		{code: CodeSlug, severity: Error, path: "projects/My Project", hint: `"my-project"`, files: []string{"projects/My Project/project.toml", baseProject}},
		{code: CodeNoProjects, severity: Hint, path: "projects", change: func(f fstest.MapFS) fs.FS { delete(f, projPath); return f }},
		{code: CodeNotShownYet, severity: Hint, path: "glossary.toml", files: []string{"glossary.toml", ""}},
		{code: CodeTooManyFiles, severity: Error, path: "projects/x/artifacts", message: "more than 1 files", files: []string{"projects/x/artifacts/a", "", "projects/x/artifacts/b", ""}, opt: small},
		{code: CodeNoProjectFile, severity: Error, path: "projects/y/project.toml", files: []string{"projects/y/raid.csv", raidHead + "R-1,risk,T,,,,,,,,\n"}},
		{code: CodeArtifactSize, severity: Error, path: "projects/x/artifacts/a", files: []string{"projects/x/artifacts/a", "0123456789"}, opt: small},
		{code: CodeArtifactGone, severity: Warning, path: "projects/x/artifacts/artifacts.toml", line: 2, column: 8, hint: "plan.pdf", files: []string{"projects/x/artifacts/plan.pdf", "", "projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = \"plam.pdf\"\n"}},
		{code: CodeArtifactTwice, severity: Warning, path: "projects/x/artifacts/artifacts.toml", line: 4, column: 8, files: []string{"projects/x/artifacts/p", "", "projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = \"p\"\n[[artifact]]\nfile = \"p\"\n"}},
		{code: CodeInDoubt, severity: Warning, path: "projects/x/artifacts/artifacts.toml", files: []string{"projects/x/artifacts/p", "", "projects/x/artifacts/artifacts.toml", "[[artifact]]\nfile = p\nwithhold = true\n"}},
		{code: CodeTooManyRows, severity: Error, path: raidPath, line: 4, files: []string{raidPath, "id,type,title\nA-1,risk,T\nA-2,risk,T\nA-3,risk,T\n"}, opt: small},
		{code: CodeRowTooWide, severity: Error, path: raidPath, line: 2, cell: "E2", files: []string{raidPath, "id,type,title\nA-1,risk,T,4,5\n"}, opt: small},
		{code: CodeCellTooLong, severity: Error, path: raidPath, line: 2, column: 10, cell: "C2", files: []string{raidPath, "id,type,title\nA-1,risk,01234567890\n"}, opt: small},
	}
}

func tableProvocations() []provocation {
	return []provocation{
		{code: CodeNULBytes, severity: Warning, path: raidPath, line: 2, files: raidRow("R-1,risk,T\x00,,,,,,,,")},
		{code: CodeMixedText, severity: Warning, path: raidPath, line: 3, files: raidRow("R-1,risk,na\u00efve,,,,,,,,", "R-2,risk,caf\xe9,,,,,,,,")},
		{code: CodeUnclosedQuote, severity: Error, path: raidPath, line: 2, column: 10, cell: "C2", files: raidRow(`R-1,risk,"Open,,,,,,,,`, "R-2,risk,T,,,,,,,,")},
		{code: CodeTooManyCells, severity: Warning, path: raidPath, line: 2, cell: "L2", message: `"more"`, files: raidRow("R-1,risk,T,,,,,,,,,more")},
		{code: CodeTooFewCells, severity: Warning, path: raidPath, line: 2, cell: "D2", message: "3 cells, the header has 11", files: raidRow("R-1,risk,T")},
		{code: CodeDuplicateHeader, severity: Error, path: raidPath, line: 1, cell: "D1", message: "column C", files: []string{raidPath, "id,type,title,Title\nR-1,risk,T,U\n"}},
		{code: CodeEmptyHeader, severity: Warning, path: raidPath, line: 1, cell: "C1", files: []string{raidPath, "id,type,,title\nR-1,risk,x,T\n"}},
		{code: CodeEmptyRegister, severity: Warning, path: raidPath, line: 1, message: "no records", files: []string{raidPath, raidHead}},
		{code: CodeSyntax, severity: Error, path: projPath, line: 2, column: 9, message: "cannot be understood", files: []string{projPath, "title = \"X\"\nbasis = simulated\n"}},
		{code: CodeTooDeep, severity: Error, path: projPath, line: 1, files: []string{projPath, "x = " + strings.Repeat("[", 70) + strings.Repeat("]", 70)}},
		{code: CodeUnknownTable, severity: Warning, path: "projects/x/raid.toml", line: 1, column: 1, message: `"risks"`, files: []string{"projects/x/raid.toml", "[[risks]]\nid = 1\n"}},
		{code: CodeNotATable, severity: Error, path: "projects/x/raid.toml", line: 1, column: 9, files: []string{"projects/x/raid.toml", "raid = [1]\n"}},
		{code: CodeUnclosedFront, severity: Error, path: gatePath, line: 1, files: []string{gatePath, gateHead + "Text\n"}},
		{code: CodeYAMLFront, severity: Error, path: gatePath, line: 1, files: []string{gatePath, "---\nid: G1\n---\n"}},
		{code: CodeUnknownColumns, severity: Hint, path: raidPath, line: 1, cell: "D1", hint: `"Probabilty" meant to be "Probability"`, files: []string{raidPath, "id,type,title,Probabilty\nR-1,risk,T,4\n"}},
		{code: CodeMissingColumn, severity: Error, path: raidPath, line: 1, message: `"Title"`, files: []string{raidPath, "id,type\nR-1,risk\n"}},
	}
}

func valueProvocations() []provocation {
	return []provocation{
		{code: CodeRequired, severity: Error, path: raidPath, line: 3, column: 10, cell: "C3", hint: `cell C2: "First"`, files: raidRow("R-1,risk,First,,,,,,,,", "R-2,risk,TBD,,,,,,,,")},
		{code: CodeRequired, severity: Hint, path: gatePath, line: 1, message: "decision is missing", files: []string{gatePath, gateHead + "draft = true\n+++\n"}},
		{code: CodeRequired, severity: Error, path: gatePath, line: 1, message: "decision is missing", hint: `decision = "go"`, files: []string{gatePath, gateHead + "+++\n"}},
		{code: CodeDateUnreadable, severity: Error, path: raidPath, line: 3, cell: "D3", message: `"next week"`, hint: `cell D2: "2025-01-02"`, files: raidRow("R-1,risk,T,2025-01-02,,,,,,,", "R-2,risk,T,next week,,,,,,,")},
		{code: CodeDateImpossible, severity: Error, path: raidPath, line: 2, cell: "E2", message: `"due" is "2025-02-30"`, files: raidRow("R-1,risk,T,,2025-02-30,,,,,,")},
		{code: CodeDateImpossible, severity: Error, path: gatePath, line: 8, column: 7, message: `due is "2025-02-30"`, files: []string{gatePath, gateHead + "decision = \"go\"\n[[conditions]]\ntext = \"x\"\ndue = \"2025-02-30\"\n+++\n"}},
		{code: CodeDateAmbiguous, severity: Error, path: raidPath, line: 2, cell: "D2", message: `"03/04/2025"`, hint: `date_order = "dmy"`, files: raidRow("R-1,risk,T,03/04/2025,,,,,,,", "R-2,risk,T,05/06/2025,,,,,,,")},
		{code: CodeDateFar, severity: Warning, path: raidPath, line: 2, cell: "E2", message: "1925-02-03", files: raidRow("R-1,risk,T,,1925-02-03,,,,,,")},
		{code: CodeZoneDropped, severity: Warning, path: "projects/x/incidents/i.md", line: 4, column: 11, message: `"Z"`, files: []string{"projects/x/incidents/i.md", "+++\nid = \"INC-1\"\ntitle = \"T\"\nstarted = 2025-09-02T08:10:00Z\n+++\n"}},
		{code: CodeNumberUnreadable, severity: Error, path: msPath, line: 2, cell: "F2", message: `"most"`, files: []string{msPath, msHead + "M1,N,,,,most,,\n"}},
		{code: CodeNumberDoubtful, severity: Warning, path: "projects/x/costs.csv", line: 2, cell: "B2", message: "read as 1.5", files: []string{"projects/x/costs.csv", "category,planned\nStaff,1.500\n"}},
		{code: CodeFlagUnknown, severity: Warning, path: msPath, line: 2, cell: "H2", files: []string{msPath, msHead + "M1,N,,,,,,perhaps\n"}},
		{code: CodeLevelUnknown, severity: Warning, path: raidPath, line: 2, cell: "G2", message: `"meh"`, files: raidRow("R-1,risk,T,,,,meh,,,,")},
		{code: CodeLevelOffScale, severity: Error, path: raidPath, line: 3, cell: "G3", message: "1 to 5", hint: "cell G2", files: raidRow("R-1,risk,T,,,,4,,,,", "R-2,risk,T,,,,7,,,,")},
		{code: CodeWordUnknown, severity: Error, path: raidPath, line: 2, cell: "B2", message: `"rusk"`, hint: `"risk"`, files: raidRow("R-1,rusk,T,,,,,,,,")},
		{code: CodeWordUnusual, severity: Warning, path: "projects/x/vendors.csv", line: 2, cell: "C2", message: `"grey"`, files: []string{"projects/x/vendors.csv", "id,name,rag\nV-1,N,grey\n"}},
		{code: CodeNotAGroup, severity: Error, path: gatePath, line: 6, column: 12, hint: "[[criteria]]", files: []string{gatePath, gateHead + "decision = \"go\"\ncriteria = \"none\"\n+++\n"}},
		{code: CodePlaceholder, severity: Warning, path: raidPath, line: 2, cell: "C2", message: `"[Risk title]"`, files: raidRow("R-1,risk,[Risk title],,,,,,,,")},
		{code: CodePlaceholder, severity: Warning, path: "about.md", line: 3, column: 4, message: `"[Your name]"`, files: []string{"about.md", "# Hello\n\nIt [Your name] is; [a](b), [x], [Ref][r], [DONE]\n"}},
		{code: CodeIDTwice, severity: Error, path: raidPath, line: 3, column: 1, cell: "A3", message: "projects/x/raid.csv, line 2, cell A2", files: raidRow("R-1,risk,T,,,,,,,,", "R-1,risk,U,,,,,,,,")},
		{code: CodeIDCharacters, severity: Error, path: raidPath, line: 2, column: 1, cell: "A2", hint: `"R-1"`, files: raidRow("R 1,risk,T,,,,,,,,")},
		{code: CodeLongForm, severity: Warning, path: "projects/x/decisions/d.md", line: 3, column: 9, message: "decisions.csv", files: []string{"projects/x/decisions.csv", "id,title,date\nD-1,One,2025-01-01\n", "projects/x/decisions/d.md", "+++\nid = \"D-1\"\ntitle = \"Two\"\n+++\n"}},
		{code: CodeDangling, severity: Warning, path: raidPath, line: 2, column: 23, cell: "K2", message: `"R-9"`, hint: `"R-1"`, files: raidRow("R-1,risk,T,,,,,,,,see R-9 soon")},
		{code: CodeDangling, severity: Warning, path: "projects/x/charter.md", line: 2, column: 5, message: `"y:R-1"`, hint: `"y:R-2"`, files: []string{"projects/x/charter.md", "+++\n+++\n", raidPath, raidHead + "R-1,risk,T,,,,,,,,\n", "answers/a.md", "+++\nquestion = \"failed-deployment\"\n+++\n", "projects/y/project.toml", baseProject, "projects/y/raid.csv", raidHead + "R-2,risk,T,,,,,,,,\n", "projects/x/charter.md", "One\nsee y:R-1\n"}},
		{code: CodeDangling, severity: Warning, path: "answers/a.md", line: 3, column: 14, message: `the project "z"`, files: []string{"answers/a.md", "+++\nquestion = \"failed-deployment\"\nevidence = [\"z:R-1\"]\n+++\n"}},
		{code: CodeNamesDraft, severity: Hint, path: raidPath, line: 3, column: 14, cell: "C3", files: []string{raidPath, "id,type,title,draft\nR-1,risk,T,yes\nR-2,risk,see R-1,\n"}},
	}
}

func settingProvocations() []provocation {
	portfolio := func(extra string) []string { return []string{"portfolio.toml", "title = \"T\"\n" + extra} }
	return []provocation{
		{code: CodeSettingMissing, severity: Error, path: "portfolio.toml", line: 1, message: "name in [owner]", files: portfolio("")},
		{code: CodeSettingMissing, severity: Error, path: projPath, line: 1, message: "basis", hint: "simulated PMO", files: []string{projPath, "title = \"X\"\nrole = \"PM\"\n"}},
		{code: CodeSettingMissing, severity: Error, path: projPath, line: 1, message: "title", files: []string{projPath, "basis = \"personal\"\nrole = \"PM\"\n"}},
		{code: CodeSettingUnknown, severity: Hint, path: projPath, line: 4, column: 1, message: `"sumary"`, hint: `"summary"`, files: []string{projPath, baseProject + "sumary = \"s\"\n"}},
		{code: CodeSettingInvalid, severity: Error, path: "portfolio.toml", line: 2, column: 12, message: "base_url", files: portfolio("base_url = \"ftp://x\"\n[owner]\nname = \"N\"\n")},
		{code: CodeSettingInvalid, severity: Error, path: "portfolio.toml", line: 5, column: 10, message: "accent", files: portfolio("[owner]\nname = \"N\"\n[site]\naccent = \"blue\"\n")},
		{code: CodeSettingInvalid, severity: Error, path: "portfolio.toml", line: 2, column: 12, message: "language", files: portfolio("language = \"English please\"\n[owner]\nname = \"N\"\n")},
		{code: CodeWordUnknown, severity: Error, path: projPath, line: 2, column: 9, message: "basis", hint: "employment, contract, volunteer, internship, course capstone, simulated PMO or personal", files: []string{projPath, "title = \"X\"\nbasis = \"real\"\nrole = \"PM\"\n"}},
		{code: CodeFeatured, severity: Warning, path: "portfolio.toml", message: `"xx"`, files: portfolio("[owner]\nname = \"N\"\n[site]\nfeatured = [\"xx\"]\n")},
		{code: CodeProjectDates, severity: Error, path: projPath, line: 5, column: 10, files: []string{projPath, baseProject + "start = 2025-02-03\nfinish = 2025-02-01\n"}},
	}
}

func crossProvocations() []provocation {
	burndown := func(row string) []string {
		return []string{"projects/x/burndown.csv", "date,scope,completed,remaining\n2025-01-03," + row + "\n"}
	}
	ev := func(rows string) []string {
		return []string{"projects/x/earned-value.csv", "period end,pv,ev,bac\n" + rows}
	}
	same := raidHead + "R-1,risk,T,,,,,,,,\nR-2,risk,U,,,,,,,,\n"
	return []provocation{
		{code: CodePredecessor, severity: Error, path: msPath, line: 2, cell: "G2", message: `"M9"`, files: []string{msPath, msHead + "M1,N,,,,,M9,\n"}},
		{code: CodePredecessorLoop, severity: Error, path: msPath, line: 2, cell: "G2", message: "M1 waits for M2 waits for M1", files: []string{msPath, msHead + "M1,N,,,,,M2FS+2d,\nM2,N,,,,,M1,\n"}},
		{code: CodeFinishBeforeStart, severity: Error, path: msPath, line: 2, cell: "D2", message: "Finish is 2025-01-01, before start", files: []string{msPath, msHead + "M1,N,2025-01-02,2025-01-01,,,,\n"}},
		{code: CodeClosedBeforeRaised, severity: Error, path: raidPath, line: 2, cell: "F2", files: raidRow("R-1,risk,T,2025-01-02,,2025-01-01,,,,,")},
		{code: CodeActualAhead, severity: Warning, path: msPath, line: 2, cell: "E2", message: "2025-06-01", files: []string{"portfolio.toml", "as_of = 2025-05-01\n" + basePortfolio, msPath, msHead + "M1,N,,,2025-06-01,,,\n"}},
		{code: CodeAboveBAC, severity: Error, path: "projects/x/earned-value.csv", line: 2, cell: "C2", message: "EV is 120", files: ev("2025-01-31,10,120,100\n")},
		{code: CodePVFalls, severity: Warning, path: "projects/x/earned-value.csv", line: 3, cell: "B3", files: ev("2025-01-31,50,10,100\n2025-02-28,40,20,100\n")},
		{code: CodeBurndownEmpty, severity: Error, path: "projects/x/burndown.csv", line: 2, cell: "D2", files: burndown("10,,")},
		{code: CodeRemaining, severity: Warning, path: "projects/x/burndown.csv", line: 2, cell: "D2", message: "is 6", files: burndown("10,4,5")},
		{code: CodeCompletedAboveScope, severity: Error, path: "projects/x/burndown.csv", line: 2, cell: "C2", files: burndown("10,14,0")},
		{code: CodeNoPathToGreen, severity: Warning, path: "projects/x/status/s.md", line: 3, column: 11, files: []string{"projects/x/status/s.md", "+++\ndate = 2025-01-03\noverall = \"Red\"\n+++\n"}},
		{code: CodeNoConditions, severity: Warning, path: gatePath, line: 5, column: 12, files: []string{gatePath, gateHead + "decision = \"go with conditions\"\n+++\n"}},
		{code: CodeSameTable, severity: Warning, path: "projects/y/raid.csv", message: raidPath, files: []string{raidPath, same, "projects/y/project.toml", baseProject, "projects/y/raid.csv", same}},
		{code: CodeScore, severity: Warning, path: raidPath, line: 2, cell: "I2", message: "is 20", files: raidRow("R-1,risk,T,,,,4,5,12,,")},
		{code: CodeScore, severity: Hint, path: raidPath, line: 2, cell: "I2", files: raidRow("R-1,risk,T,,,,high,high,12,,")},
	}
}

// TestEveryCode provokes every problem and holds it to its place, its words and its severity.
func TestEveryCode(t *testing.T) {
	cases := fileProvocations(t)
	for _, more := range [][]provocation{tableProvocations(), valueProvocations(), settingProvocations(), crossProvocations()} {
		cases = append(cases, more...)
	}
	provoked := map[string]bool{}
	for _, c := range cases {
		provoked[c.code] = true
		t.Run(c.code+" "+c.path, func(t *testing.T) {
			var fsys fs.FS = world(c.files...)
			if c.change != nil {
				fsys = c.change(fsys.(fstest.MapFS))
			}
			_, problems, err := Load(fsys, c.opt)
			if err != nil && !errors.Is(err, fs.ErrPermission) {
				t.Fatal(err)
			}
			c.look(t, problems)
		})
	}
	meanings := map[string]bool{}
	for _, m := range Codes() {
		elsewhere := []string{CodeThemeUnknown, CodeThemeTemplate, CodeNotRendered, CodeLogUnusable, CodeLogPart} // in tests of builds
		if !provoked[m.Code] && !slices.Contains(elsewhere, m.Code) {
			t.Errorf("no test provokes %s: %s", m.Code, m.Meaning)
		}
		if meanings[m.Code] || m.Meaning == "" {
			t.Errorf("%s stands twice, or has no meaning", m.Code)
		}
		meanings[m.Code] = true
	}
	for code := range provoked {
		if !meanings[code] {
			t.Errorf("%s is not in the table of codes", code)
		}
	}
}

func (c provocation) look(t *testing.T, problems Problems) {
	t.Helper()
	for _, p := range problems {
		if p.Code == c.code && p.Path == c.path && p.Line == c.line && p.Cell == c.cell && (c.column == 0 || p.Column == c.column) && p.Severity == c.severity &&
			strings.Contains(p.Message, c.message) && strings.Contains(p.Hint, c.hint) {
			if p.Hint == "" {
				t.Errorf("%s says nothing about what to do", p.Code)
			}
			return
		}
	}
	t.Errorf("want %s %s %s line %d column %d cell %q with %q and hint %q, got:", c.code, c.severity, c.path, c.line, c.column, c.cell, c.message, c.hint)
	for _, p := range problems {
		t.Errorf("  %s %s %s line %d column %d cell %q: %s | %s", p.Code, p.Severity, p.Path, p.Line, p.Column, p.Cell, p.Message, p.Hint)
	}
}

func TestProblemsPlace(t *testing.T) {
	for want, p := range map[string]Problem{
		"a.csv, line 12, cell F12":      {Path: "a.csv", Line: 12, Column: 9, Cell: "F12"},
		"a.md, line 3, column 4":        {Path: "a.md", Line: 3, Column: 4},
		"a.xlsx, sheet Risks, cell F12": {Path: "a.xlsx", Cell: "sheet Risks, cell F12"},
		"projects/x":                    {Path: "projects/x"},
	} {
		if got := p.Place(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
