package importer

import (
	"strings"
	"testing"
)

const wordStart = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// para is a paragraph in a style; "" is none.
func para(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func charter(t testing.TB) string {
	cell := func(s string) string { return `<w:tc>` + para("", s) + `</w:tc>` }
	body := para("Titel", "Project charter: the move") + para("berschrift1", "Why") + para("", "Ada Byron asked for it. 5 * 3 = 15, see #3") +
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del></w:p>` +
		`<w:tbl><w:tr>` + cell("Sponsor") + cell("Ada Byron") + `</w:tr><w:tr>` + cell("Date authorised") + cell("2026-01-05") + `</w:tr></w:tbl>` +
		`<w:tbl><w:tr>` + cell("Risk") + cell("Owner") + cell("When") + `</w:tr><w:tr>` + cell("Late | parts") + cell("PM") + cell("May") + `</w:tr></w:tbl><w:sectPr/></w:body></w:document>`
	styles := `<w:styles xmlns:w="x"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>`
	return zipFile(t, "word/document.xml", wordStart+body, "word/styles.xml", styles, "docProps/core.xml", "<creator>Ada Byron</creator>")
}

// TestWordsOfDocuments finds fields under the labels that templates have, dates in words, the days of a period,
// and a person beside what they are.
func TestWordsOfDocuments(t *testing.T) {
	cell := func(s string) string { return `<w:tc>` + para("", s) + `</w:tc>` }
	table := `<w:tbl><w:tr>` + cell("Project Name") + cell("Office move") + `</w:tr><w:tr>` + cell("Project Sponsor") + cell("Maria Gonzalez, Director of Operations") + `</w:tr><w:tr>` +
		cell("Date") + cell("12 March 2024") + `</w:tr></w:tbl>`
	for _, c := range []struct{ name, body, want, not string }{
		{"Project charter.docx", para("Title", "Charter") + table + para("Heading1", "Purpose") + para("", "Maria Gonzalez agreed."),
			"title = \"Office move\"\ndate_authorised = 2024-03-12\nsponsor = \"Project Sponsor, Director of Operations\"\n|## Purpose|Project Sponsor agreed.", "Gonzalez"},
		{"Weekly status report.docx", para("", "Reporting period: 4 March 2024 to 8 March 2024") + para("", "Overall status: Amber") + para("", "Budget: 45,000") + para("", "Status: a second one"),
			"date = 2024-03-08\nperiod_start = 2024-03-04\nperiod_end = 2024-03-08\noverall = \"Amber\"\n", "cost ="},
	} {
		res := importOne(t, c.name, zipFile(t, "word/document.xml", wordStart+c.body+"</w:body></w:document>"), Options{})
		got := string(res.Documents[0].File().Data)
		for _, want := range strings.Split(c.want, "|") {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %q:\n%s", c.name, want, got)
			}
		}
		if strings.Contains(got, c.not) {
			t.Errorf("%s has %q:\n%s", c.name, c.not, got)
		}
	}
}

func TestWordDocument(t *testing.T) {
	aliases := NewAliases()
	aliases.Add("Ada Byron", "Operations director")
	res := importOne(t, "Charter_v2.docx", charter(t), Options{Aliases: aliases})
	if len(res.Documents) != 1 || len(res.Written) != 1 || res.Written[0].Path != "artifacts/charter-v2.docx" {
		t.Fatalf("%d documents, %v", len(res.Documents), res.Written)
	}
	w := res.Documents[0].File()
	want := `+++
title = "Project charter: the move"
date_authorised = 2026-01-05
sponsor = "Operations director"
draft = true
+++

## Project charter: the move

## Why

Operations director asked for it. 5 \* 3 = 15, see #3

- One

| Sponsor | Operations director |
| --- | --- |
| Date authorised | 2026-01-05 |

| Risk | Owner | When |
| --- | --- | --- |
| Late \| parts | PM | May |

`
	if w.Path != "charter.md" || string(w.Data) != want {
		t.Errorf("%s is\n%s\nwant\n%s", w.Path, w.Data, want)
	}
	res = Read([]File{{"Charter.docx", []byte(charter(t))}, {"raid.csv", []byte("ID,Type,Title,Owner\nR-1,risk,Late,Ada Byron\n")}}, Options{})
	if got := text(res, "raid.csv"); !strings.Contains(got, "R-1,risk,Late,Sponsor") || !strings.Contains(string(res.Documents[0].File().Data), "Sponsor asked for it") {
		t.Errorf("the sponsor of the charter is\n%s", got)
	}
	for name, kind := range map[string]string{"Weekly status report 3.docx": "status/weekly-status-report-3.md", "Post-incident review.docx": "incidents/post-incident-review.md", "Gate review G3.docx": "gates/gate-review-g3.md"} {
		res := importOne(t, name, zipFile(t, "word/document.xml", wordStart+para("", "Some text")+"</w:body></w:document>"), Options{})
		if len(res.Documents) != 1 || res.Documents[0].File().Path != kind {
			t.Errorf("%s is %+v", name, res.Documents)
		}
	}
	res = importOne(t, "letter.docx", zipFile(t, "word/document.xml", wordStart+para("", "Dear all")+"</w:body></w:document>"), Options{})
	if len(res.Documents) != 0 || len(res.Written) != 1 || !strings.Contains(res.Files[0].Guesses[1], "--kind charter") {
		t.Errorf("a letter: %+v", res.Files[0])
	}
	deep := zipFile(t, "word/document.xml", wordStart+strings.Repeat("<w:p>", 300))
	if res := importOne(t, "charter.docx", deep, Options{}); res.Files[0].Refused == "" {
		t.Errorf("deep: %+v", res.Files[0])
	}
}
