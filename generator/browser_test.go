package generator

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// needTool finds a program or a file that a test cannot do without. Where it is missing the test is
// skipped and says why; with GATEFOLD_FULL=1, as in CI, it fails.
func needTool(t *testing.T, what, path string, err error) string {
	t.Helper()
	if err == nil && path != "" {
		return path
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing: %v", what, err)
	}
	t.Skipf("needs %s, which is not installed here (.ci/run installs it)", what)
	return ""
}

// npmModule is the path of a file of an npm package, from the folder that GATEFOLD_NPM names.
func npmModule(t *testing.T, what, name string) string {
	t.Helper()
	dir := os.Getenv("GATEFOLD_NPM")
	if dir == "" {
		return needTool(t, what, "", fmt.Errorf("GATEFOLD_NPM is not set"))
	}
	path := filepath.Join(dir, "node_modules", filepath.FromSlash(name))
	_, err := os.Stat(path)
	return needTool(t, what, path, err)
}

// browser starts Chromium, one for a test. What hangs in it fails the test, with the action that hung,
// before the whole package runs out of its time.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	path = needTool(t, "Chromium", path, err)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile(t)),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	ctx, stop := context.WithTimeout(t.Context(), 8*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// watch collects what a page must not do: break the content policy, log an error, ask another host.
type watch struct {
	mu     sync.Mutex
	faults []string
	host   string // the only one that may be asked
}

func (w *watch) add(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

func (w *watch) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	faults := w.faults
	w.faults = nil
	return faults
}

// violations makes every page report breaches of its content policy to the console.
const violations = `document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber));`

func watching(t *testing.T, ctx context.Context, host string) *watch {
	t.Helper()
	w := &watch{host: host}
	chromedp.ListenTarget(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError {
				for _, arg := range e.Args {
					w.add("console: %s", arg.Value)
				}
			}
		case *runtime.EventExceptionThrown:
			w.add("exception: %s", e.ExceptionDetails.Text)
		case *network.EventRequestWillBeSent:
			u, err := url.Parse(e.Request.URL)
			if err == nil && u.Scheme != "data" && u.Host != w.host {
				w.add("outside request: %s", e.Request.URL)
			}
		}
	})
	err := chromedp.Run(ctx, network.Enable(), runtime.Enable(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(violations).Do(ctx)
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// htmlPages are the pages of a built site.
func htmlPages(res Result) []string {
	var out []string
	for p := range res.Files.All() {
		if strings.HasSuffix(p, ".html") {
			out = append(out, p)
		}
	}
	return out
}

// TestPagesInBrowser opens every page of the sample over http and from the disk, in both colour
// schemes and at 360 px, and asks axe-core about it.
func TestPagesInBrowser(t *testing.T) {
	res, dir := builtSample(t)
	inBrowser(t, dir, htmlPages(res))
}

// TestSealedPagesInBrowser does the same with pages that say how records stand to a log.
func TestSealedPagesInBrowser(t *testing.T) {
	res, dir := sealedSample(t)
	var pages []string
	for _, p := range htmlPages(res) {
		switch p {
		case "index.html", "proof/index.html", "proof/list/index.html", "proof/list/erp-cloud/2/index.html", "interview/index.html",
			"projects/device-refresh/index.html", "projects/device-refresh/artifacts/index.html", "projects/device-refresh/burndown/index.html",
			"projects/device-refresh/changes/index.html", "projects/device-refresh/raid/index.html", "projects/device-refresh/raid/full/index.html",
			"projects/device-refresh/gates/g3/index.html", "projects/warehouse-wifi/vendors/index.html":
			pages = append(pages, p)
		}
	}
	if len(pages) != 13 {
		t.Errorf("only %v are there", pages)
	}
	inBrowser(t, dir, pages)
}

// inBrowser opens pages of a site that was written to dir; those that are alike are looked at once in dark
// and from the disk.
func inBrowser(t *testing.T, dir string, pages []string) {
	axe, err := os.ReadFile(npmModule(t, "axe-core (npm)", "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	ctx := browser(t)
	address, _ := url.Parse(server.URL)
	w := watching(t, ctx, address.Host)
	for _, scheme := range []string{"light", "dark"} {
		setScheme(t, ctx, scheme)
		for _, p := range pages {
			if scheme == "dark" && !oneOfAKind(p) {
				continue
			}
			if err := chromedp.Run(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(server.URL+"/"+p)); err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			for _, fault := range append(w.take(), axeFaults(t, ctx, string(axe))...) {
				t.Errorf("%s (%s): %s", p, scheme, fault)
			}
			if wide := overflow(t, ctx); wide != "" {
				t.Errorf("%s: scrolls sideways at 360 px: %s", p, wide)
			}
		}
	}
	w.host = ""
	for _, p := range pages {
		if !oneOfAKind(p) {
			continue
		}
		if err := chromedp.Run(ctx, chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/"+p)); err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		for _, fault := range w.take() {
			t.Errorf("%s from the disk: %s", p, fault)
		}
	}
}

// oneOfAKind picks one page of each layout, so that slow looks at all of them stay affordable.
func oneOfAKind(p string) bool {
	switch {
	case !strings.HasPrefix(p, "projects/"):
		return true
	case strings.HasPrefix(p, "projects/warehouse-wifi/"):
		return strings.HasSuffix(p, "/vendors/index.html")
	case !strings.HasPrefix(p, "projects/device-refresh/"):
		return !strings.Contains(strings.TrimPrefix(p, "projects/"), "/")
	}
	return strings.Count(p, "/") <= 3 || strings.HasSuffix(p, "/gates/g3/index.html") || strings.HasSuffix(p, "/inc-01/index.html") || strings.HasSuffix(p, "/2025-04-18/index.html")
}

func setScheme(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}})
	if err := chromedp.Run(ctx, media); err != nil {
		t.Fatal(err)
	}
}

// axeFaults runs axe-core with every details element open.
func axeFaults(t *testing.T, ctx context.Context, axe string) []string {
	t.Helper()
	var faults []string
	ask := `(async () => {
		document.querySelectorAll('details').forEach(d => d.open = true);
		const r = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
		return r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => 'axe ' + v.id + ': ' + n.html.slice(0, 160) + ' | ' + n.failureSummary.replace(/\s+/g, ' ').slice(0, 200)));
	})()`
	err := chromedp.Run(ctx, chromedp.Evaluate(axe+"\n;0", nil), chromedp.Evaluate(ask, &faults, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if err != nil {
		t.Fatalf("axe: %v", err)
	}
	return faults
}

// overflow says what sticks out of a phone's screen, "" when nothing does.
func overflow(t *testing.T, ctx context.Context) string {
	t.Helper()
	var wide string
	ask := `(() => {
		document.querySelectorAll('details').forEach(d => d.open = true);
		const e = document.documentElement;
		if (e.scrollWidth <= e.clientWidth) return '';
		const out = [...document.querySelectorAll('body *')].filter(x => x.getBoundingClientRect().right > e.clientWidth + 1 && !x.closest('.wide, pre'));
		return e.scrollWidth + ' px, ' + out.slice(-1).map(x => x.outerHTML.slice(0, 160)).join('');
	})()`
	if err := chromedp.Run(ctx, chromedp.EmulateViewport(360, 740), chromedp.Evaluate(ask, &wide)); err != nil {
		t.Fatal(err)
	}
	return wide
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
