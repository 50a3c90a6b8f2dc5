package shown_test

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/shown"
)

var word = regexp.MustCompile(`\p{L}[\p{L}\p{N}]{3,}|[0-9]{2,}`)

// TestEveryWordCounts changes each word of the sample's prose, one at a time: each change is noticed.
func TestEveryWordCounts(t *testing.T) {
	src := os.DirFS("../../sample-portfolio")
	dir, words := built(t, src), 0
	checker := shown.NewChecker(dir)
	for place, fields := range sealedOf(t, src) {
		for name, v := range fields {
			text, ok := v.(string)
			if !ok || name != "body" && !strings.HasPrefix(name, "## ") || strings.HasPrefix(place, "answers/") {
				continue
			}
			for i, at := range word.FindAllStringIndex(text, -1) {
				if (i+len(text))%5 != 0 { // a fifth of them is enough
					continue
				}
				other := maps.Clone(fields)
				other[name] = text[:at[0]] + "zyxw9" + text[at[1]:]
				words++
				if d, _ := checker.Record(other, 0); len(d) == 0 {
					t.Errorf("%s: %q, another word for %q is not noticed", place, name, text[max(0, at[0]-30):min(len(text), at[1]+10)])
				}
			}
		}
	}
	if words < 1000 {
		t.Errorf("%d words were changed, want at least 1000", words)
	}
}

// TestEveryCellCounts changes and leaves out each field of the rows and tables that are sealed.
func TestEveryCellCounts(t *testing.T) {
	src := os.DirFS("../../sample-portfolio")
	checker, cells := shown.NewChecker(built(t, src)), 0
	noticed := func(place string, fields map[string]any, what string) {
		t.Helper()
		cells++
		if d, _ := checker.Record(fields, 0); len(d) == 0 {
			t.Errorf("%s: %s is not noticed", place, what)
		}
	}
	for place, fields := range sealedOf(t, src) {
		parts := strings.Split(place, "/")
		if len(parts) < 2 || parts[0] == "answers" || parts[1] == "project" || strings.Contains(" charter status gates incidents meetings ", " "+parts[1]+" ") {
			continue
		}
		for name, v := range fields {
			if name == "record" || name == "body" || strings.HasPrefix(name, "## ") {
				continue
			}
			without := maps.Clone(fields)
			delete(without, name)
			noticed(place, without, "leaving out "+name)
			switch v := v.(type) {
			case string:
				other := maps.Clone(fields)
				other[name] = v + "1"
				noticed(place, other, name+" with a 1 behind it")
			case map[string]any:
				for column, text := range v {
					row := maps.Clone(v)
					row[column] = text.(string) + "1"
					other := maps.Clone(fields)
					other[name] = row
					noticed(place, other, name+", "+column+" with a 1 behind it")
				}
			}
		}
	}
	if cells < 3000 {
		t.Errorf("%d cells were changed, want at least 3000", cells)
	}
}

// TestEveryTextCounts changes each text of a document or answer that its page shows word by word.
func TestEveryTextCounts(t *testing.T) {
	src := os.DirFS("../../sample-portfolio")
	checker, seen := shown.NewChecker(built(t, src)), map[string]bool{}
	for place, fields := range sealedOf(t, src) {
		kind := strings.Split(place, "/")[min(1, strings.Count(place, "/"))]
		if strings.HasPrefix(place, "answers/") {
			kind = "answers"
		}
		for _, name := range shown.TextsOf(kind) {
			group, inner, _ := strings.Cut(name, ".")
			other := maps.Clone(fields)
			switch v := fields[group].(type) {
			case string:
				other[group] = v + "; three other words"
			case []any:
				other[group] = append([]any{map[string]any{inner: "three other words"}}, v...)
			default:
				if text, ok := fields[name].(string); ok {
					other[name] = text + " and other words"
					break
				}
				continue
			}
			seen[kind+" "+name] = true
			if d, _ := checker.Record(other, 0); len(d) == 0 {
				t.Errorf("%s: another %s is not noticed", place, name)
			}
		}
	}
	if len(seen) < 35 {
		t.Errorf("%d kinds of texts were changed, want at least 35: %v", len(seen), seen)
	}
}
