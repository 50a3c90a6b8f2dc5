package content

import (
	"encoding/binary"
	"reflect"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"github.com/gatefold/gatefold/content/table"
)

// What a Memory knows is kept between two runs as one packed item a file: its path and a zero byte, the
// length of what is packed in CBOR, that, and the bodies of its documents one after the other, so that
// they need not be copied. Items are only read by the version that wrote them, so their form may change
// at any time.

type keptItem struct {
	_          struct{} `cbor:",toarray"`
	Size, Time int64
	Sum        []byte
	Options    string
	File       *keptFile
	Project    *keptProject
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
	Body         int  // bytes of its body
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
// everything. It ends with the first error of add, which must not keep the item.
func (m *Memory) Fresh(all bool, add func(item []byte) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var paths []string
	for p, r := range m.known {
		if all || r.fresh {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	var b []byte
	for _, p := range paths {
		r := m.known[p]
		var err error
		if b, err = r.pack(append(append(b[:0], p...), 0)); err != nil {
			return err
		}
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
func (r *remembered) pack(b []byte) ([]byte, error) {
	if r.kept != "" {
		return append(b, r.kept...), nil
	}
	item := keptItem{Size: r.stamp.size, Time: r.stamp.time, Sum: r.sum[:], Options: r.options}
	var err error
	if r.project != nil {
		item.Project = packProject(r.project)
	} else if item.File, err = packFile(r.file); err != nil {
		return nil, err
	}
	packed, err := cbor.Marshal(item)
	if err != nil {
		return nil, err
	}
	b = append(binary.AppendUvarint(b, uint64(len(packed))), packed...)
	if r.file != nil {
		for _, e := range r.file.entries {
			b = append(b, metaOf(e.rec).Body...)
		}
	}
	return b, nil
}

// restored unpacks what was kept, at the first use; false when it is of no use. Without a plan it is a
// project.toml.
func (r *remembered) restored(path string, p *plan) bool {
	if r.kept == "" {
		return r.file != nil || r.project != nil
	}
	head := []byte(r.kept[:min(len(r.kept), binary.MaxVarintLen64)])
	size, n := binary.Uvarint(head)
	rest := r.kept[max(n, 0):]
	r.kept = ""
	if n <= 0 || size > uint64(len(rest)) {
		return false
	}
	var item keptItem
	if err := cbor.Unmarshal([]byte(rest[:size]), &item); err != nil || len(item.Sum) != len(Sum{}) {
		return false
	}
	r.stamp, r.sum, r.options = stamp{item.Size, item.Time}, Sum(item.Sum), item.Options
	switch {
	case p == nil && item.Project != nil:
		r.project = unpackProject(item.Project)
		return true
	case p != nil && item.File != nil:
		r.file = unpackFile(path, item.File, rest[size:], p)
	}
	return r.file != nil
}

func packFile(d *decoded) (*keptFile, error) {
	out := &keptFile{Read: d.read, Format: string(d.format), Extra: d.extra, At: d.at, Problems: d.problems}
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
		k.Body, k.Meta.Body = len(k.Meta.Body), ""
		for _, c := range e.row.cells {
			k.Cells = append(k.Cells, c.line, c.column)
		}
		k.Mentions, k.InColumns = packMentions(e.mentions)
		out.Entries = append(out.Entries, k)
	}
	return out, nil
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

// unpackFile gives nil for what no file of this plan can have become.
func unpackFile(path string, in *keptFile, bodies string, p *plan) *decoded {
	d := &decoded{path: path, plan: p, read: in.Read, format: table.Format(in.Format), extra: in.Extra, at: in.At, problems: in.Problems}
	if !d.unpackColumns(in.Columns) {
		return nil
	}
	for i := range in.Entries {
		k := &in.Entries[i]
		e := entry{rec: reflect.New(p.typ), row: rowAt{line: k.Line, number: k.Number}, mentions: unpackMentions(k.Mentions, k.InColumns)}
		if err := cbor.Unmarshal(k.Record, e.rec.Interface()); err != nil || k.Body < 0 || k.Body > len(bodies) {
			return nil
		}
		k.Meta.Body, bodies = bodies[:k.Body], bodies[k.Body:]
		*metaOf(e.rec) = k.Meta
		for i := 0; i+1 < len(k.Cells); i += 2 {
			e.row.cells = append(e.row.cells, cellAt{k.Cells[i], k.Cells[i+1]})
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

func packProject(p *projectFile) *keptProject {
	out := &keptProject{Meta: p.meta, Problems: p.problems, Places: map[string]keptSpot{}}
	out.Mentions, out.InColumns = packMentions(p.mentions)
	for key, at := range p.places {
		out.Places[key] = keptSpot{Line: at.line, Column: at.column, Cell: at.cell}
	}
	return out
}

func unpackProject(in *keptProject) *projectFile {
	p := &projectFile{meta: in.Meta, mentions: unpackMentions(in.Mentions, in.InColumns), places: map[string]spot{}, problems: in.Problems}
	for key, at := range in.Places {
		p.places[key] = spot{at.Line, at.Column, at.Cell}
	}
	return p
}
