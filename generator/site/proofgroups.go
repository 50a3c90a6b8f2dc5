package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/gatefold/gatefold/content"
)

// seenGroup are records that the same number of parties saw, and where it is one, the same.
type seenGroup struct {
	n          int
	size       int    // parties
	who, means string // "3 parties"; whose names those are
}

// seenGroups are the records that somebody else saw, most parties first.
func (pl *plan) seenGroups() []seenGroup {
	groups := map[string]*seenGroup{}
	names := map[string]map[string]bool{}
	for place := range pl.proofs {
		r := pl.evidence.Records[place]
		if r.state() != Seen {
			continue
		}
		who := parties(r.Newest.By)
		if groups[who] == nil {
			groups[who], names[who] = &seenGroup{who: who, size: len(r.Newest.By)}, map[string]bool{}
		}
		groups[who].n++
		for _, name := range r.Newest.By {
			names[who][name] = true
		}
	}
	var out []seenGroup
	for who, g := range groups {
		g.means = "One party outside the author saw the list with it by that day"
		if g.size > 1 {
			g.means = strconv.Itoa(g.size) + " of " + list(slices.Sorted(maps.Keys(names[who]))) + " saw the list with it by that day"
			if len(names[who]) == g.size {
				g.means = list(slices.Sorted(maps.Keys(names[who]))) + " saw the list with it by that day"
			}
		}
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b seenGroup) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(b.n, a.n), cmp.Compare(a.who, b.who))
	})
	return out
}

// gap is a record that was added later.
type gap struct {
	item listing
	r    RecordEvidence
}

// largestGaps are the records added later, at most laterLimit of them, those with the longest gap, in
// the order of their gaps.
func (pl *plan) largestGaps() []gap {
	var out []gap
	for _, ls := range pl.lists {
		for _, item := range ls.all {
			if r := pl.evidence.Records[item.place]; r.addedLater() > 0 {
				out = append(out, gap{item, r})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b gap) int { return cmp.Compare(b.r.addedLater(), a.r.addedLater()) })
	return out[:min(len(out), laterLimit)]
}

// witness is one who saw published records, as the author names them.
type witness struct {
	records     int
	first, last content.Date
}

// witnessSection says who saw the list, and what that is worth.
func (pl *plan) witnessSection(l linker) Section {
	s := Section{ID: "who", Heading: "Who saw it", Notes: []Text{plain("A witness sees that a list grew, not what it says.")}}
	by := pl.witnessed()
	if len(by) == 0 {
		return s
	}
	named := plain("As named by the author.")
	if pl.evidence.Policy {
		named = Text{{Text: "As named by the author, in "}, {"policy.txt", l.to("proof/policy.txt")}, {Text: "."}}
	}
	s.Notes = append(s.Notes, named)
	t := Table{Label: "Witnesses", Head: []Column{{Text: "Named by the author as"}, {Text: "Records", Class: "n"}, {Text: "First"}, {Text: "Last"}}}
	for _, name := range pl.witnesses() {
		w := by[name]
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Header: true, Text: plain(name)}, {Class: "n h3", Label: "Records", Text: plain(number(float64(w.records), 0))},
			{Class: "nb h3", Label: "First", Text: plain(day(w.first))}, {Class: "nb h3", Label: "Last", Text: plain(day(w.last))}}})
	}
	s.Parts = []Part{t, Note{Text: plain(pl.limit)}}
	return s
}

// witnessed is what each witness saw: how many of the records, a first or the newest version of each,
// and from when to when.
func (pl *plan) witnessed() map[string]witness {
	out := map[string]witness{}
	for place := range pl.proofs {
		r := pl.evidence.Records[place]
		saw := map[string][]content.Date{}
		for _, s := range []Sighting{r.First, r.Newest} {
			for _, name := range s.By {
				saw[name] = append(saw[name], s.On)
			}
		}
		for name, days := range saw {
			w := out[name]
			w.records++
			for _, d := range days {
				if w.first.IsZero() || d.Before(w.first) {
					w.first = d
				}
				if d.After(w.last) {
					w.last = d
				}
			}
			out[name] = w
		}
	}
	return out
}
