package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

const htmlMark, refusedMark = "\n--- html\n", "\n--- refused\n"

// TestCases renders testdata/*.txt. A case is a line "=== name | options", the Markdown, the HTML
// after a line "--- html" and what was refused after "--- refused".
func TestCases(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txt")
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, c := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
			head, body, _ := strings.Cut(c, "\n")
			src, want, _ := strings.Cut("\n"+body, htmlMark)
			src = strings.Trim(src, "\n") + "\n"
			got := render(t, src, head)
			if title, _, _ := strings.Cut(head, " | "); !*update && strings.TrimSpace(got) != strings.TrimSpace(want) {
				t.Errorf("%s: %s\n%s\ngot\n%s\nwant\n%s", name, title, src, got, want)
			}
			if err := unsafe([]byte(strings.Split(got, refusedMark)[0])); err != nil {
				t.Errorf("%s: %s: %v", name, head, err)
			}
			fmt.Fprintf(&out, "=== %s\n%s%s%s\n\n", head, strings.TrimRight(src, "\n"), htmlMark, strings.TrimRight(got, "\n"))
		}
		if *update {
			if err := os.WriteFile(name, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func render(t *testing.T, src, head string) string {
	t.Helper()
	_, words, _ := strings.Cut(head, " | ")
	res, err := New().HTML(src, options(words))
	if err != nil {
		t.Fatal(err)
	}
	out := string(res.HTML)
	if len(res.Refused) > 0 {
		out = strings.TrimRight(out, "\n") + refusedMark
	}
	for _, r := range res.Refused {
		out += fmt.Sprintf("%d %s: %s\n", r.Line, r.Why, r.What)
	}
	return out
}

func options(words string) Options {
	var opt Options
	for _, w := range strings.Fields(words) {
		key, value, _ := strings.Cut(w, "=")
		switch key {
		case "lang":
			opt.Lang = value
		case "top":
			fmt.Sscan(value, &opt.TopLevel)
		case "prefix":
			opt.Prefix = value
		case "taken":
			opt.Taken = func(id string) bool { return id == value }
		case "label":
			opt.Label = func(s string) string { return value + ":" + s }
		case "resolve":
			opt.Resolve = resolve
		case "spans":
			opt.Spans = references
			if value == "lie" {
				opt.Spans = func(string) []Span { return []Span{{"else", "x.html"}} }
			}
		}
	}
	return opt
}

func resolve(dest string) (string, bool) {
	switch dest {
	case "../artifacts/x.pdf", "../artifacts/x.png":
		return "../../" + dest[3:], true
	case "gates/g3.md#board":
		return "gates/g3/index.html#board", true
	case "device-refresh:R-03":
		return "../device-refresh/raid/index.html#r-03", true
	case "evil":
		return "javascript:alert(1)", true
	}
	return dest, strings.HasPrefix(dest, "https:")
}

var id = regexp.MustCompile(`\bR-0[0-9]\b`)

func references(s string) []Span {
	var out []Span
	for {
		at := id.FindStringIndex(s)
		if at == nil {
			return append(out, Span{Text: s})
		}
		ref := s[at[0]:at[1]]
		out = append(out, Span{Text: s[:at[0]]}, Span{ref, "raid.html#" + strings.ToLower(ref)})
		s = s[at[1]:]
	}
}
