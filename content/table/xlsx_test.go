package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook makes an .xlsx file of one sheet.
func book(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for n, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rewrite changes one part of a workbook.
func rewrite(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			text = []byte(change(string(text)))
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const firstSheet = "xl/worksheets/sheet1.xml"

func TestReadWorkbook(t *testing.T) {
	columns := NewIndex([]Column{{Name: "id", Synonyms: []string{"ref"}}, {Name: "title"}, {Name: "due"}})
	data := book(t, []any{"The log"}, nil, []any{"Ref", "Title", "Due", "Share"}, []any{1, " One ", 45720.5, 0.1 + 0.2}, nil, []any{"Ref", "Title", "Due", "Share"}, []any{2, "Two\r\nlines", true})
	sheets, faults := ReadSheets("a.xlsx", data, DefaultLimits(), columns)
	if len(sheets) != 1 || len(faults)+len(sheets[0].Faults) > 0 {
		t.Fatalf("%d sheets %v %v", len(sheets), faults, sheets)
	}
	s := sheets[0]
	if got, want := grid(s.Table), "Ref|Title|Due|Share\n4/4 1|One|45720.5|0.3\n7/7 2|Two⏎lines|true|"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if s.Known != 3 || s.HeaderRow != 3 || len(s.Passed) != 1 || s.Address(2, 4) != "sheet Sheet1, cell C4" {
		t.Errorf("%d known, header in %d, %d passed, %s", s.Known, s.HeaderRow, len(s.Passed), s.Address(2, 4))
	}
}

func TestNumberFormats(t *testing.T) {
	for _, c := range []struct{ code, value, want string }{
		{"dd/mm/yyyy", "45720", "2025-03-04"}, {`[$-809]d\ mmm\ yy;@`, "45720", "2025-03-04"}, {"yyyy-mm-dd hh:mm", "45720.340277", "2025-03-04 08:10"},
		{"h:mm AM/PM", "0.340277777", "08:10"}, {"[h]:mm", "1.5", "36:00"}, {"0.0%", "0.285", "28.5%"}, {`"day "0`, "3", "3"}, {"#,##0.00", "1234.5", "1234.5"},
		{"General", "0.28999999999999998", "0.29"}, {`0"h"`, "4", "4"}, {"mmm-yy", "1", "1900-01-01"}, {"dd/mm/yyyy", "-1", "-1"}, {"dd/mm/yyyy", "9e99", "9e+99"}, {"0", "NaN", "NaN"},
	} {
		if got, _ := customFormat(c.code).write(c.value, false); got != c.want {
			t.Errorf("%s under %s is %s, want %s", c.value, c.code, got, c.want)
		}
	}
	if got, _ := SerialDate(44258, true); got != "2025-03-04" {
		t.Errorf("in the calendar of 1904: %s", got)
	}
}

// TestHostileWorkbooks refuses what no spreadsheet program writes, whatever the file says of itself.
func TestHostileWorkbooks(t *testing.T) {
	plain := book(t, []any{"ID", "Title"}, []any{"1", "One"})
	sheet := func(change func(string) string) []byte { return rewrite(t, plain, firstSheet, change) }
	row := func(s string) []byte {
		return sheet(func(x string) string { return strings.Replace(x, "</sheetData>", s+"</sheetData>", 1) })
	}
	for name, c := range map[string]struct {
		data []byte
		why  string
	}{
		"zip bomb":         {row(strings.Repeat(" ", unpackedBytes)), WorkbookSwollen},
		"depth":            {row(strings.Repeat("<a>", 1<<20) + strings.Repeat("</a>", 1<<20)), WorkbookSwollen},
		"ten million rows": {row(`<row r="10000000"><c r="A10000000"><v>1</v></c></row>`), WorkbookSwollen},
		"declared dimension": {sheet(func(x string) string {
			return strings.Replace(x, `<dimension ref="A1`, `<dimension ref="A1:XFD10000000`, 1)
		}), WorkbookSwollen},
		"far columns": {row(strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 2000)), WorkbookSwollen},
		"entities": {sheet(func(x string) string {
			return strings.Replace(x, "<worksheet", `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet`, 1)
		}), WorkbookSwollen},
		"a comment that speaks of one": {sheet(func(x string) string {
			return strings.Replace(x, "<worksheet", "<!-- no !DOCTYPE here --><worksheet", 1)
		}), ""},
		"password":                     {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), WorkbookLocked},
		"no zip":                       {[]byte("ID,Title\n"), WorkbookDamaged},
		"another zip":                  {zipOf(t, map[string]string{"a.txt": "x"}), WorkbookDamaged},
		"cut off":                      {plain[:len(plain)/2], WorkbookDamaged},
		"more than two thousand parts": {zipOf(t, many(packedParts+1)), WorkbookSwollen},
	} {
		sheets, faults := ReadSheets("a.xlsx", c.data, Limits{Bytes: 1 << 30, Rows: 1000, Cells: 256, CellBytes: 1 << 16}, nil)
		why := ""
		if len(faults) > 0 && faults[0].Kind == NotWorkbook {
			why = faults[0].Found
		}
		if why != c.why || (why == "") != (len(sheets) > 0) {
			t.Errorf("%s: %q with %d sheets, want %q", name, why, len(sheets), c.why)
		}
	}
}

func many(n int) map[string]string {
	out := map[string]string{}
	for i := range n {
		out[fmt.Sprintf("xl/%d.xml", i)] = ""
	}
	return out
}

func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range files {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzWorkbook puts any XML into a workbook's sheet: no panic, no more rows and cells than allowed.
func FuzzWorkbook(f *testing.F) {
	plain := book(f, []any{"ID", "Title"}, []any{"1", "One"})
	for _, s := range []string{
		`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row></sheetData>`,
		`<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>99</v></c><c s="9"><v>45720</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
		`<sheetData><row r="5"><c r="ZZ5" t="b"><v>1</v></c></row><row r="2"><c r="A9"/></row></sheetData>`,
		`<sheetData><row r="1"><c r="A1"><f>1/0</f><v>#DIV/0!</v></c></row>`,
	} {
		f.Add(s)
	}
	limits := Limits{Bytes: 1 << 20, Rows: 20, Cells: 10, CellBytes: 100}
	index := NewIndex([]Column{{Name: "id"}, {Name: "title"}, {Name: "due"}})
	f.Fuzz(func(t *testing.T, body string) {
		data := rewrite(t, plain, firstSheet, func(string) string {
			return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + body + `</worksheet>`
		})
		sheets, faults := ReadSheets("a.xlsx", data, limits, index)
		if len(sheets) == 0 && len(faults) == 0 {
			t.Fatal("neither a sheet nor a reason")
		}
		for _, s := range sheets {
			if len(s.Rows) > limits.Rows {
				t.Fatalf("%d rows", len(s.Rows))
			}
			for _, r := range s.Rows {
				if len(r.Cells) > limits.Cells || len(r.Cells) < len(s.Header) {
					t.Fatalf("%d cells under %d headers", len(r.Cells), len(s.Header))
				}
			}
		}
	})
}

func bigBook(b *testing.B) []byte {
	rows := [][]any{{"ID", "Type", "Title", "Description", "Owner", "Status", "Probability", "Impact", "Score", "Date raised", "Due", "Notes"}}
	for i := range 5000 {
		rows = append(rows, []any{fmt.Sprintf("R-%d", i), "risk", fmt.Sprintf("Title %d", i), "A description of some length, as they are", "Owner", "Open", i%5 + 1, i%4 + 1, (i%5 + 1) * (i%4 + 1), 45000 + i, 45100 + i, "Note"})
	}
	return book(b, rows...)
}

// BenchmarkWorkbook reads a register of 5,000 rows; BenchmarkLibrary is what the library alone takes.
func BenchmarkWorkbook(b *testing.B) {
	data := bigBook(b)
	b.ReportAllocs()
	for b.Loop() {
		if sheets, _ := ReadSheets("a.xlsx", data, DefaultLimits(), NewIndex([]Column{{Name: "id"}, {Name: "title"}, {Name: "due"}})); len(sheets) != 1 || len(sheets[0].Rows) != 5000 {
			b.Fatal("not read")
		}
	}
}

func BenchmarkLibrary(b *testing.B) {
	data := bigBook(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpackedBytes, UnzipXMLSizeLimit: unpackedBytes})
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := f.GetRows("Sheet1"); err != nil || len(rows) != 5001 {
			b.Fatal(err)
		}
	}
}
