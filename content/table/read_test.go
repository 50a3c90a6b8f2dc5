package table

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
)

// grid shows a table as text: the cells of a row between |, rows between line breaks.
func grid(t *Table) string {
	if t == nil {
		return "nil"
	}
	lines := []string{join(t.Header)}
	for _, r := range t.Rows {
		lines = append(lines, fmt.Sprintf("%d/%d %s", r.Number, r.Line, join(r.Cells)))
	}
	return strings.Join(lines, "\n")
}

func join(cells []Cell) string {
	var out []string
	for _, c := range cells {
		out = append(out, strings.ReplaceAll(c.Text, "\n", "⏎"))
	}
	return strings.Join(out, "|")
}

// faultText shows faults as kind@line:column/cell.
func faultText(faults []Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, fmt.Sprintf("%d@%d:%d/%s", f.Kind, f.Line, f.Column, f.Cell))
	}
	return strings.Join(out, " ")
}

func TestReadDelimited(t *testing.T) {
	for _, c := range []struct {
		name, file, src, grid, faults string
	}{
		{"plain", "a.csv", "id,title\nR-1,One\nR-2,Two\n", "id|title\n2/2 R-1|One\n3/3 R-2|Two", ""},
		{"no line break at the end", "a.csv", "id,title\nR-1,One", "id|title\n2/2 R-1|One", ""},
		{"semicolons with commas inside", "a.csv", "id;title\nR-1;a, b, c\nR-2;d, e\n", "id|title\n2/2 R-1|a, b, c\n3/3 R-2|d, e", ""},
		{"tabs in a csv", "a.csv", "id\ttitle\nR-1\tOne, or two\n", "id|title\n2/2 R-1|One, or two", ""},
		{"commas in a tsv", "a.tsv", "id,title\nR-1,One\n", "id|title\n2/2 R-1|One", ""},
		{"one column", "a.csv", "id\nR-1\n", "id\n2/2 R-1", ""},
		{"what Excel writes for itself", "a.csv", "sep=;\nid;title\nR-1;One\n", "id|title\n2/3 R-1|One", ""},
		{"quoted line breaks", "a.csv", "id,title\r\nR-1,\"a\r\nb \"\"c\"\"\"\r\nR-2,Two\r\n", "id|title\n2/2 R-1|a⏎b \"c\"\n3/4 R-2|Two", ""},
		{"blank rows are counted and skipped", "a.csv", "\nid,title\n,\n\nR-1,One\n , \n", "id|title\n5/5 R-1|One", ""},
		{"old Macintosh line breaks", "a.csv", "id,title\rR-1,One\r", "id|title\n2/2 R-1|One", ""},
		{"blanks around", "a.csv", " id , \"title\" \n R-1\u00a0, \"a, b\" \n", "id|title\n2/2 R-1|a, b", ""},
		{"trailing separators of a spreadsheet", "a.csv", "id,title,,\nR-1,One,,\n,,,\n", "id|title\n2/2 R-1|One", ""},
		{"stray quotation marks", "a.csv", "id,title\nR-1,19\" screen\nR-2,\"a\"b\n", "id|title\n2/2 R-1|19\" screen\n3/3 R-2|ab", ""},
		{"open to the end", "a.csv", "id,title\nR-1,\"open\nR-2,Two\n", "id|title\n2/2 R-1|\"open\n3/3 R-2|Two", "3@2:5/B2"},
		{"open to the next quotation mark", "a.csv", "id,title,x\nR-1,\"open,\nR-2,\"Two\",\n", "id|title|x\n2/2 R-1|\"open|\n3/3 R-2|Two|", "3@2:5/B2"},
		{"too few and too many", "a.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3,\n", "a|b|c\n2/2 1|2|\n3/3 1|2|3|4\n4/4 1|2|3", "5@2:0/C2 4@3:7/D3"},
		{"headers empty and twice", "a.csv", "a,,A,b\n1,2,3,4\n", "a||A|b\n2/2 1|2|3|4", "7@1:3/B1 6@1:4/C1"},
		{"nothing", "a.csv", "", "", "8@0:0/"},
		{"only blanks", "a.csv", " \n,,\n", "", "8@0:0/"},
		{"header alone", "a.csv", "id,title\n", "id|title", "9@1:0/"},
		{"zero bytes", "a.csv", "id,title\nR-1,O\x00ne\n", "id|title\n2/2 R-1|One", "2@2:0/"},
		{"a workbook", "a.csv", "PK\x03\x04rest", "", "1@0:0/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab, faults := Read("p/"+c.file, []byte(c.src), DefaultLimits())
			if c.name == "a workbook" {
				if tab != nil && len(tab.Rows) > 0 || faults[0].Kind != NotText {
					t.Errorf("read %s %+v", grid(tab), faults)
				}
				return
			}
			if got := grid(tab); got != c.grid {
				t.Errorf("table\n%s\nwant\n%s", got, c.grid)
			}
			if got := faultText(faults); got != c.faults {
				t.Errorf("faults %s, want %s", got, c.faults)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const text = "id,title\nR-1,Zürich £5 – “ok”\n"
	units := utf16.Encode([]rune(text))
	wide := func(big bool) (b []byte) {
		for _, u := range units {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return b
	}
	for name, data := range map[string][]byte{
		"UTF-8":                       []byte(text),
		"UTF-8 with mark":             []byte("\ufeff" + text),
		"UTF-16 LE":                   append([]byte{0xff, 0xfe}, wide(false)...),
		"UTF-16 BE":                   append([]byte{0xfe, 0xff}, wide(true)...),
		"UTF-16 LE without mark":      wide(false),
		"UTF-16 BE without mark":      wide(true),
		"Windows-1252":                []byte("id,title\nR-1,Z\xfcrich \xa35 \x96 \x93ok\x94\n"),
		"Windows-1252 and UTF-8 both": []byte("id,title\nR-1,Zürich \xa35 – \x93ok\x94\n"),
	} {
		tab, faults := Read("a.csv", data, DefaultLimits())
		want := ""
		if strings.HasSuffix(name, "both") {
			want = faultText([]Fault{{Kind: MixedText, Line: 2}})
		}
		if got := grid(tab); got != "id|title\n2/2 R-1|Zürich £5 – “ok”" || faultText(faults) != want {
			t.Errorf("%s: %s %+v", name, got, faults)
		}
		if c := tab.Rows[0].Cells[1]; c.Line != 2 || c.Column != 5 {
			t.Errorf("%s: place %d:%d", name, c.Line, c.Column)
		}
	}
}

func TestCellPlaces(t *testing.T) {
	src := "id,title,notes\n\"ü\",\"a \"\"b\"\"\nc R-2\",see R-3\n"
	tab, _ := Read("a.csv", []byte(src), DefaultLimits())
	cells := tab.Rows[0].Cells
	for _, c := range []struct {
		cell         Cell
		word         string
		line, column int
	}{
		{cells[0], "ü", 2, 2}, {cells[1], `b"`, 2, 10}, {cells[1], "R-2", 3, 3}, {cells[2], "see", 3, 8}, {cells[2], "R-3", 3, 12},
	} {
		if line, column := c.cell.At(strings.Index(c.cell.Text, c.word)); line != c.line || column != c.column {
			t.Errorf("%q at %d:%d, want %d:%d", c.word, line, column, c.line, c.column)
		}
	}
	for want, at := range map[string][2]int{"A1": {0, 1}, "F12": {5, 12}, "Z2": {25, 2}, "AA3": {26, 3}, "IV65536": {255, 65536}, "": {3, 0}} {
		if got := Address(at[0], at[1]); got != want {
			t.Errorf("%v is %s, want %s", at, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	limits := Limits{Bytes: 100, Rows: 2, Cells: 3, CellBytes: 4}
	tab, faults := Read("a.csv", []byte("a,b,c,d\n1,2,3,4\nüüü,2,3\n5,6,7\n"), limits)
	if got := grid(tab); got != "a|b|c\n2/2 1|2|3\n3/3 üü|2|3" {
		t.Errorf("table %s", got)
	}
	if got := faultText(faults); got != "11@1:0/D1 11@2:0/D2 12@3:1/A3 10@4:0/" {
		t.Errorf("faults %s", got)
	}
	if tab, faults := Read("a.csv", make([]byte, 101), limits); tab != nil || faults[0].Kind != TooLarge {
		t.Errorf("%v %v", tab, faults)
	}
}

func TestMatch(t *testing.T) {
	columns := []Column{{Name: "id", Synonyms: []string{"ref", "#"}}, {Name: "impact"}, {Name: "date raised"}, {Name: "baseline remaining", Series: true}, {Name: "ref"}}
	header := []string{"Ref.", "ID *", "Impact (High/Med/Low)", "Date_Raised:", "Impact", "Baseline 2 Remaining", "baseline-remaining", "baseline3 remaining", "Mood", "[#]"}
	want := []Matched{{Column: 4}, {Column: 0}, {Column: 1}, {Column: 2}, {Column: -1, Twice: 3}, {Column: 3, Nth: 2}, {Column: 3, Nth: 1}, {Column: 3, Nth: 3}, {Column: -1}, {Column: -1, Twice: 2}}
	if got := Match(header, columns); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for in, want := range map[string]string{"  Date   raised ": "date raised", "(ID)": "(id)", "P×I [1-25]": "p×i", "open ( bracket": "open ( bracket", "% complete": "% complete"} {
		if got := Normalise(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestDocument(t *testing.T) {
	for _, c := range []struct {
		name, src, front, body string
		line                   int
		faults                 string
		ok                     bool
	}{
		{"front matter", "+++\na = 1\nb = \"x\"\n+++\nText\nmore\n", "a=1@2:5 b=x@3:5 ", "Text\nmore\n", 5, "", true},
		{"CRLF and byte order mark", "\ufeff+++\r\na = 1\r\n+++\r\n\r\nText\r\n", "a=1@2:5 ", "\nText\n", 4, "", true},
		{"blank lines above", "\n\n+++ \na = 1\n+++\t\nText", "a=1@4:5 ", "Text", 6, "", true},
		{"none", "# Title\n\n+++\n", "", "# Title\n\n+++\n", 1, "", true},
		{"empty", "", "", "", 1, "", true},
		{"nothing below", "+++\na = 1\n+++", "a=1@2:5 ", "", 4, "", true},
		{"never closed", "+++\na = 1\nText\n", "", "a = 1\nText\n", 2, "17@1:0/", false},
		{"not TOML", "+++\na = 1\nb = what now\n+++\nText\n", "", "Text\n", 5, "13@3:5/", false},
		{"YAML", "---\ntitle: x\n---\nText\n", "", "---\ntitle: x\n---\nText\n", 1, "18@1:0/", false},
		{"a rule", "---\n\nText\n", "", "---\n\nText\n", 1, "", true},
		{"a picture", "\x89PNG", "", "", 0, "1@0:0/", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, faults, ok := Document([]byte(c.src), DefaultLimits())
			front := ""
			for _, f := range doc.Front.Fields() {
				front += fmt.Sprintf("%s=%s@%d:%d ", f.Name, f.Cell.Text, f.Cell.Line, f.Cell.Column)
			}
			if front != c.front || doc.Body != c.body || doc.BodyLine != c.line || ok != c.ok || faultText(faults) != c.faults {
				t.Errorf("front %q body %q line %d ok %v faults %s", front, doc.Body, doc.BodyLine, ok, faultText(faults))
			}
		})
	}
}

// FuzzRead: whatever the bytes, reading ends, keeps to the limits, and says places that exist.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"id,title\nR-1,\"One\"\"\n\"", "sep=;\na;b\n", "\xff\xfea\x00,\x00b\x00", "[[a]]\nid = 1\n", "a\tb\n\"\n\"\t,;", "+++\na=1\n+++\nb", "\"\"\"\"\"\"\n,\"\n\n"} {
		f.Add([]byte(s), uint8(0))
		f.Add([]byte(s), uint8(2))
	}
	limits := Limits{Bytes: 1 << 16, Rows: 20, Cells: 8, CellBytes: 64}
	f.Fuzz(func(t *testing.T, data []byte, format uint8) {
		name := "a." + string([]Format{CSV, TSV, TOML}[format%3])
		tab, _ := Read(name, data, limits)
		lines := strings.Count(first(toUTF8(data)), "\n") + strings.Count(first(toUTF8(data)), "\r") + 1
		if tab != nil {
			if len(tab.Rows) > limits.Rows || len(tab.Header) > limits.Cells {
				t.Fatalf("%d rows of %d", len(tab.Rows), len(tab.Header))
			}
			for _, r := range tab.Rows {
				if len(r.Cells) < len(tab.Header) || len(r.Cells) > limits.Cells {
					t.Fatalf("row of %d cells under %d", len(r.Cells), len(tab.Header))
				}
				for _, c := range r.Cells {
					if tab.Format != TOML && len(c.Text) > limits.CellBytes || c.Line > lines || c.Column < 0 {
						t.Fatalf("cell %+v", c)
					}
					if line, _ := c.At(len(c.Text)); line > lines {
						t.Fatalf("cell %+v ends on line %d of %d", c, line, lines)
					}
				}
			}
		}
		doc, _, _ := Document(data, limits)
		if len(doc.Body) > 3*len(data) {
			t.Fatal("body longer than the file")
		}
	})
}

func first(text string, _ int) string { return text }
