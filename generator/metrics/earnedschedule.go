package metrics

// earnedSchedule fills in earned schedule, SPI(t) and EAC(t) of one baseline's periods (Lipke 2003;
// domain.md 2.2), counted in its own periods: the first row is period 1 with AT = 1.
func earnedSchedule(points []EVPoint) {
	planned := make([]float64, 0, len(points)+1)
	planned = append(planned, 0)
	for _, p := range points {
		planned = append(planned, p.PV)
	}
	for i := range points {
		p := &points[i]
		if !p.EV.Set {
			if p.AC.Set {
				p.ES, p.SPIT, p.EACT = Undefined(whyNoEV), Undefined(whyNoEV), Undefined(whyNoEV)
			}
			continue
		}
		at := float64(i + 1)
		es := EarnedSchedule(planned, p.EV.Value, p.BAC.Or(0))
		p.ES = es
		if !es.Set {
			p.SPIT, p.EACT = Undefined(es.Why), Undefined(es.Why)
			continue
		}
		p.SPIT = Is(es.V / at)
		duration := PlannedDuration(planned, p.BAC.Or(0))
		switch {
		case !duration.Set:
			p.EACT = Undefined(duration.Why)
		case p.SPIT.V <= 0:
			p.EACT = Undefined("nothing has been earned yet")
		default:
			p.EACT = Is(duration.V / p.SPIT.V)
		}
	}
}

// EarnedSchedule is the number of periods in which the plan would have earned ev. planned holds the
// cumulative planned value at the end of each period, planned[0] = 0. Idle periods count: of equal
// values the last one not above ev is taken, but never beyond the first that reaches bac, so the
// result is from 0 to [PlannedDuration] (Lipke 2003; domain.md 2.2). Where the plan ends before bac,
// what is earned beyond it is undefined.
func EarnedSchedule(planned []float64, ev, bac float64) Value {
	end := len(planned) - 1
	if end < 1 || planned[end] <= 0 {
		return Undefined("nothing was planned yet")
	}
	duration := PlannedDuration(planned, bac)
	if duration.Set {
		end = int(duration.V)
	}
	switch {
	case near(ev, planned[end]), ev > planned[end] && duration.Set:
		return Is(float64(end))
	case ev > planned[end]:
		return Undefined("more was earned than is planned so far: the plan's later periods are not given")
	}
	c := 0
	for t := 1; t < end; t++ {
		if planned[t] <= ev || near(planned[t], ev) {
			c = t
		}
	}
	step := planned[c+1] - planned[c]
	if step <= 0 {
		return Is(float64(c))
	}
	return Is(float64(c) + min(1, max(0, (ev-planned[c])/step)))
}

// PlannedDuration, PD, is the number of periods after which the plan first reaches the budget;
// planned as for [EarnedSchedule] (domain.md 2.2).
func PlannedDuration(planned []float64, bac float64) Value {
	for i, pv := range planned {
		if bac > 0 && (near(pv, bac) || pv > bac) {
			return Is(float64(i))
		}
	}
	return Undefined("the plan does not reach the budget yet")
}

// EACTAtPlannedRate is EAC(t) with PF = 1, in periods: what is left of the plan takes as long as
// planned, at + (duration - es) (domain.md 2.2). at is the number of periods gone, 1 or more;
// [EVPoint.EACT] is the same forecast with PF = SPI(t).
func EACTAtPlannedRate(at float64, duration, es Value) Value {
	switch {
	case at <= 0:
		return Undefined("no period has passed yet")
	case !duration.Set:
		return Undefined(duration.Why)
	case !es.Set:
		return Undefined(es.Why)
	}
	return Is(at + duration.V - es.V)
}
