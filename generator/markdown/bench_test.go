package markdown

import (
	"strings"
	"testing"
)

// tenKB is a page like a long decision record: headings, tables, code, notes, references.
func tenKB() string {
	section := "## Section about R-03\n\nThe **vendor** was late, as [the log](../artifacts/log.pdf) and R-04 show[^1]. " +
		strings.Repeat("Some more words that say why it happened and what was done. ", 4) +
		"\n\n| Date | Cost | Note |\n|---|--:|---|\n| 2026-03-01 | 12 | R-05 |\n| 2026-03-02 | 13 | \"quoted\" |\n\n" +
		"```powershell\nGet-ADComputer -Filter * | Where-Object { $_.Enabled -eq $true } # all\n```\n\n" +
		"> [!NOTE]\n> Watch it.\n\n- [x] one\n- [ ] two\n\n"
	return strings.Repeat(section, 10240/len(section)+1) + "[^1]: The note.\n"
}

func BenchmarkPage(b *testing.B) {
	src := tenKB()
	r := New()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.HTML(src, Options{Lang: "en", Spans: references}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) {
	src := tenKB()
	for b.Loop() {
		Plain(src, 160)
	}
}

func BenchmarkCodeBlock(b *testing.B) {
	src := "Get-ADComputer -Filter * | Where-Object { $_.Enabled -eq $true } # all\n"
	for b.Loop() {
		highlight("powershell", src)
	}
}
