package generator

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold/generator/cohort"
	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/showcase"
)

// class is a cohort made for tests.
type class struct {
	Config   showcase.Config
	Learners []cohort.Learner
}

// classOfSeven is the one of generator/showcase/testdata.
func classOfSeven(t *testing.T) (class class) {
	t.Helper()
	body, err := os.ReadFile("showcase/testdata/seven.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &class); err != nil {
		t.Fatal(err)
	}
	return class
}

// aCohort writes the site of that class, or of a cohort of n made of it, and gives its pages.
func aCohort(t *testing.T, n int) (dir string, pages []string) {
	t.Helper()
	class := classOfSeven(t)
	for i := len(class.Learners); i < n; i++ {
		l := class.Learners[i%7]
		l.Slug, l.Name = fmt.Sprintf("a%07x", i), fmt.Sprintf("%s %d", l.Headline, i)
		class.Learners = append(class.Learners, l)
	}
	files, err := showcase.Build(class.Config, class.Learners)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if _, err := output.Write(dir, filepath.Join(t.TempDir(), "list"), files); err != nil {
		t.Fatal(err)
	}
	for p := range files.All() {
		if strings.HasSuffix(p, ".html") {
			pages = append(pages, p)
		}
	}
	return dir, pages
}

// TestShowcaseInBrowser opens the pages of a cohort as those of a portfolio are.
func TestShowcaseInBrowser(t *testing.T) {
	dir, all := aCohort(t, 30)
	var pages []string
	seen := map[string]bool{}
	for _, p := range all { // one learner, one value of a facet, one question, one further page of each
		parts := strings.Split(p, "/")
		kind := strings.Join(append([]string{parts[0]}, fmt.Sprint(len(parts))), "/")
		if parts[0] == "learners" {
			kind += fmt.Sprint(len(parts[1]) < 3)
		}
		if !seen[kind] {
			seen[kind] = true
			pages = append(pages, p)
		}
	}
	if len(pages) < 10 {
		t.Errorf("only %v are looked at", pages)
	}
	inBrowser(t, dir, pages)
}

// TestShowcaseIsValidHTML asks the reference checker of the HTML standard.
func TestShowcaseIsValidHTML(t *testing.T) {
	jar := npmModule(t, "the Nu HTML checker (npm vnu-jar)", "vnu-jar/build/dist/vnu.jar")
	java, err := exec.LookPath("java")
	java = needTool(t, "Java", java, err)
	dir, pages := aCohort(t, 30)
	args := []string{"-Xss4m", "-jar", jar, "--errors-only", "--format", "gnu"}
	for _, p := range pages {
		if p == "check/index.html" { // it asks for a folder, which the standard does not know yet
			continue
		}
		args = append(args, filepath.Join(dir, filepath.FromSlash(p)))
	}
	if out, err := exec.Command(java, args...).CombinedOutput(); err != nil {
		for line := range strings.Lines(string(out)) {
			t.Error(strings.TrimSpace(line))
		}
	}
}

// lookAtList is what the list of learners shows, and what it says of it.
const lookAtList = `({
	rows: [...document.querySelectorAll('main tbody tr')].filter(r => r.checkVisibility()).length, says: found.textContent, hash: location.hash,
	pressed: [...document.querySelectorAll('[aria-pressed=true]')].map(b => b.dataset.value).join(), first: [...document.querySelectorAll('main tbody a')].find(a => a.checkVisibility())?.textContent,
	pager: [...document.querySelectorAll('.pager')].some(p => p.checkVisibility()),
})`

// TestShowcaseFilter types, chooses and goes back, over http on a desk and from the disk on a phone, with a
// thousand learners.
func TestShowcaseFilter(t *testing.T) {
	dir, _ := aCohort(t, 1000)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	for _, at := range []struct {
		base, host string
		width      int64
	}{{server.URL, strings.TrimPrefix(server.URL, "http://"), 1280}, {"file://" + filepath.ToSlash(dir), "", 360}} {
		base, w := at.base, watching(t, ctx, at.host)
		if err := chromedp.Run(ctx, chromedp.EmulateViewport(at.width, 800)); err != nil {
			t.Fatal(err)
		}
		for _, s := range []struct {
			name string
			do   chromedp.Action
			want string // of l, what the list shows
		}{
			{"opened", chromedp.Navigate(base + "/index.html"), `l.rows == 25 && l.says == "" && l.pager`},
			{"typed", chromedp.SendKeys("#find", "PHISHING drills"), `l.rows == 25 && l.says.startsWith("143 learners of 1,000, the first 25") && l.hash == "#q=PHISHING+drills" && !l.pager`},
			{"more", chromedp.Click(".more-found"), `l.rows == 50`},
			{"and chosen", chromedp.Evaluate(`document.querySelector("[data-facet=domain] [data-value=cloud-platforms]").click()`, nil), `l.rows == 0 && l.says == "Nobody here matches all of it. Take something away." && l.pressed == "cloud-platforms"`},
			{"show all", chromedp.Click("#clear"), `l.rows == 25 && l.hash == "" && l.says == "" && l.pager`},
			{"sent", chromedp.Navigate(base + "/index.html#domain=itsm&role=pmo-analyst"), `l.pressed == "itsm,pmo-analyst" && l.rows == 25 && l.first == "Ilse van Dyk"`},
			{"back", chromedp.NavigateBack(), `l.pressed == "" && l.rows == 25`},
		} {
			soon, stop := context.WithTimeout(ctx, 20*time.Second)
			err := chromedp.Run(soon, s.do, chromedp.Poll(`(() => { const l = `+lookAtList+`; return `+s.want+`; })()`, nil))
			stop()
			if err != nil {
				var shown string
				_ = chromedp.Run(ctx, chromedp.Evaluate(`JSON.stringify(`+lookAtList+`)`, &shown))
				t.Fatalf("%s, %s: not %s but %s", base, s.name, s.want, shown)
			}
		}
		for _, fault := range w.take() {
			t.Errorf("%s: %s", base, fault)
		}
	}
}

// TestCompareInBrowser chooses two members on the page that the coach alone has, over http and from the
// disk, without script.
func TestCompareInBrowser(t *testing.T) {
	class := classOfSeven(t)
	var members []showcase.Member
	for i := range class.Learners {
		l := &class.Learners[i]
		members = append(members, showcase.Member{ID: l.Slug, Label: l.Alias, Verdict: "same", Well: true, Next: "Nothing.", Learner: l})
	}
	files, err := showcase.Private(class.Config, members)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := output.Write(dir, filepath.Join(t.TempDir(), "list"), files); err != nil {
		t.Fatal(err)
	}
	inBrowser(t, dir, []string{"index.html", "compare/projects/" + members[0].ID + ".html", "compare/answers/" + members[0].ID + ".html", "compare/projects/index.html"})
	ctx := browser(t)
	for _, name := range []string{"compare/projects/index.html", "compare/answers/index.html"} {
		soon, stop := context.WithTimeout(ctx, 20*time.Second)
		err := chromedp.Run(soon, chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/"+name),
			chromedp.Click(`(//summary)[2]`), chromedp.Click(`//section[2]//a[text()="Learner 5"]`), inFrame("left", "Learner 1"), inFrame("right", "Learner 5"))
		stop()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// inFrame waits until a frame shows a heading.
func inFrame(frame, heading string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		var nodes []*cdp.Node
		if err := chromedp.Run(ctx, chromedp.Nodes(`iframe[name="`+frame+`"]`, &nodes, chromedp.ByQuery)); err != nil {
			return err
		}
		return chromedp.Run(ctx, chromedp.WaitVisible(`//h1[text()="`+heading+`"]`, chromedp.FromNode(nodes[0])))
	})
}
