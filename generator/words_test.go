package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// bare are the words that say nothing of who, when and within what limit.
var bare = regexp.MustCompile(`(?i)\b(verified|authentic|authenticity)\b`)

// allowed are the only phrases in which one of them may stand, each for a reason. It is empty, and is
// better left so.
var allowed = []string{}

// bareWord gives what is wrong with a text that a reader may see, "" when nothing is.
func bareWord(text string) string {
	for _, phrase := range allowed {
		text = strings.ReplaceAll(text, phrase, "")
	}
	at := bare.FindStringIndex(text)
	if at == nil {
		return ""
	}
	return text[max(0, at[0]-40):min(len(text), at[1]+40)]
}

// TestNoBareWordInSources: nothing that reaches a page or a terminal says "verified" or "authentic": it
// says who, when, and what that does not mean.
func TestNoBareWordInSources(t *testing.T) {
	skipped := map[string]bool{".git": true, ".gatefold": true, "vendor": true, "oracle": true}
	read := map[string]bool{".html": true, ".js": true, ".sh": true, ".txt": true, ".md": true, ".css": true, ".toml": true, ".csv": true, ".txtar": true}
	seen := map[string]int{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		switch ext := filepath.Ext(name); {
		case err != nil:
			return err
		case d.IsDir() && skipped[d.Name()]:
			return filepath.SkipDir
		case d.IsDir() || onlyForTests(filepath.ToSlash(name)):
		case ext == ".go":
			seen[ext]++
			lookIntoStrings(t, name)
		case read[ext]:
			seen[ext]++
			lookIntoLines(t, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, ext := range []string{".go", ".html", ".js", ".sh", ".txt", ".md"} {
		if seen[ext] == 0 {
			t.Errorf("no file %s was looked at", ext)
		}
	}
}

// onlyForTests tells which files nobody reads but a test; expected output and pages are not among them.
func onlyForTests(name string) bool {
	return strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".test.js") ||
		strings.Contains(name, "/testdata/") && !strings.Contains(name, "/script/") && !strings.Contains(name, "/golden/")
}

func lookIntoLines(t *testing.T, name string) {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(body), "\n") {
		if found := bareWord(line); found != "" {
			t.Errorf("%s:%d: %q", name, i+1, found)
		}
	}
}

// lookIntoStrings looks at the strings of a Go file, which is what of it can reach a reader.
func lookIntoStrings(t *testing.T, name string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.BasicLit); ok && s.Kind == token.STRING {
			if found := bareWord(s.Value); found != "" {
				t.Errorf("%s: %q", set.Position(s.Pos()), found)
			}
		}
		return true
	})
}

// TestNoBareWordOnPages looks at every file of the sample's site, as it is and as if it were sealed.
func TestNoBareWordOnPages(t *testing.T) {
	sealed, _ := sealedSample(t)
	for kind, res := range map[string]Result{"not sealed": buildSample(t), "sealed": sealed} {
		pages := 0
		for name, f := range res.Files.All() {
			if strings.HasPrefix(name, "assets/echarts") || strings.Contains(name, "/artifacts/") && !strings.HasSuffix(name, ".html") {
				continue
			}
			body, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			text := string(body)
			if strings.HasSuffix(name, ".html") {
				pages++
				text = wordsOf(t, text)
			}
			if found := bareWord(text); found != "" {
				t.Errorf("%s, %s: %q", name, kind, found)
			}
		}
		if pages < 150 {
			t.Errorf("%d pages were looked at", pages)
		}
	}
}

// wordsOf is all that a page says: its texts, and what stands in attributes for those who listen.
func wordsOf(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + "\n")
		}
		for _, a := range n.Attr {
			b.WriteString(a.Val + "\n")
		}
	}
	return b.String()
}

// TestBareWords holds the rule itself to what it must find and must not.
func TestBareWords(t *testing.T) {
	for text, wrong := range map[string]bool{
		"Verified": true, "is verified.": true, "an authentic record": true, "its authenticity": true, "VERIFIED by": true,
		"gatefold verify": false, "unverified": false, "authentication": false, "verifier": false, "seen by Sam Jones": false,
	} {
		if got := bareWord(text) != ""; got != wrong {
			t.Errorf("%q: %v, want %v", text, got, wrong)
		}
	}
}
