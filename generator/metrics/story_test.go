package metrics

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
)

// The series of the sample portfolio, typed from its story: month, PV, EV, AC, BAC, then SPI, CPI
// and EAC as the story prints them.
const (
	storyRefresh = `2025-02-28 30000 30000 29400 214000 1.0 1.02 209720
2025-03-31 57280 57280 58900 214000 1.0 0.972 220052
2025-04-30 115800 88080 101600 217960 0.761 0.867 251416
2025-05-31 174100 151000 168900 217960 0.867 0.894 243798
2025-06-30 217960 190600 212700 217960 0.874 0.896 243232
2025-07-31 217960 217960 231480 217960 1.0 0.942 231480`
	storyWifi = `2025-08-31 21000 20000 21500 168000 0.952 0.93 180600
2025-09-30 62000 56000 59800 168000 0.903 0.936 179400
2025-10-31 108000 101000 106900 168000 0.935 0.945 177814
2025-11-30 152000 153000 154700 168000 1.007 0.989 169867
2025-12-31 168000 168000 163900 168000 1.0 1.025 163900`
	storyERP1 = `2026-01-31 38000 36000 39000 640000 0.947 0.923 693333
2026-02-28 96000 88000 99000 640000 0.917 0.889 720000
2026-03-31 168000 148000 176000 640000 0.881 0.841 761081
2026-04-30 248000 205000 258000 640000 0.827 0.795 805463
2026-05-31 334000 262000 344000 640000 0.784 0.762 840305`
	storyERP2 = `2026-05-31 344000 344000 344000 712000 1.0 1.0 712000
2026-06-30 412000 410000 411000 712000 0.995 0.998 713737
2026-07-31 486000 481000 489000 712000 0.99 0.984 723842
2026-08-31 560000 556000 566000 712000 0.993 0.982 724806
2026-09-30 634000 622000 640000 712000 0.981 0.972 732605
2026-10-31 712000 712000 721000 712000 1.0 0.988 721000`
)

// storyEV is the register of one series, and what the story prints beside it.
func storyEV(series, baseline string) (rows []string, printed [][]string) {
	for line := range strings.Lines(series) {
		f := strings.Fields(line)
		rows = append(rows, strings.Join(append(f[:5:5], baseline), ","))
		printed = append(printed, f[5:])
	}
	return rows, printed
}

func TestStoryEarnedValue(t *testing.T) {
	for name, series := range map[string][]string{"A": {storyRefresh}, "B": {storyWifi}, "C": {storyERP1, storyERP2}} {
		var rows []string
		var printed [][]string
		for i, s := range series {
			r, p := storyEV(s, fmt.Sprint(i+1))
			rows, printed = append(rows, r...), append(printed, p...)
		}
		ev := earned(t, 0, rows...)
		if ev.PerPeriod || len(ev.Points) != len(printed) {
			t.Fatalf("%s: per period %v, %d points, want %d", name, ev.PerPeriod, len(ev.Points), len(printed))
		}
		for i, p := range ev.Points {
			where := name + " " + p.Baseline + " " + p.PeriodEnd.String()
			want := [3]float64{cell(printed[i][0]).Value, cell(printed[i][1]).Value, cell(printed[i][2]).Value}
			check(t, []figure{{where + " SPI", p.SPI, want[0], .0005}, {where + " CPI", p.CPI, want[1], .0005}, {where + " EAC", p.EAC, want[2], .5}})
		}
	}
}

// TestStoryERPBeforeTheGate is what the steering board saw on 31 May 2026.
func TestStoryERPBeforeTheGate(t *testing.T) {
	rows, _ := storyEV(storyERP1, "1")
	p := earned(t, 0, rows...).Points[4]
	check(t, []figure{{"EAC1", p.EAC, 840_305, .5}, {"EAC2", p.EACRemainingAtBudget, 722_000, 0}, {"EAC3", p.EACCPISPI, 976_695, .5}, {"TCPI", p.TCPIBAC, 1.277, .0005}})
}

func TestStoryEarnedSchedule(t *testing.T) {
	rows, _ := storyEV(storyRefresh, "")
	a := earned(t, 0, rows...).Points
	check(t, []figure{
		{"A June ES", a[4].ES, 4.376, .0005}, {"A June SPI(t)", a[4].SPIT, .875, .0005},
		{"A July ES", a[5].ES, 5, 0}, {"A July SPI(t)", a[5].SPIT, .833, .0005}, {"A July SPI", a[5].SPI, 1, 0}, {"A July EAC(t)", a[5].EACT, 6, 0},
	})
	first, _ := storyEV(storyERP1, "1")
	second, _ := storyEV(storyERP2, "2")
	c := earned(t, 0, append(first, second...)...).Points
	check(t, []figure{{"C baseline 2, June SPI(t)", c[6].SPIT, .985, .0005}})
	undefined(t, "C baseline 1, May EAC(t)", c[4].EACT, "the plan does not reach the budget yet")
}

// storyBurn is the week, scope, first baseline, done and left of a project, and the second baseline
// where there is one.
const (
	burnRefresh = `2025-03-07 612,612,0,612 | 03-14,612,588,22,590 | 03-21,612,588,24,588 | 03-28,612,588,24,588 | 04-04,612,540,70,542 | 04-11,612,492,120,492 | 04-18,612,426,132,480 | 04-25,612,360,132,480 | 05-02,630,297,186,444 | 05-09,630,234,252,378 | 05-16,630,174,318,312 | 05-23,630,114,390,240 | 05-30,630,57,450,180 | 06-06,630,0,512,118 | 06-13,630,0,566,64 | 06-20,630,0,612,18 | 06-27,630,0,630,0 | 07-04,630,0,630,0 | 07-11,630,0,630,0`
	burnWifi    = `2025-08-08 214,214,0,214 | 08-15,214,214,0,214 | 08-22,214,214,0,214 | 08-29,214,202,10,204 | 09-05,214,190,22,192 | 09-12,214,176,34,180 | 09-19,214,160,46,168 | 09-26,214,144,54,160 | 10-03,214,128,62,152 | 10-10,214,112,80,134 | 10-17,214,96,100,114 | 10-24,214,80,122,92 | 10-31,214,64,144,70 | 11-07,214,48,164,50 | 11-14,214,34,180,34 | 11-21,214,22,194,20 | 11-28,214,10,206,8 | 12-05,214,0,214,0 | 12-12,214,0,214,0`
	burnERP     = `2026-02-27 186,147,,22,164 | 03-06,200,142,,26,174 | 03-13,200,137,,30,170 | 04-17,200,113,,52,148 | 04-24,210,108,,55,155 | 06-05,210,78,,76,134 | 06-12,179,73,99,80,99 | 06-19,179,69,94,86,93 | 10-23,179,0,5,178,1 | 10-30,179,0,0,179,0`
)

func storyBurndown(series string) *content.Project {
	var rows []string
	year := series[:5]
	for _, week := range strings.Split(strings.Replace(series[5:], " ", ",", 1), "|") {
		c := strings.Split(strings.TrimSpace(week), ",")
		if len(c) == 5 {
			rows = append(rows, strings.Join([]string{year + c[0], c[1], c[3], c[4], c[2]}, ","))
		} else {
			rows = append(rows, strings.Join([]string{year + c[0], c[1], c[4], c[5], c[2], c[3]}, ","))
		}
	}
	return burnProject(rows...)
}

func TestStoryBurndown(t *testing.T) {
	for _, c := range []struct {
		series        string
		points        int
		done, planned string
		steps         []ScopeStep
	}{
		{burnRefresh, 19, "2025-06-27", "2025-06-06", []ScopeStep{{on("2025-05-02"), 612, 630, ""}}},
		{burnWifi, 19, "2025-12-05", "2025-12-05", nil},
		{burnERP, 10, "2026-10-30", "2026-10-23", []ScopeStep{{on("2026-03-06"), 186, 200, ""}, {on("2026-04-24"), 200, 210, ""}, {on("2026-06-12"), 210, 179, ""}}},
	} {
		b := burn(t, storyBurndown(c.series))
		if len(b.Points) != c.points || b.DoneOn != on(c.done) || b.PlannedDone != on(c.planned) || fmt.Sprint(b.ScopeSteps) != fmt.Sprint(c.steps) {
			t.Errorf("%d points, done %v, planned %v, steps %v; want %v", len(b.Points), b.DoneOn, b.PlannedDone, b.ScopeSteps, c)
		}
		if b.Projection != (Projection{Reason: whyComplete}) {
			t.Errorf("projection %+v of a finished project", b.Projection)
		}
		for _, p := range b.Points {
			if p.Ideal.Set || math.Abs(p.Scope.Value-p.Completed.Value-p.Remaining.Value) > 0 {
				t.Errorf("%v: ideal %v; %v - %v = %v", p.Date, p.Ideal, p.Scope, p.Completed, p.Remaining)
			}
		}
	}
}

// TestStoryProjection stands on 16 May 2025: the weeks of 25 April and 18 April touch the pause of
// 16 to 25 April, so the weeks that count are those to 16, 9 and 2 May, 11 and 4 April. They
// completed 66, 66, 54, 50 and 46 while the scope grew by 18: 56.4, 66 and 46 less 3.6 a week.
func TestStoryProjection(t *testing.T) {
	p := storyBurndown(burnRefresh)
	p.Records = p.Records[:11]
	p.Meta.Pauses = []content.Pause{{From: on("2025-04-16"), To: on("2025-04-25")}}
	want := Projection{Earliest: on("2025-05-16").AddDays(7 * 5), Likely: on("2025-05-16").AddDays(7 * 6), Latest: on("2025-05-16").AddDays(7 * 8)}
	if got := burn(t, p).Projection; got != want {
		t.Errorf("%+v, want %+v: 312 left at 62.4, 52.8 and 42.4 a week", got, want)
	}
}
