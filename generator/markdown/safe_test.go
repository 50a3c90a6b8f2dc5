package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// unsafe says what in a piece of HTML the content policy forbids, or what a browser would not read
// as it was written.
func unsafe(out []byte) error {
	root, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		return err
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			return errors.New("a comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		if err := unsafeElement(n, ids); err != nil {
			return err
		}
	}
	return nil
}

const elements = " html head body p a em strong del code pre span h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote div table thead tbody tr th td img br hr sup input "

func unsafeElement(n *html.Node, ids map[string]bool) error {
	if !strings.Contains(elements, " "+n.Data+" ") {
		return fmt.Errorf("element %s", n.Data)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src":
			if s, ok := scheme(a.Val); ok && s != "http" && s != "https" && s != "mailto" {
				return fmt.Errorf("scheme of %q", a.Val)
			}
			if n.Data == "img" && outside(a.Val) {
				return fmt.Errorf("outside picture %q", a.Val)
			}
		case "id":
			if ids[a.Val] {
				return fmt.Errorf("id %q twice", a.Val)
			}
			ids[a.Val] = true
		case "class", "title", "alt", "rel", "role", "tabindex", "aria-label", "scope", "start", "loading", "type", "disabled", "checked":
		default:
			return fmt.Errorf("attribute %s of %s", a.Key, n.Data)
		}
	}
	for up := n.Parent; n.Data == "a" && up != nil; up = up.Parent {
		if up.Data == "a" {
			return errors.New("a link in a link")
		}
	}
	return nil
}

func FuzzHTML(f *testing.F) {
	f.Add("# a\n[x](javascript:x) <b> R-03[^1]\n\n[^1]: n\n\n| a |\n|--:|\n| `\\|` |\n", "en", "p")
	f.Add("> [!NOTE]\n> - [x] ```go\n> a\n\nt\n: d\n\n![a](b \"c\")", "", "")
	f.Add("[a[^1]![b](http://c)](d) *_**~~e~~**_*\n\n[^1]: [^1]", "de", "\"<")
	r := New()
	f.Fuzz(func(t *testing.T, src, lang, prefix string) {
		res, err := r.HTML(src, Options{Lang: lang, Prefix: prefix, Spans: references})
		if err != nil {
			t.Skip()
		}
		if err := unsafe(res.HTML); err != nil {
			t.Errorf("%v in %s", err, res.HTML)
		}
		lines := strings.Count(src, "\n") + strings.Count(src, "\r") + 1
		for _, l := range res.Links {
			if l.Line < 1 || l.Line > lines {
				t.Errorf("link %q on line %d of %d", l.URL, l.Line, lines)
			}
		}
		again, _ := New().HTML(src, Options{Lang: lang, Prefix: prefix, Spans: references})
		if !bytes.Equal(res.HTML, again.HTML) {
			t.Error("another renderer, another result")
		}
		Plain(src, 160)
		Sections(src)
	})
}
