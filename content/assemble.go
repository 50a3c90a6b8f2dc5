package content

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// item is a record while its project is put together: a copy of what was decoded, because that may be
// remembered for the next load.
type item struct {
	file     *decoded
	entry    *entry
	rec      reflect.Value // a pointer to the kind's struct
	meta     *Meta
	mentions []mention
}

func itoa(n int) string { return strconv.Itoa(n) }

func newItem(file *decoded, e *entry) *item {
	rec := reflect.New(e.rec.Type().Elem())
	rec.Elem().Set(e.rec.Elem())
	return &item{file: file, entry: e, rec: rec, meta: metaOf(rec), mentions: e.mentions}
}

// record is the finished value: a RAID row under the Go type of its type column.
func (it *item) record() Record {
	if r, ok := it.rec.Interface().(*RAID); ok {
		return r.typed()
	}
	return it.rec.Elem().Interface().(Record)
}

// spot is where the record has its value of a column.
func (it *item) spot(column string) spot { return it.file.spotOf(it.entry, column) }

// problemAt reports something about the record at one of its columns.
func (l *loader) problemAt(it *item, column, code string, s Severity, hint, format string, args ...any) {
	if r := l.report(it.file.path); !r.full() {
		r.add(code, s, it.spot(column), hint, format, args...)
	} else {
		r.more++
	}
}

// assemble gathers a project's records from its files, in the order of kinds and files, and gives every
// record an id of its own.
func (l *loader) assemble(p *project) {
	for _, k := range l.plans {
		var items []*item
		if j := p.registers[k.kind.Name]; j != nil {
			items = itemsOfJob(j)
		}
		rows := make(map[string]*item, len(items))
		if k.kind.LongForms {
			for _, it := range slices.Backward(items) {
				rows[strings.ToLower(it.meta.ID)] = it
			}
		}
		for _, j := range p.documents[k.kind.Name] {
			for _, it := range itemsOfJob(j) {
				if !k.kind.LongForms || !l.mergeLongForm(rows[strings.ToLower(it.meta.ID)], it) {
					l.requireAll(k, it)
					items = append(items, it)
				}
			}
		}
		if !k.kind.Anonymous {
			l.fallbackIDs(k, items)
		}
		p.items = append(p.items, items...)
	}
	l.uniqueIDs(p)
}

func itemsOfJob(j *job) []*item {
	out := make([]*item, len(j.out.entries))
	for i := range j.out.entries {
		out[i] = newItem(&j.out, &j.out.entries[i])
	}
	return out
}

// mergeLongForm adds a document to the register's row with its id; false when there is none, or when it
// has a long form already.
func (l *loader) mergeLongForm(row, doc *item) bool {
	if row == nil || doc.meta.ID == "" || row.meta.BodyPath != "" {
		return false
	}
	for n, c := range row.file.columns {
		ours, theirs := row.rec.Elem().Field(c.field), doc.rec.Elem().Field(c.field)
		m := slices.IndexFunc(doc.file.columns, func(d Column) bool { return d.Name == c.Name })
		switch {
		case theirs.IsZero() || c.ID:
		case ours.IsZero():
			ours.Set(theirs)
			row.meta.Values = slices.Clone(row.meta.Values)
			row.meta.Values[n] = doc.meta.Values[m]
		case !reflect.DeepEqual(ours.Interface(), theirs.Interface()):
			l.problemAt(doc, c.Name, CodeLongForm, Warning, "Write the same in both, or leave it out here.", "%s is %s here, but %s in %s, which is shown.",
				c.Key(), quote(doc.meta.Values[m]), quote(row.meta.Values[n]), path.Base(row.file.path))
		}
	}
	row.meta.Title = cmp.Or(row.meta.Title, doc.meta.Title)
	if row.meta.Date.IsZero() {
		row.meta.Date = doc.meta.Date
	}
	if doc.meta.Happened.After(row.meta.Happened) {
		row.meta.Happened = doc.meta.Happened
	}
	row.meta.Draft, row.meta.Withhold = row.meta.Draft || doc.meta.Draft, row.meta.Withhold || doc.meta.Withhold
	row.meta.Extra = append(slices.Clip(row.meta.Extra), doc.meta.Extra...)
	row.meta.Body, row.meta.BodyLine, row.meta.BodyPath = doc.meta.Body, doc.meta.BodyLine, doc.file.path
	row.mentions = append(slices.Clip(row.mentions), doc.mentions...)
	return true
}

// requireAll checks a document that might have been the long form of a row and is a record of its own.
func (l *loader) requireAll(k *plan, it *item) {
	if !k.kind.LongForms {
		return
	}
	for _, c := range k.columns {
		if c.Required && !c.ID && it.rec.Elem().Field(c.field).IsZero() {
			l.problemAt(it, c.Name, CodeRequired, lacking(it.meta.Draft), "Write "+c.Key()+" = "+goodExample(c, true)+" between the +++ lines, or add a row with the id "+quote(it.meta.ID)+" to the register.", "%s is missing.", c.Key())
		}
	}
}

// fallbackIDs names the documents that have no id, and the rows whose id is missing.
func (l *loader) fallbackIDs(k *plan, items []*item) {
	seen := map[string]int{}
	for n, it := range items {
		if it.meta.ID != "" {
			continue
		}
		stem := strings.TrimSuffix(path.Base(it.file.path), path.Ext(it.file.path))
		switch {
		case k.kind.Shape == Document:
			it.meta.ID = k.kind.Name
		case k.kind.Shape == Register && it.entry.row.number > 0:
			it.meta.ID = k.kind.Name + "-" + itoa(it.entry.row.number)
		case k.kind.Shape == Register && it.file.format == table.TOML && !strings.HasSuffix(it.file.path, ".md"):
			it.meta.ID = k.kind.Name + "-" + itoa(n+1)
		case !it.meta.Date.IsZero():
			it.meta.ID = k.kind.Name + "-" + it.meta.Date.String()
		default:
			it.meta.ID = k.kind.Name + "-" + slugify(stem)
		}
		if seen[it.meta.ID]++; seen[it.meta.ID] > 1 {
			it.meta.ID += "-" + itoa(seen[it.meta.ID])
		}
		it.setID()
	}
	for _, it := range items {
		it.meta.Title = cmp.Or(it.meta.Title, it.meta.ID)
		if it.meta.Body != "" && it.meta.BodyPath == "" {
			it.meta.BodyPath = it.file.path
		}
	}
}

// uniqueIDs reports ids that a project has twice and renames the later ones, so that nothing is lost.
func (l *loader) uniqueIDs(p *project) {
	taken := make(map[string]*item, len(p.items))
	next := map[string]int{} // the first number behind an id that may be free
	for _, it := range p.items {
		id := it.meta.ID
		if id == "" {
			continue
		}
		if strings.Trim(id, idCharacters) != "" || strings.ContainsFunc(id, func(r rune) bool { return !strings.ContainsRune(idCharacters, r) }) {
			l.problemAt(it, "id", CodeIDCharacters, Error, "Write letters, digits, dots, hyphens and underscores only, such as "+quote(cleanID(id))+".", "The id %s holds other characters than an id can.", quote(id))
			it.meta.ID = cleanID(id)
			it.setID()
		}
		first, twice := taken[strings.ToLower(it.meta.ID)]
		if !twice {
			taken[strings.ToLower(it.meta.ID)] = it
			continue
		}
		base := it.meta.ID
		n := max(2, next[strings.ToLower(base)])
		for ; taken[strings.ToLower(it.meta.ID)] != nil; n++ {
			it.meta.ID = base + "-" + itoa(n)
		}
		next[strings.ToLower(base)] = n
		taken[strings.ToLower(it.meta.ID)] = it
		it.setID()
		l.problemAt(it, "id", CodeIDTwice, Error, "Give one of the two another id.", "The id %s is taken already, in %s; this record is shown as %s.", quote(base), l.where(first), quote(it.meta.ID))
	}
}

const idCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"

func cleanID(id string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(idCharacters, r) {
			return r
		}
		return '-'
	}, strings.TrimSpace(id))
	if clean = strings.Trim(clean, "-"); clean == "" {
		return "record"
	}
	return clean
}

// setID writes a changed id back into the struct's own field.
func (it *item) setID() {
	for _, c := range it.file.plan.columns {
		if c.ID {
			it.rec.Elem().Field(c.field).SetString(it.meta.ID)
		}
	}
}

// where names a record's place for a message.
func (l *loader) where(it *item) string {
	at := it.spot("id")
	return Problem{Path: it.file.path, Line: at.line, Cell: at.cell}.Place()
}
