package cohort

import (
	"math"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Lengths of texts in characters.
const (
	shortText = 120 // a name, a word of a vocabulary
	lineText  = 300 // a title, a headline
	longText  = 4000
	maxMarks  = 4 // accents on one letter
)

// plain is a stranger's text on one line, without what cannot be seen or turns the reading direction, and
// no longer than limit characters. It is text, not HTML: whoever puts it on a page escapes it.
func plainText(s string, limit int) string {
	if len(s) > 16*limit {
		s = s[:16*limit] // more is cut in any case; half a character at the end goes below
	}
	marks := 0
	s = strings.Map(func(r rune) rune {
		if !unicode.Is(unicode.M, r) {
			marks = 0
		} else if marks++; marks > maxMarks {
			return -1
		}
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case r == '\u200c' || r == '\u200d':
			return r // they join and part letters in several scripts
		case r == utf8.RuneError, unicode.Is(unicode.C, r), !unicode.IsPrint(r) && !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > limit {
		s = strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return s
}

// plainDay is an ISO day, or "".
func plainDay(s string) string {
	if d, err := time.Parse(time.DateOnly, s); err != nil || d.Format(time.DateOnly) != s {
		return ""
	}
	return s
}

// plainLanguage is a BCP 47 tag in its form, or "".
func plainLanguage(s string) string {
	if len(s) > 35 {
		return ""
	}
	for i, part := range strings.Split(s, "-") {
		letters := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz")
		if part == "" || len(part) > 8 || i == 0 && (letters != "" || len(part) < 2) || strings.Trim(letters, "0123456789") != "" {
			return ""
		}
	}
	return s
}

// plainCurrency is three capital letters, or "".
func plainCurrency(s string) string {
	if len(s) != 3 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return s
}

const mostCounted = 1_000_000

// plainCount is a number of things, 0 for one that nobody has.
func plainCount(n int) int {
	if n < 0 || n > mostCounted {
		return 0
	}
	return n
}

const mostMoney = 1e15

// plainMoney is an amount, 0 for one that nobody has.
func plainMoney(f float64) float64 {
	if math.IsNaN(f) || f < 0 || f > mostMoney {
		return 0
	}
	return f
}

// plainSlug is a name that can be a part of a path on every system, or "".
func plainSlug(s string) string {
	if s == "" || len(s) > 80 || s[0] == '-' || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	switch {
	case s == "con" || s == "prn" || s == "aux" || s == "nul":
		return ""
	case len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9':
		return "" // devices of Windows
	}
	return s
}

// plainReference is "slug:ID", or "".
func plainReference(s string) string {
	slug, id, ok := strings.Cut(s, ":")
	if !ok || plainSlug(slug) == "" || id == "" || len(id) > 200 ||
		strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") != "" || strings.Contains(id, "..") {
		return ""
	}
	return s
}

// pageOf is the address of a page of a site: page is a path from the site's root, with a fragment or
// without one. It is "" for anything that leads elsewhere.
func pageOf(site, page string) string {
	base, err := url.Parse(site)
	u, pageErr := url.Parse(page)
	if err != nil || pageErr != nil || !isAddress(site) || len(page) > 500 || page == "" {
		return ""
	}
	if u.Scheme != "" || u.Host != "" || u.Opaque != "" || u.User != nil || u.RawQuery != "" || path.IsAbs(u.Path) ||
		path.Clean(u.Path) != u.Path || strings.HasPrefix(u.Path, "..") || strings.ContainsAny(page, "\\\"'<> ") {
		return ""
	}
	base.RawQuery, base.Fragment = "", ""
	if !strings.HasSuffix(base.Path, "/") {
		if strings.HasSuffix(base.Path, ".html") {
			base.Path = base.Path[:strings.LastIndexByte(base.Path, '/')+1]
		} else {
			base.Path += "/"
		}
		base.RawPath = ""
	}
	return base.ResolveReference(u).String()
}
