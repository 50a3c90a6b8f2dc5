package markdown

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestResult(t *testing.T) {
	src := "# Scope\n\n[a](x.html) and\n[b](https://example.org)\n\n## Out\n\n<me@example.org>\n\nx[^1]\n\n[^1]: y\n"
	res, err := New().HTML(src, Options{FirstLine: 8, Prefix: "g3"})
	if err != nil {
		t.Fatal(err)
	}
	if want := []Heading{{2, "g3-scope", "Scope"}, {3, "g3-out", "Out"}}; !reflect.DeepEqual(res.TOC, want) {
		t.Errorf("contents %v, want %v", res.TOC, want)
	}
	if want := []Link{{"x.html", 10, false}, {"https://example.org", 11, true}, {"mailto:me@example.org", 15, true}}; !reflect.DeepEqual(res.Links, want) {
		t.Errorf("links %v, want %v", res.Links, want)
	}
	if want := []string{"g3-scope", "g3-out", "g3-fn-1", "g3-fnref-1"}; !reflect.DeepEqual(res.IDs, want) {
		t.Errorf("ids %v, want %v", res.IDs, want)
	}
}

func TestTooLarge(t *testing.T) {
	for _, src := range []string{strings.Repeat("x", MaxSource+1), strings.Repeat("\n", MaxLines+1)} {
		if _, err := New().HTML(src, Options{}); err != ErrTooLarge {
			t.Error(err)
		}
	}
}

func TestTooComplexIsShown(t *testing.T) {
	src := strings.Repeat("[a](", 50_000)
	res, err := New().HTML("one\n\n"+src, Options{})
	if err != nil || !strings.Contains(string(res.HTML), "<code>"+src) || !strings.Contains(string(res.HTML), "<p>one") {
		t.Errorf("%v: %.100s", err, res.HTML)
	}
	if len(res.Refused) != 1 || res.Refused[0].Why != TooComplex || res.Refused[0].Line != 3 {
		t.Error(res.Refused)
	}
}

func TestDeepEmphasis(t *testing.T) {
	src := strings.Repeat("*a _b ", 200) + strings.Repeat("_ *", 200)
	res, err := New().HTML(src, Options{})
	if err != nil || strings.Count(string(res.HTML), "a") < 200 {
		t.Errorf("%v: words were lost: %s", err, res.HTML)
	}
	if n := strings.Count(string(res.HTML), "<em>"); n > maxInline+1 {
		t.Errorf("%d levels", n)
	}
}

func TestSameForAll(t *testing.T) {
	r, src := New(), tenKB()
	want, err := r.HTML(src, Options{Lang: "en", Spans: references})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			got, err := r.HTML(fmt.Sprint(src, "\n```go\nx := ", i, "\n```\n"), Options{Lang: "en", Spans: references})
			if err != nil || len(got.HTML) < len(want.HTML) {
				t.Error(err, len(got.HTML))
			}
			if again, _ := r.HTML(src, Options{Lang: "en", Spans: references}); string(again.HTML) != string(want.HTML) {
				t.Error("another result")
			}
		})
	}
	wg.Wait()
}

func TestPlain(t *testing.T) {
	src := "# Title\n\nThe **first** words, `code` and [a link](x)[^1] <b>here</b>.\n\n```\nno\n```\n\n" +
		"> [!NOTE]\n> Noted.\n\n- item\n\n| a |\n|---|\n| b |\n\n[^1]: note\n"
	for max, want := range map[int]string{
		200: "The first words, code and a link here. Noted. item",
		20:  "The first words…",
		4:   "The…",
		1:   "…",
		0:   "",
	} {
		if got := Plain(src, max); got != want {
			t.Errorf("%d: %q, want %q", max, got, want)
		}
	}
	if got := Plain("日本語のとても長い文章です", 5); got != "日本語の…" {
		t.Errorf("%q", got)
	}
}

func TestSections(t *testing.T) {
	src := "Intro [x][1]\n\n## One `c` ##\nbody\n\n    ## code\n\n```\n## fence\n```\n\n> ## quote\n\n### Deep\n\nTwo\nlines\n---\n[y][1]\n\n[1]: a.html\n\n##\n\nafter\n"
	var got []string
	for _, s := range Sections(src) {
		got = append(got, fmt.Sprintf("%d %s: %s", s.Line, s.Title, strings.TrimSpace(s.Body)))
	}
	want := []string{
		"1 : Intro [x][1]\n\n[1]: <a.html>",
		"4 One c: body\n\n    ## code\n\n```\n## fence\n```\n\n> ## quote\n\n### Deep",
		"19 Two lines: [y][1]\n\n[1]: a.html\n\n##\n\nafter",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n|"), strings.Join(want, "\n|"))
	}
	if Sections("") != nil || Sections("\n \n") != nil {
		t.Error("sections of nothing")
	}
}

func TestCodeCacheIsBounded(t *testing.T) {
	c := newCodeCache()
	for i := range cacheBlocks + 100 {
		c.get("json", fmt.Sprint(i))
	}
	if len(c.order) > cacheBlocks || len(c.byKey) != len(c.order) {
		t.Errorf("%d blocks, %d in order", len(c.byKey), len(c.order))
	}
}

func TestHostileCode(t *testing.T) {
	if tame(strings.Repeat("x", maxLine+1)) || tame(strings.Repeat("x\n", maxBlock)) || tame(strings.Repeat("\n", maxEmpty+1)) {
		t.Error("not tame")
	}
	for _, lang := range []string{"go", "yaml", "klingon", "c#", "HTML"} {
		src := "```" + lang + "\n</code><script>alert(1)</script>\n\"&\n```\n"
		res, err := New().HTML(src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := unsafe(res.HTML); err != nil {
			t.Errorf("%s: %v in %s", lang, err, res.HTML)
		}
	}
}
