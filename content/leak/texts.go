package leak

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"

	"github.com/gatefold/gatefold/content/table"
)

// Limits of what is unpacked from one office file.
const (
	maxMembers  = 5000
	maxUnpacked = 64 << 20 // bytes
)

// Texts are the pieces of text that a published file holds, its name first: of a page what can be read and
// what stands in attributes, of an office file its parts and properties, hidden sheets too.
func Texts(name string, body []byte) []string {
	out := []string{name}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".svg", ".xml":
		return append(out, markup(body)...)
	case ".json":
		return append(out, jsonTexts(body))
	case ".js":
		return append(out, unescaped(string(body)))
	case ".disclosures":
		return append(out, disclosed(body)...)
	}
	if bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		return append(out, packed(body)...)
	}
	if text, ok := table.Decoded(body, int64(len(body))); ok {
		return append(out, text)
	}
	text, err := charmap.Windows1252.NewDecoder().String(string(body)) // what a picture or PDF says in the clear
	if err != nil {
		return out
	}
	return append(out, text)
}

// markup gives the words between tags as one text, because a name may go on across a tag, and each attribute.
func markup(body []byte) []string {
	var words strings.Builder
	var out []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return append(out, words.String())
		case html.TextToken, html.CommentToken:
			words.WriteString(html.UnescapeString(string(z.Text())))
		case html.StartTagToken, html.SelfClosingTagToken:
			for {
				_, value, more := z.TagAttr()
				if len(value) > 0 {
					out = append(out, string(value))
				}
				if !more {
					break
				}
			}
		}
	}
}

// jsonTexts gives all strings, keys too, with a line between them.
func jsonTexts(body []byte) string {
	var b strings.Builder
	dec := json.NewDecoder(bytes.NewReader(body))
	for {
		token, err := dec.Token()
		if err != nil {
			return b.String()
		}
		if s, ok := token.(string); ok {
			b.WriteString(s + "\n")
		}
	}
}

// disclosed gives the sealed values that are published beside a record, one a line in base64url; they may be
// older than what the page shows.
func disclosed(body []byte) []string {
	var out []string
	for line := range strings.Lines(string(body)) {
		if value, err := base64.RawURLEncoding.DecodeString(strings.TrimSpace(line)); err == nil {
			out = append(out, jsonTexts(value))
		}
	}
	return out
}

// unescaped undoes \u00e9 in a script's strings.
func unescaped(s string) string {
	return regexp.MustCompile(`\\u[0-9a-fA-F]{4}`).ReplaceAllStringFunc(s, func(esc string) string {
		n, err := strconv.ParseUint(esc[2:], 16, 16)
		if err != nil {
			return esc
		}
		return string(rune(n))
	})
}

// packed reads the parts of an office file, or of any zip.
func packed(body []byte) []string {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil
	}
	var out []string
	left := int64(maxUnpacked)
	for i, member := range z.File {
		if i == maxMembers || left <= 0 {
			break
		}
		f, err := member.Open()
		if err != nil {
			continue // a locked or broken part has nothing to read
		}
		part, err := io.ReadAll(io.LimitReader(f, left))
		f.Close()
		left -= int64(len(part))
		if err != nil && len(part) == 0 {
			continue
		}
		out = append(out, member.Name)
		switch strings.ToLower(path.Ext(member.Name)) {
		case ".xml", ".rels", ".vml":
			out = append(out, markup(part)...)
		default:
			if text, ok := table.Decoded(part, int64(len(part))); ok {
				out = append(out, text)
			}
		}
	}
	return out
}
