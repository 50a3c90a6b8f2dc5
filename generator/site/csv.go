package site

import (
	"bytes"
	"encoding/csv"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// registerCSV is a register as a download for the reader's own spreadsheet (formats.md section 3):
// all columns of the contract in order, then the extra ones; ISO dates, other values as written.
// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
func registerCSV(p *content.Project, t content.RegisterTable) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	columns := content.Columns(t.Register)
	baselines := baselineColumns(p, t.Register)
	var head []string
	for _, c := range columns {
		head = append(head, c.Header())
		if c.Name == "baseline remaining" {
			head = append(head, baselines...)
		}
	}
	if err := w.Write(append(head, t.Extra...)); err != nil {
		return nil, err
	}
	for _, r := range p.Records {
		m := r.Common()
		if m.Register != t.Register {
			continue
		}
		if err := w.Write(csvRow(m, columns, baselines, t.Extra)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}

func csvRow(m content.Meta, columns []content.Column, baselines, extra []string) []string {
	var row []string
	for i, c := range columns {
		value := ""
		if i < len(m.Values) {
			value = m.Values[i]
		}
		row = append(row, harmless(value))
		if c.Name == "baseline remaining" {
			for _, name := range baselines {
				row = append(row, harmless(extraValue(m, name)))
			}
		}
	}
	for _, name := range extra {
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

// harmless disarms formulas; a number keeps its sign.
func harmless(s string) string {
	if s == "" || !slices.Contains([]byte("=+-@\t\r"), s[0]) {
		return s
	}
	if s[0] == '-' || s[0] == '+' {
		rest := bytes.Trim([]byte(s[1:]), "0123456789.,% ")
		if len(rest) == 0 {
			return s
		}
	}
	return "'" + s
}
