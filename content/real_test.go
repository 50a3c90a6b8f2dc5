package content

import (
	"os"
	"path/filepath"
	"testing"
)

// realData is the folder of real files from public repositories, which are not part of this one. It is
// named by GATEFOLD_DATA.
func realData(t *testing.T, name string) string {
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
	return string(data)
}

// TestRealRegisters reads registers as their authors left them in public repositories, where they stand.
func TestRealRegisters(t *testing.T) {
	for _, c := range []struct {
		file, as string
		records  int
		check    func(t *testing.T, p *Project)
	}{
		{"raid/pmo-toolkit-RAID_Log.xlsx", "raid.xlsx", 4, func(t *testing.T, p *Project) {
			if r := Of[Risk](p)[0]; r.Title != "Delay in stakeholder approval" || r.Impact.Value != 5 || r.Response != "Escalate early and follow up" {
				t.Errorf("%+v", r)
			}
		}},
		{"raid/learner-portfolio-cloud-RAID_Log.xlsx", "raid.xlsx", 4, func(t *testing.T, p *Project) {
			if r := Of[Assumption](p)[0]; r.Title != "Resources available" || r.Status != "validated" {
				t.Errorf("%+v", r)
			}
		}},
		{"raid/learner-portfolio-hospital-all-artifacts.xlsx", "raid.xlsx", 7, func(t *testing.T, p *Project) {
			if n := len(Of[Risk](p)); n != 4 {
				t.Errorf("%d risks", n)
			}
		}},
		{"raid/learner-portfolio-hospital-all-artifacts.xlsx", "costs.xlsx", 4, func(t *testing.T, p *Project) {
			if c := Of[Cost](p)[2]; c.Category != "Labor" || c.Planned.Value != 120000 || c.Actual.Value != 110000 {
				t.Errorf("%+v", c)
			}
		}},
		{"raid/learner-portfolio-hospital-all-artifacts.xlsx", "milestones.xlsx", 6, func(t *testing.T, p *Project) {
			if m := Of[Milestone](p)[0]; m.Name != "Planning" || m.Finish.String() != "2026-03-19" {
				t.Errorf("%+v", m)
			}
		}},
		{"raid/learner-portfolio-cloud-Change_Log.xlsx", "changes.xlsx", 2, func(t *testing.T, p *Project) {
			if c := Of[Change](p)[0]; c.ID != "CR-001" || c.Title != "Extend testing window" || c.Status != "implemented" {
				t.Errorf("%+v", c)
			}
		}},
		{"raid/pmo-toolkit-Project_KPI_Dashboard.xlsx", "milestones.xlsx", 4, func(t *testing.T, p *Project) {
			if m := Of[Milestone](p)[0]; m.Name != "Planning Complete" || m.Finish.String() != "2026-04-01" || m.Status != "complete" {
				t.Errorf("%+v", m)
			}
		}},
		{"evm/learner-portfolio-Budget_Tracker.xlsx", "costs.xlsx", 4, func(t *testing.T, p *Project) {
			if c := Of[Cost](p)[1]; c.Category != "Software" || c.Actual.Value != 65000 || c.Extra[0] != (Field{"Variance", "5000"}) {
				t.Errorf("%+v", c)
			}
		}},
		{"raid/tpm-kanban-raid_log.csv", "raid.csv", 24, func(t *testing.T, p *Project) {
			if r := Of[Risk](p)[0]; r.Impact.Value != 5 || r.Probability.Value != 3 || r.ResponseStrategy != "mitigate" || r.Due.String() != "2026-03-15" {
				t.Errorf("%+v", r)
			}
		}},
		{"raid/project-dashboard-raid_log.csv", "raid.csv", 55, func(t *testing.T, p *Project) {
			if r := Of[Risk](p)[0]; r.Title != "Risk concerning external API integration or scope creep." || r.Response != "Detailed plan to address risk" {
				t.Errorf("%+v", r)
			}
		}},
		{"raid/federal-office-risk_register.csv", "raid.csv", 10, func(t *testing.T, p *Project) {
			if r := Of[Risk](p)[1]; r.ID != "R001" || r.CostExposure.Value != 450000 || r.DaysExposure.Value != 30 || r.DateRaised.String() != "2023-02-15" || r.Title != "Undisclosed underground obstructions delay piling" {
				t.Errorf("%+v", r)
			}
		}},
		{"raid/federal-office-change_orders.csv", "changes.csv", 10, func(t *testing.T, p *Project) {
			if c := Of[Change](p)[1]; c.ID != "CO-001" || c.ImpactCost.Value != 412000 || c.ImpactDays.Value != 28 || c.DecisionDate.String() != "2023-04-05" || c.Reason != "Owner directed" {
				t.Errorf("%+v", c)
			}
		}},
		{"evm/federal-office-schedule.csv", "milestones.csv", 31, func(t *testing.T, p *Project) {
			if m := Of[Milestone](p)[1]; m.ID != "A002" || m.BaselineFinish.String() != "2023-02-20" || m.Critical.Yes || !m.Critical.Set || m.Predecessors[0] != "A001" {
				t.Errorf("%+v", m)
			}
		}},
		{"raid/prince2-agile-raid-log-template.csv", "raid.csv", 4, func(t *testing.T, p *Project) {}},
		{"jira/dashboard-jira-like.csv", "work.csv", 180, func(t *testing.T, p *Project) {
			if w := Of[WorkItem](p)[0]; w.Created.String() != "2024-01-01" || w.ID != "PROG-1029" || w.Estimate.Value != 3 || w.Status != "Blocked" {
				t.Errorf("%+v", w)
			}
		}},
	} {
		t.Run(c.as+" of "+filepath.Base(c.file), func(t *testing.T) {
			all, problems, err := Load(world("projects/x/"+c.as, realData(t, c.file)), LoadOptions{})
			check(t, err)
			p := all.Projects[0]
			if len(p.Records) != c.records {
				t.Fatalf("%d records, want %d: %s", len(p.Records), c.records, places(problems))
			}
			c.check(t, p)
		})
	}
}
