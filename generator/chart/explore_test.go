package chart

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	sharedDir = "../../themes/shared"
	policy    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)

// browser starts Chromium; without one the test is skipped, or fails when GATEFOLD_FULL is 1.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			t.Fatal("no Chromium, and GATEFOLD_FULL=1 wants every test")
		}
		t.Skip("no Chromium: Explore was not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile(t)),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stopTab := chromedp.NewContext(allocated)
	t.Cleanup(stopTab)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// profile is a folder for Chromium, whose last processes may write to it after the test: what cannot
// be removed then is left to the system.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gatefold-chromium")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 20 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return dir
}

// explorePage writes a page with every figure of the gallery, as a theme would, to a folder.
func explorePage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, body []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"explore.js": "explore.js", "vendor/echarts.gatefold.min.js": "echarts.js"} {
		body, err := os.ReadFile(filepath.Join(sharedDir, from))
		if err != nil {
			t.Fatal(err)
		}
		write(to, body)
	}
	js, err := Script(gallery())
	if err != nil {
		t.Fatal(err)
	}
	write("charts.js", js)
	write("csp.js", []byte(`window.violations=[];document.addEventListener("securitypolicyviolation",function(e){violations.push(e.violatedDirective+" "+e.blockedURI+" "+e.sourceFile+":"+e.lineNumber)});window.errors=[];window.addEventListener("error",function(e){errors.push(String(e.message))});`))
	write("look.css", []byte(`:root{--paper:#fff;--wash:#f4f5f8;--ink:#14171d;--ink-2:#434a56;--ink-3:#606774;--line:#dcdfe6;--line-2:#a9b0bd;--good:#1b7341;--warn-fill:#c47f00;--bad:#b3241a;--c-actual:#2b3fae;--c-plan:#78808f;--c-cost:var(--ink);--c-event:var(--bad);--c-grid:var(--line);--c-hatch:#b9bfca;--record:sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#12151b;--ink:#eceef2;--c-actual:#a3b3ff}}
body{background:var(--paper)} .vh{position:absolute;width:1px;height:1px;overflow:hidden} .plot{width:90%} .explore-tip{margin:0}`))
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s"><title>Explore</title><link rel="stylesheet" href="look.css"><script src="csp.js"></script><script src="explore.js" defer></script></head><body>`, policy)
	for _, f := range gallery() {
		fmt.Fprintf(&b, `<figure data-explore="%s" data-echarts="echarts.js" data-options="charts.js">%s</figure>`, f.ID, SVG(f))
	}
	write("index.html", []byte(b.String()+"</body></html>"))
	return dir
}

// TestExplore opens every figure's live view, over HTTP and from the disk: it is drawn, holds the
// numbers of Option, and breaks the content policy nowhere, tooltips included.
func TestExplore(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	ctx := browser(t)
	dir := explorePage(t)
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	for name, url := range map[string]string{"http": server.URL + "/", "file": "file://" + dir + "/index.html"} {
		t.Run(name, func(t *testing.T) {
			if err := chromedp.Run(ctx, chromedp.EmulateViewport(1100, 900), chromedp.Navigate(url), chromedp.WaitVisible("button")); err != nil {
				t.Fatal(err)
			}
			for _, f := range gallery() {
				exploreFigure(t, ctx, f)
			}
			for _, list := range []string{"violations", "errors"} {
				var got []string
				if err := chromedp.Run(ctx, chromedp.Evaluate("window."+list, &got)); err != nil || len(got) > 0 {
					t.Errorf("%s: %v %v", list, got, err)
				}
			}
		})
	}
}

// exploreFigure opens one view, hovers, walks by key, and closes it again.
func exploreFigure(t *testing.T, ctx context.Context, f Figure) {
	t.Helper()
	figure := `figure[data-explore="` + f.ID + `"]`
	var box struct{ X, Y, W, H float64 }
	var live, status string
	var inked bool
	err := chromedp.Run(ctx,
		chromedp.Click(figure+" button", chromedp.ByQuery),
		chromedp.WaitVisible(figure+" canvas", chromedp.ByQuery),
		chromedp.Evaluate(`(function(){var h=document.querySelector('`+figure+` .explore-host');h.scrollIntoView({block:"center"});var r=h.getBoundingClientRect();return{X:r.x,Y:r.y,W:r.width,H:r.height}})()`, &box),
		chromedp.Evaluate(`JSON.stringify(echarts.getInstanceByDom(document.querySelector('`+figure+` .explore-host')).getOption().series.map(function(s){return{Name:s.name,Type:s.type,Data:s.data}}))`, &live),
		chromedp.Evaluate(`(function(){var c=document.querySelector('`+figure+` canvas'),d=c.getContext("2d").getImageData(0,0,c.width,c.height).data,n=0;for(var i=3;i<d.length;i+=4)if(d[i]>0)n++;return n>500})()`, &inked),
	)
	if err != nil {
		t.Fatalf("%s: %v", f.ID, err)
	}
	if !inked {
		t.Errorf("%s: the canvas is empty", f.ID)
	}
	var got option
	if err := json.Unmarshal([]byte(`{"Series":`+live+`}`), &got); err != nil {
		t.Fatal(err)
	}
	if want := optionOf(t, f); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: the live view holds other numbers than the option:\n%v\n%v", f.ID, got, want)
	}
	tips := 0
	for step := range 16 {
		var tip bool
		x, y := box.X+box.W*(0.05+float64(step%8)*0.12), box.Y+box.H*(0.25+float64(step/8)*0.2)
		if err := chromedp.Run(ctx, input.DispatchMouseEvent(input.MouseMoved, x, y), chromedp.Evaluate(`!!document.querySelector('`+figure+` .explore-tip')`, &tip)); err != nil {
			t.Fatal(err)
		}
		tips += btoi(tip)
	}
	if tips == 0 && (f.Kind != KindCalendar && f.Kind != KindSchedule && f.Kind != KindSLA) {
		t.Errorf("%s: no tooltip came", f.ID)
	}
	err = chromedp.Run(ctx,
		chromedp.Focus(figure+" .explore-host", chromedp.ByQuery),
		chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight),
		chromedp.Text(figure+` [role="status"]`, &status, chromedp.ByQuery, chromedp.NodeReady),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}),
		chromedp.Click(figure+" .explore button", chromedp.ByQuery),
		chromedp.WaitVisible(figure+" svg.plot", chromedp.ByQuery),
		chromedp.WaitNotPresent(figure+" canvas", chromedp.ByQuery),
	)
	if err != nil {
		t.Fatalf("%s: %v", f.ID, err)
	}
	if status == "" || strings.HasPrefix(status, "Live chart") {
		t.Errorf("%s: the arrow keys say nothing: %q", f.ID, status)
	}
	if testing.Verbose() {
		t.Logf("%s, by key: %s", f.ID, status)
	}
}

// TestVendoredECharts holds the script that is embedded to the sum that its build has to meet.
func TestVendoredECharts(t *testing.T) {
	path := filepath.Join(sharedDir, "vendor", "echarts.gatefold.min.js")
	js, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(path + ".sha256")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x  %s\n", sha256.Sum256(js), filepath.Base(path)); got != string(sum) {
		t.Errorf("the script is %s, the sum file says %s", got, sum)
	}
}
