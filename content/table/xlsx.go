package table

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readWorkbook reads every sheet of an .xlsx file. Sheets that are hidden come back without rows: their
// author does not mean to show them.
func readWorkbook(data []byte, limits Limits, index *Index) (sheets []Sheet, faults []Fault) {
	if why := inspect(data); why != "" {
		return nil, []Fault{{Kind: NotWorkbook, Found: why}}
	}
	defer func() { // the library was not written for files that are wrong on purpose
		if recover() != nil {
			sheets, faults = nil, []Fault{{Kind: NotWorkbook, Found: WorkbookDamaged}}
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpackedBytes, UnzipXMLSizeLimit: unpackedBytes})
	if err != nil {
		return nil, []Fault{{Kind: NotWorkbook, Found: WorkbookDamaged}}
	}
	defer f.Close() // nothing was written
	if data, _ := f.Pkg.Load("xl/sharedStrings.xml"); data != nil {
		if part, ok := data.([]byte); ok && isBomb(part) {
			return nil, []Fault{{Kind: NotWorkbook, Found: WorkbookSwollen}}
		}
	}
	book := &workbook{file: f, limits: limits, index: index, parts: sheetParts(f), text: 4 * limits.Bytes}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		book.date1904 = *props.Date1904
	}
	for _, name := range f.GetSheetList() {
		if book.parts[name] == "" {
			continue // a sheet that is nothing but a chart
		}
		sheet, fault := book.sheet(name)
		if fault != nil {
			return nil, []Fault{*fault}
		}
		sheets = append(sheets, sheet)
	}
	if len(sheets) == 0 {
		return nil, []Fault{{Kind: NotWorkbook, Found: WorkbookDamaged}}
	}
	return sheets, nil
}

// workbook is an open .xlsx file.
type workbook struct {
	file     *excelize.File
	limits   Limits
	index    *Index
	parts    map[string]string // by sheet: the part of the zip that holds it
	formats  map[int]numberFormat
	date1904 bool
	text     int64 // characters that may still be read: many cells can share one long text
}

func (b *workbook) sheet(name string) (Sheet, *Fault) {
	t := &Table{Format: XLSX, Sheet: name, Date1904: b.date1904}
	if visible, err := b.file.GetSheetVisible(name); err != nil || !visible {
		t.Hidden = true
		return Sheet{Table: t}, nil
	}
	data, _ := b.file.Pkg.Load(b.parts[name])
	part, _ := data.([]byte)
	plan, ok := scanSheet(part)
	if !ok {
		return Sheet{}, &Fault{Kind: NotWorkbook, Found: WorkbookSwollen}
	}
	rows, faults, why := b.rows(t, plan)
	if why != "" {
		return Sheet{}, &Fault{Kind: NotWorkbook, Found: why}
	}
	if n := plan.unsolved; n > 0 {
		faults = append(faults, Fault{Kind: Unsolved, Line: int(plan.first.row), Cell: t.Address(int(plan.first.column), int(plan.first.row)), Got: n})
	}
	found := sheetRows{rows: rows, merged: plan.merged, joined: true}
	found.spread()
	return Sheet{t, append(faults, t.take(found, b.limits, b.index)...)}, nil
}

// rows reads the cells of a sheet, with what their formats say of them.
func (b *workbook) rows(t *Table, plan sheetPlan) (rows []Row, faults []Fault, why string) {
	it, err := b.file.Rows(t.Sheet)
	if err != nil {
		return nil, nil, WorkbookDamaged
	}
	defer it.Close() // nothing was written
	for n := 1; it.Next() && len(rows) <= b.limits.Rows+headerRows+1; n++ {
		values, err := it.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, nil, WorkbookDamaged
		}
		if len(values) == 0 {
			continue
		}
		row, more, ok := b.row(t, n, values, &plan)
		if !ok {
			return nil, nil, WorkbookSwollen
		}
		faults = append(faults, more...)
		if !blank(row.Cells) {
			rows = append(rows, row)
		}
	}
	return rows, faults, ""
}

// row makes cells of one row's values. ok is false when there is more text than is read.
func (b *workbook) row(t *Table, n int, values []string, plan *sheetPlan) (row Row, faults []Fault, ok bool) {
	row = Row{Number: n, Line: n, Cells: make([]Cell, 0, min(len(values), b.limits.Cells))}
	for j, value := range values {
		if j >= b.limits.Cells {
			if strings.TrimSpace(strings.Join(values[j:], "")) != "" {
				faults = append(faults, Fault{Kind: RowTooWide, Line: n, Cell: t.Address(j, n), Got: len(values), Want: b.limits.Cells})
			}
			break
		}
		c := Cell{Line: n}
		if value != "" {
			if b.text -= int64(len(value)); b.text < 0 {
				return row, faults, false
			}
			c = b.cell(value, n, plan.at(n, j))
		}
		if len(c.Text) > b.limits.CellBytes {
			faults = append(faults, Fault{Kind: CellTooLong, Line: n, Cell: t.Address(j, n), Found: shorten(c.Text), Got: len(c.Text), Want: b.limits.CellBytes})
			c.Text = strings.Clone(cutRunes(c.Text, b.limits.CellBytes))
		}
		row.Cells = append(row.Cells, c)
	}
	return row, faults, true
}

// cell gives a value as its reader sees it, but for dates, which become ISO.
func (b *workbook) cell(value string, n int, at cellPlan) Cell {
	c := Cell{Line: n, Text: value}
	switch at.kind {
	case 'b':
		c.Type, c.Text = Bool, "false"
		if value == "1" || strings.EqualFold(value, "true") {
			c.Text = "true"
		}
	case 0, 'n':
		c.Text, c.Type = b.format(int(at.style)).write(value, b.date1904)
	default:
		c.Text = strings.TrimSpace(value)
		if strings.Contains(c.Text, "\r") {
			c.Text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.Text)
		}
	}
	return c
}
