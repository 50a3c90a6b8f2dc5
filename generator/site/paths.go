package site

import (
	"path"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// place is where a record can be read: a page, and its anchor there ("" for the whole page).
type place struct{ path, anchor string }

func (p place) String() string {
	if p.anchor == "" {
		return p.path
	}
	return p.path + "#" + p.anchor
}

// registerPages tells on which page of a project the rows of a register stand (formats.md
// sections 2 and 3: work items on the burndown page, SLA rows on the vendors page).
var registerPages = map[string]string{
	"milestones": "schedule", "earned-value": "budget", "costs": "budget", "sla": "vendors", "work": "burndown",
}

func pageOf(register string) string {
	if p, ok := registerPages[register]; ok {
		return p
	}
	return register
}

func projectPath(slug string, parts ...string) string {
	return path.Join(append([]string{"projects", slug}, append(parts, "index.html")...)...)
}

// anchorOf is an id as it stands in an address.
func anchorOf(id string) string { return strings.ToLower(id) }

// placeOf is where a record of a project is shown.
func placeOf(slug string, r content.Record) place {
	m := r.Common()
	switch r.(type) {
	case content.Charter:
		return place{path: projectPath(slug, "charter")}
	case content.Gate, content.Incident:
		return place{path: projectPath(slug, m.Register, anchorOf(m.ID))}
	case content.Status, content.Meeting:
		return place{path: projectPath(slug, m.Register, strings.TrimPrefix(anchorOf(m.ID), m.Kind+"-"))}
	}
	return place{projectPath(slug, pageOf(m.Register)), anchorOf(m.ID)}
}

// artifactNames gives every artifact of a project the name it is published under: its own, slugged,
// and where two would be one, or one would be the page of artifacts, with -2, -3 before the ending.
func artifactNames(artifacts []content.Artifact) map[string]string {
	names, taken := map[string]string{}, map[string]bool{"index.html": true}
	for _, a := range artifacts {
		ext := strings.ToLower(path.Ext(a.File))
		stem := slugged(strings.TrimSuffix(a.File, path.Ext(a.File)))
		if stem == "" || strings.HasSuffix(stem, "/") {
			stem += "file"
		}
		if ext = slugged(ext); ext != "" {
			ext = "." + ext
		}
		name := stem + ext
		for n := 2; taken[name] || taken[name+"/"]; n++ {
			name = stem + "-" + strconv.Itoa(n) + ext
		}
		taken[name], names[a.File] = true, name
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			taken[dir], taken[dir+"/"] = true, true
		}
	}
	return names
}

// ArtifactPaths are the paths in the site of a project's files, by their names in artifacts/.
func ArtifactPaths(p *content.Project) map[string]string {
	names := artifactNames(p.Artifacts)
	for file, name := range names {
		names[file] = artifactPath(p.Slug, name)
	}
	return names
}

func artifactPath(slug, name string) string { return path.Join("projects", slug, "artifacts", name) }

// artifactPlace is where an artifact is described; artifactFile is the file itself.
func (p *project) artifactPlace(a content.Artifact) place {
	return place{projectPath(p.Slug, "artifacts"), p.names[a.File]}
}

func (p *project) artifactFile(a content.Artifact) string {
	return artifactPath(p.Slug, p.names[a.File])
}

// Active tells whether a file could run something when a browser shows it on the site's own address.
// Such an artifact is published as a download only.
func Active(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".mht", ".mhtml", ".js", ".mjs":
		return true
	}
	return false
}

// checking is the address of the page that checks the site in a browser, as seen from a page; it always
// goes up to the site's root, so that it cannot be taken for an artifact beside the page.
func checking(page string) string {
	return strings.Repeat("../", strings.Count(page, "/")) + checkingPath
}

const checkingPath = "proof/verify.html"

// Checking tells whether an address on a page is that of the page that checks the site. No artifact's is:
// it is seen from outside its project's folder with that in it, and from inside without "../".
func Checking(address string) bool { return strings.HasSuffix(address, "../"+checkingPath) }

// slugged is a file name as it stands in an address: lower case, letters, digits, dot and hyphen;
// folders kept.
func slugged(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '/', r == '_':
			b.WriteRune(r)
			hyphen = false
		case !hyphen:
			b.WriteByte('-')
			hyphen = true
		}
	}
	return strings.Trim(b.String(), "-./")
}

// Relative is the address of target, a path with or without an anchor, as seen from page.
func Relative(page, target string) string {
	file, anchor, _ := strings.Cut(target, "#")
	if file == page && anchor != "" {
		return "#" + anchor
	}
	from, to := strings.Split(path.Dir(page), "/"), strings.Split(file, "/")
	if path.Dir(page) == "." {
		from = nil
	}
	n := 0
	for n < len(from) && n < len(to)-1 && from[n] == to[n] {
		n++
	}
	rel := strings.Repeat("../", len(from)-n) + strings.Join(to[n:], "/")
	if anchor != "" {
		rel += "#" + anchor
	}
	return rel
}
