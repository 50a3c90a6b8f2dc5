package content

// check compares values with each other, records with records, and all with the portfolio's date. What
// one value is by itself was checked when it was decoded.
func (l *loader) check(out *Portfolio) {
	for _, p := range l.projects {
		if p.out == nil {
			continue
		}
		l.checkProjectDates(p)
		for _, it := range p.items {
			l.checkOrder(it)
			l.checkAhead(it, out.AsOf)
		}
		each(p, l.checkScore)
		each(p, l.checkStatus)
		each(p, l.checkGate)
		each(p, l.checkBurndown)
		l.checkEarnedValue(p)
		l.checkSchedule(out.Links, p)
	}
	l.checkSameTables()
}

// each calls fn for all records of one type.
func each[T any](p *project, fn func(it *item, rec *T)) {
	for _, it := range p.items {
		if rec, ok := it.rec.Interface().(*T); ok {
			fn(it, rec)
		}
	}
}

func (l *loader) checkStatus(it *item, s *Status) {
	if (s.Overall == "red" || s.Overall == "amber") && s.PathToGreen == "" {
		l.problemAt(it, "overall", CodeNoPathToGreen, Warning, `Write path_to_green = "..." with what will be done to get back to green, and by when.`, "This report is %s and says nothing about the way back to green.", s.Overall)
	}
}

func (l *loader) checkGate(it *item, g *Gate) {
	if g.Decision == "conditional go" && len(g.Conditions) == 0 {
		l.problemAt(it, "decision", CodeNoConditions, Warning, `Write each condition below [[conditions]], with text, owner and due; or write decision = "go".`, "The decision is a conditional go, but no conditions are given.")
	}
}

// checkScore compares a written score with probability times impact, on the column's own scale too.
func (l *loader) checkScore(it *item, r *RAID) {
	p, i := r.Probability, r.Impact
	if !r.Score.Set || p.Value == 0 || i.Value == 0 {
		return
	}
	product := float64(r.Product())
	if near(r.Score.Value, product) || near(r.Score.Value, ownProduct(p, i)) {
		return
	}
	severity := Hint
	if p.Scale == ScaleNumbers && i.Scale == ScaleNumbers {
		severity = Warning
	}
	l.problemAt(it, "score", CodeScore, severity, "Mend the score, the probability or the impact, or leave the score empty.", "The score is %v, but probability %s times impact %s is %v. Yours is shown, with this note.",
		r.Score.Value, quote(p.Text), quote(i.Text), product)
}

// ownProduct is the product as somebody reckons it on the scale that they use.
func ownProduct(p, i Level) float64 {
	if p.Scale == ScaleThree && i.Scale == ScaleThree {
		return float64((p.Value + 1) / 2 * ((i.Value + 1) / 2))
	}
	_, x, okX := splitLevel(p.Text)
	_, y, okY := splitLevel(i.Text)
	if !okX || !okY {
		return -1
	}
	if p.Scale == ScalePercent {
		x /= 100
	}
	return x * y
}

// near tells whether two written figures are the same but for rounding.
func near(a, b float64) bool {
	d := a - b
	return d < 0.0051 && d > -0.0051
}

func (l *loader) checkProjectDates(p *project) {
	m := p.file.meta
	for _, d := range []struct {
		key string
		day Date
	}{{"finish", m.Finish}, {"planned_finish", m.PlannedFinish}} {
		if d.day.IsZero() || !d.day.Before(m.Start) {
			continue
		}
		r := report{path: m.Pos.Path}
		r.add(CodeProjectDates, Error, p.file.places[d.key], "Mend start or "+d.key+".", "The project's %s is %s, before its start, %s.", d.key, d.day, m.Start)
		l.problems = append(l.problems, r.list...)
	}
}
