package content

import "github.com/gatefold/gatefold/content/table"

// RegisterFile is a csv, tsv or toml register as it is written, with what its headers mean: for whoever adds
// to it.
type RegisterFile struct {
	Table *table.Table   // nil when nothing could be read
	Cells map[string]int // which cell of a row holds a column, by the column's name; those of the file alone
	Type  string         // the type of all rows of a RAID log whose headers say it and whose rows do not
}

// ReadRegister reads a register as a load does, with the words that real files write over columns and those
// that project.toml fixes. The faults are those of the file as a table.
func ReadRegister(k Kind, pins table.Pins, name string, data []byte) (RegisterFile, []table.Fault) {
	p := newPlan(k)
	index := p.words().With(pins)
	sheets, faults := table.ReadSheets(name, data, table.DefaultLimits(), index)
	if len(sheets) == 0 || sheets[0].Format == table.XLSX {
		return RegisterFile{}, faults
	}
	t := sheets[0].Table
	out := RegisterFile{Table: t, Cells: map[string]int{}}
	width := len(t.Header)
	for i, m := range settle(p, t, index.Match(headerTexts(t)), newWordIndex()) {
		switch {
		case m.Column < 0 || m.Column >= len(p.columns):
		case i < width:
			name := seriesName(p.columns[m.Column], m.Nth)
			if _, twice := out.Cells[name]; !twice {
				out.Cells[name] = i
			}
		case len(t.Rows) > 0:
			out.Type = t.Rows[0].Cells[i].Text
		}
	}
	t.Header = t.Header[:width]
	return out, append(faults, sheets[0].Faults...)
}
