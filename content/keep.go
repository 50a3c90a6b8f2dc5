package content

import (
	"maps"
	"reflect"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"github.com/gatefold/gatefold/content/table"
)

// What a Memory knows is kept between two runs as one packed item a file. The items are only read by
// the version that wrote them, so their form may change at any time.

type keptItem struct {
	_          struct{} `cbor:",toarray"`
	Path       string
	Size, Time int64
	Sum        []byte
	Options    string
	Body       cbor.RawMessage // a keptFile or a keptProject
}

type keptFile struct {
	_        struct{} `cbor:",toarray"`
	Read     bool
	Format   string
	Columns  []keptColumn
	Extra    []string
	At       []int
	Problems Problems
	Entries  []keptEntry
}

// keptColumn is a column of the kind under the name that it has in the file.
type keptColumn struct {
	_     struct{} `cbor:",toarray"`
	Index int
	Name  string
}

type keptEntry struct {
	_            struct{} `cbor:",toarray"`
	Record       cbor.RawMessage
	Meta         Meta // apart, because its fields have namesakes in the record
	Line, Number int
	Cells        []int // line, column, line, column ...
	Mentions     []Mention
	InColumns    []string
}

type keptProject struct {
	_         struct{} `cbor:",toarray"`
	Meta      ProjectMeta
	Mentions  []Mention
	InColumns []string
	Places    map[string]keptSpot
	Problems  Problems
}

type keptSpot struct {
	_            struct{} `cbor:",toarray"`
	Line, Column int
	Cell         string
}

// Fresh packs what was learnt since the last call, or since Restore, one item a file; all packs
// everything. It ends with the first error of add.
func (m *Memory) Fresh(all bool, add func(item []byte) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range slices.Sorted(maps.Keys(m.known)) {
		r := m.known[p]
		if !all && !r.fresh {
			continue
		}
		item := keptItem{Path: p, Size: r.stamp.size, Time: r.stamp.time, Sum: r.sum[:], Options: r.options, Body: r.kept}
		if r.kept == nil {
			var err error
			if item.Body, err = r.pack(); err != nil {
				return err
			}
		}
		packed, err := cbor.Marshal(item)
		if err != nil {
			return err
		}
		if err := add(packed); err != nil {
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
// if it had never been kept.
func (m *Memory) Restore(items [][]byte) {
	for _, packed := range items {
		var item keptItem
		if err := cbor.Unmarshal(packed, &item); err != nil || len(item.Sum) != len(Sum{}) {
			continue
		}
		m.keep(item.Path, &remembered{stamp: stamp{item.Size, item.Time}, sum: Sum(item.Sum), options: item.Options, kept: item.Body})
	}
}

func (r *remembered) pack() ([]byte, error) {
	if r.project != nil {
		return packProject(r.project)
	}
	return packFile(r.file)
}

// restored unpacks what was kept, at the first use; false when it is of no use. Without a plan it is a
// project.toml.
func (r *remembered) restored(path string, p *plan) (ok bool) {
	if r.kept == nil {
		return true
	}
	if p == nil {
		r.project, ok = unpackProject(r.kept)
	} else {
		r.file, ok = unpackFile(path, r.kept, p)
	}
	if ok {
		r.kept = nil
	}
	return ok
}

func packFile(d *decoded) ([]byte, error) {
	out := keptFile{Read: d.read, Format: string(d.format), Extra: d.extra, At: d.at, Problems: d.problems}
	for _, c := range d.columns {
		i := slices.IndexFunc(d.plan.columns, func(p Column) bool { return p.field == c.field })
		out.Columns = append(out.Columns, keptColumn{Index: i, Name: c.Name})
	}
	for i := range d.entries {
		e := &d.entries[i]
		bare := reflect.New(e.rec.Type().Elem())
		bare.Elem().Set(e.rec.Elem())
		*metaOf(bare) = Meta{}
		record, err := cbor.Marshal(bare.Interface())
		if err != nil {
			return nil, err
		}
		k := keptEntry{Record: record, Meta: *metaOf(e.rec), Line: e.row.line, Number: e.row.number}
		for _, c := range e.row.cells {
			k.Cells = append(k.Cells, c.line, c.column)
		}
		k.Mentions, k.InColumns = packMentions(e.mentions)
		out.Entries = append(out.Entries, k)
	}
	return cbor.Marshal(out)
}

func packMentions(ms []mention) (out []Mention, columns []string) {
	for _, m := range ms {
		out, columns = append(out, m.Mention), append(columns, m.column)
	}
	return out, columns
}

func unpackMentions(ms []Mention, columns []string) (out []mention) {
	for i, m := range ms {
		if i < len(columns) {
			out = append(out, mention{m, columns[i]})
		}
	}
	return out
}

// unpackFile is false for what no file of this plan can have become.
func unpackFile(path string, kept []byte, p *plan) (*decoded, bool) {
	var in keptFile
	if err := cbor.Unmarshal(kept, &in); err != nil {
		return nil, false
	}
	d := &decoded{path: path, plan: p, read: in.Read, format: table.Format(in.Format), extra: in.Extra, at: in.At, problems: in.Problems}
	for _, c := range in.Columns {
		if c.Index < 0 || c.Index >= len(p.columns) {
			return nil, false
		}
		column := p.columns[c.Index]
		column.Name = c.Name
		d.columns = append(d.columns, column)
	}
	for _, k := range in.Entries {
		e := entry{rec: reflect.New(p.typ), row: rowAt{line: k.Line, number: k.Number}, mentions: unpackMentions(k.Mentions, k.InColumns)}
		if err := cbor.Unmarshal(k.Record, e.rec.Interface()); err != nil {
			return nil, false
		}
		*metaOf(e.rec) = k.Meta
		for i := 0; i+1 < len(k.Cells); i += 2 {
			e.row.cells = append(e.row.cells, cellAt{k.Cells[i], k.Cells[i+1]})
		}
		d.entries = append(d.entries, e)
	}
	return d, d.fits()
}

// fits tells whether the places of columns lie within the rows.
func (d *decoded) fits() bool {
	if len(d.at) != len(d.columns) {
		return false
	}
	for _, e := range d.entries {
		for _, i := range d.at {
			if i >= len(e.row.cells) {
				return false
			}
		}
	}
	return true
}

func packProject(p *projectFile) ([]byte, error) {
	out := keptProject{Meta: p.meta, Problems: p.problems, Places: map[string]keptSpot{}}
	out.Mentions, out.InColumns = packMentions(p.mentions)
	for key, at := range p.places {
		out.Places[key] = keptSpot{Line: at.line, Column: at.column, Cell: at.cell}
	}
	return cbor.Marshal(out)
}

func unpackProject(kept []byte) (*projectFile, bool) {
	var in keptProject
	if err := cbor.Unmarshal(kept, &in); err != nil {
		return nil, false
	}
	p := &projectFile{meta: in.Meta, mentions: unpackMentions(in.Mentions, in.InColumns), problems: in.Problems}
	if in.Places != nil {
		p.places = map[string]spot{}
	}
	for key, at := range in.Places {
		p.places[key] = spot{at.Line, at.Column, at.Cell}
	}
	return p, true
}
