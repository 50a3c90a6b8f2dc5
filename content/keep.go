package content

import (
	"reflect"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// What a Memory knows is kept between two runs as one packed item a file: its path and a zero byte, a
// keptHead, and of a register or document a keptFile and the record of each entry. Items are only read by
// the version that wrote them, so their form may change at any time.

type keptHead struct {
	Size, Time int64
	Sum        string
	Options    string
	Project    *keptProject
}

type keptFile struct {
	Read     bool
	Format   string
	Columns  []keptColumn
	Extra    []string
	Sheets   []keptSheet
	Problems Problems
	Entries  []keptEntry
}

type keptSheet struct {
	Name    string
	At      []int
	Matches SheetMatch
}

// keptColumn is a column of the kind under the name that it has in the file.
type keptColumn struct {
	Index int
	Name  string
}

type keptEntry struct {
	Line, Number int
	Sheet        int
	Cells        []int // line, column, line, column ...
	Mentions     []keptMention
}

// keptMention leaves out what is the same for all mentions of a file.
type keptMention struct {
	Mention  Ref
	Line     int
	Column   int
	Cell     string
	Sure     bool
	InColumn string
}

type keptProject struct {
	Meta     ProjectMeta
	Mentions []keptMention
	Places   map[string]keptSpot
	Problems Problems
}

type keptSpot struct {
	Line, Column int
	Cell         string
}

// Fresh packs what was learnt since the last call, or since Restore, one item a file; all packs
// everything. It ends with the first error of add, which must not keep the item.
func (m *Memory) Fresh(all bool, add func(item []byte) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var paths []string
	for p, r := range m.known {
		if (all || r.fresh) && (r.kept != "" || r.file != nil || r.project != nil) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	var b []byte
	for _, p := range paths {
		r := m.known[p]
		b = m.pack(append(append(b[:0], p...), 0), r)
		if err := add(b); err != nil {
			return err
		}
		r.fresh = false
	}
	return nil
}

// Size is the number of files known.
func (m *Memory) Size() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.known)
}

// Restore takes in what Fresh packed, later items over earlier ones. An item that cannot be read is as
// if it had never been kept. What was restored shares the items' bytes.
func (m *Memory) Restore(items []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = make(map[string]*remembered, len(items))
	}
	for _, item := range items {
		if path, rest, ok := strings.Cut(item, "\x00"); ok {
			m.known[path] = &remembered{kept: rest}
		}
	}
}

// pack puts an item's content behind b.
func (m *Memory) pack(b []byte, r *remembered) []byte {
	if r.kept != "" {
		return append(b, r.kept...)
	}
	head := keptHead{Size: r.stamp.size, Time: r.stamp.time, Sum: string(r.sum[:]), Options: r.options}
	if r.project != nil {
		head.Project = packProject(r.project)
		return m.types.Append(b, reflect.ValueOf(head))
	}
	b = m.types.Append(b, reflect.ValueOf(head))
	b = m.types.Append(b, reflect.ValueOf(packFile(r.file)))
	for _, e := range r.file.entries {
		b = m.types.Append(b, e.rec.Elem())
	}
	return b
}

// restored unpacks what was kept, at the first use; false when it is of no use. Without a plan it is a
// project.toml.
func (m *Memory) restored(r *remembered, path string, p *plan) bool {
	if r.kept == "" {
		return r.file != nil || r.project != nil
	}
	kept := r.kept
	r.kept = ""
	var head keptHead
	rest, err := m.types.Read(kept, reflect.ValueOf(&head).Elem())
	if err != nil || len(head.Sum) != len(Sum{}) {
		return false
	}
	r.stamp, r.options = stamp{head.Size, head.Time}, head.Options
	copy(r.sum[:], head.Sum)
	if p == nil {
		if head.Project != nil {
			r.project = unpackProject(path, head.Project)
		}
		return r.project != nil
	}
	if head.Project == nil {
		r.file = m.unpackFile(path, rest, p)
	}
	return r.file != nil
}

func packFile(d *decoded) keptFile {
	out := keptFile{Read: d.read, Format: string(d.format), Extra: d.extra, Problems: d.problems}
	for _, s := range d.sheets {
		out.Sheets = append(out.Sheets, keptSheet{s.name, s.at, s.matches})
	}
	for _, c := range d.columns {
		i := slices.IndexFunc(d.plan.columns, func(p Column) bool { return p.field == c.field })
		out.Columns = append(out.Columns, keptColumn{Index: i, Name: c.Name})
	}
	for _, e := range d.entries {
		k := keptEntry{Line: e.row.line, Number: e.row.number, Sheet: e.sheet, Mentions: packMentions(e.mentions)}
		for _, c := range e.row.cells {
			k.Cells = append(k.Cells, c.line, c.column)
		}
		out.Entries = append(out.Entries, k)
	}
	return out
}

func packMentions(ms []mention) (out []keptMention) {
	for _, m := range ms {
		out = append(out, keptMention{m.Ref, m.Pos.Line, m.Column, m.Cell, m.Sure, m.column})
	}
	return out
}

func unpackMentions(path string, ms []keptMention) (out []mention) {
	for _, m := range ms {
		out = append(out, mention{Mention{m.Mention, Pos{Path: path, Line: m.Line}, m.Column, m.Cell, m.Sure}, m.InColumn})
	}
	return out
}

// unpackFile gives nil for what no file of this plan can have become.
func (m *Memory) unpackFile(path, kept string, p *plan) *decoded {
	var in keptFile
	rest, err := m.types.Read(kept, reflect.ValueOf(&in).Elem())
	if err != nil {
		return nil
	}
	d := &decoded{path: path, plan: p, read: in.Read, format: table.Format(in.Format), extra: in.Extra, problems: in.Problems}
	for _, s := range in.Sheets {
		d.sheets = append(d.sheets, sheetAt{s.Name, s.At, s.Matches})
	}
	if !d.unpackColumns(in.Columns) {
		return nil
	}
	for _, k := range in.Entries {
		e := entry{rec: reflect.New(p.typ), row: rowAt{line: k.Line, number: k.Number}, sheet: k.Sheet, mentions: unpackMentions(path, k.Mentions)}
		if rest, err = m.types.Read(rest, e.rec.Elem()); err != nil {
			return nil
		}
		e.row.cells = make([]cellAt, len(k.Cells)/2)
		for i := range e.row.cells {
			e.row.cells[i] = cellAt{k.Cells[2*i], k.Cells[2*i+1]}
		}
		d.entries = append(d.entries, e)
	}
	if !d.fits() {
		return nil
	}
	return d
}

// unpackColumns shares the plan's columns where they are just those.
func (d *decoded) unpackColumns(in []keptColumn) bool {
	if in == nil {
		return true
	}
	same := len(in) == len(d.plan.columns)
	for i, c := range in {
		if c.Index < 0 || c.Index >= len(d.plan.columns) {
			return false
		}
		same = same && c.Index == i && c.Name == d.plan.columns[i].Name
	}
	if same {
		d.columns = d.plan.columns
		return true
	}
	for _, c := range in {
		column := d.plan.columns[c.Index]
		column.Name = c.Name
		d.columns = append(d.columns, column)
	}
	return true
}

// fits tells whether the places of columns lie within the rows.
func (d *decoded) fits() bool {
	for _, s := range d.sheets {
		if len(s.at) != len(d.columns) {
			return false
		}
	}
	for _, e := range d.entries {
		if e.sheet < 0 || e.sheet >= len(d.sheets) {
			return false
		}
		for _, i := range d.sheets[e.sheet].at {
			if i >= len(e.row.cells) {
				return false
			}
		}
	}
	return true
}

func packProject(p *projectFile) *keptProject {
	out := &keptProject{Meta: p.meta, Problems: p.problems, Mentions: packMentions(p.mentions), Places: map[string]keptSpot{}}
	for key, at := range p.places {
		out.Places[key] = keptSpot{Line: at.line, Column: at.column, Cell: at.cell}
	}
	return out
}

func unpackProject(path string, in *keptProject) *projectFile {
	p := &projectFile{meta: in.Meta, mentions: unpackMentions(path, in.Mentions), places: map[string]spot{}, problems: in.Problems}
	for key, at := range in.Places {
		p.places[key] = spot{at.Line, at.Column, at.Cell}
	}
	return p
}
