package devserver

import (
	"net/http"
	"path"
	"strings"
)

// headerRules are the rules of the site's own file _headers, in the form that static hosts read
// (Netlify, Cloudflare Pages): a path on a line of its own, below it indented "Name: value" lines.
// A * at the end of a path stands for anything. The preview obeys them as a host does, so that
// downloads of a stranger's HTML run nothing here either.
type headerRules []headerRule

type headerRule struct {
	path   string
	fields [][2]string
}

func parseHeaders(text string) headerRules {
	var rules headerRules
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		name, value, isField := strings.Cut(trimmed, ":")
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
		case line[0] != ' ' && line[0] != '\t':
			rules = append(rules, headerRule{path: trimmed})
		case isField && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.fields = append(last.fields, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return rules
}

// set adds the headers of all rules that match. Of two content policies both hold. What a public site lets
// other origins read, a preview, with its drafts, does not.
func (rules headerRules) set(h http.Header, url string) {
	for _, r := range rules {
		prefix, any := strings.CutSuffix(r.path, "*")
		if r.path != url && !(any && strings.HasPrefix(url, prefix)) {
			continue
		}
		for _, f := range r.fields {
			if strings.HasPrefix(strings.ToLower(f[0]), "access-control-") {
				continue
			}
			if strings.EqualFold(f[0], "Content-Security-Policy") {
				h.Add(f[0], f[1])
			} else {
				h.Set(f[0], f[1])
			}
		}
	}
}

// contentType does not ask the system, whose table differs from machine to machine.
func contentType(p string) string {
	switch strings.ToLower(path.Ext(p)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".tsv":
		return "text/tab-separated-values; charset=utf-8"
	case ".txt", ".md", ".toml", ".log":
		return "text/plain; charset=utf-8"
	case ".xml":
		return "application/xml"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".pdf":
		return "application/pdf"
	case ".zip":
		return "application/zip"
	case ".woff2":
		return "font/woff2"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".pptx":
		return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	}
	return "application/octet-stream"
}
