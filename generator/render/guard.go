package render

import (
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/gatefold/gatefold/generator/site"
)

// maxPage is the size of the largest page, in bytes; more is a theme that repeats itself.
const maxPage = 8 << 20

var (
	// active is markup that runs, loads or leads away by itself. Texts of a portfolio are escaped, so
	// it can only come from a template.
	active = regexp.MustCompile(`(?i)<(iframe|object|embed|base|form|frame|applet|style)[\s>]|<meta[^<>]*http-equiv=["']?refresh|<[a-z][^<>]*\s(on[a-z]+|style)\s*=`)
	script = regexp.MustCompile(`(?i)<script[^>]*>`)
	ours   = regexp.MustCompile(`^<script src="(\.\./)*assets/[a-z]+\.js" defer>$`)
)

// learners is implemented by a theme that holds files of the learner's own.
type learners interface{ Learners() bool }

// guard holds a learner's own theme to what a theme may do: the content policy on every page, no script but the
// site's own, nothing that loads or leads away.
func guard(page string) error {
	switch {
	case len(page) > maxPage:
		return errors.New("the page is larger than 8 MB")
	case !strings.Contains(page, `content="`+template.HTMLEscapeString(site.Policy)+`"`):
		return errors.New("the page's head lacks the content policy, {{policy}}")
	}
	if found := active.FindString(page); found != "" {
		return fmt.Errorf("a page may not hold %q", strings.TrimSpace(found))
	}
	for _, tag := range script.FindAllString(page, -1) {
		if !ours.MatchString(tag) {
			return fmt.Errorf("a page may not hold %q", tag)
		}
	}
	return nil
}
