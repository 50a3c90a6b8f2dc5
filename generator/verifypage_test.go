package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"html/template"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold/generator/site"
	"github.com/gatefold/gatefold/themes"
)

const verifyTests = "../themes/testdata/verify"

func node(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("node")
	return needTool(t, "Node.js", path, err)
}

// TestVerifyScripts runs the page's script and verify.sh against sites and faults that node makes.
func TestVerifyScripts(t *testing.T) {
	path := node(t)
	tests := map[string]string{"page script": "site", "its parts": "parts"}
	shell := []string{"dash", "ssh-keygen", "openssl", "sha256sum"}
	if i := slices.IndexFunc(shell, func(name string) bool { _, err := exec.LookPath(name); return err != nil }); i < 0 {
		tests["verify.sh"] = "shell"
	} else {
		t.Run("verify.sh", func(t *testing.T) { needTool(t, shell[i], "", exec.ErrNotFound) })
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := exec.CommandContext(t.Context(), path, "--test", filepath.Join(verifyTests, file+".test.js")).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, onlyFailures(out))
			}
		})
	}
}

// onlyFailures keeps of a TAP report what did not pass.
func onlyFailures(tap []byte) string {
	var out strings.Builder
	failed := false
	for line := range strings.Lines(string(tap)) {
		if strings.HasPrefix(strings.TrimSpace(line), "not ok") || strings.HasPrefix(strings.TrimSpace(line), "ok") {
			failed = strings.HasPrefix(strings.TrimSpace(line), "not")
		}
		if failed {
			out.WriteString(line)
		}
	}
	return out.String()
}

// TestVerifyScriptOrder keeps what node tests the same as what is published.
func TestVerifyScriptOrder(t *testing.T) {
	load, err := os.ReadFile(verifyTests + "/load.js")
	if err != nil {
		t.Fatal(err)
	}
	script := themes.VerifyScript()
	last := 0
	for _, m := range regexp.MustCompile(`"(\w+\.js)"`).FindAllSubmatch(bytes.SplitN(bytes.SplitN(load, []byte("const order = ["), 2)[1], []byte("]"), 2)[0], -1) {
		source, err := os.ReadFile("../themes/shared/verify/" + string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.Index(script, bytes.TrimPrefix(source, []byte("\"use strict\";\n")))
		if at < last {
			t.Errorf("%s stands at another place of verify.js, or not at all", m[1])
		}
		last = at
	}
	if bad := regexp.MustCompile(`\beval\b|new Function|innerHTML|document\.write|import\(|https?://[a-z]`).Find(script); bad != nil {
		t.Errorf("verify.js has %q", bad)
	}
}

// known is what write.js tells of a site.
type known struct {
	dir, Fingerprint, Policy, Block string
	Codes                           []string
}

// verifiable writes a site with the page in it.
func verifiable(t *testing.T, options, tamper string) known {
	t.Helper()
	k := known{dir: t.TempDir()}
	theme, err := themes.Open(themes.Default, nil)
	if err != nil {
		t.Fatal(err)
	}
	css, err := themes.VerifyStyle(theme)
	if err != nil {
		t.Fatal(err)
	}
	var html bytes.Buffer
	fields := map[string]any{"Policy": site.Policy, "Author": "Ada Okafor", "Home": "../index.html", "Cohort": false}
	if err := template.Must(template.New("").Option("missingkey=error").Parse(themes.VerifyPage())).Execute(&html, fields); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(k.dir, "proof"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"verify.html": html.Bytes(), "verify.css": css, "verify.js": themes.VerifyScript(), "verify.sh": themes.VerifyShell()} {
		if err := os.WriteFile(filepath.Join(k.dir, "proof", name), body, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), node(t), verifyTests+"/write.js", k.dir, options, tamper).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &k); err != nil {
		t.Fatal(err)
	}
	return k
}

// result waits for the outcome on the page and gives its headline, text and codes.
func result(t *testing.T, ctx context.Context) (headline, text string, codes []string) {
	t.Helper()
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	err := chromedp.Run(ctx,
		chromedp.WaitVisible("#result", chromedp.ByQuery), chromedp.Text("#headline", &headline, chromedp.ByQuery),
		chromedp.TextContent("#outcome", &text, chromedp.ByQuery))
	if err != nil {
		var status string
		_ = chromedp.Run(ctx, chromedp.Text("#status", &status, chromedp.ByQuery))
		t.Fatalf("no result: %v; the page says %q", err, status)
	}
	for _, code := range regexp.MustCompile(`GF5\d{3}`).FindAllString(text, -1) {
		if code != "GF5906" && !slices.Contains(codes, code) { // over http a host keeps some files
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return headline, text, codes
}

// enter fills the boxes for what a reader knows from elsewhere.
func enter(key, policy string) chromedp.Action {
	values, _ := json.Marshal([]string{key, policy})
	return chromedp.Evaluate(`[key.value, policy.value] = `+string(values), nil)
}

// hosted serves a site as hosts do, without files whose names begin with a dot.
func hosted(t *testing.T, k known) string {
	t.Helper()
	files := http.FileServer(http.Dir(filepath.Join(k.dir, "site")))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/.") {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestVerifyPageOverHTTP checks a site from its own page: with the key and a policy, without, with
// another key, without WebCrypto, and with faults.
func TestVerifyPageOverHTTP(t *testing.T) {
	clean := verifiable(t, `{"cosignHead":true}`, "")
	ctx := browser(t)
	address := hosted(t, clean)
	other := "SHA256:" + strings.Repeat("A", 43)
	for _, c := range []struct {
		name, key, policy, own, headline, says string
		codes                                  []string
	}{
		{"named key", clean.Fingerprint, clean.Policy, "", "Held", "saw the list in 2 different weeks", nil},
		{"no key", "", "", "", "Internally consistent; identity not checked", "You named no key.", []string{"GF5901"}},
		{"other key", other, "", "", "Changed", "the key you named, " + other, []string{"GF5008"}},
		{"own crypto", clean.Fingerprint, "", "own", "Held", "Named by the author: sam", nil},
	} {
		err := chromedp.Run(ctx, chromedp.Navigate(address+"/proof/verify.html"),
			chromedp.SetAttributeValue("html", "data-crypto", c.own, chromedp.ByQuery), enter(c.key, c.policy), chromedp.Click("#here", chromedp.ByQuery))
		if err != nil {
			t.Fatal(err)
		}
		headline, text, codes := result(t, ctx)
		if headline != c.headline || !strings.Contains(text, c.says) || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: %q, %v, want %q, %v and %q in:\n%s", c.name, headline, codes, c.headline, c.codes, c.says, text)
		}
	}
	for _, tamper := range []string{"table-edited", "list-edited", "thief-signs", "checkpoint-size", "bundle-flipped", "leaf-edited", "disclosure-edited"} {
		k := verifiable(t, `{}`, tamper)
		err := chromedp.Run(ctx, chromedp.Navigate(hosted(t, k)+"/proof/verify.html"), enter(k.Fingerprint, k.Policy), chromedp.Click("#here", chromedp.ByQuery))
		if err != nil {
			t.Fatal(err)
		}
		if headline, text, codes := result(t, ctx); headline != "Changed" || !slices.Equal(codes, k.Codes) {
			t.Errorf("%s: %q, %v, want %v in:\n%s", tamper, headline, codes, k.Codes, text)
		}
	}
}

// TestVerifyPageFromDisk chooses the folder and the zip on a page that was opened from a disk, and
// asks about an interviewer's phrase.
func TestVerifyPageFromDisk(t *testing.T) {
	k := verifiable(t, `{}`, "")
	ctx := browser(t)
	// Each choice is made in a tab of its own: choosing the same folder twice is no change to a page.
	choose := func(field, name string) (context.Context, string, []string) {
		tab, stop := chromedp.NewContext(ctx)
		t.Cleanup(stop)
		tab, stop = context.WithTimeout(tab, 2*time.Minute)
		t.Cleanup(stop)
		w := watching(t, tab, "")
		err := chromedp.Run(tab, chromedp.Navigate("file://"+filepath.ToSlash(k.dir)+"/site/proof/verify.html"), enter(k.Fingerprint, k.Policy),
			chromedp.SetUploadFiles(field, []string{filepath.Join(k.dir, name)}, chromedp.ByQuery))
		if err != nil {
			t.Fatalf("%s: %v", field, err)
		}
		headline, _, codes := result(t, tab)
		for _, fault := range w.take() {
			t.Errorf("%s: %s", field, fault)
		}
		return tab, headline, codes
	}
	for field, name := range map[string]string{"#folder": "site", "#zip": "site.zip"} {
		if _, headline, codes := choose(field, name); headline != "Held" || codes != nil {
			t.Errorf("%s: %q, %v", field, headline, codes)
		}
	}
	if err := os.WriteFile(filepath.Join(k.dir, "site", "added.html"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	tab, headline, codes := choose("#folder", "site")
	if headline != "Changed" || !slices.Equal(codes, []string{"GF5003"}) {
		t.Errorf("a folder with a file added: %q, %v", headline, codes)
	}
	var answer string
	err := chromedp.Run(tab, chromedp.SetValue("#phrase", "blue herons on  Tuesday", chromedp.ByQuery), chromedp.SetValue("#block", k.Block, chromedp.ByQuery),
		chromedp.Click("#challenge-form button", chromedp.ByQuery), chromedp.WaitVisible("#answer", chromedp.ByQuery), chromedp.Text("#answer", &answer, chromedp.ByQuery))
	if err != nil || !strings.HasPrefix(answer, "Holds: ") {
		t.Errorf("the challenge: %q, %v", answer, err)
	}
}

// TestVerifyPageLooks asks axe-core about the page with its result, in the dark too, and for its width at 360 px.
// GATEFOLD_SHOTS names a folder for pictures.
func TestVerifyPageLooks(t *testing.T) {
	axe, err := os.ReadFile(npmModule(t, "axe-core (npm)", "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	for name, k := range map[string]known{"held": verifiable(t, `{"cosignHead":true}`, ""), "changed": verifiable(t, `{}`, "table-edited")} {
		address := hosted(t, k)
		host, _ := url.Parse(address)
		w := watching(t, ctx, host.Host)
		for _, scheme := range []string{"light", "dark"} {
			setScheme(t, ctx, scheme)
			err := chromedp.Run(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address+"/proof/verify.html"),
				enter(k.Fingerprint, k.Policy), chromedp.Click("#here", chromedp.ByQuery))
			if err != nil {
				t.Fatal(err)
			}
			result(t, ctx)
			shot(t, ctx, name+"-"+scheme)
			faults := slices.DeleteFunc(w.take(), func(f string) bool { return strings.Contains(f, "nojekyll") })
			for _, fault := range append(faults, axeFaults(t, ctx, string(axe))...) {
				t.Errorf("%s (%s): %s", name, scheme, fault)
			}
			if wide := overflow(t, ctx); wide != "" {
				t.Errorf("%s: scrolls sideways at 360 px: %s", name, wide)
			}
			shot(t, ctx, name+"-"+scheme+"-360")
		}
		if err := chromedp.Run(ctx, chromedp.EmulateViewport(1000, 1400), emulation.SetEmulatedMedia().WithMedia("print")); err != nil {
			t.Fatal(err)
		}
		shot(t, ctx, name+"-print")
		if err := chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("")); err != nil {
			t.Fatal(err)
		}
	}
}

func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("GATEFOLD_SHOTS")
	if dir == "" {
		return
	}
	var png []byte
	if err := chromedp.Run(ctx, chromedp.FullScreenshot(&png, 100)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "verify-"+name+".png"), png, 0o666); err != nil {
		t.Fatal(err)
	}
}
