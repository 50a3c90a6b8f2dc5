package table

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// find follows a path of names and list indices through a group.
func findCell(t *testing.T, c Cell, path ...any) Cell {
	t.Helper()
	for _, p := range path {
		switch p := p.(type) {
		case int:
			c = c.Items()[p]
		case string:
			found := false
			for _, f := range c.Fields() {
				if f.Name == p {
					c, found = f.Cell, true
				}
			}
			if !found {
				t.Fatalf("no field %q in %v", p, path)
			}
		}
	}
	return c
}

func TestTOMLPlaces(t *testing.T) {
	src := strings.Join([]string{
		`# a comment with = and [brackets]`,                               // 1
		`title = "A \"quoted\" title" # more`,                             // 2
		`start = 2025-02-03`,                                              // 3
		`list = [ 1, "two", [3, 4], # comment ]`,                          // 4
		`  5.50 ]`,                                                        // 5
		`'odd.key' = """`,                                                 // 6
		`first`,                                                           // 7
		`second R-03"""`,                                                  // 8
		`ünï = {a = 1, b.c = 'x'}`,                                        // 9 (not bare; see below)
		`[money]`,                                                         // 10
		`  budget = 214_000`,                                              // 11
		`[[raid]]`,                                                        // 12
		`id = "R-01"`,                                                     // 13
		`[[raid]]`,                                                        // 14
		`id = "R-02"`,                                                     // 15
		`  due = 2025-02-30`,                                              // 16 (replaced)
		`[[raid.criteria]]`,                                               // 17
		`result = "met"`,                                                  // 18
		`[[raid.criteria]]`,                                               // 19
		`result = 'not met'`,                                              // 20
		`[a.b.c]`, `d = true`, `e = 2025-01-02T10:00:00Z`, `f = 0x1F`, "", // 21..
	}, "\n")
	src = strings.Replace(src, "ünï", `"ünï"`, 1)
	src = strings.Replace(src, "2025-02-30", "2025-02-28", 1)
	root, faults := Settings([]byte(src), DefaultLimits())
	if len(faults) > 0 {
		t.Fatalf("faults: %+v", faults)
	}
	for _, c := range []struct {
		path         []any
		text         string
		line, column int
	}{
		{[]any{"title"}, `A "quoted" title`, 2, 9},
		{[]any{"start"}, "2025-02-03", 3, 9},
		{[]any{"list", 0}, "1", 4, 10},
		{[]any{"list", 1}, "two", 4, 13},
		{[]any{"list", 2, 1}, "4", 4, 24},
		{[]any{"list", 3}, "5.50", 5, 3},
		{[]any{"odd.key"}, "first\nsecond R-03", 6, 13},
		{[]any{"ünï", "b", "c"}, "x", 9, 23},
		{[]any{"money", "budget"}, "214_000", 11, 12},
		{[]any{"raid", 0, "id"}, "R-01", 13, 6},
		{[]any{"raid", 1, "due"}, "2025-02-28", 16, 9},
		{[]any{"raid", 1, "criteria", 0, "result"}, "met", 18, 10},
		{[]any{"raid", 1, "criteria", 1, "result"}, "not met", 20, 10},
		{[]any{"a", "b", "c", "d"}, "true", 22, 5},
		{[]any{"a", "b", "c", "e"}, "2025-01-02T10:00:00Z", 23, 5},
		{[]any{"a", "b", "c", "f"}, "0x1F", 24, 5},
	} {
		got := findCell(t, root, c.path...)
		if got.Text != c.text || got.Line != c.line || got.Column != c.column {
			t.Errorf("%v: %q at %d:%d, want %q at %d:%d", c.path, got.Text, got.Line, got.Column, c.text, c.line, c.column)
		}
	}
	if line, column := findCell(t, root, "odd.key").At(len("first\nsecond ")); line != 8 || column != 8 {
		t.Errorf("R-03 in the long string at %d:%d, want 8:8", line, column)
	}
	if names := []string{}; true {
		for _, f := range root.Fields() {
			names = append(names, f.Name)
		}
		if want := []string{"title", "start", "list", "odd.key", "ünï", "money", "raid", "a"}; !reflect.DeepEqual(names, want) {
			t.Errorf("order of keys %q, want %q", names, want)
		}
	}
}

func TestTOMLSyntaxPlace(t *testing.T) {
	for _, c := range []struct {
		src          string
		kind         FaultKind
		line, column int
	}{
		{"title = \"x\"\nbasis = simulated\n", Syntax, 2, 9},
		{"a = 1\na = 2\n", Syntax, 2, 1},
		{"a = \"open\nb = 1\n", Syntax, 1, 0},
		{"x = " + strings.Repeat("[", 100_000), TooDeep, 1, 70},
		{strings.Repeat("a.", 1000) + "b = 1", TooDeep, 1, 130},
	} {
		_, faults := Settings([]byte(c.src), DefaultLimits())
		if len(faults) != 1 || faults[0].Kind != c.kind || faults[0].Line != c.line || c.column > 0 && faults[0].Column != c.column {
			t.Errorf("%.30q: %+v, want kind %d at %d:%d", c.src, faults, c.kind, c.line, c.column)
		}
	}
}

func TestTOMLRegister(t *testing.T) {
	src := "[[earned_value]]\nperiod_end = 2025-02-28\npv = 30000\n[[earned_value]]\npv = 5\nnote = \"x\"\n[[risk]]\nid = 1\n"
	tab, faults := Read("projects/x/earned-value.toml", []byte(src), DefaultLimits())
	if len(faults) != 1 || faults[0].Kind != UnknownTable || faults[0].Line != 7 || faults[0].Found != "risk" {
		t.Errorf("faults %+v", faults)
	}
	if len(tab.Header) != 3 || len(tab.Rows) != 2 || tab.Rows[1].Cells[2].Text != "x" || tab.Rows[1].Cells[1].Line != 5 || !tab.Rows[1].Cells[0].Empty() {
		t.Errorf("table %+v", tab)
	}
	for src, kind := range map[string]FaultKind{"raid = [1]": NotATable, "raid = 1": NotATable, "": NoRows} {
		if _, faults := Read("raid.toml", []byte(src), DefaultLimits()); len(faults) == 0 || faults[0].Kind != kind {
			t.Errorf("%q: %+v", src, faults)
		}
	}
}

// FuzzTOML holds the scanner to the decoder: what the decoder accepts, the scanner finds every value
// of, and the text at each place decodes to the same value.
func FuzzTOML(f *testing.F) {
	for _, s := range []string{
		"a = 1", "[a]\nb = \"x\"\n[[c]]\nd = [1, {e = 2}]\n[[c]]\n[c.f]\ng = 2025-01-01 10:00:00", "a.b.c = 'x'\na.b.d = '''\ny'''",
		"\"\\u0041\" = \"\"\"a\\\n  b\"\"\"\"\"", "a = [[1,2],[ ], # x\n[3]]", "'' = true\n\"a.b\".c = {}\r\n", "a = 1e5\nb = -inf\nc = 0b11", "x = [{a = 1},\n{a = 2}]",
		"a = {\n b = 1, # c\n}\n", "\"\\x41\\e\" = 1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4096 || !utf8.ValidString(src) || strings.HasPrefix(src, "\ufeff") {
			return // decodeText has seen to that before
		}
		scan, err := places(src) // never panics, whatever comes
		if err == errTooDeep {
			return
		}
		var decoded map[string]any
		if _, bad := toml.Decode(src, &decoded); bad != nil {
			return
		}
		if err != nil {
			t.Fatalf("the decoder accepts %q, the scanner stops at %d: %v", src, scan.pos, err)
		}
		checkPlaces(t, src, scan, "", decoded)
	})
}

func checkPlaces(t *testing.T, src string, scan *tomlScanner, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			checkPlaces(t, src, scan, joinKey(path, k), item)
		}
		return
	case []map[string]any:
		for i, item := range v {
			checkPlaces(t, src, scan, joinIndex(path, i), item)
		}
		return
	case []any:
		for i, item := range v {
			checkPlaces(t, src, scan, joinIndex(path, i), item)
		}
		return
	}
	at, ok := scan.places[path]
	if !ok {
		t.Fatalf("no place for %s in %q", path, src)
	}
	var again map[string]any
	if _, err := toml.Decode("x = "+src[at.start:at.end], &again); err != nil {
		t.Fatalf("place of %s is %q: %v", path, src[at.start:at.end], err)
	}
	if x, ok := again["x"].(float64); ok && x != x {
		return // NaN is not equal to itself
	}
	if x, ok := again["x"].(time.Time); ok && x.Equal(v.(time.Time)) {
		return
	}
	if !reflect.DeepEqual(again["x"], v) {
		t.Fatalf("place of %s is %q = %v, want %v", path, src[at.start:at.end], again["x"], v)
	}
}
