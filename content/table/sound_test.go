package table

import (
	"fmt"
	"strings"
	"testing"
)

func TestSoundSettings(t *testing.T) {
	for _, c := range []struct{ name, src, fields, faults, lost string }{
		{"nothing wrong", "a = 1\nb = 2\n", "a b", "", ""},
		{"no quotation marks", "a = x\nb = 2\n", "b", "13@1:5/", "a"},
		{"an open quotation mark", "a = \"x\nb = 2\n", "b", "13@1:6/", "a"},
		{"a colon", "a: 1\nb = 2\n", "b", "13@1:2/", "a"},
		{"no equals sign", "my part = 1\nb = 2\n", "b", "13@1:4/", "my"},
		{"an open list", "a = [1, 2\nb = 3\n", "b", "13@1:0/", "a"},
		{"a long list", "a = [\n  \"x\"\n  \"y\"\n]\nb = 3\n", "b", "13@1:0/", "a x y "},
		{"an open group", "a = { x = 1\nb = 3\n", "b", "13@1:0/", "a"},
		{"an open long text", "a = \"\"\"x\ny\nb = 3\n", "b", "13@1:0/", "a y"},
		{"an open header", "a = 1\n[b\nc = 2\n", "a c", "13@2:2/", "b"},
		{"twice", "a = 1\na = 2\nb = 3\n", "a b", "13@2:1/", "a"},
		{"two mistakes", "a = x\nb = 2\nc = y\n", "b", "13@1:5/ 13@3:5/", "a c"},
		{"a mistake on every line", strings.Repeat("a = x\n", 30), "", strings.TrimSpace(strings.Repeat("13@ ", 20)), strings.TrimSpace(strings.Repeat("a ", 30))},
		{"too deep", "a = " + strings.Repeat("[", 70), "", "14@1:70/", "a"},
		{"a picture", "\x89PNG", "", "1@0:0/", ""},
	} {
		root, faults, lost := SoundSettings([]byte(c.src), DefaultLimits())
		var fields []string
		for _, f := range root.Fields() {
			fields = append(fields, f.Name)
		}
		got := faultText(faults)
		if strings.HasPrefix(c.faults, "13@ ") {
			got = strings.TrimSpace(strings.Repeat("13@ ", len(faults)))
		}
		if strings.Join(fields, " ") != c.fields || got != c.faults || strings.TrimSpace(strings.Join(strings.Fields(strings.Join(lost, " ")), " ")) != strings.TrimSpace(c.lost) {
			t.Errorf("%s: fields %q, faults %s, lost %q", c.name, fields, fmt.Sprint(got), lost)
		}
	}
}

// FuzzSoundSettings: no panic, and what is sound is read as if the rest were not there.
func FuzzSoundSettings(f *testing.F) {
	for _, s := range []string{"a = x\nb = 2\n", "a = [\n[b\n", "a = \"\"\"x\nb = '''\n", "[a]\n[a]\nb = {\n"} {
		f.Add(s)
	}
	limits := DefaultLimits()
	limits.Bytes = 1 << 12
	f.Fuzz(func(t *testing.T, src string) {
		root, faults, _ := SoundSettings([]byte(src), limits)
		if whole, bad := Settings([]byte(src), limits); len(bad) == 0 && (len(faults) > 0 || fmt.Sprint(whole.Fields()) != fmt.Sprint(root.Fields())) {
			t.Fatalf("%q: %v", src, faults)
		}
		if len(faults) > mendable+2 {
			t.Fatalf("%d faults", len(faults))
		}
	})
}
