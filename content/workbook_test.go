package content

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheet is what a test puts into a workbook. Rows begin at A1; a nil row is left empty.
type sheet struct {
	name     string
	rows     [][]any
	merged   [][2]string
	styles   map[string]string // cell: the code of its number format
	hidden   bool
	formulas map[string]string
}

// workbook makes the bytes of an .xlsx file.
func workbook(t testing.TB, sheets ...sheet) string {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			check(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for n, row := range s.rows {
			check(t, f.SetSheetRow(s.name, fmt.Sprintf("A%d", n+1), &row))
		}
		for cell, code := range s.styles {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			check(t, err)
			check(t, f.SetCellStyle(s.name, cell, cell, style))
		}
		for cell, formula := range s.formulas { // written without results
			check(t, f.SetCellFormula(s.name, cell, formula))
		}
		for _, m := range s.merged {
			check(t, f.MergeCell(s.name, m[0], m[1]))
		}
		check(t, f.SetSheetVisible(s.name, !s.hidden))
	}
	b, err := f.WriteToBuffer()
	check(t, err)
	return b.String()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// loadBook loads a project with one register.
func loadBook(t *testing.T, name, data string) (*Project, Problems) {
	t.Helper()
	p, problems := loadAny(t, world("projects/x/"+name, data))
	return p.Projects[0], problems
}

func TestWorkbookRegister(t *testing.T) {
	p, problems := loadBook(t, "raid.xlsx", workbook(t,
		sheet{name: "Cover", rows: [][]any{{"RAID log"}, {"Open risks", 2}}},
		sheet{name: "Risks", rows: [][]any{
			{"Risks of the project"}, nil, {"Open", 1, "Closed", 1},
			{"Risk ID", "Risk description", "Likelihood (L/M/H)", "Impact *", "Risk score", "Risk owner", "Date identified", "Target date", "Mitigation plan", "Mood"},
			{"R-1", "Late parts", "High", "Low", 9, "Buyer", time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), 45720, "Second source", 0.5},
			{"R-2", "Late staff", "N/A", "TBD", "-", "—", "04/03/2025", "", "", ""},
			{"R-3", "No room", "Medium", "High", 15, "Buyer", "2025-02-30", "", "", ""},
		}, styles: map[string]string{"J5": "0%"}},
		sheet{name: "Issues", rows: [][]any{{"Issue", "Status", "Date raised", "Owner"}, {"Lift broken", "Open", "13/02/2025", "Desk"}}},
		sheet{name: "Lists", rows: [][]any{{"High"}, {"Low"}}},
		sheet{name: "Old", hidden: true, rows: [][]any{{"ID", "Type", "Title"}, {"R-9", "risk", "secret"}}}))
	risks, issues := Of[Risk](p), Of[Issue](p)
	if len(risks) != 3 || len(issues) != 1 {
		t.Fatalf("%d risks, %d issues; %v", len(risks), len(issues), problems)
	}
	r := risks[0]
	if r.ID != "R-1" || r.Title != "Late parts" || r.Probability.Value != 5 || r.Impact.Value != 1 || r.Score.Value != 9 || r.DateRaised.String() != "2025-03-04" ||
		r.Due.String() != "2025-03-04" || r.Response != "Second source" || !reflect.DeepEqual(r.Extra, []Field{{"Mood", "50%"}}) || r.Pos.Sheet != "Risks" {
		t.Errorf("got %+v", r)
	}
	if issues[0].Title != "Lift broken" || issues[0].Type != "issue" || issues[0].DateRaised.String() != "2025-02-13" {
		t.Errorf("got %+v", issues[0])
	}
	for _, want := range []string{
		`raid.xlsx, sheet Risks, cell E5: GF4015`, // the file's own score, 9, is not 5 x 1
		`raid.xlsx, sheet Risks, cell G6: GF2004`,
		`raid.xlsx, sheet Risks, cell G7: GF2003`,
		`raid.xlsx, sheet Issues, cell A1: GF1118`,
		`raid.xlsx: GF1020 Sheets of this workbook that were not read, because they hold something else: "Cover", "Lists".`,
		`raid.xlsx: GF1020 Sheets of this workbook that were not read, because they are hidden: "Old".`,
	} {
		if !strings.Contains(places(problems), want) {
			t.Errorf("no %s in\n%s", want, places(problems))
		}
	}
	got := p.Tables[0].Matches
	if len(got) != 2 || got[0].Sheet != "Risks" || got[0].HeaderRow != 4 || got[0].Headers[2] != (HeaderMatch{"Likelihood (L/M/H)", "probability"}) || got[0].Headers[9] != (HeaderMatch{"Mood", ""}) {
		t.Errorf("matches %+v", got)
	}
}

func places(ps Problems) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "%s: %s %s\n", p.Place(), p.Code, p.Message)
	}
	return b.String()
}

// TestSheetsNumberedFromOne reads the log that has a sheet for each letter, each numbered from 1, as most do.
func TestSheetsNumberedFromOne(t *testing.T) {
	p, problems := loadBook(t, "raid.xlsx", workbook(t,
		sheet{name: "Risks", rows: [][]any{{"#", "Risk", "Status"}, {1, "Late parts", "Open"}, {2, "See I-1", "Open"}}},
		sheet{name: "Issues", rows: [][]any{{"#", "Issue", "Status"}, {1, "Lift broken", "Open"}, {"I-7", "Door broken", "Open"}}}))
	var ids []string
	for _, r := range p.Records {
		ids = append(ids, r.Common().ID)
	}
	if want := []string{"R-1", "R-2", "I-1", "I-7"}; !slices.Equal(ids, want) || strings.Contains(places(problems), "GF2") {
		t.Errorf("%q, want %q\n%s", ids, want, places(problems))
	}
	p, _ = loadBook(t, "raid.xlsx", workbook(t, sheet{name: "Risks", rows: [][]any{{"#", "Risk", "Status"}, {1, "Late parts", "Open"}}}))
	if id := p.Records[0].Common().ID; id != "1" {
		t.Errorf("one sheet keeps its numbers as they are, not %q", id)
	}
}

func TestWorkbookMerged(t *testing.T) {
	p, problems := loadBook(t, "raid.xlsx", workbook(t, sheet{name: "RAID", rows: [][]any{
		{"ID", "Type", "Title", "Inherent", "", "Residual", "", "Workstream"},
		{"", "", "", "Likelihood", "Impact", "Likelihood", "Impact", ""},
		{"Vendors"},
		{"R-1", "R", "One", 4, 5, 2, 2, "Network"},
		{"R-2", "R", "Two", 3, 3, 1, 1, ""},
		{"I-1", "I", "Three", "", 2, "", "", "Desks"},
	}, merged: [][2]string{{"D1", "E1"}, {"F1", "G1"}, {"A1", "A2"}, {"H4", "H5"}, {"A3", "H3"}}}))
	risks := Of[Risk](p)
	if len(risks) != 2 || len(Of[Issue](p)) != 1 {
		t.Fatalf("%d risks: %v", len(risks), problems)
	}
	if m := p.Tables[0].Matches[0].Headers[0]; m != (HeaderMatch{"ID", "id"}) {
		t.Errorf("a header across two rows is %+v", m)
	}
	if r := risks[1]; r.Probability.Value != 3 || r.ResidualProbability.Value != 1 || r.Category != "Network" {
		t.Errorf("got %+v", r)
	}
	if r := risks[0]; r.ResidualImpact.Value != 2 || r.Impact.Value != 5 {
		t.Errorf("got %+v", r)
	}
}

func TestScalesOfWorkbooks(t *testing.T) {
	for _, c := range []struct {
		values []any
		want   []int
		format string
	}{
		{[]any{"Low", "Med", "H"}, []int{1, 3, 5}, ""},
		{[]any{"Very low", "Unlikely", "Almost certain"}, []int{1, 2, 5}, ""},
		{[]any{1, 4, 5}, []int{1, 4, 5}, ""},
		{[]any{0.05, 0.4, 0.9}, []int{1, 3, 5}, "0%"},
		{[]any{0.1, 0.3, 0.9}, []int{1, 2, 5}, ""},
	} {
		s := sheet{name: "Risk register", rows: [][]any{{"Ref", "Summary", "Probability"}}, styles: map[string]string{}}
		for i, v := range c.values {
			s.rows = append(s.rows, []any{fmt.Sprintf("R-%d", i+1), "T", v})
			if c.format != "" {
				s.styles[fmt.Sprintf("C%d", i+2)] = c.format
			}
		}
		p, _ := loadBook(t, "raid.xlsx", workbook(t, s))
		var got []int
		for _, r := range Of[Risk](p) {
			got = append(got, r.Probability.Value)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v is %v, want %v", c.values, got, c.want)
		}
	}
}

func TestPinnedColumns(t *testing.T) {
	raid := []string{raidPath, "Risk log\n,\nNr.,Kind,Headline,Deadline for us,Due\nR-1,risk,T,2025-04-01,soon\n"}
	pins := baseProject + "\n[columns.raid]\n\"Nr.\" = \"id\"\nKind = \"type\"\n\"Deadline for us\" = \"due\"\nDue = \"extra\"\n"
	p, problems := loadAny(t, world(append(raid, projPath, pins)...))
	risks := Of[Risk](p.Projects[0])
	if len(risks) != 1 || risks[0].Due.String() != "2025-04-01" || risks[0].Title != "T" || !reflect.DeepEqual(risks[0].Extra, []Field{{"Due", "soon"}}) {
		t.Errorf("got %+v %v", risks, problems)
	}
	_, problems = loadAny(t, world(append(raid, projPath, baseProject+"\n[columns.raid]\nKind = \"typ\"\n[columns.rais]\nx = \"id\"\n")...))
	if got := places(problems); !strings.Contains(got, `GF3003 "Kind" in [columns.raid] is "typ"`) || !strings.Contains(got, `GF3002`) {
		t.Errorf("problems\n%s", got)
	}
}

// BenchmarkWorkbook5000 reads a register of 5,000 rows into records; BenchmarkLibrary5000 is what the
// library alone takes for its cells.
func BenchmarkWorkbook5000(b *testing.B) {
	data := []byte(bigWorkbook(b))
	plan := newPlan(Kinds()[1])
	opt := (&loader{opt: LoadOptions{Limits: Limits{}.orDefaults()}, words: newWordIndex()}).decodeOptions(plan, "")
	b.ReportAllocs()
	for b.Loop() {
		if d := decodeFile("projects/x/raid.xlsx", data, opt); len(d.entries) != 5000 {
			b.Fatal(len(d.entries), d.problems)
		}
	}
}

func BenchmarkLibrary5000(b *testing.B) {
	data := []byte(bigWorkbook(b))
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := f.GetRows("RAID"); err != nil || len(rows) != 5001 {
			b.Fatal(err)
		}
	}
}

func bigWorkbook(t testing.TB) string {
	s := sheet{name: "RAID", rows: [][]any{{"ID", "Type", "Title", "Description", "Owner", "Status", "Probability", "Impact", "Score", "Date raised", "Due", "Notes"}}}
	for i := range 5000 {
		s.rows = append(s.rows, []any{fmt.Sprintf("R-%d", i), "risk", fmt.Sprintf("Title %d", i), "A description of some length, as they are", "Owner", "open", i%5 + 1, i%4 + 1, (i%5 + 1) * (i%4 + 1), 45000 + i, 45100 + i, "A note"})
	}
	return workbook(t, s)
}
