package starter

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/content/entry"
)

func load(t *testing.T, files map[string][]byte) (*content.Portfolio, content.Problems) {
	t.Helper()
	w := fstest.MapFS{}
	for name, data := range files {
		w[name] = &fstest.MapFile{Data: data}
	}
	p, problems, err := content.Load(w, content.LoadOptions{Drafts: true})
	if err != nil || p == nil {
		t.Fatalf("%v %v", err, problems)
	}
	return p, problems
}

// TestFolder: a new folder is read without a word, whatever was answered, and says what was.
func TestFolder(t *testing.T) {
	for _, a := range []Answers{
		{},
		{"Ada Osei", "Project coordinator", "Office move", "end-user-computing", "volunteer"},
		{"A \"B\" \\ {{role}} \t# c", "[x] = 1", "Ünïted / Rollout: 100 %, phase \"2\" of a very long name indeed", "", ""},
	} {
		p, problems := load(t, Folder(a))
		if len(problems) > 0 {
			t.Errorf("%+v: %+v", a, problems)
		}
		project := p.Projects[0]
		if p.Config.Owner.Name != or(a.Name, Name) || p.Config.Owner.TargetRole != or(a.TargetRole, Role) || project.Meta.Title != or(a.Project, Project) ||
			project.Meta.Domain != a.Domain || project.Meta.Basis != or(a.Basis, "personal") || len(p.Config.Site.Featured) != 1 || p.Config.Site.Featured[0] != project.Slug {
			t.Errorf("%+v became %+v, %+v", a, p.Config.Owner, project.Meta)
		}
		if !p.About.Draft || len(project.Slug) > longestSlug {
			t.Errorf("%+v: the words on the front page are not a draft, or the folder's name is long: %q", a, project.Slug)
		}
	}
}

// TestEveryLineIsExplained: no setting stands without a comment at its end or above it.
func TestEveryLineIsExplained(t *testing.T) {
	for name, data := range Folder(Answers{}) {
		if !strings.HasSuffix(name, ".toml") {
			continue
		}
		explained := false
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			switch {
			case strings.HasPrefix(line, "#"):
				explained = true
			case line == "":
				explained = false
			case strings.HasPrefix(line, "[") || strings.Contains(line, " # ") || explained:
			case strings.HasPrefix(line, "title ="), strings.HasPrefix(line, "green ="), strings.HasPrefix(line, "amber ="): // its name, or the line of its group, says it
			default:
				t.Errorf("%s: %q says nothing about itself", name, line)
			}
		}
	}
}

// TestCommentedLines: what a new document offers behind a # can be used by taking that away.
func TestCommentedLines(t *testing.T) {
	for _, n := range entry.Nouns() {
		if !n.Document() {
			continue
		}
		values := []entry.Value{{Column: "id", Text: "X-1"}, {Column: "date", Text: "2025-01-07"}, {Column: "title", Text: "T"}, {Column: "name", Text: "N"}, {Column: "overall", Text: "red"}, {Column: "decision", Text: "conditional go"}}
		var used strings.Builder
		taken := 0
		for line := range strings.Lines(string(entry.NewDocument(n, values))) {
			if rest, ok := strings.CutPrefix(line, "# "); ok && !strings.HasPrefix(rest, " ") {
				line, taken = rest, taken+1
			}
			used.WriteString(line)
		}
		files := Folder(Answers{})
		files["projects/my-first-project/"+n.Kind+"/x.md"] = []byte(used.String())
		if _, problems := load(t, files); len(problems) > 0 || taken < 4 {
			t.Errorf("%s, %d lines taken: %+v\n%s", n.Word, taken, problems, used.String())
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{"Öffice Move!": "office-move", "Δ": "project", "a": "a", "Windows 11 device refresh": "windows-11-device-refresh"} {
		if got := Slug(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
