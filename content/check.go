package content

// check compares records with each other and with the portfolio's date.
func (l *loader) check(out *Portfolio) {
	for _, p := range l.projects {
		if p.out == nil {
			continue
		}
	}
}
