package showcase

import (
	"math"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// figure is a sum over the cohort and how many learners it stands on.
type figure struct {
	value float64
	who   int
}

func (f *figure) add(v float64) {
	if v > 0 {
		f.value += v
		f.who++
	}
}

// budget is the sum of what was first approved, in one currency.
type budget struct {
	figure
	currency string
}

// figures are the sums over what the learners agreed to have counted.
type figures struct {
	projects, passed, held, recovered figure
	budgets                           []budget // the largest group of learners first
	scaled                            bool     // some amounts are multiplied by a secret factor, and in no sum
}

func (p *plan) figures() figures {
	var f figures
	for _, l := range p.learners {
		f.projects.add(float64(len(l.Projects)))
		var passed, held, recovered int
		sums := map[string]float64{}
		for _, project := range l.Projects {
			passed, held, recovered = passed+project.GatesPassed, held+project.GatesHeld, recovered+project.Recovered
			switch {
			case project.Budget <= 0:
			case project.Scaled:
				f.scaled = true
			default:
				sums[strings.ToUpper(project.Currency)] += project.Budget
			}
		}
		f.passed.add(float64(passed))
		f.held.add(float64(held))
		f.recovered.add(float64(recovered))
		for currency, sum := range sums {
			f.budget(currency).add(sum)
		}
	}
	slices.SortFunc(f.budgets, func(a, b budget) int {
		if a.who != b.who {
			return b.who - a.who
		}
		return strings.Compare(a.currency, b.currency)
	})
	return f
}

func (f *figures) budget(currency string) *budget {
	i := slices.IndexFunc(f.budgets, func(b budget) bool { return b.currency == currency })
	if i < 0 {
		i, f.budgets = len(f.budgets), append(f.budgets, budget{currency: currency})
	}
	return &f.budgets[i]
}

// big are the figures that stand large on the front page, and the names of those that stand on too few.
func (f figures) big() (big site.Big, hidden []string) {
	for _, n := range []struct {
		figure
		one, many, short string
	}{
		{f.projects, "project, with its log", "projects, each with its log", "projects"},
		{f.passed, "gate passed, with or without conditions", "gates passed, with or without conditions", "gates passed"},
		{f.recovered, "incident recovered from", "incidents recovered from", "incidents recovered from"},
	} {
		switch {
		case n.who == 0:
		case n.who < fewest:
			hidden = append(hidden, n.short)
		default:
			words := n.many
			if n.value == 1 {
				words = n.one
			}
			big.Numbers = append(big.Numbers, site.BigNumber{Value: number(int(n.value)), Words: words})
		}
	}
	return big, hidden
}

// facts are the budgets by currency and the gates that did not pass, as far as they may be told.
func (f figures) facts() (facts site.Facts, hidden []string) {
	field := site.Field{Label: "Budgets run"}
	for _, b := range f.budgets {
		name := first(b.currency, "no currency named")
		if b.who < fewest {
			hidden = append(hidden, "budgets in "+name)
			continue
		}
		field.Items = append(field.Items, plain(money(math.Round(b.value), name)+" as first approved"))
	}
	if len(field.Items) > 0 {
		facts.Items = append(facts.Items, field)
	}
	switch {
	case f.held.who >= fewest:
		facts.Items = append(facts.Items, site.Field{Label: "Gates not passed", Value: plain(count(int(f.held.value), "decision", "decisions") + " to hold, recycle or stop")})
	case f.held.who > 0:
		hidden = append(hidden, "gates not passed")
	}
	return facts, hidden
}
