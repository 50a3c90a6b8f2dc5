package content

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// decodeRegister reads a register: its one table, or the sheets of a workbook that are of its kind.
func decodeRegister(d *decoded, r *report, data []byte, opt decodeOptions) {
	index := d.plan.words().With(opt.pins)
	sheets, faults := table.ReadSheets(d.path, data, opt.register, index)
	r.faults(faults, false)
	picked := pickSheets(d.plan, sheets, r)
	sayUnusedPins(opt.pins, picked, r)
	opt.letters = len(picked) > 1
	for _, sheet := range picked {
		r.faults(sheet.Faults, false)
		decodeTable(d, r, sheet.Table, index, opt)
	}
}

func decodeTable(d *decoded, r *report, t *table.Table, index *table.Index, opt decodeOptions) {
	width := len(t.Header)
	matched := settle(d.plan, t, index.Match(headerTexts(t)), opt.words)
	if opt.letters {
		letterIDs(d.plan, t, matched, width, opt.words)
	}
	passTotals(d.plan, t, matched, r)
	f := newFiller(d.plan, t, matched, r, opt)
	f.toml = t.Format == table.TOML
	d.format, d.read = t.Format, true
	rows := f.fill()
	f.hintLetters()
	d.columns = f.out
	for _, name := range f.extraNames() {
		if !slices.Contains(d.extra, name) {
			d.extra = append(d.extra, name)
		}
	}
	for i := range rows {
		e := newEntry(f, &rows[i], &t.Rows[i], d.path)
		e.sheet = len(d.sheets)
		metaOf(e.rec).Pos.Sheet = t.Sheet
		d.entries = append(d.entries, e)
	}
	d.sheets = append(d.sheets, sheetAt{t.Sheet, f.cellOf, f.matches()})
}

// hintLetters says once what the letters A and D of a RAID log were taken for: some people's logs have
// actions and decisions under them.
func (f *filler) hintLetters() {
	for j, h := range f.heads {
		if h.column == nil || h.column.Vocabulary != "raid type" {
			continue
		}
		for i := range f.t.Rows {
			if letter := strings.ToUpper(plainText(f.t.Rows[i].Cells[j])); letter == "A" || letter == "D" {
				f.r.add(CodeWordUnusual, Hint, f.spot(i, j), "If yours are actions or decisions, write the whole word.", "In %s the letter A was taken for an assumption and D for a dependency.", f.label(j))
				return
			}
		}
	}
}

// matches says what every header was taken for.
func (f *filler) matches() SheetMatch {
	out := SheetMatch{Sheet: f.t.Sheet, HeaderRow: f.t.HeaderRow}
	for j, h := range f.heads {
		m := HeaderMatch{Header: strings.Join(strings.Fields(f.t.Header[j].Text), " ")}
		if f.t.Header[j].Line == 0 {
			m.Header = "(not written: all rows alike)" // settle added it
		}
		switch {
		case h.column != nil:
			m.Column = seriesName(*h.column, h.nth)
		case h.draft:
			m.Column = draftColumn
		case h.keep:
			m.Column = withholdColumn
		}
		out.Headers = append(out.Headers, m)
	}
	return out
}

func (d *decoded) matches() []SheetMatch {
	var out []SheetMatch
	for _, s := range d.sheets {
		out = append(out, s.matches)
	}
	return out
}

// pickSheets chooses the sheets that hold a register. A RAID log may lie on several, one for each letter;
// of any other kind the sheet that fits best is read. What is left out is said once.
func pickSheets(p *plan, sheets []table.Sheet, r *report) []table.Sheet {
	if len(sheets) == 0 || sheets[0].Format != table.XLSX {
		return sheets
	}
	var hidden, other []string
	var fit []table.Sheet
	var first *table.Sheet
	for i, s := range sheets {
		if !s.Hidden && first == nil && len(s.Header) > 0 {
			first = &sheets[i]
		}
		kind, word := kindOfSheet(s.Sheet)
		if p.kind.Name == "raid" && word != "" {
			kind = "raid"
		}
		switch {
		case s.Hidden:
			hidden = append(hidden, quote(s.Sheet))
		case len(s.Header) == 0: // empty
		case kind != "" && kind != p.kind.Name || s.Known < 3 && (kind == "" || s.Known == 0):
			other = append(other, quote(s.Sheet))
		default:
			fit = append(fit, s)
		}
	}
	fit, beside := bestSheets(p, fit)
	other = append(other, beside...)
	if len(fit) == 0 && first != nil {
		fit = []table.Sheet{*first}
		other = slices.DeleteFunc(other, func(name string) bool { return name == quote(first.Sheet) })
	}
	sayLeft(r, hidden, other)
	if len(fit) == 0 {
		r.faults([]table.Fault{{Kind: table.NoHeader}}, false)
	}
	return fit
}

// bestSheets keeps all sheets of a RAID log, and of any other kind the one with most known columns.
func bestSheets(p *plan, fit []table.Sheet) (kept []table.Sheet, beside []string) {
	if p.kind.Name == "raid" || len(fit) < 2 {
		return fit, nil
	}
	best := 0
	for i, s := range fit {
		if s.Known > fit[best].Known {
			best = i
		}
	}
	for i, s := range fit {
		if i != best {
			beside = append(beside, quote(s.Sheet))
		}
	}
	return fit[best : best+1], beside
}

func sayLeft(r *report, hidden, other []string) {
	if len(other) > 0 {
		r.add(CodeSheetLeft, Hint, spot{}, "If one of them belongs here, give its columns the headers of this register; if it is a register of its own, `gatefold import` can take it.", "Sheets of this workbook that were not read, because they hold something else: %s.", strings.Join(other, ", "))
	}
	if len(hidden) > 0 {
		r.add(CodeSheetLeft, Hint, spot{}, "Show them in your spreadsheet program if they belong to the register.", "Sheets of this workbook that were not read, because they are hidden: %s.", strings.Join(hidden, ", "))
	}
}
