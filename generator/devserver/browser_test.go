package devserver

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator"
	"github.com/gatefold/gatefold/generator/output"
)

// preview is the sample portfolio in a folder of its own, served as `gatefold serve` does.
type preview struct {
	*bench
	url string
}

func newPreview(t *testing.T, before ...func(*preview)) *preview {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "w"), os.DirFS("../../sample-portfolio")); err != nil {
		t.Fatal(err)
	}
	p := &preview{bench: &bench{t: t, dir: filepath.Join(dir, "w")}}
	for _, do := range before {
		do(p)
	}
	p.s = New(Config{Dir: p.dir, Live: true, Output: "public", Clock: realClock{},
		Build: func(ctx context.Context, _ []string) (output.Files, content.Problems, error) {
			root, err := os.OpenRoot(p.dir)
			if err != nil {
				return output.Files{}, nil, err
			}
			res, err := (&generator.Builder{Drafts: true}).Build(ctx, root.FS())
			return res.Files, res.Known(), err
		}})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.url = "http://" + ln.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.s.Run(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return p
}

func (p *preview) read(rel string) string {
	p.t.Helper()
	data, err := os.ReadFile(p.full(rel))
	p.must(err)
	return string(data)
}

// replace edits a file of the portfolio, which must hold the words, as a program that saves in one step.
func (p *preview) replace(rel, old, new string) {
	p.t.Helper()
	text := p.read(rel)
	if !strings.Contains(text, old) {
		p.t.Fatalf("%s does not hold %q", rel, old)
	}
	p.write(rel+".tmp", strings.Replace(text, old, new, 1))
	p.rename(rel+".tmp", rel)
}

// sheet is an open page.
type sheet struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	faults []string
}

// counting counts how often a page is loaded, and reports breaches of the content policy.
const counting = `sessionStorage.loads = Number(sessionStorage.loads || 0) + 1;
document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI));`

func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	path, err := exec.LookPath("chromium")
	path = needTool(t, "Chromium", path, err)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile(t)),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// inSight keeps a tab visible, as in a window of its own, while another is in front of it.
func (s *sheet) inSight() *sheet {
	s.t.Helper()
	s.run(emulation.SetFocusEmulationEnabled(true))
	return s
}

// open opens a page in a tab of its own.
func open(t *testing.T, browser context.Context, url string) *sheet {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	s := &sheet{t: t, ctx: ctx}
	chromedp.ListenTarget(ctx, func(ev any) {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError {
				s.faults = append(s.faults, fmt.Sprint(string(e.Args[0].Value)))
			}
		case *runtime.EventExceptionThrown:
			s.faults = append(s.faults, e.ExceptionDetails.Error())
		}
	})
	s.run(runtime.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(counting).Do(ctx)
		return err
	}), chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url))
	t.Cleanup(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, f := range s.faults {
			t.Errorf("%s: %s", url, f)
		}
	})
	return s
}

func (s *sheet) run(actions ...chromedp.Action) {
	s.t.Helper()
	if err := chromedp.Run(s.ctx, actions...); err != nil {
		s.t.Fatal(err)
	}
}

// until waits for an expression to be true, over reloads. It asks in steps, because a question that
// waits in a page is lost with the page.
func (s *sheet) until(expression string) {
	s.t.Helper()
	ask := "(() => { try { return !!(" + expression + ") } catch { return false } })()"
	for tick := time.Tick(10 * time.Millisecond); ; {
		var ok bool
		err := chromedp.Run(s.ctx, chromedp.Evaluate(ask, &ok))
		if err == nil && ok {
			return
		}
		select {
		case <-s.ctx.Done():
			s.t.Fatalf("never true: %s (%v)", expression, err)
		case <-tick:
		}
	}
}

// is asks for the value of an expression, as text.
func (s *sheet) is(expression, want string) {
	s.t.Helper()
	var got any
	s.run(chromedp.Evaluate(expression, &got))
	if fmt.Sprint(got) != want {
		s.t.Errorf("%s is %v, want %s", expression, got, want)
	}
}

// shadow is the panel's inside in an expression.
const shadow = `document.querySelector('gatefold-problems').shadowRoot`

func panelOpen(words string) string {
	return fmt.Sprintf("!%[1]s.querySelector('.panel').hidden && %[1]s.querySelector('.panel').textContent.includes(%[2]q)", shadow, words)
}

const (
	panelClosed = shadow + `.querySelector('.panel').hidden`
	pillShown   = `!` + shadow + `.querySelector('.pill').hidden`
)

// TestSaveAndSee is a learner's hour: registers, the look, mistakes and their mending, in two tabs.
func TestSaveAndSee(t *testing.T) {
	ctx := browser(t)
	p := newPreview(t)
	raid := open(t, ctx, p.url+"/projects/device-refresh/raid/").inSight()
	other := open(t, ctx, p.url+"/projects/warehouse-wifi/vendors/").inSight()
	raid.run(chromedp.Evaluate(`document.querySelectorAll('details').forEach((d, i) => { d.open = i % 2 == 0 }); window.scrollTo({top: 500, behavior: 'instant'}); 0`, nil))

	row := strings.Split(strings.Split(p.read("projects/device-refresh/raid.csv"), "\n")[1], ",")
	title := row[2]
	p.replace("projects/device-refresh/raid.csv", title, "Zebra crossing "+title)
	raid.until(`document.body.textContent.includes('Zebra crossing') && document.readyState === 'complete'`)
	raid.is(`sessionStorage.loads`, "2")
	raid.is(`Math.round(scrollY)`, "500")

	// The other page does not show this register: it stays. Its own change is the first that it loads for.
	vendors := strings.Split(p.read("projects/warehouse-wifi/vendors.csv"), "\n")
	name := strings.Split(vendors[1], ",")[1]
	p.replace("projects/warehouse-wifi/vendors.csv", name+",", "Zebra "+name+",")
	other.until(`document.body.textContent.includes('Zebra')`)
	other.is(`sessionStorage.loads`, "2")

	// The look changes in place, in both.
	p.write("theme/print.css", "body { outline: 3px solid rgb(1, 2, 3); }\n")
	for _, s := range []*sheet{raid, other} {
		s.until(`getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)' && document.querySelectorAll('link[rel=stylesheet]').length === 1`)
		s.is(`sessionStorage.loads`, "2")
	}
	raid.is(`Math.round(scrollY)`, "500")

	mistakes(p, raid, other, row)
	raid.is(`Math.round(scrollY)`, "500")
}

// mistakes are made and mended, in portfolio.toml and in a row of the register.
func mistakes(p *preview, raid, other *sheet, row []string) {
	p.t.Helper()
	// A mistake without which nothing can be built: the page stays, the panel tells.
	p.replace("portfolio.toml", `name = "Nadia Brennan"`, `name = "Nadia Brennan`)
	for _, s := range []*sheet{raid, other} {
		s.until(panelOpen("portfolio.toml, line 9"))
		s.is(shadow+`.querySelector('.here mark').textContent`, "n")
		s.is(`document.body.textContent.includes('Zebra')`, "true")
		s.is(`sessionStorage.loads`, "2")
	}
	raid.run(chromedp.KeyEvent("\x1b"))
	raid.until(panelClosed + " && " + pillShown)
	raid.run(chromedp.Evaluate(shadow+`.querySelector('.pill').click()`, nil))
	raid.until(panelOpen("1 error"))
	raid.run(chromedp.Evaluate(shadow+`.querySelector('.close').click()`, nil))
	raid.until(panelClosed + " && " + pillShown)
	p.replace("portfolio.toml", `name = "Nadia Brennan`, `name = "Nadia Brennan"`)
	for _, s := range []*sheet{raid, other} {
		s.until(panelClosed + " && !(" + pillShown + ")")
		s.is(`sessionStorage.loads`, "2")
	}

	// A mistake in a register: the page shows the rest anew, the panel the cell.
	date := row[len(row)-1]
	for _, cell := range row {
		if strings.HasPrefix(cell, "20") && strings.Count(cell, "-") == 2 {
			date = cell
			break
		}
	}
	p.replace("projects/device-refresh/raid.csv", date, "someday")
	raid.until(panelOpen("someday"))
	raid.is(shadow+`.querySelector('td.marked').firstChild.textContent`, "someday")
	p.replace("projects/device-refresh/raid.csv", "someday", date)
	raid.until(panelClosed + " && !(" + pillShown + ")")
}

// TestNothingIsMissed: a page that lost the stream for a while, or whose project is gone for a while.
func TestNothingIsMissed(t *testing.T) {
	ctx := browser(t)
	p := newPreview(t)
	s := open(t, ctx, p.url+"/projects/warehouse-wifi/")
	p.must(os.Rename(p.full("projects/warehouse-wifi"), p.full("../away")))
	s.until(`document.title.startsWith('Not here')`)
	p.must(os.Rename(p.full("../away"), p.full("projects/warehouse-wifi")))
	s.until(`!document.title.startsWith('Not here') && document.readyState === 'complete'`)

	front := open(t, ctx, p.url+"/projects/warehouse-wifi/")
	s.until(`document.hidden`)
	p.replace("projects/warehouse-wifi/project.toml", `title = "`, `title = "Zebra `)
	front.until(`document.body.textContent.includes('Zebra')`)
	s.is(`document.body.textContent.includes('Zebra')`, "false")
	s.run(page.BringToFront())
	s.until(`document.body.textContent.includes('Zebra')`)
}

// TestMoreTabsThanConnections: ten pages in sight, where a browser has six connections for one host.
func TestMoreTabsThanConnections(t *testing.T) {
	ctx := browser(t)
	p := newPreview(t)
	var tabs []*sheet
	for range 10 {
		tabs = append(tabs, open(t, ctx, p.url+"/projects/warehouse-wifi/").inSight())
	}
	p.replace("projects/warehouse-wifi/project.toml", `title = "`, `title = "Zebra `)
	for _, s := range tabs {
		s.until(`document.body.textContent.includes('Zebra')`)
	}
	p.replace("projects/warehouse-wifi/project.toml", `basis = "`, `basis = "?`)
	for _, s := range tabs {
		s.until(panelOpen("basis"))
	}
}

// TestFirstBuildIsMended: a preview that began with a mistake comes to life by itself.
func TestFirstBuildIsMended(t *testing.T) {
	ctx := browser(t)
	p := newPreview(t, func(p *preview) { p.replace("portfolio.toml", `name = "Nadia Brennan"`, `name = "Nadia Brennan`) })
	s := open(t, ctx, p.url+"/projects/")
	s.until(`document.body.textContent.includes('portfolio.toml, line 9')`)
	s.is(`document.querySelector('gatefold-problems') === null`, "true") // the page itself says it
	p.replace("portfolio.toml", `target_role`, `target_roll`)
	p.replace("portfolio.toml", `name = "Nadia Brennan`, `name = "Nadia Brennan"`)
	s.until(`document.querySelector('h1').textContent !== '' && !document.body.classList.contains('plain')`)
}

// TestPanelIsAccessible asks axe-core about a page with the panel open, wide and on a phone, in both
// colour schemes, and sees that nothing sticks out.
func TestPanelIsAccessible(t *testing.T) {
	dir := os.Getenv("GATEFOLD_NPM")
	name := filepath.Join(dir, "node_modules", "axe-core", "axe.min.js")
	_, err := os.Stat(name)
	axe, readErr := os.ReadFile(needTool(t, "axe-core (npm)", name, err))
	if readErr != nil {
		t.Fatal(readErr)
	}
	ctx := browser(t)
	p := newPreview(t, func(p *preview) {
		p.replace("projects/device-refresh/raid.csv", "2025-02-05", "2025-02-35")
		p.replace("projects/warehouse-wifi/project.toml", `basis = "`, `basis = "?`)
	})
	s := open(t, ctx, p.url+"/projects/device-refresh/raid/")
	s.until(panelOpen("2025-02-35"))
	// The content policy forbids the style element that axe makes in the page, and nothing of ours needs it.
	s.run(chromedp.Evaluate(string(axe)+"\n;0", nil))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			s.run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
				chromedp.EmulateViewport(width, 740))
			s.is(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`, "true")
			s.is(shadow+`.querySelector('.panel').getBoundingClientRect().left >= 0`, "true")
			var found []string
			ask := `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
				.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160))))`
			s.run(chromedp.Evaluate(ask, &found, func(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }))
			for _, f := range found {
				t.Errorf("%s, %d px: %s", scheme, width, f)
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = slices.DeleteFunc(s.faults, func(f string) bool { return strings.Contains(f, "style-src-elem inline") })
}

// profile is a folder for a browser's own files. The browser may write into it until after it has been
// asked to go, so that what is left of it is no failure.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gatefold-chromium-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
