package shown

import (
	"regexp"
	"strings"
)

// piecesOf cuts Markdown into the pieces that every renderer of it keeps together: what it may leave out,
// move or number anew stands between them. It is no parser: where it cannot be sure what a reader sees,
// it leaves out a paragraph. notes are the labels of footnotes that the page shows.
func piecesOf(markdown string, notes map[string]bool) []string {
	c := cutter{notes: notes}
	for _, block := range blankLine.Split(withoutComments(lineFeeds.Replace(markdown)), -1) {
		c.block(block)
	}
	return strings.FieldsFunc(c.out.String(), func(r rune) bool { return r == cut || r == '\n' })
}

// cut stands where a piece ends.
const cut = '\x00'

func withoutComments(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<!--")
		_, after, closed := strings.Cut(rest, "-->")
		if !found || !closed {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(before)
		b.WriteByte(cut)
		s = after
	}
}

var (
	lineFeeds    = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	blankLine    = regexp.MustCompile(`\n[ \t>]*\n`)
	footnote     = regexp.MustCompile(`\[\^([^\[\]\n]+)\](:?)`)
	noteText     = regexp.MustCompile(`^\[\^([^\[\] \t\n]+)\]:`)
	fence        = regexp.MustCompile("^(```|~~~)")
	delimiterRow = regexp.MustCompile(`^[ \t>]*[|:-][-|: \t]*(\n|$)`)
	container    = regexp.MustCompile(`^([ \t>]|[-*+:]([ \t]|\n|$)|[0-9]{1,9}[.)]([ \t]|\n|$))`)
	mark         = regexp.MustCompile(`^(\[\^[^\[\]\n]+\]:?|\[![A-Za-z]{1,20}\]|\[[ xX]\]|<[A-Za-z/!?][^<>]*>|&#?[A-Za-z0-9]{1,40};)`)
)

// notesOf are the labels of the footnotes that a text refers to, and so shows. In a text with code a
// reference may be an example of one.
func notesOf(markdown string) map[string]bool {
	notes := map[string]bool{}
	if strings.ContainsAny(markdown, "`~") {
		return notes
	}
	for _, m := range footnote.FindAllStringSubmatch(markdown, -1) {
		if m[2] == "" {
			notes[m[1]] = true
		}
	}
	return notes
}

// cutter writes out what of a text is shown.
type cutter struct {
	notes map[string]bool
	out   strings.Builder
	ended bool // what follows is not sure to be shown
}

// block takes the lines of a paragraph, or of what looks like one.
func (c *cutter) block(s string) {
	columns, cell := 0, 0 // of a table, once its second line was seen
	start := true         // of a line
	for s != "" && !c.ended {
		if start {
			if line := delimiterRow.FindString(s); strings.Contains(line, "-") {
				columns, s = strings.Count(strings.Trim(line, "| \t\n>"), "|")+1, s[len(line):]
				continue
			}
			s, start, cell = c.lineStart(s), false, 0
			continue
		}
		switch size := len(mark.FindString(s)); {
		case s[0] == '\n':
			c.out.WriteByte('\n')
			s, start = s[1:], true
		case s[0] == '\\' && len(s) > 1:
			c.out.WriteString(s[:2])
			s, start = s[2:], s[1] == '\n'
		case s[0] == '|':
			c.out.WriteByte(cut)
			s = s[1:]
			if cell++; columns > 0 && cell >= columns {
				s = s[lineEnd(s):]
			}
		case size > 0:
			c.out.WriteByte(cut)
			s = afterBracket(s, size)
		case strings.HasPrefix(s, "!["):
			c.out.WriteByte(cut)
			s = afterPicture(s)
		case strings.HasPrefix(s, "]("):
			c.out.WriteByte(cut)
			s = afterDestination(s[2:])
		case strings.HasPrefix(s, "]["):
			c.out.WriteByte(cut)
			s = afterBracket(s[1:], labelEnd(s[1:]))
		default:
			if size = strings.IndexAny(s[1:], "\n\\|[]!<&") + 1; size == 0 {
				size = len(s)
			}
			c.out.WriteString(s[:size])
			s = s[size:]
		}
	}
	c.out.WriteByte('\n')
}

// lineStart takes away what numbers and nests a line. It gives "" when the rest of the paragraph says
// what links lead to, and ends the text at a footnote that nothing refers to.
func (c *cutter) lineStart(s string) string {
	for {
		size := len(container.FindString(s))
		if size == 0 {
			break
		}
		if s[size-1] == '\n' {
			return s[size-1:]
		}
		s = s[size:]
	}
	switch {
	case fence.MatchString(s):
		return s[lineEnd(s):]
	case strings.HasPrefix(s, "|"):
		return s[1:]
	case strings.HasPrefix(s, "["):
		if end := labelEnd(s); end > 0 && strings.HasPrefix(s[end:], ":") {
			note := noteText.FindStringSubmatch(s)
			if note == nil {
				return ""
			}
			c.ended = !c.notes[note[1]]
		}
	}
	return s
}

func lineEnd(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

// labelEnd is the length of a label in brackets, 0 when it does not end.
func labelEnd(s string) int {
	for i := 1; i < min(len(s), labelLimit); i++ {
		switch s[i] {
		case '\\':
			i++
		case ']':
			return i + 1
		}
	}
	return 0
}

// afterBracket is what follows something of this length; "" when it has none. A bracket that closes it is
// not left behind where that may close the words of a link.
func afterBracket(s string, size int) string {
	if size == 0 {
		return ""
	}
	if s[size-1] == ']' && (strings.HasPrefix(s[size:], "(") || strings.HasPrefix(s[size:], "[")) {
		size--
	}
	return s[size:]
}

// labelLimit is the length of the longest label that CommonMark knows.
const labelLimit = 1001

// afterPicture is what follows the words of a picture; "" when they do not end.
func afterPicture(s string) string {
	depth := 0
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return afterBracket(s, i+1)
			}
		}
	}
	return ""
}

// afterDestination is what follows an address, with its title, up to the bracket that closes it. It is
// "" when there is none such, and with it all of the paragraph is left out.
func afterDestination(s string) string {
	s = strings.TrimLeft(s, " \t\n")
	if rest, ok := strings.CutPrefix(s, "<"); ok {
		i := strings.IndexAny(rest, ">\n\\")
		if i < 0 || rest[i] != '>' {
			return ""
		}
		s = rest[i+1:]
	} else {
		s = afterAddress(s)
	}
	title := strings.TrimLeft(s, " \t\n")
	if title != "" && len(title) < len(s) && strings.IndexByte(`"'(`, title[0]) >= 0 {
		title = afterTitle(title)
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(title, " \t\n"), ")"); ok {
		return rest
	}
	return ""
}

// afterAddress is what follows an address without blanks, whose brackets are in pairs.
func afterAddress(s string) string {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c <= ' ':
			return s[i:]
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return s[i:]
			}
		}
	}
	return ""
}

// afterTitle is what follows a quoted title, "" when it does not end.
func afterTitle(s string) string {
	end := s[0]
	if end == '(' {
		end = ')'
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case end:
			return s[i+1:]
		}
	}
	return ""
}
