package content

import (
	"reflect"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content/table"
)

// matchesOf are the headers of a project's only register and what they were taken for.
func matchesOf(p *Project) string {
	var out []string
	for _, h := range p.Tables[0].Matches[0].Headers {
		out = append(out, h.Header+"="+h.Column)
	}
	return strings.Join(out, "|")
}

// TestForeignHeaders reads headers as people write them, wherever they stand.
func TestForeignHeaders(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"case, punctuation, value lists", "raid.csv", "REF.,Row Type,risk_name,Likelihood (H/M/L)*,TargetDate,Owner:\nR-1,risk,T,High,2025-04-01,PM\n", "REF.=id|Row Type=type|risk_name=title|Likelihood (H/M/L)*=probability|TargetDate=due|Owner:=owner"},
		{"words in another order", "changes.csv", "CR ID,Title,Date of approval,Submitted date,Impact on schedule (days)\nC-1,T,2025-04-02,2025-04-01,3\n", "CR ID=id|Title=title|Date of approval=decision date|Submitted date=date raised|Impact on schedule (days)=impact days"},
		{"below a title and figures", "raid.csv", "RAID log,,,\n,,,\nOpen,3,Closed,4\nNo,Type,Summary,State\n1,risk,T,Open\n", "No=id|Type=type|Summary=title|State=status"},
		{"a tsv of two header rows", "raid.tsv", "ID\tType\tTitle\tInherent\t\tResidual\t\n\t\t\tProbability\tImpact\tProbability\tImpact\nR-1\trisk\tT\t4\t3\t2\t1\n", "ID=id|Type=type|Title=title|Inherent Probability=probability|Inherent Impact=impact|Residual Probability=residual probability|Residual Impact=residual impact"},
		{"the type among the categories", "raid.csv", "Ref,Category,Description,Status\n1,Risk,T,Open\n2,Issue,U,Open\n", "Ref=id|Category=type|Description=title|Status=status"},
		{"a category that is none", "raid.csv", "Risk ID,Category,Description,Status\n1,Network,T,Open\n", "Risk ID=id|Category=category|Description=title|Status=status|(not written: all rows alike)=type"},
		{"a milestone that is a name", "milestones.csv", "Ref,Milestone,Due Date,% Complete\nM1,Pilot,2025-04-01,0.4\n", "Ref=id|Milestone=name|Due Date=finish|% Complete=percent complete"},
		{"a milestone that is a flag", "milestones.csv", "WBS,Task Name,Milestone,Planned Finish\n1,Pilot,Y,2025-04-01\n", "WBS=id|Task Name=name|Milestone=milestone|Planned Finish=baseline finish"},
		{"the dates under the second header", "earned-value.csv", "Period,Period date,BCWS,BCWP,ACWP\n2025-01,2025-01-31,5,4,3\n", "Period=|Period date=period end|BCWS=pv|BCWP=ev|ACWP=ac"},
		{"what a budget tracker calls spent", "costs.csv", "Category,Approved Budget,Spent to date,Remaining\nStaff,9,4,5\n", "Category=category|Approved Budget=planned|Spent to date=actual|Remaining="},
		{"own names before synonyms", "work.csv", "Key,Name,Title,List,Closed\nA-1,x,T,Done,2025-01-02\n", "Key=id|Name=|Title=title|List=status|Closed=done"},
	} {
		p, problems := loadBook(t, c.file, c.text)
		if got := matchesOf(p); got != c.want || len(p.Records) == 0 {
			t.Errorf("%s:\n got %s\nwant %s\n%s", c.name, got, c.want, places(problems))
		}
	}
}

// TestForeignTable gives values in the words of this program, and what cannot be read as it stands.
func TestForeignTable(t *testing.T) {
	sheets, _ := table.ReadSheets("a.csv", []byte("Ref,Type,Description,Owner,Raised,Rating,Budget impact\nR-1,R,Late,N/A,3/13/2025,High,\"(1,200.50)\"\nR-2,I,Room,PM,soon,TBD,-\n"), table.DefaultLimits(), ForeignHeaders())
	got := ReadForeign("raid", sheets[0].Table, nil, "")
	var rows [][]string
	for _, r := range got.Rows {
		var row []string
		for i, c := range got.Columns {
			if r.Values[i] != "" {
				row = append(row, c.Name+"="+r.Values[i])
			}
		}
		rows = append(rows, row)
	}
	want := [][]string{{"id=R-1", "type=risk", "title=Late", "date raised=2025-03-13", "score=High"}, {"id=R-2", "type=issue", "title=Room", "owner=PM", "date raised=soon"}}
	if !reflect.DeepEqual(rows, want) || got.Rows[0].Extra[0].Text != "(1,200.50)" {
		t.Errorf("got %v, extra %v", rows, got.Rows[0].Extra)
	}
	if len(got.Problems) != 1 || got.Problems[0].Code != CodeDateUnreadable {
		t.Errorf("problems %v", got.Problems)
	}
}
