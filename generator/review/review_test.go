package review

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/advice"
)

func folder(t *testing.T, name string, w fstest.MapFS) Folder {
	t.Helper()
	p, problems, err := content.Load(w, content.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return Folder{Name: name, Portfolio: p, Problems: problems, Options: advice.Options{Loaded: problems, Source: w}}
}

func ada() fstest.MapFS {
	return fstest.MapFS{
		"portfolio.toml":          {Data: []byte("[owner]\nname = \"Ada <script>alert(1)</script>\"\n")},
		"projects/x/project.toml": {Data: []byte("title = \"X\"\nrole = \"PM\"\nbasis = \"personal\"\n")},
		"projects/x/raid.csv":     {Data: []byte("id,type,title,date raised,owner\nR-1,risk,Late,2025-01-07,\nI-1,issue,Small,2025-01-07,PM\n")},
	}
}

func usual(t *testing.T) Rubric {
	t.Helper()
	r, problems := ReadRubric("default", []byte(DefaultRubric))
	if len(problems) > 0 {
		t.Fatalf("%v", problems)
	}
	return r
}

// TestDefaultRubric: it is sound, it makes use of every look, and it leaves to a person what only a person
// can judge.
func TestDefaultRubric(t *testing.T) {
	used, waiting := map[string]int{}, 0
	for _, c := range usual(t).Criteria {
		for _, name := range c.Looks {
			used[name]++
		}
		if len(c.Looks) == 0 {
			waiting++
		}
		if c.Why == "" || len(c.Levels) != 4 {
			t.Errorf("%s has no reason, or %d levels", c.ID, len(c.Levels))
		}
	}
	for _, l := range advice.Looks() {
		if used[l.Name] != 1 {
			t.Errorf("%s is used %d times", l.Name, used[l.Name])
		}
	}
	if waiting != 3 {
		t.Errorf("%d criteria wait for a person", waiting)
	}
}

const small = `title = "T"
[[criterion]]
id = "risks"
looks_at = ["risk-owner", "gate-criteria"]
[[criterion.level]]
name = "Low"
words = "low words"
[[criterion.level]]
name = "Mid"
from = 50
[[criterion.level]]
name = "High"
from = 100
[[criterion]]
id = "talk"
weight = 3
[[criterion.level]]
name = "No"
[[criterion.level]]
name = "Yes"
words = "yes words"
[[criterion]]
id = "gates"
looks_at = ["gate-criteria"]
[[criterion.level]]
name = "No"
[[criterion.level]]
name = "Yes"
`

// TestLevels: the highest level whose share is reached; what does not apply neither helps nor harms; a
// person's word stands over what is measured; points are by weight, over what has a level.
func TestLevels(t *testing.T) {
	rubric, problems := ReadRubric("rubric.toml", []byte(small))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	f := folder(t, "ada", ada())
	got := New([]Folder{f}, rubric, Grades{}).Learners[0]
	risks, talk, gates := got.Criteria[0], got.Criteria[1], got.Criteria[2]
	if risks.Level != "Mid" || risks.Rank != 2 || risks.By != "measure" || risks.Share != 50 {
		t.Errorf("one of two owned, no gate at all: %+v", risks)
	}
	if !talk.Waits() || talk.Level != "" || gates.Waits() || gates.Rank != 0 || gates.Verdict() != "nothing to look at" {
		t.Errorf("%+v %+v", talk, gates)
	}
	if got.Waiting != 1 || got.Points == nil || *got.Points != 50 {
		t.Errorf("%d waiting, points %v", got.Waiting, got.Points)
	}
	grades := Grades{Coach: "Sam", List: []Grade{{Learner: "ada", Criterion: "risks", Level: "Low", Words: "Invented."}, {Learner: "bob", Criterion: "talk", Level: "No"}, {Learner: "ada", Criterion: "talk", Level: "Yes"}}}
	got = New([]Folder{f}, rubric, grades).Learners[0]
	risks, talk = got.Criteria[0], got.Criteria[1]
	if risks.Level != "Low" || risks.By != "coach" || risks.Measured != "Mid" || risks.Words != "Invented." {
		t.Errorf("the coach's word: %+v", risks)
	}
	if talk.Level != "Yes" || talk.Words != "yes words" || got.Waiting != 0 || *got.Points != 75 {
		t.Errorf("%+v, %d waiting, %d points", talk, got.Waiting, *got.Points)
	}
}

// TestNewIsAFunction: nothing but what goes in decides.
func TestNewIsAFunction(t *testing.T) {
	f, rubric := folder(t, "ada", ada()), usual(t)
	a, _ := json.Marshal(New([]Folder{f}, rubric, Grades{}))
	b, _ := json.Marshal(New([]Folder{folder(t, "ada", ada())}, rubric, Grades{}))
	if string(a) != string(b) {
		t.Error("two reviews of one folder differ")
	}
	for _, key := range []string{`"schema":"gatefold.review/1"`, `"waiting":3`, `"there":{"have":`, `"next_steps":[{`, `"code":"GF4131"`} {
		if !strings.Contains(string(a), key) {
			t.Errorf("no %s in %s", key, a)
		}
	}
}

func TestUnread(t *testing.T) {
	got := New([]Folder{folder(t, "empty", fstest.MapFS{})}, usual(t), Grades{}).Learners[0]
	if got.Unread == "" || got.Name != "empty" || len(got.Criteria) != 0 {
		t.Errorf("%+v", got)
	}
}

// fault is a coach's file that is wrong in one way, and what is said about it.
type fault struct {
	code, text, says, hint string
	line                   int
}

func TestRubricFaults(t *testing.T) {
	levels := "[[criterion.level]]\nname = \"No\"\n[[criterion.level]]\nname = \"Yes\"\n"
	for _, c := range []fault{
		{CodeSyntax, "title = x\n", "cannot be understood", "quotation marks", 1},
		{CodeMissing, "title = \"x\"\n", "no criteria", "[[criterion]]", 1},
		{CodeMissing, "[[criterion]]\ntitle = \"x\"\n" + levels, "id is missing", `id = "risks"`, 1},
		{CodeMissing, "[[criterion]]\nid = \"a\"\n", "fewer than two levels", "[[level]]", 1},
		{CodeTwice, "[[criterion]]\nid = \"a\"\n" + levels + "[[criterion]]\nid = \"a\"\n" + levels, `"a" already`, "one of the two", 7},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\nlooks_at = [\"risk-ownr\"]\n" + levels, `"risk-ownr"`, `"risk-owner"`, 3},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\nweigth = 2\n" + levels, `"weigth"`, `"weight"`, 3},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\nweight = 0\n" + levels, `"0"`, "above 0", 3},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\nweight = nan\n" + levels, `"nan"`, "above 0", 3},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\n[[criterion.level]]\nname = \"No\"\n[[criterion.level]]\nname = \"Yes\"\nfrom = 120\n", `"120"`, "percent", 7},
		{CodeUnknown, "[[criterion]]\nid = \"a\"\n[[criterion.level]]\nname = \"A\"\n[[criterion.level]]\nname = \"B\"\nfrom = 60\n[[criterion.level]]\nname = \"C\"\nfrom = 40\n", "begins at 40", "lowest to the highest", 10},
		{CodeUnknown, "schema = 2\n[[criterion]]\nid = \"a\"\n" + levels, "schema", "schema = 1", 1},
		{CodeUnknown, "criterion = \"x\"\n", "single value", "[[criterion]]", 1},
		{CodeUnknown, "[[criterion]]\nid = 7\n" + levels, "not a text", "quotation marks", 2},
	} {
		_, problems := ReadRubric("rubric.toml", []byte(c.text))
		c.look(t, problems)
	}
}

func TestGradeFaults(t *testing.T) {
	rubric, _ := ReadRubric("rubric.toml", []byte(small))
	one := func(lines string) string { return "[[grade]]\nlearner = \"ada\"\n" + lines }
	for _, c := range []fault{
		{CodeSyntax, "coach = \n", "cannot be understood", "quotation marks", 1},
		{CodeUnknown, one("criterion = \"risk\"\n"), `no criterion "risk"`, `"risks"`, 3},
		{CodeUnknown, one("criterion = \"risks\"\nlevel = \"Hihg\"\n"), `no level "Hihg"`, `"High"`, 4},
		{CodeMissing, one("level = \"High\"\n"), "criterion is missing", `criterion = "risks"`, 1},
		{CodeMissing, "[[grade]]\ncriterion = \"risks\"\n", "2 folders", "learner", 1},
		{CodeTwice, one("criterion = \"risks\"\n") + one("criterion = \"risks\"\n"), `"risks" already`, "one of the two", 4},
		{CodeUnknown, "date = \"soon\"\n", `"soon"`, "2026-11-28", 1},
		{CodeUnknown, one("criterion = \"risks\"\nword = \"x\"\n"), `"word"`, `"words"`, 4},
	} {
		_, problems := ReadGrades("grades.toml", []byte(c.text), rubric, []string{"ada", "bob"})
		c.look(t, problems)
	}
	g, problems := ReadGrades("grades.toml", []byte("coach = \"Sam\"\ndate = 2026-11-28\n[[grade]]\ncriterion = \"risks\"\nlevel = \"Low\"\n"), rubric, []string{"ada"})
	if got, ok := g.of("ada", "risks"); len(problems) > 0 || !ok || got.Level != "Low" || g.Coach != "Sam" || g.Date.String() != "2026-11-28" {
		t.Errorf("%+v %v", g, problems)
	}
}

func (c fault) look(t *testing.T, problems content.Problems) {
	t.Helper()
	ok := slices.ContainsFunc(problems, func(p content.Problem) bool {
		return p.Code == c.code && p.Line == c.line && strings.Contains(p.Message, c.says) && strings.Contains(p.Hint, c.hint) && p.Severity == content.Error
	})
	if !ok {
		t.Errorf("%q: want %s line %d %q %q, got %+v", c.text, c.code, c.line, c.says, c.hint, problems)
	}
}

// TestPage: private, whole in itself, without script, and nothing of a stranger's text becomes markup.
func TestPage(t *testing.T) {
	r := New([]Folder{folder(t, "ada", ada()), folder(t, "empty", fstest.MapFS{})}, usual(t), Grades{Coach: "<b>Sam</b>"})
	page, err := r.Page()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(page), Mark) {
		t.Error("the page does not begin with its mark")
	}
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	metas, ids := walk(t, root)
	delete(ids, "")
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %s stands %d times", id, n)
		}
	}
	if !strings.Contains(metas["robots"], "noindex") || !strings.Contains(metas["Content-Security-Policy"], "default-src 'none'; style-src "+metas["style"]) {
		t.Errorf("%q", metas)
	}
	for _, want := range []string{"Private.", "Ada &lt;script&gt;", "&lt;b&gt;Sam&lt;/b&gt;", "Not reviewed: There is no portfolio.toml", "R-1 has no owner."} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if regexp.MustCompile(`https?:|url\(`).Match(page) {
		t.Error("the page names something elsewhere")
	}
}

// walk reports what may not be on a private page, and gives its settings, with the hash of its style, and
// how often each id stands.
func walk(t *testing.T, root *html.Node) (metas map[string]string, ids map[string]int) {
	t.Helper()
	metas, ids = map[string]string{}, map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "link", "img", "iframe", "form", "base":
			t.Errorf("there is a <%s>", n.Data)
		case "style":
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			metas["style"] = "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		}
		kept := map[string]string{}
		for _, a := range n.Attr {
			kept[a.Key] = a.Val
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		ids[kept["id"]]++
		metas[kept["name"]+kept["http-equiv"]] = kept["content"]
	}
	return metas, ids
}

// TestTextIsTame: a stranger's name cannot command the coach's terminal.
func TestTextIsTame(t *testing.T) {
	w := ada()
	w["portfolio.toml"] = &fstest.MapFile{Data: []byte("[owner]\nname = \"A\\u001b[2Jda\\u202e\"\n")}
	var b strings.Builder
	if err := New([]Folder{folder(t, "ada", w)}, usual(t), Grades{}).Text(&b); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u202e") || !strings.Contains(b.String(), "A?[2Jda?") {
		t.Errorf("%q", b.String()[:200])
	}
}

func FuzzRubric(f *testing.F) {
	f.Add(DefaultRubric)
	f.Add(small)
	f.Add("[[criterion]]\nid=\"a\"\nlevel=[1]\nlooks_at=3\nweight=\"x\"")
	f.Fuzz(func(t *testing.T, text string) {
		r, problems := ReadRubric("rubric.toml", []byte(text))
		for _, c := range r.Criteria {
			if c.ID == "" || !(c.Weight > 0) || len(c.Levels) < 2 || c.Levels[0].From != 0 {
				t.Errorf("%+v", c)
			}
		}
		if len(r.Criteria) == 0 && len(problems) == 0 {
			t.Error("nothing was read, and nothing is said about it")
		}
		ReadGrades("g.toml", []byte(text), r, []string{"ada"})
	})
}
