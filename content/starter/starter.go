// Package starter writes what a new portfolio begins with: a folder that builds at once, with a comment on
// every line, and a page that tells what to do next. It gives bytes and writes no file.
package starter

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/entry"
)

// Answers are what the learner is asked. Every one may be empty.
type Answers struct {
	Name, TargetRole, Project, Domain, Basis string
}

// The words that stand where an answer is missing. package advice knows them again.
const (
	Name    = content.StarterName
	Role    = content.StarterRole
	Project = content.StarterProject
	basis   = "personal"
)

//go:embed portfolio.toml
var portfolioFile string

//go:embed about.md
var aboutFile string

//go:embed project.toml
var projectFile string

//go:embed start-here.txt
var startHere string

// Ignored is .gitignore: what must not get into a public repository.
const Ignored = `# Never published, never in a repository: the real names, the originals, a coach's review.
/private/
# What gatefold makes; it makes it again.
/public/
/.gatefold/
`

// StartHere is the name of the page that tells what to do next.
const StartHere = "START-HERE.txt"

// Folder gives the files of a new portfolio by their paths.
func Folder(a Answers) map[string][]byte {
	slug := Slug(or(a.Project, Project))
	fill := strings.NewReplacer("{{name}}", quoted(or(a.Name, Name)), "{{role}}", quoted(or(a.TargetRole, Role)), "{{slug}}", slug).Replace
	return map[string][]byte{
		"portfolio.toml":                     []byte(fill(portfolioFile)),
		"about.md":                           []byte(aboutFile),
		"projects/" + slug + "/project.toml": ProjectFile(a),
		StartHere:                            []byte(fill(startHere)),
		".gitignore":                         []byte(Ignored),
	}
}

// ProjectFile is the project.toml of a new project.
func ProjectFile(a Answers) []byte {
	domain := quoted(a.Domain)
	if a.Domain == "" {
		domain = `""`
	}
	return []byte(strings.NewReplacer("{{title}}", quoted(or(a.Project, Project)), "{{domain}}", domain, "{{basis}}", quoted(or(a.Basis, basis)),
		"{{domains}}", strings.Join(content.AllowedWords("domain"), ", "), "{{bases}}", strings.Join(content.AllowedWords("basis"), ", ")).Replace(projectFile))
}

// quoted is a text as TOML.
func quoted(s string) string { return entry.TOMLValue(content.Column{}, s) }

func or(s, otherwise string) string {
	if s = strings.TrimSpace(s); s != "" {
		return s
	}
	return otherwise
}

// Slug is the name of a project's folder, which becomes part of web addresses.
func Slug(title string) string {
	plain := strings.Map(func(r rune) rune { // ö becomes o, rather than nothing
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(title))
	slug := content.Slugify(plain)
	if len(slug) > longestSlug {
		slug = strings.TrimRight(slug[:longestSlug], "-")
	}
	return slug
}

// longestSlug keeps the paths of a site within what Windows can open.
const longestSlug = 40
