package importer

import (
	"strings"
	"testing"
)

// FuzzRead gives any bytes, under any name, to the importer: no panic, no row lost, no address written,
// and never much more written than was read.
func FuzzRead(f *testing.F) {
	for name, s := range map[string]string{
		"a.csv":      "Summary,Issue key,Issue Type,Status,Created,Resolved,Labels,Labels\nx,AB-1,Task,Done,15/Feb/26 4:37 PM,,a,b\n",
		"b.csv":      "ID,Work Item Type,Title,Assigned To,State\n1,Task,x,Ada <a@b.org>,New\n",
		"c.tsv":      "Title\tURL\tStatus\nx\thttps://github.com/o/r/issues/1\tDone\n",
		"d.csv":      "Period,WBS,PV,EV,AC,BAC\n2026-01-31,1,1,1,1,9\n2026-01-31,2,1,1,1,9\n",
		"e.csv":      "\ufeffRisk ID;Probability;Impact;Owner\n1;High;Low;Ada Byron\n;;;\n",
		"f.xml":      plan,
		"g.json":     `{"name":"B","lists":[{"id":"l","name":"Done"}],"cards":[{"id":"54b4a420e3782eba550045aa","name":"x","idList":"l"}],"actions":[]}`,
		"h.json":     `[{"number":1,"title":"x","state":"OPEN"}]`,
		"i.xml":      `<project name="x">`,
		"j.csv":      "Stakeholder,Role,Power,Interest\nCEO,Boss,High,High\nCEO,Boss,High,Low\n",
		"k.pdf":      "%PDF-1.4",
		"l.docx":     "PK\x03\x04",
		"m.xls":      "\xd0\xcf\x11\xe0",
		"n.csv":      "Date,Scope,Completed,Remaining,Ideal\n2026-01-02,9,1,8,8\n",
		"o.csv":      "Task,Start,End,% complete,Predecessors,Milestone\nA,1/2/26,,0.5,3FS+2d,Yes\n",
		"charter.md": "# x\n",
	} {
		f.Add(name, []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		res := Read([]File{{name, data}}, Options{})
		account(t, res)
		if len(res.Files) == 0 {
			t.Fatal("no report")
		}
		size := 0
		for _, w := range res.Written {
			size += len(w.Data)
			if strings.Contains(w.Path, "..") || strings.HasPrefix(w.Path, "/") || strings.ContainsAny(w.Path, "\\\x00") {
				t.Errorf("writes to %q", w.Path)
			}
		}
		if size > 200*len(data)+1<<16 {
			t.Errorf("%d bytes became %d", len(data), size)
		}
	})
}

// FuzzWord does the same for the XML of a Word document.
func FuzzWord(f *testing.F) {
	f.Add(para("Heading1", "Charter") + para("", "Sponsor: Ada"))
	f.Add(`<w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:r><w:t>+++</w:t><w:br/><w:t>draft = false</w:t></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 1<<14 {
			return
		}
		res := Read([]File{{"charter.docx", []byte(zipFile(t, "word/document.xml", wordStart+body))}}, Options{})
		for _, d := range res.Documents {
			text := string(d.File().Data)
			if !strings.HasPrefix(text, "+++\n") || strings.Count(text[:strings.Index(text, "draft = true\n+++\n")+17], "\n+++\n") != 1 {
				t.Errorf("front matter that ends early:\n%s", text)
			}
		}
	})
}

// FuzzPlan does the same for what stands in a Microsoft Project file, FuzzBoard for a Trello board's cards
// and actions, FuzzIssues for rows under Jira's headers.
func FuzzPlan(f *testing.F) {
	f.Add("<Tasks><Task><UID>3</UID><Name>A</Name><OutlineLevel>1</OutlineLevel><Cost>1e300</Cost><Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>3</PredecessorUID><LinkLag>-4800</LinkLag></PredecessorLink></Task></Tasks>")
	f.Add("<MinutesPerDay>0.0001</MinutesPerDay><StatusDate>2026</StatusDate><Tasks><Task><UID>1</UID><Name>A</Name><BCWS>5</BCWS></Task></Tasks>")
	f.Fuzz(func(t *testing.T, body string) {
		fuzzOne(t, "plan.xml", `<Project xmlns="http://schemas.microsoft.com/project">`+body+`</Project>`)
	})
}

func FuzzBoard(f *testing.F) {
	f.Add(`{"id":"54b4a420e3782eba550045aa","idShort":1,"name":"Ask Ada","idList":"l","idMembers":["m"]}`, `{"type":"updateCard","date":"2015-02-02","data":{"card":{"id":"54b4a420e3782eba550045aa"},"listAfter":{"name":"Done"}}}`)
	f.Fuzz(func(t *testing.T, cards, actions string) {
		fuzzOne(t, "board.json", `{"lists":[{"id":"l","name":"Done"}],"members":[{"id":"m","fullName":"Ada Byron"}],"cards":[`+cards+`],"actions":[`+actions+`]}`)
	})
}

func FuzzIssues(f *testing.F) {
	f.Add("x,AB-1,Done,Ada <a@b.org>,15/Feb/26 4:37 PM,3600,AB-2\n\"y\nz\",AB-2,Fertig,,18/mär/26,x,AB-1\n")
	f.Fuzz(func(t *testing.T, rows string) {
		fuzzOne(t, "jira.csv", "Summary,Issue key,Status,Assignee,Created,Original estimate,Outward issue link (Blocks)\n"+rows)
	})
}

func fuzzOne(t *testing.T, name, text string) {
	if len(text) > 1<<14 {
		return
	}
	res := Read([]File{{name, []byte(text)}}, Options{})
	account(t, res)
	for _, w := range res.Written {
		if len(w.Data) > 100*len(text)+1<<12 {
			t.Errorf("%d bytes became %d", len(text), len(w.Data))
		}
	}
}
