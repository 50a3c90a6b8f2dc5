package generator

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/markdown"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// theme is the chosen theme with the learner's own files laid over it.
type theme struct{ files fs.FS }

// openTheme falls back to the default theme when the portfolio names one that does not exist.
func openTheme(p *content.Portfolio, src fs.FS) (theme, content.Problems) {
	var own fs.FS
	if info, err := fs.Stat(src, "theme"); err == nil && info.IsDir() {
		own, _ = fs.Sub(src, "theme")
	}
	files, err := themes.Open(p.Config.Theme, own)
	if err == nil {
		return theme{files}, nil
	}
	problem := content.Problem{
		Code: content.CodeThemeUnknown, Severity: content.Error, Path: "portfolio.toml",
		Message: `theme = "` + p.Config.Theme + `" is not a theme that gatefold has`,
		Hint:    "Write one of: " + strings.Join(themes.Names(), ", ") + ". Until then the site is built with " + themes.Default + ".",
	}
	if !errors.Is(err, themes.ErrUnknown) {
		problem.Message = "the theme cannot be opened: " + err.Error()
	}
	files, _ = themes.Open(themes.Default, own)
	return theme{files}, content.Problems{problem}
}

// builtIn is the portfolio's theme without the learner's own files.
func builtIn(p *content.Portfolio) theme {
	files, err := themes.Open(p.Config.Theme, nil)
	if err != nil {
		files, _ = themes.Open(themes.Default, nil)
	}
	return theme{files}
}

type asset struct {
	path string
	body []byte
}

// assets are the style sheet and, on a site with charts, what Explore loads with its licences.
func (t theme) assets(plan *site.Site) ([]asset, error) {
	r, err := render.New(t.files, markdown.New(), nil)
	if err != nil {
		return nil, err
	}
	css, err := r.Style(plan.Accent)
	if err != nil {
		return nil, err
	}
	out := []asset{{"assets/site.css", css}}
	if plan.Charts == 0 {
		return out, nil
	}
	for _, f := range []struct{ from, to string }{
		{"explore.js", "explore.js"}, {"vendor/echarts.gatefold.min.js", "echarts.js"},
		{"vendor/LICENSE", "echarts-LICENSE.txt"}, {"vendor/NOTICE", "echarts-NOTICE.txt"},
	} {
		body, err := fs.ReadFile(themes.Shared(), f.from)
		if err != nil {
			return nil, err
		}
		out = append(out, asset{"assets/" + f.to, body})
	}
	return out, nil
}
