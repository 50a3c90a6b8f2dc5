package showcase

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/generator/sitecheck"
)

var update = flag.Bool("update", false, "write the golden files anew")

// built is a cohort's site.
func built(t testing.TB, cfg Config, learners []cohort.Learner) output.Files {
	t.Helper()
	files, err := Build(cfg, learners)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func bodyOf(t testing.TB, files output.Files, name string) string {
	t.Helper()
	f, ok := files.Get(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	body, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestGolden holds pages and data of the class of seven to testdata/seven.txtar, byte for byte. With
// -update they are written anew: read the diff.
func TestGolden(t *testing.T) {
	const name = "testdata/seven.txtar"
	cfg, seven := classOf7()
	files := built(t, cfg, seven)
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range archive.Files {
		got := []byte(bodyOf(t, files, f.Name))
		if *update {
			archive.Files[i].Data = got
		} else if !bytes.Equal(got, f.Data) {
			t.Errorf("%s differs from %s; run `go test ./generator/showcase -run Golden -update` and read the diff. It is now:\n%s", f.Name, name, got)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// withoutCheck is a site without the page that checks others, which has a policy and a form of its own.
func withoutCheck(t *testing.T, files output.Files) fs.FS {
	t.Helper()
	var out output.Files
	for name, f := range files.All() {
		if path.Dir(name) == "check" {
			if strings.HasSuffix(name, ".html") { // so that links lead somewhere
				f = output.Text(`<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="` + site.Policy + `"><title>T</title></head><body><main><h1>T</h1></main></body></html>`)
			} else {
				continue
			}
		}
		if err := out.Add(name, f); err != nil {
			t.Fatal(err)
		}
	}
	return out.FS()
}

// TestSite holds every page to the rules of the house: links, ids, policy, weight.
func TestSite(t *testing.T) {
	hidden, people := classOf7()
	hidden.Pseudonyms = true
	cfg7, seven := classOf7()
	large, many := classOf(300)
	nasty, nastier := hostile()
	for name, files := range map[string]output.Files{
		"nobody": built(t, cfg7, nil), "one": built(t, cfg7, seven[:1]), "seven": built(t, cfg7, seven), "pseudonyms": built(t, hidden, people),
		"many": built(t, large, many), "hostile": built(t, nasty, nastier),
	} {
		findings, err := sitecheck.Check(withoutCheck(t, files), sitecheck.Config{
			Policy: site.Policy, MaxHTML: 60_000, MaxCSS: 20_000, MaxGzip: 20_000, Unstyled: "404.html",
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			if strings.Contains(f.Message, "check/index.html#http") {
				continue // the address of a site to check, no place on the page
			}
			t.Errorf("%s: %s", name, f)
		}
	}
}

// TestFrontPageWeight: the front page of a thousand learners weighs less than 100 KB with its style and
// script, and every learner can be reached from it without script.
func TestFrontPageWeight(t *testing.T) {
	cfg, many := classOf(1000)
	files := built(t, cfg, many)
	total := 0
	for _, name := range []string{"index.html", "assets/site.css", "assets/cohort.js"} {
		total += len(bodyOf(t, files, name))
	}
	if total > 100_000 {
		t.Errorf("%d bytes", total)
	}
	seen := map[string]bool{}
	for next := []string{"index.html"}; len(next) > 0; next = next[1:] {
		name := next[0]
		for _, to := range linksOf(t, bodyOf(t, files, name)) {
			at := path.Join(path.Dir(name), to)
			if !seen[at] {
				seen[at] = true
				if strings.HasPrefix(at, "learners/") && strings.Count(at, "/") == 2 && len(path.Base(path.Dir(at))) < 4 {
					next = append(next, at)
				}
			}
		}
	}
	reached := 0
	for at := range seen {
		if strings.HasPrefix(at, "learners/") && len(path.Base(path.Dir(at))) == 8 {
			reached++
		}
	}
	if reached != 1000 {
		t.Errorf("%d of 1000 learners can be reached by links", reached)
	}
}

func linksOf(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if n.Data == "a" && a.Key == "href" && !strings.Contains(a.Val, ":") {
				if to, _, _ := strings.Cut(a.Val, "#"); to != "" {
					out = append(out, to)
				}
			}
		}
	}
	return out
}

// TestOrder: the newest update comes first, whatever else a learner has.
func TestOrder(t *testing.T) {
	cfg, seven := classOf7()
	seven[6].Fresh = "2026-11-27"
	front := bodyOf(t, built(t, cfg, seven), "index.html")
	if strings.Index(front, "Learner 7") > strings.Index(front, "Nadia Brennan") {
		t.Error("the learner with the newest update does not come first")
	}
	var turned []cohort.Learner
	for _, l := range seven {
		turned = append([]cohort.Learner{l}, turned...)
	}
	if bodyOf(t, built(t, cfg, turned), "index.html") != front {
		t.Error("the order of the page depends on the order in which learners were handed in")
	}
}

// TestSlugs: an address that could be another page's is refused.
func TestSlugs(t *testing.T) {
	cfg, seven := classOf7()
	for _, slug := range []string{"", "2", "../../up", "UPPER123", "with blank", strings.Repeat("a", 65)} {
		seven[0].Slug = slug
		if _, err := Build(cfg, seven); err == nil {
			t.Errorf("%q is taken for an address", slug)
		}
	}
	seven[0].Slug = seven[1].Slug
	if _, err := Build(cfg, seven); err == nil {
		t.Error("two learners have one address")
	}
}

// TestIndexing: search engines are asked to stay away unless the coach says otherwise.
func TestIndexing(t *testing.T) {
	cfg, seven := classOf7()
	for _, index := range []bool{false, true} {
		cfg.Index = index
		files := built(t, cfg, seven)
		for name := range files.All() {
			if strings.HasSuffix(name, ".html") && name != "404.html" && path.Dir(name) != "check" {
				if asks := strings.Contains(bodyOf(t, files, name), `<meta name="robots" content="noindex">`); asks == index {
					t.Errorf("index = %v: %s asks to stay away: %v", index, name, asks)
				}
			}
		}
		if got := strings.Contains(bodyOf(t, files, "robots.txt"), "Disallow: /\n"); got == index {
			t.Errorf("index = %v: robots.txt disallows: %v", index, got)
		}
		if got := strings.Contains(bodyOf(t, files, "_headers"), "noindex"); got == index {
			t.Errorf("index = %v: _headers ask to stay away: %v", index, got)
		}
	}
}

// TestCheckingPage: the cohort's copy may read other hosts and load nothing from them.
func TestCheckingPage(t *testing.T) {
	cfg, seven := classOf7()
	files := built(t, cfg, seven)
	page := bodyOf(t, files, "check/index.html")
	for _, want := range []string{`connect-src &#39;self&#39; https:;`, `script-src &#39;self&#39;;`, `id="address"`, `href="../index.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	person := bodyOf(t, files, "learners/"+seven[0].Slug+"/index.html")
	if !strings.Contains(person, `href="../../check/index.html#`+seven[0].Link+`"`) {
		t.Error("a learner's page does not lead to the check of their site")
	}
	for _, name := range []string{"check/verify.js", "check/verify.css", "check/README.txt"} {
		bodyOf(t, files, name)
	}
}

// TestListedKeys: a learner's key stands beside the address of their site and nowhere without it, the coach's
// where readers are told how to check; what is no fingerprint is none.
func TestListedKeys(t *testing.T) {
	cfg, learners := classOf7()
	one := learners[:1]
	key := one[0].Key
	at := "learners/" + one[0].Slug + "/index.html"
	for _, step := range []struct {
		change func()
		page   string
		want   bool
		of     string
	}{
		{func() {}, at, true, key},
		{func() {}, howPath, true, cfg.CoachKey},
		{func() { cfg.Pseudonyms = true }, at, false, key},
		{func() { cfg.Pseudonyms, one[0].Link = false, "" }, at, false, key},
		{func() { one[0].Link, one[0].Key = "https://a.example/", "SHA256:<b>" }, at, false, "The learner’s key"},
		{func() { cfg.CoachKey = "SHA256:<b>" }, howPath, false, "The coach’s key"},
	} {
		step.change()
		files, err := Build(cfg, one)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(bodyOf(t, files, step.page), step.of); got != step.want {
			t.Errorf("%s has %s: %t", step.page, step.of, got)
		}
	}
}
