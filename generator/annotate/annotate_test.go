package annotate

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

func some() content.Problems {
	return content.Problems{
		{Code: "GF2003", Severity: content.Error, Path: "projects/x/raid.csv", Line: 12, Column: 9, Cell: "F12", Message: "100 % wrong:\nyes", Hint: "Mend it."},
		{Code: "GF1012", Severity: content.Hint, Path: "projects/a b, c:d%.csv", Message: "One <b> & \"two\""},
		{Code: "GF2003", Severity: content.Warning, Path: "portfolio.toml", Line: 3, Message: "Late."},
	}
}

func aTool() Tool {
	return Tool{"gatefold", "0.1.0", func(c string) string { return "meaning of " + c }, func(c string) string { return "help for " + c }}
}

// TestGitHub: one command a line, whatever a name or message holds.
func TestGitHub(t *testing.T) {
	var b strings.Builder
	if err := GitHub(&b, "my/p", some()); err != nil {
		t.Fatal(err)
	}
	want := "::error file=my/p/projects/x/raid.csv,line=12,col=9,title=GF2003%2C F12::100 %25 wrong:%0Ayes%0AMend it.\n" +
		"::notice file=my/p/projects/a b%2C c%3Ad%25.csv,title=GF1012::One <b> & \"two\"\n" +
		"::warning file=my/p/portfolio.toml,line=3,title=GF2003::Late.\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// sarif is what a reader of a log takes from it.
type sarif struct {
	Schema  string `json:"$schema"`
	Version string
	Runs    []struct {
		ColumnKind string
		Tool       struct {
			Driver struct {
				Name  string
				Rules []struct {
					ID               string
					ShortDescription struct{ Text string }
					Help             struct{ Text string }
				}
			}
		}
		Results []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           *struct{ StartLine, StartColumn int }
				}
			}
		}
	}
}

// TestSARIF holds a log to what the standard demands of one: section 3.13 to 3.30 of SARIF 2.1.0.
func TestSARIF(t *testing.T) {
	var b strings.Builder
	if err := SARIF(&b, aTool(), "my/p", some()); err != nil {
		t.Fatal(err)
	}
	var log sarif
	dec := json.NewDecoder(strings.NewReader(b.String()))
	if err := dec.Decode(&log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || !strings.HasSuffix(log.Schema, "sarif-2.1.0.json") || len(log.Runs) != 1 || run.Tool.Driver.Name != "gatefold" || run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("%+v", log)
	}
	if rules := run.Tool.Driver.Rules; len(rules) != 2 || rules[0].ID != "GF1012" || rules[1].ShortDescription.Text != "meaning of GF2003" || rules[1].Help.Text != "help for GF2003" {
		t.Errorf("%+v", rules)
	}
	levels := []string{"error", "note", "warning"}
	for i, r := range run.Results {
		place := r.Locations[0].PhysicalLocation
		at, err := url.Parse(place.ArtifactLocation.URI)
		if err != nil || at.IsAbs() || at.Path != "my/p/"+some()[i].Path {
			t.Errorf("%q: %v", place.ArtifactLocation.URI, err)
		}
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Level != levels[i] || !strings.Contains(r.Message.Text, some()[i].Message) {
			t.Errorf("%+v", r)
		}
		if (place.Region == nil) != (some()[i].Line == 0) || place.Region != nil && place.Region.StartLine != some()[i].Line {
			t.Errorf("%+v", place.Region)
		}
	}
	if run.Results[0].Message.Text != "F12: 100 % wrong:\nyes Mend it." || run.Results[0].Locations[0].PhysicalLocation.Region.StartColumn != 9 {
		t.Errorf("%+v", run.Results[0])
	}
	if strings.Contains(b.String(), `"startColumn": 0`) {
		t.Error("columns begin with 1")
	}
}

// TestNothing: a log without results is a log too.
func TestNothing(t *testing.T) {
	var b strings.Builder
	if err := SARIF(&b, aTool(), ".", nil); err != nil || !strings.Contains(b.String(), `"results": []`) || !strings.Contains(b.String(), `"rules": []`) {
		t.Errorf("%v %s", err, b.String())
	}
}
