package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Style joins the theme's style sheets into one: tokens, base, the parts by name, code colours,
// print. accent, "#2b3fae", replaces the theme's own accent; "" keeps it.
func (r *Renderer) Style(accent string) ([]byte, error) {
	names := []string{"tokens.css", "base.css"}
	parts, err := fs.Glob(r.theme, "parts/*/part.css")
	if err != nil {
		return nil, err
	}
	slices.Sort(parts)
	var b bytes.Buffer
	for _, name := range append(append(names, parts...), "print.css") {
		css, err := fs.ReadFile(r.theme, name)
		if err != nil {
			return nil, err
		}
		if name == "print.css" {
			b.Write(r.markdown.Style())
		}
		b.WriteString(squeeze(string(css)))
		if name == "tokens.css" && accent != "" {
			b.WriteString(accentRules(accent))
		}
	}
	return b.Bytes(), nil
}

// accentRules put the owner's accent over the theme's: as it is on light paper, lighter on dark.
func accentRules(accent string) string {
	return fmt.Sprintf("@media (prefers-color-scheme:light){:root{--accent:%[1]s;--accent-wash:color-mix(in srgb,%[1]s 10%%,#fff)}}\n"+
		"@media (prefers-color-scheme:dark){:root{--accent:color-mix(in srgb,%[1]s 45%%,#fff);--accent-wash:color-mix(in srgb,%[1]s 30%%,#12151b)}}\n", accent)
}

// squeeze drops comments, indentation and empty lines: the rules stay readable, one a line.
func squeeze(css string) string {
	var b strings.Builder
	for css != "" {
		before, after, found := strings.Cut(css, "/*")
		b.WriteString(before)
		if !found {
			break
		}
		_, css, _ = strings.Cut(after, "*/")
	}
	var out strings.Builder
	for line := range strings.Lines(b.String()) {
		if line = strings.TrimSpace(line); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}
