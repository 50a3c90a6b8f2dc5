package generator

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// The numbers that the sample portfolio tells, typed from its story: cumulative by month.
const storyValue = `
device-refresh 1 2025-02-28  30000  30000  29400 214000 1.0   1.02  209720 213400 209720 180320   4280 0.997
device-refresh 1 2025-03-31  57280  57280  58900 214000 1.0   0.972 220052 215620 220052 161152  -6052 1.01
device-refresh 1 2025-04-30 115800  88080 101600 217960 0.761 0.867 251416 231480 298565 149816 -33456 1.116
device-refresh 1 2025-05-31 174100 151000 168900 217960 0.867 0.894 243798 235860 255255  74898 -25838 1.365
device-refresh 1 2025-06-30 217960 190600 212700 217960 0.874 0.896 243232 240060 247615  30532 -25272 5.202
device-refresh 1 2025-07-31 217960 217960 231480 217960 1.0   0.942 231480 231480 231480      0 -13520 n/a
warehouse-wifi 1 2025-08-31  21000  20000  21500 168000 0.952 0.93  180600 169500 188555 159100 -12600 1.01
warehouse-wifi 1 2025-09-30  62000  56000  59800 168000 0.903 0.936 179400 171800 192214 119600 -11400 1.035
warehouse-wifi 1 2025-10-31 108000 101000 106900 168000 0.935 0.945 177814 173900 182729  70914  -9814 1.097
warehouse-wifi 1 2025-11-30 152000 153000 154700 168000 1.007 0.989 169867 169700 169768  15167  -1867 1.128
warehouse-wifi 1 2025-12-31 168000 168000 163900 168000 1.0   1.025 163900 163900 163900      0   4100 n/a
erp-cloud 1 2026-01-31  38000  36000  39000 640000 0.947 0.923 693333 643000 729685 654333  -53333 1.005
erp-cloud 1 2026-02-28  96000  88000  99000 640000 0.917 0.889 720000 651000 776455 621000  -80000 1.02
erp-cloud 1 2026-03-31 168000 148000 176000 640000 0.881 0.841 761081 668000 840146 585081 -121081 1.06
erp-cloud 1 2026-04-30 248000 205000 258000 640000 0.827 0.795 805463 693000 920297 547463 -165463 1.139
erp-cloud 1 2026-05-31 334000 262000 344000 640000 0.784 0.762 840305 722000 976695 496305 -200305 1.277
erp-cloud 2 2026-05-31 344000 344000 344000 712000 1.0   1.0   712000 712000 712000 368000       0 1.0
erp-cloud 2 2026-06-30 412000 410000 411000 712000 0.995 0.998 713737 713000 715213 302737   -1737 1.003
erp-cloud 2 2026-07-31 486000 481000 489000 712000 0.99  0.984 723842 720000 726283 234842  -11842 1.036
erp-cloud 2 2026-08-31 560000 556000 566000 712000 0.993 0.982 724806 722000 725948 158806  -12806 1.068
erp-cloud 2 2026-09-30 634000 622000 640000 712000 0.981 0.972 732605 730000 734391  92605  -20605 1.25
erp-cloud 2 2026-10-31 712000 712000 721000 712000 1.0   0.988 721000 721000 721000      0   -9000 n/a
`

// scope, first baseline, done, left by week; the second baseline of the ERP move stands apart.
const storyBurndown = `
device-refresh 2025-03-07 612,612,0,612 | 03-14,612,588,22,590 | 03-21,612,588,24,588 | 03-28,612,588,24,588 | 04-04,612,540,70,542 | 04-11,612,492,120,492 | 04-18,612,426,132,480 | 04-25,612,360,132,480 | 05-02,630,297,186,444 | 05-09,630,234,252,378 | 05-16,630,174,318,312 | 05-23,630,114,390,240 | 05-30,630,57,450,180 | 06-06,630,0,512,118 | 06-13,630,0,566,64 | 06-20,630,0,612,18 | 06-27,630,0,630,0 | 07-04,630,0,630,0 | 07-11,630,0,630,0
warehouse-wifi 2025-08-08 214,214,0,214 | 08-15,214,214,0,214 | 08-22,214,214,0,214 | 08-29,214,202,10,204 | 09-05,214,190,22,192 | 09-12,214,176,34,180 | 09-19,214,160,46,168 | 09-26,214,144,54,160 | 10-03,214,128,62,152 | 10-10,214,112,80,134 | 10-17,214,96,100,114 | 10-24,214,80,122,92 | 10-31,214,64,144,70 | 11-07,214,48,164,50 | 11-14,214,34,180,34 | 11-21,214,22,194,20 | 11-28,214,10,206,8 | 12-05,214,0,214,0 | 12-12,214,0,214,0
erp-cloud 2026-01-09 186,181,2,184 | 01-16,186,176,3,183 | 01-23,186,171,6,180 | 01-30,186,166,8,178 | 02-06,186,162,11,175 | 02-13,186,157,15,171 | 02-20,186,152,19,167 | 02-27,186,147,22,164 | 03-06,200,142,26,174 | 03-13,200,137,30,170 | 03-20,200,132,36,164 | 03-27,200,127,40,160 | 04-03,200,122,43,157 | 04-10,200,117,48,152 | 04-17,200,113,52,148 | 04-24,210,108,55,155 | 05-01,210,103,58,152 | 05-08,210,98,61,149 | 05-15,210,93,65,145 | 05-22,210,88,70,140 | 05-29,210,83,72,138 | 06-05,210,78,76,134 | 06-12,179,73,80,99 | 06-19,179,69,86,93 | 06-26,179,64,92,87 | 07-03,179,59,97,82 | 07-10,179,54,103,76 | 07-17,179,49,110,69 | 07-24,179,44,113,66 | 07-31,179,39,120,59 | 08-07,179,34,127,52 | 08-14,179,29,132,47 | 08-21,179,24,139,40 | 08-28,179,20,145,34 | 09-04,179,15,150,29 | 09-11,179,10,156,23 | 09-18,179,5,159,20 | 09-25,179,0,165,14 | 10-02,179,0,169,10 | 10-09,179,0,172,7 | 10-16,179,0,175,4 | 10-23,179,0,178,1 | 10-30,179,0,179,0
`

var storySecondBaseline = []float64{99, 94, 89, 84, 79, 74, 69, 64, 59, 54, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5, 0}

// data is what a reader takes from data/portfolio.json; numbers stay untyped as a reader has them.
type data struct {
	AsOf     string `json:"as_of"`
	Projects []struct {
		Slug     string
		Counts   map[string]int
		Burndown struct{ Points []map[string]any }
		EV       struct{ Points []map[string]any } `json:"earned_value"`
		SLA      map[string]float64
		Gates    []struct {
			ID, Date, Decision string
			ConditionsOpen     int `json:"conditions_open"`
		}
		Records []struct {
			ID, Kind, URL string
			Links         []string
			LinkedFrom    []string `json:"linked_from"`
		}
	}
	Problems map[string]int
}

func sampleData(t *testing.T, res Result) data {
	t.Helper()
	file, ok := res.Files.Get("data/portfolio.json")
	if !ok {
		t.Fatal("data/portfolio.json is missing")
	}
	body, err := file.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	var d data
	if err := json.Unmarshal(body, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSampleHasNoProblems(t *testing.T) {
	for _, p := range problemsOf(t, buildSample(t)) {
		t.Errorf("%s: %s: %s (%s)", p.Severity, p.Place(), p.Message, p.Hint)
	}
}

// TestSampleSeries holds the published data to the story, to three decimals.
func TestSampleSeries(t *testing.T) {
	d := sampleData(t, buildSample(t))
	if d.AsOf != "2026-11-01" || d.Problems["errors"] != 0 || d.Problems["warnings"] != 0 {
		t.Errorf("as_of %q, problems %v", d.AsOf, d.Problems)
	}
	next := map[string]int{}
	for line := range strings.Lines(strings.TrimSpace(storyValue)) {
		f := strings.Fields(line)
		points := pointsOf(d, f[0])
		i := next[f[0]]
		next[f[0]]++
		if i >= len(points) {
			t.Errorf("%s: no point for %s", f[0], f[2])
			continue
		}
		p := points[i]
		if p["baseline"] != f[1] || p["period_end"] != f[2] {
			t.Errorf("%s point %d: baseline %v, end %v; want %s, %s", f[0], i, p["baseline"], p["period_end"], f[1], f[2])
		}
		for k, key := range []string{"pv", "ev", "ac", "bac", "spi", "cpi", "eac", "eac_remaining_at_budget", "eac_cpi_spi", "etc", "vac", "tcpi_bac"} {
			compare(t, f[0]+" "+f[2]+" "+key, p, key, f[3+k])
		}
	}
	for slug, n := range next {
		if got := len(pointsOf(d, slug)); got != n {
			t.Errorf("%s: %d points, the story has %d", slug, got, n)
		}
	}
}

func pointsOf(d data, slug string) []map[string]any {
	for _, p := range d.Projects {
		if p.Slug == slug {
			return p.EV.Points
		}
	}
	return nil
}

// compare takes a figure as the story prints it: indices to three decimals, money to one.
func compare(t *testing.T, where string, p map[string]any, key, want string) {
	t.Helper()
	got, has := p[key]
	if want == "n/a" {
		reasons, _ := p["undefined"].(map[string]any)
		if has || reasons[key] == nil {
			t.Errorf("%s = %v, undefined %v; want left out with a reason", where, got, reasons)
		}
		return
	}
	var w float64
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatal(err)
	}
	tolerance := 0.0005
	if math.Abs(w) >= 100 {
		tolerance = 0.5
	}
	if v, ok := got.(float64); !ok || math.Abs(v-w) > tolerance+1e-9 {
		t.Errorf("%s = %v, the story says %s", where, got, want)
	}
}

func TestSampleBurndown(t *testing.T) {
	d := sampleData(t, buildSample(t))
	for line := range strings.Lines(strings.TrimSpace(storyBurndown)) {
		slug, rest, _ := strings.Cut(line, " ")
		first, rest, _ := strings.Cut(strings.TrimSpace(rest), " ")
		var points []map[string]any
		for _, p := range d.Projects {
			if p.Slug == slug {
				points = p.Burndown.Points
			}
		}
		weeks := strings.Split(first+","+rest, " | ")
		if len(points) != len(weeks) {
			t.Errorf("%s: %d points, the story has %d", slug, len(points), len(weeks))
			continue
		}
		second := 0
		for i, week := range weeks {
			f := strings.Split(week, ",")
			if date, _ := points[i]["date"].(string); !strings.HasSuffix(date, strings.TrimSpace(f[0])) {
				t.Errorf("%s point %d is of %s, want %s", slug, i, date, f[0])
			}
			for k, key := range []string{"scope", "baseline_remaining", "completed", "remaining"} {
				compare(t, slug+" "+f[0]+" "+key, points[i], key, f[1+k])
			}
			if slug == "erp-cloud" && i >= 22 {
				if got := points[i]["baseline_2_remaining"]; got != storySecondBaseline[second] {
					t.Errorf("%s %s: second baseline %v, want %v", slug, f[0], got, storySecondBaseline[second])
				}
				second++
			} else if _, has := points[i]["baseline_2_remaining"]; has {
				t.Errorf("%s %s has a second baseline that the story does not know yet", slug, f[0])
			}
			if _, has := points[i]["ideal"]; has {
				t.Errorf("%s %s has an ideal line beside its baseline", slug, f[0])
			}
		}
	}
}

// TestSampleChecksItself runs the self-checks at the end of the sample's story.
func TestSampleChecksItself(t *testing.T) {
	p := loadSample(t)
	for _, project := range p.Projects {
		for _, b := range content.Of[content.BurndownPoint](project) {
			if b.Remaining.Value != b.Scope.Value-b.Completed.Value {
				t.Errorf("%s %s: %v left, but scope %v less done %v", project.Slug, b.Date, b.Remaining, b.Scope, b.Completed)
			}
		}
		for _, g := range content.Of[content.Gate](project) {
			if day := g.Date.Time().Weekday(); day == 0 || day == 6 {
				t.Errorf("%s %s was held on a %s", project.Slug, g.ID, day)
			}
		}
	}
	checkBudget(t, project(t, p, "device-refresh"), 3960, 217960-214000)
	checkBudget(t, project(t, p, "warehouse-wifi"), 0, 0)
	checkBudget(t, project(t, p, "erp-cloud"), 72000, 712000-640000)
	checkDeviceRefresh(t, project(t, p, "device-refresh"))
	checkServiceLevels(t, project(t, p, "warehouse-wifi"))
}

func loadSample(t *testing.T) *content.Portfolio {
	t.Helper()
	p, _, err := content.Load(os.DirFS(sampleDir), content.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func project(t *testing.T, p *content.Portfolio, slug string) *content.Project {
	t.Helper()
	for _, project := range p.Projects {
		if project.Slug == slug {
			return project
		}
	}
	t.Fatalf("the sample has no project %s", slug)
	return nil
}

// checkBudget holds approved changes funded from the budget to the change of the BAC.
func checkBudget(t *testing.T, p *content.Project, approved, change float64) {
	t.Helper()
	sum := 0.0
	for _, c := range content.Of[content.Change](p) {
		if c.Approved() && c.FundedFrom == "budget" {
			sum += c.ImpactCost.Value
		}
	}
	ev := content.Of[content.EarnedValuePoint](p)
	last := ev[len(ev)-1]
	if sum != approved || last.BAC.Value-p.Meta.Money.Budget.Value != change {
		t.Errorf("%s: approved from the budget %v, BAC %v of first %v", p.Slug, sum, last.BAC.Value, p.Meta.Money.Budget.Value)
	}
	planned, actual := 0.0, 0.0
	for _, c := range content.Of[content.Cost](p) {
		planned, actual = planned+c.Planned.Value, actual+c.Actual.Value
	}
	if planned != last.BAC.Value || actual != last.AC.Value {
		t.Errorf("%s: cost lines sum to %v planned and %v actual; BAC %v, AC %v", p.Slug, planned, actual, last.BAC.Value, last.AC.Value)
	}
}

func checkDeviceRefresh(t *testing.T, p *content.Project) {
	t.Helper()
	ev := content.Of[content.EarnedValuePoint](p)
	last := ev[len(ev)-1]
	if draw := p.Meta.Money.Reserve.Value; draw < last.AC.Value-last.EV.Value {
		t.Errorf("the reserve of %v does not cover the overrun of %v", draw, last.AC.Value-last.EV.Value)
	}
	for _, c := range []struct{ month, installed float64 }{{2, 164}} { // by 30 April, a mid-week figure
		if want := 30000 + 22000 + 220*c.installed; ev[2].EV.Value != want {
			t.Errorf("earned value of April %v, the rule gives %v", ev[2].EV.Value, want)
		}
	}
	incident := content.Of[content.Incident](p)[0]
	if d := incident.Detected.Date; d.String() != "2025-04-16" {
		t.Errorf("INC-01 was detected on %s, inside wave 2 it was 2025-04-16", d)
	}
	if got := incident.Restored.Sub(incident.Detected).Minutes(); got != 630 {
		t.Errorf("restored after %v minutes, want 10 h 30", got)
	}
}

func checkServiceLevels(t *testing.T, p *content.Project) {
	t.Helper()
	due, received := 0.0, 0.0
	for _, s := range content.Of[content.SLAEvent](p) {
		due, received = due+s.CreditDue.Value, received+s.CreditReceived.Value
	}
	if due != 5*2840 || received != 14200 {
		t.Errorf("credits due %v and received %v, want 5 x 2,840 = 14,200 both", due, received)
	}
}

func TestSampleServiceLevelsAndGates(t *testing.T) {
	d := sampleData(t, buildSample(t))
	gates := map[string]string{}
	for _, p := range d.Projects {
		var ids []string
		for _, g := range p.Gates {
			ids = append(ids, g.ID+" "+g.Decision)
		}
		gates[p.Slug] = strings.Join(ids, ", ")
		if p.Slug == "warehouse-wifi" {
			for key, want := range map[string]float64{"total": 36, "met": 30, "met_by_vendor_clock": 34, "credit_due": 14200, "credit_received": 14200} {
				if p.SLA[key] != want {
					t.Errorf("sla %s = %v, want %v", key, p.SLA[key], want)
				}
			}
		}
	}
	for slug, want := range map[string]string{
		"device-refresh": "G1 go, G2 go, G3 conditional go, G3R conditional go, G4 go, G5 go",
		"warehouse-wifi": "G1 go, G2 go, G3 go, G4 hold, G5 go",
		"erp-cloud":      "G1 go, G2 conditional go, G3 hold, G3R conditional go, G4a recycle, G4b go, G4c go, G5 go",
	} {
		if gates[slug] != want {
			t.Errorf("gates of %s: %s; want %s", slug, gates[slug], want)
		}
	}
}
