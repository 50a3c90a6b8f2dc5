package showcase

// fewest is the smallest number of learners that a figure of the cohort may stand on. What stands on
// fewer tells of them, not of the cohort.
const fewest = 5

// tells reports whether a figure that stands on n of all learners may be shown: n is large enough, and
// so are those who are left when it is held against all of them, unless nobody is.
func tells(n, all int) bool {
	rest := all - n
	return n >= fewest && (rest == 0 || rest >= fewest)
}

// told is n where it may be shown, else 0.
func told(n, all int) int {
	if tells(n, all) {
		return n
	}
	return 0
}

// shown says which counts of a facet's values may be shown. Where each learner has at most one value, the
// hidden counts could be worked out from those that are shown and the number of all learners: so as many
// more are hidden, the smallest first, as it takes for the hidden ones to stand on enough together. The
// values are in order, the largest first.
func (f facet) shown(all int) []bool {
	out := make([]bool, len(f.values))
	hidden := all
	for i, v := range f.values {
		if out[i] = tells(len(v.people), all); out[i] && f.single {
			hidden -= len(v.people)
		}
	}
	if !f.single {
		return out
	}
	for i := len(out) - 1; i >= 0 && hidden > 0 && hidden < fewest; i-- {
		if out[i] {
			out[i] = false
			hidden += len(f.values[i].people)
		}
	}
	return out
}
