package metrics

import (
	"cmp"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// Schedule is a project's time against its plan.
type Schedule struct {
	Milestones        []MilestoneVariance // by baseline finish, then id
	Late, Early, OnIt int                 // milestones by the sign of their variance
	FinishVariance    Value               // finish less planned finish, in calendar days; above 0 is late
	Weeks             Value               // from start to finish, both days counted, unrounded
	PlannedWeeks      Value
	Finished          bool // the finish is not after the as-of day
}

// MilestoneVariance is one line of the schedule against its baseline.
type MilestoneVariance struct {
	ID, Name string
	Baseline Date  // its baseline finish
	Finish   Date  // actual, else forecast
	Actual   bool  // Finish has happened
	Variance Value // in working days; above 0 is late (domain.md 1.12)
	Overdue  bool  // not finished on the as-of day, although it should have been
}

// ScheduleOf measures a project's milestones and its finish on day asOf; ok is false when it has
// neither milestones nor a start.
func ScheduleOf(p *content.Project, cal Calendar, asOf Date) (s Schedule, ok bool) {
	for _, m := range content.Of[content.Milestone](p) {
		s.add(varianceOf(m, cal, asOf))
	}
	slices.SortStableFunc(s.Milestones, func(a, b MilestoneVariance) int {
		return cmp.Or(a.Baseline.Compare(b.Baseline), cmp.Compare(a.ID, b.ID))
	})
	m := p.Meta
	s.Weeks, s.PlannedWeeks = weeksBetween(m.Start, m.Finish), weeksBetween(m.Start, m.PlannedFinish)
	s.FinishVariance = Undefined("the finish or the planned finish is not given")
	if !m.Finish.IsZero() && !m.PlannedFinish.IsZero() {
		s.FinishVariance = Is(float64(m.Finish.Sub(m.PlannedFinish)))
	}
	s.Finished = !m.Finish.IsZero() && (asOf.IsZero() || !m.Finish.After(asOf))
	return s, len(s.Milestones) > 0 || !m.Start.IsZero()
}

func (s *Schedule) add(m MilestoneVariance) {
	s.Milestones = append(s.Milestones, m)
	if m.Variance.Set {
		s.Late += one(m.Variance.V > 0)
		s.Early += one(m.Variance.V < 0)
		s.OnIt += one(m.Variance.V == 0)
	}
}

func varianceOf(m content.Milestone, cal Calendar, asOf Date) MilestoneVariance {
	v := MilestoneVariance{ID: m.ID, Name: m.Name, Baseline: m.BaselineFinish, Finish: cmp.Or(m.ActualFinish, m.Finish), Actual: !m.ActualFinish.IsZero()}
	open := !v.Actual && m.Status != "complete" && m.Status != "cancelled"
	v.Overdue = open && !v.Baseline.IsZero() && asOf.After(v.Baseline)
	switch {
	case v.Baseline.IsZero():
		v.Variance = Undefined("it was not in the baseline")
	case v.Finish.IsZero():
		v.Variance = Undefined("neither an actual nor a forecast finish is given")
	default:
		v.Variance = Is(float64(cal.Variance(v.Baseline, v.Finish)))
	}
	return v
}

// Variance is how many working days actual lies after planned; below 0 when it lies before, 0 when
// no working day lies between them (domain.md 1.12).
func (c Calendar) Variance(planned, actual Date) int {
	return c.WorkingDays(planned, actual) - c.WorkingDays(actual, planned)
}

func weeksBetween(start, finish Date) Value {
	switch {
	case start.IsZero() || finish.IsZero():
		return Undefined("the start or the finish is not given")
	case finish.Before(start):
		return Undefined("the finish is written as before the start")
	}
	return Is(float64(finish.Sub(start)+1) / 7)
}
