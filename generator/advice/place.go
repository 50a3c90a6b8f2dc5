package advice

import (
	"io/fs"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/table"
)

// place is where a finding stands.
type place struct {
	slug         string // of the project; "" outside them
	path         string
	line, column int
	cell         string
	absent       string // the column that a register would need for it and does not have
}

// places finds the lines of fields in text files, which the load does not keep. A file is read once.
type places struct {
	source fs.FS
	known  map[string][]table.Field
}

func newPlaces(source fs.FS) *places {
	return &places{source: source, known: map[string][]table.Field{}}
}

// settingsFile is the place of a key of portfolio.toml, "owner.headline"; of its table when the key is not
// there.
func (e *eye) settingsFile(key string) place {
	at := place{path: "portfolio.toml"}
	at.line, at.column = e.places.key(at.path, key)
	return at
}

// projectFile is the place of a key of project.toml.
func (e *eye) projectFile(p *content.Project, key string) place {
	at := place{slug: p.Slug, path: p.Meta.Pos.Path}
	at.line, at.column = e.places.key(at.path, key)
	return at
}

// record is the place of a column of a record: a cell of its row, or a line of its document.
func (e *eye) record(p *content.Project, r content.Record, column string) place {
	m := r.Common()
	at := place{slug: p.Slug, path: m.Pos.Path, line: m.Pos.Line}
	if strings.HasSuffix(strings.ToLower(m.Pos.Path), ".md") {
		at.line, at.column = e.places.key(m.Pos.Path, strings.ReplaceAll(column, " ", "_"))
		return at
	}
	for _, t := range p.Tables {
		if t.Register != m.Register || m.Pos.Row == 0 {
			continue
		}
		i := cellOf(t, column)
		if i < 0 && len(t.Cells) > 0 { // a workbook of several sheets has no cells in common
			at.absent = content.Column{Name: column}.Header()
		}
		if i < 0 {
			i = max(0, cellOf(t, "id"))
		}
		at.cell = table.SheetAddress(m.Pos.Sheet, i, m.Pos.Row)
	}
	return at
}

// cellOf is which cell of a row holds a column, or -1.
func cellOf(t content.RegisterTable, column string) int {
	for i, c := range t.Columns {
		if c.Name == column && i < len(t.Cells) {
			return t.Cells[i]
		}
	}
	return -1
}

// entry is the place of the n-th entry, from 0, of a list in a document: of one criterion of a gate.
func (e *eye) entry(p *content.Project, r content.Record, column string, n int) place {
	at := e.record(p, r, column)
	for _, f := range e.places.fields(at.path) {
		if items := f.Cell.Items(); strings.EqualFold(f.Name, column) && n < len(items) {
			at.line, at.column = items[n].Line, items[n].Column
		}
	}
	return at
}

// body is the place of a byte of a document's text.
func (e *eye) body(slug string, m content.Meta, offset int) place {
	before := m.Body[:min(offset, len(m.Body))]
	last := strings.LastIndexByte(before, '\n')
	return place{slug: slug, path: m.BodyPath, line: m.BodyLine + strings.Count(before, "\n"), column: 1 + len([]rune(before[last+1:]))}
}

// maxFieldFile is the size in bytes up to which a file is read again for the place of a field.
const maxFieldFile = 1 << 20

// key is the place of a key in the TOML of a file, "case.result" of a key in a table; 1 and 0 when there is
// none.
func (s *places) key(path, key string) (line, column int) {
	fields := s.fields(path)
	line = 1
	for part := range strings.SplitSeq(key, ".") {
		found := false
		for _, f := range fields {
			if strings.ReplaceAll(table.Normalise(f.Name), " ", "_") == part {
				line, column, fields, found = f.Line, f.Column, f.Cell.Fields(), true
				break
			}
		}
		if !found {
			return line, 0
		}
	}
	return line, column
}

func (s *places) fields(path string) []table.Field {
	if fields, ok := s.known[path]; ok || s.source == nil {
		return fields
	}
	s.known[path] = nil
	info, err := fs.Stat(s.source, path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFieldFile {
		return nil // then the file alone is named
	}
	data, err := fs.ReadFile(s.source, path)
	if err != nil {
		return nil
	}
	limits := table.DefaultLimits()
	limits.Bytes = maxFieldFile
	if strings.HasSuffix(strings.ToLower(path), ".md") {
		doc, _, _ := table.Document(data, limits)
		s.known[path] = doc.Front.Fields()
	} else {
		root, _ := table.Settings(data, limits)
		s.known[path] = root.Fields()
	}
	return s.known[path]
}
