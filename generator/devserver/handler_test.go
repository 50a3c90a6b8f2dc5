package devserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// showing is a preview of fixed files, without a loop.
func showing(t *testing.T, cfg Config, files map[string]string) *Server {
	t.Helper()
	s := New(cfg)
	s.publish(stateOf(t, s, files))
	return s
}

func stateOf(t *testing.T, s *Server, files map[string]string, problems ...content.Problem) state {
	t.Helper()
	var site output.Files
	for p, text := range files {
		if err := site.Add(p, output.Text(text)); err != nil {
			t.Fatal(err)
		}
	}
	s.cfg.Clock = realClock{}
	s.cfg.Build = func(context.Context, []string) (output.Files, content.Problems, error) { return site, problems, nil }
	return s.makeState(t.Context(), nil).state
}

var aSite = map[string]string{
	"index.html":               "<!doctype html><html><body>home</body></html>",
	"projects/a/index.html":    "<!doctype html><html><body>a</body></html>",
	"404.html":                 "<!doctype html><html><body>lost</body></html>",
	"assets/site.css":          "body{}",
	"data/a/raid.csv":          "ID\n",
	"artifacts/über plan.html": "<script>alert(1)</script>",
	"odd.bin":                  "x",
	"_headers":                 "/*\n  Referrer-Policy: no-referrer\n/artifacts/über plan.html\n  Content-Disposition: attachment\n  Content-Security-Policy: sandbox\n",
}

func ask(t *testing.T, s *Server, method, target string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "http://localhost:1414/", nil)
	u, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	r.URL = u
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAddresses(t *testing.T) {
	s := showing(t, Config{Dir: "/w"}, aSite)
	for _, c := range []struct {
		target string
		status int
		want   string // the type, or where to
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/index.html", 200, "text/html; charset=utf-8"},
		{"/projects/a/", 200, "text/html; charset=utf-8"},
		{"/projects/a", 302, "/projects/a/"},
		{"/projects/a?x=1", 302, "/projects/a/?x=1"},
		{"/projects//a/", 302, "/projects/a/"},
		{"/projects/./a/", 302, "/projects/a/"},
		{"/projects/../../../etc/passwd", 302, "/etc/passwd"},
		{"/%2e%2e/%2e%2e/etc/passwd", 302, "/etc/passwd"},
		{"//evil.example/", 302, "/evil.example/"},
		{"/etc/passwd", 404, "text/html; charset=utf-8"},
		{"/projects/b/", 404, "text/html; charset=utf-8"},
		{"/projects%5Ca/", 400, "text/plain; charset=utf-8"},
		{"/a%00b", 400, "text/plain; charset=utf-8"},
		{"/" + strings.Repeat("a", 3000), 400, "text/plain; charset=utf-8"},
		{"/assets/site.css?5", 200, "text/css; charset=utf-8"},
		{"/data/a/raid.csv", 200, "text/csv; charset=utf-8"},
		{"/odd.bin", 200, "application/octet-stream"},
		{"/__gatefold/live.js", 404, "text/html; charset=utf-8"},
		{"/__gatefold/events", 404, "text/html; charset=utf-8"},
		{"/artifacts/%C3%BCber%20plan.html", 200, "text/html; charset=utf-8"},
	} {
		target := c.target
		if strings.HasPrefix(target, "//") {
			target = "http://localhost:1414" + target
		}
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(t, s, method, target)
			got := r.Header.Get("Content-Type")
			if c.status == 302 {
				got = r.Header.Get("Location")
			}
			if r.StatusCode != c.status || got != c.want {
				t.Errorf("%s %s: %d %q, want %d %q", method, c.target, r.StatusCode, got, c.status, c.want)
			}
			if body := text(t, r); method == "HEAD" && r.StatusCode == 200 && body != "" {
				t.Errorf("HEAD %s has a body", c.target)
			}
		}
	}
}

var (
	local   = Config{Dir: "/w", Live: true, Hosts: []string{"localhost"}}
	network = Config{Dir: "/w", Live: true, Hosts: []string{"desk", "desk.local"}, AnyIP: true}
	one     = Config{Dir: "/w", Live: true, Hosts: []string{"192.0.2.7"}}
)

// requests are who asks, and the answer.
var requests = []struct {
	name    string
	cfg     Config
	headers []string
	want    int
}{
	{"localhost", local, []string{"Host", "localhost:1414"}, 200},
	{"any case, a dot, no port", local, []string{"Host", "LocalHost."}, 200},
	{"another port, as through a tunnel", local, []string{"Host", "localhost:9999"}, 200},
	{"127.0.0.1", local, []string{"Host", "127.0.0.1:1414"}, 200},
	{"::1", local, []string{"Host", "[::1]:1414"}, 200},
	{"a rebound name", local, []string{"Host", "evil.example:1414"}, 403},
	{"a name that looks local", local, []string{"Host", "localhost.evil.example"}, 403},
	{"a number that is a name", local, []string{"Host", "127.0.0.1.evil.example"}, 403},
	{"no name", local, []string{"Host", ""}, 403},
	{"an address of the network", local, []string{"Host", "192.0.2.7:1414"}, 403},
	{"an address of the network, allowed", network, []string{"Host", "192.0.2.7:1414"}, 200},
	{"the computer's name", network, []string{"Host", "desk.local:1414"}, 200},
	{"a rebound name in the network", network, []string{"Host", "evil.example:1414"}, 403},
	{"the named address", one, []string{"Host", "192.0.2.7:1414"}, 200},
	{"another address", one, []string{"Host", "192.0.2.8:1414"}, 403},
	{"typed", local, []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
	{"its own page", local, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 200},
	{"a link elsewhere", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
	{"a frame elsewhere", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
	{"a script elsewhere", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
	{"another port of this computer", local, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
	{"an old browser's fetch", local, []string{"Origin", "http://evil.example"}, 403},
	{"a file's page", local, []string{"Origin", "null"}, 403},
	{"another port's fetch", local, []string{"Origin", "http://localhost:8000"}, 403},
	{"its own fetch", local, []string{"Origin", "http://localhost:1414"}, 200},
}

// TestWhoMayAsk: another site's page must not read a draft, by whatever name it asks.
func TestWhoMayAsk(t *testing.T) {
	for _, c := range requests {
		t.Run(c.name, func(t *testing.T) {
			s := showing(t, c.cfg, aSite)
			headers := c.headers
			if headers[0] != "Host" {
				headers = append([]string{"Host", "localhost:1414"}, headers...)
			}
			for _, target := range []string{"/", "/__gatefold/live.js", "/assets/site.css"} {
				r := ask(t, s, "GET", target, headers...)
				if r.StatusCode != c.want {
					t.Errorf("%s: %d, want %d", target, r.StatusCode, c.want)
				}
				if body := text(t, r); c.want == 403 && strings.Contains(body, "home") {
					t.Errorf("%s: refused, but shown", target)
				}
				for name := range r.Header {
					if strings.HasPrefix(name, "Access-Control-") {
						t.Errorf("%s: %s lets others read", target, name)
					}
				}
			}
		})
	}
	s := showing(t, local, aSite)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		if r := ask(t, s, method, "/"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
}

// TestInjection: a draft page has one script more; a public one is what was built, to the byte.
func TestInjection(t *testing.T) {
	draft, public := showing(t, Config{Dir: "/w", Live: true}, aSite), showing(t, Config{Dir: "/w"}, aSite)
	for p, built := range aSite {
		target := (&url.URL{Path: "/" + p}).String()
		if got := text(t, ask(t, public, "GET", target)); got != built {
			t.Errorf("public %s: %q", p, got)
		}
		got := text(t, ask(t, draft, "GET", target))
		before, after, found := strings.Cut(got, `<script src="/__gatefold/live.js" data-page="`)
		switch {
		case !strings.HasSuffix(p, ".html") || strings.HasPrefix(p, "artifacts/"):
			if got != built {
				t.Errorf("draft %s: %q", p, got)
			}
		case !found || !strings.HasPrefix(after, draft.shown().versionAt("/"+p)+`"`):
			t.Errorf("draft %s lacks the script: %q", p, got)
		default:
			_, after, _ = strings.Cut(after, "</script>\n")
			if before+after != built || strings.Count(got, "<script") != 1 {
				t.Errorf("draft %s: %q", p, got)
			}
		}
	}
	if got := string(inject([]byte("no body"), "1", "2")); !strings.HasPrefix(got, "no body<script ") {
		t.Error(got)
	}
	if r := ask(t, draft, "GET", "/artifacts/%C3%BCber%20plan.html"); r.Header.Get("Content-Disposition") != "attachment" || r.Header.Get("Content-Security-Policy") != "sandbox" {
		t.Errorf("a stranger's page is no download: %v", r.Header)
	}
	if r := ask(t, draft, "GET", "/"); r.Header.Get("Referrer-Policy") != "no-referrer" || r.Header.Get("Content-Security-Policy") != "" {
		t.Errorf("the site's own headers: %v", r.Header)
	}
}

// TestUnchangedIsNotSentAgain: a page that the browser has is not sent twice, and a new style sheet
// makes a draft page new, because the page says which it goes with.
func TestUnchangedIsNotSentAgain(t *testing.T) {
	s := showing(t, Config{Dir: "/w", Live: true}, aSite)
	tag := ask(t, s, "GET", "/").Header.Get("ETag")
	if r := ask(t, s, "GET", "/", "If-None-Match", tag); r.StatusCode != 304 {
		t.Errorf("the same again: %d", r.StatusCode)
	}
	changed := map[string]string{}
	for p, words := range aSite {
		changed[p] = words
	}
	changed["assets/site.css"] = "body{color:red}"
	s.publish(stateOf(t, s, changed))
	if r := ask(t, s, "GET", "/", "If-None-Match", tag); r.StatusCode != 200 {
		t.Errorf("with a new style sheet: %d", r.StatusCode)
	}
}

// TestPageThatCannotBeDrawn says so on its own page; the others go on.
func TestPageThatCannotBeDrawn(t *testing.T) {
	s := showing(t, Config{Dir: "/w", Live: true}, aSite)
	files := s.shown().site.files
	if err := files.Add("bad/index.html", output.Drawn("", func() ([]byte, error) { return nil, errors.New("<b>no template") })); err != nil {
		t.Fatal(err)
	}
	if err := files.Add("gone.pdf", output.Copy(3, "", func() (io.ReadCloser, error) { return nil, os.ErrNotExist })); err != nil {
		t.Fatal(err)
	}
	r := ask(t, s, "GET", "/bad/")
	if body := text(t, r); r.StatusCode != 500 || !strings.Contains(body, "&lt;b&gt;no template") || !strings.Contains(body, "live.js") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
	if r := ask(t, s, "GET", "/gone.pdf"); r.StatusCode != 404 {
		t.Errorf("a file that is gone: %d", r.StatusCode)
	}
}

// TestFirstBuildFails: there is no site yet, and the page that says so names what to mend.
// TestFileThatIsLeftOut: a file may turn out to be no part of the site once all others are known.
func TestFileThatIsLeftOut(t *testing.T) {
	var site output.Files
	for p, file := range map[string]output.File{
		"index.html": output.Text("home"),
		"sums":       output.Listing(func(sums output.Sums) ([]byte, error) { return fmt.Appendf(nil, "%x", sums["index.html"]), nil }),
		"sums.sig":   output.Listing(func(output.Sums) ([]byte, error) { return nil, output.ErrAbsent }),
	} {
		if err := site.Add(p, file); err != nil {
			t.Fatal(err)
		}
	}
	s := New(Config{Clock: realClock{}, Build: func(context.Context, []string) (output.Files, content.Problems, error) { return site, nil, nil }})
	s.publish(s.makeState(t.Context(), nil).state)
	if res := ask(t, s, "GET", "/sums.sig"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is left out: %s", res.Status)
	}
	res := ask(t, s, "GET", "/sums")
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK || len(body) != 64 {
		t.Errorf("%s %q (%v)", res.Status, body, err)
	}
}

func TestFirstBuildFails(t *testing.T) {
	for _, live := range []bool{true, false} {
		s := New(Config{Dir: "/some/portfolio", Live: live})
		s.publish(stateOf(t, s, nil, content.Problem{Severity: content.Error, Path: "portfolio.toml", Line: 3, Message: "a <b> quotation mark", Hint: "Put one."}))
		r := ask(t, s, "GET", "/any/page/")
		body := text(t, r)
		for _, want := range []string{"The site of portfolio cannot be shown yet", "portfolio.toml, line 3", "a &lt;b&gt; quotation mark", "Put one."} {
			if r.StatusCode != 503 || !strings.Contains(body, want) {
				t.Errorf("%d, want %q in %s", r.StatusCode, want, body)
			}
		}
		if strings.Contains(body, "<script") != live {
			t.Errorf("live %v: %s", live, body)
		}
	}
}

// FuzzPaths: no address leads out of the site, crashes, or is answered with a redirect to elsewhere.
func FuzzPaths(f *testing.F) {
	for _, p := range []string{"/", "/../x", "//a//b", "/a/./", "\\", "/%2e"} {
		f.Add(p)
	}
	s := New(Config{Dir: "/w"})
	var site output.Files
	if err := site.Add("index.html", output.Text("home")); err != nil {
		f.Fatal(err)
	}
	s.publish(state{site: newSite(site)})
	f.Fuzz(func(t *testing.T, p string) {
		r := httptest.NewRequest("GET", "http://localhost/", nil)
		r.URL.Path = p
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		to := w.Result().Header.Get("Location")
		u, err := url.Parse(to)
		if err != nil || u.Host != "" || u.Scheme != "" || to != "" && to[0] != '/' || strings.HasPrefix(to, "//") {
			t.Fatalf("%q leads to %q", p, to)
		}
	})
}
