package devserver

import (
	"bytes"
	"html/template"

	"github.com/gatefold/gatefold/content"
)

// plain are the pages in place of what cannot be shown. They are the preview's own: no theme is needed.
var plain = template.Must(template.New("plain").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<link rel="stylesheet" href="` + ours + `live.css">
</head>
<body class="plain" data-problems="shown">
<main>
<h1>{{.Title}}</h1>
<p>{{.Words}}</p>
{{with .Problems}}<ol>
{{range .}}<li><p class="place"><b class="{{.Severity}}">{{.Severity}}</b> {{.Place}}</p>
<p>{{.Message}}</p>
{{with .Frame}}<pre tabindex="0">{{.}}</pre>
{{end}}{{with .Hint}}<p class="hint">{{.}}</p>
{{end}}</li>
{{end}}</ol>
{{end}}</main>
</body>
</html>
`))

type plainView struct {
	Title, Words string
	Problems     []panelProblem
}

// plainPage stands where there was no good site yet.
func plainPage(live bool, name string, findings []Finding) []byte {
	v := plainView{Title: "The site of " + name + " cannot be shown yet"}
	v.Words = "It appears here by itself as soon as this is mended."
	if !live {
		v.Words = "Mend this, then load the page again."
	}
	for _, f := range worstFirst(findings) {
		if len(v.Problems) < maxShown && (f.Severity == content.Error || len(v.Problems) == 0) {
			v.Problems = append(v.Problems, panelProblem{f.Severity, place(name, f.Problem), f.Message, f.Hint, f.Frame})
		}
	}
	return v.draw()
}

// failedPage stands in place of one page that could not be drawn.
func failedPage(p string, err error) []byte {
	v := plainView{Title: "This page cannot be shown", Words: p + ": " + err.Error()}
	return v.draw()
}

func (v plainView) draw() []byte {
	var b bytes.Buffer
	if err := plain.Execute(&b, v); err != nil { // strings only
		return []byte("<!doctype html><title>gatefold</title><p>The site cannot be shown.</p>")
	}
	return b.Bytes()
}
