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

// squeeze drops comments, empty lines and blanks that mean nothing: the rules stay readable, one a line.
// What stands in quotes stays as it is.
func squeeze(css string) string {
	out := make([]byte, 0, len(css))
	after := func(set string) bool { return len(out) == 0 || strings.IndexByte(set, out[len(out)-1]) >= 0 }
	for css != "" {
		n := 1
		switch c := css[0]; {
		case c == '"' || c == '\'':
			n = quoted(css)
			out = append(out, css[:n]...)
		case strings.HasPrefix(css, "/*"):
			if n = strings.Index(css[2:], "*/") + 4; n < 4 {
				n = len(css)
			}
		case c == '\n':
			out = bytes.TrimRight(out, " ")
			if !after("\n") {
				out = append(out, c)
			}
		case c == ' ' || c == '\t' || c == '\r':
			if !after("{}:;, \n") {
				out = append(out, ' ')
			}
		case c == '{' || c == '}':
			out = bytes.TrimRight(out, " ")
			if c == '}' {
				out = bytes.TrimRight(out, ";")
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
		css = css[n:]
	}
	return string(out)
}

// quoted is the length of the string at the beginning of css.
func quoted(css string) int {
	for i := 1; i < len(css); i++ {
		switch css[i] {
		case '\\':
			i++
		case css[0]:
			return i + 1
		}
	}
	return len(css)
}
