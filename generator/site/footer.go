package site

import (
	"slices"
	"strconv"
)

// footer is what stands at the foot of every page.
func (pl *plan) footer(l linker) Footer {
	f := Footer{Records: pl.records, AsOf: longDay(pl.portfolio.AsOf), Drafts: pl.portfolio.Drafts, Withheld: pl.withheld, Proof: l.to(proofPath)}
	for _, c := range pl.portfolio.Config.Cohorts {
		f.Cohorts = append(f.Cohorts, Link{c.Title, c.URL})
	}
	if pl.evidence.Sealed() {
		f.Sealed, f.Records, f.Seen, f.Limit = true, pl.tally.all, pl.tally.seen, pl.limit
	}
	return f
}

// limitWords says whose keys to look for, and where. The names of witnesses are those of the author's own
// policy, the others those of people who vouch for records.
func (pl *plan) limitWords() string {
	witnesses, vouchers, prefix, people := pl.witnesses(), pl.vouchers(), "", "witnesses"
	if len(witnesses) > 0 {
		prefix = "Witnesses are as named by the author. "
	}
	if len(vouchers) > 0 {
		people = "parties"
	}
	names := slices.Concat(witnesses, vouchers)
	slices.Sort(names)
	if names = slices.Compact(names); len(names) == 0 {
		names = []string{pl.portfolio.Config.Owner.Name}
	}
	return prefix + limitOf(names, people)
}

// limitOf says where to look for the keys of these people before relying on them.
func limitOf(names []string, people string) string {
	s := "Anyone can run this software and call themselves a coach. Check that "
	switch len(names) {
	case 1:
		return s + names[0] + "’s key is listed at a place you already know before relying on it."
	case 2, 3:
		return s + "the keys of " + list(names) + " are listed at a place you already know before relying on them."
	}
	return s + "the keys of all " + strconv.Itoa(len(names)) + " " + people + " are listed at a place you already know before relying on them."
}

// witnesses are the names of all who saw something that is published, as the author names them.
func (pl *plan) witnesses() []string {
	named := map[string]bool{}
	var out []string
	for _, ls := range pl.lists {
		for _, item := range ls.all {
			r := pl.evidence.Records[item.place]
			for _, name := range slices.Concat(r.First.By, r.Newest.By) {
				if !named[name] {
					named[name] = true
					out = append(out, name)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
