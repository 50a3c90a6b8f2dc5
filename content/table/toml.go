package table

import (
	"errors"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// Settings reads a TOML file: a Group of its values, each with its place. When the text cannot be
// read the group is empty and a fault says why.
func Settings(data []byte, limits Limits) (Cell, []Fault) {
	if int64(len(data)) > limits.Bytes {
		return Cell{Type: Group}, []Fault{{Kind: TooLarge, Got: len(data), Want: int(limits.Bytes)}}
	}
	text, faults := decodeText(data)
	root, more := parseTOML(text, 1)
	return root, append(faults, more...)
}

// parseTOML decodes text that begins on the given line of its file.
func parseTOML(text string, line int) (Cell, []Fault) {
	root := Cell{Type: Group, Line: line, Column: 1}
	text = strings.TrimLeft(text, "\ufeff") // a byte order mark of an editor, or two; the decoder skips one
	scan, scanErr := places(text)
	lines := newLineIndex(text, line)
	if errors.Is(scanErr, errTooDeep) {
		l, c := lines.at(scan.pos)
		return root, []Fault{{Kind: TooDeep, Line: l, Column: c, Want: maxDepth}}
	}
	checked := text
	if scanErr != nil {
		// The decoder recurses as deep as brackets go, so it only sees what the scanner has passed.
		checked = text[:endOfLine(text, scan.pos)]
	}
	var decoded map[string]any
	if _, err := toml.Decode(checked, &decoded); err != nil {
		return root, []Fault{syntaxFault(err, lines)}
	}
	if scanErr != nil {
		l, c := lines.at(scan.pos)
		return root, []Fault{{Kind: Syntax, Line: l, Column: c, Found: "this is not TOML"}}
	}
	b := tomlBuilder{src: text, places: scan.places, lines: lines}
	root.fields = b.fields("", decoded, root)
	return root, nil
}

func endOfLine(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s)
}

func syntaxFault(err error, lines lineIndex) Fault {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return Fault{Kind: Syntax, Line: lines.first, Found: err.Error()}
	}
	l, c := lines.at(parse.Position.Start)
	if l != parse.Position.Line+lines.first-1 { // the decoder's line is the one it reports to people
		l, c = parse.Position.Line+lines.first-1, 0
	}
	if strings.Contains(parse.Message, `got '\n'`) { // the end of the line before is meant
		l, c = max(l-1, lines.first), 0
	}
	return Fault{Kind: Syntax, Line: l, Column: c, Found: parse.Message}
}

// tomlBuilder joins decoded values with their places.
type tomlBuilder struct {
	src    string
	places map[string]place
	lines  lineIndex
}

func (b tomlBuilder) fields(path string, values map[string]any, parent Cell) []Field {
	type ordered struct {
		field Field
		key   int
	}
	list := make([]ordered, 0, len(values))
	for name, v := range values {
		p := joinKey(path, name)
		at, known := b.places[p]
		f := Field{Name: name, Line: parent.Line, Column: parent.Column}
		if known {
			f.Line, f.Column = b.lines.at(at.key)
		}
		f.Cell = b.cell(p, v, parent)
		list = append(list, ordered{f, at.key})
	}
	slices.SortFunc(list, func(x, y ordered) int {
		if x.key != y.key {
			return x.key - y.key
		}
		return strings.Compare(x.field.Name, y.field.Name)
	})
	out := make([]Field, len(list))
	for i, o := range list {
		out[i] = o.field
	}
	return out
}

func (b tomlBuilder) cell(path string, v any, parent Cell) Cell {
	at, known := b.places[path]
	c := Cell{Line: parent.Line, Column: parent.Column}
	if known {
		c.Line, c.Column = b.lines.at(at.start)
	}
	switch v := v.(type) {
	case string:
		c.Text = v
		c.opening(b.src[at.start:at.end])
	case bool:
		c.Type, c.Text = Bool, b.src[at.start:at.end]
	case time.Time:
		c.Type, c.Text = Date, b.src[at.start:at.end]
	case map[string]any:
		c.Type = Group
		c.fields = b.fields(path, v, c)
	case []map[string]any:
		c.Type = List
		for i, item := range v {
			c.fields = append(c.fields, Field{Cell: b.cell(joinIndex(path, i), item, c)})
		}
	case []any:
		c.Type = List
		for i, item := range v {
			c.fields = append(c.fields, Field{Cell: b.cell(joinIndex(path, i), item, c)})
		}
	default:
		c.Type, c.Text = Number, b.src[at.start:at.end]
	}
	return c
}

// opening notes how far a string's text lies behind its first quotation mark.
func (c *Cell) opening(raw string) {
	switch {
	case strings.HasPrefix(raw, `"""`) || strings.HasPrefix(raw, "'''"):
		c.lead = 3
		c.below = len(raw) > 3 && raw[3] == '\n'
	case raw != "":
		c.lead = 1
	}
}

// lineIndex turns byte offsets into lines and columns.
type lineIndex struct {
	src    string
	first  int   // number of the first line
	starts []int // of each line
}

func newLineIndex(src string, first int) lineIndex {
	starts := []int{0}
	for i := 0; i < len(src); i++ {
		if src[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return lineIndex{src, first, starts}
}

func (x lineIndex) at(offset int) (line, column int) {
	offset = min(max(offset, 0), len(x.src))
	n := sort.SearchInts(x.starts, offset+1) - 1
	return n + x.first, 1 + utf8.RuneCountInString(x.src[x.starts[n]:offset])
}

// readTOML makes a table of a TOML register: the array of tables called like its file.
func readTOML(stem, text string, limits Limits) (*Table, []Fault) {
	root, faults := parseTOML(text, 1)
	if len(faults) > 0 {
		return nil, faults
	}
	t := &Table{Format: TOML}
	for _, f := range root.Fields() {
		if Normalise(f.Name) != Normalise(stem) {
			faults = append(faults, Fault{Kind: UnknownTable, Line: f.Line, Column: f.Column, Found: f.Name})
			continue
		}
		faults = append(faults, t.addGroups(f.Cell, limits)...)
	}
	if len(t.Rows) == 0 && len(faults) == 0 {
		faults = append(faults, Fault{Kind: NoRows})
	}
	return t, faults
}

// Groups makes a table of a list of TOML tables inside a document. The header is every key in the
// order in which it first appears.
func Groups(list Cell, limits Limits) (*Table, []Fault) {
	t := &Table{Format: TOML}
	return t, t.addGroups(list, limits)
}

func (t *Table) addGroups(list Cell, limits Limits) (faults []Fault) {
	index := map[string]int{}
	for _, item := range list.Items() {
		if item.Type != Group {
			faults = append(faults, Fault{Kind: NotATable, Line: item.Line, Column: item.Column, Found: shorten(item.Text)})
			continue
		}
		if len(t.Rows) == limits.Rows {
			return append(faults, Fault{Kind: TooManyRows, Line: item.Line, Want: limits.Rows})
		}
		row := Row{Line: item.Line}
		for _, f := range item.Fields() {
			j, known := index[f.Name]
			if !known {
				if len(t.Header) == limits.Cells {
					faults = append(faults, Fault{Kind: RowTooWide, Line: f.Line, Got: len(t.Header) + 1, Want: limits.Cells})
					continue
				}
				j = len(t.Header)
				index[f.Name] = j
				t.Header = append(t.Header, Cell{Text: f.Name, Line: f.Line, Column: f.Column})
			}
			for len(row.Cells) <= j {
				row.Cells = append(row.Cells, Cell{Line: item.Line})
			}
			row.Cells[j] = f.Cell
		}
		t.Rows = append(t.Rows, row)
	}
	if list.Type != List {
		faults = append(faults, Fault{Kind: NotATable, Line: list.Line, Column: list.Column, Found: shorten(list.Text)})
	}
	for i := range t.Rows {
		for len(t.Rows[i].Cells) < len(t.Header) {
			t.Rows[i].Cells = append(t.Rows[i].Cells, Cell{Line: t.Rows[i].Line})
		}
	}
	return append(faults, duplicates(t)...)
}
