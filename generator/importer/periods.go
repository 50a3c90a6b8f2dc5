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
	key := func(r *row) string { return r.get("period end") + " " + r.get("baseline") }
	packages := map[string]*sums{} // by package
	var order []*sums
	var periods []*row
	at := map[string]*row{}
	for _, r := range d.rows {
		if at[key(r)] == nil {
			at[key(r)] = r
			periods = append(periods, r)
		}
	}
	if len(periods) == len(d.rows) {
		return
	}
	for _, r := range d.rows {
		name := packageOf(r)
		if packages[name] == nil {
			packages[name] = &sums{values: map[string]map[string]float64{}}
			order = append(order, packages[name])
		}
		packages[name].add(key(r), r)
	}
	slices.SortStableFunc(periods, func(a, b *row) int { return strings.Compare(a.get("period end"), b.get("period end")) })
	var out []*row
	for _, first := range periods {
		sum := &row{number: first.number}
		sum.set("period end", first.get("period end"))
		sum.set("baseline", first.get("baseline"))
		for _, column := range []string{"pv", "ev", "ac", "bac"} {
			total, some := 0.0, false
			for _, p := range order { // always in one order, so that sums are always the same
				if v, ok := p.at(column, key(first)); ok {
					total, some = total+v, true
				}
			}
			if some {
				sum.set(column, plainNumber(total))
			}
		}
		d.roundOff(sum, len(order))
		out = append(out, sum)
	}
	d.report.Merged += len(d.rows) - len(out)
	d.report.guess("The table has a row for each of %d packages of work in each period; they were added up to one row a period.", len(packages))
	if len(d.report.ExtraColumns) > 0 {
		d.report.guess("Columns that were left out, because they speak of one package: %s.", strings.Join(d.report.ExtraColumns, ", "))
		d.report.ExtraColumns = nil
	}
	d.rows = out
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
	values map[string]map[string]float64 // by column and period
}

func (s *sums) add(key string, r *row) {
	for _, column := range []string{"pv", "ev", "ac", "bac"} {
		if v, err := strconv.ParseFloat(r.get(column), 64); err == nil {
			if s.values[column] == nil {
				s.values[column] = map[string]float64{}
			}
			s.values[column][key] += v
		}
	}
}

// at is the value in a period, or the last one before it.
func (s *sums) at(column, key string) (v float64, ok bool) {
	best := ""
	for k, value := range s.values[column] {
		if k <= key && k >= best {
			best, v, ok = k, value, true
		}
	}
	return v, ok
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
