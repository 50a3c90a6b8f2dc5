package markdown

import "strings"

// hue is one group of tokens: its class and its colours on light and dark paper, each with a
// contrast of at least 4.5 to 1.
type hue struct{ class, light, dark string }

func hues() []hue {
	return []hue{
		{"c", "#5c6370", "#98a0ae"},  // comment
		{"k", "#7a1f8a", "#d7b0ff"},  // keyword, tag, heading of a diff
		{"s", "#1a6b3c", "#8fd6a8"},  // string
		{"m", "#8a4b00", "#f0b647"},  // number
		{"nf", "#2b3fae", "#a3b3ff"}, // function, attribute, property
		{"kt", "#00627a", "#6fc8dd"}, // type, class, builtin
		{"o", "#434a56", "#bcc2cd"},  // operator
		{"gi", "#1b7341", "#6cc795"}, // inserted
		{"gd", "#b3241a", "#ff9486"}, // deleted
	}
}

// Style are the rules that colour code, for light and dark; paper and print take the light ones.
func (r *Renderer) Style() []byte {
	var rules, light, dark strings.Builder
	for _, h := range hues() {
		light.WriteString("--" + h.class + ":" + h.light + ";")
		dark.WriteString("--" + h.class + ":" + h.dark + ";")
		rules.WriteString(".chroma ." + h.class + "{color:var(--" + h.class + ")}\n")
	}
	return []byte(".chroma{" + light.String() + "}\n" +
		"@media screen and (prefers-color-scheme:dark){.chroma{" + dark.String() + "}}\n" +
		rules.String() +
		".chroma .c{font-style:italic}\n")
}
