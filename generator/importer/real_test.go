package importer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// realFile is one of the real files from public repositories, which are not part of this one:
// GATEFOLD_DATA names their folder.
func realFile(t *testing.T, name string) File {
	t.Helper()
	dir := os.Getenv("GATEFOLD_DATA")
	if dir == "" {
		if os.Getenv("GATEFOLD_FULL") != "" {
			t.Fatal("GATEFOLD_FULL=1 asks for every test, and GATEFOLD_DATA does not name the folder of real data")
		}
		t.Skip("GATEFOLD_DATA does not name the folder of real data, which is not part of this repository")
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return File{Name: filepath.Base(name), Data: data}
}

// rowsOf are the rows of a register that was written, by header.
func rowsOf(t *testing.T, res Result, path string) []map[string]string {
	t.Helper()
	for _, w := range res.Written {
		if w.Path != path {
			continue
		}
		records, err := csv.NewReader(strings.NewReader(plain(w.Data))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out []map[string]string
		for _, r := range records[1:] {
			row := map[string]string{}
			for i, v := range r {
				row[records[0][i]] = v
			}
			out = append(out, row)
		}
		return out
	}
	return nil
}

// account holds every report to its sum: a row read is a row written or a row left out.
func account(t *testing.T, res Result) {
	t.Helper()
	for _, r := range res.Files {
		if r.RowsRead != r.RowsWritten+len(r.RowsLeftOut) {
			t.Errorf("%s %s: %d rows read, %d written, %d left out", r.File, r.Sheet, r.RowsRead, r.RowsWritten, len(r.RowsLeftOut))
		}
	}
	for _, w := range res.Written {
		if w.Kind != "" && mail.Match(w.Data) {
			t.Errorf("%s holds the address %s", w.Path, mail.Find(w.Data))
		}
	}
}

// want is what must become of one real file.
type want struct {
	file, as            string                       // as of its first sheet
	read, written, left int                          // of all sheets
	registers           string                       // and the rows of each
	spot                map[string]map[string]string // by register: header and value in one of its rows
}

func TestRealFiles(t *testing.T) {
	for _, w := range append(realTables(), realExports()...) {
		t.Run(filepath.Base(w.file), func(t *testing.T) {
			res := Read([]File{realFile(t, w.file)}, Options{})
			account(t, res)
			read, written, left := 0, 0, 0
			for _, r := range res.Files {
				read, written, left = read+r.RowsRead, written+r.RowsWritten, left+len(r.RowsLeftOut)
			}
			if res.Files[0].RecognisedAs != w.as || read != w.read || written != w.written || left != w.left {
				t.Errorf("%q with %d read, %d written, %d left out", res.Files[0].RecognisedAs, read, written, left)
			}
			var got []string
			for _, f := range res.Written {
				got = append(got, strings.TrimSuffix(f.Path, ".csv")+" "+itoa(len(rowsOf(t, res, f.Path))))
			}
			if strings.Join(got, ", ") != w.registers {
				t.Errorf("registers %s, want %s", strings.Join(got, ", "), w.registers)
			}
			for register, values := range w.spot {
				if !hasRow(rowsOf(t, res, register+".csv"), values) {
					t.Errorf("no row of %s has %v in\n%v", register, values, rowsOf(t, res, register+".csv"))
				}
			}
		})
	}
}

func hasRow(rows []map[string]string, values map[string]string) bool {
	for _, r := range rows {
		all := true
		for header, v := range values {
			all = all && r[header] == v
		}
		if all {
			return true
		}
	}
	return false
}

func realTables() []want {
	return []want{
		{"raid/project-dashboard-raid_log.csv", "raid table", 55, 55, 0, "raid 55", map[string]map[string]string{"raid": {"ID": "RAID-2", "Type": "issue", "Owner": "Person 1", "Status": "closed", "Due": "2024-05-29", "Response": "Detailed plan to address issue"}}},
		{"raid/prince2-agile-raid-log-template.csv", "raid table", 4, 0, 4, "", nil},
		{"raid/tpm-kanban-raid_log.csv", "raid table", 24, 24, 0, "raid 24", map[string]map[string]string{"raid": {"ID": "R-03", "Type": "risk", "Response strategy": "accept", "Due": "", "trend": "↓"}}},
		{"raid/pmo-toolkit-RAID_Log.xlsx", "raid table", 4, 4, 0, "raid 4", map[string]map[string]string{"raid": {"ID": "I-2", "Type": "issue", "Title": "Resource shortage", "Owner": "Team Lead", "Probability": "High"}}},
		{"raid/pmo-toolkit-Project_KPI_Dashboard.xlsx", "a table", 12, 9, 3, "milestones 4, outcomes 5", map[string]map[string]string{"milestones": {"Name": "Final Sign-off", "Finish": "2026-04-15", "Status": "not started", "Owner": "Person 1"}, "outcomes": {"Benefit": "Reporting Accuracy", "Target": "95", "Actual": "96"}}},
		{"raid/learner-portfolio-cloud-RAID_Log.xlsx", "raid table", 4, 4, 0, "raid 4", map[string]map[string]string{"raid": {"ID": "DEP-01", "Title": "Security approval", "Impact": "High", "Owner": "Security", "Status": "open"}}},
		{"raid/learner-portfolio-cloud-Change_Log.xlsx", "changes table", 2, 2, 0, "changes 2", map[string]map[string]string{"changes": {"ID": "CR-002", "Title": "Add security scan", "Decision": "Approved"}}},
		{"raid/learner-portfolio-hospital-all-artifacts.xlsx", "milestones table", 27, 27, 0, "raid 7, stakeholders 5, milestones 6, costs 4", map[string]map[string]string{"stakeholders": {"Role": "IT Director", "Influence": "Medium", "Interest": "Medium", "Strategy": "Keep Satisfied"}, "costs": {"Category": "Labor", "Planned": "120000", "Actual": "110000"}, "raid": {"ID": "R-02", "Title": "Integration complexity", "Type": "risk"}}},
		{"raid/federal-office-risk_register.csv", "raid table", 10, 10, 0, "raid 10", map[string]map[string]string{"raid": {"ID": "R002", "Type": "risk", "Cost exposure": "180000", "Days exposure": "14", "Date raised": "2023-06-01"}}},
		{"raid/federal-office-change_orders.csv", "changes table", 10, 10, 0, "changes 10", map[string]map[string]string{"changes": {"ID": "CO-003", "Impact cost": "145000", "Impact days": "10", "Decision date": "2023-10-01", "Status": "approved"}}},
		{"evm/federal-office-evm_monthly.csv", "earned-value table", 192, 192, 0, "earned-value 24", map[string]map[string]string{"earned-value": {"Period end": "2023-02-28", "PV": "1902526.34", "BAC": "45000000"}}},
		{"evm/federal-office-wbs.csv", "milestones table", 9, 9, 0, "milestones 9", map[string]map[string]string{"milestones": {"ID": "M-1.2", "Name": "Deep Foundations & Basement", "Baseline finish": "2023-06-30", "BAC": "5400000"}}},
		{"evm/federal-office-schedule.csv", "milestones table", 31, 31, 0, "milestones 31", map[string]map[string]string{"milestones": {"ID": "A002", "Predecessors": "A001", "Critical": "no", "Float_Days": "25"}}},
		{"evm/revamp-check-in-earned-schedule.xlsx", "a table", 23, 0, 23, "", nil},
		{"evm/sprint-burndown-forecast.csv", "a table", 20, 0, 20, "", nil},
		{"evm/learner-portfolio-Budget_Tracker.xlsx", "costs table", 4, 4, 0, "costs 4", map[string]map[string]string{"costs": {"Category": "Labor", "Planned": "120000", "Actual": "115000", "Variance": "-5000"}}},
	}
}

func realExports() []want {
	return []want{
		{"mspdi/mpxj-sample1.xml", "Microsoft Project plan (XML)", 23, 18, 5, "milestones 18, costs 3", map[string]map[string]string{"milestones": {"ID": "T-12", "Phase": "Task Relationships", "Predecessors": "T-11FS+1d", "Start": "2003-01-09"}, "costs": {"Category": "Assigned Task 1", "Forecast": "430"}}},
		{"mspdi/mpxj-relations.xml", "Microsoft Project plan (XML)", 6, 5, 1, "milestones 5", map[string]map[string]string{"milestones": {"ID": "T-3", "Predecessors": "T-2SS+1d", "Start": "2006-09-25"}}},
		{"mspdi/mpxj-baselines.xml", "Microsoft Project plan (XML)", 2, 1, 1, "milestones 1", map[string]map[string]string{"milestones": {"ID": "T-1", "Name": "Task One", "Duration in days": "1"}}},
		{"mspdi/mpxj-task-costs-2019.xml", "Microsoft Project plan (XML)", 11, 10, 1, "milestones 10", map[string]map[string]string{"milestones": {"ID": "T-10", "Name": "Cost10", "Finish": "2018-10-18"}}},
		{"mspdi/mpxj-resource-costs.xml", "Microsoft Project plan (XML)", 4, 3, 1, "milestones 3, costs 3", map[string]map[string]string{"costs": {"Category": "Completed Task", "Actual": "800"}}},
		{"mspdi/mpxj-assignments-2019.xml", "Microsoft Project plan (XML)", 4, 3, 1, "milestones 3", map[string]map[string]string{"milestones": {"ID": "T-3", "Percent complete": "50", "Status": "in progress", "Actual start": "2016-01-04"}}},
		{"jira/agile-simulation-all-fields.csv", "Jira CSV", 68, 68, 0, "work 68", map[string]map[string]string{"work": {"ID": "CS4483-67", "Labels": "design-decision; meeting-notes", "Created": "2026-02-15", "Done": "2026-02-15", "Owner": "Person 1", "Status": "Done"}}},
		{"jira/agile-pm-simulation-current-fields.csv", "Jira CSV", 20, 20, 0, "work 20", map[string]map[string]string{"work": {"ID": "AP-17", "Created": "2026-03-22", "Done": "2026-03-22", "Priority": "High"}}},
		{"jira/dashboard-jira-like.csv", "work table", 180, 180, 0, "work 180", map[string]map[string]string{"work": {"ID": "PROG-1012", "Title": "Story PROG-1012", "Estimate": "3", "Created": "2024-01-05", "Done": "2024-01-20", "Sprint": "SPRINT-10"}}},
		{"trello/clipkit-board.json", "Trello board (JSON)", 67, 67, 0, "work 67", map[string]map[string]string{"work": {"ID": "C-7", "Created": "2015-01-13", "Status": "やりたいこと", "Labels": "機能"}}},
		{"azure-devops/workitems-minimal.csv", "Azure DevOps CSV", 6, 6, 0, "work 6", map[string]map[string]string{"work": {"ID": "W-7", "Type": "Epic", "Title": "Task 3", "Status": "To Do"}}},
	}
}
