package shown_test

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/shown"
)

// cellCase is a sealed value, a cell, and whether the cell shows it.
type cellCase struct {
	column, sealed, cell string
	shows                bool
}

func cellCases() []cellCase {
	var out []cellCase
	add := func(column, sealed string, shows bool, cells ...string) {
		for _, cell := range cells {
			out = append(out, cellCase{column, sealed, cell, shows})
		}
	}
	add("cost", "1200.5", true, "1200.5", "$1,200.50", "1.200,50 €", "1 200,5", "1'200.50", "1’200.50", "USD 1200.50", "1200.50 USD", "1_200.5", "1.2005k", "+1200.5", "≈1,200.5", "1200.5 hours", "1.2005e3", "1\u202f200,50", "1200.5.")
	add("cost", "1200.5", false, "1200", "1,200.05", "1.200.5", "-1200.5", "(1200.5)", "12005", "1200.5 and more to come", "1200.5%x5", "", "n/a", "120.05", "1,20,0.5", "1200.51", "1200.5001")
	add("cost", "-1200", true, "(1,200)", "-1,200", "−1200", "–1.200", "$-1200", "-$1,200", "( 1.2k )")
	add("cost", "-1200", false, "1200", "--1200", "(-1200)", "(1200", "1200-", "12 00")
	add("cost", "12", true, "12 %", "12%", "12.0", "012", "<12", "12 d")
	add("cost", "12", false, "1.2", "0.12", "12 12", "12k", "12 %%5", "1,2", "1200 %")
	add("percent_complete", "12", true, "0.12", "12 %")
	add("percent_complete", "12", false, "0.012", "1200")
	add("cost", "1200000", true, "1.2m", "£1.2m", "1.2 Mio.", "1,200,000", "12,00,000", "1.200.000", "1200k", "0x124F80")
	add("cost", "1200000", false, "1.2", "1,2", "1.2bn", "120,0000", "1,20,000")
	add("cost", "1.234", true, "1.234", "1,234")
	add("cost", "1234", true, "1.234", "1,234")
	add("cost", "123", false, "1.23", "12.3", "0.123", "0,123")
	add("cost", "-5", true, "−5", "'-5", "(5)")
	add("cost", "9", true, "+9", "'+9")
	add("cost", "0", true, "0", "0.00", "-0", "(0)")
	add("milestone", "yes", true, "yes", "Y", "x", "TRUE", "1", "☑")
	add("milestone", "yes", false, "no", "0", "yes, later", "")
	add("milestone", "no", true, "N", "false", "off", "0")
	add("links", "R-01; G1", true, "R-01; G1", "R-01, G1", "R-01 G1", "R-01\nG1", "R-01;;G1; n/a", " R-01 ,G1")
	add("links", "R-01; G1", false, "R-01", "G1; R-01", "R-01; G1; G2", "R-01G1", "R-01/G1", "")
	add("note", "One thing; the other", true, "One thing\nthe other", "One thing;the other", "One thing; the other\r\n")
	add("note", "One thing; the other", false, "One thing the other", "One thing, the other", "One thing; the other one", "one thing; the other")
	add("note", "=1+1", true, "'=1+1", "=1+1")
	add("note", "'=1+1", true, "'=1+1")
	add("note", "=1+1", false, "''=1+1", "1+1")
	add("note", "caf\u00e9", true, "cafe\u0301", " caf\u00e9\u00a0")
	add("note", "caf\u00e9", false, "cafe", "Caf\u00e9")
	add("note", "TBD", true, "TBD")
	add("note", "TBD", false, "", "-", "tbc")
	add("date", "2026-03-06", false, "2026-03-07", "6 March 2026", "2026-3-6")
	return out
}

func (c cellCase) site() files {
	return files{"data/p/raid.csv": "ID," + c.column + "\nR-01,\"" + strings.ReplaceAll(c.cell, `"`, `""`) + "\"\n"}
}

func (c cellCase) fields() map[string]any {
	return map[string]any{"record": "p/raid/R-01", "id": "R-01", c.column: c.sealed}
}

// TestCells: what a cell may look like to show a sealed value, and what it may not.
func TestCells(t *testing.T) {
	for _, c := range cellCases() {
		d, compared := shown.NewChecker(c.site()).Record(c.fields(), 0)
		if !compared || (len(d) == 0) != c.shows {
			t.Errorf("%s: %q, sealed as %q: %v, want %t", c.column, c.cell, c.sealed, d, c.shows)
		}
	}
}

// TestRow: what an author may do to a table after sealing is found, and named so that a reader finds it.
func TestRow(t *testing.T) {
	sealed := map[string]any{"record": "p/raid/R-01", "id": "R-01", "title": "Late", "x:Team": "Ops", "body": "", "x:Column F": "beyond the header"}
	for table, want := range map[string]string{
		"ID,Title,Team\nR-01,Late,Ops\n":                       "",
		"ID,Title,Team\r\nR-01,Late,Ops\r\n":                   "",
		"Team,ID,Title,Owner\nOps,R-01,Late,\n":                "",
		"ID,Title,Owner,Team\nR-01,Late,n/a,Ops":               "",
		"ID,Title,Team\nR-01,Other,Ops\nR-01,Late,Ops\n":       "",
		"ID,Title,Team,Team\nR-01,Late,,Ops\n":                 "",
		"ID,Title,Team\nR-01,Early,Ops\n":                      "title of R-01: Late / Early",
		"ID,Title,Team\nR-01,,Ops\n":                           "title of R-01: Late / an empty cell",
		"ID,Title,Team\nR-02,Late,Ops\n":                       "the row R-01 / no such row",
		"ID,Title,Team\nr-01,Late,Ops\n":                       "the row R-01 / no such row",
		"ID,Title\nR-01,Late\n":                                "x:Team of R-01: Ops / no such column",
		"ID,Title,team\nR-01,Late,Ops\n":                       "team of R-01: nothing / Ops|x:Team of R-01: Ops / no such column",
		"ID,Title,Team,Owner\nR-01,Late,Ops,Me\n":              "Owner of R-01: nothing / Me",
		"ID,Title,Team\nR-01,Late,Ops,Me\n":                    "a cell without a header of R-01: nothing / Me",
		"ID,Title,Team\nR-01,\"Late,Ops\n":                     "the row R-01 / a table that cannot be read",
		"ID,Title,Team\nR-01,La\xffte,Ops\n":                   "the row R-01 / a table that cannot be read",
		"":                                                     "the row R-01 / no such row",
		"Title,Team\nLate,Ops\n":                               "the row R-01 / no such row",
		"ID,Title,Team\nR-01,\"La\"\"te\",Ops\n":               "title of R-01: Late / La\"te",
		"ID,Title,Team\n\"R-01\",\"Late\",\"Ops\"\n":           "",
		"ID,Title,Team\nR-00,\"a\r\nb\",\nR-01,Late,Ops\n\n\n": "",
	} {
		d, _ := shown.NewChecker(files{"data/p/raid.csv": table}).Record(sealed, 0)
		if got := told(d); got != want {
			t.Errorf("%q: %s, want %s", table, got, want)
		}
	}
	if d, _ := shown.NewChecker(files{}).Record(sealed, 0); told(d) != "the row R-01 / no such file" {
		t.Errorf("without the table: %s", told(d))
	}
	if d, _ := shown.NewChecker(files{"data/p/raid.csv": "ID,Title,Team,Owner\nR-01,Late,Ops,Me\n"}).Record(sealed, 1); len(d) != 0 {
		t.Errorf("a cell that may be a withheld one: %v", d)
	}
}

func told(d []shown.Difference) string {
	var out []string
	for _, x := range d {
		out = append(out, x.Expected+" / "+x.Got)
	}
	return strings.Join(out, "|")
}

// TestTable: every sealed row of a whole table is shown once, and no other.
func TestTable(t *testing.T) {
	row := func(date, left string) map[string]any { return map[string]any{"date": date, "remaining": left} }
	sealed := map[string]any{"record": "p/burndown", "2026-03-06": row("2026-03-06", "10"), "2026-03-13": row("2026-03-13", "8"), "2026-03-13#2": row("2026-03-13", "7")}
	for table, want := range map[string]string{
		"Date,Remaining\n2026-03-06,10\n2026-03-13,7\n2026-03-13,8\n":               "",
		"Date,Remaining,Note\n2026-03-06,10.0,\n2026-03-13,8,\n2026-03-13,7,\n":     "",
		"Date,Remaining\n2026-03-06,10\n2026-03-13,8\n2026-03-13,8\n":               "remaining of 2026-03-13#2: 7 / 8",
		"Date,Remaining\n2026-03-06,10\n2026-03-13,8\n":                             "the row 2026-03-13#2 / no such row|3 rows / 2 rows",
		"Date,Remaining\n2026-03-06,10\n2026-03-13,8\n2026-03-13,7\n2026-03-20,1\n": "3 rows / 4 rows",
		"Date,Remaining,Note\n2026-03-06,10,all\n2026-03-13,8,\n2026-03-13,7,\n":    "Note of 2026-03-06: nothing / all",
		"Date,Remaining\n2026-03-07,10\n2026-03-13,8\n2026-03-13,7\n":               "the row 2026-03-06 / no such row",
	} {
		d, _ := shown.NewChecker(files{"data/p/burndown.csv": table}).Record(sealed, 0)
		if got := told(d); got != want {
			t.Errorf("%q: %s, want %s", table, got, want)
		}
	}
	delete(sealed, "2026-03-06")
	if d, _ := shown.NewChecker(files{"data/p/burndown.csv": "Date,Remaining\n2026-03-06,10\n2026-03-13,7\n2026-03-13,8\n"}).Record(sealed, 1); len(d) != 0 {
		t.Errorf("with a row withheld: %v", d)
	}
}

// FuzzRecord: no site and no record breaks the comparison, and what is found is not without end.
func FuzzRecord(f *testing.F) {
	for _, place := range []string{"p/raid/R-01", "p/burndown", "p/gates/G1", "p/project", "answers/a", "owner", "p/decisions/D"} {
		f.Add(place, "title", "Text of it", "1,200", "ID,Title\nR-01,x\n", "<p id=\"x\">text &amp; more</p>", `{"projects":[{"slug":"p","records":[{"id":"G1"}]}]}`)
	}
	f.Fuzz(func(t *testing.T, place, name, text, other, table, page, data string) {
		site := anywhere{table, page, data}
		fields := map[string]any{name: text, "question": other, "body": other, "criteria": []any{map[string]any{"note": text}}, "2": map[string]any{"date": text, name: other}}
		fields["record"] = place
		for withheld := range 2 {
			if d, _ := shown.NewChecker(site).Record(fields, withheld); len(d) > 20 {
				t.Errorf("%d differences", len(d))
			}
		}
	})
}

// anywhere is a site that has the same table, page and data wherever one looks.
type anywhere struct{ table, page, data string }

func (a anywhere) Read(path string) ([]byte, bool) {
	switch {
	case strings.HasSuffix(path, ".csv"):
		return []byte(a.table), true
	case strings.HasSuffix(path, ".html"):
		return []byte(a.page), true
	}
	return []byte(a.data), true
}
