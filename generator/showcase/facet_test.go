package showcase

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/cohort"
)

// TestKeys: spellings that differ by case and blanks are one value, names that differ otherwise are not, and
// each key can stand in an address and as a folder.
func TestKeys(t *testing.T) {
	safe := regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	seen := map[string]string{}
	for _, same := range [][]string{{"Power BI", "power  bi", "POWER-BI"}, {"C"}, {"C++"}, {"C#"}, {"Zürich", "ZÜRICH"}, {"Zrich"}, {"日本"}, {"中国"}, {"..", "../.."}, {strings.Repeat("very long ", 20) + "a"}, {strings.Repeat("very long ", 20) + "b"}} {
		for _, name := range same {
			key := keyOf(name)
			if !safe.MatchString(key) || len(key) > 60 {
				t.Errorf("%q has the key %q", name, key)
			}
			if key != keyOf(same[0]) && same[0] != ".." {
				t.Errorf("%q and %q have two keys", name, same[0])
			}
			if other, ok := seen[key]; ok && other != same[0] {
				t.Errorf("%q and %q have one key", name, other)
			}
			seen[key] = same[0]
		}
	}
}

// TestManyValues: a facet with more values than pages are made for says so, has pages for the most frequent
// ones, and no link leads to the others.
func TestManyValues(t *testing.T) {
	cfg, many := classOf(100)
	for i := range many {
		many[i].Skills = []string{"Excel", fmt.Sprintf("skill %d", i)}
	}
	files := built(t, cfg, many)
	if n := strings.Count(strings.Join(files.Paths(), "\n"), "by/skill/"); n != 1+maxValues+3 { // Excel takes four pages
		t.Errorf("%d pages of skills", n)
	}
	if index := bodyOf(t, files, "by/skill/index.html"); !strings.Contains(index, "The 60 most named") || !strings.Contains(index, "41 others") {
		t.Error("the page of all skills does not say that there are more")
	}
	last := ""
	for _, l := range many {
		if _, ok := files.Get("by/skill/" + keyOf(l.Skills[1]) + "/index.html"); !ok {
			last = bodyOf(t, files, "learners/"+l.Slug+"/index.html")
			if !strings.Contains(last, l.Skills[1]) || strings.Contains(last, keyOf(l.Skills[1])+"/index.html") {
				t.Errorf("%s is not shown, or leads nowhere", l.Skills[1])
			}
		}
	}
	if last == "" {
		t.Error("every skill has a page")
	}
}

// TestLimits: what a learner has too much of is cut, on the pages and in the data.
func TestLimits(t *testing.T) {
	cfg, seven := classOf7()
	l := &seven[0]
	l.Name, l.Headline = strings.Repeat("n", 5000), strings.Repeat("h ", 5000)
	for i := range 500 {
		l.Projects = append(l.Projects, cohort.Project{Title: fmt.Sprintf("project number %d", i), Summary: strings.Repeat("s ", 5000)})
		l.Skills = append(l.Skills, fmt.Sprintf("skill %d", i))
		l.Answers = append(l.Answers, cohort.Answer{Question: fmt.Sprintf("q-%d", i), Words: "W", Summary: "S"})
		l.Proof = append(l.Proof, "said")
	}
	files := built(t, cfg, seven)
	if n := len(bodyOf(t, files, "learners/"+l.Slug+"/index.html")); n > 60_000 {
		t.Errorf("their page has %d bytes", n)
	}
	if n := len(bodyOf(t, files, "data/learners.json")); n > 100_000 {
		t.Errorf("the data has %d bytes", n)
	}
}

// TestPagersTellNoMore: a list of nearly all learners does not say how long it is, one of half of them does.
func TestPagersTellNoMore(t *testing.T) {
	cfg, many := classOf(100)
	for i := range many {
		many[i].Skills = []string{"Excel"}
		if i >= 97 {
			many[i].Skills = nil
		}
		many[i].TargetRole = fmt.Sprintf("Role %d", i%2)
	}
	files := built(t, cfg, many)
	for name, want := range map[string]string{"by/skill/excel/index.html": "Learners 1 to 25</span>", "by/role/role-1/index.html": "Learners 1 to 25 of 50</span>"} {
		if body := bodyOf(t, files, name); !strings.Contains(body, want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
}
