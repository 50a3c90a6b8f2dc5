package site

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// registerCSV is a register as a download for the reader's own spreadsheet (formats.md section 3):
// all columns of the contract in order, then the extra ones; ISO dates, other values as written.
// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
func registerCSV(p *content.Project, t content.RegisterTable) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Header())
	}
	if err := w.Write(append(head, t.Extra...)); err != nil {
		return nil, err
	}
	for _, r := range p.Records {
		m := r.Common()
		if m.Register != t.Register || m.Pos.Path != t.Path {
			continue
		}
		if err := w.Write(csvRow(m, t)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}

func csvRow(m content.Meta, t content.RegisterTable) []string {
	row := make([]string, len(t.Columns), len(t.Columns)+len(t.Extra))
	for i := range t.Columns {
		switch {
		case t.Columns[i].ID:
			row[i] = harmless(m.ID) // a missing or doubtful one was replaced
		case i < len(m.Values):
			row[i] = harmless(m.Values[i])
		}
	}
	for _, name := range t.Extra {
		row = append(row, harmless(extraValue(m, name)))
	}
	return row
}

func extraValue(m content.Meta, name string) string {
	for _, f := range m.Extra {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// harmless disarms formulas. A sign before a digit stays as it was written: "+9 items", "-5".
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if (s[0] == '-' || s[0] == '+') && len(s) > 1 && s[1] >= '0' && s[1] <= '9' && !strings.ContainsAny(s, "|!=(") {
		return s
	}
	return "'" + s
}
