package showcase

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/generator/cohort"
)

// hostile is a cohort of people who try to break its pages.
func hostile() (Config, []cohort.Learner) {
	cfg, seven := classOf7()
	nasty := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", `</title></script><svg onload=alert(1)>`,
		"{{.Title}}", "\u202eevil\u2066", "]]>-->`${alert(1)}`\u2028", strings.Repeat("very long words ", 400), "\x00\x1b[31m", "../../../../etc/passwd",
	}
	for i := range seven {
		l, n := &seven[i], func(k int) string { return nasty[(i+k)%len(nasty)] }
		l.Name, l.Headline, l.TargetRole, l.Location, l.Availability, l.Language = n(0), n(1), n(2), n(3), n(4), n(5)
		l.Skills, l.Link, l.Fresh, l.Until, l.Seen = nasty, n(6), n(7), n(8), n(9)
		l.Proof = nasty
		for k := range l.Projects {
			p := &l.Projects[k]
			p.Title, p.Summary, p.Domain, p.Basis, p.Role, p.Status, p.Method, p.URL = n(k), n(k+1), n(k+2), n(k+3), n(k+4), n(k+5), n(k+6), "javascript:alert(2)"
			p.Currency, p.Start, p.Team, p.GatesPassed = n(k), n(k+1), -4, 1<<40
		}
		for k := range l.Answers {
			a := &l.Answers[k]
			a.Question, a.Words, a.Summary, a.Evidence, a.URL = n(k), n(k+1), n(k+2), nasty, "data:text/html,x"
		}
	}
	cfg.Title, cfg.Contact, cfg.BaseURL = nasty[0], nasty[1], nasty[2]
	return cfg, seven
}

// TestHostileTexts: whatever a learner writes is shown as text: no element, attribute or address of a
// page is of their making, and no data ends its script.
func TestHostileTexts(t *testing.T) {
	cfg, nasty := hostile()
	files := built(t, cfg, nasty)
	for name := range files.All() {
		body := bodyOf(t, files, name)
		if strings.HasSuffix(name, ".js") && path.Dir(name) == "data" && strings.ContainsAny(body, "<>\u2028\u202e") {
			t.Errorf("%s holds markup or marks that steer", name)
		}
		if !strings.HasSuffix(name, ".html") || path.Dir(name) == "check" {
			continue
		}
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "svg" || n.Data == "img" || n.Data == "script" && (name != "index.html" || n.Attr[0].Val != "assets/cohort.js") {
				t.Errorf("%s has <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && regexp.MustCompile(`(?i)^(javascript|data):`).MatchString(a.Val) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// marked is a learner whose every field holds a word of its own, so that it can be found again.
func marked() cohort.Learner {
	_, seven := classOf7()
	l := seven[1]
	l.Name, l.Headline, l.TargetRole, l.Location, l.Availability, l.Language = "zzname", "zzheadline", "zzrole", "zzplace", "zzfree", "cy"
	l.Skills, l.Link, l.Proof = []string{"zzskill"}, "https://zzlink.example/", []string{"zzproof"}
	l.Projects[0].Title, l.Projects[0].Summary, l.Projects[0].URL = "zzproject", "zzsummary", "https://zzlink.example/projects/x/index.html"
	l.Answers[0].Words, l.Answers[0].Summary, l.Answers[0].URL = "zzquestion", "zzanswer", "https://zzlink.example/interview/index.html"
	return l
}

// TestNothingButTheLearner: a field that is empty in the Learner leaves no trace anywhere in the site: not
// on a page, not in its data, not in a file's name.
func TestNothingButTheLearner(t *testing.T) {
	for word, clear := range map[string]func(*cohort.Learner){
		"zzname": func(l *cohort.Learner) { l.Name = "" }, "zzheadline": func(l *cohort.Learner) { l.Headline = "" },
		"zzrole": func(l *cohort.Learner) { l.TargetRole = "" }, "zzplace": func(l *cohort.Learner) { l.Location = "" },
		"zzfree": func(l *cohort.Learner) { l.Availability = "" }, "Welsh": func(l *cohort.Learner) { l.Language = "" },
		"zzskill": func(l *cohort.Learner) { l.Skills = nil }, "zzproof": func(l *cohort.Learner) { l.Proof = nil },
		"zzproject": func(l *cohort.Learner) { l.Projects = nil }, "zzanswer": func(l *cohort.Learner) { l.Answers = nil },
		"zzlink": func(l *cohort.Learner) {
			l.Link = ""
			for i := range l.Projects {
				l.Projects[i].URL = ""
			}
			for i := range l.Answers {
				l.Answers[i].URL = ""
			}
		},
	} {
		cfg, seven := classOf7()
		seven[1] = marked()
		if !mentioned(t, cfg, seven, word) {
			t.Errorf("%s is shown nowhere although it was agreed to", word)
		}
		clear(&seven[1])
		if mentioned(t, cfg, seven, word) {
			t.Errorf("%s is shown although it is not in the Learner", word)
		}
	}
}

// TestPseudonyms: no name, no place, no address of a learner's own, even when they are handed in.
func TestPseudonyms(t *testing.T) {
	cfg, seven := classOf7()
	if mentioned(t, cfg, seven, seven[1].Alias) {
		t.Errorf("%s stands beside the name that it stands for", seven[1].Alias)
	}
	cfg.Pseudonyms = true
	seven[1] = marked()
	for _, word := range []string{"zzname", "zzplace", "zzlink"} {
		if mentioned(t, cfg, seven, word) {
			t.Errorf("%s is shown in pseudonym mode", word)
		}
	}
	if !mentioned(t, cfg, seven, seven[1].Alias) {
		t.Error("the alias does not stand in the name's place")
	}
}

func mentioned(t *testing.T, cfg Config, learners []cohort.Learner, word string) bool {
	t.Helper()
	files := built(t, cfg, learners)
	for name := range files.All() {
		if strings.HasPrefix(name, "check/") {
			continue
		}
		if strings.Contains(name, word) || strings.Contains(bodyOf(t, files, name), word) {
			return true
		}
	}
	return false
}

// TestSuppressed: no shown count of a facet stands on fewer than five learners, nor can one be worked out
// from those that are shown and the number of all.
func TestSuppressed(t *testing.T) {
	for _, c := range []struct {
		single bool
		all    int
		counts []int
		want   string
	}{
		{true, 20, []int{10, 10}, "++"},
		{true, 20, []int{10, 7, 3}, "+--"},              // 3 would be 20 - 10 - 7
		{true, 20, []int{9, 6}, "++"},                   // five have none
		{true, 20, []int{12, 6}, "+-"},                  // two have none: 20 - 12 - 6
		{true, 30, []int{10, 10, 3, 3, 2, 2}, "++----"}, // ten are hidden together
		{true, 4, []int{4}, "-"}, {true, 5, []int{5}, "+"}, {true, 7, []int{5, 2}, "--"}, {true, 7, []int{7}, "+"},
		{false, 20, []int{20, 15, 5, 4, 1}, "+++--"}, {false, 20, []int{19, 16, 15}, "--+"}, {false, 0, nil, ""},
	} {
		f := facet{single: c.single}
		for _, n := range c.counts {
			f.values = append(f.values, facetValue{people: make([]person, n)})
		}
		got := ""
		for _, shown := range f.shown(c.all) {
			got += map[bool]string{true: "+", false: "-"}[shown]
		}
		if got != c.want {
			t.Errorf("%v of %d (single %v): shown %s, want %s", c.counts, c.all, c.single, got, c.want)
		}
	}
}

// TestFigures: sums stand on five learners or more, by currency, and without scaled amounts.
func TestFigures(t *testing.T) {
	cfg, seven := classOf7()
	for i := range seven {
		seven[i].Projects = []cohort.Project{{Title: "P", Basis: "employment", Currency: "usd", Budget: 1000, GatesPassed: 2, Incidents: 1, Recovered: 1}}
	}
	for i := range 3 {
		seven[i].Projects[0].Currency = "EUR"
		seven[i].Projects[0].Recovered = 0
	}
	seven[6].Projects = append(seven[6].Projects, cohort.Project{Title: "Q", Basis: "employment", Currency: "USD", Budget: 500_000, Scaled: true})
	front := bodyOf(t, built(t, cfg, seven), "index.html")
	for _, want := range []string{">8</dd>", ">14</dd>", "incidents recovered from", "budgets in USD", "budgets in EUR", "fewer than five", "in no sum"} {
		if !strings.Contains(front, want) {
			t.Errorf("the front page lacks %q", want)
		}
	}
	for _, no := range []string{"4,000", "3,000", "504,000"} {
		if strings.Contains(front, no) {
			t.Errorf("the front page shows %s", no)
		}
	}
	seven[0].Projects[0].Currency = "USD"
	front = bodyOf(t, built(t, cfg, seven), "index.html")
	if !strings.Contains(front, fmt.Sprintf("5,000%sUSD", nbsp)) {
		t.Error("the sum of five learners in USD is not shown")
	}
}
