package metrics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// raidLog has rows of "id|type|status|raised|due|closed|p x i|residual p x i".
func raidLog(rows ...string) *content.Project {
	p := &content.Project{}
	for _, s := range rows {
		c := strings.Split(s+"||||||||", "|")
		r := content.RAID{ID: c[0], Type: c[1], Status: c[2], DateRaised: on(c[3]), Due: on(c[4]), Closed: on(c[5])}
		fmt.Sscanf(c[6], "%dx%d", &r.Probability.Value, &r.Impact.Value)
		fmt.Sscanf(c[7], "%dx%d", &r.ResidualProbability.Value, &r.ResidualImpact.Value)
		p.Records = append(p.Records, raidTyped(r))
	}
	return p
}

// raidTyped is the row with the Go type of its type, as a load gives it.
func raidTyped(r content.RAID) content.Record {
	switch r.Type {
	case "risk":
		return content.Risk{RAID: r}
	case "assumption":
		return content.Assumption{RAID: r}
	case "issue":
		return content.Issue{RAID: r}
	case "dependency":
		return content.Dependency{RAID: r}
	case "decision":
		return content.LoggedDecision{RAID: r}
	}
	return content.Action{RAID: r}
}

func raidOf(t testing.TB, asOf string, rows ...string) RAID {
	t.Helper()
	log, ok := RAIDOf(raidLog(rows...), on(asOf))
	if !ok {
		t.Fatal("there is no log")
	}
	return log
}

func raidRowOf(t testing.TB, asOf, row string) RAIDRow {
	t.Helper()
	return raidOf(t, asOf, row).Rows[0]
}

// TestRAIDEndings has the statuses of the vocabulary, with and without a day on which the row ended.
func TestRAIDEndings(t *testing.T) {
	for row, want := range map[string]Ending{
		"R-1|risk|open|2025-03-01":                         EndingOpen,
		"R-1|risk||2025-03-01":                             EndingOpen,
		"R-1|risk|accepted|2025-03-01":                     EndingOpen,
		"R-1|risk|accepted|2025-03-01||2025-03-05":         EndingEnded,
		"R-1|risk|escalated|2025-03-01":                    EndingOpen,
		"R-1|risk|occurred|2025-03-01":                     EndingHappened,
		"R-1|risk|occurred|2025-03-01||2025-03-05":         EndingHappened,
		"R-1|risk|closed|2025-03-01":                       EndingEnded,
		"R-1|risk|open|2025-03-01||2025-03-05":             EndingEnded,
		"R-1|risk|closed|2025-03-01||2025-04-05":           EndingOpen, // closed later than the as-of day
		"R-1|risk|occurred|2025-03-01||2025-04-05":         EndingOpen,
		"A-1|assumption|invalidated|2025-03-01":            EndingHappened,
		"A-1|assumption|validated|2025-03-01":              EndingEnded,
		"D-1|decision|accepted|2025-03-01":                 EndingEnded,
		"P-1|dependency|late|2025-03-01":                   EndingOpen,
		"P-1|dependency|late|2025-03-01||2025-03-05":       EndingEnded,
		"P-1|dependency|met|2025-03-01":                    EndingEnded,
		"I-1|issue|blocked|2025-03-01":                     EndingOpen,
		"I-1|issue|resolved|2025-03-01":                    EndingEnded,
		"X-1|action|waiting for the moon|2025-03-01":       EndingEnded,
		"X-1|action|in progress|2025-03-01|2025-02-01|||1": EndingOpen,
	} {
		if got := raidRowOf(t, "2025-03-31", row).Ending; got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}

func TestRAIDAges(t *testing.T) {
	for row, want := range map[string]string{
		"R-1|risk|open|2025-03-01":                 "30",
		"R-1|risk|closed|2025-03-01||2025-03-11":   "10",
		"R-1|risk|closed|2025-03-01||2025-03-01":   "0",
		"R-1|risk|closed|2025-03-01||2025-04-11":   "30",
		"R-1|risk|occurred|2025-03-01||2025-03-04": "3",
		"R-1|risk|open|2025-04-05":                 "0", // raised later than the as-of day
		"R-1|risk|closed|2025-03-01":               "the day it ended is not given",
		"R-1|risk|open":                            "the day it was raised is not given",
	} {
		age := raidRowOf(t, "2025-03-31", row).Age
		got := age.Why
		if age.Set {
			got = fmt.Sprint(age.V)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
	undefined(t, "no as-of day", raidRowOf(t, "", "R-1|risk|open|2025-03-01").Age, "there is no day to count to")
}

// TestRAIDOverdue: what is due on the as-of day is not overdue yet; what ended never is.
func TestRAIDOverdue(t *testing.T) {
	for row, want := range map[string]int{
		"I-1|issue|open|2025-03-01|2025-03-30":              1,
		"I-1|issue|open|2025-03-01|2025-03-31":              0,
		"I-1|issue|open|2025-03-01":                         0,
		"I-1|issue|closed|2025-03-01|2025-03-10|2025-03-20": 0,
	} {
		if got := raidRowOf(t, "2025-03-31", row).Overdue; got != want {
			t.Errorf("%s: %d, want %d", row, got, want)
		}
	}
	needed := content.RAID{Type: "dependency", Status: "open", NeededBy: on("2025-03-21")}
	tested := content.RAID{Type: "assumption", Status: "open", ValidateBy: on("2025-03-11")}
	log, _ := RAIDOf(&content.Project{Records: []content.Record{raidTyped(needed), raidTyped(tested)}}, on("2025-03-31"))
	if got := []int{log.Rows[0].Overdue, log.Rows[1].Overdue}; !slices.Equal(got, []int{10, 20}) {
		t.Errorf("overdue by %v days, want 10 after the day it was needed and 20 after that of the test", got)
	}
	checked := content.RAID{Type: "assumption", Status: "validated", DateRaised: on("2025-03-01"), ValidatedOn: on("2025-03-08")}
	check(t, []figure{{"an assumption ends when it is tested", AgeOf(checked, on("2025-03-31")), 7, 0}})
}

func TestRAIDCounts(t *testing.T) {
	log := raidOf(t, "2025-03-31",
		"R-1|risk|open|2025-03-20||", "R-2|risk|occurred|2025-01-01||2025-02-01", "R-3|risk|closed|2025-01-01||2025-02-01",
		"I-1|issue|open|2025-03-01|2025-03-10", "I-2|issue|open|2025-02-01", "I-3|issue|open|2024-12-01", "I-4|issue|open")
	if c := log.RAIDCount; c.Total != 7 || c.Open != 5 || c.Ended != 1 || c.Happened != 1 || c.Overdue != 1 {
		t.Errorf("all: %+v", c)
	}
	if len(log.Types) != 2 || log.Types[0].Type != "risk" || log.Types[0].Total != 3 || log.Types[1].Open != 4 {
		t.Errorf("by type: %+v", log.Types)
	}
	if want := []StatusCount{{"open", 5}, {"closed", 1}, {"occurred", 1}}; !slices.Equal(log.Statuses, want) {
		t.Errorf("by status: %v, want %v", log.Statuses, want)
	}
	if want := []AgeBand{{0, 14, 1}, {15, 30, 1}, {31, 60, 1}, {61, -1, 1}}; !slices.Equal(log.Ageing, want) {
		t.Errorf("ageing: %v, want %v", log.Ageing, want)
	}
	if _, ok := RAIDOf(&content.Project{}, on("2025-03-31")); ok {
		t.Error("a project without a log has one")
	}
}

// TestRAIDAgeingEdges: each band holds its first and its last day.
func TestRAIDAgeingEdges(t *testing.T) {
	for age, band := range map[int]int{0: 0, 14: 0, 15: 1, 30: 1, 31: 2, 60: 2, 61: 3, 900: 3} {
		log := raidOf(t, "2025-03-31", "I-1|issue|open|"+on("2025-03-31").AddDays(-age).String())
		for i, b := range log.Ageing {
			if b.N != one(i == band) {
				t.Errorf("%d days old: %d in band %d", age, b.N, i)
			}
		}
	}
}

func TestBandsCoverEveryProduct(t *testing.T) {
	got := map[string]int{}
	for p := 1; p <= 5; p++ {
		for i := 1; i <= 5; i++ {
			got[Band(p*i)]++
		}
	}
	for score, want := range map[int]string{0: "", 1: "low", 4: "low", 5: "moderate", 9: "moderate", 10: "high", 14: "high", 15: "critical", 25: "critical", 26: "", -1: ""} {
		if Band(score) != want {
			t.Errorf("%d is %q, want %q", score, Band(score), want)
		}
	}
	if got["low"] != 8 || got["moderate"] != 7 || got["high"] != 4 || got["critical"] != 6 {
		t.Errorf("cells by band: %v", got)
	}
}

func TestRAIDHeatAndTop(t *testing.T) {
	log := raidOf(t, "2025-03-31",
		"R-1|risk|closed|2025-01-01||2025-02-01|3x4|1x4", "R-2|risk|open|2025-01-05|||4x3|2x3", "R-3|risk|open|2025-01-02|||5x5",
		"R-4|risk|open|2025-01-01|||2x", "I-1|issue|open|2025-01-01|||5x5", "R-5|risk|open|2025-01-01|||2x1|2x1")
	if log.Scored[2][3] != 1 || log.Scored[3][2] != 1 || log.Scored[4][4] != 1 || log.Residual[0][3] != 1 || log.Residual[4][4] != 0 {
		t.Errorf("heat %v, residual %v", log.Scored, log.Residual)
	}
	for n, want := range map[int]string{-1: "", 0: "", 2: "R-3 R-2", 3: "R-3 R-2 R-1", 9: "R-3 R-2 R-1 R-5"} {
		var ids []string
		for _, r := range log.Top(n) {
			ids = append(ids, r.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("the top %d: %s, want %s", n, got, want)
		}
	}
}

// TestRAIDLaws: whatever the rows, in whatever order, the parts sum to the whole.
func TestRAIDLaws(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	statuses := []string{"", "open", "late", "accepted", "occurred", "closed", "met", "invalidated", "odd"}
	for range 300 {
		var rows []string
		for i := range 1 + random.IntN(12) {
			day := func() string { // about every fourth is missing
				if n := random.IntN(120); n < 90 {
					return on("2025-01-01").AddDays(n).String()
				}
				return ""
			}
			rows = append(rows, fmt.Sprintf("R-%02d|%s|%s|%s|%s|%s|%dx%d|%dx%d", i, raidTypes[random.IntN(6)], statuses[random.IntN(9)], day(), day(), day(),
				random.IntN(7), random.IntN(7), random.IntN(7), random.IntN(7)))
		}
		log := raidOf(t, "2025-02-20", rows...)
		if log.Open+log.Ended+log.Happened != log.Total || log.Total != len(rows) || log.Overdue > log.Open {
			t.Fatalf("%v: %+v", rows, log.RAIDCount)
		}
		kinds, aged, dated := 0, 0, 0
		for _, c := range log.Types {
			kinds += c.Total
		}
		for _, b := range log.Ageing {
			aged += b.N
		}
		for _, r := range log.Rows {
			dated += one(r.Ending == EndingOpen && r.Age.Set)
			if r.Age.V < 0 || r.Overdue < 0 {
				t.Fatalf("%+v", r)
			}
		}
		if kinds != log.Total || aged != dated {
			t.Fatalf("%v: %d by type, %d by age of %d", rows, kinds, aged, dated)
		}
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if again := raidOf(t, "2025-02-20", rows...); fmt.Sprint(again) != fmt.Sprint(log) {
			t.Fatalf("in another order:\n%v\n%v", again, log)
		}
	}
}
