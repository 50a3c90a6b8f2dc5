package generator

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

// theme is the chosen theme with the learner's own files laid over it.
type theme struct {
	files fs.FS
	own   bool // some of its files are the learner's
}

// openTheme falls back to the default theme when the portfolio names one that does not exist.
func openTheme(p *content.Portfolio, src fs.FS) (theme, content.Problems) {
	own, refused := ownTheme(src)
	files, err := themes.Open(p.Config.Theme, own)
	if err == nil {
		return theme{files, own != nil}, refused
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
	return theme{files, own != nil}, append(refused, problem)
}

// ownTheme is the learner's theme folder, nil when there is none, and what of it is not used. A link
// could lead to what is never published, so none is followed, the folder itself included.
func ownTheme(src fs.FS) (fs.FS, content.Problems) {
	info, err := fs.Lstat(src, "theme")
	if err != nil || !info.IsDir() {
		return nil, nil
	}
	own, err := fs.Sub(src, "theme")
	if err != nil {
		return nil, nil
	}
	names, err := themes.Refused(own)
	var problems content.Problems
	for _, name := range names {
		problems = append(problems, content.Problem{
			Code: content.CodeThemeTemplate, Severity: content.Error, Path: "theme/" + name,
			Message: "This is a link, a special file or larger than 256 KB, so it is not used.",
			Hint:    "Put a plain file of that name in its place; until then the built-in theme's is used.",
		})
	}
	if err != nil {
		problems = append(problems, content.Problem{Code: content.CodeThemeTemplate, Severity: content.Error, Path: "theme",
			Message: "The folder cannot be read through, so the built-in theme is used.", Hint: "See that you may read every folder in it."})
		return nil, problems
	}
	return own, problems
}

// builtIn is the portfolio's theme without the learner's own files.
func builtIn(p *content.Portfolio) theme {
	files, err := themes.Open(p.Config.Theme, nil)
	if err != nil {
		files, _ = themes.Open(themes.Default, nil)
	}
	return theme{files, false}
}

type asset struct {
	path string
	body []byte
}

// assets are the style sheet and, on a site with charts, what Explore loads with its licences.
func assets(r *render.Renderer, plan *site.Site) ([]asset, error) {
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
