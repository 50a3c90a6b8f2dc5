package content

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
)

func (l *loader) checkBurndown(it *item, b *BurndownPoint) {
	counted := b.Scope.Set && b.Completed.Set
	switch {
	case !b.Remaining.Set && !counted:
		l.problemAt(it, "remaining", CodeBurndownEmpty, Error, "Write what was left on that day under Remaining, or both Scope and Completed.", "This row of %s says neither what remained nor both scope and completed, so it cannot be drawn.", dayName(b.Date))
	case counted && b.Completed.Value > b.Scope.Value:
		l.problemAt(it, "completed", CodeCompletedAboveScope, Error, "Completed counts everything since the start and cannot be more than the scope; raise the scope on the day on which work was added.", "Completed is %v, more than the scope of %v.", b.Completed.Value, b.Scope.Value)
	case counted && b.Remaining.Set && !near(b.Remaining.Value, b.Scope.Value-b.Completed.Value):
		l.problemAt(it, "remaining", CodeRemaining, Warning, "Mend one of the three, or leave Remaining empty: it is reckoned from the other two.", "Remaining is %v, but scope %v less completed %v is %v.", b.Remaining.Value, b.Scope.Value, b.Completed.Value, b.Scope.Value-b.Completed.Value)
	}
}

func dayName(d Date) string {
	if d.IsZero() {
		return "an unknown day"
	}
	return d.String()
}

// checkEarnedValue holds the money series to its budget, baseline by baseline.
func (l *loader) checkEarnedValue(p *project) {
	type row struct {
		it *item
		v  *EarnedValuePoint
	}
	series := map[string][]row{}
	var baselines []string
	each(p, func(it *item, v *EarnedValuePoint) {
		name := v.Baseline
		if name == "" {
			name = "1"
		}
		if series[name] == nil {
			baselines = append(baselines, name)
		}
		series[name] = append(series[name], row{it, v})
		for _, f := range []struct {
			column string
			n      Number
		}{{"pv", v.PV}, {"ev", v.EV}} {
			if f.n.Set && v.BAC.Set && f.n.Value > v.BAC.Value+0.005 {
				l.problemAt(it, f.column, CodeAboveBAC, Error, "PV and EV are parts of the budget at completion. Mend the figure, or raise BAC from the row of the approved change on.", "%s is %v, more than the BAC of %v.", strings.ToUpper(f.column), f.n.Value, v.BAC.Value)
			}
		}
	})
	for _, name := range baselines {
		rows := series[name]
		slices.SortStableFunc(rows, func(a, b row) int { return a.v.PeriodEnd.Compare(b.v.PeriodEnd) })
		sum, bac := 0.0, 0.0
		for _, r := range rows {
			sum += r.v.PV.Value
			bac = r.v.BAC.Or(bac)
		}
		if len(rows) > 1 && bac > 0 && math.Abs(sum-bac) <= bac/100 {
			continue // amounts per period, which go up and down
		}
		for i := 1; i < len(rows); i++ {
			a, b := rows[i-1].v, rows[i].v
			if a.PV.Set && b.PV.Set && b.PV.Value < a.PV.Value-0.005 && a.BAC == b.BAC {
				l.problemAt(rows[i].it, "pv", CodePVFalls, Warning, "PV counts everything since the start, so it never falls unless the plan is changed: give a changed plan another number under Baseline, or write the changed BAC.", "PV falls from %v to %v although the BAC stays.", a.PV.Value, b.PV.Value)
			}
		}
	}
}

// checkSameTables reports registers that two projects share word for word: a sign of copying that
// readers notice.
func (l *loader) checkSameTables() {
	first := map[uint64]*job{}
	for _, p := range l.projects {
		if p.out == nil {
			continue
		}
		for _, k := range l.plans {
			j := p.registers[k.kind.Name]
			if j == nil || len(j.out.entries) < 2 {
				continue
			}
			h := fnv.New64a()
			h.Write([]byte(k.kind.Name))
			for _, e := range j.out.entries {
				h.Write([]byte("\x1e" + strings.Join(metaOf(e.rec).Values, "\x1f"))) // fnv never fails
			}
			other := first[h.Sum64()]
			if other == nil {
				first[h.Sum64()] = j
				continue
			}
			l.problem(CodeSameTable, Warning, j.path, "Every project should show its own records; keep the file only where it belongs.", "This register is word for word that of %s.", other.path)
		}
	}
}
