package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// registers makes one file of all drafts of a kind.
func registers(drafts []*draft, opt Options) []Written {
	ids := &idGiver{taken: map[string]bool{}, last: map[string]int{}}
	for id, register := range opt.Taken {
		if !slices.ContainsFunc(drafts, func(d *draft) bool { return d.kind == register }) { // that one is replaced
			ids.taken[id] = true
		}
	}
	var out []Written
	for _, k := range content.Kinds() {
		var mine []*draft
		for _, d := range drafts {
			if d.kind == k.Name && len(d.rows) > 0 {
				mine = append(mine, d)
			}
		}
		if len(mine) == 0 {
			continue
		}
		if k.Name == "stakeholders" {
			joinStakeholders(mine)
		}
		if !k.Anonymous {
			ids.give(k.Name, mine)
		}
		out = append(out, Written{Path: k.Name + ".csv", Kind: k.Name, Data: registerCSV(k, mine)})
	}
	return out
}

// registerCSV writes the columns that have a value, in the order of the contract, then the extra ones.
func registerCSV(k content.Kind, drafts []*draft) []byte {
	var rows []*row
	for _, d := range drafts {
		rows = append(rows, d.rows...)
	}
	columns := filledColumns(k, rows)
	setApart(k, rows)
	extra := extraNames(rows)
	var b bytes.Buffer
	b.WriteString("\ufeff") // by this mark Excel knows UTF-8
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	record := make([]string, 0, len(columns)+len(extra))
	for _, c := range columns {
		record = append(record, content.Column{Name: c}.Header())
	}
	_ = w.Write(append(record, extra...)) // a bytes.Buffer takes everything
	for _, r := range rows {
		record = record[:0]
		for _, c := range columns {
			record = append(record, noFormula(r.get(c)))
		}
		texts := make(map[string]string, len(r.extra))
		for _, f := range r.extra {
			texts[f.Name] = f.Text
		}
		for _, name := range extra {
			record = append(record, noFormula(texts[name]))
		}
		_ = w.Write(record)
	}
	w.Flush()
	return b.Bytes()
}

// noFormula keeps a spreadsheet from running somebody's text as a formula: behind a blank it is text to Excel
// and LibreOffice, and registers are read without the blanks around a cell. Numbers stay as they are.
func noFormula(s string) string {
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) || (s[0] == '-' || s[0] == '+') && strings.Trim(s[1:], "0123456789.,% ") == "" {
		return s
	}
	return " " + s
}

// filledColumns are the columns that any row has, and those that every record needs.
func filledColumns(k content.Kind, rows []*row) []string {
	var out []string
	for _, c := range content.Columns(k) {
		names := []string{c.Name}
		if c.Series {
			for n := 2; n < 100; n++ {
				first, rest, _ := strings.Cut(c.Name, " ")
				names = append(names, first+" "+strconv.Itoa(n)+" "+rest)
			}
		}
		for _, name := range names {
			if c.Required || slices.ContainsFunc(rows, func(r *row) bool { return r.get(name) != "" }) {
				out = append(out, name)
			}
		}
	}
	return out
}

// setApart renames extra fields that are called like a column of the register: they would be taken for it.
func setApart(k content.Kind, rows []*row) {
	columns := map[string]bool{}
	for _, c := range content.Columns(k) {
		columns[c.Name] = true
	}
	for _, r := range rows {
		for i, f := range r.extra {
			if columns[table.Normalise(f.Name)] {
				r.extra[i].Name = "Original " + strings.ToLower(f.Name)
			}
		}
	}
}

func extraNames(rows []*row) []string {
	var out []string
	seen := map[string]bool{}
	for _, r := range rows {
		for _, f := range r.extra {
			if f.Text != "" && !seen[f.Name] {
				seen[f.Name] = true
				out = append(out, f.Name)
			}
		}
	}
	return out
}

// idGiver gives every record an id that is its own in the project.
type idGiver struct {
	taken map[string]bool // in lower case
	last  map[string]int  // by prefix the last number given; by id the number that its next double gets
}

// give keeps ids as they are written where that is possible, and makes others.
func (g *idGiver) give(kind string, drafts []*draft) {
	renamed := map[*draft]map[string]string{}
	for _, d := range drafts {
		renamed[d] = map[string]string{}
		for _, r := range d.rows {
			if id := r.get("id"); id != "" {
				r.set("id", g.keep(kind, d, r, id, renamed[d]))
			}
		}
	}
	for _, d := range drafts {
		made := 0
		for _, r := range d.rows {
			if r.get("id") == "" {
				r.set("id", g.next(prefixOf(kind, r)))
				made++
			}
			for _, column := range []string{"predecessors", "links"} {
				r.rename(column, renamed[d])
			}
		}
		if made > 0 {
			d.report.guess("%d rows had no id and were given one, such as %s.", made, d.rows[len(d.rows)-1].get("id"))
		}
	}
}

// keep is the id of the file, made fit to be one.
func (g *idGiver) keep(kind string, d *draft, r *row, id string, renamed map[string]string) string {
	fit := content.CleanID(id)
	if strings.Trim(id, "0123456789.") == "" {
		fit = prefixOf(kind, r) + content.CleanID(id)
	}
	unique := fit
	for n := max(2, g.last[fit]); g.taken[strings.ToLower(unique)]; n++ {
		unique = fit + "-" + strconv.Itoa(n)
		g.last[fit] = n + 1
	}
	g.taken[strings.ToLower(unique)] = true
	if unique != id {
		if _, twice := renamed[id]; !twice {
			renamed[id] = unique
		}
		if unique == fit && len(renamed) > 1 {
			return unique // said before
		}
		if unique == fit {
			d.report.guess("Ids such as %q became %q, so that they can be named in texts.", id, unique)
		} else {
			d.report.guess("The id %s is there already, so row %d became %s.", fit, r.number, unique)
		}
	}
	return unique
}

func (g *idGiver) next(prefix string) string {
	for {
		g.last[prefix]++
		id := fmt.Sprintf("%s%02d", prefix, g.last[prefix])
		if !g.taken[strings.ToLower(id)] {
			g.taken[strings.ToLower(id)] = true
			return id
		}
	}
}

// rename changes the ids in a column that names other rows.
func (r *row) rename(column string, renamed map[string]string) {
	if len(renamed) == 0 || r.get(column) == "" {
		return
	}
	words := strings.FieldsFunc(r.get(column), func(r rune) bool { return r == ';' || r == ',' || r == ' ' })
	for i, w := range words {
		id := strings.TrimRightFunc(w[:waitAt(w)], unicode.IsLetter) // 3FS+2d waits for 3
		if to, ok := renamed[w]; ok {
			words[i] = to
		} else if to, ok := renamed[id]; ok {
			words[i] = to + w[len(id):]
		}
	}
	r.set(column, strings.Join(words, "; "))
}

// waitAt is where the lag of a predecessor begins; its length when it has none.
func waitAt(s string) int {
	if i := strings.IndexAny(s, "+-"); i > 0 {
		return i
	}
	return len(s)
}

// prefixOf begins the ids of a kind, of a RAID log by the type of the row.
func prefixOf(kind string, r *row) string {
	switch kind {
	case "raid":
		return content.RAIDPrefix(r.get("type"))
	case "changes":
		return "CR-"
	case "escalations":
		return "ESC-"
	case "sla":
		return "SLA-"
	}
	return strings.ToUpper(kind[:1]) + "-" // D, S, M, V, L, O, Q, W
}

// joinStakeholders makes one row of those that speak of one party: registers and power-interest grids lie
// on sheets of their own.
func joinStakeholders(drafts []*draft) {
	first := map[string]*row{}
	for _, d := range drafts {
		kept := d.rows[:0]
		for _, r := range d.rows {
			key := strings.ToLower(r.get("role"))
			known, ok := first[key]
			if !ok || !agrees(known, r) {
				if !ok {
					first[key] = r
				}
				kept = append(kept, r)
				continue
			}
			for column, v := range r.values {
				known.set(column, v)
			}
			known.extra = append(known.extra, r.extra...)
			d.report.Merged++
		}
		d.rows = kept
	}
}

// agrees tells whether two rows say nothing different.
func agrees(a, b *row) bool {
	for column, v := range b.values {
		if w := a.get(column); w != "" && v != "" && !strings.EqualFold(v, w) {
			return false
		}
	}
	return true
}
