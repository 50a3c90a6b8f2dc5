package content

// dateOrderRule says that the second date of a record never lies before the first.
type dateOrderRule struct {
	first, second string
	code          string
}

// dateRules are the rules of a kind, by the name of its register.
func dateRules(register string) []dateOrderRule {
	const ends, closes = CodeFinishBeforeStart, CodeClosedBeforeRaised
	switch register {
	case "raid":
		return []dateOrderRule{{"date raised", "closed", closes}}
	case "changes":
		return []dateOrderRule{{"date raised", "decision date", closes}, {"date raised", "implemented", closes}}
	case "escalations":
		return []dateOrderRule{{"date", "response date", closes}}
	case "milestones":
		return []dateOrderRule{{"baseline start", "baseline finish", ends}, {"start", "finish", ends}, {"actual start", "actual finish", ends}}
	case "vendors":
		return []dateOrderRule{{"start", "finish", ends}}
	case "status":
		return []dateOrderRule{{"period start", "period end", ends}}
	case "sla":
		return []dateOrderRule{{"opened", "accepted", ends}, {"opened", "responded", ends}, {"opened", "resolved", ends}}
	case "incidents":
		return []dateOrderRule{{"started", "detected", ends}, {"started", "mitigated", ends}, {"started", "restored", ends}}
	case "work":
		return []dateOrderRule{{"created", "done", closes}, {"started", "done", ends}}
	}
	return nil
}

// moment is the value of a date column; ok is false when the kind has no such column or no value.
func (it *item) moment(column string) (m Moment, ok bool) {
	for _, c := range it.file.plan.columns {
		if c.Name != column {
			continue
		}
		switch v := it.rec.Elem().Field(c.field).Interface().(type) {
		case Date:
			return Moment{Date: v}, !v.IsZero()
		case Moment:
			return v, !v.IsZero()
		}
	}
	return Moment{}, false
}

func (l *loader) checkOrder(it *item) {
	for _, rule := range dateRules(it.meta.Register) {
		a, okA := it.moment(rule.first)
		b, okB := it.moment(rule.second)
		if !okA || !okB || !earlier(b, a) {
			continue
		}
		l.problemAt(it, rule.second, rule.code, Error, "Mend one of the two dates.", "%s is %s, before %s, which is %s.",
			Column{Name: rule.second}.Header(), b, rule.first, a)
	}
}

// earlier compares times where both are given, and days otherwise.
func earlier(a, b Moment) bool {
	if a.HasTime && b.HasTime {
		return a.Compare(b) < 0
	}
	return a.Date.Before(b.Date)
}

// checkAhead reports what is said to have happened after the day to which the portfolio speaks. That
// day is the newest of all unless portfolio.toml sets it.
func (l *loader) checkAhead(it *item, asOf Date) {
	if l.config.AsOf.IsZero() || !it.meta.Happened.After(asOf) {
		return
	}
	for _, c := range it.file.plan.columns {
		if c.Planned {
			continue
		}
		if m, ok := it.moment(c.Name); ok && m.Date.After(asOf) {
			l.problemAt(it, c.Name, CodeActualAhead, Warning, "Mend the date, or set as_of in portfolio.toml to a later day. Dates to come belong into the planned columns.",
				"%s is %s, after the portfolio's own date %s, as if it had happened already.", c.Header(), m, asOf)
		}
	}
}
