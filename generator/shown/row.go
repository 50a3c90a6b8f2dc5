package shown

import "strings"

// row compares a row of a register with the one of its id in data/<slug>/<register>.csv. A decision may
// be a document without a row; then it is compared as one.
func (r *record) row(slug, register, id string) {
	path := "data/" + slug + "/" + register + ".csv"
	t, err := r.checker.cache.table(r.checker.site, path)
	if err != "" {
		r.differ(path, "the row "+id, err)
		return
	}
	best, found := []Difference(nil), false
	for _, i := range t.byID[normal(id)] {
		if wrong := r.cells(t, t.rows[i], path, id, r.fields, r.withheld > 0); !found || len(wrong) < len(best) {
			best, found = wrong, true
		}
	}
	if !found {
		r.differ(path, "the row "+id, "no such row")
	}
	r.differences = append(r.differences, best...)
}

// cells compares one row with the fields that were sealed of it. partly says that some are withheld.
func (r *record) cells(t *csvTable, row []string, path, id string, fields map[string]any, partly bool) []Difference {
	var out []Difference
	differ := func(name, expected, got string) {
		out = append(out, Difference{path, clip(name + " of " + id + ": " + expected), clip(first(got, "an empty cell"))})
	}
	shown := map[string]bool{}
	for i, c := range t.header {
		cell := ""
		if i < len(row) {
			cell = row[i]
		}
		name := c.fieldOf(fields)
		if name == "" {
			if !partly && !blank(cell) {
				differ(c.header, "nothing", cell)
			}
			continue
		}
		shown[name] = true
		if sealed, ok := fields[name].(string); !ok || !shownAs(sealed, cell, name) {
			differ(name, sealed, cell)
		}
	}
	for i := len(t.header); i < len(row); i++ {
		if !partly && !blank(row[i]) {
			differ("a cell without a header", "nothing", row[i])
		}
	}
	for _, name := range sortedKeys(fields) {
		if !shown[name] && !r.beside(name) {
			differ(name, textOf(fields[name]), "no such column")
		}
	}
	return out
}

// beside tells of a field of a row that it need not be a column of its table: it stands on a page, or
// the table has no header for it, as it has none for what a long form adds.
func (r *record) beside(name string) bool {
	return name == PlaceField || isProse(name) || strings.HasPrefix(name, "x:Column ") || r.longForm && strings.HasPrefix(name, "x:")
}

// textOf is a value for a reader.
func textOf(v any) string {
	s, ok := v.(string)
	if !ok {
		return "something that is not a text"
	}
	return s
}

// tableKeys are the tables that are sealed as a whole, and the columns by which their rows are found.
var tableKeys = map[string]string{"burndown": "date", "earned-value": "period_end", "costs": "category", "work": "id"}

// table compares a whole table: every sealed row is shown once, and, when none is withheld, no other.
func (r *record) table(slug, register string) {
	path := "data/" + slug + "/" + register + ".csv"
	t, err := r.checker.cache.table(r.checker.site, path)
	if err != "" {
		r.differ(path, "the table "+r.place, err)
		return
	}
	byKey := t.rowsBy(tableKeys[register])
	sealed, used := 0, map[int]bool{}
	for _, name := range r.names() {
		if name == PlaceField {
			continue
		}
		sealed++
		fields, ok := r.fields[name].(map[string]any)
		if !ok {
			r.differ(path, clip(name)+": a row", textOf(r.fields[name]))
			continue
		}
		r.oneRow(t, path, name, fields, byKey[normal(textOf(fields[tableKeys[register]]))], used)
	}
	if r.withheld == 0 && len(t.rows) != sealed {
		r.differ(path, rows(sealed), rows(len(t.rows)))
	}
}

// oneRow finds a row among those that may be it, and marks it as used.
func (r *record) oneRow(t *csvTable, path, name string, fields map[string]any, candidates []int, used map[int]bool) {
	var near []Difference
	for _, i := range candidates {
		if used[i] {
			continue
		}
		wrong := r.cells(t, t.rows[i], path, name, fields, false)
		if len(wrong) == 0 {
			used[i] = true
			return
		}
		if near == nil {
			near = wrong
		}
	}
	if near == nil {
		r.differ(path, "the row "+clip(name), "no such row")
		return
	}
	r.differences = append(r.differences, near[0])
}
