package content

import (
	"strings"
	"unicode/utf8"
)

// String draws the frame for a terminal, each line ended. What is meant stands above carets:
//
//	 3 | [owner]
//	 4 | name = "Nadia Brennan
//	   |                     ^
//
//	   | A     D           E
//	   | ID    Date raised Notes
//	12 | R-01  2025-02-30
//	   |       ^^^^^^^^^^
func (f Frame) String() string {
	if f.Table != nil {
		return f.Table.draw()
	}
	gutter := 1
	for _, l := range f.Lines {
		gutter = max(gutter, len(itoa(l.Number)))
	}
	var b strings.Builder
	for _, l := range f.Lines {
		writeGutter(&b, gutter, itoa(l.Number), l.Before+l.Marked+l.After)
		if l.Here && (l.Before != "" || l.Marked != "") {
			writeGutter(&b, gutter, "", strings.Repeat(" ", utf8.RuneCountInString(l.Before))+strings.Repeat("^", max(1, utf8.RuneCountInString(l.Marked))))
		}
	}
	return b.String()
}

func (t *FrameTable) draw() string {
	var letters, header, cells, marks strings.Builder
	for _, c := range t.Columns {
		meant := c.Cell
		if t.Head {
			meant = c.Header
		}
		mark := ""
		if c.Marked {
			mark = strings.Repeat("^", max(1, utf8.RuneCountInString(meant)))
		}
		width := 2 + max(len(c.Letters), utf8.RuneCountInString(c.Header), utf8.RuneCountInString(c.Cell), len(mark))
		for _, part := range []struct {
			b    *strings.Builder
			text string
		}{{&letters, c.Letters}, {&header, c.Header}, {&cells, c.Cell}, {&marks, mark}} {
			part.b.WriteString(part.text + strings.Repeat(" ", width-utf8.RuneCountInString(part.text)))
		}
	}
	var b strings.Builder
	row := itoa(t.Row)
	writeGutter(&b, len(row), "", letters.String())
	if t.Head {
		writeGutter(&b, len(row), row, header.String())
	} else {
		writeGutter(&b, len(row), "", header.String())
		writeGutter(&b, len(row), row, cells.String())
	}
	writeGutter(&b, len(row), "", marks.String())
	return b.String()
}

func writeGutter(b *strings.Builder, width int, number, text string) {
	b.WriteString(strings.TrimRight(strings.Repeat(" ", width-len(number))+number+" | "+text, " ") + "\n")
}
