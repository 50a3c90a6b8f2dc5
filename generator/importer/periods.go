package importer

import (
	"slices"
	"strconv"
	"strings"
)

// sumPeriods adds up an earned-value table that has a row for each package of work in each period: the
// register has one row a period.
func sumPeriods(d *draft) {
	if d.kind != "earned-value" {
		return
	}
	periods := map[string]*row{}
	var order []*row
	for _, r := range d.rows {
		if periods[periodOf(r)] == nil {
			periods[periodOf(r)] = r
			order = append(order, r)
		}
	}
	if len(order) == len(d.rows) {
		return
	}
	packages := packagesOf(d.rows)
	slices.SortStableFunc(order, func(a, b *row) int { return strings.Compare(a.get("period end"), b.get("period end")) })
	var out []*row
	for _, first := range order {
		out = append(out, d.sum(first, packages))
	}
	d.report.Merged += len(d.rows) - len(out)
	d.report.guess("The table has a row for each of %d packages of work in each period; they were added up to one row a period.", len(packages))
	if len(d.report.ExtraColumns) > 0 {
		d.report.guess("Columns that were left out, because they speak of one package: %s.", strings.Join(d.report.ExtraColumns, ", "))
		d.report.ExtraColumns = nil
	}
	d.rows = out
}

func periodOf(r *row) string { return r.get("period end") + " " + r.get("baseline") }

// packagesOf are the values of every package in each baseline, in the order in which they come, so that
// sums are always the same.
func packagesOf(rows []*row) []*sums {
	known := map[string]*sums{}
	var out []*sums
	for _, r := range rows {
		name := packageOf(r) + "\x00" + r.get("baseline")
		if known[name] == nil {
			known[name] = &sums{baseline: r.get("baseline"), values: map[string][]amount{}}
			out = append(out, known[name])
		}
		known[name].add(r)
	}
	for _, s := range out {
		for _, list := range s.values {
			slices.SortStableFunc(list, func(a, b amount) int { return strings.Compare(a.period, b.period) })
		}
	}
	return out
}

// sum is the row of one period.
func (d *draft) sum(first *row, packages []*sums) *row {
	sum := &row{number: first.number}
	sum.set("period end", first.get("period end"))
	sum.set("baseline", first.get("baseline"))
	for _, column := range []string{"pv", "ev", "ac", "bac"} {
		total, some := 0.0, false
		for _, p := range packages {
			if v, ok := p.at(column, first.get("period end")); ok && p.baseline == first.get("baseline") {
				total, some = total+v, true
			}
		}
		if some {
			sum.set(column, plainNumber(total))
		}
	}
	d.roundOff(sum, len(packages))
	return sum
}

// roundOff keeps PV and EV from exceeding the budget by the cents that rounding every package has added.
func (d *draft) roundOff(r *row, packages int) {
	bac, err := strconv.ParseFloat(r.get("bac"), 64)
	if err != nil {
		return
	}
	for _, column := range []string{"pv", "ev"} {
		if v, err := strconv.ParseFloat(r.get(column), 64); err == nil && v > bac && v-bac <= 0.01*float64(packages) {
			r.set(column, r.get("bac"))
			d.report.guess("In the period that ends on %s %s is a few cents above the budget, because every package is rounded; the budget was written.", r.get("period end"), strings.ToUpper(column))
		}
	}
}

// sums are the values of one package of work. Its last value holds on where it has no row for a period.
type sums struct {
	baseline string
	values   map[string][]amount // by column, by period
}

type amount struct {
	period string
	value  float64
}

func (s *sums) add(r *row) {
	for _, column := range []string{"pv", "ev", "ac", "bac"} {
		if v, err := strconv.ParseFloat(r.get(column), 64); err == nil {
			s.values[column] = append(s.values[column], amount{r.get("period end"), v})
		}
	}
}

// at is the value in a period, or the last one before it; several of one period are added up.
func (s *sums) at(column, period string) (total float64, ok bool) {
	list := s.values[column]
	n, _ := slices.BinarySearchFunc(list, period+"\xff", func(a amount, p string) int { return strings.Compare(a.period, p) })
	for i := n - 1; i >= 0 && list[i].period == list[n-1].period; i-- {
		total, ok = total+list[i].value, true
	}
	return total, ok
}

// packageOf is the package of work that a row speaks of.
func packageOf(r *row) string {
	for _, f := range r.extra {
		if h := strings.ToLower(f.Name); strings.Contains(h, "wbs") || strings.Contains(h, "package") || strings.Contains(h, "activity") || strings.Contains(h, "task") {
			return f.Text
		}
	}
	return ""
}
