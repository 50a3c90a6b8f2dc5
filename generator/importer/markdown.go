package importer

import (
	"regexp"
	"strings"
)

// markdown writes blocks as Markdown. Headings begin at level 2, because the title stands above the text.
func markdown(blocks []block) string {
	var b strings.Builder
	for i, x := range blocks {
		switch {
		case x.table != nil:
			writeTable(&b, x.table)
		case x.level > 0:
			b.WriteString(strings.Repeat("#", min(x.level+1, 6)) + " " + escaped(oneLine(x.text)))
		case x.item > 0:
			b.WriteString(strings.Repeat("  ", x.item-1) + "- " + strings.ReplaceAll(escaped(x.text), "\n", " "))
		default:
			b.WriteString(strings.ReplaceAll(escaped(x.text), "\n", "\\\n"))
		}
		if x.table != nil || x.item > 0 && i+1 < len(blocks) && blocks[i+1].item > 0 {
			b.WriteString("\n")
		} else {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func writeTable(b *strings.Builder, rows [][]string) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	for i, r := range rows {
		b.WriteString("|")
		for j := range width {
			cell := ""
			if j < len(r) {
				cell = strings.ReplaceAll(escaped(oneLine(r[j])), "|", "\\|")
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteString("\n")
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", width) + "\n")
		}
	}
}

// lineStart are the beginnings of lines that Markdown takes for something else than text.
var lineStart = regexp.MustCompile(`(?m)^(\s*)([#>+=-]|\d+[.)])`)

// escaped is a text that Markdown shows as it is.
func escaped(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "<", `\<`, "~", `\~`, "$", `\$`).Replace(s)
	return lineStart.ReplaceAllStringFunc(s, func(m string) string {
		return m[:len(m)-1] + `\` + m[len(m)-1:]
	})
}
