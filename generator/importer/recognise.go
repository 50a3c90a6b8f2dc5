package importer

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// read recognises a file by its content and reads it.
func read(f File, opt Options) found {
	switch {
	case int64(len(f.Data)) > Limits().Bytes:
		return refused(f, "", fmt.Sprintf("It is larger than %d MB. Export fewer rows, or several files.", Limits().Bytes>>20))
	case len(bytes.TrimSpace(f.Data)) == 0:
		return refused(f, "", "It is empty.")
	case bytes.HasPrefix(f.Data, []byte("\xd0\xcf\x11\xe0")):
		return oldOffice(f)
	case bytes.HasPrefix(f.Data, []byte("PK\x03\x04")):
		return zipped(f, opt)
	case bytes.HasPrefix(f.Data, []byte("%PDF-")):
		return artifact(f, "a PDF")
	}
	text, ok := table.Decoded(f.Data, Limits().Bytes)
	if !ok {
		return refused(f, "", "It is neither a table nor a document that gatefold knows. "+whatIsRead)
	}
	switch start := strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")); {
	case strings.HasPrefix(start, "<"):
		return xmlFile(f, start)
	case strings.HasPrefix(start, "{"), strings.HasPrefix(start, "[") && json.Valid([]byte(start)):
		return jsonFile(f, start)
	}
	return textTable(f, opt)
}

const whatIsRead = "gatefold imports tables (.xlsx, .csv, .tsv), exports of Jira, Azure DevOps and GitHub (CSV, TSV, JSON), Trello boards (JSON), Microsoft Project plans (XML), and Word documents (.docx)."

func refused(f File, as, why string) found {
	return found{reports: []*FileReport{{File: f.Name, RecognisedAs: as, Refused: why}}}
}

// artifact keeps a file as it is, for artifacts/.
func artifact(f File, as string) found {
	r := &FileReport{File: f.Name, RecognisedAs: as}
	r.guess("It was put into artifacts/ as it is; look into it for names before you publish it.")
	return found{reports: []*FileReport{r}, artifacts: []Written{{Path: "artifacts/" + artifactName(f.Name), Data: f.Data}}}
}

// artifactName is a file's name without what folders and web addresses cannot hold.
func artifactName(name string) string {
	ext := strings.ToLower(path.Ext(name))
	return content.Slugify(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))) + ext
}

// oldOffice refuses the files of older programs: compound documents, whose parts have names in UTF-16.
func oldOffice(f File) found {
	has := func(name string) bool {
		var b []byte
		for _, u := range utf16.Encode([]rune(name)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return bytes.Contains(f.Data, b)
	}
	ext := strings.ToLower(path.Ext(f.Name))
	switch {
	case has("EncryptedPackage"):
		return refused(f, "a file locked by a password", "Open it, take the password off (File, Info, Protect), and save it again.")
	case has("TBkndTask") || ext == ".mpp":
		return refused(f, "a Microsoft Project plan (.mpp)", `Open it in Microsoft Project, choose File, Save as, and as the type "XML Format (*.xml)"; import that file. Save as XML is the only way out of .mpp.`)
	case has("WordDocument"):
		return refused(f, "an old Word document (.doc)", `Open it in Word or LibreOffice, choose File, Save as, and as the type "Word Document (*.docx)"; import that file.`)
	}
	return refused(f, "an old Excel workbook (.xls)", `Open it in Excel or LibreOffice, choose File, Save as, and as the type "Excel Workbook (*.xlsx)"; import that file.`)
}

// zipped tells workbooks, documents and others apart by what lies in the zip.
func zipped(f File, opt Options) found {
	z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		return refused(f, "", "It is damaged: it begins like a workbook or document and breaks off. Save it again, or take an earlier copy.")
	}
	for _, part := range z.File {
		switch name := part.Name; {
		case name == "mimetype":
			if strings.Contains(head(part), "opendocument.text") {
				return refused(f, "an OpenDocument text (.odt)", `Open it in LibreOffice, choose File, Save as, and as the type "Word 2007-365 (*.docx)"; import that file.`)
			}
			return refused(f, "an OpenDocument spreadsheet (.ods)", `Open it in LibreOffice, choose File, Save as, and as the type "Excel 2007-365 (*.xlsx)"; import that file.`)
		case strings.HasPrefix(name, "Index/") && strings.HasSuffix(name, ".iwa"), name == "Index.zip":
			return refused(f, "an Apple Numbers table (.numbers)", "Open it in Numbers, choose File, Export to, Excel ...; import the file that this writes.")
		case strings.HasPrefix(name, "xl/"):
			return workbook(f, opt)
		case name == "word/document.xml":
			return document(f, z, opt)
		case strings.HasPrefix(name, "ppt/"):
			return artifact(f, "slides")
		}
	}
	return refused(f, "", "It is a zip without a workbook or document in it. Unpack it, and import the files in it. "+whatIsRead)
}

func head(part *zip.File) string {
	r, err := part.Open()
	if err != nil {
		return ""
	}
	defer r.Close() // nothing was written
	b, _ := io.ReadAll(io.LimitReader(r, 200))
	return string(b)
}

// xmlFile tells XML files apart by their root.
func xmlFile(f File, text string) found {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it was decoded already
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return refused(f, "", "It begins like XML and cannot be read on. Export it again.")
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case root.Name.Local == "Project" && strings.HasPrefix(root.Name.Space, "http://schemas.microsoft.com/project"):
			return project(f, text)
		case root.Name.Local == "APIBusinessObjects":
			return refused(f, "Primavera P6 XML", "Primavera plans are not read. Export the activities as a spreadsheet (File, Export, Spreadsheet - XLSX), and import that file.")
		case root.Name.Local == "project":
			return refused(f, "a GanttProject file", "GanttProject files are not read. Choose Project, Export, and Microsoft Project; import that XML file. Or export CSV.")
		case strings.EqualFold(root.Name.Local, "html"):
			return refused(f, "a web page", "Programs that export to Excel often write a web page under the name .xls. Export CSV instead, or open it in Excel, and save it as an Excel Workbook (.xlsx).")
		case root.Name.Local == "rss":
			return refused(f, "Jira's XML", "Export the list of issues as CSV (all fields) instead.")
		}
		return refused(f, "XML", "Its root is <"+root.Name.Local+">, which is no format that gatefold knows. "+whatIsRead)
	}
}

// jsonObjects bounds what a JSON file can become in memory; a board of ten thousand cards has some 200,000.
const jsonObjects = 500_000

// jsonFile tells JSON files apart by their fields.
func jsonFile(f File, text string) found {
	if strings.Count(text, "{") > jsonObjects {
		return refused(f, "JSON", "It holds more than is read. Export fewer cards or issues.")
	}
	var board struct {
		Cards, Lists []json.RawMessage
	}
	if json.Unmarshal([]byte(text), &board) == nil && board.Cards != nil && board.Lists != nil {
		return trello(f, text)
	}
	var issues []struct {
		Title  *string
		State  string
		Number int
	}
	if json.Unmarshal([]byte(text), &issues) == nil && len(issues) > 0 && issues[0].Title != nil {
		return githubIssues(f, text)
	}
	return refused(f, "JSON", "It is neither a Trello board (Show menu, More, Print and export, Export as JSON) nor what `gh issue list --json number,title,state,createdAt,closedAt,labels,milestone` writes.")
}
