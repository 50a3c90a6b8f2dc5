package importer

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestRemarks holds what is said of a table to what was done with it.
func TestRemarks(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want, not  []string
	}{
		{"what every record needs and the file lacks", "Change ID,Description,Impact,Status\nCR-1,Later cutover,Two days,Approved\nCR-2,More licences,None,Approved\n",
			[]string{`Date raised is empty in every row, and every record needs it: write it in the column "Date raised" of changes.csv.`}, nil},
		{"in one row of two", "Change ID,Description,Date raised,Status\nCR-1,Later cutover,2025-01-02,Approved\nCR-2,More licences,,Approved\n",
			[]string{"Date raised is empty in 1 row,"}, nil},
		{"one word in many cells", "ID,Type,Title,Response strategy\nR-1,risk,A,Validate\nR-2,risk,B,Validate\nR-3,risk,C,Validate\n",
			[]string{`line 2, cell D2, and 2 more: "Response strategy" is "Validate"`}, []string{"cell D3", "cell D4"}},
		{"nothing of rows that are left out", "ID,Type,Title,Status,Due\nR-1,risk,[Risk title],Open/Closed,[DD/MM/YYYY]\nR-2,risk,A real one,Dozing,2025-01-02\n",
			[]string{`"Dozing"`}, []string{"Open/Closed", "DD/MM"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			said := strings.Join(importOne(t, "log.csv", tc.text, Options{}).Files[0].Guesses, "\n")
			for _, want := range tc.want {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not said:\n%s", want, said)
				}
			}
			for _, not := range tc.not {
				if strings.Contains(said, not) {
					t.Errorf("%q is said:\n%s", not, said)
				}
			}
		})
	}
}

// TestEmptyWorkbook has a workbook refused in words: silence would look like success.
func TestEmptyWorkbook(t *testing.T) {
	var b bytes.Buffer
	f := excelize.NewFile()
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	res := Read([]File{{"empty.xlsx", b.Bytes()}}, Options{})
	if len(res.Files) != 1 || !strings.HasPrefix(res.Files[0].Refused, "Nothing that can be read stands in its sheets.") {
		t.Errorf("%+v", res.Files)
	}
}
