package importer

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func importOne(t *testing.T, name, text string, opt Options) Result {
	t.Helper()
	res := Read([]File{{name, []byte(text)}}, opt)
	account(t, res)
	return res
}

func text(res Result, path string) string {
	for _, w := range res.Written {
		if w.Path == path {
			return plain(w.Data)
		}
	}
	return ""
}

// TestJiraLanguages reads the same issue in the languages of five instances.
func TestJiraLanguages(t *testing.T) {
	for language, csv := range map[string]string{
		"English":    "Summary,Issue key,Issue Type,Status,Assignee,Created,Resolved,Labels,Labels,Custom field (Story Points),Sprint\nLogin,AB-1,Story,Done,Ada Byron,15/Feb/26 4:37 PM,3/Mar/26 9:00 AM,web,auth,5,S1\n",
		"Spanish":    "Resumen,Clave de incidencia,Tipo de Incidencia,Estado,Persona asignada,Creada,Resuelta,Etiquetas,Etiquetas,Campo personalizado (Story Points),Sprint\nLogin,AB-1,Historia,Listo,Ada Byron,15/feb/26 4:37 PM,3/mar/26 9:00 AM,web,auth,5,S1\n",
		"German":     "Zusammenfassung;Vorgangsschlüssel;Vorgangstyp;Status;Zugewiesene Person;Erstellt;Erledigt;Stichwörter;Stichwörter;Benutzerdefiniertes Feld (Story Points);Sprint\nLogin;AB-1;Story;Fertig;Ada Byron;15/Feb./26 4:37 PM;3/Mär/26 9:00 AM;web;auth;5;S1\n",
		"French":     "Résumé,Clé de ticket,Type de ticket,État,Responsable,Création,Résolue,Étiquettes,Étiquettes,Champs personnalisés (Story Points),Sprint\nLogin,AB-1,Story,Terminé,Ada Byron,15/févr./26 4:37 PM,3/mars/26 9:00 AM,web,auth,5,S1\n",
		"Portuguese": "Resumo,Chave da item,Tipo de item,Status,Responsável,Criado,Resolvido,Rótulos,Rótulos,Campo personalizado (Story Points),Sprint\nLogin,AB-1,História,Concluído,Ada Byron,15/fev/26 4:37 PM,3/mar/26 9:00 AM,web,auth,5,S1\n",
	} {
		res := importOne(t, "export.txt", csv, Options{})
		row := map[string]string{"ID": "AB-1", "Title": "Login", "Owner": "Person 1", "Created": "2026-02-15", "Done": "2026-03-03", "Labels": "web; auth", "Estimate": "5", "Unit": "points", "Sprint": "S1"}
		if res.Files[0].RecognisedAs != "Jira CSV" || !hasRow(rowsOf(t, res, "work.csv"), row) {
			t.Errorf("%s: %s\n%s", language, res.Files[0].RecognisedAs, text(res, "work.csv"))
		}
	}
	for _, month := range strings.Fields("ene févr mär abr mai juin juil août set out nov dez") {
		if got := englishMonths("02/" + month + "/26"); got == "02/"+month+"/26" {
			t.Errorf("%s is no month", month)
		}
	}
}

func TestJiraTraps(t *testing.T) {
	var b strings.Builder
	b.WriteString("\ufeffSummary,Issue key,Status,Created,Updated,Original estimate,Outward issue link (Blocks),Inward issue link (Cloners),Comment,Comment,Description\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "\"Task, %d\nsecond line\",AB-%d,Done,2026-02-01,2026-02-03,7200,AB-1,XY-9,\"2026;ada.byron@example.org;said hi\",,\"Ask Ada.Byron@example.org or @ada\"\n", i, i+1)
	}
	res := importOne(t, "Jira.csv", b.String(), Options{})
	r := res.Files[0]
	if r.RowsWritten != 1000 || !strings.Contains(strings.Join(r.Guesses, "\n"), "exactly 1,000 rows") || !strings.Contains(strings.Join(r.Guesses, "\n"), "count from their last update") {
		t.Errorf("%d rows, %q", r.RowsWritten, r.Guesses)
	}
	row := map[string]string{"ID": "AB-2", "Done": "2026-02-03", "Estimate": "2", "Unit": "hours", "Links": "AB-1", "Title": "Task, 1\nsecond line", "Description": "Ask (e-mail address left out) or (name left out)"}
	if !hasRow(rowsOf(t, res, "work.csv"), row) {
		t.Errorf("got %v", rowsOf(t, res, "work.csv")[1])
	}
}

func TestPeople(t *testing.T) {
	files := []File{
		{"raid.csv", []byte("ID,Type,Title,Owner,Raised by,Response\nR-1,risk,Late,Ada Byron <ada@example.org>,PMO lead,Ada and Ms Byron ask Will Grace; will wait\nR-2,risk,Room,Bob,Steering committee,ADA BYRON calls bob@example.org\n")},
		{"cr.csv", []byte("CR no,Title,Requested by,Date raised,Status\n1,More desks,Ada Byron,2026-01-02,Approved\n")},
	}
	aliases := NewAliases()
	aliases.Add("Will Grace", "Sponsor")
	res := Read(files, Options{Aliases: aliases})
	account(t, res)
	want := "ID,Type,Title,Owner,Raised by,Response\n" +
		"R-1,risk,Late,Person 1,PMO lead,Person 1 and Ms Person 1 ask Sponsor; will wait\n" +
		"R-2,risk,Room,Person 2,Steering committee,Person 1 calls Person 2\n"
	if got := text(res, "raid.csv"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := text(res, "changes.csv"); !strings.Contains(got, "CR-1,More desks,Person 1,2026-01-02,approved") {
		t.Errorf("got\n%s", got)
	}
	roles := Read([]File{files[0], {"s.csv", []byte("Stakeholder,Role,Power,Interest\nAda Byron,Sponsor,High,High\n")}}, Options{})
	account(t, roles)
	if got := text(roles, "raid.csv"); !strings.Contains(got, "R-1,risk,Late,Sponsor,") {
		t.Errorf("a role that the stakeholders say:\n%s", got)
	}
	if got := text(roles, "stakeholders.csv"); strings.Contains(got, "Ada") || !strings.Contains(got, "S-01,Sponsor,") {
		t.Errorf("stakeholders:\n%s", got)
	}
	kept := Read(files, Options{KeepNames: true})
	if got := text(kept, "raid.csv"); !strings.Contains(got, "Ada Byron") || strings.Contains(got, "@") {
		t.Errorf("with names:\n%s", got)
	}
	if pairs := kept.Aliases.Pairs(); len(pairs) != 0 {
		t.Errorf("aliases %v", pairs)
	}
}

// TestNamesThatAreWords keeps the words of a register whatever people are called.
func TestNamesThatAreWords(t *testing.T) {
	res := importOne(t, "raid.csv", "ID,Type,Title,Owner,Status,Impact,Raised\nR-1,risk,Keep the lift open; Open asks Rivka,Open,Open,Low,03/04/2025\nR-2,risk,May waits for rivka's parts,Rivka,Closed,Rivka,03/04/2025\n", Options{})
	want := "ID,Type,Title,Owner,Date raised,Status,Impact\nR-1,risk,Keep the lift open; Person 1 asks Person 2,Person 1,03/04/2025,open,Low\nR-2,risk,May waits for rivka's parts,Person 2,03/04/2025,closed,Rivka\n"
	if got := text(res, "raid.csv"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(strings.Join(res.Files[0].Guesses, "\n"), `date_order = "dmy"`) {
		t.Errorf("nothing says how to settle day and month: %q", res.Files[0].Guesses)
	}
}

// TestJiraPlan keeps what is planned apart from what happened: a start date stands in items that nobody
// has begun. Of the many columns of an export of all fields only those that hold something are spoken of.
func TestJiraPlan(t *testing.T) {
	res := importOne(t, "Jira.csv", "Summary,Issue key,Status,Created,Custom field (Start date),Due date,Votes,Watchers\nCables,AB-1,To Do,15/Feb/26 4:37 PM,05/Mar/26 12:00 AM,20/Mar/26 12:00 AM,,Ada Byron\n", Options{})
	if !hasRow(rowsOf(t, res, "work.csv"), map[string]string{"ID": "AB-1", "Started": "", "Planned start": "2026-03-05", "Due": "2026-03-20"}) {
		t.Errorf("got\n%s", text(res, "work.csv"))
	}
	if said := strings.Join(res.Files[0].Guesses, "\n"); !strings.Contains(said, "are its own: Watchers.") {
		t.Error(said)
	}
}

func TestTrackers(t *testing.T) {
	for _, c := range []struct {
		name, text, as string
		row            map[string]string
	}{
		{"a.csv", "ID,Work Item Type,Title 1,Title 2,State,Assigned To,Created Date,Closed Date,Story Points,Iteration Path,Tags\n7,Epic,Move,,Active,Ada Byron <ada@example.org>,2026-01-05,,,,\n8,User Story,,Cables,Closed,,2026-01-06,2026-02-01,3,Move\\S1,a; b\n", "Azure DevOps CSV",
			map[string]string{"ID": "W-8", "Title": "Cables", "Done": "2026-02-01", "Estimate": "3", "Unit": "points", "Sprint": `Move\S1`}},
		{"view.tsv", "Title\tURL\tAssignees\tStatus\tLabels\tEstimate\nCables\thttps://github.com/o/r/issues/12\tada\tDone\tnet, wifi\t2\n", "GitHub table", map[string]string{"ID": "GH-12", "Title": "Cables", "Status": "Done", "Labels": "net; wifi", "Estimate": "2", "Owner": "Person 1"}},
		{"issues", `[{"number":3,"title":"Cables","state":"CLOSED","createdAt":"2026-01-05T10:00:00Z","closedAt":"2026-01-09T10:00:00Z","labels":[{"name":"net"}],"milestone":{"title":"M1"},"assignees":[{"login":"ada-b","name":"Ada Byron"}]}]`, "GitHub issues (JSON)",
			map[string]string{"ID": "GH-3", "Status": "closed", "Created": "2026-01-05", "Done": "2026-01-09", "Sprint": "M1", "Labels": "net", "Owner": "Person 2"}},
		{"flat.csv", "number,title,state,created_at,closed_at\n4,Cables,closed,2026-01-05T10:00:00Z,2026-01-09T10:00:00Z\n", "GitHub table", map[string]string{"ID": "GH-4", "Created": "2026-01-05", "Done": "2026-01-09"}},
		{"board.json", `{"name":"B","lists":[{"id":"l1","name":"Doing"},{"id":"l2","name":"Done"}],"cards":[{"id":"54b4a420e3782eba550045aa","idShort":4,"name":"Cables","idList":"l2","desc":"by Ada Byron","idMembers":["m1"],"labels":[{"name":"net"}],"dateLastActivity":"2015-03-01T00:00:00Z"},
			{"id":"54b4a420e3782eba550045ab","idShort":5,"name":"Old","idList":"l1","closed":true}],"members":[{"id":"m1","fullName":"Ada Byron","username":"adab"}],"actions":[{"type":"updateCard","date":"2015-02-02T00:00:00Z","data":{"card":{"id":"54b4a420e3782eba550045aa"},"listBefore":{"id":"l1","name":"Doing"},"listAfter":{"id":"l2","name":"Done"}}}]}`, "Trello board (JSON)",
			map[string]string{"ID": "C-4", "Created": "2015-01-13", "Done": "2015-02-02", "Status": "Done", "Owner": "Person 1", "Description": "by Person 1"}},
		{"issues.csv", "IssueID,Type,StoryPoints,SprintID,Status,CreatedDate,ClosedDate\nPR-1,Story,8,S1,Done,2024-03-03,2024-03-09\n", "work table", map[string]string{"ID": "PR-1", "Estimate": "8", "Unit": "points"}},
		{"smartsheet.csv", "Row ID,Date Created,Row Type,Priority,Item Description,Assigned To,Status\n1,01/20/26,Risks,High,Late parts,PMO,Open\n2,01/21/26,Action Items,Low,Call them,PMO,Done\n", "raid table", nil},
	} {
		res := importOne(t, c.name, c.text, Options{})
		if res.Files[0].RecognisedAs != c.as {
			t.Errorf("%s is %q, want %q", c.name, res.Files[0].RecognisedAs, c.as)
		}
		if c.row != nil && !hasRow(rowsOf(t, res, "work.csv"), c.row) {
			t.Errorf("%s: no %v in\n%s", c.name, c.row, text(res, "work.csv"))
		}
	}
	res := importOne(t, "issues.json", `[{"number":3,"title":"Cables","state":"OPEN","body":"Ask ada@example.org","author":{"login":"ada-b"},"url":"https://github.com/o/r/issues/3"}]`, Options{})
	if !hasRow(rowsOf(t, res, "work.csv"), map[string]string{"ID": "GH-3", "Description": "Ask (e-mail address left out)"}) || !strings.Contains(strings.Join(res.Files[0].Guesses, "\n"), "GitHub's own: author, url.") {
		t.Errorf("%q\n%s", res.Files[0].Guesses, text(res, "work.csv"))
	}
	res = importOne(t, "smartsheet.csv", "Row ID,Date Created,Row Type,Priority,Item Description,Assigned To,Status\n1,01/20/26,Risks,High,Late parts,PMO,Open\n2,01/21/26,Action Items,Low,Call them,PMO,Done\n", Options{})
	if !hasRow(rowsOf(t, res, "raid.csv"), map[string]string{"ID": "ACT-2", "Type": "action", "Date raised": "2026-01-21", "Title": "Call them"}) {
		t.Errorf("Smartsheet:\n%s", text(res, "raid.csv"))
	}
}

func TestPlanner(t *testing.T) {
	f := excelize.NewFile()
	for n, row := range [][]any{{"Plan name", "Move"}, {"Date of export", "2026-02-01"}, nil,
		{"Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By", "Created Date", "Due Date", "Completed Date", "Labels"},
		{"x1", "Cables", "Site 1", "Completed", "Urgent", "Ada Byron", "Ada Byron", "01/05/2026", "01/30/2026", "01/29/2026", "net"}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	res := importOne(t, "plan.xlsx", b.String(), Options{})
	if res.Files[0].RecognisedAs != "Microsoft Planner plan" || !hasRow(rowsOf(t, res, "work.csv"), map[string]string{"ID": "W-01", "Title": "Cables", "Done": "2026-01-29", "Sprint": "Site 1", "Owner": "Person 1"}) {
		t.Errorf("%s\n%s", res.Files[0].RecognisedAs, text(res, "work.csv"))
	}
}

// plan is a Microsoft Project file with the traps that real ones have.
const plan = "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made by hand -->\n" + `<Project xmlns="http://schemas.microsoft.com/project">
<StatusDate>2026-02-28T17:00:00</StatusDate><MinutesPerDay>420</MinutesPerDay><CurrencyDigits>2</CurrencyDigits>
<Tasks>
<Task><UID>0</UID><ID>0</ID><Name>The move</Name><OutlineLevel>0</OutlineLevel><Summary>1</Summary><Cost>300000</Cost></Task>
<Task><UID>1</UID><ID>1</ID><IsNull>1</IsNull></Task>
<Task><UID>2</UID><Name>Build</Name><OutlineLevel>1</OutlineLevel><Summary>true</Summary><Cost>300000</Cost><BCWS>200000</BCWS></Task>
<Task><UID>3</UID><Name>Cables</Name><WBS>1.1</WBS><OutlineLevel>2</OutlineLevel><Summary>0</Summary><Start>2026-02-02T08:00:00</Start><Finish>2026-02-06T17:00:00</Finish><ActualStart>2026-02-02T08:00:00</ActualStart>
 <Duration>PT35H0M0S</Duration><PercentComplete>50</PercentComplete><Cost>200000</Cost><ActualCost>80000</ActualCost><BCWS>150000</BCWS><BCWP>100000</BCWP><ACWP>80000</ACWP>
 <Baseline><Number>0</Number><Start>2026-01-26T08:00:00</Start><Finish>2026-01-30T17:00:00</Finish><Cost>180000</Cost></Baseline></Task>
<Task><UID>4</UID><Name>Switched on</Name><OutlineLevel>2</OutlineLevel><Milestone>1</Milestone><Critical>1</Critical><Finish>2026-02-10T17:00:00</Finish><Duration>PT0H0M0S</Duration>
 <PredecessorLink><PredecessorUID>3</PredecessorUID><Type>3</Type><LinkLag>8400</LinkLag></PredecessorLink><PredecessorLink><PredecessorUID>2</PredecessorUID></PredecessorLink></Task>
</Tasks>
<Resources><Resource><UID>1</UID><Name>Ada Byron</Name><Type>1</Type></Resource><Resource><UID>2</UID><Name>Cable</Name><Type>0</Type></Resource></Resources>
<Assignments><Assignment><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID></Assignment><Assignment><TaskUID>3</TaskUID><ResourceUID>2</ResourceUID></Assignment></Assignments>
</Project>`

func TestMicrosoftProject(t *testing.T) {
	res := importOne(t, "plan.txt", plan, Options{})
	if r := res.Files[0]; r.RowsRead != 5 || r.RowsWritten != 2 || len(r.RowsLeftOut) != 3 {
		t.Errorf("%+v", r)
	}
	for path, row := range map[string]map[string]string{
		"milestones.csv":   {"ID": "T-4", "Name": "Switched on", "Phase": "Build", "Predecessors": "T-3SS+2d", "Milestone": "yes", "Critical": "yes", "Status": "not started"},
		"costs.csv":        {"Category": "Cables", "Planned": "1800", "Actual": "800", "Forecast": "2000"},
		"earned-value.csv": {"Period end": "2026-02-28", "PV": "1500", "EV": "1000", "AC": "800", "BAC": "1800"},
	} {
		if !hasRow(rowsOf(t, res, path), row) {
			t.Errorf("no %v in\n%s", row, text(res, path))
		}
	}
	if !hasRow(rowsOf(t, res, "milestones.csv"), map[string]string{"ID": "T-3", "Owner": "Person 1", "Baseline finish": "2026-01-30", "Duration in days": "5", "Percent complete": "50", "Status": "in progress"}) {
		t.Errorf("got\n%s", text(res, "milestones.csv"))
	}
}

// TestRefusals says of each file that is not read what it is and how to save it as one that is.
func TestRefusals(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500)
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	for _, c := range []struct{ name, data, as, why string }{
		{"a.csv", ole + wide("Workbook"), ".xls", "Excel Workbook (*.xlsx)"},
		{"a.csv", ole + wide("TBkndTask"), ".mpp", "Save as XML"},
		{"plan.mpp", ole, ".mpp", "Save as XML"},
		{"a.xlsx", ole + wide("EncryptedPackage"), "password", "take the password off"},
		{"a", zipFile(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ".ods", "Excel 2007-365"},
		{"a", zipFile(t, "Index/Document.iwa", ""), ".numbers", "Export to, Excel"},
		{"a.zip", zipFile(t, "a.txt", ""), "", "Unpack it"},
		{"a.xml", `<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V8.3/API/BusinessObjects"></APIBusinessObjects>`, "Primavera", "XLSX"},
		{"a.gan", `<?xml version="1.0"?><project name="x" version="3.2"></project>`, "GanttProject", "Microsoft Project"},
		{"a.xls", "<html><table></table></html>", "web page", "Export CSV"},
		{"a.json", `{"a":1}`, "JSON", "gh issue list"},
		{"a.csv", "", "", "empty"},
		{"a.txt", "Dear Ada,\nhow are you\n", "text", "no table"},
		{"a.xlsx", "PK\x03\x04", "", "damaged"},
	} {
		r := importOne(t, c.name, c.data, Options{}).Files[0]
		if !strings.Contains(r.RecognisedAs, c.as) || !strings.Contains(r.Refused, c.why) {
			t.Errorf("%s: %q refused with %q, want %q and %q", c.name, r.RecognisedAs, r.Refused, c.as, c.why)
		}
	}
	res := importOne(t, "Final Report.PDF", "%PDF-1.7", Options{})
	if len(res.Written) != 1 || res.Written[0].Path != "artifacts/final-report.pdf" {
		t.Errorf("got %+v", res.Written)
	}
}

// TestTooMuch refuses what would become far more in memory than a person's export is.
func TestTooMuch(t *testing.T) {
	for name, c := range map[string]struct{ data, why string }{
		"depth":   {`<Project xmlns="http://schemas.microsoft.com/project">` + strings.Repeat("<Tasks>", 100), "nested as no plan is"},
		"unknown": {`<Project xmlns="http://schemas.microsoft.com/project">` + strings.Repeat("<Extra>", 100), "nested as no plan is"},
		"tasks":   {`<Project xmlns="http://schemas.microsoft.com/project"><Tasks>` + strings.Repeat("<Task/>", mspdiMost+1) + "</Tasks></Project>", "more than 50000 tasks"},
		"objects": {`{"lists":[],"cards":[` + strings.Repeat("{},", jsonObjects) + "{}]}", "more than is read"},
		"cells":   {"ID,Type,Title\n" + strings.Repeat("1"+strings.Repeat(",", 1900)+"\n", 3500), "more rows or cells"},
		"bytes":   {strings.Repeat("x", int(Limits().Bytes)+1), "larger than 32 MB"},
	} {
		if r := importOne(t, "a", c.data, Options{}).Files[0]; !strings.Contains(r.Refused, c.why) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestOwnForms reads what people write in a way of their own.
func TestOwnForms(t *testing.T) {
	for _, c := range []struct {
		name, text string
		row        map[string]string
	}{
		{"gantt.csv", "WBS,Task Name,Duration,Start,Finish,% Complete,Predecessors,Resource Names\n1,Plan,10 days,Mon 1/8/24,Fri 1/19/24,100%,,Jane Doe\n2,Build,20 days,Mon 1/22/24,Fri 2/16/24,50%,1FS+2 days,\"Jane Doe[50%],John Smith\"\n",
			map[string]string{"ID": "M-2", "Start": "2024-01-22", "Predecessors": "M-1FS+2d", "Owner": "Person 1; Person 2"}},
		{"evm.csv", "Month,Planned Value,Earned Value,Actual Cost,BAC\nJan-24,1000,900,950,5000\nFebruary 2024,2500,2200,2400,5000\n", map[string]string{"Period end": "2024-02-29", "PV": "2500"}},
		{"lessons.csv", "Lesson #,Date,What went well,What went wrong,Recommendation\n1,2024-04-01,Early order,,Order early\n2,2024-04-05,,No test lab,Book it\n",
			map[string]string{"ID": "L-2", "What happened": "No test lab", "Type": "improve", "What went wrong": ""}},
		{"sla.csv", "Ticket,Vendor,Priority,Opened,Responded,Resolved,SLA Target (hrs),Met?\nINC001,Acme,P1,2024-04-01 08:00,2024-04-01 08:20,2024-04-01 13:00,4,No\n", map[string]string{"ID": "INC001", "Metric": "Resolution", "Unit": "hours", "Met?": "No"}},
		{"costs.csv", "Cost Category,Budgeted Amount,Actual Amount\nLabor,\"$120,000.00\",\"$115,250.50\"\n", map[string]string{"Planned": "120000", "Actual": "115250.5"}},
		{"decisions.csv", "Decision #,Decision Title,Date of Decision,Rationale / Why\n1,Vendor B,03.04.2024,cheaper\n", map[string]string{"ID": "D-1", "Rationale": "cheaper"}},
	} {
		res := importOne(t, c.name, c.text, Options{})
		if len(res.Written) != 1 || !hasRow(rowsOf(t, res, res.Written[0].Path), c.row) {
			t.Errorf("%s: no %v in\n%s%q", c.name, c.row, plain(res.Written[0].Data), res.Files[0].Guesses)
		}
	}
}

// TestAddressesInWords finds addresses in columns of words, dates and numbers too.
func TestAddressesInWords(t *testing.T) {
	res := importOne(t, "x.csv", "ID,Type,Title,Status,Due,Probability\nR-1,risk,T,waiting for ada@example.org,ask bob@example.org,ada@example.org\n", Options{})
	if got := text(res, "raid.csv"); strings.Contains(got, "@") || !strings.Contains(got, "waiting for (e-mail address left out)") {
		t.Errorf("got\n%s", got)
	}
}

// TestNoFormulas writes no cell that a spreadsheet would run; what is read of it is the text that came.
func TestNoFormulas(t *testing.T) {
	res := importOne(t, "x.csv", "ID,Type,Title,Cost exposure,Notes\nR-1,risk,=cmd|' /c calc'!A0,-5,=SUM(A1)\nR-2,risk,-2+3,+4,\"+1 day\"\n", Options{})
	got := text(res, "raid.csv")
	if !strings.Contains(got, `R-1,risk," =cmd|' /c calc'!A0",-5," =SUM(A1)"`) || !strings.Contains(got, `R-2,risk," -2+3",4," +1 day"`) {
		t.Errorf("got\n%s", got)
	}
	again := importOne(t, "raid.csv", got, Options{})
	if text(again, "raid.csv") != got {
		t.Errorf("read again it is\n%s", text(again, "raid.csv"))
	}
}

func TestTableCases(t *testing.T) {
	res := importOne(t, "costs.csv", "Category,Budget,Actual\nStaff,\"£1,200.50\",(30)\nTotal,1200.5,30\n", Options{})
	if got := text(res, "costs.csv"); got != "Category,Planned,Actual\nStaff,1200.5,-30\n" || len(res.Files[0].RowsLeftOut) != 1 {
		t.Errorf("got\n%s", got)
	}
	res = importOne(t, "x.csv", "Colour of the sky,Mood\nblue,fine\n", Options{})
	if res.Files[0].RowsWritten != 0 || len(res.Files[0].RowsLeftOut) != 1 {
		t.Errorf("%+v", res.Files[0])
	}
	res = importOne(t, "x.csv", "Heading,Mood\nblue,fine\n", Options{Kind: "lessons"})
	if !strings.Contains(text(res, "lessons.csv"), "L-01") {
		t.Errorf("with --kind:\n%s", text(res, "lessons.csv"))
	}
	res = Read([]File{{"raid.csv", []byte("ID,Type,Title,Owner,Status\nR 1,risk,One,PM,Open\nR-2,risk,Two,PM,Open\nR-2,risk,Three,PM,Open\n")}}, Options{Taken: map[string]string{"r-1": "lessons", "r-2": "raid"}})
	if got := text(res, "raid.csv"); !strings.Contains(got, "R-1-2,risk,One") || !strings.Contains(got, "R-2-2,risk,Three") {
		t.Errorf("ids:\n%s", got)
	}
}

func zipFile(t testing.TB, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	writeZip(t, &b, pairs...)
	return b.String()
}
