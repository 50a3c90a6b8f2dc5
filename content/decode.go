package content

import (
	"cmp"
	"reflect"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// decodeOptions are what decoding a file depends on, beside its path and bytes.
type decodeOptions struct {
	order    dateOrder
	words    wordIndex
	document table.Limits
	register table.Limits
	planFor  *plan
	pins     table.Pins // headers whose column project.toml fixes
	longForm bool       // a document that may belong to a row of a register: only its id is needed
	letters  bool       // the register lies on several sheets, one for each letter
}

// decoded is what one file became. It depends on nothing but decodeOptions, path and bytes, and is never
// changed afterwards, so that it may be remembered by the hash of the file.
type decoded struct {
	path     string
	plan     *plan
	entries  []entry
	columns  []Column // the plan's, a series as often as the file has it
	extra    []string
	format   table.Format
	sheets   []sheetAt // of a workbook those that were read; one of any other file
	problems Problems
	read     bool // false: nothing could be read
}

// sheetAt is where a sheet has its columns.
type sheetAt struct {
	name    string // "" where there are no sheets
	at      []int  // by decoded.columns: index of the cell in a row; -1 when the sheet lacks the column
	matches SheetMatch
}

// cellsOfColumns is where each column stands in a row; nil when that depends on the sheet.
func (d decoded) cellsOfColumns() []int {
	if len(d.sheets) != 1 {
		return nil
	}
	return d.sheets[0].at
}

// entry is one record before its place among the others is known.
type entry struct {
	rec      reflect.Value // a pointer to the kind's struct
	row      rowAt
	sheet    int // index in decoded.sheets
	mentions []mention
}

// rowAt is where a row and its cells stand, for what is found later.
type rowAt struct {
	line, number int // number as in table.Row
	cells        []cellAt
}

type cellAt struct{ line, column int }

func placeOfRow(row *table.Row) rowAt {
	at := rowAt{row.Line, row.Number, make([]cellAt, len(row.Cells))}
	for i, c := range row.Cells {
		at.cells[i] = cellAt{c.Line, c.Column}
	}
	return at
}

// mention is a Mention with the column in which it stands; "" for a body.
type mention struct {
	Mention
	column string
}

// decodeFile reads one register or document.
func decodeFile(path string, data []byte, opt decodeOptions) decoded {
	r := &report{path: path}
	d := decoded{path: path, plan: opt.planFor}
	if strings.HasSuffix(strings.ToLower(path), ".md") {
		decodeDocument(&d, r, data, opt)
	} else {
		decodeRegister(&d, r, data, opt)
	}
	d.problems = r.done()
	return d
}

// decodeDocument reads a Markdown file as a table of one row.
func decodeDocument(d *decoded, r *report, data []byte, opt decodeOptions) {
	doc, faults, ok := table.Document(data, opt.document)
	r.faults(faults, true)
	if !ok {
		return
	}
	t := &table.Table{Format: table.TOML}
	row := table.Row{Line: 1}
	for _, field := range doc.Front.Fields() {
		t.Header = append(t.Header, table.Cell{Text: field.Name, Line: field.Line, Column: field.Column})
		row.Cells = append(row.Cells, field.Cell)
	}
	t.Rows = []table.Row{row}
	f := newFiller(d.plan, t, d.plan.exact().Match(headerTexts(t)), r, opt)
	f.toml, f.document = true, true
	d.format, d.read = t.Format, true
	rows := f.fill()
	d.columns, d.extra, d.sheets = f.out, f.extraNames(), []sheetAt{{at: f.cellOf}}
	e := newEntry(f, &rows[0], &t.Rows[0], d.path)
	meta := metaOf(e.rec)
	meta.Body, meta.BodyLine = doc.Body, doc.BodyLine
	e.mentions = append(e.mentions, bodyMentions(doc.Body, doc.BodyLine, d.path)...)
	checkBodyPlaceholders(r, doc.Body, doc.BodyLine)
	d.entries = []entry{e}
}

// metaOf is the Meta inside a pointer to a record struct.
func metaOf(rec reflect.Value) *Meta {
	return rec.Elem().FieldByName("Meta").Addr().Interface().(*Meta)
}

// newEntry completes what the columns gave with what every record has.
func newEntry(f *filler, got *filled, row *table.Row, path string) entry {
	meta := metaOf(got.rec)
	k := f.plan.kind
	meta.Kind, meta.Register = k.Word, k.Name
	meta.Values, meta.Extra = got.values, got.extra
	meta.Happened, meta.Draft, meta.Withhold = got.happened, got.draft, got.withhold
	meta.Pos = Pos{Path: path, Line: row.Line, Row: row.Number}
	for _, c := range f.plan.columns {
		v := got.rec.Elem().Field(c.field)
		switch {
		case c.ID:
			meta.ID = v.String()
		case c.Title:
			meta.Title = v.String()
		case c.Date && c.Type == DateValue:
			meta.Date = v.Interface().(Date)
		case c.Date && c.Type == MomentValue:
			meta.Date = v.Interface().(Moment).Date
		}
	}
	if d, ok := got.rec.Interface().(interface{ fillIn() }); ok {
		d.fillIn()
	}
	if h, ok := got.rec.Interface().(reached); ok && !h.reached() {
		meta.Happened = Date{}
	}
	return entry{rec: got.rec, row: placeOfRow(row), mentions: got.mentions}
}

// reached is implemented by kinds whose rows may lie ahead: a plan's figures for periods that have not
// come yet.
type reached interface{ reached() bool }

// spotOf is where an entry has its value of a column, or where the record begins when it has none.
func (d *decoded) spotOf(e *entry, column string) spot {
	sheet := d.sheets[e.sheet]
	for i, c := range d.columns {
		if c.Name == column && sheet.at[i] >= 0 {
			return e.row.spot(sheet.name, sheet.at[i])
		}
	}
	return spot{line: e.row.line, cell: table.SheetAddress(sheet.name, 0, rowIn(sheet.name, e.row.number))}
}

// rowIn is the number of a row where it has to stand for a line: in a sheet.
func rowIn(sheet string, number int) int {
	if sheet == "" {
		return 0
	}
	return number
}

// spot is the place of one cell, or of the row where the cell is not there.
func (r rowAt) spot(sheet string, i int) spot {
	c := r.cells[i]
	return spot{cmp.Or(c.line, r.line), c.column, table.SheetAddress(sheet, i, r.number)}
}
