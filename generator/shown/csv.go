package shown

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// tableLimit is the size of the largest table and portfolio.json that is read, in bytes; tableCells the
// number of cells.
const (
	tableLimit = 64 << 20
	tableCells = 4_000_000
)

// csvTable is a published table: its header row, the rows below it, and where those of an id are.
type csvTable struct {
	header []column
	rows   [][]string
	byID   map[string][]int
}

// column is one header and the names under which its cells can have been sealed.
type column struct {
	header, key string
	again       bool // an earlier column has this key: this one is the author's own
	later       bool // a later column has this header
}

// parseCSV reads RFC 4180 with LF or CRLF. ok is false for what is too large or not closed.
func parseCSV(body []byte) (table [][]string, ok bool) {
	if len(body) > tableLimit || !utf8.Valid(body) {
		return nil, false
	}
	var row []string
	text, cells := string(body), 0
	for len(text) > 0 {
		cell, rest, ok := csvCell(text)
		if !ok {
			return nil, false
		}
		row = append(row, cell)
		if cells++; cells > tableCells {
			return nil, false
		}
		switch {
		case strings.HasPrefix(rest, ","):
			text = rest[1:]
			if text == "" {
				return append(table, append(row, "")), true
			}
			continue
		case strings.HasPrefix(rest, "\r\n"):
			text = rest[2:]
		default:
			text = strings.TrimPrefix(rest, "\n")
		}
		table, row = append(table, row), nil
	}
	return table, true
}

// csvCell takes one cell off a text. ok is false when it does not end.
func csvCell(text string) (cell, rest string, ok bool) {
	var b strings.Builder
	if quoted, found := strings.CutPrefix(text, `"`); found {
		for more := true; more; {
			i := strings.IndexByte(quoted, '"')
			if i < 0 {
				return "", "", false
			}
			b.WriteString(quoted[:i])
			if quoted, more = strings.CutPrefix(quoted[i+1:], `"`); more {
				b.WriteByte('"')
			}
		}
		text = quoted
	}
	end := 0
	for end < len(text) && text[end] != ',' && text[end] != '\n' && !strings.HasPrefix(text[end:], "\r\n") {
		end++
	}
	b.WriteString(text[:end])
	return b.String(), text[end:], true
}

// newTable finds the names of columns and the ids of rows.
func newTable(cells [][]string) *csvTable {
	t := &csvTable{}
	if len(cells) == 0 {
		return t
	}
	keys, headers := map[string]bool{}, map[string]int{}
	for i, h := range cells[0] {
		c := column{header: h, key: columnKey(h)}
		c.again = keys[c.key]
		if n, ok := headers[h]; ok {
			t.header[n].later = true
		}
		keys[c.key], headers[h] = true, i
		t.header = append(t.header, c)
	}
	t.rows = cells[1:]
	t.byID = t.rowsBy("id")
	return t
}

// rowsBy indexes the rows by their cells of a column.
func (t *csvTable) rowsBy(key string) map[string][]int {
	out := map[string][]int{}
	at := slices.IndexFunc(t.header, func(c column) bool { return c.key == key })
	for i, row := range t.rows {
		if at < 0 || at >= len(row) {
			continue
		}
		name := normal(row[at])
		out[name] = append(out[name], i)
		if other := normal(disarmed(row[at])); other != name {
			out[other] = append(out[other], i)
		}
	}
	return out
}

// columnKey is the name of a field for a written header: "Date raised" is date_raised.
func columnKey(header string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '_'
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, header)
}

// fieldOf is the name of the field whose value a column shows, "" for none of those given. Columns of the
// author's own come after the known ones and may be called alike.
func (c column) fieldOf(fields map[string]any) string {
	if _, known := fields[c.key]; known && !c.again {
		return c.key
	}
	if _, own := fields["x:"+c.header]; own && !c.later {
		return "x:" + c.header
	}
	return ""
}
