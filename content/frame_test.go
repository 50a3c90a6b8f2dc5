package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// TestFrames holds the drawings of a terminal to every character.
func TestFrames(t *testing.T) {
	wide := "ID,A,B,C,D,E,Due,F\nR-01,1,2,3,4,5,soon,6\nR-02,1,2,3,4,5,2025-03-14,6\n"
	long := strings.Repeat("lorem ipsum ", 20) + "R-99" + strings.Repeat(" dolor sit", 20)
	for _, c := range []struct {
		name, file, text string
		line, column     int
		cell             string
		want             string
	}{
		{"a word in a text", "portfolio.toml", "title = \"x\"\n\n[ownr]\nname = \"Nadia\"\n", 3, 2, "",
			"3 | [ownr]\n  |  ^^^^\n4 | name = \"Nadia\"\n"},
		{"the end of a line", "portfolio.toml", "[owner]\nname = \"Nadia", 2, 14, "", "1 | [owner]\n2 | name = \"Nadia\n  |              ^\n"},
		{"a quoted value", "a.toml", "basis = \"a b\" # x\n", 1, 9, "", "1 | basis = \"a b\" # x\n  |         ^^^^^\n"},
		{"a whole line", "about.md", "one\ntwo\nthree\nfour\n", 3, 0, "", "2 | two\n3 | three\n4 | four\n"},
		{"numbers of two lengths", "a.md", strings.Repeat("x\n", 12), 10, 1, "", " 9 | x\n10 | x\n   | ^\n11 | x\n"},
		{"a cell of a wide table", "raid.csv", wide, 2, 18, "G2",
			"  | A     E  F  G     H\n  | ID    D  E  Due   F\n2 | R-01  4  5  soon  6\n  |             ^^^^\n"},
		{"a header", "raid.csv", wide, 1, 14, "G1", "  | A   E  F  G    H\n1 | ID  D  E  Due  F\n  |           ^^^\n"},
		{"a cell that is not there", "raid.tsv", "ID\tTitle\tDue\nR-01\tLate\n", 2, 0, "C2",
			"  | A     B      C\n  | ID    Title  Due\n2 | R-01  Late\n  |              ^\n"},
		{"semicolons and a quoted line break", "raid.csv", "ID;Title\nR-01;\"two\nlines\"\nR-02;x\n", 4, 6, "B3", "  | A     B\n  | ID    Title\n3 | R-02  x\n  |       ^\n"},
		{"a workbook's cell in a text", "raid.toml", "[[raid]]\nid = 1\n", 2, 6, "sheet Risks, cell F12", "1 | [[raid]]\n2 | id = 1\n  |      ^\n"},
		{"a cell of a workbook", "raid.xlsx", workbook(t, sheet{name: "Notes", rows: [][]any{{"x"}}}, sheet{name: "Risks, open", rows: [][]any{{"Our log"}, {"ID", "Title", "Due"}, {"R-1", "Late", "soon"}}}), 3, 0, "sheet Risks, open, cell C3",
			"  | A    B      C\n  | ID   Title  Due\n3 | R-1  Late   soon\n  |             ^^^^\n"},
		{"what a terminal obeys", "a.md", "a\x1b[2J\u202eb\tc", 1, 2, "", "1 | a?[2J?b c\n  |  ^\n"},
		{"Windows-1252", "a.md", "caf\xe9 R-9", 1, 6, "", "1 | café R-9\n  |      ^^^\n"},
		{"a long line", "a.md", long, 1, 241, "",
			"1 | …" + string([]rune(long)[216:288]) + "…\n  | " + strings.Repeat(" ", 25) + "^^^^\n"},
		{"past the end of the file", "a.md", "x\n", 9, 1, "", ""},
		{"no line", "a.md", "x\n", 0, 0, "", ""},
		{"a picture", "a.md", "\x89PNG\n\n\n", 1, 1, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Problem{Path: c.file, Line: c.line, Column: c.column, Cell: c.cell}
			frames := Frames(fstest.MapFS{c.file: {Data: []byte(c.text)}}, Problems{p})
			got := ""
			if frames[0] != nil {
				got = frames[0].String()
			}
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestFramesAreBounded: a folder that is wrong everywhere costs no more than its first problems.
func TestFramesAreBounded(t *testing.T) {
	src := fstest.MapFS{"a.md": {Data: []byte(strings.Repeat("x\n", 100))}, "gone": {Mode: 0o755 | 1<<31}}
	var ps Problems
	for n := range 100 {
		ps = append(ps, Problem{Path: "a.md", Line: n + 1})
	}
	ps = append(Problems{{Path: "missing.md", Line: 1}, {Path: "gone", Line: 1}, {Path: "../out", Line: 1}}, ps...)
	count := 0
	for _, f := range Frames(src, ps) {
		if f != nil {
			count++
		}
	}
	if count != maxFrames {
		t.Errorf("%d frames, want %d", count, maxFrames)
	}
}

// FuzzFrames: any bytes and any place give a frame that is short and commands nothing, or none.
func FuzzFrames(f *testing.F) {
	f.Add([]byte("ID,Due\nR-01,soon\n"), "raid.csv", 2, 6, "B2")
	f.Add([]byte("a\x1b[2J\xff"), "a.md", 1, 3, "")
	f.Add([]byte("x"), "a.md", -1, -1, "ZZZ99999999")
	f.Fuzz(func(t *testing.T, data []byte, name string, line, column int, cell string) {
		for _, frame := range Frames(fstest.MapFS{name: {Data: data}}, Problems{{Path: name, Line: line, Column: column, Cell: cell}}) {
			if frame == nil {
				continue
			}
			if text := frame.String(); utf8.RuneCountInString(text) > 2000 || strings.ContainsAny(text, "\x1b\x07\r\u202e") {
				t.Fatalf("%q", text)
			}
		}
	})
}
