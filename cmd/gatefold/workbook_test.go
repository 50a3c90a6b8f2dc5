package main

import (
	"archive/zip"
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// makeWorkbook is `workbook TO.xlsx FROM.txt`: FROM has a line "# Name" for each sheet, and below it a line
// for each row, its cells between |. "= 45720 as dd/mm/yyyy" is a number under a format, "=" before a
// number makes it one, and "# Name (hidden)" hides a sheet.
func makeWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: workbook TO.xlsx FROM.txt")
	}
	f := excelize.NewFile()
	sheet, row := "", 0
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "# "); ok {
			name, hidden := strings.CutSuffix(name, " (hidden)")
			if sheet == "" {
				ts.Check(f.SetSheetName("Sheet1", name))
			} else if _, err := f.NewSheet(name); err != nil {
				ts.Fatalf("%v", err)
			}
			ts.Check(f.SetSheetVisible(name, !hidden))
			sheet, row = name, 0
			continue
		}
		row++
		for j, text := range strings.Split(line, "|") {
			cell, err := excelize.CoordinatesToCellName(j+1, row)
			ts.Check(err)
			ts.Check(setCell(f, sheet, cell, strings.TrimSpace(text)))
		}
	}
	b, err := f.WriteToBuffer()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

func setCell(f *excelize.File, sheet, cell, text string) error {
	number, ok := strings.CutPrefix(text, "= ")
	if !ok {
		if text == "" {
			return nil
		}
		return f.SetCellStr(sheet, cell, text)
	}
	number, code, ok := strings.Cut(number, " as ")
	if err := f.SetCellDefault(sheet, cell, number); err != nil || !ok {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		return err
	}
	return f.SetCellStyle(sheet, cell, cell, style)
}

// makeWord is `word TO.docx FROM.txt`: a document whose first line is its title and whose other lines are
// paragraphs.
func makeWord(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: word TO.docx FROM.txt")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	w := zip.NewWriter(f)
	styles, err := w.Create("word/styles.xml")
	ts.Check(err)
	fmt.Fprint(styles, `<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`)
	body, err := w.Create("word/document.xml")
	ts.Check(err)
	fmt.Fprint(body, `<w:document xmlns:w="w"><w:body>`)
	style := `<w:pPr><w:pStyle w:val="T"/></w:pPr>`
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		fmt.Fprintf(body, `<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>`, style, strings.TrimSpace(line))
		style = ""
	}
	fmt.Fprint(body, `</w:body></w:document>`)
	ts.Check(w.Close())
}
