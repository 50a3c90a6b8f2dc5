package shown

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// pageLimit is how much of a page is read, in bytes.
const pageLimit = 16 << 20

// page is a published page without what is no word of it.
type page struct {
	body  []byte
	words string // squeezed
	odd   bool   // one of its headings has a picture, a note or markup shown as text in it
}

func newPage(body []byte) *page {
	body = body[:min(len(body), pageLimit)]
	text := string(body)
	return &page{body: body, words: squeeze(pageText(text)), odd: oddHeading(text)}
}

// oddHeading tells whether a page has a heading that may read otherwise than it was sealed.
func oddHeading(html string) bool {
	for {
		_, rest, found := strings.Cut(html, "<h")
		if !found {
			return false
		}
		if html = rest; rest == "" || rest[0] < '1' || rest[0] > '6' {
			continue
		}
		heading, after, _ := strings.Cut(rest, "</h")
		if strings.Contains(heading, "<sup") || strings.Contains(heading, "<img") || strings.Contains(heading, "&lt;") {
			return true
		}
		html = after
	}
}

// squeeze keeps the letters, marks and digits of a text, small: what no way of setting a text changes.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r):
			return -1
		}
		if r = unicode.ToLower(r); r == 'ς' {
			return 'σ' // a sigma is written otherwise at the end of a word
		}
		return r
	}, norm.NFD.String(s))
}

// pageText is the text of a page: no tags, comments, scripts and styles.
func pageText(page string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(page, "<")
		b.WriteString(before)
		if !found {
			return decoded(b.String())
		}
		switch {
		case strings.HasPrefix(rest, "!--"):
			_, page, _ = strings.Cut(rest[3:], "-->")
		case rest != "" && (isLetter(rest[0]) || rest[0] == '/' || rest[0] == '!'):
			page = afterTag(rest)
			for _, name := range []string{"script", "style"} {
				if len(rest) > len(name) && lower(rest[:len(name)]) == name && !isLetter(rest[len(name)]) {
					page = afterElement(page, name)
				}
			}
		default:
			page = rest
		}
	}
}

var reference = regexp.MustCompile(`&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));`)

// decoded resolves character references. Of those with a name only what pages need is known; the others
// stand for signs that are no letters.
func decoded(s string) string {
	return reference.ReplaceAllStringFunc(s, func(ref string) string {
		m := reference.FindStringSubmatch(ref)
		switch m[3] {
		case "amp":
			return "&"
		case "lt":
			return "<"
		case "gt":
			return ">"
		}
		n, _ := strconv.ParseInt(m[1], 10, 32)
		if m[2] != "" {
			n, _ = strconv.ParseInt(m[2], 16, 32)
		}
		if n == 0 || n > unicode.MaxRune || n >= 0xd800 && n < 0xe000 {
			return " "
		}
		return string(rune(n))
	})
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// afterTag is what follows a tag. A quoted value may hold the sign that ends it.
func afterTag(s string) string {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '>':
			return s[i+1:]
		case c == '=' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\''):
			end := strings.IndexByte(s[i+2:], s[i+1])
			if end < 0 {
				return ""
			}
			i += 2 + end
		}
	}
	return ""
}

// afterElement is what follows an element whose content is no text.
func afterElement(s, name string) string {
	for {
		_, rest, found := strings.Cut(s, "</")
		if !found {
			return ""
		}
		if len(rest) >= len(name) && lower(rest[:len(name)]) == name {
			return afterTag(rest)
		}
		s = rest
	}
}
