package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestHostile renders what blows up careless parsers, as large as is let in.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	n := MaxSource / 4
	if os.Getenv("TIMES") != "" {
		n = MaxSource
	}
	fill := func(unit string) string { return strings.Repeat(unit, n/len(unit)) }
	var defs, notes strings.Builder
	for i := 0; defs.Len() < n-20; i++ {
		fmt.Fprintf(&defs, "[a%d]: x\n", i)
	}
	for i := 0; notes.Len() < n/2; i++ {
		fmt.Fprintf(&notes, "[^%d]: x\n\n", i)
	}
	cases := map[string]string{
		"table":       strings.Repeat("|a", 2000) + "|\n" + strings.Repeat("|-", 2000) + "|\n" + strings.Repeat("|\n", n/2-5000),
		"definitions": defs.String(),
		"notes":       notes.String() + strings.Repeat("[^5]", n/8),
		"blank lists": strings.Repeat("- ", 500) + "x" + strings.Repeat("\n", n-1100),
		"deep lists":  deepList(n),
		"emphasis":    strings.Repeat("*a ", n/6) + strings.Repeat("b* ", n/6),
	}
	for _, unit := range []string{
		">", "> ", "- ", "1. ", "[", "![", "[a](", "*a ", "a**b", "*_", "_a ", "`", "`a", "``a` ", "<", "<!--", "<a ", "&", "\\", "~~a ", "\"a ", "'", "(", "http://a.b ", "a@b.c ", "www.a.b/(", "|", "[^a]", "[^a]: ", ":", ": a\n", "a\n: b\n", "a\n\n", "#", "# a\n", "-\n", "===\n", "```\n", "> [!NOTE]\n", "\t", "[a]: <", "[x]\n", "<?", "<![CDATA[", "- [x] ", "*** ", "a\n-\n", "|a|\n|-|\n", "](x)", "[a](b)",
		"[a](b (x ", "[a](b \"x ", "[a](<b ", "[a][", "[a][b ", "![a](b ", "*a_ ", "a*a_", "**a *b ", "~~", "~", "<a b='", "<a b ", "<!-", "<!A ", "<?a ", "\\`", "`` ` ", "[[a]",
		"[a]:\n", "[a]: b '", "[a]: b 'x\n", "| a\n", "a | b\n- | -\n", "1) ", "\n- ", ">\n", "> a\n\n", "    a\n", "- a\n\n", "- a\n\n  b\n", "&a", "&#", "mailto:a", "http://",
		"https://a", "www.", "a@", "a.b@c-", "--", "...", "<<", "[^", "[^a][^b]", "[^a]: b\n", "a\n: ", "\"", "a'b", "\"'", "* a\n  * b\n", "<div>\n", "a <b ", "]", "a]", "[a]]", "!", "\u00e4", "\x00", "\r",
	} {
		cases[unit] = fill(unit)
	}
	r := New()
	for name, src := range cases {
		t.Run(fmt.Sprintf("%.12q", name), func(t *testing.T) {
			start := time.Now()
			res, err := r.HTML(src, Options{Lang: "en"})
			took := time.Since(start)
			if err != nil {
				src = strings.Join(strings.SplitAfterN(src, "\n", MaxLines-1)[:MaxLines-2], "")
				start = time.Now()
				res, err = r.HTML(src, Options{Lang: "en"})
				took = time.Since(start)
			}
			if err != nil && !strings.Contains(src, "\r") {
				t.Fatal(err)
			}
			Sections(src)
			Plain(src, 160)
			if os.Getenv("TIMES") != "" {
				t.Logf("%v and %v, %d bytes", took, time.Since(start)-took, len(res.HTML))
			}
			if took > 5*time.Second || len(res.HTML) > 200*MaxSource {
				t.Errorf("%v, %d bytes", took, len(res.HTML))
			}
		})
	}
}

// deepList is half lists in lists, half empty lines, which every open list looks at.
func deepList(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size/2; i++ {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String() + strings.Repeat("\n", size/2-1000)
}
