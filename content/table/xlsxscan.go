package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook may hold. A spreadsheet has 1,048,576 rows; a register of 100,000 rows unpacks to some
// 40 MB.
const (
	unpackedBytes   = 64 << 20
	packedParts     = 2_000
	xmlDepth        = 100
	sheetLastRow    = 1_048_576
	sheetLastColumn = 16_384
	sheetCells      = 2_000_000
	sheetWidth      = 20_000_000 // cells when every row is filled up to its last one
	sheetMerged     = 10_000
)

// inspect looks into an .xlsx file before the library unpacks it, and says why it is not read; "" when it
// is. It costs no memory, whatever the file says of itself. Sheets and shared texts are looked at later,
// because the library unpacks them without reading them.
func inspect(data []byte) (why string) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		return WorkbookLocked
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return WorkbookDamaged
	}
	if len(z.File) > packedParts {
		return WorkbookSwollen
	}
	total := uint64(0)
	for _, f := range z.File {
		if f.UncompressedSize64 > unpackedBytes {
			return WorkbookSwollen
		}
		if total += f.UncompressedSize64; total > unpackedBytes {
			return WorkbookSwollen
		}
	}
	for _, f := range z.File {
		if why := inspectPart(f); why != "" {
			return why
		}
	}
	return ""
}

func inspectPart(f *zip.File) (why string) {
	name := strings.ToLower(f.Name)
	if ext := path.Ext(name); ext != ".xml" && ext != ".rels" || strings.HasPrefix(name, "xl/worksheets/sheet") || name == sharedTexts {
		return ""
	}
	r, err := f.Open()
	if err != nil {
		return WorkbookDamaged
	}
	defer r.Close() // nothing was written
	d := &depthGauge{}
	if _, err := io.Copy(d, r); err != nil { // a part that is longer than it says is an error
		return WorkbookDamaged
	}
	if d.isBomb() {
		return WorkbookSwollen
	}
	return ""
}

// sharedTexts is the part that holds the texts of all cells.
const sharedTexts = "xl/sharedstrings.xml"

// isBomb tells of an unpacked part that its elements lie too deep in each other, or that it declares entities.
func isBomb(part []byte) bool {
	d := &depthGauge{}
	_, _ = d.Write(part) // it never fails
	return d.isBomb()
}

// depthGauge measures how deep the elements of an XML file lie in each other. It counts tags alone, so
// that comments may fool it, which costs a refusal and nothing else.
type depthGauge struct {
	depth, deepest int
	last, before   byte // of what was read, while a tag is open
	open           bool
	at             int  // characters read of the open tag
	doctype        bool // the file declares a document type
}

func (d *depthGauge) isBomb() bool { return d.deepest > xmlDepth || d.doctype }

func (d *depthGauge) Write(p []byte) (int, error) {
	for _, c := range p {
		switch {
		case c == '<':
			d.open, d.last, d.before, d.at = true, 0, 0, 0
			continue
		case !d.open:
			continue
		case c == '>':
			d.open = false
			if d.before == 0 { // the tag's first character
				d.before = d.last
			}
			switch {
			case d.before == '/':
				d.depth--
			case d.last != '/' && d.before != '?' && d.before != '!':
				d.depth++
				d.deepest = max(d.deepest, d.depth)
			}
			continue
		}
		if d.last == 0 {
			d.before = c
		}
		d.at++
		d.doctype = d.doctype || d.at == 2 && d.last == '!' && c == 'D'
		d.last = c
	}
	return len(p), nil
}

// sheetParts gives for each sheet the name of the part of the zip that holds it. The library knows, but
// does not tell.
func sheetParts(f *excelize.File) map[string]string {
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Type   string `xml:"Type,attr"`
		}
	}
	out := map[string]string{}
	data, _ := f.Pkg.Load("xl/_rels/workbook.xml.rels")
	if part, ok := data.([]byte); !ok || xml.Unmarshal(part, &rels) != nil || f.WorkBook == nil {
		return out
	}
	targets := map[string]string{}
	for _, r := range rels.Relationship {
		if !strings.HasSuffix(r.Type, "/worksheet") {
			continue
		}
		if strings.HasPrefix(r.Target, "/") {
			targets[r.ID] = path.Clean(r.Target[1:])
		} else {
			targets[r.ID] = path.Join("xl", r.Target)
		}
	}
	for _, s := range f.WorkBook.Sheets.Sheet {
		out[s.Name] = targets[s.ID]
	}
	return out
}

// sheetPlan is what a sheet's XML says about its cells beside their values: the library gives either the
// values or, one cell at a time, their formats.
type sheetPlan struct {
	cells  []cellPlan
	next   int // the cell that at looked for last
	merged []span
	// unsolved is how many cells hold a formula and no result, as programs write them that do not reckon;
	// first is the first of them.
	unsolved int
	first    cellPlan
}

// cellPlan is one cell of the sheet, in the order in which they are written.
type cellPlan struct {
	row, column int32
	style       int32
	kind        byte // 's' and 'i' texts, 'b' yes or no, 'e' error, 'd' ISO date, 'n' or 0 number
}

// at gives a cell that is asked for in the order of the sheet.
func (p *sheetPlan) at(row, column int) cellPlan {
	for p.next < len(p.cells) {
		c := p.cells[p.next]
		if int(c.row) > row || int(c.row) == row && int(c.column) >= column {
			if int(c.row) == row && int(c.column) == column {
				return c
			}
			break
		}
		p.next++
	}
	return cellPlan{kind: 's'}
}

// sheetScan walks through the tags of a sheet.
type sheetScan struct {
	plan               sheetPlan
	row, column, width int
	depth              int
	tooLarge           bool
	formula            bool // the cell that is open has one, and no result yet
}

// scanSheet reads the tags of a sheet. ok is false when it says it is larger than sheets are.
func scanSheet(part []byte) (plan sheetPlan, ok bool) {
	s := sheetScan{column: -1}
	s.plan.cells = make([]cellPlan, 0, min(bytes.Count(part, []byte("<c ")), sheetCells))
	for {
		start := bytes.IndexByte(part, '<')
		if start < 0 {
			return s.plan, true
		}
		part = part[start+1:]
		end := bytes.IndexByte(part, '>')
		if end < 0 {
			return s.plan, true
		}
		s.nest(part[:end])
		name, attributes, _ := bytes.Cut(part[:end], []byte{' '})
		if i := bytes.IndexByte(name, ':'); i >= 0 {
			name = name[i+1:]
		}
		part = part[end+1:]
		if len(name) == 1 && name[0] == 'v' && len(part) > 0 && part[0] != '<' {
			s.formula = false
			continue
		}
		if s.tag(string(bytes.TrimSuffix(name, []byte{'/'})), attributes); s.isTooLarge() {
			return s.plan, false
		}
	}
}

// nest follows how deep elements lie in each other.
func (s *sheetScan) nest(tag []byte) {
	switch {
	case len(tag) == 0 || tag[0] == '?' || tag[0] == '!' || tag[len(tag)-1] == '/':
	case tag[0] == '/':
		s.depth--
	default:
		s.depth++
	}
}

func (s *sheetScan) isTooLarge() bool {
	return s.tooLarge || s.depth > xmlDepth || s.row > sheetLastRow || s.row < 0 || s.column > sheetLastColumn || s.width > sheetWidth || len(s.plan.cells) > sheetCells || len(s.plan.merged) > sheetMerged
}

func (s *sheetScan) tag(name string, attributes []byte) {
	switch name {
	case "!DOCTYPE": // no workbook has one, and the entities that it declares may be bombs
		s.tooLarge = true
	case "f":
		s.formula = true
	case "v": // an empty one: the result is an empty text where the cell's kind is text
		s.formula = s.formula && !s.isText()
	case "/c", "/row":
		s.closeCell()
	case "row":
		s.width += s.column + 1
		s.row, s.column = s.row+1, -1
		if r, ok := number(attribute(attributes, "r")); ok {
			s.row = r
		}
	case "c":
		s.cell(attributes)
	case "mergeCell":
		if m, ok := spanRef(attribute(attributes, "ref")); ok {
			s.plan.merged = append(s.plan.merged, m)
		}
	case "dimension":
		m, ok := spanRef(attribute(attributes, "ref"))
		s.tooLarge = s.tooLarge || ok && m.lastRow > sheetLastRow
	}
}

// cell notes one cell. Its attributes are read in one pass, because there are so many of them.
func (s *sheetScan) cell(attributes []byte) {
	s.column++
	c := cellPlan{row: int32(s.row)}
	for len(attributes) > 4 {
		quote := bytes.IndexAny(attributes, `"'`)
		if quote < 2 || attributes[quote-1] != '=' {
			break
		}
		end := bytes.IndexByte(attributes[quote+1:], attributes[quote])
		if end < 0 {
			break
		}
		key, value := attributes[:quote-1], attributes[quote+1:quote+1+end]
		attributes = attributes[quote+1+end+1:]
		if key[0] == ' ' {
			key = key[1:]
		}
		if len(key) != 1 {
			continue
		}
		switch key[0] {
		case 'r':
			if col, _, ok := cellRef(value); ok {
				s.column = col
			}
		case 's':
			style, _ := number(value)
			c.style = int32(style)
		case 't':
			c.kind = firstByte(value)
		}
	}
	c.column = int32(s.column)
	s.plan.cells = append(s.plan.cells, c)
}

// closeCell counts the cell that ends when it has a formula and no result.
func (s *sheetScan) closeCell() {
	if n := len(s.plan.cells); s.formula && n > 0 {
		if s.plan.unsolved++; s.plan.unsolved == 1 {
			s.plan.first = s.plan.cells[n-1]
		}
	}
	s.formula = false
}

// isText tells whether the cell that was read last is of a kind of text.
func (s *sheetScan) isText() bool {
	n := len(s.plan.cells)
	return n > 0 && s.plan.cells[n-1].kind == 's'
}

// attribute is the value of an attribute of a tag; nil when it has none of that name.
func attribute(tag []byte, name string) []byte {
	for len(tag) > 0 {
		key, rest, found := bytes.Cut(tag, []byte{'='})
		if !found || len(rest) == 0 {
			return nil
		}
		value, after, found := bytes.Cut(rest[1:], rest[:1])
		if !found {
			return nil
		}
		if string(bytes.TrimSpace(key)) == name {
			return value
		}
		tag = after
	}
	return nil
}

func firstByte(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func number(b []byte) (int, bool) {
	if len(b) > 9 {
		return sheetLastRow + 1, true // more than there can be, whatever it is
	}
	n, err := strconv.Atoi(string(b))
	return n, err == nil
}

// cellRef reads "F12": column 5, row 12.
func cellRef(b []byte) (column, row int, ok bool) {
	i := 0
	for ; i < len(b) && i < 4 && b[i] >= 'A' && b[i] <= 'Z'; i++ {
		column = column*26 + int(b[i]-'A') + 1
	}
	row, ok = number(b[i:])
	return column - 1, row, ok && i > 0
}

// spanRef reads "B2:D2", or "B2" alone.
func spanRef(b []byte) (span, bool) {
	from, to, both := bytes.Cut(b, []byte{':'})
	if !both {
		to = from
	}
	first, firstRow, ok := cellRef(from)
	last, lastRow, ok2 := cellRef(to)
	return span{firstRow, lastRow, first, last}, ok && ok2 && first <= last && firstRow <= lastRow
}
