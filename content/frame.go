package content

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/content/table"
)

// Frame is the place of a problem as the learner sees it in the file: some lines of a text, or the row
// of a table. Exactly one of Lines and Table is there. All its text is safe to show: control
// characters and those that turn the direction of text are replaced, long pieces are cut with "…".
type Frame struct {
	Lines []FrameLine `json:"lines,omitempty"`
	Table *FrameTable `json:"table,omitempty"`
}

// FrameLine is one line of a text, cut in three so that what is meant can be marked.
type FrameLine struct {
	Number int    `json:"number"` // from 1
	Before string `json:"before"`
	Marked string `json:"marked"` // "" where nothing, or only a place between two characters, is meant
	After  string `json:"after"`
	Here   bool   `json:"here"` // the line of the problem; the others are its neighbours
}

// FrameTable is a header and one row below it, cut to the columns around the one that is meant.
type FrameTable struct {
	Columns []FrameColumn `json:"columns"`
	Row     int           `json:"row"`  // as a spreadsheet numbers it
	Head    bool          `json:"head"` // the row is the header itself, so that no column has a Cell
}

// FrameColumn is one column of the two rows.
type FrameColumn struct {
	Letters string `json:"letters"` // as over a spreadsheet's column: "F"
	Header  string `json:"header"`
	Cell    string `json:"cell"`
	Marked  bool   `json:"marked"` // the problem is about this cell, or this header
}

// The size of a frame: what a terminal of 80 columns and a phone can show.
const (
	maxFrames       = 50 // of a list of problems; a reader mends the first ones first
	frameLineLength = 72 // characters
	frameCellLength = 22
	frameColumns    = 5
)

// Frames gives each problem its frame, nil where it has none: no line is named, the file cannot be
// read any more or has changed since, or 50 problems have one already. Each file is read once.
func Frames(fsys fs.FS, ps Problems) []*Frame {
	out := make([]*Frame, len(ps))
	var src frameSource
	left := maxFrames
	for i, p := range ps {
		if left == 0 {
			break
		}
		if p.Line == 0 && p.Cell == "" {
			continue
		}
		if src.path != p.Path {
			src = readFrameSource(fsys, p.Path)
		}
		if out[i] = src.frame(p); out[i] != nil {
			left--
		}
	}
	return out
}

// frameSource is one file that problems point into.
type frameSource struct {
	path   string
	lines  []string
	sheets []table.Sheet // none when the file is no csv, tsv or xlsx
}

// readFrameSource gives a source without lines when there is nothing to show.
func readFrameSource(fsys fs.FS, name string) frameSource {
	src := frameSource{path: name}
	limits := Limits{}.orDefaults().Register
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > limits.Bytes {
		return src
	}
	f, err := fsys.Open(name)
	if err != nil {
		return src
	}
	defer f.Close()
	data, err := readLimited(f, info.Size(), limits.Bytes)
	if err != nil {
		return src
	}
	if text, ok := table.Decoded(data, limits.Bytes); ok {
		src.lines = strings.Split(text, "\n")
	}
	if format, ok := table.FormatOf(name); ok && format != table.TOML {
		src.sheets, _ = table.ReadSheets(name, data, limits, registerIndex(name))
	}
	return src
}

// registerIndex knows the headers of the register that a file's name promises; nil when it is none.
func registerIndex(name string) *table.Index {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	for _, k := range Kinds() {
		if k.Name == stem {
			return newPlan(k).words()
		}
	}
	return nil
}

func (src frameSource) frame(p Problem) *Frame {
	if len(src.sheets) > 0 && p.Cell != "" {
		if t := src.row(p); t != nil {
			return &Frame{Table: t}
		}
	}
	if p.Line < 1 || p.Line > len(src.lines) {
		return nil
	}
	var f Frame
	for n := max(1, p.Line-1); n <= min(len(src.lines), p.Line+1); n++ {
		text := src.lines[n-1]
		switch {
		case n == p.Line:
			f.Lines = append(f.Lines, markedLine(n, text, p.Column))
		case strings.TrimSpace(text) != "":
			f.Lines = append(f.Lines, FrameLine{Number: n, After: clipped(text, frameLineLength)})
		}
	}
	return &f
}

// row shows the row of a cell, nil when the table has no such row.
func (src frameSource) row(p Problem) *FrameTable {
	sheet, cell, ok := strings.Cut(p.Cell, ", cell ")
	if !ok {
		sheet, cell = "", p.Cell
	}
	i := slices.IndexFunc(src.sheets, func(s table.Sheet) bool { return s.Sheet == strings.TrimPrefix(sheet, "sheet ") })
	column, number, ok := parseAddress(cell)
	if !ok || i < 0 {
		return nil
	}
	t := src.sheets[i]
	if number == t.HeaderRow {
		return tableFrame(t.Header, nil, number, column)
	}
	for _, r := range t.Rows {
		if r.Number == number {
			return tableFrame(t.Header, r.Cells, number, column)
		}
	}
	return nil
}

// tableFrame keeps the first column, which says which record it is, and those around the marked one.
func tableFrame(header, cells []table.Cell, number, marked int) *FrameTable {
	width := max(len(header), len(cells), marked+1)
	from := max(1, min(marked-1, width-frameColumns+1))
	show := []int{0}
	for c := from; c < width && len(show) < frameColumns; c++ {
		show = append(show, c)
	}
	out := &FrameTable{Row: number, Head: cells == nil}
	for _, c := range show {
		col := FrameColumn{Letters: table.ColumnLetters(c), Marked: c == marked}
		if c < len(header) {
			col.Header = clipped(header[c].Text, frameCellLength)
		}
		if c < len(cells) {
			col.Cell = clipped(cells[c].Text, frameCellLength)
		}
		out.Columns = append(out.Columns, col)
	}
	return out
}

// parseAddress reads "F12": column 5, row 12.
func parseAddress(cell string) (column, row int, ok bool) {
	letters := 0
	for letters < len(cell) && cell[letters] >= 'A' && cell[letters] <= 'Z' {
		column = column*26 + int(cell[letters]-'A') + 1
		letters++
	}
	row, err := strconv.Atoi(cell[letters:])
	return column - 1, row, err == nil && letters > 0 && letters <= 3 && row > 0
}

// markedLine cuts a line around the character at column, and marks what begins there.
func markedLine(number int, text string, column int) FrameLine {
	line := FrameLine{Number: number, Here: true}
	runes := []rune(text)
	if column < 1 || column > len(runes)+1 {
		line.After = clipped(text, frameLineLength)
		return line
	}
	start := column - 1
	end := markedEnd(runes, start)
	from, to := 0, len(runes)
	if len(runes) > frameLineLength {
		from = max(0, min(start-frameLineLength/3, len(runes)-frameLineLength))
		to = min(len(runes), from+frameLineLength)
		end = min(end, to)
	}
	line.Before, line.Marked, line.After = shown(runes[from:start]), shown(runes[start:end]), shown(runes[end:to])
	if from > 0 {
		line.Before = "…" + line.Before
	}
	if to < len(runes) {
		line.After += "…"
	}
	return line
}

// markedEnd is where the word or quoted value that begins at start ends; any other character is alone.
func markedEnd(runes []rune, start int) int {
	if start >= len(runes) {
		return start
	}
	end := start + 1
	switch open := runes[start]; {
	case open == '"' || open == '\'':
		if n := slices.Index(runes[end:], open); n >= 0 {
			end += n + 1
		}
	case isWordRune(open):
		for end < len(runes) && isWordRune(runes[end]) {
			end++
		}
	}
	return end
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' || r == '.'
}

// clipped is at most n characters of a text on one line, safe to show.
func clipped(s string, n int) string {
	cut := 0
	for i := range s { // never turns a long text into runes
		if cut == n {
			return shown([]rune(s[:i])) + "…"
		}
		cut++
	}
	return shown([]rune(s))
}

// shown replaces what would move a terminal's cursor or turn the reading direction. A tab is one
// blank, so that columns count characters.
func shown(runes []rune) string {
	var b strings.Builder
	for _, r := range runes {
		switch {
		case r == '\t' || r == '\n':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
