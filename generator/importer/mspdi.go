package importer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// project reads a plan: its schedule, its costs and, where it has a status date, its earned value.
func project(f File, text string) found {
	r := &FileReport{File: f.Name, RecognisedAs: "Microsoft Project plan (XML)"}
	p, err := readPlan(text)
	if errors.Is(err, errLargePlan) {
		return refused(f, r.RecognisedAs, fmt.Sprintf("It has more than %d tasks, resources or assignments, or is nested as no plan is. Export a part of the plan.", mspdiMost))
	}
	if err != nil {
		return refused(f, r.RecognisedAs, "It breaks off, or a value in it cannot be read. Save it from Microsoft Project once more as XML.")
	}
	r.RowsRead = len(p.Tasks)
	r.Columns = []ColumnPair{{"UID", "id"}, {"Name", "name"}, {"Start", "start"}, {"Finish", "finish"}, {"ActualStart", "actual start"}, {"ActualFinish", "actual finish"},
		{"PercentComplete", "percent complete"}, {"PredecessorLink", "predecessors"}, {"Milestone", "milestone"}, {"Critical", "critical"}}
	plan := &mspdiPlan{mspdi: p, report: r, minutes: 480}
	if p.MinutesPerDay > 0 {
		plan.minutes = p.MinutesPerDay
	}
	plan.markSummaries()
	drafts := []*draft{plan.schedule()}
	drafts = append(drafts, plan.costs(drafts[0])...)
	drafts = append(drafts, plan.earned()...)
	return found{reports: []*FileReport{r}, drafts: drafts}
}

type mspdiPlan struct {
	mspdi
	report  *FileReport
	minutes float64 // of a working day
	summary []bool  // by task: there are others below it
	leaves  []*mspdiTask
}

// schedule makes a milestone of each task that has none below it.
func (p *mspdiPlan) schedule() *draft {
	d := &draft{report: p.report, kind: "milestones", people: []string{"owner"}, sure: true}
	resources := p.resources(d)
	phase, predecessors := "", p.numbers()
	for i := range p.Tasks {
		t := &p.Tasks[i]
		switch {
		case t.UID == 0 || t.OutlineLevel == 0 && t.OutlineNumber == "0":
			p.report.leave(i+1, "The line of the project as a whole.")
			continue
		case isTrue(t.IsNull) || strings.TrimSpace(t.Name) == "":
			p.report.leave(i+1, "An empty line of the plan.")
			continue
		case p.summary[i]:
			if t.OutlineLevel <= 1 {
				phase = t.Name
			}
			p.report.leave(i+1, "A summary of the tasks below it; on the first level its name is their phase.")
			continue
		case t.OutlineLevel <= 1:
			phase = ""
		}
		p.leaves = append(p.leaves, t)
		d.rows = append(d.rows, p.milestone(i+1, t, phase, resources[t.UID], predecessors))
	}
	p.report.RowsWritten = len(d.rows)
	return d
}

func (p *mspdiPlan) milestone(number int, t *mspdiTask, phase string, owners []string, tasks map[int]bool) *row {
	r := &row{number: number}
	r.set("id", taskID(t.UID))
	r.set("name", t.Name)
	r.set("phase", phase)
	start, finish, _ := p.baseline(t)
	r.set("baseline start", day(start))
	r.set("baseline finish", day(finish))
	r.set("start", day(t.Start))
	r.set("finish", day(t.Finish))
	r.set("actual start", day(t.ActualStart))
	r.set("actual finish", day(t.ActualFinish))
	r.set("percent complete", plainNumber(t.PercentComplete))
	r.set("predecessors", p.predecessors(t, tasks))
	r.set("owner", strings.Join(owners, "; "))
	r.set("milestone", yesNo(t.Milestone))
	r.set("critical", yesNo(t.Critical))
	r.set("status", statusOf(t))
	r.addExtra("WBS", t.WBS)
	if days, ok := p.days(t.Duration); ok {
		r.addExtra("Duration in days", plainNumber(days))
	}
	return r
}

func statusOf(t *mspdiTask) string {
	switch {
	case t.PercentComplete >= 100 || t.ActualFinish != "":
		return "complete"
	case t.PercentComplete > 0 || t.ActualStart != "":
		return "in progress"
	}
	return "not started"
}

// markSummaries notes which tasks have others below them, whatever they say of themselves.
func (p *mspdiPlan) markSummaries() {
	p.summary = make([]bool, len(p.Tasks))
	below := 0 // the level of the next task that is one
	for i := len(p.Tasks) - 1; i >= 0; i-- {
		t := &p.Tasks[i]
		p.summary[i] = isTrue(t.Summary) || t.OutlineLevel > 0 && below > t.OutlineLevel
		if !isTrue(t.IsNull) && strings.TrimSpace(t.Name) != "" {
			below = t.OutlineLevel
		}
	}
}

// numbers are the tasks that become milestones: others cannot be waited for.
func (p *mspdiPlan) numbers() map[int]bool {
	out := map[int]bool{}
	for i := range p.Tasks {
		if t := &p.Tasks[i]; t.UID != 0 && !isTrue(t.IsNull) && !p.summary[i] {
			out[t.UID] = true
		}
	}
	return out
}

// predecessors writes links as scheduling programs do: T-3, T-4SS+2d.
func (p *mspdiPlan) predecessors(t *mspdiTask, tasks map[int]bool) string {
	var out []string
	for _, l := range t.Links {
		if !tasks[l.PredecessorUID] {
			p.report.guess("Some tasks wait for summaries or for tasks of other plans; those links were left out.")
			continue
		}
		word := taskID(l.PredecessorUID)
		kind := 1
		if l.Type != nil {
			kind = *l.Type
		}
		if kind != 1 || l.LinkLag != 0 {
			word += map[int]string{0: "FF", 1: "FS", 2: "SF", 3: "SS"}[kind]
		}
		if l.LinkLag != 0 {
			word += fmt.Sprintf("%+gd", round2(l.LinkLag/10/p.minutes))
		}
		out = append(out, word)
	}
	return strings.Join(out, "; ")
}

// baseline is the plan's baseline of a task: the one it uses for earned value, else the first.
func (p *mspdiPlan) baseline(t *mspdiTask) (start, finish string, cost float64) {
	for _, number := range []int{p.BaselineForEarnedValue, 0} {
		for _, b := range t.Baselines {
			if b.Number == number && (b.Start != "" || b.Finish != "" || b.Cost != 0) {
				return b.Start, b.Finish, b.Cost
			}
		}
	}
	if t.BaselineStart == "" && t.BaselineFinish == "" && len(t.Baselines) > 0 {
		p.report.guess("The plan's baseline %d is empty; other baselines are saved in it, and were left out. Copy the approved one to it in Project (Set Baseline), and save the XML again.", p.BaselineForEarnedValue)
	}
	return t.BaselineStart, t.BaselineFinish, t.BaselineCost
}

// resources are the names that each task is given to.
func (p *mspdiPlan) resources(d *draft) map[int][]string {
	names := map[int]string{}
	for _, r := range p.Resources {
		if r.UID > 0 && r.Name != "" && (r.Type == nil || *r.Type == 1) {
			names[r.UID] = r.Name
			d.known = append(d.known, r.Name)
		}
	}
	out := map[int][]string{}
	for _, a := range p.Assignments {
		if n := names[a.ResourceUID]; n != "" && !slices.Contains(out[a.TaskUID], n) {
			out[a.TaskUID] = append(out[a.TaskUID], n)
		}
	}
	return out
}

// costs makes a line of each task that costs something. Amounts are kept in hundredths.
func (p *mspdiPlan) costs(schedule *draft) []*draft {
	d := &draft{report: p.report, kind: "costs"}
	for i, t := range p.leaves {
		_, _, planned := p.baseline(t)
		if t.Cost == 0 && planned == 0 && t.ActualCost == 0 {
			continue
		}
		r := &row{number: schedule.rows[i].number, again: true}
		r.set("category", t.Name)
		if planned != 0 {
			r.set("planned", plainNumber(planned/100))
		}
		r.set("actual", plainNumber(t.ActualCost/100))
		r.set("forecast", plainNumber(t.Cost/100))
		d.rows = append(d.rows, r)
	}
	if len(d.rows) == 0 {
		return nil
	}
	if !slices.ContainsFunc(d.rows, func(r *row) bool { return r.get("planned") != "" }) {
		p.report.guess("The plan has no baseline costs, so its costs are forecasts, not a budget.")
	}
	return []*draft{d}
}

// earned makes the one point of earned value that a plan holds: as of its status date.
func (p *mspdiPlan) earned() []*draft {
	var pv, ev, ac, bac float64
	for _, t := range p.leaves {
		_, _, planned := p.baseline(t)
		pv, ev, ac, bac = pv+t.BCWS, ev+t.BCWP, ac+t.ACWP, bac+planned
	}
	if pv == 0 && ev == 0 && ac == 0 {
		return nil
	}
	if day(p.StatusDate) == "" {
		p.report.guess("The plan has earned value but no status date, so it is not known of which day. Set it in Project (Project, Status Date), and save the XML again.")
		return nil
	}
	r := &row{again: true}
	r.set("period end", day(p.StatusDate))
	for column, v := range map[string]float64{"pv": pv, "ev": ev, "ac": ac, "bac": bac} {
		r.set(column, plainNumber(v/100))
	}
	return []*draft{{report: p.report, kind: "earned-value", rows: []*row{r}}}
}

// days are the working days of "PT16H0M0S".
func (p *mspdiPlan) days(duration string) (float64, bool) {
	rest, ok := strings.CutPrefix(duration, "PT")
	if !ok {
		return 0, false
	}
	minutes := 0.0
	for _, unit := range []struct {
		letter string
		factor float64
	}{{"H", 60}, {"M", 1}, {"S", 1.0 / 60}} {
		number, after, found := strings.Cut(rest, unit.letter)
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return 0, false
		}
		minutes, rest = minutes+v*unit.factor, after
	}
	return round2(minutes / p.minutes), true
}

func taskID(uid int) string { return "T-" + strconv.Itoa(uid) }

func isTrue(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

func yesNo(s string) string {
	switch {
	case s == "":
		return ""
	case isTrue(s):
		return "yes"
	}
	return "no"
}
