package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// found is a word of a text that may be a reference, by byte offsets.
type found struct {
	start, end int
	ref        Ref
}

// artifactPrefix begins a reference to a file of artifacts/.
const artifactPrefix = "artifacts/"

// scanText finds the words of a text that have the form of a reference: letters and then digits
// (R-03, G3R, status-2025-04-18), slug:ID, or artifacts/file. Whether they are references is decided
// when all ids are known.
func scanText(text string) []found {
	if !MayRefer(text) {
		return nil
	}
	text = maskURLs(text)
	var out []found
	for i := 0; i < len(text); {
		if !isWord(text[i]) {
			i++
			continue
		}
		end, digit := wordEnd(text, i)
		colon := end < len(text) && text[end] == ':'
		if !digit && !colon && text[i] != 'a' { // no id, no project before one, not artifacts/
			i = end
			continue
		}
		word := strings.TrimRight(text[i:end], "._-")
		f := found{start: i, end: i + len(word), ref: Ref{ID: word}}
		switch {
		case word == "artifacts" && strings.HasPrefix(text[f.end:], "/"):
			f.end = pathEnd(text, f.end)
			f.ref.ID = text[f.start:f.end]
		case isSlug(word) && f.end+1 < len(text) && text[f.end] == ':' && isWord(text[f.end+1]):
			id := f.end + 1
			f.ref.Slug = word
			if strings.HasPrefix(text[id:], artifactPrefix) {
				f.end = pathEnd(text, id)
			} else {
				idEnd, _ := wordEnd(text, id)
				f.end = id + len(strings.TrimRight(text[id:idEnd], "._-"))
			}
			f.ref.ID = text[id:f.end]
		}
		end = max(end, f.end)
		if f.end > f.start && standsAlone(text, f.start) && hasIDForm(f.ref) {
			out = append(out, f)
		}
		i = end
	}
	return out
}

// MayRefer is a first, cheap sieve: a text without a digit or a file of artifacts/ names no record.
func MayRefer(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			return true
		}
	}
	return strings.Contains(text, artifactPrefix)
}

func isWord(c byte) bool {
	return c == '-' || c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// wordEnd is the end of the word that begins at i, and whether there is a digit in it.
func wordEnd(s string, i int) (end int, digit bool) {
	for ; i < len(s) && isWord(s[i]); i++ {
		digit = digit || s[i] >= '0' && s[i] <= '9'
	}
	return i, digit
}

// pathEnd is the end of the file path that begins before i.
func pathEnd(s string, i int) int {
	n := strings.IndexAny(s[i:], " \t\n,;)]>\"'`|")
	if n < 0 {
		n = len(s) - i
	}
	return i + len(strings.TrimRight(s[i:i+n], ".:!?"))
}

// standsAlone is false for a word that continues a mail address or a word of another script.
func standsAlone(s string, start int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:start])
	return r != '@' && !(r >= utf8.RuneSelf && unicode.IsLetter(r))
}

// longestID bounds what is taken for an id; a file's path may be longer.
const longestID = 100

// hasIDForm is a first, cheap sieve: ids in a text begin with a letter and hold a digit.
func hasIDForm(r Ref) bool {
	if strings.HasPrefix(r.ID, artifactPrefix) {
		return len(r.ID) > len(artifactPrefix)
	}
	return r.ID != "" && len(r.ID) <= longestID && (shapeOf(r.ID) != "" || r.Slug != "")
}

// shapeOf is what ids of one series have in common: the letters and separators before the first
// digit, "R-" of R-03. It is "" for ids without letters before a digit, which are no references
// except in columns of references.
func shapeOf(id string) string {
	n := strings.IndexAny(id, "0123456789")
	if n <= 0 || !isLetter(id[0]) {
		return ""
	}
	return id[:n]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isSlug(s string) bool {
	if s == "" || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !(c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z') {
			return false
		}
	}
	return true
}

// maskURLs blanks out addresses, byte for byte, so that nothing inside them is taken for a reference.
func maskURLs(s string) string {
	if !strings.Contains(s, "://") {
		return s
	}
	b := []byte(s)
	for from := 0; ; {
		n := strings.Index(s[from:], "://")
		if n < 0 {
			return string(b)
		}
		start, end := from+n, from+n
		for start > 0 && isLetter(s[start-1]) {
			start--
		}
		for end < len(s) && !strings.ContainsRune(" \t\n<>\"'`)]|", rune(s[end])) {
			end++
		}
		blankOut(b[start:end])
		from = end
	}
}

func blankOut(b []byte) {
	for i := range b {
		if b[i] != '\n' {
			b[i] = ' '
		}
	}
}

// maskMarkdown blanks out code, and the targets of links but those in artifacts/.
func maskMarkdown(s string) string {
	if !strings.ContainsAny(s, "`~") && !strings.Contains(s, "](") {
		return s
	}
	b := []byte(s)
	maskFences(b, s)
	maskSpans(b)
	maskTargets(b)
	return string(b)
}

// maskFences blanks out blocks between lines of ``` or ~~~ in b, the bytes of s.
func maskFences(b []byte, s string) {
	fence := ""
	for start := 0; start < len(b); {
		end := len(s)
		if n := strings.IndexByte(s[start:], '\n'); n >= 0 {
			end = start + n
		}
		line := strings.TrimLeft(s[start:end], " >")
		marks := len(line) - len(strings.TrimLeft(line, "`~"))
		switch {
		case fence == "" && marks >= 3 && !strings.Contains(line[marks:], "`"):
			fence = line[:marks]
			blankOut(b[start:end])
		case fence != "":
			if strings.HasPrefix(line, fence) && strings.Trim(line, " `~") == "" {
				fence = ""
			}
			blankOut(b[start:end])
		}
		start = end + 1
	}
}

// maskSpans blanks out code between equal runs of backticks within a paragraph.
func maskSpans(b []byte) {
	open := map[int]int{} // length of a run → where it began
	for i := 0; i < len(b); i++ {
		if b[i] == '\n' && i+1 < len(b) && b[i+1] == '\n' {
			clear(open)
		}
		if b[i] != '`' {
			continue
		}
		start := i
		for i < len(b) && b[i] == '`' {
			i++
		}
		n := i - start
		if from, ok := open[n]; ok {
			blankOut(b[from:i])
			clear(open)
		} else {
			open[n] = start
		}
		i--
	}
}

// maskTargets blanks out the (target) of [text](target), unless it is a file of artifacts/.
func maskTargets(b []byte) {
	for from := 0; ; {
		n := bytes.Index(b[from:], []byte("]("))
		if n < 0 {
			return
		}
		start := from + n + 2
		end := start
		for end < len(b) && b[end] != ')' && b[end] != '\n' {
			end++
		}
		if !bytes.HasPrefix(bytes.TrimLeft(b[start:end], "<./"), []byte(artifactPrefix)) {
			blankOut(b[start:end])
		}
		from = end
	}
}
