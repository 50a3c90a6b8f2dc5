package review

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/themes"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// Mark is the first line of every page of a review, by which one is known again.
const Mark = "<!doctype html><!-- gatefold review: private -->"

// Page is the report as one HTML file with all that it needs in it: no script, nothing from elsewhere, and
// nothing that a search engine may keep. Its colours and type are those of the default theme.
func (r Report) Page() ([]byte, error) {
	theme, err := themes.Open(themes.Default, nil)
	if err != nil {
		return nil, err
	}
	tokens, err := fs.ReadFile(theme, "tokens.css")
	if err != nil {
		return nil, err
	}
	style := string(tokens) + pageCSS
	t, err := template.New("review").Funcs(template.FuncMap{"shown": shown, "more": more, "list": strings.Join, "anchor": anchor}).Parse(pageHTML)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(style))
	var out bytes.Buffer
	err = t.Execute(&out, struct {
		Report
		Mark     template.HTML
		Style    template.CSS
		Policy   string
		GradedBy string
	}{r, template.HTML(Mark), template.CSS(style), base64.StdEncoding.EncodeToString(sum[:]), strings.TrimSpace(r.gradedBy())})
	return out.Bytes(), err
}

// shown are the findings that a page names.
func shown(found content.Problems) content.Problems { return found[:min(len(found), shownFound)] }

// more says how many it does not name.
func more(found content.Problems) string {
	if n := len(found) - shownFound; n > 0 {
		return fmt.Sprintf("and %d more", n)
	}
	return ""
}

// anchor is the id of the n-th learner's part.
func anchor(n int) string { return fmt.Sprintf("learner-%d", n+1) }
