package importer

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// A .docx is a zip of XML parts (ECMA-376 part 1, WordprocessingML). What is read of it is its text:
// headings, paragraphs, lists and tables. Comments, deleted text, pictures and properties are not.

// block is a paragraph, or a table.
type block struct {
	level int // of a heading, from 1; 0 for other text
	item  int // of a list: how deep, from 1; 0 for none
	text  string
	table [][]string
}

const (
	docxBytes  = 32 << 20 // of one part, unpacked
	docxBlocks = 20_000
	docxDepth  = 200
)

var errDocx = errors.New("the document breaks off, or is larger unpacked than a document can be")

// readDocx gives the blocks of a document's body.
func readDocx(z *zip.Reader) ([]block, error) {
	levels, err := headingStyles(z)
	if err != nil {
		return nil, err
	}
	d, done, err := openPart(z, "word/document.xml")
	if err != nil {
		return nil, err
	}
	defer done()
	r := &docxReader{d: d, levels: levels}
	if err := r.read(); err != nil {
		return nil, errDocx
	}
	return r.blocks, nil
}

func openPart(z *zip.Reader, name string) (*xml.Decoder, func(), error) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > docxBytes {
			return nil, nil, errDocx
		}
		r, err := f.Open()
		if err != nil {
			return nil, nil, errDocx
		}
		return xml.NewDecoder(io.LimitReader(r, docxBytes)), func() { r.Close() }, nil
	}
	return nil, nil, errDocx
}

// headingStyles gives the levels of the styles that are headings: their ids are in the language of the
// program, their names are not.
func headingStyles(z *zip.Reader) (map[string]int, error) {
	levels := map[string]int{"Title": 1}
	for n := range 9 { // the ids of Word itself in English, which others write without saying so
		levels["Heading"+strconv.Itoa(n+1)] = n + 1
	}
	d, done, err := openPart(z, "word/styles.xml")
	if err != nil {
		return levels, nil
	}
	defer done()
	id := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return levels, nil
		}
		if err != nil {
			return nil, errDocx
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "style":
			id = attr(start, "styleId")
		case "name":
			name := strings.ToLower(attr(start, "val"))
			if name == "title" {
				levels[id] = 1
			}
			if n, ok := strings.CutPrefix(name, "heading "); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
				levels[id] = int(n[0] - '0')
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// docxReader walks through a body.
type docxReader struct {
	d      *xml.Decoder
	levels map[string]int
	blocks []block
	depth  int
	tables int // tables that are open; the text of inner ones stands in the cell of the outer
	para   *block
	row    []string
	table  [][]string
	cell   []string
	inText bool
}

func (r *docxReader) read() error {
	for {
		token, err := r.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if r.depth++; r.depth > docxDepth || len(r.blocks) > docxBlocks {
				return errDocx
			}
			if skipped(t.Name.Local) {
				if err := r.d.Skip(); err != nil {
					return err
				}
				r.depth--
				continue
			}
			r.start(t)
		case xml.EndElement:
			r.depth--
			r.end(t.Name.Local)
		case xml.CharData:
			if r.inText && r.para != nil {
				r.para.text += string(t)
			}
		}
	}
}

// skipped parts are no text of the document as it stands.
func skipped(name string) bool {
	switch name {
	case "del", "moveFrom", "instrText", "pict", "drawing", "Fallback", "comment", "sectPr":
		return true
	}
	return false
}

func (r *docxReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "tbl":
		r.tables++
	case "tc":
		if r.tables == 1 {
			r.cell = nil
		}
	case "p":
		r.para = &block{}
	case "pStyle":
		if r.para != nil {
			r.para.level = r.levels[attr(e, "val")]
		}
	case "ilvl":
		if r.para != nil {
			r.para.item = 1 + len(strings.Trim(attr(e, "val"), " 0")) // deeper levels need no more than one step
		}
	case "numId":
		if r.para != nil && r.para.item == 0 {
			r.para.item = 1
		}
	case "t":
		r.inText = true
	case "tab":
		r.add(" ")
	case "br", "cr":
		r.add("\n")
	case "noBreakHyphen":
		r.add("-")
	}
}

func (r *docxReader) add(s string) {
	if r.para != nil {
		r.para.text += s
	}
}

func (r *docxReader) end(name string) {
	switch name {
	case "t":
		r.inText = false
	case "p":
		r.endParagraph()
	case "tc":
		if r.tables == 1 {
			r.row = append(r.row, strings.Join(r.cell, "\n"))
		}
	case "tr":
		if r.tables == 1 && len(r.row) > 0 {
			r.table = append(r.table, r.row)
			r.row = nil
		}
	case "tbl":
		if r.tables--; r.tables == 0 && len(r.table) > 0 {
			r.blocks = append(r.blocks, block{table: r.table})
			r.table = nil
		}
	}
}

func (r *docxReader) endParagraph() {
	p := r.para
	if r.para = nil; p == nil {
		return
	}
	p.text = strings.TrimSpace(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' {
			return ' '
		}
		return c
	}, p.text))
	switch {
	case p.text == "":
	case r.tables > 0:
		r.cell = append(r.cell, p.text)
	default:
		r.blocks = append(r.blocks, *p)
	}
}
