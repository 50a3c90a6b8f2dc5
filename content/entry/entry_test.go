package entry

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

func kind(name string) content.Kind { return Noun{Kind: name}.KindOf() }

func raidAs(file string) Register { return Register{Kind: kind("raid"), Name: file} }

func risk(title string) []Value {
	return []Value{{"id", "R-02"}, {"type", "risk"}, {"title", title}}
}

func utf16(t *testing.T, mark string, c Coding, s string) string {
	t.Helper()
	out, err := unicode.UTF16(c.endian(), unicode.IgnoreBOM).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return mark + out
}

func windows(t *testing.T, s string) string {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAppend: the row stands behind what was there, written as the rest is.
func TestAppend(t *testing.T) {
	for name, c := range map[string]struct{ file, before, title, added string }{
		"comma, LF":         {"raid.csv", "ID,Type,Title\nR-01,risk,A\n", "B", "R-02,risk,B\n"},
		"comma, CRLF, mark": {"raid.csv", "\ufeffID,Type,Title\r\nR-01,risk,é\r\n", "ü", "R-02,risk,ü\r\n"},
		"semicolon":         {"raid.csv", "ID;Type;Title\nR-01;risk;A\n", "B; C", "R-02;risk;\"B; C\"\n"},
		"semicolon named":   {"raid.csv", "sep=;\nID;Type;Title\nR-01;risk;A\n", "B, C", "R-02;risk;B, C\n"},
		"tab":               {"raid.tsv", "ID\tType\tTitle\nR-01\trisk\tA\n", "B", "R-02\trisk\tB\n"},
		"no last line end":  {"raid.csv", "ID,Type,Title\r\nR-01,risk,A", "B", "\r\nR-02,risk,B"},
		"quotes and breaks": {"raid.csv", "ID,Type,Title\n", "He said \"no\"\nand left", "R-02,risk,\"He said \"\"no\"\"\nand left\"\n"},
		"other order":       {"raid.csv", "Title,Owner,ID,Type,Mine\nA,,R-01,risk,x\n", "B", "B,,R-02,risk,\n"},
		"other words":       {"raid.csv", "id *,TYPE,title (short)\nR-01,risk,A\n", "B", "R-02,risk,B\n"},
		"titles above":      {"raid.csv", "Project X,,\nRAID log,,\nRisk ID,Risk name,Action owner\nR-01,A,PM\n", "B", "R-02,B,\n"},
		"empty rows below":  {"raid.csv", "ID,Type,Title\nR-01,risk,A\n,,\n,,\n", "B", "R-02,risk,B\n"},
		"old Mac":           {"raid.csv", "ID,Type,Title\rR-01,risk,A\r", "B", "R-02,risk,B\r"},
		"Windows":           {"raid.csv", windows(t, "ID,Type,Title\r\nR-01,risk,café\r\n"), "naïve – €", windows(t, "R-02,risk,naïve – €\r\n")},
		"UTF-16 LE":         {"raid.csv", utf16(t, "\xff\xfe", UTF16LE, "ID\tType\tTitle\r\nR-01\trisk\té\r\n"), "ü→", utf16(t, "", UTF16LE, "R-02\trisk\tü→\r\n")},
		"UTF-16 BE":         {"raid.csv", utf16(t, "\xfe\xff", UTF16BE, "ID,Type,Title\nR-01,risk,é\n"), "ü", utf16(t, "", UTF16BE, "R-02,risk,ü\n")},
		"UTF-16 unmarked":   {"raid.csv", utf16(t, "", UTF16LE, "ID,Type,Title\nR-01,risk,A\n"), "B", utf16(t, "", UTF16LE, "R-02,risk,B\n")},
		"both encodings":    {"raid.csv", "ID,Type,Title\nR-01,risk,caf\xe9 é\n", "ü", "R-02,risk,ü\n"},
		"TOML":              {"raid.toml", "# mine\n[[raid]]\nid = \"R-01\"\ntype = \"risk\"\nTitle = 'A'\n", "B \"C\"", "\n[[raid]]\nid = \"R-02\"\ntype = \"risk\"\nTitle = \"B \\\"C\\\"\"\n"},
		"TOML, CRLF":        {"raid.toml", "[[raid]]\r\nid = \"R-01\"\r\ntype = \"risk\"\r\ntitle = \"A\"", "B", "\r\n\r\n[[raid]]\r\nid = \"R-02\"\r\ntype = \"risk\"\r\ntitle = \"B\""},
	} {
		got, err := raidAs(c.file).Append([]byte(c.before), risk(c.title))
		if err != nil || string(got) != c.before+c.added {
			t.Errorf("%s: %v\n got %q\nwant %q", name, err, got, c.before+c.added)
		}
	}
}

// TestRefused: what cannot be added without harm is refused in words, and nothing is given.
func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, before, title, says string }{
		"open quotation mark": {"raid.csv", "ID,Type,Title\nR-01,risk,\"A\nR-03,risk,B\n", "C", "line 2 is never closed"},
		"no such letter":      {"raid.csv", "ID,Type,Title\nR-01,risk,caf\xe9\n", "→", "Windows-1252"},
		"no header":           {"raid.csv", "\n\n", "B", "cannot be read"},
		"no text":             {"raid.csv", "PK\x03\x04", "B", "cannot be read"},
		"no such column":      {"raid.csv", "ID,Name\nR-01,A\n", "B", "called Type"},
		"of one type":         {"raid.csv", "Issue ID,Issue title,Owner\nI-01,A,PM\n", "B", "the type issue alone"},
		"list in TOML":        {"raid.toml", "raid = [{id = \"R-01\", type = \"risk\", title = \"A\"}]\n", "B", "at its end"},
		"open text in TOML":   {"raid.toml", "[[raid]]\nid = \"\"\"\n", "B", "cannot be read"},
		"no cell":             {"raid.csv", "ID,Type,Title\n", "B\x00", "no table can"},
		"workbook":            {"raid.xlsx", "PK", "B", "Excel workbook"},
		"no register":         {"raid.doc", "", "B", "no register"},
	} {
		got, err := raidAs(c.file).Append([]byte(c.before), risk(c.title))
		if err == nil || got != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := raidAs("raid.xlsx").Append(nil, nil); !errors.Is(err, ErrWorkbook) {
		t.Errorf("%v", err)
	}
	var missing MissingColumns
	if _, err := raidAs("raid.csv").Append([]byte("ID,Type,Title\n"), append(risk("B"), Value{"owner", "PM"})); !errors.As(err, &missing) || missing[0] != "Owner" {
		t.Errorf("%v", err)
	}
	if _, err := raidAs("raid.csv").Append([]byte("ID,Type,Title\n"), append(risk("B"), Value{"title", "C"})); err == nil {
		t.Error("a column was given twice")
	}
}

// TestPins: what project.toml fixes of a register's headers holds for a new row too.
func TestPins(t *testing.T) {
	r := raidAs("raid.csv")
	r.Pins = table.Pins{"Deadline for us": "due", "Owner": table.PinExtra}
	before := "ID,Type,Title,Deadline for us,Owner\n"
	got, err := r.Append([]byte(before), append(risk("B"), Value{"due", "2025-04-18"}))
	if want := before + "R-02,risk,B,2025-04-18,\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	if r.Columns([]byte(before))["owner"] || !r.Columns([]byte(before))["due"] {
		t.Errorf("%v", r.Columns([]byte(before)))
	}
}

// holds asserts the law of this package: whatever stood is there, byte for byte and cell for cell, and the
// new row is the last.
func holds(t *testing.T, file string, before, after []byte, values []Value) {
	t.Helper()
	if !bytes.HasPrefix(after, before) {
		t.Fatalf("%q became %q", before, after)
	}
	was, _ := content.ReadRegister(kind("raid"), nil, file, before)
	is, _ := content.ReadRegister(kind("raid"), nil, file, after)
	old, got := was.Table, is.Table
	if got == nil || len(got.Rows) != len(old.Rows)+1 {
		t.Fatalf("%q became %q", before, after)
	}
	for i, r := range old.Rows {
		for j, c := range r.Cells {
			if got.Rows[i].Cells[j].Text != c.Text {
				t.Fatalf("cell %d of row %d: %q became %q", j, i, c.Text, got.Rows[i].Cells[j].Text)
			}
		}
	}
	last, heads := got.Rows[len(old.Rows)], is.Cells
	for _, v := range values {
		if _, written := heads[v.Column]; !written && v.Column == "type" && is.Type == v.Text {
			continue // the headers say it for all rows
		}
		if last.Cells[heads[v.Column]].Text != strings.TrimSpace(strings.ReplaceAll(v.Text, "\r\n", "\n")) {
			t.Fatalf("%s: %q became %q", v.Column, v.Text, last.Cells[heads[v.Column]].Text)
		}
	}
}

// TestNeverLosesAByte writes registers in every form that people have and appends to each.
func TestNeverLosesAByte(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	worked := 0
	for range 300 {
		file, data, plain, ok := someRegister(r)
		if !ok {
			continue // a letter that Windows-1252 has not
		}
		values := risk("T" + someText(r, 20, plain))
		got, err := raidAs(file).Append(data, values)
		if err != nil {
			continue // refused in words, nothing written
		}
		worked++
		holds(t, file, data, got, values)
	}
	if worked < 240 {
		t.Errorf("only %d of 300 were appended to", worked)
	}
}

// someText has all that makes tables hard, but no blanks around it: tables are read without them.
func someText(r *rand.Rand, n int, plain bool) string {
	letters := []rune("abc xyz,;\t\"'|#=[]{}\\é€ü–Ω\n")
	var b strings.Builder
	for range r.IntN(n) {
		c := letters[r.IntN(len(letters))]
		if plain && (c == '\n' || c > 255) {
			c = '.'
		}
		b.WriteRune(c)
	}
	return strings.TrimSpace(b.String())
}

// someRegister is a RAID log in one of the forms in which people keep it; plain is true where not every
// letter can be written.
func someRegister(r *rand.Rand) (file string, data []byte, plain, ok bool) {
	form := []struct{ file, delim string }{{"raid.csv", ","}, {"raid.csv", ","}, {"raid.csv", ";"}, {"raid.tsv", "\t"}}[r.IntN(4)]
	end := []string{"\n", "\r\n", "\r"}[r.IntN(3)]
	code := []Coding{UTF8, UTF8Mark, UTF16LE, UTF16BE, Windows}[r.IntN(5)]
	plain = code == Windows
	body := line([]string{"ID", "Type", "Title", "Notes"}, form.delim[0]) + end
	for range r.IntN(5) {
		body += line([]string{"R-7", "risk", someText(r, 12, plain), someText(r, 30, plain)}, form.delim[0]) + end
	}
	if r.IntN(3) == 0 {
		body = strings.TrimSuffix(body, end)
	}
	data, err := code.encode(body)
	mark := map[Coding]string{UTF8Mark: "\xef\xbb\xbf", UTF16LE: "\xff\xfe", UTF16BE: "\xfe\xff"}[code]
	return form.file, append([]byte(mark), data...), plain, err == nil
}

func FuzzAppend(f *testing.F) {
	f.Add("raid.csv", []byte("ID,Type,Title\nR-01,risk,A\n"), "B")
	f.Add("raid.csv", []byte("sep=;\n\"ID\";Type;Title\r\nR-01;\"ri\"\"sk\";A"), "B\n\"c\"")
	f.Add("raid.tsv", []byte("\xff\xfeI\x00D\x00"), "é")
	f.Add("raid.toml", []byte("[[raid]]\nid=\"R-01\"\n"), "B")
	f.Fuzz(func(t *testing.T, file string, data []byte, title string) {
		if file != "raid.csv" && file != "raid.tsv" && file != "raid.toml" {
			file = "raid.csv"
		}
		values := risk(title)
		got, err := raidAs(file).Append(data, values)
		switch {
		case err != nil && got != nil:
			t.Error("refused, and yet something was given")
		case err == nil && len(data) > 0 && oneForm(title) == title:
			holds(t, file, data, got, values)
		}
	})
}

func TestNew(t *testing.T) {
	got, err := raidAs("raid.csv").New([]string{"id", "type", "title", "date raised"}, risk("Late, again"))
	if want := "\ufeffID,Type,Title,Date raised\r\nR-02,risk,\"Late, again\",\r\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	got, err = Register{Kind: kind("earned-value"), Name: "earned-value.toml"}.New(nil, []Value{{"period end", "2025-01-31"}, {"pv", "12.5"}, {"note", "x"}})
	if want := "[[earned_value]]\nperiod_end = 2025-01-31\npv = 12.5\nnote = \"x\"\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := raidAs("raid.xlsx").New(nil, nil); !errors.Is(err, ErrWorkbook) {
		t.Errorf("%v", err)
	}
}

func TestNextID(t *testing.T) {
	for want, c := range map[string]struct {
		all, like []string
		first     string
	}{
		"R-01":   {nil, nil, "R-01"},
		"R-04":   {[]string{"R-01", "R-03", "I-09"}, []string{"R-01", "R-03"}, "R-01"},
		"R-10":   {[]string{"R-9"}, []string{"R-9"}, "R-01"},
		"R-010":  {[]string{"R-009"}, []string{"R-009"}, "R-01"},
		"D-02":   {[]string{"d-01", "D-1x"}, nil, "D-01"},
		"RISK7":  {[]string{"RISK5", "risk6"}, []string{"RISK5", "risk6"}, "R-01"},
		"G4":     {[]string{"G1", "G3", "G3R"}, []string{"G1", "G3", "G3R"}, "G1"},
		"R-1":    {[]string{"R-123456789012"}, []string{"R-123456789012"}, "R-1"},
		"CR-003": {[]string{"CR-001", "CR-002"}, []string{"CR-001", "X-1", "CR-002"}, "CR-001"},
	} {
		if got := NextID(c.all, c.like, c.first); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestNouns: every noun's columns are those of its kind, it has all that a record of it needs, and what a new
// one looks like is read without a word.
func TestNouns(t *testing.T) {
	for _, n := range Nouns() {
		k := n.KindOf()
		if k.Name == "" || n.Says == "" {
			t.Errorf("%s has no kind or no words", n.Word)
		}
		var values []Value
		have := map[string]bool{"id": n.FirstID != "", n.Day: true}
		for _, a := range n.Ask {
			have[a.Column] = have[a.Column] || a.Needed
		}
		for _, v := range n.Set {
			have[v.Column] = true
		}
		for _, name := range n.Header {
			if _, ok := n.Column(name); !ok {
				t.Errorf("%s: there is no column %q", n.Word, name)
			}
		}
		for name := range have {
			c, ok := n.Column(name)
			if name != "" && name != "id" && !ok {
				t.Errorf("%s: there is no column %q", n.Word, name)
			}
			if c.Name != "" && !n.Document() && have[name] {
				values = append(values, Value{name, "2025-01-03"})
			}
		}
		for _, c := range content.Columns(k) {
			if c.Required && !have[c.Name] {
				t.Errorf("%s: nothing gives %q, which every record needs", n.Word, c.Name)
			}
		}
		if !n.Document() {
			if _, err := (Register{Kind: k, Name: k.Name + ".csv"}.New(n.Header, values)); err != nil {
				t.Errorf("%s: %v", n.Word, err)
			}
		}
	}
}
