package content

import "strings"

// wordIndex finds the canonical word for what people write, by the name of its vocabulary. It is
// built once a load.
type wordIndex map[string]map[string]string

func newWordIndex() wordIndex {
	index := wordIndex{}
	for _, name := range vocabularyNames() {
		v, words := vocabularyOf(name), map[string]string{}
		for _, t := range v {
			for _, s := range t.Synonyms {
				words[s] = t.Word
			}
		}
		for _, t := range v {
			words[strings.ToLower(t.Word)] = t.Word
		}
		index[name] = words
	}
	return index
}

// find gives the canonical word; spaces, hyphens and underscores are alike.
func (x wordIndex) find(vocabulary, text string) (string, bool) {
	words := x[vocabulary]
	s := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	if w, ok := words[s]; ok || !strings.ContainsAny(s, "_- ") {
		return w, ok
	}
	for _, form := range []string{strings.NewReplacer("_", " ", "-", " ").Replace(s), strings.NewReplacer("_", "-", " ", "-").Replace(s)} {
		if w, ok := words[form]; ok {
			return w, true
		}
	}
	return "", false
}

// AllowedWords are the words of a column's Vocabulary, in its order; none when it has no such set.
func AllowedWords(vocabulary string) []string { return wordsOf(vocabulary) }

// wordsOf are the allowed words of a vocabulary, in its order.
func wordsOf(vocabulary string) []string {
	var out []string
	for _, t := range vocabularyOf(vocabulary) {
		out = append(out, t.Word)
	}
	return out
}

// isFixed tells whether formats.md fixes the vocabulary, so that any other word is an error. The
// words of the others are shown as they are written, with a warning.
func isFixed(vocabulary string) bool {
	switch vocabulary {
	case "basis", "domain", "raid type", "gate decision", "question", "clock", "project status", "method",
		"criterion level", "criterion result", "funded from", "cost kind", "incident kind":
		return true
	}
	return false
}

// isMissing tells whether a cell says that there is no value.
func isMissing(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "-", "--", "–", "—", "n/a", "#n/a", "n.a.", "tbd", "tbc", "t.b.d.", "?":
		return true
	}
	return false
}

// parseFlag reads a yes or no.
func parseFlag(text string) (Flag, bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "yes", "y", "true", "t", "1", "x", "✓", "✔", "☑", "on", "draft", "withhold":
		return Flag{Yes: true, Set: true}, true
	case "no", "n", "false", "f", "0", "☐", "off":
		return Flag{Set: true}, true
	}
	return Flag{}, false
}

// splitList cuts a cell into the items of a list: at line breaks and semicolons.
func splitList(text string) []string {
	var out []string
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if item = strings.TrimSpace(item); item != "" && !isMissing(item) {
			out = append(out, item)
		}
	}
	return out
}
